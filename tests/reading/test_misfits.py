"""Rows whose shapes do not fit: refuted where no kind of an undeclared letter makes them fit, and left open else."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_X = "Let $X\\in\\mathbb{R}^{n\\times d}$. "
_S = "Let $\\mathbf{x}\\in\\mathbb{R}^d$ and $\\bm{\\Sigma}=\\mathbf{L}\\mathbf{L}^\\top$. "
REFUTED = {
    "an identity of the other size": _X + "$$X^\\top(XX^\\top+\\lambda I_n)=(XX^\\top+\\lambda I_d)X^\\top$$",
    "a script with a font": "Let $p\\in\\mathbb{R}^K$. $$\\operatorname{diag}(p)-p^{\\mathsf T}p=0$$",
    "a minus that is said": "Let $C\\in\\mathbb{R}^{p\\times n}$, $L\\in\\mathbb{R}^{n\\times p}$ and "
    "$A\\in\\mathbb{R}^{n\\times n}$. Let $P^-=AA^\\top$. $$LCP^-=CP^-L$$",
}
NOT_REFUTED = {
    "a function of a letter": "Let $P\\in\\mathbb{R}^{n\\times n}$, $L\\in\\mathbb{R}^{n\\times p}$ and "
    "$R\\in\\mathbb{R}^{p\\times p}$. $$P(L)=LRL^\\top$$",
    "an unknown matrix beside it": _X + "Let $K\\in\\mathbb{R}^{m\\times d}$. $$K=XW_K$$",
    "a number of a matrix of numbers": "Let $x\\in\\mathbb{R}^m$. $$x=\\begin{pmatrix}1\\\\0\\\\0\\end{pmatrix}$$",
    "a bold letter beside a light one": _X
    + "Let $Y=x^\\top w$. $$\\mathbf{Y}=X\\mathbf{W}+\\sqrt\\lambda\\mathbf{N}$$",
}


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED.keys())
def test_no_kind_makes_it_fit(text: str) -> None:
    assert last(text).verdict == "refuted"


@pytest.mark.parametrize("text", NOT_REFUTED.values(), ids=NOT_REFUTED.keys())
def test_another_kind_may_make_it_fit(text: str) -> None:
    assert last(text).verdict != "refuted"


def test_a_capital_that_only_fits_as_a_number_is_left_open() -> None:
    numbers = "Let $a$, $b$ be real numbers with $a=Sb$ and $b=Ta$. "
    assert last(numbers + "$$STS=S^2T$$").verdict == "open"
    assert last(numbers + "Let $S$ and $T$ be real numbers. $$STS=S^2T$$").verdict == "proved"


@pytest.mark.parametrize("claim", ["L^{-1}\\Sigma L^{-1}=I", "\\Sigma L=L\\Sigma", "LL^\\top=L^\\top L"])
def test_bold_and_transposed_letters_are_no_numbers(claim: str) -> None:
    bold = claim.replace("\\Sigma", "\\bm{\\Sigma}").replace("L", "\\mathbf{L}")
    noise = "Then $\\mathbf{u}=\\mathbf{L}^{-1}(\\mathbf{x}-\\bm{\\mu}+\\mathbf{b}c+\\mathbf{A})$ and so on. "
    assert last(_S + noise + f"$${bold}$$").verdict not in ("proved", "checked")


def test_a_side_with_letters_seen_before_is_no_definition() -> None:
    values = "$A\\in\\mathbb{R}^{m\\times n}$ has singular values $\\sigma_1\\ge\\dots\\ge\\sigma_r>0$. "
    chain = "With $A=U\\Sigma V^T$, $$\\|A\\|_F^2=\\mathrm{tr}(\\Sigma^T\\Sigma)=\\sum_{i=1}^r\\sigma_i^3$$"
    assert last(values + chain).verdict not in ("proved", "checked")


def test_a_function_of_itself_many_times_is_unread() -> None:
    step = last("Let $f(x)=x^\\top Ax$. $$" + "f(" * 39 + "A" + ")" * 39 + "=0$$")
    assert step.verdict == "unread"
