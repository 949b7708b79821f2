"""Using a fact for all letters: put in basis vectors, which is how `for all x` becomes entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import ONE, Apply, Expression, Index, Shape, Symbol, free, substitute
from derivations.operations.algebra import BASIS, ENTRY, SCALAR
from derivations.operations.logic import EQUAL, FORALL
from derivations.proving.lines import Prove
from derivations.proving.sources import Source, stated
from derivations.trees import walk

MOST_PLACES = 4  # indices in a goal that facts are used at


def by_entries(facts: tuple[Apply, ...], goal: Apply, prove: Prove) -> list[Line] | None:
    """A proof of an equation entry by entry, from facts at the places that occur in it, or None."""
    named = sorted((i for i in free(goal) if isinstance(i, Index)), key=lambda i: i.name)
    universal = any(fact.operation is FORALL for fact in facts)
    if goal.operation is not EQUAL or not (universal or 0 < len(named) < MOST_PLACES):
        return None
    left, right = goal.arguments
    places = _places(left.shape, (*facts, goal))
    lines = [*_instances(facts, places), *_of_matrices(facts, [*named, *(place for place in places if place)])]
    if not lines:
        return None
    entries = goal if left.shape == SCALAR else EQUAL(ENTRY(left, data=places), ENTRY(right, data=places))
    found = prove((*facts, *(line.proposition for line in lines)), entries)
    if found is None or left.shape == SCALAR:
        return None if found is None else lines + found
    return [Line(goal, "entries", node=entries, lines=(*lines, *found))]


def _of_matrices(facts: tuple[Apply, ...], places: Sequence[Index]) -> Iterator[Line]:
    """The entries of equations of matrices at each pair of places."""
    for source in stated(facts) if len(places) <= MOST_PLACES else ():
        if not source.transposed:
            yield from _entries(source, places)


def _entries(source: Source, places: Sequence[Index]) -> Iterator[Line]:
    """An equation of matrices at each pair of places of their sizes."""
    left, right = source.sides()
    if ONE in left.shape:
        return
    rows, columns = ([place for place in places if place.size == size] for size in left.shape)
    hole = Symbol("□", *left.shape)
    for data in product(rows, columns):
        use = Use(source.node, source.which, ENTRY(hole, data=data), hole)
        yield Line(EQUAL(ENTRY(left, data=data), ENTRY(right, data=data)), "equality", (use,))


def _places(shape: Shape, facts: tuple[Apply, ...]) -> tuple[Index | None, Index | None]:
    """Indices that no fact mentions, for the row and the column."""
    taken = {item.name for f in facts for e in walk(f) for item in getattr(e, "data", ()) if isinstance(item, Index)}
    names = iter(name for name in ("i", "j", "k", "l", "p", "q", "r", "s") if name not in taken)
    row, column = (None if size == ONE else Index(next(names), size) for size in shape)
    return row, column


def _instances(facts: tuple[Apply, ...], places: tuple[Index | None, Index | None]) -> list[Line]:
    lines = []
    for fact in facts:
        for place in places:
            values = (
                tuple(_basis(letter, place) for letter in fact.data)
                if fact.operation is FORALL and place and isinstance(fact.data[0], Symbol)
                else ()
            )
            given = [value for value in values if value is not None]
            if values and len(given) == len(values):
                body = substitute(fact.arguments[0], dict(zip(fact.data, given, strict=True)))
                if isinstance(body, Apply):
                    lines += _of_entries(body, tuple(given), fact, places)
    return lines


def _of_entries(
    body: Apply, values: tuple[Expression, ...], fact: Apply, places: tuple[Index | None, Index | None]
) -> list[Line]:
    """The instance, and its entries at the other place when it is a row or a column."""
    lines = [Line(body, "instance", arguments=values, node=fact)]
    if body.operation is EQUAL and body.arguments[0].shape != SCALAR:
        shape = body.arguments[0].shape
        for place in places:
            data = tuple(None if size == ONE else place for size in shape)
            if place and all(i is None or i.size == size for i, size in zip(data, shape, strict=True)):
                left, right = (ENTRY(side, data=data) for side in body.arguments)
                hole = Symbol("□", *shape)
                lines.append(Line(EQUAL(left, right), "equality", (Use(body, 0, ENTRY(hole, data=data), hole),)))
    return lines


def _basis(letter: Symbol, place: Index) -> Expression | None:
    """The basis vector at a place, when it is of the letter's shape."""
    if letter.shape == (place.size, ONE):
        return BASIS(data=(place, Index("1", ONE)))
    return None
