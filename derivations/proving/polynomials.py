"""Combinations of words: products of letters, each a head and whether it stands transposed."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.kernel.expression import Shape
from derivations.kernel.form import Form
from derivations.operations.forms import multiplied, vanishes

Letter = tuple[str, bool]
Word = tuple[Letter, ...]


class NotWords(ValueError):
    """A form that is no combination of matrix products."""


@dataclass(frozen=True)
class Polynomial:
    """A combination of words of one shape."""

    shape: Shape
    terms: dict[Word, Form]

    def __add__(self, other: Polynomial) -> Polynomial:
        total = dict(self.terms)
        for word, c in other.terms.items():
            total[word] = total[word] + c if word in total else c
        return Polynomial(self.shape, {w: c for w, c in total.items() if not vanishes(c)})

    def __mul__(self, other: Polynomial) -> Polynomial:
        """The product, word by word, with nothing cancelled."""
        total = Polynomial((self.shape[0], other.shape[1]), {})
        for word, c in self.terms.items():
            total += other.scaled(c).between(word, (), total.shape)
        return total

    def scaled(self, factor: Form) -> Polynomial:
        """Every coefficient multiplied by a scalar form."""
        return Polynomial(self.shape, {w: multiplied(c, factor) for w, c in self.terms.items()})

    def between(self, left: Word, right: Word, shape: Shape) -> Polynomial:
        """The product left · self · right."""
        return Polynomial(shape, {left + w + right: c for w, c in self.terms.items()})
