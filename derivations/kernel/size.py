"""Symbolic sizes: polynomials in size letters with whole coefficients, such as n, d or n + d."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod


class ShapeError(TypeError):
    """Two shapes do not fit, or an operand has the wrong kind of shape."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in normal form: sorted pairs (letters of a monomial, coefficient)."""

    terms: tuple[tuple[tuple[str, ...], int], ...]

    @staticmethod
    def of(value: Size | str | int) -> Size:
        """The size written as a letter, a whole number, or already a size."""
        if isinstance(value, int) and value < 0:
            raise ShapeError(f"a size cannot be negative: {value}")
        if isinstance(value, Size):
            return value
        return Size.total([((value,), 1)] if isinstance(value, str) else [((), value)])

    @staticmethod
    def total(terms: Iterable[tuple[tuple[str, ...], int]]) -> Size:
        """The sum of monomials."""
        found: dict[tuple[str, ...], int] = {}
        for letters, coefficient in terms:
            key = tuple(sorted(letters))
            found[key] = found.get(key, 0) + coefficient
        return Size(tuple(sorted((m, c) for m, c in found.items() if c)))

    def __add__(self, other: Size) -> Size:
        return Size.total([*self.terms, *other.terms])

    def __mul__(self, other: Size) -> Size:
        return Size.total(((*a, *b), p * q) for a, p in self.terms for b, q in other.terms)

    def value(self, sizes: Mapping[str, int]) -> int:
        """The whole number this size stands for; KeyError when a letter has no value."""
        return sum(c * prod(sizes[letter] for letter in letters) for letters, c in self.terms)

    def __str__(self) -> str:
        return " + ".join("".join([str(c)] * (c != 1 or not m) + [*m]) for m, c in reversed(self.terms)) or "0"


ONE = Size.of(1)
Shape = tuple[Size, Size]
TRUTH: Shape = (Size.of(0), Size.of(0))  # of propositions


def written(shape: Shape) -> str:
    """A shape in words, as in `n × d`."""
    return "a proposition" if shape == TRUTH else f"{shape[0]} × {shape[1]}"
