"""An optimum over a letter of which something is said: the conditions on it are the feasible set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from derivations.kernel.expression import Apply, Operation, substitute
from derivations.operations import logic, optima
from derivations.reading.links import Also, Attempt, Link
from derivations.reading.playing.state import State
from derivations.reading.scope import Goal, Hypothesis
from derivations.reading.values import Value

INFEASIBLE = "that the value meets {} is not shown"
ALONE = (
    "it is an optimum; that it is the only one, as arg min = … says, is not shown: write ∈, or state what makes it so"
)

_MANY = re.compile(
    r"\b(?:an?|one|some|another) (?:(?!unique)[\w-]+ )?(?:minimi[sz]er|maximi[sz]er|minimum|maximum|optimum|solution"
    r"|choice|point)\b|\b(?:attained|achieved|reached)\b|\b(?:minimum|minimal|least|smallest)[- ]norm\b"
    r"|\bof (?:least|smallest|minimal|minimum) (?:\w+ )?norm\b|\bnot unique\b|\bone of\b"
)
_OF_LAW = re.compile(r"the (?:co)?variance of ")  # which restricts no values
_SLOPE = re.compile(r"\\nabla|\\partial|'")
_STATIONARY = re.compile(
    r"\b(?:gradient|derivative|stationar\w+|first-order|optimality|normal equations?|setting)\b", re.IGNORECASE
)


def ways(
    state: State, link: Link, goal: Goal, value: Value, kind: Operation, *, words: str, equals: bool
) -> list[Attempt]:
    """The ways to show that an objective is best at a value, among what is feasible; `equals`: and nowhere else."""
    link.over, link.limits = goal.letter.name, tuple(_limits(state, goal))
    alone = equals and not _MANY.search(words)
    sole = optima.UNIQUE["max" if kind is optima.MAXIMISER else "min"]

    def best(what: Operation, condition: Callable[[], Apply] | None = None) -> Callable[[], Apply]:
        def build() -> Apply:
            given = (condition(),) if condition is not None else ()
            return what(goal.value.build(), *given, value.build(), data=(goal.letter.symbol(),))

        return build

    def feasible() -> Apply:
        built = [h.build() for h in link.limits]
        return built[0] if len(built) == 1 else logic.AND(*built)

    met = tuple(Also(_at(h, goal, value), INFEASIBLE.format(h.words)) for h in link.limits)
    only = (Also(best(sole), ALONE),) if alone else ()
    found = [Attempt("as it stands", best(kind), also=(*met, *only))]
    if link.limits:
        within = (Also(best(sole, feasible), ALONE),) if alone else ()
        found.append(Attempt("as it stands", best(kind, feasible), also=within))
    return found


def named(state: State, link: Link, goal: Goal, value: Value, kind: Operation) -> list[Attempt]:
    """The ways to show that a name for the optimum has the right value; one behind s.t. is the constraint."""
    given = goal.constraint
    if given is None:
        found = ways(state, link, goal, value, kind, words="", equals=False)
        return [replace(way, how="optimum") for way in found]

    def best() -> Apply:
        return kind(goal.value.build(), given.build(), value.build(), data=(goal.letter.symbol(),))

    link.over, link.limits = goal.letter.name, (given, *_limits(state, goal))
    others = tuple(Also(_at(h, goal, value), INFEASIBLE.format(h.words)) for h in link.limits if h is not given)
    return [Attempt("optimum", best, also=others)]


_OPEN = re.compile(r">|<|\\succ(?!eq)|\\prec(?!eq)|\\gt\b|\\lt\b|(?<!non)(?<!non-)\bpositive(?! semi)|\\ne")


def closed(link: Link, goal: Goal, value: Value) -> tuple[Also, ...]:
    """What a stationary point has to meet besides: within strict bounds the slope is zero at any optimum."""
    bounds = (h for h in link.limits if not _OPEN.search(h.words))
    return tuple(Also(_at(h, goal, value), INFEASIBLE.format(h.words)) for h in bounds)


def _at(hypothesis: Hypothesis, goal: Goal, value: Value) -> Callable[[], Apply]:
    """A condition, of the value that the letter takes."""

    def build() -> Apply:
        holds = hypothesis.build()
        found = substitute(holds, {goal.letter.symbol(): value.build()})
        return found if isinstance(found, Apply) else holds

    return build


def _limits(state: State, goal: Goal) -> Iterator[Hypothesis]:
    """What is supposed of the letter, but for models of other letters and for what a gradient gives."""
    name = goal.letter.name
    yield from (h for h in state.scope.hypotheses if name in h.letters and not _OF_LAW.match(h.words))
    for h in state.scope.contexts:
        before = h.span.source.text[max(0, h.span.start - 120) : h.span.start] if h.span is not None else ""
        slope = _SLOPE.search(h.words) or _STATIONARY.search(re.split(r"[.]\s", before)[-1])
        if name in h.letters and not h.taken and not slope and h.gives in ("", name):
            yield h
