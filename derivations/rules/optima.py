"""Optima and convexity. Sources: BV = Boyd & Vandenberghe, Convex Optimization (2004); NW = Nocedal & Wright (2006)."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.expression import Apply, Expression, Operation, ShapeError, Symbol, free, substitute
from derivations.operations.algebra import SCALAR
from derivations.operations.calculus import GRADIENT, HESSIAN
from derivations.operations.elementwise import EXP, LOG
from derivations.operations.logic import AND, AT_MOST, EQUAL, FORALL, IFF, IMPLIES, LESS
from derivations.operations.notation import lift, symbol, transpose, zero
from derivations.operations.optima import (
    CONVEX,
    LOCAL_MAXIMISER,
    LOCAL_MINIMISER,
    MAXIMISER,
    MINIMISER,
    OPTIMUM,
    SAME_OPTIMA,
    STRICTLY_CONVEX,
    UNIQUE_MAXIMISER,
    UNIQUE_MINIMISER,
    between,
    constraint,
    letters,
    objective,
    point,
    senses,
)
from derivations.operations.properties import POSITIVE_DEFINITE, POSITIVE_SEMIDEFINITE
from derivations.rules.rule import Rule
from derivations.trees import walk

Instance = tuple[tuple[Apply, ...], Apply]
SENSE = {
    **dict.fromkeys((MINIMISER, UNIQUE_MINIMISER, LOCAL_MINIMISER), "min"),
    **dict.fromkeys((MAXIMISER, UNIQUE_MAXIMISER, LOCAL_MAXIMISER), "max"),
}


def _node(value: Expression, *operations: Operation) -> Apply:
    if not isinstance(value, Apply) or value.operation not in operations:
        names = " or ".join(operation.name.replace("_", " ") for operation in operations)
        raise ShapeError(f"{value} is no statement of the kind {names}")
    return value


def _smooth(value: Expression, by: Symbol) -> None:
    """Refuse what has kinks that no condition rules out: a ReLU is given a slope where it has none."""
    for part in walk(value):
        if isinstance(part, Apply) and part.operation.name == "relu" and by in free(part):
            raise ShapeError(f"{part} has a kink")


def _only_letter(node: Apply) -> Symbol:
    if len(letters(node)) != 1:
        raise ShapeError("this rule is about one letter")
    return letters(node)[0]


def _unconstrained(node: Apply) -> None:
    if constraint(node) is not None:
        raise ShapeError("this rule is about optima without constraints")


def _signed(matrix: Expression, *, strict: bool) -> Apply:
    if matrix.shape == SCALAR:
        return (LESS if strict else AT_MOST)(lift(0), matrix)
    return (POSITIVE_DEFINITE if strict else POSITIVE_SEMIDEFINITE)(matrix)


def _everywhere(node: Apply, body: Apply) -> Apply:
    return FORALL(body, data=letters(node))


def _at(node: Apply, body: Apply) -> Apply:
    """A statement about the objective where its letter has the optimum's value."""
    ((letter, value),) = point(node).items()
    return FORALL(IMPLIES(EQUAL(letter, value), body), data=(letter,))


def _second_order(statement: Expression) -> Instance:
    node = _node(statement, CONVEX, STRICTLY_CONVEX)
    by = _only_letter(node)
    _smooth(objective(node), by)
    strict = node.operation is STRICTLY_CONVEX
    return (_everywhere(node, _signed(HESSIAN(objective(node), by), strict=strict)),), node


def _second_order_necessary(statement: Expression, here: Expression) -> Instance:
    node = _node(statement, CONVEX)
    by = _only_letter(node)
    _smooth(objective(node), by)
    if not isinstance(here, Symbol) or here in free(node):
        raise ShapeError(f"{here} is to be a letter of its own")
    return (node,), _signed(HESSIAN(substitute(objective(node), {by: here}), here), strict=False)


def _first_order(statement: Expression, here: Expression, there: Expression) -> Instance:
    node = _node(statement, CONVEX)
    by = _only_letter(node)
    _smooth(objective(node), by)
    if not isinstance(here, Symbol) or here in free(node):
        raise ShapeError(f"{here} is to be a letter of its own")
    f = substitute(objective(node), {by: here})
    slope = transpose(GRADIENT(f, here)) * (there - here)
    return (node,), AT_MOST(f + slope, substitute(objective(node), {by: there}))


def _between(statement: Expression, x: Expression, y: Expression, share: Expression) -> Instance:
    node = _node(statement, CONVEX)
    middle, ends = between(node, x, y, share)
    return (node, AT_MOST(lift(0), share), AT_MOST(share, lift(1))), AT_MOST(middle, ends)


def _stationary(statement: Expression) -> Instance:
    node = _node(statement, MINIMISER, UNIQUE_MINIMISER, MAXIMISER, UNIQUE_MAXIMISER)
    _unconstrained(node)
    by, f = _only_letter(node), objective(node)
    _smooth(f, by)
    convex = STRICTLY_CONVEX if node.operation in (UNIQUE_MINIMISER, UNIQUE_MAXIMISER) else CONVEX
    shaped = convex(f if SENSE[node.operation] == "min" else -f, data=(by,))
    return (shaped, _at(node, EQUAL(GRADIENT(f, by), zero(*by.shape)))), node


def _multipliers(statement: Expression, matrix: Expression, multiplier: Expression) -> Instance:
    """Minimise a convex f with Aw = b: ∇f + A'ν = 0 for some ν."""
    node = _node(statement, MINIMISER)
    by, f, condition = _only_letter(node), objective(node), constraint(node)
    _smooth(f, by)
    if condition is None or condition.operation is not EQUAL or condition.arguments[0] != matrix * by:
        raise ShapeError(f"the constraint is to be {matrix} {by} = b")
    if by in free(condition.arguments[1]) | free(matrix) | free(multiplier):
        raise ShapeError(f"the constraint {condition} is not affine in {by}")
    slope = GRADIENT(f, by) + transpose(matrix) * multiplier
    feasible = substitute(condition, point(node))
    needed = (CONVEX(f, data=(by,)), _at(node, EQUAL(slope, zero(*by.shape))), _node(feasible, EQUAL))
    return needed, node


def _local(statement: Expression) -> Instance:
    node = _node(statement, LOCAL_MINIMISER)
    _unconstrained(node)
    return (node, CONVEX(objective(node), data=letters(node))), MINIMISER(*node.arguments, data=node.data)


def _second_order_sufficient(statement: Expression) -> Instance:
    node = _node(statement, LOCAL_MINIMISER, LOCAL_MAXIMISER)
    _unconstrained(node)
    by, f = _only_letter(node), objective(node)
    _smooth(f, by)
    signed = HESSIAN(f if SENSE[node.operation] == "min" else -f, by)
    flat = EQUAL(GRADIENT(f, by), zero(*by.shape))
    return (_at(node, flat), _at(node, _signed(signed, strict=True))), node


def _curvature(sense: str) -> Callable[[Expression, Expression, Expression], Instance]:
    """At a local minimum the Hessian, given as a value of the letter, bends no direction down."""

    def instance(statement: Expression, hessian: Expression, direction: Expression) -> Instance:
        node = _node(statement, LOCAL_MINIMISER if sense == "min" else LOCAL_MAXIMISER)
        _unconstrained(node)
        by, f = _only_letter(node), objective(node)
        _smooth(f, by)
        here = substitute(hessian, point(node))
        bend = transpose(direction) * here * direction
        sign = AT_MOST(lift(0), bend) if sense == "min" else AT_MOST(bend, lift(0))
        return (_everywhere(node, EQUAL(HESSIAN(f, by), hessian)),), IMPLIES(node, sign)

    return instance


def _sum(first: Expression, second: Expression) -> Instance:
    p, q = _node(first, CONVEX), _node(second, CONVEX)
    if p.data != q.data:
        raise ShapeError("the summands are convex in different letters")
    return (p, q), CONVEX(objective(p) + objective(q), data=p.data)


def _multiple(factor: Expression, statement: Expression) -> Instance:
    node = _node(statement, CONVEX)
    if set(letters(node)) & free(factor):
        raise ShapeError(f"{factor} depends on what varies")
    return (AT_MOST(lift(0), factor), node), CONVEX(factor * objective(node), data=node.data)


def _affine_map(statement: Expression, factor: Expression, shift: Expression) -> Instance:
    node = _node(statement, SAME_OPTIMA)
    f, g = node.arguments
    if set(letters(node)) & (free(factor) | free(shift)):
        raise ShapeError(f"{factor} and {shift} are to be free of what is optimised over")
    first, second = senses(node)
    sign = LESS(lift(0), factor) if first == second else LESS(factor, lift(0))
    return (sign, _everywhere(node, EQUAL(g, factor * f + shift))), node


def _through(function: Operation) -> Callable[[Expression], Instance]:
    """An increasing function of an objective has the same optima; a logarithm needs it to be positive."""

    def instance(statement: Expression) -> Instance:
        node = _node(statement, SAME_OPTIMA)
        f, g = node.arguments
        first, second = senses(node)
        if first != second:
            raise ShapeError("an increasing function keeps minima minima")
        positive = (_everywhere(node, LESS(lift(0), f)),) if function is LOG else ()
        return (*positive, _everywhere(node, EQUAL(g, function(f)))), node

    return instance


def _turned(statement: Expression) -> Instance:
    node = _node(statement, SAME_OPTIMA)
    first, second = senses(node)
    return (node,), SAME_OPTIMA(*node.arguments[::-1], data=(*letters(node), second, first))


def _composed(first: Expression, second: Expression) -> Instance:
    p, q = _node(first, SAME_OPTIMA), _node(second, SAME_OPTIMA)
    if p.arguments[1] != q.arguments[0] or letters(p) != letters(q) or senses(p)[1] != senses(q)[0]:
        raise ShapeError("the second objective of one is to be the first of the other")
    return (p, q), SAME_OPTIMA(p.arguments[0], q.arguments[1], data=(*letters(p), senses(p)[0], senses(q)[1]))


def _carried(same: Expression, optimum: Expression) -> Instance:
    """An optimum of the second objective is one of the first."""
    p = _node(same, SAME_OPTIMA)
    q = _node(optimum, MINIMISER, MAXIMISER, UNIQUE_MINIMISER, UNIQUE_MAXIMISER)
    _unconstrained(q)
    first, second = senses(p)
    if objective(q) != p.arguments[1] or SENSE[q.operation] != second or letters(p) != letters(q):
        raise ShapeError(f"{q} is not about the second objective")
    unique = q.operation in (UNIQUE_MINIMISER, UNIQUE_MAXIMISER)
    wanted = {"min": UNIQUE_MINIMISER, "max": UNIQUE_MAXIMISER}[first] if unique else OPTIMUM[first]
    return (p, q), wanted(p.arguments[0], *q.arguments[1:], data=q.data)


def _eliminated(statement: Expression) -> Instance:
    """Minimising over w and ξ with ξ = φ(w) is minimising over w alone."""
    node = _node(statement, MINIMISER, UNIQUE_MINIMISER)
    condition = constraint(node)
    if len(letters(node)) != 2 or condition is None or condition.operation is not EQUAL:
        raise ShapeError("two letters are needed, one of which a constraint gives by the other")
    (kept, here), (gone, there) = point(node).items()
    if condition.arguments[0] != gone or gone in free(condition.arguments[1]):
        raise ShapeError(f"the constraint is to be {gone} = a value without it")
    reduced = substitute(objective(node), {gone: condition.arguments[1]})
    value = substitute(condition.arguments[1], {kept: here})
    return (), IFF(node, AND(node.operation(reduced, here, data=(kept,)), EQUAL(there, value)))


def _meaning(which: int) -> Callable[[Expression], Instance]:
    """What an optimum, convexity or sameness of optima says."""

    def instance(statement: Expression) -> Instance:
        kinds = (*SENSE, CONVEX, STRICTLY_CONVEX, SAME_OPTIMA)
        node = _node(statement, *kinds)
        laws = node.operation.laws(node)
        if which >= len(laws):
            raise ShapeError(f"{node} says no more")
        return (node,), laws[which]

    return instance


_w, _v, _u, _t = symbol("w", "n"), symbol("v", "n"), symbol("u", "n"), symbol("t")
_P, _Q, _A, _b = symbol("P", "n", "n"), symbol("Q", "n", "n"), symbol("A", "m", "n"), symbol("b", "m")
_f, _h = transpose(_w) * _P * _w, transpose(_w) * _Q * _w
_convex, _other = CONVEX(_f, data=(_w,)), CONVEX(_h, data=(_w,))
_min, _local_min = MINIMISER(_f, _u, data=(_w,)), LOCAL_MINIMISER(_f, _u, data=(_w,))
_held = MINIMISER(_f, EQUAL(_A * _w, _b), _u, data=(_w,))
_local_max = LOCAL_MAXIMISER(_f, _u, data=(_w,))
_g = _t * _f + 1
_same, _next = SAME_OPTIMA(_f, _g, data=(_w, "min", "min")), SAME_OPTIMA(_g, _h, data=(_w, "min", "min"))
_y = symbol("nu", "m")
_apart = SAME_OPTIMA(_f, _h, data=(_w, "min", "min"))
_xi = symbol("xi", "m")
_joint = MINIMISER(_f + transpose(_xi) * _xi, EQUAL(_xi, _A * _w), _u, _A * _u, data=(_w, _xi))

RULES = (
    Rule("second-order condition for convexity", (_convex,), _second_order, "BV 3.1.4"),
    Rule("convex functions have semidefinite Hessians", (_convex, _u), _second_order_necessary, "BV 3.1.4"),
    Rule("first-order condition of convexity", (_convex, _u, _v), _first_order, "BV 3.1.3"),
    Rule("convex inequality", (_convex, _u, _v, _t), _between, "BV 3.1.1: the definition"),
    Rule("stationary point of a convex function", (_min,), _stationary, "BV 4.2.3"),
    Rule("Lagrange multipliers of a convex function", (_held, _A, _y), _multipliers, "BV 4.2.3 and 5.5.3"),
    Rule("local minimum of a convex function", (_local_min,), _local, "BV 4.2.2"),
    Rule("second-order condition for a local optimum", (_local_min,), _second_order_sufficient, "NW 2.4"),
    Rule("curvature at a local minimum", (_local_min, _Q, _v), _curvature("min"), "NW 2.3"),
    Rule("curvature at a local maximum", (_local_max, _Q, _v), _curvature("max"), "NW 2.3"),
    Rule("sum of convex functions", (_convex, _other), _sum, "BV 3.2.1"),
    Rule("nonnegative multiple of a convex function", (_t, _convex), _multiple, "BV 3.2.1"),
    Rule("affine map of an objective", (_same, _t, lift(1)), _affine_map, "BV 4.1.3"),
    Rule("logarithm of an objective", (_apart,), _through(LOG), "BV 4.1.3"),
    Rule("exponential of an objective", (_apart,), _through(EXP), "BV 4.1.3"),
    Rule("same optima, turned", (_same,), _turned, "equality of sets"),
    Rule("same optima, composed", (_same, _next), _composed, "sets"),
    Rule("same optima, an optimum", (_same, MINIMISER(_g, _u, data=(_w,))), _carried, "BV 4.1.3"),
    Rule("eliminated by a constraint", (_joint,), _eliminated, "BV 4.1.3"),
    Rule("meaning of an optimum", (_min,), _meaning(0), "BV 4.1.1: the definition"),
    Rule("feasibility of an optimum", (_held,), _meaning(1), "BV 4.1.1: the definition"),
)
