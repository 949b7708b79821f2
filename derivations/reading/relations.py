"""Relation signs between typed values, as propositions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import ONE, Apply, Expression, Index
from derivations.operations import algebra, elementwise, logic
from derivations.operations.notation import both, equal, less, zero
from derivations.operations.piecewise import CASES
from derivations.operations.properties import POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE
from derivations.reading import signs, values
from derivations.reading.names import INDEX_LETTERS
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Chain, Letter, Node
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Proposition = Callable[[], Apply]


def related(reader: Elaborator, left: Value, sign: Token, right: Value) -> Proposition:
    """The proposition that two values are related. Unread for signs without a meaning here; IllTyped."""
    meaning = signs.RELATIONS[sign.text]
    if meaning in ("=", ":=", "≠"):
        values.same_shape(reader.trail, left, right, "the two sides cannot be equal")
        if meaning == "≠":
            return lambda: logic.UNEQUAL(left.build(), right.build())
        return lambda: _by_cases(left.build(), right.build())
    if meaning in ("≻", "≽", "≺", "≼"):
        return _definite(reader, left, meaning, right)
    if meaning in ("<", ">", "≤", "≥"):
        return _ordered(reader, left, meaning, right)
    raise Unread(f"{sign.text} says nothing that can be judged here", sign.span)


def _by_cases(left: Expression, right: Expression) -> Apply:
    """An equation; where a side is one thing or another by an equation of matrices, what it says of each."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Apply) and one.operation is CASES:
            condition, then, otherwise = one.arguments
            if (
                isinstance(condition, Apply)
                and condition.operation is logic.EQUAL
                and condition.arguments[0].shape != algebra.SCALAR
            ):
                first, last = _by_cases(other, then), _by_cases(other, otherwise)
                return both(logic.IMPLIES(condition, first), logic.IMPLIES(logic.NOT(condition), last))
    return logic.EQUAL(left, right)


def _definite(reader: Elaborator, left: Value, meaning: str, right: Value) -> Proposition:
    values.same_shape(reader.trail, left, right, "these cannot be compared")
    values.needs_square(reader.trail, left, "a definite matrix is square;")
    operation = POSITIVE_DEFINITE if meaning in ("≻", "≺") else POSITIVE_SEMIDEFINITE
    greater, smaller = (left, right) if meaning in ("≻", "≽") else (right, left)

    def build() -> Apply:
        difference = greater.build() - smaller.build()
        if difference.shape == algebra.SCALAR:
            nothing = zero(ONE, ONE)
            return (
                logic.LESS(nothing, difference)
                if operation is POSITIVE_DEFINITE
                else logic.AT_MOST(nothing, difference)
            )
        return operation(difference)

    return build


def _ordered(reader: Elaborator, left: Value, meaning: str, right: Value) -> Proposition:
    column = not left.is_scalar and left.shape[1].is_one and left.shape[0].size() is not None
    if column or (not right.is_scalar and right.shape[1].is_one and right.shape[0].size() is not None):
        return _everywhere(reader, left, meaning, right)
    for side in (left, right):
        values.needs_scalar(reader.trail, side, f"what stands beside {meaning}")
    operation = logic.LESS if meaning in "<>" else logic.AT_MOST
    first, second = (right, left) if meaning in (">", "≥") else (left, right)
    return lambda: operation(first.build(), second.build())


def _everywhere(reader: Elaborator, left: Value, meaning: str, right: Value) -> Proposition:
    values.same_shape(reader.trail, left, right, "these cannot be compared")
    operation = logic.LESS if meaning in "<>" else logic.AT_MOST
    smaller, greater = (right, left) if meaning in (">", "≥") else (left, right)
    return lambda: elementwise.of_every_entry(operation, greater.build() - smaller.build())


def condition(reader: Elaborator, node: Node) -> Callable[[], Expression]:
    """A chain of relations as a condition, such as 0 < x < 1 or i = j."""
    if not isinstance(node, Chain):
        raise Unread("a condition such as x > 0 is wanted", node.span)
    parts = [
        _link(reader, left, sign, right)
        for left, sign, right in zip(node.values, node.signs, node.values[1:], strict=False)
    ]
    return parts[0] if len(parts) == 1 else lambda: both(*(part() for part in parts))


def _link(reader: Elaborator, left: Node, sign: Token, right: Node) -> Callable[[], Expression]:
    indices = _index(reader, left), _index(reader, right)
    if all(indices) and sign.text in ("=", "\\ne", "\\neq"):
        return _same_place(reader, indices[0] or "", sign, indices[1] or "")
    if sign.text not in signs.RELATIONS:
        raise Unread(f"{sign.text} in a condition is not read", sign.span)
    return related(reader, reader.value(left), sign, reader.value(right))


def _index(reader: Elaborator, node: Node) -> str:
    """The name of an index that is in force; empty for anything else."""
    if isinstance(node, Letter) and node.name in INDEX_LETTERS and node.name.lstrip("\\") in reader.places:
        return node.name.lstrip("\\")
    return ""


def _same_place(reader: Elaborator, left: str, sign: Token, right: str) -> Callable[[], Expression]:
    """i = j as a condition: Kronecker's delta is 1."""
    size = reader.places[left]
    first, second = (reader.place(name, size, sign.span) for name in (left, right))

    def build() -> Expression:
        i, j = first(), second()
        column = algebra.BASIS(data=(i, Index("1", ONE)))
        delta = algebra.ENTRY(column, data=(j, None))
        return logic.LESS(zero(1), delta) if sign.text == "=" else equal(delta, 0)

    return build


def conditions(reader: Elaborator, nodes: Sequence[Node]) -> list[Callable[[], Expression]]:
    """Several conditions."""
    return [condition(reader, node) for node in nodes]


__all__ = ["condition", "less", "related"]
