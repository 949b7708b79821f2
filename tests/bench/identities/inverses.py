"""Inverses of sums and products: Woodbury and its relatives, Searle's set."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def inverses() -> Iterator[Identity]:
    """Inverses of sums and products: Woodbury and its relatives, Searle's set."""
    i_a, i_b, i_ab = invertible(A), invertible(B), invertible(A + B)
    core = I_k + V * A.inv * U
    capacitance = K.inv + V * A.inv * U
    yield from named(
        "inverses",
        "HS; MC 3.2",
        {
            "inverse of a product": (equal((A * B).inv, B.inv * A.inv), i_a, i_b),
            "inverse of three": (equal((A * B * C).inv, C.inv * B.inv * A.inv), i_a, i_b, invertible(C)),
            "inverse of a transpose": (equal(A.T.inv, A.inv.T), i_a),
            "inverse of an inverse": (equal(A.inv.inv, A), i_a),
            "scaled inverse": (equal((s * A).inv, A.inv / s), i_a, unequal(s, 0)),
            "Woodbury": (
                equal((A + U * K * V).inv, A.inv - A.inv * U * capacitance.inv * V * A.inv),
                i_a,
                invertible(K),
                invertible(capacitance),
                invertible(A + U * K * V),
            ),
            "Woodbury without the inverse in the middle": (
                equal((A + U * K * V).inv, A.inv - A.inv * U * K * (I_k + V * A.inv * U * K).inv * V * A.inv),
                i_a,
                invertible(I_k + V * A.inv * U * K),
                invertible(A + U * K * V),
            ),
            "Woodbury with factors turned": (
                equal((A + U * K * V).inv, A.inv - A.inv * U * (I_k + K * V * A.inv * U).inv * K * V * A.inv),
                i_a,
                invertible(I_k + K * V * A.inv * U),
                invertible(A + U * K * V),
            ),
            "Woodbury with identity core": (
                equal((A + U * V).inv, A.inv - A.inv * U * core.inv * V * A.inv),
                i_a,
                invertible(core),
                invertible(A + U * V),
            ),
            "Woodbury is earned": (
                equal((A + U * V).inv, A.inv - A.inv * U * core.inv * V * A.inv),
                i_a,
                invertible(core),
            ),
            "Sherman-Morrison": (
                equal((A + u * v.T).inv, A.inv - A.inv * u * v.T * A.inv / (1 + v.T * A.inv * u)),
                i_a,
                unequal(1 + v.T * A.inv * u, 0),
                invertible(A + u * v.T),
            ),
            "rank one downdate": (
                equal((A - u * v.T).inv, A.inv + A.inv * u * v.T * A.inv / (1 - v.T * A.inv * u)),
                i_a,
                unequal(1 - v.T * A.inv * u, 0),
                invertible(A - u * v.T),
            ),
            "Sherman-Morrison applied to its vector": (
                equal((A + u * v.T).inv * u, A.inv * u / (1 + v.T * A.inv * u)),
                i_a,
                unequal(1 + v.T * A.inv * u, 0),
                invertible(A + u * v.T),
            ),
            "identity plus a rank one": (equal((I_n + u * u.T).inv, I_n - u * u.T / (1 + u.T * u)),),
            "push-through": (
                equal(U * (I_k + V * U).inv, (I_n + U * V).inv * U),
                invertible(I_k + V * U),
                invertible(I_n + U * V),
            ),
            "push-through with a scalar": (
                equal((X.T * X + lam * I_d).inv * X.T, X.T * (X * X.T + lam * I_n).inv),
                lam > 0,
            ),
            "push-through with two covariances": (
                equal((Q.inv + X.T * S.inv * X).inv * X.T * S.inv, Q * X.T * (X * Q * X.T + S).inv),
                positive_definite(Q),
                positive_definite(S),
            ),
            "inverse of one plus a product": (
                equal((I_n + U * V).inv, I_n - U * (I_k + V * U).inv * V),
                invertible(I_k + V * U),
                invertible(I_n + U * V),
            ),
            "Hua": (
                equal((A + A * B.inv * A).inv + (A + B).inv, A.inv),
                i_a,
                i_b,
                i_ab,
                invertible(A + A * B.inv * A),
            ),
            "sum of inverses": (
                equal(A.inv + B.inv, A.inv * (A + B) * B.inv),
                i_a,
                i_b,
            ),
            "difference of inverses": (equal(A.inv - B.inv, A.inv * (B - A) * B.inv), i_a, i_b),
            "inverse of a sum of inverses": (
                equal((A.inv + B.inv).inv, A * (A + B).inv * B),
                i_a,
                i_b,
                i_ab,
                invertible(A.inv + B.inv),
            ),
            "parallel sum commutes": (equal(A * (A + B).inv * B, B * (A + B).inv * A), i_ab),
            "parallel sum as a difference": (equal(A - A * (A + B).inv * A, A * (A + B).inv * B), i_ab),
            "parallel sums agree": (equal(A - A * (A + B).inv * A, B - B * (A + B).inv * B), i_ab),
            "Searle: inverse of sum by one": (
                equal((A + B).inv, A.inv - A.inv * (A.inv + B.inv).inv * A.inv),
                i_a,
                i_b,
                i_ab,
                invertible(A.inv + B.inv),
            ),
            "Searle: (I + A⁻¹)⁻¹": (
                equal((I_n + A.inv).inv, A * (A + I_n).inv),
                i_a,
                invertible(I_n + A.inv),
                invertible(A + I_n),
            ),
            "Searle: (A + BB')⁻¹B": (
                equal((A + X * X.T).inv * X, A.inv * X * (I_d + X.T * A.inv * X).inv),
                i_a,
                invertible(A + X * X.T),
                invertible(I_d + X.T * A.inv * X),
            ),
            "Searle: (I + AB)⁻¹A": (
                equal((I_n + A * B).inv * A, A * (I_n + B * A).inv),
                invertible(I_n + A * B),
                invertible(I_n + B * A),
            ),
            "Searle: (I + AB)⁻¹": (
                equal((I_n + A * B).inv, I_n - A * (I_n + B * A).inv * B),
                invertible(I_n + A * B),
                invertible(I_n + B * A),
            ),
            "Searle: product of (A + B)": (
                equal((A + B).inv, A.inv * (A.inv + B.inv).inv * B.inv),
                i_a,
                i_b,
                i_ab,
                invertible(A.inv + B.inv),
            ),
            "I − (I + A)⁻¹": (equal(I_n - (I_n + A).inv, A * (I_n + A).inv), invertible(I_n + A)),
            "A commutes with (I + A)⁻¹": (equal(A * (I_n + A).inv, (I_n + A).inv * A), invertible(I_n + A)),
            "resolvent": (
                equal((s * I_n - A).inv - (t * I_n - A).inv, (t - s) * (s * I_n - A).inv * (t * I_n - A).inv),
                invertible(s * I_n - A),
                invertible(t * I_n - A),
            ),
            "second resolvent": (
                equal((s * I_n - A).inv - (s * I_n - B).inv, (s * I_n - A).inv * (A - B) * (s * I_n - B).inv),
                invertible(s * I_n - A),
                invertible(s * I_n - B),
            ),
            "resolvents commute": (
                equal((s * I_n - A).inv * (t * I_n - A).inv, (t * I_n - A).inv * (s * I_n - A).inv),
                invertible(s * I_n - A),
                invertible(t * I_n - A),
            ),
            "Cayley transform inverted": (
                equal(((I_n - A) * (I_n + A).inv).T * ((I_n - A) * (I_n + A).inv), I_n),
                skew(A),
                invertible(I_n + A),
                invertible(I_n - A),
            ),
            "Cayley factors commute": (
                equal((I_n - A) * (I_n + A).inv, (I_n + A).inv * (I_n - A)),
                invertible(I_n + A),
            ),
            "geometric sum of four": (
                equal((I_n - A).inv * (I_n - A * A * A * A), I_n + A + A * A + A * A * A),
                invertible(I_n - A),
            ),
            "similar inverses": (equal((B.inv * A * B).inv, B.inv * A.inv * B), i_a, i_b),
            "commuting inverses": (equal(A.inv * B, B * A.inv), i_a, equal(A * B, B * A)),
            "two commuting inverses": (equal(A.inv * B.inv, B.inv * A.inv), i_a, i_b, equal(A * B, B * A)),
            "Kailath variant": (
                equal((A + B * C).inv, A.inv - A.inv * B * (I_n + C * A.inv * B).inv * C * A.inv),
                i_a,
                invertible(A + B * C),
                invertible(I_n + C * A.inv * B),
            ),
            "two-sided cancellation": (equal(A.inv * (A + B) * B.inv, (B + A) * A.inv * 0 + A.inv + B.inv), i_a, i_b),
            "inverse of A²": (equal((A * A).inv, A.inv * A.inv), i_a),
            "inverse of a Gram product": (
                equal((X.T * A * X).inv * X.T * A * X, I_d),
                invertible(X.T * A * X),
            ),
            "involution": (equal(A.inv, A), equal(A * A, I_n)),
            "Neumann of a square-zero matrix": (equal((I_n - A).inv, I_n + A), equal(A * A, O_nn)),
            "Neumann of a cube-zero matrix": (equal((I_n - A).inv, I_n + A + A * A), equal(A * A * A, O_nn)),
            "inverse from a polynomial": (equal(A.inv, A - 3 * I_n), equal(A * A - 3 * A, I_n)),
            "AB = A + B commute": (equal(A * B, B * A), equal(A * B, A + B)),
        },
    )
