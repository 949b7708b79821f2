"""A property is one of a letter only where it is all that its noun phrase says."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.prose.phrases import is_weakened, is_whole
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of

A = r"Let $A\in\mathbb R^{n\times n}$ "
AB = r"Let $A,B\in\mathbb R^{n\times n}$ "
FALSE = {  # the step is false, and may not be confirmed
    "a projection": A + r"be the orthogonal projection onto the column space of $X$. Then $$A^\top A=I.$$",
    "columns": A + r"have orthogonal columns. Then $$A^\top A=I.$$",
    "a part": A + r"have positive definite symmetric part. Then $$A^\top=A.$$",
    "a product": r"Let $a,b\in\mathbb R$ with positive product $ab$. Then $|a|=a$.",
    "a power": A + r"with symmetric $A^2$. Then $$A^\top=A.$$",
    "another letter": AB + r"and consider $A$ with symmetric $B$. Then $$A^\top=A.$$",
    "an adjective as a noun": r"Let $A\in\mathbb R^{2\times 2}$ have a positive diagonal. Then $\det A>0$.",
    "a pattern": A + r"have a symmetric sparsity pattern. Then $$A^\top=A.$$",
    "a dominance": A + r"have diagonal dominance. Then $$A^\top=A.$$",
    "a norm of rows": A + r"with unit norm rows. Then $$\|A\|_F^2=1.$$",
    "up to a factor": A + r"be orthogonal up to a factor. Then $$A^\top A=I.$$",
    "up to scaling": A + r"have orthonormal columns, up to scaling. Then $$A^\top A=I.$$",
    "a summand": A + r"be a symmetric matrix plus a skew one. Then $$A^\top=A.$$",
    "or": r"Let $x\in\mathbb R^n$ be a unit vector or zero. Then $$x^\top x=1.$$",
    "to another": A + r"be orthogonal to $Y$. Then $$A^\top A=I.$$",
    "unlike": r"Unlike an orthogonal $A$, a general one has $$A^\top A=I.$$",
    "anti-symmetric": A + r"be anti-symmetric. Then $$A^\top=A.$$",
    "skew symmetric": A + r"be skew symmetric. Then $$A=0.$$",
    "entries of a diagonal": A + r"have positive diagonal entries. Then $$\mathbf 1^\top A\mathbf 1\ge0.$$",
    "nearly": r"Consider a nearly symmetric matrix $A\in\mathbb R^{n\times n}$. Then $$A^\top=A.$$",
}
TRUE = {  # and stays proved
    "a matrix": r"Let $A$ be a symmetric $n\times n$ matrix. Then $$A^\top=A.$$",
    "orthonormal columns": A + r"have orthonormal columns. Then $$A^\top A=I.$$",
    "with its rank": r"Let $X\in\mathbb R^{n\times d}$ have full column rank $d$. Then $$(X^\top X)^{-1}X^\top X=I.$$",
    "a parameter": r"Let $\lambda$ be a positive regularization parameter. Then $|\lambda|=\lambda$.",
    "a letter behind it": AB + r"with symmetric $B$. Then $$B^\top=B.$$",
    "a letter before it": AB + r"with $B$ symmetric. Then $$B^\top=B.$$",
    "more of it": A + r"be symmetric with eigenvalues $\lambda_i$. Then $$A^\top=A.$$",
    "in brackets": A + r"be positive definite (hence invertible). Then $$AA^{-1}=I.$$",
    "a space": r"Let $x\in\mathbb R^n$ be a unit vector in $\mathbb R^n$. Then $$x^\top x=1.$$",
    "skew symmetric": A + r"be skew symmetric. Then $$A^\top=-A.$$",
    "on the diagonal": A + r"be diagonal with positive diagonal entries. Then $$AA^{-1}=I.$$",
}


def _steps(text: str) -> list[Step]:
    return steps_of(read(scanned("a.md", text.encode())).links)


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_what_is_said_of_something_else_is_not_supposed_of_a_letter(text: str) -> None:
    assert _steps(text)[-1].verdict not in ("proved", "checked")


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_what_is_said_of_a_letter_is_supposed(text: str) -> None:
    assert _steps(text)[-1].verdict == "proved"


@pytest.mark.parametrize("after", ["", ".", " matrix and", " number", ", so", " of size", " with a", " and let"])
def test_a_noun_phrase_ends(after: str) -> None:
    assert is_whole(f"symmetric{after}", 9)


@pytest.mark.parametrize(
    "after", [" part", " in the mean", " up to", ", up to a factor", " or zero", " only", " \ue000"]
)
def test_a_noun_phrase_goes_on(after: str) -> None:
    assert not is_whole(f"symmetric{after}", 9)


def test_a_property_is_weakened_by_what_stands_before_it() -> None:
    assert all(map(is_weakened, ("a non-", "almost ", "unlike an ")))
    assert not is_weakened("a real ")
