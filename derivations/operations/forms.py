"""Index forms of what is not a product: reciprocals, powers, inverses, functions of an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from derivations.kernel.expression import ONE, Shape, Size
from derivations.kernel.form import (
    COLUMN,
    DELTA,
    ROW,
    Factor,
    Form,
    Head,
    Meeting,
    Powers,
    constant,
    count,
    is_zero,
    product,
)
from derivations.operations.indices import free_indices, orders
from derivations.operations.reciprocals import content, reciprocal

NUMBER = constant(1).terms.keys()


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


def powered(base: Form, power: int) -> Form:
    """A scalar form to a whole power. That the base of a negative power is not zero is a side condition."""
    factor = reciprocal(base) if power < 0 else base
    result = constant(1)
    for _ in range(abs(power)):
        result = result * factor
    return result


def vanishes(form: Form) -> bool:
    """Whether a form is zero, also when that shows only after its denominators are cleared."""
    if len(form.terms) < 2:
        return not form.terms
    sums = any(power < 0 and head.operation == "sum" for term in form.terms for head, power in term.scalars)
    return sums and is_zero(form)


def denominator(forms: Iterable[Form]) -> Powers:
    """The least product of heads that clears the negative powers in some scalar forms; empty when there are none."""
    lowest: dict[Head, int] = {}
    for head, power in (pair for form in forms for term in form.terms for pair in term.scalars):
        lowest[head] = min(power, lowest.get(head, 0))
    return tuple((head, -power) for head, power in lowest.items() if power < 0)


def raised(form: Form, powers: Powers) -> Form:
    """A form multiplied by powers of heads, which cancel its negative ones."""
    return form.each(lambda term: product((*term.scalars, *powers), term.network))


def multiplied(form: Form, factor: Form) -> Form:
    """The product, at once where the factor is a number."""
    if factor.terms.keys() == NUMBER:
        return form.scaled(next(iter(factor.terms.values())))
    return form * factor


def quotient(form: Form, divisor: Form) -> Form | None:
    """The form over a divisor, when that is a single term; None when it is not."""
    if len(form.terms) != len(divisor.terms) or not form.terms:
        return None
    (f, p, rest), (g, q, other) = content(form), content(divisor)
    if rest != other:
        return None
    return product((*p, *((head, -power) for head, power in q)), ()).scaled(f / g)


def joined(factors: list[Factor], pairs: list[tuple[str, str, Size]]) -> Form:
    """A product in which indices are equated in pairs, summed ones by renaming."""
    outside = constant(1)
    while pairs:
        (a, b, size), *pairs = pairs
        a, b = (b, a) if a[0] != "~" else (a, b)
        elsewhere = {i for _, idx in factors for i in idx} | {i for pair in pairs for i in pair[:2]}
        if a == b:
            outside = outside * (count(size) if a[0] == "~" and a not in elsewhere else constant(1))
        elif a[0] != "~":
            factors = [*factors, (DELTA, (a, b))]
        else:
            outside = outside * (count(size) if b[0] == "~" and not elsewhere & {a, b} else constant(1))
            factors = [(head, tuple(b if i == a else i for i in idx)) for head, idx in factors]
            pairs = [(b if p == a else p, b if q == a else q, n) for p, q, n in pairs]
    return outside * product((), factors)


def inverted(form: Form, size: Size) -> Form:
    """The entries of the inverse of a square matrix; scalar factors come out, transposes agree."""
    if not form.terms:
        raise ZeroDivisionError("the zero matrix has no inverse")
    lead, powers, rest = content(form)
    outside = product(((h, -p) for h, p in powers), ()).scaled(1 / lead)
    return outside * _inverse_entry(rest, size)


def _inverse_entry(form: Form, size: Size) -> Form:
    if form == entry(DELTA, ROW, COLUMN):
        return form
    only = next(iter(form.terms))
    if len(form.terms) == len(only.network) == 1 and not only.scalars:
        head, indices = only.network[0]
        if head.operation == "inverse" and len(indices) == 2:
            inside = head.inner[0]
            return inside if indices[0] == ROW else inside.renamed({ROW: COLUMN, COLUMN: ROW})
    return of_matrix("inverse", form, lambda least: _cancelling(least, size), shape=(size, size))


def _cancelling(inverted_form: Form, size: Size) -> Meeting | None:
    """How the inverse of a matrix that is a single entry of a single head meets that head: A⁻¹A = AA⁻¹ = I."""
    ((scalars, network), *more), own = inverted_form.terms, f"inverse[{size}×{size}]<{inverted_form.key}>"
    if more or scalars or len(network) != 1 or set(network[0][1]) != {ROW, COLUMN}:
        return None
    letter, order = network[0]

    def meets(factors: list[Factor]) -> Form | None:
        often = Counter(i for _, idx in factors for i in idx)
        for p, (head, idx) in enumerate(factors):
            for q, (other, jdx) in enumerate(factors):
                if head.key == own and other == letter:
                    others = [factor for k, factor in enumerate(factors) if k not in (p, q)]
                    for a, b in (idx, idx[::-1]) if head.symmetric else (idx,):
                        straight = jdx if order[0] == ROW else jdx[::-1]
                        for c, d in (straight, straight[::-1]) if letter.symmetric else (straight,):
                            for meeting, ends in ((b == c and b, (a, d)), (d == a and a, (c, b))):
                                if meeting and meeting[0] == "~" and often[meeting] == 2:
                                    return joined(others, [(*ends, size)])
        return None

    return meets


def of_matrix(
    operation: str,
    form: Form,
    meets: Callable[[Form], Meeting | None] = lambda least: None,
    *,
    shape: Shape,
    places: tuple[str, ...] = (ROW, COLUMN),
) -> Form:
    """A function of a whole matrix that goes with transposition, as a head of its own, up to transposes.

    `shape` is the argument's, which its form need not tell: that of I + 11' is the same at every size.
    `places` are the indices that the value has: both of a matrix, one of a vector, none of a scalar.
    """
    extras = sorted(free_indices(form) - {ROW, COLUMN})
    own = form.renamed({name: f"${k}" for k, name in enumerate(extras)})
    flipped = own.renamed({ROW: COLUMN, COLUMN: ROW})
    least, turned = min((own, False), (flipped, True), key=lambda pair: (pair[0].key, pair[1]))
    symmetric = own == flipped and not extras and len(places) == 2 and shape[0] == shape[1]
    sizes = "×".join(map(str, shape[::-1] if turned else shape))
    head = Head(f"{operation}[{sizes}]<{least.key}>", operation, (least,), (), symmetric, meets=meets(least))
    return entry(head, *(places[::-1] if turned else places), *extras)


def of_entry(
    operation: str,
    inner: Form,
    *,
    idempotent: bool = False,
    meets: Callable[[str, Form], Meeting | None] = lambda key, abstract: None,
) -> Form:
    """A function of one entry, as an entry of its own, indexed by the free indices inside."""
    ways = orders(free_indices(inner), "a function of an entry with")
    named = [(inner.renamed(names), tuple(names)) for names in ways]
    abstract, order = min(named, key=lambda pair: pair[0].key)
    symmetric = len(order) == 2 and named[0][0] == named[1][0]
    key = f"{operation}<{abstract.key}>"
    return entry(Head(key, operation, (abstract,), (), symmetric, idempotent, meets(key, abstract)), *order)
