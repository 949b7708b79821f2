"""Audit sheets: what a document holds is shown, never run, in HTML and in LaTeX."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_check_outputs import ALARM, HOSTILE, REFUTED, SAMPLE, hostile

from numeric.checking.result import Document
from numeric.judge import Counterexample
from reports.check.audit import audit_view, html, latex, stems, typed, write_audit

NO_TEX = shutil.which("latexmk") is None


def test_a_sheet_says_what_was_written_and_what_was_read() -> None:
    view = audit_view(SAMPLE, "hw0")
    assert view.counts["refuted"] == 2
    first = view.steps[0]
    assert (first.rows[0].number, first.rows[0].before, first.rows[0].after) == ("3", "$$", "$$")
    assert first.read == REFUTED.read
    assert first.witness is not None
    assert ("X", "\\begin{bmatrix} 1 \\\\ 0 \\end{bmatrix}") in first.witness.point
    page = html(view)
    for said in ("a transpose is missing", "proved</span> after this repair", "by convention", "shape of K unknown"):
        assert said in page


def test_the_page_fetches_nothing() -> None:
    page = html(audit_view(SAMPLE, "hw0"))
    assert not re.search(r"(?:src|href)=[\"']https?:", page)
    assert "url(http" not in page


def test_hostile_text_is_shown_and_not_run() -> None:
    view = audit_view(hostile(), "hostile")
    tex, page = latex(view), html(view)
    body = tex.split("\\begin{document}")[1]
    for command in ("\\input", "\\write", "$x$", "]]>\n"):
        assert command not in body
    assert "\x00" not in tex + page
    assert "passwd} \\write18{rm} </script>" not in page
    assert page.count("</script>") == 2
    tex.encode()
    page.encode()


def test_a_hostile_letter_is_no_tex() -> None:
    found = Counterexample({}, {HOSTILE: "1", "\\lambda_{1}": "2", "x^{^{5}}}": "3"}, "1", "2", "equal")
    (step,) = audit_view(Document("a.md", (), (replace(REFUTED, counterexample=found),)), "a").steps
    assert step.witness is not None
    (first, _), (second, _), (third, _) = step.witness.point
    assert re.fullmatch(r"\\text\{[A-Za-z0-9?]*\}", first)
    assert second == "\\lambda_{1}"
    assert re.fullmatch(r"\\text\{[A-Za-z0-9?]*\}", third)


def test_text_as_typed_is_escaped_letter_by_letter() -> None:
    assert typed("\\a").replace("\\allowbreak{}", "") == "\\textbackslash{}a"
    assert "U+65E5" in typed("日")


def test_two_documents_of_one_name_get_sheets_of_their_own() -> None:
    assert stems(["a/hw.md", "b/hw.tex", "HW.md", "-", "hw-2.md"]) == ["hw", "hw-2", "HW-3", "document", "hw-2-2"]


def test_sheets_are_written_without_tex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    said = write_audit([SAMPLE, Document("b/hw0.md")], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"hw0.audit.html", "hw0.audit.tex", "hw0-2.audit.html"}
    assert said[-1].startswith("no PDFs: install TeX")


@pytest.mark.slow
@pytest.mark.skipif(NO_TEX, reason="no TeX on this machine")
def test_sheets_compile_whatever_the_document_holds(tmp_path: Path) -> None:
    said = write_audit([SAMPLE, hostile(), Document("empty.md"), Document("alarm.md", (), (ALARM,))], tmp_path)
    assert len(list(tmp_path.glob("*.audit.pdf"))) == 4, said
