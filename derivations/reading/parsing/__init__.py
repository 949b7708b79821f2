"""Tokens to the tree of what is written: a Pratt parser that knows no letters, only signs."""
