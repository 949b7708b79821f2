"""Lemmas worth having before a search: what facts say of letters beyond the equations they state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from derivations.kernel.check import Line, Use, is_known
from derivations.kernel.expression import ONE, Apply, Expression, Operation, ShapeError, Symbol
from derivations.kernel.form import index_form, is_zero
from derivations.operations.algebra import INVERSE, PRODUCT, SCALAR
from derivations.operations.blocks import KRONECKER
from derivations.operations.gaussians import CONDITIONAL_COVARIANCE, CONDITIONAL_MEAN
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.logic import EQUAL
from derivations.operations.notation import chained, is_identity, minus, times, transpose, unequal, zero
from derivations.operations.properties import (
    FULL_COLUMN_RANK,
    FULL_ROW_RANK,
    INVERTIBLE,
    ORTHONORMAL_COLUMNS,
    SYMMETRIC,
)
from derivations.proving.lines import Earn, Prove, by, premises
from derivations.proving.readable import readable
from derivations.trees import walk

CONDITIONAL = {
    CONDITIONAL_MEAN: "conditional mean of Gaussians",
    CONDITIONAL_COVARIANCE: "conditional covariance of Gaussians",
}
COMMUTING = 6  # inverses compared pairwise


def lemmas(facts: tuple[Apply, ...], goal: Apply, prove: Prove, earn: Earn) -> list[Line]:
    """Lines that hold by facts and rules: inverses of symmetric matrices, full-rank factors, square inverses."""
    between = list(_between_orthonormal(facts, goal))
    more = (*facts, *(line.proposition for line in between))
    lines = [
        *between,
        *_of_ranks(facts),
        *_of_square_products(facts),
        *_of_columns(facts, goal, earn),
        *_of_full_rank(more, goal, earn),
        *_of_kronecker_products(facts, goal, earn),
        *_commuting(facts, goal),
        *_conditionals(facts, goal, earn),
    ]
    known = (*facts, *(line.proposition for line in lines))
    symmetric = tuple(fact for fact in facts if any(_says_symmetric(law) for law in fact.operation.laws(fact)))
    for node in reversed(list(dict.fromkeys(part for e in (*facts, goal) for part in walk(e)))):
        if isinstance(node, Apply) and node.operation in (INVERSE, PSEUDO_INVERSE) and symmetric:
            found = _symmetric(node, symmetric, known, prove)
            lines += found
            symmetric += tuple(line.proposition for line in found if line.proposition.operation is SYMMETRIC)
    return lines


def _conditionals(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Line]:
    """What conditional means and covariances of Gaussians are."""
    for node in dict.fromkeys(part for e in (*facts, goal) for part in walk(e)):
        if isinstance(node, Apply) and node.operation in CONDITIONAL:
            with suppress(ShapeError):
                line = by(CONDITIONAL[node.operation], node)
                earned = [earn(premise) for premise in premises(line)]
                if None not in earned:
                    yield from (*(one for lines in earned for one in lines or ()), line)
                    yield from _written_out(line.proposition, (*facts, goal))


def _written_out(equation: Apply, known: tuple[Apply, ...]) -> Iterator[Line]:
    """The equation with its right side as a sum of products, without means."""
    left, right = equation.arguments
    plain = readable(right, *known)
    if plain is not None and plain != right:
        hole = Symbol("□", *left.shape)
        yield Line(EQUAL(left, plain), "equality", (Use(equation, 0, hole, hole),))


def _says_symmetric(law: Apply) -> bool:
    return law.operation is EQUAL and law.arguments[0] == transpose(law.arguments[1])


def _symmetric(node: Apply, symmetric: tuple[Apply, ...], known: tuple[Apply, ...], prove: Prove) -> list[Line]:
    """That an inverse is symmetric because its argument is, where that is not plain from its form."""
    (inside,) = node.arguments
    if inside.shape[0] != inside.shape[1] or is_zero(index_form(node) - index_form(transpose(node))):
        return []
    rule = "inverse of symmetric" if node.operation is INVERSE else "pseudo-inverse of symmetric"
    if is_known(SYMMETRIC(inside), (*symmetric, *known)):
        return [by(rule, inside)]
    shown = prove(symmetric, EQUAL(transpose(inside), inside))
    return [*shown, Line(SYMMETRIC(inside), "laws"), by(rule, inside)] if shown is not None else []


def _of_ranks(facts: tuple[Apply, ...]) -> Iterator[Line]:
    """A letter of full rank has a one-sided inverse: its pseudo-inverse."""
    for fact in facts:
        if fact.operation is FULL_COLUMN_RANK:
            yield by("pseudo-inverse of full column rank", *fact.arguments)
        if fact.operation is FULL_ROW_RANK:
            yield by("pseudo-inverse of full row rank", *fact.arguments)


def _of_square_products(facts: tuple[Apply, ...]) -> Iterator[Line]:
    """AB = I for square A and B gives BA = I."""
    for fact in facts:
        if fact.operation is not EQUAL:
            continue
        for product, one in (fact.arguments, fact.arguments[::-1]):
            if not (isinstance(product, Apply) and product.operation is PRODUCT and is_identity(one)):
                continue
            for cut in range(1, len(product.arguments)):
                a, b = chained(product.arguments[:cut]), chained(product.arguments[cut:])
                if a.shape == b.shape == one.shape:
                    yield by("one-sided inverse of a square matrix", a, b)


def _of_full_rank(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Line]:
    """A⁺A = I or AA⁺ = I where A, which is no letter, has full rank."""
    for node in _nodes(facts, goal, PSEUDO_INVERSE):
        (a,) = node.arguments
        if isinstance(a, Apply):
            columns = earn(FULL_COLUMN_RANK(a))
            rows = earn(FULL_ROW_RANK(a))
            yield from () if columns is None else (*columns, by("pseudo-inverse of full column rank", a))
            yield from () if rows is None else (*rows, by("pseudo-inverse of full row rank", a))


def _between_orthonormal(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """(UAV')⁺ = V A⁺ U' for U and V with orthonormal columns."""
    for node in _nodes(facts, goal, PSEUDO_INVERSE):
        (product,) = node.arguments
        if isinstance(product, Apply) and product.operation is PRODUCT and len(product.arguments) > 2:
            u, *middle, last = product.arguments
            v = transpose(last)
            if all(is_known(ORTHONORMAL_COLUMNS(one), facts) for one in (u, v)):
                yield by("pseudo-inverse between orthonormal columns", u, chained(tuple(middle)), v)


def _of_kronecker_products(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Line]:
    """(A ⊗ B)⁻¹ = A⁻¹ ⊗ B⁻¹ for invertible A and B."""
    for node in _nodes(facts, goal, INVERSE):
        (product,) = node.arguments
        if isinstance(product, Apply) and product.operation is KRONECKER:
            earned = [earn(INVERTIBLE(part)) if _is_square(part) else None for part in product.arguments]
            if all(lines is not None for lines in earned):
                yield from (line for lines in earned for line in lines or ())
                yield by("inverse of a Kronecker product", *product.arguments)


def _is_square(value: Expression) -> bool:
    return value.shape[0] == value.shape[1]


def _of_columns(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> Iterator[Line]:
    """u⁺ = u'/(u'u) for a column that is not zero."""
    for node in _nodes(facts, goal, PSEUDO_INVERSE):
        (u,) = node.arguments
        nonzero = earn(unequal(times(transpose(u), u), 0)) if u.shape[1] == ONE != u.shape[0] else None
        if nonzero is not None:
            yield from (*nonzero, by("pseudo-inverse of a column", u))


def _commuting(facts: tuple[Apply, ...], goal: Apply) -> Iterator[Line]:
    """P⁻¹Q⁻¹ = Q⁻¹P⁻¹ when PQ = QP shows in normal form."""
    nodes = [node for node in _nodes(facts, goal, INVERSE) if node.shape != SCALAR]
    for one, other in combinations(nodes[:COMMUTING], 2):
        p, q = one.arguments[0], other.arguments[0]
        if p.shape == q.shape and p != q and is_zero(index_form(p * q) - index_form(q * p)):
            first, second = by("inverse commutes", p, q), by("inverse commutes", q, p.inv)
            hole = Symbol("□", *p.shape)
            turned = Use(first.proposition, 0, minus(zero(*hole.shape), hole), hole)
            yield from (Line(EQUAL(p * q, q * p), "equality"), first)
            yield from (Line(EQUAL(q * p.inv, p.inv * q), "equality", (turned,)), second)


def _nodes(facts: tuple[Apply, ...], goal: Apply, operation: Operation) -> list[Apply]:
    values = (part for e in (*facts, goal) for part in walk(e))
    return list(dict.fromkeys(v for v in values if isinstance(v, Apply) and v.operation is operation))
