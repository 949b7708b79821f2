"""Words that give products, numbers, norms and fractions another meaning keep formulas from being read."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

# ruff: noqa: E501
CHANGED = {
    "entrywise products": "Products of matrices written without a dot are entrywise here. $$AI = A$$",
    "a star": "The star is entrywise, juxtaposition the usual product. $$(A*B)C = A*(BC)$$",
    "complex numbers": "In this chapter numbers are complex. $$|z|^2 = z^2$$",
    "a complex matrix": "Let $A$ be complex. $$\\operatorname{rank}(A^\\top A) = \\operatorname{rank}(A)$$",
    "another norm": "On this sheet $\\|\\cdot\\|$ is the sum of the absolute values. $$\\|(3,4)\\| = 5$$",
    "a shorthand": "For matrices we write $A/B$ as a shorthand for $B^{-1}A$. $$\\frac{A}{B}B = A$$",
    "a composition": "A product $fg$ of functions stands for the composition. Let $f(x)=x+1$, $g(x)=2x$. $$fg = gf$$",
    "another base": "The sheet takes $\\log$ to base one half. $$\\log 4 > \\log 2$$",
    "another base beside ln": "Logarithms $\\log$ are to base $2$, $\\ln$ is the natural logarithm. $$\\log e = 1$$",
    "a norm by its number": "Here $\\|\\cdot\\|$ stands for the $1$-norm. $$\\|(3,4)\\| = 5$$",
    "remainders": "We compute modulo $5$. $$3 + 4 = 7$$",
    "a finite field": "Let $x$ be in a field with two elements. $$(x + 1)^2 = x^2 + 2x + 1$$",
    "lists": "Brackets are Python lists, which plus concatenates: lists, not vectors. $$[1,2] + [1,2] = [2,4]$$",
    "an entrywise star": "A star between matrices is the Hadamard product. $$A * (B * A) = (A * B) * A$$",
    "an operation of its own": "The operation $a\\ast b = a + 2b$ is used below. $$1 \\ast 3 = 3$$",
    "the matrix exponential": "With the matrix exponential, $$e^{A+B} = e^Ae^B.$$",
    "a current": "Let $I = 3$ and $V = IR$. Then $$V = R.$$",
    "a horizon": "Let $x>2$ and let the horizon be $T=2$. $$x^T = x$$",
    "a derivative by time": "A prime marks the derivative by $t$, never the transpose. $$(AB)' = B'A'$$",
    "a mean of squares": "A bar is a mean over the sample. $$\\overline{x^2} = \\bar x^2$$",
    "an emphasised layout": "In *denominator* layout, let $y=Ax$ with $A\\in\\mathbb{R}^{m\\times n}$. "
    "$$\\frac{\\partial y}{\\partial x} = A$$",
}


@pytest.mark.parametrize("name", CHANGED)
def test_another_meaning_is_not_read_as_the_usual_one(name: str) -> None:
    assert last(CHANGED[name]).verdict not in ("proved", "checked")


def test_the_sign_of_the_entrywise_product_changes_no_other() -> None:
    text = (
        "Here $\\odot$ is the entrywise product; let $A,B\\in\\mathbb{R}^{n\\times n}$. $$(AB)^\\top=B^\\top A^\\top$$"
    )
    assert last(text).verdict == "proved"


REAL = {
    "almost all": "Almost all real numbers satisfy the following inequality.\n\n$$x^2>0$$",
    "all of a kind": "All vectors here have unit length. Let $a,b\\in\\mathbb{R}^n$. $$\\|a-b\\|^2 = 2 - 2a^\\top b$$",
    "rows": "We use row vectors. Let $x=(1,0)$ and $W=\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$. $$xW = (1,2)$$",
    "numbers that differ": "Let $a,b>0$ be two *different* real numbers. $$2\\sqrt{ab} < a+b$$",
    "another layout": "We use the transposed layout. Let $A,B\\in\\mathbb{R}^{n\\times n}$. "
    "$$\\frac{\\partial}{\\partial A}\\operatorname{tr}(AB) = B$$",
    "a function's name": "Let $A\\in\\mathbb{R}^{n\\times d}$. $$\\kappa(A)^2 = \\kappa(A)\\kappa(A)$$",
    "an eigendecomposition": "Let $K=\\sum_{i=1}^n\\mu_i q_iq_i^\\top$ be an eigendecomposition. $$Kq_1 = \\mu_1q_1$$",
    "a square part": "Let $A\\in\\mathbb{R}^{m\\times n}$. For invertible $A$ ($m=n$), $$A^{-1}A = I.$$",
}


@pytest.mark.parametrize("name", REAL)
def test_what_the_words_make_true_is_not_refuted(name: str) -> None:
    assert last(REAL[name]).verdict != "refuted"


HOLD = {
    "a gradient of the same shape": "For any parameter $\\theta$, $\\frac{\\partial L}{\\partial\\theta}$ has the *same shape* as "
    "$\\theta$. Let $a,x\\in\\mathbb{R}^n$ and $L=a^\\top x$. $$\\frac{\\partial L}{\\partial x} = a$$",
    "means without brackets": "Let $Z\\in\\mathbb{R}^d$ have mean $m$ and covariance $C$. "
    "$$E\\|Z\\|^2 = \\operatorname{tr}(C) + \\|m\\|^2$$",
    "a mean behind a factor": "Let $Z\\in\\mathbb{R}^d$ have mean $m$ and covariance $C$ and let $A\\in\\mathbb{R}^{d\\times d}$. "
    "$$A\\,E[ZZ^\\top] = AC + Amm^\\top$$",
    "Gram matrices": "Let $K\\in\\mathbb{R}^{n\\times n}$ be a Gram matrix and $a\\in\\mathbb{R}^n$. $$a^\\top Ka\\ge0$$",
    "a chain of values": "Take $A = B = I_2$. $$\\operatorname{tr}(AB) = 2$$",
    "a recurrence of two steps": "Let $F_1 = F_2 = 1$ and $F_k = F_{k-1}+F_{k-2}$ for $k\\ge3$. $$F_6 = 8$$",
}


@pytest.mark.parametrize("name", HOLD)
def test_what_is_said_is_used(name: str) -> None:
    assert last(HOLD[name]).verdict == "proved"


def test_a_false_value_of_a_recurrence_is_refuted() -> None:
    assert last(HOLD["a recurrence of two steps"].replace("F_6", "F_5")).verdict == "refuted"
