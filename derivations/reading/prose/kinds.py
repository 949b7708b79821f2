"""Kinds in words, without sizes: a square matrix A, vectors u and v, where c is a scalar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from derivations.reading.events import Declare, Event
from derivations.reading.prose.cues import IF
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked

Kind = Literal["scalar", "vector", "matrix", "any size"]
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("matrix", r"(?:matrix|matrices)"),
    ("vector", r"(?:column[ -])?vectors?"),
    ("scalar", r"(?:scalars?|(?:real |positive |negative |nonnegative |non-negative )?numbers?|reals)"),
)
_OTHER = r"(?!(?:rows?|of|in|by|to|from|not|no|nor|never|hardly|random|block|complex|parity|whose|with)\b)"
_WORDS = rf"(?:{_OTHER}[a-z-]+\s+){{0,4}}?"
_VERB = r"(?:is|are|be|denotes?|being)"
_STOP = r"(?=\s*(?:$|[.,;:()]|(?:with|in|such|whose|and|for|that|which|then|so|where|while|but|here)\b))"
_NOUNS = {  # the noun stands before its letters: only a plural has several
    kind: re.compile(rf"(?<![-\w])(?:{noun})(?:\s+of\s+(?!the\b)[a-z-]+)?\s+(?P<names>{MARKS})(?![-\w])")
    for kind, noun in _KINDS
}
_SAID = {
    kind: re.compile(rf"(?P<names>{MARKS})\s*,?\s+{_VERB}\s+(?:both\s+|all\s+|now\s+)?{_WORDS}(?:{noun}){_STOP}")
    for kind, noun in _KINDS
}
_ANY_SIZE = re.compile(
    rf"(?P<names>{MARKS})[^.;{MARK[1:-1]}]{{0,40}}\bof\s+(?:any|suitable|appropriate|compatible|fitting|matching|conforma\w+"
    r"|conforming|arbitrary|whatever|possibly different|various)\s+(?:sizes?|dimensions?|shapes?|orders?)\b"
)
_NOT = re.compile(r"\b(?:no|not|row|random|block|each|every|any|number of|complex)\s+(?:[a-z-]+\s+){0,2}$")
_PLURAL = re.compile(r"(?:ces|s|reals)\b(?:\s+of\s+[a-z-]+)?\s*$")


def kinds(said: str, readings: list[Reading]) -> Iterator[Event]:
    """The letters that a sentence calls matrices, vectors or numbers without giving their sizes."""
    for match in _ANY_SIZE.finditer(said):
        yield from _of_kind("any size", match["names"], readings, "")
    for kind, noun in _NOUNS.items():
        for match in noun.finditer(said):
            if not _NOT.search(said[: match.start()]):
                several = _PLURAL.search(said[match.start() : match.start("names")])
                names = match["names"] if several else match["names"][:1]
                yield from _of_kind(kind, names, readings, said[: match.end()])
    for kind, pattern in _SAID.items():
        for match in pattern.finditer(said):
            yield from _of_kind(kind, match["names"], readings, said[: match.end()])


def _of_kind(kind: Kind, names: str, readings: list[Reading], until: str) -> Iterator[Event]:
    for place in re.findall(MARK, names):
        reading = marked(place, readings)
        if reading.kind == "name" and reading.names and not any(name.index for name in reading.names):
            square = kind == "matrix" and bool(re.search(r"\bsquare\b[^,.;]*$", until))
            yield Declare(
                reading.names,
                None,
                reading.span,
                stated=False,
                kind=kind,
                square=square,
                passing=bool(IF.search(until)),
            )
