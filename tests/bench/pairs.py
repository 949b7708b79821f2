"""A statement from a textbook, and its twin with one slip."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.derivation import Derivation, Step
from derivations.kernel.expression import Apply
from numeric.verdict import Verdict
from numeric.verify import decide, verify


@dataclass(frozen=True)
class Pair:
    """A true statement and a false twin under the same hypotheses; `source` is a textbook and section."""

    name: str
    source: str
    true: Apply
    twin: Apply
    given: tuple[Apply, ...] = ()
    steps: tuple[Step, ...] = ()  # of the true one, where it needs a hand
    twin_given: tuple[Apply, ...] | None = None  # when the slip is in the hypotheses

    def true_word(self) -> str:
        """The verdict on the true statement, side conditions included."""
        return verify(Derivation(self.name, self.name, "", self.true, self.given, self.steps)).word

    def twin_verdict(self) -> Verdict:
        """The verdict on the twin."""
        from derivations.claim import Claim

        given = self.given if self.twin_given is None else self.twin_given
        return decide(Claim(given, self.twin), strict=True)
