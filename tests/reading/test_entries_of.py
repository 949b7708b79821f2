"""Entries written small, letters that equations tie to others, differentials: false twins are never confirmed."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from numeric.checking.result import Step
from numeric.checking.run import judged

LAPLACIAN = r"Let $W$ be a symmetric $n\times n$ matrix and $f\in\mathbb{R}^n$. Then "
LAYER = r"""Given $x\in\mathbb{R}^d$, $\mu=\frac1d\sum_{i}x_i$, $\sigma=\sqrt{\frac1d\sum_i(x_i-\mu)^2}$
and $\sigma>0$. Then """
RNN = r"Let $W\in\mathbb{R}^{d\times d}$, $x, y\in\mathbb{R}^d$ and $L = \frac12\|Wx-y\|^2$. Then "
SAMPLES = r"Let $z_{ik}\in\{0,1\}$ and $x_1,\dots,x_n\in\mathbb{R}$. Then "
SIZES = r"Let $u, w\in\mathbb{R}^n$. Then "


def last(text: str) -> Step:
    return judged(scanned("a.md", text.encode())).steps[-1]


@pytest.mark.parametrize(
    "text",
    [
        LAPLACIAN + r"$$\sum_i\sum_j w_{ij}f_if_j = f^\top W f$$",
        LAPLACIAN + r"$$w_{ij} = w_{ji}$$",
        SIZES + r"$$\arg\min_{u, w} \|u\|^2 + \|w\|^2 = \arg\min_{u, w} 2\|u\|^2 + 2\|w\|^2$$",
    ],
)
def test_what_holds_is_proved(text: str) -> None:
    assert last(text).verdict == "proved"


@pytest.mark.parametrize(
    "text",
    [
        LAPLACIAN + r"$$\sum_i\sum_j w_{ij}f_if_j = 2f^\top W f$$",
        LAYER + r"$$\frac{\partial}{\partial x_j}\frac{1}{\sigma} = 0$$",
        RNN + r"$$dL = (Wx - y)^\top dW$$",
        RNN + r"$$d(xL) = x\,dL$$",
        SAMPLES + r"$$\sum_{i=1}^n z_{ik}x_i = z_{ik}\sum_{i=1}^n x_i$$",
        SIZES + r"$$\arg\min_{u, w} \|u\|^2 + \|w\|^2 = \arg\min_{u, w} u^\top w + \|w\|^2$$",
    ],
)
def test_its_twin_is_not_confirmed(text: str) -> None:
    assert last(text).verdict not in ("proved", "checked")


def test_data_of_a_model_stay_where_they_are() -> None:
    text = r"""Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$ and $y = Xw + \varepsilon$. The loss is
$L(w) = \|y - Xw\|^2$. Then $$\nabla L(w) = -2X^\top(y - Xw).$$"""
    assert last(text).verdict == "proved"
