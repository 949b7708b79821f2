"""What is found of one statement, and all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply
from derivations.stored import digest
from derivations.verdict import Word
from numeric.judge import Counterexample, Opinion


@dataclass(frozen=True)
class Verdict:
    """The verdict on one statement and all that it rests on."""

    word: Word
    states: Apply | None
    by: tuple[str, ...] = ()
    reason: str = ""
    assumed: tuple[Apply, ...] = ()
    opinion: Opinion = field(default_factory=lambda: Opinion("undefined"))
    counterexample: Counterexample | None = None
    lines: tuple[Line, ...] = ()
    certificate: str = ""  # as stored
    alarm: bool = False
    seconds: float = 0.0

    @property
    def digest(self) -> str:
        """The SHA-256 of the stored certificate; empty when there is none."""
        return digest(self.certificate) if self.certificate else ""
