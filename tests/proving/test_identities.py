"""The identities of the bench: proved, nearly all; their mutants: never, and nearly all refuted."""

from __future__ import annotations

from collections import Counter

import pytest

from derivations.proving.prove import Proof, prove
from numeric.judge import judge
from tests.bench.book import identities
from tests.bench.identities.letters import Identity
from tests.bench.mutants import mutants
from tests.thinned import thinned

BOOK = list(identities())
BEYOND = {"AB = A + B commute", "Searle: I − A(A + B)⁻¹"}  # true, and not found


def test_there_are_enough() -> None:
    assert len(BOOK) >= 250
    assert len({(identity.chapter, identity.name) for identity in BOOK}) == len(BOOK)
    assert len(BEYOND) <= 0.05 * len(BOOK)


@pytest.mark.parametrize("identity", thinned(one for one in BOOK if one.name not in BEYOND), ids=lambda one: one.name)
def test_the_identity_is_proved_under_its_hypotheses_alone(identity: Identity) -> None:
    found = prove(identity.claim)
    assert isinstance(found, Proof), found
    assert not found.assumed


@pytest.mark.slow
@pytest.mark.parametrize("identity", BOOK, ids=lambda one: one.name)
def test_no_evaluation_contradicts_the_identity(identity: Identity) -> None:
    assert judge(identity.claim).verdict in ("agrees", "undefined")


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sorted({identity.chapter for identity in BOOK}))
def test_mutants_are_never_proved_and_nearly_always_refuted(chapter: str) -> None:
    counts: Counter[str] = Counter()
    for identity in BOOK:
        for mutant in mutants(identity, 1) if identity.chapter == chapter else ():
            found = prove(mutant.claim)
            assert not (isinstance(found, Proof) and not found.assumed), mutant
            counts["all"] += 1
            counts["refuted"] += judge(mutant.claim).verdict == "refuted"
    assert counts["all"] >= 10
    assert counts["all"] - counts["refuted"] <= max(1, 0.01 * counts["all"])
