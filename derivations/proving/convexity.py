"""What the convexity of a function gives at the points that a statement speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations

from derivations.kernel.check import Line, agree
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol
from derivations.operations.algebra import SCALAR
from derivations.operations.functions import FUNCTION
from derivations.operations.logic import EQUAL
from derivations.operations.notation import plus, times
from derivations.operations.optima import CONVEX, letters, objective
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving.lines import by
from derivations.trees import walk

POINTS = 4  # at which a function is looked at


def inequalities(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """The first-order condition and the convex inequality at the arguments that occur in the goal."""
    for fact, points, scalars in _functions(facts, goal):
        for here, there in permutations(points, 2):
            with suppress(ShapeError):
                yield by("first-order condition of convexity", fact, here, there)
            for share in scalars:
                middle = plus(times(share, here), times(1 - share, there))
                if any(agree(middle, point) for point in points):
                    with suppress(ShapeError):
                        yield by("convex inequality", fact, here, there, share)


def _functions(facts: tuple[Apply, ...], goal: Apply) -> Iterator[tuple[Apply, list[Expression], list[Expression]]]:
    """Convex functions by name, with the points and the scalar letters in the goal."""
    for fact in facts:
        value = objective(fact) if fact.operation is CONVEX else None
        if isinstance(value, Apply) and value.operation is FUNCTION and value.arguments == letters(fact):
            nodes = (part for part in walk(goal) if isinstance(part, Apply) and part.operation is FUNCTION)
            points = dict.fromkeys(node.arguments[0] for node in nodes if node.data[: len(value.data)] == value.data)
            everything = dict.fromkeys(walk(goal))
            letters_of = [x for x in everything if isinstance(x, Symbol) and x.shape == SCALAR]
            yield fact, list(points)[:POINTS], list[Expression](letters_of)[:POINTS]


def semidefinite(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """That the Hessian of a convex function is semidefinite, at a letter."""
    (value,) = goal.arguments
    for fact, points, _ in _functions(facts, goal):
        for point in points:
            if isinstance(point, Symbol) and goal.operation is POSITIVE_SEMIDEFINITE:
                with suppress(ShapeError):
                    line = by("convex functions have semidefinite Hessians", fact, point)
                    (hessian,) = line.proposition.arguments
                    if agree(hessian, value):
                        same = Line(EQUAL(value, hessian), "equality")
                        return [line, same, by("equal to positive semidefinite", value, hessian)]
    return None
