"""Letters that code computes: a formula for one is a claim about the code, which is not read, and no definition."""

from __future__ import annotations

import re

from derivations.reading.events import Claimed, Computed
from derivations.reading.playing.cues import finished
from derivations.reading.playing.state import State
from derivations.reading.source import Span, Unread

_LETS = re.compile(r"\b(?:let|(?:re)?define|denote|put|set)\b")
_SUPPOSES = re.compile(
    r"\b(?:let|assum\w+|suppos\w+|given|provided|such that|if|when|whenever|where|sets?|setting|constraints?|subject)\b"
)


def compute(state: State, event: Computed) -> None:
    """Nothing is certain of a letter that code computes, unless a formula has said before what it is."""
    line, _ = event.span.source.position(event.span.start)
    for name in event.names:
        if name not in state.scope.defined:
            state.scope.computed[name] = state.scope.tainted[name] = line


def refuse_computed(state: State, name: str, event: Claimed, span: Span) -> None:
    """A formula defines no letter that code computes, unless it is let be something else. Unread."""
    if name not in state.scope.computed or name in state.scope.defined:
        return
    if _LETS.search(event.cue) and not finished(event.cue):
        del state.scope.computed[name]
        return
    line = state.scope.computed[name]
    raise Unread(
        f"{name} is what code at line {line} computes, and code is not read: whether this is it is not known", span
    )


def claims_of_unread(event: Claimed) -> bool:
    """Whether a display with no word that supposes it says something of letters that already have a meaning."""
    return event.where == "display" and not _SUPPOSES.search(event.cue)
