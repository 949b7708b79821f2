"""Scalar recurrences x_{t+1} = a x_t + b. Source: Elaydi, An Introduction to Difference Equations, 3rd ed."""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression
from derivations.operations.elementwise import ABSOLUTE
from derivations.operations.notation import equal, iff, less, symbol
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


RULES = (
    Rule("affine recurrence, stability", (_a, _b), _stable, "Elaydi 1.2: x_t − x* = a^t (x_0 − x*)"),
    Rule("affine recurrence, growth", (_a, _b), _grows, "Elaydi 1.2: |x_t − x*| = |a|^t |x_0 − x*|"),
    Rule("affine recurrence, limit", (_m, _a, _b, _limit), _limit_of, "Elaydi 1.2"),
)
