"""Lists in brackets: inner products ⟨x, y⟩, columns written (a, b, c), and products of columns with a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.operations.blocks import block
from derivations.operations.matrices import INNER, ONES
from derivations.operations.notation import times
from derivations.reading import values
from derivations.reading.sizes import ONE, SCALAR, Dim
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Node, Num, Plus
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

_DOTS = ("\\cdot", "·", "⋅", "∙", "\\bullet")


def value(reader: Elaborator, node: Group) -> Value:
    """The value of brackets with more than one thing in them. Unread; IllTyped."""
    items = [reader.value(item) for item in node.items]
    if node.opening == "\\langle" and len(items) == 2:
        return inner(reader, items[0], items[1], node.span)
    if node.bar or node.opening not in ("(", "["):
        raise Unread("a list in brackets is no value", node.span)
    _plain_zeros(reader, node.items, items)
    return _column(reader, items, node.span)


def _plain_zeros(reader: Elaborator, nodes: Sequence[Node], items: Sequence[Value]) -> None:
    """A 0 in a list of numbers is a number, and no column of zeros."""
    zeros = [isinstance(node, Num) and not node.value for node in nodes]
    if all(zero or item.is_scalar for zero, item in zip(zeros, items, strict=True)):
        for item in items:
            values.same_shape(reader.trail, Value(item.span, SCALAR, item.build), item, "a list of numbers")


def inner(reader: Elaborator, left: Value, right: Value, span: Span) -> Value:
    """⟨x, y⟩ = x'y, and ⟨A, B⟩ = tr(A'B). IllTyped for different shapes."""
    values.same_shape(reader.trail, left, right, "an inner product")
    return Value(span, SCALAR, lambda: INNER(left.build(), right.build()))


def _column(reader: Elaborator, items: Sequence[Value], span: Span) -> Value:
    """(a, b, c) as the column with these numbers, or with these columns below each other."""
    total = Dim({})
    for item in items:
        values.needs_column(reader.trail, item, "a member of a list")
        total = total + item.shape[0]
    return Value(span, (total, ONE), lambda: block([[item.build()] for item in items]))


def is_dotted(left: Value, right: Node) -> bool:
    """Whether a dot stands between a column and the next factor."""
    between = right.span.source.text[left.span.end : right.span.start]
    return any(sign in between for sign in _DOTS) and not left.is_scalar and left.shape[1].is_one


def dotted(reader: Elaborator, left: Value, items: Sequence[Node]) -> Value | None:
    """x · y for columns, x · Ay too: the inner product, times what follows; None for any other product."""
    mark = reader.trail.mark()
    span = items[0].span
    for count in (len(items), 1):
        try:
            right = reader.product(items[:count], span.to(items[count - 1].span))
            if not right.is_scalar and right.shape[1].is_one:
                product = inner(reader, left, right, left.span.to(right.span))
                rest = items[count:]
                if not rest:
                    return product
                more = reader.product(rest, rest[0].span.to(rest[-1].span))
                return values.multiplied(reader.trail, left.span.to(more.span), product, more)
        except (IllTyped, Unread):
            pass
        reader.trail.undo(mark)
    return None


def everywhere(reader: Elaborator, node: Plus) -> Value:
    """1 - h within an entrywise product: the number stands for that number in every entry."""
    terms = [(sign, reader.value(term), isinstance(term, Num)) for sign, term in node.terms]
    wide = next((value for _, value, number in terms if not number and not value.is_scalar), None)
    if wide is None:
        return values.added(reader.trail, node.span, [(sign, value) for sign, value, _ in terms])
    return values.added(
        reader.trail, node.span, [(sign, _spread(value, wide) if number else value) for sign, value, number in terms]
    )


def _spread(number: Value, like: Value) -> Value:
    rows, columns = like.shape
    return Value(
        number.span,
        like.shape,
        lambda: times(number.build(), ONES(data=(values.size_of(rows), values.size_of(columns)))),
    )
