"""1 over a scalar form: of a sum a power of its own, of what depends on an index an entry of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction

from derivations.kernel.form import Factor, Form, Head, Meeting, Powers, Term, TooLarge, constant, product
from derivations.operations.indices import free_indices, orders

DEEPEST = 30  # divisions within divisions
_depth: ContextVar[int] = ContextVar("depth", default=0)
SIMPLE = ("", "closed", "sum", "exp")  # heads whose powers are common factors


def reciprocal(base: Form) -> Form:
    """1 over a scalar form: of a product, negative powers; of a sum, a head of its own.

    Raises ZeroDivisionError when the form is identically zero.
    """
    if not base.terms:
        raise ZeroDivisionError("division by an expression that is identically zero")
    factor, powers, rest = content(base)
    inverse = product(((h, -p) for h, p in powers), ()).scaled(1 / factor)
    if rest == constant(1):
        return inverse
    if free := free_indices(rest):
        logistic = _logistic(rest)
        return inverse * (_entry(rest, free) if logistic is None else logistic)
    return inverse * product(((Head(f"sum<{rest.key}>", "sum", (rest,)), -1),), ())


def _logistic(rest: Form) -> Form | None:
    """1/(exp u + exp v) as exp(−u) σ(u − v), where it is that."""
    from derivations.operations.exponentials import exp_form, sigmoid_form, two_exponents

    found = two_exponents(rest)
    if found is None:
        return None
    factor, u, v = found
    return (exp_form(u.scaled(-1)) * sigmoid_form(u - v)).scaled(1 / factor)


def content(base: Form) -> tuple[Fraction, Powers, Form]:
    """Split a form in a number, common scalar powers, and a rest whose leading coefficient is 1."""
    powers = [dict(term.scalars) for term in base.terms]
    heads = sorted({head for own in powers for head in own if head.operation in SIMPLE})
    least = ((head, min(own.get(head, 0) for own in powers)) for head in heads)
    common = tuple((head, power) for head, power in least if power)
    rest = base * product(((h, -p) for h, p in common), ()) if common else base
    lead = _lead(rest)
    return lead, common, rest.scaled(1 / lead)


def _lead(form: Form) -> Fraction:
    return form.terms[min(form.terms, key=lambda term: term.key)]


def _entry(rest: Form, free: frozenset[str]) -> Form:
    """The reciprocal of a value that depends on indices, as an entry at those indices."""
    found = []
    for names in orders(free, "a reciprocal that depends on"):
        own = rest.renamed(names)
        lead = _lead(own)
        found.append((own.scaled(1 / lead), lead, tuple(names)))
    least, lead, order = min(found, key=lambda way: way[0].key)
    head = Head(f"reciprocal<{least.key}>", "reciprocal", (least,), meets=_cancelling(least))
    return product((), ((head, order),)).scaled(1 / lead)


def _cancelling(base: Form) -> Meeting | None:
    """How 1/(p + q) meets p, the largest term of its base: p/(p + q) = 1 − q/(p + q).

    That ends, for q is less than p in an order that products keep; at equal places they may be the same.
    """
    terms = [term for term in base.terms if term.network and not term.scalars]
    if not terms or any(i[0] == "~" for term in base.terms for _, idx in term.network for i in idx):
        return None
    lead = max(terms, key=_order)
    own = f"reciprocal<{base.key}>"

    def meets(factors: list[Factor]) -> Form | None:
        for head, places in factors:
            if head.key == own and len(set(places)) == len(places):
                others = _without(factors, [(head, places), *_at(lead, places)])
                kept = {i for _, idx in others or () for i in idx}
                if others is not None and all(i in kept for i in places if i[0] == "~"):
                    with _one_deeper():
                        return _divided(base, lead, (head, places), others)
        return None

    return meets


def _order(term: Term) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    """By degree, then by the entries, the largest first: p < q implies pr < qr."""
    return len(term.network), sorted(((head.key, idx) for head, idx in term.network), reverse=True)


@contextmanager
def _one_deeper() -> Iterator[None]:
    """Raises TooLarge where divisions nest without end: two bases may order the same entries in two ways."""
    depth = _depth.get()
    if depth > DEEPEST:
        raise TooLarge("quotients of sums that cancel each other over and over are not brought to a normal form")
    token = _depth.set(depth + 1)
    try:
        yield
    finally:
        _depth.reset(token)


def _at(term: Term, places: tuple[str, ...]) -> list[Factor]:
    """The entries of a term at given indices, as a product writes them."""
    names = {f"${k}": name for k, name in enumerate(places)}
    moved = [(head, tuple(names.get(i, i) for i in idx)) for head, idx in term.network]
    return [(head, tuple(sorted(idx)) if head.symmetric else idx) for head, idx in moved]


def _without(factors: list[Factor], taken: list[Factor]) -> list[Factor] | None:
    """What is left of some factors; None when one is missing."""
    wanted, left = Counter(taken), []
    for factor in factors:
        if wanted[factor] > 0:
            wanted[factor] -= 1
        else:
            left.append(factor)
    return None if any(wanted.values()) else left


def _divided(base: Form, lead: Term, own: Factor, others: list[Factor]) -> Form:
    result = product((), others)
    for term, c in base.terms.items():
        if term != lead:
            result = result - product(term.scalars, [*others, own, *_at(term, own[1])]).scaled(c)
    return result.scaled(1 / base.terms[lead])
