"""Functions that a document writes out and the prover knows by name: 1/(1 + e^{-z}) is the logistic function."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.check import agree
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations.algebra import SCALAR
from derivations.operations.elementwise import EXP, SIGMOID, TANH
from derivations.operations.notation import lift, over
from derivations.reading.values import Value
from derivations.trees import walk

_LARGEST = 24  # parts of an expression that is compared


def _logistic(z: Symbol) -> tuple[Expression, ...]:
    up, down = EXP(z), EXP(-z)
    return over(lift(1), 1 + down), over(up, 1 + up), over(lift(1), down + 1), over(up, up + 1)


def _tangent(z: Symbol) -> tuple[Expression, ...]:
    up, down, twice, back = EXP(z), EXP(-z), EXP(2 * z), EXP(-2 * z)
    return over(up - down, up + down), over(twice - 1, twice + 1), over(1 - back, 1 + back)


_FORMS: tuple[tuple[Callable[[Expression], Expression], Callable[[Symbol], tuple[Expression, ...]]], ...] = (
    (SIGMOID, _logistic),
    (TANH, _tangent),
)


def by_name(value: Value, letter: Callable[[], Symbol]) -> Value:
    """A function of one number, by the name that is known for it."""

    def build() -> Expression:
        written, z = value.build(), letter()
        if z.shape != SCALAR or written.shape != SCALAR or not _is_small(written):
            return written
        return next((name(z) for name, forms in _FORMS if any(agree(written, f) for f in forms(z))), written)

    return Value(value.span, value.shape, build)


def _is_small(value: Expression) -> bool:
    """Whether it is a short expression with exponentials."""
    parts = [part for _, part in zip(range(_LARGEST), walk(value), strict=False)]
    return len(parts) < _LARGEST and any(isinstance(p, Apply) and p.operation is EXP for p in parts)
