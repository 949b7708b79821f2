"""Samples that are columns: independent of each other with one mean and one covariance, where a text says so."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

MEAN = r" Let $\bar x=\frac1n\sum_{i=1}^nx_i$. Then "
SPREAD = r"$$E[\sum_{i=1}^n(x_i-\bar x)(x_i-\bar x)^\top]=(n-1)\Sigma$$"
SAID = {
    "moments": r"Let $x_1,\dots,x_n\in\mathbb{R}^d$ be i.i.d. with mean $\mu$ and covariance $\Sigma$.",
    "a law": r"Let $x_1,\dots,x_n\sim\mathcal{N}(\mu,\Sigma)$ be i.i.d. in $\mathbb{R}^d$.",
    "a sign": r"Let $x_1,\dots,x_n\overset{iid}{\sim}\mathcal{N}(\mu,\Sigma)$.",
    "each": r"Let $x_i\sim\mathcal{N}(\mu,\Sigma)$ be independent, $i=1,\dots,n$.",
    "drawn": r"Let $x_1,\dots,x_n\in\mathbb{R}^d$ be i.i.d. draws from $\mathcal{N}(\mu,\Sigma)$.",
}
NORMAL = r"Let $x_1,\dots,x_n\sim\mathcal{N}(\mu,\Sigma)$ in $\mathbb{R}^d$"
HANGING = {
    "nothing": NORMAL + ".",
    "other columns": NORMAL + ". The columns of $A$ are linearly independent.",
    "of something else": NORMAL + ", independent of the labels.",
    "the contrary": NORMAL + ", not independent of each other.",
}
OF_DRAWS = {
    r"E[x_ix_i^\top]=\Sigma+\mu\mu^\top": r"E[x_ix_i^\top]=\Sigma",
    r"\operatorname{Cov}(\bar x)=\frac1n\Sigma": r"\operatorname{Cov}(\bar x)=\frac1{n^2}\Sigma",
    r"E[\bar x\bar x^\top]=\frac1n\Sigma+\mu\mu^\top": r"E[\bar x\bar x^\top]=\Sigma+\mu\mu^\top",
    r"E\|x_i-\mu\|^2=\operatorname{tr}\Sigma": r"E\|x_i\|^2=\operatorname{tr}\Sigma",
    r"E[\sum_{i=1}^n(x_i-\mu)(x_i-\mu)^\top]=n\Sigma": r"E[\sum_{i=1}^n(x_i-\bar x)(x_i-\bar x)^\top]=n\Sigma",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_the_spread_of_samples_is_proved(said: str) -> None:
    assert _last(said + MEAN + SPREAD).verdict == "proved"


@pytest.mark.parametrize("said", HANGING.values(), ids=HANGING.keys())
def test_what_may_hang_together_is_not(said: str) -> None:
    assert _last(said + MEAN + SPREAD).verdict in ("open", "unread")


@pytest.mark.parametrize(("true", "false"), OF_DRAWS.items())
def test_moments_of_samples_are_told_from_their_twins(true: str, false: str) -> None:
    said = SAID["moments"] + MEAN
    assert _last(f"{said}$${true}.$$").verdict == "proved"
    assert _last(f"{said}$${false}.$$").verdict == "refuted"


def test_a_parameter_that_is_no_variance_is_not_taken_for_one() -> None:
    text = r"Let $x_1,\dots,x_n\in\mathbb{R}^d$ be i.i.d. from $\mathcal{N}(\mu,\Lambda)$ with precision $\Lambda$."
    assert _last(text + MEAN + r"$$\operatorname{Cov}(x_i)=\Lambda.$$").verdict in ("open", "unread")
