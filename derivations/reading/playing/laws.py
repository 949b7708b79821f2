"""Laws that are given names: p = N(μ, Σ)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivations.kernel.expression import Apply, Expression, Number, Symbol
from derivations.operations.algebra import POWER, SCALAR
from derivations.operations.logic import LESS
from derivations.operations.notation import lift
from derivations.operations.properties import POSITIVE_DEFINITE
from derivations.reading import values
from derivations.reading.distributions import Normal, law_name, normal
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.links import Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.state import State
from derivations.reading.playing.targets import normal_law
from derivations.reading.scope import Hypothesis, Known
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Beside, Group, Node
from derivations.reading.values import IllTyped, Value


def named_law(state: State, link: Link, reader: Elaborator, left: Sequence[Token], right: Sequence[Token]) -> bool:
    """A name for a normal law. True when the link gives one."""
    group, name = normal_law(parsed(right)), law_name(parsed(left))
    if group is None or group.bar or not name or state.scope.strict:
        return False
    wide = reader.value(group.items[1])
    mean = name_of(group.items[0])
    if mean is not None and not wide.is_scalar and state.scope.find(mean.name) is None:
        state.scope.guesses.setdefault(mean.name, "vector")
    found = normal(reader, group)
    letter = _argument(parsed(left))
    if letter is not None:
        found = replace(found, letter=letter.name)
        _shaped(state, letter, found, link)
    state.scope.normals[name] = found
    state._suppose(Hypothesis(lambda: definite(found), frozenset(reader.used), f"{name} has a density", link.span))
    link.role, link.used = "definition", frozenset({name, *reader.used})
    return True


def _argument(node: Node) -> Name | None:
    """The letter in p(x) or p(x | z)."""
    group = node.items[1] if isinstance(node, Beside) else None
    return name_of(group.items[0]) if isinstance(group, Group) else None


def _shaped(state: State, letter: Name, law: Normal, link: Link) -> None:
    """The letter of a law is like its mean; one that nobody declared begins a new life where it is not."""
    scope = state.scope
    known = scope.find(letter.name)
    mark = scope.trail.mark()
    try:
        here = Value(link.span, known.shape if known is not None else law.mean.shape, law.mean.build)
        values.same_shape(scope.trail, here, law.mean, "a letter and its law")
    except IllTyped:
        scope.trail.undo(mark)
        known = known if known is not None and known.origin == "stated" else None
    if known is None:
        scope.letters[letter.name] = Known(letter.name, law.mean.shape, "inferred", link.span)


def definite(law: Normal) -> Apply:
    """What the covariance of a density is, when it is a letter."""
    covariance = law.covariance.build()
    if covariance.shape == SCALAR and not isinstance(covariance, Number):
        return LESS(lift(0), _deviation(covariance))
    if not isinstance(covariance, Symbol):
        raise Unread("not a letter")
    return POSITIVE_DEFINITE(covariance)


def _deviation(variance: Expression) -> Expression:
    """The standard deviation σ where σ² is written for the variance: nobody means a negative one by it."""
    squared = isinstance(variance, Apply) and variance.operation is POWER and variance.data == (2,)
    return variance.arguments[0] if squared and isinstance(variance, Apply) else variance
