"""The inner products in a statement about scalars, as pairs of vectors or matrices, with what is between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derivations.kernel.expression import ONE, Apply, Expression, Index, ShapeError, Symbol, free
from derivations.kernel.form import Head, TooLarge, index_form
from derivations.operations.algebra import BASIS, ENTRY, PRODUCT, SCALAR, SCALE, SUM
from derivations.operations.elementwise import ABSOLUTE, RELU, of_every_entry
from derivations.operations.logic import AT_MOST, FORALL
from derivations.operations.matrices import DIAGONAL_MATRIX, INNER, ONES, TRACE
from derivations.operations.notation import chained, identity, transpose
from derivations.proving.facts import real
from derivations.proving.lines import Earn
from derivations.proving.polynomials import NotWords
from derivations.proving.words.alphabet import Alphabet
from derivations.trees import walk

Pair = tuple[Expression, Expression, Expression]  # a semidefinite matrix, and the sides of its inner product


def pairs(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Pair]:
    """From the products as they are written, then from those that they expand to."""
    for part in dict.fromkeys(walk(goal)):
        if isinstance(part, Apply) and part.operation is INNER:
            yield _with_identity(*part.arguments)
        if isinstance(part, Apply) and part.operation is ENTRY and part.arguments[0].shape[1] == ONE:
            yield _with_identity(_unit(part), part.arguments[0])
        if isinstance(part, Apply) and part.operation is SUM and len(part.data) == 1:
            yield from _of_sum(*part.data, part.arguments[0])
        if isinstance(part, Apply) and part.operation is TRACE:
            yield _with_identity(identity(part.arguments[0].shape[0]), part.arguments[0])
        inside = part.arguments[0] if isinstance(part, Apply) and part.operation is TRACE else part
        if isinstance(inside, Apply) and inside.operation is PRODUCT and inside.shape[0] == inside.shape[1]:
            yield from _cut(inside.arguments)
    alphabet = Alphabet()
    for expression in (*facts, goal):
        alphabet.learn(expression)
    for head in dict.fromkeys(h for e in (goal, *facts) if real(e) for h in _closed(e)):
        with suppress(NotWords, TooLarge, ShapeError):
            yield from _weighted(facts, alphabet, head, earn)
            yield from _cut(tuple(map(alphabet.letter, alphabet.cycle(head))))


def _of_sum(place: Index, body: Expression) -> Iterator[Pair]:
    """Σ aᵢbᵢ of two factors, Σ aᵢ as Σ 1·aᵢ."""
    factors = body.arguments if isinstance(body, Apply) and body.operation in (PRODUCT, SCALE) else (body,)
    columns = [_column(place, factor) for factor in factors]
    found = [column for column in columns if column is not None]
    if len(found) == len(factors) in (1, 2):
        left, right = (*found, ONES(data=(place.size, ONE)))[:2]
        if index_form(left) != index_form(right):
            yield _with_identity(left, right)


def _column(place: Index, value: Expression) -> Expression | None:
    """The column whose entry at a place a value is: of a letter, or of a function of such an entry."""
    if not isinstance(value, Apply):
        return None
    if value.operation is ENTRY and value.data == (place, None) and place not in free(value.arguments[0]):
        return value.arguments[0]
    inside = _column(place, value.arguments[0]) if value.operation in (ABSOLUTE, RELU) else None
    return None if inside is None else value.operation(inside)


def _unit(entry: Apply) -> Expression:
    """The basis vector of which the inner product with a column is its entry."""
    return BASIS(data=(entry.data[0], Index("1", ONE)))


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


def _weighted(facts: tuple[Apply, ...], alphabet: Alphabet, head: Head, earn: Earn) -> Iterator[Pair]:
    """Σ wᵢaᵢbᵢ, or Σ wᵢaᵢ, for weights that are known not to be negative."""
    places = {indices for _, indices in head.network}
    if len(places) != 1 or len(*places) != 1:
        return
    values = [alphabet.node(factor)[0] for factor, _ in head.network]
    columns = [value if value.shape[1] == ONE else transpose(value) for value in values]
    told = {part for fact in facts if fact.operation is FORALL for part in walk(fact)}  # of other letters none is
    likely = [v for v in columns if columns.count(v) == 1 and (v in told or not isinstance(v, Symbol))]
    weights = [v for v in likely if earn(of_every_entry(AT_MOST, v)) is not None]
    for weight in weights:
        others = [v for v in columns if v != weight]
        if len(others) in (1, 2):
            pair = (*others, ONES(data=weight.shape))[:2]
            yield DIAGONAL_MATRIX(weight), pair[0], pair[1]
