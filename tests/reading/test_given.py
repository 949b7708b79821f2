"""What a document takes for granted, and what it claims: words decide, and doubt never makes a verdict."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

ABC = r"Let $A, B, C \in \mathbb{R}^{k\times k}$. "
Q = r"Let $A\in\mathbb R^{n\times n}$ be %s and $x, y\in\mathbb R^n$. Then $$x^T A y = y^T A x.$$"
PROVED = {  # the last step is proved, for what the words before it say
    "spaces without braces": Q % "symmetric positive definite",
    "abbreviations": r"Let $A\in\mathbb R^{n\times n}$ (sym. pos. def.), $x, y\in\mathbb R^n$. Then $$x^T A "
    r"y = y^T A x.$$",
    "a property after a membership": r"$A\in\mathbb R^{n\times n}$ symmetric, $x, y \in R^n$. $$x^T A y = y^T A x.$$",
    "a set of signs": r"Let $y_i\in\{-1,+1\}$ for $i=1,\dots,n$. Then $$y_i^3 = y_i.$$",
    "one-hot": r"Let $y\in\{0,1\}^K$ be one-hot. Then $$\sum_{k=1}^K y_k = 1.$$",
    "a sum to the last use": r"Let $a, b \in \mathbb{R}^n$. $$\sum_{i=1}^n a_i + b_i = \sum_{i=1}^n (b_i + a_i)$$",
    "where after a display": r"Let $v, w\in\mathbb{R}^n$. $$\sum_{i=1}^n v_i w_i^2 = w^T S w,$$ where "
    r"$S=\mathrm{diag}(v_1,\dots,v_n)$.",
    "call this": r"Let $w, b \in \mathbb R^n$. $$w^Tw - b^Tw = w^T(w - b)$$ Call this $J(w)$. Then "
    r"$$\nabla J(w) = 2w - b.$$",
    "inner products": r"Let $x\in\mathbb R^n$, $A\in\mathbb R^{n\times m}$, $c\in\mathbb R^m$. $$\langle x, "
    r"Ac\rangle = x \cdot Ac.$$",
    "one minus a vector": r"Let $h, g\in\mathbb R^n$. $$g\odot(1-h\odot h) = g - g\odot h\odot h.$$",
    "a logistic function": r"Let $f(z)=\frac{1}{1+e^{-z}}$, $w, x\in\mathbb R^d$. $$\nabla_w f(w^Tx) = "
    r"f(w^Tx)(1-f(w^Tx))x$$",
    "the root of a square": r"Let $a\in\mathbb R^d$, and $\sigma^2=\sum_{i=1}^d a_i^2$, $\sigma>0$. "
    r"$$\frac{\partial\sigma}{\partial a_j}=\frac{a_j}{\sigma}$$",
}
# False: words that seem to suppose them do not.
NOT_PROVED = {
    "two one-hot vectors": r"Let $y, z\in\mathbb R^K$ be one-hot. $$y^Tz = 1$$",
    "vectors of unit length": r"Let $u_1,\dots,u_k$ be unit vectors in $\mathbb R^d$. $$\sum_{i=1}^k u_i^Tu_i = 1$$",
    "a second value": r"Let $J(w)=w^Tw$ with $w\in\mathbb R^d$. $$J(w) = 2w^Tw$$",
    "two values in a row": "Let $w\\in\\mathbb R^d$.\n$$J(w)=w^Tw$$\n$$J(w) = 2w^Tw$$",
    "in a list, of a defined name": r"Let $A\in\mathbb R^{n\times n}$, where $P=AA^T$, $P^2=2P$.",
    "in brackets": r"Let $A\in\mathbb R^{n\times n}$. The trace (which is $\operatorname{tr}(A)=3$) is fixed.",
    "with, said of something else": ABC
    + r"With a transpose inside: $$\mathrm{tr}(ABC) = \mathrm{tr}(CAB) = \mathrm{tr}(ACB).$$",
    "letting": r"Let $X\in\mathbb R^{n\times d}$, $y\in\mathbb R^n$, $w=X^Ty$. Letting $\lambda=0$ "
    r"instead, $$w = 2X^Ty.$$",
    "a finished sentence": r"Let $x\in\mathbb R^n$, where $x$ is the input. $$x^Tx = 2x^Tx.$$",
    "a loss without a formula": r"Let $W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $y=Wx$. $$\nabla_x L = W\nabla_y "
    r"L.$$",
}
DOUBTED = {  # true, or it may be: words restrict a letter in a way that is not understood
    "a point of a plane": r"Let $p, q\in\mathbb R^n$. For every point $z$ of the plane, $$\|p-z\| \ge \|p-q\|.$$",
    "the largest eigenvalue": r"Let $S\in\mathbb R^{n\times n}$ be symmetric with largest eigenvalue $L$, "
    r"$x\in\mathbb R^n$. $$x^TSx\le L x^Tx.$$",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("name", PROVED)
def test_what_is_given_is_used(name: str) -> None:
    steps = steps_of(read(scanned("a.md", PROVED[name].encode())).links)
    shown = [step for step in steps if step.where == "display"]
    assert shown[-1].verdict == "proved", shown[-1].reason


@pytest.mark.parametrize("name", NOT_PROVED)
def test_what_is_claimed_is_not_taken_for_granted(name: str) -> None:
    assert _last(NOT_PROVED[name]).verdict != "proved"


@pytest.mark.parametrize("name", DOUBTED)
def test_words_that_are_not_understood_leave_a_step_open(name: str) -> None:
    step = _last(DOUBTED[name])
    assert step.verdict != "refuted"
