"""Derivatives with more than two indices are counted; what words call a product says what its factors are."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_SIZES = "Let $A\\in\\mathbb{R}^{m\\times n}$ and $x\\in\\mathbb{R}^n$. "
_BY = "$$\\frac{\\partial (Ax)}{\\partial A}="
REFUTED = {
    "a row for a column by a matrix": _SIZES + _BY + "x^\\top$$",
    "the other way round": _SIZES + "$$x^\\top=\\frac{\\partial (Ax)}{\\partial A}$$",
    "a matrix by a matrix": _SIZES + "$$\\frac{\\partial (AA^\\top)}{\\partial A}=2A$$",
    "of a product in words": "Matrix-vector product: $$y=Wx$$ $$\\frac{\\partial y}{\\partial W}=x^\\top$$",
    "in a sentence": "For the matrix-vector product $Bz$, $$\\frac{\\partial (Bz)}{\\partial B}=z^\\top.$$",
}
LEFT = {
    "as many entries": _SIZES + _BY + "x^\\top\\otimes I_m$$",
    "arrays on both sides": _SIZES + _BY + "\\frac{\\partial}{\\partial A}(Ax)$$",
    "a factor of a chain": _SIZES
    + "Let $\\ell=\\|Ax\\|^2$. $$\\frac{\\partial \\ell}{\\partial A}="
    + "\\frac{\\partial \\ell}{\\partial (Ax)}\\frac{\\partial (Ax)}{\\partial A}$$",
    "kinds that nobody gave": "We take $y=Wx$. $$\\frac{\\partial y}{\\partial W}=x^\\top$$",
}
PROVED = {
    "a row of a number": "Let $a\\in\\mathbb{R}^{1\\times n}$ and $x\\in\\mathbb{R}^n$. $$\\nabla_x (ax)=a^\\top$$",
    "an entry": _SIZES + "$$\\frac{\\partial (Ax)_i}{\\partial A_{jk}}=\\delta_{ij}x_k$$",
    "a quadratic form": "The quadratic form $x^\\top Bx$ is a number. $$\\nabla_x(x^\\top Bx)=(B+B^\\top)x$$",
    "an inner product": "For the inner product $u^\\top v$, $$u^\\top v=v^\\top u.$$",
}


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED.keys())
def test_another_number_of_entries_is_refuted(text: str) -> None:
    step = last(text)
    assert (step.verdict, step.code) == ("refuted", "shape")
    assert "a number for every entry" in step.reason


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_may_have_as_many_is_neither_proved_nor_refuted(text: str) -> None:
    assert last(text).verdict in ("open", "unread")


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED.keys())
def test_matrices_and_numbers_are_read(text: str) -> None:
    assert last(text).verdict == "proved"


def test_factors_are_what_a_product_is_called() -> None:
    assert last("The inner product $u^\\top v$ is a number. $$uv=vu$$").verdict == "refuted"
