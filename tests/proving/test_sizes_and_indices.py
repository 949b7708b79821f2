"""What a normal form must not forget: sizes that no letter shows, indices inside reciprocals, names of unknowns."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.kernel.form import COLUMN, index_form
from derivations.operations.matrices import ONES
from derivations.proving.prove import Proof, prove
from derivations.rules import RULES
from derivations.writing import (
    det,
    equal,
    exp,
    forall,
    identity,
    iff,
    index,
    invertible,
    kron,
    matrix,
    norm,
    ones,
    pinv,
    product_over,
    rank,
    ratio,
    root,
    scalar,
    size,
    size_of,
    sqrt,
    total,
    trace,
    unequal,
    unit,
    vector,
)

a = scalar("a")
s = vector("s", "n")
A = matrix("A", "n", "n")
k_n = index("k", "n")
i, j, k = index("i", "n"), index("j", "n"), index("k", "m")


def squares(name: str) -> Expression:
    """A matrix of ones."""
    return ONES(data=(size(name), size(name)))


FALSE: list[Apply] = [
    equal(product_over(i, a), product_over(k, a)),
    equal(total(i, a), total(k, a)),
    equal(det(2 * identity("n")), det(2 * identity("m"))),
    equal(rank(identity("n")), rank(identity("m"))),
    equal(rank(identity("n") + squares("n")), rank(identity("m") + squares("m"))),
    equal(trace((identity("n") + squares("n")).inv), trace((identity("m") + squares("m")).inv)),
    equal(trace(pinv(squares("n"))), trace(pinv(squares("m")))),
    equal(trace(root(identity("n") + squares("n"))), trace(root(identity("m") + squares("m")))),
    equal(det(identity("n") + squares("n")), det(identity("m") + squares("m"))),
    equal(norm(ones("n")), norm(ones("m"))),
    equal(sqrt(size_of("n")), sqrt(size_of("m"))),
    equal(trace(kron(squares("n"), squares("n"))), trace(kron(squares("n"), squares("m")))),
    equal(total(i, 1 / (s[i] + 1)), size_of("n") / (s[i] + 1)),
    equal(total(i, 1 / s[i]), size_of("n") / s[i]),
    equal(total(i, s[i] / (s[i] + 2)), size_of("n") * s[i] / (s[i] + 2)),
    equal(sqrt(exp(a)), exp(a)),
]


@pytest.mark.parametrize("false", FALSE, ids=str)
def test_it_is_not_proved(false: Apply) -> None:
    assert not isinstance(prove(Claim((), false)), Proof)


def test_an_inverse_of_another_size_is_another_fact() -> None:
    small, large = (invertible(identity(n) + squares(n)) for n in "nm")
    assert isinstance(prove(Claim((iff(small, a > 0), small), a > 0)), Proof)
    assert not isinstance(prove(Claim((iff(small, a > 0), large), a > 0)), Proof)


def test_what_holds_at_one_place_is_not_taken_for_every_term() -> None:
    body = total(i, s[i] / s[i])
    found = prove(Claim((unequal(s[j], 0),), equal(body, size_of("n"))))
    assert not isinstance(found, Proof) or found.assumed


def test_the_pseudo_inverse_of_a_column_is_a_row() -> None:
    terms = index_form(pinv(s)).terms
    assert [indices for term in terms for _, indices in term.network] == [(COLUMN,)]
    assert not isinstance(prove(Claim((), equal(s * pinv(s), identity("n")))), Proof)


def test_a_renamed_index_is_never_captured() -> None:
    rows = total(j, A[i, j])
    assert str(forall(k_n, total(i, A[k_n, i]) > 0)) == "for all j: Σ_i A[ji] > 0"
    with pytest.raises(ShapeError, match="would be bound there"):
        RULES["at a place"](forall(i, rows > 0), unit(j))
    given = forall(i, rows > 0)
    assert not isinstance(prove(Claim((given,), total(j, A[j, j]) > 0)), Proof)
    assert isinstance(prove(Claim((given,), total(j, A[k_n, j]) > 0)), Proof)


TRUE: list[tuple[tuple[Apply, ...], Apply]] = [
    ((forall(i, s[i] > 0),), equal(total(i, s[i] / s[i]), size_of("n"))),
    ((forall(i, s[i] > 0),), equal(total(i, 1 / s[i]), total(j, 1 / s[j]))),
    ((forall(i, s[i] > 0),), equal(1 / (s[j] + 1), 1 - s[j] / (1 + s[j]))),
    ((forall(i, s[i] > 0),), equal(ratio(ones("n"), s)[j], 1 / s[j])),
]


@pytest.mark.parametrize(("given", "true"), TRUE, ids=str)
def test_what_holds_is_proved(given: tuple[Apply, ...], true: Apply) -> None:
    found = prove(Claim(given, true))
    assert isinstance(found, Proof)
