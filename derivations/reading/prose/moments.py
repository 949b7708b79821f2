"""Means and variances in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Declare, Event
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import FIRST, MARK, marked

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
_APART = re.compile(r"\b(iid|independent(?:ly)?|uncorrelated|white)\b")  # else members may hang together


def moments(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Means and variances in words: noise ε with mean zero and covariance σ²I; entries of Z with …"""
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
