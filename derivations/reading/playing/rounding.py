"""Numbers that are given rounded: e/(1 + e) ≈ 0.7311 is within half a unit of the last digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from derivations.kernel.expression import Apply, Number, free
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import AND, AT_MOST
from derivations.reading.elaborate import Elaborator
from derivations.reading.links import Attempt, Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.source import Token, Unread

_DECIMAL = re.compile(r"(?P<value>-?\d*\.(?P<digits>\d+))")
SHARE = Fraction(1, 200)  # how far off a number may be that was cut, or computed from rounded ones


def decimal(written: str) -> tuple[Fraction, Fraction] | None:
    """A decimal number, and half a unit of its last digit; None for anything else."""
    found = _DECIMAL.fullmatch(re.sub(r"[\s{}]", "", written))
    return (Fraction(found["value"]), Fraction(1, 2 * 10 ** len(found["digits"]))) if found is not None else None


def near(written: str, conclusion: Apply) -> Apply | None:
    """That a number is within a unit of the last digit or half a percent, for what says that it is rounded."""
    said = decimal(written)
    if said is None or conclusion.operation is not AND or not isinstance(conclusion.arguments[0], Apply):
        return None
    (number, half), off = said, conclusion.arguments[0].arguments[0]
    margin = max(2 * half, abs(number) * SHARE)
    return AND(AT_MOST(off, Number(margin)), AT_MOST(Number(-margin), off))


def rounded(link: Link, reader: Elaborator, left: Sequence[Token], right: Sequence[Token], sign: Token) -> bool:
    """Read u ≈ 0.73 of a number u as a claim; False for other approximations. Unread; IllTyped."""
    said = decimal("".join(token.text for token in right))
    if said is None:
        return False
    value, (number, margin) = reader.value(parsed(left)), said

    def build() -> Apply:
        exact = value.build()
        if exact.shape != SCALAR or free(exact):
            raise Unread("≈ is read of numbers only: give a limit or an order, or an equation", sign.span)
        off, most = exact - Number(number), Number(margin)
        return AND(AT_MOST(off, most), AT_MOST(Number(-margin), off))

    link.role, link.states, link.attempts = "claim", build, [Attempt("as it stands", build)]
    return True
