"""Sentences with a condition for each of their claims: φ'(z) = 0 for z < 0 and φ'(z) = 1 for z > 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from derivations.reading.events import Assume, Event
from derivations.reading.prose.conditions import bare_names
from derivations.reading.prose.formulas import Reading
from derivations.reading.syntax import Chain


def spread(readings: Sequence[Reading], declared: Sequence[list[Event]]) -> dict[int, list[Event]]:
    """The conditions that belong to one claim each, by its place; they are taken out of what the sentence declares.

    Conditions stand behind their claims where a claim comes first, and before them else.
    """
    at = [k for k, events in enumerate(declared) if any(_letters(event) for event in events)]
    twice = Counter(name for k in at for event in declared[k] for name in _letters(event))
    claims = [k for k, reading in enumerate(readings) if reading.statements]
    if len(claims) < 2 or not any(count > 1 for count in twice.values()):
        return {}
    behind = claims[0] < at[0]
    held: dict[int, list[Event]] = {}
    for k in at:
        own = [event for event in declared[k] if any(twice[name] > 1 for name in _letters(event))]
        places = [c for c in claims if c < k] if behind else [c for c in claims if c > k]
        if own and places:
            declared[k][:] = [event for event in declared[k] if event not in own]
            held.setdefault(places[-1] if behind else places[0], []).extend(map(_for_now, own))
    return held


def _letters(event: Event) -> Iterator[str]:
    """The letters that a bare condition restricts."""
    if isinstance(event, Assume) and isinstance(event.chain, Chain):
        yield from {name.name for name in bare_names(event.chain)}


def _for_now(event: Event) -> Event:
    return replace(event, passing=True) if isinstance(event, Assume) else event
