"""Statements that bind letters: what must not be proved, and what is said of it."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply, ShapeError
from derivations.proving.prove import Proof, prove
from derivations.writing import (
    absolute,
    approximates,
    both,
    conditional_mean,
    convex,
    distributed,
    equal,
    exp,
    expectation,
    forall,
    function,
    gaussian,
    gradient,
    has_limit,
    hessian,
    identity,
    implies,
    invertible,
    lift,
    log,
    matrix,
    maximises,
    minimises,
    natural,
    order,
    pinv,
    positive_definite,
    positive_semidefinite,
    power,
    relu,
    same_optima,
    scalars,
    sqrt,
    squared_norm,
    unequal,
    vector,
    zero,
)
from numeric.judge import judge
from numeric.verify import decide

X, y, w, u = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), vector("u", "d")
A = matrix("A", "d", "d")
a, b, lam, s, t, x = scalars("a b lambda s t x")
W, N = vector("W", "d"), vector("N", "n")
laws = (gaussian(W, zero("d"), identity("d")), gaussian(N, zero("n"), identity("n")))
seen = X * W + sqrt(lam) * N
f, run = function("f"), function("x")
resolvent = (X.T * X + lam * identity("d")).inv

# hypotheses, then a statement that does not follow from them
FALSE: list[tuple[Apply, ...]] = [
    (convex(-relu(x), x),),
    (convex(a * x**2, x),),
    (convex(f(w), w),),
    (minimises((w, zero("d")), f(w)), convex(f(u), u)),
    (minimises((w, resolvent * X.T * y), squared_norm(X * w - y), alone=True), lam > 0),
    (minimises((w, pinv(X) * y), squared_norm(X * w - y), alone=True),),
    (maximises((w, u), exp(squared_norm(w - u))),),
    (minimises((x, a), (x - a) ** 2, given=x >= 1),),
    (same_optima(squared_norm(w), t * squared_norm(w), w),),
    (same_optima(squared_norm(w), t * squared_norm(w), w, t), t > 0),
    (same_optima(log(squared_norm(w)), squared_norm(w), w, senses="max min"),),
    (has_limit(resolvent * X.T * y, (X.T * X).inv * X.T * y, lam, "0+"), equal(b, b)),
    (has_limit(lam * resolvent, zero("d", "d"), lam, "oo"),),
    (has_limit(power(a, t), 0, t, "naturals"),),
    (has_limit(power(a, t), 0, t, "naturals"), absolute(a) <= 1),
    (order(f(w + t * u) - f(w), t, 2),),
    (order(relu(t), t, 2),),
    (approximates(s / (s + lam), s / lam, s, s, lam, where=both(s > 0, lam > 0)),),
    (equal(conditional_mean(W, seen, y, *laws), resolvent * X.T * y / 2), lam > 0),
    (distributed(W, zero("d"), 2 * identity("d"), *laws),),
    (forall(t, implies(natural(t), equal(run(t), a * t))), equal(run(0), 0)),
    (forall(t, implies(natural(t), run(t) > 0)), forall(t, implies(natural(t), equal(run(t + 1), run(t) - 1)))),
    (positive_definite(hessian(squared_norm(X * w), w)),),
    (positive_semidefinite(A), positive_semidefinite(A.T * A)),
    (invertible(X.T * X),),
    (equal(f.derivative(w), zero("d")), minimises((u, w), f(u) + squared_norm(u))),
    (equal(expectation(exp(W.T * u), *laws), exp(W.T * u)),),
]


@pytest.mark.parametrize("number", range(len(FALSE)))
def test_what_does_not_follow_is_not_proved(number: int) -> None:
    goal, *given = FALSE[number]
    found = prove(Claim(tuple(given), goal))
    assert not isinstance(found, Proof) or found.assumed


def test_a_minimum_is_refuted_by_a_better_point() -> None:
    found = judge(Claim((), minimises((x, 1), x**2))).counterexample
    assert found is not None
    assert found.values["x"] not in ("1", "-1")


def test_an_optimum_may_not_depend_on_what_is_optimised_over() -> None:
    with pytest.raises(ShapeError, match="depends on what is optimised over"):
        minimises((w, 2 * w), squared_norm(w))


def test_an_approximation_is_refuted_along_a_curve() -> None:
    gain = s / (s**2 + lam)
    found = decide(Claim((), approximates(gain, s / lam, s / lam, s, lam, where=both(s > 0, lam > 0))))
    assert found.word == "refuted"
    assert found.counterexample is not None
    assert set(found.counterexample.values) == {"s", "lambda"}


def test_a_gradient_of_an_unknown_function_goes_through_the_chain() -> None:
    inner = function("g", "m")
    chain = equal(gradient(f(inner(w)), w), inner.derivative(w).T * f.derivative(inner(w)))
    assert decide(Claim((), chain)).word == "proved"
    assert decide(Claim((), equal(gradient(f(A * w), w), A * f.derivative(A * w)))).word == "refuted"


def test_a_limit_is_not_refuted_by_what_happens_on_the_way() -> None:
    for value, target, place in (
        (relu(a + t), relu(a), "0+"),
        (absolute(a + t), absolute(a), "0+"),
        (relu(lift(1000) - t), lift(0), "oo"),
        (relu(lift(20) - t), lift(0), "naturals"),
    ):
        assert decide(Claim((), has_limit(value, target, t, place))).word != "refuted"


def test_what_is_small_in_a_regime_is_positive() -> None:
    away = approximates(b, lift(1), t, b, t, where=t < 0)
    assert decide(Claim((), away), strict=True).word != "proved"


def test_a_covariance_is_semidefinite_or_nothing_is_proved() -> None:
    v = vector("v", "d")
    loose = gaussian(v, zero("d"), A)
    assert decide(Claim((), equal(expectation(v * v.T, loose), A.T)), strict=True).word != "proved"
    assert (
        decide(Claim((positive_semidefinite(A),), equal(expectation(v * v.T, loose), A)), strict=True).word == "proved"
    )


def test_a_vector_that_is_not_zero_has_a_length() -> None:
    assert decide(Claim((unequal(w, zero("d")),), squared_norm(w) > 0)).word == "proved"
    assert decide(Claim((), squared_norm(w) > 0)).word == "refuted"


def test_a_stationary_point_of_the_penalised_logistic_loss_is_its_only_minimiser() -> None:
    from derivations.derivation import Derivation, cite, step
    from derivations.writing import ones, sigmoid
    from numeric.verify import verify

    loss = ones("n").T * log(ones("n") + exp(X * w)) - y.T * X * w + squared_norm(w) / 2
    slope = X.T * (sigmoid(X * w) - y) + w
    flat = equal(X.T * (sigmoid(X * u) - y) + u, zero("d"))
    only = minimises((w, u), loss, alone=True)
    steps = (
        step("convex", convex(loss, w, strictly=True)),
        step("flat", forall(w, implies(equal(w, u), equal(slope, zero("d"))))),
        step("gradient", forall(w, implies(equal(w, u), equal(gradient(loss, w), zero("d"))))),
        cite("least", "stationary point of a convex function", only),
    )
    assert verify(Derivation("least", "", "", only, (flat,), steps)).word == "proved"
    assert verify(Derivation("least", "", "", only, (), steps[:1])).word != "proved"
