"""The verdicts on the steps of a short text."""

from __future__ import annotations

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of


def steps(text: str) -> tuple[Step, ...]:
    return steps_of(read(scanned("x.md", text.encode())).links)


def last(text: str) -> Step:
    return steps(text)[-1]
