"""What a section says of letters where it is not used: no counterexample stands that it rules out."""

import pytest

from derivations.reading.documents import scanned
from numeric.checking.result import Step
from numeric.checking.run import judged
from tests.thinned import thinned


def _last(text: str) -> Step:
    return judged(scanned("a.md", text.encode(), lambda path: b""), processes=1).steps[-1]


NOT_REFUTED = {
    "conditions on what stays fixed, under a derivative": r"Let $X\in\mathbb{R}^{n\times d}$ and $w\in\mathbb{R}^d$, "
    r"$y\in\mathbb{R}^n$ with $X^\top X=nI$. Then $$\nabla_w \tfrac1{2n}\|Xw-y\|^2 = w-\tfrac1n X^\top y.$$",
    "an open condition under a derivative": r"Let $w, x, b$ be real and suppose that $wx + b > 0$. Then "
    r"$$\frac{\partial}{\partial w}\max(0, wx + b) = x.$$",
    "explained behind": "For square matrices,\n"
    "$$\\|Qx\\|=\\|x\\|$$\nHere $Q\\in\\mathbb{R}^{n\\times n}$ is orthogonal.",
    "a noun that is not understood": r"Let $X\in\mathbb{R}^{n\times n}$ and let $C$ be its matrix of cofactors. "
    r"Then $$X C^\top = \det(X) I.$$",
    "solutions of an equation": r"Let $X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$. There are many interpolating "
    r"solutions of $Xw = y$.",
    "a reference": r"Let $a, b, c$ be real. Using (ii) we find $$ab + c = b.$$",
    "what sums to one": "The weights sum to one.\n\nLet $p\\in\\mathbb{R}^n$. Then $$\\sum_i p_i = 1.$$",
    "another letter of that name": "Let $x\\in\\mathbb{R}^d$. Then $x^\\top x = \\|x\\|^2$ and\n"
    "$$\\mu^2 + 1 = 1 + \\mu^2 .$$\n\nNow let $z$ have mean $\\mu\\in\\mathbb{R}^d$.",
    "a step is skipped": r"Let $x_t = a x_{t-1} + b$ with numbers $a, b$. Unrolling, $$x_t = a^2 x_{t-2} + ab + b.$$",
}

REFUTED = {
    "plain": r"Let $a, b$ be real. Then $(a+b)^2 = a^2+b^2$.",
    "beside harmless words": r"Let $X\in\mathbb{R}^{n\times d}$ be the data matrix and $w\in\mathbb{R}^d$ the weights "
    r"of the model. Multiplying out, $$\|Xw\|^2 = w^\top X X^\top w.$$",
    "under a derivative": r"Let $X\in\mathbb{R}^{n\times d}$ and $w\in\mathbb{R}^d$, $y\in\mathbb{R}^n$ with "
    r"$X^\top X=nI$. Then $$\nabla_w \tfrac1{2n}\|Xw-y\|^2 = w+\tfrac1n X^\top y.$$",
    "a proved repair outweighs words": r"Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$, $y\in\mathbb{R}^n$. "
    r"Peculiarly, $w$ matters: $$\nabla_w \|Xw-y\|^2 = X^\top(Xw-y).$$",
}


@pytest.mark.parametrize("text", thinned(NOT_REFUTED.values(), one_in=2), ids=NOT_REFUTED)
def test_what_is_said_elsewhere_counts(text: str) -> None:
    assert _last(text).verdict != "refuted"


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED)
def test_slips_are_refuted_nevertheless(text: str) -> None:
    assert _last(text).verdict == "refuted"


FALSE = {
    "the logistic function by custom, where words name another": r"The units use tanh. Let $z\in\mathbb{R}^2$. Then "
    r"$$\frac{1}{1 + e^{-(z_1 - z_2)}} = \sigma(z_1 - z_2).$$",
    "no number where there is a transpose": r"Single neuron. Put $z=w^Tx+b$. $$\nabla_w(w^Tx+b) = x^T$$",
    "vectors that live somewhere": r"The weights $w$ and the input $x$ live in $\mathbb{R}^n$, the bias $b$ is a "
    r"number. $$\nabla_w(w^Tx+b) = x^T$$",
    "at any point": r"Let $Q\in\mathbb{R}^{n\times n}$ be symmetric positive definite, $b\in\mathbb{R}^n$ and "
    r"$f(x)=\frac12x^\top Qx-b^\top x$, whose minimiser is $x^\ast=Q^{-1}b$. $$\nabla f(x) = Qx-b$$ Starting from an "
    r"arbitrary point $x$ the Newton step lands on $$x-Q(Qx-b) = x^\ast .$$",
    "a chain behind a name": r"Let $x\in\mathbb{R}^n$ and let $s = x^\top x = \|x\|$.",
    "of a law given something nothing follows": r"Let $X\in\mathbb{R}^{n\times d}$ and $y \mid w \sim \mathcal{N}(Xw, "
    r"\sigma^2 I)$. Then $\mathrm{Cov}(y) = \sigma^2 I$.",
    "a gradient of what stands before": r"$\|Xw-y\|^2 = (Xw-y)^T(Xw-y) \Rightarrow \nabla_w = X^T(Xw-y)$",
}


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE)
def test_false_twins_are_not_confirmed(text: str) -> None:
    assert _last(text).verdict not in ("proved", "checked")


TRUE = {
    "an exponent in fonts": r"Let $\mathbf{w}, \mathbf{x}\in\mathbb{R}^d$. Then $e^{\mathbf{w}^\top \mathbf{x}} = "
    r"\exp(\mathbf{w}^\top\mathbf{x})$.",
    "the logistic function by custom": r"Let $z\in\mathbb{R}^2$. Then $$\frac{1}{1 + e^{-(z_1 - z_2)}} = "
    r"\sigma(z_1 - z_2).$$",
    "a gradient of what stands before": r"$f(w)=\|Xw-y\|^2 \Rightarrow \nabla_w=2X^T(Xw-y)$",
    "a gradient of what stands before, under a name used before": r"Linear: $$f(x)=a^T x \Rightarrow \nabla_x f=a.$$ "
    r"Least squares: $$f(w)=\|Xw-y\|^2 \Rightarrow \nabla_w=2X^T(Xw-y).$$",
    "a gradient of a sum that stands before": r"Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$. "
    r"$$f(w)=\|Xw-y\|^2 + \lambda\|w\|^2 \Rightarrow \nabla_w=2X^T(Xw-y) + 2\lambda w.$$",
    "a mask": r"Let $Z, G\in\mathbb{R}^{n\times m}$ and $M = \mathbf{1}\{Z > 0\}$. Then $G \odot M = M \odot G$.",
    "values in a list": r"Take $d = 1$, $\mu_0 = \mu_1 = 0$ and $c = 2$. Then $\mu_0 + \mu_1 = 0$.",
    "a law given two things": r"Let $x_i, w\in\mathbb{R}^d$. Suppose $y_i \mid x_i, w \sim \mathcal{N}(x_i^\top w, "
    r"\sigma^2)$.",
    "an n-vector": r"Let $X$ be $n\times p$, let $y$ be an $n$-vector. Then $y^\top X X^\top y = \|X^\top y\|^2$.",
    "the Jacobian, where gradients are columns": "Vectors are columns, and gradients have the shape of the variable."
    "\n\nLet $A\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^n$. Then $$\\frac{\\partial (Ax)}{\\partial x} = A.$$",
}


@pytest.mark.parametrize("text", thinned(TRUE.values(), one_in=2), ids=TRUE)
def test_true_siblings_are_proved(text: str) -> None:
    assert _last(text).verdict == "proved"


def test_what_custom_alone_says_is_reported() -> None:
    found = judged(scanned("a.md", TRUE["the logistic function by custom"].encode(), lambda path: b""), processes=1)
    assert any("logistic" in said for said in found.conventions)
