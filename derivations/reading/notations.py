"""Notations to which a text gives another meaning than the usual one: A² for the squares of entries, X⁺ for the next X.

A notation is told by its form in formulas. Words that say what it stands for are compared with the usual ones; where
they are others, nothing that is written with the notation is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Notation:
    """How a notation looks between dollars, without spaces; what it usually means; where it occurs in tokens."""

    looks: str
    usual: re.Pattern[str]
    construct: re.Pattern[str]


def _notation(looks: str, usual: str, construct: str) -> Notation:
    return Notation(looks, re.compile(rf"\b(?:{usual})", re.IGNORECASE), re.compile(construct))


_LETTER = r"(?:\\[a-zA-Z]+\{\\?[a-zA-Z]+\}|\\[a-zA-Z]+|[a-zA-Z]|\([^()$]*\))"
_FUNCTION = r"(?!_)(?:\([^()$]*\)|\[[^\]$]*\]|\{?[a-zA-Z]\}?)?"
_NORMS = r"norms?\b(?! (?:that|which|on|induced))|length|usual|euclid|frobenius|magnitude|size"
TABLE = (
    _notation(rf"{_LETTER}\^(?:\d|\{{\d\}}|k|n|\{{k\}})",
              "square|power|product|cube|matrix|second|usual|ordinary|varian",
              r"\^ (?:[2-9kn]|\{ [2-9kn] \})(?![a-zA-Z])"),
    _notation(rf"{_LETTER}\^\{{-1\}}", r"(?:matrix |usual |true )?inverse|reciprocal of|precision|covariance|unique",
              r"\^ \{ - 1 \}"),
    _notation(rf"{_LETTER}\^\{{?[+]\}}?", "pseudo|moore|generali[sz]ed|penrose|left inverse|right inverse|the matrix",
              r"\^ (?:\+|\{ \+ \})"),
    _notation(rf"{_LETTER}\^(?:\\top|T|\{{T\}}|\{{\\top\}}|\\intercal)", "transpos|row|usual|dual|inner|adjoint",
              r"\^ (?:\{ )?(?:\\top|T|\\intercal)(?![a-zA-Z])"),
    _notation(rf"{_LETTER}'", "transpos|row", r"(?<!\S)'(?!\S)"),
    _notation(r"\\\|(?:\\?[a-zA-Z]+|\\cdot)\\\|", _NORMS, r"\\(?:\||Vert|lVert|left \\\||norm)"),
    _notation(r"\|(?:\\?[a-zA-Z]+|\\cdot)\|", "determinant|absolute|modulus|magnitude|norm|size|usual",
              r"(?<!\\left )(?<!\S)(?:\||\\[lr]?vert)(?!\S)"),
    _notation(rf"(?:\\nabla(?:_\{{?\w+\}}?)? ?{_FUNCTION})",
              "gradient|vector|column|row|derivative|jacobian|matrix|hessian", r"\\nabla"),
    _notation(r"\\log(?:\([^()$]*\)|[a-z])?", "natural|logarithm$|usual|base e|napier|entr|element|component|matrix",
              r"\\log(?!\S)"),
    _notation(r"\\exp(?:\([^()$]*\)|[a-zA-Z])?", "exponential|usual|entr|element|component", r"\\exp(?!\S)"),
    _notation(r"\\odot|[a-zA-Z]\\odot[a-zA-Z]", "hadamard|element|entr|component|coordinate|point|schur", r"\\odot"),
    _notation(r"\\circ|[a-zA-Z]\\circ[a-zA-Z]", "hadamard|element|entr|component|point|schur|composition", r"\\circ"),
    _notation(r"\\otimes|[a-zA-Z]\\otimes[a-zA-Z]", "kronecker|outer|tensor", r"\\otimes"),
    _notation(r"\\cdot|[a-zA-Z]\\cdot[a-zA-Z]", "product|multipl|inner|dot|scalar|usual", r"\\cdot"),
    _notation(r"\\sum(?:_\{?\w+\}?)?", "sum", r"\\sum"),
    _notation(rf"(?:\\mathbb ?\{{?E\}}?|\\operatorname\{{E\}}|E){_FUNCTION}", "expect|mean|average",
              r"\\mathbb (?:\{ )?E|E(?= \[)"),
    _notation(rf"(?:\\(?:operatorname|mathrm|text)\{{[vV]ar\}}|\\Var){_FUNCTION}", "varian|covarian",
              r"[vV]ar(?![a-z])"),
    _notation(rf"(?:\\(?:operatorname|mathrm|text)\{{[cC]ov\}}|\\Cov){_FUNCTION}", "covarian|varian",
              r"[cC]ov(?![a-z])"),
    _notation(rf"(?:\\(?:operatorname|mathrm|text)\{{[tT]r(?:ace)?\}}|\\tr){_FUNCTION}", "trace|sum",
              r"(?:\\operatorname|\\mathrm|\\text|\\|\b)[tT]r(?:ace)?(?![a-z])"),
    _notation(rf"(?:\\det){_FUNCTION}", "determinant|product", r"\\det(?!\S)"),
    _notation(rf"(?:\\max|\\min){_FUNCTION}", "max|min|larg|small|great|bigger|usual|entr|elem",
              r"\\(?:max|min)(?!\S)"),
    _notation(r"\\frac\{\\?(?:d|partial)[^{}]*\}\{\\?(?:d|partial)[^{}]*\}",
              "derivative|partial|gradient|jacobian|slope|rate|vector|row|column|matrix",
              r"\\(?:frac \{ (?:d|\\partial))"),
)  # fmt: skip
_NAMES = (
    r"(?:denotes?|stands? for|means|(?:shall|will) mean|is (?:to be )?(?:read|understood|interpreted) as|indicates"
    r"|signifies)"
)
_STANDS = re.compile(
    rf"^\W*(?:always |here |now |will |shall |simply |just )?(?:to )?{_NAMES}\s+(?P<what>[^.;]*)", re.IGNORECASE
)
_CHANGED = (
    r"(?:entry|element|component|coordinate|point)-? ?wise|entry by entry|of (?:the|its|each|all) (?:entries|elements)"
    r"|successor|derivative|next|updated?|new|previous|copy|another|other|second|complement|conjugate|adjoint|dual"
    r"|weighted|label|layer|iterat\w+|positive part|negative part|reciprocals?|total|median|mode|binary|decimal"
    r"|squared norm|number of|natural gradient|hermitian|restricted|convolution|kronecker|composition|semi-?norm"
)
_IS = re.compile(
    rf"^\W*(?:is|be|are|for)\s+(?:the|an?|its|our|some)\s+(?P<what>(?:[\w-]+\s+){{0,3}}(?:{_CHANGED})\b[^.;]*)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:write|writing|denote|denoting|use|using|put|set)\s+(?:by\s+)?$|\bby\s+$|\bwritten(?: as)?\s+$"
    r"|\bdenoted(?: by)?\s+$",
    re.IGNORECASE,
)
_FOR_WHAT = re.compile(
    r"^\W*(?:for|to (?:mean|denote)|we (?:denote|mean|understand)|as)\s+(?P<what>[^.;]*)", re.IGNORECASE
)
_BY = re.compile(r"\b(?:denot\w+|writ\w+|mean)\s+by\s+$|\b[Bb]y\s+$", re.IGNORECASE)
_THE = re.compile(r"^\s*(?P<what>(?:the|an?|its)\s[^.;]*)", re.IGNORECASE)
_BE = re.compile(r"^\s*be\s+(?P<what>(?:the|an?|its)\s[^.;]*)", re.IGNORECASE)
_NORM_GIVEN = re.compile(
    r"\$\\\|(?P<of>\\?[a-zA-Z]+)\\\|(?:\^2|\^\{2\})?(?::?=|\\equiv|\\triangleq)(?P<value>[^$]+)\$", re.IGNORECASE
)
_CONCLUDES = re.compile(r"\\q?quad|\\(?:Long)?[rR]ightarrow|\\implies|\\iff|,\s")
_PLAIN_LETTERS = frozenset(
    {"T", "top", "sqrt", "sum", "intercal", "langle", "rangle", "limits", "left", "right", "i", "j", "n", "d"}
)


def refused(said: str, formula: str) -> str:
    """Why a formula, its tokens with spaces between them, is not read after what a text says; empty when it is."""
    for notation, words in _renamed(said):
        if notation.construct.search(formula):
            return f"the text gives a notation in it another meaning: {words}"
    return ""


_DIFFERENTIAL = re.compile(
    r"(?<!\S)d (?:\( )?(?:\\(?:mathbf|bm|boldsymbol|vec|mathrm|tilde|hat|bar) )?(?:\{ )?"
    r"(?:\\(?!log|ln|exp|sigma|cdot|times|in\b)[a-zA-Z]+|[A-Za-z])"
)


_UPRIGHT = r"\\(?:mathrm|mathsf|text|rm) \{ d \}"
_INSIDE = r"(?:[^{}]|\{[^{}]*\})*"
_SLOPE = re.compile(  # a derivative, which is read
    rf"\\[dt]?frac \{{ {_UPRIGHT}{_INSIDE}\}} \{{ {_UPRIGHT}{_INSIDE}\}}|{_UPRIGHT} [^ ]* ?/ {_UPRIGHT}"
)


def differential(left: str, right: str, *, used: bool = False) -> bool:
    """Whether a side has differentials: an upright d, or both a d right before a letter, the left as its first sign.

    dL = g' dx is no product. Where a text is known to have `used` them, one d before a letter is enough.
    """
    upright = any(re.search(_UPRIGHT, _SLOPE.sub("", side)) for side in (left, right))
    if used and any(map(_DIFFERENTIAL.search, (left, right))):
        return True
    return upright or bool(_DIFFERENTIAL.match(left) and _DIFFERENTIAL.search(right))


@lru_cache(maxsize=512)
def _renamed(said: str) -> tuple[tuple[Notation, str], ...]:
    """The notations that a text gives another meaning, with its words."""
    return tuple(dict.fromkeys([*_by_words(said), *_by_formula(said)]))


def _by_words(said: str) -> Iterator[tuple[Notation, str]]:
    for notation in TABLE:
        for match in re.finditer(rf"\$(?:{notation.looks})\$", said):
            words = _meaning(said[max(0, match.start() - 60) : match.start()], said[match.end() : match.end() + 160])
            if words and not _is_usual(notation, words):
                yield notation, f"{match[0].strip('$')} is {words[:60].strip()}"


def _is_usual(notation: Notation, words: str) -> bool:
    """Whether words say what a notation usually means; a changed one may have the same noun."""
    pointwise = re.search(_CHANGED, words, re.IGNORECASE)
    own = notation.usual.search(words)
    return bool(own) and (not pointwise or bool(notation.usual.match(pointwise[0])))


def _meaning(before: str, after: str) -> str:
    """What words around a notation say that it stands for; empty when they do not."""
    found = _STANDS.match(after) or _IS.match(after)
    if found is None and _FOR.search(before):
        found = _FOR_WHAT.match(after) or (_BY.search(before) and _THE.match(after)) or None
    if found is None and re.search(r"\blet\s+$", before, re.IGNORECASE):
        found = _BE.match(after)
    if found is not None:
        return re.split(r",? (?:so|then|and|where|with|hence|thus)\b|, ", found["what"])[0]
    return ""


def _by_formula(said: str) -> Iterator[tuple[Notation, str]]:
    """‖x‖ = √(x'Mx): a norm of another kind."""
    for match in _NORM_GIVEN.finditer(said):
        value = _CONCLUDES.split(match["value"])[0]
        letters = set(re.findall(r"[a-zA-Z]+", value))
        inside = match["of"].lstrip("\\")
        others = letters - _PLAIN_LETTERS - {inside}
        root = "sqrt" in letters or "^2" in match[0][: match.start("value") - match.start()]
        if inside in letters and (others or not root) and "\\|" not in value:
            norm = next(one for one in TABLE if one.usual.pattern.endswith(rf"(?:{_NORMS})"))
            yield norm, match[0].strip("$")
