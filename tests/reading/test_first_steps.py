"""Formulas for a general member of a sequence are held against the first members, which a recurrence gives."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_STEPS = "Let $\\eta,a>0$ and $w_{t+1}=(1-\\eta a)w_t+\\eta b$. Starting from $w_0=0$, we have "


@pytest.mark.parametrize(
    "formula",
    [
        "$$w_t=\\eta b\\sum_{k=0}^{t}(1-\\eta a)^k$$",
        "$$w_t=\\eta b\\sum_{k=1}^{t}(1-\\eta a)^k$$",
        "$$w_t=\\frac ba(1-(1-\\eta a)^{t+1})$$",
        "$$w_t=\\frac ba(1+(1-\\eta a)^t)$$",
    ],
)
def test_a_formula_that_fails_at_the_first_steps_is_refuted(formula: str) -> None:
    assert last(_STEPS + formula).verdict == "refuted"


@pytest.mark.parametrize(
    "formula",
    [
        "$$w_t=\\eta b\\sum_{k=0}^{t-1}(1-\\eta a)^k$$",
        "$$w_t=\\frac ba(1-(1-\\eta a)^t)$$",
        "$$w_t=w_s$$",
    ],
)
def test_others_are_not(formula: str) -> None:
    assert last(_STEPS + formula).verdict != "refuted"


def test_without_a_first_member_nothing_is_certain() -> None:
    text = "Let $\\eta,a>0$ and $w_{t+1}=(1-\\eta a)w_t+\\eta b$. $$w_t=\\eta b\\sum_{k=0}^{t}(1-\\eta a)^k$$"
    assert last(text).verdict != "refuted"
