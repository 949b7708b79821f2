"""Powers whose exponents are no numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Number
from derivations.kernel.expression import Symbol as EngineLetter
from derivations.operations import elementwise, powers
from derivations.operations.notation import over
from derivations.operations.sums import integral, negative, sized
from derivations.reading import values
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Unread
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

NATURALS = frozenset({"t", "k", "n", "m", "T", "K", "s", "\\tau", "tau"})


def power(reader: Elaborator, base: Value, exponent: Value, span: Span) -> Value:
    """base^exponent for an exponent that is no number: whole by the name of its letters, else real."""
    try:
        values.needs_scalar(reader.trail, base, "the base of a power with this exponent")
    except IllTyped as error:
        raise Unread(str(error), span) from None

    counting = reader.counting.letters

    def build() -> Expression:
        b, e = base.build(), exponent.build()
        if isinstance(e, Number):
            return elementwise.ROOT(b) if e.value == Fraction(1, 2) else powers.REAL_POWER(b, e)
        letters = {part.name for part in _letters(e)}
        whole = bool(letters or (counting and sized(e))) and letters <= NATURALS | counting
        if whole and counting and not integral(e):
            raise Unread("an exponent that counts is a whole number", span)
        if whole and counting and negative(e):
            return over(1, powers.NATURAL_POWER(b, -e))
        return powers.NATURAL_POWER(b, e) if whole else powers.REAL_POWER(b, e)

    return Value(span, SCALAR, build)


def _letters(value: Expression) -> list[EngineLetter]:
    from derivations.trees import walk

    return [part for part in walk(value) if isinstance(part, EngineLetter)]
