"""A condition on entries holds at every place where somebody says so, and at one place where nobody does."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.claims import claim_of

LET = "Let $a, x \\in \\mathbb{R}^n$."
THEN = "Then\n$$\\sum_{j=1}^n a_j x_j^2 \\ge 0.$$\n"
EVERYWHERE = [
    f"{LET} Suppose $a_i \\ge 0$ for all $i$. {THEN}",
    f"{LET} Suppose \\(a_i \\ge 0\\), for every \\(i\\). {THEN}",
    f"{LET}\n```let\nassume a_i \\ge 0\n```\n{THEN}",
]
SOMEWHERE = [
    f"{LET} Fix an index $i$ with $a_i \\ge 0$. {THEN}",
    f"{LET}\n```let\nassume a_n \\ge 0\n```\n{THEN}",
    f"{LET}\n```let\nk : 1\nassume a_k \\ge 0\n```\n{THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for some $i$. {THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for all $k$. {THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for all $i$ with $x_i > 0$. {THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for all $i \\ne 1$. {THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for all $i \\in S$. {THEN}",
    f"{LET} Suppose $a_i \\ge 0$ for all $i$, except one. {THEN}",
]


def given(text: str) -> set[str]:
    reading = read(scanned("a.md", text.encode()))
    link = reading.links[-1]
    return {p.operation.name for p in claim_of(link, link.attempts[0]).hypotheses}


@pytest.mark.parametrize("text", EVERYWHERE)
def test_what_is_said_for_all_places_holds_at_all(text: str) -> None:
    assert given(text) == {"forall"}


@pytest.mark.parametrize("text", SOMEWHERE)
def test_what_is_said_of_a_place_holds_there(text: str) -> None:
    assert "at_most" in given(text)
    assert "forall" not in given(text)


def test_it_holds_at_a_place_that_the_conclusion_names_too() -> None:
    assert given(f"{LET} Suppose $a_i \\ge 0$ for all $i$. Then\n$$a_i x_i^2 \\ge 0.$$\n") == {"forall"}
