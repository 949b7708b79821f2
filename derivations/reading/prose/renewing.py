"""Sentences that begin a new life of a letter: Let A ∈ R^{n×n}, in another lemma than the one that spoke of A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Event, Renew
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked

_LETS = re.compile(
    rf"(?:^|[.:)*}}\]]\s*|\b(?:now|next|then|and|again)\s+)(?:let|consider|given|take|fix"
    rf"|suppose(?: that)?|assume(?: that)?|for(?: (?:any|all|every))?)\s+(?:[a-z-]+\s+){{0,3}}?(?P<names>{MARKS})"
)
_KIND = re.compile(
    r"\s+(?:be|are|is|denote)\s+(?:[^\s.,;]+\s+){0,4}?(?:matrix|matrices|vectors?|numbers?|scalars?|reals?|variables?)\b"
)


def renewals(said: str, readings: list[Reading]) -> Iterator[Event]:
    """The letters that a sentence declares, and whether it says of what kind they are."""
    for match in _LETS.finditer(said):
        for place in re.findall(MARK, match["names"]):
            reading = marked(place, readings)
            whole = reading.kind == "members" or bool(_KIND.match(said[match.end() :]))
            if reading.names and reading.kind in ("members", "name"):
                yield Renew(reading.names, reading.span, whole=whole)
