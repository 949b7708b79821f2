"""Names that are declared or defined, and those of sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.kernel.expression import Size
from derivations.operations import algebra
from derivations.reading import sums
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


def named(reader: Elaborator, name: str, span: Span) -> Value | None:
    """The value of a name that is declared or defined."""
    counter = sums.counter(reader, name, span)
    if counter is not None:
        return counter
    scope = reader.scope
    made = scope.defined.get(name)
    if made is not None and made.value is not None:
        reader.used |= {name, *made.uses}
        value = made.value
        return Value(span, value.shape, value.build)
    known = scope.find(name)
    if known is None:
        return size_letter(reader, name, span)
    reader.used.add(name)
    return Value(span, known.shape, known.symbol)


def size_letter(reader: Elaborator, name: str, span: Span) -> Value | None:
    """A letter that counts rows or columns, as a number."""
    if name not in reader.scope.sizes:
        return None
    return Value(span, SCALAR, lambda: algebra.SIZE(data=(Size.of(name),)))
