"""What a title says of the functions below it, and the range that the weight of a mean of two needs."""

from __future__ import annotations

import pytest

from reports.check import repair_words
from tests.reading.verdicts import last, steps

_MEAN = "f(\\theta x+(1-\\theta)y) \\le \\theta f(x)+(1-\\theta)f(y)"
_SLOPE = "f(y)\\ge f(x)+\\nabla f(x)^\\top(y-x)"


@pytest.mark.parametrize("title", ["## Convexity", "Convexity", "# Convex functions"])
def test_below_a_title_functions_are_of_that_kind(title: str) -> None:
    assert last(f"{title}\n\nFirst-order condition: $${_SLOPE}$$").verdict == "proved"
    assert last(f"{title}\n\n$${_SLOPE.replace('ge', 'le')}$$").verdict == "refuted"


def test_a_definition_without_the_range_of_its_weight_is_refuted() -> None:
    step = last(f"Convexity\n\nDefinition: $${_MEAN}.$$")
    assert (step.verdict, step.code) == ("refuted", "condition")
    assert repair_words(step) == "add the condition: \\theta \\in [0, 1] (proved)"


@pytest.mark.parametrize("given", ["Let $\\theta\\in[0,1]$. ", "Let $0\\le\\theta\\le1$. "])
def test_with_its_range_it_is_proved(given: str) -> None:
    assert last(f"Convexity\n\n{given}Definition: $${_MEAN}.$$").verdict == "proved"
    assert last(f"Convexity\n\nDefinition: $${_MEAN}$$ where $\\theta\\in[0,1]$.").verdict == "proved"


@pytest.mark.parametrize("title", ["Smoothness", "Convex sets", "Convexity and its uses", "Strong convexity"])
def test_another_title_says_nothing(title: str) -> None:
    verdicts = [step.verdict for step in steps(f"## Convexity\n\n$${_SLOPE}$$\n\n{title}\n\n$${_SLOPE}$$")]
    assert verdicts[0] == "proved"
    assert verdicts[1] in ("open", "unread")


def test_a_function_with_a_formula_is_that_one() -> None:
    given = "Let $f(x)=-x^\\top x$ for $x\\in\\mathbb{R}^n$."
    assert last(f"{given}\n\nConvexity\n\n$${_SLOPE}$$").verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "## Convexity\n\nLet $g$ be concave and $\\theta\\in[0,1]$. ",
        "Let $g$ be a concave function and $\\theta\\in[0,1]$.\n\n## Convexity\n\n",
        "## Convexity\n\nNow $g$ is whatever we like, and $\\theta\\in[0,1]$. ",
    ],
)
def test_what_words_say_of_a_function_is_no_title_s(text: str) -> None:
    assert last(f"{text}$${_MEAN.replace('f', 'g')}$$").verdict not in ("proved", "checked")
