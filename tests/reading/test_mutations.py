"""True statements with one token changed: never proved where exact evaluation refutes them, and never an alarm."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from derivations.reading.source import Unread
from derivations.reading.statement import strictly
from numeric.checking.claims import claim_of
from numeric.checking.judge import Judge
from numeric.checking.result import Step
from numeric.judge import judge
from tests.reading.oracle import Unknown, disagrees
from tests.reading.truths import LET, RANDOM, STATEMENTS
from tests.thinned import thinned

TOKEN = re.compile(
    r"\\(?:operatorname|mathbb|begin|end)\{\w+\}|\\[A-Za-z]+|\\.|\^\\top|\^\{-1\}|\^T|\d|\s+|.", re.DOTALL
)
GROUPS = [["A", "B", "C"], ["P", "Q"], ["X", "Z"], ["x", "y", "z"], ["w", "v"], ["g", "h"], ["i", "j"]]
GROUPS += [["\\lambda", "\\mu"], ["+", "-"], ["1", "2", "3"], ["\\max", "\\min"], ["=", "\\le", "\\ge"], ["n", "d"]]
GROUPS += [
    ["\\operatorname{tr}", "\\det"],
    ["\\exp", "\\log"],
    ["\\le", "<", "\\ge", ">"],
    ["A", "S"],
    ["\\top", "{-1}"],
]


def pieces(text: str) -> list[str]:
    """A statement cut into tokens, a transpose or an inverse being one."""
    return TOKEN.findall(text)


def mutants(text: str, rng: random.Random) -> Iterator[str]:
    """The statement with one token changed, in random order."""
    found = pieces(text)
    changed = {"".join(new) for place in range(len(found)) for new in _changes(found, place)}
    yield from rng.sample(sorted(changed - {text}), len(changed - {text}))


def _changes(found: list[str], place: int) -> Iterator[list[str]]:
    token, before, after = found[place], found[:place], found[place + 1 :]
    for group in GROUPS:
        if token in group:
            yield from ([*before, other, *after] for other in group if other != token)
    if token in ("^\\top", "^T", "^{-1}") or token.isspace():
        yield [*before, *([" "] if token.isspace() else []), *after]
    if token == "+":
        yield [*before, "+ 2", *after]
    if re.fullmatch(r"[A-Zx-z)wv]", token):
        yield from ([*before, token, script, *after] for script in ("^\\top", "^{-1}", "^2"))
    if after and re.fullmatch(r"[A-Za-z]", token) and re.fullmatch(r"[A-Za-z]", after[0]):
        yield [*before, after[0], token, *after[1:]]


def steps(text: str, let: list[str]) -> Iterator[tuple[Step, object]]:
    """The verdicts on the links of a statement, with each link."""
    engine = Judge(seconds=2.0, repairs=False)
    try:
        links = strictly(text, let).links
    except Unread:
        return
    for link in links:
        yield engine.judged(link), link


def examined(text: str, let: list[str], seed: int) -> Counter[str]:
    """Judge a statement and contradict the verdict where it can be contradicted."""
    found: Counter[str] = Counter()
    for step, link in steps(text, let):
        found[step.verdict] += 1
        assert not step.alarm, f"{text}: {step.reason}"
        if step.verdict == "proved" and step.by not in (("definition",), ("hypothesis",)):
            _contradict(text, link, step, seed)
            found["looked at again"] += 1
            found["evaluated"] += _evaluate(text, let, seed, holds=True)
        elif step.verdict == "refuted" and step.by != ("shapes",):
            found["evaluated"] += _evaluate(text, let, seed, holds=False)
    return found


def _contradict(text: str, link: object, step: Step, seed: int) -> None:
    for attempt in link.attempts[:1]:  # type: ignore[attr-defined]
        claim = claim_of(link, attempt)  # type: ignore[arg-type]
        assumed = step.detail.assumed if step.detail is not None else ()
        opinion = judge(claim, seed=seed + 1000, seconds=0.4, assumed=tuple(assumed))
        assert opinion.verdict != "refuted", f"{text} is proved, and false: {opinion.counterexample}"


def _evaluate(text: str, let: list[str], seed: int, *, holds: bool) -> int:
    """By numbers put in for the letters of the text itself, where the small evaluator can read it."""
    try:
        differs = disagrees(text, let is RANDOM, seed)
    except Unknown:
        return 0
    assert not (holds and differs), f"{text} is proved, and the text gives other numbers"
    assert holds or differs, f"{text} is refuted, and the text gives the same numbers"
    return 1


def survey(number: int, seed: int) -> Counter[str]:
    """The verdicts on about that many mutants, spread over all statements."""
    rng, found = random.Random(seed), Counter[str]()
    streams = [(mutants(text, rng), let) for text, let in STATEMENTS]
    for k in range(number):
        stream, let = streams[k % len(streams)]
        text = next(stream, None)
        if text is not None:
            found += examined(text, let, seed + k)
    return found


@pytest.mark.parametrize(("text", "let"), thinned(STATEMENTS))
def test_the_statements_are_not_refuted(text: str, let: list[str]) -> None:
    found = examined(text, let, 0)
    assert not found["refuted"] + found["unread"]


@pytest.mark.parametrize("seed", thinned(range(4)))
def test_no_slip_is_proved(seed: int) -> None:
    found = survey(80, seed)
    assert found["refuted"] > 30
    assert found["looked at again"] >= 3
    assert found["evaluated"] > 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_no_slip_is_proved_among_many(seed: int) -> None:
    assert survey(300, seed)["refuted"] > 80


def test_a_true_statement_has_many_slips() -> None:
    assert len(list(mutants(STATEMENTS[0][0], random.Random(0)))) > 30
    assert LET is not RANDOM
