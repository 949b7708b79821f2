"""Side conditions: what must hold for values to exist, for rules to apply, and properties of matrices."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

from derivations.clock import left, now
from derivations.kernel.check import Line, conditions, is_known
from derivations.kernel.expression import Apply, Index
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import EQUAL, FORALL
from derivations.operations.powers import NATURAL
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving import convexity
from derivations.proving.algebra import prove_equation
from derivations.proving.comparisons import Comparisons
from derivations.proving.completion import Budget
from derivations.proving.connectives import facts_apart
from derivations.proving.definiteness import Search
from derivations.proving.facts import real, to_be_written_out
from derivations.proving.forms import by_rule
from derivations.proving.lines import Facts, Lines, Prove, by, without_asides
from derivations.proving.naturals import natural
from derivations.proving.readable import readable
from derivations.rules import RULES

LATER = 1.5  # times the budget, after which no comparison is looked at in more ways
NESTED = 5  # conditions that are being established at once


@dataclass(frozen=True)
class Conditions:
    """Earns side conditions; the rest is proved by what it is given."""

    budget: Budget
    scalar: Prove  # a statement about reals
    law: Prove  # a property, by the equations that it stands for
    prove: Prove  # any statement, with its own side conditions
    _began: float = field(default_factory=now)
    _pending: set[Apply] = field(default_factory=set)  # conditions that are being earned

    @cached_property
    def _comparisons(self) -> Comparisons:
        return Comparisons(self.scalar, self.earn, self._briefly, self.late)

    def earn(self, facts: Facts, goal: Apply) -> Lines:
        """Lines that earn a side condition; empty when it is known."""
        if is_known(goal, facts):
            return []
        if goal.operation is FORALL and isinstance(goal.data[0], Index):
            return self._everywhere(facts, goal)
        if goal.operation.name in ("implies", "forall"):
            by_solver = real(goal) and _innermost(goal).operation is not NATURAL
            return (self.scalar(facts, goal) if by_solver else None) or self._inside(facts, goal)
        if goal.operation.name in ("unequal", "less", "at_most") and goal.arguments[0].shape == SCALAR:
            return self._comparisons.lines(facts, goal) or self._once(facts, goal)
        if goal.operation is NATURAL:
            return natural(facts, goal)
        if goal.operation.name == "unequal":
            return by_rule(facts, goal, partial(self.earn, facts))
        if isinstance(goal.arguments[0], Apply) and to_be_written_out(goal.arguments[0]):
            return self._of_derivative(facts, goal, goal.arguments[0])
        brief = partial(self._briefly, facts)
        found = Search(facts, lambda scalar: self.earn(facts, scalar), brief).establish(goal)
        found = found if found is not None else self.law(facts, goal) or convexity.semidefinite(facts, goal)
        wanted = found is None and goal.operation is POSITIVE_SEMIDEFINITE
        return self._once(facts, goal) if wanted else found

    def _briefly(self, facts: Facts, goal: Apply) -> Lines:
        return prove_equation(facts, goal, self.budget.brief(), lambda wanted: None)

    def _of_derivative(self, facts: Facts, goal: Apply, value: Apply) -> Lines:
        """A property of a derivative, from facts that say what it is, or written out as a sum of products."""
        equations = [fact for fact in facts if fact.operation is EQUAL and value in fact.arguments]
        others = [side for fact in equations for side in fact.arguments if side != value]
        plain = readable(value, *facts)
        rule = f"equal to {goal.operation.name}"
        for other in (*others, *([plain] if plain is not None and plain != value else [])):
            found = self.earn(facts, goal.operation(other))
            if found is not None and rule in RULES:
                return [Line(EQUAL(value, other), "equality"), *found, by(rule, value, other)]
        return None

    def _once(self, facts: Facts, goal: Apply) -> Lines:
        """Ways to a comparison, or to a semidefinite matrix, that ask for others; not for one that is being asked."""
        if goal in self._pending or len(self._pending) >= NESTED or self.late():
            return None
        self._pending.add(goal)
        try:
            return self._comparisons.beyond(facts, goal)
        finally:
            self._pending.discard(goal)

    def late(self) -> bool:
        """Whether the solver has had its time, which it does not keep by itself."""
        return now() - self._began > LATER * self.budget.seconds or left() <= 0

    def _everywhere(self, facts: Facts, goal: Apply) -> Lines:
        """A condition on every entry, from what facts say of every entry."""
        (body,) = goal.arguments
        if goal in self._pending:
            return None
        self._pending.add(goal)
        inner = self.prove(facts_apart(facts, goal), body) if isinstance(body, Apply) else None
        self._pending.discard(goal)
        if inner is None or not isinstance(body, Apply):
            return None
        return [Line(goal, "supposing", lines=tuple(without_asides(inner)) or (Line(body, "known"),))]

    def _inside(self, facts: Facts, goal: Apply) -> Lines:
        """A condition that is owed only inside an implication or a ∀."""
        *given, body = (part for part in goal.arguments if isinstance(part, Apply))
        known = (*facts_apart(facts, goal), *given)
        inner = self.earn(known, body)
        if inner is None:
            return None
        owed = (self.earn(known, c) for c in conditions(body) if not is_known(c, known))
        inner = [line for lines in (*owed, inner) for line in lines or ()]
        return [Line(goal, "supposing", lines=(*inner, Line(body, "known")) if not inner else tuple(inner))]


def _innermost(condition: Apply) -> Apply:
    """What a condition says under all that it supposes."""
    last = condition.arguments[-1]
    inside = condition.operation.name in ("implies", "forall") and isinstance(last, Apply)
    return _innermost(last) if inside and isinstance(last, Apply) else condition
