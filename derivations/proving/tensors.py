"""Kronecker products: sums of A ⊗ B, whose factors are brought to lowest terms one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.kernel.form import index_form, is_zero
from derivations.operations.algebra import ADD, PRODUCT, SCALE, TRANSPOSE
from derivations.operations.blocks import KRONECKER
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.logic import EQUAL
from derivations.operations.notation import lift, times, transpose
from derivations.proving.lines import by
from derivations.proving.lowest import lowest_terms
from derivations.rules import RULES
from derivations.trees import walk

Tensor = tuple[Expression, Expression, Expression]  # c, A and B of c·(A ⊗ B)


class NotTensors(ValueError):
    """A value that is no sum of Kronecker products."""


def with_tensors(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """An equation of sums of Kronecker products, or of the pseudo-inverse of one, from equations of their factors."""
    if not any(isinstance(part, Apply) and part.operation is KRONECKER for part in walk(goal)):
        return None
    left, right = goal.arguments
    if isinstance(left, Apply) and left.operation is PSEUDO_INVERSE:
        return _pseudo_inverse(facts, goal, left.arguments[0], right)
    return _in_lowest_terms(facts, goal)


def _pseudo_inverse(facts: tuple[Apply, ...], goal: Apply, value: Expression, inverse: Expression) -> list[Line] | None:
    """By the four Penrose equations."""
    lines: list[Line] = []
    for equation in RULES["Penrose equations"](value, inverse)[0]:
        found = _in_lowest_terms(facts, equation)
        if found is None:
            return None
        lines += found
    return [*lines, by("Penrose equations", value, inverse)]


def _in_lowest_terms(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    lines: list[Line] = []
    uses: list[Use] = []
    rest = index_form(goal.arguments[0]) - index_form(goal.arguments[1])
    try:
        for side, sign in zip(goal.arguments, (1, -1), strict=True):
            for c, a, b in tensors(side):
                plain_a, shown_a = lowest_terms(a, facts, laws=True) or (a, [])
                plain_b, shown_b = lowest_terms(b, facts, laws=True) or (b, [])
                lines += [*shown_a, *shown_b]
                factor = times(lift(sign), c)
                uses += _use(a, plain_a, partial(_beside, factor, b, first=True))
                uses += _use(b, plain_b, partial(_beside, factor, plain_a, first=False))
                change = index_form(KRONECKER(a, b)) - index_form(KRONECKER(plain_a, plain_b))
                rest = rest - index_form(factor) * change
    except NotTensors:
        return None
    return [*lines, Line(goal, "equality", tuple(uses))] if is_zero(rest) else None


def _beside(factor: Expression, other: Expression, hole: Expression, *, first: bool) -> Expression:
    return times(factor, KRONECKER(hole, other) if first else KRONECKER(other, hole))


def _use(value: Expression, plain: Expression, context: Callable[[Expression], Expression]) -> list[Use]:
    hole = Symbol("□", *value.shape)
    return [Use(EQUAL(value, plain), 0, context(hole), hole)] if plain != value else []


def tensors(value: Expression) -> list[Tensor]:
    """A value as a sum of c·(A ⊗ B); NotTensors when it is none."""
    if not isinstance(value, Apply):
        raise NotTensors(str(value))
    match value.operation:
        case operation if operation is KRONECKER:
            first, second = value.arguments
            return [(lift(1), first, second)]
        case operation if operation is ADD:
            return [tensor for part in value.arguments for tensor in tensors(part)]
        case operation if operation is SCALE:
            return [(times(value.arguments[0], c), a, b) for c, a, b in tensors(value.arguments[1])]
        case operation if operation is TRANSPOSE:
            return [(c, transpose(a), transpose(b)) for c, a, b in tensors(value.arguments[0])]
        case operation if operation is PRODUCT:
            found = tensors(value.arguments[0])
            for factor in value.arguments[1:]:
                found = [_product(one, other) for one in found for other in tensors(factor)]
            return found
    raise NotTensors(str(value))


def _product(one: Tensor, other: Tensor) -> Tensor:
    """(A ⊗ B)(C ⊗ D) = AC ⊗ BD, where the sizes allow it."""
    if one[1].shape[1] != other[1].shape[0] or one[2].shape[1] != other[2].shape[0]:
        raise NotTensors("factors of other sizes")
    return times(one[0], other[0]), times(one[1], other[1]), times(one[2], other[2])
