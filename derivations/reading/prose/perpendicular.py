"""Formulas with ⊥ between letters: independence, or a product that vanishes, where it is supposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import subspaces
from derivations.reading.events import Describe, Event, Perpendicular
from derivations.reading.membership import names
from derivations.reading.prose.cues import IF, is_claimed
from derivations.reading.prose.formulas import Reading

_RANDOM = re.compile(r"\brandom\b|\br\.?v\.?s?\b|\bindependent")


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
