"""Verdicts for people at a terminal: colour only there, the words always."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from derivations.derivation import Sheet
from derivations.kernel.check import Line
from derivations.printing import plain
from derivations.verdict import WORDS
from numeric.judge import Counterexample
from numeric.verdict import Verdict
from numeric.verify import Verified

MARKS = {"proved": "✓", "checked": "≈", "refuted": "✗", "open": "○", "unread": "□"}
COLOURS = {"proved": "green", "checked": "blue", "refuted": "red", "open": "yellow", "unread": "yellow"}
RELATIONS = {"equal": "=", "unequal": "≠", "less": "<", "at_most": "≤", "iff": "⟺", "implies": "⟹"}


def mark(word: str) -> Text:
    """A verdict with its sign."""
    return Text(f"{MARKS[word]} {word}", style=COLOURS[word])


def show_claims(console: Console, sheet: Sheet, found: list[Verified]) -> None:
    """A sheet's verdicts, a line a claim."""
    console.print(Text(f"\n{sheet.title}", style="bold"), Text(f"  {sheet.course}, {sheet.source}", style="dim"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for verified in found:
        note = " (false as printed)" if verified.derivation.erratum else ""
        table.add_row(mark(verified.word), verified.derivation.id, Text(verified.derivation.title + note))
    console.print(table)
    for verified in found:
        if not verified.as_stated or verified.alarm:
            show_problem(console, verified)


def show_problem(console: Console, verified: Verified) -> None:
    """Why a claim did not turn out as its sheet states it."""
    id_ = verified.derivation.id
    for name, verdict in _parts(verified):
        if verdict.alarm:
            console.print(Text(f"ALARM {id_}, {name}: {verdict.reason}", style="bold white on red"))
        if verdict.word != "proved":
            console.print(Text(f"  {id_}, {name}: {verdict.word}. {verdict.reason}", style=COLOURS[verdict.word]))
            show_counterexample(console, verdict.counterexample, "    ")


def _parts(verified: Verified) -> list[tuple[str, Verdict]]:
    steps = [(f"step {k}", verdict) for k, verdict in enumerate(verified.steps, 1)]
    return [*steps, ("statement", verified.statement)]


def show_counterexample(console: Console, found: Counterexample | None, indent: str = "  ") -> None:
    """A witness: the point, then both sides there."""
    if found is None:
        return
    point = [f"{name} = {value}" for name, value in found.sizes.items()]
    point += [f"{_name(name)} = {_value(value)}" for name, value in found.values.items()]
    console.print(Text(f"{indent}fails at {', '.join(point)}" if point else f"{indent}fails"))
    if found.relation in RELATIONS:
        console.print(Text(f"{indent}left  {_value(found.left)}\n{indent}right {_value(found.right)}"))


def _name(name: str) -> str:
    from derivations.kernel.expression import Symbol

    return plain(Symbol(name))


def _value(value: Any) -> str:
    return value if isinstance(value, str) else "[" + "; ".join(" ".join(line) for line in value) + "]"


def show_summary(console: Console, found: list[Verified], seconds: float) -> None:
    """How many claims have each verdict."""
    counts = {word: sum(v.word == word for v in found) for word in WORDS}
    parts = [Text(f"{count} {word}", style=COLOURS[word]) for word, count in counts.items() if count]
    errata = sum(v.derivation.erratum for v in found)
    tail = f"  ({errata} statements are recorded as false in print)" if errata else ""
    console.print(Text("\n") + Text(", ").join(parts) + Text(f" of {len(found)} in {seconds:.1f} s{tail}"))


def show_claim(console: Console, sheet: Sheet, verified: Verified) -> None:
    """One claim whole: hypotheses, steps, rules, certificate."""
    derivation = verified.derivation
    console.print(
        Text(derivation.title, style="bold"), Text(f"  {derivation.id}, {sheet.title} {derivation.number}", style="dim")
    )
    for hypothesis in derivation.given:
        console.print(Text(f"  given {plain(hypothesis)}"))
    if derivation.convention:
        console.print(Text(f"  where {derivation.convention}"))
    for number, (step, verdict) in enumerate(zip(derivation.steps, verified.steps, strict=True), 1):
        why = "".join(part if isinstance(part, str) else plain(part) for part in step.why)
        console.print(Text(f"\n  {number}. {why}"))
        show_verdict(console, verdict, "     ")
    console.print(Text("\n  Statement" + (" (as printed)" if derivation.erratum else "")))
    show_verdict(console, verified.statement, "     ")
    if verified.correction is not None:
        console.print(Text(f"\n  Correct  ({derivation.cause})"))
        show_verdict(console, verified.correction, "     ")


def show_verdict(console: Console, verdict: Verdict, indent: str = "") -> None:
    """A statement with its verdict, rule, evidence, conditions, witness and certificate."""
    from reports.build import evidence_words, rule_words  # with figures, which `check` does without

    if verdict.states is not None:
        console.print(Text(f"{indent}{plain(verdict.states)}"))
    console.print(Text(indent) + mark(verdict.word) + Text(f"  {rule_words(verdict)}", style="dim"))
    details = [f"by {', '.join(verdict.by)}" if verdict.word == "proved" else ""]
    details += ["".join(span.value.replace("{", "").replace("}", "") for span in evidence_words(verdict))]
    details += [verdict.reason if verdict.word in ("refuted", "open", "checked") else ""]
    details += [f"assuming {plain(condition)}" for condition in verdict.assumed]
    details += (
        [f"certificate {verdict.digest[:16]}…, {len(verdict.lines)} line{'s' * (len(verdict.lines) != 1)}"]
        if verdict.digest
        else []
    )
    for detail in details:
        if detail and detail != rule_words(verdict):
            console.print(Text(f"{indent}  {detail}", style="dim"))
    show_counterexample(console, verdict.counterexample, indent + "  ")


def show_proof(console: Console, lines: tuple[Line, ...], indent: str = "  ") -> None:
    """A certificate as steps to follow on paper."""
    for number, line in enumerate(lines, 1):
        console.print(Text(f"{indent}{number}. {plain(line.proposition)}"), Text(f"  {reason(line)}", style="dim"))
        show_proof(console, line.lines, indent + "    ")


def reason(line: Line) -> str:
    """How a line of a certificate follows, in words."""
    if line.by == "rule":
        return line.rule
    if line.by == "equality":
        used = dict.fromkeys(_law(use.node, use.which) for use in line.uses)
        return "by " + ", ".join(used) if used else "expand both sides"
    words = {
        "smt": "over the reals (z3)",
        "supposing": "suppose the first; then",
        "parts": "both parts",
        "entries": "entry by entry",
    }
    return words.get(line.by, line.by)


def _law(node: Any, which: int) -> str:
    return plain(node.operation.laws(node)[which])
