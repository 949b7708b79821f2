"""Side by side on the same claims: this prover, SymPy and egglog; then mutants, memory, and growth with depth."""

from __future__ import annotations

import importlib
import multiprocessing
import pkgutil
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from derivations.claim import Claim
from derivations.kernel.form import _labelled, index_form
from derivations.proving.prove import Proof, prove
from numeric.judge import judge
from tests.bench import egglog_rival, statements, sympy_rival
from tests.bench.book import identities
from tests.bench.depth import nested, plotted
from tests.bench.identities.letters import Identity
from tests.bench.mutants import mutants

REPEATS = 3
LIMIT = 12.0  # seconds for a rival, which runs in a process of its own
Result = tuple[str, float]
RIVALS: dict[str, Callable[[Claim], Result]] = {"SymPy": sympy_rival.decide, "egglog": egglog_rival.decide}


def ours(claim: Claim) -> Result:
    """Our verdict and the median time of a proof, nothing kept from one repeat to the next."""
    times = []
    for _ in range(REPEATS):
        index_form.cache_clear()
        _labelled.cache_clear()
        start = time.perf_counter()
        proof = prove(claim)
        times.append(time.perf_counter() - start)
    earned = isinstance(proof, Proof) and not proof.assumed
    return "proved" if earned else "open", statistics.median(times)


def apart(decide: Callable[[Claim], Result], claim: Claim) -> Result:
    """A rival's answer from a process of its own, which may be killed."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(decide(claim)), daemon=True)
    process.start()
    found = receiver.recv() if receiver.poll(LIMIT) else ("time", LIMIT)
    process.kill()
    process.join()
    return found


def compared(console: Console, book: list[Identity]) -> None:
    """The table of verdicts and times, by chapter."""
    results: dict[str, dict[str, list[Result]]] = {}
    for identity in track(book, "identities", console=console):
        chapter = results.setdefault(identity.chapter, {})
        chapter.setdefault("ours", []).append(ours(identity.claim))
        for name, decide in RIVALS.items():
            chapter.setdefault(name, []).append(apart(decide, identity.claim))
    table = Table("chapter", "claims", *(f"{name}: {what}" for name in ("ours", *RIVALS) for what in ("proved", "ms")))
    for chapter, by_name in {**results, "all": _joined(list(results.values()))}.items():
        cells = [cell for name in ("ours", *RIVALS) for cell in _cells(by_name[name])]
        table.add_row(chapter, str(len(by_name["ours"])), *cells)
    console.print(table)
    times = sorted(seconds for _, seconds in _joined(list(results.values()))["ours"])
    console.print(
        f"ours: median {1000 * statistics.median(times):.1f} ms, "
        f"95th percentile {1000 * times[int(0.95 * len(times))]:.1f} ms, worst {1000 * times[-1]:.0f} ms"
    )


def _joined(parts: list[dict[str, list[Result]]]) -> dict[str, list[Result]]:
    return {name: [result for part in parts for result in part[name]] for name in parts[0]}


def _cells(results: list[Result]) -> tuple[str, str]:
    """How many were proved (and how many could be stated, when not all), and the median time of those."""
    proved = [seconds for verdict, seconds in results if verdict == "proved"]
    stated = sum(verdict != "unstated" for verdict, _ in results)
    of = "" if stated == len(results) else f" of {stated}"
    return f"{len(proved)}{of}", f"{1000 * statistics.median(proved):.1f}" if proved else "–"


def slipped(console: Console, book: list[Identity], each: int = 2) -> None:
    """Mutants: never proved, and how many are refuted."""
    counts: Counter[str] = Counter()
    for identity in track(book, "mutants", console=console):
        for mutant in mutants(identity, each):
            counts["mutants"] += 1
            found = prove(mutant.claim)
            if isinstance(found, Proof) and not found.assumed:
                console.print(f"[red]proved a mutant[/]: {mutant.claim.conclusion} ({identity.name}, {mutant.slip})")
                counts["proved"] += 1
            if judge(mutant.claim).verdict == "refuted":
                counts["refuted"] += 1
            else:
                console.print(f"not refuted: {mutant.claim.conclusion} ({identity.name}, {mutant.slip})")
    share = 100 * counts["refuted"] / counts["mutants"]
    console.print(
        f"mutants: {counts['mutants']}, proved {counts['proved']}, refuted {counts['refuted']} ({share:.1f} %)"
    )


def paired(console: Console) -> None:
    """Pairs of statements and slips, by kind: proved and refuted of how many."""
    for module in pkgutil.iter_modules(statements.__path__):
        pairs = importlib.import_module(f"{statements.__name__}.{module.name}").PAIRS
        proved = sum(pair.true_word() == "proved" for pair in track(pairs, module.name, console=console))
        twins = [pair.twin_verdict().word for pair in pairs]
        console.print(
            f"{module.name}: {proved} of {len(pairs)} proved; of the twins {twins.count('refuted')} refuted, "
            f"{twins.count('proved')} proved"
        )


def main() -> None:
    """Print everything, and write the plot."""
    console = Console(width=120)
    book = list(identities())
    compared(console, book)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"peak memory of our process: {peak:.0f} MB")
    slipped(console, book)
    paired(console)
    rows = [(depth, *ours(nested(depth))) for depth in range(2, 7)]
    for depth, verdict, seconds in rows:
        console.print(f"{depth} nested Woodbury steps: {verdict}, {1000 * seconds:.0f} ms")
    path = Path("build") / "depth.png"
    plotted(rows, path)
    console.print(f"plotted in {path}")


if __name__ == "__main__":
    main()
