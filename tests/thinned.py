"""Long families of cases: some of each in the fast suite, the others among the slow tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def thinned(cases: Iterable[Any], *, one_in: int = 4) -> list[Any]:
    """Cases for `parametrize`, of which the first of every few is fast and the others are marked slow."""
    every = [case if type(case) is tuple else (case,) for case in cases]
    return [pytest.param(*case, marks=[pytest.mark.slow] * bool(k % one_in)) for k, case in enumerate(every)]
