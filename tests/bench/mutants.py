"""Identities with one slip: what a tired hand writes, and only where exact evaluation shows that it is false."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol
from derivations.operations.algebra import ADD, INVERSE, PRODUCT, SCALAR, TRANSPOSE
from derivations.operations.forms import Unsupported
from derivations.operations.notation import chained, lift, plus, times, transpose
from derivations.trees import walk
from numeric.judge import judge
from tests.bench.identities.letters import Identity

SECONDS = 0.3  # for confirming that a mutant is false


@dataclass(frozen=True)
class Mutant:
    """A false claim, the identity it comes from, and the slip."""

    identity: Identity
    slip: str
    claim: Claim


def mutants(identity: Identity, wanted: int, seed: int = 0) -> Iterator[Mutant]:
    """Confirmed mutants of an identity, at most as many as wanted, of different slips where there are any."""
    rng = random.Random(f"{seed}{identity.name}")
    candidates = list(slips(identity.claim.conclusion))
    rng.shuffle(candidates)
    seen: set[str] = set()
    for slip, conclusion in sorted(candidates, key=lambda pair: sum(pair[0] == other for other, _ in candidates)):
        if len(seen) == wanted:
            return
        claim = Claim(identity.claim.hypotheses, conclusion)
        if slip not in seen and judge(claim, seed=7, seconds=SECONDS).verdict == "refuted":
            seen.add(slip)
            yield Mutant(identity, slip, claim)


def slips(conclusion: Apply) -> Iterator[tuple[str, Apply]]:
    """Every statement that one slip makes of an equation, with the name of the slip."""
    letters = dict.fromkeys(part for part in walk(conclusion) if isinstance(part, Symbol))
    for number, side in enumerate(conclusion.arguments):
        for slip, changed in _changed(side, tuple(letters)):
            sides = (changed, conclusion.arguments[1]) if number == 0 else (conclusion.arguments[0], changed)
            with suppress(ShapeError, ZeroDivisionError, Unsupported, TypeError):
                yield slip, Apply(conclusion.operation, sides)


def _changed(value: Expression, letters: tuple[Symbol, ...]) -> Iterator[tuple[str, Expression]]:
    """A value with one slip, at its top or anywhere below."""
    with suppress(ShapeError):
        yield from _at_top(value, letters)
    if isinstance(value, Apply):
        for place, argument in enumerate(value.arguments):
            for slip, changed in _changed(argument, letters):
                with suppress(ShapeError, ZeroDivisionError, Unsupported, TypeError):
                    arguments = (*value.arguments[:place], changed, *value.arguments[place + 1 :])
                    yield slip, Apply(value.operation, arguments, value.data)


def _at_top(value: Expression, letters: tuple[Symbol, ...]) -> Iterator[tuple[str, Expression]]:
    if isinstance(value, Symbol):
        for other in letters:
            if other != value and other.shape == value.shape:
                yield "wrong letter", other
        if value.shape != SCALAR and value.shape[0] == value.shape[1]:
            yield "transpose added", transpose(value)
    if not isinstance(value, Apply):
        return
    if value.operation is TRANSPOSE and value.shape == value.arguments[0].shape:
        yield "transpose missing", value.arguments[0]
    if value.operation is INVERSE:
        yield "inverse dropped", value.arguments[0]
    if value.operation is PRODUCT:
        yield from _of_product(value)
    if value.operation is ADD:
        yield from _of_sum(value)
    yield "factor 2", times(lift(2), value)


def _of_product(value: Apply) -> Iterator[tuple[str, Expression]]:
    factors = value.arguments
    for k in range(len(factors) - 1):
        swapped = (*factors[:k], factors[k + 1], factors[k], *factors[k + 2 :])
        with suppress(ShapeError):
            yield "order swapped", chained(swapped)
    for k in range(len(factors)):
        rest = factors[:k] + factors[k + 1 :]
        with suppress(ShapeError):
            yield "factor dropped", chained(rest)


def _of_sum(value: Apply) -> Iterator[tuple[str, Expression]]:
    terms = value.arguments
    for k, term in enumerate(terms):
        yield "sign", plus(*terms[:k], times(lift(-1), term), *terms[k + 1 :])
        yield "term dropped", plus(*terms[:k], *terms[k + 1 :])
