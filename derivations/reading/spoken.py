r"""Words within a formula that pick a part of what follows them, as in \text{kth row of } A."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations import matrices
from derivations.operations.notation import times, unit
from derivations.reading.names import INDEX_LETTERS
from derivations.reading.sizes import ONE
from derivations.reading.source import Span
from derivations.reading.syntax import Node, Scripts, Word
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

_PART = re.compile(
    r"(?:the\s+)?(?:\$?(?P<before>\w)\$?\s?-?\s?(?:th|st|nd|rd)\s+)?"
    r"(?P<what>row|col|column|entry|component|element|coordinate)"
    r"(?:\s+\$?(?P<after>\w)\$?)?\s+of(?:\s+the\s+(?:matrix|vector))?",
    re.IGNORECASE,
)


def part(reader: Elaborator, items: Sequence[Node], place: int) -> tuple[Value, int] | None:
    """The row, column or entry that words name, of the one factor behind them; None for other words."""
    node = items[place]
    match = _PART.fullmatch(node.name.strip()) if isinstance(node, Word) and node.text else None
    name = (match["before"] or match["after"]) if match is not None else None
    if match is None or name is None or not (name in INDEX_LETTERS or name.isdigit()) or place + 1 >= len(items):
        return None
    follow = items[place + 1]
    whole = reader.value(follow.base if isinstance(follow, Scripts) and not follow.sub and not follow.sups else follow)
    span = node.span.to(follow.span)
    what = match["what"].lower()
    if what == "row":
        return _row(reader, whole, name, span), place + 2
    if what.startswith("col"):
        return _column(reader, whole, name, span), place + 2
    return reader.entry_of(whole, [name], span), place + 2


def _row(reader: Elaborator, whole: Value, name: str, span: Span) -> Value:
    index = reader.place(name, whole.shape[0], span)

    def build() -> Expression:
        return matrices.ROW_OF(whole.build(), data=(index(),))

    return Value(span, (ONE, whole.shape[1]), build)


def _column(reader: Elaborator, whole: Value, name: str, span: Span) -> Value:
    index = reader.place(name, whole.shape[1], span)
    return Value(span, (whole.shape[0], ONE), lambda: times(whole.build(), unit(index())))
