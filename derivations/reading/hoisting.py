"""Which declarations of a section hold from its beginning."""

from __future__ import annotations

import re
from dataclasses import replace

from derivations.reading.events import Claimed, Declare, Event, Paragraph, Part
from derivations.reading.source import Span
from derivations.reading.vocabulary import letters

_EXPLAINS = re.compile(r"(?:^|[.,;:()\s])(?:here|where|with|in which)\b[^.]*$", re.IGNORECASE)


def hoisted(events: list[Event]) -> list[Event]:
    """Shapes hold from the beginning of their section, when it is the first that is said of a letter there."""
    first: list[Event] = []
    rest: list[Event] = []
    laws: list[Event] = []
    named: set[str] = set()
    over: set[str] = set()  # letters that something was claimed of in a paragraph that is over
    here: set[str] = set()
    for event in events:
        if isinstance(event, Paragraph | Part):
            over |= here
            here = set()
        elif isinstance(event, Claimed):
            here |= _letters(event)
        if isinstance(event, Declare) and event.random and not event.stated:
            laws.append(event)
            continue
        early = isinstance(event, Declare) and event.early and event.shape is not None
        if early and isinstance(event, Declare) and _comes_first(event, named, over):
            bare = replace(event, properties=[]) if event.properties else event
            first.append(bare)
            if event.properties:
                rest.append(replace(event, shape=None))
        else:
            rest.append(event)
        if isinstance(event, Declare):
            named |= {n.name for n in event.names}
    return [*first, *laws, *rest]


def _comes_first(event: Declare, named: set[str], over: set[str]) -> bool:
    """Whether a declaration may hold before its place: `let w be …` in a new paragraph is about another w."""
    names = {name.name for name in event.names}
    return not names & named and (not names & over or _explains(event.span))


def _explains(span: Span) -> bool:
    return bool(_EXPLAINS.search(span.source.text[max(0, span.start - 120) : span.start]))


def _letters(event: Claimed) -> frozenset[str]:
    return letters(t for chain in event.statement.chains for value in chain.values for t in value)
