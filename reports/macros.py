"""LaTeX macros that our printers use, once for TeX and once for KaTeX."""

from __future__ import annotations

MACROS = {
    "\\mat": (1, "\\bm{#1}"),
    "\\vect": (1, "\\bm{#1}"),
    "\\E": (0, "\\mathbb{E}"),
    "\\R": (0, "\\mathbb{R}"),
    "\\ind": (0, "\\mathbf{1}"),
}


def for_tex() -> str:
    """The macros as \\newcommand lines."""
    lines = (f"\\newcommand{name}{f'[{count}]' if count else ''}{{{body}}}" for name, (count, body) in MACROS.items())
    return "\n".join(lines)


def for_katex() -> dict[str, str]:
    """The macros as KaTeX takes them."""
    return {name: body for name, (_, body) in MACROS.items()} | {"\\bm": "\\boldsymbol{#1}"}
