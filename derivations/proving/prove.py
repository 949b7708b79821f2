"""From a claim to a certificate. Whatever the prover returns is checked by the kernel."""

from __future__ import annotations

from dataclasses import dataclass

from derivations import oracle
from derivations.claim import Claim
from derivations.kernel.check import Checker, Line, Refused
from derivations.kernel.expression import Apply, ShapeError
from derivations.kernel.form import TooLarge
from derivations.operations.algebra import SCALAR
from derivations.operations.forms import Unsupported
from derivations.operations.logic import EQUAL
from derivations.proving.completion import Budget
from derivations.proving.prover import Prover
from derivations.rules import RULES


@dataclass(frozen=True)
class Proof:
    """A certificate that the kernel accepted, what it assumes and which rules it cites."""

    lines: tuple[Line, ...]
    assumed: tuple[Apply, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """Why no proof was found."""

    reason: str


def prove(claim: Claim, hints: tuple[Line, ...] = (), budget: Budget | None = None) -> Proof | Failure:
    """A proof of the claim, or what was tried. `hints` are lines to start from, such as cited rules."""
    try:
        lines = Prover(budget or Budget()).certificate(claim.hypotheses, claim.conclusion, hints)
        if lines is None:
            return Failure(_tried(claim.conclusion))
        checked = verify(claim, lines)
    except (TooLarge, Unsupported, ShapeError, ZeroDivisionError) as error:
        return Failure(str(error))
    except Refused as error:
        return Failure(f"the kernel refused the certificate: {error}")
    return Proof(tuple(lines), tuple(checked.assumed), tuple(checked.cited))


def verify(claim: Claim, lines: list[Line] | tuple[Line, ...]) -> Checker:
    """Replay a certificate with the rules and the solver in force; Refused when it does not hold."""
    checker = Checker(RULES, oracle.unsatisfiable)
    checker.replay(claim.hypotheses, lines, claim.conclusion)
    return checker


def _tried(goal: Apply) -> str:
    if goal.operation is EQUAL and goal.arguments[0].shape != SCALAR:
        return "the normal forms differ, and completion of the hypotheses found no derivation within its budget"
    return "neither normal forms, completion nor the solver for the reals settled it"
