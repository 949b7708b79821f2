"""Conventions that a sentence sets: the layout of derivatives, a name for what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Call, Event, Layout
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked

_PREDICATE = re.compile(
    r"\b(?:is|are|as|be|into|in|gives|yields|means)\s+(?:an?\s+|the\s+)?(?:\\emph\{|\\textbf\{|\*+|_)?(row|column|numerator|denominator)\b"
    r"|\b(?:gradients?|derivatives?|partials?|jacobians?)\s+(?:\w+\s+){0,3}?(?:as|are|be)\s+(row|column)s\b"
)
_NAMED_LAYOUT = re.compile(r"\b(numerator|denominator|row|column)[- ](?:layout|convention)")
_SAME_SHAPE = re.compile(
    rf"(?:{MARK}|\b(?:gradients?|derivatives?)\b[^.;:]{{0,80}}?)\s+(?:always\s+)?"
    r"(?:has|have|is of|takes?|of)\s+the same "
    r"(?:shape|size|dimensions?) as\b"
)
_ABOUT_LAYOUT = re.compile(r"\b(derivatives?|partials?|layout|jacobians?|differentiat\w+|convention|gradients?)\b")
_SIDE = r"(?P<side>(?:left|right)(?:[- ]hand)?[- ]side)"
_CALLED = re.compile(
    rf"(?:^\W*(?:(?:let us|we|and)\s+)?|\band\s+)(?:call|denote|write|name|abbreviate)\s+it\s*"
    rf"(?:by|as|for)?\s+(?P<it>{MARK})"
    rf"|\b(?:call|denote|write|name|abbreviate)\s+(?:this|that|the (?:last |whole )?(?:{_SIDE}|sum|expression"
    rf"|quantity|function|objective|loss|cost|likelihood|term|result))(?:\s+\w+)?\s*(?:by|as|for)?\s+(?P<name>{MARK})"
    rf"|^\W*(?:which|that|this)\s+(?:is|we)\s+(?:denote|denoted|call|called)\s*(?:by|as)?\s+(?P<other>{MARK})"
)


def layout(said: str) -> Iterator[Event]:
    """How derivatives are laid out, when the sentence says so."""
    if _SAME_SHAPE.search(said):
        yield Layout("column", None, stated=False, jacobians=False, shaped=True)
        return
    named = _NAMED_LAYOUT.search(said)
    found = named or (_PREDICATE.search(said) if _ABOUT_LAYOUT.search(said) else None)
    if found and "not" not in said[: found.start()].split():
        word = found[found.lastindex or 0]
        yield Layout("row" if word in ("row", "numerator") else "column", None, stated=False, jacobians=bool(named))


def called(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Call this J(w); denote the right side by ℓ(θ)."""
    found = _CALLED.search(said)
    if found:
        reading = marked(found["name"] or found["it"] or found["other"], readings)
        left = bool(found["side"]) and found["side"].startswith("left")
        if not reading.statements:
            yield Call(tuple(reading.tokens), "left" if left else "right", reading.span)
