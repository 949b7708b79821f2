"""What fails and may be meant otherwise is not refuted; its twins, which cannot be meant otherwise, are."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last
from tests.thinned import thinned

_V = "Let $x\\in\\mathbb{R}^n$ with $n\\ge 2$. "
_X = "Let $X\\in\\mathbb{R}^{n\\times d}$ and $y\\in\\mathbb{R}^n$. "
OTHERWISE = {
    "another language": "Sei $A\\in\\mathbb{R}^{n\\times n}$ und $x$ ein Vektor. "
    "Dann ist $$\\nabla_x x^\\top Ax = 2Ax.$$",
    "two letters": "Let $a$ and $c$ be real. $$a\\le c$$",
    "a value in numbers": _V + "$$\\|x\\|^2 = 25$$",
    "a value given again": "Let $v=3$ first. In the second run we get $v=4$.",
    "shapes": "$(N\\times K)(K\\times m) = N\\times m$",
    "a matrix of numbers": "Let $X\\in\\mathbb{R}^{n\\times d}$. "
    "$$X^\\top X=\\begin{pmatrix}2&1\\\\1&2\\end{pmatrix}$$",
    "a premise": "Let $X\\in\\mathbb{R}^{n\\times d}$ and $J(w)=\\|Xw-y\\|^2$. "
    "$\\nabla J(\\hat w)=\\bm{0}$ gives a system.",
    "symmetry in words": "By the symmetry of the matrix $H\\in\\mathbb{R}^{n\\times n}$ we have $$H^\\top=H.$$",
    "sums said to be others": "In this exercise all sums run over $i=1,\\dots,n-1$, "
    "and $\\bar x=\\frac1n\\sum_{i=1}^nx_i$. "
    "$$\\sum_i(x_i-\\bar x)=0$$",
    "an index convention": "We use the Einstein convention. " + _V + "$$x_ix_i=\\|x\\|^2$$",
    "another norm": "For $x=(3,-4)^\\top$, the norm being the $\\ell_1$ one, $$\\|x\\|=7.$$",
    "absolute values of entries": "The bars denote absolute values, also of the entries of matrices $A,B$. "
    "$$|AB|=|A||B|$$",
    "roots of entries": "Let $A^{1/2}$ have the square roots of the entries of $A\\in\\mathbb{R}^{n\\times n}$. "
    "$$A^{1/2}A^{1/2}=A$$",
    "rows for gradients": "Gradients are row vectors. " + _V + "Let $a\\in\\mathbb{R}^n$. $$\\nabla_x(a^\\top x)=a$$",
    "another product": "Here we write $\\langle u,v\\rangle$ for $u^\\top Mv$. $$\\langle u,v\\rangle=\\sum_iu_iv_i$$",
    "d for a number": "Let $d$ be the dimension and $x$ a positive real. $$\\frac{d\\,x^2}{d\\,x}=x$$",
    "a size in numbers": "Let $x\\in\\mathbb{R}^n$ with $n=1$ and "
    "$A\\in\\mathbb{R}^{n\\times n}$. $$x^\\top Ax=Ax^\\top x$$",
    "no square of a new letter": _V + "$$2\\|x\\|^2 = 2x^\\top x = -b^2$$",
    "letters of which nothing was said": "Let $A\\in\\mathbb{R}^{n\\times n}$. "
    "$$\\operatorname{tr}(A^\\top A)=\\sum_{i=1}^n\\sigma_i^2$$",
    "a power of a function of a matrix": "Let $Z\\in\\mathbb{R}^{n\\times n}$; the function acts entrywise. "
    "$$\\tanh(Z)^2=\\tanh(Z)\\tanh(Z)$$",
    "one of several": "Let $a, b$ be real. At least one of $a,b$ is zero. $$ab=0$$",
    "what need not be zero": "Let $a, b$ be real. At least one of $a,b$ is zero. $$a+b=0$$",
    "a footnote": "We use[^1] $$(A+B)^2=A^2+2AB+B^2$$ for $A,B\\in\\mathbb{R}^{k\\times k}$.\n\n[^1]: They commute.",
    "a multiple of a letter of which nothing was said": "Let $A\\in\\mathbb{R}^{n\\times n}$. "
    "$$\\operatorname{tr}(A^\\top A)=2\\sigma^2$$",
    "a property behind a colon": "- $A$: symmetric\n- $B$: symmetric, commutes with $A$\n\n$$(AB)^\\top=AB$$",
}
FALSE = {
    "a twin with a prime": "Let $x$ and $x'$ be two inputs in $\\mathbb{R}$ and $k(x,x')=xx'$. $$k(x,x')=x^2$$",
    "not always": "Not always $\\mu>0$. $$\\mu+1>1$$",
}
PROVED = {
    "a new name": _V + "$$2\\|x\\|^2 = 2x^\\top x = c$$",
    "a mean of letters that were supposed": "Let $X$ and $Y$ be uncorrelated random variables. Then\n"
    "$$\\mathbb{E}[XY]=\\mathbb{E}[X]\\mathbb{E}[Y]$$",
    "a row in its space": _X + "$$2y^\\top X=y^\\top X+y^\\top X\\in\\mathbb{R}^d$$",
    "a value in its space": _X + "$$X^\\top y+X^\\top y=2X^\\top y\\in\\mathbb{R}^d$$",
    "a power of a function of a column": _V + "$$1-\\tanh^2(x)=1-\\tanh(x)\\odot\\tanh(x)$$",
    "a sum with its limits": "In this exercise all sums run over $i\\in M$, and $A,B\\in\\mathbb{R}^{n\\times n}$. "
    "$$(AB)_{ij}=\\sum_{k=1}^nA_{ik}B_{kj}$$",
    "an index without a sum": "All sums run over $i\\in M$. " + _V + "$$x_i+x_i=2x_i$$",
}
REFUTED = {
    "letters of which it is let": "Let $a, b$ be real. $$a^2=b^2$$",
    "a value in another space": _X + "$$X^\\top y+X^\\top y=2X^\\top y\\in\\mathbb{R}^n$$",
    "English": "Let $A\\in\\mathbb{R}^{n\\times n}$ and $x$ be a vector. Then $$\\nabla_x x^\\top Ax = 2Ax.$$",
    "a constant": _V + "$$\\frac{d^2}{dt^2}t^2 = 4$$",
    "a value that is given": "Let $x=(3,4)^\\top$. $$\\|x\\|^2=26$$",
    "numbers alone": "$$\\begin{pmatrix}1&2\\end{pmatrix}\\begin{pmatrix}1\\\\1\\end{pmatrix}=4$$",
}


@pytest.mark.parametrize("text", thinned(OTHERWISE.values(), one_in=2), ids=OTHERWISE.keys())
def test_what_may_be_meant_otherwise_is_neither_proved_nor_refuted(text: str) -> None:
    assert last(text).verdict in ("open", "unread")


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE.keys())
def test_what_does_not_hold_as_it_is_said_is_not_proved(text: str) -> None:
    assert last(text).verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED.keys())
def test_what_cannot_is_refuted(text: str) -> None:
    assert last(text).verdict == "refuted"


SPREAD = "Let $\\phi(z)=\\max(0,z)$. We have $\\phi'(z) = {}$ for $z<0$ and $\\phi'(z) = {}$ for $z>0$."
LEADING = "Let $\\phi(z)=\\max(0,z)$. For $z<0$ we have $\\phi'(z) = {}$ and for $z>0$ we have $\\phi'(z) = {}$."


@pytest.mark.parametrize("sentence", [SPREAD, LEADING], ids=["behind", "before"])
@pytest.mark.parametrize(("values", "verdict"), [((0, 1), "proved"), ((0, 2), "refuted")])
def test_every_claim_of_a_sentence_has_its_own_condition(sentence: str, values: tuple[int, int], verdict: str) -> None:
    assert last(sentence.format(*values)).verdict == verdict


def test_a_title_in_italics_ends_with_its_full_stop() -> None:
    text = "**2.3** *Smoother matrix.* Let $K=Q\\Lambda Q^\\top$ with $Q$ orthogonal. $$Q^\\top Q={}I$$"
    assert last(text.replace("{}", "")).verdict == "proved"
    assert last(text.replace("{}", "2")).verdict == "refuted"


def test_always_supposes() -> None:
    assert last("Always $\\lambda>0$. $$\\lambda+1>1$$").verdict == "proved"


def test_a_primed_list_is_the_column() -> None:
    text = "A prime transposes: $X'X$. Let $X=\\begin{pmatrix}1&0\\\\1&1\\\\1&2\\end{pmatrix}$ and $y=(0,1,1)'$. "
    assert last(text + "$$X'y=\\begin{pmatrix}2\\\\3\\end{pmatrix}$$").verdict == "proved"
    assert last(text + "$$X'y=\\begin{pmatrix}2\\\\4\\end{pmatrix}$$").verdict == "refuted"


def test_a_comma_leads_from_one_supposition_to_the_next() -> None:
    given = "Assume $$P=P^\\top, \\tag{1}$$ $${}.$$ Then $$P(I-P)=0.$$"
    assert last(given.replace("{}", "P^2=P")).verdict == "proved"
    assert last(given.replace("{}", "P^2=2P")).verdict != "proved"
    assert last(given.replace(",", ".").replace("{}", "P^2=P")).verdict != "proved"


@pytest.mark.parametrize("text", thinned(PROVED.values(), one_in=2), ids=PROVED.keys())
def test_what_cannot_be_meant_otherwise_is_proved(text: str) -> None:
    assert last(text).verdict == "proved"


def test_a_square_matrix_is_not_transposed_into_a_space() -> None:
    step = last(_X + "$$X^\\top X+X^\\top X=2X^\\top X\\in\\mathbb{R}^{n\\times n}$$")
    assert (step.verdict, step.repair) == ("refuted", None)
    assert "2X^\\top X (d × d) is not in" in step.reason


def test_a_message_has_the_brackets_of_a_call() -> None:
    step = last("Let $p\\in\\mathbb{R}^n$. $$\\operatorname{diag}(p)=p$$")
    assert "\\operatorname{diag}(p) (n × n)" in step.reason


@pytest.mark.parametrize("words", ["Drop (2) and keep (1). Then", "Without (2),", "Let us now ignore assumption (2):"])
def test_what_is_dropped_by_its_number_is_supposed_no_longer(words: str) -> None:
    given = "Assume $$P=P^\\top, \\tag{1}$$ $$P^2=P. \\tag{2}$$"
    assert last(f"{given} {words} $$P(I-P)=0$$").verdict != "proved"
    assert last(f"{given} By (2), $$P(I-P)=0$$").verdict == "proved"
