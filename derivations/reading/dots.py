"""What is written with dots: x_1 + … + x_n, columns with ⋮, diag(a_1, …, a_n): the general member, and how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from derivations.kernel.expression import Apply, Expression, Index, free
from derivations.operations.algebra import ENTRY, SCALAR
from derivations.operations.matrices import DIAGONAL_MATRIX, ROW_OF
from derivations.operations.notation import times, total, transpose, unit
from derivations.reading import values
from derivations.reading.abstract.survey import is_sign
from derivations.reading.letters.sizes import size
from derivations.reading.names import plain
from derivations.reading.sizes import Dim, Shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Beside, Big, Node, Ratio, Scripts
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\vdots", "\\ddots", "\\dotsc", "\\dotsb"})


def general(first: Node, last: Node, letter: str) -> tuple[Node, Dim] | None:
    """The member with a letter as its index, and the size, from the first and the last member; None when unlike."""
    ends: list[str] = []
    node = _merged(first, last, letter, ends)
    if node is None or not ends or len(set(ends)) != 1:
        return None
    end = ends[0]
    return (node, size([Token(end, last.span)])) if end.isalnum() and end != "1" else None


def _merged(first: Node, last: Node, letter: str, ends: list[str]) -> Node | None:
    """Two trees that differ only in an index 1 and n, as one with a letter there."""
    if type(first) is not type(last):
        return None
    changed: dict[str, object] = {}
    for field in fields(last):
        if field.name == "span":
            continue
        one, two = getattr(first, field.name), getattr(last, field.name)
        merged = _field(one, two, letter, ends)
        if merged is None:
            return None
        changed[field.name] = merged[0]
    return replace(last, **changed)  # type: ignore[arg-type]


def unsquared(node: Node) -> Node:
    """∂²f/∂x_1² as ∂²f/∂x_1∂x_1, which is how the other members of a row of second derivatives are written."""
    if isinstance(node, Beside) and node.items:
        return replace(node, items=(unsquared(node.items[0]), *node.items[1:]))
    if not isinstance(node, Ratio) or not isinstance(node.bottom, Beside) or len(node.bottom.items) != 2:
        return node
    sign, by = node.bottom.items
    if not isinstance(by, Scripts) or [plain(tokens) for tokens in by.sups] != ["2"] or not is_sign(sign):
        return node
    once = replace(by, sups=())
    return replace(node, bottom=replace(node.bottom, items=(sign, once, sign, once)))


def _field(one: object, two: object, letter: str, ends: list[str]) -> tuple[object] | None:
    if isinstance(one, Node) and isinstance(two, Node):
        node = _merged(one, two, letter, ends)
        return None if node is None else (node,)
    if isinstance(one, Token) and isinstance(two, Token):
        if one.text == two.text:
            return (two,)
        if one.text != "1":
            return None
        ends.append(two.text)
        return (Token(letter, two.span),)
    if isinstance(one, tuple) and isinstance(two, tuple):
        if len(one) != len(two):
            return _fields(_digits(one), _digits(two), letter, ends)
        so_far = len(ends)
        found = _fields(one, two, letter, ends)
        if found is None and _digits(two) != two:
            del ends[so_far:]
            found = _fields(_digits(one), _digits(two), letter, ends)
        return found
    return (two,) if one == two else None


def _fields(
    one: tuple[object, ...], two: tuple[object, ...], letter: str, ends: list[str]
) -> tuple[tuple[object, ...]] | None:
    if len(one) != len(two):
        return None
    parts = [_field(a, b, letter, ends) for a, b in zip(one, two, strict=True)]
    return None if any(p is None for p in parts) else (tuple(p[0] for p in parts if p is not None),)


def _digits(items: tuple[object, ...]) -> tuple[object, ...]:
    """Items with numbers taken apart: the subscript 11 stands for 1, 1 beside the subscript 1n."""
    parts: list[object] = []
    for item in items:
        if isinstance(item, Token) and item.text.isdigit() and len(item.text) > 1:
            parts.extend(Token(digit, item.span) for digit in item.text)
        else:
            parts.append(item)
    return tuple(parts)


def free_letters(reader: Elaborator, *nodes: Node) -> list[str]:
    """Index letters that nothing here uses."""
    used = set(reader.places) | reader.bound | reader.scope.sizes
    used |= {name for node in nodes for name in _below(node)}
    return [name for name in "ijklmpqrs" if name not in used]


def _below(node: Node) -> set[str]:
    found = {t.text for t in node.sub} if isinstance(node, Scripts) else set()
    found |= {t.text for t in node.below} if isinstance(node, Big) else set()
    return found.union(*map(_below, node.children))


def alike(one: Node, other: Node) -> bool:
    """Whether two trees are written alike."""
    ends: list[str] = []
    return _merged(one, other, "?", ends) is not None and not ends


def listed(first: Node, others: Sequence[Node], last: Node, letter: str, span: Span) -> tuple[Node, Dim]:
    """The general member of first, others, …, last, and their number. Unread when they are unlike."""
    found = general(first, last, letter)
    if found is None:
        raise Unread("what the dots stand for is not clear: the first and the last member are unlike", span)
    for count, other in enumerate(others, start=2):
        ends: list[str] = []
        node = _merged(first, other, letter, ends)
        if node is None or set(ends) != {str(count)} or not alike(node, found[0]):
            raise Unread(f"what the dots stand for is not clear: member {count} is unlike the first", other.span)
    return found


def _member(
    reader: Elaborator, first: Node, last: Node, span: Span, others: Sequence[Node] = ()
) -> tuple[Value, Dim, str]:
    name = free_letters(reader, first, last)[0]
    node, end = listed(first, others, last, name, span)
    return typed(reader, node, {name: end}), end, name


def typed(reader: Elaborator, node: Node, ends: dict[str, Dim]) -> Value:
    """The value of a general member, whose indices run up to the sizes given."""
    for end in ends.values():
        reader.scope.sizes.update(a[0] for a in end.terms if isinstance(a, tuple) and a)
    with reader.binding(list(ends)):
        reader.places |= ends
        try:
            return reader.value(node)
        except IllTyped as error:
            if "runs to" not in str(error):
                raise
            raise Unread(f"{error}: members up to another end than a letter has are not read", node.span) from None


def summed(reader: Elaborator, first: Node, others: Sequence[Node], last: Node, span: Span) -> Value:
    """first + others + … + last."""
    value, end, name = _member(reader, first, last, span, others)
    place = place_of(end, name)
    return Value(span, value.shape, lambda: total(place(), value.build()))


def column(
    reader: Elaborator, first: Node, last: Node, span: Span, *, others: Sequence[Node] = (), diagonal: bool = False
) -> Value:
    """The column of members, or the diagonal matrix with them; the matrix whose rows they are, when they are rows."""
    value, end, name = _member(reader, first, last, span, others)
    place = place_of(end, name)
    if diagonal or not value.shape[0].is_one:
        values.needs_scalar(reader.trail, value, "an entry")

    def build() -> Expression:
        whole = _collected(value.build(), place())
        return DIAGONAL_MATRIX(whole) if diagonal else whole

    shape: Shape = (end, end) if diagonal else (end, value.shape[1])
    return Value(span, shape, build)


def _collected(item: Expression, place: Index) -> Expression:
    """The column of numbers, or the matrix of rows, whose member at a place is given: v for v_i, X for its row i."""
    if isinstance(item, Apply) and item.operation in (ENTRY, ROW_OF) and place not in free(item.arguments[0]):
        (whole,) = item.arguments
        if item.data[0] == place and whole.shape[0] == place.size and whole.shape[1] == item.shape[1]:
            return whole
    return total(place, times(unit(place), item) if item.shape != SCALAR else times(item, unit(place)))


def row(reader: Elaborator, first: Node, others: Sequence[Node], last: Node, span: Span) -> Value:
    """The row of numbers, or the matrix whose columns the members are."""
    value, end, name = _member(reader, first, last, span, others)
    values.needs_column(reader.trail, value, "a member of a row")
    place = place_of(end, name)
    return Value(span, (value.shape[0], end), lambda: total(place(), times(value.build(), transpose(unit(place())))))


def place_of(end: Dim, name: str) -> Callable[[], Index]:
    """The index of that name."""
    return lambda: Index(name, values.size_of(end))


def are_dots(tokens: Sequence[Token]) -> bool:
    """Whether a cell holds dots alone."""
    return bool(tokens) and all(token.text in DOTS for token in tokens)
