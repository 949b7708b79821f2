"""Families in words: the rows of X are x_i, its columns u_i."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import membership
from derivations.reading.events import Declare, Event, Name
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked

_ITH = rf"(?:the\s+|an?\s+)?(?:(?:\w+|{MARK})\s?-?\s?th\s+|{MARK}\s+)?"  # the i-th, the $i$th, the ith
_OF = rf"of\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:matrix\s+)?(?P<matrix>{MARK})"
_IS = r"(?:is|are|be|being|as|denotes?|for|stands? for|contains?|holds?)"
_OF_ROWS = (
    re.compile(rf"\b(?P<what>row|column)s? {_OF} (?:is|are|being|be) (?P<row>{MARK})"),
    re.compile(
        rf"(?P<matrix>{MARK})[^.{MARK[1:-1]}]*?\b(?:has|have|having|with|whose|and)\s+{_ITH}(?P<what>row|column)s?\s+"
        rf"(?:vectors?\s+)?(?:are\s+|is\s+)?(?:the\s+(?:\w+\s+){{0,2}})?(?P<row>{MARK})"
    ),
    re.compile(rf"(?P<row>{MARK})\s+{_IS}\s+{_ITH}(?P<what>row|column)s? (?:{MARK}\s+)?{_OF}"),
    re.compile(
        rf"(?P<matrix>{MARK})[^.{MARK[1:-1]}]*?\b(?:has|have|having|with|stacks|stacking|collects|contains|holds)\s+"
        rf"(?:the\s+)?(?:\w+\s+)?(?P<row>{MARK})\s+(?:as|in|for)\s+(?:its\s+|the\s+)?{_ITH}(?P<what>row|column)s?\b"
    ),
)
_COLUMNS = re.compile(rf"\bcolumns? of\s+(?:the\s+)?(?:\w+\s+)?(?P<matrix>{MARK})")


def rows(said: str, readings: list[Reading]) -> Iterator[Event]:
    """The rows of X are x_i', its columns u_i."""
    for pattern in _OF_ROWS:
        for match in pattern.finditer(said):
            matrix, row = (marked(match[key], readings) for key in ("matrix", "row"))
            names = row.names or membership.transposed_names(row.tokens)
            if matrix.names and names and names[0].index:
                yield Declare(
                    names[:1],
                    None,
                    row.span,
                    stated=False,
                    rows_of=matrix.names[0],
                    columns=match["what"] == "column",
                    upright=bool(row.names) == (match["what"] == "column"),
                )


def columns(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Where a sentence speaks of the columns of V, v_j is one of them."""
    for match in _COLUMNS.finditer(said):
        reading = marked(match["matrix"], readings)
        for name in reading.names[:1]:
            if len(name.name) == 1 and name.name.isupper():
                family = Name(name.name.lower(), name.bold, "j")
                yield Declare([family], None, reading.span, stated=False, rows_of=name, columns=True, upright=False)
