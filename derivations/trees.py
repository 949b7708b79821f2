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
