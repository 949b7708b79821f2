"""What must hold inside an operation that binds: of every term of a sum, of every value of a random letter."""

from __future__ import annotations

from derivations.kernel.check import conditions
from derivations.kernel.expression import Apply, Index, Symbol, bound, free


def of_every_term(node: Apply) -> tuple[Apply, ...]:
    """The conditions of the arguments of a node, for all values of what it binds."""
    inside = bound(node)
    return tuple(_for_all(node, c, inside) for argument in node.arguments for c in conditions(argument))


def _for_all(node: Apply, condition: Apply, inside: frozenset[Symbol | Index]) -> Apply:
    for name in sorted(inside & free(condition), key=lambda item: item.name):
        condition = node.notation.forall(name, condition)
    return condition
