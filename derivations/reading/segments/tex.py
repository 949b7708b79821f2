"""LaTeX documents as segments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from derivations.reading.segments.displays import DISPLAYS
from derivations.reading.segments.masks import Mask
from derivations.reading.segments.scanner import Inclusion, Scanner
from derivations.reading.source import Macro, Segment, Span, Text

_EDGE = re.compile(r"\\(begin|end)\{([A-Za-z]+)\*?\}")
_LEVELS = {"chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}
_PROBLEMS = "problem|exercise|question|homeworkProblem|prob|exer"
_MARK = re.compile(
    r"(?P<line>(?m:^)[ \t]*(?:\\noindent\s*)?(?:\\textbf\{|\{\\bf\s+)?"
    r"(?P<marker>\((?:[a-z]|[ivx]{2,5})\))(?:\}|(?=[\s:.])))"
    rf"|(?P<environment>\\begin\{{(?P<name>{'|'.join(DISPLAYS)})\*?\}})|(?P<math>\\begin\{{math\}})"
    rf"|(?P<problem>\\begin\{{(?:{_PROBLEMS})\*?\}}(?:\[(?P<title>[^\]\n]{{0,200}})\])?)"
    r"|(?P<section>\\(?:(?:sub){0,2}section|(?:sub)?paragraph|chapter|problem|question|exercise)(?![A-Za-z])\*?"
    r"(?:\[[^\]\n]{0,200}\])?)"
    r"|(?P<part>\\(?:(?:sub){0,2}part|item)(?![A-Za-z])\*?\s*(?:\[(?P<label>[^\]\n]{0,100})\])?)"
    r"|(?P<input>\\(?:input|include|subfile)(?![A-Za-z])\s*(?:\{(?P<file>[^{}\n]{1,200})\}|(?P<bare>[^\s{}\\]{1,200})))"
    r"|(?P<bold>\\textbf\{(?P<words>(?:Problem|Question|Exercise)\s+\d[^{}\n]{0,100})\})"
    r"|(?P<ensured>\\ensuremath\s*\{)|(?P<bracket>\\\[)|(?P<paren>\\\()|\\.|(?P<display>\$\$)|(?P<dollar>\$)",
    re.DOTALL,
)


def segments(text: Text, macros: Mapping[str, Macro]) -> tuple[list[Segment | Inclusion], list[tuple[str, Span]]]:
    """The segments of a text in LaTeX, in reading order, what it includes, and what to tell its author."""
    mask = Mask(text.text)
    scanner = _Latex(text, mask.masked())
    scanner.preamble = mask.body[0]
    scanner.shorthands = {
        name: edge[2]
        for name, macro in macros.items()
        if (edge := _EDGE.fullmatch(macro.body.strip())) and edge[2] in DISPLAYS and name[1:].isalpha()
    }
    for start, end in mask.declarations:
        scanner.emit("let", start, end)
    for start, end in mask.codes:
        if mask.body[0] <= start < mask.body[1]:
            scanner.emit("code", start, end)
    scanner.scan()
    return scanner.in_order(), scanner.notes


class _Latex(Scanner):
    """One text in LaTeX."""

    preamble = 0  # where the body begins
    shorthands: Mapping[str, str] = {}  # macros that stand for the begin or the end of a display

    def scan(self) -> None:
        self._preamble()
        short = "|".join(re.escape(name) for name in sorted(self.shorthands))
        marks = re.compile(rf"(?P<short>(?:{short})(?![A-Za-z]))|{_MARK.pattern}", re.DOTALL) if short else _MARK
        while mark := marks.search(self.masked, self.place):
            self.place = mark.end()
            self._marked(mark)

    def _preamble(self) -> None:
        """The files that a preamble takes in hold definitions; the rest of it is not read."""
        for mark in _MARK.finditer(self.masked, 0, self.preamble):
            if mark["input"]:
                self._include(mark, True)
        self.place = self.shown = self.preamble
        end = self.masked.find("\\end{document}", self.preamble) if self.preamble else -1
        if end >= 0:
            self.masked = self.masked[:end]

    def _marked(self, mark: re.Match[str]) -> None:
        kind = mark.lastgroup or ""
        if kind == "short":
            self._shorthand(mark)
        elif mark["environment"]:
            self.environment(mark, mark["name"])
        elif kind in ("bracket", "display"):
            self.dollars(mark)
        elif kind in ("paren", "dollar", "math"):
            self._inline(mark, {"paren": "\\)", "dollar": "$", "math": "\\end{math}"}[kind])
        elif mark["ensured"]:
            self._ensured(mark)
        elif mark["input"]:
            self._include(mark, False)
            self.leave(mark.start(), mark.end())
        elif mark["line"] or mark["part"]:
            self._part(mark)
        elif mark["section"] or mark["problem"] or mark["bold"]:
            self._heading(mark)

    def _shorthand(self, mark: re.Match[str]) -> None:
        """A display from one macro of a pair, as in \\be … \\ee, to the other."""
        name = self.shorthands[mark[0]]
        either = "|".join(re.escape(macro) for macro, meant in self.shorthands.items() if meant == name)
        end = next(re.compile(rf"(?:{either})(?![A-Za-z])").finditer(self.masked, mark.end()), None)
        if end is None or end[0] == mark[0] or mark[0] in self.hopeless:
            self.hopeless.add(mark[0])
            self.unclosed(mark)
        else:
            self.display(mark.start(), (mark.end(), end.start()), end.end(), name)

    def _inline(self, mark: re.Match[str], closing: str) -> None:
        end = self.closing(self._places(closing), mark.end())
        if end is None:
            self.note(f"{mark[0]} is not closed in its paragraph", mark.start(), mark.end())
            return
        self.inline(mark.start(), (mark.end(), end), end + len(closing))

    def _places(self, closing: str) -> list[int]:
        if closing not in self._closers:
            wanted = re.compile(rf"{re.escape(closing)}|\\.", re.DOTALL)
            self._closers[closing] = [m.start() for m in wanted.finditer(self.masked) if m[0] == closing]
        return self._closers[closing]

    @cached_property
    def _closers(self) -> dict[str, list[int]]:
        return {}

    def _ensured(self, mark: re.Match[str]) -> None:
        inside = self.group(mark.end() - 1)
        if inside is not None:
            self.inline(mark.start(), (mark.end(), inside[1] - 1), inside[1])

    def _include(self, mark: re.Match[str], preamble: bool) -> None:
        name = (mark["file"] or mark["bare"]).strip()
        self.found.append((mark.start(), Inclusion(name, self.text.span(mark.start(), mark.end()), preamble)))

    def _part(self, mark: re.Match[str]) -> None:
        item = (mark["part"] or "").startswith("\\item")  # \part[3] counts points
        which = "marker" if mark["marker"] else "label" if item and mark["label"] else ""
        start, end = mark.span(which) if which else (mark.start(), mark.start() + len(mark[0].rstrip()))
        inside = self.group(mark.end()) if mark["part"] and not item else None
        if inside is not None:
            start, end = self.masked.index("{", mark.start()) + 1, inside[1] - 1
        self.leave(mark.start(), inside[1] if inside else mark.end())
        self.emit("part", start, end)

    def _heading(self, mark: re.Match[str]) -> None:
        command = re.match(r"\\([a-z]+)", mark[0])
        level = _LEVELS.get(command[1] if command else "", 2)
        inside = self.group(mark.end()) if mark["section"] else None
        which = next((name for name in ("title", "words") if mark[name]), "")
        start, end = mark.span(which) if which else mark.span()
        if inside is not None:
            start, end = inside[1] - 1 - len(inside[0]), inside[1] - 1
        self.prose(mark.start())
        self.emit("heading", start, end, level=level)
        self.place = start if inside or which else mark.end()
        self.shown = inside[1] if inside else mark.end()
