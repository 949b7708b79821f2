"""Indicators that lost their condition: beside 𝟙(z > 0), 𝟙(z) is given numbers where a condition belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivations.reading import signs
from derivations.reading.rows import span_of
from derivations.reading.source import Token
from derivations.reading.values import IllTyped

_FONTS = frozenset({"\\mathbb", "\\mathbf", "\\bm", "\\boldsymbol", "\\mathds"})
_CLOSING = {"(": ")", "\\{": "\\}", "[": "]"}


def refuse_bare(sides: Sequence[Sequence[Token]]) -> None:
    """Nothing where every indicator of an equation has its condition. IllTyped where one lost it that another has."""
    found = [inside for side in sides for inside in _arguments(side)]
    conditions = [one for one in found if _relation(one) is not None]
    for bare in (one for one in found if _relation(one) is None):
        for one in conditions:
            place = _relation(one) or 0
            if _texts(one[:place]) == _texts(bare):
                given, wanted = span_of(bare).text.strip(), span_of(one[place:]).text.strip()
                raise IllTyped(
                    f"an indicator asks for a condition, and this one is given {given}: {wanted} is missing",
                    span_of(bare),
                )


def _arguments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """What stands in brackets behind every 𝟙."""
    for k, token in enumerate(tokens):
        texts = [one.text for one in tokens[k + 1 : k + 5]]
        if token.text in _FONTS and texts[:3] == ["{", "1", "}"] and texts[3:] and texts[3] in _CLOSING:
            yield _inside(tokens[k + 4 :])


def _inside(tokens: Sequence[Token]) -> list[Token]:
    opening, closing, level = tokens[0].text, _CLOSING[tokens[0].text], 0
    for k, token in enumerate(tokens):
        level += (token.text == opening) - (token.text == closing)
        if level == 0:
            return list(tokens[1:k])
    return list(tokens[1:])


def _relation(tokens: Sequence[Token]) -> int | None:
    """Where a condition's sign stands."""
    return next((k for k, token in enumerate(tokens) if k and token.text in signs.RELATIONS), None)


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]
