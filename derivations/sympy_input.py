"""SymPy's matrix symbols and expressions as ours, with strict shapes, for sheets written with SymPy.

Only the tree is read; nothing is evaluated or simplified, and what has no counterpart is refused.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derivations.kernel.expression import Expression, Number, Size
from derivations.operations import algebra, elementwise, matrices
from derivations.operations.notation import entry, identity, lift, over, plus, symbol, times, to_the, transpose, zero


class Unconverted(TypeError):
    """A SymPy expression without a counterpart here; the message names it."""


def converted(value: Any) -> Expression:
    """A SymPy expression as ours. Unconverted for what has no counterpart, ShapeError for clashing shapes."""
    import sympy

    match value:
        case sympy.MatrixSymbol():
            return symbol(str(value.name), *(_size(n) for n in value.shape))
        case sympy.Identity():
            return identity(_size(value.shape[0]))
        case sympy.ZeroMatrix():
            return zero(*(Size.of(_size(n)) for n in value.shape))
        case sympy.Rational():
            return Number(Fraction(int(value.p), int(value.q)))
        case sympy.Symbol():
            return symbol(str(value.name))
        case sympy.MatAdd() | sympy.Add():
            return plus(*map(converted, value.args))
        case sympy.MatMul() | sympy.Mul():
            return _product([converted(part) for part in value.args])
        case sympy.Transpose():
            return transpose(converted(value.arg))
        case sympy.Inverse():
            return algebra.INVERSE(converted(value.arg))
        case sympy.MatPow() | sympy.Pow() if value.exp.is_Integer:
            base, exponent = converted(value.base), int(value.exp)
            return (
                over(lift(1), to_the(base, -exponent))
                if exponent < 0 and not value.is_Matrix
                else to_the(base, exponent)
            )
        case sympy.Pow() if value.exp == sympy.Rational(1, 2):
            return elementwise.ROOT(converted(value.base))
        case sympy.Trace():
            return matrices.TRACE(converted(value.arg))
        case sympy.matrices.expressions.matexpr.MatrixElement():
            return entry(
                converted(value.parent), *(int(i) + 1 for i, n in zip(value.indices, value.parent.shape) if n != 1)
            )
    raise Unconverted(f"no counterpart here for SymPy's {type(value).__name__}: {value}")


def _size(value: Any) -> str | int:
    return int(value) if value.is_Integer else str(value)


def _product(factors: list[Expression]) -> Expression:
    result = factors[0]
    for factor in factors[1:]:
        result = times(result, factor)
    return result
