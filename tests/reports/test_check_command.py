"""`pushthrough check` as a user runs it: exit statuses, the contract's JSON, declarations, bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.thinned import thinned

GOOD = "Let $X \\in \\mathbb{R}^{n\\times d}$ and $w \\in \\mathbb{R}^d$.\n\n$$\\|Xw\\|^2 = w^\\top X^\\top X w$$\n"
WRONG = GOOD + "\n$$(Xw)^\\top = X^\\top w^\\top$$\n\n$$\\|Xw\\|^2 = 2 w^\\top X^\\top X w$$\n"
KEYS = {"id", "line", "column", "end_line", "end_column", "where", "left", "relation", "right", "verdict", "by"} | {
    *("reason", "code", "assumptions", "evidence", "counterexample", "repair")
}


def run(*arguments: str, text: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports.cli", *arguments]
    env_folder = folder or Path.cwd()
    return subprocess.run(
        command, input=text, capture_output=True, text=True, timeout=60, check=False, cwd=env_folder, encoding="utf-8"
    )


def answer(text: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", "-", "--format", "json", *more, text=text).stdout)
    return found


def test_exit_status_says_whether_anything_is_refuted() -> None:
    assert run("check", "-", text=GOOD).returncode == 0
    assert run("check", "-", text=WRONG).returncode == 1
    unread = "$$\\phi(x) \\approx 1$$"
    assert run("check", "-", text=unread).returncode == 0
    assert run("check", "-", "--strict", text=unread).returncode == 1


def test_json_is_as_the_contract_says() -> None:
    found = answer(WRONG)
    assert found["schema"] == "pushthrough.check/1"
    (document,) = found["documents"]
    assert [step["verdict"] for step in document["steps"]] == ["proved", "refuted", "refuted"]
    assert all(step.keys() >= KEYS for step in document["steps"])
    first, second, third = document["steps"]
    assert (first["line"], first["column"], first["where"]) == (3, 3, "display")
    assert first["counterexample"] is None
    assert second["code"] in ("order", "transpose", "shape")
    assert third["code"] == "factor"
    assert third["counterexample"]["left"] != third["counterexample"]["right"]
    assert third["repair"]["verdict"] == "proved"
    assert found["summary"] == {"proved": 1, "checked": 0, "refuted": 2, "open": 0, "unread": 0}


def test_a_let_block_wins_over_conventions() -> None:
    text = "```let\nE : n x m\nA : m x n\n```\n\n$$\\operatorname{tr}(EA) = \\operatorname{tr}(AE)$$"
    (document,) = answer(text)["documents"]
    assert document["steps"][0]["verdict"] == "proved"
    assert {"name": "E", "kind": "matrix", "shape": ["n", "m"], "from": "stated"}.items() <= document["symbols"][
        0
    ].items()


def test_a_definition_and_a_condition_are_used() -> None:
    text = (
        "```let\nX : n x d\ny : n\nlambda > 0\ndefine K = (X^\\top X + \\lambda I)^{-1}\n```\n\n"
        "$$K X^\\top y = X^\\top (X X^\\top + \\lambda I)^{-1} y$$"
    )
    (step,) = answer(text)["documents"][0]["steps"]
    assert step["verdict"] == "proved"


def test_a_condition_that_is_missing_is_named() -> None:
    (step,) = answer("```let\nX : n x d\n```\n\n$$X^+ X = I$$")["documents"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("refuted", "condition")
    assert "full column rank" in step["repair"]["edit"]


def test_a_condition_that_a_formula_needs_to_have_a_meaning_is_named() -> None:
    text = "```let\nX : n x d\n```\n\n$$(X^\\top X)^{-1} X^\\top X = I$$\n\n$$X^+ X = I$$"
    first, second = answer(text)["documents"][0]["steps"]
    assert (first["verdict"], first["code"]) == ("proved", "condition")
    assert (second["verdict"], second["code"]) == ("proved", "condition")
    assert "invertible" in second["reason"]


def test_a_later_clash_of_layout_is_called_that() -> None:
    text = (
        "```let\nx : n\na : n\nlayout : auto\n```\n\n$$\\frac{\\partial}{\\partial x} (a^\\top x) = a^\\top$$\n\n"
        "$$\\frac{\\partial}{\\partial x} (x^\\top x) = 2x$$"
    )
    steps = answer(text)["documents"][0]["steps"]
    assert [step["verdict"] for step in steps] == ["proved", "open"]
    assert steps[1]["code"] == "layout"


@pytest.mark.parametrize("form", thinned(["sarif", "junit", "github", "json", "text"], one_in=2))
def test_every_format_answers(form: str) -> None:
    done = run("check", "-", "--format", form, text=WRONG)
    assert done.returncode == 1
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\x01binary", "NUL"),
        (b"\xff\xfe\xfa\xfb\xff", "UTF"),
        (b"caf\xe9 $x = 1$", "UTF-8"),
        (None, "cannot read"),
    ],
)
def test_what_is_no_text_is_refused_in_a_line(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "bad.md"
    if data is not None:
        path.write_bytes(data)
    done = run("check", str(path))
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_input_outside_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.tex").write_text("$$1 = 2$$", encoding="utf-8")
    (inside / "a.tex").write_text("\\input{../secret} $$1 = 1$$", encoding="utf-8")
    found = json.loads(run("check", str(inside / "a.tex"), "--format", "json").stdout)
    (document,) = found["documents"]
    assert len(document["steps"]) == 1
    assert any("secret" in note["message"] for note in document["notes"])


@pytest.mark.parametrize(
    "text",
    thinned(
        [
            "$" + "{" * 5000 + "$ and $$x = 1$$",
            "$$" + "x + " * 200_000 + "1 = 2$$",
            "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a} $$\\a = 1$$",
            "```let\nx : scalar\n```\n$$x^{999999999999} = 1$$",
            "$$" + "(" * 3000 + "x" + ")" * 3000 + " = x$$",
        ],
        one_in=2,
    ),
)
def test_hostile_text_ends_in_bounds(text: str) -> None:
    done = run("check", "-", text=text)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
