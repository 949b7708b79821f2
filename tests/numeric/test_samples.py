"""Samples reach every part of what is quantified over, and `checked` is not said where they bound nothing."""

from __future__ import annotations

import random
from typing import Any

import pytest

from derivations.claim import Claim
from derivations.reading.documents import scanned
from derivations.writing import (
    det,
    equal,
    idempotent,
    identity,
    invertible,
    lift,
    matrix,
    natural,
    orthogonal,
    orthonormal_columns,
    pinv,
    rank,
    scalar,
    size_of,
    symmetric,
    trace,
)
from numeric.arithmetic import Floats, Modular, Rationals
from numeric.checking.run import judged
from numeric.judge import judge
from numeric.samples import SMALL, WIDE, Sampler
from numeric.verify import decide
from tests.thinned import thinned

A, B, Q, R = (matrix(name, "n", "n") for name in "ABQR")
Q2, R2, Q3 = matrix("Q", 2, 2), matrix("R", 2, 2), matrix("Q", 3, 3)
U = matrix("U", 2, 2)
X = matrix("X", "n", "d")
k = scalar("k")
I_n = identity("n")
product = k * (k - 1) * (k - 2) * (k - 3) * (k - 5)

ONLY_IN_PART = [
    Claim((orthogonal(Q),), equal(det(Q), 1)),
    Claim((orthogonal(Q),), equal(det(Q), -1)),
    Claim((orthogonal(Q), orthogonal(R)), equal(det(Q), det(R))),
    Claim((orthogonal(Q2), orthogonal(R2)), equal(Q2 * R2, R2 * Q2)),
    Claim((orthogonal(Q2),), equal(Q2 + Q2.T, trace(Q2) * identity(2))),
    Claim((orthogonal(Q3),), equal(det(Q3 - identity(3)), 0)),
    Claim((orthogonal(Q),), equal(Q.inv, Q.T / det(Q))),
    Claim((orthogonal(Q),), equal(rank(I_n + Q), size_of("n"))),
    Claim((orthogonal(Q),), invertible(I_n + Q)),
    Claim((orthogonal(Q), symmetric(Q)), equal(Q, I_n)),
    Claim((orthonormal_columns(U),), equal(det(U), 1)),
    Claim((idempotent(A),), equal(det(A), 0)),
]
OF_RANKS = [
    Claim((), equal(rank(A * A), rank(A))),
    Claim((), equal(rank(A * B), rank(B * A))),
    Claim((), equal(rank(A + B), rank(A - B))),
    Claim((), equal(rank(A * A.T * A * A), rank(A))),
    Claim((symmetric(A),), equal(rank(A * A + A), rank(A))),
    Claim((), equal(pinv(A * B), pinv(B) * pinv(A))),
    Claim((), equal(pinv(A * A), pinv(A) * pinv(A))),
]


@pytest.mark.parametrize("claim", ONLY_IN_PART + OF_RANKS, ids=str)
def test_what_fails_in_part_is_refuted_by_a_small_example(claim: Claim) -> None:
    opinion = judge(claim)
    assert opinion.verdict == "refuted"
    assert opinion.counterexample is not None
    assert all(size <= 3 for size in opinion.counterexample.sizes.values())


@pytest.mark.parametrize("seed", thinned(range(5)))
def test_examples_do_not_hang_on_luck(seed: int) -> None:
    for claim in (*ONLY_IN_PART, *OF_RANKS):
        assert judge(claim, seed=seed).verdict == "refuted", claim


@pytest.mark.parametrize(
    "claim",
    [
        Claim((orthogonal(Q),), equal(det(Q) ** 2, 1)),
        Claim((orthogonal(Q2),), equal(Q2 * Q2 - trace(Q2) * Q2 + det(Q2) * identity(2), 0 * identity(2))),
        Claim((), equal(rank(X.T * X), rank(X))),
        Claim((orthogonal(Q), symmetric(Q)), equal(Q * Q, I_n)),
        Claim((idempotent(A),), equal(rank(A), trace(A))),
    ],
    ids=str,
)
def test_what_holds_in_all_parts_agrees(claim: Claim) -> None:
    assert judge(claim).verdict == "agrees"


def test_agreement_is_bounded_only_for_polynomials() -> None:
    assert judge(Claim((), equal(det(A * B), det(A) * det(B)))).error_bound
    assert not judge(Claim((), equal(rank(X.T * X), rank(X)))).error_bound
    assert not judge(Claim((natural(k),), equal(product, 0))).error_bound
    assert judge(Claim((equal(k, det(A)),), equal(k**2, det(A * A)))).error_bound
    assert not judge(Claim((equal(A * B, I_n),), equal(B * A, I_n))).error_bound


def test_agreement_on_one_part_counts_once_for_all_of_them() -> None:
    one = judge(Claim((orthogonal(Q),), equal(det(Q) ** 2, 1)))
    two = judge(Claim((orthogonal(Q), orthogonal(R)), equal(det(Q * R) ** 2, 1)))
    assert one.error_bound
    assert two.error_bound
    assert int(two.error_bound[3:]) <= 55 * 4


def test_exponents_of_a_few_sizes_do_not_make_it_checked() -> None:
    verdict = decide(Claim((natural(k),), equal(product, lift(0))))
    assert verdict.word == "open"
    assert "natural numbers" in verdict.reason


def test_what_holds_for_both_determinants_is_checked() -> None:
    claim = Claim((orthogonal(Q2),), equal(Q2 * Q2 - trace(Q2) * Q2 + det(Q2) * identity(2), 0 * identity(2)))
    assert decide(claim).word in ("checked", "proved")


@pytest.mark.parametrize("arithmetic", [Rationals(), Modular(), Floats()], ids=lambda one: one.name)
@pytest.mark.parametrize("pool", [SMALL, WIDE])
def test_both_kinds_of_orthogonal_matrices_are_drawn(arithmetic: Any, pool: Any) -> None:
    sampler = Sampler(Claim((orthogonal(Q),), equal(det(Q), 1)), arithmetic, random.Random(0), pool)
    found = {bool(point.value(equal(det(Q), 1))) for point in sampler.points({"n": 3}, 20)}
    assert found == {True, False}


@pytest.mark.parametrize("arithmetic", [Rationals(), Modular(), Floats()], ids=lambda one: one.name)
def test_the_parts_of_two_letters_are_drawn_together(arithmetic: Any) -> None:
    claim = Claim((orthogonal(Q), orthogonal(R)), equal(det(Q), det(R)))
    sampler = Sampler(claim, arithmetic, random.Random(0), WIDE)
    ends = [equal(det(letter), 1) for letter in (Q, R)]
    points = sampler.points({"n": 2}, 40)
    assert len({tuple(bool(point.value(end)) for end in ends) for point in points}) == 4


DOCUMENTS = [
    r"Let $Q \in \mathbb{R}^{n\times n}$ be orthogonal. Then $$\det Q = 1.$$",
    r"Let $A = U\Sigma V^\top$ be the SVD of a square matrix $A \in \mathbb{R}^{n\times n}$. "
    r"Then $$\det A = \det \Sigma.$$",
    r"Let $Q \in \mathbb{R}^{n\times n}$ be orthogonal. Then $$\operatorname{rank}(I+Q) = n.$$",
    r"Change of variables $y = Qx$ with orthogonal $Q\in\mathbb{R}^{n\times n}$. The Jacobian determinant is "
    r"$$\det\frac{\partial y}{\partial x} = 1.$$",
    r"Let $A,B\in\mathbb{R}^{n\times n}$. Then $$\operatorname{rank}(AB) = \operatorname{rank}(BA).$$",
    r"Let $S\in\mathbb{R}^{n\times n}$ be diagonal. The matrix $S$ is nonnegative. Then $$\det S > 0.$$",
]


@pytest.mark.parametrize("text", thinned(DOCUMENTS, one_in=2))
def test_a_document_that_forgets_a_part_is_refuted(text: str) -> None:
    found = judged(scanned("a.md", text.encode(), lambda path: b""), processes=1)
    assert found.steps[-1].verdict == "refuted"
