"""Sentences that say in words which function a name stands for: let g be the ReLU."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Meant
from derivations.reading.playing.standing import THING, WORDS
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked

_BE = r"(?:is|are|be|being|denotes?|denote|as|means|stands for)"
_ADJECTIVE = r"(?:(?:standard|usual|ordinary|scalar|elementwise|element-wise|well-known|so-called)\s+)*"
_AFTER = re.compile(
    rf"(?P<name>{MARK})\s*,?\s*(?:{_BE}\s+)?(?:the|a|an)\s+{_ADJECTIVE}(?P<word>{WORDS})"
    rf"(?:{THING}|\s*(?:$|[.,;:)]|\b(?:and|with|of|then)\b))"
)
_BEFORE = re.compile(
    rf"\b(?:the|with|its|whose|having|has|a)\s+{_ADJECTIVE}(?P<word>{WORDS}){THING}*\s+(?:by\s+|is\s+)?(?P<name>{MARK})"
)


def meanings(said: str, readings: list[Reading]) -> Iterator[Meant]:
    """The names with the functions that they are called."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(said):
            reading = marked(match["name"], readings)
            if reading.kind == "name" and re.search(r"\b(?:not|unlike|rather than|instead of)\b", match[0]) is None:
                yield Meant(reading.names, match["word"], reading.span)
