"""What the convexity of a function gives at the points that a statement speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations

from derivations.kernel.check import Line, Use, agree
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol, substitute
from derivations.operations.algebra import SCALAR
from derivations.operations.calculus import GRADIENT
from derivations.operations.functions import FUNCTION
from derivations.operations.logic import AT_MOST, EQUAL, FORALL, LESS
from derivations.operations.matrices import INNER
from derivations.operations.notation import identity, plus, times
from derivations.operations.optima import CONVEX, letters, objective
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving.lines import by
from derivations.proving.readable import readable
from derivations.trees import walk

POINTS = 4  # at which a function is looked at


def inequalities(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """The first-order condition and the convex inequality at the arguments that occur in the goal."""
    for fact, points, scalars in _functions(facts, goal):
        for here, there in permutations(points, 2):
            with suppress(ShapeError):
                yield by("first-order condition of convexity", fact, here, there)
            for share in scalars if _is_bare(fact) else ():
                middle = plus(times(share, here), times(1 - share, there))
                if any(agree(middle, point) for point in points):
                    with suppress(ShapeError):
                        yield by("convex inequality", fact, here, there, share)


def squares(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """That ‖∇f(x) + μ(y − x)‖² is not negative, which completes the square in what strong convexity bounds."""
    for fact, points, _ in _functions(facts, goal):
        f, (letter,) = _function_in(fact), letters(fact)
        if f is None or objective(fact) is f or letter.shape == SCALAR:
            continue
        rest = readable(GRADIENT(objective(fact) - f, letter))
        if rest is None:
            continue
        for here, there in permutations(points, 2):
            slope = substitute(FUNCTION(letter, data=(*f.data, 0)), {letter: here})
            change = substitute(rest, {letter: there}) - substitute(rest, {letter: here})
            yield by("semidefinite form is nonnegative", identity(letter.shape[0]), slope - change)


def instances(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """What is supposed of a function at all points, such as f(y) ≤ f(x) + …, at those in the goal."""
    calls = [part for part in walk(goal) if isinstance(part, Apply) and part.operation is FUNCTION]
    for fact in facts:
        body = fact.arguments[0] if fact.operation is FORALL else None
        over = [letter for letter in fact.data if isinstance(letter, Symbol)] if body is not None else []
        if not isinstance(body, Apply) or body.operation not in (LESS, AT_MOST) or not 0 < len(over) <= 2:
            continue
        named = {part.data[0] for part in walk(body) if isinstance(part, Apply) and part.operation is FUNCTION}
        points = dict.fromkeys(call.arguments[0] for call in calls if call.data[0] in named)
        for values in permutations(list(points)[:POINTS], len(over)):
            with suppress(ShapeError):
                at = substitute(body, dict(zip(over, values, strict=True)))
                if isinstance(at, Apply):
                    yield Line(at, "instance", arguments=values, node=fact)


def stationary(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """That ∇f(x*)'(y − x*) is 0 where a fact says that the gradient vanishes."""
    for fact, points, _ in _functions(facts, goal):
        f = _function_in(fact)
        for equation in facts if f is not None else ():
            slope = equation.arguments[0] if equation.operation is EQUAL else None
            if isinstance(slope, Apply) and slope.operation is FUNCTION and f and slope.data == (*f.data, 0):
                hole, (here,) = Symbol("□", *slope.shape), slope.arguments
                for there in points if slope.shape != SCALAR else ():
                    change = there - here
                    use = Use(equation, 0, INNER(hole, change), hole)
                    zero = substitute(INNER(hole, change), {hole: equation.arguments[1]})
                    yield Line(EQUAL(INNER(slope, change), zero), "equality", (use,))


def _function_in(fact: Apply) -> Apply | None:
    """The one function of which a fact says that it is convex, perhaps with a term that is none."""
    if fact.operation is not CONVEX:
        return None
    found = {part for part in walk(objective(fact)) if isinstance(part, Apply) and part.operation is FUNCTION}
    only = found.pop() if len(found) == 1 else None
    return only if only is not None and only.arguments == letters(fact) and len(only.data) == 4 else None


def _functions(facts: tuple[Apply, ...], goal: Apply) -> Iterator[tuple[Apply, list[Expression], list[Expression]]]:
    """Convex functions by name, with the points and the scalar letters in the goal."""
    everything = dict.fromkeys(walk(goal))
    for fact in facts:
        value = _function_in(fact)
        if value is not None:
            nodes = (part for part in everything if isinstance(part, Apply) and part.operation is FUNCTION)
            points = dict.fromkeys(node.arguments[0] for node in nodes if node.data[:4] == value.data)
            bare = objective(fact) == value
            shape = value.arguments[0].shape
            others = [] if bare else [x for x in everything if isinstance(x, Symbol) and x.shape == shape != SCALAR]
            letters_of = [x for x in everything if isinstance(x, Symbol) and x.shape == SCALAR]
            places = list(dict.fromkeys((*points, *others)))
            yield fact, places[:POINTS], list[Expression](letters_of)[:POINTS]


def semidefinite(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """That the Hessian of a convex function is semidefinite, at a letter."""
    (value,) = goal.arguments
    for fact, points, _ in _functions(facts, goal):
        for point in points if _is_bare(fact) else ():
            if isinstance(point, Symbol) and goal.operation is POSITIVE_SEMIDEFINITE:
                with suppress(ShapeError):
                    line = by("convex functions have semidefinite Hessians", fact, point)
                    (hessian,) = line.proposition.arguments
                    if agree(hessian, value):
                        same = Line(EQUAL(value, hessian), "equality")
                        return [line, same, by("equal to positive semidefinite", value, hessian)]
    return None


def _is_bare(fact: Apply) -> bool:
    """Whether a function itself is called convex, rather than its sum with something."""
    value = objective(fact)
    return isinstance(value, Apply) and value.operation is FUNCTION
