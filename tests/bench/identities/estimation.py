"""Least squares, Kalman gains and their covariance updates, leave-one-out, partialling out."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.writing import *
from tests.bench.identities.letters import *


def estimation() -> Iterator[Identity]:
    """Least squares and filters."""
    P, H, N = matrix("P", "d", "d"), matrix("H", "n", "d"), matrix("N", "n", "n")
    innovation = H * P * H.T + N
    gain = P * H.T * innovation.inv
    given = (positive_definite(P), positive_definite(N))
    W = matrix("W", "n", "n")
    L = matrix("L", "d", "n")
    rest = I_n - hat(X)
    yield from named(
        "filters",
        "AM 6.2-6.3",
        {
            "two Kalman gains": (equal(gain, (P.inv + H.T * N.inv * H).inv * H.T * N.inv), *given),
            "covariance update in information form": (
                equal((I_d - gain * H) * P, (P.inv + H.T * N.inv * H).inv),
                *given,
            ),
            "Joseph form": (
                equal((I_d - gain * H) * P * (I_d - gain * H).T + gain * N * gain.T, (I_d - gain * H) * P),
                *given,
            ),
            "Joseph form for any gain": (
                equal(
                    (I_d - L * H) * P * (I_d - L * H).T + L * N * L.T,
                    P - L * H * P - P * H.T * L.T + L * innovation * L.T,
                ),
                symmetric(P),
                symmetric(N),
            ),
            "suboptimal gain costs a square": (
                equal(
                    (I_d - L * H) * P * (I_d - L * H).T + L * N * L.T,
                    (I_d - gain * H) * P + (L - gain) * innovation * (L - gain).T,
                ),
                *given,
            ),
            "updated covariance is symmetric": (equal(P - gain * H * P, (P - gain * H * P).T), *given),
            "gain by the updated covariance": (equal(gain, (I_d - gain * H) * P * H.T * N.inv), *given),
            "residual and innovation": (equal(I_n - H * gain, N * innovation.inv), *given),
            "information state": (
                equal(
                    b + gain * (y - H * b),
                    (P.inv + H.T * N.inv * H).inv * (P.inv * b + H.T * N.inv * y),
                ),
                *given,
            ),
            "Wiener form with unit noise": (
                equal(P * H.T * (H * P * H.T + s * I_n).inv, (s * P.inv + H.T * H).inv * H.T),
                positive_definite(P),
                s > 0,
            ),
            "precisions add": (
                equal(P - P * (P + M).inv * P, (P.inv + M.inv).inv),
                positive_definite(P),
                positive_definite(M),
            ),
            "mean of two Gaussians": (
                equal((P.inv + M.inv).inv * (P.inv * b + M.inv * w), M * (P + M).inv * b + P * (P + M).inv * w),
                positive_definite(P),
                positive_definite(M),
            ),
            "recursive least squares": (
                equal(
                    (M + b * b.T).inv * (w + s * b),
                    M.inv * w + (s - b.T * M.inv * w) / (1 + b.T * M.inv * b) * (M.inv * b),
                ),
                positive_definite(M),
            ),
            "recursive least squares with forgetting": (
                equal(
                    (t * M + b * b.T).inv,
                    (M.inv - M.inv * b * b.T * M.inv / (t + b.T * M.inv * b)) / t,
                ),
                positive_definite(M),
                t > 0,
            ),
        },
    )
    full = full_column_rank(X)
    MM = X.T * X
    beta = MM.inv * X.T * y
    T = matrix("T", "n", "p")
    both_ranks = (full_column_rank(X), full_column_rank(rest * T))
    drop = 1 - b.T * MM.inv * b
    yield from named(
        "regression",
        "SL 3-4, 10",
        {
            "hat matrix is idempotent": (equal(hat(X) * hat(X), hat(X)), full),
            "hat matrix is symmetric": (equal(hat(X).T, hat(X)), full),
            "hat matrix keeps the columns": (equal(hat(X) * X, X), full),
            "residuals are orthogonal to the columns": (equal(X.T * (y - X * beta), zero(*b.shape)), full),
            "residuals are orthogonal to the fit": (equal((X * beta).T * (y - X * beta), lift(0)), full),
            "Pythagoras": (
                equal(squared_norm(y), squared_norm(X * beta) + squared_norm(y - X * beta)),
                full,
            ),
            "excess of another coefficient": (
                equal(squared_norm(y - X * w), squared_norm(y - X * beta) + squared_norm(X * (w - beta))),
                full,
            ),
            "residual sum of squares": (equal(squared_norm(y - X * beta), y.T * y - y.T * X * beta), full),
            "residual maker's trace": (equal(trace(rest), size_of("n") - size_of("d")), full),
            "hat matrix of transformed columns": (equal(hat(X * Q), hat(X)), full, invertible(Q)),
            "coefficients of transformed columns": (
                equal(((X * Q).T * (X * Q)).inv * (X * Q).T * y, Q.inv * beta),
                full,
                invertible(Q),
            ),
            "Frisch-Waugh-Lovell": (
                equal((T.T * rest * T).inv * T.T * rest * y, vector("z", "p")),
                equal(X.T * (y - T * vector("z", "p") - X * w), zero(*b.shape)),
                equal(T.T * (y - T * vector("z", "p") - X * w), zero(*(T.T * y).shape)),
                *both_ranks,
            ),
            "partial residuals": (
                equal(rest * (y - X * w), rest * y),
                full,
            ),
            "generalised least squares is unbiased": (
                equal((X.T * W.inv * X).inv * X.T * W.inv * X * w, w),
                full,
                positive_definite(W),
            ),
            "Gauss-Markov": (
                equal(
                    L * L.T - MM.inv,
                    (L - MM.inv * X.T) * (L - MM.inv * X.T).T,
                ),
                equal(L * X, I_d),
                full,
            ),
            "Aitken": (
                equal(
                    L * W * L.T - (X.T * W.inv * X).inv,
                    (L - (X.T * W.inv * X).inv * X.T * W.inv) * W * (L - (X.T * W.inv * X).inv * X.T * W.inv).T,
                ),
                equal(L * X, I_d),
                full,
                positive_definite(W),
            ),
            "leaving one row out": (
                equal((MM - b * b.T).inv, MM.inv + MM.inv * b * b.T * MM.inv / drop),
                full,
                unequal(drop, 0),
                invertible(MM - b * b.T),
            ),
            "leave-one-out coefficients": (
                equal(
                    (MM - b * b.T).inv * (X.T * y - s * b),
                    beta - (s - b.T * beta) / drop * (MM.inv * b),
                ),
                full,
                unequal(drop, 0),
                invertible(MM - b * b.T),
            ),
            "leave-one-out residual": (
                equal(
                    s - b.T * ((MM - b * b.T).inv * (X.T * y - s * b)),
                    (s - b.T * beta) / drop,
                ),
                full,
                unequal(drop, 0),
                invertible(MM - b * b.T),
            ),
            "restricted least squares meets the restriction": (
                equal(
                    G.T * (beta - MM.inv * G * (G.T * MM.inv * G).inv * (G.T * beta - z)),
                    z,
                ),
                full,
                full_column_rank(G),
            ),
            "ridge shrinks": (
                equal((MM + lam * I_d).inv * X.T * y, (I_d + lam * MM.inv).inv * beta),
                full,
                lam > 0,
            ),
            "ridge bias": (
                equal((MM + lam * I_d).inv * MM * w - w, -lam * (MM + lam * I_d).inv * w),
                lam > 0,
            ),
            "dual ridge": (
                equal(X * (MM + lam * I_d).inv * X.T, X * X.T * (X * X.T + lam * I_n).inv),
                lam > 0,
            ),
            "ridge smoother's complement": (
                equal(I_n - X * (MM + lam * I_d).inv * X.T, lam * (X * X.T + lam * I_n).inv),
                lam > 0,
            ),
            "effective degrees of freedom": (
                equal(trace(X * (MM + lam * I_d).inv * X.T), size_of("d") - lam * trace((MM + lam * I_d).inv)),
                lam > 0,
            ),
            "weighted ridge in both forms": (
                equal(
                    (X.T * W * X + Q).inv * X.T * W,
                    Q.inv * X.T * (X * Q.inv * X.T + W.inv).inv,
                ),
                positive_definite(W),
                positive_definite(Q),
            ),
            "minimum norm interpolates": (equal(X * X.T * (X * X.T).inv * y, y), full_row_rank(X)),
            "minimum norm is orthogonal to the null space": (
                equal((X.T * (X * X.T).inv * y).T * (w - X.T * (X * X.T).inv * X * w), lift(0)),
                full_row_rank(X),
            ),
            "cross products of stacked rows": (equal(block([[X], [G.T]]).T * block([[X], [G.T]]), MM + G * G.T),),
        },
    )
