"""Matrices written out: blocks, diagonals with dots, columns of entries with dots, cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations import logic
from derivations.operations.blocks import block
from derivations.operations.piecewise import CASES
from derivations.reading import patterns, values
from derivations.reading.names import plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.sizes import SCALAR, Clash, Dim, Shape, Unknown
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Grid
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

MATRICES = frozenset({"bmatrix", "pmatrix", "matrix", "array", "smallmatrix", "Bmatrix"})
OTHERWISE = ("else", "otherwise", "otherwise.", "else.", "o.w.", "o/w", "ow", "general", "in general")


def value(reader: Elaborator, node: Grid) -> Value:
    """The value of a matrix or of cases."""
    if node.environment in ("cases", "dcases", "rcases"):
        return _cases(reader, node)
    if node.environment == "vmatrix":
        raise Unread("a determinant written out is not read; write \\det", node.span)
    if node.environment not in MATRICES:
        raise Unread(f"the environment {node.environment} within a formula is not known", node.span)
    if patterns.is_dotted(node):
        return patterns.value(reader, node)
    grid = [[_cell(reader, cell, node) for cell in line] for line in node.lines]
    if len({len(line) for line in grid}) != 1:
        raise Unread("the rows of this matrix have different numbers of cells", node.span)
    if all(re.fullmatch(r"[-+]?\d+(?:[./]\d+)?", plain(cell)) for line in node.lines for cell in line):
        for item in (item for line in grid for item in line):  # among numbers, a 0 is a number
            values.same_shape(reader.trail, Value(item.span, SCALAR, item.build), item, "a matrix of numbers")
    return _blocks(reader, node, grid)


def _cell(reader: Elaborator, cell: Sequence[Token], node: Grid) -> Value:
    if not cell:
        raise Unread("an empty cell in a matrix", node.span)
    return reader.value(parsed(cell))


def _blocks(reader: Elaborator, node: Grid, grid: list[list[Value]]) -> Value:
    for line in grid:
        for item, above in zip(line, grid[0], strict=True):
            for a, b, word in ((item.shape[0], line[0].shape[0], "beside"), (item.shape[1], above.shape[1], "below")):
                try:
                    reader.trail.unify(a, b)
                except Clash:
                    other = line[0] if word == "beside" else above
                    raise IllTyped(f"{item} cannot stand {word} {other}", item.span) from None
    shape: Shape = _total([line[0].shape[0] for line in grid]), _total([item.shape[1] for item in grid[0]])
    return Value(node.span, shape, lambda: block([[item.build() for item in line] for line in grid]))


def _total(dims: list[Dim]) -> Dim:
    total = dims[0]
    for dim in dims[1:]:
        total = total + dim
    return total


def _cases(reader: Elaborator, node: Grid) -> Value:
    """Values with conditions; the last one is for what remains, or has the opposite condition."""
    lines = [line for line in node.lines if line]
    if len(lines) < 2 or any(len(line) != 2 for line in lines):
        raise Unread("cases want a value and a condition in every row", node.span)
    branches = [_cell(reader, _no_comma(line[0]), node) for line in lines]
    shape = branches[0].shape
    for other in branches[1:]:
        values.same_shape(reader.trail, branches[0], other, "cases of one value")
    conditions = [_condition(reader, line[1]) for line in lines]
    if any(c is None for c in conditions[:-1]):
        raise Unread("only the last case may be for what remains", node.span)

    opposite = len(lines) == 2 and _opposite(lines[0][1], lines[1][1])

    def build() -> Expression:
        built = [None if c is None else c() for c in conditions]
        if built[-1] is not None and not opposite:
            _require_rest(built, node)
        result = branches[-1].build()
        for branch, condition in zip(branches[-2::-1], built[-2::-1], strict=True):
            if condition is not None:
                result = CASES(condition, branch.build(), result)
        return result

    dims: Shape = shape if shape else (Dim.of(Unknown()), Dim.of(Unknown()))
    return Value(node.span, dims, build)


_OPPOSITES = {
    frozenset(pair)
    for pair in (("=", "\\ne"), ("=", "\\neq"), ("<", "\\ge"), ("<", "\\geq"), (">", "\\le"), (">", "\\leq"))
}


def _opposite(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether two conditions differ in their sign alone, which is the opposite one."""
    one, two = ([t.text for t in c if t.text not in ("\\text", ",", ".", ";")] for c in (first, second))
    if len(one) != len(two):
        return False
    apart = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(apart) == 1 and frozenset(apart[0]) in _OPPOSITES


def _require_rest(built: list[Expression | None], node: Grid) -> None:
    """The last condition is to be what the others leave."""
    from derivations.oracle import unsatisfiable

    *first, last = [c for c in built if c is not None]
    rest = logic.AND(*(logic.NOT(c) for c in first)) if len(first) > 1 else logic.NOT(first[0])
    try:
        opposite = unsatisfiable((), logic.IFF(rest, last))
    except (ValueError, TypeError):
        opposite = False
    if not opposite:
        raise Unread("the last case is not all that the others leave; write `otherwise`", node.span)


def _no_comma(cell: Sequence[Token]) -> Sequence[Token]:
    return cell[:-1] if cell and cell[-1].text in (",", ";") else cell


def _condition(reader: Elaborator, cell: Sequence[Token]) -> Callable[[], Expression] | None:
    words = " ".join(token.argument for token in cell if token.text in ("\\text", "\\operatorname")).strip().lower()
    if any(words.startswith(word) for word in OTHERWISE):
        return None
    bare = [
        t for t in cell if not (t.text == "\\text" and t.argument.strip().lower() in ("if", "when", "for", "where"))
    ]
    if any(t.text == "\\text" for t in bare):
        raise Unread(f"the condition {words!r} is in words", cell[0].span)
    if not bare:
        raise Unread("a case without its condition", cell[0].span if cell else None)
    while bare and bare[-1].text in (".", ",", ";"):
        bare.pop()
    return reader.condition(bare)
