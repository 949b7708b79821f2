"""A point at which trees are evaluated: sizes, values of letters, positions of indices.

Values are two-dimensional arrays; scalars are 1 × 1, propositions are booleans.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.kernel.expression import Apply, Expression, Index, Number, Size, Symbol
from derivations.operations.conditioning import laws_given
from derivations.operations.probability import Law
from numeric import gaussians, limits, optima
from numeric.arithmetic import Array, Floats, Undefined, Unsettled, array
from numeric.arrays import Arrays
from numeric.duals import Dual
from numeric.moments import outcomes, spreading
from numeric.sizes import extent
from numeric.unknown_functions import value_of

STEP = 1e-5  # of central differences: error h²/6·f''' + ε|f|/h, both near 1e-10 for values near 1


@dataclass(frozen=True)
class Context(Arrays):
    """Sizes, letters and indices with values, in one number system; every row's `evaluate` gets one."""

    sizes: dict[str, int]
    values: dict[Symbol, Array]
    indices: dict[str, int]
    draw: Callable[[Symbol], Array] | None = None  # other values of a letter, for ∀
    draws: int = 4000  # of a Monte Carlo mean
    level: int = 0  # of nested derivatives
    recurrences: tuple[Apply, ...] = ()  # what is known of sequences
    seed: int = 0  # of the functions of which only the shape is known
    convex: frozenset[str] = frozenset()  # which of them are convex
    round: frozenset[str] = frozenset()  # and which of them curve equally in all directions
    recursions: Mapping[str, tuple[Symbol, Expression, Expression]] = field(default_factory=dict)
    definitions: Mapping[str, tuple[Expression, Expression]] = field(default_factory=dict)
    known: Mapping[tuple[str, int], Array] = field(default_factory=dict)  # terms of sequences
    roots: tuple[tuple[Array, Array], ...] = ()  # matrices whose semidefinite root is known

    def value(self, expression: Expression) -> Any:
        """The value of an expression here. Undefined when it has none."""
        if isinstance(expression, Symbol):
            return self.values[expression]
        if isinstance(expression, Number):
            return self.filled(1, 1, expression.value)
        if isinstance(expression, Apply):
            return expression.operation.evaluate(self, expression)
        raise TypeError(f"not an expression: {expression!r}")

    def size(self, size: Size) -> Array:
        return self.filled(1, 1, extent(size, self.sizes))

    def zeros(self, rows: Size, columns: Size) -> Array:
        return self.filled(extent(rows, self.sizes), extent(columns, self.sizes))

    def ones(self, rows: Size, columns: Size) -> Array:
        return self.filled(extent(rows, self.sizes), extent(columns, self.sizes), 1)

    def identity(self, size: Size) -> Array:
        return self.eye(extent(size, self.sizes))

    def basis(self, i: Index, j: Index) -> Array:
        result = self.zeros(i.size, j.size)
        result[self.position(i), self.position(j)] = self.arithmetic.number(1)
        return result

    def position(self, index: Index | None) -> int:
        """Where an index stands, counted from 0."""
        if index is None:
            return 0
        place = int(index.name) if index.name.isdigit() else self.indices[index.name] + 1
        if not 1 <= place <= extent(index.size, self.sizes):
            raise Undefined(f"there is no position {place}")
        return place - 1

    def entry(self, a: Array, i: Index | None, j: Index | None) -> Array:
        p, q = self.position(i), self.position(j)
        return a[..., p : p + 1, q : q + 1]

    def row(self, a: Array, i: Index) -> Array:
        p = self.position(i)
        return a[..., p : p + 1, :]

    def at(self, index: Index, place: int) -> Context:
        """The same point with an index at a place, counted from 0."""
        return replace(self, indices=self.indices | {index.name: place})

    def part(self, sizes: tuple[Size, ...], k: int) -> Array:
        """The columns of an identity that pick part k of consecutive parts."""
        lengths = [extent(size, self.sizes) for size in sizes]
        before = sum(lengths[:k])
        return self.eye(sum(lengths))[:, before : before + lengths[k]]

    def commutation(self, n: Size, m: Size) -> Array:
        rows, columns = extent(n, self.sizes), extent(m, self.sizes)
        order = [j * rows + i for i in range(rows) for j in range(columns)]
        return self.eye(rows * columns)[order]

    def matrix_root(self, a: Array) -> Array:
        """The semidefinite root: in floats, or where it was kept when the matrix was drawn."""
        if not self.arithmetic.exact:
            values, vectors = np.linalg.eigh(a)
            if np.min(values) < -1e-9 or not self.equal(a, self.transpose(a)):
                raise Undefined("the root of a matrix that is not semidefinite")
            return np.asarray((vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T)
        if len(a) == 1 and not self.arithmetic.positive(-a[0, 0]):
            return self.number_of(self.arithmetic.root(a[0, 0]))
        for square, known in self.roots:
            if square.shape == a.shape and self.equal(square, a):
                return known
        raise Undefined("an irrational root of a matrix")

    def total(self, body: Expression, index: Index, *without: Index) -> Array:
        left_out = {self.position(other) for other in without}
        places = [p for p in range(extent(index.size, self.sizes)) if p not in left_out]
        rows, columns = (extent(size, self.sizes) for size in body.shape)
        return sum((self.at(index, p).value(body) for p in places), self.filled(rows, columns))

    def partial_sum(self, count: Expression, body: Expression, letter: Symbol) -> Array:
        """The sum of the values of a body where a letter is 0, 1, …, as many as a number says."""
        length = self.natural(self.value(count))
        rows, columns = (extent(size, self.sizes) for size in body.shape)
        points = (replace(self, values=self.values | {letter: self.number(k)}) for k in range(length))
        return sum((point.value(body) for point in points), self.filled(rows, columns))

    def entry_at(self, vector: Array, position: Array) -> Array:
        """The entry of a column at a position that is a number, counted from 1."""
        place = self.natural(position)
        if not 1 <= place <= len(vector):
            raise Undefined(f"there is no position {place}")
        return vector[..., place - 1 : place, :]

    def product_over(self, body: Expression, index: Index) -> Array:
        result = self.number(1)
        for place in range(extent(index.size, self.sizes)):
            result = result * self.at(index, place).value(body)
        return result

    def for_all(self, letters: tuple[Symbol | Index, ...], body: Expression) -> bool:
        """False when an instance fails; true only of equations between polynomials, tried at many points."""
        if isinstance(letters[0], Index):
            places = range(extent(letters[0].size, self.sizes))
            return all(self.at(letters[0], place).value(body) for place in places)
        if self.draw is None:
            raise Undefined("nothing to draw from")
        drawn, tried = [letter for letter in letters if isinstance(letter, Symbol)], 0
        for _ in range(12):
            point = replace(self, values=self.values | {letter: self.draw(letter) for letter in drawn})
            try:
                if not point.value(body):
                    return False
                tried += 1
            except Undefined:
                continue
        plain = isinstance(body, Apply) and body.operation.name == "equal"
        if tried and (plain or not self.arithmetic.exact):
            return True
        raise Unsettled("a statement for all values is not settled by samples")

    def follows(self, node: Apply) -> bool:
        """A recurrence defines its sequence, so it holds."""
        return node in self.recurrences

    def tends_to(self, node: Apply) -> bool:
        """Follow the recurrence of a sequence in floats from a start of its own."""
        sequence, limit = node.arguments
        rules = [r for r in self.recurrences if r.arguments[0] == sequence]
        if not rules:
            raise Undefined(f"no recurrence is known for {sequence}")
        factor, shift, target = (_as_float(self.value(e)) for e in (*rules[0].arguments[1:], limit))
        if abs(abs(factor) - 1) < 1e-3:
            raise Undefined("too slow to be followed")
        x = target + 1.0
        for _ in range(20_000):
            x = factor * x + shift
            if abs(x) > 1e12:
                return False
        return abs(x - target) <= 1e-6 * max(1.0, abs(target))

    def moved(self, letter: Symbol, p: int, q: int, step: Any, level: int | None = None) -> Context:
        """The same point with one entry of a letter changed by a step."""
        moved = self.values[letter].copy()
        if self.complex_step:
            moved = moved.astype(complex)
        moved[p, q] = moved[p, q] + step
        return replace(self, values=self.values | {letter: moved}, level=self.level if level is None else level)

    def slope(self, f: Callable[[Context], Array], letter: Symbol, p: int, q: int) -> Array:
        """The derivative of a value by one entry of a letter: dual numbers, complex step or central difference."""
        if self.arithmetic.exact:
            level = self.level + 1
            step = Dual(self.arithmetic.number(0), self.arithmetic.number(1), level)
            values = f(self.moved(letter, p, q, step, level))
            zero = self.arithmetic.number(0)
            return array([[x.b if isinstance(x, Dual) and x.level == level else zero for x in line] for line in values])
        if self.complex_step:
            return np.imag(f(self.moved(letter, p, q, 1e-20j))) / 1e-20
        ahead, behind = f(self.moved(letter, p, q, STEP)), f(self.moved(letter, p, q, -STEP))
        return (ahead - behind) / (2 * STEP)

    def _slopes(self, f: Callable[[Context], Array], letter: Symbol) -> list[list[Array]]:
        rows, columns = self.values[letter].shape
        return [[self.slope(f, letter, p, q) for q in range(columns)] for p in range(rows)]

    def derivative(self, f: Expression, letter: Symbol, layout: str) -> Array:
        slopes = self._slopes(lambda c: c.value(f), letter)
        if slopes[0][0].shape == (1, 1):
            column: Array = np.block(slopes)
            return column if layout == "column" else column.T
        jacobian = np.hstack([line[0] for line in slopes])
        return jacobian if layout == "row" else jacobian.T

    def partial(self, f: Expression, letter: Symbol, i: Index | None, j: Index | None) -> Array:
        return self.slope(lambda c: c.value(f), letter, self.position(i), self.position(j))

    def hessian(self, f: Expression, letter: Symbol) -> Array:
        if self.complex_step:
            raise Undefined("a complex step does not nest")
        n = len(self.values[letter])
        inner = [lambda c, k=k: c.slope(lambda d: d.value(f), letter, k, 0) for k in range(n)]
        return np.block([[self.slope(g, letter, q, 0) for q in range(n)] for g in inner])

    def expectation(self, body: Expression, laws: list[Law]) -> Array:
        if isinstance(self.arithmetic, Floats) and all(law.rows is not None for law in laws):
            return self._monte_carlo(body, laws)
        total: Any = None
        for mass, values in outcomes(self, body, laws):
            term = replace(self, values={**self.values, **values}).value(body) * self.arithmetic.number(mass)
            total = term if total is None else total + term
        return np.asarray(total)

    def given(self, node: Apply) -> Array:
        """The mean of a value over the points of a law at which what is given is what it is here."""
        laws, body, given = laws_given(node), *node.arguments
        here, chance = self.value(given), Fraction(0)
        total: Any = self.filled(1, 1)
        for mass, values in outcomes(self, body, laws):
            point = replace(self, values={**self.values, **values})
            if self.equal(point.value(given), here):
                total, chance = total + point.value(body) * self.arithmetic.number(mass), chance + mass
        if not chance:
            raise Undefined(f"{given} is never what it is here")
        return np.asarray(total * self.arithmetic.number(1 / chance))

    def shape(self, letter: Symbol) -> tuple[int, int]:
        """The shape of a letter in numbers."""
        return extent(letter.rows, self.sizes), extent(letter.columns, self.sizes)

    def _monte_carlo(self, body: Expression, laws: list[Law]) -> Array:
        generator = np.random.default_rng(7)
        values = dict(self.values)
        for law in laws:
            z = generator.standard_normal((self.draws, *self.shape(law.letter)))
            values[law.letter] = spreading(self, law)(z)
        samples = replace(self, values=values).value(body)
        return np.asarray(samples.mean(axis=0) if samples.ndim > 2 else samples)

    def function(self, node: Apply) -> Array:
        """The value of a function of which only the shape is known."""
        return value_of(self, node)

    def conditional(self, node: Apply) -> tuple[Array | None, Array]:
        """The mean and covariance of a value that is affine in Gaussians, given another."""
        return gaussians.conditional(self, node)

    def is_distributed(self, node: Apply) -> bool:
        return gaussians.is_distributed(self, node)

    def has_limit(self, node: Apply) -> bool:
        return limits.has_limit(self, node)

    def vanishes_to_order(self, node: Apply) -> bool:
        return limits.vanishes_to_order(self, node)

    def approximates(self, node: Apply) -> bool:
        return limits.approximates(self, node)

    def extent(self, size: Size) -> int:
        """A size in numbers."""
        return extent(size, self.sizes)

    def is_optimum(self, node: Apply) -> bool:
        return optima.is_optimum(self, node)

    def is_local_optimum(self, node: Apply) -> bool:
        return optima.is_local_optimum(self, node)

    def is_convex(self, node: Apply) -> bool:
        return optima.is_convex(self, node)

    def same_optima(self, node: Apply) -> bool:
        return optima.same_optima(self, node)


def _as_float(value: Array) -> float:
    number = value[0, 0]
    return float(number.p) / float(number.q) if hasattr(number, "p") else float(np.real(number))
