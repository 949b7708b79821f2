"""The command line as a person meets it: answers, exit statuses, and clear lines when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from derivations.stored import VERSION
from tests.thinned import thinned

COMMAND = [sys.executable, "-m", "reports.cli"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSHTHROUGH_CACHE", str(tmp_path / "cache"))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, env=os.environ | environment, check=False
    )


def test_verify_json_is_the_contract() -> None:
    done = run("verify", "push", "ridge-a-exp-written", "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "pushthrough.verify/1"
    by_id = {row["id"]: row for row in answer["claims"]}
    keys = {"id", "sheet", "title", "stated", "verdict", "steps", "numeric", "certificate", "rules", "seconds"}
    assert all(keys <= set(row) for row in by_id.values())
    assert by_id["push"]["verdict"] == "proved"
    assert len(by_id["push"]["certificate"]) == 64
    assert by_id["ridge-a-exp-written"] | {"verdict": "refuted", "stated": "false"} == by_id["ridge-a-exp-written"]
    assert answer["summary"]["proved"] == 1


def test_recheck_replays_in_a_process_without_the_prover() -> None:
    assert run("verify", "--recheck").returncode == 2
    assert run("verify", "push").returncode == 0
    done = run("verify", "--recheck", "--format", "json")
    assert done.returncode == 0
    summary = json.loads(done.stdout)
    assert summary["accepted"] >= 5
    assert summary["prover"] is False


def test_recheck_refuses_a_changed_certificate() -> None:
    run("verify", "push")
    folder = Path(os.environ["PUSHTHROUGH_CACHE"]) / f"certificates-{VERSION}"
    path = sorted(folder.glob("*.json"))[0]
    path.write_text(path.read_text().replace("lambda", "mu"))
    done = run("verify", "--recheck")
    assert done.returncode == 3
    assert "changed after it was written" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    thinned(
        [
            (("verify", "pusj"), "did you mean push"),
            (("show", "nothing-like-it"), "no claim is called"),
            (("report", "no-sheet"), "no sheet is called"),
            (("verify", "--format", "yaml"), "--format is text or json"),
            (("verify", "--nonsense"), "No such option"),
            (("prove", "K x = y"), "shape of K unknown"),
            (("prove", "A = A", "--let", "A : n by n"), "a shape is"),
        ],
        one_in=2,
    ),
)
def test_a_mistake_is_one_clear_line(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_prove_answers_with_exit_statuses() -> None:
    let = ("--let", "A : n x n", "--let", "B : n x n")
    assert run("prove", "(A + B)^T = A^T + B^T", *let).returncode == 0
    false = run("prove", "(AB)^T = A^T B^T", *let)
    assert false.returncode == 1
    assert "refuted" in false.stdout
    assert "n = 2" in false.stdout
    clash = run("prove", "A + x = A", *let, "--let", "x : n")
    assert clash.returncode == 1
    assert "have different shapes" in clash.stdout


def test_prove_json_is_a_document_of_one_step() -> None:
    done = run("prove", "A + A = 3A", "--let", "A : n x n", "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["schema"] == "pushthrough.check/1"
    (step,) = answer["documents"][0]["steps"]
    assert step["verdict"] == "refuted"
    assert step["counterexample"]["left"] in ("2", "-2")
    assert step["repair"] == {"latex": "2A + A", "edit": "insert 2", "verdict": "proved"}


def test_list_and_show() -> None:
    assert "push" in run("list").stdout
    shown = run("show", "push").stdout
    assert "Gram matrix" in shown
    assert "given λ > 0" in shown


def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = run("report", "eecs182-hw0-4a", "--no-pdf", "--out", str(blocked / "out"))
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_tex_the_rest_is_written(tmp_path: Path) -> None:
    done = run("report", "eecs182-hw0-4a", "--out", str(tmp_path / "out"), PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "no PDFs: install TeX" in done.stdout
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"index.html", "eecs182-hw0-4a.html", "eecs182-hw0-4a.tex"} <= names
    assert not any(name.startswith(".") for name in names)


def test_tex_that_fails_is_said(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("latexmk", "pdflatex"):
        (tools / name).write_text("#!/bin/sh\nprintf '%s\\n' '! Emergency stop.' 'l.7 \\broken' > sheet.log\nexit 1\n")
        (tools / name).chmod(0o755)
    done = run("report", "eecs182-hw0-4a", "--out", str(tmp_path / "out"), PATH=f"{tools}:/usr/bin:/bin")
    assert "was not written: TeX stopped: Emergency stop. (l.7 \\broken)" in done.stdout
    assert not (tmp_path / "out" / "eecs182-hw0-4a.pdf").exists()


def test_an_interrupt_is_a_line() -> None:
    begun = time.monotonic()
    subprocess.run([*COMMAND, "list"], capture_output=True, check=True)
    start = time.monotonic() - begun  # how long a start takes on this machine now
    process = subprocess.Popen(
        [*COMMAND, "verify", "--afresh"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1 + 2 * start)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20 + 20 * start)
    assert process.returncode in (0, 130)
    assert "Traceback" not in said


def test_starting_up_imports_nothing_heavy() -> None:
    code = "import sys, reports.cli; print([m for m in ('sympy', 'z3', 'matplotlib', 'numpy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_a_broken_sheet_is_one_line_with_its_place(tmp_path: Path) -> None:
    from derivations import sheets as package

    broken = {
        "clash": "from derivations.writing import *\nX = matrix('X', 'n', 'd')\nsheet = X + X.T\n",
        "unknown": "from derivations.writing import *\nsheet = equal(Q, Q)\n",
    }
    for word, text in broken.items():
        folder = tmp_path / word
        folder.mkdir()
        (folder / f"zz_{word}.py").write_text(text)
        code = (
            f"import derivations.sheets as p; p.__path__.append({str(folder)!r}); import sys; "
            "sys.argv = ['pushthrough', 'list']; from reports.cli import main; main()"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert f"zz_{word}.py, line " in done.stderr
        assert "Traceback" not in done.stderr
    assert package.__path__
