"""Families of columns x_1, …, x_n: their members, and the matrix of which they are the rows or the columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivations.kernel.expression import Index
from derivations.operations import algebra, matrices
from derivations.operations.notation import times, unit
from derivations.reading import stretches, values
from derivations.reading.scope import Defined, Known, Scope
from derivations.reading.sizes import ONE, SCALAR, Clash, Shape
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
    made = reader.scope.defined.get(known.rows_of.name) if known.rows_of is not None else None
    if made is not None and made.value is not None and not made.parameters:  # it has got a definition since
        rows_of_defined(reader.scope, known, made, columns=known.columns)
        if known.whole is None:
            raise Unread(f"{made.name}, as it is defined, does not have the members of {known.name}", span)
    if known.rows_of is None and known.whole is None:
        _as_rows(reader.scope, known)
    if len(terms) > 2:
        raise Unread(f"more than two indices on {known.name}", span)
    whole = _all_members(reader, known, terms, span)
    size = known.shape[1]
    i = reader.place(terms[0], whole.shape[known.columns], span)
    if known.columns:
        return _column(reader, whole, i, terms, span)
    if known.origin != "stated" and len(terms) == 1:
        reader.loose.add(known.name)
    row = Value(span, (ONE, size), lambda: matrices.ROW_OF(whole.build(), data=(i(),)))
    if size.is_one:
        return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(i(), None)))
    if len(terms) == 1:
        return row if known.lying or _lies(reader, known) else values.transposed(span, row)
    j = reader.place(terms[1], size, span)
    return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(i(), j())))


def _all_members(reader: Elaborator, known: Known, terms: list[str], span: Span) -> Value:
    """The matrix whose rows or columns a family is, or that part of it over which the index runs."""
    name = known.name if known.rows_of is None else known.rows_of.name
    if known.whole is not None:
        reader.used |= {name, *reader.scope.defined[name].uses} if name in reader.scope.defined else {name}
        whole = known.whole
    else:
        reader.used.add(name)
        whole = Value(span, known.shape[::-1] if known.columns else known.shape, known.symbol)
    return stretches.part(reader, whole, int(known.columns), terms[0], span)


def _lies(reader: Elaborator, known: Known) -> bool:
    """Whether what a document calls the rows of a matrix it writes lying, which is tried where they do not fit."""
    if known.origin == "stated" or (known.rows_of is None and known.whole is None):
        return False
    reader.standing.add(known.name)
    return known.name in reader.lain


def _column(reader: Elaborator, whole: Value, i: Place, terms: list[str], span: Span) -> Value:
    """Column i of a matrix, or entry j of it."""
    size = whole.shape[0]
    if len(terms) == 2:
        j = reader.place(terms[1], size, span)
        return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(j(), i())))
    return Value(span, (size, ONE), lambda: times(whole.build(), unit(i())))


def _as_rows(scope: Scope, known: Known) -> None:
    """A family is the rows of the matrix that has its capital, X for x_i, where the sizes fit; else its columns.

    Letters for eigenvectors are columns first.
    """
    accent, space, bare = known.name.rpartition(" ")
    capital = f"{accent}{space}{bare.upper()}"
    made = scope.defined.get(capital)
    if made is not None and made.value is not None and space and len(bare) == 1:
        return rows_of_defined(scope, known, made)  # \hat x_i beside \hat X = …
    matrix = scope.find(capital) if len(bare) == 1 else None
    if matrix is None or matrix.kind != "matrix" or made is not None or capital in scope.tainted:
        return
    first = (known.name in _COLUMNS or bool(scope.words & {"column", "columns"})) and not scope.words & ROWS
    for columns in (first, not first):
        make_rows(scope, known, matrix, columns=columns)
        if known.rows_of is not None:
            return


def rows_of_defined(scope: Scope, known: Known, made: Defined, *, columns: bool = False) -> None:
    """Make a family the rows of a matrix that has a definition, or its columns, where the sizes fit."""
    value = made.value
    if value is None or made.parameters or value.shape[1].is_one:
        return
    if _agrees(scope, known, value.shape, columns=columns):
        known.rows_of, known.whole, known.columns = None, value, columns


def make_rows(scope: Scope, known: Known, matrix: Known, *, columns: bool = False) -> None:
    """Make a family the rows of a matrix, or its columns, where the sizes fit."""
    if _agrees(scope, known, matrix.shape, columns=columns):
        known.rows_of, known.columns = matrix, columns


def _agrees(scope: Scope, known: Known, shape: Shape, *, columns: bool) -> bool:
    """Whether a family can be the rows of a matrix of a shape, or its columns; its sizes are known then."""
    mark = scope.trail.mark()
    count, size_ = shape[::-1] if columns else shape
    try:
        scope.trail.unify(known.shape[1], size_)
        scope.trail.unify(known.shape[0], count)
    except Clash:
        scope.trail.undo(mark)
        return False
    before = known.rows_of, known.whole, known.columns
    scope.trail.note(lambda: _restore(known, *before))
    return True


def _restore(known: Known, rows_of: Known | None, whole: Value | None, columns: bool) -> None:
    """What a family was the rows or columns of before, as where the text says that it is the columns."""
    known.rows_of, known.whole, known.columns = rows_of, whole, columns
