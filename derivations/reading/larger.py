"""Letters that formulas show to be more than numbers: bold ones, transposed ones, capitals below a trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from derivations.reading.events import Event, name_of
from derivations.reading.names import is_transpose, plain
from derivations.reading.randomness import formulas
from derivations.reading.scope import base_of
from derivations.reading.syntax import Beside, Group, Letter, Node, Plus, Scripts, Word, parts
from derivations.reading.usage import SCALARS

_OF_MATRICES = ("tr", "Tr", "trace", "det", "logdet", "rank")


def larger(events: Iterable[Event]) -> frozenset[str]:
    """The letters of formulas that are columns or matrices, whatever fits: 𝐱, A^T, both of (x - μ)^T, S in tr(SB)."""
    nodes = [part for formula in formulas(events) for part in parts(formula)]
    bold, light = ({x.name for x in nodes if isinstance(x, Letter) and x.bold == font} for font in (True, False))
    return frozenset(bold - light).union(*map(_shown, nodes))


def inverted(events: Iterable[Event]) -> frozenset[str]:
    """The capitals that are inverted, transposed or below a trace: what custom writes on matrices."""
    nodes = [part for formula in formulas(events) for part in parts(formula)]
    scripts = [node for node in nodes if isinstance(node, Scripts) and any(plain(sup) == "-1" for sup in node.sups)]
    return frozenset(filter(None, (_capital(node.base) for node in scripts))).union(*map(_shown, nodes))


def _shown(node: Node) -> Iterator[str]:
    if isinstance(node, Scripts) and any(is_transpose(sup) for sup in node.sups):
        names = [name_of(term) for term in _terms(node.base)]
        yield from {base_of(name.name) for name in names if name is not None} - SCALARS
    if isinstance(node, Beside):
        for head, group in pairwise(node.items):
            if isinstance(head, Word) and head.name in _OF_MATRICES:
                yield from {name for name in map(_capital, parts(group)) if name}


def _capital(node: Node) -> str:
    name = name_of(node)
    return base_of(name.name) if name is not None and base_of(name.name)[:1].isupper() else ""


def _terms(node: Node) -> list[Node]:
    """The terms of a sum in brackets, or what stands there alone."""
    inside = node.items[0] if isinstance(node, Group) and len(node.items) == 1 else node
    return [term for _, term in inside.terms] if isinstance(inside, Plus) else [inside]
