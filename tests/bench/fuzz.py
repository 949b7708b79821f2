"""Documents of nonsense, read whole: python -m tests.bench.fuzz --rows 1000000 --seconds 1200 --processes 3.

Nothing may raise anything but DocumentError, and no document may take longer than a few seconds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from types import FrameType

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from derivations.reading.source import DocumentError, Unread
from derivations.reading.values import FAULT, IllTyped
from numeric.checking.claims import claim_of
from tests.bench.soup import pieces, rows

ROWS = 30  # of a document
SLOW = 5.0  # seconds that no document may take
HANGS = 30  # seconds after which one is given up
PATHS = ("a.md", "a.tex")


class Hang(BaseException):
    """A document was given up; no handler of the reader's own stops this."""


@dataclass
class Outcome:
    """What came of a document."""

    seed: str
    path: str
    rows: int
    seconds: float
    links: Counter[str] = field(default_factory=Counter)
    crash: str = ""  # the error, in words
    text: str = ""  # a document as short as could be found that raises it


def tried(text: str, path: str) -> Counter[str]:
    """The links of a document by their roles; every claim is built."""
    found: Counter[str] = Counter()
    try:
        document = scanned(path, text.encode("utf-8", "replace"))
    except DocumentError:
        return Counter(refused=1)
    reading = read(document)
    for reason in (*(link.reason for link in reading.links), *(problem for problem, _ in reading.problems)):
        if FAULT in reason:
            raise AssertionError(reason)
    for link in reading.links:
        found[link.role] += 1
        for attempt in link.attempts:
            try:
                claim_of(link, attempt)
                found["claims built"] += 1
            except (Unread, IllTyped):
                found["claims refused"] += 1
    return found


def error_of(text: str, path: str, seconds: float = 4) -> str:
    """What a document raises, and where; empty when it raises nothing."""
    try:
        with limited(seconds):
            tried(text, path)
    except (Exception, Hang) as error:
        return described(error)
    return ""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Hang after some seconds of the processor, whatever else the machine does."""
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def described(error: BaseException) -> str:
    """The error and the last line of ours on its way that is not the parser's, from where it came."""
    if FAULT in str(error):
        return str(error)
    at = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if not any(part in frame.filename for part in ("tests", "/lexing/", "/parsing/")):
            at = f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}"
    return f"{type(error).__name__} at {at}" if isinstance(error, Hang) else f"{type(error).__name__}: {error} at {at}"


def shortened(parts: list[str], bad: Callable[[str], bool]) -> list[str]:
    """Fewer parts that are still bad together: halves, then quarters, then single ones are left out."""
    size = max(1, len(parts) // 2)
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        start = 0
        while start < len(parts) and time.monotonic() < ends:
            rest = parts[:start] + parts[start + size :]
            if bad("".join(rest)):
                parts = rest
            else:
                start += size
        if size == 1:
            return parts
        size //= 2
    return parts


def minimal(parts: list[str], path: str, error: str) -> str:
    """A short document with the same error."""
    where = "Hang" if error.startswith("Hang") else error.rsplit(" at ", 1)[-1]
    lines = shortened(parts, lambda text: where in error_of(text, path))
    return "".join(shortened(pieces("".join(lines)), lambda text: where in error_of(text, path)))


def _give_up(number: int, frame: FrameType | None) -> None:
    raise Hang


def attempt(seed: str) -> Outcome:
    """One document made, read and, when it fails, made short."""
    path = PATHS[hash_of(seed) % len(PATHS)]
    parts = rows(seed, ROWS)
    start = time.process_time()
    outcome = Outcome(seed, path, len(parts), 0.0)
    try:
        with limited(HANGS):
            outcome.links = tried("".join(parts), path)
    except (Exception, Hang) as error:
        outcome.crash = described(error)
    outcome.seconds = time.process_time() - start
    if outcome.crash:
        outcome.text = minimal(parts, path, outcome.crash)
    return outcome


def hash_of(seed: str) -> int:
    """A number that is the same in every process."""
    return sum(map(ord, seed))


def outcomes(seed: int, wanted: int, seconds: float, processes: int) -> Iterator[Outcome]:
    """Documents until there are enough rows or the time is over."""
    ends, made = time.monotonic() + seconds, 0
    seeds = (f"{seed}.{k}" for k in count())
    with multiprocessing.get_context("fork").Pool(processes, maxtasksperchild=200) as pool:
        for outcome in pool.imap_unordered(attempt, (s for s, _ in zip(seeds, range(wanted // ROWS + 1))), 4):
            yield outcome
            made += outcome.rows
            if made >= wanted or time.monotonic() > ends:
                return


def main() -> None:
    """Fuzz, and print what came of it."""
    options = _options()
    links: Counter[str] = Counter()
    crashes: dict[str, Outcome] = {}
    slow: list[Outcome] = []
    made = documents = failed = 0
    start = time.monotonic()
    for outcome in outcomes(options.seed, options.rows, options.seconds, options.processes):
        made, documents, links = made + outcome.rows, documents + 1, links + outcome.links
        failed += bool(outcome.crash)
        slow = sorted([*slow, outcome], key=lambda o: -o.seconds)[:5]
        where = outcome.crash.rsplit(" at ", 1)[-1]
        if outcome.crash and where not in crashes:
            crashes[where] = outcome
            print(f"CRASH {outcome.crash}\n  seed {outcome.seed} {outcome.path}\n  {outcome.text!r}", flush=True)
        if documents % 500 == 0:
            print(f"{made} rows, {failed} failed, slowest {slow[0].seconds:.1f} s", flush=True)
    print(f"{made} rows in {documents} documents, {time.monotonic() - start:.0f} s; {failed} failed, {dict(links)}")
    for outcome in slow:
        print(f"{outcome.seconds:.2f} s: seed {outcome.seed} {outcome.path}" + " TOO SLOW" * (outcome.seconds > SLOW))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
