"""The operations everything else is written with: sums, products, transposes, inverses, entries."""

from __future__ import annotations

from fractions import Fraction

from derivations.kernel.expression import (
    ONE,
    TRUTH,
    Apply,
    Expression,
    Index,
    Number,
    Operation,
    Shape,
    ShapeError,
    written,
)
from derivations.kernel.form import COLUMN, DELTA, ROW, Form, constant, count
from derivations.operations.binders import of_every_term
from derivations.operations.data import check_exists, check_position, check_running, check_sizes, check_value
from derivations.operations.forms import contracted, entry, inverted, powered
from derivations.operations.logic import EQUAL, UNEQUAL
from derivations.operations.properties import INVERTIBLE
from derivations.operations.reciprocals import reciprocal

SCALAR: Shape = (ONE, ONE)


def _same_shape(node: Apply) -> Shape:
    first = node.arguments[0]
    for other in node.arguments:
        if other.shape == TRUTH:
            raise ShapeError(f"cannot add {other}: it is a proposition, not a value")
        if other.shape != first.shape:
            raise ShapeError(
                f"cannot add {first} ({written(first.shape)}) and {other} ({written(other.shape)}): the shapes differ"
            )
    return first.shape


def _product_shape(node: Apply) -> Shape:
    left = node.arguments[0]
    for right in node.arguments[1:]:
        if left.shape[1] != right.shape[0] or left.shape == TRUTH:
            raise ShapeError(
                f"cannot multiply {left} ({written(left.shape)}) by {right} ({written(right.shape)}): "
                f"{left.shape[1]} is not {right.shape[0]}"
            )
        left = right
    return node.arguments[0].shape[0], left.shape[1]


def _square(node: Apply) -> Shape:
    argument = node.arguments[0]
    if argument.shape[0] != argument.shape[1] or argument.shape == TRUTH:
        word = {"inverse": "invert", "power": "take a power of"}[node.operation.name]
        raise ShapeError(f"cannot {word} {argument} ({written(argument.shape)}): it is not square")
    if not all(type(exponent) is int for exponent in node.data):
        raise ShapeError(f"the exponent of {argument} is to be a whole number, not {node.data[0]}")
    return argument.shape


def _scaled_shape(node: Apply) -> Shape:
    scalar, scaled = node.arguments if node.operation.name == "scale" else node.arguments[::-1]
    if scalar.shape != SCALAR or scaled.shape == TRUTH:
        verb = "multiply" if node.operation.name == "scale" else "divide"
        raise ShapeError(f"cannot {verb} {scaled} by {scalar} ({written(scalar.shape)}): it is not a scalar")
    return scaled.shape


def _entry_shape(node: Apply) -> Shape:
    argument = node.arguments[0]
    check_value(node)
    for index, size, side in zip(node.data, argument.shape, ("row", "column"), strict=True):
        check_position(argument, index, size, side)
    return SCALAR


def _sized(node: Apply) -> Shape:
    """The shape of a zero or of ones, or of the identity of one size."""
    check_sizes(node, node.data)
    return node.data[0], node.data[-1]


def _basis_shape(node: Apply) -> Shape:
    i, j = node.data
    if not isinstance(i, Index) or not isinstance(j, Index):
        raise ShapeError(f"a unit matrix has its 1 at two indices, not at {i}, {j}")
    for index in (i, j):
        check_exists(index)
    return i.size, j.size


def _size_shape(node: Apply) -> Shape:
    check_sizes(node, node.data)
    return SCALAR


def _product_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    result = forms[0]
    for left, form in zip(node.arguments, forms[1:], strict=False):
        result = contracted(result, form, left.shape[1])
    return result


def _identity_form(node: Apply) -> Form:
    return entry(DELTA, ROW, COLUMN) if node.shape != SCALAR else constant(1)


def _power_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    (base,), (size, _), (exponent,) = forms, node.shape, node.data
    if size == ONE:
        return powered(base, exponent)
    result = _identity_form(node)
    for _ in range(abs(exponent)):
        result = contracted(result, inverted(base, size) if exponent < 0 else base, size)
    return result


def _entry_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    places = zip((ROW, COLUMN), node.data, strict=True)
    return forms[0].renamed({place: index.name for place, index in places if index})


def _sum_shape(node: Apply) -> Shape:
    index, *others = node.data
    check_value(node)
    check_running(node, index)
    for other in others:
        if other.name == index.name or other.size != index.size:
            raise ShapeError(f"a sum over {index.name} up to {index.size} cannot leave out {other.name}")
    return node.arguments[0].shape


def _sum_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    index, *others = node.data
    body = forms[0]
    for other in others:  # Σ over k ≠ i, j has a factor (1 − δ_ki)(1 − δ_kj), also where i = j
        body = body - body * entry(DELTA, index.name, other.name)
    return body.summed(index.name, index.size)


def _basis_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    result = constant(1)
    for place, index, size in zip((ROW, COLUMN), node.data, node.shape, strict=True):
        if size != ONE:
            result = result * entry(DELTA, place, index.name)
    return result


def nonzero(argument: Expression) -> Apply:
    """That a scalar is not 0, or that a square matrix is invertible."""
    return UNEQUAL(argument, Number(Fraction(0))) if argument.shape == SCALAR else INVERTIBLE(argument)


def _inverse_laws(node: Apply) -> tuple[Apply, ...]:
    (matrix,) = node.arguments
    one = IDENTITY(data=(matrix.shape[0],))
    return EQUAL(node * matrix, one), EQUAL(matrix * node, one)


def _power_domain(node: Apply) -> tuple[Apply, ...]:
    return (nonzero(node.arguments[0]),) if node.data[0] < 0 else ()


def _power_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    (base,), (change,), (k,) = node.arguments, changes, node.data
    if base.shape == SCALAR:
        return k * base ** (k - 1) * change
    if k < 0:
        positive = POWER(base, data=(-k,))
        return -(node * _power_differential(positive, changes) * node)
    parts = [base**j * change * base ** (k - 1 - j) for j in range(k)]
    return sum(parts[1:], parts[0])


def _quotient_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    top, bottom = node.arguments
    return changes[0] / bottom - changes[1] / bottom**2 * top


ZERO = Operation("zero", _sized, lambda n, f: constant(0), lambda c, n: c.zeros(*n.data), "0", "0", 100, "definition")
IDENTITY = Operation(
    "identity",
    _sized,
    lambda n, f: _identity_form(n),
    lambda c, n: c.identity(n.data[0]),
    "I",
    "I",
    100,
    "definition",
)
BASIS = Operation(  # the matrix whose only entry is a 1 at the indices; a basis vector when a side is 1
    "basis",
    _basis_shape,
    _basis_entry,
    lambda c, n: c.basis(*n.data),
    "e_{{{names}}}",
    "e[{names}]",
    100,
    "definition",
)
ADD = Operation(
    "add",
    _same_shape,
    lambda n, f: sum(f[1:], f[0]),
    lambda c, n: sum((c.value(a) for a in n.arguments[1:]), c.value(n.arguments[0])),
    "",
    "",
    10,
    "definition",
    differential=lambda n, d: sum(d[1:], d[0]),
)
SCALE = Operation(
    "scale",
    _scaled_shape,
    lambda n, f: f[0] * f[1],
    lambda c, n: c.value(n.arguments[0]) * c.value(n.arguments[1]),
    "",
    "",
    20,
    "definition",
)
PRODUCT = Operation(
    "product",
    _product_shape,
    _product_entry,
    lambda c, n: c.chain([c.value(a) for a in n.arguments]),
    "",
    "",
    20,
    "definition",
)
QUOTIENT = Operation(
    "quotient",
    _scaled_shape,
    lambda n, f: f[0] * reciprocal(f[1]),
    lambda c, n: c.divide(c.value(n.arguments[0]), c.value(n.arguments[1])),
    "\\frac{{{0:0}}}{{{1:0}}}",
    "{0:20}/{1:30}",
    25,
    "definition",
    differential=_quotient_differential,
    domain=lambda n: (nonzero(n.arguments[1]),),
)
TRANSPOSE = Operation(
    "transpose",
    lambda n: (n.arguments[0].shape[1], n.arguments[0].shape[0]),
    lambda n, f: f[0].renamed({ROW: COLUMN, COLUMN: ROW}),
    lambda c, n: c.transpose(c.value(n.arguments[0])),
    "{0:90}^{{\\top}}",
    "{0:90}ᵀ",
    85,
    "definition",
)
INVERSE = Operation(
    "inverse",
    _square,
    lambda n, f: inverted(f[0], n.shape[0]) if n.shape != (ONE, ONE) else reciprocal(f[0]),
    lambda c, n: c.inverse(c.value(n.arguments[0])),
    "{0:90}^{{-1}}",
    "{0:90}⁻¹",
    85,
    "definition",
    differential=lambda n, d: -(n * d[0] * n),
    domain=lambda n: (nonzero(n.arguments[0]),),
    laws=_inverse_laws,
)
POWER = Operation(
    "power",
    _square,
    _power_entry,
    lambda c, n: c.power(c.value(n.arguments[0]), n.data[0]),
    "{0:90}^{{{data}}}",
    "{0:90}^{data}",
    85,
    "definition",
    differential=_power_differential,
    domain=_power_domain,
)
ENTRY = Operation(
    "entry",
    _entry_shape,
    _entry_entry,
    lambda c, n: c.entry(c.value(n.arguments[0]), *n.data),
    "{0:95}_{{{names}}}",
    "{0:95}[{names}]",
    95,
    "definition",
)
SUM = Operation(
    "sum",
    _sum_shape,
    _sum_entry,
    lambda c, n: c.total(n.arguments[0], *n.data),
    "\\sum{range} {0:15}",
    "Σ{range} {0:15}",
    15,
    "definition",
    domain=of_every_term,
    binds=True,
)
SIZE = Operation(  # a size as a number
    "size",
    _size_shape,
    lambda n, f: count(n.data[0]),
    lambda c, n: c.size(n.data[0]),
    "{data}",
    "{data}",
    30,
    "definition",
)
ROWS = (SIZE, ZERO, IDENTITY, BASIS, ADD, SCALE, PRODUCT, QUOTIENT, TRANSPOSE, INVERSE, POWER, ENTRY, SUM)
