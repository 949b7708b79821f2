"""A sign or factor put right tells of a slip beside words that are not understood, unless these may make it vanish."""

from __future__ import annotations

import pytest

from numeric.checking.words import _VANISHES
from tests.reading.verdicts import last

SLIPS = {
    "a sign": ("Here $a$ is the leading one. Let $a,b\\in\\mathbb{R}$. $$(a+b)^2 = a^2 - 2ab + b^2$$", "sign"),
    "a factor": ("Let $a,b\\in\\mathbb{R}$, where $a$ is bounded. $$(a+b)^2 = a^2 + ab + b^2$$", "factor"),
}
WORDS = ("orthogonal to $b$", "stationary", "the minimiser", "centred", "the residual", "uncorrelated with $b$")


@pytest.mark.parametrize("name", SLIPS)
def test_words_that_make_nothing_vanish_save_no_slip(name: str) -> None:
    text, code = SLIPS[name]
    step = last(text)
    assert (step.verdict, step.code) == ("refuted", code)


@pytest.mark.parametrize("words", WORDS)
def test_words_under_which_something_may_be_zero_do(words: str) -> None:
    step = last(f"Let $a,b\\in\\mathbb{{R}}$, where $a$ is {words}. $$(a+b)^2 = a^2 - 2ab + b^2$$")
    assert step.verdict != "refuted"


def test_a_word_that_supposes_or_denies_does() -> None:
    for words in ("odd if large", "no trained letter", "- say - leading"):
        assert _VANISHES.search(words), words
    assert not any(_VANISHES.search(words) for words in ("leading", "bounded", "lipschitz"))


def test_other_slips_beside_such_words_stay_open() -> None:
    step = last("Let $A\\in\\mathbb{R}^{n\\times n}$ be Toeplitz. $$(AA)^\\top = AA^\\top$$")
    assert step.verdict != "refuted"
