"""Means, variances and covariances of what is known to be random."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, substitute
from derivations.operations import gaussians
from derivations.operations.probability import Law, expectation
from derivations.reading import lookup, values
from derivations.reading.abstract import calls
from derivations.reading.scope import Known
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Node, Scripts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

NAMES = frozenset({"E", "Var", "Cov", "Variance", "Covariance", "cov", "var", "mathbbE"})


def operand(reader: Elaborator, items: Sequence[Node], place: int, name: str) -> tuple[Value, int]:
    """E[…], Var(…) or Cov(…, …) and where the next factor begins."""
    head = items[place]
    if isinstance(head, Scripts) and head.sups:
        raise Unread(f"a superscript on {name}", head.span)
    over = _over(reader, head)
    if over and isinstance(head, Scripts):
        kept, reader.scope.laws = reader.scope.laws, {n: law for n, law in reader.scope.laws.items() if n in over}
        value, after = operand(reader, [head.base, *items[place + 1 :]], 0, name)
        reader.scope.laws = kept
        return value, place + after
    follow = items[place + 1] if place + 1 < len(items) else None
    group = follow.base if isinstance(follow, Scripts) else follow
    if isinstance(group, Group):
        value = _of(reader, name, group, items[place].span.to(group.span))
        if isinstance(follow, Scripts) and follow.sub:
            value = lookup.entries(reader, value, follow.sub, value.span)
        for tokens in follow.sups if isinstance(follow, Scripts) else ():
            value = reader.raised(value, tokens, value.span)
        return value, place + 2
    if name != "E" or follow is None:
        raise Unread(f"{name} wants what it is of in brackets", items[place].span)
    return _mean(reader, reader.rest(items, place + 1), items[place].span), len(items)


def _over(reader: Elaborator, head: Node) -> set[str]:
    """The random letters below an E, when there are any that are known to be random."""
    if not isinstance(head, Scripts) or not head.sub:
        return set()
    names = {token.text.lstrip("\\") for token in head.sub}
    return {name for name in names if name in reader.scope.laws}


def _of(reader: Elaborator, name: str, group: Group, span: Span) -> Value:
    if name == "E" and group.bar and len(group.items) == 2:
        return _conditional(reader, group, span)
    if name == "E" and len(group.items) == 1:
        before, reader.used = reader.used, set()
        body = reader.value(group.items[0])
        if reader.scope.laws and not reader.used & (reader.scope.laws.keys() | reader.scope.models.keys()):
            reader.doubts.add(f"nothing in {span.text.strip()} is known to be random")
        reader.used |= before
        return _mean(reader, body, span)
    if name.lower().startswith("var") and len(group.items) == 1 and not group.bar:
        value = reader.value(group.items[0])
        return _covariance(reader, value, value, span)
    if name.lower().startswith("cov") and len(group.items) in (1, 2) and not group.bar:
        first, second = (reader.value(group.items[k]) for k in (0, -1))
        return _covariance(reader, first, second, span)
    raise Unread(f"{name} of a list like this is not read", span)


def _mean(reader: Elaborator, body: Value, span: Span) -> Value:
    scope, laws = reader.scope, reader.scope.laws

    models = dict(reader.scope.models)

    def build() -> Expression:
        value = calls.refuse_random(scope, body.build(), span)
        return expectation(_unfolded(value, models), *_laws(laws, span))

    return Value(span, body.shape, build)


def _unfolded(body: Expression, models: dict[str, tuple[Known, Value]]) -> Expression:
    """With what is random written out: y as Xw + ε."""
    return substitute(body, {letter.symbol(): value.build() for letter, value in models.values()})


def _laws(laws: Mapping[str, Callable[[], Law]], span: Span) -> list[Law]:
    found = [law() for law in laws.values()]
    if not found:
        raise Unread("nothing is known to be random here; declare it, as in `N : n, random, mean 0`", span)
    return found


def _covariance(reader: Elaborator, first: Value, second: Value, span: Span) -> Value:
    values.needs_column(reader.trail, first, "what a covariance is of")
    values.needs_column(reader.trail, second, "what a covariance is of")
    scope, laws = reader.scope, reader.scope.laws

    models = dict(reader.scope.models)

    def build() -> Expression:
        a, b = (_unfolded(calls.refuse_random(scope, side.build(), span), models) for side in (first, second))
        known = _laws(laws, span)
        return expectation(a * b.T, *known) - expectation(a, *known) * expectation(b, *known).T

    shape = SCALAR if first.is_scalar and second.is_scalar else (first.shape[0], second.shape[0])
    return Value(span, shape, build)


def _conditional(reader: Elaborator, group: Group, span: Span) -> Value:
    from derivations.reading.syntax import Chain

    body, given = reader.value(group.items[0]), group.items[1]
    if not isinstance(given, Chain) or len(given.signs) != 1 or given.signs[0].text != "=":
        raise Unread("a conditional mean is read as E[W | Y = y]", span)
    what, point = (reader.value(side) for side in given.values)
    values.same_shape(reader.trail, what, point, "what is given")
    scope, laws = reader.scope, reader.scope.laws

    def build() -> Expression:
        known, value = tuple(_laws(laws, span)), calls.refuse_random(scope, body.build(), span)
        return gaussians.with_laws(gaussians.CONDITIONAL_MEAN, value, what.build(), point.build(), laws=known)

    return Value(span, body.shape, build)
