"""A section's text cut into clauses, each with its formulas, and what it affirms apart from what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_PIECE = re.compile(r"\$[^$]*\$|`[^`]*`|[^$`]+|[$`]")
_STOP = re.compile(r"(?<!\bi\.e)(?<!\be\.g)(?<!\bcf)(?<!\bresp)(?<!r\.t)(?<!i\.d)(?<!\bvs)[.?!;](?=\s|$)")
_DENIED = re.compile(
    r"(?:\b(?:not|never|nor|neither|rather than|instead of|no longer|as opposed to|unlike|no)|n't)\s+"
    r"(?:(?:as|by|the|an?|of|be|to|for|any|their|its|count|mean|denote)\s+)*"
    r"(?P<what>(?:\$[^$]*\$|[\w-]+)(?:\s+[\w-]+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """Words up to a full stop or a semicolon, formulas between dollars, code between ticks."""

    text: str

    @cached_property
    def formulas(self) -> tuple[str, ...]:
        """The formulas, without what ends a sentence in them."""
        return tuple(found.rstrip(".,;:") for found in re.findall(r"\$([^$]*)\$", self.text))

    @cached_property
    def words(self) -> str:
        """The text without its formulas."""
        return re.sub(r"\$[^$]*\$", "$", self.text)

    @cached_property
    def denied(self) -> tuple[str, ...]:
        """What it says something is not."""
        return tuple(found["what"] for found in _DENIED.finditer(self.text))

    @cached_property
    def affirmed(self) -> str:
        """The text without what it denies."""
        return _DENIED.sub(" ", self.text)


def clauses(said: str) -> Iterator[Clause]:
    """The clauses of a text, in order; a formula that ends with a full stop ends one too."""
    text = ""
    for piece in _PIECE.findall(said):
        if piece[0] in "$`" and len(piece) > 1:
            text += piece
            if piece.rstrip("$").endswith("."):
                yield Clause(text)
                text = ""
            continue
        first, *others = _STOP.split(piece)
        text += first
        for other in others:
            yield Clause(text)
            text = other
    if text.strip():
        yield Clause(text)
