"""Expressions written in many notations and read back: the same ones, or a refusal where two readings are possible."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.kernel.expression import Expression, ShapeError
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.forms import Unsupported
from derivations.operations.notation import lift
from derivations.reading.links import Link
from derivations.reading.macros import harvested
from derivations.reading.reader import read
from derivations.reading.source import Unread
from derivations.reading.statement import declarations, document
from tests.reading.notations import MACROS, SUM, Writer
from tests.reading.trees import LET, ONE, WIDE, Maker, Tree, meaning

SHAPES = [ONE, ONE, ("n", "1"), ("d", "1"), ("n", "n"), ("n", "d"), ("d", "n"), *WIDE]
ORDERS = {
    "=": ("equal", ["=", "&=", r"\;=\;", r"\overset{(a)}{=}", r"\stackrel{!}{=}", r"\equiv"]),
    "<": ("less", ["<", r"\lt", r"\;<\;"]),
    "≤": ("at_most", [r"\le", r"\leq", r"\leqslant", "≤", r"\overset{(b)}{\le}"]),
    ">": ("less", [">", r"\gt"]),
    "≥": ("at_most", [r"\ge", r"\geq", r"\geqslant", "≥"]),
    "≠": ("unequal", [r"\ne", r"\neq", r"\not=", "≠"]),
}
DEFINITE = {"≻": [r"\succ", "≻"], "≽": [r"\succeq", "⪰", r"\succcurlyeq"], "≺": [r"\prec"], "≼": [r"\preceq", "⪯"]}
FEW_UNREAD = 0.08  # of random expressions, at most


def links(text: str, before: str = "") -> list[Link]:
    """The links of a display in a document with some macros of its own."""
    found = document(MACROS + before + text)
    return read(replace(found, macros=harvested(found.segments[0].text)), declarations(LET), strict=True).links


def same(left: Expression, right: Expression) -> bool | None:
    """Whether two expressions are the same at every size; None where there is no form to tell by."""
    if left == right:
        return True
    try:
        return left.shape == right.shape and is_zero(index_form(left) - index_form(right))
    except (Unsupported, TooLarge, ShapeError, ValueError, ZeroDivisionError):
        return None


def written(rng: random.Random, depth: int, *, primes: bool = False) -> tuple[Tree, Expression, Writer, str]:
    """A tree, what it means, who wrote it, and the text."""
    while True:
        tree = Maker(rng).tree(rng.choice(SHAPES), depth)
        try:
            meant = meaning(tree)
        except (ValueError, ZeroDivisionError):  # such as an inverse of 0
            continue
        writer = Writer(rng, primes=primes)
        return tree, meant, writer, writer.at(tree, SUM)


def outcome(text: str, meant: Expression, before: str = "") -> str:
    """What came of `0 = text`: read, unread, or unsure; fails when it is read as something else."""
    *_, link = links(f"0 = {text}", before)
    assert link.role != "illtyped", f"{text}\n{link.reason}"
    if link.failed:
        return "unread"
    assert link.states is not None
    try:
        found = link.states().arguments[1]
    except Unread:  # as some derivatives are, once they are built
        return "unread"
    verdict = same(found, meant)
    assert verdict is not False, f"{text}\nread as {found}\nmeant   {meant}"
    return "read" if verdict else "unsure"


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False), st.integers(0, 3), st.booleans())
def test_what_is_read_is_what_was_written(rng: random.Random, depth: int, primes: bool) -> None:
    _, meant, _, text = written(rng, depth, primes=primes)
    outcome(text, meant, "X'X = X'X \\\\ " if primes else "")


def test_most_notations_are_read() -> None:
    found, used = [], set()
    for seed in range(600):
        _, meant, writer, text = written(random.Random(seed), seed % 4)
        found.append(outcome(text, meant))
        used |= writer.chosen
    assert found.count("unread") <= FEW_UNREAD * len(found)
    assert found.count("unsure") <= 5
    assert len(used) > 100  # notations


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 30_000, 2_500))
def test_a_great_many_expressions(start: int) -> None:
    found = []
    for seed in range(start, start + 2_500):
        _, meant, _, text = written(random.Random(seed), 1 + seed % 4)
        found.append(outcome(text, meant))
    assert found.count("unread") <= FEW_UNREAD * len(found)


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from(sorted(ORDERS)))
def test_relations_between_numbers(rng: random.Random, sign: str) -> None:
    maker, writer = Maker(rng), Writer(rng)
    sides = [Tree("sum", ONE, (maker.tree(ONE, 1), maker.tree(ONE, 0)), (1, 1)) for _ in range(2)]
    left, right = (writer.at(side, SUM) for side in sides)
    name, ways = ORDERS[sign]
    _check(f"{left} {rng.choice(ways)} {right}", name, sides[::-1] if sign in (">", "≥") else sides)


def _check(text: str, name: str, sides: list[Tree]) -> None:
    (link,) = links(text)
    if link.failed:
        return
    assert link.states is not None
    found = link.states()
    assert found.operation.name == name
    for side, tree in zip(found.arguments, sides, strict=True):
        assert same(side, meaning(tree)) is not False, f"{text}\nread as {side}"


@settings(deadline=None, max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(sorted(DEFINITE)))
def test_relations_between_matrices(rng: random.Random, sign: str) -> None:
    maker, writer = Maker(rng), Writer(rng)
    sides = [maker.tree(("n", "n"), 1) for _ in range(2)]
    left, right = (writer.at(side, SUM) for side in sides)
    (link,) = links(f"{left} {rng.choice(DEFINITE[sign])} {right}")
    if link.failed:
        return
    assert link.states is not None
    found, greater = link.states(), sides if sign in "≻≽" else sides[::-1]
    assert found.operation.name == ("positive definite" if sign in "≻≺" else "positive semidefinite")
    assert same(found.arguments[0], meaning(greater[0]) - meaning(greater[1])) is not False


ARGMIN = [
    r"w = \argmin_w \|Xw - y\|^2",
    r"w = \arg\min_w \|Xw - y\|_2^2",
    r"w = \operatorname{argmin}_{w} \lVert Xw - y \rVert^2",
    r"w = \operatorname*{arg\,min}_{w} \left\| y - Xw \right\|_2^2",
    r"w = \underset{w}{\operatorname{argmin}} \; \|Xw - y\|^2",
    r"\mathbf{w} = \mathop{\mathrm{argmin}}_{\mathbf w} ||X \mathbf{w} - y||_2^2",
    r"w = \argmin_{w \in \mathbb{R}^d} (Xw - y)^\top (Xw - y)",
]


@pytest.mark.parametrize("text", ARGMIN)
def test_one_minimiser_in_many_notations(text: str) -> None:
    (link,), (first,) = links(text), links(ARGMIN[0])
    assert not link.failed, link.reason
    for one, other in zip(link.attempts, first.attempts, strict=True):
        mine, theirs = one.build(), other.build()
        assert mine.operation is theirs.operation
        for a, b in zip(mine.arguments, theirs.arguments, strict=True):
            assert same(a, b) is not False, f"{text}: {a}"


KNOWN = [  # read as something else, or refuted, so far
    (r"\nabla_w (Xw - y)^\top (Xw - y)", r"\nabla_w \left( (Xw - y)^\top (Xw - y) \right)"),
    (r"\frac{\partial}{\partial w} (Xw - y)^\top (Xw - y)", r"\frac{\partial}{\partial w} ((Xw - y)^\top (Xw - y))"),
    (r"\mathbf{1}_{x^\top (y + z) > 0}", r"\mathbf{1}\{x^\top (y + z) > 0\}"),
    (r"\mathbf{1}_{\frac{2g}{g + h} > 2}", r"\mathbf{1}\{\frac{2g}{g + h} > 2\}"),
]


@pytest.mark.parametrize(("text", "other"), KNOWN)
def test_two_notations_of_one_value(text: str, other: str) -> None:
    (link,) = links(f"0 = {text} - {other}")
    assert link.states is not None, link.reason
    assert same(link.states().arguments[1], lift(0, link.states().arguments[1].shape))


@pytest.mark.parametrize("text", [r"\max(g, h) = 0", r"\mathbf{1}_{g > 5} = 0", r"\mathbb{1}_{\{g > h\}} = 1"])
def test_a_value_by_a_function_is_no_name(text: str) -> None:
    (link,) = links(text)
    assert link.role == "claim"
