"""Suppositions that cannot hold together, such as b = 0 and b ≠ 0: the later one ends the earlier one."""

from __future__ import annotations

import re
from fractions import Fraction

from derivations.reading import signs
from derivations.reading.playing.renewing import close, lapse, said_of
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis
from derivations.reading.source import Span
from derivations.reading.syntax import Num

_BARE = re.compile(
    r"\s*(?P<name>\\?[A-Za-z]+(?:_\w)?)\s*(?P<sign>\\[a-z]+|[<>=≠≤≥]|:=)\s*(?P<number>-?\d+(?:\.\d+)?)\s*"
)
Bound = tuple[str, Fraction]


def suppose_anew(state: State, span: Span) -> None:
    """End what a new condition on a letter contradicts."""
    found, now = _BARE.fullmatch(span.text), _bound(span.text)
    if found is not None and now is not None:
        contradict(state, found["name"].lstrip("\\"), now, span)


def contradict(state: State, name: str, now: Bound, span: Span) -> None:
    """End the conditions on a letter, and its value, that cannot hold beside a bound."""
    lapse(state, _against(state, name, now, span))
    made = state.scope.defined.get(name)
    value = made.body.value if made is not None and isinstance(made.body, Num) else None
    if value is not None and not _meets(Fraction(value), now):
        state.cases.setdefault(name, "case")
        close(state, name=name)


def _against(state: State, name: str, now: Bound, span: Span) -> list[Hypothesis]:
    """What was supposed of a letter before, and cannot hold beside what is supposed now."""
    earlier = (h for h in said_of(state, name) if h.span is not None and h.span.end <= span.start)
    return [h for h in earlier if (then := _bound(h.words)) is not None and not _together(now, then)]


def suspend(state: State, name: str, span: Span) -> None:
    """Set aside the conditions that a letter does not meet in a case, until that case is over."""
    now = _bound(span.text)
    found = _against(state, name, now, span) if now is not None else []
    apart = [h for h in found if h in state.scope.hypotheses]
    state.suspended[name] = [*state.suspended.get(name, ()), *apart]
    state.scope.hypotheses = [h for h in state.scope.hypotheses if h not in apart]
    state.scope.lapsed += [h for h in apart if h not in state.scope.lapsed]


def _bound(text: str) -> Bound | None:
    """The sign and the number of a condition on one letter."""
    found = _BARE.fullmatch(text)
    meaning = signs.RELATIONS.get(found["sign"]) if found else None
    return (meaning, Fraction(found["number"])) if found and meaning else None


def _together(first: Bound, second: Bound) -> bool:
    """Whether a number meets both."""
    low, high = sorted((first[1], second[1]))
    tries = (low - 1, low, (low + high) / 2, high, high + 1)
    return any(_meets(value, first) and _meets(value, second) for value in tries)


def _meets(value: Fraction, bound: Bound) -> bool:
    sign, number = bound
    match sign:
        case "=" | ":=":
            return value == number
        case "≠":
            return value != number
        case "<" | "≺":
            return value < number
        case "≤" | "≼":
            return value <= number
        case ">" | "≻":
            return value > number
        case "≥" | "≽":
            return value >= number
    return True
