"""Index forms of what is not a product: reciprocals, powers, inverses, functions of an entry."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from derivations.kernel.expression import ONE, Size
from derivations.kernel.form import COLUMN, DELTA, ROW, Form, Head, Powers, TooLarge, constant, product


class Unsupported(ValueError):
    """Something well formed that the engine cannot work with yet; the message says what."""


def contracted(a: Form, b: Form, size: Size) -> Form:
    """The matrix product: the column index of one summed with the row index of the other."""
    if size == ONE:
        return a * b
    return (a.renamed({COLUMN: ".k"}) * b.renamed({ROW: ".k"})).summed(".k", size)


def entry(head: Head, *indices: str) -> Form:
    """An entry of a head; with no indices, a scalar."""
    return product((), ((head, indices),))


def free_indices(form: Form) -> frozenset[str]:
    """The indices of a form that are not summed."""
    return frozenset(i for t in form.terms for _, idx in t.network for i in idx if i[0] != "~")


def powered(base: Form, power: int) -> Form:
    """A scalar form to a whole power. That the base of a negative power is not zero is a side condition."""
    factor = reciprocal(base) if power < 0 else base
    result = constant(1)
    for _ in range(abs(power)):
        result = result * factor
    return result


def reciprocal(base: Form) -> Form:
    """1 over a scalar form: of a sum, a head of its own; of a product, negative powers.

    Raises ZeroDivisionError when the form is identically zero.
    """
    if not base.terms:
        raise ZeroDivisionError("division by an expression that is identically zero")
    factor, powers, rest = content(base)
    inverse = product(((h, -p) for h, p in powers), ()).scaled(1 / factor)
    if rest == constant(1):
        return inverse
    return inverse * product(((Head(f"sum<{rest.key}>", "sum", (rest,)), -1),), ())


def content(base: Form) -> tuple[Fraction, Powers, Form]:
    """Split a form in a number, common scalar powers, and a rest whose leading coefficient is 1."""
    powers = [dict(term.scalars) for term in base.terms]
    heads = sorted({head for own in powers for head in own if head.operation in ("", "closed", "sum")})
    least = ((head, min(own.get(head, 0) for own in powers)) for head in heads)
    common = tuple((head, power) for head, power in least if power)
    rest = base * product(((h, -p) for h, p in common), ()) if common else base
    lead = rest.terms[min(rest.terms, key=lambda term: term.key)]
    return lead, common, rest.scaled(1 / lead)


def inverted(form: Form) -> Form:
    """The entries of the inverse of a square matrix; scalar factors come out, transposes agree."""
    if not form.terms:
        raise ZeroDivisionError("the zero matrix has no inverse")
    lead, powers, rest = content(form)
    outside = product(((h, -p) for h, p in powers), ()).scaled(1 / lead)
    return outside * _inverse_entry(rest)


def _inverse_entry(form: Form) -> Form:
    if form == entry(DELTA, ROW, COLUMN):
        return form
    only = next(iter(form.terms))
    if len(form.terms) == len(only.network) == 1 and not only.scalars:
        head, indices = only.network[0]
        if head.operation == "inverse" and len(indices) == 2:
            inside = head.inner[0]
            return inside if indices[0] == ROW else inside.renamed({ROW: COLUMN, COLUMN: ROW})
    extras = sorted(free_indices(form) - {ROW, COLUMN})
    own = form.renamed({name: f"${k}" for k, name in enumerate(extras)})
    flipped = own.renamed({ROW: COLUMN, COLUMN: ROW})
    least, turned = min((own, False), (flipped, True), key=lambda pair: (pair[0].key, pair[1]))
    head = Head(f"inverse<{least.key}>", "inverse", (least,), (), symmetric=own == flipped and not extras)
    return entry(head, *((COLUMN, ROW) if turned else (ROW, COLUMN)), *extras)


def of_entry(operation: str, inner: Form, *, idempotent: bool = False) -> Form:
    """A function of one entry, as an entry of its own, indexed by the free indices inside."""
    orders = list(permutations(sorted(free_indices(inner))))
    if len(orders) > 24:
        raise TooLarge("a function of an entry with more than four indices")
    named = [(inner.renamed({i: f"${k}" for k, i in enumerate(order)}), order) for order in orders]
    abstract, order = min(named, key=lambda pair: pair[0].key)
    symmetric = len(order) == 2 and named[0][0] == named[1][0]
    return entry(Head(f"{operation}<{abstract.key}>", operation, (abstract,), (), symmetric, idempotent), *order)
