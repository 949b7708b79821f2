"""Letters that no formula gives and that words tie to others: in a mean or a derivative these are no constants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivations.reading.source import Span, Unread

if TYPE_CHECKING:
    from derivations.reading.scope import Scope

ANYTHING = "*"  # that it may be computed from what is not said
SOMETHING = "?"  # that words which are not understood say more of it


@dataclass(frozen=True)
class Lean:
    """What a letter may depend on, by which word, and where that stands."""

    on: frozenset[str]
    word: str
    line: int
    formula: bool = False  # by an equation that defines nothing, which says so from there on only


def refuse_random(scope: Scope, body: Iterable[str], random: frozenset[str], span: Span) -> None:
    """A mean in which a letter that is not random may depend on one that is. Unread."""
    for name in sorted(set(body) - scope.defined.keys()):
        others = random - {name}
        found = _tie(scope, name, others, either=True, line=_line(span))
        if found is not None:
            other, lean = found
            raise Unread(_reason(name, f"{other}, which is random," if other else "what is random", lean), span)


def refuse_moving(scope: Scope, body: Iterable[str], by: str, span: Span) -> None:
    """A derivative in which a letter may depend on the one that it is taken by. Unread."""
    for name in sorted(set(body) - {by} - scope.defined.keys()):
        found = _tie(scope, name, frozenset({by}), either=False, line=_line(span))
        if found is not None:
            raise Unread(_reason(name, by, found[1]), span)


def _line(span: Span) -> int:
    return span.source.position(span.start)[0]


def _reason(name: str, other: str, lean: Lean) -> str:
    return f"{name} may depend on {other} as `{lean.word}` at line {lean.line} says: give it by a formula"


def _tie(scope: Scope, name: str, others: frozenset[str], *, either: bool, line: int) -> tuple[str, Lean] | None:
    """The first of some letters on which one may depend, or by `either` be tied to, and the words that say so."""
    seen, open_ = {name}, [name]
    while open_:
        first = open_ == [name]
        for lean in _leans(scope, open_.pop(), either=either):
            if lean.formula and (either or lean.line > line):
                continue
            hit = next((other for other in sorted(others) if any(_same(other, on) for on in lean.on)), None)
            if hit is not None:
                return hit, lean
            if ANYTHING in lean.on and others and (either or _moves(name, lean, others)):
                return "", lean
            if SOMETHING in lean.on and either and others and first and lean.line <= line:
                return "", lean
            new = {x for on in lean.on for x in (on, *_uses(scope, on))} - seen
            seen |= new
            open_ += sorted(new)
    return None


def _moves(name: str, lean: Lean, others: frozenset[str]) -> bool:
    """Whether what words say how to compute moves with another letter: an estimate of w does not with w itself."""
    from derivations.reading.scope import base_of

    trained = lean.word.startswith(("train", "learn"))
    return not trained and any(base_of(name) != base_of(other) for other in others)


def _leans(scope: Scope, name: str, *, either: bool) -> list[Lean]:
    found = [lean for own, leans in scope.leans.items() if _same(own, name) for lean in leans]
    for own, leans in scope.leans.items() if either else ():
        found += [Lean(frozenset({own}), x.word, x.line) for x in leans if any(_same(on, name) for on in x.on)]
    return found


def _uses(scope: Scope, name: str) -> frozenset[str]:
    made = scope.defined.get(name)
    return made.uses if made is not None else frozenset()


def _same(one: str, other: str) -> bool:
    """Whether names are of one letter, a member and its family counted as one."""
    return one == other or ("_" in one + other and one.split("_")[0] == other.split("_")[0])
