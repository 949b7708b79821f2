"""Matrices that always exist beside a given one: its pseudo-inverse, and the root of a semidefinite one."""

from __future__ import annotations

from derivations.kernel.expression import ONE, Apply, Expression, Operation, Shape, ShapeError, written
from derivations.kernel.form import COLUMN, ROW, Form
from derivations.operations.algebra import SCALAR
from derivations.operations.forms import of_matrix
from derivations.operations.logic import EQUAL
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.operations.reciprocals import content


def _pseudo_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    (form,) = forms
    if not form.terms:
        return form
    if node.shape == SCALAR:  # 0 where the value is 0, so not a reciprocal
        return of_matrix("pseudo_inverse", form, shape=SCALAR, places=())
    lead = content(form)[0]
    places = tuple(place for place, size in zip((ROW, COLUMN), node.arguments[0].shape, strict=True) if size != ONE)
    inverse = of_matrix("pseudo_inverse", form.scaled(1 / lead), shape=node.arguments[0].shape, places=places)
    return inverse.renamed({ROW: COLUMN, COLUMN: ROW}).scaled(1 / lead)


def _pseudo_laws(node: Apply) -> tuple[Apply, ...]:
    (a,) = node.arguments
    left, right = node * a, a * node
    return EQUAL(a * node * a, a), EQUAL(node * a * node, node), EQUAL(left.T, left), EQUAL(right.T, right)


def _square(node: Apply) -> Shape:
    (a,) = node.arguments
    if a.shape[0] != a.shape[1]:
        raise ShapeError(f"the root of {a} ({written(a.shape)}): it is not square")
    return a.shape


def _root_laws(node: Apply) -> tuple[Apply, ...]:
    return EQUAL(node * node, node.arguments[0]), EQUAL(node.T, node)


PSEUDO_INVERSE = Operation(
    "pseudo_inverse",
    lambda n: (n.arguments[0].shape[1], n.arguments[0].shape[0]),
    _pseudo_entry,
    lambda c, n: c.pseudo_inverse(c.value(n.arguments[0])),
    "{0:90}^{{\\dagger}}",
    "{0:90}⁺",
    85,
    "Penrose, Proc. Cambridge Phil. Soc. 51 (1955) 406: the four equations",
    laws=_pseudo_laws,
)
MATRIX_ROOT = Operation(
    "matrix_root",
    _square,
    lambda n, f: of_matrix("matrix_root", f[0], shape=n.shape),
    lambda c, n: c.matrix_root(c.value(n.arguments[0])),
    "{0:90}^{{1/2}}",
    "{0:90}^½",
    85,
    "Horn & Johnson, Matrix Analysis, 2nd ed., 7.2.6",
    domain=lambda n: (POSITIVE_SEMIDEFINITE(n.arguments[0]),),
    laws=_root_laws,
)
ROWS = (PSEUDO_INVERSE, MATRIX_ROOT)


def pseudo_inverse(value: Expression) -> Expression:
    """The Moore-Penrose inverse."""
    return PSEUDO_INVERSE(value)
