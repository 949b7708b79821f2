"""How people write expressions in Python: +, *, .T, A[i, j], x > 0, and names for what has no sign."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from derivations.kernel.expression import (
    ONE,
    Apply,
    Expression,
    Index,
    Number,
    Operation,
    Shape,
    ShapeError,
    Size,
    Symbol,
    free,
    written,
)
from derivations.operations import algebra, logic, matrices
from derivations.operations.algebra import SCALAR
from derivations.trees import renamed, walk


def lift(value: Any, shape: Shape = SCALAR) -> Expression:
    """A number (or a SymPy object) as an expression; 0 takes the shape that fits.

    Raises TypeError for floats and anything else that is not exact.
    """
    if isinstance(value, Expression):
        return value
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return zero(*shape) if value == 0 else Number(Fraction(value))
    if type(value).__module__.startswith("sympy."):
        from derivations.sympy_input import converted

        return converted(value)
    raise TypeError(f"expected an expression or an exact number, got {value!r}")


def symbol(name: str, rows: Size | str | int = 1, columns: Size | str | int = 1) -> Symbol:
    """A letter of the given shape: a scalar, a column vector with one size, a matrix with two."""
    return Symbol(name, Size.of(rows), Size.of(columns))


def index(name: str, size: Size | str | int) -> Index:
    """A position running from 1 to the size."""
    return Index(name, Size.of(size))


def zero(rows: Size | str | int, columns: Size | str | int = 1) -> Expression:
    """The zero matrix, with one size a column; the number 0 when both sizes are 1."""
    rows, columns = Size.of(rows), Size.of(columns)
    return Number(Fraction(0)) if (rows, columns) == SCALAR else algebra.ZERO(data=(rows, columns))


def identity(size: Size | str | int) -> Expression:
    """The identity matrix of a size."""
    return algebra.IDENTITY(data=(Size.of(size),))


def _flat(operation: Operation, values: tuple[Expression, ...]) -> Iterator[Expression]:
    for value in values:
        nested = value.arguments if isinstance(value, Apply) and value.operation is operation else (value,)
        yield from nested


def plus(*values: Any) -> Expression:
    """The sum, flattened, without literal zeros."""
    shape = next((value.shape for value in values if isinstance(value, Expression)), SCALAR)
    terms = tuple(_flat(algebra.ADD, tuple(lift(value, shape) for value in values)))
    algebra.ADD(*terms)  # what is dropped must fit all the same
    kept = tuple(term for term in terms if not is_zero(term))
    return algebra.ADD(*kept) if len(kept) > 1 else (*kept, terms[0])[0]


def minus(left: Any, right: Any) -> Expression:
    """The difference."""
    shape = next(value.shape for value in (left, right) if isinstance(value, Expression))
    return plus(left, negative(lift(right, shape)))


def negative(value: Expression) -> Expression:
    """The opposite."""
    return multiple(Fraction(-1), value)


def is_zero(value: Expression) -> bool:
    """Whether an expression is a literal zero."""
    if isinstance(value, Number):
        return value.value == 0
    return isinstance(value, Apply) and value.operation is algebra.ZERO


def multiple(factor: Fraction, value: Expression) -> Expression:
    """A numeric multiple, with nested factors merged."""
    if isinstance(value, Number):
        return Number(factor * value.value)
    inner, rest = _split(value)
    product = factor * inner
    if is_zero(value) or not product:
        return zero(*value.shape)
    return rest if product == 1 else algebra.SCALE(Number(product), rest)


def _split(value: Expression) -> tuple[Fraction, Expression]:
    """A numeric factor and the rest."""
    if isinstance(value, Apply) and value.operation is algebra.SCALE and isinstance(value.arguments[0], Number):
        return value.arguments[0].value, value.arguments[1]
    return Fraction(1), value


def times(left: Any, right: Any) -> Expression:
    """The matrix product, or the multiple when one side is a scalar that only scales."""
    a, b = lift(left), lift(right)
    if isinstance(a, Number) or isinstance(b, Number):
        number, other = (a, b) if isinstance(a, Number) else (b, a)
        return multiple(number.value, other) if isinstance(number, Number) else other
    (p, a), (q, b) = _split(a), _split(b)
    if p * q != 1 or p != 1:
        return multiple(p * q, times(a, b))
    if a.shape[1] == b.shape[0]:
        return algebra.PRODUCT(*_flat(algebra.PRODUCT, (a, b)))
    if SCALAR in (a.shape, b.shape):
        return algebra.SCALE(a, b) if a.shape == SCALAR else algebra.SCALE(b, a)
    return algebra.PRODUCT(a, b)  # refuses, saying which sizes clash


def hadamard(left: Expression, right: Expression) -> Expression:
    """The entrywise product."""
    return matrices.HADAMARD(left, right)


def is_identity(value: Expression) -> bool:
    """Whether an expression is an identity matrix by name."""
    return isinstance(value, Apply) and value.operation is algebra.IDENTITY


def chained(factors: tuple[Expression, ...]) -> Expression:
    """The product of factors, in order."""
    result = factors[0]
    for factor in factors[1:]:
        result = times(result, factor)
    return result


def over(left: Any, right: Any) -> Expression:
    """A value divided by a scalar."""
    a, b = lift(left), lift(right)
    if isinstance(b, Number) and b.value:
        return multiple(1 / b.value, a)
    factor, rest = _split(a)
    return multiple(factor, algebra.QUOTIENT(rest, b))


def to_the(base: Expression, exponent: Any) -> Expression:
    """A whole power of a scalar or square matrix. TypeError for any other exponent."""
    if not isinstance(exponent, int) or abs(exponent) > 64:
        raise TypeError(f"powers are whole numbers from -64 to 64, not {exponent!r}")
    if isinstance(base, Number) and (base.value or exponent >= 0):
        return Number(base.value**exponent)
    if exponent == 0:
        return Number(Fraction(1)) if base.shape == SCALAR else identity(base.shape[0])
    from derivations.operations.matrices import NORM, SQUARED_NORM

    if isinstance(base, Apply) and base.operation is NORM and exponent == 2:
        return SQUARED_NORM(*base.arguments)
    return base if exponent == 1 else algebra.POWER(base, data=(exponent,))


def entry(base: Expression, *indices: Any) -> Expression:
    """An entry: x[i] of a vector, A[i, j] of a matrix; fixed positions count from 1."""
    given = indices[0] if len(indices) == 1 and isinstance(indices[0], tuple) else indices
    sizes = [size for size in base.shape if size != ONE]
    if any(isinstance(i, int) and i < 1 for i in given):
        raise ShapeError(f"positions count from 1; {base} has none at {', '.join(map(str, given))}")
    if len(given) != len(sizes):
        raise ShapeError(f"{base} ({written(base.shape)}) takes {len(sizes)} indices, not {len(given)}")
    places = iter(Index(str(i), n) if isinstance(i, int) else i for i, n in zip(given, sizes, strict=True))
    return algebra.ENTRY(base, data=tuple(None if size == ONE else next(places) for size in base.shape))


def not_iterated(value: Expression) -> Iterator[Expression]:
    """Refuse `sum(x)` and `for … in x`, which would never end: TypeError."""
    raise TypeError(
        f"{shown(value)} ({written(value.shape)}) has no entries one after the other; add up by total(i, x[i])"
    )


def total(over_index: Index, body: Any, *, without: tuple[Index, ...] = ()) -> Expression:
    """The sum of a body over an index, leaving out some positions."""
    return algebra.SUM(lift(body), data=(over_index, *without))


def unit(i: Index, j: Index | None = None) -> Expression:
    """The basis vector with a 1 at i, or the matrix with a 1 at i, j."""
    return algebra.BASIS(data=(i, j or Index("1", ONE)))


def transpose(value: Expression) -> Expression:
    """The transpose; a scalar is its own."""
    if isinstance(value, Apply) and value.operation is algebra.TRANSPOSE:
        return value.arguments[0]
    return value if value.shape == SCALAR else algebra.TRANSPOSE(value)


def inverse(value: Expression) -> Expression:
    """The inverse; that it exists is a side condition."""
    return algebra.INVERSE(value)


def equal(left: Any, right: Any) -> Apply:
    """The equation left = right; ShapeError when the shapes differ."""
    shape = next((v.shape for v in (left, right) if isinstance(v, Expression)), SCALAR)
    return logic.EQUAL(lift(left, shape), lift(right, shape))


def unequal(left: Any, right: Any) -> Apply:
    """left ≠ right."""
    return logic.UNEQUAL(lift(left), lift(right))


def less(left: Any, right: Any) -> Apply:
    """left < right, for scalars."""
    return logic.LESS(lift(left), lift(right))


def at_most(left: Any, right: Any) -> Apply:
    """left ≤ right, for scalars."""
    return logic.AT_MOST(lift(left), lift(right))


def both(*parts: Expression) -> Apply:
    """All of the propositions."""
    return logic.AND(*_flat(logic.AND, parts))


def either(*parts: Expression) -> Apply:
    """At least one of the propositions."""
    return logic.OR(*_flat(logic.OR, parts))


def negation(part: Expression) -> Apply:
    """Not the proposition."""
    return logic.NOT(part)


def implies(given: Expression, then: Expression) -> Apply:
    """If the first holds, so does the second."""
    return logic.IMPLIES(given, then)


def iff(left: Expression, right: Expression) -> Apply:
    """The two hold together or not at all."""
    return logic.IFF(left, right)


def forall(letters: Symbol | Index | tuple[Symbol, ...], body: Expression) -> Apply:
    """The body for all values of the letters, or at every place of an index, which gets a name of its own."""
    if not isinstance(letters, Index):
        return logic.FORALL(body, data=letters if isinstance(letters, tuple) else (letters,))
    everywhere = (item for part in walk(body) for item in getattr(part, "data", ()) if isinstance(item, Index))
    taken = {item.name for item in everywhere} - ({letters.name} if letters in free(body) else set())
    place = Index(next((name for name in "ijklpqrs" if name not in taken), letters.name), letters.size)
    return logic.FORALL(renamed(body, {letters: place}), data=(place,))


def shown(value: Expression) -> str:
    """The expression as plain text."""
    from derivations.printing import plain

    return plain(value)
