"""Optima and convexity: completed squares, Hessians and stationary points, objectives that differ by a known map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from derivations.kernel.check import Line, conditions, is_known
from derivations.kernel.expression import ONE, Apply, Expression, ShapeError, Symbol, free, substitute
from derivations.kernel.form import Form, Head, Term, TooLarge, index_form, is_zero, product
from derivations.operations.algebra import SCALAR
from derivations.operations.calculus import HESSIAN
from derivations.operations.elementwise import EXP, LOG
from derivations.operations.forms import Unsupported
from derivations.operations.logic import AT_MOST, EQUAL, IMPLIES, LESS
from derivations.operations.notation import lift, minus, over, plus, times, transpose, zero
from derivations.operations.optima import (
    CONVEX,
    LOCAL_MINIMISER,
    MINIMISER,
    SAME_OPTIMA,
    constraint,
    letters,
    objective,
    point,
)
from derivations.operations.properties import POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE
from derivations.proving.lines import Facts, Lines, Prove, by, ordered
from derivations.proving.readable import readable
from derivations.rules import RULES
from derivations.trees import walk

NAMES = {
    "minimiser",
    "maximiser",
    "unique_minimiser",
    "unique_maximiser",
    "local_minimiser",
    "local_maximiser",
    "convex",
    "strictly convex",
    "same_optima",
}


@dataclass(frozen=True)
class Optima:
    """Searches for proofs of statements about optima; the rest is proved by what it is given."""

    prove: Prove  # any statement, with its side conditions
    scalar: Prove  # a statement about reals
    equation: Prove
    condition: Prove  # a property, or a sign
    earned: Callable[[Facts, list[Apply]], list[Line]]  # side conditions, as far as they can be earned

    def lines(self, facts: Facts, goal: Apply) -> Lines:
        """Lines that end in the goal, or None."""
        for way in self._ways(facts, goal):
            if way is not None:
                return way
        return None

    def _ways(self, facts: Facts, goal: Apply) -> Iterator[Lines]:
        name = goal.operation.name
        if name in ("convex", "strictly convex"):
            yield from self._convex(facts, goal)
        elif name == "same_optima":
            yield self._same(facts, goal)
        elif name.startswith("local"):
            yield self.cited(facts, goal, "second-order condition for a local optimum", goal)
        else:
            yield self._by_facts(facts, goal)
            if goal.operation is MINIMISER and any(fact.operation is LOCAL_MINIMISER for fact in facts):
                local = LOCAL_MINIMISER(*goal.arguments, data=goal.data)
                yield self.cited(facts, goal, "local minimum of a convex function", local)
            yield self._squared(facts, goal)
            if constraint(goal) is None and len(letters(goal)) == 1:
                yield self.cited(facts, goal, "stationary point of a convex function", goal)
                yield self._by_logarithm(facts, goal)
            yield self._defined(facts, goal)

    def _by_logarithm(self, facts: Facts, goal: Apply) -> Lines:
        """An optimum of a positive objective, from the same of its logarithm."""
        value = objective(goal)
        if (isinstance(value, Apply) and value.operation is LOG) or not _has_exponential(value):
            return None
        sense = "min" if "minim" in goal.operation.name else "max"
        log = LOG(value)
        plain = readable(log, value) or log
        same = SAME_OPTIMA(value, plain, data=(*letters(goal), sense, sense))
        shown = self.cited(facts, same, "logarithm of an objective", same)
        there = goal.operation(plain, *goal.arguments[1:], data=goal.data)
        found = self.lines(facts, there) if shown else None
        return [*shown, *found, by("same optima, an optimum", same, there)] if shown and found else None

    def cited(self, facts: Facts, goal: Apply, rule: str, *arguments: Expression) -> Lines:
        """The goal by a rule whose premises are proved."""
        lines: list[Line] = []
        with suppress(ShapeError):
            line = by(rule, *arguments)
            for premise in RULES[rule](*arguments)[0]:
                if is_known(premise, facts):
                    continue
                found = self.prove((*facts, *(line.proposition for line in lines)), premise)
                known = (*facts, *(one.proposition for one in found or ()), *_of_constants(goal))
                if found is None or not self._exists(known, premise):
                    return None
                lines += found
            return [*lines, line]
        return None

    def _exists(self, facts: Facts, statement: Apply) -> bool:
        """Whether all values in a statement are shown to exist."""
        return all(is_known(c, facts) or self.condition(facts, c) is not None for c in conditions(statement))

    def _convex(self, facts: Facts, goal: Apply) -> Iterator[Lines]:
        """By parts of a sum, by the Hessian, or by the definition."""
        yield self.cited(facts, goal, "second-order condition for convexity", goal)
        if goal.operation is CONVEX:
            yield self._sum(facts, goal)
            yield self._defined(facts, goal)

    def _sum(self, facts: Facts, goal: Apply) -> Lines:
        """A sum of functions that are convex, one of which facts give."""
        value = objective(goal)
        parts = value.arguments if isinstance(value, Apply) and value.operation.name in ("add", "scale") else ()
        if not isinstance(value, Apply) or len(parts) < 2:
            return None
        if value.operation.name == "scale":
            inner = CONVEX(parts[1], data=goal.data)
            return self.cited(facts, goal, "nonnegative multiple of a convex function", parts[0], inner)
        first, rest = CONVEX(parts[0], data=goal.data), CONVEX(plus(*parts[1:]), data=goal.data)
        return self.cited(facts, goal, "sum of convex functions", first, rest)

    def _defined(self, facts: Facts, goal: Apply) -> Lines:
        """By what the statement means."""
        lines: list[Line] = []
        with suppress(ShapeError):
            for law in goal.operation.laws(goal):
                found = self.prove((*facts, *(line.proposition for line in lines)), law)
                if found is None:
                    return None
                lines += found
            return [*lines, Line(goal, "laws")]
        return None

    def _by_facts(self, facts: Facts, goal: Apply) -> Lines:
        """From a fact about another objective that has the same optima."""
        for fact in facts:
            if fact.operation is SAME_OPTIMA:
                for same, turned in ((fact, []), (_turned(fact), [by("same optima, turned", fact)])):
                    for other in facts:
                        with suppress(ShapeError, AttributeError):
                            line = by("same optima, an optimum", same, other)
                            if line.proposition == goal:
                                return [*turned, line]
        return None

    def _squared(self, facts: Facts, goal: Apply) -> Lines:
        """f(w) − f(ŵ) = ½(w − ŵ)'H(w − ŵ), where the constraint holds, with H semidefinite or definite."""
        facts = tuple(fact for fact in facts if free(fact).isdisjoint(letters(goal)))
        with suppress(ShapeError, ZeroDivisionError):
            everywhere, *feasible = goal.operation.laws(goal)
            lines: list[Line] = []
            for law in feasible:
                found = self.prove(facts, law)
                if found is None:
                    return None
                lines += found
            (body,) = everywhere.arguments
            inner = self._gap(facts, goal, body) if isinstance(body, Apply) else None
            if inner is not None:
                lines += self._owed(facts, everywhere)
                return [*lines, Line(everywhere, "supposing", lines=tuple(inner)), Line(goal, "laws")]
        return None

    def _gap(self, facts: Facts, goal: Apply, body: Apply) -> Lines:
        """Lines for the comparison, inside the hypotheses that lead up to it."""
        if body.operation is IMPLIES:
            given, then = (part for part in body.arguments if isinstance(part, Apply))
            inner = self._gap((*facts, given), goal, then)
            owed = self._owed(facts, body)
            return None if inner is None else ordered([*owed, Line(body, "supposing", lines=tuple(inner))])
        values, owed = point(goal), self._owed(facts, body)
        facts = (*facts, *(line.proposition for line in owed))
        if any(letter.shape == SCALAR for letter in values):
            found = self.scalar(facts, body)
            if found is not None:
                return [*owed, *found]
        low, high = body.arguments
        sign = self._positive(facts, goal, body.operation is LESS)
        if sign is None:
            return None
        lines, square = sign
        gap = self.equation(facts, EQUAL(minus(high, low), square))
        if gap is None:
            return None
        known = (*facts, *(line.proposition for line in (*lines, *gap)))
        last = self.scalar(known, body)
        return None if last is None else ordered([*owed, *lines, *gap, *last])

    def _owed(self, facts: Facts, statement: Apply) -> list[Line]:
        """What must hold for the values in a statement to exist, as far as it can be earned."""
        return self.earned(facts, [c for c in conditions(statement) if not is_known(c, facts)])

    def _positive(self, facts: Facts, goal: Apply, strict: bool) -> tuple[list[Line], Expression] | None:
        """The second-order part at w − ŵ, with lines that give its sign."""
        f = objective(goal) if "minim" in goal.operation.name else times(-1, objective(goal))
        values = point(goal)
        if len(values) == 1:
            ((letter, value),) = values.items()
            if letter.shape[1] == ONE and letter.shape != SCALAR:
                return self._definite(facts, f, letter, minus(letter, value), strict)
        square = _second_order_part(f, {letter: minus(letter, value) for letter, value in values.items()})
        found = self.condition(facts, (LESS if strict else AT_MOST)(lift(0), square))
        return None if found is None else (found, square)

    def _definite(
        self, facts: Facts, f: Expression, letter: Symbol, step: Expression, strict: bool
    ) -> tuple[list[Line], Expression] | None:
        shown = readable(over(HESSIAN(f, letter), lift(2)), f)
        if shown is None:
            return None
        signed = (POSITIVE_DEFINITE if strict else POSITIVE_SEMIDEFINITE)(shown)
        earned = self.condition(facts, signed)
        if earned is None:
            return None
        lines = list(earned)
        if strict:
            apart = RULES["definite form is positive"](shown, step)[0][1]
            nonzero = self.condition(facts, apart)
            if nonzero is None:
                return None
            lines += nonzero
        rule = "definite form is positive" if strict else "semidefinite form is nonnegative"
        line = by(rule, shown, step)
        return [*lines, line], times(times(transpose(step), shown), step)

    def _same(self, facts: Facts, goal: Apply) -> Lines:
        """g = cf + k, or a logarithm or exponential of that."""
        f, g = goal.arguments
        names = letters(goal)
        first, second = (item for item in goal.data if isinstance(item, str))
        for factor, shift in _affine(f, g, names):
            found = self.cited(facts, goal, "affine map of an objective", goal, factor, shift)
            if found is not None:
                return found
        for inner, outer, turned in ((f, g, False), (g, f, True)):
            for function, rule in ((LOG, "logarithm of an objective"), (EXP, "exponential of an objective")):
                sense = first if not turned else second
                middle = SAME_OPTIMA(inner, function(inner), data=(*names, sense, sense))
                onwards = SAME_OPTIMA(function(inner), outer, data=(*names, sense, second if not turned else first))
                ways = list(_affine(function(inner), outer, names))
                for factor, shift in ways:
                    one = self.cited(facts, middle, rule, middle)
                    two = one and self.cited(facts, onwards, "affine map of an objective", onwards, factor, shift)
                    if one and two:
                        lines = [*one, *two, by("same optima, composed", middle, onwards)]
                        return [*lines, by("same optima, turned", lines[-1].proposition)] if turned else lines
        return None


def _of_constants(goal: Apply) -> tuple[Apply, ...]:
    """What the goal itself needs to exist and no letter bound in it has to do with: it is reported with the goal."""
    return tuple(c for c in conditions(goal) if c.operation.name != "forall" and free(c).isdisjoint(letters(goal)))


def _has_exponential(value: Expression) -> bool:
    names = {"exp", "real power", "density", "product_over"}
    return any(isinstance(part, Apply) and part.operation.name in names for part in walk(value))


def _turned(fact: Apply) -> Apply:
    first, second = (item for item in fact.data if isinstance(item, str))
    return SAME_OPTIMA(*fact.arguments[::-1], data=(*letters(fact), second, first))


def _second_order_part(f: Expression, steps: dict[Symbol, Expression]) -> Expression:
    """(f(Δ) + f(−Δ))/2 − f(0), which is the quadratic part of a quadratic."""
    ahead = substitute(f, steps)
    behind = substitute(f, {letter: times(-1, step) for letter, step in steps.items()})
    nothing = substitute(f, {letter: zero(*letter.shape) for letter in steps})
    return minus(times(lift(Fraction(1, 2)), plus(ahead, behind)), nothing)


def _affine(f: Expression, g: Expression, names: tuple[Symbol, ...]) -> Iterator[tuple[Expression, Expression]]:
    """Factors c and shifts k, free of some letters, for which g = cf + k may hold: by comparing first terms."""
    keys = {head.key for letter in names for term in index_form(letter).terms for head in _heads(term)}
    nothing: dict[Symbol, Expression] = {letter: zero(*letter.shape) for letter in names}
    with suppress(TooLarge, Unsupported):
        for factor in _ratios(_varying(index_form(f), keys), _varying(index_form(g), keys), f, g):
            if free(factor).isdisjoint(names):
                with suppress(ShapeError, ZeroDivisionError):
                    rest = minus(g, times(factor, f))
                    shift = substitute(rest, nothing)
                    if is_zero(index_form(rest) - index_form(shift)):
                        yield factor, _simple(shift)
    yield lift(1), lift(0)  # equal by what facts say


def _simple(value: Expression) -> Expression:
    form = index_form(value)
    if not form.terms:
        return lift(0)
    return readable(value) or value


def _heads(term: Term) -> Iterator[Head]:
    yield from (head for head, _ in term.scalars)
    yield from (head for head, _ in term.network)


def _varying(form: Form, keys: set[str]) -> list[tuple[Term, Fraction]]:
    return [(term, c) for term, c in form.terms.items() if any(key in term.key for key in keys)]


def _ratios(
    p: list[tuple[Term, Fraction]], q: list[tuple[Term, Fraction]], f: Expression, g: Expression
) -> Iterator[Expression]:
    """What the first varying term of f is to be multiplied by to give a term of g."""
    from derivations.proving.words.alphabet import Alphabet

    if not p or len(p) != len(q):
        return
    alphabet = Alphabet()
    for value in (f, g):
        alphabet.learn(value)
    term, c = min(p, key=lambda pair: pair[0].key)
    for other, d in q:
        if term.network == other.network:
            quotient = product((*other.scalars, *((head, -power) for head, power in term.scalars)), ()).scaled(d / c)
            with suppress(ValueError):
                yield alphabet.scalar(quotient)
