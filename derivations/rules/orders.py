"""Inequalities of inner products: Cauchy and Schwarz, traces, and what a difference says.

Sources: HJ is Horn & Johnson, Matrix Analysis, 2nd edition.
"""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression
from derivations.operations.algebra import POWER
from derivations.operations.logic import AT_MOST
from derivations.operations.matrices import INNER, NORM, SQUARED_NORM, TRACE
from derivations.operations.notation import at_most, minus, symbol, times
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.rules.rule import Rule

Instance = tuple[tuple[Apply, ...], Apply]
_P, _A, _B = symbol("P", "n", "n"), symbol("A", "n", "d"), symbol("B", "n", "d")
_C, _a, _b = symbol("C", "d", "k"), symbol("a"), symbol("b")


def _cauchy_schwarz(p: Expression, a: Expression, b: Expression) -> Instance:
    """⟨A, PB⟩² ≤ ⟨A, PA⟩⟨B, PB⟩, with the inner product of all entries."""
    square = POWER(INNER(a, times(p, b)), data=(2,))
    return (POSITIVE_SEMIDEFINITE(p),), AT_MOST(square, times(INNER(a, times(p, a)), INNER(b, times(p, b))))


def _product_of_norms(a: Expression, b: Expression) -> Instance:
    return (), AT_MOST(INNER(a, b), times(NORM(a), NORM(b)))


def _squared(a: Expression, b: Expression) -> Instance:
    """a² ≤ b² gives a ≤ b where 0 ≤ b."""
    return (at_most(0, b), AT_MOST(*(POWER(side, data=(2,)) for side in (a, b)))), at_most(a, b)


def _trace(p: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p),), POSITIVE_SEMIDEFINITE(TRACE(p))


def _difference(a: Expression, b: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(minus(b, a)),), at_most(a, b)


def _product_norm(a: Expression, c: Expression) -> Instance:
    return (), AT_MOST(SQUARED_NORM(times(a, c)), times(SQUARED_NORM(a), SQUARED_NORM(c)))


RULES = (
    Rule("Cauchy and Schwarz", (_P, _A, _B), _cauchy_schwarz, "HJ 5.1.4, of P^½A and P^½B as columns"),
    Rule("Cauchy and Schwarz, norms", (_A, _B), _product_of_norms, "HJ 5.1.4"),
    Rule("comparison of squares", (_a, _b), _squared, "if b < a then 0 ≤ b gives b² < a²"),
    Rule("trace of semidefinite", (_P,), _trace, "HJ 7.1.5: tr P is the sum of the eigenvalues"),
    Rule("nonnegative difference", (_a, _b), _difference, "HJ 7.1.1 with one row: 0 ≤ b − a gives a ≤ b"),
    Rule("norm of a product", (_A, _C), _product_norm, "HJ 5.6, example ℓ₂: ‖AC‖ ≤ ‖A‖‖C‖ in the norm of Frobenius"),
)
