"""Shapes are refuted only with letters that mean here what they meant where they were declared."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_X = "Let $x\\in\\mathbb{R}^d$ and $A\\in\\mathbb{R}^{m\\times n}$.\n\n"
ELSEWHERE = {
    "a column in numbers": _X + "Toy numbers: $x = (1,3)^\\top$.",
    "a number": _X + "With scalars, $x = 2$.",
    "a function's argument": _X + "Let $\\hat x = x/\\|x\\|$. It is scale invariant, $\\hat x(cx) = \\hat x(x)$.",
}
ROWS = (
    _X + "\\begin{align*}\n\\nabla_A\\operatorname{tr}(C^\\top A) &= C, & C&\\in\\mathbb{R}^{m\\times n}, \\\\\n"
    "\\nabla_A\\operatorname{tr}(CA) &= C^\\top, & C&\\in\\mathbb{R}^{n\\times m}\n\\end{align*}"
)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_example_of_another_size_is_no_slip(name: str) -> None:
    assert last(ELSEWHERE[name]).verdict == "unread"


def test_what_a_row_says_of_a_letter_holds_in_that_row() -> None:
    assert last(ROWS).verdict == "proved"


def test_a_product_that_fits_nowhere_is_refuted() -> None:
    step = last(
        "Let $A\\in\\mathbb{R}^{m\\times n}$ and $B\\in\\mathbb{R}^{n\\times p}$. Then $(AB)^\\top = A^\\top B^\\top$."
    )
    assert step.verdict == "refuted"


def test_a_column_is_not_differentiated_by_a_matrix() -> None:
    text = "Matrix-vector product: $$y = Wx, \\qquad \\frac{\\partial y}{\\partial W} = x^\\top.$$"
    assert last(text).verdict not in ("proved", "checked")


def test_a_partial_derivative_holds_the_other_argument_fixed() -> None:
    text = "Let $f(x,t) = x+t$ and $x = t^2$. Then $$\\frac{\\partial f}{\\partial t} = 2t+1.$$"
    assert last(text).verdict not in ("proved", "checked")


def test_there_is_no_slope_at_a_kink() -> None:
    assert last("Let $r(x) = \\max(0,x)$. Then $$r'(0) = 0.$$").verdict not in ("proved", "checked")
