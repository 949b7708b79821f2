"""Sentences that may say among what a letter is chosen: the weights are nonnegative, over the unit ball, w ∈ C."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.described import beside
from derivations.reading.events import Restrict
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked
from derivations.reading.source import Span, Token
from derivations.reading.vocabulary import EVERY, letters

_STRONG = (
    r"constrain\w*|subject to|restrict\w*|feasible (?:set|region|points?|directions?)|admissible"
    r"|(?:unit|probability|closed|open|euclidean) (?:ball|sphere|simplex|disc|circle|cube|interval)|simplex|hypercube"
    r"|polytope|polyhedron|half-?space|norm budget|integers|range over|ranges over"
    r"|(?:weights?|parameters?|coefficients?|variables?|multipliers?|solutions?)"
    r" (?:(?:is|are|be|must|should|have to)\s+)+"
    r"(?:all )?(?:non-?\s?negative|positive|binary|integral|integers?|sparse|bounded)"
    r"|(?:over|among|within) (?:all |the |only )*"
    r"(?:non-?\s?negative|positive|binary|integ\w+|sparse|symmetric|orthogonal|diagonal|unit|bounded)"
)
_EVERYWHERE = re.compile(rf"(?<!un)(?<!un-)\b(?:{_STRONG})\b")
_OF_LETTERS = re.compile(
    rf"(?<!un)(?<!un-)\b(?:{_STRONG}|s\.\s?t\.|allowed|(?:lies?|lying|stays?|remains?|lives?|living) (?:in|on|within)"
    r"|balls?|spheres?|box|intervals?|cones?|hyperplane|subspace|budget|at most|at least|sums? (?:up )?to|adds? up to"
    r"|(?:lies?|lying|is|are|be|stays?|values?|numbers?) between|between (?:0|zero) and)\b"
)
_OF_ONE = re.compile(
    r"\b(?:non-?\s?negative|non-?\s?positive|positive|negative|integers?|integral|whole|natural|binary|boolean|discrete"
    r"|even|odd|rational|sparse|k-sparse"
    r"|(?<!full )(?<!column )(?<!row )rank|symmetric|skew\S*|orthogonal|orthonormal|diagonal|triangular|permutation"
    r"|rotation|(?:semi-?)?definite|stochastic|circulant|toeplitz|normali[sz]ed|probability|monotone|unit|bounded"
    r"|cent(?:red|ered)|one-hot|indicator|span|spanned|multiples?|entries|entry|coordinates?|components?|norm|sign|length|within|inside|among)\b"
)
_FREE = re.compile(r"\b(?:unconstrained|unrestricted|without (?:any |the )?(?:constraints?|restrictions?))\b")
_LAID = re.compile(r"\b(?:over|with|where|satisf\w+|having|whose|when|among|all|must|for)\s*$")
_REALS = ("\\mathbb", "\\R", "\\Re", "\\Reals", "ℝ", "\\reals", "\\mathbf", "\\Bbb")
_HALVES = {"+", "-", ">", "<", "\\ge", "\\geq", "\\geqslant", "\\le", "\\leq", "\\setminus", "*", "\\backslash"}
_ORDERS = {"<", ">", "\\le", "\\leq", "\\leqslant", "\\ge", "\\geq", "\\geqslant", "≤", "≥"}


def limits(said: str, readings: list[Reading], place: Span | None) -> Iterator[Restrict]:
    """What a sentence may say of the letters that an optimum is taken over."""
    whole = _extent(readings, place)
    if whole is None or said.endswith("?") or _FREE.search(said):
        return
    for reading in readings:
        yield from _sets(reading)
        if reading.kind == "statements" and _LAID.search(reading.before) and _orders(reading.tokens):
            yield Restrict(letters(reading.tokens), reading.span.text.strip(), reading.span)
    found = _EVERYWHERE.search(said)
    if found:
        yield Restrict(EVERY, found[0], whole)
        return
    found = _OF_LETTERS.search(said)
    if found:
        yield Restrict(frozenset().union(*(letters(r.tokens) for r in readings)), found[0], whole)
    for mark in re.findall(MARK, said):
        word = next((m[0] for words in beside(said, mark) for m in _OF_ONE.finditer(words)), "")
        reading = marked(mark, readings)
        if word and reading.kind in ("name", "members"):
            yield Restrict(letters(_before_in(reading.tokens)), word, whole, exact=True)


def _extent(readings: list[Reading], place: Span | None) -> Span | None:
    spans = [*([place] if place is not None else []), *(reading.span for reading in readings)]
    return spans[0].to(spans[-1]) if spans else None


def _before_in(tokens: list[Token]) -> list[Token]:
    texts = [token.text for token in tokens]
    return tokens[: texts.index("\\in")] if "\\in" in texts else tokens


def _orders(tokens: list[Token]) -> bool:
    return any(token.text in _ORDERS for token in tokens)


def _sets(reading: Reading) -> Iterator[Restrict]:
    """The letters before an ∈, where what follows is not a whole space of numbers, columns or matrices."""
    inside = _before_in(reading.tokens)
    if len(inside) < len(reading.tokens) and not is_whole_space(reading.tokens[len(inside) + 1 :]):
        yield Restrict(letters(inside), reading.span.text.strip(), reading.span)


def is_whole_space(tokens: list[Token]) -> bool:
    """Whether a set is R, R^n or R^{n × d}, of which nothing is left out."""
    return bool(tokens) and _is_reals(tokens[0]) and not any(token.text in _HALVES for token in tokens)


def _is_reals(token: Token) -> bool:
    return token.text in _REALS and (not token.argument or token.argument.strip() == "R")
