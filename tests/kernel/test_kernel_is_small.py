"""The trusted part stays readable in an hour, and depends on nothing but itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import derivations.kernel

FOLDER = Path(derivations.kernel.__file__).parent


def test_the_kernel_imports_only_itself_and_the_standard_library() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.startswith("derivations.kernel") or name.split(".")[0] in sys.stdlib_module_names, (
                    path,
                    name,
                )


def test_the_kernel_does_not_rest_on_assert() -> None:
    for path in FOLDER.glob("*.py"):
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(path.read_text()))), path


def test_numeric_shares_nothing_with_the_prover() -> None:
    import numeric

    for path in Path(numeric.__file__).parent.glob("*.py"):
        if path.name != "verify.py":  # which brings both opinions together
            text = path.read_text()
            for word in ("kernel.form", "derivations.rules", "derivations.proving", "differential"):
                imported = [line for line in text.splitlines() if line.startswith(("from", "import")) and word in line]
                assert not imported, (path, imported)


def test_the_kernel_has_under_600_lines() -> None:
    assert sum(len(path.read_text().splitlines()) for path in FOLDER.glob("*.py")) < 600
