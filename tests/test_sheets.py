"""Every claim of every sheet turns out as the sheet says; every needed hypothesis is needed."""

from __future__ import annotations

from functools import cache

import pytest

from derivations.claim import Claim
from derivations.derivation import Derivation, Sheet, SheetError, sheets, step
from derivations.kernel.expression import Apply, Expression
from derivations.printing import naming
from derivations.writing import equal, matrix, vector
from numeric.verify import Verified, decide, verify
from tests.thinned import thinned

CLAIMS = [claim for sheet in sheets() for claim in sheet.claims()]


@cache
def verified(number: int) -> Verified:
    return verify(CLAIMS[number])


@pytest.mark.parametrize("number", thinned(range(len(CLAIMS)), one_in=8), ids=[claim.id for claim in CLAIMS])
def test_the_claim_turns_out_as_stated(number: int) -> None:
    found = verified(number)
    assert found.word == ("refuted" if CLAIMS[number].erratum else "proved"), found
    assert not found.alarm
    assert found.correction is None or found.correction.word == "proved"
    if CLAIMS[number].erratum:
        assert found.statement.counterexample or found.statement.by == ("shapes",)
    elif not any(quantifies(fact) for fact in CLAIMS[number].given):
        assert found.statement.opinion.verdict == "agrees"


def quantifies(fact: Apply) -> bool:
    """Whether a hypothesis is an implication for all values of a letter, which samples do not settle."""
    body = fact.arguments[0]
    return fact.operation.name == "forall" and isinstance(body, Apply) and body.operation.name == "implies"


# Hypotheses that a statement does not need for its truth, only for its values to exist or by the ledger's wording.
SPARE = {"ridge-a-exp", "el-i"}


@pytest.mark.parametrize(
    "claim", thinned(c for c in CLAIMS if c.given and not c.erratum and c.id not in SPARE), ids=lambda c: c.id
)
def test_without_its_hypotheses_the_claim_is_not_proved(claim: Derivation) -> None:
    assert isinstance(claim.states, Expression)
    assert decide(Claim((), claim.states), strict=True).word != "proved"


def test_ids_are_unique_and_titles_are_there() -> None:
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS) >= 79
    assert all(claim.title for claim in CLAIMS)


def test_a_statement_must_be_a_proposition() -> None:
    sheet = Sheet("s", "t", "c", "s")
    with pytest.raises(SheetError, match=r"claim x: a statement is a proposition such as equal\(a, b\), not A"):
        sheet.claim("x", "t", matrix("A", "n", "n"))


def test_a_false_step_makes_the_claim_refuted() -> None:
    A, x = matrix("A", "n", "n"), vector("x", "n")
    sheet = Sheet("s", "t", "c", "s")
    sheet.claim("x", "t", equal(A * x, A * x), step("wrong", equal(A, A.T)))
    assert verify(sheet.claims()[0]).word == "refuted"


def test_a_name_is_printed_in_its_section_only() -> None:
    X = matrix("X", "n", "d")
    with naming([(matrix("G", "d", "d"), X.T * X)]):
        assert str(equal(X.T * X * X.T, X.T)) == "XᵀXXᵀ = Xᵀ"
        assert str(equal((X.T * X).inv, X.T * X)) == "G⁻¹ = G"
    assert str(X.T * X) == "XᵀX"


def test_a_name_has_the_shape_of_what_it_names() -> None:
    sheet = Sheet("s", "t", "c", "s")
    sheet.section("one")
    with pytest.raises(SheetError, match="sheet s: G is d × d and X is n × d"):
        sheet.name(matrix("G", "d", "d"), matrix("X", "n", "d"))
