"""What a display supposes, judged: it counts as given unless nothing meets it beside what was given before."""

from __future__ import annotations

from derivations.claim import Claim
from derivations.operations.notation import negation
from derivations.reading.links import Attempt, Link
from derivations.reading.values import UNBUILT
from numeric.checking.claims import claim_of

CONTRADICTS = "this contradicts what was given before; if it is to follow, its sign may be the wrong one"


def contradicts(link: Link) -> bool:
    """Whether no numbers meet both a condition and those that the document gave before it."""
    claim = _beside(link)
    if claim is None or not claim.hypotheses:
        return False
    from derivations.oracle import unsatisfiable

    return unsatisfiable(claim.hypotheses, negation(claim.conclusion))


def _beside(link: Link) -> Claim | None:
    """A condition as a claim, under what was given before; None where it cannot be built."""
    if link.states is None or not link.hypotheses:
        return None
    try:
        return claim_of(link, Attempt("as it stands", link.states))
    except UNBUILT:
        return None
