"""A quadratic form in halves of words as a sum of squares, by eliminating one half after the other.

The matrix of the form is taken apart as LDL' (Golub & Van Loan, Matrix Computations, 4.1.2), with scalar
forms as entries: d (h + l₂h₂ + …)'P(h + l₂h₂ + …) for each pivot d, which must be shown not to be negative.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from derivations.kernel.check import Line
from derivations.kernel.expression import ONE, Apply, Expression, Size
from derivations.kernel.form import Form, constant, is_zero
from derivations.operations.algebra import SCALAR
from derivations.operations.forms import multiplied, quotient
from derivations.operations.notation import at_most, identity, less, lift, plus, times
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.operations.reciprocals import reciprocal
from derivations.proving.cyclic import directions, readings
from derivations.proving.lines import Earn, by
from derivations.proving.polynomials import NotWords, Word
from derivations.proving.words.alphabet import Alphabet

Square = tuple[Word, Word]  # what stands in the middle, a letter or nothing, and what stands right of it
Row = dict[int, Form]
SQUARES = 6  # of which a sum is looked for
NUMBER = constant(1).terms.keys()


@dataclass
class Elimination:
    """The squares among some words, and the matrix of the form in them. NotWords when the form is no such thing."""

    alphabet: Alphabet
    earn: Earn
    size: Size | None  # of the matrix that the words add up to; None for a scalar, whose words are cycles
    squares: list[Square] = field(default_factory=list)
    entries: dict[tuple[int, int], Form] = field(default_factory=dict)

    def learn(self, terms: dict[Word, Form]) -> None:
        """Take in words: those that read the same from both ends, then those between two of them."""
        found = {word: self._square(word) for word in terms}
        self.squares = list(dict.fromkeys(square for square in found.values() if square))
        if len(self.squares) > SQUARES or not any(map(any, self.squares)):
            raise NotWords("no squares, or too many")
        for word, square in found.items():
            i, j = (self.squares.index(square),) * 2 if square else self._between(word)
            for place in ((i, j), (j, i)):  # twice half of it on the diagonal
                self.entries[place] = self.at(*place) + terms[word].scaled(Fraction(1, 2))

    def at(self, i: int, j: int) -> Form:
        """An entry of the matrix of the form."""
        return self.entries.get((i, j), constant(0))

    def lines(self) -> list[Line]:
        """Lines that end in the sum of the squares being semidefinite."""
        left, lines, total = list(range(len(self.squares))), list[Line](), list[Expression]()
        while any(not is_zero(self.at(i, j)) for i in left for j in left):
            pivot, row, shown = self._pivot(left)
            lines += [*shown, *self._part(pivot, row)]
            total.append(lines[-1].proposition.arguments[0])
            if len(total) > 1:
                lines.append(by("sum of semidefinite", *total))
                total = [lines[-1].proposition.arguments[0]]
            left.remove(pivot)
            for j in left:
                for k in left:
                    self.entries[j, k] = self.at(j, k) - multiplied(self.at(pivot, k), row.get(j, constant(0)))
        return lines

    def _ways(self, word: Word) -> list[Word]:
        """The readings of a word that are products: rotations of a trace, of v'A…w those that begin with v' or w'."""
        if self.size is not None or not word:
            return [word]
        ways = dict.fromkeys(readings(self.alphabet, word))
        if any(self.alphabet.side(letter) for letter in word):
            sides = [(self.alphabet.side(way[0]), self.alphabet.side(way[-1])) for way in ways]
            return [way for way, ends in zip(ways, sides, strict=True) if ends == ("row", "column")]
        return sorted(ways, key=lambda way: sum(turned for _, turned in way[len(way) // 2 :]))

    def _turned(self, word: Word) -> Word:
        return directions(self.alphabet, word)[1]

    def _square(self, word: Word) -> Square | None:
        """h'h or h'Ph with a semidefinite P, whichever reading has it."""
        for way in self._ways(word):
            half, middle = way[(len(way) + 1) // 2 :], way[len(way) // 2 : (len(way) + 1) // 2]
            if self._turned(half) == way[: len(way) // 2]:
                if not middle:
                    return middle, half
                if self.earn(self._semidefinite(middle)) is not None:
                    return ((middle[0][0], False),), half
        return None

    def _semidefinite(self, middle: Word) -> Apply:
        value = self.alphabet.letter((middle[0][0], False))
        if value.shape[0] != value.shape[1]:
            raise NotWords("the middle of a square is not square")
        return POSITIVE_SEMIDEFINITE(value)

    def _between(self, word: Word) -> tuple[int, int]:
        """The two squares whose halves a word joins, with the same letter in the middle."""
        for way in self._ways(word):
            for i, (middle, left) in enumerate(self.squares):
                for j, (other, right) in enumerate(self.squares):
                    ends = self._turned(left), right
                    joins = (ends[0] + m + ends[1] for m in {middle, self._turned(middle)})
                    if middle == other and way in joins:
                        return i, j
        raise NotWords("a word that joins no two squares")

    def _pivot(self, left: list[int]) -> tuple[int, Row, list[Line]]:
        """The next half to eliminate, its row over the pivot, and lines that the pivot is not negative."""
        for i in sorted(left, key=lambda i: (self.at(i, i).terms.keys() != NUMBER, len(self.at(i, i).terms), i)):
            d = self.at(i, i)
            if not is_zero(d):
                row = {j: _over(self.at(i, j), d) for j in left if not is_zero(self.at(i, j))}
                shown = self._nonnegative(self.alphabet.scalar(d), strict=any(map(_divides, row.values())))
                if shown is not None:
                    return i, row, shown
        raise NotWords("no pivot is known not to be negative")

    def _nonnegative(self, value: Expression, *, strict: bool) -> list[Line] | None:
        """Lines for 0 ≤ d; where it is divided by, 0 < d must hold too."""
        if strict and self.earn(less(0, value)) is None:
            return None
        return self.earn(at_most(0, value))

    def _part(self, pivot: int, row: Row) -> list[Line]:
        """Lines that end in the multiple of one square being semidefinite."""
        middle, _ = self.squares[pivot]
        value = plus(*(times(self.alphabet.scalar(c), self._half(j)) for j, c in row.items()))
        if middle:
            known = self._semidefinite(middle)
            lines = [*(self.earn(known) or []), by("congruence, semidefinite", value, known.arguments[0])]
        else:
            lines = [by("Gram matrix", value)]
        if self.size is None and lines[-1].proposition.arguments[0].shape != SCALAR:
            lines.append(by("trace of semidefinite", *lines[-1].proposition.arguments))
        d = self.alphabet.scalar(self.at(pivot, pivot))
        square = lines[-1].proposition.arguments[0]
        return lines if d == lift(1) else [*lines, by("nonnegative multiple of semidefinite", d, square)]

    def _half(self, number: int) -> Expression:
        middle, half = self.squares[number]
        if half:
            return self.alphabet.word(half)
        size = self.alphabet.letter(middle[0]).shape[0] if middle else self.size or ONE
        return identity(size) if size != ONE else lift(1)


def _over(form: Form, divisor: Form) -> Form:
    exact = quotient(form, divisor)
    return multiplied(form, reciprocal(divisor)) if exact is None else exact


def _divides(form: Form) -> bool:
    return any(power < 0 for term in form.terms for _, power in term.scalars)
