"""Derivatives by an expression, and by letters of which something is given that is not read."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

_LAYER = "Let $f(z)=z^Tz$, $W\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^n$ and $b\\in\\mathbb{R}^m$. "
_VARIANCE = "For $\\sigma>0$ let $\\ell=-\\frac n2\\log\\sigma^2-\\frac{s}{2\\sigma^2}$. "
HOLD = {
    "a column": _LAYER + "$$\\frac{\\partial f(Wx+b)}{\\partial(Wx+b)} = 2(Wx+b)$$",
    "a norm": _LAYER + "$$\\frac{\\partial}{\\partial(Wx+b)}\\|Wx+b\\|^2 = 2(Wx+b)$$",
    "a square": "Let $x>0$. $$\\frac{d(x^4)}{d(x^2)} = 2x^2$$",
    "a variance": _VARIANCE
    + "$$\\frac{\\partial\\ell}{\\partial(\\sigma^2)} = -\\frac{n}{2\\sigma^2}+\\frac{s}{2\\sigma^4}$$",
    "a cube": "Let $\\sigma>0$. $$\\frac{\\partial\\sigma^6}{\\partial\\sigma^3} = 2\\sigma^3$$",
}
FAIL = {
    "a column": _LAYER + "$$\\frac{\\partial f(Wx+b)}{\\partial(Wx+b)} = Wx+b$$",
    "a variance": _VARIANCE
    + "$$\\frac{\\partial\\ell}{\\partial(\\sigma^2)} = -\\frac{n}{\\sigma}+\\frac{s}{\\sigma^3}$$",
    "a cube": "Let $\\sigma>0$. $$\\frac{\\partial\\sigma^6}{\\partial\\sigma^3} = 6\\sigma^5$$",
}
UNREAD = {
    "a loss": _LAYER + "$$\\frac{\\partial L}{\\partial(Wx+b)} = 0$$",
    "a loss beside it": _LAYER + "$$\\frac{\\partial(\\|Wx+b\\|^2+L)}{\\partial(Wx+b)} = 2(Wx+b)$$",
    "what is not read beside it": _LAYER
    + "Let $v=\\int_0^1 Wx\\,dt$. $$\\frac{\\partial(\\|Wx+b\\|^2+v)}{\\partial(Wx+b)} = 2(Wx+b)$$",
    "letters beside it": "Let $x\\in\\mathbb{R}^n$. $$\\frac{\\partial(x^TAx)}{\\partial(Ax)} = x$$",
    "given by words": "Let $z=x^2+y$ where $y=\\sin x$. $$\\frac{dz}{dx} = 2x$$",
    "given by an integral": "Let $y=\\int_0^x t^2 dt$. $$\\frac{d(x^2+y)}{dx} = 2x$$",
}


@pytest.mark.parametrize("text", HOLD.values(), ids=HOLD.keys())
def test_a_derivative_by_an_expression(text: str) -> None:
    assert last(text).verdict == "proved"


@pytest.mark.parametrize("text", FAIL.values(), ids=FAIL.keys())
def test_a_wrong_one_is_refuted(text: str) -> None:
    assert last(text).verdict == "refuted"


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD.keys())
def test_what_may_depend_on_it_is_not_held_fixed(text: str) -> None:
    assert last(text).verdict == "unread"
