"""A name for the solution, where what stands last is set to zero: \\hat w = … solves the equation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.operations.notation import zero
from derivations.reading import values
from derivations.reading.elaborate import Elaborator
from derivations.reading.entries import base_name
from derivations.reading.links import Attempt, Link
from derivations.reading.names import index_terms
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.state import State
from derivations.reading.rows import span_of
from derivations.reading.scope import Hypothesis, Known, base_of
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Node, Scripts
from derivations.reading.values import IllTyped, Value

_ZERO = re.compile(
    r"\b(?:(?:set|put|equat)\w* [^.;]*\b(?:zero|0)\b|vanish|stationary point"
    r"|at (?:the|any|a) (?:solution|optimum|minimum|maximum|minimi[sz]er|maximi[sz]er))"
)
_SLOPE = re.compile(r"\\nabla|\\partial|'|\\prime|^\\d?frac\{d")


def solves(state: State, link: Link, name: str, value: Value, cue: str) -> bool:
    """Make a link the claim that a value solves what is set to zero. False where nothing is."""
    letter = _sought(state, name, cue)
    return letter is not None and _claimed(state, link, letter, Value(value.span, letter.shape, letter.symbol), value)


def solves_for_entry(state: State, link: Link, cue: str) -> bool:
    """The same for each entry of a column: \\hat\\mu_k = … where the derivative by \\mu_k is set to zero."""
    left, right = link.left_node, link.right_node
    letter = _sought(state, base_name(left), cue) if left is not None else None
    terms = index_terms(left.sub) if isinstance(left, Scripts) else None
    if letter is None or terms is None or right is None:
        return False
    reader = Elaborator(state.scope)
    with suppress(IllTyped, Unread):
        whole = Value(right.span, letter.shape, letter.symbol)
        return _claimed(state, link, letter, reader.entry_of(whole, terms, right.span), reader.value(right))
    return False


def _sought(state: State, name: str, cue: str) -> Known | None:
    """The letter for which what stands last is solved, by a name such as \\hat w."""
    letter = state.scope.find(base_of(name))
    if letter is None or not _ZERO.search(cue) or not _is_slope(state) or letter.name in state.scope.defined:
        return None
    return letter


def _is_slope(state: State) -> bool:
    """Whether what stands last is the value of a derivative: the head of its chain is one."""
    head = _head(state)
    return head is not None and bool(_SLOPE.search(head.left))


def _head(state: State) -> Link | None:
    """The link with which the chain begins that ends in what stands last."""
    made = state.links[:-1]
    if not made or not state.last or made[-1].right != span_of(state.last).text.strip():
        return None
    head = made[-1]
    for link in reversed(made[:-1]):
        head = link if link.right == head.left else head
    return head


def _claimed(state: State, link: Link, letter: Known, where: Value, value: Value) -> bool:
    head = _head(state)
    last = _vanishing(state, letter, state.last, span_of(state.last))
    first = _vanishing(state, letter, head.left_node, head.span) if head is not None and head.left_node else None
    try:
        values.same_shape(state.scope.trail, where, value, "a solution")
    except IllTyped:
        return False
    if last is None:
        return False

    def build() -> Apply:
        return logic.EQUAL(where.build(), value.build())

    link.role, link.otherwise = "claim", "refuted"
    link.attempts = [Attempt("derived", build, (given,)) for given in (last, first) if given is not None]
    return True  # with the derivative itself too: its value may be wrong, and the solution be right


def _vanishing(state: State, letter: Known, side: Node | Sequence[Token], span: Span) -> Hypothesis | None:
    """That a value is zero, when it speaks of a letter."""
    reader, mark = Elaborator(state.scope), state.scope.trail.mark()
    try:
        value = reader.value(side if isinstance(side, Node) else parsed(side))
    except (Unread, IllTyped):
        state.scope.trail.undo(mark)
        return None
    if letter.name not in reader.used:
        return None

    def build() -> Apply:
        made = value.build()
        return logic.EQUAL(made, zero(*made.shape))

    return Hypothesis(build, frozenset(reader.used), f"{span.text} is zero", span, solving=True)
