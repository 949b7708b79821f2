"""Statements about rows and columns of a matrix at any place, from the same statement of any vectors."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression, Symbol, bound
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import FORALL
from derivations.proving.connectives import facts_apart
from derivations.proving.lines import Facts, Lines, Prove
from derivations.trees import replaced

MOST = 4  # vectors that are taken for any


def by_members(facts: Facts, goal: Apply, prove: Prove) -> Lines:
    """What holds for all vectors ρ in place of the rows X[i, :] that stand in a goal, and so for these."""
    nodes = list(dict.fromkeys(_members(goal)))
    if not 0 < len(nodes) <= MOST:
        return None
    body: Expression = goal
    letters = tuple(Symbol(f"ρ{k}", *node.shape) for k, node in enumerate(nodes))
    for letter, node in zip(letters, nodes, strict=True):
        body = replaced(body, node, letter)
    if not isinstance(body, Apply) or any(True for _ in _members(body)):
        return None
    general = FORALL(body, data=letters)
    inner = prove(facts_apart(facts, general), body)
    if inner is None:
        return None
    return [
        Line(general, "supposing", lines=tuple(inner)),
        Line(goal, "instance", arguments=tuple(nodes), node=general),
    ]


def _members(value: Expression) -> Iterator[Apply]:
    """The rows and columns of letters at places that are not bound."""
    if not isinstance(value, Apply) or bound(value):
        return
    if value.operation.name in ("row", "column") and isinstance(value.arguments[0], Symbol) and value.shape != SCALAR:
        yield value
        return
    for argument in value.arguments:
        yield from _members(argument)
