"""Bounded completion in a free algebra: relations between words give new relations until a goal reduces.

Noncommutative Buchberger (Mora, Theoretical Computer Science 134, 1994) with typed letters. Every
relation remembers of which earlier ones it is a combination, so a proof is a list of short steps.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derivations.kernel.expression import Shape
from derivations.kernel.form import Form, constant
from derivations.operations.forms import reciprocal
from derivations.proving.cyclic import Cycles, applied, readings
from derivations.proving.words import Alphabet, Polynomial, Word


@dataclass(frozen=True)
class Piece:
    """coefficient · left · relation · right; the relation by number, ~k for the k-th source."""

    coefficient: Form
    left: Word
    relation: int
    right: Word

    def times(self, coefficient: Form, left: Word = (), right: Word = ()) -> Piece:
        """The piece inside a larger product."""
        return Piece(self.coefficient * coefficient, left + self.left, self.relation, self.right + right)


@dataclass(frozen=True)
class Relation:
    """A vanishing polynomial whose leading word has coefficient 1, as a combination of pieces."""

    polynomial: Polynomial
    lead: Word
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Budget:
    """When to stop: seconds, number of relations, letters in a word, terms in a relation."""

    seconds: float = 1.0
    relations: int = 150
    letters: int = 14
    terms: int = 40

    def brief(self) -> Budget:
        """A tenth of it, for a lemma."""
        return replace(self, seconds=self.seconds / 10, relations=self.relations // 5)


@dataclass
class Completion:
    """The relations found so far; words are ordered by length, then by the precedence of letters."""

    precedence: dict[str, int]
    alphabet: Alphabet
    budget: Budget = field(default_factory=Budget)
    relations: list[Relation] = field(default_factory=list)
    _queue: list[tuple[int, int, int, int, int]] = field(default_factory=list)

    def rank(self, word: Word) -> tuple[int, tuple[tuple[int, bool], ...]]:
        """The order of words: shorter first, then by letters."""
        return len(word), tuple((self.precedence.get(key, 0), transposed) for key, transposed in word)

    def add_source(self, number: int, polynomial: Polynomial) -> None:
        """Start from a polynomial known to vanish."""
        rest, pieces = self.reduce(polynomial)
        self._add(rest, [Piece(constant(1), (), ~number, ()), *(p.times(constant(-1)) for p in pieces)])

    def _add(self, polynomial: Polynomial, pieces: list[Piece]) -> bool:
        lead = max(polynomial.terms, key=self.rank, default=())
        if not lead or len(polynomial.terms[lead].terms) > 1 or len(polynomial.terms) > self.budget.terms:
            return False
        unit = reciprocal(polynomial.terms[lead])
        monic = Relation(polynomial.scaled(unit), lead, tuple(p.times(unit) for p in pieces))
        self.relations.append(monic)
        new = len(self.relations) - 1
        for other in range(new + 1):
            for overlap, first, second, shift in _overlaps(self.relations, new, other):
                if len(overlap) <= self.budget.letters:
                    heapq.heappush(self._queue, (len(overlap), new, first, second, shift))
        return True

    def reduce(self, polynomial: Polynomial) -> tuple[Polynomial, list[Piece]]:
        """A polynomial less pieces until no leading word divides any of its words: (rest, pieces)."""
        pieces: list[Piece] = []
        work, done = dict(polynomial.terms), dict[Word, Form]()
        shape = polynomial.shape
        while work:
            word = max(work, key=self.rank)
            c = work.pop(word)
            found = self._divisor(word)
            if found is None:
                done[word] = c
                continue
            number, at = found
            relation = self.relations[number]
            left, right = word[:at], word[at + len(relation.lead) :]
            pieces.append(Piece(c, left, number, right))
            tail = {w: q for w, q in relation.polynomial.terms.items() if w != relation.lead}
            step = Polynomial(shape, tail).between(left, right, shape).scaled(c.scaled(-1))
            work = (Polynomial(shape, work) + step).terms
        return Polynomial(shape, done), pieces

    def _divisor(self, word: Word) -> tuple[int, int] | None:
        for number, relation in enumerate(self.relations):
            length = len(relation.lead)
            for at in range(len(word) - length + 1):
                if word[at : at + length] == relation.lead:
                    return number, at
        return None

    def reduce_cycles(self, cycles: Cycles) -> tuple[Cycles, list[Piece]]:
        """The same for scalars, whose words are read from any letter and in both directions."""
        pieces: list[Piece] = []
        work, done = dict(cycles.terms), dict[Word, Form]()
        while work:
            word = max(work, key=self.rank)
            c = work.pop(word)
            found = next(self._smaller(word), None)
            if found is None:
                done[word] = c
                continue
            number, rest, instead = found
            pieces.append(Piece(c, (), number, rest))
            work = (Cycles(work) + instead.scaled(c)).terms
        return Cycles(done), pieces

    def _smaller(self, word: Word) -> Iterator[tuple[int, Word, Cycles]]:
        """Ways to replace a cycle by smaller ones; a rotation can make the words that replace a lead larger."""
        every = list(dict.fromkeys(readings(self.alphabet, word)))
        for number, relation in enumerate(self.relations):
            length = len(relation.lead)
            for reading in every if length <= len(word) else ():
                if reading[:length] == relation.lead:
                    rest = reading[length:]
                    instead = applied(self.alphabet, relation.polynomial, relation.lead, rest)
                    if all(self.rank(other) < self.rank(word) for other in instead.terms):
                        yield number, rest, instead

    def prove(self, *goals: Polynomial | Cycles) -> tuple[int, list[Piece]] | None:
        """Which goal vanishes first, and pieces that add up to it; None when the budget ends before."""
        ends = time.monotonic() + self.budget.seconds
        rests = [self._rest(goal) for goal in goals]
        while True:
            for number, (rest, pieces) in enumerate(rests):
                if not rest.terms:
                    return number, pieces
            if not self._queue or len(self.relations) >= self.budget.relations or time.monotonic() > ends:
                return None
            _, _, first, second, shift = heapq.heappop(self._queue)
            if self._add(*self._obstruction(first, second, shift)):
                again = [self._rest(rest) for rest, _ in rests]
                rests = [(rest, old + new) for (rest, new), (_, old) in zip(again, rests, strict=True)]

    def _rest(self, goal: Polynomial | Cycles) -> tuple[Polynomial | Cycles, list[Piece]]:
        return self.reduce_cycles(goal) if isinstance(goal, Cycles) else self.reduce(goal)

    def _obstruction(self, first: int, second: int, shift: int) -> tuple[Polynomial, list[Piece]]:
        a, b = self.relations[first], self.relations[second]
        over = shift + len(b.lead) - len(a.lead)  # letters of the second beyond the first
        right_a, left_b = b.lead[len(b.lead) - over :] if over > 0 else (), a.lead[:shift]
        right_b = () if over >= 0 else a.lead[over:]
        shape: Shape = (a.polynomial.shape[0], b.polynomial.shape[1] if over >= 0 else a.polynomial.shape[1])
        minus = constant(-1)
        s = a.polynomial.between((), right_a, shape) + b.polynomial.between(left_b, right_b, shape).scaled(minus)
        rest, pieces = self.reduce(s)
        own = [Piece(constant(1), (), first, right_a), Piece(minus, left_b, second, right_b)]
        return rest, own + [p.times(minus) for p in pieces]


def _overlaps(relations: list[Relation], i: int, j: int) -> Iterator[tuple[Word, int, int, int]]:
    """Words in which both leads occur and share letters: (word, first, second, shift of the second)."""
    for first, second in {(i, j), (j, i)}:
        a, b = relations[first].lead, relations[second].lead
        for shift in range(0 if first != second else 1, len(a)):
            shared = min(len(a) - shift, len(b))
            inside = shift + len(b) <= len(a)
            if a[shift : shift + shared] == b[:shared] and (shift or inside or first < second):
                yield a[:shift] + b + a[shift + len(b) :], first, second, shift
