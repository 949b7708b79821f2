"""Marks: in the words of a sentence, a private character stands for each of its formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

FIRST = 0xE000  # the mark of the first formula
MOST = 6000  # formulas in one sentence
MARK = "[\ue000-\uf8ff]"  # of any formula
MARKS = rf"{MARK}(?:\s*(?:,\s*and|,|and)\s*{MARK})*"  # of a list of formulas
_Read = TypeVar("_Read")


def mark_of(number: int) -> str:
    """The mark of a formula, counted from 0."""
    return chr(FIRST + number)


def marked(mark: str, readings: Sequence[_Read]) -> _Read:
    """The formula, as it was read, for which a mark stands."""
    return readings[ord(mark) - FIRST]
