"""Search for why a matrix is invertible or definite: follow how it is built."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.check import Line, is_known
from derivations.kernel.expression import Apply, Expression
from derivations.kernel.form import index_form
from derivations.operations import properties as has
from derivations.operations.algebra import ADD, IDENTITY, INVERSE, PRODUCT, SCALE, TRANSPOSE
from derivations.operations.notation import at_most, chained, less, plus, transpose, unequal
from derivations.rules import RULES

Scalars = Callable[[Apply], list[Line] | None]  # proves a comparison of scalars
DEPTH = 12


class Search:
    """Lines that establish a property, from facts and from proofs about scalars."""

    def __init__(self, facts: tuple[Apply, ...], scalars: Scalars) -> None:
        self.facts, self.scalars = facts, scalars

    def establish(self, goal: Apply, depth: int = DEPTH) -> list[Line] | None:
        """Lines ending in the goal; an empty list when it is known already; None when none was found."""
        if is_known(goal, self.facts):
            return []
        (value,) = goal.arguments if len(goal.arguments) == 1 else (None,)
        if value is None or depth == 0 or not isinstance(value, Apply):
            return self._from_stronger(goal, depth)
        ways = {
            has.INVERTIBLE: self._invertible,
            has.POSITIVE_DEFINITE: self._definite,
            has.POSITIVE_SEMIDEFINITE: self._semidefinite,
        }
        way = ways.get(goal.operation)
        return (way(value, depth - 1) if way else None) or self._from_stronger(goal, depth)

    def _from_stronger(self, goal: Apply, depth: int) -> list[Line] | None:
        stronger = {
            has.INVERTIBLE: (
                ("definite is invertible", has.POSITIVE_DEFINITE),
                ("orthogonal is invertible", has.ORTHOGONAL),
            ),
            has.POSITIVE_SEMIDEFINITE: (("definite is semidefinite", has.POSITIVE_DEFINITE),),
            has.FULL_COLUMN_RANK: (("invertible has full column rank", has.INVERTIBLE),),
        }.get(goal.operation, ())
        (value,) = goal.arguments
        for rule, premise in stronger:
            if value.shape[0] == value.shape[1]:
                needed = premise(value)
                lines: list[Line] | None = [] if is_known(needed, self.facts) else None
                if lines is None and goal.operation is has.FULL_COLUMN_RANK and depth:
                    lines = self.establish(needed, depth - 1)
                if lines is not None:
                    return self._by(rule, (value,), lines)
        return None

    def _by(self, rule: str, arguments: tuple[Expression, ...], *premises: list[Line] | None) -> list[Line] | None:
        if any(lines is None for lines in premises):
            return None
        _, conclusion = RULES[rule].instance(*arguments)
        return [
            *(line for lines in premises for line in lines or ()),
            Line(conclusion, "rule", rule=rule, arguments=arguments),
        ]

    def _invertible(self, value: Apply, depth: int) -> list[Line] | None:
        match value.operation:
            case operation if operation is INVERSE:
                return self._by(
                    "inverse is invertible", value.arguments, self.establish(has.INVERTIBLE(*value.arguments), depth)
                )
            case operation if operation is TRANSPOSE:
                return self._by(
                    "transpose of invertible", value.arguments, self.establish(has.INVERTIBLE(*value.arguments), depth)
                )
            case operation if operation is SCALE:
                factor, rest = value.arguments
                return self._by(
                    "nonzero multiple of invertible",
                    value.arguments,
                    self._scalar(unequal(factor, 0)),
                    self.establish(has.INVERTIBLE(rest), depth),
                )
        definite = self.establish(has.POSITIVE_DEFINITE(value), depth)
        return self._by("definite is invertible", (value,), definite) or self._product(value, depth)

    def _product(self, value: Apply, depth: int) -> list[Line] | None:
        if value.operation is not PRODUCT:
            return None
        for cut in range(1, len(value.arguments)):
            left, right = chained(value.arguments[:cut]), chained(value.arguments[cut:])
            if left.shape[0] == left.shape[1]:
                first = self.establish(has.INVERTIBLE(left), depth)
                second = self.establish(has.INVERTIBLE(right), depth) if first is not None else None
                found = self._by("product of invertible", (left, right), first, second)
                if found:
                    return found
        return None

    def _scalar(self, goal: Apply) -> list[Line] | None:
        return [] if is_known(goal, self.facts) else self.scalars(goal)

    def _definite(self, value: Apply, depth: int) -> list[Line] | None:
        match value.operation:
            case operation if operation is IDENTITY:
                return self._by("identity is definite", (value,))
            case operation if operation is INVERSE:
                return self._by(
                    "inverse of definite",
                    value.arguments,
                    self.establish(has.POSITIVE_DEFINITE(*value.arguments), depth),
                )
            case operation if operation is SCALE:
                factor, rest = value.arguments
                return self._by(
                    "positive multiple of definite",
                    value.arguments,
                    self._scalar(less(0, factor)),
                    self.establish(has.POSITIVE_DEFINITE(rest), depth),
                )
            case operation if operation is ADD:
                return self._sum(value, depth)
            case operation if operation is PRODUCT:
                return self._congruence(value, depth, definite=True)
        return None

    def _sum(self, value: Apply, depth: int) -> list[Line] | None:
        """One term definite, the rest semidefinite."""
        for k, term in enumerate(value.arguments):
            strict = self.establish(has.POSITIVE_DEFINITE(term), depth)
            others = value.arguments[:k] + value.arguments[k + 1 :]
            rest = self.establish(has.POSITIVE_SEMIDEFINITE(plus(*others)), depth) if strict is not None else None
            found = self._by("definite plus semidefinite", (term, plus(*others)), strict, rest)
            if found:
                return found
        return None

    def _semidefinite(self, value: Apply, depth: int) -> list[Line] | None:
        match value.operation:
            case operation if operation is ADD:
                first, *others = value.arguments
                rest = plus(*others)
                return self._by(
                    "sum of semidefinite",
                    (first, rest),
                    self.establish(has.POSITIVE_SEMIDEFINITE(first), depth),
                    self.establish(has.POSITIVE_SEMIDEFINITE(rest), depth),
                ) or self._by("definite is semidefinite", (value,), self._definite(value, depth))
            case operation if operation is SCALE:
                factor, rest = value.arguments
                return self._by(
                    "nonnegative multiple of semidefinite",
                    value.arguments,
                    self._scalar(at_most(0, factor)),
                    self.establish(has.POSITIVE_SEMIDEFINITE(rest), depth),
                )
            case operation if operation is PRODUCT:
                return self._congruence(value, depth, definite=False)
        return self._by("definite is semidefinite", (value,), self._definite(value, depth))

    def _congruence(self, value: Apply, depth: int, *, definite: bool) -> list[Line] | None:
        """B'B or B'PB, whichever way the factors read the same from both ends."""
        count = len(value.arguments)
        half = count // 2
        left, right = chained(value.arguments[:half]), chained(value.arguments[count - half :])
        if index_form(transpose(left)) != index_form(right):
            return None
        rank = self.establish(has.FULL_COLUMN_RANK(right), depth) if definite else []
        if count % 2 == 0:
            rule = "Gram matrix of full column rank" if definite else "Gram matrix"
            return self._by(rule, (right,), rank)
        middle = value.arguments[half]
        prop = has.POSITIVE_DEFINITE if definite else has.POSITIVE_SEMIDEFINITE
        rule = "congruence, definite" if definite else "congruence, semidefinite"
        return self._by(rule, (right, middle), rank, self.establish(prop(middle), depth))
