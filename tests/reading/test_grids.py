"""Families of matrices: members do not commute, and sums of them are read."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from numeric.checking.result import Step
from numeric.checking.run import judged

STATED = r"Let $A, S_k \in \mathbb{R}^{d\times d}$ for $k = 1, \dots, K$."
DEFINITE = r"Let $\Sigma_k \in \mathbb{R}^{d\times d}$ be positive definite and $\mu_k, x \in \mathbb{R}^d$."


def last(text: str) -> Step:
    return judged(scanned("a.md", text.encode())).steps[-1]


@pytest.mark.parametrize(
    ("before", "claim"),
    [
        (STATED, r"S_k A + A S_j = A S_j + S_k A"),
        (STATED, r"\sum_{k=1}^K S_k A = \Big(\sum_{k=1}^K S_k\Big) A"),
        (DEFINITE, r"\Sigma_k^{-1}(x - \mu_k) = \Sigma_k^{-1}x - \Sigma_k^{-1}\mu_k"),
        (DEFINITE, r"\Sigma_k^{-1}\Sigma_k = I"),
    ],
)
def test_members_are_matrices(before: str, claim: str) -> None:
    step = last(f"{before} Then\n\n$${claim}$$\n")
    assert (step.verdict, step.code) == ("proved", "")


@pytest.mark.parametrize(
    ("before", "claim"),
    [
        (STATED, r"S_k A = A S_k"),
        (STATED, r"\sum_{k=1}^K S_k A = A\sum_{k=1}^K S_k"),
        (STATED, r"S_k S_j = S_j S_k"),
        ("", r"\Sigma_k A = A\Sigma_k"),
        ("", r"\mathbf{A}_k \mathbf{B} = \mathbf{B}\mathbf{A}_k"),
        (DEFINITE, r"\sum_{k=1}^K \Sigma_k A = A\sum_{k=1}^K\Sigma_k"),
    ],
)
def test_members_do_not_commute(before: str, claim: str) -> None:
    step = last(f"{before} Then\n\n$${claim}$$\n")
    assert step.verdict not in ("proved", "checked")
