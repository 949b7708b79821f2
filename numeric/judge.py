"""Judging a claim by evaluation: a smallest counterexample, or agreement with a bound on its chance."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

import flint
import numpy as np

from derivations.claim import Claim
from derivations.clock import now
from derivations.kernel.expression import Apply, Expression, Index, Symbol, free
from derivations.trees import walk
from numeric import limits
from numeric.arithmetic import Array, Enclosures, Floats, Modular, Rationals, Undefined, Unsettled
from numeric.context import Context
from numeric.degrees import size_degree
from numeric.samples import RANKS, SMALL, WIDE, Sampler, assignments, conjuncts, size_letters
from numeric.sizes import extent

Opinions = Literal["agrees", "refuted", "undefined"]
MISTAKES = (Undefined, ZeroDivisionError, OverflowError, np.linalg.LinAlgError)
IRRATIONAL = {"exp", "log", "sigmoid", "tanh", "sqrt", "norm", "pi", "real power", "density"}
INSTANCES = 200  # of a statement for all values, to show where it fails
PIECEWISE = {"relu", "step", "abs", "cases", "indicator", "sqrt"}
LUMPY = {  # no polynomials: they agree at almost all points, and differ at few
    "rank": "ranks",
    "pseudo_inverse": "pseudo-inverses",
    "matrix_root": "roots of matrices",
    "natural": "natural numbers",
}
PARTS = 16  # into which the values of letters fall, over which samples are spread
FRUITLESS = 1.0  # seconds for a first point that meets the hypotheses
DEGREE = 64  # bound on the degree of an identity as a polynomial, for the Schwartz–Zippel lemma


@dataclass(frozen=True)
class Counterexample:
    """A point where the hypotheses hold and the statement does not, with both sides there."""

    sizes: dict[str, int]
    values: dict[str, Any]
    left: Any
    right: Any
    relation: str

    def as_json(self) -> dict[str, Any]:
        """As in the contract: exact numbers as texts."""
        return {"sizes": self.sizes, "values": self.values, "left": self.left, "right": self.right}


@dataclass(frozen=True)
class Opinion:
    """What evaluation says of a claim, and how much it looked at."""

    verdict: Opinions
    samples: int = 0
    sizes: dict[str, list[int]] | None = None
    error_bound: str = ""  # of agreeing by chance, as in 2^-61; 0 for numbers that were enclosed
    methods: tuple[str, ...] = ()
    seed: int = 0
    reason: str = ""
    counterexample: Counterexample | None = None

    @property
    def bound_in_tex(self) -> str:
        """The error bound as it is set: 2^{-61}."""
        base, _, power = self.error_bound.partition("^")
        return f"{base}^{{{power}}}" if power else base

    def as_json(self) -> dict[str, Any]:
        """The contract's `evidence`."""
        return {
            "samples": self.samples,
            "sizes": self.sizes or {},
            "error_bound": self.error_bound,
            "seed": self.seed,
            "methods": list(self.methods),
        }


def judge(claim: Claim, *, seed: int = 0, seconds: float = 0.08, assumed: tuple[Apply, ...] = ()) -> Opinion:
    """Evaluate a claim at many points. `seconds` bounds the search for the smallest counterexample."""
    claim = Claim((*claim.hypotheses, *assumed), claim.conclusion)
    return _Judge(claim, seed, seconds).opinion()


def failing(claim: Claim, *, most: int = 3, seconds: float = 0.08) -> list[Context]:
    """Points where the hypotheses hold and the conclusion does not, as far as a short search finds some."""
    judging = _Judge(claim, 0, seconds)
    found = list(islice(judging._failures(Rationals(), WIDE, [2, 1, 3], 6), most))
    return found or list(islice(judging._enclosed(1), most))


def fails_at(points: Iterable[Context], conclusion: Apply) -> bool:
    """Whether a statement is false at one of some points."""
    for point in points:
        with suppress(*MISTAKES, KeyError, Unsettled):
            if not point.value(conclusion):
                return True
    return False


_COMPUTED = frozenset(  # operations that are enclosed, and no more than that
    [
        *("add", "scale", "product", "quotient", "power", "real power", "inverse", "sqrt", "abs", "relu", "log", "exp"),
        *("sigmoid", "tanh", "pi", "and", "or", "not", "at_most", "less", "equal", "unequal"),
    ]
)


def _is_closed(claim: Claim) -> bool:
    """Whether a claim is one about numbers without letters: to enclose these tells all."""
    parts = [part for part in walk(claim.conclusion) if isinstance(part, Apply)]
    return not claim.hypotheses and not free(claim.conclusion) and {p.operation.name for p in parts} <= _COMPUTED


@dataclass
class _Judge:
    claim: Claim
    seed: int
    seconds: float

    def __post_init__(self) -> None:
        self.letters = size_letters(self.claim)
        self.samples = 0
        self.met, self.ends = False, now() + FRUITLESS
        self.barren = set[tuple[int, ...]]()  # sizes at which nothing from a pool met the hypotheses
        self.seen: dict[str, set[int]] = {letter: set() for letter in self.letters}
        self.methods: dict[str, None] = {}
        self.ranked = bool(_names(self.claim) & RANKS)
        slow = _random(self.claim.conclusion) or self.ranked  # exact means go over many points, ranks fall at few
        turning = not self.letters and not _is_equation(self.claim)  # statements about numbers turn on rare values
        binding = any(
            isinstance(part, Apply) and part.operation.name == "forall" for part in walk(self.claim.conclusion)
        )
        self.least = 0.3 if binding and turning else 0.2 if slow else 0.1 if turning else 0.0
        self.parts = math.prod(Sampler(self.claim, Modular(), random.Random(0), WIDE).parts().values())

    def opinion(self) -> Opinion:
        # statements about scalars are cheap, and turn on rare values, as properties do
        many = 10 if self.ranked else 1 if _is_equation(self.claim) else 3 if self.letters else 15
        hit = next(self._failures(Rationals(), WIDE, [1, 2, 3], 6 * many), None)
        hit = hit or next(self._failures(Rationals(), SMALL, [1, 2], 8 * many), None)
        if hit is not None:
            return self._said("refuted", counterexample=self._smallest(hit))
        hit = hit or self._irrational(many)
        if hit is not None:
            return self._said("refuted", counterexample=self._smallest(hit, Enclosures()))
        exact = self.samples
        if exact and _is_closed(self.claim):
            return self._said("agrees", error_bound="0")
        self.contradicted = False
        each = max(2, min(self.parts, PARTS))
        modular = self._agreements(Modular(), [2, 3, 5, 7], each) if _is_equation(self.claim) else 0
        if self.contradicted:  # false, but only rare rational points show it: look longer for one
            self.seconds *= 20
            hit = next(self._failures(Rationals(), SMALL, [1, 2, 3, 5], 200 * many), None)
            if hit is not None:
                return self._said("refuted", counterexample=self._smallest(hit))
            return self._said("undefined", reason="exact evaluation modulo a prime disagrees; no rational witness")
        self.samples += modular
        floats = self._floats()
        if not self.samples and not floats:
            return self._said("undefined", reason="no sample met the hypotheses with all values defined")
        loose = self._loose()
        bound = 0 if loose else (61 - math.ceil(math.log2(DEGREE))) * (modular // self.parts)
        reason = loose if loose and modular else "" if exact else "floats only"
        return self._said("agrees", error_bound=f"2^-{bound}" if bound else "", reason=reason)

    def _loose(self) -> str:
        """Why agreement at samples gives no bound, if it gives none: Schwartz and Zippel's is for polynomials."""
        found = [words for name, words in LUMPY.items() if name in _names(self.claim)]
        if self.parts > PARTS:
            found.append("matrices of so many kinds")
        if self.seen and size_degree(self.claim.conclusion) >= min(map(len, self.seen.values())):
            found.append("so high a degree in the sizes")
        if _in_parts(self.claim.hypotheses):
            found.append("points that equations leave")
        return f"agreement at samples says too little about {' and '.join(found)}" if found else ""

    def _irrational(self, many: int) -> Context | None:
        """A failing point where values that are not rational are enclosed, when the claim has any."""
        if self.samples and not _names(self.claim) & IRRATIONAL:
            return None
        return next(self._enclosed(many), None)

    def _enclosed(self, many: int) -> Iterator[Context]:
        yield from self._failures(Enclosures(), WIDE, [1, 2, 3], 6 * many)
        yield from self._failures(Enclosures(), SMALL, [1, 2], 8 * many)

    def _said(self, verdict: Opinions, **more: Any) -> Opinion:
        sizes = {letter: sorted(values) for letter, values in self.seen.items()}
        return Opinion(verdict, self.samples, sizes, methods=tuple(self.methods), seed=self.seed, **more)

    def _points(self, arithmetic: Any, pool: list[Any], values: list[int], count: int) -> Iterator[Context]:
        rng = random.Random(self.seed)
        sampler = Sampler(self.claim, arithmetic, rng, pool)
        for sizes in assignments(self.letters, values):
            if not self.met and now() > self.ends:
                return
            place = (pool is WIDE, *sizes.values())
            if not isinstance(arithmetic, Modular):  # order does not bind there, and says nothing of other numbers
                if place in self.barren:
                    continue
                self.barren.add(place)
            for found, point in enumerate(sampler.points(sizes, 40 * count), 1):
                self.met = True
                self.barren.discard(place)
                for letter, value in sizes.items():
                    self.seen[letter].add(value)
                yield point
                if found == count:
                    break

    def _failures(self, arithmetic: Any, pool: list[Any], values: list[int], count: int) -> Iterator[Context]:
        """Points where the conclusion is false; counts those where it is true."""
        ends = now() + max(self.seconds / 2, self.least)
        for point in self._points(arithmetic, pool, values, count):
            try:
                if point.value(self.claim.conclusion):
                    self.samples += 1
                    self.methods[arithmetic.name] = None
                else:
                    yield point
            except MISTAKES:
                pass
            if now() > ends:
                return

    def _agreements(self, arithmetic: Any, values: list[int], count: int) -> int:
        agreed = 0
        for point in self._points(arithmetic, WIDE, values, count):
            try:
                holds = bool(point.value(self.claim.conclusion))
                self.contradicted = self.contradicted or not holds
                agreed += holds
                self.methods[arithmetic.name] = None
            except MISTAKES:
                continue
        return agreed

    def _smallest(self, hit: Context, arithmetic: Any = None) -> Counterexample:
        """The least failing point found in the time allowed: small sizes, then few non-zeros, then small numbers."""
        ends, best = now() + self.seconds, hit
        rng = random.Random(self.seed)
        for round_number in range(1000):
            sampler = Sampler(self.claim, arithmetic or Rationals(), rng, SMALL if round_number % 2 else WIDE)
            for sizes in assignments(self.letters, [1, 2] if round_number % 3 else [2, 1, 3]):
                if sum(sizes.values()) > sum(best.sizes.values()):
                    continue
                for point in sampler.points(sizes, 4):
                    try:
                        if (_cost(point) < _cost(best) or self._grazes(best)) and not point.value(
                            self.claim.conclusion
                        ):
                            best = min(best, point, key=lambda p: (self._grazes(p), _cost(p)))
                    except MISTAKES:
                        continue
            if now() > ends:
                break
        return witness(best, self.claim.conclusion)

    def _grazes(self, point: Context) -> bool:
        """Whether a strict inequality fails only because its sides are equal."""
        point, failing = _failing(point, self.claim.conclusion)
        return failing.operation.name == "less" and point.equal(*map(point.value, failing.arguments))

    def _floats(self) -> int:
        """Agreement in double precision, with central differences and complex steps for derivatives."""
        agreed = 0
        for point in self._points(Floats(), WIDE, [2, 3, 4], 1):
            for complex_step in (False, True) if _derives(self.claim.conclusion) else (False,):
                try:
                    point_agrees = _close(replace(point, complex_step=complex_step), self.claim.conclusion)
                except (*MISTAKES, TypeError, FloatingPointError):
                    continue
                agreed += point_agrees
                name = (
                    "floats"
                    if not _derives(self.claim.conclusion)
                    else "complex step"
                    if complex_step
                    else "central differences"
                )
                if point_agrees:
                    self.methods[name if not _random(self.claim.conclusion) else "Monte Carlo"] = None
        return agreed


def _cost(point: Context) -> tuple[int, int, Any, str]:
    numbers = [x for a in point.values.values() for x in a.flat]
    size = sum(abs(int(x.p)) + 2 * int(x.q) - 2 if hasattr(x, "p") else 99 for x in numbers)  # else it is enclosed
    return sum(point.sizes.values()), sum(x != 0 for x in numbers), size, str(sorted(map(str, numbers)))


def _is_equation(claim: Claim) -> bool:
    names = {part.operation.name for part in walk(claim.conclusion) if isinstance(part, Apply)}
    return claim.conclusion.operation.name == "equal" and not names & PIECEWISE


def _in_parts(hypotheses: tuple[Apply, ...]) -> bool:
    """Whether points that meet hypotheses may fall into parts, as those of ab = 0 do: not for one value of a letter."""
    equations = [h.arguments for h in conjuncts(hypotheses) if h.operation.name == "equal"]
    plain = all(any(isinstance(a, Symbol) and a not in walk(b) for a, b in ((p, q), (q, p))) for p, q in equations)
    return len(equations) > 1 or not plain


def _names(claim: Claim) -> set[str]:
    """The operations of a claim."""
    everything = (*claim.hypotheses, claim.conclusion)
    return {part.operation.name for p in everything for part in walk(p) if isinstance(part, Apply)}


def _derives(p: Expression) -> bool:
    names = {"derivative", "gradient", "partial", "hessian"}
    return any(isinstance(part, Apply) and part.operation.name in names for part in walk(p))


def _random(p: Expression) -> bool:
    return any(isinstance(part, Apply) and part.operation.name == "expectation" for part in walk(p))


def _close(point: Context, p: Apply) -> bool:
    """Equality within a tolerance: rounding (1e-9), a difference quotient's error (1e-5), or a mean's 6 deviations."""
    if p.operation.name in ("and",):
        return all(_close(point, part) for part in p.arguments if isinstance(part, Apply))
    if p.operation.name != "equal":
        return bool(point.value(p))
    left, right = (np.asarray(point.value(side), dtype=complex) for side in p.arguments)
    scale = max(1.0, float(np.max(np.abs(left), initial=0)), float(np.max(np.abs(right), initial=0)))
    tolerance = 1e-9 if point.complex_step or not _derives(p) else 1e-4
    if _random(p):
        tolerance = 6 * 4 / math.sqrt(point.draws)
    return bool(np.max(np.abs(left - right), initial=0) <= tolerance * scale)


def witness(point: Context, conclusion: Apply) -> Counterexample:
    """A failing point in writing: values of letters and indices, and both sides of the first relation that fails."""
    point, failing = _failing(point, conclusion)
    if failing.operation.name == "approximation":
        point = limits.apart(point, failing)
        sizes, (_, _, *sides) = dict(point.sizes), failing.arguments
        shown = {letter.name: _written(a) for letter, a in point.values.items()}
        left, right = (_written(point.value(side)) for side in sides)
        return Counterexample(sizes, shown, left, right, "approximation")
    values: dict[str, Any] = {letter.name: _written(a) for letter, a in point.values.items()}
    values |= {name: str(place + 1) for name, place in point.indices.items()}
    sides = [_side(point, side) for side in failing.arguments]
    left, right = (*sides, "true")[:2] if len(sides) != 1 else (sides[0], "true")
    return Counterexample(dict(point.sizes), values, left, right, failing.operation.name)


def _failing(point: Context, p: Apply) -> tuple[Context, Apply]:
    """The part that makes a statement false, and the point with the index of a ∀ where it fails."""
    if p.operation.name == "forall" and isinstance(p.data[0], Index) and isinstance(p.arguments[0], Apply):
        for place in range(extent(p.data[0].size, point.sizes)):
            there = point.at(p.data[0], place)
            if not there.value(p.arguments[0]):
                return _failing(there, p.arguments[0])
    if p.operation.binds and point.draw is not None:
        found = _instance(point, p)
        return _failing(*found) if found else (point, p)
    if p.operation.name in ("and", "implies"):
        parts = [part for part in p.arguments if isinstance(part, Apply)]
        for part in parts if p.operation.name == "and" else parts[1:]:
            if not point.value(part):
                return _failing(point, part)
    return point, p


def _instance(point: Context, p: Apply) -> tuple[Context, Apply] | None:
    """Values of what a statement binds for which it fails, with its body there."""
    for law in (p,) if p.operation.name == "forall" else p.operation.laws(p):
        letters = [item for item in law.data if isinstance(item, Symbol)]
        body = law.arguments[0]
        draw = point.draw
        if draw is None or not letters or law.operation.name != "forall":
            continue
        for _ in range(INSTANCES):
            there = replace(point, values=point.values | {x: draw(x) for x in letters})
            with suppress(*MISTAKES):
                if isinstance(body, Apply) and not there.value(body):
                    return there, body
    return None


def _side(point: Context, side: Expression) -> Any:
    try:
        value = point.value(side)
    except KeyError:  # of what is bound
        return "not so"
    except MISTAKES:
        return "undefined"
    return _written(value) if isinstance(value, np.ndarray) else str(value).lower()


def _written(a: Array) -> Any:
    if a.shape == (1, 1):
        return _number(a[0, 0])
    return [[_number(x) for x in line] for line in a]


def _number(x: Any) -> str:
    """A fraction as it is; of what is enclosed, digits and an ellipsis."""
    return f"{x.str(8, radius=False)}…" if isinstance(x, flint.arb) else str(x)
