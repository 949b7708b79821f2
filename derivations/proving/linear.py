"""Goals that are a combination of known equations with numeric coefficients, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import flint

from derivations.kernel.check import Use
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.kernel.form import Form, Term, TooLarge, index_form
from derivations.operations.algebra import SCALAR
from derivations.operations.blocks import VEC
from derivations.operations.forms import denominator, raised
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import TRACE
from derivations.operations.notation import lift, times, transpose
from derivations.proving.sources import Source, sources, stated
from derivations.trees import walk

VALUES = 12  # of a goal, which equations of numbers are multiplied by


@dataclass(frozen=True)
class _Given:
    """A known equation under a linear map, such as its trace or its vec: its form, and how it is used."""

    source: Source
    wrap: Callable[[Expression], Expression]
    form: Form

    def use(self, coefficient: Fraction) -> Use:
        """The use of the equation with a coefficient."""
        law = self.source.node.operation.laws(self.source.node)[self.source.which]
        hole = Symbol("□", *law.arguments[0].shape)
        inside = transpose(hole) if self.source.transposed else hole
        return Use(self.source.node, self.source.which, times(lift(coefficient), self.wrap(inside)), hole)


def combination(facts: tuple[Apply, ...], goal: Apply) -> tuple[Use, ...] | None:
    """Uses of known equations whose numeric combination is the goal, or None."""
    left, right = goal.arguments
    equations = tuple(fact for fact in facts if fact.operation is EQUAL)
    given = [one for source in sources(equations, EQUAL(left, left)) for one in _of(source, goal)]
    coefficients = _solved([one.form for one in given], index_form(left) - index_form(right))
    if coefficients is None:
        return None
    return tuple(one.use(c) for one, c in zip(given, coefficients, strict=True) if c)


def multiples(facts: tuple[Apply, ...], goal: Apply, factors: list[Expression]) -> tuple[Use, ...] | None:
    """Uses of known equations, each times some scalars, whose numeric combination is the goal, denominators cleared."""
    left, right = goal.arguments
    given = []
    for source in stated(fact for fact in facts if fact.operation is EQUAL):
        p, q = source.sides()
        for factor in (lift(1), *factors) if p.shape == left.shape and not source.transposed else ():
            wrap = partial(times, factor)
            given.append(_Given(source, wrap, index_form(wrap(p)) - index_form(wrap(q))))
    forms = [*(one.form for one in given), index_form(left) - index_form(right)]
    below = tuple((head, power) for head, power in denominator(forms) if head.operation == "sum")
    *cleared, aim = (raised(form, below) for form in forms)
    coefficients = _solved(cleared, aim)
    return None if coefficients is None else tuple(one.use(c) for one, c in zip(given, coefficients, strict=True) if c)


def scaled(facts: tuple[Apply, ...], goal: Apply) -> tuple[Use, ...] | None:
    """Uses of known equations of numbers, times values in the goal, such as (1'y) s = s where 1'y = 1; or None."""
    left, right = goal.arguments
    values = [part for part in dict.fromkeys((*walk(left), *walk(right))) if part.shape == left.shape][:VALUES]
    given = []
    for source in stated(fact for fact in facts if fact.operation is EQUAL) if left.shape != SCALAR else ():
        p, q = source.sides()
        for value in values if p.shape == SCALAR and not source.transposed else ():
            wrap = partial(times, right=value)
            with suppress(TooLarge):
                given.append(_Given(source, wrap, index_form(wrap(p)) - index_form(wrap(q))))
    coefficients = _solved([one.form for one in given], index_form(left) - index_form(right))
    return None if coefficients is None else tuple(one.use(c) for one, c in zip(given, coefficients, strict=True) if c)


def _of(source: Source, goal: Apply) -> Iterator[_Given]:
    """An equation as it is, its trace for a scalar goal, its vec for a goal of that length."""
    p, q = source.sides()
    wraps: list[Callable[[Expression], Expression]] = [lambda value: value]
    if goal.arguments[0].shape == SCALAR != p.shape and p.shape[0] == p.shape[1]:
        wraps = [TRACE]
    if goal.arguments[0].shape == VEC(p).shape != p.shape:
        wraps = [VEC]
    for wrap in wraps:
        with suppress(TooLarge):
            yield _Given(source, wrap, index_form(wrap(p)) - index_form(wrap(q)))


def _solved(forms: list[Form], goal: Form) -> list[Fraction] | None:
    """Numbers c with Σ c_k · form_k = goal, by exact elimination."""
    terms: list[Term] = sorted({t for form in (*forms, goal) for t in form.terms}, key=repr)
    if not forms or any(t not in {u for f in forms for u in f.terms} for t in goal.terms):
        return None
    table = [[_flint(form.terms.get(term, Fraction(0))) for form in (*forms, goal)] for term in terms]
    reduced, rank = flint.fmpq_mat(table).rref()
    solution = [Fraction(0)] * len(forms)
    for row in range(rank):
        pivot = next(k for k in range(len(forms) + 1) if reduced[row, k] != 0)
        if pivot == len(forms):
            return None
        value = reduced[row, len(forms)]
        solution[pivot] = Fraction(int(value.p), int(value.q))
    return solution


def _flint(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)
