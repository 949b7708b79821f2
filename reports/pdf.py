"""Compiling our own LaTeX: in a fresh folder, without shell escape, within a time limit."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

COMMAND = ["latexmk", "-norc", "-pdf", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "sheet.tex"]
HOW = "install TeX for PDFs (Debian: scripts/install-tex; else TeX Live with latexmk)"
STYLE = Path(__file__).parent / "templates" / "verified.sty"


class TeXMissing(Exception):
    """There is no TeX on this machine; the message says how to get it."""


class TeXFailed(Exception):
    """TeX stopped; the message carries its first error."""


def compiled(tex: str, figures: Mapping[str, bytes], *, seconds: float = 120) -> bytes:
    """The PDF of a document, byte for byte the same for the same input. TeXMissing, TeXFailed."""
    if shutil.which("latexmk") is None or shutil.which("pdflatex") is None:
        raise TeXMissing(HOW)
    with tempfile.TemporaryDirectory(prefix="pushthrough-") as folder:
        place = Path(folder)
        (place / "sheet.tex").write_text(tex, encoding="utf-8")
        shutil.copy(STYLE, place)
        for name, data in figures.items():
            (place / name).write_bytes(data)
        _run(place, seconds)
        return (place / "sheet.pdf").read_bytes()


def _run(place: Path, seconds: float) -> None:
    fixed = {
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
        "openin_any": "p",
        "openout_any": "p",
        "HOME": str(place),
    }
    process = subprocess.Popen(
        COMMAND,
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | fixed,
        start_new_session=True,
    )
    try:
        status = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise TeXFailed(f"TeX took longer than {seconds:.0f} s and was stopped") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if status:
        raise TeXFailed(_first_error(place / "sheet.log"))


def _first_error(log: Path) -> str:
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    if "is not found" in text or "not found." in text:
        missing = re.search(r"File `([^']+)' not found", text)
        if missing:
            raise TeXMissing(f"TeX lacks {missing[1]}; {HOW}")
    match = re.search(r"^! (.*?)\n(?:.*?\n)*?(l\.\d+ .*)", text, re.MULTILINE)
    return f"TeX stopped: {match[1]} ({match[2].strip()})" if match else "TeX stopped without saying why"
