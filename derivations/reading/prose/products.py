"""Products that words name, with the kinds of their factors: the matrix-vector product Wx, the quadratic form x'Ax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivations.reading.events import Declare, Event, Name, name_of
from derivations.reading.names import is_transpose
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.kinds import Kind
from derivations.reading.rows import Statement, span_of
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Beside, Node, Scripts

_BEFORE = r"(?:^|[^\w-])(?:{})\s*(?::|is|of the form)?\s*$"
_M: Kind = "matrix"
_V: Kind = "vector"
_KINDS: tuple[tuple[str, str, tuple[Kind, ...]], ...] = (
    # what they are called, what is transposed, the factors
    (r"matrix[ –-]+vector[ -](?:product|multiplication)s?", "  ", (_M, _V)),
    (r"matrix[ –-]+matrix[ -](?:product|multiplication)s?", "  ", (_M, _M)),
    (r"(?:inner|dot|scalar) products?", "T ", (_V, _V)),
    (r"outer products?", " T", (_V, _V)),
    (r"quadratic forms?", "T  ", (_V, _M, _V)),
)
_NAMED = [(re.compile(_BEFORE.format(words)), marks, kinds) for words, marks, kinds in _KINDS]


def products(words: str, statement: Statement) -> Iterator[Event]:
    """The kinds of the letters of a formula, as in: matrix-vector product: y = Wx."""
    found = next((one for one in _NAMED if one[0].search(words.lower())), None)
    values = [value for chain in statement.chains for value in chain.values if value]
    if (
        found is None
        or not 0 < len(values) <= 2
        or any(s.text not in ("=", ":=") for c in statement.chains for s in c.signs)
    ):
        return
    _, marks, kinds = found
    factors = _factors(values[-1], marks)
    if len(factors) != len(kinds):
        return
    for name, kind in zip(factors, kinds, strict=True):
        yield Declare([name], None, span_of(values[-1]), stated=False, kind=kind, wide=True)


def _factors(tokens: Sequence[Token], marks: str) -> list[Name]:
    """The letters of a product with transposes at these places; empty for anything else."""
    try:
        node = parsed(tokens)
    except Unread:
        return []
    items = node.items if isinstance(node, Beside) else ()
    names = [_factor(item, mark) for item, mark in zip(items, marks, strict=False)]
    found = [name for name in names if name is not None and not name.index]
    return found if len(items) == len(marks) == len(found) else []


def _factor(node: Node, mark: str) -> Name | None:
    if mark == " ":
        return name_of(node)
    if not isinstance(node, Scripts) or node.sub or len(node.sups) != 1 or not is_transpose(node.sups[0]):
        return None
    return name_of(node.base)
