"""Samples x_1, …, x_n that are columns: independent of each other, each with the same mean and covariance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivations.kernel.expression import ONE, Apply, Expression
from derivations.operations import matrices
from derivations.operations.notation import identity, times, transpose, zero
from derivations.operations.probability import Law, of_covariances
from derivations.reading import values
from derivations.reading.elaborate import Elaborator
from derivations.reading.letters.families import member
from derivations.reading.moments import HANGING
from derivations.reading.scope import Hypothesis, Known
from derivations.reading.sizes import ONE as VECTOR
from derivations.reading.source import Span, Unread
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.playing.state import State

_APART = re.compile(
    r"\biid\b|\bi\.\s?i\.\s?d\b|\bindependent(?:ly)?\b(?! of (?!each other|one another))(?<!linearly independent)",
    re.IGNORECASE,
)


def family_of(state: State, name: str, covariance: Value | None, span: Span) -> Known | None:
    """The family of columns that x_i belongs to, declared or as a covariance that is no number has it; else None."""
    known = state.scope.indexed.get(name)
    if known is not None:
        return known if known.family and not known.shape[1].is_one else None
    wide = covariance is not None and not covariance.is_scalar
    return state.scope.conventional(name, "family", span) if wide and state.scope.find(name) is None else None


def drawn(
    state: State,
    reader: Elaborator,
    known: Known,
    mean: Value | None,
    covariance: Value | None,
    span: Span,
    *,
    gaussian: bool,
) -> None:
    """Give the members of a family their law. Unread where nothing says that they are independent.

    The rows of X (n × d) then have Cov(X_ia, X_jb) = δ_ij Σ_ab; the columns of X (d × n) likewise.
    """
    if not _APART.search(state.scope.said) or HANGING.search(state.scope.said):
        raise Unread(f"whether the members of {known.name} are independent of each other is not said", span)
    member(Elaborator(state.scope), known, ["i"], span)  # so that it is known of which matrix they are the rows
    if known.whole is not None:
        raise Unread(f"{known.name} has a definition, so that its law follows from that", span)
    size = known.shape[1]
    if mean is not None:
        values.same_shape(reader.trail, Value(span, (size, VECTOR), mean.build), mean, "a member and its mean")
    if covariance is not None:
        square = Value(covariance.span, (size, size), covariance.build)
        values.same_shape(reader.trail, square, covariance, "the covariance of a member")

    def law() -> Law:
        return _law(known, mean, covariance, gaussian=gaussian)

    letter = known.rows_of.name if known.rows_of is not None else known.name
    state.scope.laws[letter] = law
    if covariance is not None:
        letters = frozenset({letter, *reader.used})
        words = f"the covariance of {known.name}"
        state.scope.hypotheses.append(Hypothesis(lambda: _semidefinite(law()), letters, words, span))


def _law(known: Known, mean: Value | None, covariance: Value | None, *, gaussian: bool) -> Law:
    letter = known.symbol()
    count, size = letter.shape[::-1] if known.columns else letter.shape
    ones = matrices.ONES(data=(count, ONE))
    middle: Expression = zero(size, ONE) if mean is None else mean.build()
    whole = times(middle, transpose(ones)) if known.columns else times(ones, transpose(middle))
    if covariance is None:
        return Law(letter, whole)
    own, across = covariance.build(), identity(count)
    return Law(letter, whole, *((own, across) if known.columns else (across, own)), gaussian=gaussian)


def _semidefinite(law: Law) -> Apply:
    found = of_covariances([law])
    if not found:
        raise Unread("the covariance is an identity")
    return found[0]
