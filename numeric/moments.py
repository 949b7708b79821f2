"""Exact means: discrete distributions that share the first moments of a Gaussian."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod
from operator import mul
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.kernel.expression import Apply, Expression, Symbol, free
from derivations.operations.probability import Law
from numeric.arithmetic import Array, Undefined, array

if TYPE_CHECKING:
    from numeric.context import Context

Nodes = list[tuple[Fraction, Fraction]]  # (node, mass)
TWO: Nodes = [(Fraction(-1), Fraction(1, 2)), (Fraction(1), Fraction(1, 2))]  # moments 0, 1, 0: degree 3
FIVE: Nodes = [  # moments 0, 1, 0, 3, 0: degree 5
    (Fraction(0), Fraction(1, 2)),
    *((Fraction(s), Fraction(1, 6)) for s in (-1, 1)),
    *((Fraction(2 * s), Fraction(1, 12)) for s in (-1, 1)),
]
ATOMS = 5  # values of a letter of which nothing is known
VALUES = [Fraction(n, 2) for n in (-6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6)]
SKEW = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(3))
MOST = 700  # points of one mean


@lru_cache(maxsize=10_000)
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


def outcomes(context: Context, body: Expression, laws: list[Law]) -> Iterator[tuple[Fraction, dict[Symbol, Array]]]:
    """Values of the random letters with their chances, which give the exact mean of the body.

    Whatever subset of some letters a body has, those of one point have one joint distribution.
    """
    groups: dict[str, list[Law]] = {}
    for law in laws:
        groups.setdefault(law.group or law.letter.name, []).append(law)
    parts = [_loose(context, own) if _is_loose(own) else _scattered(context, body, own) for own in groups.values()]
    if prod(map(len, parts)) > MOST:
        raise Undefined("too many points for an exact mean")
    for chosen in product(*parts):
        yield prod((mass for mass, _ in chosen), start=Fraction(1)), {k: v for _, own in chosen for k, v in own.items()}


def _is_loose(laws: list[Law]) -> bool:
    """Whether no covariance of a group is known, so that any distribution will do."""
    loose = [law.rows is None for law in laws]
    if any(loose) and not all(loose):
        raise Undefined("letters with a known covariance that hang together with others")
    return all(loose)


def _loose(context: Context, laws: list[Law]) -> list[tuple[Fraction, dict[Symbol, Array]]]:
    """A few values with chances, drawn by the seed of the point."""
    generator = random.Random(f"chances {context.seed}")
    counts = [generator.randint(1, 4) for _ in range(ATOMS)]
    masses = [Fraction(count, sum(counts)) for count in counts]
    values = {law.letter: _drawn(context, law, masses) for law in laws}
    return [(mass, {letter: drawn[k] for letter, drawn in values.items()}) for k, mass in enumerate(masses)]


def _drawn(context: Context, law: Law, masses: list[Fraction]) -> list[Array]:
    generator = random.Random(f"{law.letter.name} {law.name} {context.seed}")
    rows, columns = context.shape(law.letter)
    pools = [generator.sample(VALUES, 3) for _ in range(rows * columns)]  # few, so that some come twice
    entries = [[generator.choice(pool) for _ in masses] for pool in pools]
    if law.mean is not None:
        entries = [[x - sum(map(mul, masses, own)) for x in own] for own in entries]
    arrays = [
        array([[context.arithmetic.number(x[k]) for x in entries]]).reshape(rows, columns) for k in range(len(masses))
    ]
    centre = context.value(law.mean) if law.mean is not None else context.filled(rows, columns)
    return [np.asarray(each + centre) for each in arrays]


def _block(context: Context, law: Law, entries: list[Fraction]) -> Array:
    """A value of a letter from its entries."""
    flat = array([[context.arithmetic.number(entry) for entry in entries]])
    typed = flat if context.arithmetic.exact else flat.astype(float)
    return np.asarray(typed.reshape(context.shape(law.letter)))


def _scattered(context: Context, body: Expression, laws: list[Law]) -> list[tuple[Fraction, dict[Symbol, Array]]]:
    """Values with the mean and covariance that are known of each letter, from uncorrelated numbers."""
    wanted = {law.letter: [_place(context, law, k) for k in range(prod(context.shape(law.letter)))] for law in laws}
    places = sorted({place for own in wanted.values() for place in own})
    nodes = _nodes(context, body, laws)
    if len(nodes) ** len(places) > MOST:
        raise Undefined("too many points for an exact mean")
    spread = {law.letter: (spreading(context, law), _sign(context, law)) for law in laws}
    found = []
    for chosen in product(nodes, repeat=len(places)):
        at = dict(zip(places, (node for node, _ in chosen), strict=True))
        values = {}
        for law in laws:
            at_law, sign = spread[law.letter]
            values[law.letter] = at_law(_block(context, law, [sign * at[place] for place in wanted[law.letter]]))
        found.append((prod((mass for _, mass in chosen), start=Fraction(1)), values))
    return found


def _place(context: Context, law: Law, k: int) -> tuple[int, int]:
    """Which number an entry is made from: letters that may hang together share theirs at some points only."""
    return (random.Random(f"{law.letter.name} apart {context.seed}").randint(0, 1) if law.group else 0, k)


def _sign(context: Context, law: Law) -> int:
    return random.Random(f"{law.letter.name} sign {context.seed}").choice((1, -1)) if law.group else 1


def _nodes(context: Context, body: Expression, laws: list[Law]) -> Nodes:
    """Nodes and masses that give the exact mean of a polynomial of the body's degree.

    Where only mean and covariance are known, they are skew at most points: nothing else may be relied on.
    """
    if not all(law.gaussian for law in laws):
        a = random.Random(f"skew {context.seed}").choice(SKEW)
        return [(a, 1 / (1 + a * a)), (-1 / a, a * a / (1 + a * a))]
    worst = degree(body, frozenset(law.letter for law in laws))
    if worst > 5:
        raise Undefined("an exact mean of a polynomial of degree above 5")
    return TWO if worst <= 3 else FIVE


def spreading(context: Context, law: Law) -> Callable[[Array], Array]:
    """Takes uncorrelated values of mean 0 and variance 1 to values of a random letter."""
    if law.rows is None:
        raise Undefined(f"the covariance of {law.letter} is not known")
    left, right = _factor(context, context.value(law.rows)), None
    if law.columns is not None and law.letter.columns != law.letter.rows.of(1):
        right = context.transpose(_factor(context, context.value(law.columns)))
    centre = context.value(law.mean) if law.mean is not None else context.number(Fraction(1, 3))
    return lambda z: np.asarray((left @ z if right is None else left @ z @ right) + centre)


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
