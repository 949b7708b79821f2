"""Inequalities that a sentence supposes rather than claims: λ > 0, 0 < η < 1, λ_1 ≥ λ_2 ≥ … ≥ λ_n."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derivations.reading import membership, signs
from derivations.reading.events import Name, name_of
from derivations.reading.names import plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.cues import SUPPOSED
from derivations.reading.rows import Chain as TokenChain
from derivations.reading.rows import Statement, span_of
from derivations.reading.source import Unread
from derivations.reading.syntax import Bars, Chain, Letter, Node, Num, Plus, Scripts
from derivations.reading.syntax import Symbol as Sign

_ORDER = frozenset({"<", ">", "≤", "≥", "≠", "≻", "≽", "≺", "≼"})


def bare_inequality(statement: Statement) -> Chain | None:
    """A condition on letters by themselves, such as λ > 0 or 0 < η < 1."""
    chain = _inequality(statement)
    if chain is None:
        return None
    positive = [signs.RELATIONS[s.text] for s in chain.signs] in ([">"], ["≥"], ["≠"])
    if positive and _is_square(chain.values[0]) and isinstance(chain.values[1], Num) and not chain.values[1].value:
        return chain
    bare = all(_is_bare(value) for value in chain.values) and not all(isinstance(v, Num) for v in chain.values)
    return chain if bare else None


def supposed_inequality(statement: Statement, before: str) -> Chain | None:
    """An inequality that a sentence supposes, as in "for det A > 0"; `before` are the words before it."""
    return _inequality(statement) if SUPPOSED.search(before) else None


def _inequality(statement: Statement) -> Chain | None:
    """A statement that is one chain of inequalities, parsed."""
    chain = _only_chain(statement)
    if chain is None:
        return None
    try:
        values = tuple(parsed(value) for value in chain.values)
    except Unread:
        return None
    return Chain(span_of(chain.values[0]).to(span_of(chain.values[-1])), values, chain.signs)


def _only_chain(statement: Statement) -> TokenChain | None:
    """The chain of inequalities that is all of a statement."""
    if statement.arrows or len(statement.chains) != 1:
        return None
    chain = statement.chains[0]
    ordered = chain.signs and all(signs.RELATIONS[sign.text] in _ORDER for sign in chain.signs)
    return chain if ordered and all(chain.values) else None


def is_ordering(statement: Statement) -> bool:
    """λ_1 ≥ λ_2 ≥ … ≥ λ_n."""
    chain = _only_chain(statement)
    return chain is not None and any(all(t.text in membership.DOTS for t in value) for value in chain.values)


def ordered_names(statement: Statement) -> list[Name]:
    """The names of λ_1 ≥ λ_2 ≥ … ≥ λ_n."""
    found = []
    for value in statement.chains[0].values:
        with suppress(Unread):
            node = parsed(value)
            inner = node.inside if isinstance(node, Bars) else node
            name = name_of(inner)
            found += [Name(name.name.split("_")[0], name.bold, "i")] if name is not None else []
    return found


def _is_square(node: Node) -> bool:
    """The square of a letter, such as a variance \\sigma^2."""
    return isinstance(node, Scripts) and isinstance(node.base, Letter) and [plain(t) for t in node.sups] == ["2"]


def _is_bare(node: Node) -> bool:
    if isinstance(node, Plus) and len(node.terms) == 1:
        return _is_bare(node.terms[0][1])
    return isinstance(node, Num | Sign) or (isinstance(node, Letter | Scripts) and name_of(node) is not None)


def bare_names(chain: Chain) -> list[Name]:
    """The names that stand alone in a condition."""
    return [name for value in chain.values if (name := name_of(value)) is not None]


def each_name(statement: Statement, chain: Chain) -> Iterator[Chain]:
    """The condition for every name of a list, as in w, b > 0, and for x_i in x_1, …, x_n > 0."""
    if not statement.names:
        yield chain
        return
    for tokens in membership.each([*statement.names, statement.chains[0].values[0]]):
        with suppress(Unread):
            yield Chain(chain.span, (parsed(tokens), *chain.values[1:]), chain.signs)
