"""Walking expression trees."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.expression import Apply, Expression


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all below it, outermost first."""
    yield expression
    if isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from walk(argument)


def replaced(expression: Expression, part: Expression, by: Expression) -> Expression:
    """The expression with every occurrence of a part replaced; ShapeError when the result does not fit."""
    if expression == part:
        return by
    if not isinstance(expression, Apply):
        return expression
    return Apply(expression.operation, tuple(replaced(a, part, by) for a in expression.arguments), expression.data)
