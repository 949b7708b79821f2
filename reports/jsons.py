"""The contract's JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from derivations.printing import latex
from derivations.verdict import WORDS
from numeric.verdict import Verdict
from numeric.verify import Verified

CHECK, VERIFY = "pushthrough.check/1", "pushthrough.verify/1"


def claim(sheet: str, verified: Verified) -> dict[str, Any]:
    """One row of `verify --format json`."""
    derivation, statement = verified.derivation, verified.statement
    return {
        "id": derivation.id,
        "sheet": sheet,
        "title": derivation.title,
        "stated": "false" if derivation.erratum else "true",
        "verdict": verified.word,
        "steps": len(verified.steps),
        "numeric": statement.opinion.verdict,
        "certificate": statement.digest,
        "rules": list(statement.by),
        "seconds": round(verified.seconds, 4),
        "reason": statement.reason,
        "counterexample": statement.counterexample.as_json() if statement.counterexample else None,
        "alarm": verified.alarm,
    }


def verify(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole answer of `verify --format json`."""
    found = Counter(row["verdict"] for row in rows)
    return {"schema": VERIFY, "claims": rows, "summary": {word: found[word] for word in WORDS}}


def statement(text: str, left: str, right: str, verdict: Verdict, symbols: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer of `prove --format json`: a document of one step."""
    step = {
        "id": "statement:1:1",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": len(text) + 1,
        "where": "display",
        "left": left,
        "relation": "=",
        "right": right,
        "verdict": verdict.word,
        "by": list(verdict.by),
        "reason": verdict.reason,
        "code": "",
        "assumptions": [latex(p) for p in verdict.assumed],
        "evidence": verdict.opinion.as_json() if verdict.opinion.samples else None,
        "counterexample": verdict.counterexample.as_json() if verdict.counterexample else None,
        "repair": None,
    }
    document = {"path": "statement", "symbols": symbols, "steps": [step]}
    return {"schema": CHECK, "documents": [document], "summary": {word: int(word == verdict.word) for word in WORDS}}
