"""Sheets as self-contained HTML: styles, KaTeX and its fonts inside the file, nothing fetched."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from reports.latex import TEMPLATES
from reports.macros import for_katex
from reports.views import Prose, SheetView

KATEX = Path(__file__).parent / "vendor" / "katex"


@cache
def _katex_css() -> Markup:
    """KaTeX's style sheet with its WOFF2 fonts as data."""
    css = (KATEX / "katex.min.css").read_text(encoding="utf-8")

    def inlined(match: re.Match[str]) -> str:
        data = base64.b64encode((KATEX / match[1]).read_bytes()).decode()
        return f'src:url(data:font/woff2;base64,{data}) format("woff2")'

    return Markup(
        re.sub(r'src:url\(([^)]+\.woff2)\) format\("woff2"\)(?:,url\([^)]*\) format\("[^"]*"\))*', inlined, css)
    )


def prose(spans: Prose) -> Markup:
    """Running text with inline formulas."""
    return Markup("").join(formula(s.value, inline=True) if s.kind == "math" else escape(s.value) for s in spans)


def formula(tex: str, *, inline: bool = False) -> Markup:
    """A formula for KaTeX, readable as LaTeX until it is set."""
    tag = "span" if inline else "div"
    return Markup('<{0} class="tex" data-display="{1}">{2}</{0}>').format(tag, str(not inline).lower(), tex)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "prose": prose,
        "formula": formula,
        "inline": lambda tex: formula(tex, inline=True),
        "svg": Markup,
    }
    return environment


def render(view: SheetView) -> str:
    """The HTML page of a sheet."""
    script = (KATEX / "katex.min.js").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("sheet.html.jinja")
        .render(sheet=view, katex_css=_katex_css(), katex_js=Markup(script), macros=Markup(json.dumps(for_katex())))
    )


def render_index(views: Sequence[SheetView], *, pdf: bool) -> str:
    """A page that lists sheets with their counts and files."""
    return _environment().get_template("index.html.jinja").render(sheets=views, pdf=pdf)
