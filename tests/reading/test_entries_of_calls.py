"""What stands below the brackets of a call is an entry of its value; indicators ask for conditions."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_GIVEN = "Let $z\\in\\mathbb{R}^n$, $A\\in\\mathbb{R}^{m\\times n}$ and $g(z)=Az$; functions act entrywise. "
PROVED = [
    "\\max(0,z)_i=\\max(0,z_i)",
    "\\mathbb{1}(z>0)_i=\\mathbb{1}(z_i>0)",
    "\\operatorname{diag}(z)_{ij}=z_i\\delta_{ij}",
    "\\tanh(z)_i^2=\\tanh(z_i)^2",
    "g(z)_i=\\sum_jA_{ij}z_j",
    "\\operatorname{softmax}(z)_i=\\frac{e^{z_i}}{\\sum_je^{z_j}}",
]
REFUTED = [
    "\\max(0,z)_i=\\max(0,z)",
    "\\operatorname{diag}(z)_{ij}=z_iz_j",
    "\\tanh(z)_i^2=\\tanh(z_i)",
    "g(z)_i=\\sum_jA_{ji}z_j",
]
_GRID = "\\begin{bmatrix}%s_1&0\\\\0&%s_2\\end{bmatrix}"
_ON = "\\operatorname{diag}(\\mathbb{1}(z>0))="


@pytest.mark.parametrize("formula", PROVED)
def test_an_entry_of_a_call_is_one_of_its_value(formula: str) -> None:
    assert last(f"{_GIVEN}$${formula}$$").verdict == "proved"


@pytest.mark.parametrize("formula", REFUTED)
def test_a_false_entry_is_refuted(formula: str) -> None:
    assert last(f"{_GIVEN}$${formula}$$").verdict == "refuted"


def test_an_indicator_without_its_condition_is_refuted() -> None:
    step = last("Let $z\\in\\mathbb{R}^2$. $$" + _ON + _GRID.replace("%s", "\\mathbb{1}(z)") + "$$")
    assert (step.verdict, step.code) == ("refuted", "shape")
    assert step.reason == "an indicator asks for a condition, and this one is given z: >0 is missing"


@pytest.mark.parametrize(
    "formula",
    [
        _ON + _GRID.replace("%s", "\\mathbb{1}(z>0)"),  # with its condition
        "\\mathbb{1}(z)=\\mathbb{1}(y>0)",  # of something else: perhaps a step
        "\\mathbb{1}(z)_i=H(z_i)",
    ],
)
def test_other_indicators_are_no_slips(formula: str) -> None:
    assert last(f"Let $y,z\\in\\mathbb{{R}}^2$. $${formula}$$").verdict != "refuted"
