"""Limits and induction. Sources: R = Rudin, Principles of Mathematical Analysis, 3rd ed.; A = Albert, Regression and
the Moore-Penrose Pseudoinverse (1972), 3.1; E = Elaydi, An Introduction to Difference Equations, 3rd ed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivations.kernel.check import conditions
from derivations.kernel.expression import Apply, Expression, Number, Operation, ShapeError, Symbol, free, substitute
from derivations.operations.algebra import SCALAR, SIZE
from derivations.operations.calculus import PARTIAL
from derivations.operations.elementwise import ABSOLUTE, EXP
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.limits import APPROXIMATION, LIMIT, ORDER, limit, moving, on_the_way
from derivations.operations.logic import AND, AT_MOST, EQUAL, FORALL, IMPLIES, LESS, UNEQUAL
from derivations.operations.notation import identity, lift, symbol, times, zero
from derivations.operations.powers import NATURAL, NATURAL_POWER
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.rules.rule import Rule
from derivations.trees import walk

Instance = tuple[tuple[Apply, ...], Apply]
CONTINUOUS = {  # wherever their values exist
    *("add", "scale", "product", "transpose", "entry", "trace", "diag", "inner", "hadamard", "squared_norm", "norm"),
    *("row", "exp", "log", "sqrt", "sigmoid", "tanh", "abs", "relu", "quotient", "inverse", "power", "block"),
    *("kronecker", "vec", "determinant", "real power"),
}
OPEN = ("less", "unequal", "invertible", "positive definite")  # conditions that hold nearby, too


def _node(value: Expression, operation: Operation) -> Apply:
    if not isinstance(value, Apply) or value.operation is not operation:
        raise ShapeError(f"{value} is no statement about a {operation.name}")
    return value


def _constant(statement: Expression) -> Instance:
    node = _node(statement, LIMIT)
    if node.arguments[0] != node.arguments[1]:
        raise ShapeError(f"{node.arguments[0]} is not {node.arguments[1]}")
    return (), node


def _itself(statement: Expression) -> Instance:
    """λ → 0 at 0, and 1/λ → 0 at infinity."""
    node = _node(statement, LIMIT)
    letter = moving(node)
    value = letter if node.data[1] == "0+" else 1 / letter
    if node.data[1] == "naturals" or node.arguments != (value, lift(0)):
        raise ShapeError(f"{node} is not plain")
    return (), node


def _continuous(value: Expression, *parts: Expression) -> Instance:
    """An operation that is continuous where it exists, at the limits of its arguments."""
    if not isinstance(value, Apply) or value.operation.name not in CONTINUOUS or not parts:
        raise ShapeError(f"{value} is not known to be continuous in its parts")
    nodes = [_node(part, LIMIT) for part in parts]
    data = nodes[0].data
    if tuple(node.arguments[0] for node in nodes) != value.arguments or any(node.data != data for node in nodes):
        raise ShapeError(f"the limits are to be of the parts of {value}")
    target = Apply(value.operation, tuple(node.arguments[1] for node in nodes), value.data)
    return (*nodes, *target.operation.domain(target)), LIMIT(value, target, data=data)


def _same(first: Expression, value: Expression, target: Expression) -> Instance:
    """Equal on the way, and a target that is equal."""
    node = _node(first, LIMIT)
    given = IMPLIES(on_the_way(node), EQUAL(value, node.arguments[0]))
    equal = FORALL(given, data=(moving(node),))
    return (node, equal, EQUAL(node.arguments[1], target)), LIMIT(value, target, data=node.data)


def _regularised(p: Expression, q: Expression, factor: Expression, letter: Expression) -> Instance:
    """(P + cλI)⁻¹Q → P⁺Q as λ → 0⁺, for semidefinite P whose range holds that of Q."""
    moved = _shifted(p, q, factor, letter)
    inverse = PSEUDO_INVERSE(p)
    needed = (POSITIVE_SEMIDEFINITE(p), LESS(lift(0), factor), EQUAL(p * inverse * q, q))
    return needed, limit(moved.inv * q, inverse * q, _letter(letter), "0+")


def _regularised_left(p: Expression, q: Expression, factor: Expression, letter: Expression) -> Instance:
    moved = _shifted(p, q.T, factor, letter)
    inverse = PSEUDO_INVERSE(p)
    needed = (POSITIVE_SEMIDEFINITE(p), LESS(lift(0), factor), EQUAL(q * inverse * p, q))
    return needed, limit(q * moved.inv, q * inverse, _letter(letter), "0+")


def _ridge(x: Expression, factor: Expression, letter: Expression) -> Instance:
    """(X'X + cλI)⁻¹X' → X⁺ as λ → 0⁺, for every X."""
    moved = _shifted(x.T * x, x.T, factor, letter)
    return (), limit(moved.inv * x.T, PSEUDO_INVERSE(x), _letter(letter), "0+")


def _ridge_left(x: Expression, factor: Expression, letter: Expression) -> Instance:
    moved = _shifted(x * x.T, x, factor, letter)
    return (), limit(x.T * moved.inv, PSEUDO_INVERSE(x), _letter(letter), "0+")


def _scaled_resolvent(p: Expression, factor: Expression, letter: Expression) -> Instance:
    """λ(P + cλI)⁻¹ → I/c as λ → ∞."""
    moved = _shifted(p, p, factor, letter)
    return (UNEQUAL(factor, lift(0)),), limit(letter * moved.inv, identity(p.shape[0]) / factor, _letter(letter), "oo")


def _vanishing(p: Expression, factor: Expression, letter: Expression) -> Instance:
    """(P + cλI)⁻¹ → 0 as λ → ∞."""
    moved = _shifted(p, p, factor, letter)
    return (UNEQUAL(factor, lift(0)),), limit(moved.inv, zero(*p.shape), _letter(letter), "oo")


def _shifted(p: Expression, q: Expression, factor: Expression, letter: Expression) -> Expression:
    if _letter(letter) in free(p) | free(q) | free(factor) or p.shape[0] != p.shape[1] or p.shape == SCALAR:
        raise ShapeError(f"a square matrix and a factor that do not depend on {letter} are needed")
    return p + factor * letter * identity(p.shape[0])


def _letter(value: Expression) -> Symbol:
    if not isinstance(value, Symbol) or value.shape != SCALAR:
        raise ShapeError(f"{value} is no scalar letter")
    return value


def _fraction(statement: Expression, *coefficients: Expression) -> Instance:
    """Of p/q, with the coefficients of p and then of q, lowest first: the outermost that is not 0 in q decides."""
    node = _node(statement, LIMIT)
    value, target = node.arguments
    letter, half = moving(node), len(coefficients) // 2
    if any(letter in free(c) for c in coefficients) or 2 * half != len(coefficients) or node.data[1] == "naturals":
        raise ShapeError("the coefficients are those of two polynomials of one degree, and do not move")
    p, q = coefficients[:half], coefficients[half:]
    places = range(half) if node.data[1] == "0+" else range(half - 1, -1, -1)
    k = next((k for k in places if p[k] != lift(0) or q[k] != lift(0)), 0)
    top, bottom = (sum((c * letter**j for j, c in enumerate(part) if j), part[0] * 1) for part in (p, q))
    way = IMPLIES(on_the_way(node), EQUAL(value * bottom, top))
    exists = IMPLIES(on_the_way(node), UNEQUAL(bottom, lift(0)))
    needed = (FORALL(way, data=(letter,)), FORALL(exists, data=(letter,)), UNEQUAL(q[k], lift(0)))
    return (*needed, EQUAL(target, p[k] / q[k])), node


def _geometric(a: Expression, t: Expression) -> Instance:
    letter = _letter(t)
    if letter in free(a):
        raise ShapeError(f"{a} depends on {t}")
    return (LESS(ABSOLUTE(a), lift(1)),), limit(NATURAL_POWER(a, letter), lift(0), letter, "naturals")


def _decaying(c: Expression, x: Expression) -> Instance:
    letter = _letter(x)
    if letter in free(c):
        raise ShapeError(f"{c} depends on {x}")
    return (LESS(lift(0), c),), limit(EXP(-c * letter), lift(0), letter, "oo")


def _taylor(statement: Expression) -> Instance:
    """O(t^k): the derivatives of orders below k vanish at 0, and the one of order k is continuous nearby."""
    node = _node(statement, ORDER)
    (value,), letter, order = node.arguments, moving(node), node.data[1]
    if any(isinstance(part, Apply) and part.operation.name == "relu" for part in walk(value)):
        raise ShapeError(f"{value} has a kink")
    here = EQUAL(letter, lift(0))
    needed: list[Apply] = []
    for _ in range(order):
        needed.append(FORALL(IMPLIES(here, EQUAL(value, zero(*value.shape))), data=(letter,)))
        value = PARTIAL(value, letter, data=(None, None))
    for c in dict.fromkeys(conditions(value)):
        if c.operation is AT_MOST:
            c = LESS(*c.arguments)
        if c.operation.name not in OPEN:
            raise ShapeError(f"{c} may fail nearby")
        needed.append(FORALL(IMPLIES(here, c), data=(letter,)))
    _differentiable(value)
    return tuple(needed), node


def _differentiable(value: Expression) -> None:
    from derivations.kernel.form import index_form
    from derivations.operations.forms import Unsupported

    try:
        index_form(value)
    except Unsupported as error:
        raise ShapeError(str(error)) from error


def _close(statement: Expression, bound: Expression) -> Instance:
    """A relative error of at most a multiple of what is small."""
    node = _node(statement, APPROXIMATION)
    regime, small, left, right = node.arguments
    if not isinstance(bound, Number):
        raise ShapeError(f"the bound is to be a number, not {bound}")
    near = AND(LESS(lift(0), small), AT_MOST(small, lift(1)))
    error = AT_MOST(ABSOLUTE(left - right), bound * small * ABSOLUTE(right))
    return (FORALL(IMPLIES(regime, IMPLIES(near, error)), data=node.data),), node


def _induction(statement: Expression) -> Instance:
    if not isinstance(statement, Apply) or statement.operation is not FORALL or len(statement.data) != 1:
        raise ShapeError(f"{statement} is not for all values of one letter")
    letter, (body,) = statement.data[0], statement.arguments
    if not isinstance(letter, Symbol) or not isinstance(body, Apply) or body.operation is not IMPLIES:
        raise ShapeError(f"{statement} is not for all natural numbers")
    given, then = body.arguments
    if given != NATURAL(letter):
        raise ShapeError(f"{statement} is not for all natural numbers")
    first, following = (substitute(then, {letter: value}) for value in (lift(0), letter + 1))
    if not isinstance(first, Apply):
        raise ShapeError(f"{then} is no statement")
    onwards = FORALL(IMPLIES(given, IMPLIES(then, following)), data=(letter,))
    return (first, onwards), statement


def _modus_ponens(statement: Expression) -> Instance:
    node = _node(statement, IMPLIES)
    given, then = (part for part in node.arguments if isinstance(part, Apply))
    return (node, given), then


def _parts_of(statement: Expression, which: Expression) -> Instance:
    node = _node(statement, AND)
    k = int(which.value) if isinstance(which, Number) else -1
    if not 0 <= k < len(node.arguments):
        raise ShapeError(f"{node} has no part {which}")
    return (node,), node.arguments[k]  # type: ignore[return-value]


def _natural_literal(value: Expression) -> Instance:
    whole = isinstance(value, Number) and value.value.denominator == 1 and value.value >= 0
    if not whole and not (isinstance(value, Apply) and value.operation is SIZE):
        raise ShapeError(f"{value} is no natural number")
    return (), NATURAL(value)


def _natural_of(build: Any) -> Any:
    return lambda a, b: ((NATURAL(a), NATURAL(b)), NATURAL(build(a, b)))


def _not_negative(value: Expression) -> Instance:
    return (NATURAL(value),), AT_MOST(lift(0), value)


_t, _a, _b, _c = symbol("t"), symbol("a"), symbol("b"), symbol("c")
_P, _Q = symbol("P", "n", "n"), symbol("Q", "n", "d")
_to = limit(_a * _t, _b, _t, "oo")


def _rows() -> Iterator[Rule]:
    yield Rule("limit of a constant", (limit(_a, _a, _t, "oo"),), _constant, "R 3.2")
    yield Rule("limit of the letter", (limit(_t, lift(0), _t, "0+"),), _itself, "R 3.20")
    part = limit(_a * _t, _b, _t, "0+")
    yield Rule("limit through a continuous operation", ((_a * _t) ** 2, part), _continuous, "R 4.2, 4.6 and 4.9")
    yield Rule("limit of equals", (_to, _c * _t, _a), _same, "R 3.2")
    yield Rule("regularised pseudo-inverse", (_P, _Q, _c, _t), _regularised, "A 3.4")
    yield Rule("regularised pseudo-inverse, left", (_P, _Q.T, _c, _t), _regularised_left, "A 3.4, transposed")
    yield Rule("regularised Gram matrix", (_Q, _c, _t), _ridge, "A 3.4")
    yield Rule("regularised Gram matrix, left", (_Q, _c, _t), _ridge_left, "A 3.4, transposed")
    yield Rule(
        "scaled resolvent at infinity",
        (_P, _c, _t),
        _scaled_resolvent,
        "R 9.8 (b): inversion is continuous, at I of P/(cλ) + I",
    )
    yield Rule(
        "resolvent at infinity", (_P, _c, _t), _vanishing, "R 9.8 (b): inversion is continuous, at I of P/(cλ) + I"
    )
    fraction = limit((_a * _t + 1) / (_b * _t + _c), _a, _t, "oo")
    yield Rule(
        "limit of a fraction", (fraction, lift(1), _a, _c, _b), _fraction, "R 3.20, numerator and denominator over tⁿ"
    )
    yield Rule("geometric sequence", (_a, _t), _geometric, "R 3.20 (e)")
    yield Rule("decaying exponential", (_c, _t), _decaying, "R 8.6 (f)")
    order = ORDER(symbol("f") * _t + _a, data=(_t, 1))
    yield Rule("Taylor's theorem", (order,), _taylor, "R 5.15")
    close = APPROXIMATION(LESS(lift(0), _t), _t, _a, _b, data=(_t,))
    yield Rule("bounded relative error", (close, lift(2)), _close, "the definition, with ε = 2 small")
    every = FORALL(IMPLIES(NATURAL(_t), EQUAL(_a * _t, _b * _t)), data=(_t,))
    yield Rule("induction", (every,), _induction, "Peano")
    yield Rule("modus ponens", (IMPLIES(LESS(_a, _b), LESS(_a, _c)),), _modus_ponens, "logic")
    yield Rule("part of a conjunction", (AND(LESS(_a, _b), LESS(_a, _c)), lift(1)), _parts_of, "logic")
    yield Rule("natural literal", (SIZE(data=(_P.shape[0],)),), _natural_literal, "definition")
    yield Rule("sum of natural numbers", (_a, _b), _natural_of(lambda a, b: a + b), "Peano")
    yield Rule("product of natural numbers", (_a, _b), _natural_of(times), "Peano")
    yield Rule("natural numbers are not negative", (_a,), _not_negative, "Peano")


RULES = tuple(_rows())
