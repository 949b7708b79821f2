"""Means, variances and covariances of what is known to be random."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from derivations.kernel.expression import ONE, Expression, Symbol, free, substitute
from derivations.operations import gaussians
from derivations.operations.conditioning import conditioned
from derivations.operations.probability import FAMILY, Law, expectation
from derivations.reading import distributions, leaning, values
from derivations.reading.abstract import calls
from derivations.reading.dependence import grouped
from derivations.reading.events import name_of
from derivations.reading.letters import lookup
from derivations.reading.names import is_transpose, plain
from derivations.reading.scope import Hypothesis, Known
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Node, Scripts, parts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

OFTEN_MATRICES = frozenset("ABHMPQRSUVW")
ADVICE = "declare it, as in `N : n, random, mean 0`"
OFTEN_RANDOM = frozenset({"x", "y", "z", "X", "Y", "Z", "U", "V", "epsilon", "varepsilon", "xi"})
LAWS = frozenset({"p", "q", "r", "P", "Q", "\\pi", "\\mathbb{P}", "\\mathbb{Q}", "\\mathcal{D}"})
NAMES = frozenset({"E", "Var", "Cov", "Variance", "Covariance", "cov", "var", "mathbbE"})


def operand(reader: Elaborator, items: Sequence[Node], place: int, name: str) -> tuple[Value, int]:
    """E[…], Var(…) or Cov(…, …) and where the next factor begins."""
    head = items[place]
    if isinstance(head, Scripts) and head.sups:
        raise Unread(f"a superscript on {name}", head.span)
    if (isinstance(head, Scripts) and head.sub) or reader.scope.under in reader.scope.normals:
        with _under(reader, head, items[place + 1 : place + 2]):
            value, after = operand(reader, [_bare(head), *items[place + 1 :]], 0, name)
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


def _bare(head: Node) -> Node:
    return head.base if isinstance(head, Scripts) else head


@contextmanager
def _under(reader: Elaborator, head: Node, follow: Sequence[Node]) -> Iterator[None]:
    """What is random under an E with an index: the letters or the law that the index names."""
    scope = reader.scope
    kept = scope.laws, scope.averaged, scope.mark, scope.under, scope.letters
    sub = head.sub if isinstance(head, Scripts) else ()
    names = {token.text.lstrip("\\") for token in sub} & (scope.laws.keys() | scope.averaged)
    body = {found.name for node in follow for part in parts(node) if (found := name_of(part)) is not None}
    normals = distributions.under(reader, sub, head.span, body)
    scope.under = ""
    if normals:
        scope.laws, scope.averaged = dict(_of_normals(reader, normals, head.span)), frozenset()
    elif any(token.text in ("\\sim", "∼") for token in sub) or plain(sub) in LAWS:
        raise Unread(f"the law {plain(sub)} is not known", head.span)
    elif names:
        scope.laws = {name: law for name, law in scope.laws.items() if name in names}
        scope.averaged &= names
    else:
        scope.mark = plain(sub)
    try:
        yield
    finally:
        scope.laws, scope.averaged, scope.mark, scope.under, scope.letters = kept


def _of_normals(
    reader: Elaborator, normals: dict[str, distributions.Normal], span: Span
) -> Iterator[tuple[str, Callable[[], Law]]]:
    for name, law in normals.items():
        known = reader.scope.find(name)
        if known is None or known.origin != "stated":  # here it is like the mean of its law
            known = Known(name, law.mean.shape, "inferred", span)
            reader.scope.letters = {**reader.scope.letters, name: known}
        values.same_shape(reader.trail, Value(span, known.shape, known.symbol), law.mean, "a letter and its law")
        yield name, lambda law=law, known=known: law.law(known.symbol())  # type: ignore[misc]


def _of(reader: Elaborator, name: str, group: Group, span: Span) -> Value:
    if name == "E" and group.bar and len(group.items) == 2:
        return _conditional(reader, group, span)
    if name == "E" and len(group.items) == 1:
        return _mean(reader, _no_number(reader, group.items[0], span), span)
    if name.lower().startswith("var") and len(group.items) == 2 and group.bar:
        mean, square = (_given(reader, group, span, power) for power in (1, 2))
        return Value(span, SCALAR, lambda: square.build() - mean.build() ** 2)
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
        value = unfolded(calls.refuse_random(reader.scope, body.build(), span), models)
        return expectation(value, *chosen(value))

    return Value(span, body.shape, build)


def unfolded(body: Expression, models: dict[str, tuple[Known, Value]]) -> Expression:
    """With what is random written out: y as Xw + ε."""
    return substitute(body, {letter.symbol(): value.build() for letter, value in models.values()})


Chosen = Callable[[Expression], list[Law]]


def laws_of_body(reader: Elaborator, span: Span) -> Chosen:
    """What gives the laws of the random letters of a body. Unread when none of its letters is random."""
    scope = reader.scope
    declared, independent, loners = dict(scope.laws), tuple(scope.independent), frozenset(scope.loners)
    mark = scope.mark
    said = frozenset().union(*(names for one in independent for names in one.sets))
    loose = (scope.averaged | said) - declared.keys() - scope.defined.keys() - scope.models.keys()
    guessed = {name for name, known in scope.letters.items() if known.origin != "stated"}
    supposed = (*scope.hypotheses, *scope.contexts)

    def chosen(body: Expression) -> list[Law]:
        letters = {letter for letter in free(body) if isinstance(letter, Symbol)}
        laws = [law for known in declared.values() if (law := known()).letter in letters]
        for law in laws:
            _refuse_nested(law, (declared.keys() | loose) - {law.letter.name}, span)
            _refuse_events(law, supposed, span)
        new = [Law(letter) for letter in letters if letter.name in loose]
        if not laws and not new:
            if declared and (scope.strict or not letters):
                return []  # the mean of a constant
            raise Unread(f"nothing in {span.text.strip()} is known to be random; {ADVICE}", span)
        every = declared.keys() | loose | scope.models.keys()
        leaning.refuse_random(scope, (x.name for x in letters if x.name not in every), frozenset(every), span)
        _refuse_hanging(scope.said, laws, span)
        doubtful = letters - {law.letter for law in (*laws, *new)} if new else set()
        for letter in sorted(letter.name for letter in doubtful):
            if letter in guessed and letter in OFTEN_RANDOM:
                raise Unread(f"whether {letter} is random was not said; {ADVICE}", span)
        for known in letters - {law.letter for law in new} if new else ():
            if known.name in guessed & OFTEN_MATRICES and known.shape == (ONE, ONE):
                raise Unread(f"whether {known.name} is a matrix was not said; declare it", span)
        laws, new = ([replace(law, name=law.name + mark) for law in found] for found in (laws, new))
        return grouped([*laws, *sorted(new, key=lambda law: law.letter.name)], independent, loners, scope.words)

    return chosen


HANGING = re.compile(
    r"\bnot (?:necessarily |assumed |mutually |jointly |to be )*independent\b(?! of \$)"
    r"|\bwithout (?:\w+ )?independence\b|\bindependence (?:is not|fails)"
    r"|\b(?:are|be|is|but|possibly|strongly|weakly|mutually) (?:\w+ )?dependent\b(?! on)",
    re.IGNORECASE,
)


def _refuse_hanging(said: str, laws: Sequence[Law], span: Span) -> None:
    """Unread for several letters, or the members of a list, where a text says that they are not independent."""
    several = len(laws) > 1 or any(law.letter.shape[0] != ONE or law.letter.shape[1] != ONE for law in laws)
    found = HANGING.search(said) if several else None
    if found and not any(law.gaussian and len(laws) == 1 for law in laws):
        raise Unread(f"the text says {found[0]}: what hangs together is not known", span)


def _refuse_nested(law: Law, random: Set[str], span: Span) -> None:
    """Unread for a letter whose law has a parameter that is random itself: it is its law given that."""
    parameters = [part for part in (law.mean, law.rows, law.columns) if part is not None]
    found = sorted(x.name for part in parameters for x in free(part) if isinstance(x, Symbol) and x.name in random)
    if found:
        raise Unread(f"the law of {law.letter.name} is the one given {found[0]}, which is random itself", span)


def _refuse_events(law: Law, supposed: Iterable[Hypothesis], span: Span) -> None:
    """Unread where something is supposed of a letter of known law: that is an event, given which it has another."""
    known = law.gaussian or law.name.startswith(FAMILY)
    for one in supposed:
        if known and law.letter.name in one.letters and _speaks_of(one, law.letter):
            raise Unread(f"{one.words.strip()} is supposed of {law.letter.name}, which is random", span)


def _speaks_of(hypothesis: Hypothesis, letter: Symbol) -> bool:
    """Whether it is about values of a letter, and not about its mean."""
    with suppress(Unread):
        return letter in free(hypothesis.build())
    return False


def _covariance(reader: Elaborator, first: Value, second: Value, span: Span) -> Value:
    for side in (first, second):
        if side.shape[0].is_one and not side.shape[1].is_one:  # a text may write its vectors lying
            raise Unread(f"the covariance of a row, {side}, is not read", span)
        values.needs_column(reader.trail, side, "what a covariance is of")
    scope = reader.scope
    chosen, models = laws_of_body(reader, span), dict(reader.scope.models)

    def build() -> Expression:
        a, b = (unfolded(calls.refuse_random(scope, side.build(), span), models) for side in (first, second))
        both = a * b.T
        return expectation(both, *chosen(both)) - expectation(a, *chosen(a)) * expectation(b, *chosen(b)).T

    shape = SCALAR if first.is_scalar and second.is_scalar else (first.shape[0], second.shape[0])
    return Value(span, shape, build)


def _conditional(reader: Elaborator, group: Group, span: Span) -> Value:
    from derivations.reading.syntax import Chain

    body, given = reader.value(group.items[0]), group.items[1]
    if not isinstance(given, Chain):
        return _given(reader, group, span)
    if not isinstance(given, Chain) or len(given.signs) != 1 or given.signs[0].text != "=":
        raise Unread("a conditional mean is read as E[W | Y = y]", span)
    what, point = (reader.value(side) for side in given.values)
    values.same_shape(reader.trail, what, point, "what is given")
    scope, laws = reader.scope, reader.scope.laws

    def build() -> Expression:
        known = tuple(law() for law in laws.values())
        if not known:
            raise Unread(f"nothing in {span.text.strip()} is known to be random; {ADVICE}", span)
        return gaussians.with_laws(
            gaussians.CONDITIONAL_MEAN,
            calls.refuse_random(scope, body.build(), span),
            what.build(),
            point.build(),
            laws=known,
        )

    return Value(span, body.shape, build)


def _given(reader: Elaborator, group: Group, span: Span, power: int = 1) -> Value:
    """E[Y | X], of numbers whose laws are not known: a function of X."""
    body, given = (reader.value(item) for item in group.items)
    if not all(side.is_scalar for side in (body, given)):
        raise Unread("a conditional mean is read of numbers, given a number, or as E[W | Y = y]", span)
    chosen = laws_of_body(reader, span)

    def build() -> Expression:
        value, letter = body.build() ** power, given.build()
        laws = {law.letter: law for law in chosen(value * letter)}
        if not isinstance(letter, Symbol) or letter not in laws or any(_is_known(law) for law in laws.values()):
            raise Unread("a conditional mean is read of letters of unknown law, given one of them", span)
        others = [law for law in laws.values() if law.letter != letter and law.letter in free(value)]
        if not others and letter not in free(value):
            raise Unread(f"nothing in {group.items[0].span.text.strip()} is known to be random; {ADVICE}", span)
        return conditioned(value, laws[letter], others)

    return Value(span, SCALAR, build)


def _is_known(law: Law) -> bool:
    return law.mean is not None or law.rows is not None or law.name != ""
