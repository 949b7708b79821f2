"""Text with its places: files as given, the stretches of them that are prose or mathematics, and tokens."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["prose", "display", "inline", "code", "heading", "part", "let"]  # of a segment


class Unread(ValueError):
    """Text that is not understood; the message names the token or the missing fact.

    `span` is its place, where it is known.
    """

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.span = span


class Clashing(Unread):
    """A sign that may mean something else here, as letters are understood."""


class DocumentError(ValueError):
    """A file that cannot be read at all; the message says which, and why."""


@dataclass(frozen=True)
class Source:
    """A file as given: its path as the user wrote it, and its text."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(k + 1 for k, character in enumerate(self.text) if character == "\n")]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line's text, without its end."""
        begin = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[begin:end].rstrip("\r")

    def __hash__(self) -> int:
        return hash(self.path)


@dataclass(frozen=True)
class Span:
    """A stretch of a source, by offsets; the end is outside."""

    source: Source
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """From the beginning of this one to the end of another of the same source."""
        if other.source is not self.source:
            return self
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))

    @property
    def text(self) -> str:
        """What stands there, as written; without the escapes of a notebook's strings."""
        raw = self.source.text[self.start : self.end]
        return unescaped(raw) if self.source.path.endswith(".ipynb") and "\\" in raw else raw


@dataclass(frozen=True)
class Text:
    """A piece of text and the offset in its source of every character, and of the end."""

    source: Source
    text: str
    offsets: Sequence[int]  # a range where the text stands in the source as it is

    def span(self, start: int, end: int) -> Span:
        """The place in the source of a part of the text."""
        first = self.offsets[start]
        return Span(self.source, first, max(self.offsets[end - 1] + 1, first) if end > start else first)

    def part(self, start: int, end: int) -> Text:
        """A part of the text, with its places."""
        return Text(self.source, self.text[start:end], self.offsets[start : end + 1])


@dataclass(frozen=True)
class Segment:
    """A stretch of a document, in reading order.

    `display` and `inline` hold mathematics without its delimiters, `code` what stands between ticks, `let`
    declarations, a line each; a `heading` opens a section of its level (1 is the highest); a `part` is a marker such
    as (a) that opens a part of a problem.
    """

    kind: Kind
    text: Text
    environment: str = ""  # of a display: align, cases, …; empty for $$ and \[
    level: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of LaTeX mathematics; what a macro made stands where the macro was called."""

    text: str
    span: Span
    argument: str = ""  # the words in \text{…}, \operatorname{…} and their kin, as written


@dataclass(frozen=True)
class Macro:
    """A command that a document defines: how many arguments it takes, and what it stands for."""

    name: str  # with its backslash
    body: str
    arity: int = 0
    default: str | None = None  # of the first argument, when that is optional


def unescaped(raw: str) -> str:
    """A stretch of a JSON string, without its escapes; as it is when that is not possible."""
    try:
        text = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        text = raw
    return text if isinstance(text, str) else raw
