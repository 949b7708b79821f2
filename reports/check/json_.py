"""The contract's JSON of `check`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.check import place

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Letter, Step


def text(documents: Sequence[Document]) -> str:
    """The answer as text. A lone surrogate, which UTF-8 lacks, becomes JSON's own escape for it."""
    written = json.dumps(answer(documents), ensure_ascii=False, indent=1)
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def answer(documents: Sequence[Document]) -> dict[str, Any]:
    """The whole answer of `check --format json`."""
    from numeric.checking.result import summary
    from reports.jsons import CHECK

    return {"schema": CHECK, "documents": [document(d) for d in documents], "summary": summary(documents)}


def document(judged: Document) -> dict[str, Any]:
    """One document; also a line of `grade`'s output."""
    from numeric.checking.result import summary

    return {
        "path": judged.path,
        "symbols": [_symbol(judged, letter) for letter in judged.letters],
        "steps": [_step(judged, step) for step in judged.steps],
        "notes": [{"message": n.message, **_path(judged, n.span.source.path), **_region(n.span)} for n in judged.notes],
        "conventions": list(judged.conventions),
        "summary": summary([judged]),
        "seconds": round(judged.seconds, 4),
    }


def _symbol(judged: Document, letter: Letter) -> dict[str, Any]:
    return {
        "name": letter.name,
        "kind": letter.kind,
        "shape": list(letter.shape),
        "assumptions": list(letter.assumptions),
        "from": letter.origin,
        "line": letter.line,
        **_path(judged, letter.path),
    }


def _step(judged: Document, step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        **_path(judged, step.span.source.path),
        **_region(step.span),
        "where": step.where,
        "left": step.left,
        "relation": step.relation,
        "right": step.right,
        "verdict": step.verdict,
        "by": list(step.by),
        "reason": step.reason,
        "code": step.code,
        "help": step.help,
        "read": step.read,
        "read_plain": step.read_plain,
        "mark": _region(step.mark) if step.mark else None,
        "assumptions": list(step.assumptions),
        "uses": list(step.uses),
        "evidence": step.opinion.as_json() if step.opinion and step.opinion.samples else None,
        "counterexample": step.counterexample.as_json() if step.counterexample else None,
        "repair": _repair(step),
        "certificate": step.certificate,
        "alarm": step.alarm,
        "seconds": round(step.seconds, 4),
    }


def _repair(step: Step) -> dict[str, str] | None:
    found = step.repair
    return None if found is None else {"latex": found.latex, "edit": found.edit, "verdict": found.verdict}


def _path(judged: Document, path: str) -> dict[str, str]:
    """The file, where it is another than the document's."""
    return {"path": path} if path and path != judged.path else {}


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("line", "column", "end_line", "end_column"), place(span), strict=True))
