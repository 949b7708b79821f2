"""What was decided once is remembered whole, and only for the same question."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply
from derivations.proving.completion import Budget
from derivations.writing import equal, invertible, matrix, scalar
from numeric.verify import decide

A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
s = scalar("s")


class Notes:
    """A memory in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.hits = 0

    def get(self, key: str) -> str | None:
        self.hits += key in self.texts
        return self.texts.get(key)

    def set(self, key: str, text: str) -> None:
        self.texts[key] = text


@pytest.mark.parametrize(
    "conclusion",
    [
        equal((A * B).T, B.T * A.T),
        equal(A * B, B * A),
        equal((A * B).inv, B.inv * A.inv),
        equal(1 / s * s, s / s),
        s**4 - s**2 + 1 > 0,
    ],
    ids=str,
)
def test_a_verdict_comes_back_whole(conclusion: Apply) -> None:
    notes = Notes()
    first = decide(Claim((), conclusion), memory=notes)
    second = decide(Claim((), conclusion), memory=notes)
    assert notes.hits == 1
    assert second == first


def test_another_question_is_another_question() -> None:
    notes = Notes()
    conclusion = equal((A * B).inv, B.inv * A.inv)
    decide(Claim((), conclusion), memory=notes)
    decide(Claim((invertible(A),), conclusion), memory=notes)
    decide(Claim((), conclusion), known=(invertible(A),), memory=notes)
    decide(Claim((), conclusion), strict=True, memory=notes)
    decide(Claim((), conclusion), seed=1, memory=notes)
    decide(Claim((), conclusion), budget=Budget(seconds=2), memory=notes)
    assert notes.hits == 0
    assert len(notes.texts) == 6


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"word": "proved"}', "no JSON"])
def test_a_damaged_note_is_decided_again(text: str) -> None:
    notes = Notes()
    claim = Claim((), equal(A * B, B * A))
    first = decide(claim, memory=notes)
    notes.texts = dict.fromkeys(notes.texts, text)
    assert decide(claim, memory=notes).word == first.word == "refuted"
