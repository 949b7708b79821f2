"""Inverses in words: B is the inverse of A, A and B are inverse to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from derivations.letters import GREEK
from derivations.reading.events import Assume, Event, Name
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.cues import IF, SKIP
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain

_NOT = r"(?!\s+(?:up to|on|of|in|only|modulo))"
_EACH = r"(?:each other|one another)"
_OF = re.compile(
    rf"(?P<first>{MARK})\s+(?:be|is|denotes?|being)\s+(?:the|an?)\s+(?:two-sided\s+)?inverse\s+of\s+(?P<second>{MARK}){_NOT}"
    rf"|(?P<second_>{MARK})\s+(?:be|is)\s+invertible\s+and\s+(?:write|denote|let)\s+(?P<first_>{MARK})\s+"
    r"(?:for|be|denote)\s+its\s+inverse\b"
    rf"|(?P<both>{MARKS})\s+(?:be|are)\s+(?:mutually\s+|mutual\s+)?"
    rf"(?:inverse\s+to\s+{_EACH}|inverses(?:\s+of\s+{_EACH})?){_NOT}"
)


def inverses(said: str, readings: list[Reading], taken: set[tuple[str, str]]) -> Iterator[Event]:
    """AB = I and BA = I, where a sentence supposes that one is the inverse of the other."""
    for match in _OF.finditer(said):
        before = said[: match.start()]
        places = re.findall(MARK, match["both"] or "".join(filter(None, match.groups())))
        found = [marked(place, readings) for place in places]
        letters = [name for reading in found for name in reading.names if reading.kind in ("name", "members")]
        if SKIP.search(before) or said.endswith("?") or len(letters) != 2:
            continue
        with suppress(Unread):
            yield from _inverse(letters, found[0].span, passing=bool(IF.search(before)))
            taken.update((place, "inverse inverses mutual mutually") for place in places)


def _inverse(letters: list[Name], span: Span, *, passing: bool) -> Iterator[Event]:
    for pair in (letters, letters[::-1]):
        sides = parsed([_letter(name, span) for name in pair]), parsed([Token("I", span)])
        yield Assume(Chain(span, sides, (Token("=", span),)), span, stated=False, passing=passing)


def _letter(name: Name, span: Span) -> Token:
    """The letter of a name as it is written. Unread when it is more than a letter."""
    if name.name in GREEK:
        return Token(f"\\{name.name}", span)
    if len(name.name) != 1 or name.index:
        raise Unread(f"{name.name} is no letter by itself", span)
    return Token(name.name, span)
