"""Sentences that begin a new life of a letter: Let A ∈ R^{n×n}, in another lemma than the one that spoke of A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Event, Lift, Renew
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


_ENDS = re.compile(
    r"\b(?:otherwise|(?:in )?the general case|in general|in any case|contradict\w*|drop (?:this|the|that) assumption"
    r"|without (?:this|that) (?:assumption|restriction|condition)|no such \w+ is (?:assumed|supposed|made))\b"
)
_OTHERS = re.compile(rf"\bfor (?:an? )?(?:general|other|arbitrary)\s+(?:[a-z-]+\s+)?(?P<name>{MARK})")
_DENIED = re.compile(
    rf"(?P<name>{MARK})(?:\s+(?:which|that))?\s+(?:is|are|need|were|was|be)\s+(?:not|no longer)(?:\s+be)?"
    r"\s+(?P<word>[a-z-]+)"
)
_WITHOUT = re.compile(rf"\bwithout\s+(?:the\s+)?(?P<word>[a-z]+)\s+of\s+(?P<name>{MARK})")


def lifted(said: str, readings: list[Reading]) -> Iterator[Event]:
    """What is supposed no longer: otherwise, in general, for other x, if A is not symmetric."""
    if _ENDS.search(said):
        yield Lift([])
    for pattern in (_OTHERS, _DENIED, _WITHOUT):
        for match in pattern.finditer(said):
            names = marked(match["name"], readings).names
            if names:
                yield Lift(names, match.groupdict().get("word") or "")
