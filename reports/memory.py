"""Verdicts kept in the user's cache folder, for the very program that reached them."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from reports.store import root

SOLVERS = ("z3-solver", "python-flint", "numpy")
LIMIT = 256 * 2**20  # bytes; the least recently used go first


@cache
def program() -> str:
    """The SHA-256 of the sources that verdicts come from, and of the versions of the solvers beneath."""
    import derivations
    import numeric

    found = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in SOLVERS).encode())
    for package in (derivations, numeric):
        for path in sorted(Path(*package.__path__).rglob("*.py")):
            if "sheets" not in path.parts:
                found.update(path.read_bytes())
    return found.hexdigest()


class Kept:
    """A memory on disk; one that cannot be written remembers nothing."""

    def __init__(self) -> None:
        import diskcache

        try:
            self._cache = diskcache.Cache(str(root() / "verdicts"), size_limit=LIMIT, disk=diskcache.JSONDisk)
        except (OSError, sqlite3.Error, diskcache.Timeout):
            self._cache = None

    def get(self, key: str) -> str | None:
        """What was kept under a key by this program."""
        found = None
        with suppress(OSError, sqlite3.Error):
            found = self._cache.get(f"{program()} {key}") if self._cache is not None else None
        return found if isinstance(found, str) else None

    def set(self, key: str, text: str) -> None:
        """Keep a text."""
        with suppress(OSError, sqlite3.Error):
            if self._cache is not None:
                self._cache.set(f"{program()} {key}", text)
