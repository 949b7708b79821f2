"""What is said of a document: its letters, its steps with their verdicts, and what else its reader should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from derivations.reading.source import Span
from derivations.verdict import WORDS, Word
from numeric.judge import Counterexample, Opinion
from numeric.verdict import Verdict


@dataclass(frozen=True)
class Letter:
    """A letter of a document as it was understood from some place on."""

    name: str  # as in LaTeX
    kind: Literal["scalar", "vector", "matrix", "function", "index", "random"]
    shape: tuple[str, ...]  # no sizes for a scalar, one for a column, two for a matrix
    assumptions: tuple[str, ...]  # in words or LaTeX
    origin: Literal["stated", "inferred", "convention"]
    line: int
    path: str = ""


@dataclass(frozen=True)
class Repair:
    """A single edit after which the step holds; both are LaTeX as the document writes it."""

    latex: str  # the repaired side, or the condition to add
    edit: str  # such as `X y -> X^\top y`, or `add: X has full column rank`
    verdict: Literal["proved"] = "proved"


@dataclass(frozen=True)
class Step:
    """One link of a chain of relations, with its verdict and all that explains it."""

    id: str  # path:line:column
    span: Span
    where: Literal["display", "inline"]
    left: str  # LaTeX as written
    relation: str
    right: str
    verdict: Word
    by: tuple[str, ...] = ()
    reason: str = ""  # why it is open or unread, or why a refuted one is false, in words
    help: str = ""  # what would help: for open and unread ones
    code: str = ""  # of the cause: transpose, order, sign, factor, inverse, layout, condition, shape, index, …
    read: str = ""  # what was understood, as LaTeX that our own printer made; empty when nothing was
    read_plain: str = ""  # the same as Unicode text
    mark: Span | None = None  # the stretch at fault, when it is narrower than the step
    assumptions: tuple[str, ...] = ()  # LaTeX of our own
    uses: tuple[str, ...] = ()  # ids of the earlier steps that it was judged under
    rests: tuple[str, ...] = ()  # ids of steps that nothing gives: were they proved, it would be `held`
    held: Word | None = None
    opinion: Opinion | None = None
    counterexample: Counterexample | None = None
    repair: Repair | None = None
    certificate: str = ""  # SHA-256
    alarm: bool = False
    seconds: float = 0.0
    detail: Verdict | None = None  # with the lines of a proof; absent when the step was judged in another process


@dataclass(frozen=True)
class Note:
    """Something about a document that belongs to no step, such as an \\input that could not be read."""

    message: str
    span: Span


@dataclass(frozen=True)
class Document:
    """A document judged; steps are in reading order."""

    path: str
    letters: tuple[Letter, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    conventions: tuple[str, ...] = field(default=())  # said once of the whole, such as the layout of derivatives
    seconds: float = 0.0


def summary(documents: Iterable[Document]) -> dict[str, int]:
    """How many steps have each verdict."""
    found = Counter(step.verdict for document in documents for step in document.steps)
    return {word: found[word] for word in WORDS}
