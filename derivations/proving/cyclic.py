"""Scalars as cyclic words: tr(ABC) = tr(BCA) = tr(C'B'A'), and x'Ay is the cycle of x', A and y.

A scalar polynomial is a combination of cycles and a constant; a relation divides a cycle at any
rotation and in either direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivations.kernel.expression import Expression
from derivations.kernel.form import Form, constant, count, index_form, product
from derivations.operations.algebra import SCALAR
from derivations.operations.forms import multiplied, vanishes
from derivations.operations.matrices import TRACE
from derivations.operations.notation import lift, plus
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words.alphabet import Alphabet


@dataclass(frozen=True)
class Cycles:
    """A combination of cyclic words, each in its least reading; the empty word stands for 1."""

    terms: dict[Word, Form]

    def __add__(self, other: Cycles) -> Cycles:
        total = dict(self.terms)
        for word, c in other.terms.items():
            total[word] = total[word] + c if word in total else c
        return Cycles({w: c for w, c in total.items() if not vanishes(c)})

    def scaled(self, factor: Form) -> Cycles:
        """Every coefficient multiplied by a scalar form."""
        return Cycles({w: multiplied(c, factor) for w, c in self.terms.items()})


def read(alphabet: Alphabet, form: Form) -> Cycles:
    """A scalar form as cycles: of each term one closed product is opened, the rest stays a coefficient. NotWords."""
    total = Cycles({})
    for term, c in form.terms.items():
        if term.network:
            raise NotWords("not a scalar")
        closed = [head for head, power in term.scalars if head.operation == "closed" and power == 1]
        for head in closed:
            alphabet.heads.update({factor.key: factor for factor, _ in head.network})
        opened = max(closed, key=lambda head: ("inverse[" in head.key, len(head.network), head.key), default=None)
        rest = product(((h, p) for h, p in term.scalars if h != opened), ()).scaled(c)
        total += Cycles({least(alphabet, alphabet.cycle(opened)) if opened else (): rest})
    return total


def readings(alphabet: Alphabet, word: Word) -> Iterator[Word]:
    """Every rotation of a cycle, in both directions."""
    for way in directions(alphabet, word):
        for k in range(len(way)):
            yield way[k:] + way[:k]


def directions(alphabet: Alphabet, word: Word) -> tuple[Word, Word]:
    """A word, and its transpose."""
    return word, tuple((key, False if alphabet.heads[key].symmetric else not turned) for key, turned in reversed(word))


def least(alphabet: Alphabet, word: Word) -> Word:
    """The reading that stands for all."""
    return min(readings(alphabet, word), default=())


def expression(alphabet: Alphabet, cycles: Cycles) -> Expression:
    """The cycles as an expression."""
    parts = [
        closed(alphabet.product_of(c, word[:-1], alphabet.letter(word[-1]), ()) if word else alphabet.scalar(c))
        for word, c in cycles.terms.items()
    ]
    return plus(*parts) if parts else lift(0)


def form(alphabet: Alphabet, cycles: Cycles) -> Form:
    """The cycles as a form, in which scalars inside words and in coefficients meet."""
    total = constant(0)
    for word, c in cycles.terms.items():
        total = total + (c * index_form(closed(alphabet.word(word))) if word else c)
    return total


def closed(value: Expression) -> Expression:
    """The trace of a square matrix; a scalar as it is."""
    return value if value.shape == SCALAR else TRACE(value)


def applied(alphabet: Alphabet, relation: Polynomial, lead: Word, rest: Word) -> Cycles:
    """What lead·rest becomes, as cycles, when the relation replaces its leading word."""
    total = Cycles({})
    for word, factor in relation.terms.items():
        if word != lead:
            cycle = word + rest
            value = factor.scaled(-1)
            if not cycle:
                value = value * (count(relation.shape[0]) if relation.shape != SCALAR else constant(1))
            total += tidied(alphabet, cycle, value)
    return total


def tidied(alphabet: Alphabet, cycle: Word, c: Form) -> Cycles:
    """c·cycle, when vectors cut the cycle in several scalars: one stays a cycle, the others go to the coefficient."""
    cuts = [k for k, letter in enumerate(cycle) if alphabet.side(letter) == "row"] if len(cycle) > 1 else []
    if len(cuts) > 1:
        turned = cycle[cuts[0] :] + cycle[: cuts[0]]
        starts = [k - cuts[0] for k in cuts]
        parts = [turned[a:b] for a, b in zip(starts, [*starts[1:], len(turned)], strict=True)]
        cycle = max(parts, key=lambda part: (any("inverse[" in key for key, _ in part), len(part), part))
        parts.remove(cycle)
        for part in parts:
            c = c * alphabet.value(part)
    return Cycles({least(alphabet, cycle): c})
