"""Numerator and denominator of a value, from the fractions in it that stand outside of functions."""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression
from derivations.operations.algebra import ADD, PRODUCT, QUOTIENT, SCALE
from derivations.operations.notation import lift, over, plus, times

Fraction = tuple[Expression, tuple[Expression, ...]]  # a numerator, and the factors of the denominator


def fraction(value: Expression) -> Fraction:
    """The value as a numerator over scalar factors, which are the denominators in it."""
    if not isinstance(value, Apply) or value.operation not in (ADD, PRODUCT, SCALE, QUOTIENT):
        return value, ()
    if value.operation is QUOTIENT:
        (p, q), (r, s) = map(fraction, value.arguments)
        return multiplied(s, p), (*q, *([r] if r != lift(1) else []))
    parts = list(map(fraction, value.arguments))
    if not any(below for _, below in parts):
        return value, ()
    if value.operation is ADD:
        below = together(*(factors for _, factors in parts))
        return plus(*(multiplied(without(below, factors), top) for top, factors in parts)), below
    top, below = parts[0]
    for p, q in parts[1:]:
        top, below = times(top, p), (*below, *q)
    return top, below


def together(*lists: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """The least list of factors that has each of the lists in it."""
    result: tuple[Expression, ...] = ()
    for factors in lists:
        result = (*result, *without(factors, result))
    return result


def without(factors: tuple[Expression, ...], taken: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """Factors less others, each as often as it is there."""
    left = list(factors)
    for factor in taken:
        if factor in left:
            left.remove(factor)
    return tuple(left)


def multiplied(factors: tuple[Expression, ...], value: Expression) -> Expression:
    """A value times scalar factors."""
    for factor in factors:
        value = factor if value == lift(1) else times(factor, value)
    return value


def divided(value: Expression, factors: tuple[Expression, ...]) -> Expression:
    """A value over scalar factors, one after the other: each then owes that it is not 0."""
    for factor in factors:
        value = over(value, factor)
    return value
