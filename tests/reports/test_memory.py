"""Verdicts kept on disk: found again, lost without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.memory import Kept


def test_what_is_kept_is_found_by_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSHTHROUGH_CACHE", str(tmp_path))
    Kept().set("key", "text")
    assert Kept().get("key") == "text"
    assert Kept().get("other") is None


def test_another_program_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSHTHROUGH_CACHE", str(tmp_path))
    Kept().set("key", "text")
    monkeypatch.setattr("reports.memory.program", lambda: "another")
    assert Kept().get("key") is None


def test_a_folder_that_cannot_be_used_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PUSHTHROUGH_CACHE", str(tmp_path / "file"))
    kept = Kept()
    kept.set("key", "text")
    assert kept.get("key") is None


def test_a_damaged_database_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSHTHROUGH_CACHE", str(tmp_path))
    (tmp_path / "verdicts").mkdir()
    (tmp_path / "verdicts" / "cache.db").write_bytes(b"no database" * 1000)
    kept = Kept()
    kept.set("key", "text")
    assert kept.get("key") is None
