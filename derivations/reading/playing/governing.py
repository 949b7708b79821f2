"""Which word governs a formula: the nearest one before it that supposes, or the nearest that claims."""

from __future__ import annotations

import re
from typing import Literal

Governed = Literal["supposed", "claimed", ""]

_FORMULA = "[\ue000-\uf8ff]"
_SUPPOSING = re.compile(
    r"\b(?P<list>let|suppose(?: that)?|assum(?:e|ing)(?: that)?|where|with|such that|s\.t\.|subject to|satisfying"
    r"|obeying|requir(?:e|ing)(?: that)?|want|demand(?:ing)?|impos(?:e|ing)|choos(?:e|ing)"
    r"|tak(?:e|ing)|pick|put|consider|fix"
    r"|writ(?:e|ing)(?: (?:the )?svd)?|decompos\w+|factori[sz]\w*|svd|qr"
    r"|(?:singular value|eigen-?value|spectral|eigen-?|cholesky|qr) ?decomposition|substitut\w+"
    r"|plug\w*(?: in)?|partition|split|provided(?: that)?|as long as|unless)\b"
    r"|\b(?P<clause>if|when|whenever|given(?: that)?(?! by)|for|at|in case|once|iff|(?:if and )?only if"
    r"|(?:under|with|by) the (?:constraint|condition|restriction|assumption)s?(?: that)?)\b"
    r"|\b(?:solv(?:e|ing)|any(?: other)? solution (?:of|to)|(?:a|the) (?:[\w-]+ )?solutions? (?:of|to|for)"
    r"|a point (?:with|where))\b"
)
_CLAIMING = re.compile(
    r"\b(?:then|so(?! that)|thus|hence|therefore|whence|ha(?:ve|s)|gets?|got|finds?|found|obtain(?:s|ed)?|gives?|giving"
    r"|yield(?:s|ing)?|follow(?:s|ing)?|reads?|becomes?|becoming|equals?|is|are|was|were|be|impl(?:y|ies|ying)|means?"
    r"|shows?|shown|prove[sd]?|verif(?:y|ies)|conclude[sd]?|sees?|note|notice|observe|recall|because|since|as|holds?"
    r"|reduces?|simplif(?:y|ies|ied)|expand(?:s|ing)?|comput(?:e|es|ing)|differentiat\w+|using|by|indeed"
    r"|satisf(?:y|ies)|states?|leads?|turns?|amounts?|says|solution|proof|answer|identity|claim|fact|moreover|under"
    r"|derivatives?|gradients?|hessians?)\b"
)
_SUBJECT = r"(?:^|[.,;:]\s+|\b(?:and|but|where|here)\s+)(?:the|our|a|an|its|this)\s+(?:[\w-]+\s+){0,2}"
_MODEL = re.compile(
    _SUBJECT + r"(?:constraints?|assumptions?|models?|normali[sz]ation|requirement|system|convention)"
    r"(?:\s+[\ue000-\uf8ff])?\s*(?:(?:is|are|reads?|becomes)\s*(?:that|then)?)?\s*:?\s*$"
)
_LABEL = re.compile(r"^\W*(?:[\w-]+\s+){0,2}(?:model|constraint|assumption|system|given|subject to)s?\s*:\s*$")
_HERE = re.compile(r"(?:^|[.,;:]\s+)(?:and\s+)?here,?\s*$")  # as in: here A = W'W
_CONDITION = re.compile(r"\b(?:conditions?|equations?|stationar\w+|optimality)\s+(?:is|are|reads?|becomes?)\s*:?\s*$")
_GIVEN = re.compile(
    r"\b(?:we are|is|are|been|being|be)\s+(?:given(?! by)|required|supposed|assumed|chosen|taken|fixed)\b"
    r"(?:\s+to\s+(?:satisfy|be|obey))?(?P<rest>[^,]*)$"
)
_SATISFY = re.compile(
    r"\b(?:let|suppose|assume)\b(?:(?!\b(?:then|so|thus|hence|therefore|we)\b)[^,;])*\b(?:satisfy|satisfies|obey|be|is|are|have|has)\s*$"
)

_CONCLUDED = re.compile(r"\W*(?:so|hence|thus|therefore|consequently|it follows|we (?:get|obtain|find|see|conclude))\b")
_ADDED = re.compile(  # as in: so y is Gaussian with
    r"\b(?:is|are)\s+(?:\w+\s+){0,2}(?:gaussian|normal|distributed|random|optimal|minimal|attained)(?:\s+\w+)?\s+with\s*$"
)
_GAINED = re.compile(r"\b(?:gives?|yields?|produces?|results? in|leads? to)\b[^.;]*\bwith\s*$")
_QUANTIFIED = re.compile(  # what a display says then, it says for all of them
    rf"\bfor\s+(?:(?:all|every|any|each|arbitrary)\s+)?(?:[\w-]+\s+){{0,2}}{_FORMULA}"
    rf"(?:\s*(?:,|and|,\s*and)\s*{_FORMULA})*\s*,?\s*$"
)

_IN_ALL = re.compile(  # without a condition: what a display says then is claimed
    r"(?:^|[.;:]\s+)\W*(?:for|in)\s+(?:all|every|any|each|both|either|such|these)\b"
    r"(?:\s+(?!(?:with|such that|where|which|that)\b)[\w-]+){1,8}\W*$"
)


def governed(cue: str, *, inline: bool) -> Governed:
    """Whether the words before a formula suppose it or claim it; empty where no word decides.

    `cue` is the sentence before the formula in lower case, in which private characters stand for formulas.
    """
    if cue.rstrip().endswith((".", "?", "!")) and not cue.rstrip().endswith(("s.t.", "i.e.", "e.g.")):
        return ""
    if not inline and _IN_ALL.search(cue):
        return "claimed"
    cue = cue if inline else _QUANTIFIED.sub("", cue)
    supposing = list(_SUPPOSING.finditer(cue))
    claiming = [
        m for m in _CLAIMING.finditer(cue) if not any(m.start() < s.end() and s.start() < m.end() for s in supposing)
    ]
    if _LABEL.match(cue) or _HERE.search(cue):
        return "supposed"
    given = _GIVEN.search(cue)
    if (given and not _CLAIMING.search(given["rest"])) or _MODEL.search(cue) or _SATISFY.search(cue):
        return "supposed"
    if _CONDITION.search(cue):
        return ""
    last = supposing[-1] if supposing else None
    if (_CONCLUDED.match(cue) and _ADDED.search(cue)) or _GAINED.search(cue):
        return "claimed"
    if last is None or (claiming and claiming[-1].start() > last.start()):
        return "claimed" if claiming else ""
    return _within(cue[last.end() :], inline=inline, lists=last["list"] is not None)


_CONCLUDING = re.compile(
    r"\b(?:then|so(?! that)|thus|hence|therefore|whence|we (?:have|get|show|find|obtain|conclude|see|prove)|follows"
    r"|implies|shows?|proves?|gives|yields|conclude|show|prove"
    r"|(?:differentiat|integrat|rearrang|simplify|unroll|iterat|telescop|cancell?|multiply|divid|subtract)ing)\b"
)


def concludes(cue: str) -> bool:
    """Whether the clause before a formula draws a conclusion, or says that it will be shown."""
    return bool(_CONCLUDING.search(re.split(r"[,;](?=\s|$)", cue.rstrip(" ,:"))[-1])) and not cue.rstrip().endswith(".")


def _within(tail: str, *, inline: bool, lists: bool) -> Governed:
    """What follows a supposing word: a formula after a comma is the main clause, unless a list of givens goes on."""
    if "," not in tail and ":" not in tail:
        return "supposed"
    listed = re.fullmatch(rf"[^.;:]*{_FORMULA}\)?(?:\s+[a-z-]+){{0,3}}\s*(?:,|,?\s*and|,\s*with)\s*", tail)
    if lists and inline and listed:
        return "supposed"
    return "claimed" if not inline or tail.rstrip().endswith(",") else ""
