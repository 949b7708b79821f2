"""Words around a formula that say what it is for: to define, to suppose, to solve, to claim."""

from __future__ import annotations

import re
from functools import cache

SOLVING = (
    "closed form",
    "closed-form",
    "zero",
    "vanish",
    "set",
    "solv",
    "minim",
    "maxim",
    "optim",
    "stationar",
    "normal equation",
    "critical",
    "first-order",
)
DEFINING = (
    "let",
    "define",
    "denote",
    "write",
    "where",
    "call",
    "with",
    "put",
    "set",
    "introduce",
    "consider",
    "given",
    "using",
)
SUPPOSING = (
    "want",
    "consider the equation",
    "consider the system",
    "solve",
    "suppose",
    "assume",
    "given",
    "if",
    "when",
    "subject to",
    "such that",
    "s.t.",
    "constraint",
    "satisf",
    "fulfil",
    "slackness",
    "model",
)
CONCLUDING = (
    "hence",
    "thus",
    "therefore",
    "so",
    "gives",
    "yields",
    "get",
    "obtain",
    "solution",
    "solving",
    "rearrang",
    "implies",
)
GIVEN = ("assum", "noise", "random", "where", "with", "let", "suppose", "given", "satisf", "such that", "i.i.d", "iid")
FOUND = ("find", "hence", "thus", "therefore", "then", "compute", "follows", "get", "obtain", "show")
FOLLOWING = ("we have", "we get", "then", "obtain", "gives", "hence", "thus", "so ", "becomes", "equals", "this is")
CHOOSING = (
    "let",
    "plug",
    "substitut",
    "writing",
    "split",
    "partition",
    "decompos",
    "svd",
    "here",
    "at",
    "with",
    "for",
    "choos",
    "tak",
    "pick",
    "where",
    "put",
    "set",
    "step size",
    "rate",
)
CONDITIONS = (
    *("if", "iff", "when", "whenever", "provided", "require", "condition", "exactly", "assum", "stable", "converge"),
    *("as long as", "need"),
)
CLAIMING = ("show", "prove", "verify", "identity", "claim", "check")
BULLET = re.compile(r"\s*[-*•·+]\s*")  # a new item of a list may give a function anew
AGAIN = re.compile(r"\bfor (?:the|an?)\s+(?:[\w-]+\s+){1,3}$")  # such as "for the RBF kernel"
CASE = re.compile(  # the label that opens one
    r"\W*(?:sub-?)?case(?:\s+\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])\)?)?\W*"
    r"|\W*(?:the\s+)?(?:first|second|third|fourth|last|other|remaining|trivial|easy|general)\s+case\W*"
)
LABEL = re.compile(r"^\W*(?:[\w-]+\s){0,3}[\w-]+(?:\s[\ue000-\uf8ff])?\s*:\s*$")  # such as "Quadratic form:"


def has(text: str, word: str) -> bool:
    return bool(_word(word).search(text))


@cache
def _word(word: str) -> re.Pattern[str]:
    end = r"\b" if word == "let" else ""  # "letting λ = 0" supposes nothing
    return re.compile(rf"(?<![a-z]){re.escape(word)}{end}")


def clause(cue: str) -> str:
    """The words since the last comma: what governs the formula that follows."""
    return next((part for part in re.split(r"[,;:](?=\s|$)", cue)[::-1] if part.strip()), "")


def finished(cue: str) -> bool:
    """Whether a full stop ends the words: what they say of letters was said of what stands before them."""
    return cue.rstrip().endswith(".")


_VERBS = re.compile(
    r"\b(?:so|then|thus|hence|therefore|we|gives?|yields?|follows?|obtain|get|is|are|has|have|show|prove|means|since"
    r"|because|closed|solution|optim\w*|minimi\w*|maximi\w*|find|comput\w*|solv\w*|equals?|estimat\w*)\b"
)


def introduces(cue: str) -> bool:
    """Whether only nouns stand before a formula in its sentence, as in: linear layer y = Wx."""
    return bool(re.search(r"[a-z]", cue)) and not finished(cue) and not _VERBS.search(cue)


def lets(cue: str) -> bool:
    here = clause(cue)[-80:]
    over = finished(cue) or cue.rstrip().endswith(",")
    words = [word for word in DEFINING if word not in ("where", "with") or not over]
    return any(has(here, word) for word in words) and not any(has(here, word) for word in FOLLOWING)


_RIGHT_BEFORE = re.compile(r"\b(?:with|where)(?:\s+(?:now|instead|this time))?\s*[\ue000-\uf8ff\s,and]*$")


def lets_again(cue: str) -> bool:
    """Whether words give a name anew that has a meaning: with and where only right before it."""
    words = {word for word in DEFINING if has(clause(cue)[-80:], word)}
    return lets(cue) and (bool(words - {"with", "where"}) or bool(_RIGHT_BEFORE.search(cue)))


def strong(cue: str) -> bool:
    return any(has(cue, word) for word in (*SOLVING, *CONCLUDING))


def bare_words(cue: str) -> bool:
    """Whether nothing but conjunctions stands before a formula in its sentence, as in a list of conditions."""
    words = re.findall(r"[a-z]+", cue)
    return all(word in ("and", "or", "also", "i", "ii", "iii", "iv", "v", "case") for word in words)
