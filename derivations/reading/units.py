"""Where a text begins anew: paragraphs, items of a list, lemmas, exercises and other units with a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal

Kind = Literal["item", "unit", "paragraph"]
_NAMED = (
    r"theorem|lemma|proposition|corollary|claim|fact|definition|example|exercise|problem|question|task|case|prob|exer"
    r"|part|variant|warm-up"
)
_BEGIN = re.compile(
    r"(?P<item>^[ \t>]*(?:\d+[.)]|[-*+•])[ \t]|\\item(?![A-Za-z]))"
    rf"|(?P<unit>\\begin\{{(?:{_NAMED}|thm|lem|prop|cor)\*?\}}|^#{{1,6}}[ \t]"
    r"|\\(?:sub){0,2}(?:section|paragraph)(?![A-Za-z])"
    rf"|^[ \t>]*(?:\*\*|__|\\textbf\{{)?(?:(?:{_NAMED})\b|Q)[ \t]*[\w.]*[^\n$]{{0,60}}?[.:)*}}])"
    r"|(?P<paragraph>\n[ \t>]*\n)",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=16)
def _beginnings(text: str) -> tuple[list[int], list[Kind]]:
    found: list[tuple[int, Kind]] = [
        (m.start(), "item" if m["item"] else "unit" if m["unit"] else "paragraph") for m in _BEGIN.finditer(text)
    ]
    return [place for place, _ in found], [kind for _, kind in found]


def begins_between(text: str, start: int, end: int) -> bool:
    """Whether anything begins between two places, if only a paragraph."""
    places, _ = _beginnings(text)
    return bisect_left(places, start) < bisect_left(places, end)


def are_siblings(text: str, start: int, end: int) -> bool:
    """Whether two places stand in two items of a list, or in two lemmas or exercises."""
    places, kinds = _beginnings(text)
    first, last = bisect_left(places, start + 1), bisect_left(places, end)
    return bool((set(kinds[:first]) & set(kinds[first:last])) - {"paragraph"})
