"""Optima and convexity at a point of the other letters: exact for quadratics, by samples that can only deny else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations.optima import constraint, letters, objective, point, senses
from derivations.trees import walk
from numeric.arithmetic import Array, Undefined, Unsettled, array

ENTRIES = 6  # of the letters that are optimised over, for exact decisions
TRIES = 25
FEW = 3  # for functions that curve equally in all directions, which one line shows
PIECES = {"abs", "relu", "step", "cases", "indicator", "norm", "sqrt"}
MISTAKES = (Undefined, ZeroDivisionError, OverflowError, np.linalg.LinAlgError)


@dataclass(frozen=True)
class Objective:
    """A scalar function of the entries of some letters, at a point of the others."""

    context: Any
    value: Expression
    over: tuple[Symbol, ...]

    @property
    def count(self) -> int:
        """How many entries the letters have together."""
        return sum(rows * columns for rows, columns in map(self.context.shape, self.over))

    def moved(self, entries: list[Any]) -> Any:
        """The point with these entries."""
        values, left = dict(self.context.values), list(entries)
        for letter in self.over:
            rows, columns = self.context.shape(letter)
            mine, left = left[: rows * columns], left[rows * columns :]
            grid = [mine[r * columns : (r + 1) * columns] for r in range(rows)]
            values[letter] = array(grid) if self.context.arithmetic.exact else np.array(grid, dtype=float)
        return replace(self.context, values=values)

    def __call__(self, entries: list[Any]) -> Any:
        return self.moved(entries).value(self.value)[0, 0]

    def quadratic(self) -> tuple[Array, Array] | None:
        """H and g of ½x'Hx + g'x + c where the objective is that; None where it is not, or not exact."""
        n, number = self.count, self.context.arithmetic.number
        if n > ENTRIES or not self.context.arithmetic.exact or _bends(self.value):
            return None
        zero, one, half = number(0), number(1), number(1) / number(2)

        def at(*places: tuple[int, Any]) -> Any:
            x = [zero] * n
            for k, value in places:
                x[k] = x[k] + value
            return self(x)

        c = at()
        ahead, behind = [at((k, one)) for k in range(n)], [at((k, -one)) for k in range(n)]
        g = [(a - b) * half for a, b in zip(ahead, behind, strict=True)]
        h = [[self._mixed(at, ahead, behind, c, p, q) for q in range(n)] for p in range(n)]
        for trial in range(3):
            x = [number((-1) ** (trial + k) * (7 + 5 * trial + 3 * k)) / number(2 + trial) for k in range(n)]
            cross = sum((x[p] * h[p][q] * x[q] for p in range(n) for q in range(n)), zero)
            expected = c + sum((a * b for a, b in zip(g, x, strict=True)), zero) + half * cross
            if not self.context.arithmetic.is_zero(self(x) - expected):
                return None
        return array(h), array([[x] for x in g])

    @staticmethod
    def _mixed(at: Any, ahead: list[Any], behind: list[Any], c: Any, p: int, q: int) -> Any:
        one = c - c + 1
        if p == q:
            return ahead[p] + behind[p] - c - c
        return at((p, one), (q, one)) - ahead[p] - ahead[q] + c


def _bends(value: Expression) -> bool:
    """Whether a value has pieces, which may each be a quadratic."""
    return any(isinstance(part, Apply) and part.operation.name in PIECES for part in walk(value))


def is_optimum(context: Any, node: Apply) -> bool:
    """Whether the point given is an optimum; Unsettled when samples do not deny it and it is no quadratic."""
    sign = -1 if "maxi" in node.operation.name else 1
    f = Objective(context, objective(node), letters(node))
    here = [x for value in point(node).values() for x in context.value(value).flat]
    condition = constraint(node)
    there = f.moved(here)
    if condition is not None and not there.value(condition):
        return False
    best = f(here)
    strict = node.operation.name.startswith("unique")
    for other in _others(context, f, here, condition):
        try:
            gain = sign * (f(other) - best)
            apart = any(not context.arithmetic.is_zero(a - b) for a, b in zip(other, here, strict=True))
            if context.arithmetic.positive(-gain) or (strict and apart and not context.arithmetic.positive(gain)):
                return False
        except MISTAKES:
            continue
    if not context.arithmetic.exact:
        return True
    found = f.quadratic() if condition is None else None
    if found is None:
        raise Unsettled("an optimum is not settled by samples")
    h, g = (sign * part for part in found)
    gradient = h @ array([[x] for x in here]) + g
    flat = all(context.arithmetic.is_zero(x) for x in gradient.flat)
    return flat and bool(context.arithmetic.definite(h, strict=strict))


def _others(context: Any, f: Objective, here: list[Any], condition: Apply | None) -> Iterator[list[Any]]:
    """Other values of the letters: near the point, and anywhere."""
    from numeric.repair import solved

    number = context.arithmetic.number
    if context.draw is None:
        raise Undefined("nothing to draw from")
    for k in range(len(here)):
        for step in (number(1) / number(8), -number(1) / number(8)):
            other = [x + step if p == k else x for p, x in enumerate(here)]
            if condition is None or _holds(f.moved(other), condition):
                yield other
    for _ in range(TRIES):
        other = [x for letter in f.over for x in context.draw(letter).flat]
        place: Any = f.moved(other)
        if condition is not None and not _holds(place, condition):
            equations = [p for p in _conjuncts(condition) if p.operation.name == "equal"]
            if not equations or not context.arithmetic.exact:
                continue
            import random

            place = solved(place, equations, list(f.over), lambda: context.draw(Symbol("·"))[0, 0], random.Random(1))
            if place is None or not _holds(place, condition):
                continue
            other = [x for letter in f.over for x in place.values[letter].flat]
        yield other


def _holds(place: Any, condition: Apply) -> bool:
    try:
        return bool(place.value(condition))
    except MISTAKES:
        return False


def _conjuncts(p: Apply) -> list[Apply]:
    if p.operation.name == "and":
        return [part for argument in p.arguments if isinstance(argument, Apply) for part in _conjuncts(argument)]
    return [p]


def is_convex(context: Any, node: Apply) -> bool:
    """Whether a function is convex; Unsettled when samples do not deny it and it is no quadratic."""
    strict = node.operation.name.startswith("strictly")
    f = Objective(context, objective(node), letters(node))
    found = f.quadratic()
    if found is not None:
        return bool(context.arithmetic.definite(found[0], strict=strict))
    half = context.arithmetic.number(1) / context.arithmetic.number(2)
    for _ in range(FEW if context.round else TRIES):
        x, y = ([v for letter in f.over for v in context.draw(letter).flat] for _ in range(2))
        try:
            middle = f([(a + b) * half for a, b in zip(x, y, strict=True)])
            if context.arithmetic.positive(middle - (f(x) + f(y)) * half):
                return False
        except MISTAKES:
            continue
    if not context.arithmetic.exact:
        return True
    raise Unsettled("convexity is not settled by samples")


def is_local_optimum(context: Any, node: Apply) -> bool:
    """Whether the point given is a local optimum: denied by a slope, decided for quadratics."""
    sign = -1 if "maxi" in node.operation.name else 1
    f = Objective(context, objective(node), letters(node))
    here = [x for value in point(node).values() for x in context.value(value).flat]
    found = f.quadratic()
    if found is not None:
        h, g = (sign * part for part in found)
        flat = all(context.arithmetic.is_zero(x) for x in (h @ array([[x] for x in here]) + g).flat)
        return flat and bool(context.arithmetic.definite(h, strict=False))
    there = f.moved(here)
    for letter in f.over:
        slope = there.derivative(objective(node), letter, "column")
        if context.arithmetic.exact and not all(context.arithmetic.is_zero(x) for x in slope.flat):
            return False
    raise Unsettled("a local optimum is not settled by samples")


def same_optima(context: Any, node: Apply) -> bool:
    """Whether two quadratics have the same optima; Unsettled for other objectives."""
    if not context.arithmetic.exact:
        return _ordered_alike(context, node)
    sets = []
    for value, sense in zip(node.arguments, senses(node), strict=True):
        found = Objective(context, value, letters(node)).quadratic()
        if found is None:
            return _denied_by_slope(context, node)
        h, g = (part if sense == "min" else -part for part in found)
        table = np.concatenate([h, -g], axis=1)
        rows, pivots = context.arithmetic.reduced(table)
        none = len(h) in pivots or not context.arithmetic.definite(h, strict=False)
        sets.append(None if none else rows)
    first, second = sets
    if first is None or second is None:
        return first is None and second is None
    return first.shape == second.shape and all(context.arithmetic.is_zero(x) for x in (first - second).flat)


def _denied_by_slope(context: Any, node: Apply) -> bool:
    """False when one objective is a quadratic with one optimum, where the other one has a slope; else Unsettled."""
    pairs = list(zip(node.arguments, senses(node), strict=True))
    for (value, sense), (other, _) in (pairs, pairs[::-1]):
        f = Objective(context, value, letters(node))
        found = f.quadratic()
        if found is not None:
            h, g = (part if sense == "min" else -part for part in found)
            if context.arithmetic.definite(h, strict=True):
                there = f.moved([-x for x in (context.inverse(h) @ g).flat])
                slopes = [x for letter in f.over for x in there.derivative(other, letter, "column").flat]
                if not all(context.arithmetic.is_zero(x) for x in slopes):
                    return False
    raise Unsettled("the optima of what is no quadratic are not settled by samples")


def _ordered_alike(context: Any, node: Apply) -> bool:
    """Whether two objectives put points in the same order, as increasing maps of each other do; else Unsettled."""
    first, second = (Objective(context, value, letters(node)) for value in node.arguments)
    sign = 1 if len(set(senses(node))) == 1 else -1
    points = [[x for letter in first.over for x in context.draw(letter).flat] for _ in range(TRIES)]
    values = [(float(np.real(first(p))), sign * float(np.real(second(p)))) for p in points]
    for a, b in values:
        for c, d in values:
            if (a - c) * (b - d) < -1e-9 * max(1.0, abs(a), abs(b)) ** 2:
                raise Unsettled("the objectives order points differently")
    return True
