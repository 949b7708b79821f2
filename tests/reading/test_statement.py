"""LaTeX statements: read as meant, or refused with a place."""

from __future__ import annotations

import pytest

from derivations.kernel.expression import Apply
from derivations.kernel.form import index_form, is_zero
from derivations.printing import latex
from derivations.reading.source import Unread
from derivations.reading.statement import strictly
from derivations.reading.values import IllTyped
from derivations.writing import det, equal, hadamard, identity, kron, matrix, pinv, scalar, squared_norm, vector

LET = ["X : n x d", "A : n x n", "B : n x n", "y : n", "w : d", "lambda > 0"]
X, A, B = matrix("X", "n", "d"), matrix("A", "n", "n"), matrix("B", "n", "n")
y, w, lam = vector("y", "n"), vector("w", "d"), scalar("lambda")


def read_statement(text: str, let: list[str]) -> Apply:
    """What the only link of a statement says."""
    link, *_ = strictly(text, let).links
    if link.role == "illtyped":
        raise IllTyped(link.reason)
    if link.states is None:
        raise Unread(link.reason)
    return link.states()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("XX^T = X X^\\top", equal(X * X.T, X * X.T)),
        ("(X^{\\top}X + \\lambda I)^{-1} X^T y = w", equal((X.T * X + lam * identity("d")).inv * X.T * y, w)),
        ("\\|Xw - y\\|_2^2 = 0", equal(squared_norm(X * w - y), 0)),
        ("\\frac{1}{2} w^\\intercal w = \\frac12 w'w", equal(w.T * w / 2, w.T * w / 2)),
        ("\\mathbf{X} \\mathbf w - y = 0", equal(X * w - y, 0)),
        ("A^{-T} = (A^{-1})^T", equal(A.inv.T, A.inv.T)),
        ("A^2 - 2 A \\cdot B = A(A - 2B)", equal(A * A - 2 * A * B, A * (A - 2 * B))),
        ("X^\\dagger X X^+ = X^{\\dagger}", equal(pinv(X) * X * pinv(X), pinv(X))),
        ("\\det(AB) = \\det(B)\\det(A)", equal(det(A * B), det(B) * det(A))),
        ("A X \\otimes BB = (A \\otimes B)(X \\otimes B)", equal(kron(A * X, B * B), kron(A, B) * kron(X, B))),
        ("A \\circ B + B = B \\odot A + B", equal(hadamard(A, B) + B, hadamard(B, A) + B)),
        ("\\left( A + I \\right) B = B + AB", equal((A + identity("n")) * B, B + A * B)),
    ],
)
def test_a_statement_is_read_as_meant(text: str, meant: object) -> None:
    claim = read_statement(text, LET)
    for mine, theirs in zip(claim.arguments, meant.arguments, strict=True):  # type: ignore[attr-defined]
        assert is_zero(index_form(mine) - index_form(theirs))


@pytest.mark.parametrize("text", ["(X^T X)^{-1} X^T X = I", "I = (X^TX)^{-1}X^TX", "A^{-1}A - 2I = -I"])
def test_an_identity_takes_the_size_of_the_other_side(text: str) -> None:
    claim = read_statement(text, LET)
    left, right = claim.arguments
    assert left.shape == right.shape != lam.shape


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("K w = y", "shape of K unknown"),
        ("I = I", "size of I"),
        ("\\foo{X} = X", "\\\\foo is not known"),
        ("X w", "a relation"),
        ("(X w = y", "a relation"),
        ("X^{n} = X", "exponent"),
        ("A^{999} = A", "exponent"),
        ("A^{65} = A", "exponent"),
        ("A^{99999999999} = A", "exponent"),
        ("\\frac{y}{A} = y", "denominator"),
        ("", "a relation"),
        ("(" * 200 + "A" + ")" * 200 + " = A", "nested"),
        ("A" * 5000 + " = A", "limit"),
        ("\\input{/etc/passwd} = A", "\\\\input is not known"),
        ("__import__('os') = 1", "cannot read"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(Unread, match=why):
        read_statement(text, LET)


def test_shapes_that_cannot_fit_are_ill_typed() -> None:
    with pytest.raises(IllTyped, match="d columns against n rows"):
        read_statement("w^T X y = 1", LET)


@pytest.mark.parametrize("text", ["X : n by d", "X : n x d, pretty", "X : ", ": n"])
def test_a_bad_declaration_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read_statement("A = A", [*LET, text])


@pytest.mark.parametrize(
    "meant", [equal((A + B) * A.inv, 2 * A), equal(X.T * (X * w - y), lam * w), equal(A.T.inv, A**3)]
)
def test_what_our_printer_writes_is_read_back(meant: object) -> None:
    text = latex(meant)  # type: ignore[arg-type]
    claim = read_statement(text, LET)
    for mine, theirs in zip(claim.arguments, meant.arguments, strict=True):  # type: ignore[attr-defined]
        assert is_zero(index_form(mine) - index_form(theirs))
