"""Everything a sheet needs, in one import: letters, operations, properties, steps."""

from __future__ import annotations

from typing import Any

from derivations.derivation import Figure, Sheet, SheetError, Step, chain, cite, instance, step
from derivations.kernel.expression import ONE, Apply, Expression, Index, Operation, Size, Symbol
from derivations.operations import (
    TABLE,
    algebra,
    blocks,
    calculus,
    determinants,
    elementwise,
    functions,
    gaussians,
    inverses,
    limits,
    matrices,
    optima,
    piecewise,
    powers,
    properties,
    sequences,
    sums,
)
from derivations.operations.blocks import block, part
from derivations.operations.notation import (
    at_most,
    both,
    either,
    equal,
    forall,
    identity,
    iff,
    implies,
    index,
    less,
    lift,
    negation,
    symbol,
    total,
    unequal,
    unit,
    zero,
)
from derivations.operations.probability import Law, expectation, gaussian

invertible, symmetric, skew = properties.INVERTIBLE, properties.SYMMETRIC, properties.SKEW
orthogonal, idempotent = properties.ORTHOGONAL, properties.IDEMPOTENT
positive_definite, positive_semidefinite = properties.POSITIVE_DEFINITE, properties.POSITIVE_SEMIDEFINITE
full_column_rank, full_row_rank = properties.FULL_COLUMN_RANK, properties.FULL_ROW_RANK
relu, step_of, absolute, sqrt = elementwise.RELU, elementwise.STEP, elementwise.ABSOLUTE, elementwise.ROOT
exp, log, ratio = elementwise.EXP, elementwise.LOG, elementwise.RATIO
sigmoid, tanh = elementwise.SIGMOID, elementwise.TANH
natural, real_power, pi = powers.NATURAL, powers.REAL_POWER, powers.PI()
norm, squared_norm, inner, trace = matrices.NORM, matrices.SQUARED_NORM, matrices.INNER, matrices.TRACE
diag, hadamard = matrices.DIAGONAL_MATRIX, matrices.HADAMARD
kron, vec, pinv, root = blocks.KRONECKER, blocks.VEC, inverses.PSEUDO_INVERSE, inverses.MATRIX_ROOT
det, rank = determinants.DETERMINANT, determinants.RANK
orthonormal_columns, is_diagonal = properties.ORTHONORMAL_COLUMNS, properties.DIAGONAL
indicator = piecewise.INDICATOR
gradient, hessian = calculus.GRADIENT, calculus.HESSIAN
recurrence, stable, bounded, tends_to = sequences.AFFINE, sequences.CONVERGES, sequences.BOUNDED, sequences.TENDS_TO


def scalar(name: str) -> Symbol:
    """A real number."""
    return symbol(name)


def scalars(names: str) -> tuple[Symbol, ...]:
    """Several real numbers, their names separated by spaces."""
    return tuple(symbol(name) for name in names.split())


def vector(name: str, size: Size | str | int) -> Symbol:
    """A column of the given size."""
    return symbol(name, size)


def matrix(name: str, rows: Size | str | int, columns: Size | str | int) -> Symbol:
    """A matrix, rows × columns."""
    return symbol(name, rows, columns)


def cases(then: Any, condition: Apply, otherwise: Any) -> Expression:
    """`then` where the condition holds, else `otherwise`."""
    return piecewise.CASES(condition, lift(then), lift(otherwise))


def by_row(value: Expression, letter: Symbol) -> Expression:
    """The derivative in row layout: of a scalar by a column, a row; of a column by a column, the Jacobian."""
    return calculus.DERIVATIVE(value, letter, data=("row",))


def by_column(value: Expression, letter: Symbol) -> Expression:
    """The derivative in column layout: of a scalar by a column, a column."""
    return calculus.DERIVATIVE(value, letter, data=("column",))


def partial(value: Expression, letter: Symbol, *indices: Index | int) -> Expression:
    """The derivative by one entry of a letter, or by a scalar letter."""
    places = iter(Index(str(i), n) if isinstance(i, int) else i for i, n in zip(indices, _sizes(letter), strict=True))
    return calculus.PARTIAL(value, letter, data=tuple(None if n == ONE else next(places) for n in letter.shape))


def _sizes(letter: Symbol) -> list[Size]:
    return [size for size in letter.shape if size != ONE]


def has_limit(value: Any, target: Any, letter: Symbol, place: str) -> Apply:
    """That a value tends to a target as a letter moves to 0 from above ("0+"), to infinity ("oo"), or as a
    natural number to infinity ("naturals")."""
    value = lift(value)
    return limits.limit(value, lift(target, value.shape), letter, place)


def order(value: Expression, letter: Symbol, power: int) -> Apply:
    """That a value is O(letter^power) as the letter, a scalar, tends to 0."""
    return limits.ORDER(value, data=(letter, power))


def approximates(left: Any, right: Any, small: Expression, *over: Symbol, where: Apply) -> Apply:
    """That left/right tends to 1 as `small`, which is positive there, tends to 0, uniformly over the letters where a
    condition holds."""
    return limits.APPROXIMATION(where, small, lift(left), lift(right), data=over)


def density(x: Any, mean: Any, covariance: Any) -> Expression:
    """The density of N(mean, covariance) at x."""
    values = (lift(x), lift(mean, lift(x).shape), lift(covariance))
    return gaussians.DENSITY(*values)


def covariance(a: Expression, b: Expression, *laws: Law) -> Expression:
    """E[ab'] − E[a]E[b]'."""
    return expectation(a * b.T, *laws) - expectation(a, *laws) * expectation(b, *laws).T


def conditional_mean(body: Expression, given: Expression, value: Expression, *laws: Law) -> Expression:
    """The mean of a body where something random has a value; both affine in Gaussian columns."""
    return gaussians.with_laws(gaussians.CONDITIONAL_MEAN, body, given, value, laws=laws)


def conditional_covariance(body: Expression, given: Expression, *laws: Law) -> Expression:
    """The covariance of a body where something random is given."""
    return gaussians.with_laws(gaussians.CONDITIONAL_COVARIANCE, body, given, laws=laws)


def distributed(value: Expression, mean: Any, covariance: Expression, *laws: Law) -> Apply:
    """That an affine map of Gaussians has the law N(mean, covariance)."""
    return gaussians.with_laws(gaussians.DISTRIBUTED, value, lift(mean, value.shape), lift(covariance), laws=laws)


def function(name: str, rows: Size | str | int = 1, *, smooth: int = 3) -> functions.Function:
    """A function of which only the shape of its values is known, with that many continuous derivatives."""
    return functions.Function(name, rows, smooth=smooth)


def _optimum(kind: Operation, value: Expression, at: Any, condition: Apply | None) -> Apply:
    if not isinstance(at, dict | tuple):
        raise SheetError(f"an optimum is said of a pair (letter, point) or of a dict of them, not of {at}")
    places = at if isinstance(at, dict) else dict([at])
    points = tuple(lift(point, letter.shape) for letter, point in places.items())
    return kind(value, *((condition,) if condition is not None else ()), *points, data=tuple(places))


def minimises(at: Any, value: Expression, *, given: Apply | None = None, alone: bool = False) -> Apply:
    """That a value is least at a point: `at` is a pair (letter, point) or a dict of them; `alone`: only there."""
    return _optimum(optima.UNIQUE_MINIMISER if alone else optima.MINIMISER, value, at, given)


def maximises(at: Any, value: Expression, *, given: Apply | None = None, alone: bool = False) -> Apply:
    """That a value is greatest at a point, as in `minimises`."""
    return _optimum(optima.UNIQUE_MAXIMISER if alone else optima.MAXIMISER, value, at, given)


def least_nearby(at: Any, value: Expression) -> Apply:
    """That a value has a local minimum at a point."""
    return _optimum(optima.LOCAL_MINIMISER, value, at, None)


def greatest_nearby(at: Any, value: Expression) -> Apply:
    """That a value has a local maximum at a point."""
    return _optimum(optima.LOCAL_MAXIMISER, value, at, None)


def convex(value: Expression, letter: Symbol, *, strictly: bool = False) -> Apply:
    """That a value is a convex function of a letter."""
    return (optima.STRICTLY_CONVEX if strictly else optima.CONVEX)(value, data=(letter,))


def same_optima(first: Expression, second: Expression, *over: Symbol, senses: str = "min min") -> Apply:
    """That two values are optimal at the same points; `senses` is such as "max min"."""
    if senses.split() not in [["min", "min"], ["min", "max"], ["max", "min"], ["max", "max"]]:
        raise SheetError(f"senses are two of min and max, one for each value, such as 'max min', not {senses!r}")
    return optima.SAME_OPTIMA(lift(first), lift(second), data=(*over, *senses.split()))


def row(value: Expression, i: Index) -> Expression:
    """Row i of a matrix, as a row."""
    return matrices.ROW_OF(value, data=(i,))


def product_over(i: Index, body: Expression) -> Expression:
    """The product of a body over an index."""
    return elementwise.PRODUCT_OVER(body, data=(i,))


def power(base: Any, exponent: Any) -> Expression:
    """base^exponent for a natural number in the exponent, which may be a letter."""
    return powers.NATURAL_POWER(lift(base), lift(exponent))


def sum_below(count: Any, letter: Symbol, body: Any) -> Expression:
    """The sum of a body for a letter from 0 to a number less 1, such as Σ_{k=0}^{t−1} ρᵏ."""
    return sums.PARTIAL_SUM(lift(count), lift(body), data=(letter,))


def entry_at(vector: Symbol, position: Any) -> Expression:
    """The entry of a column at a position that is a number, counted from 1."""
    return sums.ENTRY_AT(vector, lift(position))


def ones(size: Size | str | int) -> Expression:
    """The column of ones."""
    return matrices.ONES(data=(Size.of(size), ONE))


def size(name: str | int) -> Size:
    """A size, to be added to others."""
    return Size.of(name)


def size_of(size: Size | str) -> Expression:
    """A size as a number."""
    return algebra.SIZE(data=(Size.of(size),))


__all__ = [
    "TABLE",
    "Apply",
    "Expression",
    "Figure",
    "Index",
    "Law",
    "Sheet",
    "Step",
    "Symbol",
    "absolute",
    "approximates",
    "at_most",
    "block",
    "both",
    "bounded",
    "by_column",
    "by_row",
    "cases",
    "chain",
    "cite",
    "conditional_covariance",
    "conditional_mean",
    "convex",
    "covariance",
    "density",
    "det",
    "diag",
    "distributed",
    "either",
    "entry_at",
    "equal",
    "exp",
    "expectation",
    "forall",
    "full_column_rank",
    "full_row_rank",
    "function",
    "gaussian",
    "gradient",
    "greatest_nearby",
    "hadamard",
    "has_limit",
    "hessian",
    "idempotent",
    "identity",
    "iff",
    "implies",
    "index",
    "indicator",
    "inner",
    "instance",
    "invertible",
    "is_diagonal",
    "kron",
    "least_nearby",
    "less",
    "lift",
    "log",
    "matrix",
    "maximises",
    "minimises",
    "natural",
    "negation",
    "norm",
    "ones",
    "order",
    "orthogonal",
    "orthonormal_columns",
    "part",
    "partial",
    "pi",
    "pinv",
    "positive_definite",
    "positive_semidefinite",
    "power",
    "product_over",
    "rank",
    "ratio",
    "real_power",
    "recurrence",
    "relu",
    "root",
    "row",
    "same_optima",
    "scalar",
    "scalars",
    "sigmoid",
    "size",
    "size_of",
    "skew",
    "sqrt",
    "squared_norm",
    "stable",
    "step",
    "step_of",
    "sum_below",
    "symbol",
    "symmetric",
    "tanh",
    "tends_to",
    "total",
    "trace",
    "unequal",
    "unit",
    "vec",
    "vector",
    "zero",
]
