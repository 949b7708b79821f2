"""Values of functions of which only the shape is known: polynomials drawn at random, or given by a recurrence."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.kernel.expression import Apply
from derivations.operations.functions import directions, parts
from numeric.arithmetic import Array, Undefined
from numeric.duals import real

STEPS = 40  # of a recurrence


def value_of(context: Any, node: Apply) -> Array:
    """The value of a function, or of one of its derivatives, at the arguments of a node."""
    name, _, _, order = parts(node)
    if name in context.recursions:
        return _recursive(context, name, node)
    along = directions(node)
    own = node.arguments[: len(node.arguments) - len(along)]
    arguments = [context.value(argument) for argument in own]
    if name in context.definitions and not node.data[4:]:
        pattern, body = context.definitions[name]
        values = dict(zip(pattern.arguments, arguments, strict=True))
        return np.asarray(replace(context, values={**context.values, **values}).value(body))
    steps = [(k, list(context.value(step).flat)) for k, step in zip(along, node.arguments[len(own) :], strict=True)]
    rows, columns = (context.extent(size) for size in node.data[1:3])
    z = [x for argument in arguments for x in argument.flat]
    starts = np.cumsum([0, *(argument.size for argument in arguments)])
    slices = [list(range(starts[k], starts[k + 1])) for k in order]
    moves = [list(zip(range(starts[k], starts[k + 1]), step, strict=True)) for k, step in steps]
    convex = name in context.convex
    entries = [_polynomial(context, f"{name}[{k}]", z, slices, moves, convex=convex) for k in range(rows * columns)]
    if not order:
        flat = [entry[()] for entry in entries]
        result = np.empty((rows, columns), dtype=object if context.arithmetic.exact else type(flat[0]))
        result[:] = np.array([*flat, None], dtype=object)[:-1].reshape(rows, columns)
        return result
    if len(entries) > 1:
        return np.array([list(entry) for entry in entries], dtype=entries[0].dtype)
    (entry,) = entries
    return np.array(entry.reshape(tuple(context.extent(size) for size in node.shape)), dtype=entry.dtype)


def _polynomial(
    context: Any, key: str, z: list[Any], by: list[list[int]], moves: list[list[tuple[int, Any]]], *, convex: bool
) -> Any:
    """A cubic (convex: a quadratic) with small coefficients, or its derivative by groups of entries."""
    rng = random.Random(f"{context.seed} {key} {len(z)}")
    number = context.arithmetic.number
    shape = tuple(len(group) for group in by)
    if key.partition("[")[0] in context.round:
        return _round(context, rng, z, by, moves)
    total = np.empty(shape, dtype=object)
    for place in np.ndindex(*shape):
        total[place] = number(0)
    for degree in (0, 1, 2, 2) if convex else (0, 1, 2, 3):
        a = [number(rng.choice((-1, 0, 1, 1, 2))) for _ in z]
        c = number(rng.choice((1, 2) if convex and degree == 2 else (-1, 1, 2)))
        shift = number(rng.choice((0, 1)))
        times = len(by) + len(moves)
        if degree < times:
            continue
        inside = sum((p * x for p, x in zip(a, z, strict=True)), shift)
        factor = c
        for k in range(times):
            factor = factor * number(degree - k)
        for _ in range(degree - times):
            factor = factor * inside
        for move in moves:
            factor = factor * sum((a[j] * step for j, step in move), number(0))
        for place in np.ndindex(*shape):
            term = factor
            for group, k in zip(by, place, strict=True):
                term = term * a[group[k]]
            total[place] = total[place] + term
    return total if context.arithmetic.exact else total.astype(complex if context.complex_step else float)


def _round(
    context: Any, rng: random.Random, z: list[Any], by: list[list[int]], moves: list[list[tuple[int, Any]]]
) -> Any:
    """½ s‖z‖² + a'z + c or its derivative: of this curvature s in every direction it is smooth and strongly convex."""
    number = context.arithmetic.number
    s = number(rng.choice((1, 1, 2, Fraction(1, 2))))
    a, c = [number(rng.choice((-1, 0, 1, 1, 2))) for _ in z], number(rng.choice((-1, 0, 1)))
    if moves or len(by) > 2:
        raise Undefined("a derivative of this order is not drawn")
    result = np.empty(tuple(len(group) for group in by), dtype=object)
    for place in np.ndindex(*result.shape):
        at = [group[k] for group, k in zip(by, place, strict=True)]
        if not at:
            result[place] = sum((s / number(2) * x * x + p * x for p, x in zip(a, z, strict=True)), c)
        elif len(at) == 1:
            result[place] = s * z[at[0]] + a[at[0]]
        else:
            result[place] = s if at[0] == at[1] else number(0)
    return result if context.arithmetic.exact else result.astype(complex if context.complex_step else float)


def _recursive(context: Any, name: str, node: Apply) -> Array:
    """A sequence at a natural number, from its start and its rule."""
    letter, following, start = context.recursions[name]
    step = context.value(node.arguments[0])
    if not context.is_natural(step) or parts(node)[3]:
        raise Undefined(f"{name} is a sequence")
    wanted = int(real(step[0, 0]))
    if wanted > STEPS:
        raise Undefined(f"more than {STEPS} steps")
    value = context.known.get((name, wanted))
    if value is None:
        value = context.value(start)
        for t in range(wanted):
            values = context.values | {letter: context.number(t)}
            value = replace(context, values=values, known={**context.known, (name, t): value}).value(following)
    return np.asarray(value)
