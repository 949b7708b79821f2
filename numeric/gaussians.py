"""Affine maps of Gaussian letters at a point: means, covariances and conditioning, from the maps' values alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from derivations.kernel.expression import Apply, Expression
from derivations.operations.gaussians import laws_behind
from derivations.operations.probability import Law
from numeric.arithmetic import Array, Undefined


def affine(context: Any, value: Expression, laws: list[Law]) -> tuple[Array, list[Array]]:
    """The value where all random letters have their means, and its slopes by each. Undefined if not affine."""
    means = {law.letter: context.value(law.mean) for law in laws}

    def at(moves: dict[Any, Array]) -> Array:
        values = {letter: mean + moves[letter] if letter in moves else mean for letter, mean in means.items()}
        return np.asarray(replace(context, values={**context.values, **values}).value(value))

    start, slopes = at({}), []
    for law in laws:
        size = len(means[law.letter])
        eye = context.eye(size)
        slopes.append(np.hstack([at({law.letter: eye[:, k : k + 1]}) - start for k in range(size)]))
    two = context.arithmetic.number(2)
    double = at({law.letter: two * context.ones(law.letter.rows, law.letter.columns) for law in laws})
    expected = start + sum(two * slope.sum(axis=1, keepdims=True) for slope in slopes)
    try:
        same = context.equal(double, expected)
    except Undefined:  # too close to call; the form of the value has been looked at elsewhere
        same = True
    if not same:
        raise Undefined("a value that is not affine in the random letters")
    return start, slopes


def covariance(context: Any, a: list[Array], b: list[Array], laws: list[Law]) -> Array:
    """Of two affine maps, from their slopes and the covariances of the letters, which are independent."""
    parts = [p @ context.value(law.rows) @ q.T for p, q, law in zip(a, b, laws, strict=True)]
    return np.asarray(sum(parts[1:], parts[0]))


def conditional(context: Any, node: Apply) -> tuple[Array | None, Array]:
    """The conditional mean (when a value is given) and covariance."""
    laws = laws_behind(node)
    body, given = node.arguments[:2]
    (mean, a), (centre, b) = affine(context, body, laws), affine(context, given, laws)
    gain = covariance(context, a, b, laws) @ context.inverse(covariance(context, b, b, laws))
    rest = covariance(context, a, a, laws) - gain @ covariance(context, b, a, laws)
    if node.operation.name != "conditional_mean":
        return None, rest
    return mean + gain @ (context.value(node.arguments[2]) - centre), rest


def is_distributed(context: Any, node: Apply) -> bool:
    """Whether an affine map of Gaussians has a mean and covariance."""
    laws = laws_behind(node)
    value, mean, spread = node.arguments[:3]
    centre, slopes = affine(context, value, laws)
    found = covariance(context, slopes, slopes, laws)
    return bool(context.equal(centre, context.value(mean)) and context.equal(found, context.value(spread)))
