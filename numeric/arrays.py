"""Operations on arrays in one number system. Values are two-dimensional; scalars are 1 × 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array, Undefined, array
from numeric.duals import real
from numeric.functions import function

LARGEST = 64  # exponent that is tried


@dataclass(frozen=True, kw_only=True)
class Arrays:
    """What rows do with arrays, exactly or in floats."""

    arithmetic: Any
    complex_step: bool = False

    def filled(self, rows: int, columns: int, value: Any = 0) -> Array:
        """An array of one repeated number."""
        result = np.empty((rows, columns), dtype=object if self.arithmetic.exact else float)
        result.fill(self.arithmetic.number(value))
        return result

    def number(self, value: Any) -> Array:
        return self.filled(1, 1, value)

    def eye(self, size: int) -> Array:
        result = self.filled(size, size)
        for i in range(size):
            result[i, i] = self.arithmetic.number(1)
        return result

    def chain(self, factors: list[Array]) -> Array:
        result = factors[0]
        for factor in factors[1:]:
            result = result @ factor
        return result

    def transpose(self, a: Array) -> Array:
        return np.swapaxes(a, -1, -2)

    def divide(self, a: Array, b: Array) -> Array:
        return np.asarray(self.arithmetic.divide(a, b[..., 0, 0] if not self.arithmetic.exact else b[0, 0]))

    def ratio(self, a: Array, b: Array) -> Array:
        if not self.arithmetic.exact:
            return np.asarray(self.arithmetic.divide(a, b))
        entries = [
            [self.arithmetic.divide(x, y) for x, y in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)
        ]
        return array(entries)

    def inverse(self, a: Array) -> Array:
        return np.asarray(self.arithmetic.inverse(a))

    def power(self, a: Array, exponent: int) -> Array:
        base = self.inverse(a) if exponent < 0 else a
        result = self.eye(a.shape[-1])
        for _ in range(abs(exponent)):
            result = result @ base
        return result

    def blocks(self, grid: list[list[Array]]) -> Array:
        return np.concatenate([np.concatenate(line, axis=-1) for line in grid], axis=-2)

    def kronecker(self, a: Array, b: Array) -> Array:
        return self.blocks([[a[..., i : i + 1, j : j + 1] * b for j in range(a.shape[-1])] for i in range(a.shape[-2])])

    def vec(self, a: Array) -> Array:
        return np.concatenate([a[..., :, j : j + 1] for j in range(a.shape[-1])], axis=-2)

    def pseudo_inverse(self, a: Array) -> Array:
        return np.asarray(self.arithmetic.pseudo_inverse(a))

    def number_of(self, value: Any) -> Array:
        """A number of this arithmetic as a 1 × 1 array."""
        return np.array([[value]], dtype=object if self.arithmetic.exact else type(value))

    def inner(self, a: Array, b: Array) -> Array:
        return (a * b).sum(axis=(-1, -2), keepdims=True)

    def squared_norm(self, a: Array) -> Array:
        return self.inner(a, a)

    def trace(self, a: Array) -> Array:
        return self.inner(a, self.eye(a.shape[-1]))

    def diagonal(self, a: Array) -> Array:
        return a * self.eye(a.shape[-2])

    def elementwise(self, name: str, a: Array) -> Array:
        kind = object if self.arithmetic.exact else complex
        apply = np.vectorize(
            lambda x: function(self.arithmetic, name, x, complex_step=self.complex_step), otypes=[kind]
        )
        result = apply(a)
        return result if self.arithmetic.exact or self.complex_step else result.real

    def natural_power(self, base: Array, exponent: Array) -> Array:
        """A power whose exponent is a natural number here; Undefined when it is none."""
        return self.power(base, self.natural(exponent))

    def natural(self, value: Array) -> int:
        """A natural number, such as an exponent or the length of a sum; Undefined when it is none, or too large."""
        if not self.is_natural(value):
            raise Undefined("an exponent or a length is no natural number")
        if int(real(value[0, 0])) > LARGEST:
            raise Undefined(f"an exponent or a length is over {LARGEST}")
        return int(real(value[0, 0]))

    def is_natural(self, value: Array) -> bool:
        number = real(value[0, 0])
        if isinstance(number, complex | float):
            return number == int(number.real) and number.real >= 0
        return self.arithmetic.whole(number) and int(number) >= 0

    def pi(self) -> Array:
        return self.number_of(self.arithmetic.pi())

    def less(self, a: Array, b: Array) -> bool:
        self._no_batch(a, b)
        return bool(self.arithmetic.positive((b - a)[0, 0]))

    def _no_batch(self, *arrays: Array) -> None:
        if any(a.ndim > 2 for a in arrays):
            raise Undefined("a condition on random values")

    def equal(self, a: Array, b: Array) -> bool:
        self._no_batch(a, b)
        if self.arithmetic.exact:
            return all(self.arithmetic.is_zero(x) for x in (a - b).flat)
        scale = max(1.0, float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(b), initial=0)))
        return bool(np.max(np.abs(a - b), initial=0) <= 1e-9 * scale)

    def rank(self, a: Array) -> int:
        return int(self.arithmetic.rank(a))

    def definite(self, a: Array, *, strict: bool) -> bool:
        """Whether a matrix is symmetric and definite, or semidefinite."""
        return self.equal(a, self.transpose(a)) and self.arithmetic.definite(a, strict=strict)

    def determinant(self, a: Array) -> Any:
        """The determinant of a square array."""
        return self.arithmetic.determinant(a)

    def converges(self, a: Array, b: Array) -> bool:
        one = self.arithmetic.number(1)
        return self.arithmetic.positive(one - a[0, 0]) and self.arithmetic.positive(one + a[0, 0])

    def stays_bounded(self, a: Array, b: Array) -> bool:
        one = self.arithmetic.number(1)
        beyond = self.arithmetic.positive(a[0, 0] - one) or self.arithmetic.positive(-a[0, 0] - one)
        if not beyond and self.arithmetic.is_zero(a[0, 0] - one):
            return self.arithmetic.is_zero(b[0, 0])
        return not beyond
