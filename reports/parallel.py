"""Claims decided side by side in processes of their own: what one decides it sends back as remembered verdicts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

from numeric.pools import ended

if TYPE_CHECKING:
    from derivations.derivation import Derivation
    from derivations.proving.completion import Budget
    from numeric.remembered import Memory

FEW = 4  # claims that are not worth the start of a process
MOST = 8  # processes


class Noted:
    """A memory for one run, in front of one that lasts (or of none)."""

    def __init__(self, lasting: Memory | None = None) -> None:
        self.texts: dict[str, str] = {}
        self._lasting = lasting

    def get(self, key: str) -> str | None:
        """What was kept under a key."""
        found = self.texts.get(key)
        return found if found is not None or self._lasting is None else self._lasting.get(key)

    def set(self, key: str, text: str) -> None:
        """Keep a text."""
        self.texts[key] = text
        if self._lasting is not None:
            self._lasting.set(key, text)


class _Missing(LookupError):
    """A verdict that is not remembered."""


class _Asked:
    """A memory that is only asked whether it knows."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get(self, key: str) -> str | None:
        found = self._memory.get(key)
        if found is None:
            raise _Missing(key)
        return found

    def set(self, key: str, text: str) -> None:
        raise _Missing(key)


def remembered(claim: Derivation, budget: Budget | None, memory: Memory) -> bool:
    """Whether all verdicts on a claim are remembered."""
    from numeric.verify import verify

    try:
        verify(claim, budget=budget, memory=_Asked(memory))
    except _Missing:
        return False
    return True


def decided(name: str, budget: Budget | None) -> list[tuple[str, str]]:
    """The verdicts on the claim of that id, as remembered; run in a process of its own."""
    from derivations.derivation import sheets
    from numeric.verify import verify

    memory = Noted()
    claim = next(claim for sheet in sheets() for claim in sheet.claims() if claim.id == name)
    verify(claim, budget=budget, memory=memory)
    return list(memory.texts.items())


def processes() -> int:
    """How many processes may run at once."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, MOST)


def prepare(claims: Iterable[Derivation], budget: Budget | None, memory: Noted, done: Callable[[str], None]) -> None:
    """Decide what is not remembered, side by side; `done` is told of each claim. With few, do nothing."""
    missing = [claim.id for claim in claims if not remembered(claim, budget, memory)]
    if len(missing) <= FEW or processes() == 1:
        return
    with ended(ProcessPoolExecutor(processes())) as pool:
        running = {pool.submit(decided, name, budget): name for name in missing}
        for future in as_completed(running):
            for key, text in future.result():
                memory.set(key, text)
            done(running[future])
