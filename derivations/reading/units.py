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


_LABEL = re.compile(
    rf"[\s>]*#*\s*(?:\*\*|__|\\textbf\{{)?\s*(?:\\begin\{{)?(?:(?P<named>{_NAMED}|thm|lem|prop|cor)\b|\([a-z\d]{{1,3}}\)|[a-z]\))",
    re.IGNORECASE,
)
_LISTED = re.compile(  # an item of a list, and no row of a display that begins with a sign
    r"^[ \t>]*(?:\d+[.)]|[*•]|\([a-z\d]{1,3}\)|-(?=[ \t]+[A-Z][a-z]+[ ,]))[ \t]|\\item(?![A-Za-z])", re.MULTILINE
)


def in_items(text: str, start: int, end: int) -> str:
    """The rest of an item of a list, where two places stand in two of them; empty where they do not."""
    begin = max(
        (text.rfind(mark, 0, start) for mark in ("\n#", "\\section", "\\begin{enumerate}", "\\begin{itemize}")),
        default=0,
    )
    following = _LISTED.search(text, start, end + 1)
    return text[start : following.start()] if following and _LISTED.search(text, max(begin, 0), start) else ""


def in_siblings(text: str, start: int, end: int) -> bool:
    """Whether two places stand in two lemmas, exercises or parts with labels of one kind: Lemma 1 and Lemma 2."""
    places, kinds = _beginnings(text)
    first, last = bisect_left(places, start + 1), bisect_left(places, end)
    units = [k for k in range(last) if kinds[k] == "unit"]
    before = [found for k in units if k < first and (found := _label(text, places[k]))][-1:]
    between = [found for k in units if k >= first and (found := _label(text, places[k]))]
    return bool(before) and before[0] in between


def _label(text: str, place: int) -> str:
    """The kind of a label that a unit begins with; empty where it has none."""
    found = _LABEL.match(text, place)
    return ((found["named"] or "part").lower() if found else "") if text[place : place + 1].strip() else ""
