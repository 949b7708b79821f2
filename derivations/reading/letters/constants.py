"""Letters with a value of their own: identities, zeros, ones, the standard basis and Kronecker's δ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Index, Size
from derivations.operations import algebra, matrices
from derivations.operations.notation import unit, zero
from derivations.reading import clashes, values
from derivations.reading.letters.sizes import sizes
from derivations.reading.sizes import ONE, SCALAR, Dim, Unknown
from derivations.reading.source import Span, Token
from derivations.reading.syntax import Letter
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

_NUMERALS = {"\\mathbf{1}": "1", "\\mathbb{1}": "1", "\\bm{1}": "1", "\\boldsymbol{1}": "1", "\\vec{1}": "1"}
ZEROS = {"\\mathbf{0}", "\\bm{0}", "\\boldsymbol{0}", "\\vec{0}", "\\mathbb{0}"}


def constant(reader: Elaborator, node: Letter, sub: tuple[Token, ...], span: Span) -> Value | None:
    """Identities, columns of ones, zeros: their sizes may stand below them."""
    name = node.name
    if reader.scope.find(name) or name in reader.scope.defined:
        return None
    if name not in ("I", "\\mathbb{I}", "\\mathcal{I}") and name not in _NUMERALS and name not in ZEROS:
        return None
    found = sizes(reader, sub) if sub else None
    if name == "I" and not sub:
        clashes.refuse_other_identity(reader.scope, span)
    if name == "I" or (name in ("\\mathbb{I}", "\\mathcal{I}") and sub):
        rows = found[0] if found else Dim.of(Unknown("I"))
        return values.unit_matrix(span, rows)
    if name in _NUMERALS:
        rows = found[0] if found else reader.scope.ones or Dim.of(Unknown("1"))
        return Value(span, (rows, ONE), lambda: matrices.ONES(data=(values.size_of(rows), algebra.SCALAR[1])))
    if name in ZEROS:
        shape = (Dim.of(Unknown("0")), Dim.of(Unknown("0"))) if not found else (found[0], (*found, ONE)[1])
        return Value(span, shape, lambda: zero(*map(values.size_of, shape)))
    return None


def basis(reader: Elaborator, name: str, span: Span) -> Value:
    """The vector e_i of the standard basis."""
    size = Dim.of(Unknown("e"))
    place = reader.place(name, size, span)
    return Value(span, (size, ONE), lambda: unit(place()))


def kronecker(reader: Elaborator, terms: list[str], span: Span) -> Value:
    """Kronecker's δ_ij: the entry j of the basis vector at i."""
    size = Dim.of(Unknown("0"))
    first, second = (reader.place(name, size, span) for name in terms)
    one = Index("1", Size.of(1))

    def build() -> Expression:
        i, j = first(), second()
        return algebra.ENTRY(algebra.BASIS(data=(i, one)), data=(j, None))

    return Value(span, SCALAR, build)
