"""SymPy on the same claims: matrix symbols of symbolic size, and the best of several ways to decide equality."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

from derivations.claim import Claim
from derivations.kernel.expression import ONE, Apply, Expression, Number, Size, Symbol

SECONDS = 2


class Unstated(ValueError):
    """A claim that cannot be written in the rival's terms."""


class TimeUp(Exception):
    """The rival took too long."""


def decide(claim: Claim) -> tuple[str, float]:
    """The best verdict of the ways below, and the seconds that the best way took."""
    if claim.conclusion.operation.name != "equal":
        return "unstated", 0.0
    try:
        left, right = map(converted, claim.conclusion.arguments)
    except (Unstated, TypeError, ValueError, AttributeError, IndexError):
        return "unstated", 0.0
    verdicts = [_timed(lambda way=way: way(left, right)) for way in WAYS]  # type: ignore[misc]
    proved = [seconds for verdict, seconds in verdicts if verdict == "proved"]
    if proved:
        return "proved", min(proved)
    return "open", sum(seconds for _, seconds in verdicts)


def _timed(way: Callable[[], bool]) -> tuple[str, float]:
    def stop(*_: Any) -> None:
        raise TimeUp

    start = time.perf_counter()
    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        verdict = "proved" if way() else "open"
    except TimeUp:
        verdict = "time"
    except Exception:  # SymPy raises whatever it likes on expressions of symbolic size
        verdict = "error"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)
    return verdict, time.perf_counter() - start


def _is_zero(value: Any) -> bool:
    return bool(getattr(value, "is_ZeroMatrix", False) or value == 0)


def _by_doit(left: Any, right: Any) -> bool:
    return bool(left.doit() == right.doit()) or _is_zero((left - right).doit())


def _by_expand(left: Any, right: Any) -> bool:
    return _is_zero((left - right).expand().doit())


def _by_simplify(left: Any, right: Any) -> bool:
    import sympy

    return _is_zero(sympy.simplify(left - right))


def _by_multiplying_out(left: Any, right: Any) -> bool:
    import sympy

    return _is_zero(sympy.expand((left - right).doit()).doit())


def _by_blocks(left: Any, right: Any) -> bool:
    import sympy

    return _is_zero(sympy.block_collapse((left - right).doit()))


WAYS = (_by_doit, _by_expand, _by_simplify, _by_multiplying_out, _by_blocks)


def _size(size: Size) -> Any:
    import sympy

    total: Any = sympy.Integer(0)
    for letters, c in size.terms:
        total += c * sympy.Mul(*(sympy.Symbol(name, integer=True, positive=True) for name in letters))
    return total


def converted(value: Expression) -> Any:
    """A value as a SymPy expression; Unstated where SymPy has no such operation."""
    import sympy

    if isinstance(value, Number):
        return sympy.Rational(value.value.numerator, value.value.denominator)
    if isinstance(value, Symbol):
        if value.shape == (ONE, ONE):
            return sympy.Symbol(value.name, real=True)
        return sympy.MatrixSymbol(value.name, _size(value.shape[0]), _size(value.shape[1]))
    if not isinstance(value, Apply):
        raise Unstated(str(value))
    name, scalar = value.operation.name, value.shape == (ONE, ONE)
    if name == "identity":
        return sympy.Identity(_size(value.data[0]))
    if name == "zero":
        return sympy.ZeroMatrix(*map(_size, value.data))
    if name == "size":
        return _size(value.data[0])
    if name == "block":
        rows, columns = value.data
        parts = [converted(part) for part in value.arguments]
        return sympy.BlockMatrix([parts[r * columns : (r + 1) * columns] for r in range(rows)])
    arguments = [converted(argument) for argument in value.arguments]
    inside = value.arguments[0].shape == (ONE, ONE)
    match name:
        case "add":
            return sum(arguments[1:], arguments[0])
        case "scale" | "product":
            product = arguments[0]
            for argument in arguments[1:]:
                product = product * argument
            return sympy.Trace(product) if scalar and name == "product" and not inside else product
        case "transpose":
            return arguments[0] if inside else arguments[0].T
        case "inverse":
            return arguments[0].I
        case "quotient":
            return arguments[0] / arguments[1]
        case "power":
            return arguments[0] ** value.data[0]
        case "trace":
            return sympy.Trace(arguments[0])
        case "determinant":
            return sympy.Determinant(arguments[0])
        case "squared_norm":
            return sympy.Trace(arguments[0].T * arguments[0])
        case "kronecker":
            return sympy.KroneckerProduct(*arguments)
        case "hadamard":
            return sympy.HadamardProduct(*arguments)
    raise Unstated(name)
