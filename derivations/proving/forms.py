"""Signs of quadratic forms v'Pv, from the definiteness of P and from v not being zero."""

from __future__ import annotations

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression
from derivations.kernel.form import index_form
from derivations.operations.algebra import PRODUCT
from derivations.operations.logic import AT_MOST, LESS, UNEQUAL
from derivations.operations.notation import is_zero, minus, times, transpose
from derivations.operations.properties import POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE
from derivations.proving.lines import Earn
from derivations.rules import RULES


def by_rule(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> list[Line] | None:
    """Lines for v'Pv > 0, v'Pv ≥ 0, or a − b ≠ 0 from a ≠ b; None when the goal is none of these."""
    left, right = goal.arguments
    if goal.operation is UNEQUAL and is_zero(right):
        return _difference(facts, goal, left)
    if goal.operation in (LESS, AT_MOST) and is_zero(left):
        return _quadratic(goal, right, earn)
    return None


def _difference(facts: tuple[Apply, ...], goal: Apply, value: Expression) -> list[Line] | None:
    for fact in facts:
        if fact.operation is UNEQUAL and fact.arguments[0].shape == value.shape:
            for a, b in (fact.arguments, fact.arguments[::-1]):
                if index_form(minus(a, b)) == index_form(value) and (a, b) == fact.arguments:
                    return [Line(goal, "rule", rule="difference of unequal", arguments=(a, b))]
    return None


def _quadratic(goal: Apply, value: Expression, earn: Earn) -> list[Line] | None:
    """Split the product in v', P and v."""
    if not isinstance(value, Apply) or value.operation is not PRODUCT:
        return None
    count = len(value.arguments)
    vector = value.arguments[-1]
    if count < 3 or index_form(transpose(value.arguments[0])) != index_form(vector):
        return None
    middle = value.arguments[1]
    for factor in value.arguments[2:-1]:
        middle = times(middle, factor)
    strict = goal.operation is LESS
    rule = "definite form is positive" if strict else "semidefinite form is nonnegative"
    definite = earn((POSITIVE_DEFINITE if strict else POSITIVE_SEMIDEFINITE)(middle))
    premises, _ = RULES[rule].instance(middle, vector)
    nonzero = earn(premises[1]) if strict else []
    if definite is None or nonzero is None:
        return None
    return [*definite, *nonzero, Line(goal, "rule", rule=rule, arguments=(middle, vector))]
