"""Exact means: discrete distributions that share the first moments of a Gaussian."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.kernel.expression import Apply, Expression, Symbol, free
from derivations.operations.probability import Law
from numeric.arithmetic import Array, Undefined

if TYPE_CHECKING:
    from numeric.context import Context

Nodes = list[tuple[Fraction, Fraction]]  # (node, mass)
TWO: Nodes = [(Fraction(-1), Fraction(1, 2)), (Fraction(1), Fraction(1, 2))]  # moments 0, 1, 0: degree 3
FIVE: Nodes = [  # moments 0, 1, 0, 3, 0: degree 5
    (Fraction(0), Fraction(1, 2)),
    *((Fraction(s), Fraction(1, 6)) for s in (-1, 1)),
    *((Fraction(2 * s), Fraction(1, 12)) for s in (-1, 1)),
]


def degree(expression: Expression, letters: frozenset[Symbol]) -> int:
    """The degree of an expression in some letters, as it stands; Undefined when it is no polynomial in them."""
    if isinstance(expression, Symbol):
        return int(expression in letters)
    if not isinstance(expression, Apply) or not free(expression) & letters:
        return 0
    parts = [degree(argument, letters) for argument in expression.arguments]
    match expression.operation.name:
        case "product" | "scale" | "inner" | "hadamard":
            return sum(parts)
        case "power" if expression.data[0] > 0:
            return int(expression.data[0]) * parts[0]
        case "squared_norm":
            return 2 * parts[0]
        case "quotient" if parts[1] == 0:
            return parts[0]
        case "add" | "transpose" | "entry" | "sum" | "trace" | "diag" | "row" | "partial" | "derivative" | "gradient":
            return max(parts)
    raise Undefined(f"{expression} is no polynomial in the random letters")


def rule_for(body: Expression, laws: list[Law]) -> Nodes:
    """Nodes and masses that give the exact mean of a polynomial of the body's degree."""
    if any(law.mean is not None and law.rows is not None and not law.gaussian for law in laws):
        return TWO
    letters = frozenset(law.letter for law in laws if law.gaussian)
    worst = degree(body, letters)
    if worst > 5:
        raise Undefined("an exact mean of a polynomial of degree above 5")
    return TWO if worst <= 3 else FIVE


def scattered(context: Context, law: Law, z: Array) -> Array:
    """Values of a random letter from uncorrelated values of mean 0 and variance 1."""
    if law.rows is None or law.mean is None:  # nothing is known of the law: any will do
        return z * context.number(Fraction(3, 2)) + context.number(Fraction(1, 3))
    left, right = _factor(context, context.value(law.rows)), context.eye(z.shape[-1])
    if law.columns is not None and law.letter.columns != law.letter.rows.of(1):
        right = _factor(context, context.value(law.columns))
    return np.asarray(left @ z @ context.transpose(right) + context.value(law.mean))


def _factor(context: Context, covariance: Array) -> Any:
    """L with L L' = covariance, for a diagonal one over exact numbers, by Cholesky in floats."""
    if not context.arithmetic.exact:
        return np.linalg.cholesky(covariance + 1e-15 * np.eye(len(covariance)))
    for square, known in context.roots:
        if square.shape == covariance.shape and context.equal(square, covariance):
            return np.asarray(known)
    root = context.filled(*covariance.shape)
    for i in range(len(covariance)):
        for j in range(len(covariance)):
            if i != j and not context.arithmetic.is_zero(covariance[i, j]):
                raise Undefined("an exact root of a covariance that is not diagonal")
        root[i, i] = context.arithmetic.any_root(covariance[i, i])
    return root
