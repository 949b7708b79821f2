"""Decompositions in words: what the names of a singular or spectral one say of its factors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from derivations.reading.events import Declare, Describe, Event, name_of
from derivations.reading.names import plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.formulas import Reading
from derivations.reading.rows import Statement
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Beside, Node, Scripts, parts

_THIN = re.compile(
    r"\b(?:thin|compact|reduced|econom\w+|skinny|truncated|partial|low[- ]rank|rank[- ](?:\w|[\ue000-\uf8ff])\b"
    r"|(?:top|leading|largest|first)\b)"
)


def decomposed(said: str, readings: list[Reading]) -> Iterator[Event]:
    """What the names of decompositions say of their factors."""
    words = re.search(r"\bsvd\b|singular[- ]value|eigen-?decomposition|spectral|diagonali[sz]", said)
    if not words:
        return
    svd = words[0].startswith(("svd", "singular"))
    thin = bool(_THIN.search(said))
    for reading in readings:
        for statement in reading.statements:
            found = list(_factors(statement, svd=svd, thin=thin))
            reading.before += " decomposition" if found else ""
            yield from found or _members(statement, words[0], reading.span)


def _members(statement: Statement, word: str, span: Span) -> Iterator[Event]:
    """The letters of Σ_i λ_i q_i q_i', of which more is meant than is read."""
    for value in (value for chain in statement.chains for value in chain.values[1:]):
        with suppress(Unread):
            names = [name for part in parts(parsed(value)) if (name := name_of(part)) is not None and name.index]
            if names and any(token.text == "\\sum" for token in value):
                yield Describe(names, word, span)


def _factors(statement: Statement, *, svd: bool, thin: bool) -> Iterator[Event]:
    chain = statement.chains[0] if statement.chains else None
    if chain is None or len(chain.signs) != 1 or not chain.values[1]:
        return
    try:
        right = parsed(chain.values[1])
    except Unread:
        return
    if not isinstance(right, Beside) or len(right.items) != 3:
        return
    names = [name_of(item.base if isinstance(item, Scripts) and item.sups else item) for item in right.items]
    left, middle, last = names
    if left is None or middle is None or last is None:
        return
    outer = "orthonormal columns" if svd and thin else "orthogonal"
    if _is_inverse(right.items[-1]):
        outer = "invertible"  # the eigenvectors of a matrix that need not be symmetric
    both = [left] if left == last else [left, last]
    yield Declare(both, None, right.span, [outer], stated=False, early=True)
    if not svd or thin:
        yield Declare([middle], None, right.span, ["diagonal"], stated=False, early=True)


def _is_inverse(node: Node) -> bool:
    return isinstance(node, Scripts) and any(plain(sup) == "-1" for sup in node.sups)
