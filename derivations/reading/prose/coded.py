r"""Code within a line: the letters that it computes, as in `s = (y - yhat).sum()`, which no formula then defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivations.letters import GREEK
from derivations.reading.names import with_scripts
from derivations.reading.prose.formulas import Formula
from derivations.reading.prose.marks import FIRST, MARK

COMMANDS = re.compile(r"\\(?:texttt|lstinline|code|mintinline\{\w+\})\s*\{(?P<code>(?:[^{}]|\{[^{}]*\})*)\}")
_ASSIGNED = re.compile(
    r"(?:^|[;\n]|(?<=,)|\b(?:let|set|do)\b)\s*(?P<names>\w+(?:\s*,\s*\w+)*)\s*"
    r"(?:[-+*/@:]?=(?!=)|<-)(?P<value>[^;\n]*)"
)
_NAMED = re.compile(
    rf"({MARK})\s*,?\s*(?:=|:=|is|be|equals|is (?:computed|calculated|given|obtained|formed) (?:as|by|with|via|from)"
    r"|stands for|denotes|for|as)\s+(?:the (?:result|output|value) of\s+|what\s+)?$",
    re.IGNORECASE,
)
_COMPUTES = re.compile(r"[-+*/@(\[]|\.\w")
_ACCENTED = re.compile(rf"([A-Za-z]|{'|'.join(GREEK)})_?(hat|bar|tilde)")
_COUNTS = re.compile(r"\bshape\b|\blen\(|\bsize\b|\bndim\b")


def written(code: str) -> str:
    """A piece of code as it stands in a section's text: between ticks."""
    return f" `{' '.join(code.replace('$', ' ').replace('`', ' ').split())[:160]}` "


def assigned(code: str) -> Iterator[str]:
    """The letters to which a piece of code assigns what it computes; not those that name a number or a size."""
    for found in _ASSIGNED.finditer(code.strip()):
        value = found["value"].strip()
        if _COMPUTES.search(value.lstrip("-")) and not _COUNTS.search(value):
            yield from filter(None, map(_letter, re.split(r"\s*,\s*", found["names"])))


def named(before: str, code: str, formulas: Sequence[Formula]) -> str:
    """The letter that words before a piece of code call it: where $s$ is `y.sum()`; empty when they do not."""
    found = _NAMED.search(before)
    if found is None or not _COMPUTES.search(code) or _COUNTS.search(code) or ord(found[1]) - FIRST >= len(formulas):
        return ""
    formula = formulas[ord(found[1]) - FIRST]
    return _letter(formula.span.text.strip().lstrip("\\")) or ""


def defines(name: str, formulas: Sequence[Formula]) -> bool:
    """Whether one of some formulas gives a letter a value."""
    sides = (re.split(r":?=|\\coloneqq", formula.span.text, maxsplit=1) for formula in formulas)
    return any(len(side) == 2 and _bare(side[0]) == _bare(name) for side in sides)


def _bare(name: str) -> str:
    """A name without fonts, braces and spaces."""
    return re.sub(r"\\(?:mathbf|boldsymbol|bm|mathrm|text)(?![a-z])|[\\\s{}$]", "", name)


def _letter(name: str) -> str | None:
    """The letter of formulas that a name in code stands for: W1 for W_1; None for a word."""
    accented = _ACCENTED.fullmatch(name)
    if accented is not None:
        return f"\\{accented[2]} {accented[1]}"
    base, _, low = name.partition("_")
    digits = base[len(base.rstrip("0123456789")) :]
    base = base.removesuffix(digits)
    if not ((len(base) == 1 and base.isalpha()) or base in GREEK) or (digits and low):
        return None
    low = low or digits
    return with_scripts(base, low)
