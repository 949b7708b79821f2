"""Limits and orders of vanishing at a point: of rational functions exactly, by interpolation; in floats by trying."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import flint
import numpy as np

from derivations.kernel.expression import Apply, Expression, Number, Symbol, free
from derivations.operations.sums import shortened
from derivations.trees import walk
from numeric.arithmetic import Array, Undefined, Unsettled

DEGREE = 7
RATIONAL = {  # operations on rational functions that give such
    *("add", "scale", "product", "quotient", "transpose", "inverse", "power", "entry", "sum", "inner", "squared_norm"),
    *("trace", "hadamard", "diag", "row", "block", "determinant", "kronecker", "vec", "entrywise quotient"),
    *("exp", "log", "sigmoid", "tanh", "real power"),  # rational only where their argument stays at one point
}
AT_ZERO = ("exp", "log", "sigmoid", "tanh")  # rational only where their argument stays at one point
CURVES = 60  # along which letters move, for an approximation
MISTAKES = (Undefined, ZeroDivisionError, OverflowError)


def rational(value: Callable[[Any], Any]) -> tuple[list[Any], list[Any]]:
    """Coefficients, lowest first, of p and q with value = p/q of least degree; Undefined when there is none."""
    points = [flint.fmpq(2 * k + 3, 3 * k + 7 + k % 3) * (k + 1) for k in range(2 * DEGREE + 6)]
    samples: list[tuple[Any, Any]] = []
    for x in points:
        try:
            samples.append((x, value(x)))
        except MISTAKES:
            continue
    for degree in range(DEGREE + 1):
        if len(samples) < 2 * degree + 5:
            break
        found = _fitted(samples, degree)
        if found is not None:
            return found
    raise Undefined("no rational function of low degree")


def _fitted(samples: Sequence[tuple[Any, Any]], degree: int) -> tuple[list[Any], list[Any]] | None:
    """p − y q = 0 at some samples, and then at all of them."""
    wide = 2 * degree + 2
    rows = [[*(x**j for j in range(degree + 1)), *(-y * x**j for j in range(degree + 1))] for x, y in samples]
    table, rank = flint.fmpq_mat(rows[: wide + 1] if len(rows) > wide else rows).rref()
    if rank >= wide:
        return None
    pivots = [next(j for j in range(wide) if table[i, j] != 0) for i in range(rank)]
    loose = next(j for j in range(wide - 1, -1, -1) if j not in pivots)
    solution = [flint.fmpq(0)] * wide
    solution[loose] = flint.fmpq(1)
    for i, pivot in enumerate(pivots):
        solution[pivot] = -table[i, loose]
    p, q = solution[: degree + 1], solution[degree + 1 :]
    fits = all(_at(p, x) == y * _at(q, x) and _at(q, x) != 0 for x, y in samples)
    return (p, q) if fits else None


def _at(coefficients: list[Any], x: Any) -> Any:
    total = flint.fmpq(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def outer(p: list[Any], q: list[Any], *, at_zero: bool) -> Any:
    """The limit of p/q at 0 or at infinity; None when it is infinite."""
    places = range(len(p)) if at_zero else range(len(p) - 1, -1, -1)
    k = next(k for k in places if p[k] != 0 or q[k] != 0)
    return None if q[k] == 0 else p[k] / q[k]


def _moved(context: Any, letter: Symbol, number: Any) -> Any:
    return replace(context, values={**context.values, letter: np.array([[number]], dtype=object)})


def _require_rational(values: Sequence[Expression], letters: Iterable[Symbol]) -> None:
    """Refuse what has pieces or roots that depend on the letters: what interpolation sees is not how it ends."""
    moving = set(letters)
    for part in (part for value in values for part in walk(value)):
        if isinstance(part, Apply) and part.operation.name not in RATIONAL and moving & free(part):
            raise Undefined(f"{part.operation.name} is no rational function")


def _exponential(value: Expression, letter: Symbol) -> bool:
    """Whether a value is, as it is built, a combination of powers with the letter in the exponent."""
    if letter not in free(value):
        return True
    if not isinstance(value, Apply):
        return False
    if value.operation.name == "natural power":
        shift = shortened(value.arguments[1] - letter)
        return letter not in free(value.arguments[0]) and isinstance(shift, Number) and shift.value >= 0
    if value.operation.name == "partial_sum":  # of c·rᵏ its first t terms are c(1 − rᵗ)/(1 − r), or ct
        (count, body), (own,) = value.arguments, value.data
        powers = [part for part in walk(body) if isinstance(part, Apply) and part.operation.name == "natural power"]
        plain = not any(isinstance(part, Apply) and part.operation.name == "quotient" for part in walk(body))
        return count == letter and letter not in free(body) and len(powers) < 3 and plain and _exponential(body, own)
    if value.operation.name == "quotient" and letter in free(value.arguments[1]):
        powers = [part for part in walk(value) if isinstance(part, Apply) and part.operation.name == "natural power"]
        if len(powers) > 2:  # eight terms tell apart what has at most eight powers when denominators are cleared
            return False
    plain = value.operation.name in ("add", "scale", "product", "quotient", "transpose", *AT_ZERO)
    return plain and all(_exponential(argument, letter) for argument in value.arguments)


def has_limit(context: Any, node: Apply) -> bool:
    """Whether a value tends to a target, entry by entry."""
    value, target = node.arguments
    letter, place = node.data[:2]
    wanted: Array = context.value(target)
    if not context.arithmetic.exact:
        far = {"0+": 1e-7, "oo": 1e7, "naturals": 300}[place]
        there = replace(context, values={**context.values, letter: np.array([[float(far)]])}).value(value)
        return bool(
            np.max(np.abs(there - wanted), initial=0) <= 1e-4 * max(1.0, float(np.max(np.abs(wanted), initial=0)))
        )
    if place == "naturals":
        return _sequence(context, node, wanted)
    if context.arithmetic.name != "rationals":
        raise Undefined("limits are taken of fractions")
    _require_rational([value], [letter])
    for i, j in np.ndindex(*wanted.shape):
        p, q = rational(lambda x, i=i, j=j: _moved(context, letter, x).value(value)[i, j])  # type: ignore[misc]
        if outer(p, q, at_zero=place == "0+") != wanted[i, j]:
            return False
    return True


def _sequence(context: Any, node: Apply, wanted: Array) -> bool:
    """Of terms c + d·rᵗ, which eight of them show, whether they tend to the target; else samples settle nothing."""
    value, letter = node.arguments[0], node.data[0]
    if not _exponential(value, letter):
        raise Unsettled("terms of a sequence settle no limit")
    terms = [_moved(context, letter, context.arithmetic.number(t)).value(value) for t in range(6, 14)]
    for i, j in np.ndindex(*wanted.shape):
        entries = [term[i, j] for term in terms]
        steps = [b - a for a, b in itertools.pairwise(entries)]
        last = entries[-1]
        if any(step != 0 for step in steps):
            if steps[0] == 0 or any(b * steps[0] != a * steps[1] for a, b in itertools.pairwise(steps)):
                raise Unsettled("terms of a sequence settle no limit")
            ratio = steps[1] / steps[0]
            if abs(ratio) >= 1:
                return False
            last = last + steps[-1] * ratio / (1 - ratio)
        if not context.arithmetic.is_zero(last - wanted[i, j]):
            return False
    return True


def vanishes_to_order(context: Any, node: Apply) -> bool:
    """Whether the derivatives of orders below k vanish at t = 0."""
    (value,), letter, order = node.arguments, node.data[0], node.data[1]
    if not context.arithmetic.exact:
        raise Undefined("orders are those of exact derivatives")
    at_zero = _moved(context, letter, context.arithmetic.number(0))

    def derived(times: int) -> Callable[[Any], Array]:
        inner = derived(times - 1) if times else None
        return lambda c: c.value(value) if inner is None else c.slope(inner, letter, 0, 0)

    return all(all(context.arithmetic.is_zero(x) for x in derived(times)(at_zero).flat) for times in range(order))


def approximates(context: Any, node: Apply) -> bool:
    """False when letters that move along powers of τ → 0 keep the sides apart; else Unsettled."""
    if not context.arithmetic.exact:
        return _close_in_floats(context, node)
    if context.arithmetic.name != "rationals":
        raise Undefined("approximations are tried along fractions")
    _require_rational(node.arguments[1:], node.data)
    if _curve(context, node) is not None:
        return False
    raise Unsettled("no curve keeps the sides apart")


def _curve(context: Any, node: Apply) -> Callable[[Any], Any] | None:
    """Letters as powers of τ along which what is small vanishes in the regime, and the sides stay apart."""
    regime, small, left, right = node.arguments
    rng = random.Random(1)
    for _ in range(CURVES):
        powers = {letter: rng.choice((-3, -2, -1, 1, 2, 3)) for letter in node.data}

        def at(x: Any, powers: dict[Symbol, int] = powers) -> Any:
            values = {letter: np.array([[x**power]], dtype=object) for letter, power in powers.items()}
            return replace(context, values={**context.values, **values})

        with suppress(*MISTAKES):
            near = [at(flint.fmpq(1, 10**k)) for k in (6, 9, 12)]
            inside = all(c.value(regime) and context.arithmetic.positive(c.value(small)[0, 0]) for c in near)
            if not inside or outer(*rational(lambda x, at=at: at(x).value(small)[0, 0]), at_zero=True) != 0:  # type: ignore[misc]
                continue
            ratio = rational(lambda x, at=at: at(x).value(left)[0, 0] / at(x).value(right)[0, 0])  # type: ignore[misc]
            if outer(*ratio, at_zero=True) != 1:
                return at
    return None


def apart(context: Any, node: Apply) -> Any:
    """A point on such a curve where what is small is at most a hundredth."""
    at = _curve(context, node)
    for x in (flint.fmpq(1, 10**k) for k in (1, 2, 3, 6)) if at else ():
        there = at(x) if at else context
        if there.value(node.arguments[1])[0, 0] <= flint.fmpq(1, 100):
            return there
    return context


def _close_in_floats(context: Any, node: Apply) -> bool:
    """Whether the sides agree at points of the regime where what is to be small is that."""
    regime, small, left, right = node.arguments
    rng, found = random.Random(1), 0
    for _ in range(2000):
        values = {letter: np.array([[10 ** rng.uniform(-9, 9)]]) for letter in node.data}
        there = replace(context, values={**context.values, **values})
        with suppress(*MISTAKES):
            if there.value(regime) and 0 < there.value(small)[0, 0] < 1e-6:
                found += 1
                if abs(there.value(left)[0, 0] / there.value(right)[0, 0] - 1) > 1e-3:
                    return False
    if not found:
        raise Undefined("no point of the regime")
    return True
