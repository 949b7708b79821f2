"""Equations at hand: what the facts state, and the laws of the values that occur."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivations.kernel.expression import TRUTH, Apply, Expression
from derivations.operations.logic import EQUAL
from derivations.operations.notation import transpose
from derivations.trees import walk


@dataclass(frozen=True)
class Source:
    """Law `which` of a node, or its transpose, as p = q."""

    node: Apply
    which: int
    transposed: bool

    def sides(self) -> tuple[Expression, Expression]:
        """Left and right of the equation."""
        left, right = self.node.operation.laws(self.node)[self.which].arguments
        return (transpose(left), transpose(right)) if self.transposed else (left, right)


def sources(facts: tuple[Apply, ...], *values: Apply) -> Iterator[Source]:
    """Every equation at hand: those that facts state, and the laws of values that occur."""
    nodes = dict.fromkeys(facts)
    for expression in (*facts, *values):
        nodes.update(dict.fromkeys(n for n in walk(expression) if isinstance(n, Apply) and n.shape != TRUTH))
    yield from stated(nodes)


def stated(nodes: Iterable[Apply]) -> Iterator[Source]:
    """The equations that propositions state, or that are laws of values, each also transposed."""
    for node in nodes:
        for which, law in enumerate(node.operation.laws(node)):
            for transposed in (False, True) if law.operation is EQUAL else ():
                yield Source(node, which, transposed)
