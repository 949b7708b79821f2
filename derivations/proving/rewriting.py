"""Scalar functions of matrices (determinants, ranks, norms, logarithms) rewritten by laws and rules, breadth first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol
from derivations.kernel.form import Form, TooLarge, index_form, is_zero
from derivations.operations.algebra import PRODUCT, SCALAR
from derivations.operations.determinants import DETERMINANT, RANK
from derivations.operations.elementwise import LOG, ROOT
from derivations.operations.forms import Unsupported
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import NORM
from derivations.operations.notation import chained, times, transpose
from derivations.operations.properties import FULL_COLUMN_RANK, FULL_ROW_RANK, IDEMPOTENT, INVERTIBLE
from derivations.proving.linear import combination
from derivations.proving.lines import Earn, Prove, by
from derivations.proving.sources import Source, sources
from derivations.trees import replaced, walk

FUNCTIONS = (DETERMINANT, RANK, LOG, NORM, ROOT)
STATES = 60  # rewritten goals looked at before giving up
FAILURES = (ShapeError, TooLarge, Unsupported, ZeroDivisionError)


@dataclass(frozen=True)
class State:
    """A goal to which the first goal comes down, by some lines and the uses that account for the change."""

    goal: Apply
    lines: tuple[Line, ...] = ()
    uses: tuple[Use, ...] = ()


@dataclass
class Rewriting:
    """Goals about scalar functions of matrices, from facts."""

    facts: tuple[Apply, ...]
    goal: Apply
    prove: Prove
    earn: Earn

    def lines(self) -> list[Line] | None:
        """The goal from its sides rewritten until they agree, follow linearly from facts, or can be searched for."""
        if not self._functions(self.goal):
            return None
        helped = [line for line in self._of_equations() if line]
        known = (*self.facts, *(line.proposition for line in helped))
        seen: dict[str, State] = {}
        for state in self._states(seen):
            if is_zero(_difference(state.goal)):
                return [*state.lines, Line(self.goal, "equality", state.uses)]
            rest = combination(known, state.goal)
            if rest is not None:
                return [*helped, *state.lines, Line(self.goal, "equality", (*state.uses, *rest))]
        return self._searched(list(seen.values()))

    def _states(self, seen: dict[str, State]) -> Iterator[State]:
        """The goal and what it can be rewritten to, nearest first, each once."""
        waiting = [State(self.goal)]
        while waiting and len(seen) < STATES:
            state = waiting.pop(0)
            key = _difference(state.goal).key
            if key not in seen:
                seen[key] = state
                yield state
                waiting += self._steps(state)

    def _searched(self, states: list[State]) -> list[Line] | None:
        """A search for a rewritten goal in which no such function is left."""
        for state in states[1:]:
            if not self._functions(state.goal):
                found = self.prove(self.facts, state.goal)
                if found is not None:
                    hole = Symbol("□", *SCALAR)
                    last = Line(self.goal, "equality", (*state.uses, Use(state.goal, 0, hole, hole)))
                    return [*state.lines, *found, last]
        return None

    def _functions(self, expression: Expression) -> list[Apply]:
        found = (p for p in walk(expression) if isinstance(p, Apply) and p.operation in FUNCTIONS)
        return list(dict.fromkeys(found))

    def _steps(self, state: State) -> list[State]:
        """Every state one law, rule or equality of arguments away."""
        found = []
        left, right = map(self._functions, state.goal.arguments)
        for node in dict.fromkeys((*left, *right)):
            for which, law in enumerate(node.operation.laws(node)):
                found += self._replaced(state, node, law.arguments[1], (), node, which)
            for lines, value in self._by_rules(node):
                found += self._replaced(state, node, value, tuple(lines), lines[-1].proposition, 0)
        for node in left:
            for other in right:
                if node.operation is other.operation and node not in right and other not in left:
                    found += self._congruent(state, node, other)
        return found

    def _replaced(
        self, state: State, node: Apply, value: Expression, lines: tuple[Line, ...], source: Apply, which: int
    ) -> list[State]:
        """A state with a node replaced on both sides."""
        hole = Symbol("□", *node.shape)
        uses, sides = [], []
        with suppress(*FAILURES):
            for side, sign in zip(state.goal.arguments, (1, -1), strict=True):
                context = replaced(side, node, hole)
                sides.append(replaced(side, node, value))
                if context != side:
                    uses.append(Use(source, which, context if sign == 1 else -context, hole))
            return [State(EQUAL(*sides), (*state.lines, *lines), (*state.uses, *uses))]
        return []

    def _by_rules(self, node: Apply) -> Iterator[tuple[list[Line], Expression]]:
        """Values of a rank that hold under conditions."""
        if node.operation is not RANK:
            return
        (a,) = node.arguments
        ways: list[tuple[str, Apply, tuple[Expression, ...]]] = [
            ("rank of full column rank", FULL_COLUMN_RANK(a), (a,)),
            ("rank of full row rank", FULL_ROW_RANK(a), (a,)),
        ]
        if a.shape[0] == a.shape[1]:
            ways.append(("rank of idempotent", IDEMPOTENT(a), (a,)))
        if isinstance(a, Apply) and a.operation is PRODUCT:
            for cut in range(1, len(a.arguments)):
                x, y = chained(a.arguments[:cut]), chained(a.arguments[cut:])
                ways.append(("rank of full column rank times", FULL_COLUMN_RANK(x), (x, y)))
                ways.append(("rank times full row rank", FULL_ROW_RANK(y), (x, y)))
                if x.shape[0] == x.shape[1]:
                    ways.append(("rank of invertible times", INVERTIBLE(x), (x, y)))
                if y.shape[0] == y.shape[1]:
                    ways.append(("rank times invertible", INVERTIBLE(y), (x, y)))
        for rule, premise, arguments in ways:
            earned = self.earn(premise)
            if earned is not None:
                line = by(rule, *arguments)
                yield [*earned, line], line.proposition.arguments[1]

    def _congruent(self, state: State, node: Apply, other: Apply) -> list[State]:
        """The same function of equal arguments; norms of equal squares."""
        (p,), (q,) = node.arguments, other.arguments
        root = node.operation is NORM
        if root:
            p, q = times(transpose(p), p), times(transpose(q), q)
        if p.shape != q.shape:
            return []
        equation = EQUAL(p, q)
        found = self.prove(self.facts, equation)
        if found is None:
            return []
        hole = Symbol("□", *p.shape)
        inside = ROOT(hole) if root else node.operation(hole)
        line = Line(EQUAL(node, other), "equality", (Use(equation, 0, inside, hole),))
        return self._replaced(state, node, other, (*found, line), line.proposition, 0)

    def _of_equations(self) -> Iterator[Line | None]:
        """Determinants of both sides of the equations at hand: A'A = I gives det(A')det(A) = 1."""
        if not any(node.operation is DETERMINANT for node in self._functions(self.goal)):
            return
        equations = tuple(
            fact for fact in self.facts if any(law.operation is EQUAL for law in fact.operation.laws(fact))
        )
        for source in sources(equations):
            if source.node in equations and not source.transposed:
                with suppress(*FAILURES):
                    yield self._determinants(source)

    def _determinants(self, source: Source) -> Line | None:
        left, right = source.sides()
        if left.shape == SCALAR or left.shape[0] != left.shape[1]:
            return None
        hole = Symbol("□", *left.shape)
        first = Use(source.node, source.which, DETERMINANT(hole), hole)
        ((p, back), (q, there)) = (_expanded(DETERMINANT(side)) for side in (left, right))
        uses = (first, *(Use(u.node, u.which, -u.context, u.hole) for u in back), *there)
        return Line(EQUAL(p, q), "equality", uses)


def _expanded(value: Expression) -> tuple[Expression, list[Use]]:
    """A value with its determinants multiplied out by their first laws, and the uses."""
    uses: list[Use] = []
    for _ in range(12):
        nodes = (p for p in walk(value) if isinstance(p, Apply) and p.operation is DETERMINANT)
        node = next((n for n in nodes if n.operation.laws(n)), None)
        if node is None:
            break
        hole = Symbol("□", *SCALAR)
        uses.append(Use(node, 0, replaced(value, node, hole), hole))
        value = replaced(value, node, node.operation.laws(node)[0].arguments[1])
    return value, uses


def _difference(goal: Apply) -> Form:
    left, right = goal.arguments
    return index_form(left) - index_form(right)
