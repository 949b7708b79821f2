"""Means and variances in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Declare, Event
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.targets import normal_law
from derivations.reading.prose.cues import IF
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import FIRST, MARK, marked
from derivations.reading.source import Token, Unread

_ZERO = r"(?:zero|0)"
_MEAN = rf"mean(?:s)?\s+(?P<mean>{_ZERO}|{MARK})"
_SPREAD = rf"(?:common\s+)?(?P<word>co)?variance(?:\s+matrix)?\s+(?P<spread>{MARK})"
_AND = r"(?:\s*,)?(?:\s+and)?(?:\s+with)?(?:\s+an?)?\s+"
_MOMENTS = (
    re.compile(
        rf"(?P<name>{MARK})(?:\s*\([^()]*\))?(?P<between>[^{MARK[1:-1]}.]*?(?:\bin\s+{MARK}[^{MARK[1:-1]}.]*?)?)\b{_MEAN}{_AND}{_SPREAD}"
    ),
    re.compile(rf"(?P<name>{MARK})[^.]*?\bentries\b[^.]*?\b{_MEAN}{_AND}{_SPREAD}"),
    re.compile(rf"zero[- ]mean[^{MARK[1:-1]}.]*?(?P<name>{MARK})(?P<between>[^{MARK[1:-1]}.]*?)\b{_SPREAD}"),
)
_FROM = r"(?:from|according to|distributed as|(?:is|are|be|being)(?:\s+(?:iid|independent|all|each))*)"
_DRAWN = re.compile(
    rf"(?P<name>{MARK})(?P<between>[^{MARK[1:-1]}.]*?(?:\bin\s+{MARK}[^{MARK[1:-1]}.]*?)?)\b{_FROM}\s+"
    rf"(?:the\s+)?(?:(?:normal|gaussian)\s+)?(?:(?:law|distribution)\s+)?(?P<law>{MARK})"
)
_NOT = re.compile(r"\b(?:not|never|no longer|far|away|differs?|comes?|follows?|obtained)\b")
_APART = re.compile(r"\b(iid|independent(?:ly)?|uncorrelated|white)\b")  # else members may hang together


def moments(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Means and variances in words: noise ε with mean zero and covariance σ²I; entries of Z with …"""
    yield from _drawn(said, readings)
    for pattern in _MOMENTS:
        for match in pattern.finditer(said):
            reading, spread = (marked(match[key], readings) for key in ("name", "spread"))
            if not reading.names or (reading.names[0].index and not _APART.search(said)):
                continue
            given = match.groupdict().get("mean")
            mean = tuple(marked(given, readings).tokens) if given and ord(given[0]) >= FIRST else ()
            entries = "entries" in said[: match.end()] and match["word"] is None
            yield Declare(
                reading.names[:1],
                None,
                reading.span,
                stated=False,
                random=True,
                mean=mean,
                covariance=tuple(spread.tokens),
                entries=entries or (reading.names[0].index != "" and match["word"] is None),
            )


def _drawn(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Letters that are drawn from N(…, …), or simply are N(…, …)."""
    for match in _DRAWN.finditer(said):
        reading, law = (marked(match[key], readings) for key in ("name", "law"))
        parameters = _parameters(law)
        if parameters is None or not reading.names or _NOT.search(match["between"]) or IF.search(said[: match.start()]):
            continue
        if reading.names[0].index and not _APART.search(said):
            continue
        mean, covariance = parameters
        yield Declare(
            reading.names[:1],
            None,
            reading.span,
            stated=False,
            random=True,
            mean=mean,
            covariance=covariance,
            gaussian=True,
        )


def _parameters(law: Reading) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """What stands in N(…, …), if a formula is no more than that."""
    try:
        group = normal_law(parsed(law.tokens)) if law.tokens else None
    except Unread:
        return None
    if group is None:
        return None
    first, second = (
        tuple(t for t in law.tokens if item.span.start <= t.span.start < item.span.end) for item in group.items
    )
    return first, second
