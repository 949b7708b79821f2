"""Families of matrices, such as Σ_1, …, Σ_K: each member is a matrix of its own, never a number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derivations.reading.names import with_scripts
from derivations.reading.scope import Known, Scope
from derivations.reading.sizes import Dim, Shape
from derivations.reading.source import Span, Unread
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator
    from derivations.reading.events import Name


def declared(scope: Scope, name: Name, shape: tuple[Dim, ...], span: Span) -> Name | None:
    """Σ_k ∈ R^{d×d} declares the letter Σ_k, and the shape of all the others; None for anything else."""
    if len(shape) != 2 or not name.index:
        return None
    if not any(name.index in atom for dim in shape for atom in dim.terms if isinstance(atom, tuple)):
        scope.grids[name.name] = (shape[0], shape[1])
        scope.indexed.pop(name.name, None)
    return single(name)


def single(name: Name) -> Name:
    """The member with its index as a name of its own."""
    return replace(name, name=with_scripts(name.name, name.index), index="")


def member(reader: Elaborator, base: str, terms: list[str], span: Span) -> Value | None:
    """A member of a family of matrices; None for what is none. Unread where a sum runs over its index."""
    shape = reader.scope.grids.get(base)
    if shape is None or len(terms) != 1:
        return None
    return own(reader, base, terms[0], shape, span)


def own(reader: Elaborator, base: str, term: str, shape: Shape, span: Span) -> Value:
    """The matrix that a name and its index stand for together."""
    if term in reader.bound:
        raise Unread(f"{base}_{term} is a matrix for each {term}: a sum of such is read from 1 to its end", span)
    full = with_scripts(base, term)
    known = reader.scope.find(full)
    if known is None:
        known = reader.scope.letters[full] = Known(
            full, shape, "stated" if base in reader.scope.grids else "convention", span
        )
    reader.used.add(full)
    return Value(span, known.shape, known.symbol)
