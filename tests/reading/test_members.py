"""Steps about one sample x_i, proved as of any vector; each with a false twin that is refused."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_ROWS = (
    "Let $X\\in\\mathbb{R}^{n\\times d}$ have rows $x_i^\\top$ and "
    "$U\\in\\mathbb{R}^{d\\times k}$ with $U^\\top U=I_k$. "
)
TRUE = [
    "x_i^T(I-2UU^T+UU^TUU^T)x_i = x_i^T(I-UU^T)x_i",
    "x_i^\\top UU^\\top UU^\\top x_l = x_l^\\top UU^\\top x_i",
    "\\|x_i-UU^\\top x_i\\|^2=\\|x_i\\|^2-\\|U^\\top x_i\\|^2",
]
FALSE = [
    "x_i^T(I-3UU^T+UU^TUU^T)x_i = x_i^T(I-UU^T)x_i",
    "x_i^\\top UU^\\top UU^\\top x_l = x_l^\\top UU^\\top x_l",
    "\\|x_i-UU^\\top x_i\\|^2=\\|x_i\\|^2-\\|U^\\top x_l\\|^2",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_step_about_any_sample_is_proved(formula: str) -> None:
    assert last(f"{_ROWS}$${formula}$$").verdict == "proved"


@pytest.mark.parametrize("formula", FALSE)
def test_its_twin_is_not(formula: str) -> None:
    assert last(f"{_ROWS}$${formula}$$").verdict not in ("proved", "checked")
