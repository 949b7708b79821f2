"""Each operation: its entry agrees with its array evaluation, its near miss is refused."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from derivations.claim import Claim
from derivations.derivation import SheetError
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.kernel.form import index_form, is_zero
from derivations.operations import TABLE
from derivations.printing import Printer
from derivations.proving.prove import Proof, prove
from derivations.writing import (
    absolute,
    block,
    by_column,
    by_row,
    cases,
    cite,
    det,
    diag,
    entry_at,
    equal,
    exp,
    expectation,
    gaussian,
    gradient,
    hadamard,
    hessian,
    identity,
    index,
    indicator,
    inner,
    kron,
    lift,
    log,
    matrix,
    minimises,
    norm,
    ones,
    part,
    partial,
    pinv,
    rank,
    ratio,
    relu,
    root,
    row,
    same_optima,
    scalar,
    size_of,
    squared_norm,
    step_of,
    sum_below,
    total,
    trace,
    unit,
    vec,
    vector,
    zero,
)
from numeric.judge import judge
from tests.thinned import thinned

A, B, X = matrix("A", "n", "n"), matrix("B", "n", "n"), matrix("X", "n", "d")
x, y, w = vector("x", "n"), vector("y", "n"), vector("w", "d")
s, t = scalar("s"), scalar("t")
i, j, k = index("i", "n"), index("j", "n"), index("k", "n")
N = matrix("N", "m", "n")
noise = gaussian(N, zero(*N.shape), identity("m"), s**2 * identity("n"))

# (true, near miss): sign, transpose, factor 2, order, a dropped term
PAIRS: list[tuple[Apply, Apply]] = [
    (equal((X * w).T, w.T * X.T), equal((A * x).T, x.T * A)),
    (equal(A * (x + y), A * x + A * y), equal(A * (x + y), A * x + y)),
    (equal((A + B) * (A + B), A * A + A * B + B * A + B * B), equal((A + B) * (A + B), A * A + 2 * A * B + B * B)),
    (equal(trace(A * B), trace(B * A)), equal(trace(A * B), trace(A * B.T))),
    (equal(trace(A.T), trace(A)), equal(trace(A), -trace(A.T))),
    (equal(squared_norm(x), x.T * x), equal(squared_norm(x + y), squared_norm(x) + squared_norm(y))),
    (equal(norm(x) ** 2, x.T * x), equal(norm(x), x.T * x)),
    (equal(inner(x, y), y.T * x), equal(inner(x, y), 2 * y.T * x)),
    (equal(hadamard(x, y), diag(x) * y), equal(hadamard(A, B), A * B)),
    (equal(total(j, A[i, j] * x[j]), (A * x)[i]), equal(total(j, A[j, i] * x[j]), (A * x)[i])),
    (
        equal(total(j, A[i, j] * x[j], without=(i,)), (A * x)[i] - A[i, i] * x[i]),
        equal(total(j, A[i, j] * x[j], without=(i,)), (A * x)[i]),
    ),
    (equal(row(A, i) * x, (A * x)[i]), equal(row(A, i) * x, (A.T * x)[i])),
    (equal(unit(i).T * A * unit(j), A[i, j]), equal(unit(i).T * A * unit(j), A[j, i])),
    (equal(trace(identity("n")), size_of("n")), equal(trace(identity("n")), 1)),
    (equal(relu(s) - relu(-s), s), equal(relu(s) + relu(-s), s)),
    (equal(relu(s), s * indicator(s > 0)), equal(relu(s), s * indicator(s < 0))),
    (equal(absolute(s) ** 2, s**2), equal(absolute(s), s)),
    (equal(cases(s, s > 0, 0), relu(s)), equal(cases(0, s > 0, s), relu(s))),
    (equal(by_row(x.T * A * x, x), x.T * (A + A.T)), equal(by_row(x.T * A * x, x), 2 * x.T * A)),
    (equal(by_column(A * x, x), A.T), equal(by_column(A * x, x), A)),
    (
        equal(gradient(squared_norm(X * w - y), w), 2 * X.T * (X * w - y)),
        equal(gradient(squared_norm(X * w - y), w), X.T * (X * w - y)),
    ),
    (equal(hessian(x.T * A * x, x), A + A.T), equal(hessian(x.T * A * x, x), 2 * A)),
    (equal(gradient(trace(A * B), A), B.T), equal(gradient(trace(A * B), A), B)),
    (equal(partial(s**3 / t, s), 3 * s**2 / t), equal(partial(s**3 / t, t), s**3 / t**2)),
    (equal(by_row(relu(x), x), diag(step_of(x))), equal(by_row(relu(x), x), identity("n"))),
    (equal(partial(relu(s) ** 2, s), 2 * relu(s)), equal(partial(relu(s) ** 2, s), relu(s))),
    (
        equal(expectation(N.T * N, noise), size_of("m") * s**2 * identity("n")),
        equal(expectation(N.T * N, noise), s**2 * identity("n")),
    ),
    (
        equal(block([[A, B], [B, A]]) * block([[A], [B]]), block([[A * A + B * B], [B * A + A * B]])),
        equal(block([[A, B], [B, A]]) * block([[A], [B]]), block([[A * A + B * B], [A * B + A * B]])),
    ),
    (equal(block([[A, B]]).T, block([[A.T], [B.T]])), equal(block([[A, B]]).T, block([[A], [B]]))),
    (equal(part(block([[x], [w]]), 1, "n", "d"), w), equal(part(block([[x], [x]]), 1, "n", "n"), -x)),
    (equal(kron(A, X) * kron(B, w), kron(A * B, X * w)), equal(kron(A, B), kron(B, A))),
    (equal(vec(A * X), kron(identity("d"), A) * vec(X)), equal(vec(A * B), kron(A, identity("n")) * vec(B))),
    (equal(X * pinv(X) * X, X), equal(X * pinv(X), identity("n"))),
    (equal(pinv(X).T, pinv(X.T)), equal(pinv(A * B), pinv(B) * pinv(A))),
    (equal(root(A * A.T) * root(A * A.T), A * A.T), equal(root(A.T * A), A)),
    (equal(det(A * B), det(B * A)), equal(det(A + B), det(A) + det(B))),
    (equal(det(A.T), det(A)), equal(det(-A), -det(A))),
    (equal(det(identity("n") + x * y.T), 1 + x.T * y), equal(det(identity("n") + x * y.T), 1 - x.T * y)),
    (equal(rank(X.T * X), rank(X)), equal(rank(A + B), rank(A) + rank(B))),
    (equal(rank(X.T), rank(X)), equal(rank(A * B), rank(A))),
    (equal(log(exp(s)), s), equal(total(j, x[j] * total(k, x[k])), total(j, x[j] ** 2))),
    (
        equal(diag(ratio(x, hadamard(y, y) + ones("n"))), diag(x) * (diag(y) * diag(y) + identity("n")).inv),
        equal(diag(ratio(x, hadamard(y, y) + ones("n"))), diag(x) * (diag(y) + identity("n")).inv),
    ),
    (equal(total(j, x[j]), ones("n").T * x), equal(total(j, x[j]), squared_norm(x))),
    (equal((s + t) / (s * t), 1 / s + 1 / t), equal(1 / (s + t), 1 / s + 1 / t)),
    (equal(sum_below(4, t, s * t), 6 * s), equal(sum_below(4, t, s * t), 10 * s)),
    (equal(sum_below(size_of("n"), t, entry_at(x, t + 1)), total(j, x[j])), equal(entry_at(x, 1), entry_at(y, 1))),
]


@pytest.mark.parametrize("number", thinned(range(len(PAIRS))))
def test_the_true_one_is_proved_and_agrees(number: int) -> None:
    claim = Claim((), PAIRS[number][0])
    assert isinstance(prove(claim), Proof)
    assert judge(claim).verdict == "agrees"


@pytest.mark.parametrize("number", thinned(range(len(PAIRS))))
def test_the_near_miss_is_never_proved_and_is_refuted(number: int) -> None:
    claim = Claim((), PAIRS[number][1])
    assert not isinstance(prove(claim), Proof)
    found = judge(claim)
    assert found.verdict == "refuted"
    assert found.counterexample is not None


def test_the_slope_of_a_logarithm_is_a_reciprocal_entry_by_entry() -> None:
    inside = hadamard(x, x) + ones("n")
    slope = diag(ratio(x, inside))
    assert isinstance(prove(Claim((), equal(by_row(log(inside), x), 2 * slope))), Proof)
    assert judge(Claim((), equal(by_row(log(inside), x), 2 * slope))).verdict == "agrees"
    assert not isinstance(prove(Claim((), equal(by_row(log(inside), x), slope))), Proof)


def test_every_row_has_its_source_and_both_notations() -> None:
    for row_ in TABLE.values():
        assert row_.source, row_.name
        assert (row_.latex and row_.text) or hasattr(Printer, f"_{row_.name}"), row_.name


@pytest.mark.parametrize(
    "build",
    [
        lambda: X + X.T,
        lambda: w.T * X * y,
        lambda: X.inv,
        lambda: equal(x, x.T),
        lambda: x < y,
        lambda: indicator(s),
        lambda: trace(X),
        lambda: gradient(X * w, w),
        lambda: partial(s, X, i),
        lambda: diag(X),
        lambda: x[i, j],
        lambda: hessian(x, x),
    ],
)
def test_ill_typed_trees_do_not_exist(build: object) -> None:
    with pytest.raises((ShapeError, ValueError)):
        build()  # type: ignore[operator]


def test_errors_name_terms_shapes_and_sizes() -> None:
    with pytest.raises(ShapeError, match=r"cannot multiply wᵀ \(1 × d\) by X \(n × d\): d is not n"):
        w.T * X * y


def grown(rng: random.Random, depth: int) -> Expression:
    """A random n × n expression."""
    if depth == 0:
        return rng.choice([A, B, A.T, identity("n"), x * y.T])
    left, right = grown(rng, depth - 1), grown(rng, depth - 1)
    return rng.choice(
        [left + right, left * right, left.T, 2 * left - right, hadamard(left, right), trace(left) * right]
    )


@pytest.mark.parametrize("seed", range(25))
def test_equal_forms_and_exact_evaluation_agree(seed: int) -> None:
    rng = random.Random(seed)
    p, q = grown(rng, 2), grown(rng, 2)
    same = is_zero(index_form(p) - index_form(q))
    assert same == (judge(Claim((), equal(p, q))).verdict == "agrees")


@pytest.mark.parametrize("seed", range(15))
def test_transposition_reverses_products(seed: int) -> None:
    rng = random.Random(seed)
    p, q = grown(rng, 2), grown(rng, 2)
    assert is_zero(index_form((p * q).T) - index_form(q.T * p.T))
    assert is_zero(index_form(trace(p * q)) - index_form(trace(q * p)))


def test_a_literal_zero_takes_the_shape_that_fits() -> None:
    assert lift(0, X.shape).shape == X.shape
    assert (X + 0).shape == X.shape


@pytest.mark.parametrize("build", [pinv, root, lambda a: rank(a) * a])
def test_what_is_not_linear_has_a_differential_of_its_own_or_none(build: Callable[[Expression], Expression]) -> None:
    slope = equal(gradient(trace(build(A)), A), identity("n"))
    found = prove(Claim((), slope))
    assert not isinstance(found, Proof)
    assert "not supported yet" in found.reason


def test_what_would_never_end_or_means_nothing_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="add up by total"):
        sum(x)  # type: ignore[call-overload]
    with pytest.raises(ShapeError, match="positions count from 1"):
        x[0]
    with pytest.raises(SheetError, match="two of min and max"):
        same_optima(s, 2 * s, s, senses="max")
    with pytest.raises(SheetError, match="takes 1 arguments"):
        cite("why", "stationary point of a convex function")
    with pytest.raises(SheetError, match="a pair"):
        minimises(s, s**2)
