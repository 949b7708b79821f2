"""One row per operation. Importing the table sets how +, * and the rest build nodes."""

from __future__ import annotations

from derivations.kernel.expression import Expression, Operation
from derivations.operations import (
    algebra,
    blocks,
    calculus,
    conditioning,
    determinants,
    elementwise,
    functions,
    gaussians,
    inverses,
    limits,
    logic,
    matrices,
    notation,
    optima,
    piecewise,
    powers,
    probability,
    properties,
    sequences,
    sums,
)

Expression.notation = notation
Expression.__iter__ = notation.not_iterated  # type: ignore[attr-defined]
_MODULES = (
    algebra,
    logic,
    properties,
    matrices,
    blocks,
    inverses,
    determinants,
    elementwise,
    functions,
    optima,
    powers,
    piecewise,
    calculus,
    conditioning,
    probability,
    gaussians,
    limits,
    sequences,
    sums,
)
TABLE: dict[str, Operation] = {row.name: row for module in _MODULES for row in module.ROWS}
