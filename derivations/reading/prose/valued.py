"""Sentences by which words give a letter its value: let s be the sum of …, the number m of edges, half a second.

What an equation says of such a letter is claimed, for the words decide it; it names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Valued
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked

_COMPUTED = (
    r"(?:sum|product|average|median|mode|variance|covariance|deviation|count|share|fraction|proportion|percentage"
    r"|return|regret|error|mse|probability|odds|area|volume|distance|length|perimeter|spread|range|accuracy|entropy|divergence|ratio|half"
    r"|twice|double|triple|minim(?:um|al|iser|izer)|maxim(?:um|al|iser|izer)|largest|smallest|determinant|trace|rank"
    r"|inverse|transpose|gradient|derivative|hessian|jacobian|slope|projection|(?:mean|total|number) (?:of|over|in)"
    r"|(?:running|geometric|harmonic|arithmetic|weighted|truncated|partial|shifted|reversed|halved|doubled) [a-z]+)"
)
_AFTER = re.compile(  # m, the number of edges; s is half of it
    rf"(?P<name>{MARK})\s*(?:,\s*(?:the|an?)\b|(?:is|are|be|denotes?|equals?|shall be|stands for|becomes)\b)"
    rf"\s*(?:(?:the|an?|its|their|now|again|just|here)\s+)*(?:\*?[a-z-]+\*?\s+){{0,3}}{_COMPUTED}\b"
    rf"|\bdensit(?:y|ies)\s+(?P<law>{MARK})"
    rf"|(?P<verb>{MARK})\s+(?:adds? up|sums? up|sums|counts|averages|measures|totals)\b"
)
_BEFORE = re.compile(  # the median m of, its variance v
    rf"\b(?:the|its|their|an?|by|call)\s+(?:\*?[a-z-]+\*?\s+){{0,2}}{_COMPUTED}\*?\s+"
    rf"(?:(?:of|over|in)\s+(?:[a-z-]+\s+){{0,4}})?(?P<name>{MARK})"
)


def valued(said: str, readings: list[Reading]) -> Iterator[Valued]:
    """The letters to which words give a value."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(said):
            reading = marked(next(filter(None, match.groups())), readings)
            if reading.kind == "name" and reading.names:
                yield Valued(reading.names, reading.span)
