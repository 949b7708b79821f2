"""Derivatives: the differential of every operation, read off as gradients, Jacobians and partials.

df is linear in dx; its value at the unit matrix of an entry is the partial derivative by that entry
(Magnus & Neudecker, Matrix Differential Calculus, 3rd ed., chapter 5).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.expression import (
    ONE,
    TRUTH,
    Apply,
    Expression,
    Index,
    Operation,
    Shape,
    ShapeError,
    Symbol,
    written,
)
from derivations.kernel.form import COLUMN, ROW, Form, index_form
from derivations.operations.algebra import BASIS, SCALAR
from derivations.operations.data import check_exists, check_value
from derivations.operations.forms import Unsupported
from derivations.trees import walk

LINEAR = {  # in each argument; every other operation says what its differential is
    *(
        "scale",
        "product",
        "transpose",
        "entry",
        "sum",
        "inner",
        "trace",
        "hadamard",
        "diag",
        "row",
        "block",
        "kronecker",
        "vec",
    ),
}
SOURCE = "Magnus & Neudecker, Matrix Differential Calculus, 3rd ed., 5.4 and 9.5"


def differential(value: Expression, by: Symbol, change: Expression) -> Expression:
    """The change of a value, to first order, when a letter changes by `change`."""
    if value == by:
        return change
    if value.shape == TRUTH:
        return value  # what depends on it says what its change is
    if not isinstance(value, Apply) or by not in walk(value):
        return value.notation.zero(*value.shape)
    changes = tuple(differential(argument, by, change) for argument in value.arguments)
    if value.operation.differential is not None:
        return value.operation.differential(value, changes)
    if value.operation.name not in LINEAR:
        raise Unsupported(f"the derivative of {value} is not supported yet")
    parts = [_with(value, k, d) for k, d in enumerate(changes) if not value.notation.is_zero(d)]
    return value.notation.plus(value.notation.zero(*value.shape), *parts)


def _with(node: Apply, place: int, change: Expression) -> Expression:
    arguments = (*node.arguments[:place], change, *node.arguments[place + 1 :])
    return Apply(node.operation, arguments, node.data)


def _fresh(value: Expression) -> str:
    """An index name that the value does not use: derivatives may be nested."""
    used = {getattr(item, "name", "") for part in walk(value) for item in getattr(part, "data", ())}
    name = ".d"
    while name in used:
        name += "d"
    return name


def _letter(node: Apply) -> Symbol:
    by = node.arguments[1]
    if not isinstance(by, Symbol):
        raise ShapeError(f"a derivative is taken by a letter, not by {by}")
    return by


def _derivative_shape(node: Apply) -> Shape:
    """Row layout: a scalar by a column is a row, a column by a column a matrix of rows ∂f_i/∂x."""
    check_value(node)
    if node.data not in (("row",), ("column",)):
        raise ShapeError(f"a derivative is laid out as a row or a column, not as {node.data}")
    of, by = node.arguments[0].shape, _letter(node).shape
    if of == SCALAR:
        shape = (by[1], by[0])
    elif of[1] == ONE and by[1] == ONE:
        shape = (of[0], by[0])
    else:
        sizes = " × ".join(str(size) for size in (*of, *by) if size != ONE)
        raise ShapeError(
            f"the derivative of a {written(of)} value by a {written(by)} letter is a {sizes} array, no matrix"
        )
    return shape if node.data == ("row",) else (shape[1], shape[0])


def _derivative_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    value, by = node.arguments[0], _letter(node)
    p = _fresh(value)
    q = p + "'"
    form = index_form(differential(value, by, BASIS(data=(Index(p, by.rows), Index(q, by.columns)))))
    row_layout = node.data == ("row",)
    if value.shape == SCALAR:
        return form.renamed({p: COLUMN, q: ROW} if row_layout else {p: ROW, q: COLUMN})
    return form.renamed({p: COLUMN} if row_layout else {p: ROW, ROW: COLUMN})


def _partial_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    by = _letter(node)
    name = _fresh(node.arguments[0])  # an index of the value's own may be called like one of these
    names = [(name, node.data[0]), (name + "'", node.data[1])]
    places = tuple(Index(own, i.size) if i else Index("1", ONE) for own, i in names)
    form = index_form(differential(node.arguments[0], by, BASIS(data=places)))
    return form.renamed({own: i.name for own, i in names if i})


def _partial_shape(node: Apply) -> Shape:
    check_value(node)
    for i, size in zip(node.data, _letter(node).shape, strict=True):
        if (i is None) != (size == ONE) or (i and i.size != size):
            raise ShapeError(f"a partial derivative by {_letter(node)} needs an index up to {size}")
        check_exists(i)
    return node.arguments[0].shape


def _derived(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    return Apply(node.operation, (changes[0], node.arguments[1]), node.data)


def _smooth(node: Apply) -> tuple[Apply, ...]:
    """What makes the differentiated value differentiable, where it depends on the letter."""
    return tuple(_kinks(node.arguments[0], _letter(node)))


def _twice_smooth(node: Apply) -> tuple[Apply, ...]:
    """The same for second derivatives, which no convention gives at a kink."""
    return (*_smooth(node), *_rectified(node.arguments[0], _letter(node), strictly=True))


def _kinks(value: Expression, by: Symbol) -> Iterator[Apply]:
    for part in walk(value):
        if isinstance(part, Apply) and by in walk(part):
            yield from part.operation.smooth(part)
    again = any(isinstance(part, Apply) and part.operation.differentiates for part in walk(value))
    yield from _rectified(value, by, strictly=again)


def _rectified(value: Expression, by: Symbol, *, strictly: bool) -> Iterator[Apply]:
    """What keeps a value off the kinks of max(0, u), where the derivative of that is 0 by convention alone.

    Side by side with max(0, v) it would be no convention for the sum, which may have a derivative there;
    nor is it one for second derivatives, as `strictly` asks for.
    """
    outer = list(dict.fromkeys(_outermost(value, by)))
    for part in outer:
        yield from part.operation.kinks(part) if strictly or len(outer) > 1 else ()
        yield from _rectified(part.arguments[0], by, strictly=strictly)


def _outermost(value: Expression, by: Symbol) -> Iterator[Apply]:
    """The parts with a kink at which a convention gives the derivative, but for those within others."""
    if not isinstance(value, Apply) or by not in walk(value):
        return
    if value.operation.kinks(value):
        yield value
        return
    for argument in value.arguments:
        yield from _outermost(argument, by)


DERIVATIVE = Operation(
    "derivative",
    _derivative_shape,
    _derivative_form,
    lambda c, n: c.derivative(*n.arguments, n.data[0]),
    "\\frac{{\\partial}}{{\\partial {1:0}}}{0:80}",
    "∂({0:0})/∂{1:0}",
    30,
    SOURCE,
    differential=_derived,
    domain=_smooth,
    differentiates=True,
)
GRADIENT = Operation(
    "gradient",
    lambda n: _letter(n).shape if n.arguments[0].shape == SCALAR else _no_gradient(n),
    lambda n, f: _derivative_form(n, f),
    lambda c, n: c.derivative(*n.arguments, "column"),
    "\\nabla_{{{1:0}}} {0:80}",
    "∇_{1:0} {0:80}",
    30,
    SOURCE,
    differential=_derived,
    domain=_smooth,
    differentiates=True,
)
PARTIAL = Operation(
    "partial",
    _partial_shape,
    _partial_form,
    lambda c, n: c.partial(*n.arguments, *n.data),
    "\\frac{{\\partial}}{{\\partial {1:95}{subscript}}}{0:80}",
    "∂({0:0})/∂{1:95}{bracket}",
    30,
    SOURCE,
    differential=_derived,
    domain=_smooth,
    differentiates=True,
)
HESSIAN = Operation(
    "hessian",
    lambda n: (_letter(n).shape[0], _letter(n).shape[0]) if _hessian_fits(n) else SCALAR,
    lambda n, f: index_form(_twice(n)),
    lambda c, n: c.hessian(*n.arguments),
    "\\nabla^2_{{{1:0}}} {0:80}",
    "∇²_{1:0} {0:80}",
    30,
    SOURCE,
    differential=_derived,
    domain=_twice_smooth,
    differentiates=True,
)


def _no_gradient(node: Apply) -> Shape:
    value = node.arguments[0]
    raise ShapeError(f"a gradient is taken of a scalar; {value} is {written(value.shape)}")


def _hessian_fits(node: Apply) -> bool:
    value, by = node.arguments[0], _letter(node)
    if value.shape != SCALAR or by.shape[1] != ONE:
        raise ShapeError(f"a Hessian is of a scalar by a column, not of {value} by {by} ({written(by.shape)})")
    return True


def _twice(node: Apply) -> Expression:
    value, by = node.arguments
    return DERIVATIVE(GRADIENT(value, by), by, data=("row",))


ROWS = (DERIVATIVE, GRADIENT, PARTIAL, HESSIAN)
