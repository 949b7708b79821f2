"""Replay stored certificates in a process that never imports the prover: python -m derivations.recheck FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from derivations import oracle
from derivations.kernel.check import Checker, Refused
from derivations.kernel.expression import ShapeError
from derivations.kernel.form import TooLarge
from derivations.rules import RULES
from derivations.stored import Unreadable, decoded, digest


def recheck(path: Path) -> str:
    """Why a stored certificate is refused; an empty text when it is accepted."""
    try:
        text = path.read_text(encoding="utf-8")
        if digest(text) != path.stem:
            return "its contents do not match its name: it was changed after it was written"
        claim, lines = decoded(text)
        Checker(RULES, oracle.unsatisfiable).replay(claim.hypotheses, lines, claim.conclusion)
    except (
        OSError,
        UnicodeDecodeError,
        Unreadable,
        Refused,
        ShapeError,
        TooLarge,
        ZeroDivisionError,
        ValueError,
    ) as error:
        return str(error)
    return ""


def main() -> int:
    """Recheck every certificate of a folder; print a JSON summary; 3 when one is refused."""
    folder = Path(sys.argv[1])
    refused = {path.name: why for path in sorted(folder.glob("*.json")) if (why := recheck(path))}
    accepted = len(list(folder.glob("*.json"))) - len(refused)
    print(json.dumps({"accepted": accepted, "refused": refused, "prover": "derivations.proving" in sys.modules}))
    return 3 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
