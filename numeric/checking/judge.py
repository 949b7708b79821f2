"""One link judged: the ways to understand it tried in turn, then its cause and a repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from derivations.claim import Claim
from derivations.clock import left, now, until
from derivations.kernel.check import conditions
from derivations.kernel.expression import Apply
from derivations.printing import latex, plain
from derivations.proving.completion import Budget
from derivations.proving.prove import Proof, prove
from derivations.reading.counting import ELSEWHERE
from derivations.reading.links import Attempt, Link
from derivations.reading.scope import Hypothesis
from derivations.reading.source import Unread
from derivations.reading.values import UNBUILT, IllTyped, counted
from derivations.verdict import Word
from numeric.checking import elsewhere, fitting, supposed, words
from numeric.checking.claims import around, claim_of
from numeric.checking.excluded import excluded
from numeric.checking.repairs import Found, repair
from numeric.checking.result import Repair, Step
from numeric.remembered import Memory
from numeric.verdict import Verdict
from numeric.verify import decide, witnessed
from numeric.witnesses import given_of
from numeric.witnesses import missing as no_room

STEP = 5.0  # seconds for one step, unless told
KEPT = 0.2  # share of them that no search for a repair may use: a refutation is not to be lost for one
SHORT = Budget(seconds=0.2, relations=40)  # for a condition
CONFIRMED = ("proved", "checked")
_IS_SAID = re.compile(ELSEWHERE.format(".*"))


@dataclass
class Judge:
    """What is the same for all links of a document."""

    seconds: float = STEP
    memory: Memory | None = None
    macros: dict[str, Any] = field(default_factory=dict)
    repairs: bool = True
    budget: Budget | None = None

    def judged(self, link: Link) -> Step:
        """The verdict on a link, and all that explains it."""
        start = now()
        try:
            with until(start + self.seconds):
                step = self._judged(link, start + self.seconds)
        except RecursionError:
            step = self._step(link, "unread", reason="nested too deeply to be judged")
        except (AttributeError, AssertionError, IndexError, KeyError, ValueError, TypeError, ArithmeticError) as error:
            step = self._step(link, "open", reason=f"judging it failed ({type(error).__name__}: {error})")
        except MemoryError:
            step = self._step(link, "open", reason="this took more memory than is allowed")
        return words.finished(step, now() - start)

    def given_up(self, link: Link) -> Step:
        """The answer for a link whose judging had to be stopped."""
        return words.finished(self._step(link, "open", reason=f"judging it took longer than {self.seconds:g} s"), 0.0)

    def _judged(self, link: Link, ends: float) -> Step:
        match link.role:
            case "unread":
                return self._step(link, "unread", reason=link.reason)
            case "illtyped":
                return self._ill_typed(link, link.reason, ends)
            case "definition" if link.otherwise == "taken":
                return self._step(link, "open", reason=link.reason or words.NAMED, **_shown(link))
            case "definition":
                return self._step(link, "proved", by=("definition",), **_shown(link))
            case "hypothesis" if supposed.contradicts(link):
                return self._step(link, "open", reason=supposed.CONTRADICTS, **_shown(link))
            case "hypothesis":
                return self._step(link, "proved", by=("hypothesis",), **_shown(link))
        return self._claimed(link, ends)

    def _claimed(self, link: Link, ends: float) -> Step:
        number = fitting.collapsed(link)
        if number:
            return self._step(link, "open", reason=words.COLLAPSED.format(number), **_shown(link))
        best: tuple[Verdict, Attempt, Claim] | None = None
        refuted: set[tuple[frozenset[Apply], Apply]] = set()  # in another order, the same hypotheses say the same
        for attempt in _ways(link.attempts):
            try:
                claim = claim_of(link, attempt)
            except IllTyped as error:
                return self._ill_typed(link, str(error), ends)
            except Unread as error:
                return self._step(link, "unread", reason=str(error))
            said = frozenset(claim.hypotheses), claim.conclusion
            if said in refuted and best is not None:
                continue
            verdict = _among(self._decided(claim, ends), claim, link)
            if verdict.word == "refuted" and not verdict.alarm:
                refuted.add(said)
            vacuous = (
                attempt.extra and not verdict.opinion.samples and verdict.word == "proved" and _floats_only(verdict)
            )
            if attempt.extra and verdict.word == "checked":  # what meets the equations before it may be too little
                best = (verdict, attempt, claim)
                continue
            taken = [h for h in attempt.extra if h.taken]
            if verdict.word in CONFIRMED and taken and not verdict.alarm:
                step = self._resting(link, taken, verdict, claim)
                sound = not (
                    vacuous or verdict.assumed or _in_pieces(link) or self._lacking(link, attempt, verdict, ends)
                )
                return replace(step, held=verdict.word if sound else None)
            if attempt.how == "optimum" and verdict.word == "refuted" and link.extremal:
                best = (verdict, attempt, claim)
                break  # that it is stationary does not make it least
            if verdict.word in CONFIRMED and not verdict.alarm and _in_pieces(link):
                return self._step(link, "open", reason=words.doubt(link, claim), verdict=verdict, claim=claim)
            lacking = (
                self._lacking(link, attempt, verdict, ends) if verdict.word in CONFIRMED and not verdict.alarm else ""
            )
            if lacking:
                return self._step(link, "open", reason=lacking, verdict=verdict, claim=claim)
            if verdict.word in CONFIRMED and not vacuous:
                return self._confirmed(link, attempt, claim, verdict)
            if verdict.alarm:
                return self._confirmed(link, attempt, claim, verdict)
            if best is None or not any(h.implied for h in attempt.extra):
                best = (verdict, attempt, claim)
        if link.otherwise in ("hypothesis", "definition"):
            return self._step(link, "proved", by=(link.otherwise,), **_shown(link))
        if best is None:
            return self._step(link, "open", reason="nothing in it can be judged")
        return self._failed(link, *best, ends)

    def _resting(self, link: Link, taken: list[Hypothesis], verdict: Verdict, claim: Claim) -> Step:
        """A step that follows only with equations which nothing gives."""
        lines = ", ".join(sorted({_place(h).rsplit(":", 2)[-2] for h in taken if h.span is not None}))
        step = self._step(link, "open", reason=words.RESTS.format(lines), verdict=verdict, claim=claim)
        return replace(step, rests=tuple(dict.fromkeys(map(_place, taken))))

    def _lacking(self, link: Link, attempt: Attempt, verdict: Verdict, ends: float) -> str:
        """What is not shown, and has to be before a statement counts as shown; empty where all is."""
        unsaid = words.unsaid(link)
        if unsaid or link.restricted:
            return unsaid or words.RESTRICTED.format(link.restricted)
        barred = excluded(link, verdict.assumed)
        if barred:
            return barred
        for more in attempt.also:
            try:
                claim = claim_of(link, replace(attempt, build=more.build, also=()))
            except (Unread, IllTyped):
                return more.reason
            claim = Claim((*claim.hypotheses, *verdict.assumed), claim.conclusion)
            last = max(ends, now() + 1)
            with until(last):
                if self._decided(claim, last).word not in CONFIRMED:
                    return more.reason
        return ""

    def _decided(self, claim: Claim, ends: float) -> Verdict:
        rest = ends - now()
        if rest <= 0:
            return Verdict("open", claim.conclusion, reason="the time for this step was over")
        try:
            budget = self.budget or Budget(seconds=min(1.0, max(0.1, rest / 2)))
            return decide(claim, budget=budget, memory=self.memory)
        except UNBUILT as error:
            return Verdict("open", claim.conclusion, reason=f"judging it failed: {error}")

    def _confirmed(self, link: Link, attempt: Attempt, claim: Claim, verdict: Verdict) -> Step:
        implied = tuple(h.build() for h in attempt.extra if h.implied)
        missing = [plain(p) for p in words.told_once((*implied, *verdict.assumed))]
        reason = f"holds where {' and '.join(missing)}, which is not stated" if missing else verdict.reason
        uses = tuple(_place(h) for h in attempt.extra if h.span is not None)
        return self._step(
            link,
            verdict.word,
            by=verdict.by,
            reason=reason,
            code="condition" if missing else "",
            uses=uses,
            verdict=verdict,
            claim=claim,
        )

    def _failed(self, link: Link, verdict: Verdict, attempt: Attempt, claim: Claim, ends: float) -> Step:
        refuted = verdict.word == "refuted"
        first = refuted and self._fails_at_first(link, ends)
        if first:
            link.doubts = tuple(doubt for doubt in link.doubts if not _IS_SAID.fullmatch(doubt))
        found = self._repair(link, attempt, ends) if refuted else None
        if verdict.word == "checked":
            return self._step(link, "open", reason=words.MET, verdict=verdict, claim=claim)
        mended = words.mends_whatever_words_say(link, found, claim)
        doubt = words.doubt(link, claim, mended=mended) if verdict.word == "refuted" else ""
        if link.tends is not None and refuted:
            doubt = self._in_the_limit(link, link.tends, found, ends)
        weak = found is None or not found.proved or attempt.how == "optimum"
        weak = weak or _is_cheap(found, link) or _is_property(found)
        weak = weak or (link.otherwise == "taken" and (found.code in ("condition", "term") if found else True))
        if verdict.word == "refuted" and not doubt and weak and not first:
            doubt = words.unsure(link, claim)
        if verdict.word == "refuted" and not doubt:
            doubt = elsewhere.doubt(link, claim)
        if doubt:
            return self._step(link, "open", reason=doubt, verdict=verdict, claim=claim)
        if refuted and found is not None and words.may_be_meant(found, link):
            return self._under(link, found, verdict, claim, ends)
        if verdict.word == "refuted":
            code, reason = words.cause(found, claim)
            return self._step(
                link, "refuted", by=verdict.by, reason=reason, code=code, verdict=verdict, claim=claim, found=found
            )
        where = self._where_defined(link, attempt, claim, ends) if verdict.word == "open" else None
        reason = verdict.reason or "neither a proof nor a counterexample was found"
        return where or self._step(link, "open", reason=reason, verdict=verdict, claim=claim)

    def _in_the_limit(self, link: Link, tends: Attempt, found: Found | None, ends: float) -> str:
        """Why an equation that a sentence says of a limit may be meant; empty where the limit is known."""
        if link.tainted or link.restricted or (found is not None and found.code == "limit"):
            return words.rests(link)
        try:
            claim = claim_of(link, tends)
        except UNBUILT:
            return words.IN_THE_LIMIT
        return words.doubt(link, claim) if self._decided(claim, ends).word == "refuted" else words.IN_THE_LIMIT

    def _fails_at_first(self, link: Link, ends: float) -> bool:
        """Whether what is said of a sequence fails at each of its first steps, which its recurrence gives."""
        try:
            claims = [claim_of(link, attempt) for attempt in link.steps]
        except UNBUILT:
            return False
        return bool(claims) and all(self._decided(claim, ends).word == "refuted" for claim in claims)

    def _where_defined(self, link: Link, attempt: Attempt, claim: Claim, ends: float) -> Step | None:
        """A step that holds wherever its two sides exist, with what that asks for."""
        owed = [c for c in conditions(claim.conclusion) if c not in claim.hypotheses]
        if left() <= 0:
            return None
        missing = [c for c in owed if not isinstance(prove(Claim(claim.hypotheses, c), budget=SHORT), Proof)]
        if not missing or _in_pieces(link) or any(h.taken for h in attempt.extra):
            return None
        if no_room(given_of(claim, around(link)), tuple(missing)):
            return None
        wider = Claim((*claim.hypotheses, *missing), claim.conclusion)
        verdict = self._decided(wider, ends)
        if verdict.word != "proved" or verdict.alarm or not verdict.opinion.samples:
            return None
        if self._lacking(link, attempt, replace(verdict, assumed=(*verdict.assumed, *missing)), ends):
            return None
        reason = f"holds where {' and '.join(map(plain, missing))}, which is not stated"
        return self._step(link, "proved", by=verdict.by, reason=reason, code="condition", verdict=verdict, claim=wider)

    def _repair(self, link: Link, attempt: Attempt | None, ends: float) -> Found | None:
        """A repair, if one is asked for and found before the last of the step's time."""
        return repair(link, attempt, self.macros, ends - KEPT * self.seconds) if self.repairs else None

    def _under(self, link: Link, found: Found, verdict: Verdict, claim: Claim, ends: float) -> Step:
        """A step that holds under a condition: proved where a formula states it, else open."""
        reason = words.UNDER.format(found.latex)
        if found.claim is not None and words.is_stated(found, link):
            again = self._decided(found.claim, ends + self.seconds)
            if again.word in CONFIRMED:
                reason = words.ELSEWHERE.format(found.latex)
                return self._step(
                    link, again.word, by=again.by, reason=reason, code="condition", verdict=again, claim=found.claim
                )
        return self._step(link, "open", reason=reason, code="condition", verdict=verdict, claim=claim)

    def _ill_typed(self, link: Link, reason: str, ends: float) -> Step:
        if link.detached:
            return self._step(
                link, "unread", reason="its left side stands in another formula; what is taken for it does not fit"
            )
        if link.tainted:
            return self._step(link, "unread", reason=f"it rests on the definition of {link.tainted}, which is not read")
        if link.flips:
            return self._step(link, "open", reason=words.LAYOUT, code="layout")
        doubts = [doubt for doubt in link.doubts if not words.is_of_values(doubt)]
        if doubts:
            return self._step(link, "unread", reason=f"{reason}; {'; '.join(doubts)}", code="shape")
        if "'" in link.left + link.right and link.scope is not None and not link.scope.prime_transposes:
            return self._step(link, "unread", reason=f"{reason}; whether ' is a transpose was not said", code="shape")
        if fitting.looks_called(link):
            return self._step(link, "unread", reason=f"{reason}; brackets behind a letter may hold its argument")
        if fitting.is_instance(link) or fitting.in_numbers(link):
            return self._step(link, "unread", reason=f"{reason}; an example with numbers of its own is not read")
        if fitting.by_entries(link):
            return self._step(link, "unread", reason="a matrix given by its entries in brackets is not read")
        number = fitting.collapsed(link)
        if number:
            return self._step(link, "unread", reason=f"{reason}; {words.COLLAPSED.format(number)}", code="shape")
        sized = fitting.sized(link)
        if sized:
            return self._step(link, "unread", reason=f"{reason}; it may fit with {sized}", code="shape")
        if link.numbers:
            why = f"it fits where {link.numbers} is a number, and above it is a column"
            return self._step(link, "unread", reason=f"{reason}; {why}", code="shape")
        if not fitting.sure(link):
            guesses = ", ".join(sorted(link.guessed))
            why = f"the kinds of {guesses} are guesses" if guesses else "whether x_i is a row or a column was not said"
            return self._step(link, "unread", reason=f"{reason}; {why}", code="shape")
        found = self._repair(link, None, ends)
        code = found.code if found is not None else "shape"
        if code == "layout" and link.scope is not None and not link.scope.said_layout:
            return self._step(link, "open", reason=words.LAYOUT, code="layout", found=found)
        return self._step(link, "refuted", by=("shapes",), reason=reason, code=code, found=found)

    def _step(self, link: Link, word: Word, *, found: Found | None = None, **more: Any) -> Step:
        verdict: Verdict | None = more.pop("verdict", None)
        claim: Claim | None = more.pop("claim", None)
        line, column = link.span.source.position(link.span.start)
        if verdict is not None and claim is not None:
            more |= _of_verdict(verdict, claim)
        return Step(
            f"{link.span.source.path}:{line}:{column}",
            link.span,
            link.where,
            link.left,
            link.sign.text.strip(),
            link.right,
            word,
            mark=link.mark,
            repair=Repair(found.latex, found.edit) if found is not None and found.proved else None,
            **more,
        )


def _is_cheap(found: Found | None, link: Link) -> bool:
    """Whether a repair tells little: a term or factor dropped, or any in an inequality, mends almost anything."""
    cheap = found is not None and (found.edit.startswith("drop") or link.relation != "=")
    return cheap and found is not None and found.code == "term" and not found.edit.startswith("drop ^")


def _is_property(found: Found | None) -> bool:
    """Whether a repair supposes what words may say of a letter: that it is symmetric, and no range of numbers."""
    return found is not None and found.code == "condition" and "\\in" not in found.latex


def _in_pieces(link: Link) -> bool:
    """Whether a function of it has several formulas, of which one is used here."""
    return bool(link.tainted) and link.scope is not None and link.tainted.split(" at ")[0] in link.scope.defined


def _ways(attempts: Sequence[Attempt]) -> Iterator[Attempt]:
    """The attempts, each first without the equations that nothing gives; last those on what no word says."""
    for attempt in sorted(attempts, key=lambda attempt: any(h.implied for h in attempt.extra)):
        given = tuple(h for h in attempt.extra if not h.taken)
        if len(given) < len(attempt.extra):
            yield replace(attempt, extra=given)
        yield attempt


def _among(verdict: Verdict, claim: Claim, link: Link) -> Verdict:
    """A verdict that rests on conditions, seen with all that is known where the link stands, also of sizes."""
    if verdict.word != "proved" or not verdict.assumed or verdict.alarm:
        return verdict
    given = given_of(claim, around(link))
    return verdict if given == claim.hypotheses else witnessed(verdict, given)


def _place(hypothesis: Hypothesis) -> str:
    span = hypothesis.span
    return ":".join(map(str, (span.source.path, *span.source.position(span.start)))) if span else ""


def _floats_only(verdict: Verdict) -> bool:
    return verdict.opinion.verdict == "undefined"


def _of_verdict(verdict: Verdict, claim: Claim) -> dict[str, Any]:
    given = [*claim.hypotheses, *verdict.assumed]
    return {
        "read": latex(claim.conclusion),
        "read_plain": plain(claim.conclusion),
        "assumptions": tuple(latex(p) for p in given),
        "opinion": verdict.opinion,
        "counterexample": verdict.counterexample if verdict.word == "refuted" else None,
        "certificate": verdict.digest if verdict.word == "proved" else "",
        "alarm": verdict.alarm,
        "detail": verdict,
    }


def _shown(link: Link) -> dict[str, Any]:
    """What was understood of a definition or hypothesis, where it can be built."""
    build = link.shown or link.states
    if build is None:
        return {}
    try:
        with counted():
            states: Apply = build()
    except UNBUILT:
        return {}
    return {"read": latex(states), "read_plain": plain(states)}
