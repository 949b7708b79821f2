"""A matrix, a vector or a number in words is one, though no size is given."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_SQUARE = "$$(a+b)^2 = a^2+2ab+b^2$$"
MATRICES = (
    "In these notes $a$ and $b$ are square matrices.",
    "Let $a$ and $b$ be square *matrices*.",
    "In this chapter the letters $a$ and $b$ denote matrices.",
    "For square matrices $a$ and $b$,",
    "Take a matrix $a$ and a matrix $b$.",
)
NUMBERS = (
    "For all real numbers $a$ and $b$,",
    "Let $a$ and $b$ be scalars.",
    "Here $a$ and $b$ are numbers.",
)
NORMS = ("For a matrix $A$,", "For all matrices $A$ of fitting sizes,", "Let $A$ be an $n\\times n$ matrix.", "")


@pytest.mark.parametrize("words", MATRICES)
def test_matrices_do_not_commute(words: str) -> None:
    assert last(f"{words} {_SQUARE}").verdict not in ("proved", "checked")


@pytest.mark.parametrize("words", NUMBERS)
def test_numbers_commute(words: str) -> None:
    assert last(f"{words} {_SQUARE}").verdict == "proved"


@pytest.mark.parametrize("words", NORMS)
def test_the_spectral_norm_is_not_the_frobenius_norm(words: str) -> None:
    assert last(f"{words} $$\\|A\\|_F \\le \\|A\\|_2$$").verdict == "unread"


def test_a_product_of_numbers_with_a_dot_is_no_inner_product() -> None:
    assert last("Let $x$, $y$ and $z$ be real numbers. $$(x\\cdot y)z = x(y\\cdot z)$$").verdict == "proved"


def test_blocks_are_matrices() -> None:
    text = "Let $A,B,C,D$ be $n\\times n$ blocks. $$\\det\\begin{pmatrix}A&B\\\\C&D\\end{pmatrix} = \\det(AD-BC)$$"
    assert last(text).verdict == "refuted"


def test_a_letter_that_is_said_to_be_a_map_is_no_factor() -> None:
    map_ = "Let $q:\\mathbb{R}^d\\to\\mathbb{R}$ be homogeneous of degree 2. "
    assert last(map_ + "$$q(2x) = 2q(x)$$").verdict not in ("proved", "checked")
    assert last(map_ + "$$q(x) + q(x) = 2q(x)$$").verdict == "proved"
