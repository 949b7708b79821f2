"""The scanner that LaTeX and Markdown share: it gives out segments, and finds where displays and formulas end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from derivations.reading.macros import MOST_FAILED, group
from derivations.reading.segments.displays import COUNT, NESTED, has_mathematics, unwrapped
from derivations.reading.source import Kind, Segment, Span, Text

MOST_NOTES = 100  # of one text
BLANK = re.compile(r"\n[ \t\r>]*\n")
_SENTENCE = re.compile(r"(?<![\\A-Za-z{])(?:[A-Za-z]{2,},? ){5}|(?<![\\$])\$(?!\$)|^#{1,6} |^```", re.MULTILINE)


@dataclass(frozen=True)
class Inclusion:
    """A file that a document takes in: its name as written, and whether only its definitions count."""

    name: str
    span: Span
    preamble: bool = False


@dataclass
class Scanner:
    """Finds the segments of one text. `masked` is the text with what is to be skipped as NUL characters."""

    text: Text
    masked: str
    place: int = 0
    shown: int = 0  # prose before this is out already
    found: list[tuple[int, Segment | Inclusion]] = field(default_factory=list)
    notes: list[tuple[str, Span]] = field(default_factory=list)
    failed: int = 0  # braces and definitions that are not closed
    hopeless: set[str] = field(default_factory=set)  # what is not closed up to the end of the text

    def in_order(self) -> list[Segment | Inclusion]:
        """All that was found, with the running text after it, in reading order."""
        self.prose(len(self.masked))
        return [item for _, item in sorted(self.found, key=lambda pair: pair[0])]

    def emit(self, kind: Kind, start: int, end: int, environment: str = "", level: int = 0) -> None:
        """Give out a segment."""
        self.found.append((start, Segment(kind, self.text.part(start, end), environment, level)))

    def prose(self, until: int) -> None:
        """Give out the running text up to a place."""
        if self.shown < until:
            for run in re.finditer(r"[^\0]+", self.masked[self.shown : until]):
                if not run[0].isspace():
                    self.emit("prose", self.shown + run.start(), self.shown + run.end())
        self.shown = max(self.shown, until)

    def leave(self, start: int, end: int) -> None:
        """Go on after something that is no prose."""
        self.prose(start)
        self.place = end
        self.shown = max(self.shown, end)

    def note(self, message: str, start: int, end: int) -> None:
        """Remember what to tell the author."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append((message, self.text.span(start, end)))

    def display(self, start: int, inside: tuple[int, int], end: int, environment: str = "") -> None:
        """Give out a display, by where it begins and ends and where its inside does."""
        self.leave(start, end)
        begin, stop, name = unwrapped(self.masked, *inside, environment)
        if has_mathematics(self.masked[begin:stop]):
            self.emit("display", begin, stop, name)

    def inline(self, start: int, inside: tuple[int, int], end: int) -> None:
        """Give out a formula within a line."""
        self.leave(start, end)
        if has_mathematics(self.masked[inside[0] : inside[1]]):
            self.emit("inline", *inside)

    def environment(self, mark: re.Match[str], name: str) -> None:
        """A display that opens with `\\begin{name}`."""
        end = self._closing(mark.end(), f"\\begin{{{name}}}", f"\\end{{{name}}}", rf"\\(?:begin|end)\{{{name}\*?\}}")
        if end is None:
            self.unclosed(mark)
            return
        begin = mark.end()
        if name in ("alignat", "xalignat", "IEEEeqnarray") and (count := COUNT.match(self.masked, begin, end[0])):
            begin = count.end()
        self.display(mark.start(), (begin, end[0]), end[1], name)

    def dollars(self, mark: re.Match[str]) -> None:
        """A display that opens with `$$`, or with `\\[`."""
        opening = mark[0]
        if opening == "$$":
            end = self._closing(mark.end(), "", "$$", r"\$\$")
        else:
            end = self._closing(mark.end(), "\\[", "\\]", r"\\[\[\]]")
        if end is None or self._runs_on(mark.end(), end[0]):
            self.unclosed(mark)
        else:
            self.display(mark.start(), (mark.end(), end[0]), end[1])

    def unclosed(self, mark: re.Match[str]) -> None:
        """Go on after a mark that is not closed."""
        self.note(f"{mark[0]} is not closed", mark.start(), mark.end())
        self.place = mark.end()

    def _closing(self, start: int, opening: str, closing: str, either: str) -> tuple[int, int] | None:
        """Where the closing mark stands; None when another opening one, or nothing, comes first."""
        if closing in self.hopeless:
            return None
        for mark in re.compile(rf"{either}|\\.", re.DOTALL).finditer(self.masked, start):
            written = mark[0].replace("*", "")
            if written == closing:
                return mark.start(), mark.end()
            if written == opening:
                return None
        self.hopeless.add(closing)
        return None

    def _runs_on(self, start: int, end: int) -> bool:
        """Whether what looks like a display holds paragraphs of prose, so that a mark must be missing."""
        inside = self.masked[start:end]
        return BLANK.search(inside) is not None and _SENTENCE.search(inside) is not None

    @cached_property
    def blank_lines(self) -> list[int]:
        """Where the blank lines begin."""
        return [blank.start() for blank in re.finditer(r"\n(?=[ \t\r>]*\n)", self.masked)]

    def paragraph_end(self, place: int) -> int:
        """Where the paragraph ends that a place is in."""
        k = bisect_left(self.blank_lines, place)
        return self.blank_lines[k] if k < len(self.blank_lines) else len(self.masked)

    def closing(self, places: Sequence[int], start: int) -> int | None:
        """The first of some sorted places in the paragraph; rather one that leaves no brace open.

        So $x \\text{ for $y$}$ is one piece of mathematics.
        """
        last, k = self.paragraph_end(start), bisect_left(places, start)
        if k == len(places) or places[k] >= last:
            return None
        for place in places[k : k + NESTED]:
            inside = re.sub(r"\\.", "", self.masked[start : min(place, last)])
            if place < last and inside.count("{") <= inside.count("}"):
                return place
        return places[k]

    def group(self, place: int) -> tuple[str, int] | None:
        """The inside of the braces at a place; after many that are not closed, no more are looked at."""
        inside = group(self.masked, place) if self.failed < MOST_FAILED else None
        self.failed += inside is None
        return inside
