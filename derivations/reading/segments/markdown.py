"""Markdown documents as segments: prose, headings, parts, displays and inline mathematics, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from derivations.reading.macros import MOST_FAILED, definition
from derivations.reading.segments.displays import DISPLAYS
from derivations.reading.segments.scanner import Inclusion, Scanner
from derivations.reading.source import Kind, Segment, Span, Text

_NAMES = "|".join([*DISPLAYS, "math"])
_MARK = re.compile(
    rf"\n|(?P<environment>\\begin\{{(?P<name>{_NAMES})\*?\}})|(?P<bracket>\\\[)|(?P<paren>\\\()"
    r"|(?P<definition>\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|DeclareMathOperator|DeclarePairedDelimiter)"
    r"(?![A-Za-z]))|\\.|(?P<display>\$\$)|(?P<ticked>\$`)|(?P<dollar>\$)|(?P<code>`+)|(?P<comment><!--)"
)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+•]|\d+[.)])[ \t]+)?(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)(?:\n|$)")
_ATX = re.compile(r"[ ]{0,3}(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]*)(?:\n|$)")
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+\s*$")
_SETEXT = re.compile(r"[ ]{0,3}(?P<title>[^\s>|*+#-][^\n]*)\n[ ]{0,3}(?P<rule>={3,}|-{3,})[ \t\r]*(?:\n|$)")
_WORD = r"(?:Problem|Question|Exercise|Task|Homework Problem)"
_NAMED = re.compile(
    rf"[ ]{{0,3}}(?P<title>(?:\*\*|__)?(?:\d+\.[ ]+)?{_WORD}[ ]+\d+(?:\.\d+)*[a-z]?"
    r"(?:[.:)]?(?:\*\*|__)?[.:]?|(?:[.:]|[ ]*[(–—-])[^\n]{1,120}))[ \t\r]*(?:\n|$)"
)
_BOLD = re.compile(
    r"[ ]{0,3}(?P<title>(?:\*\*|__)\d+(?P<dots>(?:\.\d+)*)[.)]?[ ]+[A-Z][^\n*_]{1,100}(?:\*\*|__))[ \t\r]*(?:\n|$)"
)
_NUMBERED = re.compile(
    r"(?P<title>(?P<number>\d{1,3})(?:\.[ \t\xa0]|[ \t\xa0]{2})[ \t\xa0]*[A-Z][^\n]{1,100}[^\s.,;:!])[ \t\r]*(?:\n|$)"
)
_DOTTED = re.compile(
    r"(?P<title>\d{1,3}(?P<dots>(?:\.\d{1,3})+)\.?[ \t\xa0]+(?:[A-Z][^\n]{0,100}[^\s.,;!]|[A-Z(]\w{0,3}\)?))"
    r"[ \t\r]*(?:\n|$)"
)
_SMALL = r"(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|via|with|vs)"
_ALONE = (  # words that begin a sentence which a display goes on
    "Then|Thus|Hence|Therefore|Now|Here|There|Moreover|Furthermore|Similarly|Likewise|Finally|Also|Next|Consequently|Since"
    "|Because|Where|With|Let|Suppose|Assume|Indeed|Instead|However|Otherwise|Equivalently|Conversely|First|Lastly|And|But"
    "|Using|When|For|Again|Clearly|Recall|Consider|Define|Denote|Set|Put|Write|Find|Prove|Compute|Obviously|Accordingly"
)
_BARE = re.compile(  # a line in title case that stands alone, or one in bold
    r"(?P<title>(?P<bold>\*\*|__)?(?!(?:Answer|Solution|Proof|Hint|Remark|Note|Example|Claim|Given|Show|Part|Name)s?\b)"
    rf"(?!(?:{_ALONE}):?[ \t\r]*(?:\n|$))"
    rf"[A-Z][A-Za-z'’-]{{2,}}(?:[ ](?:{_SMALL}|[A-Z][A-Za-z'’-]+)){{0,5}}:?(?(bold)(?P=bold)))[ \t\r]*(?:\n|$)"
)
_PART = re.compile(
    r"[ \t>]*(?:(?:[-*+•]|\d+\.)[ \t]+)?(?:\*\*|__|\*|_)?"
    r"(?P<marker>(?P<brackets>\((?:[a-z]|[ivx]{2,5})\))|(?:[a-z]|[ivx]{2,5})\)|\d{1,2}\.?(?:[a-z][.)]|\([a-z]\))"
    r"|Part[ ]+(?:\([a-z0-9]+\)|[a-z0-9](?![a-z0-9]))(?=[.:*]|[ \t\r]*$))(?=[\s.:*_]|$)[.:]?(?:\*\*|__|(?<=[.:)])\*)?",
    re.MULTILINE,
)
_MATTER = re.compile(r"---[ \t\r]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t\r]*(?:\n|$)")
_UNQUOTED = re.compile(r"(?:(?<=\n)[ \t]*(?:>[ ]?)+)?(?P<kept>[^\n]*\n?)")
_LET = re.compile(r"^[ \t]*let[ \t]+(\S[^\n]*?)[ \t\r]*$", re.MULTILINE)


def segments(text: Text) -> tuple[list[Segment | Inclusion], list[tuple[str, Span]]]:
    """The segments of a text in Markdown, in reading order, and what to tell its author."""
    scanner = _Markdown(text, text.text)
    scanner.scan()
    return scanner.in_order(), scanner.notes


class _Markdown(Scanner):
    """One text in Markdown."""

    def scan(self) -> None:
        matter = _MATTER.match(self.masked)
        if matter and ":" in matter[0]:
            self.leave(0, matter.end())
        at_line_start = True
        while self.place < len(self.masked):
            if at_line_start:
                at_line_start = False
                if self._fence():
                    at_line_start = True
                    continue
                if not self._heading():
                    self._parts()
            mark = _MARK.search(self.masked, self.place)
            if mark is None:
                return
            self.place = mark.end()
            at_line_start = mark[0] == "\n"
            self._marked(mark)

    def emit(self, kind: Kind, start: int, end: int, environment: str = "", level: int = 0) -> None:
        """Also takes the marks of a block quote out of mathematics that runs over several of its lines."""
        line = self.masked.rfind("\n", 0, start) + 1 if kind != "prose" and "\n" in self.masked[start:end] else start
        if (line < start and self.masked[line:start].lstrip(" \t").startswith(">")) or self._quoted(kind, start, end):
            kept = [k for m in _UNQUOTED.finditer(self.masked, start, end) for k in range(m.start("kept"), m.end())]
            text = Text(
                self.text.source, "".join(self.masked[k] for k in kept), [self.text.offsets[k] for k in [*kept, end]]
            )
            self.found.append((start, Segment(kind, text, environment, level)))
        else:
            super().emit(kind, start, end, environment, level)

    def _quoted(self, kind: str, start: int, end: int) -> bool:
        """Whether a fenced block stands within a block quote."""
        return kind in ("display", "let") and self.masked[start:end].lstrip(" \t").startswith("> ")

    def _marked(self, mark: re.Match[str]) -> None:
        match mark.lastgroup:
            case "environment":
                self.environment(mark, mark["name"])
            case "bracket" | "display":
                self.dollars(mark)
            case "paren":
                self._parenthesis(mark)
            case "ticked":
                self._ticked(mark)
            case "dollar":
                self._dollar(mark)
            case "definition":
                self._definition(mark)
            case "code":
                self._code(mark)
            case "comment":
                self._comment(mark)

    def _parenthesis(self, mark: re.Match[str]) -> None:
        end = self.closing(self._parens, mark.end())
        if end is not None:
            self.inline(mark.start(), (mark.end(), end), end + 2)

    def _definition(self, mark: re.Match[str]) -> None:
        defined = definition(self.masked, mark.start()) if self.failed < MOST_FAILED else None
        self.failed += defined is None
        if defined is not None:
            self.leave(mark.start(), defined[0])

    @cached_property
    def _parens(self) -> list[int]:
        return [m.start() for m in re.finditer(r"\\.", self.masked, re.DOTALL) if m[0] == "\\)"]

    @cached_property
    def _singles(self) -> list[int]:
        marks = re.finditer(r"\\.|\$+", self.masked, re.DOTALL)
        return [m.start() for m in marks if m[0][0] == "$" and len(m[0]) != 2]

    def _dollar(self, mark: re.Match[str]) -> None:
        """Pandoc's rule: the next $ closes, unless a digit follows, or only one of the two has a space inside."""
        end = self.closing(self._singles, mark.end())
        if end is None or self.masked[end + 1 : end + 2].isdigit():
            return
        if self.masked[mark.end() : mark.end() + 1].isspace() == self.masked[end - 1 : end].isspace():
            self.inline(mark.start(), (mark.end(), end), end + 1)

    def _ticked(self, mark: re.Match[str]) -> None:
        end = self.masked.find("`$", mark.end(), min(self.paragraph_end(mark.end()), mark.end() + 4000))
        if end >= 0:
            self.inline(mark.start(), (mark.end(), end), end + 2)

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        runs: dict[int, list[int]] = {}
        for run in re.finditer(r"`+", self.masked):
            runs.setdefault(len(run[0]), []).append(run.start())
        return runs

    def _code(self, mark: re.Match[str]) -> None:
        runs = self._ticks.get(len(mark[0]), [])
        k = bisect_left(runs, mark.end())
        if k < len(runs) and runs[k] < self.paragraph_end(mark.end()):
            self.leave(mark.start(), runs[k] + len(mark[0]))
            self.emit("code", mark.end(), runs[k])

    def _comment(self, mark: re.Match[str]) -> None:
        end = -1 if "-->" in self.hopeless else self.masked.find("-->", mark.end())
        if end < 0:
            self.hopeless.add("-->")
            return
        for let in _LET.finditer(self.masked[mark.end() : end]):
            self.emit("let", mark.end() + let.start(1), mark.end() + let.end(1))
        self.leave(mark.start(), end + 3)

    def _fence(self) -> bool:
        """A fenced block: ```math is a display, ```let declarations, all else is skipped."""
        fence = _FENCE.match(self.masked, self.place)
        if fence is None:
            return False
        ticks, info = fence["ticks"], fence["info"].strip().lower()
        close = re.compile(rf"^[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t\r]*$", re.MULTILINE)
        end = close.search(self.masked, fence.end()) if ticks not in self.hopeless else None
        if end is None:
            self.hopeless.add(ticks)
            self.note(f"the block that {ticks} opens is not closed", fence.start("ticks"), fence.end("ticks"))
        inside = fence.end(), end.start() if end else len(self.masked)
        after = end.end() if end else len(self.masked)
        if info in ("math", "{math}"):
            self.display(fence.start(), inside, after)
        else:
            self.leave(fence.start(), after)
            if info in ("let", "{let}"):
                self.emit("let", *inside)
        self.place = min(after + 1, len(self.masked))
        return True

    def _heading(self) -> bool:
        """A line that opens a section; the mathematics in it is found afterwards."""
        if self.masked[self.place] in "\r\n":
            return False
        for heading in (_ATX, _SETEXT, _NAMED, _BOLD, _DOTTED, _NUMBERED, _BARE):
            line = heading.match(self.masked, self.place)
            if line is not None and (level := self._level(heading, line)):
                self.prose(self.place)
                start, title = line.start("title"), _CLOSING.sub("", line["title"]).rstrip()
                self.emit("heading", start, start + len(title), level=level)
                self.shown = line.end()
                self.place = line.start("title")
                return True
        return False

    def _level(self, heading: re.Pattern[str], line: re.Match[str]) -> int:
        """The level of a heading; 0 when it is none."""
        if heading is _ATX:
            return len(line["marks"]) if line["title"].strip("# \t\r") else 0
        if heading is _SETEXT:
            return (1 if line["rule"][0] == "=" else 2) if self._blank_before(line.start()) else 0
        if heading is _NAMED:
            return 2
        if heading is _BOLD or heading is _DOTTED:
            return line["dots"].count(".") + (2 if heading is _BOLD and not line["dots"] else 1)
        alone = (
            self._blank_before(line.start()) and not self.masked[line.end() : line.end() + 200].split("\n")[0].strip()
        )
        if heading is _BARE:
            opens = bool(self.masked[line.end() : line.end() + 400].strip())
            return 4 if alone and opens and (line["bold"] or ":" not in line["title"]) else 0
        if not alone or self._listed(line):
            return 0
        return 2 if line["title"].startswith(f"{line['number']}.") else 1  # `4  Title` numbers a chapter

    def _blank_before(self, place: int) -> bool:
        return not self.masked[max(0, place - 200) : place].rstrip(" \t\r\n") or bool(
            re.search(r"\n[ \t\r]*\n[ \t\r]*$", self.masked[max(0, place - 200) : place])
        )

    def _listed(self, line: re.Match[str]) -> bool:
        """Whether the next or the last line with text is a neighbour in a list of numbered lines."""
        number = int(line["number"])
        before = re.search(
            r"(?:^|\n)(\d{1,3})[.)][ \t][^\n]*\s*$", self.masked[max(0, line.start() - 400) : line.start()]
        )
        after = re.match(r"\s*(\d{1,3})[.)][ \t]", self.masked[line.end() : line.end() + 400])
        return bool(before and int(before[1]) == number - 1) or bool(after and int(after[1]) == number + 1)

    def _parts(self) -> None:
        """The markers, such as (a), with which a line begins."""
        part = _PART.match(self.masked, self.place)
        while part is not None:
            self.leave(part.start(), part.end())
            self.emit("part", *part.span("marker"))
            part = _PART.match(self.masked, self.place) if part["brackets"] else None
