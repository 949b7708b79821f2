"""Mathematics as tokens, macros expanded, each token with its place in the document.

Three passes: the text is cut into pieces; macros are expanded, within bounds; what is only for the eye goes.
"""

from __future__ import annotations

from collections.abc import Mapping

from derivations.reading.lexing.expansion import LONGEST, Expansion
from derivations.reading.lexing.tidying import Labelled, tidied
from derivations.reading.source import Macro, Text, Token, Unread

DIGITS = 100  # of a number


def tokens(text: Text, macros: Mapping[str, Macro]) -> list[Token]:
    """The tokens of a piece of mathematics, its macros expanded: the document's own, then the stock.

    Unread when the piece is too long, a macro makes too much or goes too deep, or a brace that matters is not closed.
    """
    return with_labels(text, macros)[0]


def with_labels(text: Text, macros: Mapping[str, Macro]) -> tuple[list[Token], list[Labelled]]:
    """The tokens, and what has a brace below or above it, with the label of that brace."""
    if len(text.text) > LONGEST:
        raise Unread(
            f"{len(text.text)} characters in one piece of mathematics; the limit is {LONGEST}", text.span(0, 1)
        )
    found = Expansion(text, macros).tokens()
    long = next((token for token in found if len(token.text) > DIGITS and token.text[:1] in "0123456789."), None)
    if long is not None:
        raise Unread(f"a number of {len(long.text)} digits; the limit is {DIGITS}", long.span)
    return tidied(found)
