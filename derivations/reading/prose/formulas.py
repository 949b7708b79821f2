"""A formula of a sentence: what it declares, supposes and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from derivations.reading import membership, subspaces
from derivations.reading.events import Assume, Claimed, Declare, Describe, Event, Name, Objective, Problem
from derivations.reading.prose.conditions import (
    bare_inequality,
    bare_names,
    each_name,
    is_ordering,
    ordered_names,
    supposed_inequality,
)
from derivations.reading.prose.cues import IF, LET, OF_MEMBERS, OF_ONE, RESTRICTED, SKIP
from derivations.reading.rows import Statement, statements
from derivations.reading.source import Span, Token, Unread


@dataclass
class Formula:
    """A formula in a sentence, with its place in it."""

    tokens: list[Token]
    span: Span


class Reading:
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
        if _begins_with_optimum(self.tokens) and not _relations(self.tokens):
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
        self.statements = _relations(self.tokens)
        if not self.statements:
            self.kind, self.names = "name", membership.names(self.tokens)
            self.names += [name for side in subspaces.sides(self.tokens) for name in membership.names(side)]

    @property
    def is_law(self) -> bool:
        """Whether it says how something is distributed."""
        return any(token.text == "\\sim" for token in self.tokens)

    def written(self) -> list[Statement]:
        """Its statements, also one without a relation; none where it is not read."""
        try:
            return statements(self.tokens) if self.tokens else []
        except Unread:
            return []

    def declarations(self) -> Iterator[Event]:
        """Shapes and conditions."""
        if self.kind == "members":
            yield from subspaces.supposed(self.members, self.names, self.before, self.span)
        if self.kind == "name" and len(self.names) == 1 and self.names[0].count:
            yield Declare(self.names, None, self.span, stated=False)
        conditional = bool(IF.search(self.before))
        for statement in list(self.statements):
            if is_ordering(statement):
                self.statements.remove(statement)
                self.names += ordered_names(statement)
                yield Problem("an ordering with dots is not used", self.span)
                yield Describe(self.names, "ordered", self.span)
                continue
            chain = bare_inequality(statement) or supposed_inequality(statement, self.before)
            if chain is not None and not (SKIP.search(self.before) and not LET.search(self.before)):
                self.statements.remove(statement)
                self.names += bare_names(chain)
                self.declares = True
                for one in each_name(statement, chain):
                    yield Assume(one, self.span, stated=False, passing=conditional, over=self._places(conditional))

    def _places(self, conditional: bool) -> tuple[str, ...] | None:
        """The indices over which a condition runs: those behind `for all`; None for all where nothing limits it."""
        limited = conditional or OF_ONE.search(self.before) or RESTRICTED.match(self.after)
        return self.over if self.over or limited or OF_MEMBERS.search(self.before) else None

    def claims(self) -> Iterator[Event]:
        """What is said to hold."""
        if self.kind == "objective":
            yield Objective(tuple(self.tokens), self.span, self.before)
        for statement in self.statements:
            goes_on = bool(statement.chains) and not statement.chains[0].values[0]
            yield Claimed(statement, "inline", self.before, goes_on, after=self.after)


def indices(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The letters of i, of i, j, or of i = 1, …, n; none for anything that is limited otherwise."""
    if membership.is_range(tokens):
        return (tokens[0].text.lstrip("\\"),)
    letters = [token.text for token in tokens if token.text != ","]
    return tuple(letter.lstrip("\\") for letter in letters) if all(len(x.lstrip("\\")) == 1 for x in letters) else ()


def _relations(tokens: Sequence[Token]) -> list[Statement]:
    """The statements in which something is said to hold."""
    return [s for s in statements(tokens) if any(c.signs for c in s.chains) or s.arrows]


def _begins_with_optimum(tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    return first.text in ("\\min", "\\max", "\\argmin", "\\argmax", "\\arg", "\\underset", "\\inf", "\\sup") or (
        first.text == "\\operatorname" and first.argument.replace("\\,", "").replace(" ", "").startswith("arg")
    )
