"""LaTeX mathematics as tokens, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 4000  # characters of one statement
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|[^\sA-Za-z0-9\\]")
_IGNORED = {
    "\\left",
    "\\right",
    "\\,",
    "\\;",
    "\\!",
    "\\:",
    "\\ ",
    "\\quad",
    "\\qquad",
    "&",
    "\\displaystyle",
    "\\big",
    "\\Big",
}
FONTS = {"\\mathbf", "\\bm", "\\boldsymbol", "\\mathrm", "\\mat", "\\vect"}
ACCENTS = {"\\hat", "\\tilde", "\\bar", "\\check", "\\widehat", "\\widetilde", "\\overline"}


class Unread(ValueError):
    """Text that is not understood; the message names the token or the missing fact, with its place."""


class IllTyped(ValueError):
    """A statement whose shapes cannot fit at any size; the message names the terms and their shapes."""


@dataclass(frozen=True)
class Token:
    """A piece of LaTeX and where it begins, counted from 1."""

    text: str
    column: int


def tokens(text: str) -> list[Token]:
    """The tokens of a statement; spacing and sizing commands are dropped. Unread when it is too long."""
    if len(text) > LONGEST:
        raise Unread(f"a statement of {len(text)} characters; the limit is {LONGEST}")
    found = [Token(m[0], m.start() + 1) for m in _TOKEN.finditer(text)]
    return [token for token in found if token.text not in _IGNORED]
