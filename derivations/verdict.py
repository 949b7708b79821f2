"""The five verdict words and how the verdicts of steps combine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Word = Literal["proved", "checked", "refuted", "open", "unread"]
WORDS: tuple[Word, ...] = ("proved", "checked", "refuted", "open", "unread")
_FROM_WORST: tuple[Word, ...] = ("refuted", "unread", "open", "checked", "proved")


def weakest(words: Iterable[Word]) -> Word:
    """What a whole is, from its parts: refuted if any is, else the least certain of them."""
    return min(words, key=_FROM_WORST.index, default="proved")
