"""Shapes in words: X is n × d, an n × d matrix Z, w in R^d."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import membership
from derivations.reading.events import Declare, Event
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, mark_of, marked

_NAMES = (
    rf"{MARK}(?:(?:\s*,\s*and|\s*,|\s+and)\s+(?:(?:the|a|an)\s+(?:[a-z-]+\s+){{1,2}}?)?{MARK})*"  # w and the input x
)
_SHAPED = (
    re.compile(
        rf"(?P<names>{_NAMES})\s+(?:(?:is|are|be)\s+(?:[a-z-]+\s+){{0,6}}?|(?:both\s+|all\s+)?(?:lies?|lives?)\s+)?in\s+(?P<size>{MARK})"
    ),
    re.compile(rf"(?P<names>{_NAMES})\s+(?:both\s+|all\s+)?(?:belongs?\s+to|takes?\s+values\s+in)\s+(?P<size>{MARK})"),
    re.compile(
        rf"(?P<names>{MARKS})\s+(?:is|are|be)\s+(?:now\s+)?(?:an?\s+)?(?:\w+[\s-]+){{0,2}}"
        rf"(?:vector|column|matrix|point)s?\s+in\s+(?P<size>{MARK})"
    ),
    re.compile(
        rf"(?P<names>{MARKS})\s+(?:is|are|be)\s+(?:an?\s+)?(?P<size>{MARK})\s*(?P<what>matrix|matrices|blocks?|of|and|,|\.|with|$)"
    ),
    re.compile(  # an invertible n × n matrix, two symmetric n × n matrices
        rf"(?P<names>{MARKS})\s+(?:is|are|be)\s+(?:(?!(?:of|the|in|not|from|to|by|with|its|than|no)\b)[a-z-]+,?\s+){{1,4}}"
        rf"(?P<size>{MARK})\s*(?P<what>matrix|matrices)\b"
    ),
    re.compile(rf"(?P<size>{MARK})\s+(?:\w+\s+)?(?P<what>matrix|matrices|blocks?)\s+(?P<names>{MARKS})"),
)


_LONG = re.compile(
    rf"(?P<names>{_NAMES})\s+(?:is|are|be|denotes?)\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?"
    rf"(?P<size>{MARK})-(?:dimensional\s+)?(?:[a-z]+\s+)?(?:column\s+)?vectors?\b"
)


def shapes(said: str, readings: list[Reading]) -> Iterator[Event]:
    """X is n × d, an n × d matrix Z."""
    for match in _LONG.finditer(said):
        long = membership.length(marked(match["size"], readings).tokens)
        for place in re.findall(MARK, match["names"]) if long is not None else ():
            reading = marked(place, readings)
            if reading.names and reading.kind == "name":
                yield Declare(reading.names, long, reading.span, stated=False, early=True)
    for pattern in _SHAPED:
        for match in pattern.finditer(said):
            found = membership.sizes(marked(match["size"], readings).tokens)
            found = found or membership.shape_of(marked(match["size"], readings).tokens)
            for place in re.findall(MARK, match["names"]) if found is not None else ():
                reading = marked(place, readings)
                if reading.is_law and not reading.names and found is not None:
                    left = [t.text for t in reading.tokens].index("\\sim")
                    yield Declare(
                        membership.names(reading.tokens[:left]), found, reading.span, stated=False, early=True
                    )
                if reading.names and reading.kind == "name":
                    yield Declare(reading.names, found, reading.span, stated=False, early=True)


def without_sizes(said: str, readings: list[Reading]) -> str:
    """A sentence in which sizes such as n × d are blank."""
    for k, reading in enumerate(readings):
        if reading.kind == "name" and not reading.names and membership.sizes(reading.tokens) is not None:
            said = said.replace(mark_of(k), " ")
    return said
