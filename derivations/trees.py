"""Walking expression trees."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.expression import Apply, Expression, Index, ShapeError, bound, free


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all below it, outermost first."""
    waiting = [expression]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, Apply):
            waiting.extend(found.arguments[::-1])


def weight(expression: Expression, known: dict[int, int] | None = None) -> int:
    """How many nodes an expression has, written out: parts that it shares count as often as they stand in it."""
    known = {} if known is None else known
    if id(expression) not in known:
        inside = expression.arguments if isinstance(expression, Apply) else ()
        known[id(expression)] = 1 + sum(weight(argument, known) for argument in inside)
    return known[id(expression)]


def renamed(expression: Expression, names: dict[Index, Index]) -> Expression:
    """The expression with indices renamed, those that it binds itself excepted; ShapeError when one is captured."""
    if not isinstance(expression, Apply):
        return expression
    own = {old: new for old, new in names.items() if old in free(expression)}
    taken = {item.name for item in bound(expression)}
    if any(new.name in taken for new in own.values()):
        raise ShapeError(f"an index put into {expression} would be bound there")
    data = tuple(own.get(item, item) if isinstance(item, Index) else item for item in expression.data)
    return Apply(expression.operation, tuple(renamed(a, own) for a in expression.arguments), data)


def replaced(expression: Expression, part: Expression, by: Expression) -> Expression:
    """The expression with every occurrence of a part replaced; ShapeError when the result does not fit."""
    if expression == part:
        return by
    if not isinstance(expression, Apply):
        return expression
    return Apply(expression.operation, tuple(replaced(a, part, by) for a in expression.arguments), expression.data)
