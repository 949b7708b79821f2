"""Comparisons of scalars: signs, squares, convexity, determinants, the terms of sums, inner products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from derivations.kernel.check import Line, agree, is_known
from derivations.kernel.expression import Apply
from derivations.operations.determinants import DETERMINANT
from derivations.operations.elementwise import PRODUCT_OVER
from derivations.operations.logic import AT_MOST, LESS, UNEQUAL
from derivations.operations.powers import NATURAL
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving import convexity, inner
from derivations.proving.forms import by_rule
from derivations.proving.lines import Facts, Lines, Prove, by, premises
from derivations.proving.signs import signs
from derivations.proving.squares import by_squares, sum_of_squares
from derivations.proving.termwise import by_terms
from derivations.rules import RULES
from derivations.trees import walk


@dataclass(frozen=True)
class Comparisons:
    """Searches for proofs of a ≠ b, a < b and a ≤ b; the rest is proved by what it is given."""

    scalar: Prove  # a statement about reals
    condition: Prove
    equation: Prove  # within little time
    late: Callable[[], bool]  # whether it is

    def lines(self, facts: Facts, goal: Apply) -> Lines:
        """From the facts, and what they say of the parts of the goal."""
        return (
            self._of_function(facts, goal)
            or self.scalar(facts, goal)
            or by_rule(facts, goal, partial(self.condition, facts))
            or self._with(facts, goal, signs(facts, goal, partial(self.condition, facts)))
            or self._with(facts, goal, self._convexity(facts, goal))
            or self._with(facts, goal, self._positive(facts, goal))
            or self._with(facts, goal, _naturals(facts))
        )

    def beyond(self, facts: Facts, goal: Apply) -> Lines:
        """From other comparisons: squares, the terms of sums, inner products; a semidefinite matrix from squares."""
        found = self._by_squares(facts, goal)
        if found or goal.operation not in (AT_MOST, LESS):
            return found or None
        return self._by_sums(facts, goal) or self._by_inner_products(facts, goal)

    def _with(self, facts: Facts, goal: Apply, lines: list[Line]) -> Lines:
        """From facts about reals and what some lines say."""
        found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
        return [*lines, *found] if found else None

    def _of_function(self, facts: Facts, goal: Apply) -> Lines:
        """det A ≠ 0 for invertible A, det A > 0 for definite A, a product of positive numbers > 0."""
        for side in goal.arguments:
            if isinstance(side, Apply) and side.operation is PRODUCT_OVER:
                line = by("product of positive numbers", side)
                needed = self.condition(facts, RULES[line.rule](side)[0][0])
                if needed is not None and agree(line.proposition, goal):
                    return [*needed, line]
            if isinstance(side, Apply) and side.operation is DETERMINANT:
                rule = "determinant of invertible" if goal.operation is UNEQUAL else "determinant of definite"
                line = by(rule, *side.arguments)
                needed = self.condition(facts, RULES[rule](*side.arguments)[0][0])
                if needed is not None and agree(line.proposition, goal):
                    return [*needed, line]
        return None

    def _convexity(self, facts: Facts, goal: Apply) -> list[Line]:
        """What facts that call functions convex say at the points in the goal."""
        lines: list[Line] = []
        ways = (convexity.inequalities, convexity.squares, convexity.stationary, convexity.instances)
        for line in (line for way in ways for line in way(facts, goal)):
            needed = [self.condition(facts, p) for p in premises(line) if not is_known(p, facts)]
            lines += [] if None in needed else [*(one for found in needed for one in found or ()), line]
        return lines

    def _positive(self, facts: Facts, goal: Apply) -> list[Line]:
        """That the determinants of definite matrices and the products of positive numbers in the goal are positive."""
        lines: list[Line] = []
        for part in dict.fromkeys(walk(goal)):
            if isinstance(part, Apply) and (
                part.operation is DETERMINANT or (part.operation is PRODUCT_OVER and part not in goal.arguments)
            ):
                product = part.operation is PRODUCT_OVER
                line = (
                    by("product of positive numbers", part)
                    if product
                    else by("determinant of definite", *part.arguments)
                )
                needed = self.condition(facts, next(premises(line)))
                lines += [] if needed is None else [*needed, line]
        return lines

    def _by_squares(self, facts: Facts, goal: Apply) -> Lines:
        """A comparison of scalars, or a semidefinite matrix, from a sum of squares."""
        way = {AT_MOST: by_squares, POSITIVE_SEMIDEFINITE: sum_of_squares}.get(goal.operation)
        return way(facts, goal, partial(self.condition, facts), partial(self.equation, facts)) if way else None

    def _by_sums(self, facts: Facts, goal: Apply) -> Lines:
        """A comparison of sums from one of their terms."""
        for lines in by_terms(facts, goal, partial(self.condition, facts)):
            if self.late():
                return None
            found = self._with(facts, goal, lines)
            if found:
                return found
        return None

    def _by_inner_products(self, facts: Facts, goal: Apply) -> Lines:
        """From what equations of vectors give, and the inequality of Cauchy and Schwarz; both sides may be squared."""
        earn = partial(self.condition, facts)
        last, told = inner.squared(goal), [*inner.meanings(facts, goal), *inner.traces(facts, goal)]
        ways = (list[Line], partial(inner.norms, facts, goal), partial(inner.products, facts, goal, earn))
        for way in ways:
            if self.late():
                return None
            lines = [*told, *way()]
            known = (*facts, *(line.proposition for line in lines))
            found = self.scalar(known, goal) if lines else None
            if found:
                return [*lines, *found]
            roots = self._of_squares(facts, known, last) if last else None
            if roots:
                return [*lines, *roots]
        return None

    def _of_squares(self, facts: Facts, known: Facts, last: Line) -> Lines:
        """a ≤ b from 0 ≤ b and a² ≤ b²."""
        positive, squares = premises(last)
        first = self.scalar(known, positive)
        second = self.scalar(known, squares) if first is not None else None
        if first is not None and second is None and known == facts:
            second = self._by_squares(facts, squares)
        return None if first is None or second is None else [*first, *second, last]


def _naturals(facts: Facts) -> list[Line]:
    """That the natural numbers of which facts speak are not negative."""
    return [by("natural numbers are not negative", *fact.arguments) for fact in facts if fact.operation is NATURAL]
