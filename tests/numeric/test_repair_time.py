"""A search for a repair that takes all its time costs no refutation."""

from __future__ import annotations

import pytest

from derivations.clock import now
from numeric.checking import judge
from tests.reading.verdicts import last


def test_a_slow_search_for_a_repair_leaves_the_refutation(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def slow(link: object, attempt: object, macros: object, ends: float) -> None:
        asked.append(ends - now())

    monkeypatch.setattr(judge, "repair", slow)
    step = last("Let $A, B \\in \\mathbb{R}^{n\\times n}$. Then $$(AB)^\\top = A^\\top B^\\top.$$")
    assert step.verdict == "refuted"
    assert asked
    assert max(asked) < judge.STEP * (1 - judge.KEPT)
