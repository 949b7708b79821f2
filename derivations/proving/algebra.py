"""Proofs of matrix equations from equations: normal forms first, then completion, then special means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile

from derivations import clock
from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, Symbol, bound
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.algebra import INVERSE, SCALAR
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.logic import EQUAL, FORALL
from derivations.operations.notation import hadamard, identity, lift, times
from derivations.operations.properties import DIAGONAL, INVERTIBLE
from derivations.proving.completion import Budget
from derivations.proving.lemmas import lemmas
from derivations.proving.linear import combination, scaled
from derivations.proving.lines import Earn, by, pruned
from derivations.proving.polynomials import NotWords
from derivations.proving.readable import readable
from derivations.proving.rewriting import Rewriting
from derivations.proving.search import WordSearch
from derivations.proving.sources import sources, stated
from derivations.proving.tensors import with_tensors
from derivations.proving.updates import with_updates
from derivations.trees import replaced, walk

SHORT = 12  # a certificate of this length is not looked for in the other order of letters
ENTRYWISE = {"exp", "log", "sigmoid", "tanh", "relu", "abs", "sqrt", "step"}
LETTERS = 6  # of a claim whose letters get pseudo-inverses


def prove_equation(facts: tuple[Apply, ...], goal: Apply, budget: Budget, earn: Earn) -> list[Line] | None:
    """Lines that end in the equation, or None. `earn` establishes side conditions."""
    facts = tuple(fact for fact in facts if not _binds_letters(fact))
    left, right = goal.arguments
    if is_zero(index_form(left) - index_form(right)):
        return [Line(goal, "equality")]
    combined = combination(facts, goal) or scaled(facts, goal)
    if combined is not None:
        return [Line(goal, "equality", combined)]
    helped = lemmas(facts, goal, lambda known, wanted: Attempt(known, wanted, budget.brief(), earn).by_facts(), earn)
    known = (*facts, *(line.proposition for line in helped))
    combined = combination(known, goal) if helped else None
    if combined is not None:
        return pruned([*helped, Line(goal, "equality", combined)])
    ways = takewhile(lambda lines: lines or clock.left() > 0, Attempt(known, goal, budget, earn).ways())
    found = next((lines for lines in ways if lines), None)
    return pruned([*helped, *found]) if found else None


@dataclass
class Attempt:
    """The ways to a goal that normal forms do not settle."""

    facts: tuple[Apply, ...]
    goal: Apply
    budget: Budget
    earn: Earn

    def ways(self) -> Iterator[list[Line] | None]:
        """What each way finds, cheapest first."""
        if self.goal.arguments[0].shape == SCALAR:
            yield Rewriting(self.facts, self.goal, self._briefly, self.earn).lines()
        else:
            yield self.explicit_inverse()
        yield self.with_definitions()
        yield self.searched()
        yield self.with_inverses()
        yield with_updates(self.facts, self.goal, self._briefly, self.earn)
        yield self.with_diagonals()
        yield with_tensors(self.facts, self.goal)
        yield self.with_pseudo_inverses()

    def _briefly(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        return prove_equation(facts, goal, self.budget.brief(), self.earn)

    def searched(self, *extra: Apply) -> list[Line] | None:
        """The shorter of the certificates found with the two orders of letters; `extra` values bring their laws."""
        attempts: list[list[Line]] = []
        with suppress(NotWords, TooLarge):
            search = WordSearch(sources(self.facts, self.goal, *extra), self.goal, self.budget, self.earn)
            for heavy_first in (True, False):
                if not attempts or _length(attempts[0]) > SHORT:
                    lines = search.lines(heavy_first)
                    attempts += [lines] if lines else []
        return min(attempts, key=_length, default=None)

    def by_facts(self) -> list[Line] | None:
        """A search that uses only what the facts state, not the laws of the values in them."""
        try:
            return WordSearch(stated(self.facts), self.goal, self.budget, self.earn).lines(heavy_first=True)
        except (NotWords, TooLarge):
            return None

    def with_inverses(self) -> list[Line] | None:
        """A search with the inverses of the values that facts call invertible."""
        values = [fact.arguments[0] for fact in self.facts if fact.operation is INVERTIBLE]
        present = set(walk(self.goal)).union(*map(walk, self.facts))
        missing = [inverse for inverse in map(INVERSE, values) if inverse not in present]
        return self.searched(*missing) if missing else None

    def with_pseudo_inverses(self) -> list[Line] | None:
        """A search with the pseudo-inverses of the letters, which always exist: A'AX = A'AY gives AX = AY."""
        equations = [fact for fact in self.facts if fact.operation is EQUAL]
        values = (value for e in (*equations, self.goal) for value in walk(e))
        letters = dict.fromkeys(x for x in values if isinstance(x, Symbol) and x.shape != SCALAR)
        if not equations or len(letters) > LETTERS:
            return None
        return self.searched(*map(PSEUDO_INVERSE, letters))

    def with_definitions(self) -> list[Line] | None:
        """The goal with scalar letters replaced by what facts say they are."""
        goal, uses = written_out(self.goal, self.facts), list[Use]()
        columns = any(fact.operation is FORALL or _has_function(fact) for fact in self.facts) or _has_function(goal)
        columns = columns or any(isinstance(e, Apply) and e.operation.name in ENTRYWISE for e in walk(goal))
        for fact in self.facts:
            if fact.operation is EQUAL and (fact.arguments[0].shape == SCALAR or columns):
                letter, meaning = fact.arguments
                if isinstance(letter, Symbol) and letter in walk(goal) and letter not in walk(meaning):
                    if _differentiated(goal, letter):
                        continue
                    hole = Symbol("□", *letter.shape)
                    for side, sign in zip(goal.arguments, (1, -1), strict=True):
                        uses.append(Use(fact, 0, times(lift(sign), replaced(side, letter, hole)), hole))
                    goal = EQUAL(*(replaced(side, letter, meaning) for side in goal.arguments))
        found = self._briefly(self.facts, goal) if uses else None
        if found is None:
            return None
        hole = Symbol("□", *goal.arguments[0].shape)
        return [*found, Line(self.goal, "equality", (*uses, Use(goal, 0, hole, hole)))]

    def with_diagonals(self) -> list[Line] | None:
        """The goal with every diagonal matrix D in it written as D ∘ I."""
        goal, uses = self.goal, list[Use]()
        for fact in self.facts:
            if fact.operation is DIAGONAL:
                (d,) = fact.arguments
                hole, sides = Symbol("□", *d.shape), []
                for side, sign in zip(goal.arguments, (-1, 1), strict=True):
                    uses.append(Use(fact, 1, times(lift(sign), replaced(side, d, hole)), hole))
                    sides.append(replaced(side, d, hadamard(d, identity(d.shape[0]))))
                goal = EQUAL(*sides)
        plain = is_zero(index_form(goal.arguments[0]) - index_form(goal.arguments[1]))
        return [Line(self.goal, "equality", tuple(uses))] if uses and plain else None

    def explicit_inverse(self) -> list[Line] | None:
        """M⁻¹ = C, from MC = I, which also says that M is invertible."""
        for inverse, value in (self.goal.arguments, self.goal.arguments[::-1]):
            if isinstance(inverse, Apply) and inverse.operation is INVERSE:
                (matrix,) = inverse.arguments
                one = EQUAL(times(matrix, value), identity(matrix.shape[0]))
                plain = is_zero(index_form(one.arguments[0]) - index_form(one.arguments[1]))
                shown = (
                    [Line(one, "equality")] if plain else Attempt(self.facts, one, self.budget, self.earn).searched()
                )
                if shown is not None:
                    rule = by("one-sided inverse gives invertible", matrix, value)
                    return [*shown, rule, _solved(self.goal, inverse, one)]
        return None


def written_out(goal: Apply, facts: tuple[Apply, ...]) -> Apply:
    """The goal with derivatives of unknown functions as values of these."""
    for part in dict.fromkeys(walk(goal)) if _has_function(goal) else ():  # outermost first
        if isinstance(part, Apply) and part.operation.differentiates:
            plain = readable(part, goal, *facts)
            changed = replaced(goal, part, plain) if plain is not None else goal
            goal = changed if isinstance(changed, Apply) else goal
    return goal


def _binds_letters(fact: Apply) -> bool:
    """Whether a fact speaks of letters of its own, which mean something else outside it."""
    return any(isinstance(item, Symbol) for item in bound(fact))


def _differentiated(value: Expression, letter: Symbol) -> bool:
    nodes = (part for part in walk(value) if isinstance(part, Apply) and part.operation.differentiates)
    return any(letter in walk(node.arguments[-1]) for node in nodes)


def _has_function(value: Expression) -> bool:
    return any(isinstance(part, Apply) and part.operation.name == "function" for part in walk(value))


def _length(lines: list[Line]) -> int:
    return sum(2 + len(line.uses) for line in lines)


def _solved(goal: Apply, inverse: Expression, one: Apply) -> Line:
    """From MC = I: M⁻¹ − C = M⁻¹(I − MC) + (M⁻¹M − I)C, with a sign for the side that M⁻¹ stands on."""
    sign = 1 if inverse is goal.arguments[0] else -1
    value = goal.arguments[1 if sign == 1 else 0]
    hole = Symbol("□", *inverse.shape)
    law = Use(INVERSE(*getattr(inverse, "arguments", ())), 0, times(lift(sign), times(hole, value)), hole)
    return Line(goal, "equality", (law, Use(one, 0, times(lift(-sign), times(inverse, hole)), hole)))
