"""Operations on vectors and matrices beyond products: norms, trace, diagonals, entrywise products."""

from __future__ import annotations

from derivations.kernel.expression import ONE, Apply, Index, Operation, Shape, ShapeError, written
from derivations.kernel.form import COLUMN, DELTA, ROW, Form, constant
from derivations.operations.algebra import SCALAR
from derivations.operations.data import check_exists, check_sizes, check_value
from derivations.operations.forms import entry


def _scalar_of(node: Apply) -> Shape:
    return SCALAR


def _same(node: Apply) -> Shape:
    left, right = node.arguments
    if left.shape != right.shape:
        raise ShapeError(
            f"{left} ({written(left.shape)}) and {right} ({written(right.shape)}) have no entrywise product: "
            "the shapes differ"
        )
    return left.shape


def _square_trace(node: Apply) -> Shape:
    (matrix,) = node.arguments
    if matrix.shape[0] != matrix.shape[1]:
        raise ShapeError(f"the trace of {matrix} ({written(matrix.shape)}): it is not square")
    return SCALAR


def _column(node: Apply) -> Shape:
    (vector,) = node.arguments
    if vector.shape[1] != ONE:
        raise ShapeError(f"diag of {vector} ({written(vector.shape)}): it is not a column")
    return vector.shape[0], vector.shape[0]


def _row_shape(node: Apply) -> Shape:
    (matrix,), (index,) = node.arguments, node.data
    check_value(node)
    if not isinstance(index, Index) or index.size != matrix.shape[0]:
        given = f"{index.name} runs to {index.size}" if isinstance(index, Index) else f"{index} is none"
        raise ShapeError(f"a row of {matrix} ({written(matrix.shape)}) needs an index up to {matrix.shape[0]}; {given}")
    check_exists(index)
    return ONE, matrix.shape[1]


def _sized(node: Apply) -> Shape:
    check_sizes(node, node.data)
    rows, columns = node.data
    return rows, columns


def squares(form: Form, shape: Shape) -> Form:
    """The sum of the squares of all entries."""
    total = form * form
    for place, size in zip((ROW, COLUMN), shape, strict=True):
        total = total if size == ONE else total.summed(place, size)
    return total


def _trace_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    size = node.arguments[0].shape[0]
    return forms[0] if size == ONE else forms[0].renamed({COLUMN: ROW}).summed(ROW, size)


def _diagonal_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    return forms[0] if node.shape == SCALAR else forms[0] * entry(DELTA, ROW, COLUMN)


def _norm_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    from derivations.operations.elementwise import root_form

    return root_form(squares(forms[0], node.arguments[0].shape))


def _inner_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    total = forms[0] * forms[1]
    for place, size in zip((ROW, COLUMN), node.arguments[0].shape, strict=True):
        total = total if size == ONE else total.summed(place, size)
    return total


def _inner_shape(node: Apply) -> Shape:
    _same(node)
    return SCALAR


def _nonzero(node: Apply) -> tuple[Apply, ...]:
    from derivations.operations.logic import UNEQUAL

    (value,) = node.arguments
    return (UNEQUAL(value, value.notation.zero(*value.shape)),)


SQUARED_NORM = Operation(
    "squared_norm",
    _scalar_of,
    lambda n, f: squares(f[0], n.arguments[0].shape),
    lambda c, n: c.squared_norm(c.value(n.arguments[0])),
    "\\lVert {0:0} \\rVert^2",
    "‖{0:0}‖²",
    85,
    "Petersen & Pedersen, The Matrix Cookbook (2012), 10.4",
    differential=lambda n, d: 2 * INNER(n.arguments[0], d[0]),
)
NORM = Operation(
    "norm",
    _scalar_of,
    _norm_form,
    lambda c, n: c.elementwise("sqrt", c.squared_norm(c.value(n.arguments[0]))),
    "\\lVert {0:0} \\rVert",
    "‖{0:0}‖",
    90,
    "Petersen & Pedersen, The Matrix Cookbook (2012), 10.4",
    differential=lambda n, d: INNER(n.arguments[0], d[0]) / n,
    smooth=_nonzero,
)
INNER: Operation = Operation(  # the sum of the products of corresponding entries
    "inner",
    _inner_shape,
    _inner_form,
    lambda c, n: c.inner(*map(c.value, n.arguments)),
    "\\langle {0:0}, {1:0} \\rangle",
    "⟨{0:0}, {1:0}⟩",
    90,
    "Horn & Johnson, Matrix Analysis, 5.1",
)
TRACE = Operation(
    "trace",
    _square_trace,
    _trace_form,
    lambda c, n: c.trace(c.value(n.arguments[0])),
    "\\operatorname{{tr}}({0:0})",
    "tr({0:0})",
    90,
    "Horn & Johnson, Matrix Analysis, 1.2",
)
HADAMARD = Operation(
    "hadamard",
    _same,
    lambda n, f: f[0] * f[1],
    lambda c, n: c.value(n.arguments[0]) * c.value(n.arguments[1]),
    "{0:21} \\circ {1:21}",
    "{0:21} ∘ {1:21}",
    20,
    "Horn & Johnson, Topics in Matrix Analysis, 5.0",
)
DIAGONAL_MATRIX = Operation(
    "diag",
    _column,
    _diagonal_form,
    lambda c, n: c.diagonal(c.value(n.arguments[0])),
    "\\operatorname{{diag}}({0:0})",
    "diag({0:0})",
    90,
    "definition",
)
ONES = Operation(
    "ones",
    _sized,
    lambda n, f: constant(1),
    lambda c, n: c.ones(*n.data),
    "\\mathbf 1",
    "𝟏",
    100,
    "definition",
)
ROW_OF = Operation(  # row i of a matrix, as a row
    "row",
    _row_shape,
    lambda n, f: f[0].renamed({ROW: n.data[0].name}),
    lambda c, n: c.row(c.value(n.arguments[0]), n.data[0]),
    "{0:95}_{{{names},:}}",
    "{0:95}[{names},:]",
    95,
    "definition",
)
ROWS = (SQUARED_NORM, NORM, INNER, TRACE, HADAMARD, DIAGONAL_MATRIX, ONES, ROW_OF)
