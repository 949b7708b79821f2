"""The example of the README is judged as the README says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.reading.verdicts import steps

README = Path(__file__).parents[2] / "README.md"


def example(text: str, before: str) -> str:
    """The indented block behind some words."""
    found = re.search(re.escape(before) + r"[^\n]*\n\n((?:(?: {4}[^\n]*)?\n)+)", text)
    assert found
    return re.sub(r"^ {4}", "", found[1], flags=re.MULTILINE)


def test_the_slip_is_found_and_the_answer_below_it_holds() -> None:
    text = README.read_text(encoding="utf-8")
    found = steps(example(text, "Here is `ridge.md`"))
    assert [step.verdict for step in found] == ["proved", "proved", "refuted", "proved"]
    assert "3 proved, 1 refuted of 4" in text
    assert found[2].repair is not None
    assert found[2].repair.latex in text
