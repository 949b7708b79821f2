"""What inner products in a statement about scalars satisfy: the inequality of Cauchy and Schwarz for pairs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from derivations.kernel.check import Line
from derivations.kernel.expression import ONE, Apply, Expression, ShapeError
from derivations.kernel.form import Head, TooLarge, index_form
from derivations.operations.algebra import PRODUCT, SCALAR
from derivations.operations.elementwise import of_every_entry
from derivations.operations.logic import AT_MOST
from derivations.operations.matrices import DIAGONAL_MATRIX, INNER, NORM, ONES, SQUARED_NORM, TRACE
from derivations.operations.notation import chained, identity, negative, transpose
from derivations.proving.elimination import Earn
from derivations.proving.facts import real
from derivations.proving.lines import by, premises
from derivations.proving.polynomials import NotWords
from derivations.proving.words import Alphabet
from derivations.trees import walk

Pair = tuple[Expression, Expression, Expression]  # a semidefinite matrix, and the sides of its inner product
PAIRS = 6  # of which the solver is told
VECTORS = 4  # whose norms are compared


def products(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> list[Line]:
    """⟨a, Pb⟩² ≤ ⟨a, Pa⟩⟨b, Pb⟩ for the inner products in a goal, with what P needs, and 0 ≤ ⟨a, Pa⟩."""
    lines: list[Line] = []
    seen: set[str] = set()
    for pair in _pairs(facts, goal, earn):
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


def squared(goal: Apply) -> Line | None:
    """a ≤ b from their squares."""
    roots = any(isinstance(part, Apply) and part.operation is NORM for part in walk(goal))
    return by("comparison of squares", *goal.arguments) if roots and goal.operation is AT_MOST else None


def _alike(values: list[Expression]) -> Iterator[tuple[Expression, Expression]]:
    pairs = combinations(values[: VECTORS + 1], 2)
    return ((a, b) for a, b in pairs if a.shape == b.shape != SCALAR)


def _square(middle: Expression, value: Expression) -> list[Line]:
    """0 ≤ v'Pv of a column; of a matrix the solver knows that squares are not negative."""
    return [by("semidefinite form is nonnegative", middle, value)] if value.shape[1] == ONE != value.shape[0] else []


def _pairs(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Pair]:
    """From the products as they are written, then from those that they expand to."""
    for part in dict.fromkeys(walk(goal)):
        if isinstance(part, Apply) and part.operation is INNER:
            yield _with_identity(*part.arguments)
        inside = part.arguments[0] if isinstance(part, Apply) and part.operation is TRACE else part
        if isinstance(inside, Apply) and inside.operation is PRODUCT and inside.shape[0] == inside.shape[1]:
            yield from _cut(inside.arguments)
    alphabet = Alphabet()
    for expression in (*facts, goal):
        alphabet.learn(expression)
    for head in dict.fromkeys(h for e in (goal, *facts) if real(e) for h in _closed(e)):
        with suppress(NotWords, TooLarge, ShapeError):
            yield from _weighted(alphabet, head, earn)
            yield from _cut(tuple(map(alphabet.letter, alphabet.cycle(head))))


def _with_identity(a: Expression, b: Expression) -> Pair:
    return identity(a.shape[0]), a, b


def _cut(factors: tuple[Expression, ...]) -> Iterator[Pair]:
    """a'b for every place at which a product can be cut, and a'Pb for every factor that may be semidefinite."""
    for k in range(1, len(factors)):
        left, right = transpose(chained(factors[:k])), chained(factors[k:])
        if left.shape == right.shape != SCALAR and index_form(left) != index_form(right):
            yield _with_identity(left, right)
    for k in range(1, len(factors) - 1):
        left, right = transpose(chained(factors[:k])), chained(factors[k + 1 :])
        if left.shape == right.shape and index_form(left) != index_form(right):
            yield factors[k], left, right


def _closed(statement: Apply) -> Iterator[Head]:
    """The closed products in a statement about scalars, also inside roots and the like."""
    waiting = [index_form(side) for side in statement.arguments if side.shape == SCALAR]
    for form in waiting:
        for head in dict.fromkeys(head for term in form.terms for head, _ in term.scalars):
            waiting += head.inner if not head.network else ()
            if head.operation == "closed":
                yield head


def _weighted(alphabet: Alphabet, head: Head, earn: Earn) -> Iterator[Pair]:
    """Σ wᵢaᵢbᵢ, or Σ wᵢaᵢ, for weights that are known not to be negative."""
    places = {indices for _, indices in head.network}
    if len(places) != 1 or len(*places) != 1:
        return
    values = [alphabet.node(factor)[0] for factor, _ in head.network]
    columns = [value if value.shape[1] == ONE else transpose(value) for value in values]
    weights = [v for v in columns if columns.count(v) == 1 and earn(of_every_entry(AT_MOST, v)) is not None]
    for weight in weights:
        others = [v for v in columns if v != weight]
        if len(others) in (1, 2):
            pair = (*others, ONES(data=weight.shape))[:2]
            yield DIAGONAL_MATRIX(weight), pair[0], pair[1]
