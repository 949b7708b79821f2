"""Values that depend on a condition: indicators and cases."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.expression import TRUTH, Apply, Expression, Operation, Shape, ShapeError, written
from derivations.kernel.form import Form, constant
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import UNEQUAL
from derivations.trees import walk


def _of_condition(node: Apply) -> Shape:
    (condition,) = node.arguments
    if condition.shape != TRUTH:
        raise ShapeError(f"an indicator takes a condition; {condition} is a value ({written(condition.shape)})")
    return SCALAR


def _cases_shape(node: Apply) -> Shape:
    condition, then, otherwise = node.arguments
    if condition.shape != TRUTH or then.shape != otherwise.shape:
        raise ShapeError(
            f"cases take a condition and two values of one shape, not {written(condition.shape)}, "
            f"{written(then.shape)} and {written(otherwise.shape)}"
        )
    return then.shape


def _cases_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    condition, then, otherwise = forms
    return condition * then + (constant(1) - condition) * otherwise


def _boundaries(node: Apply) -> Iterator[Apply]:
    """The sides of every order relation in a condition differ: no value on the boundary."""
    for part in walk(node.arguments[0]):
        if isinstance(part, Apply) and part.operation.name in ("less", "at_most"):
            yield UNEQUAL(*part.arguments)


def _cases_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    return CASES(node.arguments[0], *changes[1:])


INDICATOR = Operation(
    "indicator",
    _of_condition,
    lambda n, f: f[0],
    lambda c, n: c.number(int(c.value(n.arguments[0]))),
    "\\ind\\{{{0:0}\\}}",
    "1{{{0:0}}}",
    90,
    "definition",
    differential=lambda n, d: n.notation.zero(*n.shape),
    smooth=lambda n: tuple(_boundaries(n)),
)
CASES = Operation(
    "cases",
    _cases_shape,
    _cases_form,
    lambda c, n: c.value(n.arguments[1] if c.value(n.arguments[0]) else n.arguments[2]),
    "\\begin{{cases}} {1:0}, & {0:0} \\\\ {2:0}, & \\text{{else}} \\end{{cases}}",
    "{{{1:0} if {0:0}, else {2:0}}}",
    100,
    "definition",
    differential=_cases_differential,
    smooth=lambda n: tuple(_boundaries(n)),
)
ROWS = (INDICATOR, CASES)
