"""Functions of which nothing is known but their shapes and how smooth they are: f(x), ∇f(x), the Jacobian, f″(x)."""

from __future__ import annotations

from typing import Any

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Operation, Shape, ShapeError, Size, written
from derivations.kernel.form import COLUMN, ROW, Form, Head
from derivations.operations.algebra import SCALAR
from derivations.operations.forms import Unsupported, entry
from derivations.operations.indices import free_indices
from derivations.operations.matrices import INNER

Order = tuple[int, ...]  # the arguments by which a function is differentiated, counted from 0
ALONG = "along"  # in data, before an argument's number: differentiated along a direction, which is a further argument


def parts(node: Apply) -> tuple[str, Shape, int, Order]:
    """The name of a function, the shape of its values, how often it is continuously differentiable, and the order."""
    name, rows, columns, smooth, *order = node.data
    return name, (rows, columns), smooth, tuple(k for k in order if isinstance(k, int))


def directions(node: Apply) -> tuple[int, ...]:
    """The arguments along which a function is differentiated, one for each direction at the end of its arguments."""
    return tuple(int(k.removeprefix(ALONG)) for k in node.data[4:] if isinstance(k, str))


def _shape(node: Apply) -> Shape:
    name, shape, smooth, order = parts(node)
    times = len(node.data) - 4
    if times > smooth:
        raise ShapeError(f"{name} is differentiable {smooth} times, not {times} times")
    if any(argument.shape == TRUTH for argument in node.arguments):
        raise ShapeError(f"{name} is a function of values, not of propositions")
    _check_directions(node, order)
    by = [node.arguments[k].shape for k in order]
    if not by or all(one == SCALAR for one in by):
        return shape
    if len(by) == 1 and shape == SCALAR:
        return by[0]
    columns = shape[1] == ONE and all(one[1] == ONE for one in by)
    if len(by) == 1 and columns:
        return shape[0], by[0][0]
    if len(by) == 2 and shape == SCALAR and columns:
        return by[0][0], by[1][0]
    raise ShapeError(f"a derivative of {name}, {written(shape)}, of order {len(order)} is an array, no matrix")


def _check_directions(node: Apply, order: Order) -> None:
    """Refuse a derivative by what is no argument, or along a direction of another shape than its argument's."""
    along = directions(node)
    own = len(node.arguments) - len(along)
    if not all(0 <= k < own for k in (*order, *along)):
        raise ShapeError(f"{node.data[0]} has {own} arguments to be differentiated by, not numbers {(*order, *along)}")
    for k, direction in zip(along, node.arguments[own:], strict=True):
        if direction.shape != node.arguments[k].shape:
            raise ShapeError(
                f"{direction} ({written(direction.shape)}) is no direction for {node.arguments[k]} "
                f"({written(node.arguments[k].shape)})"
            )


def _form(node: Apply, forms: tuple[Form, ...]) -> Form:
    name, shape, _, order = parts(node)
    places = tuple(p for p, size in zip((ROW, COLUMN), node.shape, strict=True) if size != ONE)
    if len(order) == 2 and order[0] > order[1]:
        order, places = order[::-1], places[::-1] if len(places) == 2 else places
    free = sorted(frozenset().union(*map(free_indices, forms)) - {ROW, COLUMN})
    abstract = tuple(form.renamed({index: f"${k}" for k, index in enumerate(free)}) for form in forms)
    said = ",".join(f"{written(a.shape)}: {form.key}" for a, form in zip(node.arguments, abstract, strict=True))
    symmetric = len(order) == 2 and order[0] == order[1] and len(places) == 2 and not free
    key = f"function {name!r}{order!r}{directions(node)!r}[{written(shape)}]<{said}>"
    return entry(Head(key, "function", abstract, (), symmetric), *places, *free)


def _differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    total: Expression = node.notation.zero(*node.shape)
    own = len(node.arguments) - len(directions(node))
    for k, change in enumerate(changes):
        if not node.notation.is_zero(change):
            linear = (*node.arguments[:k], change, *node.arguments[k + 1 :])
            total = total + (_along(node, k, change) if k < own else FUNCTION(*linear, data=node.data))
    return total


def _along(node: Apply, k: int, change: Expression) -> Expression:
    _, shape, smooth, order = parts(node)
    if len(node.data) - 4 >= smooth:
        raise Unsupported(f"{node} has no further derivative")
    try:
        slope = FUNCTION(*node.arguments, data=(*node.data, k))
    except ShapeError:  # an array: only what it is along the change
        return FUNCTION(*node.arguments, change, data=(*node.data, f"{ALONG}{k}"))
    if change.shape == SCALAR:
        return change * slope
    if shape == SCALAR and not order:
        return INNER(slope, change)
    return slope * change


def _laws(node: Apply) -> tuple[Apply, ...]:
    from derivations.operations.logic import EQUAL

    _, shape, _, order = parts(node)
    twice = (
        len(order) == 2 and not directions(node) and order[0] == order[1] and shape == SCALAR and node.shape != SCALAR
    )
    return (EQUAL(node.T, node),) if twice else ()  # the symmetry of second derivatives that are continuous


FUNCTION: Operation = Operation(
    "function",
    _shape,
    _form,
    lambda c, n: c.function(n),
    "",
    "",
    90,
    "Magnus & Neudecker, Matrix Differential Calculus, 3rd ed., 6.3 and 6.7",
    differential=_differential,
    laws=_laws,
)


class Function:
    """A function by name; called, it is its value at arguments of any shapes."""

    def __init__(self, name: str, rows: Size | str | int = 1, columns: Size | str | int = 1, smooth: int = 3) -> None:
        self.data = (name, Size.of(rows), Size.of(columns), smooth)

    def __call__(self, *arguments: Any) -> Apply:
        from derivations.operations.notation import lift

        return FUNCTION(*map(lift, arguments), data=self.data)

    def derivative(self, *arguments: Any, by: Order = (0,)) -> Apply:
        """The derivative by arguments, counted from 0: a gradient as a column, a Jacobian with rows ∂f_i."""
        from derivations.operations.notation import lift

        return FUNCTION(*map(lift, arguments), data=(*self.data, *by))


ROWS = (FUNCTION,)
