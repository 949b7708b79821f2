"""Whether what a proof takes for granted goes together with what is given: a point at which all of it holds.

A proof under a condition that never holds proves nothing, whatever the kernel says of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from derivations.claim import Claim
from derivations.clock import now
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations.notation import negation
from derivations.oracle import unsatisfiable
from derivations.printing import plain
from derivations.trees import walk
from numeric.arithmetic import Enclosures, Floats, Rationals, Undefined
from numeric.samples import SMALL, WIDE, Sampler, assignments, size_letters

SIZES = ([2, 3, 5], [2], [3], [3, 2], [4, 2, 3])  # not 1: what goes together there only is not what is meant
TRIES = (4, 36)  # points for each choice of sizes: a few for every choice first
SECONDS = 0.25  # for each kind of numbers
APART = 1e-6  # what is closer in floats is not told apart


@dataclass(frozen=True)
class Clear(Floats):
    """Floats that say of no number near 0 that it is positive, because rounding may have made it so."""

    name = "floats"

    def positive(self, value: Any) -> bool:
        if abs(np.real(value)) < APART:
            raise Undefined("too close to 0 to call")
        return bool(np.real(value) > 0)


KINDS: tuple[tuple[Any, list[Any]], ...] = (
    (Rationals(), SMALL),
    (Rationals(), WIDE),
    (Enclosures(), WIDE),
    (Clear(), SMALL),
    (Clear(), WIDE),
)


def missing(given: tuple[Apply, ...], assumed: tuple[Apply, ...]) -> str:
    """Why a proof that assumes conditions proves nothing of what is given; empty when a point meets all of it."""
    everything = tuple(dict.fromkeys((*given, *assumed)))
    if not assumed or any(_met(part) for part in dict.fromkeys((everything, _touching(assumed, everything)))):
        return ""
    conditions = " and ".join(map(plain, assumed))
    if unsatisfiable(everything, negation(everything[0])):
        return f"it would hold where {conditions}, which contradicts what is given"
    return f"it would hold where {conditions}, and no values were found that meet that together with what is given"


def _met(propositions: tuple[Apply, ...]) -> bool:
    """Whether a point is found at which propositions hold."""
    claim = Claim(propositions, propositions[0])
    return any(next(_points(claim, *kind), None) is not None for kind in KINDS)


def _points(claim: Claim, arithmetic: Any, pool: list[Any]) -> Iterator[object]:
    letters, ends = size_letters(claim), now() + SECONDS
    sampler = Sampler(claim, arithmetic, random.Random(0), pool)
    choices = [sizes for values in SIZES for sizes in assignments(letters, values)]
    for tries, sizes in product(TRIES, choices):
        yield from sampler.points(sizes, tries)
        if now() > ends:
            return


def _touching(assumed: Iterable[Apply], everything: tuple[Apply, ...]) -> tuple[Apply, ...]:
    """What has to do with the conditions, and all that is said of sizes: the rest holds or not whatever they say."""
    reached = frozenset[str]().union(*map(_letters, assumed))
    while True:
        near = tuple(p for p in everything if _letters(p) & reached or not _letters(p))
        grown = reached.union(*map(_letters, near))
        if grown == reached:
            return near
        reached = grown


def _letters(value: Expression) -> frozenset[str]:
    """The letters of a proposition; one about sizes has none."""
    return frozenset(part.name for part in walk(value) if isinstance(part, Symbol))


def given_of(claim: Claim, around: Iterable[Apply]) -> tuple[Apply, ...]:
    """The hypotheses of a claim with what else is known around it, but for the claim itself."""
    return tuple(dict.fromkeys((*claim.hypotheses, *(p for p in around if p != claim.conclusion))))
