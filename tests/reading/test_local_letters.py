"""Shapes are refuted only with letters that mean here what they meant where they were declared."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_X = "Let $x\\in\\mathbb{R}^d$ and $A\\in\\mathbb{R}^{m\\times n}$.\n\n"
ELSEWHERE = {
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


_FOR = "For $A\\in\\mathbb{R}^{m\\times n}$, $\\|A\\|_F \\ge 0$.\n\n"
_SQUARES = "$$(I-A)(I+A) = I - A^2$$"
CLAUSES = {
    "if, a paragraph before": "If $A\\in\\mathbb{R}^{m\\times n}$ has full column rank then $A'A \\succ 0$.\n\n"
    "If $I-A$ is invertible, then $$(I-A)(I-A)^{-1} = I$$",
    "for, under another heading": "# A\n\n" + _FOR + "# B\n\n" + _SQUARES,
    "for, in a run-in heading": _FOR + "**Squares.** So " + _SQUARES,
    "supposed otherwise": "Let $X\\in\\mathbb{R}^{n\\times d}$ and $u\\in\\mathbb{R}^d$. Then $\\|Xu\\|^2 \\ge 0$.\n\n"
    "If $XX^Tu = \\lambda u$ with $\\|u\\| = 1$ then $$u^TXX^Tu = \\lambda u^Tu$$",
    "between numbers": "Let $\\theta\\in\\mathbb{R}^d$. Then $\\theta^T\\theta \\ge 0$.\n\n"
    "Let $0<\\theta<1$. $$\\theta^2(1-\\theta) = \\theta^2 - \\theta^3$$",
}


@pytest.mark.parametrize("text", CLAUSES.values(), ids=CLAUSES.keys())
def test_a_shape_given_in_a_clause_is_not_certain_elsewhere(text: str) -> None:
    assert last(text).verdict not in ("refuted", "open")


def test_a_shape_given_in_a_clause_holds_in_its_paragraph() -> None:
    assert last("For $A\\in\\mathbb{R}^{m\\times n}$ and $x\\in\\mathbb{R}^n$, $$x^TA = Ax$$").verdict == "refuted"


_GENERAL = "Let $X\\in\\mathbb{R}^{n\\times d}$ and $y\\in\\mathbb{R}^n$.\n\n"
_EXAMPLE = _GENERAL + "Take $X=\\begin{pmatrix}1&0\\\\1&1\\end{pmatrix}$. "


def test_an_example_in_numbers_is_read() -> None:
    assert last(_X + "Toy numbers: $x = (1,3)^\\top$. $$x^\\top x = 10$$").verdict == "proved"
    assert last(_EXAMPLE + "Then $X^TX=\\begin{pmatrix}2&1\\\\1&1\\end{pmatrix}$").verdict == "proved"


def test_a_slip_in_an_example_is_refuted() -> None:
    assert last(_EXAMPLE + "Then $X^TX=\\begin{pmatrix}2&1\\\\1&2\\end{pmatrix}$").verdict == "refuted"


@pytest.mark.parametrize("words", ["the solution is", "With these numbers", "With the data we verify"])
def test_what_is_sought_is_no_example(words: str) -> None:
    text = _GENERAL + "Let $w\\in\\mathbb{R}^d$. We minimise $f(w)=\\|Xw-y\\|^2$. "
    assert last(text + words + " $w=(5,7)^\\top$.").verdict not in ("proved", "checked")


def test_an_example_ends_with_its_section() -> None:
    text = _EXAMPLE + "\n\n# General\n\n$$X^TX=\\begin{pmatrix}2&1\\\\1&1\\end{pmatrix}$$"
    assert last(text).verdict not in ("proved", "checked")


def test_a_list_of_zeros_is_as_long_as_it_is() -> None:
    assert last("Let $x=(2,2)^\\top$ and $y=(0,0)^\\top$. $$\\|x-y\\|^2=8$$").verdict == "proved"
    assert last("Let $x=(2,2)^\\top$ and $y=(0,0)^\\top$. $$\\|x-y\\|^2=4$$").verdict == "refuted"


def test_a_letter_below_a_brace_is_a_name() -> None:
    text = "$$u = \\underbrace{\\begin{bmatrix}a&b\\\\c&d\\end{bmatrix}}_{M}v$$ Then $\\det M = ad %s bc$."
    assert last(text % "-").verdict == "proved"
    assert last(text % "+").verdict == "refuted"


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


_LINEAR = "Let $W\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^n$ and $f(x)=\\|Wx\\|^2$. "


def test_a_space_behind_a_value_is_no_part_of_it() -> None:
    assert last(_LINEAR + "$$\\nabla f(x)=2W^TWx\\in\\mathbb{R}^{n}$$").verdict == "proved"
    step = last(_LINEAR + "$$\\nabla f(x)=2WW^Tx\\in\\mathbb{R}^{n}$$")
    assert (step.verdict, step.code) == ("refuted", "order")
