"""Sequences x₀, x₁, …: what is said of a recurrence and of a limit."""

from __future__ import annotations

from derivations.kernel.expression import TRUTH, Apply, Operation, Shape, ShapeError, written
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import opaque


def _scalars(node: Apply) -> Shape:
    for argument in node.arguments:
        if argument.shape != SCALAR:
            raise ShapeError(f"{node.operation.name} is said of scalars; {argument} is {written(argument.shape)}")
    return TRUTH


AFFINE = Operation(  # m is a sequence, a and b do not depend on t
    "recurrence",
    _scalars,
    opaque,
    lambda c, n: c.follows(n),
    "{0:95}_{{t+1}} = ({1:0})\\,{0:95}_t + {2:0} \\text{{ for all }} t",
    "{0:95}(t+1) = ({1:0})·{0:95}(t) + {2:0} for all t",
    5,
    "definition",
)
CONVERGES = Operation(  # x_{t+1} = a x_t + b has a limit from every start, the same one
    "stable",
    _scalars,
    opaque,
    lambda c, n: c.converges(*map(c.value, n.arguments)),
    "x_{{t+1}} = ({0:0})\\,x_t + {1:0} \\text{{ tends to one limit from every start}}",
    "x(t+1) = ({0:0})·x(t) + {1:0} tends to one limit from every start",
    5,
    "Elaydi, An Introduction to Difference Equations, 3rd ed., 1.2",
)
BOUNDED = Operation(  # x_{t+1} = a x_t + b stays bounded from every start
    "bounded",
    _scalars,
    opaque,
    lambda c, n: c.stays_bounded(*map(c.value, n.arguments)),
    "x_{{t+1}} = ({0:0})\\,x_t + {1:0} \\text{{ stays bounded from every start}}",
    "x(t+1) = ({0:0})·x(t) + {1:0} stays bounded from every start",
    5,
    "Elaydi, An Introduction to Difference Equations, 3rd ed., 1.2",
)
TENDS_TO = Operation(
    "tends to",
    _scalars,
    opaque,
    lambda c, n: c.tends_to(n),
    "\\lim_{{t \\to \\infty}} {0:95}_t = {1:6}",
    "lim {0:95}(t) = {1:6}",
    5,
    "definition",
)
ROWS = (AFFINE, CONVERGES, BOUNDED, TENDS_TO)
