"""A string cut into pieces: commands with their arguments, numbers, characters, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from derivations.reading.lexing.characters import in_latex
from derivations.reading.lexing.commands import DROPPED, DROPPED_GROUPS, OPERATORS, REFERENCES, SAME, STYLED, TEXTS
from derivations.reading.macros import definitions

_LEXEME = re.compile(
    r"""(?P<space>[\s~\u200b\ufeff]+)
    | (?P<comment>%[^\n]*)
    | \\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]{1,30})\*?\}
    | (?P<row>\\\\\*?(?:[ \t]*\[\s*-?[0-9.]*\s*(?:pt|em|ex|mm|cm|in|\\[a-z]{1,20})\s*\])?)
    | (?P<kern>\\(?:m?kern|hskip|mskip)\s*-?[0-9.]+\s*(?:em|ex|pt|mu|cm|mm|in))
    | (?P<command>\\(?:[A-Za-z@]+|.))
    | (?P<number>[0-9]+(?:\.[0-9]+)?|(?<![\w)}\]])\.[0-9]+)
    | (?P<parameter>\#[1-9])
    | (?P<bars>\|\|)
    | (?P<accented>[^\W\d_][\u0300-\u036f\u20d7])
    | (?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ]+)
    | (?P<lowered>[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₗₘₙₚₜₓ]+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_SPECIFIED = {"array", "tabular", "alignat", "alignedat", "xalignat", "IEEEeqnarray", "subarray"}
_OPTION = re.compile(r"\s*\[[^\]\n]{0,20}\]")
_POSITION = re.compile(r"\s*\[[tbcrl]\]")


class Piece(NamedTuple):
    """A token of a string, and where it stands there."""

    text: str
    start: int
    end: int
    argument: str = ""


class Unclosed(ValueError):
    """An argument whose brace is not closed; the place is its command's."""

    def __init__(self, command: str, start: int, end: int) -> None:
        super().__init__(f"the brace after {command} is not closed")
        self.start, self.end = start, end


def pieces(text: str) -> list[Piece]:
    """The pieces of a string; Unclosed where a brace that matters is not closed."""
    return list(_Cutter(text).pieces())


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a short string that comes again and again, such as a macro's body. Unclosed."""
    return tuple(pieces(text))


class _Cutter:
    """Cuts a string into pieces."""

    def __init__(self, text: str) -> None:
        self.text, self.closing, self.place = text, _closing_braces(text), 0
        self.defined = {start: end for start, end, _ in definitions(text)} if "\\" in text else {}

    def pieces(self) -> Iterator[Piece]:
        while self.place < len(self.text):
            if self.place in self.defined:
                self.place = self.defined[self.place]
                continue
            lexeme = _LEXEME.match(self.text, self.place)
            assert lexeme is not None  # the last alternative takes any character
            self.place = lexeme.end()
            yield from self._piece(lexeme)

    def _piece(self, lexeme: re.Match[str]) -> Iterator[Piece]:
        start, end, written = lexeme.start(), lexeme.end(), lexeme[0]
        match lexeme.lastgroup:
            case "space" | "comment" | "kern":
                return
            case "name":
                yield self._edge(lexeme)
            case "row":
                yield Piece("\\\\", start, end)
            case "command":
                yield from self._command(written, start, end)
            case "bars":
                yield Piece("\\|", start, end)
            case "number" | "parameter":
                yield Piece(written, start, end)
            case _:
                yield from (piece._replace(start=start, end=end) for piece in _translated(written))

    def _edge(self, lexeme: re.Match[str]) -> Piece:
        """`\\begin{name}` or `\\end{name}`; the specification of columns goes."""
        name, start = lexeme["name"], lexeme.start()
        if lexeme["edge"] == "begin":
            option = (_OPTION if name in _SPECIFIED else _POSITION).match(self.text, self.place)
            self.place = option.end() if option else self.place
            if name in _SPECIFIED:
                self._argument("\\begin", start, lexeme.end())
        return Piece(f"\\{lexeme['edge']}{{{name}}}", start, self.place)

    def _command(self, name: str, start: int, end: int) -> Iterator[Piece]:
        if name in DROPPED:
            return
        if name in DROPPED_GROUPS:
            self._option()
            self._argument(name, start, end)
        elif name in TEXTS or name in OPERATORS:
            self._option()
            words = self._argument(name, start, end)
            if name in TEXTS:
                yield Piece("\\text", start, self.place, words)
            else:
                yield Piece("\\operatorname", start, self.place, STYLED.sub("", words))
        elif name in REFERENCES:
            self._argument(name, start, end)
            yield Piece("\\text", start, self.place, self.text[start : self.place])
        else:
            yield Piece(SAME.get(name, name), start, end)

    def _option(self) -> None:
        if self.text.startswith("*", self.place):
            self.place += 1
        option = _OPTION.match(self.text, self.place)
        self.place = option.end() if option else self.place

    def _argument(self, command: str, start: int, end: int) -> str:
        """The raw inside of the braces that follow, or the one character; empty when there is none."""
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        begin = self.place
        if self.text.startswith("{", begin):
            if begin not in self.closing:
                raise Unclosed(command, start, end)
            self.place = self.closing[begin] + 1
            return self.text[begin + 1 : self.place - 1]
        if command in TEXTS and self.text[begin : begin + 1].isalnum():
            self.place += 1
        return self.text[begin : self.place]


def _closing_braces(text: str) -> dict[int, int]:
    """Where each brace that is closed is closed."""
    found, opened = {}, []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            found[opened.pop()] = brace.start()
    return found


def _translated(written: str) -> tuple[Piece, ...]:
    """Plain characters as they are; the mathematics of Unicode as commands."""
    latex = in_latex(written)
    return cut(latex) if latex else (Piece(written, 0, 1),)
