"""Steps as JUnit test cases, for continuous integration: a refuted step is a failure, an open or unread one skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from reports.check import at, code, headline, message, place, shortened

if TYPE_CHECKING:
    from numeric.checking.result import Document, Step

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0, even as references
OUTCOMES = {"refuted": "failure", "open": "skipped", "unread": "skipped"}


def text(documents: Sequence[Document]) -> str:
    """The XML; one suite a document."""
    root = ElementTree.Element("testsuites", {"name": "pushthrough", **_counts(documents)})
    for document in documents:
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(document.path), **_counts([document])})
        for step in document.steps:
            _case(suite, step)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _counts(documents: Sequence[Document]) -> dict[str, str]:
    outcomes = [_outcome(step) for document in documents for step in document.steps]
    counts = {"tests": len(outcomes), "failures": outcomes.count("failure"), "errors": outcomes.count("error")}
    counts["skipped"] = outcomes.count("skipped")
    return {name: str(count) for name, count in counts.items()} | {"time": f"{sum(d.seconds for d in documents):.3f}"}


def _outcome(step: Step) -> str:
    return "error" if step.alarm else OUTCOMES.get(step.verdict, "")


def _case(suite: ElementTree.Element, step: Step) -> None:
    number = place(step.span)[0]
    name = f"line {number}: {shortened(f'{step.left} {step.relation} {step.right}', 80)}"
    path = _xml(step.span.source.path)
    case = ElementTree.SubElement(
        suite, "testcase", classname=path, name=_xml(name), time=f"{step.seconds:.3f}", file=path, line=str(number)
    )
    properties = ElementTree.SubElement(case, "properties")
    for key, value in _properties(step).items():
        ElementTree.SubElement(properties, "property", name=key, value=_xml(value))
    if outcome := _outcome(step):
        found = ElementTree.SubElement(case, outcome, message=_xml(headline(step)), type=_xml(code(step)))
        found.text = _xml(f"{step.span.source.path}:{':'.join(map(str, place(at(step))[:2]))}\n{message(step)}")


def _properties(step: Step) -> dict[str, str]:
    found = {
        "id": step.id,
        "verdict": step.verdict,
        "code": step.code,
        "by": ", ".join(step.by),
        "certificate": step.certificate,
    }
    return {key: value for key, value in found.items() if value}


def _xml(value: str) -> str:
    """Text without the characters that no XML may hold."""
    return _FORBIDDEN.sub("\ufffd", value)
