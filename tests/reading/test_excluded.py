"""A condition that a step needs is not added where the text says that it need not hold."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of

INVERSE = "Then\n\n$$A^{-1}A=I.$$"
SAID = (
    "be singular",
    "be a singular matrix",
    "not be invertible",
    "be rank-deficient",
    "have no inverse",
    "be an arbitrary square matrix",
    "be any matrix, possibly singular",
    "be not necessarily invertible",
)
FALSE = {
    "for any": "For any matrix $A\\in\\mathbb{R}^{n\\times n}$,\n\n$$A^{-1}A=I.$$",
    "for all real": "For all real $a$ and $b$ with $ab>0$,\n\n$$\\log(ab)=\\log a+\\log b.$$",
    "any real": "Let $\\rho$ be any real number. Then\n\n$$\\sum_{k=0}^{t-1}\\rho^k=\\frac{1-\\rho^t}{1-\\rho}.$$",
    "dependent": "The columns of $X$ are linearly dependent. Then\n\n$$(X^\\top X)^{-1}X^\\top X=I.$$",
    "negative": "Let $x$ be negative. Then\n\n$$\\log(x^2)=2\\log x.$$",
    "the sign of a determinant": "Let $A,B\\in\\mathbb{R}^{n\\times n}$ be invertible. Then\n\n"
    "$$\\log\\det(AB)=\\log\\det A+\\log\\det B.$$",
    "what varies": "Let $p(w)=\\mathcal{N}(w;0,sI)$. As a function of $s$,\n\n"
    "$$p(w)\\propto\\exp\\left(-\\frac{\\|w\\|^2}{2s}\\right).$$",
}
TRUE = {
    "silence": "Let $A\\in\\mathbb{R}^{n\\times n}$. " + INVERSE,
    "nonsingular": "Let $A$ be nonsingular. " + INVERSE,
    "not symmetric": "Let $A\\in\\mathbb{R}^{n\\times n}$ not be symmetric, but invertible. " + INVERSE,
    "other letters": "Let $X\\in\\mathbb{R}^{n\\times d}$. For any $w\\in\\mathbb{R}^d$,\n\n"
    "$$(X^\\top X)^{-1}X^\\top Xw=w.$$",
    "singular values": "The singular values of $X$ are positive. Then\n\n$$(X^\\top X)^{-1}X^\\top X=I.$$",
    "definite": "Let $A,B\\in\\mathbb{R}^{n\\times n}$ be positive definite. Then\n\n"
    "$$\\log\\det(AB)=\\log\\det A+\\log\\det B.$$",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("x.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("said", SAID)
def test_no_inverse_is_supposed_where_the_text_denies_it(said: str) -> None:
    assert _verdict(f"Let $A\\in\\mathbb{{R}}^{{n\\times n}}$ {said}. {INVERSE}") == "open"


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_no_condition_is_added_that_the_text_excludes(text: str) -> None:
    assert _verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_a_condition_that_nothing_excludes_is_reported(text: str) -> None:
    assert _verdict(text) == "proved"
