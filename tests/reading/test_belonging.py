"""What an index, a list or an adjective belongs to: entries of members, entries that define, the last of a list."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

LAYERS = (
    r"Let $x\in\mathbb{R}^d$, $W_1\in\mathbb{R}^{h\times d}$, $W_2\in\mathbb{R}^{k\times h}$, $b_1\in\mathbb{R}^h$ and "
    r"$b_2\in\mathbb{R}^k$. Let $z_1=W_1x+b_1$, $a_1=\tanh(z_1)$, $L=\frac12\|W_2a_1+b_2\|^2$ and "
    r"$\delta_2=W_2a_1+b_2$. "
)
SIGMOID = (
    r"Let $g(z)=\frac{1}{1+e^{-z}}$. We have $m$ training examples $(x^{(i)},y^{(i)})$ with $x^{(i)}\in\mathbb{R}^n$ "
    r"and $y^{(i)}\in\{0,1\}$. Let $\theta\in\mathbb{R}^n$; $y\in\mathbb{R}^m$ collects the labels. "
    r"Let $h^{(i)}=g(\theta^Tx^{(i)})$; $h\in\mathbb{R}^m$ collects the $h^{(i)}$. "
)
WEIGHTS = (
    r"Let $X\in\mathbb{R}^{n\times d}$, $n\ne d$, $y\in\mathbb{R}^n$ and $w\in\mathbb{R}^d$. Let "
    r"$C=\operatorname{diag}(c_1,\dots,c_n)$. Let $F(w)=(y-Xw)^\top C(y-Xw)$. Then "
)
SVD = (
    r"Write $X=USV^\top$ with $U\in\mathbb{R}^{n\times d}$, $U^\top U=I_d$, $S=\operatorname{diag}(s_1,\dots,s_d)$ and "
    r"$V\in\mathbb{R}^{d\times d}$ orthogonal. "
)
HOLDS = {
    "an entry of a layer": LAYERS + r"Then $\frac{\partial L}{\partial a_{1,j}}=\sum_{i=1}^k\delta_{2,i}(W_2)_{ij}$.",
    "a member with its index above": SIGMOID
    + r"$$\frac{\partial h^{(i)}}{\partial\theta_j}=h^{(i)}(1-h^{(i)})x_j^{(i)}$$",
    "a list of weights": WEIGHTS + r"$$\nabla F(w)=-2X^\top C(y-Xw).$$",
    "the last of a list": SVD + r"Then $V^\top V=I_d$.",
    "columns": r"Let $A\in\mathbb{R}^{n\times d}$ and $D=\operatorname{diag}(s_1,\dots,s_d)$. Then $ADe_j=s_jAe_j$.",
}
FAILS = {
    "an index out of range": LAYERS + r"Then $\frac{\partial L}{\partial a_{1,j}}=\sum_{i=1}^k\delta_{2,i}(W_2)_{ji}$.",
    "another entry of a layer": LAYERS + r"Then $\frac{\partial L}{\partial a_{1,j}}=\sum_{i=1}^k(W_2)_{ij}$.",
    "another slope": SIGMOID + r"$$\frac{\partial h^{(i)}}{\partial\theta_j}=h^{(i)}(1+h^{(i)})x_j^{(i)}$$",
    "a complement": SIGMOID + r"$$\frac{\partial h^{(i)}}{\partial\theta_j}=(1-h^{(i)})(1-h^{(i)})x_j^{(i)}$$",
    "the order of weights": WEIGHTS + r"$$\nabla F(w)=-2CX^\top(y-Xw).$$",
    "columns": r"Let $A\in\mathbb{R}^{n\times d}$ and $D=\operatorname{diag}(s_1,\dots,s_d)$. "
    r"With the standard basis $e_j$ we have $ADe_j=-s_jAe_j$.",
    "a layer's delta": r"Let $\delta_2\in\mathbb{R}^k$. Then $\sum_{i=1}^k\delta_{2,i}=1$.",
}
UNDECIDED = {  # true or false as one reads it
    "errors": r"The errors are $e_i$. Let $A\in\mathbb{R}^{n\times n}$. Then $\|Ae_i\|\le\|A\|_F$.",
    "a delta or an entry": r"Let $\delta_2\in\mathbb{R}^k$. Then $\sum_{i=1}^k\delta_{2i}=1$.",
    "a tall matrix": SVD + r"Then $UU^\top=I_n$.",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("text", HOLDS.values(), ids=HOLDS.keys())
def test_it_is_read_as_it_is_meant(text: str) -> None:
    assert _last(text).verdict == "proved"


@pytest.mark.parametrize("text", FAILS.values(), ids=FAILS.keys())
def test_false_twins_are_refuted(text: str) -> None:
    assert _last(text).verdict == "refuted"


@pytest.mark.parametrize("text", UNDECIDED.values(), ids=UNDECIDED.keys())
def test_what_is_not_said_is_not_proved(text: str) -> None:
    assert _last(text).verdict != "proved"


def test_an_order_and_a_complement_are_repaired() -> None:
    order, complement = _last(FAILS["the order of weights"]), _last(FAILS["a complement"])
    assert order.repair is not None
    assert order.repair.latex == r"-2X^\top C(y-Xw)"
    assert complement.repair is not None
    assert complement.repair.latex == r"(h^{(i)})(1-h^{(i)})x_j^{(i)}"


def test_what_only_custom_says_is_reported() -> None:
    reading = read(scanned("a.md", HOLDS["columns"].encode()))
    assert any("standard basis" in convention for convention in reading.conventions)
