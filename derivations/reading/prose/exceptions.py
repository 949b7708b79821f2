"""Exceptions: what stands behind unless or except is what is not supposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from derivations.reading import signs
from derivations.reading.events import Assume, Describe, Event, Name
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.formulas import Reading
from derivations.reading.rows import Statement, span_of
from derivations.reading.source import Unread
from derivations.reading.syntax import Chain
from derivations.reading.vocabulary import letters

_EXCEPT = re.compile(
    r"\b(?P<word>unless|except(?:ing)?|excluding|apart from|other than|save|but not)"
    r"(?:\s+(?:when|if|where|for|at|in case|that|possibly|in the case|that case))*\s*$"
)
_CONTRARY = {"<": "\\ge", ">": "\\le", "≤": ">", "≥": "<", "=": "\\ne", "≠": "="}


def excepted(reading: Reading) -> Iterator[Event]:
    """The contrary of what is excepted, where that is one relation; its letters stay in doubt."""
    found = _EXCEPT.search(reading.before)
    if found is None:
        return
    for statement in reading.statements:
        yield from _contrary(statement, found["word"])
        tokens = [token for chain in statement.chains for value in chain.values for token in value]
        yield Describe([Name(name) for name in sorted(letters(tokens))], found["word"], reading.span)
    reading.statements = []


def _contrary(statement: Statement, word: str) -> Iterator[Event]:
    chain = statement.chains[0] if len(statement.chains) == 1 and not statement.arrows else None
    if chain is None or len(chain.signs) != 1 or not all(chain.values):
        return
    sign = _CONTRARY.get(signs.RELATIONS[chain.signs[0].text])
    with suppress(Unread):
        values = tuple(parsed(value) for value in chain.values)
        span = span_of(chain.values[0]).to(span_of(chain.values[-1]))
        if sign is not None:
            contrary = Chain(span, values, (replace(chain.signs[0], text=sign),))
            yield Assume(contrary, span, stated=False, passing=True, excepted=word)
