"""What is written with dots: x_1 + … + x_n, columns with ⋮, diag(a_1, …, a_n): the general member, and how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Index
from derivations.operations.matrices import DIAGONAL_MATRIX
from derivations.operations.notation import times, total, unit
from derivations.reading import values
from derivations.reading.lookup import size
from derivations.reading.sizes import ONE, Dim, Shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Big, Node, Scripts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\vdots", "\\dotsc", "\\dotsb"})


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
            return None
        parts = [_field(a, b, letter, ends) for a, b in zip(one, two, strict=True)]
        return None if any(p is None for p in parts) else (tuple(p[0] for p in parts if p is not None),)
    return (two,) if one == two else None


def _letter(reader: Elaborator, node: Node) -> str:
    """An index letter that nothing here uses."""
    used = set(reader.places) | reader.bound | _below(node)
    return next(name for name in "ijklmpqrs" if name not in used)


def _below(node: Node) -> set[str]:
    found = {t.text for t in node.sub} if isinstance(node, Scripts) else set()
    found |= {t.text for t in node.below} if isinstance(node, Big) else set()
    for field in fields(node):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            inner = item[1] if isinstance(item, tuple) and len(item) == 2 else item
            if isinstance(inner, Node):
                found |= _below(inner)
    return found


def _member(reader: Elaborator, first: Node, last: Node, span: Span) -> tuple[Value, Dim, str]:
    name = _letter(reader, last)
    found = general(first, last, name)
    if found is None:
        raise Unread("what the dots stand for is not clear: the first and the last member are unlike", span)
    node, end = found
    reader.scope.sizes.update(a[0] for a in end.terms if isinstance(a, tuple) and a)
    with reader.binding([name]):
        reader.places[name] = end
        value = reader.value(node)
    return value, end, name


def summed(reader: Elaborator, first: Node, last: Node, span: Span) -> Value:
    """first + … + last."""
    value, end, name = _member(reader, first, last, span)
    place = _place(end, name)
    return Value(span, value.shape, lambda: total(place(), value.build()))


def column(reader: Elaborator, first: Node, last: Node, span: Span, *, diagonal: bool = False) -> Value:
    """The column of members, or the diagonal matrix with them."""
    value, end, name = _member(reader, first, last, span)
    values.needs_scalar(reader.trail, value, "an entry")
    place = _place(end, name)

    def build() -> Expression:
        whole = total(place(), times(value.build(), unit(place())))
        return DIAGONAL_MATRIX(whole) if diagonal else whole

    shape: Shape = (end, end) if diagonal else (end, ONE)
    return Value(span, shape, build)


def _place(end: Dim, name: str) -> Callable[[], Index]:
    return lambda: Index(name, values.size_of(end))


def are_dots(tokens: Sequence[Token]) -> bool:
    """Whether a cell holds dots alone."""
    return bool(tokens) and all(token.text in DOTS for token in tokens)
