"""The outputs of `check`: places are right, any character survives, and every line says what it means."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.console import Console

from derivations.reading.source import Source, Span
from numeric.checking import words
from numeric.checking.result import Document, Letter, Note, Repair, Step
from numeric.judge import Counterexample, Opinion
from reports.check import CAUSES, github, json_, junit, plain_name, sarif, visible
from reports.check.text import fitted, show

HOSTILE = "\\input{/etc/passwd} \\write18{rm} </script> ]]> %0A::error\r::error::x \x00\x1b[31m \u202e \ud800 $x$ & _"
TEXT = (
    "# Ridge\n"
    "Let $X$ be given.\n"
    "$$\\nabla f = 2X^\\top X w - 2X y$$\n"
    "\t\\begin{aligned}\n"
    "\t  (A + B)^{-1}\n"
    "\t  &= A^{-1} + B^{-1}\n"
    "\t\\end{aligned}\n"
    "日本 e\u0301 a = b trailing\n"
    f"{'x + ' * 100}y = z{' + x' * 100}\n"
    "p = q\n"
)
SOURCE = Source("hw0.md", TEXT)


def span(part: str, source: Source = SOURCE) -> Span:
    start = source.text.index(part)
    return Span(source, start, start + len(part))


def step(part: str, verdict: Any, *, source: Source = SOURCE, **more: Any) -> Step:
    place = span(part, source)
    line, column = source.position(place.start)
    left, _, right = part.partition("=")
    return Step(f"{source.path}:{line}:{column}", place, "display", left.strip(), "=", right.strip(), verdict, **more)


REFUTED = step(
    "\\nabla f = 2X^\\top X w - 2X y",
    "refuted",
    code="transpose",
    reason="a transpose is missing",
    read="2\\mat{X}^{\\top}\\mat{X}\\vect{w} - 2\\mat{X}\\vect{y}",
    read_plain="∇f = 2XᵀXw − 2Xy",
    mark=span("X y"),
    assumptions=("\\lambda > 0",),
    uses=("hw0.md:2:5",),
    counterexample=Counterexample(
        {"n": 2, "d": 1}, {"X": [["1"], ["0"]], "\\lambda": "1/2"}, [["-2"]], [["2"]], "equal"
    ),
    repair=Repair("2X^\\top X w - 2X^\\top y", "X y -> X^\\top y"),
    seconds=0.01,
)
SUM = step("(A + B)^{-1}\n\t  &= A^{-1} + B^{-1}", "refuted", code="shape", reason="cannot add A (n × d) and B (d × n)")
OPEN = step("a = b", "open", reason="no proof was found within 1 s", help="Write an intermediate step.")
UNREAD = step("y = z", "unread", reason="shape of K unknown")
PROVED = step(
    "p = q", "proved", by=("expand", "inverse"), certificate="ab" * 32, opinion=Opinion("agrees", 40, {"n": [2]})
)
ALARM = step("p = q", "proved", alarm=True, reason="evaluation at n = 2 disagrees")
LETTERS = (
    Letter("X", "matrix", ("n", "d"), ("full column rank",), "stated", 2),
    Letter("\\mathbf w", "vector", ("d",), (), "inferred", 3),
    Letter("\\lambda", "scalar", (), ("\\lambda > 0",), "convention", 3),
)
NOTES = (Note("\\input{notation} could not be read", span("Ridge")),)
SAMPLE = Document("hw0.md", LETTERS, (REFUTED, SUM, OPEN, UNREAD, PROVED), NOTES, ("gradients are columns",), 0.8)


def hostile() -> Document:
    source = Source("a,b:%\x00.md", f"{HOSTILE} = {HOSTILE}\n")
    found = step(f"{HOSTILE} = {HOSTILE}", "refuted", source=source, reason=HOSTILE, code="sign", help=HOSTILE)
    return Document(source.path, (Letter(HOSTILE, "scalar", (), (HOSTILE,), "inferred", 1),), (found,), (), (HOSTILE,))


def shown(document: Document, width: int = 100, **more: bool) -> str:
    file = io.StringIO()
    show(Console(file=file, width=width, highlight=False), [document], 0.8, **more)
    return file.getvalue()


def test_a_finding_names_its_place_its_witness_and_its_repair() -> None:
    text = shown(SAMPLE)
    assert "error[transpose]: a transpose is missing\n --> hw0.md:3:29\n" in text
    rows = text.splitlines()
    row = next(k for k, each in enumerate(rows) if each.startswith("3 | "))
    assert rows[row + 1][rows[row].index("X y") :].startswith("^^^ this is false, the first wrong step")
    for said in (
        "= read as: ∇f = 2XᵀXw − 2Xy",
        "= fails at: n = 2, d = 1, X = [[1], [0]], λ = 1/2",
        "= left side: [[-2]]",
        "= right side: [[2]]",
        "= under: λ > 0",
        "= relies on: the step at line 2",
        "= repair: X y -> X^\\top y, giving 2X^\\top X w - 2X^\\top y (proved)",
        "warning[open]: no proof was found within 1 s",
        "note[unread]: shape of K unknown",
        "w: column of d (inferred)",
        "λ: scalar, λ > 0 (by convention)",
        "convention: gradients are columns",
        "hw0.md: 1 proved, 2 refuted, 1 open, 1 unread of 5 in 0.8 s; the first wrong step is at hw0.md:3:29",
    ):
        assert said in text
    assert "full column rank" not in text  # stated by the document itself
    assert "p = q" not in text
    assert re.search(r"line +10 +✓ proved  p = q  by expand, inverse", shown(SAMPLE, verbose=True))


def test_several_rows_show_the_first_and_the_last() -> None:
    rows = shown(SAMPLE).splitlines()
    first = rows.index("5 |       (A + B)^{-1}")
    assert rows[first + 1] == "  |       ^^^^^^^^^^^^"
    assert rows[first + 2] == "6 |       &= A^{-1} + B^{-1}"
    assert rows[first + 3] == "  |       ^^^^^^^^^^^^^^^^^^ this is false"


@pytest.mark.parametrize("row", ["\ta = b", "日本 a = b", "e\u0301 a = b", "a = b", "\u200ba = b", "x\ty a = b"])
@pytest.mark.parametrize("room", [20, 80])
def test_carets_stand_under_their_stretch(row: str, room: int) -> None:
    start = row.index("a")
    text, before, carets = fitted(row, start, start + 5, room)
    assert carets == 5
    assert cell_len(text[: text.index("a = b")]) == before


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_source_row_is_wider_than_the_terminal(width: int) -> None:
    row = SOURCE.line(9)
    start = row.index("y = z")
    text, before, carets = fitted(row, start, start + 5, width)
    assert cell_len(text) <= width
    assert text[0] == text[-1] == "…"
    assert text[before : before + carets] == "y = z"
    assert all(cell_len(each) <= width for each in shown(SAMPLE, width).splitlines() if " | " in each)


def test_an_alarm_is_loud() -> None:
    document = Document("hw0.md", (), (ALARM,))
    assert "error[alarm]: the proof and the numeric check disagree: evaluation at n = 2 disagrees" in shown(document)
    assert "1 proved of 1; ALARM at 1 step" in shown(document)
    assert "first wrong step" not in shown(document)
    assert github.text([document]).startswith("::error ")
    assert "<error " in junit.text([document])


def test_an_empty_document_is_said_to_have_no_steps() -> None:
    assert "hw0.md: no steps found in" in shown(Document("hw0.md"))


def test_json_is_the_contracts() -> None:
    found = json.loads(json_.text([SAMPLE]))
    assert found["schema"] == "pushthrough.check/1"
    assert found["summary"] == {"proved": 1, "checked": 0, "refuted": 2, "open": 1, "unread": 1}
    (document,) = found["documents"]
    first, second, *_, proved = document["steps"]
    assert (first["id"], first["line"], first["column"]) == ("hw0.md:3:3", 3, 3)
    assert (first["end_line"], first["end_column"]) == (3, 32)
    assert (second["line"], second["end_line"]) == (5, 6)
    assert first["counterexample"]["values"]["X"] == [["1"], ["0"]]
    assert first["repair"]["verdict"] == "proved"
    assert first["evidence"] is proved["counterexample"] is proved["repair"] is None
    assert proved["evidence"]["samples"] == 40
    assert document["symbols"][0] == {
        "name": "X",
        "kind": "matrix",
        "shape": ["n", "d"],
        "assumptions": ["full column rank"],
        "from": "stated",
        "line": 2,
    }


def test_sarif_points_and_repairs_exactly() -> None:
    (run,) = json.loads(sarif.text([SAMPLE]))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 29, "endLine": 3, "endColumn": 32}
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change["deletedRegion"] == place["region"]
    assert change["insertedContent"] == {"text": "X^\\top y"}
    assert "fixes" not in run["results"][1]


def test_sarif_offers_no_fix_that_is_in_doubt() -> None:
    twice = step("p = q", "refuted", repair=Repair("X^\\top y", "X -> X^\\top"))
    assert "fixes" not in sarif.text([Document("hw0.md", (), (twice,))])
    added = step("p = q", "refuted", repair=Repair("X has full column rank", "add: X has full column rank"))
    assert "fixes" not in sarif.text([Document("hw0.md", (), (added,))])


def test_junit_has_a_case_for_each_step() -> None:
    root = ElementTree.fromstring(junit.text([SAMPLE]))
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("5", "2", "2")
    cases = suite.findall("testcase")
    assert cases[0].get("name") == "line 3: \\nabla f = 2X^\\top X w - 2X y"
    failure = cases[0].find("failure")
    assert failure is not None
    assert "fails at: n = 2" in str(failure.text)
    assert not [child for child in cases[4] if child.tag != "properties"]


def test_github_commands_stand_on_a_line_each() -> None:
    rows = github.text([SAMPLE]).split("\n")
    assert [row.split(" ")[0] for row in rows] == [
        "::error",
        "::error",
        "::warning",
        "::notice",
        "::notice",
        "::notice",
    ]
    assert rows[0].startswith("::error file=hw0.md,line=3,endLine=3,col=29,endColumn=32,title=refuted [transpose]::")
    assert "col=" not in rows[1]
    assert rows[-1] == "::notice title=pushthrough::1 proved, 2 refuted, 1 open, 1 unread of 5"


def test_hostile_text_stays_text_everywhere() -> None:
    document = hostile()
    rows = github.text([document]).split("\n")
    assert all(row.startswith(("::error file=a%2Cb%3A%25", "::notice title=pushthrough::")) for row in rows)
    assert not any("\r" in row or "\x00" in row or "\x1b" in row for row in rows)
    assert "%250A::error" in rows[0]
    ElementTree.fromstring(junit.text([document]).encode())
    assert json.loads(json_.text([document]))["documents"][0]["steps"][0]["reason"] == HOSTILE
    json_.text([document]).encode()
    (result,) = json.loads(sarif.text([document]))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2Cb%3A%25%00.md"
    text = shown(document)
    text.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)


def test_every_character_shows_and_none_acts() -> None:
    assert visible("a\x00\x1b\u202e\x85b") == "a␀␛\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("\\mathbf X", "X"), ("\\lambda_{1}", "λ_1"), ("\\bm{w}", "w"), ("W^{(1)}", "W⁽¹⁾"), ("w^*", "w*")],
)
def test_letters_are_named_plainly(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_terminal_gets_colour_and_a_file_none() -> None:
    file = io.StringIO()
    show(Console(file=file, width=80, force_terminal=True, color_system="standard"), [SAMPLE], 0.8)
    assert "\x1b[" in file.getvalue()
    assert "\x1b[" not in shown(SAMPLE)


def test_every_cause_has_a_rule() -> None:
    assert {cause for cause in words.CAUSES if cause} <= CAUSES.keys()
