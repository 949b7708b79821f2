"""Goals that are a combination of known equations with numeric coefficients, entry by entry."""

from __future__ import annotations

from fractions import Fraction

import flint

from derivations.kernel.check import Use
from derivations.kernel.expression import Apply, Symbol
from derivations.kernel.form import Form, Term, TooLarge, index_form
from derivations.operations.logic import EQUAL
from derivations.operations.notation import lift, times, transpose
from derivations.proving.sources import Source, sources


def combination(facts: tuple[Apply, ...], goal: Apply) -> tuple[Use, ...] | None:
    """Uses of known equations whose numeric combination is the goal, or None."""
    left, right = goal.arguments
    given: list[tuple[Source, Form]] = []
    for source in sources(tuple(f for f in facts if f.operation is EQUAL), EQUAL(left, left)):
        p, q = source.sides()
        try:
            given.append((source, index_form(p) - index_form(q)))
        except TooLarge:
            continue
    coefficients = _solved([form for _, form in given], index_form(left) - index_form(right))
    if coefficients is None:
        return None
    return tuple(_use(source, c) for (source, _), c in zip(given, coefficients, strict=True) if c)


def _use(source: Source, coefficient: Fraction) -> Use:
    law = source.node.operation.laws(source.node)[source.which]
    hole = Symbol("□", *law.arguments[0].shape)
    return Use(
        source.node, source.which, times(lift(coefficient), transpose(hole) if source.transposed else hole), hole
    )


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
