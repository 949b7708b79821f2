"""Laws and values that words behind them change: N(0, 1) truncated to x > 0, X clipped at 1, with probability p."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import membership
from derivations.reading.events import Bar, Event, Name
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK

_CHANGED = (
    r"truncated|clipped|censored|folded|winsori[sz]ed|rounded|quanti[sz]ed|discreti[sz]ed|thresholded|wrapped|reflected"
    r"|saturated|corrupted|contaminated|restricted to|conditioned to|with probability|w\.p\.|mixture"
)
_BEHIND = re.compile(rf"^\W*(?:\(|but|and|then|is|are|which is|that is|only)?\s*\b(?P<word>{_CHANGED})\b")
_NOUN = r"(?:normal|gaussian|law|distribution|variable|vector|exponential|poisson|random)s?"
_BEFORE = re.compile(rf"\b(?P<word>{_CHANGED})\s+(?:[a-z-]+\s+){{0,2}}{_NOUN}\b[^.;,]*$|\b(?P<of>mixture) of\b[^.;]*$")
_NEARLY = re.compile(
    rf"\b(?P<mixed>with probability|w\.p\.|or else|and else|otherwise)\b"
    rf"|\b(?P<nested>itself|in turn) (?:is |are )?(?:random|drawn|distributed|uniform|normal|gaussian|sampled|gamma)\b"
    rf"|\b(?P<word>approximately|asymptotically|roughly|nearly)\s+(?:{_NOUN}|distributed|as)\b"
)


def modified(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Letters whose law or value a sentence gives and changes, so that it is not read."""
    for k, reading in enumerate(readings):
        law = reading.is_law
        found = _BEHIND.match(re.split(MARK, reading.after)[0])
        if law and found is None:
            found = _BEFORE.search(re.split(MARK, reading.before)[-1]) or _NEARLY.search(said)
        names = _given(reading) if found is not None else []
        if found is not None and names and (law or _is_value(reading)):
            word = next(filter(None, found.groups()))  # no letter of it is read until it is declared anew
            yield Bar(names, f"the text says {word}, which is not read", readings[k].span)


def _given(reading: Reading) -> list[Name]:
    """The letters left of ∼ or of =."""
    texts = [token.text for token in reading.tokens]
    cut = next((k for k, text in enumerate(texts) if text in ("\\sim", "=", ":=")), 0)
    return membership.names(reading.tokens[:cut]) if 0 < cut <= 8 else []


def _is_value(reading: Reading) -> bool:
    return any(token.text in ("=", ":=") for token in reading.tokens)
