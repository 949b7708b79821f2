"""Number systems in which trees are evaluated: rationals, integers modulo a prime, floats; and dual numbers.

Exact arrays are NumPy arrays of objects. A dual number a + bε (ε² = 0) carries a derivative along, which
makes derivatives exact without any symbolic differential.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np

from numeric.duals import Dual, real

PRIME = 2**61 - 1
Array = np.ndarray[Any, np.dtype[Any]]


class Undefined(ArithmeticError):
    """A value that does not exist at this point, or not in this number system."""


class Unsettled(Undefined):
    """A statement for all values, which no number of samples settles."""


@dataclass(frozen=True)
class Rationals:
    """Exact fractions."""

    name = "rationals"
    exact = True

    def number(self, value: Fraction | int) -> Any:
        """A number of this system."""
        return _rational(value)

    def positive(self, value: Any) -> bool:
        """Whether a number is greater than 0."""
        return bool(real(value) > 0)

    def is_zero(self, value: Any) -> bool:
        """Whether a number is 0 (both parts, of a dual number)."""
        if isinstance(value, Dual):
            return self.is_zero(value.a) and self.is_zero(value.b)
        return bool(value == 0)

    def inverse(self, a: Array) -> Array:
        """The inverse of a square array; Undefined when it has none."""
        if any(isinstance(x, Dual) for x in a.flat):
            level = max(x.level for x in a.flat if isinstance(x, Dual))
            at_level = np.vectorize(lambda x: isinstance(x, Dual) and x.level == level)(a)
            plain = np.vectorize(lambda x, on: x.a if on else x, otypes=[object])(a, at_level)
            slope = np.vectorize(lambda x, on: x.b if on else self.number(0), otypes=[object])(a, at_level)
            back = self.inverse(plain)
            return np.vectorize(lambda x, dx: Dual(x, dx, level), otypes=[object])(back, -(back @ slope @ back))
        try:
            solved = self._matrix(a).inv()
        except ZeroDivisionError as error:
            raise Undefined("a singular matrix has no inverse") from error
        return array([[solved[i, j] for j in range(len(a))] for i in range(len(a))])

    def _matrix(self, a: Array) -> Any:
        return flint.fmpq_mat(a.tolist())

    def rank(self, a: Array) -> int:
        """The rank of an array."""
        return int(self._matrix(a).rank())

    def determinant(self, a: Array) -> Any:
        """The determinant of a square array; of dual numbers by expansion along the first row."""
        if not any(isinstance(x, Dual) for x in a.flat):
            return self._matrix(a).det()
        if len(a) == 1:
            return a[0, 0]
        minors = (self.determinant(np.delete(a[1:], j, axis=1)) for j in range(len(a)))
        return sum((self.number((-1) ** j) * a[0, j] * minor for j, minor in enumerate(minors)), self.number(0))

    def definite(self, a: Array, *, strict: bool) -> bool:
        """Whether a symmetric array is definite (strict) or semidefinite: no pivot of an elimination is negative."""
        left = a.copy()
        while len(left):
            pivot = left[0, 0]
            if self.is_zero(pivot):
                if strict or not all(self.is_zero(x) for x in left[0]):
                    return False
                left = left[1:, 1:]
            elif not self.positive(pivot):
                return False
            else:
                left = left[1:, 1:] - left[1:, :1] @ left[:1, 1:] / pivot
        return True

    def reduced(self, a: Array) -> tuple[Array, list[int]]:
        """The reduced row echelon form of an array, and its pivot columns."""
        solved, rank = self._matrix(a).rref()
        rows = array([[solved[i, j] for j in range(a.shape[1])] for i in range(rank)]) if rank else a[:0]
        return rows, [next(j for j in range(a.shape[1]) if rows[i, j] != 0) for i in range(rank)]

    def pseudo_inverse(self, a: Array) -> Array:
        """The Moore-Penrose inverse, from a factorisation in full-rank factors a = cf; Undefined for dual numbers."""
        if any(isinstance(x, Dual) for x in a.flat):
            raise Undefined("the derivative of a pseudo-inverse")
        f, pivots = self.reduced(a)
        if not pivots:
            return array([[self.number(0)] * a.shape[0] for _ in range(a.shape[1])])
        c = a[:, pivots]
        return np.asarray(f.T @ self.inverse(f @ f.T) @ self.inverse(c.T @ c) @ c.T)

    def divide(self, a: Any, b: Any) -> Any:
        """a / b; Undefined when b is 0."""
        if self.is_zero(real(b)):
            raise Undefined("division by 0")
        return a / b

    def root(self, value: Any) -> Any:
        """The square root, where it is rational."""
        if isinstance(value, Dual):
            base = self.root(value.a)
            return Dual(base, self.divide(value.b, base + base), value.level)
        top, bottom = int(value.p), int(value.q)
        found = flint.fmpq(_isqrt(top), _isqrt(bottom))
        if top < 0 or found * found != value:
            raise Undefined("an irrational or imaginary root")
        return found

    def any_root(self, value: Any) -> Any:
        """A square root of either sign."""
        return self.root(value)

    def transcendental(self, name: str, value: Any) -> Any:
        """exp, log and kin, where the value is rational."""
        if name == "log" and value == 1:
            return self.number(0)
        if name != "log" and value == 0:
            return {"exp": self.number(1), "sigmoid": self.number(Fraction(1, 2)), "tanh": self.number(0)}[name]
        raise Undefined(f"{name} is not rational here")

    def pi(self) -> Any:
        """π, which no exact number is."""
        raise Undefined("π is not rational")

    def whole(self, value: Any) -> bool:
        """Whether a number is an integer."""
        return isinstance(value, flint.fmpq) and value.q == 1


@lru_cache(maxsize=4096)
def _rational(value: Fraction | int) -> Any:
    return flint.fmpq(value.numerator, value.denominator)


@lru_cache(maxsize=4096)
def _residue(value: Fraction | int) -> Any:
    return flint.nmod(value.numerator % PRIME, PRIME) / flint.nmod(value.denominator % PRIME, PRIME)


def _isqrt(value: int) -> int:
    from math import isqrt

    return isqrt(max(value, 0))


@dataclass(frozen=True)
class Modular(Rationals):
    """Integers modulo a large prime: no order, and a disagreement here is a disagreement over the rationals."""

    name = "mod 2^61-1"

    def number(self, value: Fraction | int) -> Any:
        return _residue(value)

    def positive(self, value: Any) -> bool:
        raise Undefined("no order modulo a prime")

    def _matrix(self, a: Array) -> Any:
        return flint.nmod_mat(len(a), len(a[0]), [int(x) for x in a.flat], PRIME)

    def root(self, value: Any) -> Any:
        raise Undefined("no chosen root modulo a prime")

    def transcendental(self, name: str, value: Any) -> Any:
        raise Undefined(f"no {name} modulo a prime")

    def whole(self, value: Any) -> bool:
        return True

    def any_root(self, value: Any) -> Any:
        found = value ** ((PRIME + 1) // 4)  # PRIME is 3 modulo 4
        if found * found != value:
            raise Undefined("no root modulo the prime")
        return found


@dataclass(frozen=True)
class Enclosures(Rationals):
    """Fractions, and balls that are sure to hold a number that is not rational: what they tell apart differs."""

    name = "enclosures"

    def positive(self, value: Any) -> bool:
        number = real(value)
        if number > 0 or number <= 0:
            return bool(number > 0)
        raise Undefined("the sign of a number is too close to call")

    def is_zero(self, value: Any) -> bool:
        if isinstance(value, Dual):
            return self.is_zero(value.a) and self.is_zero(value.b)
        if isinstance(value, flint.arb):
            if value == 0:  # exactly
                return True
            if value.contains(0):
                raise Undefined("a number too close to 0 to call")
            return False
        return bool(value == 0)

    def _matrix(self, a: Array) -> Any:
        if any(isinstance(x, flint.arb) for x in a.flat):
            return flint.arb_mat([[flint.arb(x) for x in line] for line in a])
        return flint.fmpq_mat(a.tolist())

    def rank(self, a: Array) -> int:
        self._rational(a)
        return super().rank(a)

    def reduced(self, a: Array) -> tuple[Array, list[int]]:
        self._rational(a)
        return super().reduced(a)

    def _rational(self, a: Array) -> None:
        if any(isinstance(x, flint.arb) for x in a.flat):
            raise Undefined("the rank of a matrix that is not rational")

    def root(self, value: Any) -> Any:
        if not isinstance(value, Dual):
            if not isinstance(value, flint.arb):
                with suppress(Undefined):
                    return super().root(value)
            if not self.positive(value):
                raise Undefined("an imaginary root, or one too close to 0 to call")
            return flint.arb(value).sqrt()
        return super().root(value)

    def transcendental(self, name: str, value: Any) -> Any:
        if not isinstance(value, flint.arb):
            with suppress(Undefined):
                return super().transcendental(name, value)
        ball = flint.arb(value)
        found = 1 / (1 + (-ball).exp()) if name == "sigmoid" else getattr(ball, name)()
        if not found.is_finite():
            raise Undefined(f"{name} has no value here")
        return found

    def pi(self) -> Any:
        return flint.arb.pi()


@dataclass(frozen=True)
class Floats:
    """Double precision; complex numbers while a complex step is taken."""

    name = "floats"
    exact = False

    def number(self, value: Fraction | int) -> Any:
        """A number of this system."""
        return float(value)

    def positive(self, value: Any) -> bool:
        """Whether a number is greater than 0."""
        return bool(np.real(value) > 0)

    def is_zero(self, value: Any) -> bool:
        """Whether a number is exactly 0."""
        return bool(value == 0)

    def inverse(self, a: Array) -> Array:
        """The inverse of a square array; Undefined when it is close to singular."""
        if np.any(np.linalg.cond(a) > 1e8):
            raise Undefined("close to singular")
        return np.asarray(np.linalg.inv(a))

    def rank(self, a: Array) -> int:
        """The numeric rank."""
        return int(np.linalg.matrix_rank(a))

    def determinant(self, a: Array) -> Any:
        """The determinant of a square array."""
        return np.linalg.det(a)

    def definite(self, a: Array, *, strict: bool) -> bool:
        """Whether a symmetric array has positive (strict) or nonnegative eigenvalues; Undefined close to the border."""
        values = np.linalg.eigvalsh(np.real(a))
        if np.any(np.abs(values) < 1e-9) and strict:
            raise Undefined("close to singular")
        return bool(np.all(values > -1e-9))

    def pseudo_inverse(self, a: Array) -> Array:
        """The Moore-Penrose inverse; Undefined close to a change of rank."""
        values = np.linalg.svd(a, compute_uv=False)
        if np.any((values > 1e-12) & (values < 1e-6 * max(1.0, float(np.max(values, initial=0))))):
            raise Undefined("close to a change of rank")
        return np.asarray(np.linalg.pinv(a))

    def divide(self, a: Any, b: Any) -> Any:
        """a / b; Undefined when b is close to 0."""
        if np.any(np.abs(b) < 1e-9):
            raise Undefined("division by nearly 0")
        return a / b

    def pi(self) -> Any:
        """π."""
        return float(np.pi)

    def root(self, value: Any) -> Any:
        """The square root."""
        if np.real(value) < 0:
            raise Undefined("the root of a negative number")
        return np.sqrt(value)


def array(rows: Any) -> Array:
    """A two-dimensional array of exact numbers."""
    result = np.empty((len(rows), len(rows[0]) if rows else 0), dtype=object)
    for i, line in enumerate(rows):
        for j, value in enumerate(line):
            result[i, j] = value
    return result
