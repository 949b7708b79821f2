"""Determinants of small matrices that are written out, by Leibniz' sum."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Expression
from derivations.operations.blocks import block
from derivations.operations.cells import MOST, cells, leibniz
from derivations.operations.determinants import DETERMINANT
from derivations.operations.logic import EQUAL
from derivations.operations.notation import lift, symbol
from numeric.verify import decide

a, b, c, d, r = (symbol(name) for name in "abcdr")


TWO = block([[a, b], [c, d]])
THREE = block([[a, b, c], [lift(0), d, r], [b, lift(0), a]])


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (TWO, a * d - b * c),
        (TWO.T, a * d - b * c),
        (block([[lift(0), b], [c, d]]), -b * c),
        (TWO - r * TWO.notation.identity(TWO.shape[0]), (a - r) * (d - r) - b * c),
        (THREE, a * a * d + b * b * r - b * c * d),
    ],
)
def test_small_determinants_are_proved_and_their_twins_refuted(value: Expression, meaning: Expression) -> None:
    assert decide(Claim((), EQUAL(DETERMINANT(value), meaning))).word == "proved"
    assert decide(Claim((), EQUAL(DETERMINANT(value), meaning + b * c))).word == "refuted"


def test_only_small_matrices_are_written_out() -> None:
    size = MOST + 1
    rows = [[lift(int(i == j)) for j in range(size)] for i in range(size)]
    assert cells(block(rows)) is None
    assert cells(symbol("A", 2, 2)) is None
    assert cells(symbol("A", "n", "n")) is None
    grid = cells(block([[a, b], [c, d]]))
    assert grid is not None
    assert leibniz(grid) == a * d + lift(-1) * (b * c)
