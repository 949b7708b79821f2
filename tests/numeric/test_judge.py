"""The second opinion: true statements agree, slips are refuted by small exact witnesses."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.writing import (
    absolute,
    equal,
    expectation,
    full_column_rank,
    gaussian,
    hessian,
    identity,
    iff,
    lift,
    matrix,
    orthogonal,
    positive_definite,
    scalar,
    scalars,
    squared_norm,
    symmetric,
    vector,
)
from numeric.judge import judge

X, A, B = matrix("X", "n", "d"), matrix("A", "n", "n"), matrix("B", "n", "n")
U, C, V = matrix("U", "n", "k"), matrix("C", "k", "k"), matrix("V", "k", "n")
y, w, v = vector("y", "n"), vector("w", "d"), vector("v", "n")
lam, a, b, x, rate, e = scalars("lambda a b x eta e")
I_d, I_n = identity("d"), identity("n")
primal, dual = X.T * X + lam * I_d, X * X.T + lam * I_n
n, s = scalars("N sigma")
seen = x + n
noise = gaussian(n, lift(0), s**2)

TRUE: list[Claim] = [
    Claim((lam > 0,), equal(primal.inv * X.T, X.T * dual.inv)),
    Claim((), equal((A + U * C * V).inv, A.inv - A.inv * U * (C.inv + V * A.inv * U).inv * V * A.inv)),
    Claim((full_column_rank(X),), equal((X.T * X).inv * X.T * X, I_d)),
    Claim((orthogonal(A),), equal(squared_norm(A * v), squared_norm(v))),
    Claim((symmetric(A),), equal(hessian(v.T * A * v, v), 2 * A)),
    Claim((a > 0, b > 0), (a + b) ** 2 > a**2 + b**2),
    Claim((), absolute(a + b) <= absolute(a) + absolute(b)),
    Claim(
        (),
        equal(
            expectation((1 - rate * seen**2) ** 2, noise),
            1 - 2 * rate * (x**2 + s**2) + rate**2 * (x**4 + 6 * x**2 * s**2 + 3 * s**4),
        ),
    ),
    Claim((equal(a * b, 1),), equal(1 / a, b)),
]

SLIPS: list[Claim] = [
    Claim((), equal(primal.inv * X.T, -X.T * dual.inv)),
    Claim((), equal(X.T * (X * X.T + I_n).inv, (X.T * X + 2 * I_d).inv * X.T)),
    Claim((), equal((A + B).inv, A.inv + B.inv)),
    Claim((), equal((A * B).inv, A.inv * B.inv)),
    Claim((), equal((A * B).T, A.T * B.T)),
    Claim((), equal(v.T * A * v, v.T * A.T * A * v)),
    Claim((), equal(squared_norm(A * v), squared_norm(v))),
    Claim((), iff(a * b > 0, a > 0)),
    Claim((a > 0,), a**2 > a),
    Claim((), equal(expectation(seen**4, noise), x**4 + 6 * x**2 * s**2 + s**4)),
]


@pytest.mark.parametrize("claim", TRUE, ids=lambda c: str(c.conclusion)[:40])
def test_a_true_statement_agrees(claim: Claim) -> None:
    found = judge(claim)
    assert found.verdict == "agrees", found
    assert found.samples


@pytest.mark.parametrize("claim", SLIPS, ids=lambda c: str(c.conclusion)[:40])
def test_a_slip_is_refuted_by_a_small_witness(claim: Claim) -> None:
    found = judge(claim)
    assert found.verdict == "refuted"
    assert found.counterexample is not None
    assert sum(found.counterexample.sizes.values()) <= 4
    assert found.counterexample.left != found.counterexample.right or found.counterexample.relation == "less"


def test_the_answer_depends_on_the_seed_only() -> None:
    claim = Claim((), equal((A * B).T, A.T * B.T))
    assert judge(claim).counterexample is not None
    assert judge(TRUE[0], seed=3) == judge(TRUE[0], seed=3)


def test_a_point_outside_the_domain_is_no_counterexample() -> None:
    assert judge(Claim((), equal(a / a, 1))).verdict == "agrees"
    assert judge(Claim((), equal(A.inv * A, I_n))).verdict == "agrees"


def test_hypotheses_that_cannot_be_met_leave_it_undefined() -> None:
    assert judge(Claim((a > 0, a < 0), equal(a, 7))).verdict == "undefined"


def test_true_only_at_size_one_is_refuted_at_size_two() -> None:
    found = judge(Claim((), equal(A * B, B * A))).counterexample
    assert found is not None
    assert found.sizes == {"n": 2}


def test_rank_deficient_points_are_tried() -> None:
    claim = Claim((), equal(X * (X.T * X + lam * I_d).inv * X.T * X, X))
    assert judge(claim).verdict == "refuted"


@pytest.mark.parametrize("claim", TRUE[:3], ids=lambda c: str(c.conclusion)[:40])
def test_modular_agreement_has_a_bound(claim: Claim) -> None:
    assert judge(claim).error_bound.startswith("2^-")


def test_evidence_and_witness_are_plain_data() -> None:
    found = judge(SLIPS[2])
    assert found.counterexample is not None
    data = found.counterexample.as_json()
    assert set(data) == {"sizes", "values", "left", "right"}
    assert isinstance(data["values"]["A"], str | list)
    assert set(found.as_json()) >= {"samples", "sizes", "error_bound", "seed"}


def test_dual_numbers_differentiate_twice() -> None:
    c = scalar("c")
    from derivations.writing import partial

    assert judge(Claim((), equal(partial(partial(c**4, c), c), 12 * c**2))).verdict == "agrees"
    assert judge(Claim((), equal(partial(partial(c**4, c), c), 11 * c**2))).verdict == "refuted"


def test_strictness_fails_at_nothing() -> None:
    A, x = matrix("A", "n", "n"), vector("x", "n")
    found = judge(Claim((positive_definite(A),), x.T * A * x > 0))
    assert found.verdict == "refuted"
