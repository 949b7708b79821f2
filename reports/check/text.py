"""Findings for people at a terminal: the row as written, a caret under what is at fault, and what there is to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from reports.check import (
    at,
    code,
    counted,
    first_wrong,
    headline,
    level,
    line,
    place,
    plain_name,
    plain_tex,
    remarks,
    shape_words,
    shortened,
    visible,
)
from reports.terminal import mark

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Letter, Step

STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
LABELS = {
    "proved": "holds under a condition",
    "checked": "holds under a condition",
    "refuted": "this is false",
    "open": "neither proved nor refuted",
    "unread": "not understood",
}
TAB = 4


def show(console: Console, documents: Sequence[Document], seconds: float, *, verbose: bool = False) -> None:
    """Every finding in reading order, the letters as understood, and counts."""
    for document in documents:
        first = first_wrong(document)
        for step in document.steps:
            if level(step):
                _show_finding(console, step, first=step is first)
            elif verbose:
                _show_line(console, step)
        _show_letters(console, document)
        _show_notes(console, document)
        _show_summary(console, line(document.path), [document], document.seconds or seconds, first)
        console.print()
    if len(documents) != 1:
        _show_summary(console, f"all {len(documents)} documents", documents, seconds, None)


def _show_summary(
    console: Console, what: str, documents: Sequence[Document], seconds: float, first: Step | None
) -> None:
    text = Text(f"{what}: ", style="bold").append(f"{counted(documents)} in {seconds:.1f} s", style="not bold")
    if first is not None:
        text.append(f"; the first wrong step is at {_address(at(first))}", style="not bold red")
    _print(console, text)


def _show_line(console: Console, step: Step) -> None:
    """A step that needs no more than a line."""
    why = f"by {', '.join(step.by)}" if step.by else line(step.reason)
    under = f" under {', '.join(map(plain_tex, step.assumptions))}" if step.assumptions else ""
    written = shortened(f"{step.left} {step.relation} {step.right}", max(console.width - 50, 30))
    head = Text(f"line {place(step.span)[0]:>4}  ") + mark(step.verdict)
    _print(console, head.append(f"  {written}").append(f"  {why}{under}", style="dim"))


def _show_finding(console: Console, step: Step, *, first: bool) -> None:
    loud, span = level(step), at(step)
    head = Text(f"{loud}[{code(step)}]", style="bold white on red" if step.alarm else STYLES[loud])
    _said(console, head, f": {headline(step)}", "  ", style="bold")
    gutter = len(str(place(span)[2]))
    _print(console, Text(" " * gutter + "--> ", style="blue").append(_address(span), style="default"))
    label = "the proof and the numeric check disagree" if step.alarm else LABELS[step.verdict]
    _show_rows(console, span, gutter, label + (", the first wrong step" if first else ""), STYLES[loud])
    for name, text in remarks(step):
        _said(console, Text(f"{' ' * gutter} = ", style="blue").append(f"{name}: ", style="bold"), text, " " * 10)
    console.print()


def _address(span: Span) -> str:
    first, column, _, _ = place(span)
    return f"{line(span.source.path)}:{first}:{column}"


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)


def _said(console: Console, head: Text, text: str, indent: str, *, style: str = "") -> None:
    """A line, wrapped under itself where the terminal would wrap it."""
    whole = head.copy().append(text, style=style)
    if console.soft_wrap or whole.cell_len <= console.width:
        return _print(console, whole)
    room = max(console.width - cell_len(indent), 20)
    rows = whole.wrap(console, console.width)
    rest = whole[len(rows[0]) :]
    _print(console, _trimmed(rows[0]))
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    for row in rest.wrap(console, room):
        _print(console, Text(indent) + _trimmed(row))


def _trimmed(row: Text) -> Text:
    row.rstrip()
    return row


def _show_rows(console: Console, span: Span, gutter: int, label: str, style: str) -> None:
    """The first and the last row of a stretch, with carets under it."""
    rows = list(_rows(span))
    bar = Text(f"{' ' * gutter} | ", style="blue")
    _print(console, bar[: gutter + 2])
    for which, (number, row, start, end) in enumerate(rows):
        shown, before, carets = fitted(row, start, end, max(console.width - gutter - 3, 20))
        if which and number > rows[0][0] + 1:
            _print(console, Text("...", style="blue"))
        _print(console, Text(f"{number:>{gutter}} | ", style="blue").append(shown, style="default"))
        under = Text(" " * before + "^" * carets, style=style)
        last = which == len(rows) - 1
        fits = gutter + 3 + before + carets + 1 + cell_len(label) <= console.width or console.soft_wrap
        _print(console, bar + under + Text(f" {label}" * (last and fits), style=style))
        if last and not fits:
            room = max(console.width - gutter - 3 - cell_len(label), 0)
            _print(console, bar + Text(" " * min(before, room) + label, style=style))


def _rows(span: Span) -> Iterator[tuple[int, str, int, int]]:
    """Number, text, and where the stretch begins and ends, of its first row and its last; blanks around it left out."""
    source, text = span.source, span.text
    start = span.start + len(text) - len(text.lstrip()) if text.strip() else span.start
    end = max(start, span.start + len(text.rstrip()))
    (first, column), (last, stop) = source.position(start), source.position(end)
    row = source.line(first)
    yield first, row, column - 1, stop - 1 if last == first else len(row)
    if last > first:
        row = source.line(last)
        yield last, row, len(row) - len(row.lstrip()), stop - 1


def fitted(row: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """A row as a terminal shows it, cut to the room around a stretch of it; cells before the stretch, and in it."""
    cells = _cells(row)
    lengths = [cell_len(shown) for shown in cells]
    begin, stop = 0, len(cells)
    if sum(lengths) > room:
        begin, stop = _window(lengths, start, end, room - 2)
    left, right = "…" * (begin > 0), "…" * (stop < len(cells))
    before = len(left) + sum(lengths[begin:start])
    return left + "".join(cells[begin:stop]) + right, before, max(sum(lengths[start : min(end, stop)]), 1)


def _window(lengths: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Which characters to show: some before the stretch, then as many as there is room for."""
    spare = max(room - sum(lengths[start:end]), min(room // 4, 12))
    begin = start
    taken = 0
    wanted = max(spare // 2, spare - sum(lengths[end:]))
    while begin > 0 and taken + lengths[begin - 1] <= wanted:
        begin -= 1
        taken += lengths[begin]
    stop, used = begin, 0
    while stop < len(lengths) and used + lengths[stop] <= room:
        used += lengths[stop]
        stop += 1
    return begin, stop


def _cells(row: str) -> list[str]:
    """What a terminal shows for each character: tabs as blanks, control characters as pictures."""
    found: list[str] = []
    column = 0
    for character in row:
        found.append(" " * (TAB - column % TAB) if character == "\t" else visible(character))
        column += cell_len(found[-1])
    return found


def _show_letters(console: Console, document: Document) -> None:
    """The letters that the document does not declare, as they were understood."""
    taken = [letter for letter in document.letters if letter.origin != "stated"]
    if not taken:
        return
    console.print(Text("letters that were not declared, and how they were understood:", style="bold"))
    again = {letter.name for letter in taken if sum(other.name == letter.name for other in taken) > 1}
    rows = [_letter(letter, since=letter.name in again) for letter in taken]
    widest = max(map(cell_len, rows)) + 3
    across = max(1, min(3, (console.width - 2) // widest))
    for k in range(0, len(rows), across):
        *some, last = rows[k : k + across]
        _said(console, Text("  "), "".join(set_cell_size(row, widest) for row in some) + last, "    ")


def _letter(letter: Letter, *, since: bool) -> str:
    how = "inferred" if letter.origin == "inferred" else "by convention"
    return f"{plain_name(letter.name)}: {shape_words(letter)} ({how}{f', from line {letter.line}' * since})"


def _show_notes(console: Console, document: Document) -> None:
    for convention in document.conventions:
        _said(console, Text("convention: ", style="bold"), line(convention), "  ")
    for note in document.notes:
        _said(console, Text("note: ", style="bold"), f"{line(note.message)} ({_address(note.span)})", "  ")
