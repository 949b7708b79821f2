"""Titles that say what the functions below them are: Convexity, Convex functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from derivations.reading.abstract.names import FUNCTIONS
from derivations.reading.events import Name, Shaped
from derivations.reading.rows import Statement
from derivations.reading.source import Span

_TITLE = re.compile(r"[\W\d]*(?P<words>[A-Z][\w-]*(?:\s+[\w-]+){0,5})[\W]*")
_CONVEX = re.compile(r"(?:properties of )?(?:convexity(?: of (?:a )?functions?)?|convex functions?)", re.IGNORECASE)
_KIND = re.compile(r"con(?:cav|vex)|quasi|linear|affine|monoton|increas|decreas|lipschitz|smooth|any|arbitrar|general")
_ORDERS = frozenset({"\\le", "\\leq", "\\leqslant", "\\ge", "\\geq", "\\geqslant", "<", ">", "\\succeq", "\\succ"})


def topic(words: str) -> str | None:
    """What a title says of functions, as convex; empty for another title, and None for what is none."""
    title = _TITLE.fullmatch(words.strip())
    if title is None or words.rstrip().endswith((":", ".", ",")):
        return None
    return "convex" if _CONVEX.fullmatch(title["words"]) else ""


def tells(words: str) -> bool:
    """Whether a sentence says of functions what kind they are, and so not what a title says."""
    return bool(_KIND.search(words))


def about(topic: str, statement: Statement, span: Span, told: Collection[str]) -> Iterator[Shaped]:
    """What an inequality below such a title is about: functions of that kind, to the end of its paragraph.

    Of those that are `told` words say what they are.
    """
    if topic and any(sign.text in _ORDERS for chain in statement.chains for sign in chain.signs):
        values = [value for chain in statement.chains for value in chain.values]
        called = [one.text.lstrip("\\") for value in values for one, two in pairwise(value) if two.text == "("]
        for name in dict.fromkeys(called):
            if name in FUNCTIONS and name not in told:
                yield Shaped(Name(name), topic, span, passing=True)
