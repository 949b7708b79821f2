"""Partitioned matrices and Schur complements."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def schur() -> Iterator[Identity]:
    """Partitioned matrices and Schur complements."""
    E, F = matrix("E", "n", "m"), matrix("F", "m", "n")
    lower = R - F * A.inv * E
    upper = A - E * R.inv * F
    i_a, i_r, i_low, i_up = invertible(A), invertible(R), invertible(lower), invertible(upper)
    whole = block([[A, E], [F, R]])
    yield from named(
        "partitioned matrices",
        "HJ 0.7-0.8; MC 9.1",
        {
            "inverse of block diagonal": (
                equal(block([[A, O_nm], [O_mn, R]]).inv, block([[A.inv, O_nm], [O_mn, R.inv]])),
                i_a,
                i_r,
            ),
            "inverse of block triangular": (
                equal(block([[A, E], [O_mn, R]]).inv, block([[A.inv, -A.inv * E * R.inv], [O_mn, R.inv]])),
                i_a,
                i_r,
            ),
            "inverse of block lower triangular": (
                equal(block([[A, O_nm], [F, R]]).inv, block([[A.inv, O_nm], [-R.inv * F * A.inv, R.inv]])),
                i_a,
                i_r,
            ),
            "inverse of a block elimination": (
                equal(block([[I_n, E], [O_mn, I_m]]).inv, block([[I_n, -E], [O_mn, I_m]])),
            ),
            "Aitken factors": (
                equal(
                    whole,
                    block([[I_n, O_nm], [F * A.inv, I_m]])
                    * block([[A, O_nm], [O_mn, lower]])
                    * block([[I_n, A.inv * E], [O_mn, I_m]]),
                ),
                i_a,
            ),
            "Aitken factors from below": (
                equal(
                    whole,
                    block([[I_n, E * R.inv], [O_mn, I_m]])
                    * block([[upper, O_nm], [O_mn, R]])
                    * block([[I_n, O_nm], [R.inv * F, I_m]]),
                ),
                i_r,
            ),
            "Banachiewicz": (
                equal(
                    whole.inv,
                    block(
                        [
                            [A.inv + A.inv * E * lower.inv * F * A.inv, -A.inv * E * lower.inv],
                            [-lower.inv * F * A.inv, lower.inv],
                        ]
                    ),
                ),
                i_a,
                i_low,
            ),
            "Banachiewicz from below": (
                equal(
                    whole.inv,
                    block(
                        [
                            [upper.inv, -upper.inv * E * R.inv],
                            [-R.inv * F * upper.inv, R.inv + R.inv * F * upper.inv * E * R.inv],
                        ]
                    ),
                ),
                i_r,
                i_up,
            ),
            "Duncan": (
                equal(upper.inv, A.inv + A.inv * E * lower.inv * F * A.inv),
                i_a,
                i_r,
                i_low,
                i_up,
            ),
            "Schur complements exchange": (
                equal(A.inv * E * lower.inv, upper.inv * E * R.inv),
                i_a,
                i_r,
                i_low,
                i_up,
            ),
            "block transpose": (equal(whole.T, block([[A.T, F.T], [E.T, R.T]])),),
            "block product with a stacked vector": (
                equal(whole * block([[x], [z]]), block([[A * x + E * z], [F * x + R * z]])),
            ),
            "block quadratic form": (
                equal(
                    block([[x], [z]]).T * whole * block([[x], [z]]),
                    x.T * A * x + x.T * E * z + z.T * F * x + z.T * R * z,
                ),
            ),
            "trace of blocks": (equal(trace(whole), trace(A) + trace(R)),),
            "Gram of side by side": (
                equal(block([[X, Z]]).T * block([[X, Z]]), block([[X.T * X, X.T * Z], [Z.T * X, Z.T * Z]])),
            ),
            "outer of side by side": (equal(block([[X, Z]]) * block([[X, Z]]).T, X * X.T + Z * Z.T),),
            "norm of a stack": (equal(squared_norm(block([[x], [z]])), squared_norm(x) + squared_norm(z)),),
            "saddle point": (
                equal(
                    block([[A, E], [E.T, O_mm]])
                    * block(
                        [
                            [A.inv - A.inv * E * (E.T * A.inv * E).inv * E.T * A.inv],
                            [(E.T * A.inv * E).inv * E.T * A.inv],
                        ]
                    ),
                    block([[I_n], [O_mn]]),
                ),
                i_a,
                invertible(E.T * A.inv * E),
            ),
            "block swap": (
                equal(
                    block([[O_nm, I_n], [I_m, O_mn]]) * block([[R, F], [E, A]]) * block([[O_mn, I_m], [I_n, O_nm]]),
                    whole,
                ),
            ),
            "completing the square with blocks": (
                equal(
                    block([[x], [z]]).T * block([[A, E], [E.T, R]]) * block([[x], [z]]),
                    (x + A.inv * E * z).T * A * (x + A.inv * E * z) + z.T * (R - E.T * A.inv * E) * z,
                ),
                positive_definite(A),
            ),
        },
    )
