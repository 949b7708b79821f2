"""What an operation is told beside its arguments: sizes, indices and letters that do not fit are refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import ONE, Apply, Expression, Index, ShapeError, Size
from derivations.operations.algebra import BASIS, ENTRY, IDENTITY, POWER, SIZE, SUM, ZERO
from derivations.operations.blocks import BLOCK, COMMUTATION, PART
from derivations.operations.calculus import DERIVATIVE, PARTIAL
from derivations.operations.conditioning import CONDITIONED
from derivations.operations.elementwise import PRODUCT_OVER
from derivations.operations.functions import FUNCTION
from derivations.operations.limits import LIMIT, ORDER
from derivations.operations.logic import FORALL
from derivations.operations.matrices import ONES, ROW_OF
from derivations.operations.optima import CONVEX, MINIMISER, SAME_OPTIMA
from derivations.operations.probability import EXPECTATION
from derivations.proving.prove import Proof, prove
from derivations.writing import equal, index, lift, matrix, scalar, total, vector

X, A = matrix("X", "m", "d"), matrix("A", "n", "n")
x, y, u, a, b = vector("x", "m"), vector("y", "n"), vector("u", 2), scalar("a"), scalar("b")
i, k = index("i", "n"), index("i", "m")
first = Index("1", Size.of("m"))


def row_of(place: Index) -> Expression:
    return ROW_OF(X, data=(place,))


def squares(place: Index) -> Expression:
    """The sum of x_i x_i' over the rows of X, as many as the index says."""
    return total(place, row_of(place).T * row_of(place))


def at(place: Index) -> Expression:
    return ENTRY(x, data=(place, None))


MISFITS: dict[str, Callable[[], object]] = {
    "a row beyond a matrix": lambda: row_of(i),
    "a row at no index": lambda: ROW_OF(X, data=(None,)),
    "a row of a proposition": lambda: ROW_OF(a > 0, data=(Index("i", Size.of(0)),)),
    "a sum of entries of another size": lambda: SUM(at(k), data=(i,)),
    "a sum over a fixed position": lambda: SUM(at(first), data=(first,)),
    "a sum of propositions": lambda: SUM(a > 0, data=(i,)),
    "a product of entries of another size": lambda: PRODUCT_OVER(at(k), data=(i,)),
    "a product over a letter": lambda: PRODUCT_OVER(a, data=(a,)),
    "all positions of another size": lambda: FORALL(at(k) > 0, data=(i,)),
    "all fixed positions": lambda: FORALL(at(first) > 0, data=(first,)),
    "all of a letter and an index": lambda: FORALL(at(k) > a, data=(a, k)),
    "all of two indices": lambda: FORALL(at(k) > 0, data=(k, Index("j", Size.of("m")))),
    "an entry beyond a column of 2": lambda: ENTRY(u, data=(Index("3", Size.of(2)), None)),
    "a unit vector beyond 2": lambda: BASIS(data=(Index("3", Size.of(2)), Index("1", ONE))),
    "a partial derivative beyond 2": lambda: PARTIAL(u.T * u, u, data=(Index("3", Size.of(2)), None)),
    "a power that is a fraction": lambda: POWER(a, data=(Fraction(1, 2),)),
    "zero of a number": lambda: ZERO(data=(1, 1)),
    "an identity of a number": lambda: IDENTITY(data=(2,)),
    "ones of a number": lambda: ONES(data=(2, ONE)),
    "the size of a number": lambda: SIZE(data=(2,)),
    "a commutation of numbers": lambda: COMMUTATION(data=(2, 2)),
    "parts of numbers": lambda: PART(data=(1, 2, 0)),
    "blocks in minus one row": lambda: BLOCK(A, data=(-1, -1)),
    "a block that is a proposition": lambda: BLOCK(a > 0, a > 0, data=(1, 2)),
    "a layout that is none": lambda: DERIVATIVE(a**2, a, data=("diagonal",)),
    "a mean over a letter twice": lambda: EXPECTATION(a, data=(a, a, ":1:", ":2:")),
    "a mean of another shape": lambda: EXPECTATION(a, y, data=(a, "m::")),
    "a mean in terms of the letter itself": lambda: EXPECTATION(a, a, data=(a, "m::")),
    "a mean of which more is said than given": lambda: EXPECTATION(a, data=(a, "mr::")),
    "a mean of a proposition": lambda: EXPECTATION(a > 0, data=(a, "::")),
    "a mean given what it binds": lambda: CONDITIONED(a * b, b, data=(a, b, "", "", "")),
    "a mean without a group": lambda: CONDITIONED(a * b, b, data=(a, "")),
    "a derivative by no argument": lambda: FUNCTION(a, data=("f", ONE, ONE, 3, 1)),
    "a derivative by the last but one": lambda: FUNCTION(a, data=("f", ONE, ONE, 3, -1)),
    "a derivative along another shape": lambda: FUNCTION(a, y, data=("f", ONE, ONE, 3, "along0")),
    "a limit of an index": lambda: LIMIT(a, lift(0), data=(i, "0+")),
    "an order in an index": lambda: ORDER(a, data=(i, 1)),
    "a least point over a letter twice": lambda: MINIMISER(a**2, lift(0), lift(1), data=(a, a)),
    "convex in two letters": lambda: CONVEX(a**2 + b**2, data=(a, b)),
    "convex in an index": lambda: CONVEX(a**2, data=(a, i)),
    "the same optima of one sense": lambda: SAME_OPTIMA(a**2, 2 * a**2, data=(a, "min")),
}


@pytest.mark.parametrize("build", MISFITS.values(), ids=MISFITS.keys())
def test_what_does_not_fit_is_refused(build: Callable[[], object]) -> None:
    with pytest.raises(ShapeError):
        build()


def test_an_index_is_counted_from_one() -> None:
    for name in ("0", "01"):
        with pytest.raises(ValueError, match="named by"):
            Index(name, Size.of(2))


def test_a_refused_row_says_what_was_given_and_required() -> None:
    with pytest.raises(ShapeError, match=r"a row of X \(m × d\) needs an index up to m; i runs to n"):
        row_of(i)


def test_a_gram_matrix_is_a_sum_over_the_rows_that_it_has() -> None:
    assert isinstance(prove(Claim((), equal(squares(k), X.T * X))), Proof)
    with pytest.raises(ShapeError):
        prove(Claim((), equal(squares(i), X.T * X)))


def test_a_free_index_may_share_the_name_of_one_that_is_bound_elsewhere() -> None:
    both = equal(total(i, ENTRY(y, data=(i, None))) * at(k), at(k) * total(i, ENTRY(y, data=(i, None))))
    assert isinstance(both, Apply)
    assert isinstance(prove(Claim((), both)), Proof)
