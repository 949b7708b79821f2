"""The softmax and the log-sum-exp, which take a whole column: true statements and their false twins."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from numeric.checking.result import Step
from numeric.checking.run import judged

BEFORE = r"""Let $s, y \in \mathbb{R}^n$ with $\mathbf{1}^\top y = 1$ and $a = \mathrm{softmax}(s)$;
gradients are columns."""


def last(claim: str) -> Step:
    return judged(scanned("a.md", f"{BEFORE} Then\n\n$${claim}$$\n".encode())).steps[-1]


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathbf{1}^\top a = 1",
        r"\mathrm{softmax}(s)_i = \frac{e^{s_i}}{\sum_j e^{s_j}}",
        r"\operatorname{softmax}(s + c\mathbf{1}) = \operatorname{softmax}(s)",
        r"\frac{\partial a}{\partial s} = \mathrm{diag}(a) - aa^\top",
        r"\frac{\partial a_i}{\partial s_j} = a_i(\delta_{ij} - a_j)",
        r"\nabla_s \mathrm{LSE}(s) = a",
        r"\nabla_s\Big(-\sum_i y_i \log \mathrm{softmax}(s)_i\Big) = a - y",
        r"\mathrm{LSE}(s + c\mathbf{1}) = \mathrm{LSE}(s) + c",
    ],
)
def test_what_holds_is_proved(claim: str) -> None:
    assert last(claim).verdict == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathrm{softmax}(s)_i = \frac{e^{-s_i}}{\sum_j e^{s_j}}",
        r"\operatorname{softmax}(cs) = \operatorname{softmax}(s)",
        r"\frac{\partial a}{\partial s} = \mathrm{diag}(a) + aa^\top",
        r"\frac{\partial a_i}{\partial s_j} = a_i(1 - a_j)",
        r"\nabla_s\Big(-\sum_i y_i \log \mathrm{softmax}(s)_i\Big) = y - a",
        r"\mathrm{LSE}(cs) = c\,\mathrm{LSE}(s)",
    ],
)
def test_its_twin_is_refuted(claim: str) -> None:
    assert last(claim).verdict == "refuted"


def test_of_a_matrix_it_is_not_read() -> None:
    text = r"Let $S \in \mathbb{R}^{n\times m}$. Then $$\mathrm{softmax}(S)\mathbf{1} = \mathbf{1}$$"
    assert judged(scanned("a.md", text.encode())).steps[-1].verdict not in ("proved", "checked", "refuted")
