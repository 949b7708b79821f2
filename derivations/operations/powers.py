"""Powers with a letter in the exponent: a^t for natural t, b^x for positive b; and the number π."""

from __future__ import annotations

from fractions import Fraction

from derivations.kernel.expression import TRUTH, Apply, Expression, Number, Operation, Shape, ShapeError, written
from derivations.kernel.form import Form, Head, Term, constant, index_form, product
from derivations.operations.algebra import SCALAR
from derivations.operations.exponentials import exp_form
from derivations.operations.forms import Unsupported, powered
from derivations.operations.indices import as_entry, free_indices
from derivations.operations.logarithms import factored, log_of
from derivations.operations.logic import LESS, UNEQUAL, opaque
from derivations.operations.reciprocals import content


def _scalars(node: Apply) -> Shape:
    for part in node.arguments:
        if part.shape != SCALAR:
            raise ShapeError(f"{node.operation.name} takes scalars; {part} is {written(part.shape)}")
    return SCALAR


def _of_scalar(node: Apply) -> Shape:
    (value,) = node.arguments
    if value.shape != SCALAR:
        raise ShapeError(f"a natural number is a scalar; {value} is {written(value.shape)}")
    return TRUTH


def _split(exponent: Form) -> tuple[int, Form]:
    """A whole number and the rest of an exponent."""
    whole = exponent.terms.get(Term((), ()), Fraction(0))
    if whole.denominator != 1 or whole < 0 or whole > 64:
        return 0, exponent
    return int(whole), exponent - constant(whole)


def natural_form(base: Form, exponent: Form) -> Form:
    """base^exponent: whole powers come out, numbers and common factors of the base are taken apart."""
    whole, rest = _split(exponent)
    outside = powered(base, whole)
    if not rest.terms:
        return outside
    if free_indices(base) or free_indices(rest) or not base.terms:
        return outside * _entry(base, rest)
    number, powers, left = content(base)
    result = outside * _of_number(number, rest)
    for head, power in powers:
        own = _head(Form({Term(((head, 1),), ()): Fraction(1)}), rest)
        result = result * product(((own, power),), ())
    return result if left == constant(1) else result * product(((_head(left, rest), 1),), ())


def _head(base: Form, exponent: Form) -> Head:
    return Head(f"power<{base.key}|{exponent.key}>", "natural power", (base, exponent))


def _of_number(number: Fraction, exponent: Form) -> Form:
    factors = [(prime, power) for prime, power in factored(abs(number))]
    factors += [(-1, 1)] if number < 0 else []
    return product(((_head(constant(prime), exponent), power) for prime, power in factors), ())


def _entry(base: Form, exponent: Form) -> Form:
    """A power that depends on indices, as an entry at those indices."""
    return as_entry(
        lambda names: _head(base.renamed(names), exponent.renamed(names)),
        free_indices(base) | free_indices(exponent),
        "a power that depends on",
    )


def _natural_domain(node: Apply) -> tuple[Apply, ...]:
    """The exponent less its whole part is natural, so that every factor taken apart exists."""
    exponent = node.arguments[1]
    whole, rest = _split(index_form(exponent))
    if not rest.terms:
        return ()
    return (NATURAL(exponent - Number(Fraction(whole)) if whole else exponent),)


def _natural_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    base, exponent = node.arguments
    if not node.notation.is_zero(changes[1]):
        raise Unsupported(f"the derivative of {node} by its exponent: that is a whole number")
    return exponent * node / base * changes[0]


def _real_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    from derivations.operations.elementwise import LOG

    base, exponent = node.arguments
    return node * (changes[1] * LOG(base) + exponent * changes[0] / base)


NATURAL = Operation(  # 0, 1, 2, …
    "natural",
    _of_scalar,
    opaque,
    lambda c, n: c.is_natural(c.value(n.arguments[0])),
    "{0:6} \\in \\mathbb N_0",
    "{0:6} is a natural number",
    5,
    "definition",
)
NATURAL_POWER = Operation(
    "natural power",
    _scalars,
    lambda n, f: natural_form(*f),
    lambda c, n: c.natural_power(*map(c.value, n.arguments)),
    "{0:90}^{{{1:0}}}",
    "{0:90}^({1:0})",
    85,
    "definition: a⁰ = 1, aᵗ⁺¹ = a·aᵗ",
    differential=_natural_differential,
    domain=_natural_domain,
    smooth=lambda n: (UNEQUAL(n.arguments[0], Number(Fraction(0))),),
)
REAL_POWER = Operation(
    "real power",
    _scalars,
    lambda n, f: exp_form(f[1] * log_of(n.arguments[0])),
    lambda c, n: c.elementwise("exp", c.value(n.arguments[1]) * c.elementwise("log", c.value(n.arguments[0]))),
    "{0:90}^{{{1:0}}}",
    "{0:90}^({1:0})",
    85,
    "definition: bˣ = exp(x log b)",
    differential=_real_differential,
    domain=lambda n: (LESS(Number(Fraction(0)), n.arguments[0]),),
)
PI = Operation(
    "pi",
    lambda n: SCALAR,
    lambda n, f: product(((Head("π"), 1),), ()),
    lambda c, n: c.pi(),
    "\\pi",
    "π",
    100,
    "definition",
)
ROWS = (NATURAL, NATURAL_POWER, REAL_POWER, PI)
