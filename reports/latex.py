"""Sheets as LaTeX, by Jinja templates that hold no logic.

Text is escaped unless one of our printers made it: a forgotten filter shows as visible backslashes,
never as executed TeX.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from derivations.letters import LETTERS
from reports.macros import for_tex
from reports.views import Prose, SheetView

TEMPLATES = Path(__file__).parent / "templates"


class TeX(str):
    """A text that is LaTeX already, made by a printer of ours."""

    __slots__ = ()


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"{`}",
}
_MATHEMATICAL = {
    **{letter: f"$\\{name}$" for name, letter in LETTERS.items()},
    "−": r"$-$",
    "≥": r"$\ge$",
    "≤": r"$\le$",
    "≠": r"$\ne$",
    "²": r"\textsuperscript{2}",
    "ᵀ": r"$^{\top}$",
    "⁻": r"$^{-}$",
    "¹": r"\textsuperscript{1}",
    "×": r"$\times$",
    "√": r"$\surd$",
    "⁺": r"$^{+}$",
    "ŵ": r"$\hat w$",
    "“": r"``",
    "”": r"''",
    "’": r"'",
    "–": r"--",
    "·": r"\textperiodcentered{}",
    "‖": r"$\|$",
    "∀": r"$\forall$",
    "⟹": r"$\Rightarrow$",
    "⟺": r"$\Leftrightarrow$",
    "∂": r"$\partial$",
    "∇": r"$\nabla$",
    "ε": r"$\varepsilon$",
    "…": r"\dots{}",
}
_PATTERN = re.compile("|".join(map(re.escape, _SPECIAL | _MATHEMATICAL)))
_ODD = re.compile("[^\x20-\x7e\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")


def escaped(value: object) -> TeX:
    """Any value as text that TeX prints literally; characters that its fonts lack, as their code points."""
    if isinstance(value, TeX):
        return value
    if value is None:
        raise ValueError("nothing reached a LaTeX template where text was expected")
    kept = re.sub(r"\s", " ", str(value))
    pieces = re.split(f"({_PATTERN.pattern})", kept)
    shown = (
        (_SPECIAL | _MATHEMATICAL).get(p) or _ODD.sub(lambda m: f"\\textnormal{{\\tiny[U+{ord(m[0]):04X}]}}", p)
        for p in pieces
    )
    return TeX("".join(shown))


def prose(spans: Prose) -> TeX:
    """Running text with inline formulas."""
    return TeX("".join(f"${s.value}$" if s.kind == "math" else escaped(s.value) for s in spans))


@cache
def _environment() -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=escaped,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"prose": prose, "math": TeX}
    return environment


def render(view: SheetView) -> str:
    """The LaTeX document of a sheet."""
    return _environment().get_template("sheet.tex.jinja").render(sheet=view, macros=TeX(for_tex()))
