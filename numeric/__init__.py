"""The second opinion: exact and floating evaluation of the same trees, without prover, rules or differentials."""
