"""Points that meet equations between matrices are found, and where a claim fails on them it is refuted."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply
from derivations.writing import equal, identity, matrix, symmetric, vector, zero
from numeric.judge import judge

A, B, C = matrix("A", "n", "n"), matrix("B", "n", "n"), matrix("C", "n", "n")
X, L, T = matrix("X", "n", "d"), matrix("L", "d", "n"), matrix("T", "n", "p")
w, y, z = vector("w", "d"), vector("y", "n"), vector("z", "p")
I_n, I_d = identity("n"), identity("d")
residual = y - T * z - X * w

CASES: list[tuple[str, Apply, tuple[Apply, ...]]] = [
    ("agrees", equal(A * A * B, B * A * A), (equal(A * B, B * A),)),
    ("refuted", equal(A * B.T, B.T * A), (equal(A * B, B * A),)),
    ("refuted", equal(A, A.T), (equal(A * B, B * A),)),
    ("agrees", equal(X.T * (X * w), X.T * y), (equal(X.T * X * w, X.T * y),)),
    ("refuted", equal(X * w, y), (equal(X.T * X * w, X.T * y),)),
    ("agrees", equal(X * L * X, X), (equal(L * X, I_d),)),
    ("refuted", equal(X * L, I_n), (equal(L * X, I_d),)),
    ("agrees", equal(B * A, I_n), (equal(A * B, I_n),)),
    ("refuted", equal(A * C, C * A), (equal(A * C - C * B, I_n - B),)),
    ("refuted", equal(T * z, y - X * w), (equal(X.T * residual, zero("d")), equal(T.T * residual, zero("p")))),
    ("agrees", equal(B.T * A, A * B.T), (equal(A * B, B * A), symmetric(A))),
]


@pytest.mark.parametrize(("verdict", "conclusion", "given"), CASES, ids=str)
def test_the_verdict_under_equations(verdict: str, conclusion: Apply, given: tuple[Apply, ...]) -> None:
    found = judge(Claim(given, conclusion))
    assert found.verdict == verdict


def test_the_sizes_are_not_only_one() -> None:
    found = judge(Claim((equal(A * B, B * A),), equal(A * B * A, A * A * B)))
    assert found.sizes is not None
    assert max(found.sizes["n"]) >= 3


def test_equations_that_contradict_each_other_settle_nothing() -> None:
    assert judge(Claim((equal(A, I_n), equal(A, 2 * I_n)), equal(A, B))).verdict == "undefined"
