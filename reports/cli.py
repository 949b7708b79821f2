"""The command line: what each command does, its exit status, and clear lines for what goes wrong."""

from __future__ import annotations

import _thread
import difflib
import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from derivations.derivation import Derivation, Sheet
    from derivations.proving.completion import Budget
    from numeric.verify import Verified

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Verify derivations: every step proved at every matrix size, or refuted with a counterexample.",
)
Format = Annotated[str, typer.Option("--format", metavar="text|json", help="How to answer.")]
Seconds = Annotated[
    float | None, typer.Option("--seconds", metavar="S", help="How long a search for a proof may take; 1 unless told.")
]
Afresh = Annotated[bool, typer.Option("--afresh", help="Decide again what was decided before.")]


class Usage(Exception):
    """A mistake in a command; the message says what was given and what was wanted."""


def main() -> None:
    """Run a command; every failure is a line on standard error. Exit status: see the README."""
    from derivations.derivation import SheetError
    from derivations.reading.source import DocumentError, Unread
    from reports.files import OutputError

    sys.unraisablehook = _unraisable
    gc.set_threshold(50_000, 20, 20)  # the process is short; looking for cycles costs a thirtieth of its time
    try:
        status = app(standalone_mode=False)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(status if isinstance(status, int) else 0)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except (Usage, SheetError, OutputError, DocumentError, Unread, RuntimeError) as error:
        _stop(str(error))
    except (KeyboardInterrupt, typer.Abort):
        print("stopped; nothing half-written was left", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if hasattr(error, "format_message"):  # of the argument parser
            _stop(error.format_message())
        raise


def _unraisable(problem: sys.UnraisableHookArgs) -> None:
    """An interrupt that hits a destructor, of a solver's memory say, is raised again where it can be caught."""
    if problem.exc_type is KeyboardInterrupt:
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(problem)


def _stop(message: str) -> None:
    print(f"pushthrough: {message}", file=sys.stderr)
    sys.exit(2)


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=not sys.stdout.isatty())


def _check_format(chosen: str) -> None:
    if chosen not in ("text", "json"):
        raise Usage(f"--format is text or json, not {chosen!r}")


def _closest(name: str, known: list[str], what: str) -> Usage:
    near = difflib.get_close_matches(name, known, 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; `pushthrough list` shows all {len(known)}"
    return Usage(f"no {what} is called {name!r}{hint}")


def _chosen(ids: list[str]) -> list[tuple[Sheet, list[Derivation]]]:
    """The claims named, by sheet; all of them when none is named. A sheet's id stands for its claims."""
    from derivations.derivation import sheets

    every = sheets()
    known = [claim.id for sheet in every for claim in sheet.claims()] + [sheet.id for sheet in every]
    for name in ids:
        if name not in known:
            raise _closest(name, known, "claim or sheet")
    picked = [(s, [c for c in s.claims() if not ids or c.id in ids or s.id in ids]) for s in every]
    return [(sheet, claims) for sheet, claims in picked if claims]


def _verified(
    chosen: list[tuple[Sheet, list[Derivation]]], seconds: float | None = None, *, afresh: bool = False
) -> list[tuple[Sheet, list[Verified]]]:
    """Verdicts on the claims, with a progress bar on a terminal, they and their certificates kept."""
    from rich.progress import Progress

    from numeric.verify import verify
    from reports import parallel, store
    from reports.memory import Kept

    memory, budget = parallel.Noted(None if afresh else Kept()), _budget(seconds)
    found: list[tuple[Sheet, list[Verified]]] = []
    with Progress(console=_console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        every = [claim for _, claims in chosen for claim in claims]
        task = progress.add_task("verifying", total=len(every))
        parallel.prepare(every, budget, memory, lambda name: progress.update(task, advance=1, description=name))
        for sheet, claims in chosen:
            verified = []
            for claim in claims:
                progress.update(task, description=claim.id)
                verified.append(verify(claim, budget=budget, memory=memory))
            progress.update(task, completed=sum(len(done) for _, done in found) + len(verified))
            found.append((sheet, verified))
    everything = [v for _, verified in found for v in verified]
    parts = [part for v in everything for part in (*v.steps, v.statement, v.correction) if part is not None]
    store.keep((part.digest, part.certificate) for part in parts if part.certificate)
    return found


def _budget(seconds: float | None) -> Budget | None:
    from derivations.proving.completion import Budget

    if seconds is not None and not 0 < seconds <= 3600:
        raise Usage(f"--seconds is more than 0 and at most 3600, not {seconds:g}")
    return None if seconds is None else Budget(seconds=seconds, relations=int(150 * max(1.0, seconds)))


def _exit(verified: list[Verified]) -> None:
    if any(v.alarm for v in verified):
        raise typer.Exit(3)
    if not all(v.as_stated for v in verified):
        raise typer.Exit(1)


@app.command("verify")
def verify_command(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Claims or sheets; all if none is named.")
    ] = None,
    form: Format = "text",
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Replay the stored certificates in a fresh process.")
    ] = False,
    seconds: Seconds = None,
    afresh: Afresh = False,
) -> None:
    """Verify the built-in claims, symbolically and numerically."""
    _check_format(form)
    if recheck:
        return _recheck(form)
    start = time.perf_counter()
    found = _verified(_chosen(ids or []), seconds, afresh=afresh)
    everything = [v for _, verified in found for v in verified]
    if form == "json":
        from reports import jsons

        rows = [jsons.claim(sheet.id, v) for sheet, verified in found for v in verified]
        print(json.dumps(jsons.verify(rows), ensure_ascii=False, indent=1))
    else:
        from reports import terminal

        console = _console()
        for sheet, verified in found:
            terminal.show_claims(console, sheet, verified)
        terminal.show_summary(console, everything, time.perf_counter() - start)
    _exit(everything)


def _recheck(form: str) -> None:
    from reports import store

    if not any(store.folder().glob("*.json")):
        raise Usage("no certificate is stored yet; run `pushthrough verify` first")
    summary = store.recheck()
    if form == "json":
        print(json.dumps(summary))
    else:
        print(f"{summary['accepted']} certificates replayed and accepted in a fresh process, without the prover")
        for name, why in summary["refused"].items():
            print(f"REFUSED {name}: {why}")
    if summary["refused"]:
        raise typer.Exit(3)


@app.command("list")
def list_command(form: Format = "text") -> None:
    """The claims, by sheet."""
    from derivations.derivation import sheets

    _check_format(form)
    every = sheets()
    if form == "json":
        rows = [
            {"id": c.id, "sheet": s.id, "title": c.title, "stated": str(not c.erratum).lower()}
            for s in every
            for c in s.claims()
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from rich.table import Table
    from rich.text import Text

    console = _console()
    for sheet in every:
        console.print(
            Text(f"\n{sheet.id}", style="bold"), Text(f"  {sheet.title} ({sheet.course}, {sheet.source})", style="dim")
        )
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        for claim in sheet.claims():
            table.add_row(claim.id, claim.title + (" (false as printed)" if claim.erratum else ""))
        console.print(table)


@app.command("show")
def show_command(
    claim: Annotated[str, typer.Argument(metavar="ID", help="A claim; `pushthrough list` shows them.")],
) -> None:
    """One claim with its steps, rules, certificate and assumptions."""
    from reports import terminal

    ((sheet, (verified,)),) = _verified(_one(claim))
    console = _console()
    terminal.show_claim(console, sheet, verified)
    if verified.statement.lines:
        console.print("\n  Certificate of the statement")
        terminal.show_proof(console, verified.statement.lines, "     ")
    _exit([verified])


def _one(name: str) -> list[tuple[Sheet, list[Derivation]]]:
    from derivations.derivation import sheets

    chosen = [(s, [c]) for s in sheets() for c in s.claims() if c.id == name]
    if not chosen:
        raise _closest(name, [c.id for s in sheets() for c in s.claims()], "claim")
    return chosen


@app.command("report")
def report_command(
    sheets_: Annotated[
        list[str] | None, typer.Argument(metavar="[SHEET]...", help="Sheets; all if none is named.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("build/solutions"),
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="Write .tex and .html only.")] = False,
) -> None:
    """Write solution sets: .tex, .pdf and .html for each sheet, figures, and an index."""
    from derivations.derivation import sheets
    from reports.write import write_reports

    known = [sheet.id for sheet in sheets()]
    for name in sheets_ or []:
        if name not in known:
            raise _closest(name, known, "sheet")
    found = _verified([(s, list(s.claims())) for s in sheets() if not sheets_ or s.id in sheets_])
    for line in write_reports(found, out, pdf=not no_pdf):
        print(line)
    _exit([v for _, verified in found for v in verified])


@app.command("prove")
def prove_command(
    statement: Annotated[str, typer.Argument(metavar="'LHS = RHS'", help="A statement in LaTeX.")],
    let: Annotated[
        list[str] | None, typer.Option("--let", help="A declaration, such as 'X : n x d' or 'lambda > 0'.")
    ] = None,
    form: Format = "text",
    seconds: Seconds = None,
    afresh: Afresh = False,
) -> None:
    """Judge one statement, and print its proof or a counterexample."""
    from reports.check.command import prove

    _check_format(form)
    status = prove(_console(), statement, let or [], form, budget=_budget(seconds), afresh=afresh)
    if status:
        raise typer.Exit(status)


@app.command("check")
def check_command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Markdown, LaTeX or notebooks; - is standard input.")
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif|junit|github", help="How to answer.")
    ] = "text",
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Write an audit sheet of each file, as PDF and HTML.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Open and unread steps count as failures.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the steps that hold as well.")] = False,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="Write the audit sheet as HTML and .tex only.")] = False,
    let: Annotated[
        list[str] | None, typer.Option("--let", help="A declaration for all files, such as 'X : n x d'.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", help="How long one step may take; 5 unless told.")
    ] = 5.0,
    afresh: Afresh = False,
) -> None:
    """Judge the derivations in documents, step by step."""
    from reports.check.command import FORMATS, Wanted, check

    if form not in FORMATS:
        raise Usage(f"--format is one of {', '.join(FORMATS)}, not {form!r}")
    if not 0 < seconds <= 600:
        raise Usage(f"--seconds is more than 0 and at most 600, not {seconds:g}")
    wanted = Wanted(form, report, strict=strict, verbose=verbose, pdf=not no_pdf, seconds=seconds, afresh=afresh)
    status = check(_console(), files, let or [], wanted)
    if status:
        raise typer.Exit(status)


if __name__ == "__main__":
    main()
