"""Limits: what a value tends to, and equations in a sentence that speaks of a limit: as λ → ∞ we have w = 0."""

from __future__ import annotations

import re
from functools import partial

from derivations.kernel.expression import Apply, free
from derivations.operations import limits, logic
from derivations.reading import values
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.links import Attempt, Link
from derivations.reading.playing.state import Regime, State
from derivations.reading.scope import Defined, Hypothesis, Scope, base_of
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import UNBUILT, Value

MOST_WORDS = 400  # characters of a sentence that are looked at
_LIMIT = re.compile(r"(?i)\b(?:in|taking|take|takes|consider|considering|has|have) (?:the|this|that|its) limit")
_NATURAL = ("t", "k", "n", "m", "T", "K")
_ENDED = re.compile(r"[.!?;](?:\s|$)|\n[ \t]*\n(?=\s*[^$\s\\])")


def tending(scope: Scope, used: set[str], sides: tuple[Value, Value], letter: str, place: str, span: Span) -> Attempt:
    """That the first side tends to the second. Unread when what depends on the letter is not given."""
    value, target = sides
    values.same_shape(scope.trail, value, target, "a value and its limit")
    known = scope.find(letter)
    if known is None:
        raise Unread(f"{letter} does not occur in the limit", span)
    steps = [name for name in used if name.endswith(f"_{{{letter}}}") and name not in scope.defined]
    if steps:
        raise Unread(f"the limit of {steps[0]}, which is not given in terms of {letter}, is not read", span)
    tied = next((h for h in (*scope.hypotheses, *scope.contexts) if _gives(h, letter) & used), None)
    if tied is not None:
        raise Unread(f"what depends on {letter} by `{tied.words.strip()}` is not known", span)
    at = "naturals" if letter in _NATURAL and place == "oo" else place
    return Attempt("as it stands", lambda: limits.limit(value.build(), target.build(), known.symbol(), at))


def limiting(state: State, link: Link) -> bool:
    """Read an equation also as what it says in the limit of its sentence; True when that alone is what it says.

    The letter on its left may be short for one with an accent or a script that is given in terms of what moves.
    """
    regime = state.regime
    if regime is None or link.relation != "=" or link.left_node is None or link.right_node is None:
        return False
    if link.role != "claim" or not _in_sentence(regime, link.span):
        return False
    trail, contexts = state.scope.trail, state.scope.contexts
    mark = trail.mark()
    if link.otherwise == "taken":  # nothing follows from it: it holds in the limit
        state.scope.contexts = [h for h in contexts if h is not link.solving]
    try:
        link.tends = _tends(state, link, regime)
    except UNBUILT:
        trail.undo(mark)
    if link.tends is None:
        state.scope.contexts = contexts
        return False
    link.otherwise = "refuted" if link.otherwise == "taken" else link.otherwise
    if link.otherwise != "refuted" or not _LIMIT.search(_sentence(link.span)):
        return False
    link.attempts, link.states, link.tends = [link.tends], link.tends.build, None  # the words say what an arrow says
    return True


def _sentence(span: Span) -> str:
    """The words of a sentence before a formula."""
    return _ENDED.split(span.source.text[max(0, span.start - MOST_WORDS) : span.start])[-1]


def _tends(state: State, link: Link, regime: Regime) -> Attempt | None:
    moving = regime.letter.name
    left, right = (_read(state.scope, node) for node in (link.left_node, link.right_node) if node is not None)
    twin = _twin(state.scope, link.left_node, moving) if moving not in left[1] | right[1] else None
    if twin is not None and twin.value is not None:
        left = twin.value, {twin.name, *twin.uses}
    if (moving in left[1]) == (moving in right[1]):
        return None
    first, second = (left, right) if moving in left[1] else (right, left)
    tends = tending(state.scope, left[1] | right[1], (first[0], second[0]), moving, regime.place, link.span)
    if twin is not None:
        link.attempts = [Attempt("as it stands", partial(_equal, left[0], right[0]))]
        link.used, link.tainted = link.used | left[1], ""
    return tends


def _equal(first: Value, second: Value) -> Apply:
    return logic.EQUAL(first.build(), second.build())


def _read(scope: Scope, node: Node) -> tuple[Value, set[str]]:
    reader = Elaborator(scope)
    return reader.value(node), reader.used


def _twin(scope: Scope, node: Node | None, moving: str) -> Defined | None:
    """What this part calls by the same letter with an accent or a script, in terms of what moves, if that is one."""
    name = name_of(node) if node is not None else None
    if name is None or name.name in scope.defined or base_of(name.name) != name.name:
        return None
    same = [made for made in scope.defined.values() if made.recent and base_of(made.name) == name.name]
    return same[0] if len(same) == 1 and moving in same[0].uses and not same[0].parameters else None


def _in_sentence(regime: Regime, span: Span) -> bool:
    """Whether no sentence ends between what moves and a formula."""
    source = regime.span.source
    before = source is span.source and regime.span.end <= span.start
    return before and not _ENDED.search(source.text, regime.span.end, span.start)


def _gives(hypothesis: Hypothesis, letter: str) -> set[str]:
    """The letters that only stand on the left of an equation with a letter: what it gives in terms of that."""
    if letter not in hypothesis.letters:
        return set()
    try:
        equation = hypothesis.build()
    except UNBUILT:
        return set()
    if equation.operation is not logic.EQUAL:
        return set()
    left, right = ({x.name for x in free(side)} for side in equation.arguments)
    return left - right - {letter}
