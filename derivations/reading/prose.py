"""Sentences with formulas in them, as events: shapes, properties, conditions, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from derivations.reading import membership, signs
from derivations.reading.events import Assume, Claimed, Declare, Event, Layout, Name, Objective, Problem, name_of
from derivations.reading.parser import chained, parsed
from derivations.reading.properties import LONGEST_FIRST
from derivations.reading.rows import Statement, span_of, statements
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain, Letter, Node, Num, Plus, Scripts
from derivations.reading.syntax import Symbol as Sign

FIRST = 0xE000  # private characters stand for formulas in a sentence
MOST = 6000  # formulas in one sentence
_M = "[\ue000-\uf8ff]"
_NAMES = rf"{_M}(?:\s*(?:,\s*and|,|and)\s*{_M})*"
_PROPERTY = "|".join(re.escape(name) for name in LONGEST_FIRST)
_PROPERTIES = rf"(?:{_PROPERTY})(?:\s*(?:,\s*and|,|and)\s*(?:{_PROPERTY}))*"
_FILLER = r"(?:(?:both|all|each|a|an|any|some|assumed|to be|real|square|constant|fixed|known|given|the|thus|also)\s+)*"
_NOUN = (
    r"(?:(?:square|real|weight|weighting|covariance|kernel|design|data|feature|regularisation|regularization|n|m)\s+)*"
)
_THINGS = r"(?:matrix|matrices|vector|vectors|scalar|scalars|constant|constants|parameter|parameters|number|numbers)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<names>{_NAMES})\s*(?:\([^()]*\)\s*)?,?\s*(?:is|are|be|being|were)\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{_NAMES})\s*,?\s*(?:has|have|having|with|of)\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"\b(?P<properties>{_PROPERTIES})\s+{_NOUN}(?:{_THINGS}\s+)?(?P<names>{_NAMES})",
        rf"(?P<names>{_NAMES})\s*,\s*(?:a|an|both)\s+(?P<properties>{_PROPERTIES})\b",
        rf"columns of\s+(?P<names>{_NAMES})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent|orthonormal)\b",
        rf"rows of\s+(?P<names>{_NAMES})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent)\b",
    )
)
_SKIP = re.compile(
    r"\b(show|shows|prove|proves|conclude|therefore|hence|thus|so|follows|implies|iff|if and only if|exactly when|not|"
    r"unless|whether|under what|which means|verify|check that|we see|this makes|making|becomes?)\b"
)
_IF = re.compile(r"\b(if|when|whenever|assuming|provided|in case|suppose for)\b")
_LET = re.compile(r"\b(let|where|with|define|denote|write|set|put|call|take|given|for|consider|suppose|assume|here)\b")
_ROW = re.compile(r"numerator layout|row layout|\brow vectors?\b|\bas (?:a )?\W*row\b|\ba \W*row\b")
_COLUMN = re.compile(r"denominator layout|column layout|\bcolumn vectors?\b|\bas (?:a )?\W*columns?\b|\ba \W*column\b")
_ABOUT_LAYOUT = re.compile(r"\b(derivatives?|gradients?|partials?|layout|jacobians?)\b")
_ORDER = frozenset({"<", ">", "≤", "≥", "≠", "≻", "≽", "≺", "≼"})


@dataclass
class Formula:
    """A formula in a sentence, with its place in it."""

    tokens: list[Token]
    span: Span


class Sentence:
    """Words and formulas up to a full stop or a display."""

    def __init__(self) -> None:
        self.text = ""
        self.formulas: list[Formula] = []

    def add(self, tokens: list[Token], span: Span) -> None:
        """A formula, as one character of the sentence."""
        if len(self.formulas) < MOST:
            self.text += chr(FIRST + len(self.formulas))
            self.formulas.append(Formula(tokens, span))

    @property
    def lower(self) -> str:
        """The words, in lower case."""
        return " ".join(self.text.lower().split())

    def events(self) -> Iterator[Event]:
        """What the sentence says: declarations first, then claims."""
        said = self.lower
        readings = [_Reading(formula, said[: said.find(chr(FIRST + k))]) for k, formula in enumerate(self.formulas)]
        for reading in readings:
            yield from reading.declarations()
        yield from _layout(said, self.formulas)
        yield from self._properties(said, readings)
        yield from _decomposed(said, readings)
        for reading in readings:
            yield from reading.claims()

    def _properties(self, said: str, readings: list[_Reading]) -> Iterator[Event]:
        seen: set[tuple[str, str]] = set()
        for pattern in _PATTERNS:
            for match in pattern.finditer(said):
                before = said[: match.start()]
                if _SKIP.search(before) or said.endswith("?"):
                    continue
                passing = bool(_IF.search(before))
                properties = [
                    _canonical(p, match[0])
                    for p in re.findall(_PROPERTY + "|linearly independent", match["properties"])
                ]
                for place in re.findall(_M, match["names"]):
                    reading = readings[ord(place) - FIRST]
                    fresh = [p for p in properties if (place, p) not in seen]
                    seen.update((place, p) for p in fresh)
                    if reading.names and fresh:
                        early = reading.declares and not passing
                        yield Declare(
                            reading.names, None, reading.span, fresh, stated=False, early=early, passing=passing
                        )


def _canonical(word: str, phrase: str) -> str:
    if "columns of" in phrase:
        return "orthonormal columns" if word == "orthonormal" else "full column rank"
    if "rows of" in phrase:
        return "full row rank"
    return word


class _Reading:
    """A formula of a sentence: what it declares and what it claims."""

    def __init__(self, formula: Formula, before: str) -> None:
        self.tokens, self.span, self.before = formula.tokens, formula.span, before
        self.names: list[Name] = []
        self.declares = False
        self.members: list[Event] = []
        self.statements: list[Statement] = []
        self.problem = ""
        self.kind: Literal["members", "objective", "name", "statements", "range"] = "statements"
        try:
            self._read()
        except Unread as error:
            self.problem = str(error)

    def _read(self) -> None:
        if not self.tokens:
            return
        if _begins_with_optimum(self.tokens) and not _has_relation(self.tokens):
            self.kind = "objective"
            return
        members = membership.members(self.tokens)
        if members is not None:
            self.kind, self.members = "members", members.events
            self.names, self.declares = members.names, True
            return
        if membership.is_range(self.tokens) or membership.is_mapping(self.tokens):
            self.kind = "range"
            return
        self.statements = [s for s in statements(self.tokens) if any(c.signs for c in s.chains) or s.arrows]
        if not self.statements:
            self.kind, self.names = "name", membership.names(self.tokens)

    def declarations(self) -> Iterator[Event]:
        """Shapes and conditions."""
        if self.kind == "members":
            yield from self.members
        conditional = bool(_IF.search(self.before))
        for statement in list(self.statements):
            chain = bare_inequality(statement)
            if chain is not None and not (_SKIP.search(self.before) and not _LET.search(self.before)):
                self.statements.remove(statement)
                self.names += _bare_names(chain)
                self.declares = True
                for one in _each_name(statement, chain):
                    yield Assume(one, self.span, stated=False, passing=conditional)

    def claims(self) -> Iterator[Event]:
        """What is said to hold."""
        if self.kind == "objective":
            yield Objective(tuple(self.tokens), self.span, self.before)
        for statement in self.statements:
            goes_on = bool(statement.chains) and not statement.chains[0].values[0]
            yield Claimed(statement, "inline", self.before, goes_on)


def _has_relation(tokens: Sequence[Token]) -> bool:
    found = statements(tokens)
    return any(c.signs for s in found for c in s.chains) or any(s.arrows for s in found)


def _begins_with_optimum(tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    return first.text in ("\\min", "\\max", "\\argmin", "\\argmax", "\\arg", "\\underset", "\\inf", "\\sup") or (
        first.text == "\\operatorname" and first.argument.replace("\\,", "").replace(" ", "").startswith("arg")
    )


def bare_inequality(statement: Statement) -> Chain | None:
    """A condition on letters by themselves, such as λ > 0 or 0 < η < 1."""
    if statement.arrows or len(statement.chains) != 1:
        return None
    chain = statement.chains[0]
    if not chain.signs or any(signs.RELATIONS[s.text] not in _ORDER for s in chain.signs) or not all(chain.values):
        return None
    values = [parsed(value) for value in chain.values]
    if not all(_is_bare(value) for value in values) or all(isinstance(value, Num) for value in values):
        return None
    return Chain(span_of(chain.values[0]).to(span_of(chain.values[-1])), tuple(values), chain.signs)


def _is_bare(node: Node) -> bool:
    if isinstance(node, Plus) and len(node.terms) == 1:
        return _is_bare(node.terms[0][1])
    return isinstance(node, Num | Sign) or (isinstance(node, Letter | Scripts) and name_of(node) is not None)


def _bare_names(chain: Chain) -> list[Name]:
    return [name for value in chain.values if (name := name_of(value)) is not None]


def _each_name(statement: Statement, chain: Chain) -> Iterator[Chain]:
    """The condition for every name of a list, as in w, b > 0."""
    yield chain
    for tokens in statement.names:
        yield Chain(chain.span, (parsed(tokens), *chain.values[1:]), chain.signs)


def _layout(said: str, formulas: list[Formula]) -> Iterator[Event]:
    if not formulas and not _ABOUT_LAYOUT.search(said):
        return
    if _ABOUT_LAYOUT.search(said) and formulas:
        row, column = _ROW.search(said), _COLUMN.search(said)
        if row and not (column and "not" not in said and column.start() < row.start()):
            yield Layout("row", formulas[0].span, stated=False)
        elif column:
            yield Layout("column", formulas[0].span, stated=False)


def _decomposed(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """What the names of decompositions say of their factors."""
    words = re.search(r"\bsvd\b|singular[- ]value|eigen-?decomposition|spectral|diagonali[sz]", said)
    if not words:
        return
    svd = words[0].startswith(("svd", "singular"))
    thin = bool(re.search(r"\b(thin|compact|reduced|economy)\b", said))
    for reading in readings:
        for statement in reading.statements:
            yield from _factors(statement, svd=svd, thin=thin)


def _factors(statement: Statement, *, svd: bool, thin: bool) -> Iterator[Event]:
    from derivations.reading.syntax import Beside

    chain = statement.chains[0] if statement.chains else None
    if chain is None or len(chain.signs) != 1 or not chain.values[1]:
        return
    right = parsed(chain.values[1])
    if not isinstance(right, Beside) or len(right.items) != 3:
        return
    names = [name_of(item.base if isinstance(item, Scripts) and item.sups else item) for item in right.items]
    left, middle, last = names
    if left is None or middle is None or last is None:
        return
    outer = "orthonormal columns" if svd and thin else "orthogonal"
    both = [left] if left == last else [left, last]
    yield Declare(both, None, right.span, [outer], stated=False, early=True)
    if not svd or thin:
        yield Declare([middle], None, right.span, ["diagonal"], stated=False, early=True)


__all__ = ["Problem", "Sentence", "chained"]
