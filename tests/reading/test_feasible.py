"""An optimum is one among what is feasible, and arg min = a says that it is the only one."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of
from tests.thinned import thinned

NEAREST = "$$\\arg\\min_w \\|w-y\\|^2=y.$$"
FIT = "$$\\arg\\min_w\\|Xw-y\\|^2=(X^\\top X)^{-1}X^\\top y.$$"
LOSS = r"Let $L(w)=\|Xw-y\|^2$ where $X\in\mathbb{R}^{n\times d}$ has full column rank. We minimise $L$ "
RANK = r"Let $X\in\mathbb{R}^{n\times d}$ have full column rank and $y\in\mathbb{R}^n$. "
FALSE = {
    "a bound": r"The rate is at least nothing: $w\ge0$. For $a<0$," + "\n\n$$\\arg\\min_w (w-a)^2=a.$$",
    "an interval": "We require $p\\in[0,1]$. Then\n\n$$\\arg\\min_p (p-2)^2=2.$$",
    "a box": r"Let $w\in[0,1]^d$ and $y\in\mathbb{R}^d$. Then" + f"\n\n{NEAREST}",
    "a ball": r"Let $y\in\mathbb{R}^n$. Over the unit ball $\|w\|\le1$," + f"\n\n{NEAREST}",
    "a sphere": r"We minimise over the sphere $\|w\|=1$. Then" + f"\n\n{NEAREST}",
    "words": f"The coefficients must be nonnegative. Then\n\n{NEAREST}",
    "a simplex": f"We choose $w$ in the probability simplex. Then\n\n{NEAREST}",
    "the entries": f"Here each entry of $w$ is $0$ or $1$. Then\n\n{NEAREST}",
    "integers": "Let $w$ range over the integers. Then\n\n$$\\arg\\min_w (w-\\tfrac12)^2=\\tfrac12.$$",
    "words behind": f"Then\n\n{NEAREST[:-3]},$$\n\nwhere $w$ runs through the unit vectors.",
    "a formula behind": f"Then\n\n{NEAREST[:-3]}\\quad\\text{{subject to }} \\|w\\|\\le1.$$",
    "a set below": "Then\n\n$$\\arg\\min_{w\\in\\Delta} \\|w-y\\|^2=y.$$",
    "half of a space": r"Let $y\in\mathbb{R}^n$, $w\in\mathbb{R}^n_+$. Then" + f"\n\n{NEAREST}",
    "an equation": RANK + r"Under the constraint $\mathbf{1}^\top w=1$, the best weights are" + f"\n\n{FIT}",
    "a norm": RANK + r"Subject to $\|w\|\le t$, the best weights are" + f"\n\n{FIT}",
    "a kind of matrix": r"Let $Q$ be orthogonal and $A\in\mathbb{R}^{n\times n}$. Then"
    "\n\n$$\\arg\\min_Q \\|Q-A\\|_F^2=A.$$",
    "a name": LOSS + "over the unit ball. The solution is\n\n$$\\hat w=(X^\\top X)^{-1}X^\\top y.$$",
    "a name and an equation": LOSS + r"subject to $\mathbf{1}^\top w=1$. The solution is"
    "\n\n$$\\hat w=(X^\\top X)^{-1}X^\\top y.$$",
    "two places": "Then\n\n$$\\arg\\min_x(x^2-1)^2=1.$$",
    "a half-line": "Then\n\n$$\\arg\\min_x\\max(x,0)=0.$$",
    "any rank": "Let $X\\in\\mathbb{R}^{n\\times d}$. Then\n\n$$\\arg\\min_w\\|Xw-y\\|^2=X^+y.$$",
}
TRUE = {
    "least squares": RANK + f"Then\n\n{FIT}",
    "under a condition": f"Let $X\\in\\mathbb{{R}}^{{n\\times d}}$. Then\n\n{FIT}",
    "ridge": "Let $\\lambda>0$. Then\n\n"
    "$$\\arg\\min_w\\|Xw-y\\|^2+\\lambda\\|w\\|^2=(X^\\top X+\\lambda I)^{-1}X^\\top y.$$",
    "weights": RANK + r"Let $W\in\mathbb{R}^{n\times n}$ be symmetric positive definite. Then"
    "\n\n$$\\arg\\min_w (Xw-y)^\\top W(Xw-y)=(X^\\top WX)^{-1}X^\\top Wy.$$",
    "inside an interval": "Let $p\\in[0,1]$. Then\n\n$$\\arg\\min_p (p-\\tfrac12)^2=\\tfrac12.$$",
    "inside a half-line": "Let $a>0$. Over $s>0$,\n\n$$\\arg\\min_s (s-a)^2=a.$$",
    "a whole space": r"Let $y\in\mathbb{R}^n$. Then" "\n\n$$\\arg\\min_{w\\in\\mathbb{R}^n} \\|w-y\\|^2=y.$$",
    "without constraints": LOSS + "without constraints. The solution is\n\n$$\\hat w=(X^\\top X)^{-1}X^\\top y.$$",
    "a minimiser": "A minimiser is\n\n$$\\arg\\min_w\\|Xw-y\\|^2=X^+y.$$",
    "attained": "The minimum is attained at\n\n$$\\arg\\min_x(x^2-1)^2=1.$$",
    "a letter that is not declared": "Let $x_1,\\dots,x_n\\in\\mathbb{R}^d$. Then\n\n"
    "$$\\arg\\min_\\mu\\sum_{i=1}^n\\|x_i-\\mu\\|^2=\\frac1n\\sum_{i=1}^n x_i.$$",
}


def _verdicts(text: str) -> list[str]:
    steps = steps_of(read(scanned("x.md", text.encode())).links)
    return [step.verdict for step in steps if "arg" in step.left or "hat w" in step.left]


@pytest.mark.parametrize("text", thinned(FALSE.values()), ids=FALSE.keys())
def test_an_optimum_that_is_not_feasible_or_not_the_only_one_is_not_confirmed(text: str) -> None:
    assert not {"proved", "checked"} & set(_verdicts(text))


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_an_optimum_among_what_is_feasible_is_proved(text: str) -> None:
    assert _verdicts(text) == ["proved"]
