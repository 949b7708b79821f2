"""Mathematics as tokens: cut into pieces, macros expanded, without what is only for the eye."""
