"""Bounded completion in a free algebra: relations between words give new relations until a goal reduces.

Noncommutative Buchberger (Mora, Theoretical Computer Science 134, 1994) with typed letters. Every
relation remembers of which earlier ones it is a combination, so a proof is a list of short steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from derivations.clock import left, now
from derivations.kernel.expression import Shape
from derivations.kernel.form import Form, constant
from derivations.operations.forms import multiplied, quotient, vanishes
from derivations.operations.reciprocals import reciprocal
from derivations.proving.cyclic import Cycles, applied, form, readings
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words.alphabet import Alphabet

ONE = constant(1)
EXCHANGES = 64  # cycles looked at when letters are exchanged


@dataclass(frozen=True)
class Piece:
    """coefficient · left · relation · right; the relation by number, ~k for the k-th source."""

    coefficient: Form
    left: Word
    relation: int
    right: Word

    def times(self, coefficient: Form, left: Word = (), right: Word = ()) -> Piece:
        """The piece inside a larger product."""
        return Piece(multiplied(self.coefficient, coefficient), left + self.left, self.relation, self.right + right)


@dataclass(frozen=True)
class Relation:
    """A vanishing polynomial as a combination of pieces; its leading word has coefficient 1, or one that may vanish."""

    polynomial: Polynomial
    lead: Word
    pieces: tuple[Piece, ...]

    @property
    def tail(self) -> Polynomial:
        """All but the leading term."""
        rest = {word: c for word, c in self.polynomial.terms.items() if word != self.lead}
        return Polynomial(self.polynomial.shape, rest)

    @property
    def monic(self) -> bool:
        """Whether the leading coefficient is 1, so that the relation divides whatever has its leading word."""
        return self.polynomial.terms[self.lead] == ONE

    @property
    def exchanges(self) -> bool:
        """Whether it replaces one letter by a multiple of another."""
        tail = self.tail.terms
        numbers = all(set(c.terms) == set(ONE.terms) for c in tail.values())
        return self.monic and [len(word) for word in tail] == [1] and numbers

    def divided(self, c: Form) -> Form | None:
        """A coefficient over the leading one; None when the quotient is no single term."""
        return c if self.monic else quotient(c, self.polynomial.terms[self.lead])


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
    nonzero: Callable[[Form], bool] = lambda form: False
    relations: list[Relation] = field(default_factory=list)
    _queue: list[tuple[int, int, int, int, int]] = field(default_factory=list)

    @cached_property
    def vectors(self) -> bool:
        """Whether any letter is a vector."""
        return any(len(head.network) == 0 and self._is_vector(key) for key, head in list(self.alphabet.heads.items()))

    def _is_vector(self, key: str) -> bool:
        try:
            return bool(self.alphabet.side((key, False)))
        except NotWords:
            return False

    def rank(self, word: Word) -> tuple[int, tuple[tuple[int, bool], ...]]:
        """The order of words: shorter first, then by letters."""
        return len(word), tuple((self.precedence.get(key, 0), transposed) for key, transposed in word)

    def add_source(self, number: int, polynomial: Polynomial) -> None:
        """Start from a polynomial known to vanish."""
        rest, pieces = self.reduce(polynomial)
        self._add(rest, [Piece(constant(1), (), ~number, ()), *(p.times(constant(-1)) for p in pieces)])

    def _add(self, polynomial: Polynomial, pieces: list[Piece]) -> bool:
        lead = max(polynomial.terms, key=self.rank, default=())
        if not lead or len(polynomial.terms) > self.budget.terms:
            return False
        first = polynomial.terms[lead]
        if len(first.terms) > 1 and not self.nonzero(first):
            self.relations.append(Relation(polynomial, lead, tuple(pieces)))
            return True
        unit = reciprocal(first)
        rest = {w: _over(c, first, unit) for w, c in polynomial.terms.items() if w != lead}
        monic = Polynomial(polynomial.shape, rest | {lead: constant(1)})
        self.relations.append(Relation(monic, lead, tuple(p.times(unit) for p in pieces)))
        new = len(self.relations) - 1
        for other in range(new + 1):
            if self.relations[other].monic:
                for overlap, a, b, shift in _overlaps(self.relations, new, other):
                    if len(overlap) <= self.budget.letters:
                        heapq.heappush(self._queue, (len(overlap), new, a, b, shift))
        return True

    def reduce(self, polynomial: Polynomial) -> tuple[Polynomial, list[Piece]]:
        """A polynomial less pieces until no leading word divides any of its words: (rest, pieces)."""
        pieces: list[Piece] = []
        shape = polynomial.shape
        work, done = dict(self._tidy(polynomial).terms), dict[Word, Form]()
        while work:
            word = max(work, key=self.rank)
            c = work.pop(word)
            found = next(self._divisors(word, c), None)
            if found is None:
                done[word] = c
                continue
            pieces.append(found)
            tail = self.relations[found.relation].tail.between(found.left, found.right, shape)
            work = (Polynomial(shape, work) + self._tidy(tail.scaled(found.coefficient.scaled(-1)))).terms
        return Polynomial(shape, done), pieces

    def _tidy(self, polynomial: Polynomial) -> Polynomial:
        """Scalars inside words as coefficients."""
        if not self.vectors:
            return polynomial
        total = Polynomial(polynomial.shape, {})
        for word, c in polynomial.terms.items():
            short, scalars = self.alphabet.split(word)
            for scalar in scalars:
                c = c * self.alphabet.value(scalar)
            total += Polynomial(polynomial.shape, {short: c})
        return total

    def _divisors(self, word: Word, c: Form) -> Iterator[Piece]:
        """Pieces whose leading term is c·word."""
        for number, relation in enumerate(self.relations):
            length = len(relation.lead)
            for at in range(len(word) - length + 1):
                if word[at : at + length] == relation.lead:
                    factor = relation.divided(c)
                    if factor is not None:
                        yield Piece(factor, word[:at], number, word[at + length :])

    def reduce_cycles(self, cycles: Cycles) -> tuple[Cycles, list[Piece]]:
        """The same for scalars, whose words are read from any letter and in both directions."""
        pieces: list[Piece] = []
        work, done = dict(self._canonical(cycles).terms), dict[Word, Form]()
        while work:
            word = max(work, key=self.rank)
            c = work.pop(word)
            found = next(self._smaller(word, c), None)
            turned = self._exchanged(word) if found is None else None
            if found is not None:
                piece, instead = found
                pieces.append(piece)
                work = (Cycles(work) + instead).terms
            elif turned is not None:
                pieces += [piece.times(c) for piece in turned[1]]
                work = (Cycles(work) + turned[0].scaled(c)).terms
            else:
                done[word] = c
        return Cycles(done), pieces

    def _canonical(self, cycles: Cycles) -> Cycles:
        """Every cycle by its least reading in the order of words."""
        total = Cycles({})
        for word, c in cycles.terms.items():
            total += Cycles({min(readings(self.alphabet, word), key=self.rank, default=()): c})
        return total

    def _applied(self, relation: Relation, rest: Word) -> Cycles:
        """What lead·rest becomes when the relation replaces its leading word."""
        return self._canonical(applied(self.alphabet, relation.polynomial, relation.lead, rest))

    def _smaller(self, word: Word, c: Form) -> Iterator[tuple[Piece, Cycles]]:
        """Ways to replace a cycle by smaller ones; a rotation can make the words that replace a lead larger."""
        every = list(dict.fromkeys(readings(self.alphabet, word)))
        for number, relation in enumerate(self.relations):
            factor = relation.divided(c) if len(relation.lead) <= len(word) else None
            for reading in every if factor is not None else ():
                if factor is not None and reading[: len(relation.lead)] == relation.lead:
                    rest = reading[len(relation.lead) :]
                    instead = self._applied(relation, rest).scaled(factor)
                    if all(self.rank(other) < self.rank(word) for other in instead.terms):
                        yield Piece(factor, (), number, rest), instead

    def _exchanged(self, word: Word) -> tuple[Cycles, list[Piece]] | None:
        """A cycle as a smaller one, or as nothing, by exchanging letters (A' = A, B' = −B) in any reading."""
        letters = [(k, r) for k, r in enumerate(self.relations) if len(r.lead) == 1 and r.exchanges]
        reached: dict[Word, tuple[Form, list[Piece]]] = {word: (constant(1), [])}
        waiting = [word] if letters else []
        while waiting and len(reached) < EXCHANGES:
            current = waiting.pop(0)
            c, pieces = reached[current]
            for number, relation in letters:
                for reading in readings(self.alphabet, current):
                    if reading[:1] != relation.lead:
                        continue
                    instead = self._applied(relation, reading[1:]).scaled(c)
                    ((new, factor),) = instead.terms.items()
                    path = [*pieces, Piece(c, (), number, reading[1:])]
                    if new == word and factor != constant(1):  # w = k·w
                        share = reciprocal(constant(1) - factor)
                        return Cycles({}), [piece.times(share) for piece in path]
                    if self.rank(new) < self.rank(word):
                        return instead, path
                    if new not in reached:
                        reached[new] = (factor, path)
                        waiting.append(new)
        return None

    def prove(self, *goals: Polynomial | Cycles) -> tuple[int, list[Piece]] | None:
        """Which goal vanishes first, and pieces that add up to it; None when the budget ends before."""
        ends = now() + min(self.budget.seconds, left())
        rests = [self._rest(goal) for goal in goals]
        while True:
            for number, (rest, pieces) in enumerate(rests):
                if not rest.terms or (isinstance(rest, Cycles) and vanishes(form(self.alphabet, rest))):
                    return number, pieces
            if not self._queue or len(self.relations) >= self.budget.relations or now() > ends:
                return None
            _, _, first, second, shift = heapq.heappop(self._queue)
            if self._add(*self._obstruction(first, second, shift)):
                again = [self._rest(rest) for rest, _ in rests]
                rests = [(rest, old + new) for (rest, new), (_, old) in zip(again, rests, strict=True)]

    def normal_form(self, polynomial: Polynomial) -> tuple[Polynomial, list[Piece]]:
        """What is left of a polynomial once the relations are completed, within the budget."""
        ends = now() + min(self.budget.seconds, left())
        while self._queue and len(self.relations) < self.budget.relations and now() < ends:
            _, _, first, second, shift = heapq.heappop(self._queue)
            self._add(*self._obstruction(first, second, shift))
        return self.reduce(polynomial)

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


def _over(c: Form, divisor: Form, unit: Form) -> Form:
    """c/divisor, shortened where that is a single term."""
    short = quotient(c, divisor)
    return c * unit if short is None else short


def _overlaps(relations: list[Relation], i: int, j: int) -> Iterator[tuple[Word, int, int, int]]:
    """Words in which both leads occur and share letters: (word, first, second, shift of the second)."""
    for first, second in {(i, j), (j, i)}:
        a, b = relations[first].lead, relations[second].lead
        for shift in range(0 if first != second else 1, len(a)):
            shared = min(len(a) - shift, len(b))
            inside = shift + len(b) <= len(a)
            if a[shift : shift + shared] == b[:shared] and (shift or inside or first < second):
                yield a[:shift] + b + a[shift + len(b) :], first, second, shift
