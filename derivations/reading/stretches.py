"""Parts of columns and matrices: the entries that an index runs over, where it does not run over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations.blocks import PART
from derivations.reading import values
from derivations.reading.sizes import Clash, Dim, Shape
from derivations.reading.source import Span
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


def part(reader: Elaborator, base: Value, axis: int, name: str, span: Span) -> Value:
    """The rows (axis 0) or columns (axis 1) of a value that an index runs over: all of them, or consecutive ones.

    The index of Σ_{i=1}^n beside a column of n + d entries runs over the first n, that of Σ_{i=n+1}^{n+d} over the
    last d. IllTyped when the value has fewer entries than the index reaches.
    """
    start, run, whole = reader.starts.get(name), reader.places.get(name), base.shape[axis]
    if run is None or run.unknowns():
        return base
    if whole.unknowns() and start is not None:
        _stretch(reader, whole, start + run, name, span)
    if whole.unknowns():
        return base
    if start is None and not whole.contains(run):
        return base
    before = start or Dim({})
    after = whole.resolved().minus(before.resolved()).minus(run.resolved())
    if min(after.terms.values(), default=0) < 0:
        raise IllTyped(f"the index {name} runs from {before} + 1 to {before + run}, and here to {whole}", span)
    sizes = [dim for dim in (before, run, after) if dim.terms]
    place = 1 if before.terms else 0
    shape: Shape = (run, base.shape[1]) if axis == 0 else (base.shape[0], run)

    def build() -> Expression:
        picked = PART(data=(*(values.size_of(dim) for dim in sizes), place))
        return picked.T * base.build() if axis == 0 else base.build() * picked

    return Value(base.span, shape, build)


def _stretch(reader: Elaborator, whole: Dim, end: Dim, name: str, span: Span) -> None:
    """Make a size that is not known the end of an index. IllTyped when it cannot be."""
    try:
        reader.trail.unify(whole, end)
    except Clash:
        raise IllTyped(f"the index {name} runs to {end}, and here to {whole}", span) from None
