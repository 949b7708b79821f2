"""What the solver for the reals is told of sums, exponentials and logarithms is true of them."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply, ShapeError
from derivations.proving.prove import Proof, prove
from derivations.writing import (
    at_most,
    both,
    equal,
    exp,
    hadamard,
    identity,
    implies,
    index,
    less,
    log,
    matrix,
    natural,
    ones,
    partial,
    pi,
    power,
    ratio,
    scalars,
    sigmoid,
    size_of,
    tanh,
    total,
    vector,
)

A, b = matrix("A", "n", "n"), vector("b", "n")
x, one = vector("x", "n"), ones("n")
s, t, a, c = scalars("s t a c")
i, k = index("i", "n"), index("k", "n")


def holds(goal: Apply, *given: Apply) -> bool:
    return isinstance(prove(Claim(given, goal)), Proof)


def test_a_sum_of_products_is_no_product_of_sums() -> None:
    rows = equal(total(k, A[i, k]), 0)
    assert not holds(equal(total(k, A[i, k] * b[k]), 0), rows)
    assert not holds(total(k, A[i, k] * b[k]) <= 0, rows)
    assert holds(at_most(0, total(k, A[i, k] ** 2)))


TRUE: list[tuple[Apply, ...]] = [
    (equal(exp(s + t), exp(s) * exp(t)),),
    (equal(exp(x - b), ratio(exp(x), exp(b))),),
    (equal(sigmoid(-x), one - sigmoid(x)),),
    (equal(sigmoid(x), ratio(exp(x), one + exp(x))),),
    (equal(tanh(x), 2 * sigmoid(2 * x) - one),),
    (equal(log(sigmoid(s)), -log(1 + exp(-s))),),
    (equal(hadamard(exp(x), sigmoid(-x)), sigmoid(x)),),
    (at_most(1 + s, exp(s)),),
    (at_most(log(a), a - 1), a > 0),
    (implies(a < c, log(a) < log(c)), a > 0),
    (both(less(0, sigmoid(s)), sigmoid(s) < 1),),
    (equal(power(a, t + 1), a * power(a, t)), natural(t)),
    (equal(log(power(a, t)), t * log(a)), natural(t), a > 0),
    (both(less(3, pi), pi < 4),),
    (less(0, one.T * exp(x)),),
]
FALSE: list[tuple[Apply, ...]] = [
    (equal(exp(s + t), exp(s) + exp(t)),),
    (equal(exp(x - b), exp(x) - exp(b)),),
    (equal(sigmoid(-x), -sigmoid(x)),),
    (equal(sigmoid(x), ratio(one, one + exp(x))),),
    (equal(tanh(x), sigmoid(2 * x) - one),),
    (equal(log(sigmoid(s)), log(1 + exp(-s))),),
    (equal(hadamard(exp(x), sigmoid(x)), sigmoid(-x)),),
    (at_most(exp(s), 1 + s),),
    (at_most(a - 1, log(a)), a > 0),
    (implies(a < c, log(c) < log(a)), a > 0),
    (less(1, sigmoid(s)),),
    (equal(power(a, t + 1), a + power(a, t)), natural(t)),
    (equal(log(power(a, t)), a * log(t + 1)), natural(t), a > 0),
    (less(pi, 3),),
    (less(one.T * exp(x), 0),),
]


@pytest.mark.parametrize("number", range(len(TRUE)))
def test_functions_of_reals(number: int) -> None:
    from numeric.judge import judge

    goal, *given = TRUE[number]
    assert holds(goal, *given)
    assert judge(Claim(tuple(given), goal)).verdict != "refuted"
    twin, *given = FALSE[number]
    assert not holds(twin, *given)
    assert judge(Claim(tuple(given), twin)).verdict == "refuted"


def test_a_sum_that_leaves_out_two_places_counts_them_once_where_they_are_one() -> None:
    j = index("j", "n")
    apart = total(k, x[k], without=(i, j))
    assert not holds(equal(apart, one.T * x - x[i] - x[j]))
    assert holds(equal(apart, one.T * x - x[i] - x[j] + identity("n")[i, j] * x[i]))
    with pytest.raises(ShapeError, match="cannot leave out"):
        total(i, x[i], without=(i,))


def test_a_partial_derivative_is_not_caught_by_a_sum_of_that_index() -> None:
    j = index("j", "n")
    assert not holds(equal(partial(total(j, x[j]), x, j), size_of("n")))
    assert holds(equal(partial(total(j, x[j]), x, j), 1))
    assert holds(equal(partial(total(j, x[j] ** 2), x, j), 2 * x[j]))
    assert not holds(equal(partial(total(i, A[i, j]), A, i, k), size_of("n") * identity("n")[j, k]))
