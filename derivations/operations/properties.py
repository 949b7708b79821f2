"""Properties of matrices: their meaning as equations where they have one, and as a numeric test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivations.kernel.expression import TRUTH, Apply, Expression, Operation, Shape, ShapeError, written
from derivations.operations.logic import EQUAL, opaque


def _of_square(node: Apply) -> Shape:
    (matrix,) = node.arguments
    if matrix.shape[0] != matrix.shape[1]:
        raise ShapeError(f"{matrix} ({written(matrix.shape)}) is not square, so it cannot be {node.operation.name}")
    return TRUTH


def _of_any(node: Apply) -> Shape:
    return TRUTH


def _property(
    name: str,
    holds: Callable[[Any, Any], bool],
    laws: Callable[..., tuple[tuple[Expression, Any], ...]] | None = None,
    shape: Callable[[Apply], Shape] = _of_square,
    *,
    defined: bool = True,
) -> Operation:
    words = name.replace("_", " ")

    def said(node: Apply) -> tuple[Apply, ...]:
        return tuple(EQUAL(p, q) for p, q in (laws(*node.arguments) if laws else ()))

    return Operation(
        words,
        shape,
        opaque,
        lambda c, n: holds(c, c.value(n.arguments[0])),
        f"{{0:6}} \\text{{{{ is {words}}}}}",
        f"{{0:6}} is {words}",
        5,
        "Horn & Johnson, Matrix Analysis, 2nd ed.",
        laws=said,
        defined=defined and laws is not None,
    )


INVERTIBLE = _property("invertible", lambda c, a: c.rank(a) == a.shape[-1])
SYMMETRIC = _property("symmetric", lambda c, a: c.equal(a, c.transpose(a)), lambda a: ((a.T, a),))
SKEW = _property("skew", lambda c, a: c.equal(a, -c.transpose(a)), lambda a: ((a.T, -a),))
IDEMPOTENT = _property("idempotent", lambda c, a: c.equal(a @ a, a), lambda a: ((a * a, a),))
ORTHOGONAL = _property(
    "orthogonal",
    lambda c, a: c.equal(a @ c.transpose(a), c.eye(a.shape[-1])),
    lambda a: ((a.T * a, a.notation.identity(a.shape[0])), (a * a.T, a.notation.identity(a.shape[0]))),
)
ORTHONORMAL_COLUMNS = _property(
    "orthonormal_columns",
    lambda c, a: c.equal(c.transpose(a) @ a, c.eye(a.shape[-1])),
    lambda a: ((a.T * a, a.notation.identity(a.shape[1])),),
    _of_any,
)
POSITIVE_DEFINITE = _property(
    "positive_definite", lambda c, a: c.definite(a, strict=True), lambda a: ((a.T, a),), defined=False
)
POSITIVE_SEMIDEFINITE = _property(
    "positive_semidefinite", lambda c, a: c.definite(a, strict=False), lambda a: ((a.T, a),), defined=False
)
FULL_COLUMN_RANK = _property("full_column_rank", lambda c, a: c.rank(a) == a.shape[-1], shape=_of_any)
FULL_ROW_RANK = _property("full_row_rank", lambda c, a: c.rank(a) == a.shape[-2], shape=_of_any)
DIAGONAL = _property(
    "diagonal",
    lambda c, a: c.equal(a, a * c.eye(a.shape[-1])),
    lambda a: ((a.T, a), (a.notation.hadamard(a, a.notation.identity(a.shape[0])), a)),
)
ROWS = (
    INVERTIBLE,
    SYMMETRIC,
    SKEW,
    IDEMPOTENT,
    ORTHOGONAL,
    ORTHONORMAL_COLUMNS,
    POSITIVE_DEFINITE,
    POSITIVE_SEMIDEFINITE,
    FULL_COLUMN_RANK,
    FULL_ROW_RANK,
    DIAGONAL,
)
