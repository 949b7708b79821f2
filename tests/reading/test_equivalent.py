"""Statements that words call equivalent to the one before."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last


@pytest.mark.parametrize("words", ["This is true if and only if", "This holds iff", "It holds exactly when"])
def test_an_equivalence_in_words_is_proved(words: str) -> None:
    assert last(f"We want $A + A^\\top = 2A$. {words} $A = A^\\top$.").verdict == "proved"


def test_half_an_equivalence_is_none() -> None:
    assert last("We ask for $b^2 = 4$. It holds if and only if $b = 2$.").verdict not in ("proved", "checked")


def test_one_that_quantifies_in_words_is_not_refuted() -> None:
    text = "Then $x^\\top(A+A^\\top) = 2x^\\top A$ for all $x$. This holds iff $A = A^\\top$."
    assert last(text).verdict not in ("refuted",)


def test_only_if_alone_is_not_read() -> None:
    assert last("We want $a^2 = 4$. This is true only if $a = 2$.").verdict == "unread"
