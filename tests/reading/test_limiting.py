"""Equations in sentences that speak of a limit: what holds in the limit alone is no equation, and words may say so."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

RIDGE = (
    r"Let $X \in \mathbb{R}^{n \times d}$, $y, w \in \mathbb{R}^n$ and $\lambda > 0$, and let "
    r"$\hat v_r = (X^T X + \lambda I)^{-1} X^T y$, with $v \in \mathbb{R}^d$." + "\n\n"
)
SHARE = r"Let $\lambda > 0$ and $s = \lambda/(1+\lambda)$." + "\n\n"


@pytest.mark.parametrize(
    "text",
    [
        RIDGE + r"As $\lambda \to \infty$ all is shrunk, and so we have $\hat v_r = 0$.",
        RIDGE + r"As $\lambda \to \infty$ all is shrunk, and so we have $v = 0$.",
        RIDGE + r"As $\lambda \to \infty$ the norm vanishes: $\|\hat v_r\|^2 = 0$.",
        SHARE + "As $\\lambda\\to\\infty$,\n$$ s = 1 $$",
        SHARE + r"When $\lambda \to 0$, $s = 0$.",
    ],
)
def test_an_equation_that_holds_in_the_limit_alone_asks_for_an_arrow(text: str) -> None:
    step = last(text)
    assert (step.verdict, step.code) == ("refuted", "limit")
    assert step.repair is not None
    assert r"\to" in step.repair.latex


@pytest.mark.parametrize(
    "text",
    [
        RIDGE + r"In the limit $\lambda \to \infty$ we get $\|\hat v_r\|^2 = 0$.",
        SHARE + r"Taking the limit $\lambda \to \infty$ gives $s = 1$.",
        SHARE + r"As $\lambda \to \infty$ we have $s \to 1$.",
        SHARE + r"As $\lambda \to \infty$ we still have $s(1+\lambda) = \lambda$.",
    ],
)
def test_words_say_what_an_arrow_says(text: str) -> None:
    assert last(text).verdict == "proved"


@pytest.mark.parametrize(
    "text",
    [
        RIDGE + r"In the limit $\lambda \to \infty$ we get $\|\hat v_r\|^2 = 1$.",
        RIDGE + r"As $\lambda \to \infty$ all is shrunk, and so we have $v = X^T y$.",
        RIDGE + r"As $\lambda \to \infty$ all is shrunk. We have $v = 0$.",
        RIDGE + r"As $\lambda \to \infty$ all is shrunk, and so we have $w = 0$.",
        SHARE + r"In the limit $\lambda \to \infty$ we get $s = 0$.",
        SHARE + r"In the limit $\lambda \to 0$ we get $s + 1 = 2$.",
        SHARE + r"As $\lambda \to \infty$ we still have $s(1+\lambda) = 1$.",
    ],
)
def test_false_twins_are_not_proved_and_get_no_arrow(text: str) -> None:
    step = last(text)
    assert step.verdict != "proved"
    assert step.code != "limit"


def test_what_is_not_found_in_the_limit_stays_open() -> None:
    text = RIDGE + r"As $\lambda \to 0$ we have $\hat v_r = (X^T X)^{-1} X^T y$."
    assert last(text).verdict == "open"
