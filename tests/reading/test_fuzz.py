"""A few thousand rows of nonsense: nothing but DocumentError may be raised, and no document may take long."""

from __future__ import annotations

import random
from typing import Any

import pytest

from derivations.reading import events as said
from derivations.reading.documents import scanned
from derivations.reading.links import Link
from derivations.reading.playing.player import Player
from numeric.checking.run import judged
from tests.bench.fuzz import PATHS, ROWS, SLOW, attempt, shortened, tried
from tests.bench.soup import KINDS, rows
from tests.thinned import thinned

DOCUMENTS = 25


@pytest.mark.parametrize("start", thinned(range(0, 100, DOCUMENTS)))
def test_documents_of_nonsense_are_read(start: int) -> None:
    outcomes = [attempt(f"ci{k}") for k in range(start, start + DOCUMENTS)]
    assert sum(outcome.rows for outcome in outcomes) == DOCUMENTS * ROWS
    crashes = {outcome.crash: outcome.text for outcome in outcomes if outcome.crash}
    assert not crashes
    assert max(outcome.seconds for outcome in outcomes) < SLOW


@pytest.mark.parametrize("kind", [kind.__name__ for kind, _ in KINDS])
def test_rows_of_one_kind_are_read(kind: str) -> None:
    make = next(make for make, _ in KINDS if make.__name__ == kind)
    rng = random.Random(kind)
    text = "\n".join(f"\n\n$$\n{make(rng)}\n$$\n" for _ in range(30))
    for path in PATHS:
        assert sum(tried(text, path).values()) > 0


def test_the_same_seed_makes_the_same_rows() -> None:
    assert rows("7", 20) == rows("7", 20) != rows("8", 20)


def test_a_long_document_is_made_short() -> None:
    assert shortened(list("aaxaaaayaa"), lambda text: "x" in text and "y" in text) == ["x", "y"]


def test_a_list_with_a_power_or_an_index_is_read_once() -> None:
    for text in ("$$(a,b)^2 = 1$$", "$$[a,b]_i = a$$", "$$(1,2)^{12} = x$$"):
        assert sum(tried(text, "a.md").values()) >= 1


def test_nested_gradients_end_in_bounds() -> None:
    nested = "x"
    for _ in range(30):
        nested = f"\\nabla f({nested})"
    text = f"Let $f(x) = x^\\top Ax$ with $x\\in\\mathbb{{R}}^n$. $${nested} = 0$$"
    assert tried(text, "a.md")["claims refused"] >= 1


def test_what_does_not_fit_together_costs_one_row() -> None:
    """That x has no entries is found when the row is built, long after its shapes were."""
    text = "\\begin{align}(A+A\\top)x\\end{align}Assume\\(<x_i\\)\n\n\\[ 1 + 1 = 2 \\]"
    document = judged(scanned("a.tex", text.encode()), processes=1)
    assert [step.verdict for step in document.steps] == ["unread", "proved"]
    assert "takes 0 indices" in document.steps[0].reason


def test_a_product_of_a_letter_and_its_entry_below_a_mean_is_read() -> None:
    text = "Let $x\\in\\mathbb{R}^n$ be random with $\\mathbb{E}[x]=0$. Assume $\\mathbb{E}[xx_1]=0$."
    assert tried(text, "a.md")


def test_a_fault_of_the_reader_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    understood = Player._understood

    def failing(self: Player, link: Link, *given: Any, **more: Any) -> None:
        if "7" in link.right:
            raise IndexError("tuple index out of range")
        understood(self, link, *given, **more)

    monkeypatch.setattr(Player, "_understood", failing)
    first, second = judged(scanned("a.md", b"$$ 3 + 4 = 7 $$\n\n$$ 1 + 1 = 2 $$"), processes=1).steps
    assert (first.verdict, second.verdict) == ("unread", "proved")
    assert "please report IndexError at" in first.reason


def test_a_fault_between_rows_costs_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Player, event: said.Declare) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr(Player, "_declare", failing)
    document = judged(scanned("a.md", b"Let $x \\in \\mathbb{R}^n$.\n\n$$ 1 + 1 = 2 $$"), processes=1)
    assert [step.verdict for step in document.steps][-1] == "proved"
    assert any("please report AttributeError at" in note.message for note in document.notes)
