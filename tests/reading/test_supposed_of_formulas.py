"""What is supposed of formulas such as X'X, what ranks say of columns, and steps that hold where they are defined."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last
from tests.thinned import thinned

_X = "Let $X\\in\\mathbb{R}^{n\\times d}$ and $y\\in\\mathbb{R}^n$. "
_LIMIT = "$$\\lim_{\\lambda\\to0}(X^\\top X+\\lambda I)^{-1}X^\\top y=(X^\\top X)^{-1}X^\\top y$$"
SUPPOSED = [
    "Assume that $X^\\top X$ is invertible. ",
    "Let $X^\\top X$ be nonsingular. ",
    "The Gram matrix $X^\\top X$ is assumed invertible. ",
    "When $X^\\top X$ is positive definite, ",
    "Assume $\\operatorname{rank}(X)=d$. ",
]
NOT_SUPPOSED = [
    "",
    "Thus $X^\\top X$ is invertible. ",
    "If $X$ is tall, then $X^\\top X$ is invertible. ",
    "If $X^\\top X$ were invertible, we would be done. ",
    "Assume $\\operatorname{rank}(X)\\le d$. ",
]


@pytest.mark.parametrize("given", thinned(SUPPOSED, one_in=2))
def test_a_formula_has_what_is_supposed_of_it(given: str) -> None:
    step = last(_X + given + _LIMIT)
    assert (step.verdict, step.code) == ("proved", "")


@pytest.mark.parametrize("given", thinned(NOT_SUPPOSED, one_in=2))
def test_what_is_concluded_or_denied_is_not_supposed(given: str) -> None:
    assert last(_X + given + "$$X(X^\\top X)^{-1}X^\\top X=X$$").code == "condition"


def test_a_limit_holds_where_its_sides_exist() -> None:
    step = last(_X + _LIMIT)
    assert (step.verdict, step.code) == ("proved", "condition")
    assert step.reason == "holds where XᵀX is invertible, which is not stated"


@pytest.mark.parametrize(
    "false",
    [
        _X + _LIMIT.replace("=(X^\\top X)^{-1}", "=2(X^\\top X)^{-1}"),
        _X + "Let $d>n$. " + _LIMIT,  # where the right side never exists
        _X + "Assume $\\operatorname{rank}(X)=n$. $$(X^\\top X)^{-1}X^\\top X=2I$$",
    ],
)
def test_what_fails_or_never_exists_is_not_proved(false: str) -> None:
    assert last(false).verdict not in ("proved", "checked")


def test_rows_and_columns_are_told_apart() -> None:
    rows = _X + "Assume $\\operatorname{rank}(X)=n$. "
    assert last(rows + "$$XX^\\top(XX^\\top)^{-1}=I$$").code == ""
    assert last(rows + "$$(X^\\top X)^{-1}X^\\top X=I$$").code == "condition"


@pytest.mark.parametrize(
    "words",
    [
        "Suppose $A-B$ or $A+B$ is symmetric.",
        "Suppose either $A+B$ is symmetric or $A-B$ is symmetric.",
        "It is tempting to assume that $A-B$ is symmetric.",
        "Assume that $A-B$ is symmetric up to a sign.",
        "Assume that $A-B$ is almost symmetric.",
        "Where $A-B$ is symmetric depends on luck.",
        "If $A-B$ is symmetric, so is its inverse. But in general",
    ],
)
def test_what_is_not_plainly_supposed_proves_nothing(words: str) -> None:
    given = "Let $A,B\\in\\mathbb{R}^{n\\times n}$. "
    assert last(f"{given}{words} $$(A-B)^\\top=A-B$$").verdict not in ("proved", "checked")
    assert last(f"{given}Suppose that $A-B$ is symmetric. $$(A-B)^\\top=A-B$$").verdict == "proved"
