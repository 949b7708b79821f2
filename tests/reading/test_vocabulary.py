"""Words of a document, of whatever they speak, prove nothing: a condition that a step lacks has to be stated."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of

FALSE = {  # the last step is false, and may not be confirmed
    "a word about another letter": r"Let $\lambda$ be a positive number. For $a\le b$ and real $c$: $$ca\le cb.$$",
    "a weaker word": r"Let $x\in\mathbb R$ be nonzero. Then $$|x|=x.$$",
    "a denied word": r"Let $A\in\mathbb R^{n\times n}$ be a matrix that is not invertible. Then $$AA^+=I.$$",
    "a word with a second meaning": r"The samples are independent. Let $A\in\mathbb R^{n\times n}$. Then $$AA^+=I.$$",
    "two members": r"Let $X_1,\dots,X_n$ be i.i.d. with mean $\mu$ and variance $1$. Then $$\mathbb E[X_iX_j]=\mu^2.$$",
}
TRUE = {  # and stays proved
    "the word itself": r"Let $x\in\mathbb R$ be positive. Then $$|x|=x.$$",
    "indices told apart": r"Let $x\in\mathbb R^n$. Take $k\ne j$. $$\frac{\partial(x_jx_k)}{\partial x_j}=x_k$$",
    "an invertible matrix": r"Let $A\in\mathbb R^{n\times n}$ be invertible. Then $$AA^+=I.$$",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_a_word_does_not_supply_a_condition(text: str) -> None:
    assert _verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE.keys())
def test_a_stated_condition_is_used(text: str) -> None:
    assert _verdict(text) == "proved"
