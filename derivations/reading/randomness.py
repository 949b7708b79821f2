"""What a document says or takes for granted of random letters: that they are random, that they are independent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from derivations.reading import moments
from derivations.reading.distributions import law_name
from derivations.reading.events import Claimed, Declare, Event, Independent, Name, Under, name_of
from derivations.reading.membership import names
from derivations.reading.names import is_transpose, symbol_name
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.cues import IF as _IF
from derivations.reading.prose.cues import SKIP as _SKIP
from derivations.reading.prose.marks import FIRST
from derivations.reading.prose.marks import MARK as _M
from derivations.reading.prose.marks import MARKS as _NAMES
from derivations.reading.scope import Kind
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Beside, Group, Letter, Node, Scripts, Word, parts

if TYPE_CHECKING:
    from derivations.reading.prose.formulas import Reading as _Reading

_KIND = (
    r"(?:(?:real|real-valued|scalar|scalar-valued|zero-mean|centred|centered|square-integrable|integrable|discrete|"
    r"continuous|two|three|arbitrary|any|some|the|an?|mutually|jointly|statistically|stochastically|both|all|"
    r"independent|uncorrelated|and|,)\s+)*"
)
_THING = r"(?P<thing>random\s+(?:variable|vector|column)s?|r\.?\s?v\.?s?\b\.?)"
_RANDOM = (
    re.compile(rf"(?P<names>{_NAMES})\s+(?:is|are|be|being|denotes?)\s+{_KIND}{_THING}"),
    re.compile(rf"{_THING}\s+(?P<names>{_NAMES})"),
    re.compile(rf"^\W*(?:let\s+)?(?P<names>{_NAMES})\s+{_THING}"),
)
_ORDER = frozenset({"<", ">", "\\ge", "\\geq", "\\le", "\\leq", "\\ne", "\\neq"})  # n ≥ 2 in brackets is no name
_ZERO = r"(?P<mean>zero|0)[- ]mean|(?:centred|centered)"
_CENTRED = (
    re.compile(
        rf"\b(?:{_ZERO})\s+(?:(?:random|additive|observation|measurement|noise|error|errors|vector|variable|term)\s+)*(?P<name>{_M})"
    ),
    re.compile(rf"(?P<name>{_M})\s+(?:is|be|has|have|with|of)\s+(?:an?\s+)?(?:{_ZERO})\b"),
    re.compile(
        rf"(?P<name>{_M})[^.{_M[1:-1]}]*?\b(?:has|have|with|of)\s+(?:(?:finite|common)\s+)?(?:mean|expectation)\s+(?P<mean>zero|0|{_M})"
    ),
)
_BETWEEN = r"(?:(?:to be|assumed|mutually|jointly|statistically|stochastically|two|all|both|real|random)\s+)*"
_INDEPENDENT = (
    re.compile(
        rf"(?P<names>{_NAMES})\s*,?\s+(?:is|are|be|being)\s+{_BETWEEN}(?P<word>independent of|uncorrelated with)\s+"
        rf"(?:both\s+)?(?P<others>{_NAMES})"
    ),
    re.compile(
        rf"(?P<names>{_NAMES})\s*,?\s+(?:are|be|being)\s+{_BETWEEN}(?P<word>independent|uncorrelated)\b(?!\s+(?:of|with)\b)"
    ),
    re.compile(
        rf"\b(?P<word>independent|uncorrelated)\s+(?:real\s+|scalar\s+)?(?:random\s+(?:variable|vector)s\s+)(?P<names>{_NAMES})"
    ),
    re.compile(rf"\bfor\s+(?P<word>independent|uncorrelated)\s+(?P<names>{_NAMES})"),
)
_DENIED = re.compile(r"\b(not|never|nor|neither|need not|without|no|dependent|linearly|pairwise|conditionally)\b|n't")
_UNDER = re.compile(rf"\b(?:expectations?|means?|expected values?)\b[^.{_M[1:-1]}]*?\bunder\s+(?P<name>{_M})")
_GIVEN = re.compile(r"\s*(?:conditional(?:ly)?\s+(?:on|upon)|given)\b")


def said(sentence: str, readings: list[_Reading]) -> Iterator[Event]:
    """What a sentence says of random letters."""
    if sentence.endswith("?"):
        return
    for match in _UNDER.finditer(sentence):
        for reading in _named(match["name"], readings):
            yield Under(reading.names[0], reading.span)
    for pattern in _CENTRED:
        for match in pattern.finditer(sentence):
            if not _DENIED.search(sentence) and not _SKIP.search(sentence[: match.start()]):
                yield from _with_mean(match, readings)
    for pattern in _RANDOM:
        for match in pattern.finditer(sentence):
            yield from _random(match, readings)
    for pattern in _INDEPENDENT:
        for match in pattern.finditer(sentence):
            before, after = sentence[: match.start()], sentence[match.end() :]
            if not _DENIED.search(sentence) and not _SKIP.search(before) and not _GIVEN.match(after):
                yield from _independent(match, readings, bool(_IF.search(before)))


def _named(place: str, readings: list[_Reading]) -> Iterator[_Reading]:
    return (reading for mark in re.findall(_M, place) if (reading := readings[ord(mark) - FIRST]).names)


def _names(place: str, readings: list[_Reading]) -> list[Name]:
    """The letters of some formulas; of a law, the letter whose law it is."""
    found: list[Name] = []
    for reading in (readings[ord(mark) - FIRST] for mark in re.findall(_M, place)):
        texts = [token.text for token in reading.tokens]
        law = reading.is_law and not reading.names
        found += names(reading.tokens[: texts.index("\\sim")]) if law else reading.names
    return found


def _random(match: re.Match[str], readings: list[_Reading]) -> Iterator[Event]:
    """Letters of which nothing is said but that they are random."""
    for reading in _named(match["names"], readings):
        if any(name.index for name in reading.names):
            continue
        number = "vec" not in match["thing"] and "column" not in match["thing"]
        if number and reading.kind == "name" and not any(name.bold for name in reading.names):
            yield Declare(reading.names, (), reading.span, stated=False, early=True)
        yield Declare(reading.names, None, reading.span, stated=False, random=True)


def _with_mean(match: re.Match[str], readings: list[_Reading]) -> Iterator[Event]:
    """A letter whose mean alone is given in words."""
    given = match["mean"] or "0"
    tokens = tuple(readings[ord(given) - FIRST].tokens) if ord(given[0]) >= FIRST else ()
    for reading in _named(match["name"], readings):
        if not reading.names[0].index and not any(t.text in _ORDER for t in reading.tokens):
            yield Declare(reading.names[:1], None, reading.span, stated=False, random=True, mean=tokens)


def _independent(match: re.Match[str], readings: list[_Reading], passing: bool) -> Iterator[Event]:
    listed = re.findall(_M, match["names"])
    single = re.match(rf"{_NAMES}\s*,?\s+is\b", match[0])
    first = _names(listed[-1] if single else match["names"], readings)
    others = _names(match.groupdict().get("others") or "", readings)
    if any(name.index for name in (*first, *others)) or not first:
        return
    sets = [first, others] if others else [[name] for name in first]
    if len(sets) > 1:
        span = readings[ord(listed[-1]) - FIRST].span
        yield Independent(sets, span, passing=passing, uncorrelated=match["word"].startswith("un"))


def averaged(events: Sequence[Event]) -> dict[str, Kind]:
    """The letters whose own mean, variance or covariance is written somewhere: these are random.

    Not those of let blocks, which say outright what is random.

    Their kinds, where nobody declares them: a capital is a number unless it is transposed or has a covariance matrix.
    """
    found: dict[str, Name] = {}
    columns: set[str] = set()
    for value in formulas(events):
        for part in parts(value):
            if isinstance(part, Beside):
                for head, group in pairwise(part.items):
                    for name in _alone(head, group):
                        found[name.name] = name
                        columns |= {name.name} if _is_matrix(head, group) else set()
            if isinstance(part, Scripts) and any(is_transpose(sup) for sup in part.sups):
                columns |= {inside.name for p in parts(part.base) if (inside := name_of(p)) is not None}
    outright = {name.name for event in events if isinstance(event, Declare) and event.stated for name in event.names}
    return {n: _kind(name, n in columns) for n, name in found.items() if n not in outright}


def _kind(name: Name, column: bool) -> Kind:
    return "vector" if column or name.bold else "scalar" if name.name[-1:].isupper() else "vector"


def arguments(events: Iterable[Event]) -> dict[str, frozenset[str]]:
    """The letters that stand in p(x), or are said to have the law p as in E_{x ∼ p}."""
    found: dict[str, set[str]] = {}
    for value in formulas(events):
        for part in parts(value):
            for head, group in pairwise(part.items) if isinstance(part, Beside) else ():
                alone = name_of(group.items[0]) if isinstance(group, Group) and len(group.items) == 1 else None
                if alone is not None and law_name(head):
                    found.setdefault(law_name(head), set()).add(alone.name)
    return {name: frozenset(own) for name, own in found.items()}


def formulas(events: Iterable[Event]) -> Iterator[Node]:
    """The sides of all that is stated, where they can be parsed."""
    for event in events:
        if isinstance(event, Claimed):
            for chain in event.statement.chains:
                for tokens in chain.values:
                    yield from _tree(tokens)


def _tree(tokens: Sequence[Token]) -> Iterator[Node]:
    with suppress(Unread):
        if tokens:
            yield parsed(tokens)


def _alone(head: Node, group: Node) -> Iterator[Name]:
    """The letters that stand by themselves in E[X], Var(X), Cov(X, Y)."""
    inside = group.base if isinstance(group, Scripts) else group
    if is_moment(head) and isinstance(inside, Group) and not inside.bar:
        for item in inside.items:
            name = name_of(item)
            if name is not None and not name.index:
                yield name


def is_moment(node: Node) -> bool:
    """Whether something is the sign of a mean, variance or covariance."""
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Letter):
        return symbol_name(base) in ("E", "\\mathbb{E}")
    return isinstance(base, Word) and base.name in moments.NAMES


def _is_matrix(head: Node, group: Node) -> bool:
    base = head.base if isinstance(head, Scripts) else head
    inside = group.base if isinstance(group, Scripts) else group
    single = isinstance(inside, Group) and len(inside.items) == 1
    return single and isinstance(base, Word) and base.name.lower().startswith("cov")
