"""Matrices written with dots: columns, rows, diagonals, and entries a_ij from their corners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations.blocks import block
from derivations.operations.notation import times, total, transpose, unit, zero
from derivations.reading import values
from derivations.reading.dots import (
    DOTS,
    are_dots,
    column,
    free_letters,
    general,
    listed,
    place_of,
    row,
    typed,
    unsquared,
)
from derivations.reading.parsing.parser import parsed
from derivations.reading.sizes import Dim, Unknown
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Grid, Node
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Cell = Sequence[Token]
_BARS = frozenset({"|", "\\vert", "\\mid", "\\lvert", "\\rvert", "\\big|", "\\Big|"})
_DASHES = frozenset({"-", "\\text", "\\rule", "\\hrulefill"})


def is_dotted(node: Grid) -> bool:
    """Whether a matrix leaves members out."""
    return any(token.text in DOTS for line in node.lines for cell in line for token in cell)


def value(reader: Elaborator, node: Grid) -> Value:
    """The value of a matrix with dots. Unread when what they stand for is not clear."""
    lines = _undashed([list(line) for line in node.lines if any(line) and not _is_bars(line)])
    width = max(len(line) for line in lines)
    cells: list[list[Cell]] = [[*line, *([()] * (width - len(line)))] for line in lines]
    if width == 1:
        return _column(reader, [line[0] for line in cells], node)
    if len(cells) == 1:
        return _row(reader, cells[0], node)
    if _is_diagonal(cells):
        return _diagonal(reader, cells, node)
    return _entries(reader, cells, node)


def _is_bars(line: Sequence[Cell]) -> bool:
    full = [cell for cell in line if cell]
    bars = [cell for cell in full if all(token.text in _BARS for token in cell)]
    return bool(bars) and all(cell in bars or are_dots(cell) for cell in full)


def _undashed(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Lines without the dashes that draw a row to both sides of its name, within its cell or beside it."""
    if any(cell and all(_is_dash(token) for token in cell) for line in lines for cell in line):
        return [[cell for cell in line if cell and not all(_is_dash(token) for token in cell)] for line in lines]
    return [[_between(cell) for cell in line] for line in lines]


def _between(cell: Cell) -> Cell:
    return cell[1:-1] if len(cell) > 2 and _is_dash(cell[0]) and _is_dash(cell[-1]) else cell


def _is_dash(token: Token) -> bool:
    return token.text in _DASHES and not any(c.isalnum() for c in token.argument)


def _members(cells: Sequence[Cell], node: Grid) -> tuple[Node, list[Node], Node]:
    """The first member, those before the dots, the last."""
    place = next((k for k, cell in enumerate(cells) if are_dots(cell)), -1)
    if place < 1 or place != len(cells) - 2 or not all(cells):
        raise Unread("dots are read between the first members and the last one", node.span)
    first, *others = (parsed(cell) for cell in cells[:place])
    return first, others, parsed(cells[-1])


def _column(reader: Elaborator, cells: Sequence[Cell], node: Grid) -> Value:
    first, others, last = _members(cells, node)
    return column(reader, first, last, node.span, others=others)


def _row(reader: Elaborator, cells: Sequence[Cell], node: Grid) -> Value:
    first, others, last = _members(cells, node)
    return row(reader, first, others, last, node.span)


def _is_zero(cell: Cell) -> bool:
    return not cell or are_dots(cell) or [token.text for token in cell] == ["0"]


def _is_diagonal(cells: Sequence[Sequence[Cell]]) -> bool:
    """Whether only cells on the diagonal hold something, dots or zeros elsewhere."""
    elsewhere = [cell for i, line in enumerate(cells) for j, cell in enumerate(line) if i != j]
    return not _is_zero(cells[0][0]) and all(_is_zero(cell) for cell in elsewhere)


def _diagonal(reader: Elaborator, cells: Sequence[Sequence[Cell]], node: Grid) -> Value:
    """A diagonal, with rows or columns of zeros beyond it."""
    along = [line[k] for k, line in enumerate(cells[: len(cells[0])])]
    end = max(k for k, cell in enumerate(along) if not _is_zero(cell))
    full = [cell for cell in along[: end + 1] if not _is_zero(cell)]
    first, *others, last = (parsed(cell) for cell in full)
    square = column(reader, first, last, node.span, others=others, diagonal=True)
    below, beside = len(cells) - 1 - end, len(cells[0]) - 1 - end
    if not below and not beside:
        return square
    if below and beside:
        raise Unread("a diagonal with zeros both below and beside it is not read", node.span)
    (size, _), more = square.shape, Dim.of(Unknown("0"))
    if below:
        empty = Value(node.span, (more, size), lambda: zero(values.size_of(more), values.size_of(size)))
        return Value(node.span, (size + more, size), lambda: block([[square.build()], [empty.build()]]))
    return Value(
        node.span,
        (size, size + more),
        lambda: block([[square.build(), zero(values.size_of(size), values.size_of(more))]]),
    )


def _entries(reader: Elaborator, cells: Sequence[Sequence[Cell]], node: Grid) -> Value:
    """The matrix of entries a_ij, from what stands in its corners."""
    full = [line for line in cells if not all(are_dots(cell) or not cell for cell in line)]
    if len(full) < 2 or any(are_dots(line[0]) for line in full):
        raise Unread("a matrix with dots is read from its first rows and its last one", node.span)
    rows = [_members(line, node) for line in full]
    rows = [(unsquared(first), [unsquared(other) for other in others], unsquared(last)) for first, others, last in rows]
    i, j, *_ = free_letters(reader, rows[0][0], rows[-1][2])
    across = [listed(first, others, last, j, node.span) for first, others, last in rows]
    if len({str(end) for _, end in across}) != 1 or general(across[0][0], across[-1][0], i) is None:
        raise Unread("what the dots stand for is not clear: the first and the last row are unlike", node.span)
    middle = [member for member, _ in across]
    member, down = listed(middle[0], middle[1:-1], middle[-1], i, node.span)
    wide = across[0][1]
    entry = values.needs_scalar(reader.trail, typed(reader, member, {i: down, j: wide}), "an entry")
    a, b = place_of(down, i), place_of(wide, j)

    def build() -> Expression:
        return total(a(), total(b(), times(entry.build(), times(unit(a()), transpose(unit(b()))))))

    return Value(node.span, (down, wide), build)
