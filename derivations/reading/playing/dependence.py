"""Which random letters are independent, which only uncorrelated, as the text says."""

from __future__ import annotations

from itertools import combinations

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.operations.notation import times
from derivations.operations.probability import expectation
from derivations.reading import events as said
from derivations.reading import moments
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.leaning import Lean
from derivations.reading.links import Link
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis, Independence, Known, base_of
from derivations.reading.source import Span


def independent(state: State, event: said.Independent) -> None:
    """Letters that are said to be independent; uncorrelated ones are so in their second moments alone."""
    sets = tuple(frozenset(name.name for name in names) for names in event.sets)
    if event.unsure or any(a & b for a, b in combinations(sets, 2)):
        return
    if not event.uncorrelated:
        state.scope.independent.append(Independence(sets, event.passing, event.span))
        return
    for names, others in combinations(event.sets, 2):
        for first in names:
            for second in others:
                state._suppose(
                    _uncorrelated(state, _letter(state, first, event.span), _letter(state, second, event.span), event),
                    event.passing,
                )


def depends(state: State, event: said.Depends) -> None:
    """Letters that words tie to others."""
    line, _ = event.span.source.position(event.span.start)
    lean = Lean(event.on, event.word, line)
    for name in event.names:
        letter = f"{name.name}_{name.index}" if name.index else name.name
        own = Lean(lean.on - {name.name}, lean.word, line)
        if own.on:
            state.scope.leans[letter] = (*state.scope.leans.get(letter, ()), own)


def tied(state: State, link: Link) -> None:
    """An equation that nothing gives makes its left side no constant: it moves with the letters on the right.

    One with noise in it is a model: the data on its left stay where they are, whatever the parameters are.
    """
    name = name_of(link.left_node) if link.left_node is not None else None
    if link.otherwise != "taken" or name is None or name.index or name.name in state.scope.defined:
        return
    line, _ = link.span.source.position(link.span.start)
    on = link.used - {name.name}
    noise = {letter for letter in on if letter in state.scope.laws or base_of(letter).endswith("epsilon")}
    if on and not noise:
        lean = Lean(on, link.span.text.strip()[:40], line, formula=True)
        state.scope.leans[name.name] = (*state.scope.leans.get(name.name, ()), lean)


def _letter(state: State, name: said.Name, span: Span) -> Known:
    known = state.scope.find(name.name)
    return known or state.scope.conventional(name.name, state.scope.guess(name.name, bold=name.bold), span)


def _uncorrelated(state: State, first: Known, second: Known, event: said.Independent) -> Hypothesis:
    """E[xy'] = E[x]E[y]'."""
    chosen = moments.laws_of_body(Elaborator(state.scope), event.span)

    def build() -> Apply:
        x, y = first.symbol(), second.symbol()
        both = times(x, y.T)
        apart = times(expectation(x, *chosen(x)), expectation(y, *chosen(y)).T)
        return logic.EQUAL(expectation(both, *chosen(both)), apart)

    words = f"{first.name} and {second.name} are uncorrelated"
    return Hypothesis(build, frozenset({first.name, second.name}), words, event.span)
