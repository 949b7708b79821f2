"""From what people write to typed expressions. Text is never evaluated."""
