"""LaTeX documents as segments; and the scanner, with the displays, that Markdown shares."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from derivations.reading.macros import MOST_FAILED, definitions, group, without_comments
from derivations.reading.source import Macro, Segment, Span, Text

_NAMES = "equation align gather multline eqnarray alignat xalignat flalign split displaymath dmath IEEEeqnarray"
DISPLAYS = _NAMES.split()

ROWS = [*DISPLAYS, "aligned", "alignedat", "gathered"]  # what a $$ may hold as its only content
MOST_NOTES = 100  # of one text
NESTED = 4  # environments, each the only content of the one around it
BLANK = re.compile(r"\n[ \t\r>]*\n")
_SENTENCE = re.compile(r"(?<![\\A-Za-z{])(?:[A-Za-z]{2,},? ){5}|(?<![\\$])\$(?!\$)|^#{1,6} |^```", re.MULTILINE)
_ONLY = re.compile(r"(?:\s|\0|%[^\n]*(?=\n|\Z)|\\label\{[^{}]*\}|\\nonumber|\\notag)*\\begin\{([A-Za-z]+)\*?\}")
_TAIL = re.compile(
    r"(?:\s|\0|[.,;:~]|%[^\n]*(?=\n|\Z)|\\label\{[^{}]*\}|\\tag\*?\{[^{}]*\}|\\nonumber|\\notag|\\q?quad|\\[,;! ]"
    r"|\([0-9]{1,3}(?:\.[0-9]{1,3})?[a-z]?\))*"
)
_COUNT = re.compile(r"(?:\[[tbc]\])?\s*\{[^{}]*\}")


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
        self.prose(len(self.masked))
        return [item for _, item in sorted(self.found, key=lambda pair: pair[0])]

    def emit(
        self,
        kind: Literal["prose", "display", "inline", "heading", "part", "let"],
        start: int,
        end: int,
        environment: str = "",
        level: int = 0,
    ) -> None:
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
        if len(self.notes) < MOST_NOTES:
            self.notes.append((message, self.text.span(start, end)))

    def display(self, start: int, inside: tuple[int, int], end: int, environment: str = "") -> None:
        self.leave(start, end)
        begin, stop, name = unwrapped(self.masked, *inside, environment)
        if has_mathematics(self.masked[begin:stop]):
            self.emit("display", begin, stop, name)

    def inline(self, start: int, inside: tuple[int, int], end: int) -> None:
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
        if name in ("alignat", "xalignat", "IEEEeqnarray") and (count := _COUNT.match(self.masked, begin, end[0])):
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
        return [blank.start() for blank in re.finditer(r"\n(?=[ \t\r>]*\n)", self.masked)]

    def paragraph_end(self, place: int) -> int:
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


def has_mathematics(text: str) -> bool:
    """Whether anything is left when definitions and comments are taken away."""
    if text.isspace() or not text:
        return False
    if "\\" not in text:
        return True
    rest, place = [], 0
    for start, end, _ in definitions(text):
        rest.append(text[place:start])
        place = end
    return bool("".join([*rest, text[place:]]).strip(" \n\r\t\0"))


def unwrapped(text: str, start: int, end: int, environment: str = "") -> tuple[int, int, str]:
    """The inside of the only environment of rows in a display, and its name; the whole when there is none."""
    for _ in range(NESTED):
        only = _ONLY.match(text, start, end)
        if only is None or only[1] not in ROWS:
            break
        depth = 0
        for edge in re.finditer(rf"\\(begin|end)\{{{only[1]}\*?\}}|\\\\", text[only.end() : end]):
            depth += {"begin": 1, "end": -1}.get(edge[1], 0)
            if depth < 0:
                break
        else:
            break
        if _TAIL.fullmatch(text, only.end() + edge.end(), end) is None:
            break
        start, end, environment = only.end(), only.end() + edge.start(), only[1]
        if environment in ("alignat", "alignedat", "xalignat", "IEEEeqnarray"):
            count = _COUNT.match(text, start, end)
            start = count.end() if count else start
    return start, end, environment


_SKIPPED = "verbatim|Verbatim|lstlisting|minted|comment|tikzpicture|filecontents|thebibliography"
_OUT = re.compile(
    rf"\\begin\{{(?P<block>{_SKIPPED})\*?\}}|\\verb\*?(?P<verb>[^A-Za-z\s*])|(?P<false>\\iffalse)(?![A-Za-z])"
    r"|(?P<comment>%[^\n]*)|\\.",
    re.DOTALL,
)
_CONDITION = re.compile(r"\\(?:(?P<if>if(?!f(?![A-Za-z]))[A-Za-z@]*)|(?P<fi>fi)|(?P<else>else))(?![A-Za-z])|\\.")
_LET = re.compile(r"%+[ \t]*let[ \t]+(?P<declaration>[^\s=][^\n]*?)[ \t\r]*$")
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
    mask = _Mask(text.text)
    scanner = _Latex(text, mask.masked())
    scanner.preamble = mask.body[0]
    scanner.shorthands = {
        name: edge[2]
        for name, macro in macros.items()
        if (edge := _EDGE.fullmatch(macro.body.strip())) and edge[2] in DISPLAYS and name[1:].isalpha()
    }
    for start, end in mask.declarations:
        scanner.emit("let", start, end)
    scanner.scan()
    return scanner.in_order(), scanner.notes


class _Mask:
    """What of a LaTeX text is not read: comments, verbatim text, false branches, the preamble, definitions."""

    def __init__(self, text: str) -> None:
        self.text, self.body = text, (0, len(text))
        self.out: list[tuple[int, int]] = []
        self.declarations: list[tuple[int, int]] = []

    def masked(self) -> str:
        self._comments()
        shown = self._without(self.out)
        begin, end = shown.find("\\begin{document}"), shown.find("\\end{document}")
        if begin >= 0:
            self.body = (begin + len("\\begin{document}"), end if end > begin else len(shown))
        defined = [(start, stop) for start, stop, _ in definitions(without_comments(shown))]
        return self._without(sorted([*self.out, *defined]))

    def _comments(self) -> None:
        place = 0
        while mark := _OUT.search(self.text, place):
            place = mark.end()
            if mark["comment"] is not None:
                if let := _LET.match(mark["comment"]):
                    first = mark.start() + let.start("declaration")
                    self.declarations.append((first, first + len(let["declaration"])))
            elif mark["block"]:
                place = self._after(f"\\end{{{mark['block']}", place)
                place = self._after("}", place)
            elif mark["verb"]:
                line_end = self.text.find("\n", place, place + 400)
                place = self.text.find(mark["verb"], place, line_end if line_end >= 0 else place + 400) + 1 or place
            elif mark["false"]:
                place = self._after_condition(place)
            else:
                continue
            self.out.append((mark.start(), place))

    def _after(self, words: str, place: int) -> int:
        found = self.text.find(words, place)
        return found + len(words) if found >= 0 else len(self.text)

    def _after_condition(self, place: int) -> int:
        depth = 1
        for mark in _CONDITION.finditer(self.text, place):
            depth += 1 if mark["if"] else -1 if mark["fi"] or (mark["else"] and depth == 1) else 0
            if depth == 0:
                return mark.end()
        return len(self.text)

    def _without(self, out: list[tuple[int, int]]) -> str:
        pieces, place = [], 0
        for start, end in out:
            if end > place:
                start = max(start, place)
                pieces += [self.text[place:start], "\0" * (end - start)]
                place = end
        return "".join([*pieces, self.text[place:]])


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
