"""The commands that a document defines for itself, and a stock of those that courses commonly define.

Definitions are found by their form; nothing of TeX is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, ascii_lowercase, ascii_uppercase

from derivations.letters import GREEK
from derivations.reading.source import Macro, Text

MOST = 2000  # definitions in one file
MOST_FAILED = 50  # definitions that cannot be read, before the rest of a file is left alone
LONGEST = 4000  # characters of one definition's body
_NAME = r"\\(?:[A-Za-z@]+|[^\sA-Za-z@])"
_HEAD = re.compile(
    r"(?<!\\)\\(?:(?P<command>(?:re)?newcommand|providecommand|DeclareRobustCommand)|(?P<def>[gex]?def)|(?P<let>let)"
    r"|(?P<operator>DeclareMathOperator)|(?P<pair>DeclarePairedDelimiter))(?![A-Za-z])\*?"
)
_NAMED = re.compile(rf"\s*(?:\{{\s*({_NAME})\s*\}}|({_NAME}))\s*")
_COUNTS = re.compile(r"(?:\[([0-9])\]\s*)?(?:\[([^\]\n]{0,200})\]\s*)?")
_PARAMETERS = re.compile(r"(?:#[1-9])*\s*")
_TARGET = re.compile(rf"=?\s*({_NAME}|[^\s\\])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_FIXED = {"\\begin", "\\end", "\\left", "\\right", "\\\\", "\\text", "\\operatorname"}


def harvested(text: Text) -> dict[str, Macro]:
    """The macros that a text defines; the last definition of a name counts."""
    found: dict[str, Macro] = {}
    for _, _, macro in definitions(without_comments(text.text)):
        known = found.get(macro.body.removeprefix("\\noexpand"))
        if macro.body.startswith("\\noexpand") and known:  # \let takes the meaning that the name has now
            macro = Macro(macro.name, known.body, known.arity, known.default)
        if macro.name not in _FIXED:
            found[macro.name] = macro
    return found


def without_comments(text: str) -> str:
    """The text with every comment made blank, so that places stay what they are."""
    return _COMMENT.sub(lambda comment: " " * len(comment[0]), text)


def definitions(text: str) -> Iterator[tuple[int, int, Macro]]:
    """The definitions in a text, each with where it begins and ends."""
    place = failed = 0
    for _ in range(MOST):
        head = _HEAD.search(text, place)
        if head is None or failed > MOST_FAILED:
            return
        read = definition(text, head.start())
        place = head.end()
        failed += read is None
        if read is not None:
            place = read[0]
            yield head.start(), *read


def definition(text: str, start: int) -> tuple[int, Macro] | None:
    """The definition that begins at a place, with its end; None when it is not of a form that is known."""
    head = _HEAD.match(text, start)
    named = _NAMED.match(text, head.end()) if head else None
    if head is None or named is None:
        return None
    name, place = named[1] or named[2], named.end()
    match head.lastgroup:
        case "command":
            return _command(text, name, place)
        case "def":
            return _def(text, name, place)
        case "let":
            target = _TARGET.match(text, place)
            return (target.end(), Macro(name, f"\\noexpand{target[1]}")) if target else None
        case "operator":
            operator = group(text, place)
            return (operator[1], Macro(name, f"\\operatorname{{{operator[0]}}}")) if operator else None
    return _pair(text, name, place)


def _command(text: str, name: str, place: int) -> tuple[int, Macro] | None:
    counts = _COUNTS.match(text, place)
    if counts is None:
        return None
    arity = int(counts[1] or 0)
    body = group(text, counts.end())
    if body is None:  # \newcommand\x\y, a body of one command
        single = re.compile(_NAME).match(text, counts.end())
        return (single.end(), Macro(name, single[0], arity)) if single else None
    return body[1], Macro(name, body[0], arity, counts[2] if arity else None)


def _def(text: str, name: str, place: int) -> tuple[int, Macro] | None:
    parameters = _PARAMETERS.match(text, place)
    body = group(text, parameters.end()) if parameters else None
    if parameters is None or body is None:
        return None
    return body[1], Macro(name, body[0], parameters[0].count("#"))


def _pair(text: str, name: str, place: int) -> tuple[int, Macro] | None:
    opening = group(text, place)
    closing = group(text, opening[1]) if opening else None
    if opening is None or closing is None:
        return None
    return closing[1], Macro(name, f"\\left{opening[0]} #1\\right{closing[0]}", 1)


def group(text: str, place: int) -> tuple[str, int] | None:
    """The inside of a `{…}` that begins at a place (after spaces), and its end; None if there is none."""
    while place < len(text) and text[place].isspace():
        place += 1
    if not text.startswith("{", place):
        return None
    depth = 0
    for brace in _BRACE.finditer(text, place, place + LONGEST):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0 and brace[0] == "}":
            return text[place + 1 : brace.start()], brace.end()
    return None


def _stock() -> Iterator[tuple[str, str, int]]:
    """Names that course styles commonly define: name, body, number of arguments."""
    for letter in ascii_letters:
        if letter not in "efmsb":  # \be, \bf, \bm, \bs and \bb mean other things
            yield f"b{letter}", f"\\mathbf{{{letter}}}", 0
    for letter in ascii_lowercase:
        yield f"v{letter}", f"\\mathbf{{{letter}}}", 0
    for letter in ascii_uppercase:
        yield f"m{letter}", f"\\mathbf{{{letter}}}", 0
        yield f"bb{letter}", f"\\mathbb{{{letter}}}", 0
        yield f"c{letter}", f"\\mathcal{{{letter}}}", 0
        yield f"cal{letter}", f"\\mathcal{{{letter}}}", 0
    for name in GREEK:
        prefixes = "m" if name[0].isupper() else "v"
        for prefix in (prefixes, "b") if name != "eta" else prefixes:  # \beta is a letter
            yield f"{prefix}{name}", f"\\boldsymbol{{\\{name}}}", 0
    for name in _OPERATORS.split():
        yield name, f"\\operatorname{{{name}}}", 0
    yield from _COMMON


_OPERATORS = (
    "tr Tr diag rank argmin argmax sign sgn softmax sigmoid Var Cov Corr Bias ReLU Null Range Span col "
    "cond Diag erf proj conv dom prox nullity supp"
)
_COMMON = [
    *((name, "\\mathbb{R}", 0) for name in ("R", "RR", "Real", "reals", "Reals")),
    *((name, "\\mathbb{E}", 0) for name in ("E", "EE", "Expect", "expect")),
    *((name, "\\mathcal{N}", 0) for name in ("N", "Normal", "Gauss")),
    *((name, "\\top", 0) for name in ("T", "trans", "tran", "transp")),
    *((name, "\\left\\lVert #1\\right\\rVert", 1) for name in ("norm", "Norm", "enorm")),
    *((name, "\\left\\lvert #1\\right\\rvert", 1) for name in ("abs", "card", "Abs")),
    *((name, "\\langle #1,#2\\rangle", 2) for name in ("inner", "ip", "innerprod", "inprod")),
    *((name, "\\frac{\\partial #1}{\\partial #2}", 2) for name in ("pd", "pdv", "pder", "partials")),
    *((name, "\\frac{d #1}{d #2}", 2) for name in ("dv", "deriv", "od")),
    *((name, "\\mathbf{#1}", 1) for name in ("vect", "mat", "mb", "mbf", "bold")),
    *((name, "\\left( #1\\right)", 1) for name in ("paren", "parens", "lr", "lrp")),
    *((name, "\\mathbb{1}", 0) for name in ("ind", "1", "indic", "Ind")),
    ("one", "\\mathbf{1}", 0),
    ("ones", "\\mathbf{1}", 0),
    ("vone", "\\mathbf{1}", 0),
    ("zero", "\\mathbf{0}", 0),
    ("zeros", "\\mathbf{0}", 0),
    ("vzero", "\\mathbf{0}", 0),
    ("ZZ", "\\mathbb{Z}", 0),
    ("NN", "\\mathbb{N}", 0),
    ("CC", "\\mathbb{C}", 0),
    ("QQ", "\\mathbb{Q}", 0),
    ("PP", "\\mathbb{P}", 0),
    ("prob", "\\mathbb{P}", 0),
    ("relu", "\\operatorname{ReLU}", 0),
    ("trace", "\\operatorname{tr}", 0),
    ("grad", "\\nabla", 0),
    ("Hess", "\\nabla^2", 0),
    ("hess", "\\nabla^2", 0),
    ("half", "\\frac{1}{2}", 0),
    ("eps", "\\epsilon", 0),
    ("veps", "\\varepsilon", 0),
    ("inv", "^{-1}", 0),
    ("st", "\\text{s.t.}", 0),
    ("iid", "\\text{i.i.d.}", 0),
    ("defeq", "\\triangleq", 0),
    ("eqdef", "\\triangleq", 0),
    ("set", "\\left\\{ #1\\right\\}", 1),
    ("brac", "\\left[ #1\\right]", 1),
    ("lrb", "\\left[ #1\\right]", 1),
    ("floor", "\\lfloor #1\\rfloor", 1),
    ("ceil", "\\lceil #1\\rceil", 1),
    ("bs", "\\boldsymbol{#1}", 1),
    ("mc", "\\mathcal{#1}", 1),
    ("mbb", "\\mathbb{#1}", 1),
    ("mr", "\\mathrm{#1}", 1),
]
STOCK: dict[str, Macro] = {f"\\{name}": Macro(f"\\{name}", body, arity) for name, body, arity in _stock()}
