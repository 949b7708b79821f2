"""Search for why a matrix is invertible or definite: follow how it is built."""

from __future__ import annotations

from collections.abc import Callable

from derivations import clock
from derivations.kernel.check import Line, Use, agree, is_known
from derivations.kernel.expression import Apply, Expression, Operation, Symbol
from derivations.kernel.form import index_form
from derivations.operations import properties as has
from derivations.operations.algebra import ADD, IDENTITY, INVERSE, PRODUCT, SCALE, TRANSPOSE
from derivations.operations.blocks import KRONECKER
from derivations.operations.inverses import MATRIX_ROOT
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import DIAGONAL_MATRIX
from derivations.operations.notation import (
    chained,
    identity,
    inverse,
    is_identity,
    minus,
    plus,
    times,
    transpose,
    zero,
)
from derivations.proving.lines import by
from derivations.proving.lowest import lowest_terms
from derivations.rules import RULES
from derivations.trees import replaced, walk

Scalars = Callable[[Apply], list[Line] | None]  # proves a comparison of scalars
Equations = Callable[[Apply], list[Line] | None]  # proves an equation of matrices
DEPTH = 12
STRONGER = {  # what gives a property of the same matrix, by which rule
    has.INVERTIBLE: (("definite is invertible", has.POSITIVE_DEFINITE), ("orthogonal is invertible", has.ORTHOGONAL)),
    has.POSITIVE_SEMIDEFINITE: (("definite is semidefinite", has.POSITIVE_DEFINITE),),
    has.FULL_COLUMN_RANK: (
        ("orthonormal columns are independent", has.ORTHONORMAL_COLUMNS),
        ("invertible has full column rank", has.INVERTIBLE),
    ),
}
BY_OPERATION = {  # the rule by which a value has a property because of the operation it ends in
    (has.INVERTIBLE, INVERSE): "inverse is invertible",
    (has.INVERTIBLE, TRANSPOSE): "transpose of invertible",
    (has.INVERTIBLE, SCALE): "nonzero multiple of invertible",
    (has.INVERTIBLE, DIAGONAL_MATRIX): "diagonal of nonzero numbers",
    (has.INVERTIBLE, KRONECKER): "Kronecker product of invertible",
    (has.POSITIVE_DEFINITE, IDENTITY): "identity is definite",
    (has.POSITIVE_DEFINITE, INVERSE): "inverse of definite",
    (has.POSITIVE_DEFINITE, TRANSPOSE): "transpose of definite",
    (has.POSITIVE_SEMIDEFINITE, TRANSPOSE): "transpose of semidefinite",
    (has.POSITIVE_DEFINITE, SCALE): "positive multiple of definite",
    (has.POSITIVE_DEFINITE, DIAGONAL_MATRIX): "diagonal of positive numbers",
    (has.POSITIVE_DEFINITE, MATRIX_ROOT): "root of definite",
    (has.POSITIVE_DEFINITE, KRONECKER): "Kronecker product of definite",
    (has.POSITIVE_SEMIDEFINITE, SCALE): "nonnegative multiple of semidefinite",
    (has.POSITIVE_SEMIDEFINITE, DIAGONAL_MATRIX): "diagonal of nonnegative numbers",
    (has.POSITIVE_SEMIDEFINITE, MATRIX_ROOT): "root of semidefinite",
    (has.FULL_COLUMN_RANK, TRANSPOSE): "rows to columns",
}
STRUCTURAL = {prop for prop, _ in BY_OPERATION} | {has.FULL_ROW_RANK}
WEAKER = {has.INVERTIBLE: "definite is invertible", has.POSITIVE_SEMIDEFINITE: "definite is semidefinite"}
SQUARE = {has.INVERTIBLE, has.ORTHOGONAL, has.POSITIVE_DEFINITE}


class Search:
    """Lines that establish a property, from facts and from proofs about scalars and equations."""

    def __init__(self, facts: tuple[Apply, ...], scalars: Scalars, equations: Equations = lambda goal: None) -> None:
        self.facts, self.scalars, self.equations = facts, scalars, equations
        self.tried: set[Apply] = set()

    def establish(self, goal: Apply, depth: int = DEPTH) -> list[Line] | None:
        """Lines ending in the goal; an empty list when it is known already; None when none was found."""
        if is_known(goal, self.facts):
            return []
        if len(goal.arguments) != 1 or clock.left() <= 0:
            return None
        found = self._built(goal, depth) or self._from_stronger(goal, depth)
        found = found or self._by_gram(goal) or self._by_inverse(goal, depth)
        return found or self._by_equations(goal, depth) or self._rewritten(goal, depth)

    def _built(self, goal: Apply, depth: int) -> list[Line] | None:
        """From how the value is built."""
        (value,) = goal.arguments
        ways = {
            has.INVERTIBLE: self._invertible,
            has.POSITIVE_DEFINITE: self._definite,
            has.POSITIVE_SEMIDEFINITE: self._semidefinite,
            has.FULL_COLUMN_RANK: self._independent,
            has.FULL_ROW_RANK: self._independent_rows,
        }
        way = ways.get(goal.operation)
        if way is None or not isinstance(value, Apply) or depth <= 0:
            return None
        return self._by_shape(goal.operation, value, depth - 1) or way(value, depth - 1)

    def _from_stronger(self, goal: Apply, depth: int) -> list[Line] | None:
        (value,) = goal.arguments
        for rule, premise in STRONGER.get(goal.operation, ()):
            if premise not in SQUARE or value.shape[0] == value.shape[1]:
                needed = premise(value)
                lines: list[Line] | None = [] if is_known(needed, self.facts) else None
                if lines is None and premise is has.INVERTIBLE and depth > 0:
                    lines = self.establish(needed, depth - 1)
                if lines is not None:
                    return self._by(rule, (value,), lines)
        return None

    def _by_gram(self, goal: Apply) -> list[Line] | None:
        """The rank of X from facts that X'X, or any product that ends in X, is invertible."""
        (value,) = goal.arguments
        if goal.operation is not has.FULL_COLUMN_RANK:
            return None
        if is_known(has.INVERTIBLE(times(transpose(value), value)), self.facts):
            return self._by("invertible Gram matrix", (value,), [])
        for fact in self.facts:
            whole = fact.arguments[0] if fact.operation is has.INVERTIBLE else None
            if isinstance(whole, Apply) and whole.operation is PRODUCT and whole.arguments[-1] == value:
                left = times(inverse(whole), chained(whole.arguments[:-1]))
                lines = self.equations(EQUAL(times(left, value), identity(value.shape[1])))
                if lines is not None:
                    return self._by("left inverse gives full column rank", (left, value), lines)
        return None

    def _by_inverse(self, goal: Apply, depth: int) -> list[Line] | None:
        """A definite matrix is semidefinite and, as a fact says, invertible."""
        (value,) = goal.arguments
        if goal.operation is not has.POSITIVE_DEFINITE or not is_known(has.INVERTIBLE(value), self.facts):
            return None
        weaker = self.establish(has.POSITIVE_SEMIDEFINITE(value), depth - 1) if depth > 0 else None
        return self._by("invertible semidefinite is definite", (value,), weaker)

    def _by_equations(self, goal: Apply, depth: int) -> list[Line] | None:
        """From a fact that equates the value to something with the property, or to a Gram matrix, or a product to I."""
        (value,) = goal.arguments
        for fact in self.facts if depth > DEPTH - 4 else ():
            if fact.operation is not EQUAL:
                continue
            found = self._substituted(goal, fact, depth)
            if found:
                return found
            for one, other in (fact.arguments, fact.arguments[::-1]):
                if agree(one, value):
                    lines = self.establish(goal.operation(other), depth - 4)
                    turned = [] if one is fact.arguments[0] else [Line(EQUAL(one, other), "equality", (_same(fact),))]
                    if lines is not None:
                        return self._by(f"equal to {goal.operation.name}", (one, other), turned, lines)
        return self._one_sided(value) if goal.operation is has.INVERTIBLE else None

    def _substituted(self, goal: Apply, fact: Apply, depth: int) -> list[Line] | None:
        """With a letter of the value replaced by what a fact says it is."""
        (value,) = goal.arguments
        letter, meaning = fact.arguments
        if not isinstance(letter, Symbol) or letter in walk(meaning) or letter not in walk(value) or letter == value:
            return None
        hole = Symbol("□", *letter.shape)
        plain = replaced(value, letter, meaning)
        same = Line(EQUAL(value, plain), "equality", (Use(fact, 0, replaced(value, letter, hole), hole),))
        without = Search(tuple(other for other in self.facts if other != fact), self.scalars, self.equations)
        found = without.establish(goal.operation(plain))
        return self._by(f"equal to {goal.operation.name}", (value, plain), [same], found)

    def _one_sided(self, value: Expression) -> list[Line] | None:
        """AB = I for square A and B."""
        for fact in self.facts:
            product, one = fact.arguments if fact.operation is EQUAL else (value, value)
            if not isinstance(product, Apply) or product.operation is not PRODUCT or not is_identity(one):
                continue
            for cut in range(1, len(product.arguments)):
                a, b = chained(product.arguments[:cut]), chained(product.arguments[cut:])
                if a.shape == b.shape and agree(a, value):
                    return self._by("one-sided inverse gives invertible", (a, b), [])
                if a.shape == b.shape and agree(b, value):
                    swapped = by("one-sided inverse of a square matrix", a, b)
                    return self._by("one-sided inverse gives invertible", (b, a), [swapped])
        return None

    def _rewritten(self, goal: Apply, depth: int) -> list[Line] | None:
        """The same of the value in lowest terms, or of a Gram matrix that a search shows it to be."""
        (value,) = goal.arguments
        if depth < DEPTH or goal in self.tried:
            return None
        self.tried.add(goal)
        if goal.operation is has.FULL_ROW_RANK:
            turned = transpose(value)
            return self._by("columns to rows", (turned,), self.establish(has.FULL_COLUMN_RANK(turned)))
        if goal.operation is has.FULL_COLUMN_RANK:
            gram = self.establish(has.INVERTIBLE(times(transpose(value), value)))
            return self._by("invertible Gram matrix", (value,), gram)
        if goal.operation not in (has.INVERTIBLE, has.POSITIVE_DEFINITE, has.POSITIVE_SEMIDEFINITE):
            return None
        plain, shown = lowest_terms(value, self.facts) or (value, [])
        found = self._built(goal.operation(plain), depth - 1) if plain != value else None
        if found:
            return self._by(f"equal to {goal.operation.name}", (value, plain), shown, found)
        return self._like_a_fact(goal) or self._gram(goal)

    def _like_a_fact(self, goal: Apply) -> list[Line] | None:
        """From a fact that says the same of something equal."""
        (value,) = goal.arguments
        for fact in self.facts:
            if fact.operation is goal.operation and fact.arguments[0].shape == value.shape:
                (other,) = fact.arguments
                shown = self.equations(EQUAL(value, other))
                if shown is not None:
                    return self._by(f"equal to {goal.operation.name}", (value, other), shown, [])
        return None

    def _gram(self, goal: Apply) -> list[Line] | None:
        """Definite, and so invertible, as a Gram matrix of something that facts say has full column rank."""
        (value,) = goal.arguments
        for fact in self.facts:
            if fact.operation is has.FULL_COLUMN_RANK:
                (columns,) = fact.arguments
                gram = times(transpose(columns), columns)
                shown = self.equations(EQUAL(value, gram)) if gram.shape == value.shape else None
                if shown is not None:
                    rank = self._by("Gram matrix of full column rank", (columns,), [])
                    definite = self._by("equal to positive definite", (value, gram), shown, rank)
                    rule = {
                        has.INVERTIBLE: "definite is invertible",
                        has.POSITIVE_SEMIDEFINITE: "definite is semidefinite",
                    }
                    way = rule.get(goal.operation)
                    return self._by(way, (value,), definite) if way else definite
        return None

    def _by(self, rule: str, arguments: tuple[Expression, ...], *premises: list[Line] | None) -> list[Line] | None:
        if any(lines is None for lines in premises):
            return None
        _, conclusion = RULES[rule].instance(*arguments)
        return [
            *(line for lines in premises for line in lines or ()),
            Line(conclusion, "rule", rule=rule, arguments=arguments),
        ]

    def _by_shape(self, prop: Operation, value: Apply, depth: int) -> list[Line] | None:
        """By the rule for values that end in this operation, its premises established one by one."""
        rule = BY_OPERATION.get((prop, value.operation))
        if rule is None:
            return None
        arguments = value.arguments or (value,)
        found: list[list[Line] | None] = []
        for premise in RULES[rule](*arguments)[0]:
            found.append(self._premise(premise, depth))
            if found[-1] is None:
                return None
        return self._by(rule, arguments, *found)

    def _premise(self, premise: Apply, depth: int) -> list[Line] | None:
        if is_known(premise, self.facts):
            return []
        return self.establish(premise, depth) if premise.operation in STRUCTURAL else self.scalars(premise)

    def _invertible(self, value: Apply, depth: int) -> list[Line] | None:
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

    def _independent(self, value: Apply, depth: int) -> list[Line] | None:
        """Full column rank of a product."""
        for cut in range(1, len(value.arguments)) if value.operation is PRODUCT else ():
            parts = chained(value.arguments[:cut]), chained(value.arguments[cut:])
            first = self.establish(has.FULL_COLUMN_RANK(parts[0]), depth)
            second = self.establish(has.FULL_COLUMN_RANK(parts[1]), depth) if first is not None else None
            if second is not None:
                return self._by("product of full column rank", parts, first, second)
        return None

    def _independent_rows(self, value: Apply, depth: int) -> list[Line] | None:
        turned = transpose(value)
        found = self.establish(has.FULL_COLUMN_RANK(turned), depth)
        return self._by("columns to rows", (turned,), found)

    def _definite(self, value: Apply, depth: int) -> list[Line] | None:
        if value.operation is ADD:
            return self._sum(value, depth)
        return self._congruence(value, depth, definite=True) if value.operation is PRODUCT else None

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
        found = None
        if value.operation is ADD:
            first, rest = value.arguments[0], plus(*value.arguments[1:])
            lines = (self.establish(has.POSITIVE_SEMIDEFINITE(part), depth) for part in (first, rest))
            found = self._by("sum of semidefinite", (first, rest), *lines) or self._spread(value)
        if value.operation is PRODUCT:
            found = self._congruence(value, depth, definite=False)
        definite = None if found else self._built(has.POSITIVE_DEFINITE(value), depth + 1)
        return found or self._by("definite is semidefinite", (value,), definite)

    def _spread(self, value: Apply) -> list[Line] | None:
        """diag(p) − pp' for the weights p of a distribution."""
        for part in value.arguments:
            if isinstance(part, Apply) and part.operation is DIAGONAL_MATRIX:
                (p,) = part.arguments
                line = by("covariance of a distribution", p)
                (matrix,) = line.proposition.arguments
                if agree(matrix, value):
                    earned = [self.scalars(c) for c in RULES[line.rule](p)[0]]
                    same = Line(EQUAL(value, matrix), "equality")
                    return self._by("equal to positive semidefinite", (value, matrix), [same], *earned, [line])
        return None

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


def _same(fact: Apply) -> Use:
    """The fact, to be used from right to left."""
    hole = Symbol("□", *fact.arguments[0].shape)
    return Use(fact, 0, minus(zero(*hole.shape), hole), hole)
