"""What looks like a product, an entry, a definition or a letter of this part, and may be something else."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

X = r"Let $X\in\mathbb{R}^{n\times m}$, $A\in\mathbb{R}^{n\times n}$ and $f=\operatorname{tr}(X^\top AX)$. "
SPLIT = r"Partition $x=(x_a^\top,x_b^\top)^\top$, and $\Sigma$ likewise, into blocks. "
SOFTMAX = r"Let $z\in\mathbb{R}^K$ with $K\ge2$ and $\ell(z)=\ln\sum_{k=1}^Ke^{z_k}$. "
UNPROVED = {
    "an upright differential": X
    + r"$$\operatorname{tr}(\mathrm{d}X^\top AX)=\operatorname{tr}(X^\top A\,\mathrm{d}X)$$",
    "a slanted differential": X
    + r"$$df=\operatorname{tr}(dX^\top AX)+\operatorname{tr}(X^\top AdX)$$ "
    + r"$$\operatorname{tr}(dX^\top AX)=\operatorname{tr}(X^\top AdX)$$",
    "blocks": SPLIT + r"Let $\Sigma$ be symmetric. Then $$\Sigma_{ab}=\Sigma_{ba}.$$",
    "a maximum": SOFTMAX + r"For all $z$, $$\ell(z)=\max_kz_k$$",
    "a maximum that is claimed": SOFTMAX + r"We claim that $$\ell(z)=\max_kz_k.$$",
    "a least value": r"Let $z\in\mathbb{R}^n$ and $c=z_1$. Hence $c=\max_kz_k$.",
    "names that are swapped": r"Let $A=I_2$ and $B=2I_2$. We now interchange the two names, so that what was "
    r"called $B$ is called $A$ and vice versa. $$\det A=1$$",
    "a sibling of what words say": r"Let $f,g:\mathbb{R}^n\to\mathbb{R}^n$, and let $J_f(x)$ be the Jacobian of $f$. "
    r"Let $h=g\circ f$. For all $x$, $$J_h(x)=J_f(x)J_g(f(x)).$$",
    "all choices": r"Let $W,V\in\mathbb{R}^{3\times3}$. For all choices of the two matrices $$V=W^\top.$$",
    "such cases": r"Let $W,V\in\mathbb{R}^{3\times3}$. In every such case $$V=W^\top.$$",
    "a standard deviation": r"We write $\mathcal{N}(m,s)$ for the normal law with mean $m$ and standard deviation $s$. "
    r"Let $X\sim\mathcal{N}(1,2)$. $$\operatorname{Var}(X)=2$$",
    "what is allowed": r"Let $A$, $B$ and $C$ be symmetric $n\times n$ matrices. "
    r"Here $C$ is allowed to be non-symmetric. $$C^\top=C$$",
    "what is held fixed": r"Let $t=2w$, which is detached, i.e. treated as a constant. Let $L=(w-t)^2$. "
    r"$$\frac{\partial L}{\partial w}=2w$$",
}
UNREFUTED = {
    "a row": r"Random vectors are rows. Let $x\in\mathbb{R}^{1\times3}$ be random with covariance $\Sigma$. "
    r"$$\operatorname{Cov}(xA)=A^\top\Sigma A$$",
    "an even size": r"Let $A$ be an invertible $n\times n$ matrix, where $n$ is even. $$\det(-A)=\det(A)$$",
    "letters of another part": "## Problem 1\n\n"
    + r"Let $X\in\mathbb{R}^{n\times p}$ have full column rank, $H=X(X^\top X)^{-1}X^\top$ and $M=I-H$. $HX=X$."
    + "\n\n## Problem 2\n\n"
    + r"Let $y\in\mathbb{R}^n$. Then $$y-Hy=My.$$",
}
READ = {
    "a derivative": r"Let $f(t)=t^2$. $$\frac{\mathrm{d}f}{\mathrm{d}t}=2t$$",
    "a derivative of a value": r"$$\frac{\mathrm{d}}{\mathrm{d}t}t^3=3t^2$$",
    "a shape behind adjectives": r"Let $A$ be an invertible $p\times p$ matrix and $v\in\mathbb{R}^p$. $$A^{-1}Av=v$$",
    "a name for a maximum": SOFTMAX + r"Let $m(z)=\max_k z_k$.",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("text", UNPROVED.values(), ids=UNPROVED.keys())
def test_what_may_be_something_else_is_not_proved(text: str) -> None:
    assert _last(text).verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", UNREFUTED.values(), ids=UNREFUTED.keys())
def test_what_may_hold_as_it_is_meant_is_not_refuted(text: str) -> None:
    assert _last(text).verdict != "refuted"


@pytest.mark.parametrize("text", READ.values(), ids=READ.keys())
def test_the_plain_case_is_read(text: str) -> None:
    assert _last(text).verdict == "proved"
