"""A slip in an implication is mended in the statement where it stands."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import steps

CASES = {
    "on either side": (
        "Let $a,b,x$ be numbers. $$x^2 = a^2 + b^2 \\implies (x-a)(x+a) + b^2 = 0$$",
        "sign",
        "-(x-a)(x+a) + b^2",
    ),
    "behind the arrow": (
        "Let $A,B,X\\in\\mathbb{R}^{n\\times n}$. $$X = AB \\implies X^\\top = A^\\top B^\\top$$",
        "order",
        "B^\\top A^\\top",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_slip_is_found(name: str) -> None:
    text, code, latex = CASES[name]
    step = next(s for s in steps(text) if s.relation == "\\implies")
    assert (step.verdict, step.code) == ("refuted", code)
    assert step.repair is not None
    assert step.repair.latex.replace(" ", "") == latex.replace(" ", "")
