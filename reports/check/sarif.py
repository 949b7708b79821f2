"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reports.check import CAUSES, at, code, level, message, place

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Step

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(documents: Sequence[Document]) -> str:
    """The log as text, in ASCII, so that any character survives."""
    return json.dumps(log(documents), indent=1)


def log(documents: Sequence[Document]) -> dict[str, Any]:
    """One run: every step refuted, open or unread, and every alarm."""
    from numeric.checking.result import summary
    from reports.build import tool_version

    found = [step for document in documents for step in document.steps if level(step)]
    codes = list(dict.fromkeys([*CAUSES, *map(code, found)]))
    driver = {"name": "pushthrough", "version": tool_version(), "rules": [_rule(name) for name in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(document.path)}} for document in documents],
        "results": [_result(step, codes) for step in found],
        "properties": {"summary": summary(documents)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    title, help_ = CAUSES.get(name, (name, "Compare the two sides of the step."))
    quiet = {"open": "warning", "unread": "note"}
    return {
        "id": name,
        "shortDescription": {"text": title},
        "help": {"text": help_},
        "defaultConfiguration": {"level": quiet.get(name, "error")},
    }


def _result(step: Step, codes: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": code(step),
        "ruleIndex": codes.index(code(step)),
        "level": level(step),
        "message": {"text": message(step).replace("](", "] (")},  # the two together would make a link
        "locations": [{"physicalLocation": _location(at(step))}],
        "properties": _properties(step),
    }
    fix = _fix(step)
    return found | ({"fixes": [fix]} if fix else {})


def _properties(step: Step) -> dict[str, Any]:
    witness = step.counterexample.as_json() if step.counterexample else None
    words = {"id": step.id, "verdict": step.verdict, "left": step.left, "relation": step.relation, "right": step.right}
    return words | {"read": step.read, "assumptions": list(step.assumptions), "counterexample": witness}


def _location(span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(span.source.path)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), place(span), strict=True))


def _uri(path: str) -> str:
    whole = PurePath(path)
    safe = path.encode("utf-8", "replace")
    return whole.as_uri() if whole.is_absolute() and "\0" not in path else quote(safe)


def _fix(step: Step) -> dict[str, Any] | None:
    """The repair as an edit of the file, when the text to replace is beyond doubt."""
    if step.repair is None or " -> " not in step.repair.edit:
        return None
    old, new = (part.strip() for part in step.repair.edit.split(" -> ", 1))
    start = _start(step, old, new, _squeezed(step.repair.latex))
    if start is None:
        return None
    source = step.span.source
    region = _region(type(step.span)(source, start, start + len(old)))
    replacement = {"deletedRegion": region, "insertedContent": {"text": new}}
    change = {"artifactLocation": {"uri": _uri(source.path)}, "replacements": [replacement]}
    return {"description": {"text": step.repair.edit}, "artifactChanges": [change]}


def _start(step: Step, old: str, new: str, repaired: str) -> int | None:
    """Where the text to replace begins: the one place at which the edit makes the repaired side out of a side."""
    span = step.span
    for side in (step.left, step.right):
        made = _squeezed(side.replace(old, new)) == repaired
        if old and made and side.count(old) == 1 and span.text.count(side) == 1:
            return span.start + span.text.index(side) + side.index(old)
    return None


def _squeezed(latex: str) -> str:
    return "".join(latex.split())
