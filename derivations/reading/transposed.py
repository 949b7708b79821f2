"""Derivatives whose entries a text puts the other way: at (i, j) stands what belongs to x_ji, J_ij is ∂f_j/∂x_i."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.prose.clauses import Clause

_PLACE = re.compile(
    r"\$\((\w),(\w)\)\$|\(\$?(\w)\$?, ?\$?(\w)\$?\)|\brow \$?(\w)\$?,? (?:and )?column \$?(\w)\b|[\])]_\{(\w),?(\w)\}\$"
)
_ENTRY = re.compile(r"_\{?(\w),?(\w)\}?:?=(?=[^$]*\\partial)")
_NAME = r"(?:\\(?:mathbf|bm|boldsymbol|mathrm)\{\\?[a-zA-Z]+\}|\\?[a-zA-Z]+)"
_BY_COLUMN = re.compile(
    rf"\\partial ?{_NAME}_\{{?(\w)\}}?(?:\([^()]*\))?(?:/|\}}\{{)\\partial ?{_NAME}_\{{?(\w)\}}?(?!\w)"
)
_BY_MATRIX = re.compile(
    rf"(?:\\partial ?|\b(?:by|to|in|wrt|w\.r\.t\.|for)\s+(?:the (?:entry|number|weight) )?\$){_NAME}"
    r"_\{?(\w),?(\w)\}?(?![\w,])"
)
_TURNED = re.compile(
    r"\b(?:derivatives?|jacobians?|gradients?)\b[^.;]{0,40}\b(?:are|is|come|comes) (?:\w+ )?transposed\b"
    r"|\brows?\b[^.;]{0,50}\b(?:for|to|by|index\w*|number\w*)\b[^.;]{0,15}\b(?:inputs?|arguments?)\b"
    r"|\bcolumns?\b[^.;]{0,50}\b(?:for|to|by|index\w*|number\w*)\b[^.;]{0,15}\boutputs?\b",
    re.IGNORECASE,
)
_DERIVATIVES = re.compile(
    r"\bderivativ|\bjacobian|\bpartials?\b|\bgradient|\\partial|\\nabla|\bdifferentiat", re.IGNORECASE
)
_ARRANGED = re.compile(
    r"\b(?:conventions?|notation|collect\w*|arrang\w*|layout|stor\w+|stack\w*|hold\w*|beware|careful|caution"
    r"|attention|handout|book|text|course|lecture|sheet|code|library"
    r"|we (?:write|put|place|define|denote)|let|define\w*|denot\w*"
    r"|where|with|has|have|position|place|means?|understood|read)\b",
    re.IGNORECASE,
)
_CONCLUDED = re.compile(
    r"^\W*(?:and |but )?"
    r"(?:hence|thus|so|therefore|then|we (?:get|obtain|find|see|have)|show|prove)\b",
    re.IGNORECASE,
)
_OWN_LAYOUT = re.compile(r"\bdenominator[- ](?:layout|convention)", re.IGNORECASE)
EVERY = r"\\partial|\\nabla|(?<!\S)[JD](?!\S)|\\mathbf \{ J"


def transposed(clause: Clause, said: str) -> Iterator[str]:
    """Where derivatives stand in formulas, if a clause puts their entries the other way."""
    text = clause.affirmed
    if not _DERIVATIVES.search(text) or _CONCLUDED.search(text):
        return
    if _TURNED.search(text) and not _OWN_LAYOUT.search(said):
        yield EVERY
    places = {_pair(found) for pattern in (_PLACE, _ENTRY) for found in pattern.finditer(text)}
    columns = () if _OWN_LAYOUT.search(said) else _BY_COLUMN.finditer(text)
    turned = {_pair(found)[::-1] for found in (*columns, *_BY_MATRIX.finditer(text))}
    if _ARRANGED.search(text) and any(place in turned and place[0] != place[1] for place in places):
        yield EVERY


def _pair(found: re.Match[str]) -> tuple[str, str]:
    first, second = [group for group in found.groups() if group is not None]
    return first, second
