"""Letters with their scripts as values: declared, defined, members of families, constants, or not declared at all."""
