"""What a text says of letters in words or by sets is supposed where it is understood, and else leaves a doubt."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of
from tests.thinned import thinned

A = r"Let $A\in\mathbb R^{n\times n}$ "
TRUE = {  # true, so never refuted
    "integers": r"Let $p\in\mathbb Z$. Then $$p^2\ge p.$$",
    "a column of integers": r"Let $p\in\mathbb Z^n$. Then $$\|p\|^2\ge\sum_i p_i.$$",
    "a finite set": r"Let $x\in\{1,2,3\}$. Then $$(x-1)(x-2)(x-3)=0.$$",
    "a union": r"Let $x\in\{0\}\cup[1,2]$. Then $$x^2\ge x.$$",
    "no member": r"Let $x\notin[0,1]$. Then $$x^2>x.$$",
    "a finite field": r"Let $x\in\mathbb F_2$. Then $$x^2=x.$$",
    "an unknown set": r"Let $x\in B_1(0)$. Then $$x^\top x\le1.$$",
    "natural from one": r"Let $q\in\mathbb N$. Then $$q\ge1.$$",
    "rank one": A + r"have rank one. Then $$A^2=\operatorname{tr}(A)A.$$",
    "an odd size": r"Let $d$ be odd and $A\in\mathbb R^{d\times d}$. Then $$\det(-A)=-\det(A).$$",
    "even dimensions": r"In two dimensions, let $A\in\mathbb R^{d\times d}$. Then $$\det(-A)=\det(A).$$",
    "a space": r"In $\mathbb R^3$, with $A$ a matrix, $$\det(2A)=8\det(A).$$",
    "a size in words": r"Let $A$ be of size three. Then $$\det(2A)=8\det(A).$$",
    "some matrices": r"For some matrices $A,B\in\mathbb R^{n\times n}$, $$AB=BA.$$",
    "normalised": r"Let $u$ be a direction in $\mathbb R^n$, normalised. Then $$(uu^\top)^2=uu^\top.$$",
    "a reason": r"Let $A,B\in\mathbb R^{n\times n}$. We have $$(AB)^\top=BA,$$ since both matrices are symmetric.",
    "a convention": r"Here $A^2$ denotes the elementwise square of $A\in\mathbb R^{n\times n}$. Then $$A^2=A\odot A.$$",
    "correlation": r"Let $X$ and $Y$ be random variables with no correlation. Then "
    r"$$\operatorname{Var}(X+Y)=\operatorname{Var}(X)+\operatorname{Var}(Y).$$",
    "a let-line": "```let\nx : scalar, weird\n```\nThen $$|x|=x$$",
    "another matrix": r"Let $U\in\mathbb R^{n\times k}$ and $\Phi\in\mathbb R^{n\times D}$. With $U=\Phi$ one gets "
    r"$$\Phi^\top\Phi=\Phi^\top\Phi.$$",
}
PROVED = {
    "unless": r"Let $a\in\mathbb R$. Unless $a<0$, we have $$|a|=a.$$",
    "the sphere": r"Let $u\in\mathbb S^{d-1}$. Then $$\|uu^\top\|_F=1.$$",
    "the simplex": r"Let $p\in\Delta^{k-1}$. Then $$\mathbf 1^\top p=1.$$",
    "a group": r"Let $Q\in\mathrm{SO}(n)$. Then $$\det Q=1.$$",
    "invertible ones": r"Let $A\in GL_n(\mathbb R)$. Then $$A^{-1}A=I.$$",
    "without zero": r"Let $x\in\mathbb R\setminus\{0\}$. Then $$x^2>0.$$",
    "positive integers": r"Let $a\in\mathbb N_{>0}$. Then $$a\ge1.$$",
    "a box": r"Let $x\in[0,1]^d$. Then $$\mathbf 1^\top x\ge0.$$",
    "a permutation": r"Let $P$ be an $n\times n$ permutation matrix. Then $$PP^\top=I.$$",
    "a projector": A + r"be a projector. Then $$A^3=A.$$",
    "centred columns": r"Let $X\in\mathbb R^{n\times d}$ have centred columns. Then $$\mathbf 1^\top X=0.$$",
    "an inverse": r"Let $B$ be the inverse of $A\in\mathbb R^{n\times n}$. Then $$AB=BA.$$",
    "orthonormal": r"Let $u,v\in\mathbb R^n$ be orthonormal. Then $$\|u+v\|^2=2.$$",
    "perpendicular": r"Let $u$ and $v$ in $\mathbb R^n$ be perpendicular. Then $$\|u+v\|^2=\|u\|^2+\|v\|^2.$$",
    "signs of ASCII": "```let\nx >= 0\n```\nThen $$|x|=x$$",
    "strongly convex": r"Let $f:\mathbb R^d\to\mathbb R$ be $\mu$-strongly convex with minimizer $x^*$. Then "
    r"$$f(x)-f(x^*)\le\frac1{2\mu}\|\nabla f(x)\|^2.$$",
}
FALSE = {  # may not be confirmed
    "the sphere": r"Let $u\in\mathbb S^{d-1}$. Then $$\|uu^\top\|_F=2.$$",
    "the simplex": r"Let $p\in\Delta^{k-1}$. Then $$p^\top p=1.$$",
    "a group": r"Let $Q\in O(n)$. Then $$\det Q=1.$$",
    "a box": r"Let $x\in[0,1]^d$. Then $$\mathbf 1^\top x\le1.$$",
    "a projector": A + r"be a projector. Then $$A^\top=A.$$",
    "an inverse up to a factor": A + r"and let $B$ be the inverse of $A$ up to scaling. Then $$AB=I.$$",
    "orthogonal vectors": r"Let $u,v\in\mathbb R^n$ be orthogonal. Then $$\|u+v\|^2=2.$$",
    "unless": r"Let $a\in\mathbb R$. Unless $a<0$, we have $$|a|=-a.$$",
    "integers": r"Let $p\in\mathbb Z$. Then $$p\ge0.$$",
    "no denial": A + r"be no permutation. Then $$A^\top A=I.$$",
}
REFUTED = {  # for what is said there is understood
    "a space": r"Let $x\in\mathbb R^n\setminus\{0\}$. Then $$x^\top x>1.$$",
    "natural numbers": r"Let $q\in\mathbb N$. Then $$q\ge2.$$",
    "a data matrix": r"We have a data matrix $X\in\mathbb R^{n\times d}$ of full column rank and unknown weights "
    r"$w\in\mathbb R^d$. Then $$X^+X=2I.$$",
    "an inverse": r"Let $B$ be the inverse of $A\in\mathbb R^{n\times n}$. Then $$AB=2BA.$$",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("text", thinned(TRUE.values(), one_in=2), ids=TRUE.keys())
def test_what_is_not_understood_of_letters_leaves_a_counterexample_open(text: str) -> None:
    assert all(step.verdict != "refuted" for step in steps_of(read(scanned("a.md", text.encode())).links))


@pytest.mark.parametrize("text", thinned(PROVED.values(), one_in=2), ids=PROVED.keys())
def test_what_is_understood_of_letters_is_supposed(text: str) -> None:
    assert _last(text).verdict == "proved"


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE.keys())
def test_no_more_is_supposed_than_is_said(text: str) -> None:
    assert _last(text).verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", thinned(REFUTED.values(), one_in=2), ids=REFUTED.keys())
def test_what_is_wholly_understood_is_refuted(text: str) -> None:
    assert _last(text).verdict == "refuted"
