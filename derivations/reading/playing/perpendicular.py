"""x ⊥ y played: independence of random letters, x'y = 0 of columns."""

from __future__ import annotations

from functools import partial

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.operations.matrices import SQUARED_NORM
from derivations.operations.notation import lift, times, zero
from derivations.reading import events as said
from derivations.reading.playing.dependence import _letter, independent
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis, Known
from derivations.reading.sizes import Clash


def perpendicular(state: State, event: said.Perpendicular) -> None:
    """What ⊥ says of two letters; of anything but columns and random letters it is not understood."""
    names = frozenset(name.name for name in event.names)
    if event.random or names & state.scope.laws.keys():
        return independent(
            state, said.Independent([[name] for name in event.names], event.span, event.passing, unsure=event.unsure)
        )
    first, second = (_letter(state, name, event.span) for name in event.names)
    if event.word and {first.kind, second.kind} != {"vector"}:
        return None  # of each by itself
    if first.kind != "vector" or second.kind != "vector":
        return _not_understood(state, event)
    try:
        state.scope.trail.unify(first.shape[0], second.shape[0])
    except Clash:
        return _not_understood(state, event)

    def build() -> Apply:
        return logic.EQUAL(times(first.symbol().T, second.symbol()), zero(1))

    def unit(known: Known) -> Apply:
        return logic.EQUAL(SQUARED_NORM(known.symbol()), lift(1))

    for known in (first, second):
        if event.word and state.scope.described.get(known.name, ("", 0))[0] == event.word:
            del state.scope.described[known.name]
        if event.unit:
            words = f"{known.name} is a unit vector"
            one = Hypothesis(partial(unit, known), frozenset({known.name}), words, event.span)
            state._suppose(one, event.passing)
    words = f"{first.name} ⊥ {second.name}"
    return state._suppose(Hypothesis(build, names, words, event.span), event.passing)


def _not_understood(state: State, event: said.Perpendicular) -> None:
    """A counterexample need not be perpendicular."""
    line, _ = event.span.source.position(event.span.start)
    for name in event.names:
        state.scope.described[name.name] = ("perpendicular", line)
