"""What an audit sheet shows, decided: frozen data in which nothing is left to choose for a printer."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views import Prose


@dataclass(frozen=True)
class RowView:
    """A row of a document as written, and which part of it belongs to the step; plain text, never TeX."""

    number: str
    before: str
    part: str
    after: str


@dataclass(frozen=True)
class LetterView:
    """A letter as understood; plain text."""

    name: str
    what: str
    origin: str
    line: str


@dataclass(frozen=True)
class WitnessView:
    """Where a step fails; names and values are LaTeX of our own."""

    point: tuple[tuple[str, str], ...]
    left: str
    right: str


@dataclass(frozen=True)
class RepairView:
    """An edit after which the step holds, as plain text, and its verdict."""

    edit: str
    verdict: str


@dataclass(frozen=True)
class StepView:
    """A step: as written, as read (LaTeX of our own), and all that is said of it."""

    number: int
    place: str
    verdict: str
    alarm: str
    rows: tuple[RowView, ...]
    read: str
    cause: str
    reason: str
    fault: str
    help: str
    rule: str
    evidence: Prose
    assumptions: tuple[str, ...]
    given: str
    witness: WitnessView | None
    repair: RepairView | None


@dataclass(frozen=True)
class AuditView:
    """A document judged, as a sheet."""

    stem: str
    title: str
    counts: dict[str, int]
    first: str
    letters: tuple[LetterView, ...]
    conventions: tuple[str, ...]
    notes: tuple[str, ...]
    steps: tuple[StepView, ...]
    digest: str
    version: str
