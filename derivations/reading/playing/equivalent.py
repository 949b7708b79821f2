"""A statement that words call equivalent to the one before: this holds if and only if A = A'."""

from __future__ import annotations

import re

from derivations.operations import logic
from derivations.reading.links import Attempt, Build, Link
from derivations.reading.playing.state import State

_EQUIVALENT = re.compile(
    r"\b(?:this|which|that|it|the (?:last |first )?(?:equality|equation|identity|inequality|condition))\s+"
    r"(?:is (?:true|so|the case|satisfied|equivalent to)|holds(?: true)?|happens)"
    r"(?:\s*,?\s*(?:if,? and only if|iff|(?:exactly|precisely) (?:when|if)))?\s*,?\s*$"
)
_BOTH = re.compile(r"\b(?:if,? and only if|iff|exactly|precisely|equivalent to)\b")


def is_equivalence(cue: str) -> bool:
    """Whether the words before a relation say that the one before it holds where this one does, and only there."""
    found = _EQUIVALENT.search(cue)
    return found is not None and _BOTH.search(found[0]) is not None


def equivalent(state: State, link: Link, build: Build) -> bool:
    """Make a link the claim that it holds exactly where the link before it does. False without one."""
    before = state.links[-2] if len(state.links) > 1 else None
    if before is None or before.states is None:
        return False
    states = before.states
    link.role, link.otherwise, link.used = "claim", "refuted", link.used | before.used
    link.attempts = [Attempt("implication", lambda: logic.IFF(states(), build()))]
    return True
