"""Steps that follow with an equation before them: proved where that one is, and where it still holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.judge import Judge
from numeric.checking.resting import upheld
from tests.reading.verdicts import last, steps

RIDGE = (
    r"Let $X\in\mathbb{R}^{n\times d}$ have full column rank, $y\in\mathbb{R}^n$ and $J(w)=\frac12\|Xw-y\|^2$." + "\n\n"
    "Setting the gradient to zero gives the normal equations:\n"
    r"$$ X^\top X\hat w=X^\top y \quad\Longrightarrow\quad \hat w=(X^\top X)^{-1}X^\top y $$" + "\n\n"
)


@pytest.mark.parametrize(
    "row", [r"The residual satisfies $X^\top(y-X\hat w)=0$.", r"Then $X\hat w=X(X^\top X)^{-1}X^\top y$."]
)
def test_what_rests_on_a_proved_equation_is_proved(row: str) -> None:
    step = last(RIDGE + row)
    assert step.verdict == "proved"
    assert any(place.startswith("x.md:4:") for place in step.uses)


@pytest.mark.parametrize(
    "row", [r"The residual satisfies $X^\top(y+X\hat w)=0$.", r"Then $X\hat w=(X^\top X)^{-1}X^\top y$."]
)
def test_false_twins_are_not(row: str) -> None:
    assert last(RIDGE + row).verdict != "proved"


def test_nothing_rests_on_what_is_false() -> None:
    false = RIDGE.replace(r"(X^\top X)^{-1}X^\top y $$", r"X^\top y $$")
    found = steps(false + r"Then $X\hat w=XX^\top y$.")
    assert found[-1].verdict != "proved"


def test_nothing_rests_on_what_held_under_a_condition_that_has_ended() -> None:
    text = (
        r"Let $M\in\mathbb{R}^{n\times n}$ and $v,z\in\mathbb{R}^n$." + "\n\n"
        r"Case 1: $M^\top=M$. Then $u=M^\top v$ and $u=Mv$." + "\n\n"
        r"Case 2: $M^\top=-M$. Then $z^\top u=z^\top Mv$."
    )
    assert last(text).verdict != "proved"


def test_what_rests_on_a_checked_equation_is_not_called_proved() -> None:
    links = read(scanned("x.md", (RIDGE + r"Then $X\hat w=X(X^\top X)^{-1}X^\top y$.").encode())).links
    judged = tuple(Judge().judged(link) for link in links)
    assert upheld(judged, links)[-1].verdict == "proved"
    checked = tuple(replace(step, verdict="checked") if step.verdict == "proved" else step for step in judged)
    assert upheld(checked, links)[-1].verdict == "open"
