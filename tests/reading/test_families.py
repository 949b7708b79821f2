"""Families that are rows or columns of a matrix, as sentences say it."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of

GRAM = r"X^\top X = \sum_{i=1}^n x_i x_i^\top"
OUTER = r"X X^\top = \sum_{i=1}^n x_i x_i^\top"
TALL, WIDE = r"Let $X \in \mathbb{R}^{n \times d}$", r"Let $X \in \mathbb{R}^{d \times n}$"
ROWS = [
    rf"{TALL} be the matrix whose rows are the samples $x_i^\top$.",
    rf"{TALL} be the design matrix with $i$th row $x_i^\top$.",
    rf"{TALL}, where $x_i^\top$ is the $i$-th row of $X$.",
    rf"{TALL} be a matrix. The rows of the matrix $X$ are $x_i^\top$.",
    rf"{TALL} be the matrix which has the $x_i^\top$ as its rows.",
]
COLUMNS = [
    rf"{WIDE} have columns $x_i$.",
    rf"{WIDE}, where $x_i$ is the $i$-th column of $X$.",
    rf"{WIDE} be the matrix with the samples $x_i$ as its columns.",
    rf"{WIDE} be a matrix whose $i$th column is $x_i$.",
]
ORTHOGONAL = "Let $U \\in \\mathbb{R}^{n\\times n}$ be orthogonal, where $u_i$ denotes the $i$-th column of $U$, "
ORTHOGONAL += "and let $e_i$ be the standard basis.\n"


def _verdicts(prose: str, *displays: str) -> list[str]:
    text = prose + "".join(f"\n$$\n{display}\n$$\n" for display in displays)
    return [step.verdict for step in steps_of(read(scanned("a.md", text.encode())).links)]


@pytest.mark.parametrize("prose", ROWS)
def test_what_is_said_to_be_a_row_is_one(prose: str) -> None:
    assert _verdicts(prose, GRAM, OUTER) == ["proved", "refuted"]


@pytest.mark.parametrize("prose", COLUMNS)
def test_what_is_said_to_be_a_column_is_one(prose: str) -> None:
    assert _verdicts(prose, OUTER, GRAM) == ["proved", "refuted"]


def test_a_problem_gives_a_family_another_matrix() -> None:
    text = f"# Problem 1\n{ROWS[0]}\n$$\n{GRAM}\n$$\n# Problem 2\n{COLUMNS[0]}\n$$\n{OUTER}\n$$\n"
    assert [step.verdict for step in steps_of(read(scanned("a.md", text.encode())).links)] == ["proved", "proved"]


@pytest.mark.parametrize("true", [r"u_i^\top u_i = 1", r"U^\top u_i = e_i", r"\sum_{i=1}^n u_i u_i^\top = I"])
def test_columns_of_an_orthogonal_matrix_are_orthonormal(true: str) -> None:
    assert _verdicts(ORTHOGONAL, true) == ["proved"]


@pytest.mark.parametrize("false", [r"u_i^\top u_j = 1", r"U u_i = e_i", r"\sum_{i=1}^n u_i^\top u_i = I"])
def test_and_no_more_than_that(false: str) -> None:
    assert _verdicts(ORTHOGONAL, false)[0] != "proved"
