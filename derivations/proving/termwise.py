"""Comparisons of sums, term by term: Σ aᵢ ≤ Σ bᵢ from aᵢ ≤ bᵢ at every place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from derivations.kernel.check import Line
from derivations.kernel.expression import ONE, Apply, Expression, Index
from derivations.operations.algebra import ADD, ENTRY, PRODUCT, QUOTIENT, SCALAR, SCALE, SIZE, SUM
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import INNER, SQUARED_NORM
from derivations.operations.notation import (
    at_most,
    chained,
    forall,
    lift,
    minus,
    negative,
    over,
    plus,
    times,
    transpose,
)
from derivations.proving.lines import Earn, by
from derivations.trees import renamed, walk

Part = tuple[Index | None, Expression]  # what is added up over an index, or at once
EQUATIONS = 2  # between sums, that are added to a difference of sums
PLACE = "z"  # names the index of a sum while it is joined with others; a ∀ gets a name of its own


def by_terms(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[list[Line]]:
    """Lines that say of the sums in b − a that they are not negative: together, one by one, with equal sums added."""
    difference = minus(*goal.arguments[::-1])
    taken = {item.name for part in walk(goal) for item in getattr(part, "data", ()) if isinstance(item, Index)}
    if PLACE not in taken:
        yield _together(difference, earn)
        yield [line for part in _parts(difference) if part[0] for line in _together(_alone(*part), earn)]
        for offset in _offsets(facts):
            yield _together(plus(difference, offset), earn)


def _offsets(facts: tuple[Apply, ...]) -> Iterator[Expression]:
    """Differences of the sides of equations of sums, which are 0: of two equations with opposite signs, then of one."""
    sides = [fact.arguments for fact in facts if fact.operation is EQUAL and fact.arguments[0].shape == SCALAR]
    apart = [minus(*pair) for pair in sides if any(index for side in pair for index, _ in _parts(side))][:EQUATIONS]
    signed = [[one, negative(one)] for one in apart]
    yield from (plus(first[k], second[1 - k]) for first, second in combinations(signed, 2) for k in (0, 1))
    yield from (value for pair in signed for value in pair)


def _alone(index: Index | None, body: Expression) -> Expression:
    return SUM(body, data=(index,))


def _together(value: Expression, earn: Earn) -> list[Line]:
    """For each range, that the sums over it are together not negative, where that holds term by term."""
    parts = list(_parts(value))
    lines: list[Line] = []
    for size in dict.fromkeys(index.size for index, _ in parts if index):
        own = [renamed(body, {index: Index(PLACE, size)}) for index, body in parts if index and index.size == size]
        statement = forall(Index(PLACE, size), at_most(0, plus(*own)))
        earned = earn(statement)
        lines += [] if earned is None else [*earned, by("sum of inequalities", statement)]
    return lines


def _parts(value: Expression, factor: Expression | None = None) -> Iterator[Part]:
    """The terms of a sum, each multiplied by a factor, and what they run over."""
    factor = lift(1) if factor is None else factor
    arguments = value.arguments if isinstance(value, Apply) else ()
    name = value.operation if isinstance(value, Apply) else None
    if name is ADD:
        for argument in arguments:
            yield from _parts(argument, factor)
    elif name is SCALE:
        yield from _parts(arguments[1], times(factor, arguments[0]))
    elif name is QUOTIENT:
        yield from _parts(arguments[0], over(factor, arguments[1]))
    elif isinstance(value, Apply) and name is SUM and len(value.data) == 1:
        yield value.data[0], times(factor, arguments[0])
    elif isinstance(value, Apply) and name is SIZE:
        yield Index(PLACE, value.data[0]), factor
    else:
        yield from _of_product(value, factor)


def _of_product(value: Expression, factor: Expression) -> Iterator[Part]:
    """u'v and ‖v‖² as sums over entries; anything else as it is."""
    arguments = value.arguments if isinstance(value, Apply) else ()
    name = value.operation if isinstance(value, Apply) else None
    pair = arguments * 2 if name is SQUARED_NORM else arguments if name is INNER else ()
    if name is PRODUCT:
        pair = transpose(chained(arguments[:-1])), arguments[-1]
    if len(pair) == 2 and pair[1].shape[1] == ONE != pair[1].shape[0]:
        place = Index(PLACE, pair[1].shape[0])
        entries = (ENTRY(side, data=(place, None)) for side in pair)
        yield place, times(factor, chained(tuple(entries)))
    elif value.shape == SCALAR:
        yield None, times(factor, value)
