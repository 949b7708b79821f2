"""What words make of letters and signs: nothing is proved or refuted of another reading."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last
from tests.thinned import thinned

NOT_PROVED = {
    "a condition number": "Let $\\sigma_1>\\sigma_2>0$. The condition number is "
    "$$\\kappa_2(A)=\\frac{\\sigma_2}{\\sigma_1}$$",
    "the factors exchanged": "Let $A=LL^T$. $$\\det A=(\\det L)^2$$ and with the factors exchanged $$A=L^TL$$",
    "numbers for a check only": "Set $a=2$ and $b=3$ as a check: $a+b=5$. For general real $a$ and $b$, $$a+b=5$$",
    "another matrix of that name": "For $C$ with full column rank and $A\\succ0$, $$C^TAC\\succ0$$ "
    "For $C$ with more columns than rows, $$C^TAC\\succ0$$",
    "a standard deviation": "We write $\\mathcal{N}(\\mu,\\sigma)$ "
    "with the standard deviation as second parameter. "
    "If $X\\sim\\mathcal{N}(0,\\sigma)$ then $$\\mathrm{Var}(X)=\\sigma$$",
    "a replaced matrix": "Let $A$ be invertible.\nReplace $A$ by $A-\\lambda I$, and keep the name $A$. "
    "Then $$\\det A\\ne0$$",
    "in pieces": "Let $g(x)=x^2$ if $x\\ge0$ and $g(x)=-x^2$ if $x<0$. In the second case, $x<0$: $$g(x)=x^2$$",
    "a composition": "Let $\\circ$ be the composition of the linear maps $A$ and $B$. $$A\\circ B=B\\circ A$$",
    "backward in time": "Let $x_{t+1}=Ax_t$. Backward in time, $$x_{t-1}=Ax_t$$",
    "a value computed of numbers": "For $c=1$, $d=c+1=3$.",
}
NOT_REFUTED = {
    "a sum to an index": "Let $A$ be symmetric. "
    "$$\\sum_{i=1}^n\\sum_{j=1}^i a_{ij}=\\sum_{j=1}^n\\sum_{i=1}^j a_{ij}$$",
    "how many pairs": "$$\\sum_{i=1}^n\\sum_{j=1}^i 1=\\frac{n(n+1)}{2}$$",
    "indicators of events": "For events $A$ and $B$, $$\\mathbb{1}_A\\mathbb{1}_B=\\mathbb{1}_{A\\cap B}$$",
    "a positive random variable": "For a positive random variable $X$, $$E[1/X]\\ge 1/E[X]$$",
    "infinitely many": "For infinitely many integers $n$, $$(-1)^n=1$$",
    "for all x": "Suppose $x^TAx=0$ for all $x\\in\\mathbb{R}^n$. Then $$A^T=-A$$",
    "definite, not symmetric": "Let $M$ be square with $x^TMx>0$ for all $x\\ne0$. Then $$\\det M\\ne0$$",
    "of one size": "For $3\\times3$ matrices, $$\\det(-A)=-\\det A$$",
    "an entry": "Let $A,B$ be symmetric with $A\\succeq B$. $$A_{11}\\ge B_{11}$$",
    "a Hessian": "Here $H$ is the Hessian of $f$. Then $$H^T=H$$",
    "values in a list": "Take one example ($N=1$), $b_1=b_2=0$.",
    "set to zero": "Let $f(x)=x^2-2x$. In $x$, $$\\frac{df}{dx}=2x-2=0$$",
    "a differential": "Let $S$ be definite. "
    "$$d(\\boldsymbol{S}^{-1})=-\\boldsymbol{S}^{-1}(d\\boldsymbol{S})\\boldsymbol{S}^{-1}$$",
}
NOT_REFUTED |= {
    "factors of a decomposition": "Let $A$ be $m\\times n$. With $A=U\\Sigma V^T$, "
    "$$\\mathrm{tr}(V\\Sigma^TU^TU\\Sigma V^T)=\\mathrm{tr}(\\Sigma^T\\Sigma)$$",
    "weights in a matrix": "Let $W$ be a symmetric $n\\times n$ matrix of nonnegative weights and "
    "$d_i=\\sum_{j=1}^n w_{ij}$. $$\\sum_{i=1}^n\\sum_{j=1}^n w_{ij}f_j^2=\\sum_{j=1}^n d_jf_j^2$$",
    "how many are enough": "With $\\epsilon=0.1$ that is $n\\ge\\frac{1}{0.05\\cdot0.01}$.",
    "an equation to solve": "Let $x\\in\\mathbb{R}^n$. Apply it to the equation $x^2=a$.",
}
PROVED = {
    "a value given later": "Assume $E[X]=\\mu$. Let now $\\mu=0$. Then $$\\mathrm{Var}(X)=E[X^2]$$",
    "a kernel, and its matrix behind it": "Let $x\\in\\ker(A)$ for $A\\in\\mathbb{R}^{n\\times d}$. Then $$Ax=0$$",
    "the size of an identity": "$$\\operatorname{tr}(I_n)=n$$",
    "slacks": "With slacks $\\xi_i$ let $$L=\\frac12\\|w\\|^2+C\\sum_i\\xi_i.$$ "
    "Then $$\\frac{\\partial L}{\\partial w}=w$$",
}


@pytest.mark.parametrize("text", thinned(NOT_PROVED.values(), one_in=2), ids=NOT_PROVED.keys())
def test_what_words_take_away_is_not_used(text: str) -> None:
    assert last(text).verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", thinned(NOT_REFUTED.values(), one_in=2), ids=NOT_REFUTED.keys())
def test_what_words_add_keeps_counterexamples_away(text: str) -> None:
    assert last(text).verdict != "refuted"


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED.keys())
def test_what_holds_as_it_is_said(text: str) -> None:
    assert last(text).verdict == "proved"


def test_a_slip_in_a_step_backward_is_found() -> None:
    step = last(NOT_PROVED["backward in time"])
    assert (step.verdict, step.code) == ("refuted", "inverse")
