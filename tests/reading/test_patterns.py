"""Matrices written with dots: what they stand for, and what is left unread."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

HEAD = """```let
X : n x d
A : m x n
v, u : n
w : d
lambda : scalar
```

where $x_i^\\top$ is the $i$-th row of $X$.

"""
SQUARE = (
    r"\begin{bmatrix} v_1 + \lambda & 0 & \cdots & 0 \\ 0 & %s & \cdots & 0 \\"
    r" \vdots & & \ddots & \vdots \\ 0 & 0 & \cdots & v_n + \lambda \end{bmatrix}"
)


def corners(first: str, last: str) -> str:
    """A matrix whose first and last row are given."""
    return rf"\begin{{bmatrix}} {first} \\ \vdots & & & \vdots \\ {last} \end{{bmatrix}}"


CORNERS = corners(r"A_{11} & A_{12} & \cdots & A_{1n}", r"A_{m1} & A_{m2} & \cdots & A_{mn}")
TRUE = [
    r"\begin{bmatrix} x_1^\top w \\ x_2^\top w \\ \vdots \\ x_n^\top w \end{bmatrix} = Xw",
    r"\begin{bmatrix} x_1^\top \\ \vdots \\ x_n^\top \end{bmatrix} w = Xw",
    r"\begin{bmatrix} \text{---} & x_1^\top & - \\ & \vdots & \\ - & x_n^\top & \text{---} \end{bmatrix} = X",
    r"\begin{bmatrix} | & & | \\ x_1 & \cdots & x_n \\ | & & | \end{bmatrix} = X^\top",
    SQUARE % r"v_2 + \lambda" + r" = \operatorname{diag}(v) + \lambda I",
    r"\begin{bmatrix} v_1 & & \\ & \ddots & \\ & & v_n \end{bmatrix} u = v \odot u",
    "A = " + CORNERS,
    r"\operatorname{diag}(v_1, v_2, \dots, v_n) u = u \odot v",
]
FALSE = [
    r"\begin{bmatrix} x_1^\top w \\ \vdots \\ x_n^\top w \end{bmatrix} = 2Xw",
    r"\begin{bmatrix} | & & | \\ x_1 & \cdots & x_n \\ | & & | \end{bmatrix} = X",
    SQUARE % r"v_2 + \lambda" + r" = \operatorname{diag}(v) - \lambda I",
    r"A^\top = " + CORNERS,
]
UNCLEAR = [  # a written member which is not what the first and the last one say
    SQUARE % r"v_2" + r" = \operatorname{diag}(v) + \lambda I",
    r"\begin{bmatrix} v_1 \\ u_2 \\ \vdots \\ v_n \end{bmatrix} = v",
    r"\begin{bmatrix} v_1 \\ v_3 \\ \vdots \\ v_n \end{bmatrix} = v",
    r"\begin{bmatrix} v_1 \\ \vdots \\ u_n \end{bmatrix} = v",
    corners(r"A_{11} & A_{12} & \cdots & A_{1n}", r"A_{1m} & A_{2m} & \cdots & A_{mn}") + " = A",
    corners(r"A_{11} & A_{21} & \cdots & A_{1n}", r"A_{m1} & A_{m2} & \cdots & A_{mn}") + " = A",
]


def _step(latex: str) -> Step:
    (step,) = steps_of(read(scanned("dots.md", f"{HEAD}$$\n{latex}\n$$\n".encode())).links)
    return step


@pytest.mark.parametrize("latex", TRUE)
def test_what_dots_leave_out_is_filled_in(latex: str) -> None:
    assert _step(latex).verdict == "proved"


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_statement_about_a_dotted_matrix_is_refuted(latex: str) -> None:
    assert _step(latex).verdict == "refuted"


@pytest.mark.parametrize("latex", UNCLEAR)
def test_a_member_unlike_the_others_makes_the_dots_unclear(latex: str) -> None:
    step = _step(latex)
    assert step.verdict == "unread"
    assert "dots" in step.reason
