"""Verdicts on the claims of sheets: the second opinion first, then the prover, then both together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from derivations.claim import Claim
from derivations.clock import left
from derivations.derivation import Derivation, Sheet
from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.operations.limits import LIMIT
from derivations.operations.notation import negation
from derivations.operations.sums import PARTIAL_SUM
from derivations.proving.completion import Budget
from derivations.proving.prove import Failure, Proof, prove
from derivations.stored import encoded
from derivations.trees import walk
from derivations.verdict import Word, weakest
from numeric.judge import Counterexample, Opinion, judge
from numeric.remembered import Memory, kept, key_of, restored
from numeric.verdict import Verdict
from numeric.witnesses import missing

REFUTED_BUDGET = Budget(seconds=0.05, relations=40)  # a proof of what evaluation refutes is an alarm, not a hope


@dataclass(frozen=True)
class Verified:
    """A claim of a sheet with the verdicts on its steps, its statement, and an erratum's correction."""

    derivation: Derivation
    steps: tuple[Verdict, ...]
    statement: Verdict
    correction: Verdict | None = None

    @property
    def word(self) -> Word:
        """The verdict on the whole: that of an erratum is the verdict on what is printed."""
        if self.derivation.erratum:
            return self.statement.word
        return weakest([verdict.word for verdict in (*self.steps, self.statement)])

    @property
    def alarm(self) -> bool:
        """Whether a proof and an evaluation disagree anywhere."""
        return any(v.alarm for v in (*self.steps, self.statement, *([self.correction] if self.correction else [])))

    @property
    def as_stated(self) -> bool:
        """Whether the claim turned out as the sheet says it is."""
        return (self.word == "refuted") == self.derivation.erratum

    @property
    def seconds(self) -> float:
        """Time spent on all parts."""
        return sum(v.seconds for v in (*self.steps, self.statement, *([self.correction] if self.correction else [])))


def decide(
    claim: Claim,
    *,
    known: tuple[Apply, ...] = (),
    hints: tuple[Line, ...] = (),
    seed: int = 0,
    budget: Budget | None = None,
    strict: bool = False,
    memory: Memory | None = None,
) -> Verdict:
    """The verdict on a claim: refuted by a counterexample, proved, checked, or open.

    `known` are consequences of the hypotheses that are proved already; only the prover uses them.
    `strict` leaves a statement open that is proved only under side conditions that the hypotheses do not give.
    `memory` is asked first, and told.
    """
    budget = budget or Budget()
    wider = Claim((*claim.hypotheses, *known), claim.conclusion)
    key = key_of(wider, hints, len(known), seed, strict, budget)
    found = memory.get(key) if memory else None
    if found is not None:
        with suppress(ValueError, KeyError, TypeError):
            return restored(found, claim.conclusion)
    verdict = _decided(claim, wider, hints, seed, budget, strict=strict)
    if memory and left() > 0:  # what was cut short is no last word
        memory.set(key, kept(verdict))
    return verdict


def _decided(
    claim: Claim, wider: Claim, hints: tuple[Line, ...], seed: int, budget: Budget, *, strict: bool
) -> Verdict:
    start = time.perf_counter()
    opinion = judge(claim, seed=seed)
    proof = prove(wider, hints, REFUTED_BUDGET if opinion.verdict == "refuted" else budget)
    verdict = _combined(wider, opinion, proof)
    if strict and verdict.word == "proved" and verdict.assumed:
        conditions = "; ".join(str(condition) for condition in verdict.assumed)
        verdict = replace(verdict, word="open", by=(), reason=f"proved only where {conditions}, which is not given")
    if verdict.word == "proved" and verdict.assumed:
        verdict = witnessed(verdict, wider.hypotheses)
        if verdict.word == "open" and opinion.verdict == "refuted":
            verdict = _combined(wider, opinion, Failure(verdict.reason))
    return replace(verdict, seconds=time.perf_counter() - start)


def witnessed(verdict: Verdict, given: tuple[Apply, ...]) -> Verdict:
    """The verdict itself when its conditions can be met where what is given holds; else open."""
    reason = missing(given, verdict.assumed)
    if not reason:
        return verdict
    return replace(verdict, word="open", by=(), reason=reason, assumed=(), lines=(), certificate="")


def _combined(claim: Claim, opinion: Opinion, proof: Proof | Failure) -> Verdict:
    if isinstance(proof, Proof) and opinion.verdict == "refuted" and proof.assumed:
        opinion = judge(claim, assumed=proof.assumed)  # without the side conditions it may well be false
        if opinion.verdict != "refuted":
            return _proved(claim, opinion, proof)
    if opinion.verdict == "refuted":
        alarm = isinstance(proof, Proof)
        reason = "a proof was found, and an exact evaluation disagrees with it" if alarm else ""
        return Verdict(
            "refuted", claim.conclusion, ("counterexample",), reason, (), opinion, opinion.counterexample, alarm=alarm
        )
    if isinstance(proof, Proof):
        if opinion.verdict == "undefined" and not opinion.samples:
            return _unsampled(claim, opinion, proof)
        return _proved(claim, opinion, proof)
    denied = _denied(claim, opinion)
    if denied is not None:
        return denied
    if opinion.verdict == "agrees" and opinion.error_bound:
        return Verdict("checked", claim.conclusion, opinion.methods, proof.reason, (), opinion)
    loose = f"{proof.reason}; {opinion.reason}" if opinion.reason and opinion.verdict == "agrees" else proof.reason
    return Verdict("open", claim.conclusion, (), loose, (), opinion)


def _proved(claim: Claim, opinion: Opinion, proof: Proof) -> Verdict:
    rules = (*proof.cited, "completion") if any(line.uses for line in proof.lines) else proof.cited or ("normal form",)
    stored = encoded(claim, proof.lines)
    return Verdict("proved", claim.conclusion, rules, "", proof.assumed, opinion, None, proof.lines, stored)


def _unsampled(claim: Claim, opinion: Opinion, proof: Proof) -> Verdict:
    """Proved, unless the hypotheses contradict each other, when anything follows from them."""
    from derivations.oracle import unsatisfiable

    if claim.hypotheses and unsatisfiable(claim.hypotheses, negation(claim.hypotheses[0])):
        return Verdict("open", claim.conclusion, (), "the hypotheses contradict each other", (), opinion)
    if _empty(claim):
        reason = "no values were found for which its sums exist"
        return Verdict("open", claim.conclusion, (), reason, (), opinion)
    return _proved(claim, opinion, proof)


def _empty(claim: Claim) -> bool:
    """Whether a claim that no sample met has sums, whose lengths or terms may exist nowhere."""
    parts = {part.operation for part in walk(claim.conclusion) if isinstance(part, Apply)}
    return PARTIAL_SUM in parts and claim.conclusion.operation is not LIMIT


def _denied(claim: Claim, opinion: Opinion) -> Verdict | None:
    """A claim that something exists is refuted by a proof of its negation."""
    if claim.conclusion.operation.name != "not":
        return None
    (inner,) = claim.conclusion.arguments
    if not isinstance(inner, Apply):
        return None
    proof = prove(Claim(claim.hypotheses, inner))
    if not isinstance(proof, Proof) or proof.assumed:
        return None
    example = _example(inner)
    stored = encoded(Claim(claim.hypotheses, inner), proof.lines)
    return Verdict(
        "refuted", claim.conclusion, proof.cited, "its negation is proved", (), opinion, example, proof.lines, stored
    )


def _example(inner: Apply) -> Counterexample | None:
    """A point that shows the negation at work: the claimed exception fails there."""
    body = inner.arguments[0] if inner.operation.name == "forall" else inner
    if not isinstance(body, Apply) or body.operation.name != "implies":
        return None
    given, then = (part for part in body.arguments if isinstance(part, Apply))
    return judge(Claim((given,), negation(then))).counterexample


def verify(
    derivation: Derivation, *, seed: int = 0, budget: Budget | None = None, memory: Memory | None = None
) -> Verified:
    """The verdicts on a claim of a sheet: each step from the hypotheses and the steps before it."""
    decided = partial(decide, seed=seed, budget=budget, strict=True, memory=memory)
    known: tuple[Apply, ...] = ()
    verdicts = []
    for step in derivation.steps:
        hints = (step.hint,) if step.hint else ()
        verdict = decided(Claim(derivation.given, step.states), known=known, hints=hints)
        verdicts.append(verdict)
        known += (step.states,) if verdict.word == "proved" and not verdict.assumed else ()
    correction = None
    if derivation.correct is not None:
        correction = decided(Claim(derivation.given, derivation.correct))
    return Verified(derivation, tuple(verdicts), _statement(derivation, known, decided), correction)


def _statement(derivation: Derivation, known: tuple[Apply, ...], decided: Callable[..., Verdict]) -> Verdict:
    states: Any = derivation.states
    if not isinstance(states, Expression):
        try:
            states = states()
        except ShapeError as error:
            return Verdict("refuted", None, ("shapes",), str(error))
    return decided(Claim(derivation.given, states), known=known)


def verify_sheet(sheet: Sheet, seen: Callable[[Verified], None] = lambda verified: None) -> Iterator[Verified]:
    """The verified claims of a sheet, in order; `seen` is told of each."""
    for derivation in sheet.claims():
        verified = verify(derivation)
        seen(verified)
        yield verified
