"""Scalar recurrences x_{t+1} = a x_t + b, powers and logarithms.

Source: Elaydi, An Introduction to Difference Equations, 3rd ed.
"""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression
from derivations.operations.elementwise import ABSOLUTE, LOG
from derivations.operations.notation import at_most, equal, iff, less, symbol
from derivations.operations.powers import NATURAL, NATURAL_POWER
from derivations.operations.sequences import AFFINE, BOUNDED, CONVERGES, TENDS_TO
from derivations.rules.rule import Rule

Instance = tuple[tuple[Apply, ...], Apply]
_m, _a, _b, _limit = symbol("m"), symbol("a"), symbol("b"), symbol("L")


def _stable(a: Expression, b: Expression) -> Instance:
    return (), iff(CONVERGES(a, b), less(ABSOLUTE(a), 1))


def _grows(a: Expression, b: Expression) -> Instance:
    return (less(1, ABSOLUTE(a)),), ~BOUNDED(a, b)


def _limit_of(m: Expression, a: Expression, b: Expression, limit: Expression) -> Instance:
    return (AFFINE(m, a, b), less(ABSOLUTE(a), 1), equal(limit, a * limit + b)), TENDS_TO(m, limit)


def _power(a: Expression, t: Expression) -> Instance:
    return (NATURAL(t),), equal(ABSOLUTE(NATURAL_POWER(a, t)), NATURAL_POWER(ABSOLUTE(a), t))


def _logarithms(x: Expression, y: Expression) -> Instance:
    return (less(0, x), less(0, y)), iff(at_most(x, y), at_most(LOG(x), LOG(y)))


def _tangent(x: Expression) -> Instance:
    return (less(0, x),), at_most(LOG(x), x - 1)


RULES = (
    Rule("absolute value of a power", (_a, _b), _power, "|ab| = |a||b|, by induction"),
    Rule("logarithm of a comparison", (_a, _b), _logarithms, "NIST DLMF 4.2: the logarithm increases"),
    Rule("logarithm below its tangent", (_a,), _tangent, "NIST DLMF 4.5.1: log x ≤ x − 1"),
    Rule("affine recurrence, stability", (_a, _b), _stable, "Elaydi 1.2: x_t − x* = a^t (x_0 − x*)"),
    Rule("affine recurrence, growth", (_a, _b), _grows, "Elaydi 1.2: |x_t − x*| = |a|^t |x_0 − x*|"),
    Rule("affine recurrence, limit", (_m, _a, _b, _limit), _limit_of, "Elaydi 1.2"),
)
