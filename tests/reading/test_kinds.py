"""What an inequality says of the kind of its letters: nothing, where they are transposed or only told apart."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from derivations.reading.usage import transposed
from numeric.checking.run import steps_of

DUAL = r"Let $X\in\mathbb R^{n\times d}$ and $\alpha\ge0$. "
D = r"Let $A\in\mathbb R^{n\times n}$ be positive definite. "
TRUE = {
    "not zero, behind it": D + r"Then $x^\top Ax>0$ for all $x\ne0$.",
    "not zero, before it": D + r"Then for $x\ne0$, $$x^\top Ax>0.$$",
    "dual variables": DUAL + r"Then $$\|X^\top\alpha\|^2=\alpha^\top XX^\top\alpha.$$",
    "a point in a cone": r"Let $A\in\mathbb R^{m\times n}$, $b\in\mathbb R^m$, $x\ge0$. "
    r"Then $\|Ax-b\|^2=x^\top A^\top Ax-2b^\top Ax+b^\top b$.",
    "two points": D + r"For $x\ne\mu$, $$(x-\mu)^\top A(x-\mu)>0.$$",
    "a number": r"For $\lambda>0$, $$|\lambda|=\lambda.$$",
    "two numbers": r"For $a\ne b$, $$\frac{a^2-b^2}{a-b}=a+b.$$",
}
FALSE = {
    "a sign": D + r"Then for $x\ne0$, $$x^\top Ax<0.$$",
    "a factor": DUAL + r"Then $$\|X^\top\alpha\|^2=2\alpha^\top XX^\top\alpha.$$",
    "two numbers": r"For $a\ne b$, $$\frac{a^2-b^2}{a-b}=a-b.$$",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_what_is_true_is_proved(text: str) -> None:
    assert _verdict(text) == "proved"


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_what_is_false_is_refuted(text: str) -> None:
    assert _verdict(text) == "refuted"


def test_a_t_above_a_greek_number_is_a_power() -> None:
    assert transposed(r"\alpha^T x^T \beta^\top") == {"x", "beta"}
