"""Means under several laws, of dependent letters, and of letters of which nothing is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Expression
from derivations.kernel.form import index_form
from derivations.operations.elementwise import EXP
from derivations.operations.logic import EQUAL
from derivations.operations.notation import symbol
from derivations.operations.probability import Law, expectation
from numeric.verify import decide

X, Y, a, m, k, s = (symbol(name) for name in ("X", "Y", "a", "m", "k", "s"))
LOOSE = (Law(X, group="both"), Law(Y, group="both"))
APART = (Law(X), Law(Y))


def loose(body: Expression) -> Expression:
    return expectation(body, *LOOSE)


def apart(body: Expression) -> Expression:
    return expectation(body, *APART)


def same(left: Expression, right: Expression) -> bool:
    return index_form(left) == index_form(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Law(X, m, s, gaussian=True), Law(X, k, s, gaussian=True)),
        (Law(X, m, s, gaussian=True), Law(X, m, k, gaussian=True)),
        (Law(X, m, s, gaussian=True), Law(X, m, s)),
        (Law(X, name="p"), Law(X, name="q")),
    ],
)
def test_means_under_two_laws_are_two_numbers(one: Law, other: Law) -> None:
    assert not same(expectation(EXP(X), one), expectation(EXP(X), other))
    assert same(expectation(EXP(X), one), expectation(EXP(X), one))


def test_a_mean_is_a_constant_of_the_mean_around_it() -> None:
    assert same(loose((X - loose(X)) ** 2), loose(X**2) - loose(X) ** 2)
    assert same(apart((X - apart(Y)) ** 2), apart(X**2) - 2 * apart(X) * apart(Y) + apart(Y) ** 2)
    assert not same(loose(X * loose(X)), loose(X**2))


def test_only_independent_factors_separate() -> None:
    assert same(apart(X * Y), apart(X) * apart(Y))
    assert not same(loose(X * Y), loose(X) * loose(Y))
    assert not same(loose(EXP(X + Y)), apart(EXP(X + Y)))


CLAIMS = [
    (loose(a * X + Y), a * loose(X) + loose(Y), "proved"),
    (loose(X * Y), loose(X) * loose(Y), "refuted"),
    (loose((X + Y) ** 2), loose(X**2) + loose(Y**2), "refuted"),
    (loose(X * Y) - loose(X) * loose(Y), loose(X**2) - loose(X) ** 2, "refuted"),
    (apart((X * Y) ** 2), apart(X**2) * apart(Y**2), "proved"),
    (expectation(X**3, Law(X, m, s)), m**3 + 3 * m * s, "refuted"),  # so it is for Gaussians
    (expectation(X**4, Law(X, m - m, s)), s**2, "refuted"),
    (expectation(X * Y, Law(X, m, s, group="both"), Law(Y, m, s, group="both")), m**2, "refuted"),
    (expectation(X * Y, Law(X, m, s, group="both"), Law(Y, m, s, group="both")), m**2 + s, "refuted"),
]


@pytest.mark.parametrize(("left", "right", "word"), CLAIMS, ids=str)
def test_what_is_decided_of_loose_letters(left: Expression, right: Expression, word: str) -> None:
    verdict = decide(Claim((m > 0, s > 0), EQUAL(left, right)))
    assert (verdict.word, verdict.alarm) == (word, False)


def test_chances_add_up() -> None:
    verdict = decide(Claim((), EQUAL(loose(X - X + Fraction(2)), loose(X - X) + 2)))
    assert verdict.word == "proved"
