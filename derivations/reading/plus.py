"""w^+ for the next value of w: a name where a document gives it a value, else a pseudo-inverse or a positive part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from derivations.reading.events import Claimed, Event
from derivations.reading.rows import Chain
from derivations.reading.source import Token

_EQUALS = ("=", ":=", "\\leftarrow", "\\gets", "\\triangleq")
_STYLE = frozenset({"{", "}", "\\mathbf", "\\bm", "\\boldsymbol", "\\vec", "\\mathrm"})  # fonts of a letter


def named(events: Iterable[Event]) -> None:
    """Make a superscript + part of a letter's name in the statements of events, where one gives such a name a value.

    Of a capital only beside a small letter that is given so: P^+ alone is a pseudo-inverse.
    """
    statements = [event.statement for event in events if isinstance(event, Claimed)]
    given = {name for one in statements for chain in one.chains if (name := _given(chain))}
    letters = given if any(not name.isupper() for name in given) else set()
    for statement in statements if letters else ():
        statement.chains[:] = [
            replace(chain, values=tuple(_marked(value, letters) for value in chain.values))
            for chain in statement.chains
        ]


def _given(chain: Chain) -> str:
    """The letter w of a chain w^+ = …; empty for any other chain."""
    texts = [token.text for token in chain.values[0] if token.text not in _STYLE]
    alone = len(texts) == 3 and texts[1:] == ["^", "+"] and bool(chain.signs) and chain.signs[0].text in _EQUALS
    return texts[0] if alone and (texts[0].isalpha() or texts[0][:1] == "\\") else ""


def _marked(tokens: Sequence[Token], letters: set[str]) -> tuple[Token, ...]:
    """The tokens with the + of w^+ and w^{+} as a word, which belongs to the name."""
    found: list[Token] = []
    for token in tokens:
        before = [one.text for one in found[-8:]]
        before = before[:-1] if before[-1:] == ["{"] else before
        base = [text for text in before[:-1] if text not in _STYLE][-1:] if before[-1:] == ["^"] else []
        named_ = token.text == "+" and bool(base) and base[0] in letters
        found.append(Token("\\text", token.span, "+") if named_ else token)
    return tuple(found)
