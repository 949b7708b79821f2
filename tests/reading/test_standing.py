"""Names that mean something already are not defined by what is claimed of them."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of

NORMAL = "Let $p=\\mathcal N(0,1)$. Then\n\n$$p(x)="
MATRIX = "Let $A\\in\\mathbb{R}^{n\\times n}$. Then\n\n"
FALSE = {
    "a density": NORMAL + "\\exp(-x^2).$$",
    "a value of a density": NORMAL + "\\exp(-x^2).$$\n\nHence\n\n$$p(0)=1.$$",
    "a density in words": "Let $X\\sim\\mathcal N(0,1)$ with density $p$. Then\n\n$$p(x)=\\exp(-x^2).$$",
    "max": "Then we have\n\n$$\\max(x,y)=x.$$",
    "max without words": "$$\\max(x,y)=\\frac{x+y-|x-y|}2.$$",
    "min": "Then we have\n\n$$\\min(x,y)=-\\max(x,y).$$",
    "a convex function": "Let $f:\\mathbb{R}\\to\\mathbb{R}$ be convex. Then\n\n$$f(x)=-x^2.$$",
    "a value of it": "Let $f:\\mathbb{R}\\to\\mathbb{R}$ be convex. Then\n\n$$f(x)=-x^2.$$\n\nHence\n\n"
    "$$f(0)\\ge f(1).$$",
    "a sigmoid": "Let $\\sigma$ be the sigmoid function. Then\n\n$$\\sigma(z)=\\frac1{1+\\exp(z)}.$$",
    "what follows": "Let $\\sigma$ be the logistic function. Then\n\n$$\\sigma(z)=\\frac1{1+\\exp(z)}.$$\n\nHence\n\n"
    "$$\\sigma'(z)=-\\sigma(z)(1-\\sigma(z)).$$",
    "an announced one": "The sigmoid is\n\n$$\\sigma(z)=\\frac1{1+e^z}.$$",
    "a ReLU": "Let $\\sigma$ be the ReLU. Then\n\n$$\\sigma(z)=\\min(z,0).$$",
    "a tangent": "Here $h$ is the hyperbolic tangent. Then\n\n$$h(z)=\\frac{e^z+e^{-z}}{e^z-e^{-z}}.$$",
    "a softmax": "Let $\\phi$ be the softmax function. Then\n\n$$\\phi(x)=\\frac{x}{\\mathbf 1^\\top x}.$$",
    "a softplus": "Then\n\n$$\\operatorname{softplus}(x)=\\log(1+\\exp(-x)).$$",
    "a sign": "Then\n\n$$\\operatorname{sign}(x)=2x.$$",
    "a condition number": MATRIX + "$$\\kappa(A)=1.$$",
    "a singular value": MATRIX + "$$\\sigma_1(A)=\\operatorname{tr}(A).$$",
    "the start of a sequence": "Let $x_{t}=2x_{t-1}$ for $t\\ge 1$. Then\n\n$$x_0=2x_{-1}.$$",
}
TRUE = {
    "a density": NORMAL + "\\frac1{\\sqrt{2\\pi}}\\exp(-\\tfrac12x^2).$$",
    "max": "Then we have\n\n$$\\max(x,y)=\\frac{x+y+|x-y|}2.$$",
    "an example": "Let $f:\\mathbb{R}^d\\to\\mathbb{R}$ be convex. For example, let\n\n$$f(x)=\\|x\\|^2.$$\n\nThen\n\n"
    "$$\\nabla f(x)=2x.$$",
    "a sigmoid": "Let $\\sigma$ be the sigmoid function. Then\n\n$$\\sigma(z)=\\frac1{1+e^{-z}}.$$",
    "what follows": "Let $\\sigma$ be the sigmoid. Then\n\n$$\\sigma(z)=\\frac1{1+e^{-z}}.$$\n\nHence\n\n"
    "$$\\sigma'(z)=\\sigma(z)(1-\\sigma(z)).$$",
    "an announced one": "The sigmoid is\n\n$$\\sigma(z)=\\frac1{1+e^{-z}}.$$",
    "a ReLU": "Let $\\sigma$ be the ReLU. Then\n\n$$\\sigma(z)=\\max(z,0).$$",
    "a softplus": "The softplus function is\n\n$$\\operatorname{softplus}(x)=\\log(1+e^x).$$\n\nThen\n\n"
    "$$\\frac{d}{dx}\\operatorname{softplus}(x)=\\frac{1}{1+e^{-x}}.$$",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("x.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_what_is_claimed_of_a_name_with_a_meaning_is_no_definition(text: str) -> None:
    assert _verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_what_is_true_of_it_is_proved(text: str) -> None:
    assert _verdict(text) == "proved"


def test_what_custom_calls_a_number_is_not_refuted_by_its_shape() -> None:
    assert _verdict("Let $Q$ be an orthogonal matrix. Then\n\n$$\\kappa(Q)=1.$$") != "refuted"
