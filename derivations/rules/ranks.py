"""What rank, squareness and positivity give beyond the equations at hand.

Sources: HJ is Horn & Johnson, Matrix Analysis, 2nd edition; P is Penrose (1955).
"""

from __future__ import annotations

from derivations.kernel.expression import ONE, Apply, Expression, ShapeError
from derivations.operations.algebra import SIZE
from derivations.operations.determinants import DETERMINANT, RANK
from derivations.operations.inverses import pseudo_inverse
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import TRACE
from derivations.operations.notation import identity, less, symbol, unequal, zero
from derivations.operations.properties import (
    FULL_COLUMN_RANK,
    FULL_ROW_RANK,
    IDEMPOTENT,
    INVERTIBLE,
    ORTHONORMAL_COLUMNS,
    POSITIVE_DEFINITE,
    SYMMETRIC,
)
from derivations.rules.rule import Rule

Instance = tuple[tuple[Apply, ...], Apply]
_A, _B, _X, _Y = symbol("A", "n", "n"), symbol("B", "n", "n"), symbol("X", "n", "d"), symbol("Y", "d", "m")
_RANK_ONE = _A, symbol("u", "n"), symbol("v", 1, "n")


def _square(*values: Expression) -> None:
    for value in values:
        if value.shape[0] != value.shape[1]:
            raise ShapeError(f"{value} is not square")


def _other_side(a: Expression, b: Expression) -> Instance:
    _square(a, b)
    one = identity(a.shape[0])
    return (EQUAL(a * b, one),), EQUAL(b * a, one)


def _has_inverse(a: Expression, b: Expression) -> Instance:
    _square(a, b)
    return (EQUAL(a * b, identity(a.shape[0])),), INVERTIBLE(a)


def _gram_vanishes(x: Expression) -> Instance:
    return (EQUAL(x.T * x, zero(x.shape[1], x.shape[1])),), EQUAL(x, zero(*x.shape))


def _difference_vanishes(x: Expression, y: Expression) -> Instance:
    return (EQUAL(x - y, zero(*x.shape)),), EQUAL(x, y)


def _left_inverse(x: Expression) -> Instance:
    return (FULL_COLUMN_RANK(x),), EQUAL(pseudo_inverse(x) * x, identity(x.shape[1]))


def _right_inverse(x: Expression) -> Instance:
    return (FULL_ROW_RANK(x),), EQUAL(x * pseudo_inverse(x), identity(x.shape[0]))


def _rows_to_columns(x: Expression) -> Instance:
    return (FULL_ROW_RANK(x),), FULL_COLUMN_RANK(x.T)


def _columns_to_rows(x: Expression) -> Instance:
    return (FULL_COLUMN_RANK(x),), FULL_ROW_RANK(x.T)


def _gram_rank(x: Expression) -> Instance:
    return (INVERTIBLE(x.T * x),), FULL_COLUMN_RANK(x)


def _left_inverse_rank(x: Expression, y: Expression) -> Instance:
    return (EQUAL(x * y, identity(x.shape[0])),), FULL_COLUMN_RANK(y)


def _symmetric_inverse(a: Expression) -> Instance:
    return (SYMMETRIC(a),), SYMMETRIC(a.inv)


def _symmetric_pseudo_inverse(a: Expression) -> Instance:
    return (SYMMETRIC(a),), SYMMETRIC(pseudo_inverse(a))


def _definite_symmetric(a: Expression) -> Instance:
    return (POSITIVE_DEFINITE(a),), SYMMETRIC(a)


def _positive_determinant(a: Expression) -> Instance:
    return (POSITIVE_DEFINITE(a),), less(0, DETERMINANT(a))


def _nonzero_determinant(a: Expression) -> Instance:
    return (INVERTIBLE(a),), unequal(DETERMINANT(a), 0)


def _invertible_by_determinant(a: Expression) -> Instance:
    return (unequal(DETERMINANT(a), 0),), INVERTIBLE(a)


def _column_rank(x: Expression) -> Instance:
    return (FULL_COLUMN_RANK(x),), EQUAL(RANK(x), SIZE(data=(x.shape[1],)))


def _row_rank(x: Expression) -> Instance:
    return (FULL_ROW_RANK(x),), EQUAL(RANK(x), SIZE(data=(x.shape[0],)))


def _idempotent_rank(a: Expression) -> Instance:
    return (IDEMPOTENT(a),), EQUAL(RANK(a), TRACE(a))


def _rank_times_invertible(x: Expression, a: Expression) -> Instance:
    return (INVERTIBLE(a),), EQUAL(RANK(x * a), RANK(x))


def _rank_of_invertible_times(a: Expression, x: Expression) -> Instance:
    return (INVERTIBLE(a),), EQUAL(RANK(a * x), RANK(x))


def _rank_of_independent_times(x: Expression, y: Expression) -> Instance:
    return (FULL_COLUMN_RANK(x),), EQUAL(RANK(x * y), RANK(y))


def _rank_times_independent(x: Expression, y: Expression) -> Instance:
    return (FULL_ROW_RANK(y),), EQUAL(RANK(x * y), RANK(x))


def _between_orthonormal(u: Expression, a: Expression, v: Expression) -> Instance:
    given = (ORTHONORMAL_COLUMNS(u), ORTHONORMAL_COLUMNS(v))
    return given, EQUAL(pseudo_inverse(u * a * v.T), v * pseudo_inverse(a) * u.T)


def _product_rank(x: Expression, y: Expression) -> Instance:
    return (FULL_COLUMN_RANK(x), FULL_COLUMN_RANK(y)), FULL_COLUMN_RANK(x * y)


def _orthonormal_rank(x: Expression) -> Instance:
    return (ORTHONORMAL_COLUMNS(x),), FULL_COLUMN_RANK(x)


def _column(x: Expression) -> Instance:
    if x.shape[1] != ONE:
        raise ShapeError(f"{x} is not a column")
    return (unequal(x.T * x, 0),), EQUAL(pseudo_inverse(x), x.T / (x.T * x))


def _penrose(x: Expression, y: Expression) -> Instance:
    left, right = x * y, y * x
    given = EQUAL(x * y * x, x), EQUAL(y * x * y, y), EQUAL(left.T, left), EQUAL(right.T, right)
    return given, EQUAL(pseudo_inverse(x), y)


def _commuting_inverse(a: Expression, b: Expression) -> Instance:
    return (INVERTIBLE(a), EQUAL(a * b, b * a)), EQUAL(a.inv * b, b * a.inv)


def _rank_one(p: Expression, u: Expression, v: Expression) -> Expression:
    if (u.shape[1], v.shape[0]) != (ONE, ONE) or p.shape == (ONE, ONE):
        raise ShapeError(f"{u} times {v} is no column times a row")
    return 1 + v * p.inv * u


def _sherman_morrison(p: Expression, u: Expression, v: Expression) -> Instance:
    divisor = _rank_one(p, u, v)
    return (INVERTIBLE(p), unequal(divisor, 0)), EQUAL((p + u * v).inv, p.inv - p.inv * u * v * p.inv / divisor)


def _update_divisor(p: Expression, u: Expression, v: Expression) -> Instance:
    return (INVERTIBLE(p), INVERTIBLE(p + u * v)), unequal(_rank_one(p, u, v), 0)


def _update_invertible(p: Expression, u: Expression, v: Expression) -> Instance:
    return (INVERTIBLE(p), unequal(_rank_one(p, u, v), 0)), INVERTIBLE(p + u * v)


RULES = (
    Rule("one-sided inverse of a square matrix", (_A, _B), _other_side, "HJ 0.5: AB = I makes B the inverse"),
    Rule("one-sided inverse gives invertible", (_A, _B), _has_inverse, "HJ 0.5"),
    Rule("Gram matrix vanishes", (_X,), _gram_vanishes, "HJ 7.2.7: ‖Xv‖² = v'X'Xv"),
    Rule("difference vanishes", (_X, symbol("W", "n", "d")), _difference_vanishes, "x − y = 0 means x = y"),
    Rule("pseudo-inverse of full column rank", (_X,), _left_inverse, "P: X⁺ = (X'X)⁻¹X'"),
    Rule("pseudo-inverse of full row rank", (_X,), _right_inverse, "P: X⁺ = X'(XX')⁻¹"),
    Rule("rows to columns", (_X,), _rows_to_columns, "HJ 0.4: the ranks of X and X' agree"),
    Rule("columns to rows", (_X,), _columns_to_rows, "HJ 0.4: the ranks of X and X' agree"),
    Rule("invertible Gram matrix", (_X,), _gram_rank, "HJ 0.4: Xv = 0 gives X'Xv = 0, so v = 0"),
    Rule("left inverse gives full column rank", (symbol("Z", "d", "n"), _X), _left_inverse_rank, "HJ 0.4"),
    Rule("inverse of symmetric", (_A,), _symmetric_inverse, "HJ 0.5: (A⁻¹)' = (A')⁻¹"),
    Rule("pseudo-inverse of symmetric", (_A,), _symmetric_pseudo_inverse, "P: (A⁺)' = (A')⁺"),
    Rule("definite is symmetric", (_A,), _definite_symmetric, "HJ 7.1.1, with symmetry in the definition"),
    Rule("determinant of definite", (_A,), _positive_determinant, "HJ 7.1.4: a product of positive eigenvalues"),
    Rule("determinant of invertible", (_A,), _nonzero_determinant, "HJ 0.5"),
    Rule("invertible by determinant", (_A,), _invertible_by_determinant, "HJ 0.5"),
    Rule("rank of full column rank", (_X,), _column_rank, "HJ 0.4"),
    Rule("rank of full row rank", (_X,), _row_rank, "HJ 0.4"),
    Rule("rank of idempotent", (_A,), _idempotent_rank, "HJ 1.1: the eigenvalues are 0 and 1"),
    Rule("rank times invertible", (_X, symbol("C", "d", "d")), _rank_times_invertible, "HJ 0.4.6"),
    Rule("product of full column rank", (_X, _Y), _product_rank, "HJ 0.4: XYv = 0 gives Yv = 0, so v = 0"),
    Rule("orthonormal columns are independent", (_X,), _orthonormal_rank, "HJ 2.1.2"),
    Rule("pseudo-inverse of a column", (symbol("x", "n"),), _column, "P: x⁺ = x'/(x'x)"),
    Rule("Penrose equations", (_X, symbol("Z", "d", "n")), _penrose, "P: one matrix meets the four equations"),
    Rule("inverse commutes", (_A, _B), _commuting_inverse, "AB = BA between two A⁻¹"),
    Rule("Sherman-Morrison", _RANK_ONE, _sherman_morrison, "Sherman & Morrison, Ann. Math. Stat. 21 (1950) 124"),
    Rule("rank one update", _RANK_ONE, _update_divisor, "HJ 0.8.5: det(P + uv') = det P · (1 + v'P⁻¹u)"),
    Rule("rank one update is invertible", _RANK_ONE, _update_invertible, "HJ 0.8.5"),
    Rule("rank of full column rank times", (_X, _Y), _rank_of_independent_times, "HJ 0.4.6"),
    Rule("rank times full row rank", (_X, _Y), _rank_times_independent, "HJ 0.4.6"),
    Rule("pseudo-inverse between orthonormal columns", (_X, _Y, symbol("V", "p", "m")), _between_orthonormal, "P"),
    Rule("rank of invertible times", (_A, _X), _rank_of_invertible_times, "HJ 0.4.6"),
)
