"""The prover: from a claim to a certificate. Whatever it returns is checked by the kernel."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from derivations import oracle
from derivations.claim import Claim
from derivations.kernel.check import Checker, Line, Refused, agree, conditions, is_known
from derivations.kernel.expression import TRUTH, Apply, Expression, Index, ShapeError, bound, free
from derivations.kernel.form import TooLarge
from derivations.operations.algebra import SCALAR
from derivations.operations.determinants import DETERMINANT
from derivations.operations.elementwise import PRODUCT_OVER
from derivations.operations.forms import Unsupported
from derivations.operations.logic import AT_MOST, EQUAL, FORALL, IMPLIES, LESS, UNEQUAL
from derivations.operations.powers import NATURAL
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving import convexity, inner, limits, optima
from derivations.proving.algebra import prove_equation
from derivations.proving.completion import Budget
from derivations.proving.definiteness import Search
from derivations.proving.facts import at_places, consequences, instances, real, to_be_written_out, usable
from derivations.proving.forms import by_rule
from derivations.proving.instances import by_entries
from derivations.proving.lines import by, ordered, owed_by, premises, without_asides
from derivations.proving.naturals import natural
from derivations.proving.readable import readable
from derivations.proving.signs import signs
from derivations.proving.squares import by_squares, sum_of_squares
from derivations.proving.sums import Sums
from derivations.proving.termwise import by_terms
from derivations.rules import RULES
from derivations.trees import walk

LATER = 1.5  # times the budget, after which no comparison is looked at in more ways
NESTED = 5  # conditions that are being established at once


@dataclass(frozen=True)
class Proof:
    """A certificate that the kernel accepted, what it assumes and which rules it cites."""

    lines: tuple[Line, ...]
    assumed: tuple[Apply, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """Why no proof was found."""

    reason: str


def prove(claim: Claim, hints: tuple[Line, ...] = (), budget: Budget | None = None) -> Proof | Failure:
    """A proof of the claim, or what was tried. `hints` are lines to start from, such as cited rules."""
    try:
        lines = Prover(budget or Budget()).certificate(claim.hypotheses, claim.conclusion, hints)
        if lines is None:
            return Failure(_tried(claim.conclusion))
        checked = verify(claim, lines)
    except (TooLarge, Unsupported, ShapeError, ZeroDivisionError) as error:
        return Failure(str(error))
    except Refused as error:
        return Failure(f"the kernel refused the certificate: {error}")
    return Proof(tuple(lines), tuple(checked.assumed), tuple(checked.cited))


def verify(claim: Claim, lines: list[Line] | tuple[Line, ...]) -> Checker:
    """Replay a certificate with the rules and the solver in force; Refused when it does not hold."""
    checker = Checker(RULES, oracle.unsatisfiable)
    checker.replay(claim.hypotheses, lines, claim.conclusion)
    return checker


def _innermost(condition: Apply) -> Apply:
    """What a condition says under all that it supposes."""
    last = condition.arguments[-1]
    inside = condition.operation.name in ("implies", "forall") and isinstance(last, Apply)
    return _innermost(last) if inside and isinstance(last, Apply) else condition


def _tried(goal: Apply) -> str:
    if goal.operation is EQUAL and goal.arguments[0].shape != SCALAR:
        return "the normal forms differ, and completion of the hypotheses found no derivation within its budget"
    return "neither normal forms, completion nor the solver for the reals settled it"


@dataclass
class Prover:
    """Search for certificates, strategy by strategy."""

    budget: Budget
    _began: float = field(default_factory=time.monotonic)
    _pending: set[Apply] = field(default_factory=set)  # conditions that are being established
    _scalars: dict[tuple[tuple[Apply, ...], Apply], bool] = field(default_factory=dict)

    def certificate(self, facts: tuple[Apply, ...], goal: Apply, hints: tuple[Line, ...] = ()) -> list[Line] | None:
        """Lines that end in the goal: side conditions first, then the statement itself."""
        lines = self._earned(facts, self._owed((*facts, *(line.proposition for line in hints), goal)))
        known = (*facts, *(line.proposition for line in (*lines, *hints)))
        lines += hints
        main = [] if hints and is_known(goal, known) else self.goal(known, goal)
        if main is None:
            return None
        extra = self._earned(known, self._sorted(owed_by(main)))
        every = ordered(lines + extra + main)
        ends = every and every[-1].proposition == goal
        return every if ends else [*every, Line(goal, "known")]

    def _earned(self, facts: tuple[Apply, ...], owed: list[Apply]) -> list[Line]:
        """Lines that earn conditions, and the conditions of those, as far as they can be earned."""
        lines: list[Line] = []
        waiting, seen = list(owed), set(owed)
        while waiting:
            found = None if is_known(waiting[0], facts) else self.condition(facts, waiting[0])
            lines += found or []
            facts += tuple(line.proposition for line in found or [])
            more = [c for c in self._sorted(owed_by(found or [])) if c not in seen]
            waiting = [*waiting[1:], *more]
            seen.update(more)
        return lines

    def _established(self, facts: tuple[Apply, ...], values: tuple[Expression, ...]) -> list[Line]:
        """Lines that earn what must hold for values to exist, as far as it can be earned."""
        return ordered(self._earned(facts, self._owed(values)))

    def _owed(self, expressions: tuple[Expression, ...]) -> list[Apply]:
        return self._sorted(c for expression in expressions for c in conditions(expression))

    def _sorted(self, owed: Iterable[Apply]) -> list[Apply]:
        """Conditions, those of every place before those of one (whose index must be new to them), then by size."""
        return sorted(
            dict.fromkeys(owed), key=lambda c: (any(isinstance(i, Index) for i in free(c)), sum(1 for _ in walk(c)))
        )

    def condition(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """Lines that earn a side condition; empty when it is known."""
        if is_known(goal, facts):
            return []
        if goal.operation is FORALL and isinstance(goal.data[0], Index):
            return self._everywhere(facts, goal)
        if goal.operation.name in ("implies", "forall"):
            by_solver = real(goal) and _innermost(goal).operation is not NATURAL
            return (self.scalar(facts, goal) if by_solver else None) or self._inside(facts, goal)
        if goal.operation.name in ("unequal", "less", "at_most") and goal.arguments[0].shape == SCALAR:
            earn = partial(self.condition, facts)
            found = self._of_function(facts, goal) or self.scalar(facts, goal) or by_rule(facts, goal, earn)
            found = found or self._by_signs(facts, goal) or self._by_convexity(facts, goal)
            found = found or self._by_determinants(facts, goal) or self._by_naturals(facts, goal)
            return found or self._once(facts, goal)
        if goal.operation is NATURAL:
            return natural(facts, goal)
        if goal.operation.name == "unequal":
            return by_rule(facts, goal, partial(self.condition, facts))
        if isinstance(goal.arguments[0], Apply) and to_be_written_out(goal.arguments[0]):
            return self._of_derivative(facts, goal, goal.arguments[0])
        brief = partial(self._briefly, facts)
        found = Search(facts, lambda scalar: self.condition(facts, scalar), brief).establish(goal)
        found = found if found is not None else self._by_law(facts, goal) or convexity.semidefinite(facts, goal)
        wanted = found is None and goal.operation is POSITIVE_SEMIDEFINITE
        return self._once(facts, goal) if wanted else found

    def _briefly(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        return prove_equation(facts, goal, self.budget.brief(), lambda wanted: None)

    def _of_derivative(self, facts: tuple[Apply, ...], goal: Apply, value: Apply) -> list[Line] | None:
        """A property of a derivative, from facts that say what it is, or written out as a sum of products."""
        equations = [fact for fact in facts if fact.operation is EQUAL and value in fact.arguments]
        others = [side for fact in equations for side in fact.arguments if side != value]
        plain = readable(value, *facts)
        rule = f"equal to {goal.operation.name}"
        for other in (*others, *([plain] if plain is not None and plain != value else [])):
            found = self.condition(facts, goal.operation(other))
            if found is not None and rule in RULES:
                return [Line(EQUAL(value, other), "equality"), *found, by(rule, value, other)]
        return None

    def _once(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """Ways to a comparison, or to a semidefinite matrix, that ask for others; not for one that is being asked."""
        if goal in self._pending or len(self._pending) >= NESTED or self._late():
            return None
        self._pending.add(goal)
        try:
            found = self._by_squares(facts, goal)
            return found or (self._compared(facts, goal) if goal.operation in (AT_MOST, LESS) else None)
        finally:
            self._pending.discard(goal)

    def _late(self) -> bool:
        """Whether the solver has had its time, which it does not keep by itself."""
        return time.monotonic() - self._began > LATER * self.budget.seconds

    def _by_squares(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A comparison of scalars, or a semidefinite matrix, from a sum of squares."""
        way = {AT_MOST: by_squares, POSITIVE_SEMIDEFINITE: sum_of_squares}.get(goal.operation)
        return way(facts, goal, partial(self.condition, facts), partial(self._briefly, facts)) if way else None

    def _compared(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        return self._by_sums(facts, goal) or self._by_inner_products(facts, goal)

    def _by_sums(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A comparison of sums from one of their terms."""
        for lines in by_terms(facts, goal, partial(self.condition, facts)):
            if self._late():
                return None
            found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
            if found:
                return [*lines, *found]
        return None

    def _by_inner_products(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """From what equations of vectors give, and the inequality of Cauchy and Schwarz; both sides may be squared."""
        earn = partial(self.condition, facts)
        last, told = inner.squared(goal), [*inner.meanings(facts, goal), *inner.traces(facts, goal)]
        ways = (list[Line], partial(inner.norms, facts, goal), partial(inner.products, facts, goal, earn))
        for way in ways:
            if self._late():
                return None
            lines = [*told, *way()]
            known = (*facts, *(line.proposition for line in lines))
            found = self.scalar(known, goal) if lines else None
            if found:
                return [*lines, *found]
            roots = self._of_squares(facts, known, last) if last else None
            if roots:
                return [*lines, *roots]
        return None

    def _of_squares(self, facts: tuple[Apply, ...], known: tuple[Apply, ...], last: Line) -> list[Line] | None:
        """a ≤ b from 0 ≤ b and a² ≤ b²."""
        positive, squares = premises(last)
        first = self.scalar(known, positive)
        second = self.scalar(known, squares) if first is not None else None
        if first is not None and second is None and known == facts:
            second = self._by_squares(facts, squares)
        return None if first is None or second is None else [*first, *second, last]

    def _by_determinants(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """From the signs of the determinants of definite matrices that occur in it."""
        lines: list[Line] = []
        for part in dict.fromkeys(walk(goal)):
            if isinstance(part, Apply) and part.operation is DETERMINANT:
                line = by("determinant of definite", *part.arguments)
                needed = self.condition(facts, next(premises(line)))
                lines += [] if needed is None else [*needed, line]
        found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
        return [*lines, *found] if found else None

    def _by_naturals(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """From facts about reals, and that natural numbers are not negative."""
        lines = [by("natural numbers are not negative", *fact.arguments) for fact in facts if fact.operation is NATURAL]
        found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
        return [*lines, *found] if found else None

    def _by_convexity(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """From facts that call functions convex, at the points in the goal."""
        lines: list[Line] = []
        ways = (convexity.inequalities, convexity.squares, convexity.stationary, convexity.instances)
        for line in (line for way in ways for line in way(facts, goal)):
            needed = [self.condition(facts, p) for p in premises(line) if not is_known(p, facts)]
            lines += [] if None in needed else [*(one for found in needed for one in found or ()), line]
        found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
        return [*lines, *found] if found else None

    def _by_signs(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """From facts about reals and the signs of quadratic forms."""
        lines = signs(facts, goal, partial(self.condition, facts))
        found = self.scalar((*facts, *(line.proposition for line in lines)), goal) if lines else None
        return [*lines, *found] if found else None

    def _of_function(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """det A ≠ 0 for invertible A, det A > 0 for definite A, a product of positive numbers > 0."""
        for side in goal.arguments:
            if isinstance(side, Apply) and side.operation is PRODUCT_OVER:
                line = by("product of positive numbers", side)
                needed = self.condition(facts, RULES[line.rule](side)[0][0])
                if needed is not None and agree(line.proposition, goal):
                    return [*needed, line]
            if isinstance(side, Apply) and side.operation is DETERMINANT:
                rule = "determinant of invertible" if goal.operation is UNEQUAL else "determinant of definite"
                line = by(rule, *side.arguments)
                needed = self.condition(facts, RULES[rule](*side.arguments)[0][0])
                if needed is not None and agree(line.proposition, goal):
                    return [*needed, line]
        return None

    def _everywhere(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A condition on every entry, from what facts say of every entry."""
        (body,) = goal.arguments
        if goal in self._pending:
            return None
        self._pending.add(goal)
        apart = tuple(fact for fact in facts if not bound(goal) & free(fact))
        inner = self.certificate(apart, body) if isinstance(body, Apply) else None
        self._pending.discard(goal)
        if inner is None or not isinstance(body, Apply):
            return None
        return [Line(goal, "supposing", lines=tuple(without_asides(inner)) or (Line(body, "known"),))]

    def _inside(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A condition that is owed only inside an implication or a ∀."""
        *given, body = (part for part in goal.arguments if isinstance(part, Apply))
        known = (*(fact for fact in facts if not bound(goal) & free(fact)), *given)
        inner = self.condition(known, body)
        if inner is None:
            return None
        owed = (self.condition(known, c) for c in conditions(body) if not is_known(c, known))
        inner = [line for lines in (*owed, inner) for line in lines or ()]
        return [Line(goal, "supposing", lines=(*inner, Line(body, "known")) if not inner else tuple(inner))]

    def scalar(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A statement about reals, from facts about reals."""
        places = list(at_places(facts, (i for i in free(goal) if isinstance(i, Index))))
        if not self._solved(facts, places, goal):
            return None
        return [*places, Line(goal, "smt")]

    def _solved(self, facts: tuple[Apply, ...], places: list[Line], goal: Apply) -> bool:
        """Whether the solver derives a statement from facts and from what they say at some places."""
        known = (*facts, *(line.proposition for line in places))
        relevant = tuple(f for f in known if usable(f))
        parts = {part for f in relevant if f.operation.name in ("implies", "iff") for part in f.arguments}
        relevant += tuple(f for f in known if f in parts and f not in relevant)
        key = (relevant, goal)
        if key not in self._scalars:
            self._scalars[key] = oracle.unsatisfiable(relevant, goal)
        return self._scalars[key]

    def goal(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """Try the strategies that fit the goal's form."""
        for strategy in self._strategies(facts, goal):
            if strategy is not None:
                return strategy
        return None

    def _strategies(self, facts: tuple[Apply, ...], goal: Apply) -> Iterator[list[Line] | None]:
        if is_known(goal, facts):
            yield self._equation(facts, goal) if goal.operation is EQUAL else [Line(goal, "known")]
        if goal.operation is EQUAL:
            yield Sums(self._established).lines(facts, goal)
            yield self._equation(facts, goal)
        if real(goal):
            yield self.scalar(facts, goal)
        if goal.operation.name in ("less", "at_most", "unequal"):
            yield self.condition(facts, goal)
        if goal.operation.name in ("and", "iff", "implies", "forall"):
            yield self._parts(facts, goal)
            if goal.operation is FORALL:
                yield self._by_induction(facts, goal)
        search = optima.Optima(self.certificate, self.scalar, self._equation, self.condition, self._earned)
        if goal.operation.name in optima.NAMES:
            yield search.lines(facts, goal)
            return
        if goal.operation.name in ("limit", "order", "approximation"):
            yield limits.Limits(self.certificate, self._equation, self.condition).lines(facts, goal)
            return
        if goal.operation.name == "distributed":
            yield search.cited(facts, goal, "affine map of Gaussians", goal)
            return
        if len(goal.arguments) == 1 and goal.arguments[0].shape != TRUTH:
            yield self.condition(facts, goal)
            yield self._by_law(facts, goal)
        if goal.operation.name in ("and", "or", "not", "implies", "iff"):
            yield self.scalar(facts, goal)  # what is not about reals stays opaque
        yield by_entries(facts, goal, self._equation)
        if goal.operation is EQUAL and goal.arguments[0].shape == SCALAR:
            yield self._by_logarithms(facts, goal)

    def _equation(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        return prove_equation(facts, goal, self.budget, partial(self.condition, facts))

    def _by_induction(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """For all natural numbers, from the first and from each to the next."""
        (body,) = goal.arguments
        given = body.arguments[0] if isinstance(body, Apply) and body.operation is IMPLIES else None
        if not isinstance(given, Apply) or given.operation is not NATURAL or given.arguments != goal.data:
            return None
        first, onwards = RULES["induction"](goal)[0]
        start = self.certificate(facts, first)
        known = (*facts, *(line.proposition for line in start or ()))
        step = self.certificate(known, onwards) if start is not None else None
        return None if start is None or step is None else [*start, *step, by("induction", goal)]

    def _by_logarithms(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """An equation of positive numbers with exponentials in them, from that of their logarithms."""
        exponential = {"exp", "density", "product_over", "real power"}
        names = {part.operation.name for part in walk(goal) if isinstance(part, Apply)}
        line = by("equal logarithms", *goal.arguments)
        lines: list[Line] = []
        for premise in premises(line) if names & exponential else ():
            known = (*facts, *(one.proposition for one in lines))
            prove = self._equation if premise.operation is EQUAL else self.condition
            found = prove(known, premise)
            if found is None:
                return None
            lines += found
        return [*lines, line] if lines else None

    def _by_law(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        """A property whose meaning is its equations, from those equations."""
        laws = goal.operation.laws(goal) if goal.operation.defined else ()
        lines: list[Line] = []
        for law in laws:
            found = self.goal(facts, law)
            if found is None:
                return None
            lines += found
        return [*lines, Line(goal, "laws")] if laws else None

    def _parts(self, facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
        match goal.operation.name:
            case "implies":
                given, then = goal.arguments
                if not isinstance(given, Apply) or not isinstance(then, Apply):
                    return None
                there = consequences((*facts, given))
                inner = self.certificate((*facts, given, *(line.proposition for line in there)), then)
                return None if inner is None else [Line(goal, "supposing", lines=(*there, *inner))]
            case "forall":
                (body,) = goal.arguments
                apart = tuple(fact for fact in facts if not bound(goal) & free(fact))
                there = instances(apart, goal)
                known = (*apart, *(line.proposition for line in there))
                inner = self.certificate(known, body) if isinstance(body, Apply) else None
                return inner and [Line(goal, "supposing", lines=(*there, *inner))]
            case "iff":
                left, right = goal.arguments
                parts = [IMPLIES(left, right), IMPLIES(right, left)]
            case _:
                parts = [part for part in goal.arguments if isinstance(part, Apply)]
        lines: list[Line] = []
        for part in parts:
            found = self.certificate((*facts, *(line.proposition for line in lines)), part)
            if found is None:
                return None
            lines += found
        return [*lines, Line(goal, "laws")]
