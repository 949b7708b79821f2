"""Small matrices entry by entry: the entries of a matrix of a few rows, and Leibniz' sum for its determinant."""

from __future__ import annotations

from itertools import permutations

from derivations.kernel.expression import ONE, Apply, Expression
from derivations.operations.algebra import ADD, IDENTITY, SCALAR, SCALE, TRANSPOSE, ZERO
from derivations.operations.blocks import BLOCK, layout
from derivations.operations.notation import lift, plus, times

MOST = 4  # rows of a matrix that is written out: 24 products
Grid = list[list[Expression]]


def cells(a: Expression) -> Grid | None:
    """The entries of a square matrix of few rows that is written out, or put together of such; else None."""
    if not isinstance(a, Apply) or a.shape[0] != a.shape[1] or a.shape == SCALAR:
        return None
    rows = [count for letters, count in a.shape[0].terms if not letters]
    if len(rows) != len(a.shape[0].terms) or not 1 < sum(rows) <= MOST:
        return None
    return _cells(a, int(sum(rows)))


def _cells(a: Expression, n: int) -> Grid | None:
    if not isinstance(a, Apply):
        return None
    if a.operation is IDENTITY or a.operation is ZERO:
        return [[lift(int(a.operation is IDENTITY and i == j)) for j in range(n)] for i in range(n)]
    if a.operation is BLOCK:
        grid = [list(row) for row in layout(a)]
        return grid if all(cell.shape == (ONE, ONE) for row in grid for cell in row) else None
    if a.operation is SCALE:
        inner = _cells(a.arguments[1], n)
        return inner and [[times(a.arguments[0], cell) for cell in row] for row in inner]
    if a.operation is TRANSPOSE:
        inner = _cells(a.arguments[0], n)
        return inner and [list(column) for column in zip(*inner, strict=True)]
    if a.operation is ADD:
        parts = [_cells(part, n) for part in a.arguments]
        grids = [part for part in parts if part is not None]
        return _summed(grids, n) if len(grids) == len(parts) else None
    return None


def _summed(grids: list[Grid], n: int) -> Grid:
    return [[plus(*(grid[i][j] for grid in grids)) for j in range(n)] for i in range(n)]


def leibniz(grid: Grid) -> Expression:
    """Σ over permutations p of sign(p) a_{1 p(1)} ⋯ a_{n p(n)} (Horn & Johnson, 0.3.2)."""
    n = len(grid)
    return plus(*(_signed(order, [grid[i][order[i]] for i in range(n)]) for order in permutations(range(n))))


def _signed(order: tuple[int, ...], factors: list[Expression]) -> Expression:
    turned = sum(order[i] > order[j] for i in range(len(order)) for j in range(i + 1, len(order)))
    value = factors[0]
    for factor in factors[1:]:
        value = times(value, factor)
    return times(lift((-1) ** turned), value)
