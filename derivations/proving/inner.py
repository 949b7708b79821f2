"""What inner products in a statement about scalars satisfy: the inequality of Cauchy and Schwarz for pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import ONE, Apply, Expression, Symbol, bound
from derivations.kernel.form import index_form
from derivations.operations.algebra import PRODUCT, SCALAR
from derivations.operations.logic import AT_MOST, EQUAL
from derivations.operations.matrices import NORM, SQUARED_NORM, TRACE
from derivations.operations.notation import chained, lift, negative
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving.facts import real
from derivations.proving.lines import Earn, by, premises
from derivations.proving.pairs import pairs
from derivations.trees import replaced, walk

PAIRS = 6  # of which the solver is told
VECTORS = 4  # whose norms are compared


def products(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> list[Line]:
    """⟨a, Pb⟩² ≤ ⟨a, Pa⟩⟨b, Pb⟩ for the inner products in a goal, with what P needs, and 0 ≤ ⟨a, Pa⟩."""
    lines: list[Line] = []
    seen: set[str] = set()
    for pair in pairs(facts, goal, earn):
        line = by("Cauchy and Schwarz", *pair)
        key = "|".join(sorted(index_form(side).key for side in line.proposition.arguments))
        earned = None if key in seen or len(seen) == PAIRS else earn(next(premises(line)))
        if earned is not None:
            seen.add(key)
            lines += [*earned, line, *(s for v in pair[1:] for s in _square(pair[0], v))]
    return lines


def norms(facts: tuple[Apply, ...], goal: Apply) -> list[Line]:
    """⟨a, b⟩ ≤ ‖a‖‖b‖ and the same of −b, for values whose norms occur; ‖AC‖² ≤ ‖A‖²‖C‖² for products among them."""
    nodes = (part for e in (goal, *facts) for part in walk(e) if isinstance(part, Apply))
    values = list(dict.fromkeys(node.arguments[0] for node in nodes if node.operation in (NORM, SQUARED_NORM)))
    lines = [by("Cauchy and Schwarz, norms", a, c) for a, b in _alike(values) for c in (b, negative(b))]
    for value in values:
        factors = value.arguments if isinstance(value, Apply) and value.operation is PRODUCT else ()
        lines += [by("norm of a product", chained(factors[:k]), chained(factors[k:])) for k in range(1, len(factors))]
    return lines


def meanings(facts: tuple[Apply, ...], goal: Apply) -> list[Line]:
    """The sides of comparisons with a vector or matrix written out that an equation says to be something else."""
    lines: list[Line] = []
    for fact in facts:
        letter, meaning = fact.arguments if fact.operation is EQUAL else (goal, goal)
        if isinstance(letter, Symbol) and letter.shape != SCALAR and letter not in walk(meaning):
            hole = Symbol("□", *letter.shape)
            for side in dict.fromkeys(side for e in (goal, *facts) if real(e) for side in e.arguments):
                if letter in walk(side) and side.shape == SCALAR and not any(bound(p) for p in _nodes(side)):
                    use = Use(fact, 0, replaced(side, letter, hole), hole)
                    lines.append(Line(EQUAL(side, replaced(side, letter, meaning)), "equality", (use,)))
    return lines


def traces(facts: tuple[Apply, ...], goal: Apply) -> list[Line]:
    """0 ≤ tr P for what facts call semidefinite, where the goal has traces."""
    lines: list[Line] = []
    if any(part.operation is TRACE for part in _nodes(goal)):
        for fact in facts:
            if fact.operation is POSITIVE_SEMIDEFINITE and fact.arguments[0].shape != SCALAR:
                lines.append(by("trace of semidefinite", *fact.arguments))
                (trace,) = lines[-1].proposition.arguments
                lines.append(by("semidefinite form is nonnegative", trace, lift(1)))
    return lines


def _nodes(value: Expression) -> Iterator[Apply]:
    return (part for part in walk(value) if isinstance(part, Apply))


def squared(goal: Apply) -> Line | None:
    """a ≤ b from their squares."""
    roots = any(isinstance(part, Apply) and part.operation is NORM for part in walk(goal))
    return by("comparison of squares", *goal.arguments) if roots and goal.operation is AT_MOST else None


def _alike(values: list[Expression]) -> Iterator[tuple[Expression, Expression]]:
    two = combinations(values[: VECTORS + 1], 2)
    return ((a, b) for a, b in two if a.shape == b.shape != SCALAR)


def _square(middle: Expression, value: Expression) -> list[Line]:
    """0 ≤ v'Pv of a column; of a matrix the solver knows that squares are not negative."""
    return [by("semidefinite form is nonnegative", middle, value)] if value.shape[1] == ONE != value.shape[0] else []
