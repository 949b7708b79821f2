"""Functions by name of a whole column: the softmax, and the logarithm of the sum of exponentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations import elementwise, matrices
from derivations.operations.notation import over, times
from derivations.reading import values
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Group, Node, Scripts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

NAMES = {
    **dict.fromkeys(("softmax", "Softmax", "SoftMax", "SOFTMAX"), "softmax"),
    **dict.fromkeys(("logsumexp", "LogSumExp", "LSE", "lse"), "log-sum-exp"),
}


def operand(reader: Elaborator, items: Sequence[Node], place: int, name: str) -> tuple[Value, int]:
    """softmax(s), softmax(s)_i and softmax_i(s), and the same of the log-sum-exp, for a column or a row s.

    Raises Unread for anything else: what the softmax of a matrix is depends on who writes it.
    """
    named, group = items[place], items[place + 1] if place + 1 < len(items) else None
    base = group.base if isinstance(group, Scripts) else group
    if not isinstance(base, Group) or len(base.items) != 1 or base.bar:
        raise Unread(f"{name} is read with its argument in brackets, as in {name}(s)", named.span)
    below = [node.sub for node in (named, group) if isinstance(node, Scripts) and node.sub]
    if isinstance(named, Scripts) and named.sups:
        raise Unread(f"a superscript of {name} is not read", named.span)
    span = named.span.to(base.span)
    result = _applied(reader, NAMES[name], reader.value(base.items[0]), span)
    for indices in below:
        result = reader.entry_of(result, _letters(indices, span), span)
    for tokens in group.sups if isinstance(group, Scripts) else ():
        result = reader.raised(result, tokens, span)
    return result, place + 2


def _letters(tokens: tuple[Token, ...], span: Span) -> list[str]:
    found = [token.text for token in tokens if token.text not in ("{", "}", ",")]
    if len(found) != 1 or any(token.argument for token in tokens):
        raise Unread("one index is read here, and no words", span)
    return found


def _applied(reader: Elaborator, what: str, inside: Value, span: Span) -> Value:
    """The softmax or the log-sum-exp of a column or row. Source: Boyd & Vandenberghe, Convex Optimization, 3.1.5."""
    row = inside.shape[0].is_one and not inside.shape[1].is_one
    if not row and inside.shape[1].size() is not None and not inside.shape[1].is_one:
        raise Unread(f"the {what} of a matrix, of its rows or of its columns, is not read", span)
    if not row:
        values.needs_column(reader.trail, inside, f"the {what} of")
    if inside.is_scalar:
        raise Unread(f"the {what} of a number; say which letters are columns", span)
    summed = _summed(inside, row=row)
    if what == "softmax":
        return Value(span, inside.shape, lambda: over(elementwise.EXP(inside.build()), summed()))
    return Value(span, SCALAR, lambda: elementwise.LOG(summed()))


def _summed(inside: Value, *, row: bool) -> Callable[[], Expression]:
    def build() -> Expression:
        grown = elementwise.EXP(inside.build())
        ones = matrices.ONES(data=grown.shape)
        return times(grown, ones.T) if row else times(ones.T, grown)

    return build
