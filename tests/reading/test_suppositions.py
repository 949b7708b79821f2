"""What words suppose and what they claim: a false claim is never proved because of a word that stands near it."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.playing.governing import concludes, governed
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of
from tests.reading.verdicts import last, steps
from tests.thinned import thinned

F, G = "\ue000", "\ue001"
RIDGE = r"Let $X\in\mathbb R^{n\times d}$, $y\in\mathbb R^n$, $w\in\mathbb R^d$, $\lambda>0$. "
AB = r"Let $A,B\in\mathbb R^{n\times n}$. "
FALSE = {  # the last step is false, and may not be confirmed
    "given … we have": r"Given the matrices $A,B\in\mathbb R^{n\times n}$ we have $$(A+B)^2 = A^2+2AB+B^2.$$",
    "if … then": r"If $A\in\mathbb R^{n\times n}$ is symmetric then $\nabla_x x^\top A x = Ax$.",
    "satisfies": r"The sigmoid $\sigma(x) = 1/(1+e^{-x})$ satisfies $$\sigma'(x) = \sigma(x)(1+\sigma(x)).$$",
    "is given by": RIDGE + r"The gradient is given by $$\nabla_w\|Xw-y\|^2 = X^\top(Xw-y).$$",
    "of the model": RIDGE + r"The gradient of the loss of the linear model is $$\nabla_w\|Xw-y\|^2 = X^\top(Xw-y).$$",
    "a label": r"Solution: $$(a+b)^2=a^2+b^2.$$",
    "a condition by name": RIDGE + "\n\nGradient condition:\n" + r"$$\nabla_w\|Xw-y\|^2 = X^\top(Xw-y).$$",
    "an implication from itself": r"Let $A,B,C\in\mathbb R^{n\times n}$ with $A\ne 0$. For such matrices, "
    r"$$AB = AC \implies B = C.$$",
    "a first-order condition": r"Let $f(x)=\frac12x^\top Ax-b^\top x$ with $A\in\mathbb R^{n\times n}$ positive "
    r"definite. The first-order condition reads $$Ax+b=0,$$ hence $$x^*=-A^{-1}b.$$",
    "a named minimiser": RIDGE + r"Let $L(w)=\|Xw-y\|^2+\lambda\|w\|^2$. Let $w^*$ be the minimizer of $L$. Then "
    r"$$w^*=(X^\top X+2\lambda I)^{-1}X^\top y.$$",
    "a maximum called minimum": r"Let $f(x)=-x^2$. Minimizing by setting the derivative to zero gives $$x^*=0.$$",
    "a named gradient": RIDGE + r"Let $L(w)=\|Xw-y\|^2$. The gradient is $$g=X^\top(Xw-y).$$",
    "a named determinant": r"Let $A=\begin{pmatrix}1&2\\3&4\end{pmatrix}$. Its determinant is $$d=2.$$",
    "for all letters": r"For all $a,b\in\mathbb R$: $$a=b.$$",
    "therefore an inequality": r"Let $a$ and $b$ be real numbers. Therefore $$a\ge b.$$",
    "show an inequality": r"Let $a, b$ be real numbers. We show that $$a>0.$$ Hence $\sqrt{a^2}=a$.",
    "a square has two roots": r"Since $x^2=4$ we get $$x=2.$$",
    "a moment": r"For a random variable $X$ with variance $\sigma^2$ and mean $\mu$ we have "
    r"$$\mathbb E[X^2]=\sigma^2.$$",
    "any matrix": r"Let $A\in\mathbb R^{n\times n}$ be symmetric." + "\n\n"
    r"Let $A\in\mathbb R^{n\times n}$ be any matrix. Then $$A^\top=A.$$",
    "a recurrence": r"Let $h_t=wh_{t-1}+x_t$ be a scalar recurrent network. Then $$\frac{dh_t}{dw}=h_{t-1}.$$",
    "with a noun": AB + r"And with three factors $\mathrm{tr}(ABA^\top)=\mathrm{tr}(BAA)$.",
    "taking determinants": AB + r"Taking determinants $$\det(A+B)=\det A+\det B.$$",
    "an if of another sentence": AB + r"If $AB=BA$ the matrices commute. Now $$(A+B)^2=A^2+2AB+B^2.$$",
    "suppose … then the gradient is": r"Suppose $A\in\mathbb R^{n\times n}$ is symmetric then the gradient is "
    r"$$\nabla_x x^\top Ax = Ax.$$",
    "when it is fixed": RIDGE + r"When $\lambda$ is fixed the gradient becomes $$\nabla_w\|Xw-y\|^2=X^\top(Xw-y).$$",
    "another case": "Case 1: $a=0$. Then $ab=0$.\n\nCase 2: $a\\ne0$. Then $$ab=0.$$",
    "a function in pieces": r"For a fixed $c>0$ let $f(z)=z$ if $z>0$ and $f(z)=c(e^z-1)$ if $z\le0$. Then for $z>0$ "
    r"the derivative is $$f'(z)=ce^z.$$",
    "an index as a number": r"Let $x\in\mathbb R^3$. $$h=\sum_{s=1}^3 c^{3-s}x_s$$ $$\frac{dh}{dc}=0$$",
}
TRUE = {  # no step is refuted
    "another solution": r"Let $X\in\mathbb R^{m\times n}$ have full row rank, $y\in\mathbb R^m$ and "
    r"$\hat w=X^\top(XX^\top)^{-1}y$. Now let $u\in\mathbb R^n$ be any other solution of $Xu=y$, and $v=u-\hat w$. "
    r"Then $Xv=0$.",
    "where, after its use": r"For logits $z\in\mathbb R^K$ put $p_k=e^{z_k}/S$ where $S=\sum_{k=1}^Ke^{z_k}$. "
    r"$$\frac{\partial p}{\partial z}=\operatorname{diag}(p)-pp^\top$$",
    "any vector beside a matrix": r"Let $A\in\mathbb R^{n\times n}$ be symmetric. For any $x\in\mathbb R^n$ and this "
    r"$A\in\mathbb R^{n\times n}$, $$x^\top A=(Ax)^\top.$$",
    "values to try": r"Take $a=2$. Then $a^2=4$. Next we take $a=3$; then $a^2=9$.",
    "degrees": r"$W\in\mathbb R^{n\times n}$ is symmetric. $D$ is the diagonal matrix of degrees and $L=D-W$. "
    r"$$L\mathbf 1=\mathbf 0$$",
    "a size nobody declared": r"$$\|x\|_1\le\sqrt d\,\|x\|_2$$",
    "a number of samples": r"Samples $X_1,\dots,X_n$ ($n\ge2$) are i.i.d. with mean $\mu$. "
    r"$\bar X=\frac1n\sum_{i=1}^nX_i$. $$\sum_{i=1}^n(X_i-\bar X)^2=\sum_{i=1}^n(X_i-\mu)^2-n(\bar X-\mu)^2$$",
    "known and definite": r"Let $x,\theta\in\mathbb R^k$. Both $\Sigma$ and $\Sigma_0$ are known and positive "
    r"definite. $$\nabla_\theta(x-\theta)^\top\Sigma^{-1}(x-\theta)=-2\Sigma^{-1}(x-\theta)$$",
    "a number beside a column": r"Let $z=Xw$ with $X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$. "
    r"$$\frac{d}{dz}\log(1+e^z)=\sigma(z)$$",
    "rows of a Lagrangian": r"Let $w,x_i\in\mathbb R^d$. \begin{multline}L(w,\xi)=\frac12\|w\|^2+\sum_{i=1}^n\xi_i\\"
    r"-\sum_{i=1}^n\alpha_i(w^\top x_i+\xi_i)\end{multline} $$\nabla_wL=w-\sum_{i=1}^n\alpha_ix_i$$",
}


def _steps(text: str) -> list[Step]:
    return steps_of(read(scanned("a.md", text.encode())).links)


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE.keys())
def test_a_false_claim_is_not_supposed(text: str) -> None:
    assert _steps(text)[-1].verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", thinned(TRUE.values(), one_in=2), ids=TRUE.keys())
def test_what_is_true_is_not_refuted(text: str) -> None:
    assert "refuted" not in {step.verdict for step in _steps(text)}


@pytest.mark.parametrize(
    ("cue", "word"),
    [
        (f"given the matrices {F} we have", "claimed"),
        (f"if {F} is symmetric then", "claimed"),
        ("subject to", "supposed"),
        (f"choose {F} such that", "supposed"),
        (f"let {F} be any other solution of", "supposed"),
        (f"let {F} satisfy", "supposed"),
        ("the model is", "supposed"),
        ("the first-order condition reads", ""),
        ("it was shown before.", ""),
        (f"if {F} is chosen small then the gradient is", "claimed"),
        (f"suppose {F} is symmetric then", "claimed"),
        ("now let it be the unique solution of", "supposed"),
    ],
)
def test_the_nearest_word_governs(cue: str, word: str) -> None:
    assert governed(cue, inline=False) == word


def test_a_conclusion_is_of_the_last_clause() -> None:
    assert concludes(f"since {F}, we get")
    assert not concludes(f"so {F} is fixed, {G}, and")


def test_what_stands_before_an_arrow_is_to_follow_too() -> None:
    text = (
        r"Let $L(w)=\|Xw-y\|^2$ with $X\in\mathbb R^{n\times d}$ of full column rank. Setting the gradient to zero: "
        r"$$X^\top Xw=2X^\top y \implies w=2(X^\top X)^{-1}X^\top y.$$"
    )
    assert [step.verdict for step in _steps(text)][1] == "refuted"


CASE = r"""Let $A \in \mathbb{R}^{m\times m}$ be invertible.

$$
\operatorname{tr}(A^{-1}A) = \operatorname{tr}(I_m) = c.
$$

%s
"""


@pytest.mark.parametrize("words", ["For $c=1$ this is short.", "When $c=2$, it is short.", "If $c=3$ it is short."])
def test_a_special_case_behind_a_display_says_nothing_of_it(words: str) -> None:
    *shown, case = steps(CASE % words)
    assert "refuted" not in [step.verdict for step in (*shown, case)]
    assert shown[0].verdict == "proved"


def test_a_false_value_of_what_is_displayed_is_no_special_case() -> None:
    assert last(CASE % r"Thus $\operatorname{tr}(A^{-1}A) = m+1$.").verdict == "refuted"
