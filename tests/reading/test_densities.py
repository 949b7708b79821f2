"""Densities of different letters are different, whatever letter names them."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_FORMULA = "\\frac{1}{\\sqrt{\\pi}} e^{-(y-x)^2}"
OTHERS = {
    "a marginal": f"Let $p(y\\mid x) = {_FORMULA}$. Then $$p(y) = {_FORMULA}.$$",
    "a joint": f"Let $q(y\\mid x) = {_FORMULA}$. Then $$q(y, x) = {_FORMULA}.$$",
    "the other way round": f"Let $p(y\\mid x) = {_FORMULA}$. Then $$p(y\\mid x) = p(x\\mid y).$$",
    "more arguments": "Let $x, z\\in\\mathbb{R}$ and $f(x) = x^2$. Then $$f(x, z) = x^2.$$",
    "a marginal of a Gaussian": "Let $x\\in\\mathbb{R}^d$, $z\\in\\mathbb{R}^k$, $p(z)=\\mathcal{N}(z\\mid 0, I)$ and "
    "$p(x\\mid z) = \\mathcal{N}(x\\mid Wz, I)$. Hence $$p(x) = \\mathcal{N}(x\\mid 0, I).$$",
    "a law that is known": "Let $x\\sim\\mathcal{N}(\\mu,\\sigma^2)$. Then "
    "$$p(x) = \\frac{1}{\\sqrt{2\\pi}\\sigma} e^{-(x-\\mu)^2/\\sigma^2}.$$",
    "a point": "Let $f(x)=x^2$. ## Then\n\nWe see that $$f(x^*) = 3.$$ Hence $$f(2) = 3.$$",
}
SAME = {
    "a value": "Let $p(t) = t^2 - 3t + 2$. Then $$p(1) = 0.$$",
    "a sum": "Let $\\lambda>0$ and $p(x; \\lambda) = \\lambda e^{-\\lambda x}$. Then "
    "$$\\sum_{i=1}^n \\log p(x_i;\\lambda) = n\\log\\lambda - \\lambda\\sum_{i=1}^n x_i.$$",
    "a law that is known": "Let $x\\sim\\mathcal{N}(\\mu,\\sigma^2)$ with $\\sigma>0$. Then "
    "$$\\log p(x) = -\\tfrac12\\log(2\\pi) - \\log\\sigma - \\frac{(x-\\mu)^2}{2\\sigma^2}.$$",
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_density_is_not_taken_for_it(name: str) -> None:
    assert last(OTHERS[name]).verdict not in ("proved", "checked")


@pytest.mark.parametrize("name", SAME)
def test_values_of_the_same_one_are_read(name: str) -> None:
    assert last(SAME[name]).verdict == "proved"
