"""Means, variances and covariances of what is known to be random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Symbol, free, substitute
from derivations.operations import gaussians
from derivations.operations.probability import Law, expectation
from derivations.reading import lookup, values
from derivations.reading.dependence import grouped
from derivations.reading.events import name_of
from derivations.reading.names import is_transpose
from derivations.reading.scope import Known
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Node, Scripts, parts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

ADVICE = "declare it, as in `N : n, random, mean 0`"
OFTEN_RANDOM = frozenset({"x", "y", "z", "X", "Y", "Z", "U", "V", "epsilon", "varepsilon", "xi"})
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
        return _mean(reader, _no_number(reader, group.items[0], span), span)
    if name.lower().startswith("var") and len(group.items) == 1 and not group.bar:
        value = reader.value(group.items[0])
        return _covariance(reader, value, value, span)
    if name.lower().startswith("cov") and len(group.items) in (1, 2) and not group.bar:
        first, second = (reader.value(group.items[k]) for k in (0, -1))
        if len(group.items) == 1 and first.is_scalar and _are_guessed(reader, group.items[0]):
            raise Unread(f"{name} of what is taken for a number: declare it", span)
        return _covariance(reader, first, second, span)
    raise Unread(f"{name} of a list like this is not read", span)


def _no_number(reader: Elaborator, node: Node, span: Span) -> Value:
    """What a mean is of. Unread where numbers are transposed that nobody called numbers."""
    value = reader.value(node)
    turned = any(isinstance(part, Scripts) and any(map(is_transpose, part.sups)) for part in parts(node))
    if turned and value.is_scalar and _are_guessed(reader, node):
        raise Unread(f"{span.text.strip()} transposes what is taken for a number: declare it", span)
    return value


def _are_guessed(reader: Elaborator, node: Node) -> bool:
    """Whether all letters are numbers by a guess."""
    names = [found.name for part in parts(node) if (found := name_of(part)) is not None]
    known = [k for name in names if (k := reader.scope.find(name)) is not None]
    return all(k.kind == "scalar" for k in known) and any(k.origin != "stated" for k in known)


def _mean(reader: Elaborator, body: Value, span: Span) -> Value:
    chosen, models = laws_of_body(reader, span), dict(reader.scope.models)

    def build() -> Expression:
        value = _unfolded(body.build(), models)
        return expectation(value, *chosen(value))

    return Value(span, body.shape, build)


def _unfolded(body: Expression, models: dict[str, tuple[Known, Value]]) -> Expression:
    """With what is random written out: y as Xw + ε."""
    return substitute(body, {letter.symbol(): value.build() for letter, value in models.values()})


Chosen = Callable[[Expression], list[Law]]


def laws_of_body(reader: Elaborator, span: Span) -> Chosen:
    """What gives the laws of the random letters of a body. Unread when none of its letters is random."""
    scope = reader.scope
    declared, independent, loners = dict(scope.laws), tuple(scope.independent), frozenset(scope.loners)
    loose = scope.averaged - declared.keys() - scope.defined.keys() - scope.models.keys()
    guessed = {name for name, known in scope.letters.items() if known.origin != "stated"}

    def chosen(body: Expression) -> list[Law]:
        letters = {letter for letter in free(body) if isinstance(letter, Symbol)}
        laws = [law for known in declared.values() if (law := known()).letter in letters]
        new = [Law(letter) for letter in letters if letter.name in loose]
        if not laws and not new:
            if declared and (scope.strict or not letters):
                return []  # the mean of a constant
            raise Unread(f"nothing in {span.text.strip()} is known to be random; {ADVICE}", span)
        doubtful = letters - {law.letter for law in (*laws, *new)} if new else set()
        for letter in sorted(letter.name for letter in doubtful):
            if letter in guessed and letter in OFTEN_RANDOM:
                raise Unread(f"whether {letter} is random was not said; {ADVICE}", span)
        return grouped([*laws, *sorted(new, key=lambda law: law.letter.name)], independent, loners, scope.words)

    return chosen


def _covariance(reader: Elaborator, first: Value, second: Value, span: Span) -> Value:
    values.needs_column(reader.trail, first, "what a covariance is of")
    values.needs_column(reader.trail, second, "what a covariance is of")
    chosen, models = laws_of_body(reader, span), dict(reader.scope.models)

    def build() -> Expression:
        a, b = (_unfolded(side.build(), models) for side in (first, second))
        both = a * b.T
        return expectation(both, *chosen(both)) - expectation(a, *chosen(a)) * expectation(b, *chosen(b)).T

    shape = SCALAR if first.is_scalar and second.is_scalar else (first.shape[0], second.shape[0])
    return Value(span, shape, build)


def _conditional(reader: Elaborator, group: Group, span: Span) -> Value:
    from derivations.reading.syntax import Chain

    body, given = reader.value(group.items[0]), group.items[1]
    if not isinstance(given, Chain) or len(given.signs) != 1 or given.signs[0].text != "=":
        raise Unread("a conditional mean is read as E[W | Y = y]", span)
    what, point = (reader.value(side) for side in given.values)
    values.same_shape(reader.trail, what, point, "what is given")
    laws = reader.scope.laws

    def build() -> Expression:
        known = tuple(law() for law in laws.values())
        if not known:
            raise Unread(f"nothing in {span.text.strip()} is known to be random; {ADVICE}", span)
        return gaussians.with_laws(gaussians.CONDITIONAL_MEAN, body.build(), what.build(), point.build(), laws=known)

    return Value(span, body.shape, build)
