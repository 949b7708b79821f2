"""Dual numbers a + bε, ε² = 0, which carry a derivative along without any symbolic differential."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Dual:
    """a + bε. Derivatives of derivatives nest: ε of a deeper level treats the others as constants."""

    a: Any
    b: Any
    level: int

    def _meets(self, other: Any) -> tuple[Any, Any] | None:
        """The parts of the other number at this level; None when it has a deeper one."""
        if not isinstance(other, Dual) or other.level < self.level:
            return other, 0
        return (other.a, other.b) if other.level == self.level else None

    def __add__(self, other: Any) -> Dual:
        parts = self._meets(other)
        return other + self if parts is None else Dual(self.a + parts[0], self.b + parts[1], self.level)

    def __sub__(self, other: Any) -> Dual:
        return self + (-other)

    def __rsub__(self, other: Any) -> Dual:
        return -self + other

    def __neg__(self) -> Dual:
        return Dual(-self.a, -self.b, self.level)

    def __mul__(self, other: Any) -> Dual:
        parts = self._meets(other)
        if parts is None:
            return other * self
        return Dual(self.a * parts[0], self.a * parts[1] + self.b * parts[0], self.level)

    def __truediv__(self, other: Any) -> Dual:
        return self * (1 / other)

    def __rtruediv__(self, other: Any) -> Dual:
        return Dual(other / self.a, -(other * self.b) / (self.a * self.a), self.level)

    __radd__, __rmul__ = __add__, __mul__


def real(value: Any) -> Any:
    """The part of a number that comparisons look at."""
    while isinstance(value, Dual):
        value = value.a
    return value
