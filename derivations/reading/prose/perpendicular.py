"""Formulas with ⊥ between letters: independence, or a product that vanishes, where it is supposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import subspaces
from derivations.reading.events import Describe, Event, Perpendicular
from derivations.reading.membership import names
from derivations.reading.prose.cues import IF, SKIP, is_claimed
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked
from derivations.reading.prose.phrases import is_weakened

_RANDOM = re.compile(r"\brandom\b|\br\.?v\.?s?\b|\bindependent")


_WORDS = re.compile(
    rf"(?P<names>{MARK}(?:\s*,\s*and\s*|\s*,\s*|\s+and\s+){MARK}|{MARK})(?:\s+in\s+{MARK})?\s+"
    r"(?:be|are|is|being)\s+(?:two\s+|a pair of\s+|mutually\s+|pairwise\s+|also\s+|both\s+)*"
    rf"(?P<word>orthogonal|perpendicular|orthonormal)(?:\s+to (?:each other|one another)|\s+to\s+(?P<other>{MARK}))?"
    r"(?:\s+(?:unit\s+)?vectors)?\s*(?:$|[.,;:]|and\b|then\b|so\b|with\b)"
)
_BOTH = re.compile(
    rf"\b(?P<word>orthogonal|perpendicular|orthonormal)\s+(?:unit\s+)?vectors\s+(?P<names>{MARK}(?:\s+and\s+|\s*,\s*){MARK})"
)


def in_words(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Let u and v be orthonormal: of two letters, for vectors."""
    for match in (*_WORDS.finditer(said), *_BOTH.finditer(said)):
        before = said[: match.start()]
        places = re.findall(MARK, match["names"] + (match.groupdict().get("other") or ""))
        found = [name for place in places for name in marked(place, readings).names]
        if len(found) != 2 or SKIP.search(before) or is_weakened(said[: match.start("word")]) or said.endswith("?"):
            continue
        span, passing = marked(places[0], readings).span, bool(IF.search(before))
        unit = match["word"] == "orthonormal"
        yield Perpendicular((found[0], found[1]), span, passing=passing, word=match["word"], unit=unit)


def perpendicular(reading: Reading) -> Iterator[Event]:
    """x ⊥ y, where it is supposed; a claim of it gives nothing."""
    sides = subspaces.sides(reading.tokens)
    if not sides:
        return
    first, second = (names(side) for side in sides)
    if len(first) == len(second) == 1 and not is_claimed(reading.before):
        random = bool(_RANDOM.search(f"{reading.before} {reading.after}"))
        random = random or sum(token.text == "\\perp" for token in reading.tokens) > 1
        yield Perpendicular((first[0], second[0]), reading.span, random, bool(IF.search(reading.before)))
    elif first or second:
        yield Describe([*first, *second], "perpendicular", reading.span)
