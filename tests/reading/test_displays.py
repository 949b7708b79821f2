"""Displays as people lay them out: every relation is found, and what belongs together stays together."""

from __future__ import annotations

import time

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from derivations.reading.statement import strictly
from numeric.checking.run import steps_of
from tests.reading.trees import LET

HEAD = "```let\nX : n x d\nA, B : n x n\nx, y, z : n\nw : d\ng, h : scalar\n```\n\n"
DISPLAYS = [  # all true, with the number of relations
    (1, r"\begin{aligned} (x+y)^T(x+y) &= x^Tx + x^Ty \\ &\quad + y^Tx + y^Ty \end{aligned}"),
    (1, r"\begin{align} \|x+y\|^2 &= \|x\|^2 \\ &\phantom{=}\; {}+ 2x^Ty \\ &\qquad{} + \|y\|^2 \end{align}"),
    (1, r"\begin{align*} A x &= A(x + y \\ &\quad - y) \end{align*}"),
    (1, r"\begin{split} g + h &= h \\ &\qquad + g \end{split}"),
    (1, r"\begin{aligned} g - h &= \\ & g - h \end{aligned}"),
    (2, r"\begin{aligned} g &= h + g \\ &\qquad - h \\ -g &= -g \end{aligned}"),
    (1, r"\left( g + h \right. \\ \left. + h \right) = g+2h"),
    (1, r"g = g \quad\quad + h - h"),
    (1, r"g \quad = \quad g"),
    (3, r"g=g \quad \Rightarrow \quad 2g=2g"),
    (2, r"g+h = h+g, \quad gh = hg"),
    (2, r"g+h = h+g \text{ and } gh = hg"),
    (1, r"\boxed{g+h = h+g}"),
    (1, r"g+h = \boxed{h+g}."),
    (3, r"g+h=h+g \implies \boxed{g = g + h - h}"),
    (2, r"\boxed{\begin{aligned} g+h &= h+g \\ gh &= hg \end{aligned}}"),
    (2, r"\begin{array}{rcl} g+h &=& h+g \\ &=& g+h \end{array}"),
    (1, r"\underbrace{X^TX}_{d\times d} w = X^T(Xw)"),
    (1, r"g + h = \textcolor{red}{h} + g"),
]
STATEMENTS = [
    r"\exp(g)/2 = \frac{\exp(g)}{2}",
    r"g/\exp(h) = g\exp(-h)",
    r"2/\max(\lambda, 1) = \frac{2}{\max\{\lambda, 1\}}",
    r"\mathbb{E}[y + N]/2 = y/2",
    r"\nabla_x (x^Tx)/2 = x",
    r"\operatorname{tr}(A)/2 = \tfrac12 \tr A",
    r"1/2 \sum_i x_i = \frac12 \sum_i x_i",
    r"x^{\text{T}} y = y^{\mathsf{T}} x",
    r"A^T_{ij} = A_{ji}",
    r"A^{-1}{}^\top{}={}A^{-\top}",
    r"|A B| = |A||B|",
    r"|A||B||W_1| = |W_1||A||B|",
    r"\mathop{\mathrm{tr}} A = \operatorname{\mathsf{tr}}(A)",
]
REFUSED = [r"\log g/h = 0", r"g/h(g + 1) = 2", r"2^23 = 12", r"1,000 g = 1000 g", r"g/2\lambda = h", r"x_} = y"]


@pytest.mark.parametrize(("number", "text"), DISPLAYS)
def test_every_relation_of_a_display_is_found_and_holds(number: int, text: str) -> None:
    document = scanned("a.md", f"{HEAD}$$\n{text}\n$$\n".encode())
    steps = steps_of(read(document).links)
    assert [step.verdict for step in steps] == ["proved"] * number


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_written_tightly_is_read_as_it_is_set(text: str) -> None:
    (step,) = steps_of(strictly(text, LET).links)
    assert step.verdict == "proved", step.reason


@pytest.mark.parametrize("text", REFUSED)
def test_what_has_two_readings_is_refused(text: str) -> None:
    assert all(step.verdict == "unread" for step in steps_of(strictly(text, LET).links))


@pytest.mark.parametrize("text", ["{" * 700 + "g = g" + "}" * 700, "{g = g} " * 400, "g = g \\quad " * 400, "{" * 1400])
def test_long_displays_are_read_soon(text: str) -> None:
    start = time.monotonic()
    read(scanned("a.md", f"{HEAD}$$\n{text}\n$$\n".encode()))
    assert time.monotonic() - start < 4
