"""Traces, determinants, norms and quadratic forms."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def scalars_of_matrices() -> Iterator[Identity]:
    """Traces, determinants and norms."""
    P = matrix("P", "n", "n")
    i_a, i_b = invertible(A), invertible(B)
    E, F = matrix("E", "n", "m"), matrix("F", "m", "n")
    n = size_of("n")
    yield from named(
        "traces",
        "HJ 1.2, 7.7; MN 1.10",
        {
            "trace of three cycles": (equal(trace(A * B * C), trace(C * A * B)),),
            "trace of a commutator": (equal(trace(A * B - B * A), lift(0)),),
            "trace of a similar matrix": (equal(trace(B.inv * A * B), trace(A)), i_b),
            "trace of symmetric times skew": (equal(trace(A * B), lift(0)), symmetric(A), skew(B)),
            "trace of an outer product": (equal(trace(u * v.T), v.T * u),),
            "trace of a turned product": (equal(trace(A.T * B), trace(B.T * A)),),
            "trace of three symmetric matrices": (
                equal(trace(A * B * C), trace(A * C * B)),
                symmetric(A),
                symmetric(B),
                symmetric(C),
            ),
            "quadratic form as a trace": (equal(x.T * A * x, trace(A * x * x.T)),),
            "trace of a rank one inverse": (equal(trace((I_n + u * u.T).inv), n - u.T * u / (1 + u.T * u)),),
            "trace of rank": (equal(rank(P), trace(P)), idempotent(P)),
            "rank of a complement": (equal(rank(I_n - P), n - rank(P)), idempotent(P)),
            "rank of a hat matrix": (equal(rank(hat(X)), size_of("d")), full_column_rank(X)),
            "rank of a Gram matrix": (equal(rank(X.T * X), rank(X)),),
            "rank under equivalence": (equal(rank(A * X * Q), rank(X)), invertible(A), invertible(Q)),
            "Frobenius norm of a product with orthogonal": (
                equal(trace((A * X).T * (A * X)), trace(X.T * X)),
                orthogonal(A),
            ),
            "parallelogram": (
                equal(
                    squared_norm(x + y) + squared_norm(x - y),
                    2 * squared_norm(x) + 2 * squared_norm(y),
                ),
            ),
            "polarisation": (equal(x.T * y, (squared_norm(x + y) - squared_norm(x - y)) / 4),),
            "law of cosines": (equal(squared_norm(x - y), squared_norm(x) - 2 * (x.T * y) + squared_norm(y)),),
            "isometry": (equal(norm(A * x), norm(x)), orthogonal(A)),
            "isometry keeps inner products": (equal((X * b).T * (X * w), b.T * w), orthonormal_columns(X)),
            "quadratic form of a skew matrix": (equal(x.T * A * x, lift(0)), skew(A)),
            "quadratic form sees the symmetric part": (equal(x.T * A * x, x.T * ((A + A.T) / 2) * x),),
            "completing the square": (
                equal(
                    x.T * A * x - 2 * (y.T * x),
                    (x - A.inv * y).T * A * (x - A.inv * y) - y.T * A.inv * y,
                ),
                positive_definite(A),
            ),
            "completing two squares": (
                equal(
                    (x - u).T * A * (x - u) + (x - v).T * B * (x - v),
                    (x - (A + B).inv * (A * u + B * v)).T * (A + B) * (x - (A + B).inv * (A * u + B * v))
                    + (u - v).T * (A.inv + B.inv).inv * (u - v),
                ),
                positive_definite(A),
                positive_definite(B),
            ),
            "eigenvector of a power": (equal(A * A * A * x, s**3 * x), equal(A * x, s * x)),
            "eigenvector of the inverse": (equal(A.inv * x, x / s), equal(A * x, s * x), i_a, unequal(s, 0)),
            "eigenvector of a shift": (equal((A + t * I_n) * x, (s + t) * x), equal(A * x, s * x)),
            "eigenvectors of symmetric are orthogonal": (
                equal((s - t) * (x.T * y), lift(0)),
                equal(A * x, s * x),
                equal(A * y, t * y),
                symmetric(A),
            ),
            "Rayleigh quotient": (equal(x.T * A * x / (x.T * x), s), equal(A * x, s * x), unequal(x.T * x, 0)),
        },
    )
    whole = block([[A, E], [F, R]])
    yield from named(
        "determinants",
        "HJ 0.8; HS",
        {
            "product": (equal(det(A * B), det(A) * det(B)),),
            "order does not matter": (equal(det(A * B), det(B * A)),),
            "transpose": (equal(det(A.T), det(A)),),
            "inverse": (equal(det(A.inv), 1 / det(A)), i_a),
            "similar": (equal(det(B.inv * A * B), det(A)), i_b),
            "Gram": (equal(det(A.T * A), det(A) ** 2),),
            "congruence": (equal(det(B.T * A * B), det(A) * det(B) ** 2),),
            "Sylvester": (equal(det(I_n + E * F), det(I_m + F * E)),),
            "Sylvester with a matrix": (
                equal(det(A + E * F), det(A) * det(I_m + F * A.inv * E)),
                i_a,
            ),
            "matrix determinant lemma": (equal(det(A + u * v.T), det(A) * (1 + v.T * A.inv * u)), i_a),
            "determinant lemma with a core": (
                equal(det(A + E * R * F), det(A) * det(R) * det(R.inv + F * A.inv * E)),
                i_a,
                invertible(R),
            ),
            "one plus rank one": (equal(det(I_n + u * v.T), 1 + v.T * u),),
            "downdate": (equal(det(A - u * u.T), det(A) * (1 - u.T * A.inv * u)), i_a),
            "block diagonal": (equal(det(block([[A, O_nm], [O_mn, R]])), det(A) * det(R)), i_a),
            "block triangular": (equal(det(block([[A, E], [O_mn, R]])), det(A) * det(R)), i_a),
            "Schur": (equal(det(whole), det(A) * det(R - F * A.inv * E)), i_a),
            "Schur from below": (equal(det(whole), det(R) * det(A - E * R.inv * F)), invertible(R)),
            "ridge determinants": (
                equal(det(lam * I_n + X * X.T), det(lam * I_n) * det(I_d + X.T * X / lam)),
                lam > 0,
            ),
            "determinant of orthogonal squared": (equal(det(A) ** 2, lift(1)), orthogonal(A)),
            "determinant of an involution squared": (equal(det(A) ** 2, lift(1)), equal(A * A, I_n)),
            "determinant of an idempotent": (equal(det(A) ** 2, det(A)), idempotent(A)),
            "Searle: I − A(A + B)⁻¹": (
                equal(det(I_n - A * (A + B).inv) * det(A + B), det(B)),
                invertible(A + B),
            ),
        },
    )
