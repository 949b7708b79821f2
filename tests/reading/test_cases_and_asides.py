"""What words around formulas suppose, take back or leave open: cases, quotes, captions, sentences without formulas."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last, steps

SQUARE = r"Let $M\in\mathbb{R}^{n\times n}$ and $v\in\mathbb{R}^n$." + "\n\n"


@pytest.mark.parametrize("label", ["**Case 1:**", "Case (a):", "First case:", "*Case ii.*", "The other case:"])
def test_a_case_is_supposed_behind_its_label(label: str) -> None:
    text = SQUARE + f"{label} $M^\\top=M$. Then\n$$ v^\\top M^2v=\\|Mv\\|^2 $$"
    assert [step.verdict for step in steps(text)][-2:] == ["proved", "proved"]
    assert last(text.replace(r"=\|Mv", r"=2\|Mv")).verdict == "refuted"


@pytest.mark.parametrize(
    "after",
    [
        r"Case 2: $M^\top=-M$. Then $v^\top M^2v=\|Mv\|^2$.",
        r"In both cases $v^\top M^2v=\|Mv\|^2$.",
        r"Altogether we find $v^\top M^2v=\|Mv\|^2$.",
        r"For the second case we have $v^\top M^2v=\|Mv\|^2$.",
    ],
)
def test_a_case_ends(after: str) -> None:
    text = SQUARE + r"Case 1: $M^\top=M$. Then $v^\top M^2v=\|Mv\|^2$." + "\n\n" + after
    assert last(text).verdict != "proved"


@pytest.mark.parametrize(
    "text",
    [
        SQUARE
        + '> "The columns of $M$ are orthonormal, since it is square."\n\nThat is nonsense.\n$$ M^{-1}=M^\\top $$',
        "*Figure 2: the case $M=I$.*\n\n" + SQUARE + r"For all $v$ we have $v^\top Mv=\|v\|^2$.",
        SQUARE + "Hint (no longer valid): the columns of $M$ are orthonormal.\n$$ \\|Mv\\|=\\|v\\| $$",
        SQUARE + "(a) In this part only we take $M=I$. Fine.\n\n(b) Show that\n$$ Mv=v $$",
        "Let $z\\in\\mathbb{R}^K$ where $K$ was set to $3$, and $q=\\mathrm{softmax}(z)$.\n"
        "$$ \\frac{\\partial q_1}{\\partial z_1}=0 $$",
        "The total reward $R$ adds up $\\gamma^t$ for $t=1,\\dots,T$.\n$$ R=\\frac{1-\\gamma^T}{1-\\gamma} $$",
        "Let $a_i=b_i-c$. The value of $c$ is the mean of the numbers $b_i$.\n"
        "$$ \\frac{\\partial a_i}{\\partial b_i}=1 $$",
        "From convex functions $g,h:\\mathbb{R}\\to\\mathbb{R}$ we form $r$.\n"
        "$$ r(\\tfrac12x+\\tfrac12y)=\\tfrac12r(x)+\\tfrac12r(y) $$",
        "Let $\\ell(t)=t\\log t$. Setting the derivative to zero,\n$$ \\hat t=\\frac{1}{2} $$",
        "Let $s(t)=1/(1+e^{-t})$ be the sigmoid. In this exercise $s(t)=\\tanh(t)$.\n$$ s'(t)=s(t)(1-s(t)) $$",
    ],
)
def test_what_is_not_supposed_proves_nothing(text: str) -> None:
    assert last(text).verdict not in ("proved", "checked")


def test_a_display_says_more_than_was_supposed() -> None:
    row = "$$ v^\\top(M^\\top M+\\lambda I)v>0\\quad\\text{for all }v\\ne0\\text{ and all }\\lambda\\ge0 $$"
    found = steps(SQUARE + "Let $\\lambda>0$.\n" + row)
    assert [step.verdict for step in found if step.relation == ">"][-1] == "open"
    found = steps(SQUARE + "Let $\\lambda>0$.\n" + row.replace("ge0", "gt0"))
    assert [step.verdict for step in found if step.left.startswith("v^")] == ["proved"]


def test_what_a_display_sets_aside_holds_again_unless_it_is_lifted() -> None:
    row = "$$ \\lambda\\|v\\|^2\\ge0\\quad\\text{for all }\\lambda\\ge0 $$\n\n"
    text = SQUARE + "Let $\\lambda>0$.\n" + row
    assert last(text + "Then $\\lambda^2>0$ and $\\lambda>0$.").verdict == "proved"
    assert last(text + "Now let $\\lambda\\in\\mathbb{R}$ be arbitrary. Then $\\lambda^3>0$.").verdict != "proved"


def test_what_is_quoted_is_not_supposed() -> None:
    assert last(SQUARE + 'Someone said "let $M=I$". Then $Mv=v$.').verdict != "proved"
    assert last(SQUARE + "Let $M=I$. Then $Mv=v$.").verdict == "proved"


@pytest.mark.parametrize(
    "text",
    [
        SQUARE + "Let $M$ be symmetric. Its eigenvalues are all positive.\n$$ \\det M>0 $$",
        SQUARE + "All leading minors are positive, and $M$ is symmetric.\n$$ v^\\top Mv\\ge0 $$",
        SQUARE + "The number $\\mu$ is an eigenvalue, and $\\nu$ is one, too.\n$$ \\det(M-\\nu I)=0 $$",
        "Let $x_1,\\dots,x_n$ be numbers, $\\bar x=\\frac1n\\sum_ix_i$. There is a single observation.\n"
        "$$ \\sum_i(x_i-\\bar x)^2=0 $$",
        "Let $M$ be an invertible matrix with an even number of columns.\n$$ \\det(-M)=\\det M $$",
        SQUARE + "The second row of $M$ is the sum of all others.\n$$ \\det M=0 $$",
        "For negative $t$\n$$ |t|=-t $$",
        "For all numbers $t$ above zero we have $|t|=t$.",
        "Let $Z\\in\\{0,1\\}^{n\\times K}$. For each $i$ there is exactly one $k$ with $Z_{ik}=1$.\n"
        "$$ Z\\mathbf 1=\\mathbf 1 $$",
        SQUARE + "Let $D$ be the diagonal matrix with entries $\\theta,\\dots,\\theta$.\n"
        "$$ \\operatorname{tr}(MD)=\\theta\\operatorname{tr}(M) $$",
        SQUARE + "Here $M$ is the identity.\n$$ Mv=v $$",
        "Let $x_i\\in\\mathbb{R}^n$, $h,u\\in\\mathbb{R}^m$ and $\\theta\\in\\mathbb{R}^n$."
        " Then $h_i=e^{\\theta^\\top x_i}$, so\n"
        "$$ \\frac{\\partial h_i}{\\partial\\theta}=h_ix_i $$",
    ],
)
def test_words_that_are_not_understood_keep_what_is_true_from_being_refuted(text: str) -> None:
    assert last(text).verdict != "refuted"


def test_a_list_of_letters_shares_a_property() -> None:
    text = (
        "Let $A,B,C\\in\\mathbb{R}^{n\\times n}$, all three symmetric. Then\n"
        "$\\operatorname{tr}(ABC)=\\operatorname{tr}(CBA)$."
    )
    assert last(text).verdict == "proved"
    assert last(text.replace(", all three symmetric", "")).verdict == "refuted"


def test_the_shape_of_a_derivative_is_said_at_length() -> None:
    text = (
        "The derivative of a number with respect to a matrix has the \\textbf{same shape} as that matrix. Let "
        "$W\\in\\mathbb{R}^{h\\times d}$, $a\\in\\mathbb{R}^h$, $x\\in\\mathbb{R}^d$, $L=a^\\top Wx$.\n"
        "$$ \\frac{\\partial L}{\\partial W}=ax^\\top $$"
    )
    assert last(text).verdict == "proved"
    assert last(text.replace("=ax^\\top", "=xa^\\top")).verdict == "refuted"
