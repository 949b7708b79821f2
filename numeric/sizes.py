"""Sizes as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from derivations.kernel.expression import Size


def extent(size: Size, sizes: Mapping[str, int]) -> int:
    """The whole number a size stands for; KeyError when one of its letters has no value."""
    return sum(c * prod(sizes[letter] for letter in letters) for letters, c in size.terms)
