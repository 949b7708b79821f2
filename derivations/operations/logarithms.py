"""The logarithm of a form, taken apart: log|abc| = log|a| + log|b| + log|c|, which is log where log exists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivations.kernel.expression import Apply, Expression, Index
from derivations.kernel.form import Factor, Form, Head, Term, constant, index_form, product
from derivations.operations.algebra import PRODUCT, QUOTIENT, SCALAR, SCALE
from derivations.operations.exponentials import exp_form, two_exponents
from derivations.operations.forms import entry, of_entry
from derivations.operations.indices import free_indices
from derivations.operations.reciprocals import content

PRIMES_BELOW = 1000


def log_of(value: Expression) -> Form:
    """The logarithm of a value entry by entry; of a product over an index, the sum of the logarithms."""
    if isinstance(value, Apply):
        if value.operation.name == "product_over" and isinstance(value.data[0], Index):
            return log_of(value.arguments[0]).summed(value.data[0].name, value.data[0].size)
        if value.shape == SCALAR and all(part.shape == SCALAR for part in value.arguments):
            if value.operation in (PRODUCT, SCALE):
                return sum(map(log_of, value.arguments), constant(0))
            if value.operation is QUOTIENT:
                return log_of(value.arguments[0]) - log_of(value.arguments[1])
    return log_form(index_form(value))


def log_form(form: Form) -> Form:
    """log|form|. A form that vanishes has none, and keeps its own."""
    if len(form.terms) == 1:
        ((term, c),) = form.terms.items()
        return _of_number(abs(c)) + _of_term(term)
    if not form.terms:
        return of_entry("log", form)
    pair = two_exponents(form)
    if pair is not None and free_indices(form):
        return _of_number(abs(pair[0])) + _of_exponentials(*pair[1:])
    complement = _complement(form)
    if complement is not None:
        return log_form(constant(1) + exp_form(complement)).scaled(-1)
    factor, powers, rest = content(form)
    outside = Form({Term(powers, ()): Fraction(1)})
    least = min(rest, rest.scaled(-1), key=lambda one: one.key)
    return _of_number(abs(factor)) + log_form(outside) + of_entry("log", least)


def _of_exponentials(u: Form, v: Form) -> Form:
    """log(exp u + exp v) = v + log(1 + exp(u − v)), the smaller way round."""
    if (v - u).key < (u - v).key:
        u, v = v, u
    return v + of_entry("log", constant(1) + exp_form(u - v))


def _complement(form: Form) -> Form | None:
    """u when a form is 1 − σ(u)."""
    rest = constant(1) - form
    if len(rest.terms) != 1:
        return None
    ((term, c),) = rest.terms.items()
    if c != 1 or term.scalars or len(term.network) != 1 or term.network[0][0].operation != "sigmoid":
        return None
    head, indices = term.network[0]
    if any(i[0] == "~" for i in indices):
        return None  # a sum of such
    return head.inner[0].renamed({f"${k}": i for k, i in enumerate(indices)})


def _of_term(term: Term) -> Form:
    total = constant(0)
    for head, power in term.scalars:
        total = total + _of_factor((head, ())).scaled(power)
    if any(i[0] == "~" for _, indices in term.network for i in indices):
        return total + of_entry("log", product((), term.network))
    for factor in term.network:
        total = total + _of_factor(factor)
    return total


def _of_factor(factor: Factor) -> Form:
    """Of an entry of one head: exponentials, roots, sums and reciprocals open up."""
    head, indices = factor
    inside = head.inner[0].renamed({f"${k}": i for k, i in enumerate(indices)}) if head.inner else constant(0)
    match head.operation:
        case "exp":
            return inside
        case "sigmoid":
            return log_form(constant(1) + exp_form(inside.scaled(-1))).scaled(-1)
        case "natural power":
            return head.inner[1].renamed({f"${k}": i for k, i in enumerate(indices)}) * log_form(inside)
        case "sqrt":
            return log_form(inside).scaled(Fraction(1, 2))
        case "sum":
            return log_form(inside)
        case "reciprocal":
            return log_form(inside).scaled(-1)
    return of_entry("log", _entry(head, indices))


def _entry(head: Head, indices: tuple[str, ...]) -> Form:
    return entry(head, *indices) if indices else product(((head, 1),), ())


def _of_number(value: Fraction) -> Form:
    """The logarithm of a positive number, by the primes in it."""
    return sum((of_entry("log", constant(prime)).scaled(power) for prime, power in factored(value)), constant(0))


def factored(value: Fraction) -> Iterator[tuple[int, int]]:
    """The primes of a positive number with their powers; what has no small prime stays whole."""
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime in range(2, PRIMES_BELOW):
            power = 0
            while whole % prime == 0:
                whole, power = whole // prime, power + 1
            if power:
                yield prime, sign * power
        if whole > 1:
            yield whole, sign
