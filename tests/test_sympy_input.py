"""Sheets may be written with SymPy's symbols; shapes are as strict as ours."""

from __future__ import annotations

import pytest

from derivations.kernel.expression import ShapeError
from derivations.kernel.form import index_form, is_zero
from derivations.sympy_input import Unconverted, converted
from derivations.writing import equal, identity, matrix, scalar
from numeric.verify import Claim, decide


def test_push_through_written_with_sympy_is_proved() -> None:
    import sympy

    n, d = sympy.symbols("n d", integer=True, positive=True)
    X, lam = sympy.MatrixSymbol("X", n, d), sympy.Symbol("lambda")
    left = (X.T * X + lam * sympy.Identity(d)).I * X.T
    right = X.T * (X * X.T + lam * sympy.Identity(n)).I
    claim = Claim((scalar("lambda") > 0,), equal(converted(left), converted(right)))
    assert decide(claim, strict=True).word == "proved"


def test_the_tree_is_ours() -> None:
    import sympy

    A, B = (sympy.MatrixSymbol(name, sympy.Symbol("n"), sympy.Symbol("n")) for name in "AB")
    ours = matrix("A", "n", "n"), matrix("B", "n", "n")
    mine = converted(2 * A.T * B - sympy.Identity(sympy.Symbol("n")))
    assert is_zero(index_form(mine) - index_form(2 * ours[0].T * ours[1] - identity("n")))


def test_what_sympy_lets_pass_is_refused() -> None:
    import sympy

    n, m = sympy.symbols("n m", integer=True)
    A, B = sympy.MatrixSymbol("A", m, n), sympy.MatrixSymbol("B", n, m)
    with pytest.raises(ShapeError):
        converted(sympy.MatAdd(A, B, evaluate=False))


def test_what_has_no_counterpart_is_named() -> None:
    import sympy

    with pytest.raises(Unconverted, match="sin"):
        converted(sympy.sin(sympy.Symbol("x")))
