"""Gaussians. Source: Anderson, An Introduction to Multivariate Statistical Analysis, 3rd ed. (2003)."""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression, Operation, ShapeError, free
from derivations.operations.algebra import SCALAR
from derivations.operations.elementwise import LOG
from derivations.operations.gaussians import (
    CONDITIONAL_COVARIANCE,
    CONDITIONAL_MEAN,
    DISTRIBUTED,
    covariance_of,
    expected,
    laws_behind,
    require_affine,
    with_laws,
)
from derivations.operations.logic import EQUAL, LESS, UNEQUAL
from derivations.operations.notation import identity, lift, symbol, zero
from derivations.operations.probability import gaussian
from derivations.operations.properties import INVERTIBLE
from derivations.rules.rule import Rule

Instance = tuple[tuple[Apply, ...], Apply]


def _node(value: Expression, operation: Operation) -> Apply:
    if not isinstance(value, Apply) or value.operation is not operation:
        raise ShapeError(f"{value} is no {operation.name.replace('_', ' ')}")
    return value


def _regular(covariance: Expression) -> Apply:
    return UNEQUAL(covariance, lift(0)) if covariance.shape == SCALAR else INVERTIBLE(covariance)


def _mean(value: Expression) -> Instance:
    """E[a | b = y] = E[a] + Cov(a, b) Cov(b, b)⁻¹ (y − E[b])."""
    node = _node(value, CONDITIONAL_MEAN)
    body, given, seen = node.arguments[:3]
    laws = laws_behind(node)
    for part in (body, given):
        require_affine(part, laws)
    if free(seen) & {law.letter for law in laws}:
        raise ShapeError(f"{seen} is random")
    spread = covariance_of(given, given, node)
    moved = covariance_of(body, given, node) * spread.inv * (seen - expected(given, node))
    return (_regular(spread),), EQUAL(node, expected(body, node) + moved)


def _covariance(value: Expression) -> Instance:
    """Cov[a | b] = Cov(a, a) − Cov(a, b) Cov(b, b)⁻¹ Cov(b, a)."""
    node = _node(value, CONDITIONAL_COVARIANCE)
    body, given = node.arguments[:2]
    for part in (body, given):
        require_affine(part, laws_behind(node))
    spread = covariance_of(given, given, node)
    explained = covariance_of(body, given, node) * spread.inv * covariance_of(given, body, node)
    return (_regular(spread),), EQUAL(node, covariance_of(body, body, node) - explained)


def _affine(statement: Expression) -> Instance:
    node = _node(statement, DISTRIBUTED)
    value, mean, covariance = node.arguments[:3]
    laws = laws_behind(node)
    require_affine(value, laws)
    if (free(mean) | free(covariance)) & {law.letter for law in laws}:
        raise ShapeError("the mean and the covariance are to be fixed")
    return (EQUAL(expected(value, node), mean), EQUAL(covariance_of(value, value, node), covariance)), node


def _equal_logarithms(x: Expression, y: Expression) -> Instance:
    return (LESS(lift(0), x), LESS(lift(0), y), EQUAL(LOG(x), LOG(y))), EQUAL(x, y)


_w, _e, _y, _A, _b = symbol("w", "d"), symbol("e", "n"), symbol("y", "n"), symbol("A", "n", "d"), symbol("b", "n")
_laws = (gaussian(_w, zero("d"), identity("d")), gaussian(_e, zero("n"), identity("n")))
_seen = _A * _w + _e
_x, _z = symbol("x"), symbol("z")

RULES = (
    Rule("conditional mean of Gaussians", (with_laws(CONDITIONAL_MEAN, _w, _seen, _y, laws=_laws),), _mean, "2.5.1"),
    Rule(
        "conditional covariance of Gaussians",
        (with_laws(CONDITIONAL_COVARIANCE, _w, _seen, laws=_laws),),
        _covariance,
        "2.5.1",
    ),
    Rule(
        "affine map of Gaussians",
        (with_laws(DISTRIBUTED, _seen, _b, _A * _A.T + identity("n"), laws=_laws),),
        _affine,
        "2.4.1",
    ),
    Rule("equal logarithms", (_x, _z), _equal_logarithms, "the logarithm is one-to-one"),
)
