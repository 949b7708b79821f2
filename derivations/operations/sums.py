"""Sums whose length is a number, Σ_{k=0}^{n−1} f(k), and entries at a position that is a number.

A sum from a to b is one of b − a + 1 terms f(a + k). It exists where that length is a natural number: an empty
sum is 0, and one that would run backwards is none. Being linear, it is compared term by term of its body, with
what does not depend on k before it; of a length n + c, the last c terms are written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count as counting

from derivations.kernel.check import conditions
from derivations.kernel.expression import (
    ONE,
    TRUTH,
    Apply,
    Expression,
    Number,
    Operation,
    Shape,
    ShapeError,
    Symbol,
    free,
    substitute,
    written,
)
from derivations.kernel.form import Factor, Form, Head, Term, TooLarge, constant, index_form, product
from derivations.operations.algebra import ADD, SCALAR, SCALE, SIZE
from derivations.operations.indices import as_entry, free_indices
from derivations.operations.logic import FORALL, IMPLIES
from derivations.operations.powers import NATURAL
from derivations.trees import walk

SOURCE = "Graham, Knuth & Patashnik, Concrete Mathematics, 2nd ed., 2.1 and 2.3"
MOST = 12  # terms that are written out
OWN = "‡"  # begins the names that forms give to the letters of sums


def _shape(node: Apply) -> Shape:
    count, body = node.arguments
    letter = node.data[0] if len(node.data) == 1 else None
    if not isinstance(letter, Symbol) or letter.shape != SCALAR:
        raise ShapeError("a sum runs over one scalar letter")
    if count.shape != SCALAR or letter in free(count):
        raise ShapeError(f"{count} ({written(count.shape)}) is no length for a sum over {letter}")
    if body.shape == TRUTH:
        raise ShapeError(f"cannot add up {body}: it is a proposition, not a value")
    return body.shape


def length(count: Expression) -> tuple[int, Expression]:
    """How many last terms are written out, and the length of what is left; domain and form must agree on it."""
    constant_part = index_form(count).terms.get(Term((), ()), Fraction(0))
    if constant_part.denominator != 1 or not 0 < constant_part <= MOST:
        return 0, count
    return int(constant_part), shortened(count - Number(constant_part))


def shortened(value: Expression) -> Expression:
    """A sum of numbers and multiples with like terms collected, at the top of a tree only: t for (t − 1) + 1."""
    parts = value.arguments if isinstance(value, Apply) and value.operation is ADD else (value,)
    found: dict[Expression, Fraction] = {}
    for term, factor in (pair for part in parts for pair in _opened(part, Fraction(1))):
        found[term] = found.get(term, Fraction(0)) + factor
    one = Number(Fraction(1))
    number = found.pop(one, Fraction(0))
    terms = [value.notation.multiple(factor, part) for part, factor in found.items()]
    return value.notation.plus(*terms, *([Number(number)] if number or not any(found.values()) else []))


def negative(value: Expression) -> bool:
    """Whether all terms of a sum have a minus sign."""
    return all(factor < 0 for _, factor in _opened(value, Fraction(1)))


def integral(value: Expression) -> bool:
    """Whether a sum is one of whole multiples of letters, sizes and 1."""
    terms = list(_opened(value, Fraction(1)))
    plain = (Symbol, Number)
    return all(c.denominator == 1 and (isinstance(term, plain) or sized(term)) for term, c in terms)


def sized(value: Expression) -> bool:
    """Whether a size occurs in it as a number."""
    return any(isinstance(part, Apply) and part.operation is SIZE for part in walk(value))


def _opened(value: Expression, factor: Fraction) -> Iterator[tuple[Expression, Fraction]]:
    """The terms of a multiple of a sum, with their factors."""
    if isinstance(value, Number):
        yield Number(Fraction(1)), factor * value.value
    elif isinstance(value, Apply) and value.operation is ADD:
        for part in value.arguments:
            yield from _opened(part, factor)
    elif isinstance(value, Apply) and value.operation is SCALE and isinstance(value.arguments[0], Number):
        yield from _opened(value.arguments[1], factor * value.arguments[0].value)
    else:
        yield value, factor


def _domain(node: Apply) -> Iterator[Apply]:
    """The length is natural, also of what is left, and every term exists."""
    (count, body), (letter,) = node.arguments, node.data
    _, left = length(count)
    here = NATURAL(letter), NATURAL(shortened(count - 1 - letter))
    yield from () if isinstance(left, Number) and not left.value else (NATURAL(left),)
    yield from conditions(count)
    for c in conditions(body):
        if letter not in free(c):
            yield c
        elif not any(_same(c, known) for known in here):
            yield FORALL(IMPLIES(here[0], IMPLIES(here[1], c)), data=(letter,))


def _same(p: Apply, q: Apply) -> bool:
    """Whether two propositions call one number natural."""
    return p.operation is q.operation and index_form(p.arguments[0]) == index_form(q.arguments[0])


def _form(node: Apply, forms: tuple[Form, ...]) -> Form:
    (count, body), (letter,) = node.arguments, node.data
    whole, left = length(count)
    total = constant(0)
    for k in range(whole):
        total = total + index_form(substitute(body, {letter: shortened(left + k)}))
    taken = {item.name for item in free(body) - {letter}}
    own = Symbol(next(name for k in counting(1) if (name := f"{OWN}{k}") not in taken))
    rest = index_form(left)
    inner = index_form(substitute(body, {letter: own}))
    return total + inner.each(lambda term: _added_up(term, rest, own.name)) if rest.terms else total


def _added_up(term: Term, rest: Form, own: str) -> Form:
    """The sum of one product of entries: the factors that do not depend on the letter come out."""
    scalars = [(head, power) for head, power in term.scalars if own not in head.key]
    groups = list(_groups(term.network))
    apart = [factor for group in groups if not _depends(group, own) for factor in group]
    inside = [factor for group in groups if _depends(group, own) for factor in group]
    moving = [(head, power) for head, power in term.scalars if own in head.key]
    outside = product(scalars, apart)
    return outside * (_entry(product(moving, inside), rest, own) if moving or inside else rest)


def _depends(group: Iterable[Factor], own: str) -> bool:
    return any(own in head.key for head, _ in group)


def _groups(network: tuple[Factor, ...]) -> Iterator[list[Factor]]:
    """Factors that share summed indices, directly or through others."""
    left = list(network)
    while left:
        group = [left.pop(0)]
        while True:
            summed = {i for _, idx in group for i in idx if i[0] == "~"}
            joined = [factor for factor in left if summed & set(factor[1])]
            if not joined:
                break
            group += joined
            left = [factor for factor in left if factor not in joined]
        yield group


def _entry(inner: Form, rest: Form, own: str) -> Form:
    """What is added up, as an entry at the indices that it depends on."""

    def head(names: dict[str, str]) -> Head:
        abstract = rest.renamed(names), inner.renamed(names)
        return Head(f"partial sum<{abstract[0].key}|{own}|{abstract[1].key}>", "partial sum", abstract)

    return as_entry(head, free_indices(inner) | free_indices(rest), "a sum that depends on")


def _term_shape(node: Apply) -> Shape:
    vector, position = node.arguments
    if not isinstance(vector, Symbol) or vector.shape[1] != ONE or position.shape != SCALAR:
        raise ShapeError(f"an entry at a position is one of a letter for a column, not of {vector}, at a number")
    return SCALAR


def _term_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    vector, position = forms
    at = sorted(free_indices(position))
    if at:
        raise TooLarge("a position that depends on an index")
    return product((), ((Head(f"entry<{vector.key}|{position.key}>", "entry at", forms), ()),))


def _term_domain(node: Apply) -> tuple[Apply, ...]:
    """The position is one of 1, …, n."""
    vector, position = node.arguments
    size = SIZE(data=(vector.shape[0],))
    return NATURAL(shortened(position - 1)), NATURAL(shortened(size - position))


PARTIAL_SUM: Operation = Operation(  # arguments: the length and the term; data: the letter, from 0 to the length less 1
    "partial_sum",
    _shape,
    _form,
    lambda c, n: c.partial_sum(*n.arguments, *n.data),
    "",
    "",
    15,
    SOURCE,
    domain=lambda n: tuple(dict.fromkeys(_domain(n))),
    binds=True,
)
ENTRY_AT = Operation(
    "entry_at",
    _term_shape,
    _term_form,
    lambda c, n: c.entry_at(*map(c.value, n.arguments)),
    "{0:95}_{{{1:0}}}",
    "{0:95}[{1:0}]",
    95,
    "definition",
    domain=_term_domain,
)
ROWS = (PARTIAL_SUM, ENTRY_AT)
