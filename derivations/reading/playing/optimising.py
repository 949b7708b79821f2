"""Relations of optima: two objectives with the same, the value of one, and names for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from derivations.kernel.expression import Apply
from derivations.operations import optima
from derivations.reading import special, values
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.links import Attempt, Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.claiming import Claiming
from derivations.reading.playing.feasible import ways
from derivations.reading.playing.targets import definable
from derivations.reading.scope import Defined, Goal
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Beside, Group, Letter
from derivations.reading.values import IllTyped, Value


def _is_named(left: Sequence[Token]) -> bool:
    """Whether a side is f(x), a list of names such as (w*, b*), or capitals such as MAP."""
    with suppress(Unread, IllTyped):
        node = parsed(left)
        listed = isinstance(node, Group) and all(name_of(item) is not None for item in node.items)
        capitals = isinstance(node, Beside) and all(isinstance(i, Letter) and i.name.isupper() for i in node.items)
        return listed or capitals or definable(node) is not None
    return False


@dataclass
class Optimising(Claiming):
    """Deals with sides that say where something is least or greatest."""

    named_optima: dict[str, tuple[object, Goal]] = field(default_factory=dict)  # with the part in which they stand

    def _same_optima(self, link: Link, first: special.Optimum, second: special.Optimum) -> None:
        if not (first.where and second.where):
            raise Unread("that two least values are equal is not read; argmin is", link.sign)
        one, two = self._goal(first), self._goal(second)
        if one.over != two.over:
            raise Unread("the two sides are optimised over different letters", link.span)
        self._alike(link, one, two)

    def _alike(self, link: Link, one: Goal, two: Goal) -> None:
        """That two objectives are least at the same places."""
        link.role, link.used = "claim", frozenset(known.name for known in one.over)

        def build() -> Apply:
            data = (*(known.symbol() for known in one.over), one.sense, two.sense)
            return optima.SAME_OPTIMA(one.value.build(), two.value.build(), data=data)

        link.states, link.attempts = build, [Attempt("as it stands", build)]

    def _optimum_is(
        self,
        link: Link,
        reader: Elaborator,
        found: special.Optimum,
        right: tuple[Token, ...],
        words: str,
        *,
        equals: bool,
    ) -> None:
        goal = self._goal(found, beside=reader)
        if not found.where:
            raise Unread("the least value itself is not read; say where it is attained, by argmin", found.span)
        value = reader.value(parsed(right))
        self._least_at(link, reader, goal, value, words, equals=equals)
        name = self.pending_name
        if name is not None:
            self.scope.defined[name] = Defined(name, parsed(right), (), value.span, value)

    def _least_at(self, link: Link, reader: Elaborator, goal: Goal, value: Value, words: str, *, equals: bool) -> None:
        """That the objective is least at a value, among what is feasible; `equals`: and nowhere else."""
        if goal.others:
            raise Unread("where an objective of several letters is least is read one letter at a time", link.span)
        where = Value(value.span, goal.letter.shape, goal.letter.symbol)
        values.same_shape(self.scope.trail, where, value, "an optimum is a value of its letter")
        if goal.letter.name in reader.used:
            raise Unread(f"the value of the optimum mentions {goal.letter.name} itself", value.span)
        kind = optima.MINIMISER if goal.sense == "min" else optima.MAXIMISER
        link.role = "claim"
        link.attempts = ways(self, link, goal, value, kind, words=words, equals=equals)
        link.states = link.attempts[-1].build

    def _named_optimum(
        self,
        link: Link,
        reader: Elaborator,
        found: special.Optimum,
        left: Sequence[Token],
        words: str,
        *,
        fresh: bool,
        equals: bool,
    ) -> None:
        """w* = argmin f gives w* its meaning; said again of another f, it claims that nothing has changed."""
        name = "".join(token.text + token.argument for token in left)
        target = self._target(left)
        if not found.where and not fresh and self._has_meaning(left):
            raise Unread("the least value itself is not read; say where it is attained, by argmin", found.span)
        made = self.scope.defined.get(target) if target else None
        if made is not None and made.value is not None and not made.parameters and not fresh:
            value = reader.value(parsed(left))
            return self._least_at(link, reader, self._goal(found, like=value), value, words, equals=equals)
        before = self.named_optima.get(name)
        goal = self._goal(found)
        self.named_optima[name] = (self.scope.part, goal)
        same = before is not None and before[0] is self.scope.part and before[1].over == goal.over
        if before is not None and same and not fresh:
            return self._alike(link, before[1], goal)
        if target is None and not _is_named(left):
            raise Unread("an optimum is given a name on the left; this is a value of its own", link.span)
        self.pending_name = target
        link.role = "definition"
        return None

    def _has_meaning(self, left: Sequence[Token]) -> bool:
        """Whether a left side is a name, or the value of a function, that has a meaning already."""
        with suppress(Unread, IllTyped):
            target = definable(parsed(left))
            return target is not None and (target[0] in self.scope.defined or self.scope.find(target[0]) is not None)
        return True

    def _target(self, left: Sequence[Token]) -> str | None:
        """The name that a left side is."""
        with suppress(Unread, IllTyped):
            target = definable(parsed(left))
            return target[0] if target is not None and not target[1] else None
        return None
