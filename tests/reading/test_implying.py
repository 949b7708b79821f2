"""What is written supposes that it exists: an inverse above lets what rests on it hold below, and says so."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_SVD = "Let $X\\in\\mathbb{R}^{n\\times d}$ have the SVD $X=U\\Sigma V^\\top$ with orthogonal $U$, $V$. "


def test_an_inverse_above_is_a_condition_below() -> None:
    step = last(_SVD + "Let $w = (X^\\top X)^{-1}X^\\top y$. Then $$V\\Sigma^+\\Sigma V^\\top = VV^\\top.$$")
    assert (step.verdict, step.code) == ("proved", "condition")
    assert "invertible" in step.reason


def test_without_one_nothing_is_supposed() -> None:
    assert last(_SVD + "Then $$V\\Sigma^+\\Sigma V^\\top = VV^\\top.$$").verdict not in ("proved", "checked")


def test_an_inverse_of_something_else_does_not_help() -> None:
    step = last(_SVD + "Let $M = (B^\\top B)^{-1}$. Then $$V\\Sigma^+\\Sigma V^\\top = VV^\\top.$$")
    assert step.verdict not in ("proved", "checked")


def test_what_is_false_under_it_too_stays_refuted() -> None:
    step = last(_SVD + "Let $w = (X^\\top X)^{-1}X^\\top y$. Then $$U\\Sigma\\Sigma^+U^\\top = UU^\\top.$$")
    assert step.verdict not in ("proved", "checked")


@pytest.mark.parametrize("words", ["If $A$ is invertible, then", "When it exists,", "Provided the inverse exists,"])
def test_an_inverse_that_words_suppose_supposes_nothing_below(words: str) -> None:
    text = f"Let $A\\in\\mathbb{{R}}^{{n\\times n}}$. {words} $A^{{-1}}A = I$.\n\nWe have $$A^+A = I.$$"
    assert last(text).verdict not in ("proved", "checked")


def test_in_general_nothing_is_supposed() -> None:
    text = "Let $A\\in\\mathbb{R}^{n\\times n}$. Here $A^{-1}A = I$.\n\nIn general $$A^+A = I.$$"
    assert last(text).verdict not in ("proved", "checked")
