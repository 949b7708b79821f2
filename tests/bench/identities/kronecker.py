"""Kronecker products, vec, entrywise products and diagonals."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def kronecker() -> Iterator[Identity]:
    """vec, ⊗, ∘ and diag."""
    E, F = matrix("E", "m", "p"), matrix("F", "p", "q")
    T = matrix("T", "d", "q")
    i_a, i_r = invertible(A), invertible(R)
    yield from named(
        "vec and Kronecker products",
        "MN 2; HJ Topics 4",
        {
            "mixed product": (equal(kron(X, E) * kron(T, F), kron(X * T, E * F)),),
            "transpose": (equal(kron(X, E).T, kron(X.T, E.T)),),
            "inverse": (equal(kron(A, R).inv, kron(A.inv, R.inv)), i_a, i_r),
            "left distributive": (equal(kron(A + B, R), kron(A, R) + kron(B, R)),),
            "right distributive": (equal(kron(R, A + B), kron(R, A) + kron(R, B)),),
            "scalar moves": (equal(kron(s * X, E), kron(X, s * E)),),
            "identities": (equal(kron(I_n, I_m), kron(I_n, I_m) * kron(I_n, I_m)),),
            "factors": (equal(kron(A, R), kron(A, I_m) * kron(I_n, R)),),
            "factors commute": (equal(kron(A, I_m) * kron(I_n, R), kron(I_n, R) * kron(A, I_m)),),
            "trace": (equal(trace(kron(A, R)), trace(A) * trace(R)),),
            "Frobenius": (equal(trace(kron(X, E).T * kron(X, E)), trace(X.T * X) * trace(E.T * E)),),
            "projections": (
                equal(kron(A, R) * kron(A, R), kron(A, R)),
                idempotent(A),
                idempotent(R),
            ),
            "orthogonal": (equal(kron(A, R).T * kron(A, R), kron(I_n, I_m)), orthogonal(A), orthogonal(R)),
            "pseudo-inverse": (equal(pinv(kron(X, E)), kron(pinv(X), pinv(E))),),
            "column by row": (equal(kron(u, z.T), u * z.T),),
            "vec of three": (equal(vec(X * G * E), kron(E.T, X) * vec(G)),),
            "vec with the middle one": (equal(vec(X * G), kron(I_m, X) * vec(G)),),
            "vec with the left one": (equal(vec(X * G), kron(G.T, I_n) * vec(X)),),
            "vec of an outer product": (equal(vec(u * z.T), kron(z, u)),),
            "vec is linear": (equal(vec(s * X + t * Y.T), s * vec(X) + t * vec(Y.T)),),
            "trace of a product by vec": (equal(trace(A.T * B), vec(A).T * vec(B)),),
            "trace of four by vec": (equal(trace(X.T * A * X * Q), vec(X).T * kron(Q.T, A) * vec(X)),),
            "Frobenius norm by vec": (equal(squared_norm(vec(X)), trace(X.T * X)),),
            "Sylvester equation": (
                equal((kron(I_m, A) + kron(R.T, I_n)) * vec(Z), vec(C * Z)),
                equal(A * Z + Z * R, C * Z),
            ),
            "Stein equation": (
                equal(vec(B) - kron(A, A) * vec(B), vec(C)),
                equal(B - A * B * A.T, C),
            ),
            "least squares by vec": (
                equal(
                    squared_norm(vec(C) - kron(I_n, A) * vec(B)),
                    trace((C - A * B).T * (C - A * B)),
                ),
            ),
        },
    )
    yield from named(
        "entrywise products and diagonals",
        "HJ Topics 5; MC 10.2",
        {
            "entrywise product commutes": (equal(hadamard(A, B), hadamard(B, A)),),
            "entrywise product distributes": (equal(hadamard(A, B + C), hadamard(A, B) + hadamard(A, C)),),
            "entrywise product of transposes": (equal(hadamard(A, B).T, hadamard(A.T, B.T)),),
            "entrywise product of outer products": (
                equal(hadamard(u * v.T, x * y.T), hadamard(u, x) * hadamard(v, y).T),
            ),
            "scaling rows and columns": (equal(diag(u) * A * diag(v), hadamard(A, u * v.T)),),
            "scaling moves out of an entrywise product": (
                equal(hadamard(diag(u) * A, B * diag(v)), diag(u) * hadamard(A, B) * diag(v)),
            ),
            "diagonals multiply": (equal(diag(u) * diag(v), diag(hadamard(u, v))),),
            "diagonals commute": (equal(diag(u) * diag(v), diag(v) * diag(u)),),
            "diagonals add": (equal(diag(u) + diag(v), diag(u + v)),),
            "diagonal times a vector": (equal(diag(u) * x, hadamard(u, x)),),
            "form of an entrywise product": (equal(x.T * hadamard(A, B) * y, trace(diag(x) * A * diag(y) * B.T)),),
            "trace of an entrywise triple": (equal(trace(A.T * hadamard(B, C)), trace(hadamard(A, B).T * C)),),
            "entrywise with the identity": (equal(hadamard(A, I_n) * x, hadamard(I_n, A.T) * x),),
            "diagonal matrices commute": (equal(A * B, B * A), is_diagonal(A), is_diagonal(B)),
        },
    )
    yield from named(
        "square roots and powers",
        "HJ 7.2",
        {
            "root squared": (equal(root(A) * root(A), A), positive_semidefinite(A)),
            "root commutes": (equal(root(A) * A, A * root(A)), positive_semidefinite(A)),
            "root whitens": (
                equal(root(A).inv * A * root(A).inv, I_n),
                positive_definite(A),
            ),
            "inverse root of the inverse": (equal(root(A).inv * root(A).inv, A.inv), positive_definite(A)),
            "root is symmetric": (equal(root(A).T, root(A)), positive_semidefinite(A)),
            "Mahalanobis by the root": (
                equal(squared_norm(root(A).inv * (x - u)), (x - u).T * A.inv * (x - u)),
                positive_definite(A),
            ),
            "whitened regression": (
                equal(
                    ((root(A).inv * X).T * (root(A).inv * X)).inv * (root(A).inv * X).T * (root(A).inv * y),
                    (X.T * A.inv * X).inv * X.T * A.inv * y,
                ),
                positive_definite(A),
                full_column_rank(X),
            ),
            "polar factor is orthogonal": (
                equal((A * root(A.T * A).inv).T * (A * root(A.T * A).inv), I_n),
                invertible(A),
            ),
            "Cholesky inverse": (
                equal(A.inv, C.inv.T * C.inv),
                equal(A, C * C.T),
                invertible(C),
            ),
            "spectral power": (
                equal(B * C * B.T * (B * C * B.T), B * C * C * B.T),
                orthogonal(B),
            ),
            "spectral inverse": (
                equal((B * C * B.T).inv, B * C.inv * B.T),
                orthogonal(B),
                invertible(C),
            ),
            "spectral ridge": (
                equal((B * C * B.T + lam * I_n).inv, B * (C + lam * I_n).inv * B.T),
                orthogonal(B),
                positive_semidefinite(C),
                lam > 0,
            ),
        },
    )
