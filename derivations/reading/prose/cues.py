"""Words that tell what a sentence does with a formula: suppose it, name it, claim it, limit it."""

from __future__ import annotations

import re

from derivations.reading.playing.governing import governed
from derivations.reading.prose.marks import MARK

SKIP = re.compile(
    r"\b(show|shows|prove|proves|conclude|therefore|hence|thus|so|follows|implies|iff|if and only if|exactly when|not|"
    r"unless|whether|under what|which means|verify|check that|we see that|this makes|making|becomes?)\b"
)
_CLAIMED = re.compile(rf"{SKIP.pattern}|\bthen\b|\bwe (?:have|get|see|obtain)\b")
OF_ONE = re.compile(r"\b(suppose|assume|consider|case|whenever|fix)\b(?!.*\b(?:all|every|each)\b)")
RESTRICTED = re.compile(r"\s*,?\s*(?:for|in|when|whenever|if|where|whose|with|except|but)\b")
FOR_ALL = re.compile(
    rf"\s*,?\s*(?:for (?:all|every|each|any)|\(?all)\s+(?P<index>{MARK})\)?\s*(?:[.;]|,?\s*(?:and|let|then|so|we)\b|$)"
)
OF_MEMBERS = re.compile(rf"for (?:all|every|each|any|some)\s+{MARK}\s+(?:with|where|such that|for which|whose)\s*$")
IF = re.compile(r"\b(if|when|whenever|assuming|provided|in case|suppose for)\b")
SUPPOSED = re.compile(
    r"(?:^|\s)(?:for|if|when|whenever|where|with|assuming|assume|suppose|provided|let|since|as long as|because)"
    r"(?:\s+that|\s+all)?\s*$"
)
LET = re.compile(r"\b(let|where|with|define|denote|write|set|put|call|take|given|for|consider|suppose|assume|here)\b")


_CLAUSE = re.compile(
    r"\b(?P<own>if|when|whenever|for)\b|\b(?:let|where|with|suppose|assume|consider|given|take|fix|denote)\b"
)


def clause_of(before: str) -> str:
    """The word if or for, when it begins the clause in which a formula stands, and nothing lets a letter be."""
    found = list(_CLAUSE.finditer(before))
    return (found[-1]["own"] or "") if found else ""


def is_claimed(before: str) -> bool:
    """Whether the words before a formula claim it, so that nothing is supposed."""
    return governed(before, inline=True) == "claimed" or bool(_CLAIMED.search(before))
