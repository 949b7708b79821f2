"""Solution sets on disk: every file whole, PDFs where TeX can be had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from derivations.derivation import Sheet
from numeric.verify import Verified
from reports import html, latex
from reports.build import sheet_view
from reports.files import write
from reports.pdf import TeXFailed, TeXMissing, compiled
from reports.views import SheetView


def write_reports(found: list[tuple[Sheet, list[Verified]]], out: Path, *, pdf: bool) -> Iterator[str]:
    """Write each sheet and an index to a folder; yield a line for the reader on each. OutputError."""
    views = [sheet_view(sheet, {v.derivation.id: v for v in verified}) for sheet, verified in found]
    missing = ""
    for view in views:
        write(out / f"{view.id}.html", html.render(view))
        tex = latex.render(view)
        write(out / f"{view.id}.tex", tex)
        made = ["html", "tex"]
        figures = _figures(view, out)
        if pdf and not missing:
            try:
                write(out / f"{view.id}.pdf", compiled(tex, figures))
                made.insert(0, "pdf")
            except TeXMissing as error:
                missing = str(error)
            except TeXFailed as error:
                yield f"{out / view.id}.pdf was not written: {error}"
        yield f"{out / view.id}.{{{','.join(made)}}}"
    write(out / "verified.sty", (latex.TEMPLATES / "verified.sty").read_bytes())
    write(out / "index.html", html.render_index(views, pdf=pdf and not missing))
    yield f"{out / 'index.html'} lists them all"
    if missing:
        yield f"no PDFs: {missing}"


def _figures(view: SheetView, out: Path) -> dict[str, bytes]:
    drawn = [claim.figure for section in view.sections for claim in section.claims if claim.figure]
    for figure in drawn:
        write(out / f"{figure.stem}.pdf", figure.pdf)
    return {f"{figure.stem}.pdf": figure.pdf for figure in drawn}
