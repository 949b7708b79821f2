"""Limits from the inside out, orders of vanishing by derivatives, approximations by explicit bounds, induction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from derivations.kernel.check import Line, agree, conditions, is_known
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol, free, substitute
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.algebra import ADD, INVERSE, PRODUCT, QUOTIENT, SCALAR, SCALE
from derivations.operations.limits import LIMIT, limit, moving, on_the_way
from derivations.operations.logic import EQUAL, FORALL, IMPLIES
from derivations.operations.notation import chained, identity, lift, minus, plus, times, transpose, zero
from derivations.operations.powers import NATURAL_POWER
from derivations.operations.sums import PARTIAL_SUM
from derivations.proving.fractions import coefficients
from derivations.proving.lines import Facts, Lines, Prove, by, premises
from derivations.rules.limits import CONTINUOUS
from derivations.trees import walk

Found = tuple[Expression, list[Line]]  # a target, and lines that show the limit
BOUNDS = (1, 2, 4, 10)


@dataclass(frozen=True)
class Limits:
    """Searches for proofs about limits; the rest is proved by what it is given."""

    prove: Prove
    equation: Prove
    condition: Prove

    def lines(self, facts: Facts, goal: Apply) -> Lines:
        """Lines that end in a limit, an order or an approximation."""
        match goal.operation.name:
            case "order":
                return self.cited(facts, "Taylor's theorem", goal)
            case "approximation":
                ways = (self.cited(facts, "bounded relative error", goal, lift(bound)) for bound in BOUNDS)
                return next((lines for lines in ways if lines), None)
        value, target = goal.arguments
        direct = self._fraction(facts, goal)
        if direct is not None:
            return direct
        found = self.limit_of(facts, value, moving(goal), goal.data[1])
        if found is None:
            return None
        reached, lines = found
        if agree(LIMIT(value, reached, data=goal.data), goal):
            return lines if lines[-1].proposition == goal else [*lines, Line(goal, "known")]
        reflexive = IMPLIES(on_the_way(goal), EQUAL(value, value))
        same = self.prove(facts, FORALL(reflexive, data=(moving(goal),)))
        if same is None:
            return None
        lines = [*lines, *same]
        known = _with(facts, lines)
        last = self.cited(known, "limit of equals", LIMIT(value, reached, data=goal.data), value, target)
        return [*lines, *last] if last else None

    def cited(self, facts: Facts, rule: str, *arguments: Expression) -> Lines:
        """A rule's conclusion, with its premises proved."""
        lines: list[Line] = []
        with suppress(ShapeError, TooLarge):
            line = by(rule, *arguments)
            for premise in premises(line):
                known = _with(facts, lines)
                if not is_known(premise, known):
                    found = self.prove(known, premise)
                    if found is None or not self._exists(known, premise):
                        return None
                    lines += found
            return [*lines, line]
        return None

    def _exists(self, facts: Facts, statement: Apply) -> bool:
        return all(is_known(c, facts) or self.condition(facts, c) is not None for c in conditions(statement))

    def limit_of(self, facts: Facts, value: Expression, letter: Symbol, place: str) -> Found | None:
        """Where a value tends, from where its parts do."""
        if letter not in free(value):
            return value, [by("limit of a constant", limit(value, value, letter, place))]
        if value == letter and place == "0+":
            return lift(0), [by("limit of the letter", limit(value, lift(0), letter, place))]
        for way in self._ways(facts, value, letter, place):
            if way is not None:
                return way
        return None

    def _ways(self, facts: Facts, value: Expression, letter: Symbol, place: str) -> Iterator[Found | None]:
        if not isinstance(value, Apply):
            return
        if value.shape == SCALAR and place != "naturals":
            yield self._of_fraction(facts, value, letter, place)
        if value.operation is NATURAL_POWER and value.arguments[1] == letter and place == "naturals":
            yield _reached(self.cited(facts, "geometric sequence", value.arguments[0], letter))
        if value.operation is PARTIAL_SUM and value.arguments[0] == letter and place == "naturals":
            yield self._series(facts, value, letter)
        if value.operation is QUOTIENT and value.arguments[0].shape != SCALAR:
            yield self.limit_of(facts, times(1 / value.arguments[1], value.arguments[0]), letter, place)
        if place == "oo" and value.operation.name == "exp":
            yield self._decaying(facts, value, letter)
        if value.operation is SCALE and place == "oo" and value.arguments[0] == letter:
            yield self._scaled(facts, value, letter)
        if value.operation is INVERSE and place == "oo":
            yield self._resolvent(facts, value, letter)
        if value.operation is PRODUCT and place == "0+":
            yield from self._regularised(facts, value, letter)
        yield self._continuous(facts, value, letter, place)

    def _series(self, facts: Facts, value: Apply, letter: Symbol) -> Found | None:
        """c + cr + cr² + …, from the sum of its first terms."""
        (_, body), (own,) = value.arguments, value.data
        bases = (
            part.arguments[0] for part in walk(body) if isinstance(part, Apply) and part.operation is NATURAL_POWER
        )
        ratio = next((base for base in bases if own not in free(base)), None)
        if ratio is None:
            return None
        closed = times((1 - NATURAL_POWER(ratio, letter)) / (1 - ratio), substitute(body, {own: lift(0)}))
        found = self.limit_of(facts, closed, letter, "naturals")
        if found is None:
            return None
        first = limit(closed, found[0], letter, "naturals")
        lines = [*found[1], *([] if found[1][-1].proposition == first else [Line(first, "known")])]
        last = self.cited(_with(facts, lines), "limit of equals", first, value, found[0])
        return _reached([*lines, *last] if last else None)

    def _continuous(self, facts: Facts, value: Apply, letter: Symbol, place: str) -> Found | None:
        if value.operation.name not in CONTINUOUS:
            return None
        lines: list[Line] = []
        parts: list[Apply] = []
        for part in value.arguments:
            found = self.limit_of(facts, part, letter, place)
            if found is None:
                return None
            parts.append(limit(part, found[0], letter, place))
            lines += found[1]
        last = self.cited(_with(facts, lines), "limit through a continuous operation", value, *parts)
        return _reached([*lines, *last] if last else None)

    def _resolvent(self, facts: Facts, value: Apply, letter: Symbol) -> Found | None:
        """(P + cλI)⁻¹ at infinity."""
        split = _split(value.arguments[0], letter)
        return (
            None if split is None else self._renamed(value, self.cited(facts, "resolvent at infinity", *split, letter))
        )

    def _scaled(self, facts: Facts, value: Apply, letter: Symbol) -> Found | None:
        """λ(P + cλI)⁻¹ at infinity, and products that begin with the inverse."""
        inside = value.arguments[1]
        factors = inside.arguments if isinstance(inside, Apply) and inside.operation is PRODUCT else (inside,)
        k = next((k for k, f in enumerate(factors) if isinstance(f, Apply) and f.operation is INVERSE), None)
        factor = factors[k] if k is not None else None
        split = _split(factor.arguments[0], letter) if isinstance(factor, Apply) else None
        if k is None or split is None:
            return None
        first = self.cited(facts, "scaled resolvent at infinity", *split, letter)
        if first is None or len(factors) == 1:
            return self._renamed(value, first)
        if any(letter in free(f) for j, f in enumerate(factors) if j != k):
            return None
        return self._inside(facts, value, factors[:k], factors[k + 1 :], letter, first, "oo")

    def _regularised(self, facts: Facts, value: Apply, letter: Symbol) -> Iterator[Found | None]:
        """A product with (P + cλI)⁻¹ in it, beside what P's range holds."""
        for k, factor in enumerate(value.arguments):
            if isinstance(factor, Apply) and factor.operation is INVERSE and letter in free(factor):
                split = _split(factor.arguments[0], letter)
                if split is None:
                    continue
                p, c = split
                yield from self._gram(facts, value, k, letter, p, c)
                before, after = value.arguments[:k], value.arguments[k + 1 :]
                for cut in range(1, len(after) + 1):
                    middle = self._ranged(facts, "regularised pseudo-inverse", p, chained(after[:cut]), c, letter)
                    yield self._inside(facts, value, before, after[cut:], letter, middle)
                for cut in range(len(before) - 1, -1, -1):
                    middle = self._ranged(
                        facts, "regularised pseudo-inverse, left", p, chained(before[cut:]), c, letter
                    )
                    yield self._inside(facts, value, before[:cut], after, letter, middle)

    def _ranged(self, facts: Facts, rule: str, p: Expression, q: Expression, c: Expression, letter: Symbol) -> Lines:
        """The limit of (P + cλI)⁻¹ beside a factor that P's range holds and that does not move."""
        return None if letter in free(q) else self.cited(facts, rule, p, q, c, letter)

    def _gram(
        self, facts: Facts, value: Apply, k: int, letter: Symbol, p: Expression, c: Expression
    ) -> Iterator[Found | None]:
        """(X'X + cλI)⁻¹ beside X', or (XX' + cλI)⁻¹ beside X'."""
        factors = p.arguments if isinstance(p, Apply) and p.operation is PRODUCT else ()
        before, after = value.arguments[:k], value.arguments[k + 1 :]
        half = len(factors) // 2
        if half and len(factors) == 2 * half and agree(transpose(chained(factors[:half])), chained(factors[half:])):
            x = chained(factors[half:])
            if after[:half] == factors[:half]:
                rule = self.cited(facts, "regularised Gram matrix", x, c, letter)
                yield self._inside(facts, value, before, after[half:], letter, rule)
            x = chained(factors[:half])
            if before[len(before) - half :] == factors[half:]:
                rule = self.cited(facts, "regularised Gram matrix, left", x, c, letter)
                yield self._inside(facts, value, before[: len(before) - half], after, letter, rule)

    def _inside(
        self,
        facts: Facts,
        value: Apply,
        before: tuple[Expression, ...],
        after: tuple[Expression, ...],
        letter: Symbol,
        middle: Lines,
        place: str = "0+",
    ) -> Found | None:
        """The limit of a product from that of some factors in the middle."""
        if middle is None:
            return None
        (part, target) = middle[-1].proposition.arguments
        lines, limits = list(middle), []
        for factor in (*before, part, *after):
            found = (target, []) if factor is part else self.limit_of(facts, factor, letter, place)
            if found is None:
                return None
            lines += found[1]
            limits.append(limit(factor, found[0], letter, place))
        whole = PRODUCT(*(node.arguments[0] for node in limits)) if len(limits) > 1 else part
        if len(limits) > 1:
            last = self.cited(_with(facts, lines), "limit through a continuous operation", whole, *limits)
            if last is None:
                return None
            lines += last
        return self._renamed(value, lines)

    def _renamed(self, value: Expression, lines: Lines) -> Found | None:
        """The same limit, of a value with the same form."""
        if not lines:
            return None
        last = lines[-1].proposition
        wanted = LIMIT(value, last.arguments[1], data=last.data)
        if not agree(wanted, last):
            return None
        return last.arguments[1], [*lines, *([] if wanted == last else [Line(wanted, "known")])]

    def _decaying(self, facts: Facts, value: Apply, letter: Symbol) -> Found | None:
        (exponent,) = value.arguments
        with suppress(ShapeError):
            rate = substitute(times(-1, exponent), {letter: lift(1)})
            return self._renamed(value, self.cited(facts, "decaying exponential", rate, letter))
        return None

    def _of_fraction(self, facts: Facts, value: Expression, letter: Symbol, place: str) -> Found | None:
        """A rational function of the letter: the target is read off its coefficients."""
        found = coefficients(value, letter)
        if found is None:
            return None
        top, bottom = found
        places = range(len(top)) if place == "0+" else range(len(top) - 1, -1, -1)
        k = next((k for k in places if top[k] != lift(0) or bottom[k] != lift(0)), 0)
        if bottom[k] == lift(0):
            return None
        target = lift(0) if top[k] == lift(0) else top[k] / bottom[k]
        goal = limit(value, target, letter, place)
        return _reached(self.cited(facts, "limit of a fraction", goal, *top, *bottom))

    def _fraction(self, facts: Facts, goal: Apply) -> Lines:
        found = coefficients(goal.arguments[0], moving(goal)) if goal.data[1] != "naturals" else None
        return self.cited(facts, "limit of a fraction", goal, *found[0], *found[1]) if found else None


def _with(facts: Facts, lines: list[Line]) -> Facts:
    return (*facts, *(line.proposition for line in lines))


def _reached(lines: Lines) -> Found | None:
    return (lines[-1].proposition.arguments[1], lines) if lines else None


def _split(matrix: Expression, letter: Symbol) -> tuple[Expression, Expression] | None:
    """P and c when a matrix is P + cλI."""
    if matrix.shape == SCALAR:
        return None
    with suppress(ShapeError, ZeroDivisionError, TooLarge):
        p = _without(matrix, letter)
        for part in matrix.arguments if isinstance(matrix, Apply) and matrix.operation is ADD else (matrix,):
            factor = part.arguments[0] if isinstance(part, Apply) and part.operation is SCALE else lift(1)
            nested = part
            while isinstance(nested, Apply) and nested.operation is SCALE and letter not in free(nested.arguments[0]):
                nested = nested.arguments[1]
            c = substitute(factor, {letter: lift(1)}) if letter in free(factor) else factor
            moved = plus(p, times(times(c, letter), identity(matrix.shape[0])))
            if is_zero(index_form(minus(matrix, moved))):
                return p, c
    return None


def _without(matrix: Expression, letter: Symbol) -> Expression:
    """A sum without the terms in which a letter occurs."""
    parts = matrix.arguments if isinstance(matrix, Apply) and matrix.operation is ADD else (matrix,)
    return plus(zero(*matrix.shape), *(part for part in parts if letter not in free(part)))
