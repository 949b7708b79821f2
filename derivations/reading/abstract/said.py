"""Sentences that say what a function is: "let f: R^d → R be convex and L-smooth, with minimiser x^*"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from derivations.reading import membership
from derivations.reading.abstract.names import FUNCTIONS, LOSSES, bare
from derivations.reading.events import Layout, Name, Shaped
from derivations.reading.prose.marks import MARK, MARKS, mark_of, marked
from derivations.reading.sizes import Dim
from derivations.reading.source import Span, Token

_ARROWS = ("\\to", "\\rightarrow", "\\longrightarrow")
_CLAIMED = re.compile(
    r"\b(show|shows|prove|proves|whether|not|nor|unless|without|never|cannot|fails?|is said|we say|call|called|hence|"
    r"thus|therefore|conclude|non|implies|imply|follows|means|so|verify|iff)\b|if and only if"
)
_BEYOND = re.compile(  # smoothness and convexity of another kind than the plain one
    r"\b(norm|locally|local|relative|relatively|coordinate\S*|expectation|average|restricted|weakly|along|almost|sum|"
    r"product|composition|difference|maximum|minimum|piecewise|partially|stochastic)\b|if and only if|\biff\b|\?$"
)
_CONSTRAINED = re.compile(r"\b(over|subject|constrain\w*|feasible|project\w*|local|boundary|simplex|among)\b")
_CONDITION = re.compile(r"^\s*(?:if|when|only|provided|whenever|iff|unless|for)\b")
_IF = re.compile(r"\b(if|when|whenever|provided)\b")
_ANEW = re.compile(r"\b(let|consider|now)\b")
_FOR_ALL = re.compile(rf"\b(?:for|at) (?:all|any|every|each)\s+(?:\w+\s+){{0,3}}(?P<over>{MARKS})")
_NUMBER = rf"(?P<constant>{MARK})\s*-?\s*"
_ADJECTIVES = "is|be|are|being|a|and|with|differentiable|continuously|closed|proper|both|also|as|assumed"
_BEFORE = rf"(?:^|[,(]|{MARK}|\b(?:{_ADJECTIVES}))\s*"
_NOUNS = "sets?|hulls?|combinations?|cones?|body|bodies|conjugate|optimi[sz]ation|problems?|polytopes?|constraints?"
_THINGS = rf"(?!\s+(?:{_NOUNS}))"
_PROPERTIES = {
    "strong": re.compile(rf"{_NUMBER}strong(?:ly)?[ -]convex"),
    "smooth": re.compile(rf"{_NUMBER}(?:smooth\b|lipschitz(?:[ -]continuous)?(?:ly)? gradients?\b)"),
    "slope": re.compile(rf"gradients?\b[^.]*?\b(?:is|are)\s+{_NUMBER}lipschitz"),
    "differentiable": re.compile(r"\b(?:differentiable|smooth function)\b"),
    "convex": re.compile(rf"{_BEFORE}convex\b{_THINGS}"),
    "minimiser": re.compile(
        rf"minimi[sz]er\s+(?:of\s+{MARK}\s+)?(?:is\s+)?(?P<constant>{MARK})"
        rf"|(?P<other>{MARK})\s+(?:is|denotes?|be)\s+(?:its|the|a)\s+(?:unique\s+|global\s+)?minimi[sz]er"
    ),
}
_OTHER = re.compile(  # what is said of a function and not understood: a counterexample may not be of that kind
    r"\b(quadratics?|linear|affine|homogeneous|even|odd|bounded|lipschitz|monotone|monotonic|increasing|decreasing|"
    r"concave|quasi-?convex|coercive|subgradients?|periodic|self-concordant|polyak\S*|norm|distance|entropy|softmax|"
    r"logistic|hinge|squared?|strictly|likelihood|divergence|relu|softplus|sigmoid|tanh)\b"
)
_COLUMNS = re.compile(
    r"\bgradients?\b[^.]*?\b(?:is|are|as)\s+(?:all\s+)?columns?\b"
    r"|^(?!.*\bmatri)[^.]*\bgradients?\b[^.]*?\b(?:have|has)\b[^.]*?\bshape\b"
)
_ASIDE = re.compile(r"\((?:all\s+)?columns?(?: vectors?)?\)")
_OF = re.compile(rf"(?P<loss>{MARK})\s*,?\s*(?:is|as|be)?\s*(?:a|an)?\s*(?:\w+\s+){{0,3}}function of\s+(?P<of>{MARKS})")
_THROUGH = re.compile(rf"(?P<loss>{MARK})\s+(?:only\s+)?depends\s+on\s+.*?only\s+through\s+(?P<of>{MARKS})")
_ONCE = re.compile(rf"(?P<loss>{MARK})\s+(?:only\s+)?depends\s+on\s+.*?only\s+through\s+(?:this|the|one|a)\b")


class Reading(Protocol):
    """A formula of a sentence, as prose reads it."""

    tokens: list[Token]
    span: Span
    names: list[Name]


def shaped(said: str, readings: Sequence[Reading], taken: set[tuple[str, str]]) -> Iterator[Shaped | Layout]:
    """What a sentence says of the functions that it names; of several ones, what each piece between commas says.

    Marks of formulas go into `taken` with the words that are understood of them.
    """
    maps = [(k, found) for k, reading in enumerate(readings) if (found := mapping(reading.tokens)) is not None]
    for k, (name, domain, values) in maps:
        yield Shaped(name, "map", readings[k].span, domain=domain, values=values, anew=bool(_ANEW.search(said)))
    yield from _of(said, readings)
    derived = any(token.text == "\\partial" for reading in readings for token in reading.tokens)
    if _COLUMNS.search(said) or (derived and _ASIDE.search(said)):
        yield Layout("column", None, stated=False, jacobians=False)
    named = {mark_of(k): name.name for k, (name, _, _) in maps} | _functions(said, readings)
    pieces = [said] if len(set(named.values())) == 1 else re.split(r"[,;]|\band\b", said)
    rest = said
    for piece in pieces:
        names = {name for mark, name in named.items() if mark in piece}
        for word, pattern in _PROPERTIES.items() if len(names) == 1 else ():
            match = pattern.search(piece)
            before = said[: said.index(piece)] + piece[: match.start()] if match is not None else ""
            plain = match is not None and not _CLAIMED.search(before) and _is_plain(word, said, piece[match.end() :])
            if match is not None and plain and not _of_compound(piece[: match.start()], named, readings):
                rest = rest.replace(match[0], " ")
                taken.update((mark, match[0]) for mark in re.findall(MARK, piece))
                yield _property(Name(min(names)), word, match, readings, passing=bool(_IF.search(before)))
    loose = (_PROPERTIES[word].search(rest) for word in ("strong", "smooth", "slope", "convex"))
    if _OTHER.search(rest) or any(loose):
        for one in dict.fromkeys((*named.values(), *_mentioned(readings))):
            yield Shaped(Name(one), "other", readings[0].span)


def _is_plain(word: str, said: str, after: str) -> bool:
    """Whether a property is meant as usual: everywhere, in the usual norm, of a minimiser without constraints."""
    if word == "differentiable":
        return True
    if word == "minimiser":
        return not _CONSTRAINED.search(said)
    return not _BEYOND.search(said) and not _CONDITION.search(after)


def _of_compound(before: str, named: dict[str, str], readings: Sequence[Reading]) -> bool:
    """Whether a property is said of a formula such as f + g, and so not of one of its letters."""
    said = [mark for mark in re.findall(MARK, before) if mark not in named]
    last = next(iter(re.findall(MARK, before)[::-1]), "")
    if not said or last != said[-1]:
        return False
    tokens = marked(last, readings).tokens
    functions = {token.text.lstrip("\\") for token in tokens} & FUNCTIONS
    return bool(functions) and len(tokens) > 1 and not _is_value(tokens)


def _is_value(tokens: Sequence[Token]) -> bool:
    """Whether a formula is f(x), a mapping f: R^n → R, or says what f is: then it speaks of f itself."""
    texts = [token.text for token in tokens]
    return (
        texts[1] in ("(", ":", "\\colon", "\\in") and texts[-1] in (")", "}", "R") and not {"+", "-", "="} & set(texts)
    )


def _property(name: Name, word: str, match: re.Match[str], readings: Sequence[Reading], *, passing: bool) -> Shaped:
    groups = match.groupdict()
    place = groups.get("constant") or groups.get("other")
    reading = marked(place, readings) if place else readings[0]
    word = "smooth" if word == "slope" else word
    return Shaped(name, word, reading.span, constant=tuple(reading.tokens) if place else (), passing=passing)


def _functions(said: str, readings: Sequence[Reading]) -> dict[str, str]:
    """The letters for functions that stand alone in a sentence, by their marks in it."""
    found, constants = {}, set()
    for k, reading in enumerate(readings):
        names, mark = membership.names(reading.tokens), mark_of(k)
        if len(names) == 1 and re.search(rf"{mark}\s*-?\s*(?:smooth|strong|lipschitz)", said):
            constants.add(names[0].name)
        elif len(names) == 1 and not names[0].index and bare(names[0].name) in FUNCTIONS:
            found[mark] = names[0].name
    return {mark: name for mark, name in found.items() if name not in constants}


def _mentioned(readings: Sequence[Reading]) -> Iterator[str]:
    """The letters for functions in any formula of a sentence."""
    for reading in readings:
        for token in reading.tokens:
            name = token.text.lstrip("\\")
            if name in FUNCTIONS:
                yield name


def _of(said: str, readings: Sequence[Reading]) -> Iterator[Shaped]:
    """L is a function of y; L depends on x only through y, or only through this step; for all x and y."""
    for match in _FOR_ALL.finditer(said):
        yield Shaped(Name(""), "all", readings[0].span, of=_named(match["over"], readings))
    for match in _ONCE.finditer(said):
        loss = marked(match["loss"], readings)
        if len(loss.names) == 1:
            yield Shaped(loss.names[0], "once", loss.span)
    for pattern in (_OF, _THROUGH):
        for match in pattern.finditer(said):
            loss = marked(match["loss"], readings)
            if len(loss.names) == 1 and bare(loss.names[0].name) in LOSSES:
                yield Shaped(loss.names[0], "of", loss.span, of=_named(match["of"], readings))


def _named(marks: str, readings: Sequence[Reading]) -> tuple[str, ...]:
    """The names in the formulas of a list."""
    return tuple(name.name for mark in re.findall(MARK, marks) for name in marked(mark, readings).names)


def mapping(tokens: Sequence[Token]) -> tuple[Name, tuple[Dim, ...], tuple[Dim, ...]] | None:
    """The name, the domain and the range of f: R^n → R; None for anything else."""
    colon = next((k for k, token in enumerate(tokens) if token.text in (":", "\\colon")), None)
    arrow = next((k for k, token in enumerate(tokens) if token.text in _ARROWS), None)
    if colon is None or arrow is None or not 0 < colon < arrow:
        return None
    names = membership.names(tokens[:colon])
    spaces = [membership.space(part) for part in (tokens[colon + 1 : arrow], tokens[arrow + 1 :])]
    if len(names) != 1 or names[0].index or spaces[0] is None or spaces[1] is None:
        return None
    return names[0], spaces[0], spaces[1]
