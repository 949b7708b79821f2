"""Values whose shapes may still be found: what is typed first and built as an expression when all sizes are known."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction

from derivations.kernel.expression import Expression, Number, Size
from derivations.operations.notation import equal, identity, multiple, over, plus, times, transpose, zero
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Shape, Trail, Unknown, written
from derivations.reading.source import Span, Unread
from derivations.trees import weight


class IllTyped(ValueError):
    """A statement whose shapes cannot fit at any size; the message names the terms and their shapes."""

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.span = span


class Unsized(Unread):
    """A size that nothing in the document gives."""


# What building may end in, ShapeError, Unread, IllTyped and TooLarge among it: sizes that nothing in the document
# gave are only found not to fit when a formula is built.
UNBUILT = (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, NotImplementedError)
FAULTS = (*UNBUILT, AttributeError, AssertionError, IndexError)  # what only a mistake of the reader raises, besides
FAULT = "reading it failed, by a fault of pushthrough: please report"
MOST_LEAVES = 20_000  # letters of one statement when all definitions are written out
_leaves: ContextVar[list[int] | None] = ContextVar("leaves", default=None)


def fault(error: Exception) -> str:
    """What is said of a row on which the reader fails: enough to be reported, and found."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}"
    return f"{FAULT} {type(error).__name__} at {place}"


@contextmanager
def counted() -> Iterator[None]:
    """While this lasts, building more letters than allowed raises Unread."""
    token = _leaves.set([0])
    try:
        yield
    finally:
        _leaves.reset(token)


def leaf() -> None:
    """Count one letter that is built."""
    count = _leaves.get()
    if count is not None:
        count[0] += 1
        if count[0] > MOST_LEAVES:
            raise Unread(f"with its definitions written out it has more than {MOST_LEAVES} letters")


def bounded(value: Expression, span: Span) -> Expression:
    """The expression, unless it has grown too large by what was put in. Unread."""
    if weight(value) > MOST_LEAVES:
        raise Unread(f"with its arguments put in it has more than {MOST_LEAVES} signs", span)
    return value


@dataclass(frozen=True, eq=False)
class Value:
    """Something with a shape, found or to be found, and how to build it."""

    span: Span
    shape: Shape
    build: Callable[[], Expression]
    entrywise: bool = False  # a function's value entry by entry, of which a power may be one of its entries

    @property
    def is_scalar(self) -> bool:
        """Whether it is known to be 1 × 1."""
        return self.shape[0].is_one and self.shape[1].is_one

    def __str__(self) -> str:
        return f"{self.span.text.strip()} ({written(self.shape)})"


def number(span: Span, value: Fraction) -> Value:
    """A number; 0 takes the shape that fits."""
    if value:
        return Value(span, SCALAR, lambda: _number(value))
    shape = Dim.of(Unknown("0")), Dim.of(Unknown("0"))
    return Value(span, shape, lambda: zero(*(size_of(dim) for dim in shape)))


def _number(value: Fraction) -> Expression:
    leaf()
    return Number(value)


def size_of(dim: Dim) -> Size:
    """The size found for a dimension; one that only a 0 has is 1. Unsized when nothing fixes it."""
    size = dim.size()
    if size is not None:
        return size
    for unknown in dim.unknowns():
        if unknown.letter == "0":
            unknown.value = ONE
    size = dim.size()
    if size is None:
        raise Unsized(f"a size of {dim.unknowns()[0].letter or 'a letter'} is not known: nothing gives it")
    return size


def unit_matrix(span: Span, size: Dim) -> Value:
    """The identity of a size that may be found later."""
    return Value(span, (size, size), lambda: identity(size_of(size)))


def same_shape(trail: Trail, left: Value, right: Value, what: str) -> Shape:
    """Make two shapes one. IllTyped says which two values do not fit."""
    for a, b in zip(left.shape, right.shape, strict=True):
        try:
            trail.unify(a, b)
        except Clash:
            raise IllTyped(f"{what}: {left} and {right} have different shapes", left.span.to(right.span)) from None
    return left.shape


def added(trail: Trail, span: Span, terms: Sequence[tuple[int, Value]]) -> Value:
    """The sum of terms with signs."""
    first = terms[0][1]
    for _, other in terms[1:]:
        same_shape(trail, first, other, "these cannot be added")
    signed = [(sign, value) for sign, value in terms]
    return Value(span, first.shape, lambda: plus(*(v.build() if s > 0 else -v.build() for s, v in signed)))


def multiplied(trail: Trail, span: Span, left: Value, right: Value) -> Value:
    """The product, or a multiple when one side is a scalar. IllTyped when the inner sizes differ."""
    if left.is_scalar or right.is_scalar:
        shape = right.shape if left.is_scalar else left.shape
        return Value(span, shape, lambda: times(left.build(), right.build()))
    try:
        trail.unify(left.shape[1], right.shape[0])
    except Clash:
        message = f"{left} cannot be multiplied by {right}: {left.shape[1]} columns against {right.shape[0]} rows"
        raise IllTyped(message, span) from None
    return Value(span, (left.shape[0], right.shape[1]), lambda: times(left.build(), right.build()))


def transposed(span: Span, value: Value) -> Value:
    """The transpose."""
    return Value(span, (value.shape[1], value.shape[0]), lambda: transpose(value.build()))


def scaled(span: Span, factor: Fraction, value: Value) -> Value:
    """A rational multiple."""
    return Value(span, value.shape, lambda: multiple(factor, value.build()))


def divided(trail: Trail, span: Span, top: Value, bottom: Value) -> Value:
    """A quotient by a scalar. Unread when the denominator is none."""
    try:
        needs_scalar(trail, bottom, "the denominator of a fraction")
    except IllTyped as error:
        raise Unread(f"{error}; write an inverse or a pseudo-inverse", bottom.span) from None
    return Value(span, top.shape, lambda: over(top.build(), bottom.build()))


def needs_scalar(trail: Trail, value: Value, what: str) -> Value:
    """Make a value 1 × 1. IllTyped when it cannot be."""
    for dim in value.shape:
        try:
            trail.unify(dim, ONE)
        except Clash:
            raise IllTyped(f"{what} is to be a number; {value} is none", value.span) from None
    return value


def needs_square(trail: Trail, value: Value, what: str) -> Value:
    """Make a value square. IllTyped when it cannot be."""
    try:
        trail.unify(*value.shape)
    except Clash:
        raise IllTyped(f"{what} {value}: it is not square", value.span) from None
    return value


def needs_column(trail: Trail, value: Value, what: str) -> Value:
    """Make a value a column. IllTyped when it cannot be."""
    try:
        trail.unify(value.shape[1], ONE)
    except Clash:
        raise IllTyped(f"{what} is to be a column; {value} is none", value.span) from None
    return value


def equation(left: Value, right: Value) -> Expression:
    """The equation of two values of one shape."""
    return equal(left.build(), right.build())
