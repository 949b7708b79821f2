"""Inequalities of vectors and matrices: the true ones are proved at every size, their false twins are not."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from derivations.claim import Claim
from derivations.proving.completion import Budget
from derivations.proving.prove import Proof, prove
from derivations.reading.statement import strictly
from numeric.checking.claims import claim_of
from numeric.judge import judge
from tests.thinned import thinned

PATIENT = Budget(seconds=10)
ROWS = [line.split(None, 1) for line in Path(__file__).with_name("inequalities.txt").read_text().splitlines()]
PARTS = [[text for _, text in rows] for found, rows in groupby(ROWS, key=len) if found == 2]
CASES = [(p[0], p[1], p[2], p[-1] if len(p) == 4 else p[1]) for p in PARTS if len(p) > 1]


def claim(text: str, declared: str) -> Claim:
    (link,) = strictly(text, declared.split("; ")).links
    return claim_of(link, link.attempts[0])


@pytest.mark.parametrize(("true", "declared", "false", "given"), thinned(CASES, one_in=8))
def test_an_inequality_is_proved_and_its_twin_is_not(true: str, declared: str, false: str, given: str) -> None:
    found = prove(claim(true, declared), budget=PATIENT)
    assert isinstance(found, Proof)
    assert not found.assumed
    assert judge(claim(true, declared)).verdict != "refuted"
    assert judge(claim(false, given)).verdict != "agrees"
    assert not isinstance(prove(claim(false, given)), Proof)
