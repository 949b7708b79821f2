"""Numbers given rounded are within half a unit of their last digit; other approximations are unread."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from numeric.checking.run import judged
from tests.reading.verdicts import last

HOLD = (
    "\\sqrt{2} \\approx 1.414",
    "\\pi \\approx 3.14",
    "\\frac{0.0095}{0.1085} \\approx 0.0876",
    "1-e^{-1} \\approx .632",
)
FAIL = ("\\log(1+e^{-1}) \\approx 0.9133", "\\frac23 \\approx 0.5", "\\sqrt{2} \\approx -1.414")
UNREAD = ("x^2 \\approx 1.5", "\\sqrt{1+x} \\approx 1 + x/2", "f(x) \\approx 0.5")


@pytest.mark.parametrize("formula", HOLD)
def test_a_rounded_number_is_confirmed(formula: str) -> None:
    assert last(f"$${formula}$$").verdict in ("proved", "checked")


@pytest.mark.parametrize("formula", FAIL)
def test_a_wrong_one_is_refuted(formula: str) -> None:
    assert last(f"$${formula}$$").verdict == "refuted"


@pytest.mark.parametrize("formula", ["0.59 \\approx 0.5", "0.41 \\approx 0.5", "\\frac23 \\approx 0.666"])
def test_a_number_that_may_be_cut_is_open(formula: str) -> None:
    assert last(f"$${formula}$$").verdict == "open"


@pytest.mark.parametrize("formula", UNREAD)
def test_what_holds_only_near_a_point_is_unread(formula: str) -> None:
    assert last(f"$${formula}$$").verdict == "unread"


def test_a_minus_above_is_part_of_a_name() -> None:
    given = "Let $P^- = APA^T + Q$ with symmetric $P$ and $Q$. "
    assert last(given + "$$P^- = (P^-)^T$$").verdict == "proved"
    assert last(given + "$$P^- = AP + Q$$").verdict != "proved"


def test_a_generalised_inverse_is_not_refuted() -> None:
    assert last("$$AA^-A = A$$").verdict == "open"


@pytest.mark.parametrize("text", ["$$\\frac13 = 0.{0}$$", "$$\\frac13 \\approx 0.{0}$$", "```let\nx : {0}\n```\n"])
def test_a_number_of_thousands_of_digits_is_a_clear_problem(text: str) -> None:
    document = judged(scanned("a.md", (text.replace("{0}", "3" * 9000) + "\n\n$$x = x$$").encode()), processes=1)
    assert "the limit is 100" in str(document.notes) or "at most 60" in str(document.notes)
    assert document.steps[-1].verdict == "proved"
