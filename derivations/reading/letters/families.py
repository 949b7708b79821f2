"""Families of columns x_1, …, x_n: their members, and the matrix of which they are the rows or the columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivations.kernel.expression import Index
from derivations.operations import algebra, matrices
from derivations.operations.notation import times, unit
from derivations.reading import values
from derivations.reading.scope import Known, Scope
from derivations.reading.sizes import ONE, SCALAR, Clash
from derivations.reading.source import Span, Unread
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Place = Callable[[], Index]
_COLUMNS = frozenset("uvqp")
ROWS = frozenset({"row", "rows", "stack", "stacked", "stacking", "design"})


def member(reader: Elaborator, known: Known, terms: list[str], span: Span) -> Value:
    """Member i of a family of columns, or entry j of it."""
    if not known.family:
        reader.used.add(known.name)
        return reader.entry_of(Value(span, known.shape, known.symbol), terms, span)
    if known.rows_of is None:
        _as_rows(reader.scope, known)
    reader.used.add(known.name if known.rows_of is None else known.rows_of.name)
    count, size = known.shape
    if len(terms) > 2:
        raise Unread(f"more than two indices on {known.name}", span)
    i = reader.place(terms[0], count, span)
    if known.columns:
        return _column(reader, known, i, terms, span)
    if known.origin != "stated" and len(terms) == 1:
        reader.loose.add(known.name)
    row = Value(span, (ONE, size), lambda: matrices.ROW_OF(known.symbol(), data=(i(),)))
    if size.is_one:
        return Value(span, SCALAR, lambda: algebra.ENTRY(known.symbol(), data=(i(), None)))
    if len(terms) == 1:
        return row if known.lying else values.transposed(span, row)
    j = reader.place(terms[1], size, span)
    return Value(span, SCALAR, lambda: algebra.ENTRY(known.symbol(), data=(i(), j())))


def _column(reader: Elaborator, known: Known, i: Place, terms: list[str], span: Span) -> Value:
    """Column i of a matrix, or entry j of it."""
    size = known.shape[1]
    if len(terms) == 2:
        j = reader.place(terms[1], size, span)
        return Value(span, SCALAR, lambda: algebra.ENTRY(known.symbol(), data=(j(), i())))
    return Value(span, (size, ONE), lambda: times(known.symbol(), unit(i())))


def _as_rows(scope: Scope, known: Known) -> None:
    """A family is the rows of the matrix that has its capital, X for x_i, where the sizes fit; else its columns.

    Letters for eigenvectors are columns first.
    """
    matrix = scope.find(known.name.upper()) if len(known.name) == 1 else None
    if matrix is None or matrix.kind != "matrix" or known.name.upper() in scope.defined:
        return
    first = known.name in _COLUMNS and not scope.words & ROWS
    for columns in (first, not first):
        make_rows(scope, known, matrix, columns=columns)
        if known.rows_of is not None:
            return


def make_rows(scope: Scope, known: Known, matrix: Known, *, columns: bool = False) -> None:
    """Make a family the rows of a matrix, or its columns, where the sizes fit."""
    mark = scope.trail.mark()
    count, size_ = matrix.shape[::-1] if columns else matrix.shape
    try:
        scope.trail.unify(known.shape[1], size_)
        scope.trail.unify(known.shape[0], count)
    except Clash:
        scope.trail.undo(mark)
        return
    known.rows_of, known.columns = matrix, columns
