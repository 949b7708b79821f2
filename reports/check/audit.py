"""Audit sheets: beside every step as written, how it was read and what was found; as HTML, LaTeX and PDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from derivations.letters import GREEK
from reports.check import (
    at,
    counted,
    first_wrong,
    headline,
    level,
    line,
    place,
    plain_name,
    remarks,
    repair_words,
    shape_words,
    shortened,
    visible,
)
from reports.check.audit_views import AuditView, LetterView, RepairView, RowView, StepView, WitnessView
from reports.latex import TeX, escaped
from reports.views import Span as Words

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Step
    from numeric.judge import Counterexample, Opinion

ROWS, LONG = 10, 320  # rows shown of a step, characters shown of a row
ORIGINS = {"stated": "stated", "inferred": "inferred", "convention": "by convention"}
_ACCENTS = {"hat", "tilde", "bar", "check", "dot", "mat", "vect", "mathbf", "mathrm", "bm", "boldsymbol"}
_COMMANDS = {*GREEK, *_ACCENTS, "prime", "star", "top", "dagger", "ast"}  # that a letter may be made of
_NAME = re.compile(r"[A-Za-z0-9\\{}()\[\]^_'*+\-, ]*")


def write_audit(documents: Sequence[Document], out: Path, *, pdf: bool = True) -> list[str]:
    """Write a sheet for each document to a folder; return a line for the reader on each. OutputError."""
    from reports.files import write
    from reports.latex import TEMPLATES
    from reports.pdf import TeXFailed, TeXMissing, compiled

    said, missing = [], ""
    for document, stem in zip(documents, stems([d.path for d in documents]), strict=True):
        view = audit_view(document, stem)
        tex, made = latex(view), ["html", "tex"]
        write(out / f"{stem}.audit.html", html(view))
        write(out / f"{stem}.audit.tex", tex)
        if pdf and not missing:
            try:
                write(out / f"{stem}.audit.pdf", compiled(tex, {}))
                made.insert(0, "pdf")
            except TeXMissing as error:
                missing = str(error)
            except TeXFailed as error:
                said.append(f"{out / stem}.audit.pdf was not written: {error}")
        said.append(f"{out / stem}.audit.{{{','.join(made)}}}")
    write(out / "verified.sty", (TEMPLATES / "verified.sty").read_bytes())
    return [*said, f"no PDFs: {missing}"] if missing else said


def stems(paths: Sequence[str]) -> list[str]:
    """File names for the sheets, no two alike even where capitals do not count."""
    found: list[str] = []
    for path in paths:
        stem = re.sub(r"[^\w.-]+", "_", Path(path).stem).strip("._-") or "document"
        taken = {name.casefold() for name in found}
        names = (stem if k == 1 else f"{stem}-{k}" for k in range(1, len(paths) + 1))
        found.append(next(name for name in names if name.casefold() not in taken))
    return found


def html(view: AuditView) -> str:
    """The sheet as one page that needs no other file."""
    from markupsafe import Markup

    from reports.html import KATEX, _environment, _katex_css
    from reports.macros import for_katex

    script = (KATEX / "katex.min.js").read_text(encoding="utf-8")
    template = _environment().get_template("audit.html.jinja")
    macros = Markup(json.dumps(for_katex()))
    return template.render(sheet=view, katex_css=_katex_css(), katex_js=Markup(script), macros=macros)


def latex(view: AuditView) -> str:
    """The sheet as LaTeX."""
    from reports.latex import _environment
    from reports.macros import for_tex

    return _environment().get_template("audit.tex.jinja").render(sheet=view, macros=TeX(for_tex()), typed=typed)


def typed(text: str) -> TeX:
    """Text as typed, for a typewriter font: every character escaped, blanks kept, breaks allowed anywhere."""
    special = {" ": "\\ ", "'": "\\textquotesingle{}", "−": "$-$"}
    return TeX("".join(f"{special.get(c) or escaped(c)}\\allowbreak{{}}" for c in text))


def audit_view(document: Document, stem: str) -> AuditView:
    """A document's sheet."""
    from numeric.checking.result import summary
    from reports.build import tool_version

    first = first_wrong(document)
    certificates = "".join(step.certificate for step in document.steps)
    return AuditView(
        stem,
        line(document.path),
        summary([document]),
        f"{counted([document])}. {f'The first wrong step: {_address(at(first))}.' if first else ''}".strip(),
        tuple(LetterView(plain_name(x.name), shape_words(x), ORIGINS[x.origin], str(x.line)) for x in document.letters),
        tuple(map(line, document.conventions)),
        tuple(f"{_address(note.span)}: {line(note.message)}" for note in document.notes),
        tuple(_step(number, step) for number, step in enumerate(document.steps, 1)),
        hashlib.sha256(certificates.encode()).hexdigest()[:12],
        tool_version(),
    )


def _step(number: int, step: Step) -> StepView:
    from reports.build import RULE_WORDS

    finding, said = level(step), dict(remarks(step))
    return StepView(
        number,
        f"line {place(step.span)[0]}",
        step.verdict,
        headline(step) if step.alarm else "",
        tuple(_rows(step.span)),
        step.read,
        step.code if finding else "",
        headline(step) if finding and not step.alarm else "",
        shortened(step.mark.text, 80) if step.mark and finding else "",
        line(step.help),
        "; ".join(RULE_WORDS.get(rule, line(rule)) for rule in step.by),
        _evidence(step.opinion) if not finding else (),
        step.assumptions,
        said.get("relies on", ""),
        _witness(step.counterexample),
        RepairView(repair_words(step).rsplit(" (", 1)[0], step.repair.verdict) if step.repair else None,
    )


def _address(span: Span) -> str:
    first, column, _, _ = place(span)
    return f"{line(span.source.path)}, line {first}, column {column}"


def _rows(span: Span) -> list[RowView]:
    """The rows of a step; of a long one the first and the last."""
    first, column, last, end = place(span)
    numbers = list(range(first, last + 1))
    rows = [_row(span, k, column - 1 if k == first else 0, end - 1 if k == last else None) for k in numbers]
    return rows if len(rows) <= ROWS else [*rows[: ROWS - 2], RowView("…", "…", "", ""), rows[-1]]


def _row(span: Span, number: int, start: int, end: int | None) -> RowView:
    row = span.source.line(number)
    stop = len(row) if end is None else end
    before, part, after = row[:start].lstrip(), row[start:stop], row[stop:].rstrip()
    room = max((LONG - len(part)) // 2, 20)
    before = before if len(before) <= room else "…" + before[-room:]
    part = part if len(part) <= LONG else part[: LONG // 2] + " … " + part[-LONG // 2 :]
    after = after if len(after) <= room else after[:room] + "…"
    return RowView(str(number), *(visible(piece.replace("\t", "    ")) for piece in (before, part, after)))


def _evidence(opinion: Opinion | None) -> tuple[Words, ...]:
    if opinion is None or not opinion.samples:
        return ()
    agree = f"{opinion.samples} exact points agree"
    if not opinion.error_bound:
        return (Words("text", agree),)
    return Words("text", f"{agree} (error "), Words("math", opinion.bound_in_tex), Words("text", ")")


def _witness(found: Counterexample | None) -> WitnessView | None:
    from reports.build import SIGNS, tex_value

    if found is None:
        return None
    point = [(_name(name), str(size)) for name, size in found.sizes.items()]
    point += [(_name(name), tex_value(exact)) for name, exact in found.values.items()]
    sides = (tex_value(found.left), tex_value(found.right)) if found.relation in SIGNS else ("", "")
    return WitnessView(tuple(point), *sides)


def _name(name: str) -> str:
    """A letter in LaTeX. It comes from the document, so only what letters are made of is passed on as it is."""
    from derivations.kernel.expression import Symbol
    from derivations.printing import Printer

    shown = Printer(tex=True).name(Symbol(name), bold=False)
    commands = re.findall(r"\\([A-Za-z]*)", shown)
    balanced = shown.count("{") == shown.count("}") and "^^" not in shown
    if _NAME.fullmatch(shown) and balanced and all(command in _COMMANDS for command in commands):
        return shown
    return f"\\text{{{re.sub(r'[^A-Za-z0-9]', '?', name)}}}"
