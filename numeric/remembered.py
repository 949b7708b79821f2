"""Verdicts as plain data, so that what was decided once need not be decided again."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Protocol

from derivations.claim import Claim
from derivations.kernel.check import Line
from derivations.kernel.expression import Apply
from derivations.stored import decoded, digest, encoded
from numeric.judge import Counterexample, Opinion
from numeric.verdict import Verdict


class Memory(Protocol):
    """Texts by key, kept between runs."""

    def get(self, key: str) -> str | None:
        """What was kept under a key."""

    def set(self, key: str, text: str) -> None:
        """Keep a text; losing it again is no harm."""


def key_of(claim: Claim, hints: tuple[Line, ...], *circumstances: object) -> str:
    """The SHA-256 of a question: the claim, lines to start from, and whatever else its verdict depends on."""
    return digest(f"{circumstances} {encoded(claim, hints)}")


def kept(verdict: Verdict) -> str:
    """A verdict as JSON."""
    fields = {name: getattr(verdict, name) for name in ("word", "by", "reason", "certificate", "alarm", "seconds")}
    example = asdict(verdict.counterexample) if verdict.counterexample else None
    opinion = {**asdict(verdict.opinion), "counterexample": None}
    assumed = encoded(Claim(verdict.assumed, verdict.assumed[0]), ()) if verdict.assumed else ""
    return json.dumps({**fields, "assumed": assumed, "opinion": opinion, "counterexample": example}, ensure_ascii=False)


def restored(text: str, states: Apply) -> Verdict:
    """The verdict of a JSON text. ValueError, KeyError or TypeError when it is none."""
    data = json.loads(text)
    example = Counterexample(**data["counterexample"]) if data["counterexample"] else None
    opinion = Opinion(**{**data["opinion"], "methods": tuple(data["opinion"]["methods"]), "counterexample": example})
    assumed = decoded(data["assumed"])[0].hypotheses if data["assumed"] else ()
    lines = decoded(data["certificate"])[1] if data["certificate"] else ()
    return Verdict(
        data["word"],
        states,
        tuple(data["by"]),
        data["reason"],
        assumed,
        opinion,
        example,
        lines,
        data["certificate"],
        data["alarm"],
        data["seconds"],
    )
