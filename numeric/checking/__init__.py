"""Documents judged step by step: verdicts, causes in words, repairs."""
