"""Typed expressions at random, and what each of them means."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from derivations.kernel.expression import Expression, Number, Symbol
from derivations.operations import blocks
from derivations.operations.notation import chained, entry, index, over, plus, times, total, transpose
from derivations.writing import (
    Law,
    absolute,
    cases,
    det,
    diag,
    exp,
    expectation,
    gradient,
    hadamard,
    hessian,
    identity,
    indicator,
    inner,
    kron,
    less,
    lift,
    log,
    matrix,
    norm,
    partial,
    pinv,
    relu,
    scalar,
    sigmoid,
    sqrt,
    squared_norm,
    tanh,
    trace,
    vec,
    vector,
)

Shape = tuple[str, str]
ONE: Shape = ("1", "1")
LETTERS: dict[Shape, list[str]] = {
    ONE: ["g", "h", "lambda", "\\tilde g"],
    ("n", "1"): ["x", "y", "z"],
    ("d", "1"): ["w", "beta", "\\hat w"],
    ("n", "n"): ["A", "B", "Sigma", "W_{1}"],
    ("n", "d"): ["X", "Z"],
    ("d", "d"): ["P", "Q"],
}
LET = [
    *("g, h, \\tilde g : scalar", "lambda > 0", "x, y, z : n", "w, beta, \\hat w : d", "A, B, Sigma, W_1 : n x n"),
    *("X, Z : n x d", "P, Q : d x d", "N : n, random, mean 0, covariance I", "layout : denominator"),
]
SHAPE_OF = {name: shape for shape, names in LETTERS.items() for name in names} | {"N": ("n", "1")}
ENTRYWISE: dict[str, Callable[[Expression], Expression]] = {
    "exp": exp,
    "log": log,
    "tanh": tanh,
    "sigmoid": sigmoid,
    "ReLU": relu,
    "abs": absolute,
}


@dataclass(frozen=True)
class Tree:
    """An operation by its name, on trees, with data such as an exponent or the name of an index."""

    kind: str
    shape: Shape
    inside: tuple[Tree, ...] = ()
    data: tuple[object, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Whether it is a number."""
        return self.shape == ONE


def symbol_of(name: str) -> Symbol:
    """The letter of a name."""
    rows, columns = SHAPE_OF[name]
    if (rows, columns) == ONE:
        return scalar(name)
    return vector(name, rows) if columns == "1" else matrix(name, rows, columns)


NOISE = Law(vector("N", "n"), lift(0, vector("N", "n").shape), identity("n"))


def meaning(tree: Tree) -> Expression:
    """The expression that a tree stands for."""
    inside = [meaning(part) for part in tree.inside]
    return MEANINGS[tree.kind](tree, *inside)


def _number(tree: Tree) -> Expression:
    return Number(Fraction(str(tree.data[0])))


def _sum(tree: Tree, *terms: Expression) -> Expression:
    return plus(*(term if sign > 0 else -term for sign, term in zip(tree.data, terms)))  # type: ignore[operator]


def _entry(tree: Tree, base: Expression) -> Expression:
    places = [index(str(name), size) for name, size in zip(tree.data, _long(tree.inside[0].shape))]
    return entry(base, *places)


def _long(shape: Shape) -> list[str]:
    return [size for size in shape if size != "1"]


def _partial(tree: Tree, body: Expression) -> Expression:
    name, *names = map(str, tree.data)
    return partial(body, symbol_of(name), *map(index, names, _long(SHAPE_OF[name])))


MEANINGS: dict[str, Callable[..., Expression]] = {
    "letter": lambda t: symbol_of(t.data[0]),
    "number": _number,
    "sum": _sum,
    "product": lambda t, *f: chained(f),
    "multiple": lambda t, a, b: times(a, b),
    "transpose": lambda t, a: transpose(a),
    "inverse": lambda t, a: over(lift(1), a) if t.is_scalar else a.inv,
    "power": lambda t, a: a ** t.data[0],
    "pinv": lambda t, a: pinv(a),
    "identity": lambda t: identity(t.shape[0]),
    "norm": lambda t, a: norm(a),
    "squared norm": lambda t, a: squared_norm(a),
    "trace": lambda t, a: trace(a),
    "det": lambda t, a: det(a),
    "inner": lambda t, a, b: inner(a, b),
    "entry": _entry,
    "total": lambda t, a: total(index(t.data[0], t.data[1]), a),
    "over": lambda t, a, b: over(a, b),
    "root": lambda t, a: sqrt(a),
    "entrywise": lambda t, a: ENTRYWISE[t.data[0]](a),
    "max": lambda t, a, b: b + relu(a - b),
    "indicator": lambda t, a, b: indicator(less(b, a)),
    "cases": lambda t, a, b, c, d: cases(a, less(d, c), b),
    "gradient": lambda t, a: gradient(a, symbol_of(t.data[0])),
    "hessian": lambda t, a: hessian(a, symbol_of(t.data[0])),
    "partial": _partial,
    "hadamard": lambda t, a, b: hadamard(a, b),
    "kron": lambda t, a, b: kron(a, b),
    "vec": lambda t, a: vec(a),
    "diag": lambda t, a: diag(a),
    "block": lambda t, a, b, c, d: blocks.block([[a, b], [c, d]]),
    "expectation": lambda t, a: expectation(a, NOISE),
}


class Maker:
    """Makes trees. `indices` are those that a sum around binds."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.indices: list[tuple[str, str]] = []
        self.random = False  # inside an expectation
        self.derived = 0  # inside that many derivatives

    def tree(self, shape: Shape, depth: int) -> Tree:
        """A tree of a shape, at most so deep."""
        if depth <= 0:
            return self._leaf(shape)
        if shape in WIDE:
            return getattr(self, "_" + self.rng.choice(WIDE[shape]))(shape, depth - 1)
        names = [*_ANY, *(_SCALAR if shape == ONE else ()), *(_SQUARE if shape[0] == shape[1] != "1" else ())]
        names += _COLUMN if shape[1] == "1" != shape[0] else ()
        return getattr(self, "_" + self.rng.choice(names))(shape, depth - 1)

    def _leaf(self, shape: Shape, depth: int = 0) -> Tree:
        rng, letters = self.rng, LETTERS.get(shape, [])
        if shape == ONE and rng.random() < 0.3:
            return Tree("number", ONE, (), (rng.choice([2, 3, 5, 12]),))
        if shape in WIDE:
            return self._wide(shape)
        fitting = [(n, s) for n, s in self.indices]
        if shape == ONE and fitting and rng.random() < 0.7:
            return self._entry(shape, 0)
        if shape == ("n", "1") and self.random and rng.random() < 0.5:
            return Tree("letter", shape, (), ("N",))
        if letters:
            return Tree("letter", shape, (), (rng.choice(letters),))
        return Tree("transpose", shape, (self._leaf((shape[1], shape[0])),))

    def _wide(self, shape: Shape) -> Tree:
        a, b = (self.tree(("n", "n"), self.rng.choice([0, 0, 1])) for _ in range(2))
        if shape == ("n*n", "n*n"):
            return Tree("kron", shape, (a, b))
        if shape == ("n*n", "1"):
            return Tree("vec", shape, (a,))
        x, y = self._leaf(("n", "1")), self._leaf(("n", "1"))
        return Tree("block", shape, (a, x, Tree("transpose", ("1", "n"), (y,)), self._leaf(ONE)))

    def _sum(self, shape: Shape, depth: int) -> Tree:
        signs = tuple(self.rng.choice([1, 1, -1]) for _ in range(self.rng.choice([2, 2, 3])))
        return Tree("sum", shape, tuple(self.tree(shape, depth) for _ in signs), signs)

    def _product(self, shape: Shape, depth: int) -> Tree:
        middle = shape[0] if shape in WIDE else self.rng.choice(["n", "d", "n", "1"])
        parts = (self.tree((shape[0], middle), depth), self.tree((middle, shape[1]), depth))
        kinds = ONE in (parts[0].shape, parts[1].shape)
        return Tree("multiple" if kinds else "product", shape, parts)

    def _multiple(self, shape: Shape, depth: int) -> Tree:
        return Tree("multiple", shape, (self.tree(ONE, depth), self.tree(shape, depth)))

    def _transpose(self, shape: Shape, depth: int) -> Tree:
        return Tree("transpose", shape, (self.tree((shape[1], shape[0]), depth),))

    def _over(self, shape: Shape, depth: int) -> Tree:
        return Tree("over", shape, (self.tree(shape, depth), self.tree(ONE, min(depth, 1))))

    def _total(self, shape: Shape, depth: int) -> Tree:
        free = [name for name in "ijkl" if name not in dict(self.indices)]
        if not free:
            return self._leaf(shape)
        name, size = self.rng.choice(free), self.rng.choice("nnd")
        self.indices.append((name, size))
        body = self.tree(shape, depth)
        if shape == ONE:
            body = Tree("multiple", ONE, (self._entry_at(name, size), body))
        else:
            body = Tree("multiple", shape, (self._entry_at(name, size), body))
        self.indices.pop()
        return Tree("total", shape, (body,), (name, size))

    def _entry_at(self, name: str, size: str) -> Tree:
        base = Tree("letter", (size, "1"), (), (self.rng.choice(LETTERS[(size, "1")]),))
        return Tree("entry", ONE, (base,), (name,))

    def _entry(self, shape: Shape, depth: int) -> Tree:
        if not self.indices:
            return self._leaf(shape)
        first, second = (self.rng.choice(self.indices) for _ in range(2))
        if self.rng.random() < 0.5:
            return Tree("entry", ONE, (self.tree((first[1], "1"), depth),), (first[0],))
        inner = (first[1], second[1])
        return Tree("entry", ONE, (self.tree(inner, depth),), (first[0], second[0]))

    def _hadamard(self, shape: Shape, depth: int) -> Tree:
        return Tree("hadamard", shape, (self.tree(shape, depth), self.tree(shape, depth)))

    def _expectation(self, shape: Shape, depth: int) -> Tree:
        if self.random or self.derived:
            return self._leaf(shape)
        self.random = True
        body = self.tree(shape, depth)
        self.random = False
        return Tree("expectation", shape, (body,))

    def _cases(self, shape: Shape, depth: int) -> Tree:
        small = min(depth, 1)
        parts = self.tree(shape, depth), self.tree(shape, small), self.tree(ONE, small), self.tree(ONE, 0)
        return Tree("cases", shape, parts)

    def _of_any(self, kind: str, depth: int) -> Tree:
        inner = self.rng.choice([("n", "1"), ("d", "1"), ("n", "n"), ("n", "d")])
        return Tree(kind, ONE, (self.tree(inner, depth),))

    def _norm(self, shape: Shape, depth: int) -> Tree:
        return self._of_any("norm", depth)

    def _squared(self, shape: Shape, depth: int) -> Tree:
        return self._of_any("squared norm", depth)

    def _trace(self, shape: Shape, depth: int) -> Tree:
        size = self.rng.choice("nd")
        return Tree(self.rng.choice(["trace", "trace", "det"]), ONE, (self.tree((size, size), depth),))

    def _inner(self, shape: Shape, depth: int) -> Tree:
        side = self.rng.choice([("n", "1"), ("d", "1")])
        left, right = self.tree(side, depth), self.tree(side, depth)
        return Tree("product", ONE, (Tree("transpose", (side[1], side[0]), (left,)), right))

    def _root(self, shape: Shape, depth: int) -> Tree:
        return Tree("root", ONE, (self.tree(ONE, depth),))

    def _entrywise(self, shape: Shape, depth: int) -> Tree:
        names = list(ENTRYWISE) if shape == ONE else ["exp", "tanh", "sigmoid", "ReLU"]
        return Tree("entrywise", shape, (self.tree(shape, depth),), (self.rng.choice(names),))

    def _power(self, shape: Shape, depth: int) -> Tree:
        return Tree("power", shape, (self.tree(shape, depth),), (self.rng.choice([2, 3]),))

    def _max(self, shape: Shape, depth: int) -> Tree:
        return Tree("max", ONE, (self.tree(ONE, depth), self.tree(ONE, min(depth, 1))))

    def _indicator(self, shape: Shape, depth: int) -> Tree:
        return Tree("indicator", ONE, (self.tree(ONE, min(depth, 1)), self.tree(ONE, 0)))

    def _partial(self, shape: Shape, depth: int) -> Tree:
        body = self._derivable(depth)
        bound = [(n, s) for n, s in self.indices]
        if bound and self.rng.random() < 0.6:
            name, size = self.rng.choice(bound)
            return Tree("partial", ONE, (body,), ("x" if size == "n" else "w", name))
        return Tree("partial", ONE, (body,), (self.rng.choice(["g", "h"]),))

    def _derivable(self, depth: int) -> Tree:
        self.derived += 1
        body = self.tree(ONE, depth)
        self.derived -= 1
        return body

    def _gradient(self, shape: Shape, depth: int) -> Tree:
        if shape not in (("n", "1"), ("d", "1")) or self.derived > 1:
            return self._leaf(shape)
        return Tree("gradient", shape, (self._derivable(depth),), (self.rng.choice(LETTERS[shape]),))

    def _hessian(self, shape: Shape, depth: int) -> Tree:
        letter = "x" if shape[0] == "n" else "w"
        return Tree("hessian", shape, (self._derivable(min(depth, 1)),), (letter,))

    def _inverse(self, shape: Shape, depth: int) -> Tree:
        return Tree("inverse", shape, (self.tree(shape, depth),))

    def _pinv(self, shape: Shape, depth: int) -> Tree:
        if shape == ONE or "1" in shape:
            return self._leaf(shape)
        return Tree("pinv", shape, (self.tree((shape[1], shape[0]), depth),))

    def _identity(self, shape: Shape, depth: int) -> Tree:
        other = self.tree(shape, depth)
        return Tree("sum", shape, (other, Tree("identity", shape)), (1, 1))

    def _diag(self, shape: Shape, depth: int) -> Tree:
        return Tree("diag", shape, (self.tree((shape[0], "1"), depth),))


WIDE: dict[Shape, list[str]] = {  # sizes that only some operations make
    ("n*n", "n*n"): ["leaf", "sum", "product", "multiple", "transpose", "inverse"],
    ("n*n", "1"): ["leaf", "sum", "multiple", "product"],
    ("n+1", "n+1"): ["leaf", "sum", "product", "multiple", "transpose", "inverse"],
}
_ANY = ["leaf", "sum", "sum", "product", "product", "multiple", "transpose", "over", "total", "hadamard"]
_ANY += ["expectation", "cases"]
_SCALAR = ["norm", "squared", "trace", "inner", "root", "entrywise", "power", "max", "indicator", "partial"]
_SCALAR += ["inverse", "entry", "entry"]
_SQUARE = ["inverse", "power", "identity", "diag", "pinv", "hessian"]
_COLUMN = ["entrywise", "gradient"]
