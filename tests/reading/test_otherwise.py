"""Notations, laws and decompositions that are others than the usual ones, as the text says."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last
from tests.thinned import thinned

OTHERWISE = {
    "a weighted norm": r"We write $\|x\|$ for the weighted norm of $x$ with weights $D$. "
    r"Then "
    r"$$\|x\|^2=x^\top x$$",
    "a positive part": r"By $X^{+}$ we mean the entrywise positive part of $X$. Then "
    r"$$XX^{+}X=X$$",
    "reciprocal entries": r"In these notes $A^{-1}$ stands for the matrix of reciprocal entries "
    r"of $A$. Then "
    r"$$AA^{-1}=I$$",
    "logarithms to base two": r"All logarithms are taken to base two. Then for $x>0$ "
    r"$$\frac{d}{dx}\log x=\frac1x$$",
    "primes for derivatives": r"Primes denote derivatives with respect to time. Then "
    r"$$(XY)'=Y'X'$$",
    "a norm by a formula": r"Let $\|x\|:=\max_i|x_i|$. Then "
    r"$$\|x\|^2=x^\top x$$",
    "a product": r"We use $\odot$ for the ordinary matrix product. Then "
    r"$$A\odot B=B\odot A$$",
    "a second matrix": r"Let $W, W'\in\mathbb{R}^{n\times n}$ be the weights before and "
    r"after the step. Then "
    r"$$(WV)^\top=V^\top W'$$",
    "the total of entries": r"Here $\operatorname{tr}(A)$ denotes the total of all entries "
    r"of $A$. Then "
    r"$$\operatorname{tr}(AB)=\operatorname{tr}(BA)$$",
    "a median": r"Here $\mathbb{E}[X]$ denotes the median of $X$. Let $X,Y$ be "
    r"independent random variables. Then "
    r"$$\mathbb{E}[X+Y]=\mathbb{E}[X]+\mathbb{E}[Y]$$",
    "a reflection": r"Let $A^\top$ be the reflection of $A$ in its second diagonal. "
    r"Then "
    r"$$\operatorname{tr}(A^\top B)=\operatorname{tr}(B^\top A)$$",
    "a natural gradient": r"We denote by $\nabla f$ the natural gradient. Let $f(x)=x^\top "
    r"x$. Then "
    r"$$\nabla f(x)=2x$$",
    "a precision": r"Let $X\sim\mathcal{N}(\mu,\beta)$ with the normal law parametrised "
    r"by its mean and precision. Then "
    r"$$\operatorname{Var}(X)=\beta$$",
    "a half line": r"Let $X\sim\mathcal{N}(0,1)$ restricted to the positive half line. "
    r"Then "
    r"$$\mathbb{E}[X]=0$$",
    "a random mean": r"Let $X\sim\mathcal{N}(\theta,1)$ given $\theta$, where $\theta\sim\mathcal{N}(0,\tau)$. "
    r"Then "
    r"$$\operatorname{Var}(X)=1$$",
    "a mixture": r"With probability $p$ we have $X\sim\mathcal{N}(0,1)$, and else "
    r"$X\sim\mathcal{N}(0,s)$. Then "
    r"$$\mathbb{E}[X^2]=s$$",
    "an event": r"Let $X\sim\mathcal{N}(0,1)$. Given that $X\ge 1$, we have "
    r"$$\mathbb{E}[X]=0$$",
    "a random parameter": r"Let $X\sim\mathcal{N}(0,\sigma^2)$ with $\sigma$ itself uniform "
    r"on an interval. Then "
    r"$$\operatorname{Var}(X)=\sigma^2$$",
    "a rounded letter": r"Let $X\sim\mathcal{N}(0,1)$ and $Y=X$ rounded to the nearest "
    r"integer. Then "
    r"$$\mathbb{E}[Y^2]=1$$",
    "a truncated law": r"Let $X$ have the truncated normal law with $X\sim\mathcal{N}(0,1)$. "
    r"Then "
    r"$$\mathbb{E}[X]=0$$",
    "a random rate": r"Let $N\sim\operatorname{Poisson}(\lambda)$, and $\lambda\sim\operatorname{Exponential}(1)$. "
    r"Then "
    r"$$\operatorname{Var}(N)=\lambda$$",
    "eigenvectors of any matrix": r"Let $M = R\,\Theta\,R^{-1}$ be a diagonalisation of $M\in\mathbb{R}^{n\times "
    r"n}$. Then "
    r"$$R^\top R=I$$",
    "the first singular vectors": r"Let $X=U\Sigma V^\top$ be the rank-$k$ SVD of $X$, where only "
    r"the leading $k<d$ singular values are kept. Then "
    r"$$VV^\top=I$$",
    "a partial decomposition": r"Let $X=U\Sigma V^\top$ be a partial SVD. Then "
    r"$$UU^\top=I$$",
}
USUAL = {
    "a symmetric matrix": r"Let $A=Q\Lambda Q^\top$ be the eigendecomposition of the symmetric "
    r"matrix $A\in\mathbb{R}^{n\times n}$. Then "
    r"$$Q^\top Q=I$$",
    "eigenvectors": r"Let $A=U\Lambda U^{-1}$ be an eigendecomposition with diagonal "
    r"$\Lambda$. Then "
    r"$$A^2=U\Lambda^2U^{-1}$$",
    "a Euclidean norm": r"Here $\|x\|$ denotes the Euclidean norm of $x$. Then "
    r"$$\|x\|^2=x^\top x$$",
    "an inverse": r"Let $A^{-1}$ denote the inverse of the invertible matrix $A$. "
    r"Then "
    r"$$AA^{-1}=I$$",
    "a pseudo-inverse": r"We write $X^+$ for the pseudo-inverse of $X$. Then "
    r"$$XX^+X=X$$",
    "a variance": r"Let $X\sim\mathcal{N}(\mu,\sigma^2)$ with variance $\sigma^2$. "
    r"Then "
    r"$$\operatorname{Var}(X)=\sigma^2$$",
    "a sigmoid": r"Let $\sigma(z)=1/(1+e^{-z})$ be the sigmoid. Then "
    r"$$\sigma(-z)=1-\sigma(z)$$",
    "a thin decomposition": r"Let $X=U\Sigma V^\top$ be a thin SVD. Then "
    r"$$V^\top V=I$$",
    "a transpose": r"Let $A,B$ be matrices and write $A^\top$ for the transpose of "
    r"$A$. Then "
    r"$$(AB)^\top=B^\top A^\top$$",
    "a convex function": r"Let $f:\mathbb{R}^d\to\mathbb{R}$ be convex with minimiser $x^*$ "
    r"and differentiable. Then "
    r"$$f(y)\ge f(x)+\nabla f(x)^\top(y-x)$$",
}


COMPOUNDS = (r"$f-g$", r"$2f$ plus something, that is $2f+g$,", r"$F(x)=f(x)+\|x\|^2$", r"$e^f$", r"$-f$")
SLOPE = r" Then $$f(y)\ge f(x)+\nabla f(x)^\top(y-x)$$"


@pytest.mark.parametrize("name", thinned(OTHERWISE, one_in=2))
def test_nothing_is_proved_in_the_usual_meaning(name: str) -> None:
    assert last(OTHERWISE[name]).verdict not in ("proved", "checked")


@pytest.mark.parametrize("name", thinned(USUAL, one_in=2))
def test_what_means_the_usual_is_still_proved(name: str) -> None:
    assert last(USUAL[name]).verdict == "proved"


def test_squares_of_entries_are_not_refuted() -> None:
    said = r"Here $A^2$ denotes the elementwise square of $A\in\mathbb{R}^{n\times n}$. Then $$A^2=A\odot A$$"
    assert last(said).verdict != "refuted"


@pytest.mark.parametrize("compound", COMPOUNDS)
def test_a_compound_does_not_lend_its_convexity(compound: str) -> None:
    said = rf"Let $f,g:\mathbb{{R}}^n\to\mathbb{{R}}$ be differentiable and let {compound} be convex.{SLOPE}"
    assert last(said).verdict not in ("proved", "refuted")


KINKS = (
    r"\frac{d}{dx}(\max(x,0)-\max(-x,0))=1",
    r"\frac{\partial}{\partial x}(\max(x,y)+\min(y,x))=1",
    r"\frac{d}{dx}\max(x,-x)=\frac{d}{dx}\max(-x,x)",
    r"\frac{d}{dx}\max(x,2x)=1+\mathbb 1\{x>0\}",
    r"\frac{d}{dx}\min(x,0)=\mathbb 1\{x<0\}",
)
SIDE_BY_SIDE = (
    r"\frac{d}{dx}(\max(x,0)-\max(-x,0))=\mathbb 1\{x>0\}+\mathbb 1\{x<0\}",
    r"\frac{\partial}{\partial x}(\max(x,y)+\min(y,x))=\mathbb 1\{x>y\}+\mathbb 1\{y>x\}",
)


@pytest.mark.parametrize("claim", KINKS)
def test_a_kink_alone_refutes_nothing(claim: str) -> None:
    assert last(rf"Let $x,y\in\mathbb{{R}}$. Then $${claim}$$").verdict != "refuted"


@pytest.mark.parametrize("claim", SIDE_BY_SIDE)
def test_kinks_side_by_side_are_left_out(claim: str) -> None:
    step = last(rf"Let $x,y\in\mathbb{{R}}$. Then $${claim}$$")
    assert step.verdict != "proved" or step.code == "condition"


def test_one_kink_has_the_usual_convention() -> None:
    step = last(r"Let $x\in\mathbb{R}$. Then $$\frac{d}{dx}\max(x,0)=\mathbb 1\{x>0\}$$")
    assert (step.verdict, step.code) == ("proved", "")
