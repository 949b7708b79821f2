"""Conditions that a step needs and nobody states, where the text says that they need not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivations.kernel.expression import Apply
from derivations.letters import GREEK
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import LESS, UNEQUAL
from derivations.printing import plain
from derivations.reading.links import Link
from derivations.reading.scope import base_of
from derivations.trees import walk
from numeric.checking.claims import letters

EXCLUDED = "it holds only where {}, and the text says `{}`"
BEYOND = "it holds only where {}, and the text says only that there is an inverse"

_SENTENCE = re.compile(r"(?<=[.?!;])\s+(?=[A-Z$\\*])|\n\s*\n")
_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)")
_DENIED = re.compile(
    r"\bsingular\b(?! (?:value|vector))|\bdegenerate\b|\b(?:non-?|un)invertible\b|\bnot(?: be| necessarily)?(?: an?)? "
    r"(?:invertible|regular|nonsingular|positive|definite|of full|full)\b|\brank[- ]deficient\b|\bno inverse\b"
    r"|\b(?:does|do|need|must|may|might|can|has|have|is|are|be)(?: not|n't)\b[^.;,]{0,30}"
    r"\b(?:rank|invert\w*|inverse|positive|definite|independent|nonzero|regular)\b|\blinearly dependent\b"
    r"|\bnilpotent\b|\bskew-?\s?symmetric\b|\bnegative\b|\bless than full\b|\bindefinite\b"
    r"|\bnot (?:assumed|required)\b|\bwithout (?:any )?(?:assum\w+|requir\w+)\b"
    r"|\bpossibly (?:zero|singular|negative)\b|\bmay be (?:zero|singular|0)\b"
    r"|\b(?:or|including|even if|also for) (?:zero|singular|negative)\b"
)
_OF_MATRICES = re.compile(r"singular|invert|rank|inverse|definite|dependent|degenerate|nilpotent|skew|regular|full")
_SIGNED = re.compile(r"negative|positive")  # which rules no zero in
_WORD = re.compile(r"\\(?:operatorname|text|mathrm|mathbb|mathcal)\*?\s*\{[^{}]*\}")
_NOT = re.compile(r"\b(?:un)?(?:if|unless|were|would|when|not|non|never|no longer)\s*(?:\w+\s*)?$")
_EVERY = re.compile(
    r"\b(?:for (?:all|any|every|each|arbitrary)|any|every|arbitrary|whatever|no matter|regardless of|irrespective of"
    r"|independent(?:ly)? of the (?:sign|value) of)\b(?:\s+(?!and\b|then\b)[\w-]+){0,4}\s*"
    r"(?P<names>(?:\0\d+\0[,\s]*(?:and\s*)?)+)"
    r"|(?P<after>\0\d+\0)\s+(?:is|be|are|being|denotes?)\s+(?:an?\s+)?(?:completely\s+)?(?:any|arbitrary|every)\b"
)


def excluded(link: Link, missing: Sequence[Apply]) -> str:
    """Why a step that needs conditions is not proved under them: words deny them, or speak of all values."""
    said = list(_said(link))
    for p in missing:
        names = {base_of(name).lstrip("\\") for name in letters(p)}
        for words, formulas in said:
            found = _denied(words, formulas, names, p) or _of_every(words, formulas, names)
            if found:
                return EXCLUDED.format(plain(p), found)
    signs = [p for p in missing if _is_of_sign(p)]
    if len(signs) > 1 and any("invertible" in words for words, _ in said):  # one says only that a logarithm exists
        return BEYOND.format(plain(signs[0]))
    return ""


def _said(link: Link) -> Iterator[tuple[str, list[str]]]:
    """The sentences up to a link: words with marks, and the formulas for which these stand."""
    text = link.span.source.text[: link.span.start]
    start = max([0, *(m.start() for m in re.finditer(r"^#+ |\\(?:sub)*section", text, re.MULTILINE))])
    for sentence in _SENTENCE.split(text[start:]):
        formulas = _FORMULA.findall(sentence)
        count = iter(range(len(formulas)))
        yield _FORMULA.sub(lambda m, count=count: f"\0{next(count)}\0", sentence).lower(), formulas


def _names(formula: str) -> set[str]:
    """The letters of a formula without those of sets, fonts and words."""
    formula = _WORD.sub("", formula)
    left = re.split(r"\\in\b|>|<|\\g(?:e|t)|\\l(?:e|t)\b|\\ne", formula)[0]
    return {w.lstrip("\\") for w in re.findall(r"\\[a-zA-Z]+|[a-zA-Z]", left)} & {*map(chr, range(65, 123)), *GREEK}


def _denied(words: str, formulas: list[str], names: set[str], p: Apply) -> str:
    """Words that deny a condition; those on matrices say nothing of plain numbers."""
    of_matrices = any(isinstance(q, Apply) and q.operation.name == "determinant" for q in walk(p))
    numbers = not of_matrices and all(q.shape == SCALAR for q in p.arguments)
    if not any(_names(f) & names for f in formulas):
        return ""
    for match in _DENIED.finditer(words):
        other = (numbers and _OF_MATRICES.search(match[0])) or (p.operation is UNEQUAL and _SIGNED.search(match[0]))
        if not other and not _NOT.search(words[: match.start()]):
            return match[0].strip()
    return ""


def _of_every(words: str, formulas: list[str], names: set[str]) -> str:
    for match in _EVERY.finditer(words):
        places = [int(k) for k in re.findall(r"\0(\d+)\0", match["names"] or match["after"])]
        if any(_names(formulas[k]) & names for k in places if k < len(formulas)):
            return " ".join(re.sub(r"\0\d+\0", "…", match[0]).split())
    return ""


def _is_of_sign(p: Apply) -> bool:
    """Whether a condition asks for the sign of a determinant, of which invertibility says nothing."""
    names = {q.operation.name for q in walk(p) if isinstance(q, Apply)}
    return p.operation is LESS and "determinant" in names and "abs" not in names
