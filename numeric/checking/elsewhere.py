"""Whether a counterexample goes together with all that a document says of its letters, where it does not say it."""

from __future__ import annotations

from derivations.claim import Claim
from derivations.clock import now
from derivations.kernel.expression import Apply
from derivations.operations.notation import negation
from derivations.oracle import unsatisfiable
from derivations.printing import plain
from derivations.reading.links import Link
from numeric.checking.claims import built, letters, open_letters
from numeric.judge import judge

MOST = 8  # statements that are looked at
SECONDS = 1.5  # after which no further one is
PATIENT = 0.5  # seconds for a counterexample that goes together with it


def doubt(link: Link, claim: Claim) -> str:
    """Why a counterexample may be ruled out by what stands elsewhere; empty when nothing rules it out."""
    ends = now() + SECONDS
    here = {claim.conclusion, *claim.hypotheses}
    own = frozenset[str]().union(*map(letters, here))  # what speaks of a further letter can be met by a value of that
    said = [
        p for p in dict.fromkeys(built(link.elsewhere)) if p not in here and letters(p) & own and open_letters(p) <= own
    ][-MOST:]
    said = [p for p in said if not unsatisfiable((*claim.hypotheses, p), negation(p))]  # of another case
    if not said or _fails(claim, said):
        return ""
    for one in said:
        if now() > ends:
            return f"{plain(one)} is said elsewhere, and there was no time to see what that changes"
        if not _fails(claim, [one]):
            return f"{plain(one)} is said elsewhere, and would rule the counterexample out: say whether it holds here"
    if judge(Claim((*claim.hypotheses, *said), claim.conclusion)).verdict == "undefined":
        return ""  # these cannot all hold here, and none of them changes anything
    return f"{' and '.join(map(plain, said))} are said elsewhere, and together would rule the counterexample out"


def _fails(claim: Claim, said: list[Apply]) -> bool:
    wider = Claim((*claim.hypotheses, *said), claim.conclusion)
    return judge(wider, seconds=PATIENT).verdict == "refuted"
