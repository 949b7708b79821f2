"""Pages: text is escaped, templates refuse what is undefined, the same input gives the same bytes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import jinja2
import pytest

from derivations.derivation import sheets
from numeric.verify import verify
from reports import html, latex
from reports.build import sheet_view
from reports.files import OutputError, write
from reports.latex import TeX, escaped
from reports.pdf import TeXFailed, compiled
from reports.views import SheetView

HOSTILE = "\\input{/etc/passwd} $x$ \\write18{ls} <script>alert(1)</script> ^^41 %& \u202e\x07 ∰"


@cache
def view() -> SheetView:
    sheet = next(s for s in sheets() if s.id == "eecs182-hw0-4a")
    return sheet_view(sheet, {c.id: verify(c) for c in sheet.claims()})


def test_text_is_never_tex() -> None:
    shown = escaped(HOSTILE)
    assert "\\input" not in shown
    assert "\\write" not in shown
    assert "$x$" not in shown
    assert "U+202E" in shown
    assert "U+0007" in shown
    assert escaped(TeX("\\alpha")) == "\\alpha"
    with pytest.raises(ValueError, match="nothing reached"):
        escaped(None)


def test_hostile_titles_stay_text_on_both_pages() -> None:
    hostile = replace(view(), title=HOSTILE)
    assert "\\input{/etc" not in latex.render(hostile)
    assert "<script>alert" not in html.render(hostile)


def test_an_undefined_name_in_a_template_raises() -> None:
    with pytest.raises(jinja2.UndefinedError):
        latex._environment().from_string("<< nothing >>").render()


def test_the_html_fetches_nothing() -> None:
    page = html.render(view())
    assert not re.search(r"(?:src|href)=[\"']https?:", page)
    assert "url(http" not in page
    assert page.count("data:font/woff2;base64,") >= 15
    for word in ("proved", "refuted", "ridge-a-sol"):
        assert word in page


def test_every_sheet_becomes_tex_and_html() -> None:
    sheet = next(s for s in sheets() if s.id == "hw0-worked-solutions")
    built = sheet_view(sheet, {c.id: verify(c) for c in sheet.claims()})
    assert "\\begin{document}" in latex.render(built)
    assert "el-iii-amb" in html.render(built)
    assert "hw0-worked-solutions.html" in html.render_index([built], pdf=False)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.txt"
    write(target, "text")
    assert target.read_text() == "text"
    with pytest.raises(OutputError, match="cannot write"):
        write(target / "c.txt", "text")
    assert [p.name for p in target.parent.iterdir()] == ["b.txt"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("latexmk") is None, reason="no TeX on this machine")
def test_the_pdf_is_the_same_byte_for_byte() -> None:
    tex = latex.render(view())
    first = compiled(tex, {})
    assert first.startswith(b"%PDF")
    assert first == compiled(tex, {})


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("latexmk") is None, reason="no TeX on this machine")
def test_tex_errors_and_time_limits_are_said() -> None:
    with pytest.raises(TeXFailed, match="Undefined control sequence"):
        compiled("\\documentclass{article}\\begin{document}\\nosuch\\end{document}", {})
    with pytest.raises(TeXFailed, match="took longer"):
        compiled("\\documentclass{article}\\begin{document}\\loop\\iftrue\\repeat\\end{document}", {}, seconds=3)
