"""A proof under conditions counts only where a point meets them together with what is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply
from derivations.reading.documents import scanned
from derivations.writing import (
    det,
    equal,
    identity,
    invertible,
    log,
    matrix,
    norm,
    scalars,
    size_of,
    skew,
    sqrt,
    squared_norm,
    unequal,
    vector,
)
from numeric.checking.result import Step
from numeric.checking.run import judged
from numeric.verify import decide
from numeric.witnesses import missing
from tests.thinned import thinned

a, b, p = scalars("a b p")
u, v = vector("u", "n"), vector("v", "n")
A, S, X = matrix("A", "n", "n"), matrix("S", 3, 3), matrix("X", "n", "d")
I_n, I_d = identity("n"), identity("d")
rank_one = equal((I_n + u * v.T).inv, I_n - u * v.T / (1 + v.T * u))

NEVER = [
    Claim((a < 0, b < 0), equal(log(a * b), log(a) + log(b))),
    Claim((a < 0,), equal(log(a**2), 2 * log(a))),
    Claim((a > 0, b < 0), equal(sqrt(a * b), sqrt(a) * sqrt(b))),
    Claim((a < 0,), equal(sqrt(a) * sqrt(a), a)),
    Claim((p > 1,), equal(log(p / (1 - p)), log(p) - log(1 - p))),
    Claim((det(A) < 0,), equal(log(det(A.T * A)), 2 * log(det(A)))),
    Claim((equal(v.T * u, -1),), rank_one),
    Claim((equal(squared_norm(u), 1),), equal((I_n - u * u.T).inv * (I_n - u * u.T), I_n)),
    Claim((skew(S),), equal(S.inv * S, identity(3))),
    Claim((equal(det(A), 0),), equal(A * A.inv, I_n)),
    Claim((size_of("n") < size_of("d"),), equal((X.T * X).inv * X.T * X, I_d)),
]
SOMETIMES = [
    Claim((), equal(log(a * b), log(a) + log(b))),
    Claim((b > 0,), equal(sqrt(a * b), sqrt(a) * sqrt(b))),
    Claim((p < 1,), equal(log(p / (1 - p)), log(p) - log(1 - p))),
    Claim((), equal(log(a**2), 2 * log(a))),
    Claim((), rank_one),
    Claim((equal(det(A), 2),), equal(A * A.inv, I_n)),
    Claim((size_of("d") < size_of("n"),), equal((X.T * X).inv * X.T * X, I_d)),
    Claim((), equal((X.T * X).inv * X.T * X, I_d)),
    Claim((equal(norm(u), 1),), equal(a * u.T * u / a, a / a)),
]


@pytest.mark.parametrize("claim", thinned(NEVER, one_in=2), ids=str)
def test_a_condition_that_never_holds_proves_nothing(claim: Claim) -> None:
    verdict = decide(claim)
    assert verdict.word in ("open", "refuted")
    assert not verdict.assumed
    assert not verdict.certificate
    assert verdict.word == "refuted" or "it would hold where" in verdict.reason


@pytest.mark.parametrize("claim", thinned(SOMETIMES, one_in=2), ids=str)
def test_a_condition_that_may_hold_is_named(claim: Claim) -> None:
    verdict = decide(claim)
    assert verdict.word == "proved"
    assert verdict.assumed


def test_a_contradiction_is_told_from_a_search_that_found_nothing() -> None:
    assert "contradicts what is given" in missing((a < 0,), (a > 0,))
    assert "no values were found" in missing((skew(S),), (invertible(S),))
    assert missing((), (a > 0,)) == ""
    assert missing((), ()) == ""


def test_a_size_of_one_is_no_witness() -> None:
    """A unit vector of one entry has no entries that vanish; longer ones may."""
    i: Apply = equal(u * u.T, I_n)
    assert missing((equal(squared_norm(u), 1),), (i,))


def test_rounding_is_no_witness() -> None:
    assert missing((equal(a * a, 2),), (unequal(a * a, 2),))
    assert missing((equal(a * a, 2),), (a * a > 2,))
    assert missing((equal(a * a, 4),), (a > 0,)) == ""


def last(text: str) -> Step:
    source = scanned("a.md", text.encode(), lambda path: Path(path).read_bytes())
    return judged(source, processes=1).steps[-1]


VAIN = [
    r"Let $u,v\in\mathbb{R}^n$ with $v^\top u=-1$. Then $$(I+uv^\top)^{-1} = I - \frac{uv^\top}{1+v^\top u}.$$",
    r"Let $X\in\mathbb{R}^{n\times d}$ with $d>n$. Then $$(X^\top X)^{-1}X^\top X = I.$$",
    r"Let $x\in\mathbb{R}^n$ be a unit vector and $P = I - xx^\top$. Then $$P^{-1} P = I.$$",
    r"Let $A\in\mathbb{R}^{n\times n}$ with $\det A = 0$. Then $$A A^{-1} = I.$$",
    r"Let $f(x) = \log(-x^2-1)$. Then $$f'(x) = \frac{2x}{x^2+1}.$$",
    r"Let $y\in\mathbb{R}^n$ be one-hot and $n\ge2$. Then $$\sum_i \log y_i = \sum_i \frac12\log y_i^2.$$",
]
GOOD = [
    r"Let $u,v\in\mathbb{R}^n$ with $v^\top u=1$. Then $$(I+uv^\top)^{-1} = I - \frac{uv^\top}{1+v^\top u}.$$",
    r"Let $X\in\mathbb{R}^{n\times d}$. Then $$(X^\top X)^{-1}X^\top X = I.$$",
    r"Let $X\in\mathbb{R}^{n\times d}$ with $d\le n$. Then $$(X^\top X)^{-1}X^\top X = I.$$",
    r"Let $a,b$ be real. Then $$\log(ab) = \log a + \log b.$$",
    r"Let $f(x) = \log(x^2-1)$. Then $$f'(x) = \frac{2x}{x^2-1}.$$",
]


@pytest.mark.parametrize("text", thinned(VAIN, one_in=2))
def test_a_document_is_believed_only_where_its_equations_and_sizes_leave_room(text: str) -> None:
    step = last(text)
    assert (step.verdict, step.code) == ("open", "")
    assert "it would hold where" in step.reason


@pytest.mark.parametrize("text", thinned(GOOD, one_in=2))
def test_a_condition_that_a_document_leaves_open_is_told(text: str) -> None:
    step = last(text)
    assert (step.verdict, step.code) == ("proved", "condition")


def test_a_diagonal_matrix_of_positive_entries_is_invertible() -> None:
    step = last(r"The diagonal matrix $S\in\mathbb{R}^{n\times n}$ has positive entries. Then $$S S^{-1} = I.$$")
    assert (step.verdict, step.code) == ("proved", "")
