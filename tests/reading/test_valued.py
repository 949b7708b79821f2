"""What words decide is claimed: an equation about it is no definition."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_MIXTURE = (
    "Let $x_1,\\dots,x_n\\in\\mathbb{R}$ be samples, $\\mu_k\\in\\mathbb{R}$, "
    "$\\theta = \\{\\mu_k, \\sigma_k^2\\}_{k=1}^K$ and\n"
    "$$\\ell(\\theta) = \\log p(x, z\\mid\\theta) = \\sum_{i=1}^n\\sum_{k=1}^K z_{ik}"
    "\\left(-\\tfrac12\\log\\sigma_k^2 - \\frac{(x_i-\\mu_k)^2}{2\\sigma_k^2}\\right).$$\n"
)
_SLOPE = "$$\\frac{\\partial\\ell}{\\partial\\mu_k} = \\sum_{i=1}^n z_{ik}\\frac{x_i-\\mu_k}{\\sigma_k^2}.$$\n"
CLAIMED = {
    "a sum in words": "Let $v=(1,2,3,4)$ and let $s$ be the sum of its first two entries. $$s=9$$",
    "a conclusion": "For a tree with $n$ nodes we obtain $$m = n.$$",
    "one letter for another": "The gradients of four batches add up. The optimiser sees $$G = g.$$",
    "a number": "The horizon is $T=2$. $$G_0 = 7$$",
    "an order": "The smallest eigenvalue comes first. $$\\lambda_1 > 0$$",
    "a wrong solution": _MIXTURE + _SLOPE + "Setting this to zero gives "
    "$$\\hat\\mu_k = \\frac{\\sum_{i=1}^n z_{ik}x_i}{\\sum_{i=1}^n x_i}.$$",
}
GIVEN = {
    "a choice": "Let $$a = 2.$$",
    "a name": "The residual is denoted by $$r = y - Xw.$$",
    "a set of letters": "The parameters are $$\\theta = \\{W, b\\}.$$",
    "a slope": _MIXTURE + _SLOPE,
    "a solution": _MIXTURE + _SLOPE + "Setting this to zero gives "
    "$$\\hat\\mu_k = \\frac{\\sum_{i=1}^n z_{ik}x_i}{\\sum_{i=1}^n z_{ik}}.$$",
}


@pytest.mark.parametrize("name", CLAIMED)
def test_what_words_decide_is_not_given_by_an_equation(name: str) -> None:
    assert last(CLAIMED[name]).verdict not in ("proved", "checked")


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_stipulated_or_follows_is_proved(name: str) -> None:
    assert last(GIVEN[name]).verdict == "proved"
