"""A letter that is declared anew loses what was said of it before; what rules a counterexample out stays in mind."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from derivations.reading.units import are_siblings, begins_between
from numeric.checking.run import steps_of
from tests.thinned import thinned

S = r"Let $A\in\mathbb R^{n\times n}$ be symmetric. Then $A^\top=A$."
A = r"Let $A\in\mathbb R^{n\times n}$. Then $A^\top=A$."
FALSE = {  # the last step is false where the letter is new, and may not be confirmed
    "a lemma": f"\\begin{{lemma}}\n{S}\n\\end{{lemma}}\n\\begin{{lemma}}\n{A}\n\\end{{lemma}}",
    "a lemma in bold": f"**Lemma 1.** {S}\n\n**Lemma 2.** {A}",
    "an exercise": f"**Exercise 1** {S}\n\n**Exercise 2** {A}",
    "a section": f"## Symmetric matrices\n{S}\n\n## General matrices\n{A}",
    "an item": f"1. {S}\n2. {A}",
    "a paragraph": f"{S}\n\n{A}",
    "a square matrix": f"**Q1.** {S}\n\n**Q2.** Let $A$ be a square matrix. Then $A^\\top=A$.",
    "another property": f"**Q1.** {S}\n\n**Q2.** Let $A$ be invertible. Then $A^\\top=A$.",
    "a number": r"Lemma 1. Let $a>0$. Then $|a|=a$." "\n\n" r"Lemma 2. Let $a\in\mathbb R$. Then $|a|=a$.",
    "an equation": r"Let $x,y\in\mathbb R^n$ with $x^\top y=0$. Then $\|x+y\|^2=\|x\|^2+\|y\|^2$."
    "\n\n"
    r"Let $x$ and $y$ be vectors in $\mathbb R^n$. Then $\|x+y\|^2=\|x\|^2+\|y\|^2$.",
    "independence": r"1. Let $X,Y$ be independent random variables. Then $\mathbb E[XY]=\mathbb E[X]\mathbb E[Y]$."
    "\n"
    r"2. Let $X,Y$ be dependent random variables. Then $\mathbb E[XY]=\mathbb E[X]\mathbb E[Y]$.",
    "a law": r"**Q1.** $X\sim\mathcal N(0,1)$. Then $\mathbb E[X^2]=1$."
    "\n\n"
    r"**Q2.** Let $X$ be a random variable with mean $0$. Then $\mathbb E[X^2]=1$.",
    "otherwise": r"If $a\ge0$, then $|a|=a$. Otherwise, $|a|=a$.",
    "for other": r"For $a\ge0$, $|a|=a$; for other $a$, $|a|=a$.",
    "the general case": r"Let $x,y\in\mathbb R^n$. Suppose $x=y$. Then $x-y=0$."
    "\n\n"
    r"We now treat the general case. $$x-y=0.$$",
    "not symmetric": f"{S}\n\nIf $A$ is not symmetric, we still have $$A^\\top=A.$$",
    "no longer symmetric": S + r" We perturb it to get $A$ which is no longer symmetric. Then $$A^\top=A.$$",
    "without symmetry": S + r" The following holds even without symmetry of $A$: $$A^\top=A.$$",
}
TRUE = {  # and stays proved
    "the same paragraph": f"{S} Then $A^\\top A=A^2$.",
    "another paragraph": f"{S}\n\nHence $A^\\top A=A^2$.",
    "a proof": f"**Lemma 1.** {S}\n\n**Proof.** We have $A^\\top A=A^2$.",
    "the same property": f"**Q1.** {S}\n\n**Q2.** {S}",
    "a second property": f"{S}\n\nLet $A$ be invertible. Then $A^\\top A=A^2$.",
    "before the items": f"{S}\n\n1. Let $A$ be invertible. Then $A^\\top A=A^2$.",
    "another letter": f"{S}\n\nLet $x\\in\\mathbb R^n$. Then $x^\\top A=(Ax)^\\top$.",
    "another denial": S + r" If $A$ is not invertible, we still have $$A^\top A=A^2.$$",
    "otherwise": r"If $a\ge0$, then $|a|=a$. Otherwise, if $a<0$, $|a|=-a$.",
    "a let block": f"```let\nA : n x n, symmetric\n```\n\n{A}",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE.keys())
def test_what_was_said_of_a_letter_ends_where_it_is_declared_anew(text: str) -> None:
    assert _verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("text", thinned(TRUE.values(), one_in=2), ids=TRUE.keys())
def test_what_was_said_of_a_letter_holds_on(text: str) -> None:
    assert _verdict(text) == "proved"


def test_what_was_said_before_keeps_a_counterexample_away() -> None:
    assert _verdict(f"{S}\n\n{A}") == "open"


def test_units_of_one_kind_are_siblings() -> None:
    text = "a\n1. b\n2. c\n\nd"
    assert are_siblings(text, text.index("b"), text.index("c"))
    assert not are_siblings(text, text.index("a"), text.index("b"))
    assert begins_between(text, text.index("c"), text.index("d"))
