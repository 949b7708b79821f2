"""Normal forms of exponentials: exp(a + b) = exp a · exp b, and 1/(1 + exp(−u)) as the logistic function of u."""

from __future__ import annotations

from fractions import Fraction

from derivations.kernel.form import Factor, Form, Head, Meeting, Term, constant, product
from derivations.operations.forms import of_entry, powered
from derivations.operations.indices import free_indices
from derivations.operations.reciprocals import reciprocal

MOST = 64  # factors into which one exponential is taken apart


def exp_form(exponent: Form) -> Form:
    """exp of an entry: a factor for every term of the exponent, a power for its numerator."""
    result = constant(1)
    for term, c in exponent.terms.items():
        if abs(c.numerator) > MOST:
            return of_entry("exp", exponent)
        result = result * _of_term(Form({term: Fraction(1, c.denominator)}), c.numerator)
    return result


def _of_term(base: Form, power: int) -> Form:
    known = _of_logarithm(base)
    if known is not None:
        return powered(known, power)
    if not free_indices(base):
        return product(((Head(f"exp<{base.key}>", "exp", (base,)), power),), ())
    one = of_entry("exp", base)
    factor = reciprocal(one) if power < 0 else one
    result = factor
    for _ in range(abs(power) - 1):
        result = result * factor
    return result


def _of_logarithm(base: Form) -> Form | None:
    """exp(log c) and exp(log c / 2) for a positive constant c."""
    from derivations.operations.elementwise import root_form

    ((term, c),) = base.terms.items()
    if term.network or len(term.scalars) != 1 or c not in (1, Fraction(1, 2)):
        return None
    (head, power), *_ = term.scalars
    if power != 1 or head.operation != "log" or not _is_constant(head.inner[0]):
        return None
    return head.inner[0] if c == 1 else root_form(head.inner[0])


def _is_constant(form: Form) -> bool:
    """Whether a form is a positive number, or π."""
    only = next(iter(form.terms), None)
    heads = [head.key for head, _ in only.scalars] if only else []
    return len(form.terms) == 1 and only is not None and not only.network and heads in ([], ["π"])


def exponent_of(form: Form) -> Form | None:
    """u when a form is exp(u); None when it is no single exponential."""
    if len(form.terms) != 1:
        return None
    ((term, c),) = form.terms.items()
    if c != 1 or any(i[0] == "~" for _, idx in term.network for i in idx):
        return None
    total = constant(0)
    for head, indices, power in (*((h, (), p) for h, p in term.scalars), *((h, idx, 1) for h, idx in term.network)):
        inside = _exponent(head, indices)
        if inside is None:
            return None
        total = total + inside.scaled(power)
    return total


def _exponent(head: Head, indices: tuple[str, ...]) -> Form | None:
    if head.operation not in ("exp", "reciprocal"):
        return None
    inside = head.inner[0].renamed({f"${k}": i for k, i in enumerate(indices)})
    if head.operation == "exp":
        return inside
    below = exponent_of(inside)
    return None if below is None else below.scaled(-1)


def two_exponents(form: Form) -> tuple[Fraction, Form, Form] | None:
    """c, u and v when a form is c(exp u + exp v)."""
    if len(form.terms) != 2 or len(set(form.terms.values())) != 1:
        return None
    parts = [exponent_of(Form({term: Fraction(1)})) for term in sorted(form.terms, key=lambda term: term.key)]
    first, second = parts
    return None if first is None or second is None else (next(iter(form.terms.values())), first, second)


def sigmoid_form(u: Form) -> Form:
    """1/(1 + exp(−u)): of what depends on an index an entry of its own, with σ(−u) = 1 − σ(u)."""
    if not free_indices(u):
        return reciprocal(constant(1) + exp_form(u.scaled(-1)))
    flipped = u.scaled(-1)
    if flipped.key < u.key:
        return constant(1) - sigmoid_form(flipped)
    return of_entry("sigmoid", u, meets=_meeting)


def _meeting(key: str, argument: Form) -> Meeting:
    """exp(u) σ(u) = exp(u) − σ(u), and exp(−u) σ(u) = 1 − σ(u)."""

    def meets(factors: list[Factor]) -> Form | None:
        for own in factors:
            for sign in (1, -1) if own[0].key == key else ():
                exponential = _factors(argument.scaled(sign), own[1])
                left = _without(factors, [own, *exponential])
                if exponential and left is not None and _kept(own, left):
                    plain = product((), [*left, *exponential] if sign == 1 else left)
                    return plain - product((), [*left, own])
        return None

    return meets


def _factors(exponent: Form, places: tuple[str, ...]) -> list[Factor]:
    """The factors of exp(exponent) at given places; none where some do not depend on an index."""
    (term,) = exp_form(exponent).terms or (Term((), ()),)
    names = {f"${k}": place for k, place in enumerate(places)}
    moved = [(head, tuple(names.get(i, i) for i in idx)) for head, idx in term.network]
    return [] if term.scalars else [(h, tuple(sorted(idx)) if h.symmetric else idx) for h, idx in moved]


def _without(factors: list[Factor], taken: list[Factor]) -> list[Factor] | None:
    """What is left of some factors; None when one is missing."""
    left = list(factors)
    for factor in taken:
        if factor not in left:
            return None
        left.remove(factor)
    return left


def _kept(own: Factor, left: list[Factor]) -> bool:
    """Whether every summed index of a factor is an index of what is left, too."""
    kept = {i for _, idx in left for i in idx}
    return all(i in kept for i in own[1] if i[0] == "~")
