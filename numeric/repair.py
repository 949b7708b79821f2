"""Points moved onto equations: letters in which the hypotheses are affine, solved for exactly."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from derivations.kernel.expression import Apply, Symbol, free
from numeric.arithmetic import Undefined, array
from numeric.context import Context

UNKNOWNS = 20  # entries to solve for at once
LETTERS = 4  # letters tried, alone and in pairs


def solved(
    point: Context, equations: Sequence[Apply], letters: list[Symbol], draw: Callable[[], Any], rng: random.Random
) -> Context | None:
    """A point at which all equations hold, by changing one letter or two in which they are affine; or None."""
    tried = rng.sample(letters, min(len(letters), LETTERS))
    failing = [free(equation) for equation in equations if not point.value(equation)]
    for count in (1, 2):
        for chosen in combinations(tried, count):
            if any(within.isdisjoint(chosen) for within in failing):
                continue  # whatever they are, it still fails
            try:
                found = _Affine(point, equations, chosen).solution(draw)
            except (Undefined, ZeroDivisionError):
                continue
            if found is not None:
                return found
    return None


class _Affine:
    """Equations as a function of the entries of some letters."""

    def __init__(self, point: Context, equations: Sequence[Apply], letters: Sequence[Symbol]) -> None:
        self.point, self.equations, self.letters = point, equations, letters
        self.shapes = [point.values[letter].shape for letter in letters]
        self.count = sum(rows * columns for rows, columns in self.shapes)
        self.number = point.arithmetic.number

    def at(self, entries: list[Any]) -> list[Any]:
        """Left less right of every equation, entry by entry."""
        point = self.moved(entries)
        sides = ((point.value(side) for side in equation.arguments) for equation in self.equations)
        return [x for left, right in sides for x in (left - right).flat]

    def moved(self, entries: list[Any]) -> Context:
        """The point with other entries."""
        values, left = dict(self.point.values), list(entries)
        for letter, (rows, columns) in zip(self.letters, self.shapes, strict=True):
            mine, left = left[: rows * columns], left[rows * columns :]
            values[letter] = array([mine[r * columns : (r + 1) * columns] for r in range(rows)])
        return replace(self.point, values=values)

    def solution(self, draw: Callable[[], Any]) -> Context | None:
        """A solution with what is free drawn at random; None when there is none, or the equations are not affine."""
        if self.count > UNKNOWNS:
            return None
        zero, one = self.number(0), self.number(1)
        shift = self.at([zero] * self.count)
        if not self._straight(shift, [draw() for _ in range(self.count)]):
            return None
        columns = []
        for k in range(self.count):
            there = self.at([one if j == k else zero for j in range(self.count)])
            columns.append([x - y for x, y in zip(there, shift, strict=True)])
        trial = [draw() for _ in range(self.count)]
        expected = [s + sum((c[i] * t for c, t in zip(columns, trial, strict=True)), zero) for i, s in enumerate(shift)]
        affine = all(x == y for x, y in zip(self.at(trial), expected, strict=True))
        if not affine or not any(x != 0 for column in columns for x in column):
            return None
        entries = self._solve(columns, shift, draw)
        return None if entries is None else self.moved(entries)

    def _straight(self, shift: list[Any], step: list[Any]) -> bool:
        """Whether the equations are affine along one line through nothing, and move there: cheap, and mostly enough."""
        once, twice = self.at(step), self.at([x + x for x in step])
        moves = any(x != s for x, s in zip(once, shift, strict=True))
        return moves and all(t - x == x - s for t, x, s in zip(twice, once, shift, strict=True))

    def _solve(self, columns: list[list[Any]], shift: list[Any], draw: Callable[[], Any]) -> list[Any] | None:
        table = [[*(c[i] for c in columns), -s] for i, s in enumerate(shift)]
        rows, pivots = self.point.arithmetic.reduced(array(table))
        if self.count in pivots:
            return None
        entries = [draw() for _ in range(self.count)]
        for row, pivot in zip(rows, pivots, strict=True):
            free = (row[k] * entries[k] for k in range(self.count) if k not in pivots)
            entries[pivot] = row[self.count] - sum(free, self.number(0))
        return entries
