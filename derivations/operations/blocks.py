"""Block matrices, parts of vectors, Kronecker products, vec."""

from __future__ import annotations

from derivations.kernel.expression import ONE, Apply, Expression, Operation, Shape, ShapeError, Size, written
from derivations.kernel.form import COLUMN, ROW, Form
from derivations.operations.data import check_sizes, check_value
from derivations.operations.forms import entry
from derivations.operations.frames import Frame, pair, parts

HJ = "Horn & Johnson, Matrix Analysis, 2nd ed., 0.7"
VL = "Magnus & Neudecker, Matrix Differential Calculus (1988), 2.1-2.4"


def layout(node: Apply) -> tuple[tuple[Expression, ...], ...]:
    """The blocks of a block matrix, row by row."""
    wide = node.data[1]
    return tuple(node.arguments[k : k + wide] for k in range(0, len(node.arguments), wide))


def _block_shape(node: Apply) -> Shape:
    high, wide = node.data
    check_value(node)
    if high * wide != len(node.arguments) or min(high, wide) < 1:
        raise ShapeError(f"{len(node.arguments)} blocks do not fill {high} × {wide} places")
    grid = layout(node)
    for line in grid:
        for block, above in zip(line, grid[0], strict=True):
            if block.shape[0] != line[0].shape[0]:
                raise ShapeError(
                    f"{block} ({written(block.shape)}) cannot stand beside {line[0]} ({written(line[0].shape)}): "
                    "their rows differ in number"
                )
            if block.shape[1] != above.shape[1]:
                raise ShapeError(
                    f"{block} ({written(block.shape)}) cannot stand below {above} ({written(above.shape)}): "
                    "their columns differ in number"
                )
    rows, columns = _sizes(node)
    return sum(rows[1:], rows[0]), sum(columns[1:], columns[0])


def _sizes(node: Apply) -> tuple[tuple[Size, ...], tuple[Size, ...]]:
    grid = layout(node)
    return tuple(line[0].shape[0] for line in grid), tuple(block.shape[1] for block in grid[0])


def _block_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    rows, columns = _sizes(node)
    total = Form({})
    for k, form in enumerate(forms):
        i, j = divmod(k, len(columns))
        total = total + _placed(_placed(form, ROW, rows, i), COLUMN, columns, j)
    return total


def _placed(form: Form, side: str, sizes: tuple[Size, ...], k: int) -> Form:
    """A block moved to its place along one side."""
    if len(sizes) == 1:
        return form
    if sizes[k] == ONE:
        return parts(sizes).at(k, side) * form
    return (parts(sizes).at(k, side, ".k") * form.renamed({side: ".k"})).summed(".k", sizes[k])


def _part_shape(node: Apply) -> Shape:
    sizes, k = node.data[:-1], node.data[-1]
    check_sizes(node, sizes)
    if not 0 <= k < len(sizes) or len(sizes) < 2:
        raise ShapeError(f"there is no part {k + 1} of {len(sizes)}")
    return sum(sizes[1:], sizes[0]), sizes[k]


def _part_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    sizes, k = node.data[:-1], node.data[-1]
    return parts(sizes).at(k, ROW) if sizes[k] == ONE else parts(sizes).at(k, ROW, COLUMN)


def _kronecker_shape(node: Apply) -> Shape:
    a, b = node.arguments
    return a.shape[0] * b.shape[0], a.shape[1] * b.shape[1]


def _kronecker_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    a, b = node.arguments
    left = forms[0].renamed({ROW: ".a", COLUMN: ".b"})
    total = left * forms[1].renamed({ROW: ".p", COLUMN: ".q"})
    total = _paired(total, ROW, (".a", a.shape[0]), (".p", b.shape[0]))
    return _paired(total, COLUMN, (".b", a.shape[1]), (".q", b.shape[1]))


def _paired(form: Form, side: str, outer: tuple[str, Size], inner: tuple[str, Size]) -> Form:
    """Two indices joined to one index of their pairs."""
    if ONE in (outer[1], inner[1]):
        return form.renamed({outer[0]: side, inner[0]: side})
    result: Form = pair(outer[1], inner[1]).at(0, side, outer[0], inner[0]) * form
    return result.summed(outer[0], outer[1]).summed(inner[0], inner[1])


def _vec_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    rows, columns = node.arguments[0].shape
    return _paired(forms[0].renamed({ROW: ".p", COLUMN: ".a"}), ROW, (".a", columns), (".p", rows))


def _commutation_shape(node: Apply) -> Shape:
    check_sizes(node, node.data)
    n, m = node.data
    return n * m, n * m


def _commutation_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    n, m = node.data
    turned: Frame = pair(n, m)
    straight = pair(m, n)
    if ONE in (n, m):
        return entry_of_identity(node)
    both = turned.at(0, ROW, ".a", ".b") * straight.at(0, COLUMN, ".b", ".a")
    return both.summed(".a", n).summed(".b", m)


def entry_of_identity(node: Apply) -> Form:
    """The entries of the identity of a node's size."""
    from derivations.kernel.form import DELTA, constant

    return constant(1) if node.shape[0] == ONE else entry(DELTA, ROW, COLUMN)


BLOCK = Operation(
    "block",
    _block_shape,
    _block_entry,
    lambda c, n: c.blocks([[c.value(block) for block in line] for line in layout(n)]),
    "",
    "",
    100,
    HJ,
)
PART = Operation(  # the columns of an identity that pick part k of consecutive parts
    "part",
    _part_shape,
    _part_entry,
    lambda c, n: c.part(n.data[:-1], n.data[-1]),
    "",
    "",
    100,
    HJ,
)
KRONECKER = Operation(
    "kronecker",
    _kronecker_shape,
    _kronecker_entry,
    lambda c, n: c.kronecker(*map(c.value, n.arguments)),
    "{0:21} \\otimes {1:21}",
    "{0:21} ⊗ {1:21}",
    20,
    VL,
)
VEC = Operation(  # columns stacked
    "vec",
    lambda n: (n.arguments[0].shape[0] * n.arguments[0].shape[1], ONE),
    _vec_entry,
    lambda c, n: c.vec(c.value(n.arguments[0])),
    "\\operatorname{{vec}}({0:0})",
    "vec({0:0})",
    90,
    VL,
)
COMMUTATION = Operation(  # K with vec(A') = K vec(A) for A n × m; rows are counted as for A'
    "commutation",
    _commutation_shape,
    _commutation_entry,
    lambda c, n: c.commutation(*n.data),
    "K",
    "K",
    100,
    VL,
)
ROWS = (BLOCK, PART, KRONECKER, VEC, COMMUTATION)


def block(rows: tuple[tuple[Expression, ...], ...] | list[list[Expression]]) -> Expression:
    """The block matrix of rows of blocks. ShapeError when they do not fit."""
    if len({len(line) for line in rows}) != 1:
        raise ShapeError("the rows of a block matrix have different numbers of blocks")
    flat = tuple(item for line in rows for item in line)
    return flat[0] if len(flat) == 1 else BLOCK(*flat, data=(len(rows), len(rows[0])))


def part(value: Expression, k: int, *sizes: Size | str | int) -> Expression:
    """Rows of a value: part k (from 0) of consecutive parts of the given sizes."""
    return PART(data=(*map(Size.of, sizes), k)).T * value
