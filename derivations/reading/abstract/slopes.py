"""φ′(u) of a function that acts entry by entry on a column: what the entries of φ(u) are differentiated to."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.expression import Apply, Expression, Symbol, free
from derivations.operations.elementwise import EXP, RELU, SIGMOID, STEP, TANH
from derivations.operations.matrices import HADAMARD, ONES
from derivations.operations.notation import hadamard, minus, plus, zero
from derivations.reading.source import Span, Unread

_OUTER: dict[object, Callable[[Expression], Expression]] = {
    RELU: STEP,
    EXP: EXP,
    SIGMOID: lambda u: minus(SIGMOID(u), hadamard(SIGMOID(u), SIGMOID(u))),
    TANH: lambda u: minus(ONES(data=u.shape), hadamard(TANH(u), TANH(u))),
}


def slope(value: Expression, letter: Symbol, span: Span) -> Expression:
    """The derivative of entry i of a value by entry i of a column, for all i. Unread unless it depends on no other."""
    if value == letter:
        return ONES(data=letter.shape)
    if letter not in free(value) and value.shape == letter.shape:
        return zero(*letter.shape)
    if isinstance(value, Apply) and value.shape == letter.shape:
        found = _by_rule(value, letter, span)
        if found is not None:
            return found
    raise Unread("a prime on what is no function of one number, and does not act entry by entry", span)


def _by_rule(value: Apply, letter: Symbol, span: Span) -> Expression | None:
    outer = _OUTER.get(value.operation)
    if outer is not None:
        (inside,) = value.arguments
        return hadamard(outer(inside), slope(inside, letter, span))
    if value.operation.name == "add":
        return plus(*(slope(part, letter, span) for part in value.arguments))
    if value.operation.name == "scale":
        factor, part = value.arguments
        if letter in free(factor):
            return None
        return Apply(value.operation, (factor, slope(part, letter, span)), value.data)
    if value.operation is HADAMARD:
        a, b = value.arguments
        return plus(hadamard(slope(a, letter, span), b), hadamard(a, slope(b, letter, span)))
    return None
