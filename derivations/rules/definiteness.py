"""What makes a matrix definite, and what definiteness gives.

Sources: HJ is Horn & Johnson, Matrix Analysis, 2nd edition.
"""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.expression import Apply, Expression, Operation
from derivations.operations.blocks import KRONECKER
from derivations.operations.inverses import MATRIX_ROOT
from derivations.operations.logic import EQUAL, UNEQUAL
from derivations.operations.notation import at_most, identity, less, symbol, unequal, zero
from derivations.operations.properties import (
    FULL_COLUMN_RANK,
    FULL_ROW_RANK,
    INVERTIBLE,
    ORTHOGONAL,
    POSITIVE_DEFINITE,
    POSITIVE_SEMIDEFINITE,
)
from derivations.rules.rule import Rule

Instance = tuple[tuple[Apply, ...], Apply]
_P, _Q, _B, _c = symbol("P", "n", "n"), symbol("Q", "n", "n"), symbol("B", "n", "d"), symbol("c")
_R, _U, _V = symbol("R", "m", "m"), symbol("U", "n", "k"), symbol("V", "k", "n")
_v, _u = symbol("v", "n"), symbol("u", "n")


def _gram(b: Expression) -> Instance:
    return (), POSITIVE_SEMIDEFINITE(b.T * b)


def _gram_of_full_rank(b: Expression) -> Instance:
    return (FULL_COLUMN_RANK(b),), POSITIVE_DEFINITE(b.T * b)


def _identity(p: Expression) -> Instance:
    return (), POSITIVE_DEFINITE(identity(p.shape[0]))


def _sum_semidefinite(p: Expression, q: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p), POSITIVE_SEMIDEFINITE(q)), POSITIVE_SEMIDEFINITE(p + q)


def _sum_definite(p: Expression, q: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p), POSITIVE_SEMIDEFINITE(q)), POSITIVE_DEFINITE(p + q)


def _multiple_definite(c: Expression, p: Expression) -> Instance:
    return (less(0, c), POSITIVE_DEFINITE(p)), POSITIVE_DEFINITE(c * p)


def _multiple_semidefinite(c: Expression, p: Expression) -> Instance:
    return (at_most(0, c), POSITIVE_SEMIDEFINITE(p)), POSITIVE_SEMIDEFINITE(c * p)


def _weaker(p: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p),), POSITIVE_SEMIDEFINITE(p)


def _congruent_definite(b: Expression, p: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p), FULL_COLUMN_RANK(b)), POSITIVE_DEFINITE(b.T * p * b)


def _congruent_semidefinite(b: Expression, p: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p),), POSITIVE_SEMIDEFINITE(b.T * p * b)


def _inverse_definite(p: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p),), POSITIVE_DEFINITE(p.inv)


def _definite_invertible(p: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p),), INVERTIBLE(p)


def _invertible_definite(p: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p), INVERTIBLE(p)), POSITIVE_DEFINITE(p)


def _product_invertible(p: Expression, q: Expression) -> Instance:
    return (INVERTIBLE(p), INVERTIBLE(q)), INVERTIBLE(p * q)


def _inverse_invertible(p: Expression) -> Instance:
    return (INVERTIBLE(p),), INVERTIBLE(p.inv)


def _transpose_invertible(p: Expression) -> Instance:
    return (INVERTIBLE(p),), INVERTIBLE(p.T)


def _multiple_invertible(c: Expression, p: Expression) -> Instance:
    return (unequal(c, 0), INVERTIBLE(p)), INVERTIBLE(c * p)


def _orthogonal_invertible(p: Expression) -> Instance:
    return (ORTHOGONAL(p),), INVERTIBLE(p)


def _invertible_rank(p: Expression) -> Instance:
    return (INVERTIBLE(p),), FULL_COLUMN_RANK(p)


def _form_positive(p: Expression, v: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p), unequal_to_zero(v)), less(0, v.T * p * v)


def _form_nonnegative(p: Expression, v: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p),), at_most(0, v.T * p * v)


def _difference(a: Expression, b: Expression) -> Instance:
    return (UNEQUAL(a, b),), unequal_to_zero(a - b)


def _root_definite(p: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p),), POSITIVE_DEFINITE(MATRIX_ROOT(p))


def _root_semidefinite(p: Expression) -> Instance:
    return (POSITIVE_SEMIDEFINITE(p),), POSITIVE_SEMIDEFINITE(MATRIX_ROOT(p))


def _kronecker_definite(p: Expression, q: Expression) -> Instance:
    return (POSITIVE_DEFINITE(p), POSITIVE_DEFINITE(q)), POSITIVE_DEFINITE(KRONECKER(p, q))


def _kronecker_invertible(p: Expression, q: Expression) -> Instance:
    return (INVERTIBLE(p), INVERTIBLE(q)), INVERTIBLE(KRONECKER(p, q))


def _kronecker_inverse(p: Expression, q: Expression) -> Instance:
    return (INVERTIBLE(p), INVERTIBLE(q)), EQUAL(KRONECKER(p, q).inv, KRONECKER(p.inv, q.inv))


def _other_order(u: Expression, v: Expression) -> Instance:
    return (INVERTIBLE(identity(v.shape[0]) + v * u),), INVERTIBLE(identity(u.shape[0]) + u * v)


def _like(operation: Operation) -> Rule:
    """A property that one side of an equation has, the other has."""

    def instance(p: Expression, q: Expression) -> Instance:
        return (EQUAL(p, q), operation(q)), operation(p)

    return Rule(f"equal to {operation.name}", (_P, _Q), instance, "equals may be put for equals")


def unequal_to_zero(value: Expression) -> Apply:
    """value ≠ 0, the zero of its shape."""
    return UNEQUAL(value, zero(*value.shape))


def _transposed(prop: Operation) -> Callable[[Expression], Instance]:
    return lambda p: ((prop(p),), prop(p.T))


RULES = (
    Rule("transpose of definite", (_P,), _transposed(POSITIVE_DEFINITE), "HJ 7.1.1: it is symmetric"),
    Rule("transpose of semidefinite", (_P,), _transposed(POSITIVE_SEMIDEFINITE), "HJ 7.1.1: it is symmetric"),
    Rule("definite form is positive", (_P, _v), _form_positive, "HJ 7.1.1: the definition"),
    Rule("semidefinite form is nonnegative", (_P, _v), _form_nonnegative, "HJ 7.1.1: the definition"),
    Rule("difference of unequal", (_v, _u), _difference, "a − b = 0 only if a = b"),
    Rule("Gram matrix", (_B,), _gram, "HJ 7.2.7: v'B'Bv = ‖Bv‖² ≥ 0"),
    Rule("Gram matrix of full column rank", (_B,), _gram_of_full_rank, "HJ 7.2.7: ‖Bv‖ = 0 only at v = 0"),
    Rule("identity is definite", (_P,), _identity, "v'v > 0 unless v = 0"),
    Rule("sum of semidefinite", (_P, _Q), _sum_semidefinite, "HJ 7.1.3"),
    Rule("definite plus semidefinite", (_P, _Q), _sum_definite, "HJ 7.1.3"),
    Rule("positive multiple of definite", (_c, _P), _multiple_definite, "HJ 7.1.3"),
    Rule("nonnegative multiple of semidefinite", (_c, _P), _multiple_semidefinite, "HJ 7.1.3"),
    Rule("definite is semidefinite", (_P,), _weaker, "HJ 7.1.1"),
    Rule("congruence, definite", (_B, _P), _congruent_definite, "HJ 7.1.8"),
    Rule("congruence, semidefinite", (_B, _P), _congruent_semidefinite, "HJ 7.1.8"),
    Rule("inverse of definite", (_P,), _inverse_definite, "HJ 7.1.7"),
    Rule("definite is invertible", (_P,), _definite_invertible, "HJ 7.1.7: Mv = 0 gives v'Mv = 0, so v = 0"),
    Rule("invertible semidefinite is definite", (_P,), _invertible_definite, "HJ 7.1.7: no eigenvalue is 0"),
    Rule("product of invertible", (_P, _Q), _product_invertible, "HJ 0.5: (PQ)⁻¹ = Q⁻¹P⁻¹"),
    Rule("inverse is invertible", (_P,), _inverse_invertible, "HJ 0.5"),
    Rule("transpose of invertible", (_P,), _transpose_invertible, "HJ 0.5"),
    Rule("nonzero multiple of invertible", (_c, _P), _multiple_invertible, "HJ 0.5"),
    Rule("orthogonal is invertible", (_P,), _orthogonal_invertible, "HJ 2.1.4"),
    Rule("invertible has full column rank", (_P,), _invertible_rank, "HJ 0.4"),
    Rule("root of definite", (_P,), _root_definite, "HJ 7.2.6"),
    Rule("root of semidefinite", (_P,), _root_semidefinite, "HJ 7.2.6"),
    Rule("Kronecker product of definite", (_P, _R), _kronecker_definite, "HJ Topics 4.2.12: products of eigenvalues"),
    Rule("Kronecker product of invertible", (_P, _R), _kronecker_invertible, "HJ Topics 4.2.11"),
    Rule("inverse of a Kronecker product", (_P, _R), _kronecker_inverse, "HJ Topics 4.2.11"),
    Rule("invertible in the other order", (_U, _V), _other_order, "HJ 1.3.22: UV and VU share the eigenvalue −1"),
    *map(_like, (INVERTIBLE, POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE, FULL_COLUMN_RANK, FULL_ROW_RANK)),
)
