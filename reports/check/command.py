"""`pushthrough check` and `pushthrough prove`: files read and judged, the answer printed, the exit status found."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from derivations.proving.completion import Budget
    from derivations.reading.documents import Document as Scanned
    from derivations.reading.events import Event
    from numeric.checking.result import Document, Step
    from numeric.remembered import Memory

FORMATS = ("text", "json", "sarif", "junit", "github")


@dataclass(frozen=True)
class Wanted:
    """How to answer, and how much time a step may take."""

    form: str = "text"
    report: Path | None = None
    strict: bool = False
    verbose: bool = False
    pdf: bool = True
    seconds: float = 5.0
    afresh: bool = False


def check(console: Console, files: Sequence[str], let: Sequence[str], wanted: Wanted) -> int:
    """Judge files and answer; the exit status. DocumentError for a file that cannot be read."""
    from derivations.reading.statement import declarations

    start = time.perf_counter()
    before = declarations(let)
    scanned = [_scanned(name) for name in files]
    documents = [_judged(one, before, wanted) for one in scanned]
    _answer(console, documents, wanted, time.perf_counter() - start)
    return status(documents, strict=wanted.strict)


def _scanned(name: str) -> Scanned:
    from derivations.reading.documents import beside, scanned
    from derivations.reading.source import DocumentError

    if name == "-":
        return scanned("<stdin>", sys.stdin.buffer.read(), beside(Path("stdin.md")))
    path = Path(name)
    try:
        return scanned(name, path.read_bytes(), beside(path))
    except OSError as error:
        raise DocumentError(f"cannot read {name}: {error.strerror or error}") from error


def _judged(scanned: Scanned, before: list[Event], wanted: Wanted) -> Document:
    from numeric.checking.run import judged

    with _progress(scanned.source.path) as seen:
        memory = _memory(afresh=wanted.afresh)
        return judged(scanned, before=before, memory=memory, seconds=wanted.seconds, seen=seen)


@contextmanager
def _progress(path: str) -> Iterator[Callable[[Step], None]]:
    """Steps counted on a terminal, as they are judged."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.progress import Progress

    with Progress(transient=True, console=_errors()) as progress:
        task = progress.add_task(f"judging {path}", total=None)
        yield lambda step: progress.update(task, advance=1)


def _errors() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _memory(*, afresh: bool) -> Memory | None:
    if afresh:
        return None
    from reports.memory import Kept

    return Kept()


def _answer(console: Console, documents: list[Document], wanted: Wanted, seconds: float) -> None:
    if wanted.form == "text":
        from reports.check.text import show

        show(console, documents, seconds, verbose=wanted.verbose)
    else:
        print(_text(documents, wanted.form))
    if wanted.report is not None:
        from reports.check.audit import write_audit

        for line in write_audit(documents, wanted.report, pdf=wanted.pdf):
            print(line, file=sys.stdout if wanted.form == "text" else sys.stderr)


def _text(documents: list[Document], form: str) -> str:
    from reports.check import github, json_, junit, sarif

    return {"json": json_.text, "sarif": sarif.text, "junit": junit.text, "github": github.text}[form](documents)


def status(documents: Sequence[Document], *, strict: bool = False) -> int:
    """0 nothing refuted, 1 something refuted, 3 a proof and an evaluation disagree."""
    steps = [step for document in documents for step in document.steps]
    if any(step.alarm for step in steps):
        return 3
    failing = {"refuted", "open", "unread"} if strict else {"refuted"}
    return int(any(step.verdict in failing for step in steps))


def _show(console: Console, step: Step) -> None:
    from reports import terminal
    from reports.check import remarks

    if step.detail is None:
        console.print(terminal.mark(step.verdict), step.reason or ", ".join(step.by), soft_wrap=True)
        for label, text in remarks(step):
            console.print(f"  {label}: {text}", soft_wrap=True, markup=False)
        return
    terminal.show_verdict(console, step.detail)
    if step.verdict == "proved" and len(step.detail.lines) > 1:
        console.print("")
        terminal.show_proof(console, step.detail.lines)
    if step.repair is not None:
        console.print(f"  repair: {step.repair.edit} ({step.repair.verdict})", soft_wrap=True, markup=False)


def prove(
    console: Console, statement: str, let: Sequence[str], form: str, *, budget: Budget | None, afresh: bool
) -> int:
    """Judge one statement and answer; the exit status. Unread when it is not understood."""
    from derivations.reading.source import Unread
    from derivations.reading.statement import strictly
    from numeric.checking.result import Document
    from numeric.checking.run import letters_of, steps_of

    reading = strictly(statement, let)
    links = reading.links
    for link in links:
        if link.role == "unread":
            column = f"column {link.mark.start + 1}: " if link.mark is not None else ""
            raise Unread(f"{column}{link.reason}")
    steps = steps_of(links, memory=_memory(afresh=afresh), budget=budget)
    document = Document("statement", letters_of(reading), steps)
    if form == "json":
        print(_text([document], "json"))
    else:
        for step in steps:
            _show(console, step)
    return status([document])
