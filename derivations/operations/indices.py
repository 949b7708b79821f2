"""Indices of forms: which are free, and values that depend on them as entries at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import permutations

from derivations.kernel.form import Form, Head, TooLarge, product

MOST = 4  # indices whose orders are all looked at


def free_indices(form: Form) -> frozenset[str]:
    """The indices of a form that are not summed."""
    return frozenset(i for t in form.terms for _, idx in t.network for i in idx if i[0] != "~")


def orders(indices: Iterable[str], what: str) -> list[dict[str, str]]:
    """The names $0, $1, … of some indices, in each of their orders. TooLarge says of what there are more than four."""
    named = sorted(indices)
    if len(named) > MOST:
        raise TooLarge(f"{what} more than four indices")
    return [{name: f"${k}" for k, name in enumerate(order)} for order in permutations(named)]


def as_entry(head: Callable[[dict[str, str]], Head], indices: Iterable[str], what: str) -> Form:
    """What depends on indices, as an entry at them, in the order that gives its head the least key."""
    ways = [(head(names), tuple(names)) for names in orders(indices, what)]
    return product((), (min(ways, key=lambda way: way[0].key),))
