"""Sizes as they are written: n, 3, d + n, and several of them below a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.reading.sizes import Dim
from derivations.reading.source import Token, Unread

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


def sizes(reader: Elaborator, sub: tuple[Token, ...]) -> list[Dim]:
    """The sizes in a subscript such as n, n \\times d, d+1."""
    found: list[Dim] = []
    piece: list[Token] = []
    for token in [*sub, None]:
        if token is None or token.text in ("\\times", ","):
            found.append(size(piece))
            piece = []
        elif token.text not in "{}()":
            piece.append(token)
    return found


def size(tokens: Sequence[Token]) -> Dim:
    """A size such as n, 3 or d + n. Unread for anything else."""
    total = Dim({})
    text = "".join(token.text for token in tokens).replace("\\ell", "ell")
    for part in text.split("+"):
        digits = len(part) - len(part.lstrip("0123456789"))
        count, name = int(part[:digits] or 1), part[digits:]
        if not part or len(part) > 12 or (name and not name.replace("_", "").isalnum()):
            raise Unread(f"{text or 'nothing'} is no size", tokens[0].span if tokens else None)
        total = total + Dim({(name,) if name else (): count})
    return total
