"""The alarm that stops a step gets through what swallows or disguises it."""

import time
from contextlib import suppress

import pytest

from numeric.checking import run


def _busy(seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        pass


def test_an_alarm_that_was_swallowed_rings_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallow() -> None:
        with suppress(run._TooLong):  # as a destructor does
            _busy(60)
        _busy(60)

    monkeypatch.setattr(run, "AGAIN", 0.05)
    with pytest.raises(run._TooLong), run._at_most(0.05):
        swallow()


def test_an_alarm_that_became_another_error_is_still_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def call() -> None:
        try:
            _busy(60)
        except run._TooLong as error:
            raise TypeError("argument 1") from error

    with pytest.raises(run._TooLong), run._at_most(0.05):
        call()


def test_other_errors_pass() -> None:
    with pytest.raises(TypeError), run._at_most(60):
        raise TypeError("of its own")
