"""What holds of every entry, and what that gives diagonal matrices."""

from __future__ import annotations

from derivations.kernel.expression import ONE, Apply, Expression, Index, ShapeError
from derivations.operations.algebra import BASIS, SUM
from derivations.operations.elementwise import PRODUCT_OVER, of_every_entry
from derivations.operations.logic import AT_MOST, FORALL, LESS, UNEQUAL
from derivations.operations.matrices import DIAGONAL_MATRIX, ONES
from derivations.operations.notation import forall, index, lift, symbol, unit
from derivations.operations.properties import INVERTIBLE, POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE
from derivations.rules.rule import Rule
from derivations.trees import renamed

Instance = tuple[tuple[Apply, ...], Apply]
_i, _j = index("i", "n"), index("j", "n")
_s = symbol("s", "n")


def _at_a_place(statement: Expression, place: Expression) -> Instance:
    """The place is given as a basis vector."""
    if not (isinstance(statement, Apply) and statement.operation is FORALL and isinstance(statement.data[0], Index)):
        raise ShapeError(f"{statement} says nothing of every place of an index")
    if not (isinstance(place, Apply) and place.operation is BASIS and place.data[1] == Index("1", ONE)):
        raise ShapeError(f"{place} is no basis vector")
    (old,), new, (body,) = statement.data, place.data[0], statement.arguments
    if old.size != new.size or not isinstance(body, Apply):
        raise ShapeError(f"{new.name} runs to {new.size}, and {old.name} to {old.size}")
    return (statement,), _put(body, old, new)


def _put(body: Apply, old: Index, new: Index) -> Apply:
    value = renamed(body, {old: new})
    if not isinstance(value, Apply):
        raise ShapeError(f"{value} is no proposition")
    return value


def _definite(s: Expression) -> Instance:
    return (of_every_entry(LESS, s),), POSITIVE_DEFINITE(DIAGONAL_MATRIX(s))


def _semidefinite(s: Expression) -> Instance:
    return (of_every_entry(AT_MOST, s),), POSITIVE_SEMIDEFINITE(DIAGONAL_MATRIX(s))


def _invertible(s: Expression) -> Instance:
    return (of_every_entry(UNEQUAL, s),), INVERTIBLE(DIAGONAL_MATRIX(s))


def _positive_product(product: Expression) -> Instance:
    if not (isinstance(product, Apply) and product.operation is PRODUCT_OVER):
        raise ShapeError(f"{product} is no product over an index")
    (body,) = product.arguments
    return (forall(product.data[0], LESS(lift(0), body)),), LESS(lift(0), product)


def _sum_of(statement: Expression) -> Instance:
    """aᵢ ≤ bᵢ everywhere gives Σ aᵢ ≤ Σ bᵢ."""
    if not (isinstance(statement, Apply) and statement.operation is FORALL and isinstance(statement.data[0], Index)):
        raise ShapeError(f"{statement} says nothing of every place of an index")
    (body,) = statement.arguments
    if not isinstance(body, Apply) or body.operation is not AT_MOST:
        raise ShapeError(f"{body} is no inequality")
    left, right = (SUM(side, data=statement.data) for side in body.arguments)
    return (statement,), AT_MOST(left, right)


def _spread(p: Expression) -> Instance:
    """p'vv'p ≤ Σ p_i v_i² for weights that add up to at most 1, by the inequality of Cauchy and Schwarz."""
    weights = of_every_entry(AT_MOST, p)
    return (weights, AT_MOST(ONES(data=p.shape).T * p, lift(1))), POSITIVE_SEMIDEFINITE(DIAGONAL_MATRIX(p) - p * p.T)


RULES = (
    Rule("sum of inequalities", (forall(_i, AT_MOST(_s[_i], _s[_i] * _s[_i])),), _sum_of, "by induction"),
    Rule("covariance of a distribution", (_s,), _spread, "Boyd & Vandenberghe, Convex Optimization (2004), 3.1.5"),
    Rule("at a place", (forall(_i, _s[_i] > 0), unit(_j)), _at_a_place, "what holds everywhere holds there"),
    Rule("product of positive numbers", (PRODUCT_OVER(_s[_i], data=(_i,)),), _positive_product, "by induction"),
    Rule("diagonal of positive numbers", (_s,), _definite, "HJ 7.1: v'diag(s)v = Σ sᵢvᵢ²"),
    Rule("diagonal of nonnegative numbers", (_s,), _semidefinite, "HJ 7.1: v'diag(s)v = Σ sᵢvᵢ²"),
    Rule("diagonal of nonzero numbers", (_s,), _invertible, "HJ 0.9.1"),
)
