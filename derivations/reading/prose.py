"""Sentences with formulas in them, as events: shapes, properties, conditions, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from derivations.reading import membership, signs
from derivations.reading.abstract.said import shaped
from derivations.reading.described import restrictions
from derivations.reading.events import (
    Assume,
    Call,
    Claimed,
    Declare,
    Describe,
    Event,
    Layout,
    Name,
    Objective,
    Problem,
    name_of,
)
from derivations.reading.names import plain
from derivations.reading.parsing.parser import chained, parsed
from derivations.reading.properties import LONGEST_FIRST
from derivations.reading.rows import Statement, span_of, statements
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Bars, Chain, Letter, Node, Num, Plus, Scripts
from derivations.reading.syntax import Symbol as Sign

FIRST = 0xE000  # private characters stand for formulas in a sentence
MOST = 6000  # formulas in one sentence
_M = "[\ue000-\uf8ff]"
_NAMES = rf"{_M}(?:\s*(?:,\s*and|,|and)\s*{_M})*"
_PROPERTY = "|".join(re.escape(name) for name in LONGEST_FIRST)
_PROPERTIES = rf"(?:{_PROPERTY})(?:(?:\s*(?:,\s*and|,|and)\s*|\s+)(?:{_PROPERTY}))*"
_SAID = _PROPERTY + r"|linearly independent|to (?:one|1)|probability|distribution"
_FILLER = r"(?:(?:both|all|each|a|an|any|some|assumed|to be|real|square|constant|fixed|known|given|the|thus|also)\s+)*"
_NOUN = (
    r"(?:(?:square|real|weight|weighting|covariance|kernel|design|data|feature|regularisation|regularization|label|"
    r"labels|target|targets|encoded|inputs?|samples?|eigenvectors|columns|n|m)\s+)*"
)
_THINGS = r"(?:matrix|matrices|vector|vectors|scalar|scalars|constant|constants|parameter|parameters|number|numbers)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<names>{_NAMES})\s*(?:\([^()]*\)\s*)?,?\s*(?:is|are|be|being|were)\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{_NAMES})\s*,?\s*(?:has|have|having|with|of)\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"\b(?P<properties>{_PROPERTIES})\s+{_NOUN}(?:{_THINGS}\s+)?(?P<names>{_NAMES})",
        rf"(?P<names>{_NAMES})\s*,\s*(?:a|an|both)\s+(?P<properties>{_PROPERTIES})\b",
        rf"\b(?:with|where|for|and)\s+(?P<names>{_NAMES})\s+{_FILLER}(?P<properties>{_PROPERTIES})(?=\s*(?:[,.;:)]|$|and\s|then\s|we\s))",
        rf"(?P<names>{_M})\s+{_FILLER}(?P<properties>{_PROPERTIES})(?=\s*(?:[,.;:)]|$|(?:and|with|then|we|so)\s))",
        rf"(?P<names>{_M})\s*\(\s*{_FILLER}(?P<properties>{_PROPERTIES})\s*[,)]",
        rf"columns of\s+(?P<names>{_NAMES})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent|orthonormal)\b",
        rf"(?P<names>{_NAMES})\s*,?\s+whose\s+(?P<properties>entries sum to (?:one|1))\b",
        rf"entries of\s+(?P<names>{_NAMES})\s+(?P<properties>sum to (?:one|1))\b",
        rf"(?P<names>{_NAMES})[^.{_M[1:-1]}]*?\b(?:adding up|summing|add up|sums?) (?P<properties>to (?:one|1))\b",
        rf"(?P<names>{_NAMES})\s+(?:be|is|are|as)\s+(?:two |a )?(?P<properties>probability (?:vector|law)s?)\b",
        rf"(?P<properties>probability (?:vectors?|distributions?))\s+(?P<names>{_NAMES})",
        rf"(?P<names>{_NAMES})\s+(?:be|is|are)\s+(?:two |a )?(?P<properties>distributions?) (?:on|over)\s+{_M}",
        rf"rows of\s+(?P<names>{_NAMES})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent)\b",
    )
)
_SKIP = re.compile(
    r"\b(show|shows|prove|proves|conclude|therefore|hence|thus|so|follows|implies|iff|if and only if|exactly when|not|"
    r"unless|whether|under what|which means|verify|check that|we see that|this makes|making|becomes?)\b"
)
_OF_ONE = re.compile(r"\b(suppose|assume|consider|case|whenever|fix)\b(?!.*\b(?:all|every|each)\b)")
_RESTRICTED = re.compile(r"\s*,?\s*(?:for|in|when|whenever|if|where|whose|with|except|but)\b")
_FOR_ALL = re.compile(
    rf"\s*,?\s*(?:for (?:all|every|each|any)|\(?all)\s+(?P<index>{_M})\)?\s*(?:[.;]|,?\s*(?:and|let|then|so|we)\b|$)"
)
_OF_MEMBERS = re.compile(rf"for (?:all|every|each|any|some)\s+{_M}\s+(?:with|where|such that|for which|whose)\s*$")
_IF = re.compile(r"\b(if|when|whenever|assuming|provided|in case|suppose for)\b")
_SUPPOSED = re.compile(
    r"(?:^|\s)(?:for|if|when|whenever|where|with|assuming|assume|suppose|provided|let|since|as long as|because)"
    r"(?:\s+that|\s+all)?\s*$"
)
_LET = re.compile(r"\b(let|where|with|define|denote|write|set|put|call|take|given|for|consider|suppose|assume|here)\b")
_PREDICATE = re.compile(
    r"\b(?:is|are|as|be|into|in|gives|yields|means)\s+(?:an?\s+|the\s+)?(?:\\emph\{|\\textbf\{|\*+|_)?(row|column|numerator|denominator)\b"
)
_NAMED_LAYOUT = re.compile(r"\b(numerator|denominator|row|column)[- ](?:layout|convention)")
_ABOUT_LAYOUT = re.compile(r"\b(derivatives?|partials?|layout|jacobians?|differentiat\w+|convention|gradients?)\b")
_SHORT = tuple(
    (re.compile(rf"\b{short}\."), long)
    for short, long in (
        ("symm?", "symmetric"),
        ("pos", "positive"),
        ("semi-?def", "semidefinite"),
        ("def", "definite"),
        ("diag", "diagonal"),
        ("indep", "independent"),
    )
)
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
        self.taken: set[tuple[str, str]] = set()  # properties that were understood, with the places of their letters

    def add(self, tokens: list[Token], span: Span) -> None:
        """A formula, as one character of the sentence."""
        if len(self.formulas) < MOST:
            self.text += chr(FIRST + len(self.formulas))
            self.formulas.append(Formula(tokens, span))

    @property
    def lower(self) -> str:
        """The words, in lower case."""
        said = " ".join(self.text.lower().replace("i.i.d.", "iid").split())
        for short, long in _SHORT:
            said = short.sub(long, said)
        return said

    def events(self) -> Iterator[Event]:
        """What the sentence says: declarations first, then claims."""
        said = self.lower
        readings = [_Reading(formula, *said.split(chr(FIRST + k), 1)) for k, formula in enumerate(self.formulas)]
        for reading in readings:
            found = _FOR_ALL.match(reading.after)
            reading.over = _indices(readings[ord(found["index"]) - FIRST].tokens) if found else ()
            yield from reading.declarations()
        yield from _layout(said)
        yield from _shapes(said, readings)
        yield from _columns(said, readings)
        yield from _rows(said, readings)
        yield from self._properties(said, readings)
        yield from _decomposed(said, readings)
        yield from shaped(said, readings, self.taken)
        yield from _random(said, readings)
        yield from _of_random(said, readings)
        yield from self._described(said, readings)
        yield from _called(said, readings)
        for reading in sorted(readings, key=lambda r: not r.is_law):  # what is random first
            yield from reading.claims()

    def _described(self, said: str, readings: list[_Reading]) -> Iterator[Event]:
        """Names beside words that say more of them than was understood."""
        if said.endswith("?"):
            return
        for place, word in restrictions(said, lambda at, word: any(at == a and word in p for a, p in self.taken)):
            reading = readings[ord(place) - FIRST]
            if reading.names:
                yield Describe(reading.names, word, reading.span)

    def _properties(self, said: str, readings: list[_Reading]) -> Iterator[Event]:
        seen = self.taken
        for pattern in _PATTERNS:
            for match in pattern.finditer(said):
                before = said[: match.start()]
                if _SKIP.search(before) or said.endswith("?"):
                    continue
                passing = bool(_IF.search(before))
                properties = [_canonical(p, match[0]) for p in re.findall(_SAID, match["properties"])]
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
    if re.search(r"\bto (?:one|1)\b", phrase) and word not in LONGEST_FIRST:
        return "entries sum to one"
    if "probability" in phrase or "distribution" in phrase:
        return "probability vector"
    return word


class _Reading:
    """A formula of a sentence: what it declares and what it claims."""

    def __init__(self, formula: Formula, before: str, after: str = "") -> None:
        self.tokens, self.span, self.before, self.after = formula.tokens, formula.span, before, after
        self.names: list[Name] = []
        self.declares = False
        self.members: list[Event] = []
        self.statements: list[Statement] = []
        self.problem = ""
        self.over: tuple[str, ...] = ()  # the indices behind `for all`
        self.kind: Literal["members", "objective", "name", "statements", "range"] = "statements"
        try:
            self._read()
        except Unread as error:
            self.problem = str(error)

    def _read(self) -> None:
        if [token.text for token in self.tokens[-2:]] == ["<", "\\infty"]:
            self.tokens = self.tokens[:-2]  # that it is finite is said by the way
        if not self.tokens:
            return
        if _begins_with_optimum(self.tokens) and not _has_relation(self.tokens):
            self.kind = "objective"
            return
        members = membership.members(self.tokens)
        if members is not None:
            self.statements = members.equations
            self.kind, self.members = "members", members.events
            self.names, self.declares = members.names, True
            return
        if membership.is_range(self.tokens) or membership.is_mapping(self.tokens):
            self.kind = "range"
            return
        self.statements = [s for s in statements(self.tokens) if any(c.signs for c in s.chains) or s.arrows]
        if not self.statements:
            self.kind, self.names = "name", membership.names(self.tokens)

    @property
    def is_law(self) -> bool:
        """Whether it says how something is distributed."""
        return any(token.text == "\\sim" for token in self.tokens)

    def declarations(self) -> Iterator[Event]:
        """Shapes and conditions."""
        if self.kind == "members":
            yield from self.members
        if self.kind == "name" and len(self.names) == 1 and self.names[0].count:
            yield Declare(self.names, None, self.span, stated=False)
        conditional = bool(_IF.search(self.before))
        for statement in list(self.statements):
            if _is_ordering(statement):
                self.statements.remove(statement)
                self.names += _ordered_names(statement)
                yield Problem("an ordering with dots is not used", self.span)
                yield Describe(self.names, "ordered", self.span)
                continue
            chain = bare_inequality(statement) or self._condition(statement)
            if chain is not None and not (_SKIP.search(self.before) and not _LET.search(self.before)):
                self.statements.remove(statement)
                self.names += _bare_names(chain)
                self.declares = True
                for one in _each_name(statement, chain):
                    yield Assume(one, self.span, stated=False, passing=conditional, over=self._places(conditional))

    def _places(self, conditional: bool) -> tuple[str, ...] | None:
        """The indices over which a condition runs: those behind `for all`; None for all where nothing limits it."""
        limited = conditional or _OF_ONE.search(self.before) or _RESTRICTED.match(self.after)
        return self.over if self.over or limited or _OF_MEMBERS.search(self.before) else None

    def _condition(self, statement: Statement) -> Chain | None:
        """An inequality that a sentence supposes, as in "for det A > 0"."""
        if statement.arrows or len(statement.chains) != 1 or not _SUPPOSED.search(self.before):
            return None
        chain = statement.chains[0]
        if not chain.signs or any(signs.RELATIONS[s.text] not in _ORDER for s in chain.signs) or not all(chain.values):
            return None
        try:
            values = tuple(parsed(value) for value in chain.values)
        except Unread:
            return None
        return Chain(span_of(chain.values[0]).to(span_of(chain.values[-1])), values, chain.signs)

    def claims(self) -> Iterator[Event]:
        """What is said to hold."""
        if self.kind == "objective":
            yield Objective(tuple(self.tokens), self.span, self.before)
        for statement in self.statements:
            goes_on = bool(statement.chains) and not statement.chains[0].values[0]
            yield Claimed(statement, "inline", self.before, goes_on)


def _is_ordering(statement: Statement) -> bool:
    """λ_1 ≥ λ_2 ≥ … ≥ λ_n."""
    if len(statement.chains) != 1 or statement.arrows or not all(statement.chains[0].values):
        return False
    chain = statement.chains[0]
    ordered = chain.signs and all(signs.RELATIONS[sign.text] in _ORDER for sign in chain.signs)
    return bool(ordered) and any(all(t.text in membership.DOTS for t in value) for value in chain.values)


def _ordered_names(statement: Statement) -> list[Name]:
    """The names of λ_1 ≥ λ_2 ≥ … ≥ λ_n."""
    found = []
    for value in statement.chains[0].values:
        with suppress(Unread):
            node = parsed(value)
            inner = node.inside if isinstance(node, Bars) else node
            name = name_of(inner)
            found += [Name(name.name.split("_")[0], name.bold, "i")] if name is not None else []
    return found


def _indices(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The letters of i, of i, j, or of i = 1, …, n; none for anything that is limited otherwise."""
    if membership.is_range(tokens):
        return (tokens[0].text.lstrip("\\"),)
    letters = [token.text for token in tokens if token.text != ","]
    return tuple(letter.lstrip("\\") for letter in letters) if all(len(x.lstrip("\\")) == 1 for x in letters) else ()


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
    try:
        values = [parsed(value) for value in chain.values]
    except Unread:
        return None
    positive = [signs.RELATIONS[s.text] for s in chain.signs] in ([">"], ["≥"], ["≠"])
    if positive and _is_square(values[0]) and isinstance(values[1], Num) and not values[1].value:
        return Chain(span_of(chain.values[0]).to(span_of(chain.values[-1])), tuple(values), chain.signs)
    if not all(_is_bare(value) for value in values) or all(isinstance(value, Num) for value in values):
        return None
    return Chain(span_of(chain.values[0]).to(span_of(chain.values[-1])), tuple(values), chain.signs)


def _is_square(node: Node) -> bool:
    """The square of a letter, such as a variance \\sigma^2."""
    return isinstance(node, Scripts) and isinstance(node.base, Letter) and [plain(t) for t in node.sups] == ["2"]


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
        with suppress(Unread):
            yield Chain(chain.span, (parsed(tokens), *chain.values[1:]), chain.signs)


_SIDE = r"(?P<side>(?:left|right)(?:[- ]hand)?[- ]side)"
_CALLED = re.compile(
    rf"\b(?:call|denote|write|name|abbreviate)\s+(?:this|it|that|the (?:last |whole )?(?:{_SIDE}|sum|expression"
    rf"|quantity|function|objective|loss|cost|likelihood|term|result))(?:\s+\w+)?\s*(?:by|as|for)?\s+(?P<name>{_M})"
    rf"|^\W*(?:which|that|this)\s+(?:is|we)\s+(?:denote|denoted|call|called)\s*(?:by|as)?\s+(?P<other>{_M})"
)


def _called(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """Call this J(w); denote the right side by ℓ(θ)."""
    found = _CALLED.search(said)
    if found:
        reading = readings[ord(found["name"] or found["other"]) - FIRST]
        left = bool(found["side"]) and found["side"].startswith("left")
        if not reading.statements:
            yield Call(tuple(reading.tokens), "left" if left else "right", reading.span)


def _layout(said: str) -> Iterator[Event]:
    """How derivatives are laid out, when the sentence says so."""
    found = _NAMED_LAYOUT.search(said) or (_PREDICATE.search(said) if _ABOUT_LAYOUT.search(said) else None)
    if found and "not" not in said[: found.start()].split():
        yield Layout("row" if found[1] in ("row", "numerator") else "column", None, stated=False)


_ZERO = r"(?:zero|0)"
_MEAN = rf"mean(?:s)?\s+(?P<mean>{_ZERO}|{_M})"
_SPREAD = rf"(?:common\s+)?(?P<word>co)?variance(?:\s+matrix)?\s+(?P<spread>{_M})"
_AND = r"(?:\s*,)?(?:\s+and)?(?:\s+with)?(?:\s+an?)?\s+"
_MOMENTS = (
    re.compile(rf"(?P<name>{_M})(?P<between>[^{_M[1:-1]}.]*?(?:\bin\s+{_M}[^{_M[1:-1]}.]*?)?)\b{_MEAN}{_AND}{_SPREAD}"),
    re.compile(rf"(?P<name>{_M})[^.]*?\bentries\b[^.]*?\b{_MEAN}{_AND}{_SPREAD}"),
    re.compile(rf"zero[- ]mean[^{_M[1:-1]}.]*?(?P<name>{_M})(?P<between>[^{_M[1:-1]}.]*?)\b{_SPREAD}"),
)


_APART = re.compile(r"\b(iid|independent(?:ly)?|uncorrelated|white)\b")  # else members may hang together


def _random(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """Means and variances in words: noise ε with mean zero and covariance σ²I; entries of Z with …"""
    for pattern in _MOMENTS:
        for match in pattern.finditer(said):
            reading, spread = (readings[ord(match[key]) - FIRST] for key in ("name", "spread"))
            if not reading.names or (reading.names[0].index and not _APART.search(said)):
                continue
            given = match.groupdict().get("mean")
            mean = tuple(readings[ord(given) - FIRST].tokens) if given and ord(given[0]) >= FIRST else ()
            entries = "entries" in said[: match.end()] and match["word"] is None
            yield Declare(
                reading.names[:1],
                None,
                reading.span,
                stated=False,
                random=True,
                mean=mean,
                covariance=tuple(spread.tokens),
                entries=entries or (reading.names[0].index != "" and match["word"] is None),
            )


def _of_random(said: str, readings: list[_Reading]) -> Iterator[Event]:
    from derivations.reading import randomness  # which uses the patterns above

    return randomness.said(said, readings)


_SHAPED = (
    re.compile(rf"(?P<names>{_NAMES})\s+(?:(?:is|are|be)\s+(?:[a-z-]+\s+){{0,6}}?)?in\s+(?P<size>{_M})"),
    re.compile(
        rf"(?P<names>{_NAMES})\s+(?:is|are|be)\s+(?:now\s+)?(?:an?\s+)?(?:\w+[\s-]+){{0,2}}"
        rf"(?:vector|column|matrix|point)s?\s+in\s+(?P<size>{_M})"
    ),
    re.compile(
        rf"(?P<names>{_NAMES})\s+(?:is|are|be)\s+(?:an?\s+)?(?P<size>{_M})\s*(?P<what>matrix|matrices|of|and|,|\.|with|$)"
    ),
    re.compile(rf"(?P<size>{_M})\s+(?:\w+\s+)?(?P<what>matrix|matrices)\s+(?P<names>{_NAMES})"),
)


_ITH = rf"(?:the\s+|an?\s+)?(?:(?:\w+|{_M})\s?-?\s?th\s+|{_M}\s+)?"  # the i-th, the $i$th, the ith
_OF = rf"of\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:matrix\s+)?(?P<matrix>{_M})"
_IS = r"(?:is|are|be|being|as|denotes?|for|stands? for|contains?|holds?)"
_OF_ROWS = (
    re.compile(rf"\b(?P<what>row|column)s? {_OF} (?:is|are|being|be) (?P<row>{_M})"),
    re.compile(
        rf"(?P<matrix>{_M})[^.{_M[1:-1]}]*?\b(?:has|have|having|with|whose|and)\s+{_ITH}(?P<what>row|column)s?\s+"
        rf"(?:vectors?\s+)?(?:are\s+|is\s+)?(?:the\s+(?:\w+\s+){{0,2}})?(?P<row>{_M})"
    ),
    re.compile(rf"(?P<row>{_M})\s+{_IS}\s+{_ITH}(?P<what>row|column)s? (?:{_M}\s+)?{_OF}"),
    re.compile(
        rf"(?P<matrix>{_M})[^.{_M[1:-1]}]*?\b(?:has|have|having|with|stacks|stacking|collects|contains|holds)\s+"
        rf"(?:the\s+)?(?:\w+\s+)?(?P<row>{_M})\s+(?:as|in|for)\s+(?:its\s+|the\s+)?{_ITH}(?P<what>row|column)s?\b"
    ),
)


def _rows(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """The rows of X are x_i', its columns u_i."""
    for pattern in _OF_ROWS:
        for match in pattern.finditer(said):
            matrix, row = (readings[ord(match[key]) - FIRST] for key in ("matrix", "row"))
            names = row.names or membership.transposed_names(row.tokens)
            if matrix.names and names and names[0].index:
                yield Declare(
                    names[:1],
                    None,
                    row.span,
                    stated=False,
                    rows_of=matrix.names[0],
                    columns=match["what"] == "column",
                    upright=bool(row.names) == (match["what"] == "column"),
                )


_COLUMNS = re.compile(rf"\bcolumns? of\s+(?:the\s+)?(?:\w+\s+)?(?P<matrix>{_M})")


def _columns(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """Where a sentence speaks of the columns of V, v_j is one of them."""
    for match in _COLUMNS.finditer(said):
        reading = readings[ord(match["matrix"]) - FIRST]
        for name in reading.names[:1]:
            if len(name.name) == 1 and name.name.isupper():
                family = Name(name.name.lower(), name.bold, "j")
                yield Declare([family], None, reading.span, stated=False, rows_of=name, columns=True, upright=False)


def _shapes(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """X is n × d, an n × d matrix Z."""
    for pattern in _SHAPED:
        for match in pattern.finditer(said):
            found = membership.sizes(readings[ord(match["size"]) - FIRST].tokens)
            found = found or membership.shape_of(readings[ord(match["size"]) - FIRST].tokens)
            for place in re.findall(_M, match["names"]) if found is not None else ():
                reading = readings[ord(place) - FIRST]
                if reading.is_law and not reading.names and found is not None:
                    left = [t.text for t in reading.tokens].index("\\sim")
                    yield Declare(
                        membership.names(reading.tokens[:left]), found, reading.span, stated=False, early=True
                    )
                if reading.names and reading.kind == "name":
                    yield Declare(reading.names, found, reading.span, stated=False, early=True)


def _decomposed(said: str, readings: list[_Reading]) -> Iterator[Event]:
    """What the names of decompositions say of their factors."""
    words = re.search(r"\bsvd\b|singular[- ]value|eigen-?decomposition|spectral|diagonali[sz]", said)
    if not words:
        return
    svd = words[0].startswith(("svd", "singular"))
    thin = bool(re.search(r"\b(thin|compact|reduced|economy)\b", said))
    for reading in readings:
        for statement in reading.statements:
            found = list(_factors(statement, svd=svd, thin=thin))
            reading.before += " decomposition" if found else ""
            yield from found


def _factors(statement: Statement, *, svd: bool, thin: bool) -> Iterator[Event]:
    from derivations.reading.syntax import Beside

    chain = statement.chains[0] if statement.chains else None
    if chain is None or len(chain.signs) != 1 or not chain.values[1]:
        return
    try:
        right = parsed(chain.values[1])
    except Unread:
        return
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
