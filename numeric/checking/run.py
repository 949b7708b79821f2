"""Documents judged whole: read, then every link judged, side by side in processes where there are many."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from derivations.proving.completion import Budget
from derivations.reading.documents import Document as Scanned
from derivations.reading.events import Event
from derivations.reading.links import Link
from derivations.reading.reader import Reading, read
from derivations.reading.scope import Known
from numeric.checking.judge import STEP, Judge
from numeric.checking.resting import upheld
from numeric.checking.result import Document, Letter, Note, Step
from numeric.pools import ended
from numeric.remembered import Memory

FEW = 6  # links that are not worth the start of a process
MOST = 8
GRACE = 1.0  # seconds that a step may take longer than it was given
AGAIN = 0.5  # seconds after which the alarm rings again
DOCUMENT = 120.0  # seconds for one document, unless told
TIMERS = (  # of the processor, and, for what sleeps or waits for the machine, of the wall
    ((signal.ITIMER_PROF, signal.SIGPROF, 1.0), (signal.ITIMER_REAL, signal.SIGALRM, 6.0))
    if hasattr(signal, "setitimer")
    else ()
)
_links: list[Link] = []
_judge: Judge | None = None


def judged(
    scanned: Scanned,
    *,
    before: Iterable[Event] = (),
    memory: Memory | None = None,
    seconds: float = STEP,
    whole: float = DOCUMENT,
    processes: int | None = None,
    repairs: bool = True,
    seen: Callable[[Step], None] = lambda step: None,
) -> Document:
    """A document read and judged; `seen` is told of each step."""
    start = time.monotonic()
    reading = read(scanned, before)
    judge = Judge(seconds, memory, scanned.macros, repairs)
    steps = tuple(_steps(reading.links, judge, start + whole, processes or _available(), seen))
    steps = upheld(steps, reading.links)
    return Document(
        scanned.source.path,
        letters_of(reading),
        _numbered(steps),
        tuple(Note(message, span) for message, span in (*scanned.notes, *reading.problems)),
        tuple(reading.conventions),
        time.monotonic() - start,
    )


def steps_of(links: list[Link], *, memory: Memory | None = None, budget: Budget | None = None) -> tuple[Step, ...]:
    """The verdicts on links, one after the other in this process."""
    judge = Judge(memory=memory, budget=budget)
    return _numbered(upheld(tuple(judge.judged(link) for link in links), links))


def _available() -> int:
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, MOST)


def _steps(
    links: list[Link], judge: Judge, ends: float, processes: int, seen: Callable[[Step], None]
) -> Iterable[Step]:
    work = [k for k, link in enumerate(links) if link.role in ("claim", "illtyped")]
    if len(work) < FEW or processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        for link in links:
            yield _one(judge, link, ends, seen)
        return
    global _links, _judge
    _links, _judge = links, replace(judge, memory=None)
    try:
        with ended(ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork"))) as pool:
            running = {k: pool.submit(_in_process, k, ends) for k in work}
            for k, link in enumerate(links):
                step = running[k].result() if k in running else judge.judged(link)
                step = replace(step, span=link.span, mark=link.mark)  # the very source, not a copy of it
                seen(step)
                yield step
    finally:
        _links, _judge = [], None


class _TooLong(Exception):
    """A step that took far longer than it was given."""


class _Alarm:
    """Raises _TooLong again and again while it is set: destructors swallow it, and ctypes makes another error of it."""

    rung, set = False, True

    def __call__(self, number: int, frame: object) -> None:
        """Handle the signal."""
        if self.set:
            self.rung = True
            raise _TooLong


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop what runs longer, where the system can."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    alarm = _Alarm()
    before = {number: signal.signal(number, alarm) for _, number, _ in TIMERS}
    for timer, _, factor in TIMERS:
        signal.setitimer(timer, seconds * factor, AGAIN)
    try:
        yield
    except Exception as error:
        if alarm.rung:
            raise _TooLong from error
        raise
    finally:
        alarm.set = False
        for timer, number, _ in TIMERS:
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])


def _one(judge: Judge, link: Link, ends: float, seen: Callable[[Step], None]) -> Step:
    late = time.monotonic() > ends
    try:
        with _at_most(judge.seconds + GRACE):
            step = replace(judge, seconds=0.0, repairs=False).judged(link) if late else judge.judged(link)
    except _TooLong:
        step = judge.given_up(link)
    seen(step)
    return step


def _in_process(k: int, ends: float) -> Step:
    if _judge is None:
        raise RuntimeError("this process was not prepared")
    return replace(_one(_judge, _links[k], ends, lambda step: None), detail=None)


def _numbered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Ids are places; two steps at one place get a number behind."""
    seen: dict[str, int] = {}
    result = []
    for step in steps:
        seen[step.id] = seen.get(step.id, 0) + 1
        result.append(step if seen[step.id] == 1 else replace(step, id=f"{step.id}#{seen[step.id]}"))
    return tuple(result)


def letters_of(reading: Reading) -> tuple[Letter, ...]:
    """The letters of a document as they were understood."""
    return tuple(_letter(known) for known in reading.letters)


def _letter(known: Known) -> Letter:
    shape = tuple(str(dim) for dim in known.shape)
    kind: Literal["scalar", "vector", "matrix"] = (
        "scalar" if shape == ("1", "1") else "vector" if shape[1] == "1" or known.family else "matrix"
    )
    sizes = () if kind == "scalar" else shape[1:] if known.family else shape[:1] if kind == "vector" else shape
    line = known.span.source.position(known.span.start)[0] if known.span else 0
    path = known.span.source.path if known.span else ""
    return Letter(known.name, kind, sizes, tuple(known.properties), known.origin, line, path)
