"""Where certificates are kept between runs, and their replay in a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from derivations.stored import VERSION
from reports.files import write


def root() -> Path:
    """The user's cache folder, or PUSHTHROUGH_CACHE."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("PUSHTHROUGH_CACHE")
    return Path(chosen) if chosen else user_cache_path("pushthrough")


def folder() -> Path:
    """Where certificates are."""
    return root() / f"certificates-{VERSION}"


def keep(certificates: Iterable[tuple[str, str]]) -> None:
    """Write certificates (digest, text), each whole; what is there already stays."""
    for digest, text in certificates:
        path = folder() / f"{digest}.json"
        if not path.exists():
            write(path, text)


def recheck() -> dict[str, Any]:
    """The summary of a replay of all stored certificates by a process without the prover."""
    command = [sys.executable, "-m", "derivations.recheck", str(folder())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise RuntimeError(f"the recheck stopped: {done.stderr.strip().splitlines()[-1:] or 'no output'}")
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary
