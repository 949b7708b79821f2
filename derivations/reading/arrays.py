"""Derivatives with three indices or more, such as that of a column by a matrix: they are counted, and not read.

∂y/∂W has a number for every entry of y and every entry of W; what is said to equal it has to have as many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

from derivations.reading.scope import Known
from derivations.reading.sizes import Dim, Unknown
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Count = Counter[tuple[str, ...]]  # a polynomial in sizes: how often every monomial stands in it


class Array(Unread):
    """A derivative with more than two indices."""

    def __init__(self, body: Value, by: Known, span: Span) -> None:
        super().__init__(f"{body} differentiated by the matrix {by.name} has more than two indices: not read", span)
        self.body, self.by, self.place = body, by, span

    @property
    def dims(self) -> tuple[Dim, ...]:
        """How far its indices run."""
        return (*self.body.shape, *self.by.shape)


def sides(reader: Elaborator, nodes: Sequence[Node]) -> list[Value]:
    """The values of the sides of an equation. Unread; IllTyped where one has not as many entries as the other."""
    try:
        return [reader.value(node) for node in nodes]
    except Array as array:
        for node, other in zip(nodes, reversed(nodes), strict=True):
            if (node.span.start, node.span.end) == (array.place.start, array.place.end):
                _compare(array, reader.value(other))
        raise


def _compare(array: Array, other: Value) -> None:
    entries, given = _count(array.dims), _count(other.shape)
    if entries is None or given is None or entries == given:
        return
    many, few = _written(entries), _written(given)
    raise IllTyped(
        f"{array.place.text.strip()} has a number for every entry of {array.body.span.text.strip()} and every entry of "
        f"{array.by.name}{many and f', {many} in all'}; {other} has {few or 'another number of entries'}",
        array.place.to(other.span),
    )


def _count(dims: Sequence[Dim]) -> Count | None:
    """The product of sizes; None where one may be 1, as far as is known."""
    total: Count = Counter({(): 1})
    for dim in dims:
        terms = dim.resolved().terms
        if any(isinstance(atom, Unknown) and not atom.wide for atom in terms):
            return None
        more: Count = Counter()
        for (one, many), (atom, count) in product(total.items(), terms.items()):
            letters = (f"{atom.letter} {id(atom)}",) if isinstance(atom, Unknown) else atom
            more[tuple(sorted((*one, *letters)))] += many * count
        total = more
    return total


def _written(count: Count) -> str:
    """As in 2·m·n + 1; empty where a size has no letter yet."""
    if any(" " in letter for monomial in count for letter in monomial):
        return ""
    terms = ([*([str(many)] if many != 1 or not letters else []), *letters] for letters, many in sorted(count.items()))
    return " + ".join("·".join(term) for term in terms)
