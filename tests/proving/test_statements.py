"""Statements from textbooks, seven kinds of them: the true ones are proved, their twins with one slip are refuted."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import tests.bench.statements as folder
from tests.bench.pairs import Pair
from tests.thinned import thinned

KINDS = [importlib.import_module(f"{folder.__name__}.{m.name}") for m in pkgutil.iter_modules(folder.__path__)]
PAIRS: list[Pair] = [pair for kind in KINDS for pair in kind.PAIRS]
NAMES = [f"{kind.__name__.rpartition('.')[2]}: {pair.name}" for kind in KINDS for pair in kind.PAIRS]
OPEN: frozenset[str] = frozenset().union(*(getattr(kind, "OPEN", ()) for kind in KINDS))
NUMBERED = pytest.mark.parametrize("number", thinned(range(len(PAIRS)), one_in=8), ids=NAMES)


@NUMBERED
def test_a_true_statement_is_proved(number: int) -> None:
    pair = PAIRS[number]
    assert pair.true_word() in (("proved",) if pair.name not in OPEN else ("proved", "checked", "open"))


@NUMBERED
def test_its_twin_is_refuted(number: int) -> None:
    pair = PAIRS[number]
    found = pair.twin_verdict()
    assert not found.alarm
    assert found.word in (("refuted",) if pair.name not in OPEN else ("refuted", "open"))


def test_no_two_pairs_share_a_name_and_each_has_a_source() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(pair.source for pair in PAIRS)
    assert all(pair.true != pair.twin or pair.twin_given is not None for pair in PAIRS)
