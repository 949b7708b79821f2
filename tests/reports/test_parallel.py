"""Claims decided side by side come back as if decided one by one."""

from __future__ import annotations

from derivations.derivation import sheets
from numeric.verify import verify
from reports.parallel import FEW, Noted, prepare, remembered

CLAIMS = next(sheet for sheet in sheets() if sheet.id == "cs189-disc4").claims()


def test_what_processes_decide_is_remembered_and_the_same() -> None:
    memory, seen = Noted(), list[str]()
    prepare(CLAIMS, None, memory, seen.append)
    if seen:  # more than one core
        assert sorted(seen) == sorted(claim.id for claim in CLAIMS)
        assert all(remembered(claim, None, memory) for claim in CLAIMS)
    assert [verify(claim, memory=memory).word for claim in CLAIMS] == [verify(claim).word for claim in CLAIMS]


def test_a_few_claims_start_no_process() -> None:
    memory, seen = Noted(), list[str]()
    prepare(CLAIMS[:FEW], None, memory, seen.append)
    assert not seen
    assert not memory.texts
