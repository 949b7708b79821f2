"""Cells of a partitioned column or matrix: blocks with names of their own, never entries of it."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last, steps
from tests.thinned import thinned

PARTED = r"""Let $\Sigma$ be a covariance matrix. %s

$$
x=\begin{pmatrix}x_a\\x_b\end{pmatrix},\qquad
\Sigma=\begin{pmatrix}\Sigma_{aa}&\Sigma_{ab}\\\Sigma_{ba}&\Sigma_{bb}\end{pmatrix}%s
$$

Then

$$
%s
$$
"""
SHAPES = r",\quad x_a\in\mathbb{R}^p,\ x_b\in\mathbb{R}^q."
TRUE = [
    r"\Sigma_{ab}-\Sigma_{ab}\Sigma_{bb}^{-1}\Sigma_{bb} = 0",
    r"\Sigma_{aa}-2\Sigma_{ab}\Sigma_{bb}^{-1}\Sigma_{ba}+\Sigma_{ab}\Sigma_{bb}^{-1}\Sigma_{ba}"
    r" = \Sigma_{aa}-\Sigma_{ab}\Sigma_{bb}^{-1}\Sigma_{ba}",
]
FALSE = [  # all of them hold of numbers
    r"\Sigma_{ab}\Sigma_{bb}^{-1}x_b = \Sigma_{bb}^{-1}\Sigma_{ab}x_b",
    r"\Sigma_{aa}-\Sigma_{ab}\Sigma_{bb}^{-1}\Sigma_{ba} = \Sigma_{aa}-\Sigma_{bb}^{-1}\Sigma_{ab}\Sigma_{ba}",
    r"\Sigma_{ab} = \Sigma_{ba}",
    r"\Sigma_{ab}\Sigma_{ba} = \Sigma_{ba}\Sigma_{ab}",
]


@pytest.mark.parametrize("words", ["Partition", "Write"])
@pytest.mark.parametrize("shapes", [".", SHAPES])
@pytest.mark.parametrize("formula", thinned(TRUE, one_in=2))
def test_blocks_cancel_like_matrices(words: str, shapes: str, formula: str) -> None:
    assert last(PARTED % (words, shapes, formula)).verdict == "proved"


@pytest.mark.parametrize("words", ["Partition", "Write"])
@pytest.mark.parametrize("shapes", [".", SHAPES])
@pytest.mark.parametrize("formula", thinned(FALSE, one_in=2))
def test_what_holds_of_numbers_alone_is_not_proved_of_blocks(words: str, shapes: str, formula: str) -> None:
    assert last(PARTED % (words, shapes, formula)).verdict != "proved"


def test_numbered_cells_are_blocks_where_words_say_so() -> None:
    text = PARTED.replace("aa", "11").replace("ab", "12").replace("ba", "21").replace("bb", "22")
    text = text.replace("x_a", "x_1").replace("x_b", "x_2")
    false = r"\Sigma_{12}\Sigma_{22}^{-1}x_2 = \Sigma_{22}^{-1}\Sigma_{12}x_2"
    assert last(text % ("Partition into blocks", ".", false)).verdict != "proved"


@pytest.mark.parametrize(("factor", "verdicts"), [(2, ("proved", "checked", "open")), (3, ("refuted",))])
def test_quotients_that_bring_each_other_back_are_judged(factor: int, verdicts: tuple[str, ...]) -> None:
    one, other = r"\frac{p_i}{p_i+2p_j}\cdot\frac{p_j}{2p_i+p_j}", r"\frac{p_j}{p_j+2p_i}\cdot\frac{p_i}{2p_j+p_i}"
    right = rf"\frac{{{factor} p_ip_j}}{{(p_i+2p_j)(2p_i+p_j)}}"
    text = "Let $p\\in\\mathbb{R}^n$ have positive entries.\n\n$$\n" + f"{one} + {other} = {right}\n$$\n"
    step = last(text)
    assert step.verdict in verdicts
    assert "recursion" not in step.reason


def test_entries_of_a_small_matrix_stay_numbers() -> None:
    text = r"""Let $A \in \mathbb{R}^{2\times 2}$ be

$$
A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}
$$

$$
\det(A) = ad - bc
$$
"""
    assert last(text).verdict == "proved"
    assert steps(text.replace("ad - bc", "ad + bc"))[-1].verdict != "proved"
