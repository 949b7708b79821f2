"""From a statement to a checked proof: expressions, rules, search, sheets."""
