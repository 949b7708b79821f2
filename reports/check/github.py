"""Findings as workflow commands of GitHub Actions, which show them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.check import at, code, counted, level, line, message, place, visible

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Step

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def text(documents: Sequence[Document]) -> str:
    """A command for each finding and note, then one with the summary; a line each."""
    found = [_finding(step) for document in documents for step in document.steps if level(step)]
    notes = [
        _command("notice", note.message, _place(note.span), "note") for document in documents for note in document.notes
    ]
    return "\n".join([*found, *notes, _command("notice", counted(documents), {}, "pushthrough")])


def _finding(step: Step) -> str:
    return _command(COMMANDS[level(step)], message(step), _place(at(step)), _title(step))


def _title(step: Step) -> str:
    return step.verdict if code(step) == step.verdict else f"{step.verdict} [{code(step)}]"


def _place(span: Span) -> dict[str, str]:
    """Where to show it. GitHub takes columns only within one line."""
    first, column, last, end = place(span)
    found = {"file": visible(span.source.path), "line": str(first), "endLine": str(last)}
    return found | ({"col": str(column), "endColumn": str(end)} if first == last else {})


def _command(name: str, body: str, where: dict[str, str], title: str) -> str:
    settings = ",".join(f"{key}={_setting(value)}" for key, value in (where | {"title": title}).items())
    return f"::{name} {settings}::{_data(_lines(body))}"


def _lines(body: str) -> str:
    return "\n".join(line(row) for row in body.splitlines())


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _setting(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
