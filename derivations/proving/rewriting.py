"""Scalar functions of matrices (determinants, ranks, logarithms) rewritten by their laws, breadth first."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.algebra import SCALAR
from derivations.operations.determinants import DETERMINANT, RANK
from derivations.operations.elementwise import LOG
from derivations.operations.forms import Unsupported
from derivations.operations.logic import EQUAL
from derivations.proving.linear import combination
from derivations.trees import replaced, walk

FUNCTIONS = (DETERMINANT, RANK, LOG)
STATES = 60  # rewritten goals looked at before giving up


def rewritten(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """The goal from its sides rewritten by laws until they agree, or differ by a combination of facts."""
    if not any(isinstance(part, Apply) and part.operation in FUNCTIONS for part in walk(goal)):
        return None
    waiting: list[tuple[Apply, tuple[Use, ...]]] = [(goal, ())]
    seen: set[str] = set()
    while waiting and len(seen) < STATES:
        current, uses = waiting.pop(0)
        left, right = current.arguments
        difference = index_form(left) - index_form(right)
        if difference.key in seen:
            continue
        seen.add(difference.key)
        if is_zero(difference):
            return [Line(goal, "equality", uses)]
        rest = combination(facts, current)
        if rest is not None:
            return [Line(goal, "equality", (*uses, *rest))]
        waiting += [(following, (*uses, use)) for following, use in _steps(current)]
    return None


def _steps(goal: Apply) -> list[tuple[Apply, Use]]:
    """Every goal one law away, and the use that accounts for the change."""
    found = []
    for side, other, sign in ((goal.arguments[0], goal.arguments[1], 1), (goal.arguments[1], goal.arguments[0], -1)):
        nodes = dict.fromkeys(p for p in walk(side) if isinstance(p, Apply) and p.operation in FUNCTIONS)
        for node in nodes:
            for which, law in enumerate(node.operation.laws(node)):
                hole = Symbol("□", *SCALAR)
                context = replaced(side, node, hole)
                with suppress(ShapeError, TooLarge, Unsupported, ZeroDivisionError):
                    new = replaced(side, node, law.arguments[1])
                    sides = (new, other) if sign == 1 else (other, new)
                    found.append((EQUAL(*sides), Use(node, which, _signed(context, sign), hole)))
    return found


def _signed(context: Expression, sign: int) -> Expression:
    return context if sign == 1 else -context
