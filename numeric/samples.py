"""Points that meet hypotheses: sizes, and values of letters built to have the properties stated of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import count
from math import prod
from typing import Any

import numpy as np

from derivations.claim import Claim
from derivations.clock import left, now
from derivations.kernel.expression import ONE, Apply, Expression, Index, Number, Size, Symbol, free
from derivations.trees import walk
from numeric.arithmetic import Array, Floats, Modular, Undefined, Unsettled, array
from numeric.context import Context
from numeric.recursions import definitions, recursions
from numeric.repair import solved
from numeric.sizes import extent

SMALL = [Fraction(n) for n in (0, 1, 1, -1, -1, 2, 2)]
WIDE = [*SMALL, *(Fraction(n) for n in (3, -2, 5)), Fraction(1, 2), Fraction(-1, 3), Fraction(1, 10), Fraction(3, 2)]


LEAST = (Fraction(1), Fraction(1), Fraction(1, 4))  # added to a Gram matrix to make it definite
NOTHING = 0.1  # how often a letter is 0 where the claim compares, because strictness fails there first
COUNTS = (0, 1, 2, 3, 5)  # values of natural numbers
LENGTHS = (0, 1, 2, 3, 4, 5, 7, 10)  # and where differences of some are natural, too
MISSES = 100  # draws in a row that do not meet the hypotheses
FRUITLESS = 0.5  # seconds in which no draw meets the hypotheses
SMALL_TRIES = 20  # draws of small entries for a letter
PATIENCE = 3  # points at which a hypothesis for all values may stay unsettled
ABOUT_RANK = {"rank", "pseudo_inverse", "invertible", "full column rank", "full row rank", "determinant"}
RANKS = {"rank", "pseudo_inverse"}
RANKED = 8  # the ranks of idempotent matrices up to 7 × 7
PLACED = 0.5  # how often a matrix is drawn as a special one, where the claim turns on ranks
UNTURNED = 0.25  # how often an orthogonal matrix only permutes and changes signs
FULL = {"invertible", "full column rank", "full row rank"}


@dataclass
class Sampler:
    """Draws points for a claim. Properties of letters are built in; other hypotheses are met by repair or rejection."""

    claim: Claim
    arithmetic: Any
    rng: random.Random
    pool: list[Fraction]

    def __post_init__(self) -> None:
        everything = (*self.claim.hypotheses, self.claim.conclusion)
        loose = frozenset().union(*map(free, everything))
        self.letters = sorted((x for x in loose if isinstance(x, Symbol)), key=lambda s: s.name)
        self.indices = sorted((x for x in loose if isinstance(x, Index)), key=lambda i: i.name)
        names = {part.operation.name for e in everything for part in walk(e) if isinstance(part, Apply)}
        self.deficient = 0.5 if names & ABOUT_RANK else 0.15  # how often a matrix is drawn with a repeated column
        self.takes_roots, self.roots = bool(names & {"matrix_root", "expectation"}), list[tuple[Array, Array]]()
        self.ordered = bool(names & {"less", "at_most", "unequal"})
        ordered = self.arithmetic.exact and not isinstance(self.arithmetic, Modular)  # a prime has general points only
        self.special = PLACED if names & RANKS and ordered else 0.0
        self.drawn = dict[Symbol, Array]()  # at the point that is being drawn
        self.attempt = -1  # which point it is
        self.seeds = count()  # of functions: not from `rng`, on whose draws other points rest
        self.convex = frozenset(_convex(self.claim.hypotheses))
        self.round = frozenset(_convex(h for h in self.claim.hypotheses if _is_compound(h)))
        found = list(recursions(self.claim.hypotheses))
        defined = list(definitions(self.claim.hypotheses))
        self.definitions = {name: sides for name, sides, _ in defined}
        self.recursions = {r.name: r.rule for r in found}
        self.rules = {r.hypothesis for r in found} | {hypothesis for *_, hypothesis in defined}
        self.signs = dict(_signs(self.claim.hypotheses))
        self.general = self.pool is WIDE and isinstance(self.arithmetic, Modular | Floats)  # any number, from no pool
        self.pools = dict[tuple[int, bool] | None, list[Any]]()
        self.lengths = any(
            h.operation.name == "natural" and isinstance(h.arguments[0], Apply) for h in self.claim.hypotheses
        )
        self.properties = {(h.arguments[0], h.operation.name) for h in self.claim.hypotheses if len(h.arguments) == 1}

    def number(self, letter: Symbol | None = None) -> Any:
        """A number from the pool, of the sign that a hypothesis asks of the letter."""
        if not self.general:
            return self.rng.choice(self._pool(letter))
        if isinstance(self.arithmetic, Modular):
            return self.arithmetic.number(self.rng.randrange(1, 2**61 - 2))
        return self._signed(Fraction(self.rng.uniform(-2, 2)), letter)

    def _pool(self, letter: Symbol | None) -> list[Any]:
        """The pool in this arithmetic, each number of the letter's sign: made once, for points are many."""
        sign = self.signs.get(letter) if letter is not None else None
        if sign not in self.pools:
            self.pools[sign] = [self._signed(value, letter) for value in self.pool]
        return self.pools[sign]

    def _signed(self, value: Fraction, letter: Symbol | None) -> Any:
        sign = self.signs.get(letter) if letter is not None else None
        if sign is not None and not isinstance(self.arithmetic, Modular):
            value = sign[0] * (abs(value) or Fraction(sign[1]))
        return self.arithmetic.number(value)

    def _squared(self, value: Array) -> Array:
        """A semidefinite matrix; its square, with the root kept, where the claim takes roots of matrices."""
        if not self.takes_roots or not self.arithmetic.exact:
            return value
        self.roots.append((value @ value, value))
        return np.asarray(value @ value)

    def block(self, rows: int, columns: int, letter: Symbol | None = None) -> Array:
        """An array of numbers."""
        one = partial(self.number, letter) if self.general else partial(self.rng.choice, self._pool(letter))
        values = [[one() for _ in range(columns)] for _ in range(rows)]
        return array(values) if self.arithmetic.exact else np.array(values, dtype=float).reshape(rows, columns)

    def draw(self, letter: Symbol, sizes: dict[str, int]) -> Array:
        """A value of a letter with the properties stated of it."""
        rows, columns = extent(letter.rows, sizes), extent(letter.columns, sizes)
        plain = Context(sizes, {}, {}, arithmetic=self.arithmetic)
        stated = self._stated(letter)
        if "natural" in stated:
            return array([[self.arithmetic.number(self.rng.choice(LENGTHS if self.lengths else COUNTS))]])
        base = self.block(rows, columns, letter)
        if "diagonal" in stated:
            base = base * plain.eye(rows)
        if self.ordered and not stated and letter not in self.signs and self.rng.random() < NOTHING:
            return plain.filled(rows, columns)
        placed = self.rng.random() < self.special if self.special and letter not in self.signs else False
        if placed and (found := self._placed(plain, base, stated)):
            return found[0]
        if max(rows, columns) > 1 and not stated & FULL and self.rng.random() < self.deficient:
            self._degenerate(base)
        if not stated:
            return base
        eye = plain.eye(rows)
        match stated:
            case _ if "orthonormal columns" in stated and rows >= columns:
                return self._orthogonal(plain, self.block(rows, rows), letter)[:, :columns]
            case _ if "idempotent" in stated:
                return self._projection(plain, rows, letter, oblique="symmetric" not in stated)
            case _ if "orthogonal" in stated and "symmetric" in stated:
                return np.asarray(
                    eye - self._projection(plain, rows, letter, oblique=False) * self.arithmetic.number(Fraction(2))
                )
            case _ if "orthogonal" in stated:
                return self._orthogonal(plain, base, letter)
            case _ if "positive definite" in stated:
                return self._squared(base.T @ base + eye * self.arithmetic.number(self.rng.choice(LEAST)))
            case _ if "positive semidefinite" in stated:
                return self._squared(base.T @ base)
            case _ if "symmetric" in stated:
                return base + base.T
            case _ if "skew" in stated:
                return base - base.T
        return base

    def _degenerate(self, base: Array) -> None:
        """Repeat a column of a tall matrix or a row of a wide one; leave columns and rows as they are."""
        rows, columns = base.shape
        if min(rows, columns) > 1 and rows >= columns:
            base[:, -1] = base[:, 0]
        elif min(rows, columns) > 1:
            base[-1] = base[0]

    def _stated(self, letter: Symbol) -> set[str]:
        """What hypotheses say of a letter."""
        return {name for value, name in self.properties if value == letter}

    def parts(self) -> dict[Symbol, int]:
        """Into how many parts the values of letters fall, none of which stands for the others.

        Orthogonal matrices have determinant 1 or -1, and idempotent ones a rank, of which 8 are told apart.
        """
        found = {}
        for letter in self.letters:
            stated = self._stated(letter)
            turns = "orthogonal" in stated or ("orthonormal columns" in stated and letter.rows == letter.columns)
            ranked = "idempotent" in stated or {"orthogonal", "symmetric"} <= stated
            if turns or ranked:
                found[letter] = RANKED if ranked else 2
        return found

    def _part(self, letter: Symbol, most: int) -> int:
        """Which part a letter is to be drawn from: each in turn, together with each of the other letters'."""
        turn = self.attempt
        for other, parts in self.parts().items():
            if other == letter and turn >= 0:
                return turn % parts % most
            turn //= parts
        return self.rng.randrange(most)

    def _orthogonal(self, plain: Context, base: Array, letter: Symbol) -> Array:
        """An orthogonal matrix: by Cayley's transform of determinant 1, so that rows are turned for -1."""
        n, eye, skew = len(base), plain.eye(len(base)), base - base.T
        if self.rng.random() < UNTURNED and not isinstance(self.arithmetic, Modular):
            signs = [self.rng.choice((1, -1)) for _ in range(n)]
            return np.asarray(self._diagonal(plain, signs) @ eye[self.rng.sample(range(n), n)])
        signs = [self.rng.choice((1, -1)) for _ in range(n)]
        signs[0] *= prod(signs) * (-1) ** self._part(letter, 2)
        return np.asarray(self._diagonal(plain, signs) @ (eye - skew) @ plain.inverse(eye + skew))

    def _diagonal(self, plain: Context, entries: list[int]) -> Array:
        """A diagonal matrix."""
        result = plain.filled(len(entries), len(entries))
        for k, entry in enumerate(entries):
            result[k, k] = self.arithmetic.number(Fraction(entry))
        return result

    def _placed(self, plain: Context, base: Array, stated: set[str]) -> list[Array]:
        """A matrix on which ranks turn, when its properties allow one: of few entries, or another letter's."""
        if stated and stated <= {"symmetric", "diagonal", "positive semidefinite"}:
            choices = (0, 1) if "positive semidefinite" in stated else (0, 0, 1, -1)
            return [self._diagonal(plain, [self.rng.choice(choices) for _ in base])]
        if stated or max(base.shape) < 2:
            return []
        others = [a for a in self.drawn.values() if a.shape == base.shape]
        if others and self.rng.random() < PLACED / 2:
            return [self.rng.choice(others) * self.arithmetic.number(Fraction(self.rng.choice((1, -1))))]
        return [self._sparse(plain, *base.shape)]

    def _sparse(self, plain: Context, rows: int, columns: int) -> Array:
        """Nothing, ones above the diagonal (which is nilpotent), or a single entry 1 or -1."""
        result, kind = plain.filled(rows, columns), self.rng.choice(("nothing", "shift", "unit", "unit", "unit"))
        places = {
            "nothing": [],
            "shift": [(k, k + 1) for k in range(min(rows, columns - 1))],
            "unit": [(self.rng.randrange(rows), self.rng.randrange(columns))],
        }
        value = self.arithmetic.number(Fraction(self.rng.choice((1, -1))))
        for place in places[kind]:
            result[place] = value
        return result

    def _projection(self, plain: Context, n: int, letter: Symbol, *, oblique: bool) -> Array:
        """An idempotent matrix, of each rank in turn."""
        rank = self._part(letter, n + 1)
        if rank == 0:
            return plain.filled(n, n)
        onto = self.block(n, rank)
        along = self.block(rank, n) if oblique else onto.T
        return np.asarray(onto @ plain.inverse(along @ onto) @ along)

    def points(self, sizes: dict[str, int], most: int) -> Iterator[Context]:
        """At most `most` points that meet the hypotheses; fewer when these are more than samples can settle."""
        unsettled = missed = 0
        ends = now() + FRUITLESS
        for _ in range(most):
            missed += 1
            if missed > MISSES or now() > ends or left() <= 0:
                return
            try:
                self.roots.clear()
                values = self._values(sizes)
                places = {
                    i.name: self.rng.randrange(extent(i.size, sizes)) for i in self.indices if not i.name.isdigit()
                }
                rules = tuple(h for h in self.claim.hypotheses if h.operation.name == "recurrence")
                point = Context(
                    sizes,
                    values,
                    places,
                    lambda s: self.draw(s, sizes),
                    arithmetic=self.arithmetic,
                    recurrences=rules,
                    roots=tuple(self.roots),
                    seed=next(self.seeds),
                    convex=self.convex,
                    round=self.round,
                    recursions=self.recursions,
                    definitions=self.definitions,
                )
                point = self.repaired(point)
                if all(self._met(point, h) for h in self.claim.hypotheses):
                    yield point
                    missed, ends = 0, now() + FRUITLESS
            except Unsettled:
                unsettled += 1
                if unsettled == PATIENCE:
                    return
            except (Undefined, ZeroDivisionError, OverflowError, np.linalg.LinAlgError):
                continue

    def _values(self, sizes: dict[str, int]) -> dict[Symbol, Array]:
        """Values of all letters, drawn in order."""
        self.attempt += 1
        self.drawn = {}
        for letter in self.letters:
            self.drawn[letter] = self.draw(letter, sizes)
        return self.drawn

    def _met(self, point: Context, hypothesis: Apply) -> bool:
        if hypothesis in self.rules:
            return True  # it defines the sequence
        if isinstance(self.arithmetic, Modular) and _needs_order(hypothesis):
            return True  # an identity of rational functions does not depend on signs
        holds = bool(point.value(hypothesis))
        if not holds and any(
            isinstance(part, Apply) and part.operation.name == "expectation" for part in walk(hypothesis)
        ):
            raise Unsettled("a law that meets a hypothesis is not found by drawing")
        return holds

    def repaired(self, point: Context) -> Context:
        """Change one letter so that an equation among the hypotheses holds, when it is affine in that letter."""
        for hypothesis in self.claim.hypotheses:
            point = self._small(point, hypothesis)
        equations = [h for h in conjuncts(self.claim.hypotheses) if h.operation.name == "equal"]
        for hypothesis in equations:
            if not point.value(hypothesis):
                point = self._solved(point, *hypothesis.arguments)
        if not self.arithmetic.exact or all(point.value(hypothesis) for hypothesis in equations):
            return point
        stated = {value for value, name in self.properties if name not in FULL}
        loose = [x for x in self.letters if x not in stated and x not in self.signs]
        return solved(point, equations, loose, self.number, self.rng) or point

    def _small(self, point: Context, hypothesis: Apply) -> Context:
        """Entries 0, 1 and -1 for a letter of which something like y_i² = 1 is said of every entry."""
        letters = [x for x in free(hypothesis) if isinstance(x, Symbol)]
        body = hypothesis.arguments[0] if hypothesis.operation.name == "forall" else None
        if len(letters) != 1 or not isinstance(body, Apply) or body.operation.name != "equal":
            return point
        (letter,) = letters
        for _ in range(SMALL_TRIES):
            if point.value(hypothesis):
                break
            rows, columns = point.values[letter].shape
            entries = [
                [self.arithmetic.number(Fraction(self.rng.choice((0, 1, -1)))) for _ in range(columns)]
                for _ in range(rows)
            ]
            value = array(entries) if self.arithmetic.exact else np.array(entries, dtype=float).reshape(rows, columns)
            point = replace(point, values=point.values | {letter: value})
        return point

    def _solved(self, point: Context, left: Expression, right: Expression) -> Context:
        for side, other in ((left, right), (right, left)):
            if isinstance(side, Symbol) and side not in walk(other):
                return replace(point, values=point.values | {side: point.value(other)})
        if left.shape == (ONE, ONE):
            for letter in [x for x in self.letters if x.shape == (ONE, ONE) and x not in self.signs]:
                solved = self._affine(point, letter, left, right)
                if solved is not None:
                    return solved
            for letter in [x for x in self.letters if x.shape != (ONE, ONE) and x in self.signs]:
                solved = self._scaled(point, letter, left, right)
                if solved is not None:
                    return solved
        return point

    def _affine(self, point: Context, letter: Symbol, left: Expression, right: Expression) -> Context | None:
        """A number that meets an equation which is affine in it."""

        def moved(number: Any) -> Context:
            value = point.filled(1, 1)
            value[0, 0] = number
            return replace(point, values=point.values | {letter: value})

        root = self._root(moved, left, right)
        return None if root is None else moved(root)

    def _scaled(self, point: Context, letter: Symbol, left: Expression, right: Expression) -> Context | None:
        """A positive multiple of a letter whose signs are given that meets an equation such as Σ p_i = 1."""

        def moved(factor: Any) -> Context:
            return replace(point, values=point.values | {letter: point.values[letter] * factor})

        root = self._root(moved, left, right)
        signed = not isinstance(self.arithmetic, Modular)
        return None if root is None or (signed and not root > 0) else moved(root)

    def _root(self, moved: Callable[[Any], Context], left: Expression, right: Expression) -> Any:
        """Where two sides meet, when their difference is affine in what is moved; else None."""

        def at(number: int) -> Any:
            there = moved(self.arithmetic.number(Fraction(number)))
            return (there.value(left) - there.value(right))[0, 0]

        try:
            zero, one, two = at(0), at(1), at(2)
            slope = one - zero
            affine = not self.arithmetic.is_zero(slope) and self.arithmetic.is_zero(two - one - slope)
            return -zero / slope if affine else None
        except (Undefined, ZeroDivisionError):
            return None


def _signs(hypotheses: tuple[Apply, ...]) -> Iterator[tuple[Symbol, tuple[int, bool]]]:
    """The signs that hypotheses ask of letters, and whether 0 is ruled out."""
    for hypothesis in hypotheses:
        parts = hypothesis.arguments
        if hypothesis.operation.name == "and" or (
            hypothesis.operation.name == "forall" and isinstance(hypothesis.data[0], Index)
        ):
            yield from _signs(tuple(p for p in parts if isinstance(p, Apply)))
        elif hypothesis.operation.name in ("less", "at_most"):
            left, right = parts
            left, right = _letter(left), _letter(right)
            if isinstance(right, Symbol) and isinstance(left, Number) and left.value >= 0:
                yield right, (1, hypothesis.operation.name == "less" or left.value > 0)
            if isinstance(left, Symbol) and isinstance(right, Number) and right.value <= 0:
                yield left, (-1, hypothesis.operation.name == "less" or right.value < 0)


def _is_compound(hypothesis: Apply) -> bool:
    """Whether it says something of the sum of a function and another value, as smoothness does."""
    value = hypothesis.arguments[0] if len(hypothesis.arguments) == 1 else None
    return isinstance(value, Apply) and value.operation.name != "function"


def conjuncts(hypotheses: Iterable[Expression]) -> Iterator[Apply]:
    """The hypotheses, conjunctions taken apart."""
    for hypothesis in hypotheses:
        if isinstance(hypothesis, Apply) and hypothesis.operation.name == "and":
            yield from conjuncts(hypothesis.arguments)
        elif isinstance(hypothesis, Apply):
            yield hypothesis


def _convex(hypotheses: Iterable[Apply]) -> Iterator[str]:
    """The names of functions that hypotheses call convex."""
    for hypothesis in hypotheses:
        if hypothesis.operation.name in ("convex", "strictly convex"):
            for part in walk(hypothesis):
                if isinstance(part, Apply) and part.operation.name == "function":
                    yield part.data[0]


def _letter(side: Expression) -> Expression:
    """Of an entry of a letter, the letter."""
    entry = isinstance(side, Apply) and side.operation.name == "entry"
    return side.arguments[0] if entry and isinstance(side, Apply) else side


def _needs_order(p: Expression) -> bool:
    names = {"less", "at_most", "positive definite", "positive semidefinite", "abs", "relu", "step"}
    return any(isinstance(part, Apply) and part.operation.name in names for part in walk(p))


def size_letters(claim: Claim) -> list[str]:
    """The size letters of a claim, in order."""
    found: set[str] = set()
    for p in (*claim.hypotheses, claim.conclusion):
        for part in walk(p):
            data = getattr(part, "data", ())
            items: list[Any] = [
                *data,
                *part.shape,
                *(s for item in data if isinstance(item, Symbol) for s in item.shape),
            ]
            for item in items:
                size = item.size if isinstance(item, Index) else item
                if isinstance(size, Size):
                    found |= {letter for letters, _ in size.terms for letter in letters}
    return sorted(found)


def assignments(letters: list[str], values: list[int]) -> Iterator[dict[str, int]]:
    """Sizes for the letters, cycling through the values from each start."""
    starts = range(len(values)) if letters else range(1)
    for start in starts:
        yield {letter: values[(start + k) % len(values)] for k, letter in enumerate(letters)}
