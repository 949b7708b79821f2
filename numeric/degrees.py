"""Degrees in the sizes: an identity that agrees at few sizes may be false at the others."""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression

_COUNTING = {
    "size",
    "trace",
    "sum",
    "ones",
    "partial_sum",
    "norm",
}  # as functions of the entries alone, they grow with n
_LARGEST = {"add", "equal", "and", "less", "at_most", "forall"}


def size_degree(value: Expression) -> int:
    """A bound on the degree of an expression as a polynomial in a size that it uses as a number; 0 without any."""
    if not _numbers(value):
        return 0
    return _degree(value)


def _numbers(value: Expression) -> bool:
    if not isinstance(value, Apply):
        return False
    return value.operation.name == "size" or any(map(_numbers, value.arguments))


def _degree(value: Expression) -> int:
    if not isinstance(value, Apply):
        return 0
    name, inside = value.operation.name, [_degree(argument) for argument in value.arguments]
    own = 1 if name in _COUNTING else 0
    if name in _LARGEST:
        return max(inside, default=0)
    if name == "power" and value.data and isinstance(value.data[0], int):
        return abs(value.data[0]) * sum(inside)
    return own + sum(inside)
