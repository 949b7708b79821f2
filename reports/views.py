"""What a page shows, decided: frozen data in which nothing is left to choose for a printer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from derivations.verdict import WORDS


@dataclass(frozen=True)
class Span:
    """A piece of running text: plain words, or a formula in LaTeX that our printers made."""

    kind: Literal["text", "math"]
    value: str


Prose = tuple[Span, ...]


@dataclass(frozen=True)
class HypothesisView:
    """A hypothesis and where it is used."""

    what: Prose
    used: str


@dataclass(frozen=True)
class StepView:
    """A step: verdict, reason, formula lines in LaTeX, the rule it rests on, the evidence."""

    number: int
    verdict: str
    lead: Prose
    lines: tuple[str, ...]
    rule: str
    evidence: Prose
    note: Prose = ()


@dataclass(frozen=True)
class CounterexampleView:
    """A false statement with its witness and correction; formulas are LaTeX."""

    where: str
    statement: tuple[str, ...]
    point: tuple[tuple[str, str], ...]  # (name, value) of sizes, letters and indices
    left: str
    right: str
    relation: str
    cause: str
    repair: tuple[str, ...]
    repair_verdict: str


@dataclass(frozen=True)
class FigureView:
    """A figure as vector graphics."""

    stem: str
    caption: str
    pdf: bytes
    svg: str


@dataclass(frozen=True)
class ClaimView:
    """One claim of a sheet, or one erratum."""

    id: str
    number: str
    title: str
    erratum: bool
    verdict: str
    about: Prose
    statement: tuple[str, ...]
    hypotheses: tuple[HypothesisView, ...]
    convention: str
    steps: tuple[StepView, ...]
    counterexample: CounterexampleView | None
    figure: FigureView | None
    certificate: str


@dataclass(frozen=True)
class SectionView:
    """A problem."""

    title: str
    about: Prose
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class SheetView:
    """A whole sheet."""

    id: str
    title: str
    course: str
    source: str
    about: Prose
    sections: tuple[SectionView, ...]
    seed: int
    version: str

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        found = Counter(claim.verdict for section in self.sections for claim in section.claims)
        return {word: found[word] for word in WORDS}

    @property
    def digest(self) -> str:
        """The first certificates' digests, as a mark of the whole."""
        import hashlib

        text = "".join(claim.certificate for section in self.sections for claim in section.claims)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
