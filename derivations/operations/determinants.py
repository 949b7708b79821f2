"""Determinant and rank: what they are of products, transposes, inverses, blocks, and of M + UV."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.kernel.expression import ONE, Apply, Expression, Operation, Shape, ShapeError, written
from derivations.kernel.form import Form, constant, count, index_form, product
from derivations.operations.algebra import ADD, IDENTITY, INVERSE, PRODUCT, SCALAR, SCALE, SIZE, TRANSPOSE, ZERO
from derivations.operations.blocks import BLOCK, layout
from derivations.operations.cells import cells, leibniz
from derivations.operations.forms import of_matrix
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import TRACE
from derivations.operations.notation import chained, is_zero, lift, over, plus, times
from derivations.operations.powers import natural_form
from derivations.operations.properties import INVERTIBLE
from derivations.operations.reciprocals import content
from derivations.trees import walk


def _square(node: Apply) -> Shape:
    (a,) = node.arguments
    if a.shape[0] != a.shape[1]:
        raise ShapeError(f"the determinant of {a} ({written(a.shape)}): it is not square")
    return SCALAR


def _determinant_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    (form,) = forms
    if node.arguments[0].shape == SCALAR:
        return form
    size = node.arguments[0].shape[0]
    if not form.terms:
        return constant(0)
    lead, powers, rest = content(form)
    factor = natural_form(product(powers, ()).scaled(lead), count(size))  # det cM = cⁿ det M
    one = index_form(IDENTITY(data=(size,)))
    return factor if rest == one else factor * of_matrix("determinant", rest, shape=node.arguments[0].shape, places=())


def _determinant_laws(node: Apply) -> tuple[Apply, ...]:
    (a,) = node.arguments
    return tuple(EQUAL(node, value) for value in _determinants(a)) if isinstance(a, Apply) else ()


def _determinants(a: Apply) -> Iterator[Expression]:
    """Other ways to write det A, from how A is built."""
    grid = cells(a)
    if grid is not None and any(isinstance(part, Apply) and part.operation is BLOCK for part in walk(a)):
        yield leibniz(grid)
        return
    match a.operation:
        case operation if operation is TRANSPOSE:
            yield DETERMINANT(*a.arguments)
        case operation if operation is INVERSE:
            yield over(1, DETERMINANT(*a.arguments))
        case operation if operation is PRODUCT:
            yield from _of_product(a)
        case operation if operation is ADD:
            yield from _of_sum(a)
        case operation if operation is BLOCK:
            yield from _of_blocks(a)
        case operation if operation is SCALE and not a.shape[0].terms[-1][0]:
            factor, rest = a.arguments  # of a size that is a plain number
            yield times(factor ** a.shape[0].terms[-1][1], DETERMINANT(rest))


def _of_product(a: Apply) -> Iterator[Expression]:
    """det(FG…) = det F det G …, the factors cut where they are square."""
    groups: list[Expression] = []
    for factor in a.arguments:
        if groups and groups[-1].shape[0] != groups[-1].shape[1]:
            groups[-1] = times(groups[-1], factor)
        else:
            groups.append(factor)
    if len(groups) > 1 and all(g.shape == a.shape for g in groups):
        value: Expression = DETERMINANT(groups[0])
        for group in groups[1:]:
            value = times(value, DETERMINANT(group))
        yield value


def _of_sum(a: Apply) -> Iterator[Expression]:
    """det(M + UV) = det M det(I + V M⁻¹U), for each product among the terms and each place to cut it."""
    for k, term in enumerate(a.arguments):
        rest = plus(*a.arguments[:k], *a.arguments[k + 1 :])
        factor, word = term.arguments if isinstance(term, Apply) and term.operation is SCALE else (lift(1), term)
        if isinstance(word, Apply) and word.operation is PRODUCT:
            for cut in range(1, len(word.arguments)):
                u, v = (chained(word.arguments[:cut]), chained(word.arguments[cut:]))
                yield _lemma(rest, times(factor, u), v)


def _lemma(m: Expression, u: Expression, v: Expression) -> Expression:
    plain = isinstance(m, Apply) and m.operation is IDENTITY
    inner = times(v, u) if plain else times(times(v, m.inv), u)
    one = v.notation.identity(v.shape[0]) if v.shape[0] != ONE else lift(1)
    second = DETERMINANT(plus(one, inner)) if v.shape[0] != ONE else plus(one, inner)
    return second if plain else times(DETERMINANT(m), second)


def _of_blocks(a: Apply) -> Iterator[Expression]:
    """By the Schur complement of either corner; of a triangular one, the product of the corners."""
    grid = layout(a)
    if a.data != (2, 2) or any(grid[k][k].shape[0] != grid[k][k].shape[1] for k in (0, 1)):
        return
    (p, q), (r, s) = grid
    if is_zero(q) or is_zero(r):
        yield times(DETERMINANT(p), DETERMINANT(s))
        return
    if index_form(p).terms:
        yield times(DETERMINANT(p), DETERMINANT(s - r * p.inv * q))
    if index_form(s).terms:
        yield times(DETERMINANT(s), DETERMINANT(p - q * s.inv * r))


def _determinant_change(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    (a,) = node.arguments
    return times(node, TRACE(a.inv * changes[0]) if a.shape != SCALAR else changes[0] / a)


def _rank_laws(node: Apply) -> tuple[Apply, ...]:
    (a,) = node.arguments
    return tuple(EQUAL(node, value) for value in _ranks(a)) if isinstance(a, Apply) else ()


def _ranks(a: Apply) -> Iterator[Expression]:
    """Other ways to write rank A, from how A is built."""
    match a.operation:
        case operation if operation in (TRANSPOSE, PSEUDO_INVERSE):
            yield RANK(*a.arguments)
        case operation if operation is IDENTITY:
            yield SIZE(data=(a.shape[0],))
        case operation if operation is ZERO:
            yield lift(0)
        case operation if operation is PRODUCT and len(a.arguments) % 2 == 0:
            half = len(a.arguments) // 2
            left, right = chained(a.arguments[:half]), chained(a.arguments[half:])
            if index_form(left.T) == index_form(right):  # B'B and B have one kernel
                yield RANK(right)
            if isinstance(right, Apply) and right.operation is PSEUDO_INVERSE and right.arguments[0] == left:
                yield RANK(left)
            if isinstance(left, Apply) and left.operation is PSEUDO_INVERSE and left.arguments[0] == right:
                yield RANK(right)


DETERMINANT: Operation = Operation(
    "determinant",
    _square,
    _determinant_form,
    lambda c, n: c.number_of(c.determinant(c.value(n.arguments[0]))),
    "\\det({0:0})",
    "det({0:0})",
    90,
    "Horn & Johnson, Matrix Analysis, 2nd ed., 0.3 and 0.8.5",
    differential=_determinant_change,
    smooth=lambda n: (INVERTIBLE(n.arguments[0]),),
    laws=_determinant_laws,
)
RANK: Operation = Operation(
    "rank",
    lambda n: SCALAR,
    lambda n, f: of_matrix("rank", f[0], shape=n.arguments[0].shape, places=()) if f[0].terms else constant(0),
    lambda c, n: c.number_of(c.arithmetic.number(c.rank(c.value(n.arguments[0])))),
    "\\operatorname{{rank}}({0:0})",
    "rank({0:0})",
    90,
    "Horn & Johnson, Matrix Analysis, 2nd ed., 0.4",
    laws=_rank_laws,
)
ROWS = (DETERMINANT, RANK)
