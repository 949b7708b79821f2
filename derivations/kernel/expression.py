"""Shapes of symbolic size, and typed expressions: every tree that exists has a shape. Propositions have TRUTH."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from re import fullmatch
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from derivations.kernel.form import Form


class ShapeError(TypeError):
    """Two shapes do not fit, or an operand has the wrong kind of shape."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in normal form: sorted pairs (letters of a monomial, coefficient)."""

    terms: tuple[tuple[tuple[str, ...], int], ...]

    @staticmethod
    def of(value: Size | str | int) -> Size:
        """The size written as a letter, a whole number, or already a size."""
        if isinstance(value, int) and value < 0:
            raise ShapeError(f"a size cannot be negative: {value}")
        if isinstance(value, Size):
            return value
        return Size.total([((value,), 1)] if isinstance(value, str) else [((), value)])

    @staticmethod
    def total(terms: Iterable[tuple[tuple[str, ...], int]]) -> Size:
        """The sum of monomials."""
        found: Counter[tuple[str, ...]] = Counter()
        for letters, coefficient in terms:
            found[tuple(sorted(letters))] += coefficient
        return Size(tuple(sorted((m, c) for m, c in found.items() if c)))

    def __add__(self, other: Size) -> Size:
        return Size.total([*self.terms, *other.terms])

    def __mul__(self, other: Size) -> Size:
        return Size.total(((*a, *b), p * q) for a, p in self.terms for b, q in other.terms)

    def __str__(self) -> str:
        return " + ".join("".join([str(c)] * (c != 1 or not m) + [*m]) for m, c in reversed(self.terms)) or "0"


ONE = Size.of(1)
Shape = tuple[Size, Size]
TRUTH: Shape = (Size.of(0), Size.of(0))  # of propositions


def written(shape: Shape) -> str:
    """A shape in words, as in `n × d`."""
    return "a proposition" if shape == TRUTH else f"{shape[0]} × {shape[1]}"


@dataclass(frozen=True, slots=True)
class Index:
    """A position 1, …, size; `name` is a letter, or digits for a fixed position. ValueError for other names."""

    name: str
    size: Size

    def __post_init__(self) -> None:
        if not fullmatch(r"[A-Za-z]\w*|[1-9][0-9]*|\.d+'?", self.name):  # .d is for nested derivatives
            raise ValueError(f"an index is named by a letter or a number, not {self.name!r}")


@dataclass(frozen=True, eq=False)
class Operation:
    """All that is known of one operation. Trusted: shape, entry, differential, domain, smooth, kinks, laws.

    `shape` raises ShapeError; `entry` takes the index forms of the arguments, `differential` the differentials (None:
    linear). `domain` lists what a value needs to exist, `smooth` a slope, `kinks` one by no custom; `laws` then hold.
    """

    name: str
    shape: Callable[[Apply], Shape]
    entry: Callable[[Apply, tuple[Form, ...]], Form]
    evaluate: Callable[[Any, Apply], Any]  # in a numeric context
    latex: str  # slots {argument:least precedence}
    text: str
    precedence: int
    source: str
    differential: Callable[[Apply, tuple[Expression, ...]], Expression] | None = None
    domain: Callable[[Apply], tuple[Apply, ...]] = lambda node: ()
    smooth: Callable[[Apply], tuple[Apply, ...]] = lambda node: ()
    kinks: Callable[[Apply], tuple[Apply, ...]] = lambda node: ()
    laws: Callable[[Apply], tuple[Apply, ...]] = lambda node: ()
    defined: bool = False  # a property that holds when its laws do
    binds: bool = False  # its data are letters or indices that mean something only inside
    differentiates: bool = False  # by its last argument: its value rests on those of the others nearby too

    def __call__(self, *arguments: Expression, data: tuple[Any, ...] = ()) -> Apply:
        return Apply(self, arguments, data)


def _builds(name: str, flipped: bool = False) -> Callable[..., Any]:
    """An operator that builds a node by the notation in force; the kernel itself uses none."""
    return lambda *values: getattr(Expression.notation, name)(*(values[::-1] if flipped else values))


class Expression:
    """A symbol, a number, or an operation applied. `shape` is (rows, columns)."""

    notation: ClassVar[Any]  # what builds nodes from +, *, .T and so on; set by the operations
    shape: Shape
    _parts: tuple[Any, ...]
    _hash: int

    __add__, __radd__ = _builds("plus"), _builds("plus", flipped=True)
    __sub__, __rsub__ = _builds("minus"), _builds("minus", flipped=True)
    __mul__, __rmul__ = _builds("times"), _builds("times", flipped=True)
    __matmul__, __rmatmul__ = __mul__, __rmul__
    __truediv__, __rtruediv__ = _builds("over"), _builds("over", flipped=True)
    __neg__, __pow__, __getitem__ = _builds("negative"), _builds("to_the"), _builds("entry")
    __lt__, __le__ = _builds("less"), _builds("at_most")
    __gt__, __ge__ = _builds("less", flipped=True), _builds("at_most", flipped=True)
    __and__, __or__, __invert__ = _builds("both"), _builds("either"), _builds("negation")
    T, inv = property(_builds("transpose")), property(_builds("inverse"))
    __repr__ = _builds("shown")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        alike = self is not other and isinstance(other, Expression) and self._hash == other._hash
        return self is other or (alike and type(self) is type(other) and self._parts == vars(other)["_parts"])

    def __post_init__(self) -> None:
        parts = tuple(vars(self).values())
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_hash", hash(parts))
        shape = (self.rows, self.columns) if isinstance(self, Symbol) else (ONE, ONE)
        object.__setattr__(self, "shape", self.operation.shape(self) if isinstance(self, Apply) else shape)


@dataclass(frozen=True, eq=False, repr=False)
class Symbol(Expression):
    """A letter for any real matrix of its shape; scalars are 1 × 1, vectors are columns."""

    name: str
    rows: Size = ONE
    columns: Size = ONE


@dataclass(frozen=True, eq=False, repr=False)
class Number(Expression):
    """A rational constant, 1 × 1."""

    value: Fraction


@dataclass(frozen=True, eq=False, repr=False)
class Apply(Expression):
    """An operation applied to arguments, with data that are no expressions (sizes, indices, names)."""

    operation: Operation
    arguments: tuple[Expression, ...]
    data: tuple[Any, ...] = ()


def bound(node: Apply) -> frozenset[Symbol | Index]:
    """What means something only inside a node: the letters of a ∀ or a mean, the index of a sum."""
    items = node.data if node.operation.binds else ()
    return frozenset(x for k, x in enumerate(items) if isinstance(x, Symbol) or (isinstance(x, Index) and not k))


def free(expression: Expression) -> frozenset[Symbol | Index]:
    """The letters and indices that an expression depends on."""
    if not isinstance(expression, Apply):
        return frozenset((expression,) if isinstance(expression, Symbol) else ())
    own = frozenset(item for item in expression.data if isinstance(item, Index))
    return own.union(*map(free, expression.arguments)) - bound(expression)


def substitute(expression: Expression, values: dict[Symbol, Expression]) -> Expression:
    """Replace letters by expressions of the same shape; ShapeError when one does not fit or is captured."""
    if isinstance(expression, Symbol):
        value = values.get(expression, expression)
        if value.shape != expression.shape:
            raise ShapeError(f"{expression} is {written(expression.shape)}, not {written(value.shape)}")
        return value
    if not isinstance(expression, Apply) or not values:
        return expression
    kept = {letter: value for letter, value in values.items() if letter not in bound(expression)}
    arguments = tuple(substitute(a, kept) for a in expression.arguments)
    moved = bound(expression) | (free(expression.arguments[-1]) if expression.operation.differentiates else frozenset())
    if arguments != expression.arguments and moved & frozenset(kept).union(*map(free, kept.values())):
        raise ShapeError(f"a letter of what is put into {expression} would be bound there, or is differentiated by")
    return Apply(expression.operation, arguments, expression.data)
