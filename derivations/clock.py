"""The clock that bounds searches: the processor's time in this process, whatever else the machine is doing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import process_time as now

__all__ = ["left", "now", "until"]

_ends: ContextVar[float] = ContextVar("ends", default=inf)


@contextmanager
def until(ends: float) -> Iterator[None]:
    """Searches within begin nothing new after a time, whatever their own budgets say."""
    token = _ends.set(ends)
    try:
        yield
    finally:
        _ends.reset(token)


def left() -> float:
    """The seconds that searches have; infinite where nothing bounds them."""
    return _ends.get() - now()
