"""x ⊥ y played: independence of random letters, x'y = 0 of columns."""

from __future__ import annotations

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.operations.notation import times, zero
from derivations.reading import events as said
from derivations.reading.playing.dependence import _letter, independent
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis
from derivations.reading.sizes import Clash


def perpendicular(state: State, event: said.Perpendicular) -> None:
    """What ⊥ says of two letters; of anything but columns and random letters it is not understood."""
    names = frozenset(name.name for name in event.names)
    if event.random or names & state.scope.laws.keys():
        return independent(
            state, said.Independent([[name] for name in event.names], event.span, event.passing, unsure=event.unsure)
        )
    first, second = (_letter(state, name, event.span) for name in event.names)
    if first.kind != "vector" or second.kind != "vector":
        return _not_understood(state, event)
    try:
        state.scope.trail.unify(first.shape[0], second.shape[0])
    except Clash:
        return _not_understood(state, event)

    def build() -> Apply:
        return logic.EQUAL(times(first.symbol().T, second.symbol()), zero(1))

    words = f"{first.name} ⊥ {second.name}"
    return state._suppose(Hypothesis(build, names, words, event.span), event.passing)


def _not_understood(state: State, event: said.Perpendicular) -> None:
    """A counterexample need not be perpendicular."""
    line, _ = event.span.source.position(event.span.start)
    for name in event.names:
        state.scope.described[name.name] = ("perpendicular", line)
