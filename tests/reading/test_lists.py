"""Conditions on lists of letters hold of each of them; bare conditions in displays are claims like any other."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

HOLD = {
    "three letters": "Let $r,s,t>0$. $$rst>0$$",
    "four of them": "Suppose $a, b, c, d \\ge 0$. $$abcd \\ge 0$$",
    "with an index": "For $m_1,m_2,m_3>0$: $$m_1m_2m_3>0$$",
    "none is zero": "Let $x, y, z\\neq 0$. $$xyz\\ne0$$",
    "two in an interval": "Let $u,v\\in(0,1)$. $$uv<1$$",
    "three in an interval": "Let $x,y,z\\in[0,1]$. $$xyz\\le 1$$",
    "all of a family": "Let $a_1,\\dots,a_n\\in[0,1]$. $$\\sum_{i=1}^n a_i \\le n$$",
    "any two of a family": "Let $a_1,\\dots,a_n\\in[0,1]$. $$a_ia_j \\le 1$$",
    "a family above zero": "Let $c_1,\\dots,c_n\\ge0$. $$\\sum_{i=1}^n c_i \\ge 0$$",
}
FAIL = {
    "three letters": "Let $r,s,t>0$. $$rs>t$$",
    "two in an interval": "Let $u,v\\in(0,1)$. $$uv>u$$",
    "a family": "Let $a_1,\\dots,a_n\\in[0,1]$. $$\\sum_{i=1}^n a_i \\le 1$$",
}
CLAIMED = {
    "against an order": "Let $0 < p < q$. $$p \\ge q$$",
    "at the beginning": "$$p > 0$$",
    "two in a row": "Let $p>0$. $$p > 0, \\quad -p > 0$$",
    "behind a conclusion": "Let $0<a<b$. Hence $$a+b = b+a, \\quad a > b.$$",
    "behind a formula, against what is given": "Let $0<a<b$. $$a+b = b+a, \\quad a > b.$$",
    "behind a formula, against a sign": "Let $a>0$. $$a+1 = 1+a, \\quad a < 0.$$",
    "rows of a display": "Let $p>0$. $$\\begin{aligned} p+1 &> 1 \\\\ -p &> 0 \\end{aligned}$$",
}


@pytest.mark.parametrize("text", HOLD.values(), ids=HOLD.keys())
def test_what_is_said_of_a_list_holds_of_each(text: str) -> None:
    assert last(text).verdict == "proved"


@pytest.mark.parametrize("text", FAIL.values(), ids=FAIL.keys())
def test_no_more_than_that_holds(text: str) -> None:
    assert last(text).verdict == "refuted"


@pytest.mark.parametrize("text", CLAIMED.values(), ids=CLAIMED.keys())
def test_a_condition_in_a_display_of_its_own_is_claimed(text: str) -> None:
    assert last(text).verdict not in ("proved", "checked")


def test_a_condition_behind_a_formula_is_supposed() -> None:
    assert last("$$f(x) = \\log x, \\quad x > 0$$ Then $$x^2 > 0.$$").verdict == "proved"
