"""Sums Σ_{k<n}: what is true is proved at every length, and its false twin neither proved nor left to agree."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.check import Line, Refused, conditions
from derivations.kernel.expression import Apply, Expression, ShapeError, substitute
from derivations.kernel.form import index_form, is_zero
from derivations.proving.lines import by
from derivations.proving.prove import Proof, prove, verify
from derivations.stored import decoded, encoded
from derivations.writing import (
    entry_at,
    equal,
    forall,
    function,
    implies,
    index,
    lift,
    natural,
    power,
    scalars,
    size_of,
    sum_below,
    total,
    unequal,
    vector,
    zero,
)
from numeric.judge import judge
from tests.thinned import thinned

k, j, n, m, t, rho, beta = scalars("k j n m t rho beta")
x, i = vector("x", "n"), index("i", "n")
f, g, v = (function(name, smooth=0) for name in "fgv")
G, V = (function(name, "d", smooth=0) for name in "GV")
geometric = sum_below(t, k, power(rho, k))
momentum = forall(t, implies(natural(t), equal(v(t + 1), beta * v(t) + g(t + 1))))
vectors = forall(t, implies(natural(t), equal(V(t + 1), beta * V(t) + (1 - beta) * G(t + 1))))
N = size_of("n")

# (statement, its false twin, hypotheses)
PAIRS: list[tuple[Apply, Apply, tuple[Apply, ...]]] = [
    (  # geometric, one power too many
        equal(geometric, (1 - power(rho, t)) / (1 - rho)),
        equal(geometric, (1 - power(rho, t + 1)) / (1 - rho)),
        (natural(t), unequal(rho, 1)),
    ),
    (
        equal((1 - rho) * geometric, 1 - power(rho, t)),
        equal((1 - rho) * geometric, 1 - power(rho, t + 1)),
        (natural(t),),
    ),
    (  # turned round
        equal(sum_below(t, k, power(rho, t - 1 - k)), (1 - power(rho, t)) / (1 - rho)),
        equal(sum_below(t, k, power(rho, t - k)), (1 - power(rho, t)) / (1 - rho)),
        (natural(t), unequal(rho, 1)),
    ),
    (equal(sum_below(n + 1, k, k), n * (n + 1) / 2), equal(sum_below(n, k, k), n * (n + 1) / 2), (natural(n),)),
    (equal(sum_below(N, k, k + 1), N * (N + 1) / 2), equal(sum_below(N, k, k), N * (N + 1) / 2), ()),
    (
        equal(sum_below(n + 1, k, k**2), n * (n + 1) * (2 * n + 1) / 6),
        equal(sum_below(n + 1, k, k**2), n * (n + 1) * (n + 2) / 6),
        (natural(n),),
    ),
    (
        equal(sum_below(n - 1, k, k + 1), n * (n - 1) / 2),
        equal(sum_below(n - 1, k, k), n * (n - 1) / 2),
        (natural(n - 1),),
    ),
    (
        equal(sum_below(t, k, f(k) - f(k + 1)), f(0) - f(t)),
        equal(sum_below(t, k, f(k) - f(k + 1)), f(0) - f(t - 1)),
        (natural(t),),
    ),
    (  # a tail split off
        equal(sum_below(n, k, f(k + 1)), sum_below(m, k, f(k + 1)) + sum_below(n - m, k, f(m + 1 + k))),
        equal(sum_below(n, k, f(k + 1)), sum_below(m, k, f(k + 1)) + sum_below(n - m, k, f(m + k))),
        (natural(n), natural(m), natural(n - m)),
    ),
    (
        equal(total(i, x[i]), sum_below(m, k, entry_at(x, k + 1)) + sum_below(N - m, k, entry_at(x, m + 1 + k))),
        equal(total(i, x[i]), sum_below(m, k, entry_at(x, k + 1)) + sum_below(N - m - 1, k, entry_at(x, m + 1 + k))),
        (natural(m), natural(N - m - 1)),
    ),
    (
        equal(sum_below(n - m, k, power(rho, m + 1 + k)), (power(rho, m + 1) - power(rho, n + 1)) / (1 - rho)),
        equal(sum_below(n - m, k, power(rho, m + 1 + k)), (power(rho, m) - power(rho, n + 1)) / (1 - rho)),
        (natural(n), natural(m), natural(n - m), unequal(rho, 1)),
    ),
    (
        equal(sum_below(n, k, 1 / ((k + 1) * (k + 2))), n / (n + 1)),
        equal(sum_below(n, k, 1 / ((k + 1) * (k + 2))), (n + 1) / (n + 2)),
        (natural(n),),
    ),
    (  # an empty sum is 0
        equal(sum_below(t, k, f(k)), f(0) + sum_below(t - 1, k, f(k + 1))),
        equal(sum_below(t, k, f(k)), f(0) + sum_below(t, k, f(k + 1)) - f(t - 1)),
        (natural(t - 1), natural(t)),
    ),
    (equal(sum_below(t, k, rho), t * rho), equal(sum_below(t, k, rho), (t + 1) * rho), (natural(t),)),
    (
        equal(sum_below(n, k, sum_below(m, j, f(k) * g(j))), sum_below(n, k, f(k)) * sum_below(m, j, g(j))),
        equal(sum_below(n, k, sum_below(m, j, f(k) * g(j))), sum_below(n, k, f(k) * sum_below(m, j, f(j)))),
        (natural(n), natural(m)),
    ),
    (
        equal(v(t), sum_below(t, k, power(beta, k) * g(t - k))),
        equal(v(t), sum_below(t, k, power(beta, k) * g(t - 1 - k))),
        (natural(t), momentum, equal(v(0), 0)),
    ),
    (
        equal(V(t), (1 - beta) * sum_below(t, k, power(beta, k) * G(t - k))),
        equal(V(t), sum_below(t, k, power(beta, k) * G(t - k))),
        (natural(t), vectors, equal(V(0), zero("d"))),
    ),
]


@pytest.mark.parametrize("number", thinned(range(len(PAIRS))))
def test_the_true_one_is_proved_under_what_is_given(number: int) -> None:
    statement, _, given = PAIRS[number]
    claim = Claim(given, statement)
    found = prove(claim)
    assert isinstance(found, Proof), found
    assert not found.assumed
    assert judge(claim).verdict == "agrees"
    verify(*decoded(encoded(claim, found.lines)))


@pytest.mark.parametrize("number", thinned(range(len(PAIRS))))
def test_the_false_twin_is_refuted_and_not_proved(number: int) -> None:
    _, twin, given = PAIRS[number]
    assert not isinstance(prove(Claim(given, twin)), Proof)
    assert judge(Claim(given, twin)).verdict == "refuted"


def test_a_condition_that_nobody_gave_is_assumed_by_name() -> None:
    found = prove(Claim((natural(t),), PAIRS[0][0]))
    assert isinstance(found, Proof)
    assert found.assumed == (unequal(1 - rho, 0),)
    first = equal(sum_below(t, k, f(k)), f(0) + sum_below(t - 1, k, f(k + 1)))
    found = prove(Claim((natural(t),), first))
    assert isinstance(found, Proof)
    assert found.assumed == (natural(t - 1),)


def test_a_sum_exists_where_its_length_is_natural_and_its_terms_exist() -> None:
    length, terms = conditions(sum_below(t - 1, k, 1 / (rho - k)))
    assert length == natural(t - 1)
    assert terms == forall(k, implies(natural(k), implies(natural(t - k - 2), unequal(rho - k, 0))))
    for count in (-1, rho - rho - 2):
        assert judge(Claim((), equal(sum_below(count, k, 1), 0))).verdict == "undefined"
    assert judge(Claim((), equal(sum_below(0, k, 1 / (k - k)), 0))).verdict == "agrees"


def test_a_length_that_is_not_natural_is_assumed_never_earned() -> None:
    split = equal(sum_below(n, k, f(k)), sum_below(m, k, f(k)) + sum_below(n - m, k, f(m + k)))
    found = prove(Claim((natural(n), natural(m)), split))
    assert isinstance(found, Proof)
    assert found.assumed == (natural(n - m),)
    assert not isinstance(prove(Claim((natural(n), natural(m)), natural(n - m))), Proof)


def test_names_of_what_runs_do_not_matter_and_free_ones_do() -> None:
    def form(value: Expression) -> object:
        return index_form(value)

    assert form(sum_below(t, k, f(k))) == form(sum_below(t, j, f(j)))
    assert form(sum_below(t, k, f(k) * g(j))) != form(sum_below(t, k, f(k) * g(k)))
    inner = sum_below(n, k, f(k) * g(j))
    assert form(sum_below(m, j, inner)) == form(sum_below(m, k, sum_below(n, j, f(j) * g(k))))
    assert form(sum_below(m, j, inner)) != form(sum_below(m, k, sum_below(n, j, f(k) * g(j))))
    with pytest.raises(ShapeError):
        substitute(sum_below(t, k, f(k) * rho), {rho: k})
    with pytest.raises(ShapeError):
        sum_below(k, k, f(k))


def test_forged_lines_are_refused() -> None:
    false = equal(geometric, lift(0))
    once = forall(t, implies(natural(t), false))
    forged = (
        [Line(false, "equality")],
        [by("induction", once), Line(false, "instance", arguments=(t,), node=once)],
        [Line(false, "rule", rule="sum split", arguments=(geometric, lift(1)))],
        [Line(false, "rule", rule="sum turned round", arguments=(geometric,))],
    )
    for lines in forged:
        with pytest.raises(Refused):
            verify(Claim((natural(t),), false), lines)
    for rule, arguments in (("sum over all entries", (total(i, x[i] * i_entry()), k)), ("sum split", (rho, rho))):
        with pytest.raises(ShapeError):
            by(rule, *arguments)


def i_entry() -> Expression:
    """A value that depends on i other than through an entry of a column."""
    from derivations.writing import matrix

    return matrix("A", "n", "n")[i, i]


def test_the_last_terms_of_a_length_come_out() -> None:
    assert is_zero(index_form(sum_below(t + 2, k, f(k))) - index_form(sum_below(t, k, f(k)) + f(t) + f(t + 1)))
    assert not is_zero(index_form(sum_below(t + 1, k, f(k))) - index_form(sum_below(t, k, f(k)) + f(t + 1)))
