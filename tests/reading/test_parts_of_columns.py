"""Sums over a part of stacked columns, rows that lie, rows in words, and derivatives of functions without a formula."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

FAKE = r"""Let $X\in\mathbb R^{n\times d}$ with rows $x_i$, $y\in\mathbb R^n$, $w\in\mathbb R^d$, $\lambda>0$ and
$$\hat y=\begin{bmatrix}y\\0_d\end{bmatrix}\quad\hat X=\begin{bmatrix}X\\\sqrt\lambda I_d\end{bmatrix},$$
where $\hat x_i$ are rows of $\hat X$. """
A = r"Let $A\in\mathbb R^{n\times n}$, $x\in\mathbb R^n$. "
MAP = r"Let $f:\mathbb R^n\to\mathbb R$. "
PROVED = {
    "the first part": FAKE + r"$$\sum_{i=1}^n(\hat y_i-\hat x_iw)^2=\|y-Xw\|^2$$",
    "the last part": FAKE + r"$$\sum_{i=n+1}^{n+d}(\hat y_i-\hat x_iw)^2=\lambda\|w\|^2$$",
    "all of it": FAKE + r"$$\sum_{i=1}^{n+d}(\hat y_i-\hat x_iw)^2=\|y-Xw\|^2+\lambda\|w\|^2$$",
    "rows in words": A
    + r"$$\frac{\partial}{\partial x_k}x^TAx=(\text{kth row of }A)\,x+x^T(\text{$k$-th column of }A)$$",
    "a gradient by entries": MAP
    + r"$$\nabla f(x)=\begin{bmatrix}\frac{\partial f}{\partial x_1}(x)\\\vdots\\\frac{\partial f}{\partial x_n}(x)"
    r"\end{bmatrix}$$",
    "a Hessian by corners": MAP
    + r"$$\nabla^2f(x)=\begin{bmatrix}\frac{\partial^2f}{\partial x_1^2}&\cdots&\frac{\partial^2f}{\partial x_1"
    r"\partial x_n}\\\vdots&\ddots&\vdots\\\frac{\partial^2f}{\partial x_n\partial x_1}&\cdots"
    r"&\frac{\partial^2f}{\partial x_n^2}"
    r"\end{bmatrix}$$",
    "a general case": A + r"Let $f(x)=x^TAx$. $$\nabla_xf=\begin{cases}2Ax&A=A^T\\(A+A^T)x&\text{general}\end{cases}$$",
}
REFUTED = {
    "the wrong part": (FAKE + r"$$\sum_{i=n+1}^{n+d}(\hat y_i-\hat x_iw)^2=\|w\|^2$$", ""),
    "one end too early": (A + r"$$\sum_{i=1}^{n-1}x_i=\mathbf 1^Tx$$", "index"),
    "one end too late": (r"For real $b\ne1$ and natural $t$, $$\sum_{k=0}^tb^k=\frac{1-b^t}{1-b}.$$", "index"),
    "a row and a column": (A + r"$$x^TAx=x^T(\text{kth row of }A+\text{kth col of }A)$$", ""),
    "the wrong case": (
        A + r"Let $f(x)=x^TAx$. $$\nabla_xf=\begin{cases}Ax&A=A^T\\(A+A^T)x&\text{general}\end{cases}$$",
        "",
    ),
    "a column by a matrix": (A + r"Let $y=Ax$. $$\frac{\partial y}{\partial A}=x^T$$", "shape"),
}


COLUMNS = r"""Let $A\in\mathbb R^{n\times n}$ and $$\hat X=A+A^2,$$ where $\hat x_i$ are the columns of $\hat X$. """


def test_columns_of_a_defined_matrix_are_not_taken_for_its_rows() -> None:
    before = r"Note that $\hat x_i^\top\hat x_i \ge 0$. "
    assert _last(COLUMNS + before + r"$$\hat X\hat X^\top=\sum_{i=1}^n\hat x_i\hat x_i^\top$$").verdict == "proved"
    false = _last(COLUMNS + before + r"$$\hat X^\top\hat X=\sum_{i=1}^n\hat x_i\hat x_i^\top$$")
    assert false.verdict not in ("proved", "checked")


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED.keys())
def test_it_is_proved(text: str) -> None:
    assert _last(text).verdict == "proved"


@pytest.mark.parametrize(("text", "code"), REFUTED.values(), ids=REFUTED.keys())
def test_its_false_twin_is_refuted(text: str, code: str) -> None:
    step = _last(text)
    assert step.verdict == "refuted"
    assert not code or step.code == code
