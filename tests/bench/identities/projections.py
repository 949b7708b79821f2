"""Projections and generalised inverses."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def projections() -> Iterator[Identity]:
    """Projections, the four Penrose equations and what follows from them."""
    P, N = matrix("P", "n", "n"), matrix("N", "n", "n")
    plus = pinv(X)
    L, E = matrix("L", "d", "n"), matrix("E", "n", "r")
    F = matrix("F", "r", "d")
    both = (full_column_rank(E), full_row_rank(F))
    square = (idempotent(P), idempotent(N))
    yield from named(
        "generalised inverses",
        "BI 1-4",
        {
            "the pseudo-inverse is determined": (
                equal(L, plus),
                equal(X * L * X, X),
                equal(L * X * L, L),
                equal((X * L).T, X * L),
                equal((L * X).T, L * X),
            ),
            "pseudo-inverse of a pseudo-inverse": (equal(pinv(plus), X),),
            "pseudo-inverse of a transpose": (equal(pinv(X.T), plus.T),),
            "pseudo-inverse by normal equations": (equal(plus, pinv(X.T * X) * X.T),),
            "pseudo-inverse by outer products": (equal(plus, X.T * pinv(X * X.T)),),
            "pseudo-inverse of a Gram matrix": (equal(pinv(X.T * X), plus * plus.T),),
            "pseudo-inverse of an outer Gram matrix": (equal(pinv(X * X.T), plus.T * plus),),
            "transpose by the pseudo-inverse": (equal(X.T, X.T * X * plus),),
            "transpose from the left": (equal(X.T, plus * X * X.T),),
            "tall of full rank": (equal(plus, (X.T * X).inv * X.T), full_column_rank(X)),
            "wide of full rank": (equal(plus, X.T * (X * X.T).inv), full_row_rank(X)),
            "square and invertible": (equal(pinv(A), A.inv), invertible(A)),
            "rank factorisation": (equal(pinv(E * F), F.T * (F * F.T).inv * (E.T * E).inv * E.T), *both),
            "reverse order for full ranks": (equal(pinv(E * F), pinv(F) * pinv(E)), *both),
            "reverse order for orthonormal columns": (
                equal(pinv(E * F), pinv(F) * E.T),
                orthonormal_columns(E),
            ),
            "reverse order for orthogonal factors": (
                equal(pinv(A * X * Q), Q.T * plus * A.T),
                orthogonal(A),
                orthogonal(Q),
            ),
            "Greville's condition one way": (
                equal(pinv(A * B), pinv(B) * pinv(A)),
                equal(pinv(A) * A * B * B.T * A.T, B * B.T * A.T),
                equal(B * pinv(B) * A.T * A * B, A.T * A * B),
            ),
            "projection onto the columns is idempotent": (equal(X * plus * X * plus, X * plus),),
            "projection onto the columns is symmetric": (equal((X * plus).T, X * plus),),
            "residual projection kills the columns": (equal((I_n - X * plus) * X, zero(*X.shape)),),
            "least squares by the pseudo-inverse": (equal(X.T * X * plus * y, X.T * y),),
            "a consistent system is solved": (equal(X * plus * y, y), equal(y, X * w)),
            "excess over least squares": (
                equal(squared_norm(X * w - y), squared_norm(X * plus * y - y) + squared_norm(X * (w - plus * y))),
            ),
            "minimum norm": (
                equal(squared_norm(w), squared_norm(plus * y) + squared_norm(w - plus * y)),
                equal(X * w, y),
            ),
            "general solution": (equal(X * (plus * y + (I_d - plus * X) * w), X * plus * y),),
            "pseudo-inverse of a projection": (equal(pinv(P), P), idempotent(P), symmetric(P)),
            "pseudo-inverse of symmetric is symmetric": (equal(pinv(A).T, pinv(A)), symmetric(A)),
            "pseudo-inverse of symmetric commutes": (equal(A * pinv(A), pinv(A) * A), symmetric(A)),
            "pseudo-inverse of a column": (equal(pinv(u), u.T / (u.T * u)), unequal(u.T * u, 0)),
            "pseudo-inverse of a multiple": (equal(pinv(s * X), plus / s), unequal(s, 0)),
            "a {1}-inverse gives the projection": (
                equal(X * L, X * plus),
                equal(X * L * X, X),
                equal((X * L).T, X * L),
            ),
            "X(X'X)⁻X' does not depend on the choice": (
                equal(X * M * X.T, X * plus),
                equal(X.T * X * M * X.T * X, X.T * X),
            ),
            "complement of a projection": (equal((I_n - P) * (I_n - P), I_n - P), idempotent(P)),
            "projection meets its complement": (equal(P * (I_n - P), O_nn), idempotent(P)),
            "reflection": (equal((I_n - 2 * P) * (I_n - 2 * P), I_n), idempotent(P)),
            "orthogonal reflection": (
                equal((I_n - 2 * P).T * (I_n - 2 * P), I_n),
                idempotent(P),
                symmetric(P),
            ),
            "Householder": (
                equal((I_n - 2 * (u * u.T) / (u.T * u)) * (I_n - 2 * (u * u.T) / (u.T * u)), I_n),
                unequal(u.T * u, 0),
            ),
            "Householder maps the vector to its negative": (
                equal((I_n - 2 * (u * u.T) / (u.T * u)) * u, -u),
                unequal(u.T * u, 0),
            ),
            "sum of orthogonal projections": (
                equal((P + N) * (P + N), P + N),
                *square,
                equal(P * N, O_nn),
                equal(N * P, O_nn),
            ),
            "difference of nested projections": (
                equal((P - N) * (P - N), P - N),
                *square,
                equal(P * N, N),
                equal(N * P, N),
            ),
            "product of commuting projections": (equal(P * N * (P * N), P * N), *square, equal(P * N, N * P)),
            "projection along the range": (
                equal(X * (L * X).inv * L * (X * (L * X).inv * L), X * (L * X).inv * L),
                invertible(L * X),
            ),
            "oblique projection keeps the range": (equal(X * (L * X).inv * L * X, X), invertible(L * X)),
            "inverse of one plus a projection": (equal((I_n + P).inv, I_n - P / 2), idempotent(P)),
            "inverse of one plus a multiple of a projection": (
                equal((I_n + s * P).inv, I_n - s / (1 + s) * P),
                idempotent(P),
                unequal(1 + s, 0),
            ),
            "orthonormal basis": (equal(hat(X), X * X.T), orthonormal_columns(X)),
            "Householder preserves norms": (
                equal(squared_norm(x - 2 * (u.T * x) / (u.T * u) * u), squared_norm(x)),
                unequal(u.T * u, 0),
            ),
            "cancelling on the left": (
                equal(G, matrix("T", "d", "m")),
                equal(X * G, X * matrix("T", "d", "m")),
                full_column_rank(X),
            ),
            "cancelling a Gram matrix": (
                equal(X * G, X * matrix("T", "d", "m")),
                equal(X.T * X * G, X.T * X * matrix("T", "d", "m")),
            ),
            "other side of a square inverse": (equal(B * A, I_n), equal(A * B, I_n)),
            "the inverse is unique": (equal(B, C), equal(A * B, I_n), equal(C * A, I_n)),
        },
    )
