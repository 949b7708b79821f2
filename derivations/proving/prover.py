"""The prover: a search for certificates, strategy by strategy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from derivations.kernel.check import Line, conditions, is_known
from derivations.kernel.expression import TRUTH, Apply, Expression, Index, free
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import EQUAL, FORALL
from derivations.proving import limits, optima
from derivations.proving.algebra import prove_equation
from derivations.proving.completion import Budget
from derivations.proving.conditions import Conditions
from derivations.proving.connectives import by_induction, by_parts, in_turn
from derivations.proving.facts import real
from derivations.proving.instances import by_entries
from derivations.proving.lines import Facts, Lines, by, ordered, owed_by, premises
from derivations.proving.members import by_members
from derivations.proving.reals import Reals
from derivations.proving.sums import Sums
from derivations.trees import walk


class Prover:
    """Search for certificates, strategy by strategy."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.scalar = Reals().prove
        conditions = Conditions(budget, self.scalar, self._by_law, self.certificate)
        self.condition, self._late = conditions.earn, conditions.late

    def certificate(self, facts: Facts, goal: Apply, hints: tuple[Line, ...] = ()) -> Lines:
        """Lines that end in the goal: side conditions first, then the statement itself."""
        lines = self._earned(facts, _owed((*facts, *(line.proposition for line in hints), goal)))
        known = (*facts, *(line.proposition for line in (*lines, *hints)))
        lines += hints
        main = [] if hints and is_known(goal, known) else self.goal(known, goal)
        if main is None:
            return None
        extra = self._earned(known, _sorted(owed_by(main)))
        every = ordered(lines + extra + main)
        ends = every and every[-1].proposition == goal
        return every if ends else [*every, Line(goal, "known")]

    def _earned(self, facts: Facts, owed: list[Apply]) -> list[Line]:
        """Lines that earn conditions, and the conditions of those, as far as they can be earned."""
        return self._earned_in_turn(facts, owed, set(owed))

    def _earned_in_turn(self, facts: Facts, owed: Iterable[Apply], seen: set[Apply]) -> list[Line]:
        """The same: before a condition serves as a fact, what it owes itself is earned without it."""
        lines: list[Line] = []
        for condition in owed:
            known = (*facts, *(line.proposition for line in lines))
            found = None if is_known(condition, known) else self.condition(known, condition)
            more = [c for c in _sorted(owed_by(found or [])) if c not in seen]
            seen.update(more)
            lines += [*self._earned_in_turn(known, more, seen), *(found or [])]
        return lines

    def _established(self, facts: Facts, values: tuple[Expression, ...]) -> list[Line]:
        """Lines that earn what must hold for values to exist, as far as it can be earned."""
        return ordered(self._earned(facts, _owed(values)))

    def goal(self, facts: Facts, goal: Apply) -> Lines:
        """Try the strategies that fit the goal's form."""
        for strategy in self._strategies(facts, goal):
            if strategy is not None:
                return strategy
        return None

    def _strategies(self, facts: Facts, goal: Apply) -> Iterator[Lines]:
        if is_known(goal, facts):
            yield self._equation(facts, goal) if goal.operation is EQUAL else [Line(goal, "known")]
        if goal.operation is EQUAL:
            yield Sums(self._established, self._late).lines(facts, goal)
            yield self._equation(facts, goal)
        if real(goal):
            yield self.scalar(facts, goal)
        if goal.operation.name in ("less", "at_most", "unequal"):
            yield self.condition(facts, goal)
        if goal.operation.name in ("and", "iff", "implies", "forall"):
            yield by_parts(facts, goal, self.certificate)
            if goal.operation is FORALL:
                yield by_induction(facts, goal, self.certificate)
        search = optima.Optima(self.certificate, self.scalar, self._equation, self.condition, self._earned)
        if goal.operation.name in optima.NAMES:
            yield search.lines(facts, goal)
            return
        if goal.operation.name in ("limit", "order", "approximation"):
            yield limits.Limits(self.certificate, self._equation, self.condition).lines(facts, goal)
            return
        if goal.operation.name == "distributed":
            yield search.cited(facts, goal, "affine map of Gaussians", goal)
            return
        if len(goal.arguments) == 1 and goal.arguments[0].shape != TRUTH:
            yield self.condition(facts, goal)
            yield self._by_law(facts, goal)
        if goal.operation.name in ("and", "or", "not", "implies", "iff"):
            yield self.scalar(facts, goal)  # what is not about reals stays opaque
        yield by_entries(facts, goal, self._equation)
        yield by_members(facts, goal, self.certificate)
        if goal.operation is EQUAL and goal.arguments[0].shape == SCALAR:
            yield self._by_logarithms(facts, goal)

    def _equation(self, facts: Facts, goal: Apply) -> Lines:
        return prove_equation(facts, goal, self.budget, partial(self.condition, facts))

    def _by_logarithms(self, facts: Facts, goal: Apply) -> Lines:
        """An equation of positive numbers with exponentials in them, from that of their logarithms."""
        exponential = {"exp", "density", "product_over", "real power"}
        names = {part.operation.name for part in walk(goal) if isinstance(part, Apply)}
        line = by("equal logarithms", *goal.arguments)
        lines = in_turn(facts, premises(line), self._equation_or_condition) if names & exponential else None
        return [*lines, line] if lines else None

    def _equation_or_condition(self, facts: Facts, goal: Apply) -> Lines:
        return (self._equation if goal.operation is EQUAL else self.condition)(facts, goal)

    def _by_law(self, facts: Facts, goal: Apply) -> Lines:
        """A property whose meaning is its equations, from those equations."""
        laws = goal.operation.laws(goal) if goal.operation.defined else ()
        lines: list[Line] = []
        for law in laws:
            found = self.goal(facts, law)
            if found is None:
                return None
            lines += found
        return [*lines, Line(goal, "laws")] if laws else None


def _owed(expressions: tuple[Expression, ...]) -> list[Apply]:
    return _sorted(c for expression in expressions for c in conditions(expression))


def _sorted(owed: Iterable[Apply]) -> list[Apply]:
    """Conditions, those of every place before those of one (whose index must be new to them), then by size."""
    return sorted(
        dict.fromkeys(owed), key=lambda c: (any(isinstance(i, Index) for i in free(c)), sum(1 for _ in walk(c)))
    )
