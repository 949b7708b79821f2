"""Rational functions of one letter: numerator and denominator as coefficients, lowest power first."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.expression import Apply, Expression, Symbol, free
from derivations.kernel.form import Form, Head, TooLarge, constant, index_form, product
from derivations.operations.algebra import SCALAR
from derivations.operations.notation import lift, plus, times
from derivations.proving.polynomials import NotWords
from derivations.proving.words.alphabet import Alphabet

DEGREE = 8


def coefficients(value: Expression, letter: Symbol) -> tuple[list[Expression], list[Expression]] | None:
    """Coefficients of numerator and denominator, to one length; None when the value is no rational function."""
    with suppress(NotWords, TooLarge, ZeroDivisionError):
        found = _fraction(value, letter)
        if found is None:
            return None
        alphabet = Alphabet()
        alphabet.learn(value)
        parts = [_by_power(form, letter) for form in map(index_form, found)]
        if any(part is None for part in parts):
            return None
        length = max(len(part) for part in parts if part is not None)
        top, bottom = ([alphabet.scalar(form) for form in part or []] for part in parts)
        nothing: list[Expression] = [lift(0)] * length
        return (top + nothing)[:length], (bottom + nothing)[:length]
    return None


def _fraction(value: Expression, letter: Symbol) -> tuple[Expression, Expression] | None:
    """Numerator and denominator of a scalar built by + − · / and whole powers."""
    one = lift(1)
    if letter not in free(value) or value == letter:
        return value, one
    if not isinstance(value, Apply) or value.shape != SCALAR or any(a.shape != SCALAR for a in value.arguments):
        return None
    parts = [_fraction(argument, letter) for argument in value.arguments]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    match value.operation.name:
        case "add":
            top, bottom = known[0]
            for p, q in known[1:]:
                top, bottom = plus(times(top, q), times(p, bottom)), times(bottom, q)
            return top, bottom
        case "product" | "scale":
            top, bottom = one, one
            for p, q in known:
                top, bottom = times(top, p), times(bottom, q)
            return top, bottom
        case "quotient":
            (p, q), (r, s) = known
            return times(p, s), times(q, r)
        case "inverse":
            ((p, q),) = known
            return q, p
        case "power":
            ((p, q),), k = known, value.data[0]
            top, bottom = (p, q) if k > 0 else (q, p)
            return top ** abs(k), bottom ** abs(k)
    return None


def _by_power(form: Form, letter: Symbol) -> list[Form] | None:
    """The coefficients of a polynomial in a letter; None when it is none, or of a high degree."""
    key = next(iter(index_form(letter).terms)).scalars[0][0].key
    found: dict[int, Form] = {}
    for term, c in form.terms.items():
        powers = {head.key: power for head, power in term.scalars}
        rest = tuple((head, power) for head, power in term.scalars if head.key != key)
        power = powers.get(key, 0)
        if power < 0 or power > DEGREE or any(_mentions(head, key) for head, _ in (*rest, *term.network)):
            return None
        found[power] = found.get(power, constant(0)) + product(rest, term.network).scaled(c)
    return [found.get(k, constant(0)) for k in range(max(found, default=0) + 1)]


def _mentions(head: Head, key: str) -> bool:
    return key in head.key
