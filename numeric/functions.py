"""Functions of one number in every number system, and their derivatives along dual numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Undefined
from numeric.duals import Dual, real

LARGEST = 700  # exponent in double precision
SMOOTH = ("exp", "log", "sigmoid", "tanh")


def function(arithmetic: Any, name: str, x: Any, *, complex_step: bool = False) -> Any:
    """The value of a function. Undefined where it has none, or no derivative that is asked for."""
    if name == "sqrt":
        return arithmetic.root(x)
    if name in SMOOTH:
        return _smooth(arithmetic, name, x)
    zero, one = arithmetic.number(0), arithmetic.number(1)
    at_kink = arithmetic.is_zero(real(x)) and (isinstance(x, Dual) or (complex_step and x != 0))
    if at_kink and not (name == "relu" and isinstance(x, Dual) and _is_still(arithmetic, x)):
        raise Undefined(f"{name} has no derivative at its kink")
    on = arithmetic.positive(x)
    if name == "abs":
        return x if on else -x
    return (x if name == "relu" else one) if on else zero


def _is_still(arithmetic: Any, x: Dual) -> bool:
    """Whether a number does not move, so that a kink does not matter."""
    return not isinstance(x.b, Dual) and not isinstance(x.a, Dual) and bool(arithmetic.is_zero(x.b))


def _smooth(arithmetic: Any, name: str, x: Any) -> Any:
    if isinstance(x, Dual):
        value = _smooth(arithmetic, name, x.a)
        return Dual(value, _slope(arithmetic, name, x.a, value) * x.b, x.level)
    if name == "log" and not arithmetic.positive(x):
        raise Undefined("the logarithm of a number that is not positive")
    if arithmetic.exact:
        return arithmetic.transcendental(name, x)
    match name:
        case "exp":
            if np.real(x) > LARGEST:
                raise Undefined("an exponential beyond double precision")
            return np.exp(x)
        case "log":
            return np.log(x)
        case "sigmoid":
            return 1 / (1 + np.exp(-x)) if np.real(x) > -LARGEST else 0 * x
    return np.tanh(x)


def _slope(arithmetic: Any, name: str, x: Any, value: Any) -> Any:
    one = arithmetic.number(1)
    match name:
        case "exp":
            return value
        case "log":
            return one / x
        case "sigmoid":
            return value * (one - value)
    return one - value * value
