"""Inverses of a matrix plus a rank one, written out by the formula of Sherman and Morrison."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import ONE, Apply, Expression, Symbol
from derivations.operations.algebra import ADD, INVERSE, PRODUCT, SCALE
from derivations.operations.logic import EQUAL
from derivations.operations.notation import chained, lift, plus, times, unequal
from derivations.operations.properties import INVERTIBLE
from derivations.proving.lines import Earn, Prove, by
from derivations.trees import replaced, walk


def with_updates(facts: tuple[Apply, ...], goal: Apply, prove: Prove, earn: Earn) -> list[Line] | None:
    """A proof of the goal with the inverses in it written out, or None."""
    for node in dict.fromkeys(part for part in walk(goal) if isinstance(part, Apply) and part.operation is INVERSE):
        for core, column, row in _rank_one(node.arguments[0]):
            formula = _formula(node, core, column, row, earn)
            if formula is not None:
                shown, equation = formula
                return _written_out((*facts, equation), goal, node, equation, shown, prove)
    return None


def _rank_one(value: Expression) -> Iterator[tuple[Expression, Expression, Expression]]:
    """P, u and v' such that the value is P + uv'."""
    if not isinstance(value, Apply) or value.operation is not ADD:
        return
    for k, term in enumerate(value.arguments):
        factor: Expression | None = None
        body = term
        if isinstance(body, Apply) and body.operation is SCALE:
            factor, body = body.arguments
        if isinstance(body, Apply) and body.operation is PRODUCT:
            for cut in range(1, len(body.arguments)):
                u, v = chained(body.arguments[:cut]), chained(body.arguments[cut:])
                if u.shape[1] == ONE:
                    rest = value.arguments[:k] + value.arguments[k + 1 :]
                    yield plus(*rest), u if factor is None else times(factor, u), v


def _formula(
    node: Apply, core: Expression, column: Expression, row: Expression, earn: Earn
) -> tuple[list[Line], Apply] | None:
    """(P + uv')⁻¹ = P⁻¹ − P⁻¹uv'P⁻¹/(1 + v'P⁻¹u), when P is invertible and the divisor is not 0."""
    one_more = 1 + row * core.inv * column
    core_earned = earn(INVERTIBLE(core)) if core.shape == node.shape else None
    if core_earned is None:
        return None
    divisor = earn(unequal(one_more, 0))
    if divisor is None:
        whole = earn(INVERTIBLE(node.arguments[0]))
        if whole is None:
            return None
        divisor = [*whole, by("rank one update", core, column, row)]
    value = core.inv - core.inv * column * row * core.inv / one_more
    rule = by("Sherman-Morrison", core, column, row)
    return [*core_earned, *divisor, rule], EQUAL(node, value)


def _written_out(
    facts: tuple[Apply, ...], goal: Apply, node: Apply, equation: Apply, shown: list[Line], prove: Prove
) -> list[Line] | None:
    value, hole = equation.arguments[1], Symbol("□", *node.shape)
    plain = EQUAL(*(replaced(side, node, value) for side in goal.arguments))
    found = prove(facts, plain)
    if found is None:
        return None
    whole = Symbol("□", *plain.arguments[0].shape)
    uses = [Use(plain, 0, whole, whole)]
    for side, sign in zip(goal.arguments, (1, -1), strict=True):
        context = replaced(side, node, hole)
        if side != context:
            uses.append(Use(equation, 0, times(lift(sign), context), hole))
    return [*shown, *found, Line(goal, "equality", tuple(uses))]
