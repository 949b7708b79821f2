"""Members of a sequence: what a recurrence, or a formula for its general member, says of another member."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from derivations.kernel.expression import Apply, Expression, ShapeError, Size, Symbol, substitute
from derivations.operations import logic
from derivations.operations.algebra import SCALAR, SIZE
from derivations.operations.notation import lift, zero
from derivations.reading.scope import Defined, Hypothesis, Known, Scope
from derivations.reading.source import Unread
from derivations.reading.values import size_of
from derivations.trees import walk

_PLACE = re.compile(r"^(?P<stem>.*)_\{(?:(?P<letter>[tkns])(?P<shift>[+-]\d+)?|(?P<number>\d+))\}$")
DEEPEST = 8  # members that are put into each other
FAILED = "{} is a member of a sequence, and what its recurrence says of it was not worked out"


@dataclass(frozen=True)
class Place:
    """Which member of a sequence a name means: w_{t+1} is member 1 after t, w_3 is member 3."""

    stem: str
    letter: str
    number: int

    @property
    def name(self) -> str:
        """As it is written."""
        if not self.letter:
            return f"{self.stem}_{{{self.number}}}"
        return f"{self.stem}_{{{self.letter}{f'{self.number:+d}' if self.number else ''}}}"


@dataclass(frozen=True)
class Rule:
    """A general member, with its definition."""

    at: Place
    made: Defined


def place_of(name: str) -> Place | None:
    """The place that a name has in a sequence; None when it has none."""
    found = _PLACE.match(name)
    return Place(found["stem"], found["letter"] or "", int(found["number"] or found["shift"] or 0)) if found else None


def rule_of(scope: Scope, place: Place, *, formerly: bool = False) -> Rule | None:
    """What gives the other members of a sequence in this part, or `formerly` in an earlier one."""
    for name, _ in reversed(scope.recurrences):
        at, made = place_of(name), scope.defined.get(name)
        if at is not None and made is not None and at.stem == place.stem and (made.recent or formerly):
            return Rule(at, made)
    return None


def is_member(scope: Scope, name: str, beside: Iterable[str], *, formerly: bool = False) -> bool:
    """Whether a name has a value already, since something gives the members of its sequence.

    The first members, from which a recurrence starts, have none. `beside` are the names on the other side.
    """
    place = place_of(name)
    if place is None:
        return False
    rule = rule_of(scope, place, formerly=formerly)
    unread = (at for other in scope.tainted if (at := place_of(other)) is not None and other != name)
    if rule is None:
        return any(at.stem == place.stem and at.letter for at in unread)
    if place.letter == rule.at.letter and place.number <= rule.at.number:
        return False  # w_t, which a recurrence for w_{t+1} starts from
    return not _is_first(place, rule, {*scope.defined, *beside})


def _is_first(place: Place, rule: Rule, names: Iterable[str]) -> bool:
    """Whether a recurrence starts from a member: from as many as it looks back."""
    own = [at for other in names if (at := place_of(other)) is not None and at.stem == place.stem and at != place]
    least = min((at.number for at in own if not at.letter), default=place.number)
    return not place.letter and place.number < least + _order(rule)


def _order(rule: Rule) -> int:
    """How many members a recurrence looks back; 0 for a formula."""
    back = [at for name in rule.made.uses if (at := place_of(name)) is not None and at.stem == rule.at.stem]
    return max((rule.at.number - at.number for at in back if at.letter == rule.at.letter), default=0)


def like(scope: Scope, name: str) -> Known | None:
    """A member as a letter of its own, shaped like the general one."""
    place = place_of(name)
    rule = rule_of(scope, place) if place is not None else None
    value = rule.made.value if rule is not None else None
    return Known(name, value.shape, "inferred", value.span) if value is not None else None


def unrolled_to(scope: Scope, name: str) -> Hypothesis | None:
    """What a member is by the rule of its sequence; None where that is not worked out."""
    place, known = place_of(name), scope.find(name)
    if place is None or known is None:
        return None
    with suppress(ShapeError, ValueError, TypeError, KeyError, Unread, RecursionError):
        value = value_of(scope, place, DEEPEST)
        if value is None:
            return None
        symbol = Symbol(name, *(size_of(dim) for dim in known.shape))
        equation = logic.EQUAL(symbol, value)
        rule = rule_of(scope, place)
        span = rule.made.span if rule is not None else None
        return Hypothesis(lambda: equation, frozenset({name}), f"{name} by its recurrence", span, sure=True)
    return None


def value_of(scope: Scope, place: Place, deep: int) -> Expression | None:
    """A member in terms of the first ones; None when it is one of them, or too far from them."""
    rule = rule_of(scope, place)
    value = rule.made.value if rule is not None else None
    if rule is None or value is None or rule.at == place or deep == 0 or place.letter not in ("", rule.at.letter):
        return None
    ahead = place.number - rule.at.number
    if not place.letter and ahead + rule.at.number < _order(rule):
        return None
    if place.letter and ahead <= 0:
        return None
    return _moved(scope, value.build(), place, rule.at.letter, ahead, deep - 1)


def _moved(scope: Scope, value: Expression, place: Place, letter: str, ahead: int, deep: int) -> Expression | None:
    """An expression with a time at another one: the time and all that it stands below."""
    size = SIZE(data=(Size.of(letter),))
    timed = letter in scope.sizes
    if timed and any(isinstance(part, Symbol) and part.name == letter for part in walk(value)):
        return None  # a size beside a number of the same name
    now: Expression = size if timed else Symbol(letter, *SCALAR)
    at = lift(ahead) if not place.letter else now + lift(ahead)
    put: dict[Symbol, Expression] = {Symbol(letter, *SCALAR): at}
    for part in walk(value):
        other = place_of(part.name) if isinstance(part, Symbol) else None
        if isinstance(part, Symbol) and other is not None and other.letter == letter:
            put[part] = _put(scope, part, Place(other.stem, place.letter, other.number + ahead), deep)
    if timed:
        value = _sized(value, size, at)
        if any(letter in str(dim) for part in walk(value) for dim in part.shape) or _counts(value, letter, size):
            return None
    return substitute(value, put)


def _counts(value: Expression, letter: str, size: Expression) -> bool:
    """Whether a time is also a size of something, which cannot be moved."""
    return any(isinstance(p, Apply) and p != size and letter in map(str, p.data) for p in walk(value))


def _sized(value: Expression, size: Expression, at: Expression) -> Expression:
    """An expression with a number in place of a size that is used as one."""
    if value == size:
        return at
    if not isinstance(value, Apply):
        return value
    return Apply(value.operation, tuple(_sized(a, size, at) for a in value.arguments), value.data)


def _put(scope: Scope, letter: Symbol, place: Place, deep: int) -> Expression:
    """Another member: as it is defined, by the rule, or as a letter."""
    made = scope.defined.get(place.name)
    if made is not None and made.value is not None and not made.parameters:
        start = made.value.build()
        return zero(letter.rows, letter.columns) if start == lift(0) else start
    given = any(place.name in h.letters and not h.taken for h in scope.contexts)
    value = None if given else value_of(scope, place, deep)
    return value if value is not None else Symbol(place.name, letter.rows, letter.columns)
