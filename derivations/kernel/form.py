"""The index form: a sum of products of entries. Two expressions with one form are equal at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from derivations.kernel.expression import ONE, Apply, Expression, Number, Size, Symbol, written

ROW, COLUMN = ".r", ".c"  # the free indices of a matrix-valued form
LIMIT = 4000  # terms of a form, and partial labellings of one product, before giving up


class TooLarge(ValueError):
    """A form outgrew the bounds within which it is compared."""


@dataclass(frozen=True, order=True)
class Head:
    """What an entry is taken of: a letter, or an operation on forms. Equal keys, equal heads."""

    key: str
    operation: str = field(default="", compare=False)  # empty for a letter; `closed` for a product such as x'Ax
    inner: tuple[Form, ...] = field(default=(), compare=False)
    network: tuple[Factor, ...] = field(default=(), compare=False)  # of a closed product
    symmetric: bool = field(default=False, compare=False)  # the order of its two indices is immaterial
    idempotent: bool = field(default=False, compare=False)  # its square is itself
    meets: Meeting | None = field(default=None, compare=False)  # how its entries simplify in a product


Factor = tuple[Head, tuple[str, ...]]
Meeting = Callable[[list[Factor]], "Form | None"]
Powers = tuple[tuple[Head, int], ...]
DELTA = Head("δ", "delta", symmetric=True, idempotent=True)


class Term(NamedTuple):
    """Powers of scalars, and entries that carry free indices; summed indices are ~0, ~1, …"""

    scalars: Powers
    network: tuple[Factor, ...]

    @property
    def key(self) -> str:
        """A text that two terms share exactly when they are equal."""
        scalars = (f"[{head.key}^{power}]" for head, power in self.scalars)
        return "".join((*scalars, *(f"({head.key}@{','.join(idx)})" for head, idx in self.network)))


@dataclass(frozen=True)
class Form:
    """A linear combination of terms; factors commute, being entries. Equality is equality of normal forms."""

    terms: Mapping[Term, Fraction]

    @cached_property
    def key(self) -> str:
        """A text that two forms share exactly when they are equal."""
        return "+".join(sorted(f"{c}{t.key}" for t, c in self.terms.items())) or "0"

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: Form) -> Form:
        return _total(((t, c) for form in (self, other) for t, c in form.terms.items()))

    def __sub__(self, other: Form) -> Form:
        return self + other.scaled(-1)

    def scaled(self, factor: Fraction | int) -> Form:
        """Every coefficient multiplied by a number."""
        return Form({t: c * factor for t, c in self.terms.items()} if factor else {})

    def each(self, change: Callable[[Term], Form]) -> Form:
        """Every term replaced by a form."""
        return _total((t, c if q == 1 else c * q) for p, c in self.terms.items() for t, q in change(p).terms.items())

    def __mul__(self, other: Form) -> Form:
        def joined(a: Term, b: Term) -> Form:
            used = len(_summed(a.network))
            apart = {i: f"~{used + int(i[1:])}" for i in _summed(b.network)} if used else {}
            return product((*a.scalars, *b.scalars), (*a.network, *_renamed(b.network, apart)))

        return self.each(lambda a: other.each(lambda b: joined(a, b)))

    def renamed(self, names: Mapping[str, str]) -> Form:
        """Free indices renamed, all at once."""
        return self.each(lambda term: product(term.scalars, _renamed(term.network, names)))

    def summed(self, index: str, size: Size) -> Form:
        """The sum over a free index running from 1 to size."""

        def total(term: Term) -> Form:
            for k, (head, idx) in enumerate(term.network):
                if head == DELTA and index in idx:
                    others = _renamed(term.network[:k] + term.network[k + 1 :], {index: idx[idx[0] == index]})
                    return product(term.scalars, others)
            renamed = _renamed(term.network, {index: "~new"})
            return product(term.scalars, renamed) * (constant(1) if renamed != term.network else count(size))

        return self.each(total)


def _total(parts: Iterable[tuple[Term, Fraction]]) -> Form:
    total: dict[Term, Fraction] = {}
    for term, c in parts:
        total[term] = total[term] + c if term in total else c
    if len(total) > LIMIT:
        raise TooLarge(f"an expression expands to more than {LIMIT} terms")
    return Form({t: c for t, c in total.items() if c})


def constant(value: Fraction | int) -> Form:
    """A number as a form."""
    return Form({Term((), ()): Fraction(value)} if value else {})


def count(size: Size) -> Form:
    """A size as a number: the sum of 1 over an index."""
    return sum((product(((Head(f"#{a}"), 1) for a in letters), ()).scaled(c) for letters, c in size.terms), constant(0))


def _renamed(network: Iterable[Factor], names: Mapping[str, str]) -> tuple[Factor, ...]:
    return tuple((head, tuple(names.get(i, i) for i in idx)) for head, idx in network)


def product(scalars: Iterable[tuple[Head, int]], network: Iterable[Factor]) -> Form:
    """The normal form of one product of scalar powers and entries."""
    powers: dict[Head, int] = {}
    for head, power in scalars:
        powers[head] = powers.get(head, 0) + power
    factors = _equated(list(network))
    for head in sorted({head for head, _ in factors or [] if head.meets}):
        if head.meets and (met := head.meets(factors or [])) is not None:
            return product(powers.items(), ()) * met
    groups: list[list[Factor]] = []  # factors that share summed indices, in a canonical order
    for factor in factors or []:
        touching = [g for g in groups if _summed(g) & _summed([factor])]
        groups = [g for g in groups if g not in touching] + [[f for g in touching for f in g] + [factor]]
    entries: list[Factor] = []
    for component in sorted((_labelled(tuple(g), 0) for g in groups), key=lambda g: [(h.key, idx) for h, idx in g]):
        if any(i[0] != "~" for _, idx in component for i in idx):
            entries += _labelled(component, len(_summed(entries)))
        else:
            closed = Head(f"<{Term((), component).key}>", "closed", (), component)
            head = closed if component[0][1] else component[0][0]
            powers[head] = powers.get(head, 0) + 1
    return Form({}) if factors is None else _reduced(powers, tuple(entries))


def _reduced(powers: dict[Head, int], network: tuple[Factor, ...]) -> Form:
    """Expand powers of sums, squares of roots and of idempotents."""
    kept, expanded = [], constant(1)
    for head, power in sorted(powers.items()):
        step = {"sum": 1, "sqrt": 2}.get(head.operation, power + 1)
        for _ in range(power // step if power > 0 else 0):
            expanded *= head.inner[0]
        left = power % step if power > 0 else power
        kept += [(head, 1 if head.idempotent else left)] if left else []
    term = Form({Term(tuple(kept), network): Fraction(1)})
    return term if expanded.terms == {Term((), ()): 1} else term * expanded


def is_zero(form: Form) -> bool:
    """Whether a form vanishes wherever its denominators do not: clear them, then compare."""
    for _ in range(20):
        lowest: dict[Head, int] = {}
        for head, power in (pair for term in form.terms for pair in term.scalars):
            if head.operation in ("sum", "sqrt") and power < 0:
                lowest[head] = min(power, lowest.get(head, 0))
        if not lowest:
            return not form.terms
        raised = tuple((head, -power) for head, power in lowest.items())
        form = form.each(lambda term, more=raised: product((*term.scalars, *more), term.network))  # type: ignore[misc]
    raise TooLarge("denominators nested more than 20 deep")


def _equated(factors: list[Factor]) -> list[Factor] | None:
    """Use each δ between free indices on the other factors; None when two fixed positions clash."""
    for position, (head, idx) in enumerate(factors):
        if head == DELTA and idx[0] != idx[1]:
            low, high = sorted(idx, key=lambda i: (i[0] == "~", not i.isdigit(), i))
            if high.isdigit():
                return None
            others = _renamed(factors, {high: low})
            factors = [*others[:position], (head, idx), *others[position + 1 :]]
    kept: list[Factor] = []
    for head, idx in factors:
        ordered = (head, tuple(sorted(idx)) if head.symmetric else idx)
        if not (head == DELTA and idx[0] == idx[1]) and not (head.idempotent and ordered in kept):
            kept.append(ordered)
    return kept


def _summed(factors: Iterable[Factor]) -> set[str]:
    return {i for _, idx in factors for i in idx if i[0] == "~"}


@lru_cache(maxsize=100_000)
def _labelled(component: tuple[Factor, ...], first: int) -> tuple[Factor, ...]:
    """Rename summed indices so that equal products get equal labels: the least traversal wins."""
    states: list[tuple[tuple[Factor, ...], dict[str, str], tuple[Factor, ...]]] = [((), {}, component)]
    for _ in component:
        grown: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
        for done, names, left in states:
            for k, (head, idx) in enumerate(left):
                if done and not any(i in names for i in idx):
                    continue
                for order in {idx, idx[::-1]} if head.symmetric else (idx,):
                    new = dict.fromkeys(i for i in order if i[0] == "~" and i not in names)
                    labels = names | {i: f"~{first + len(names) + n}" for n, i in enumerate(new)}
                    code = (head.key, tuple(labels.get(i, i) for i in order))
                    rest = left[:k] + left[k + 1 :]
                    same = sorted(f"{h.key}@{[labels.get(i, '*' + i) for i in ix]}" for h, ix in rest)
                    grown.setdefault(code, {})["".join(same)] = ((*done, (head, code[1])), labels, rest)
        states = list(grown[min(grown)].values())
        if len(states) > LIMIT:
            raise TooLarge("a product has too many symmetries to be compared")
    return states[0][0]


@lru_cache(maxsize=100_000)
def index_form(expression: Expression) -> Form:
    """The index form of an expression, free in ROW and COLUMN where its shape is not 1."""
    if isinstance(expression, Symbol):
        sides = tuple(side for side, n in zip((ROW, COLUMN), expression.shape, strict=True) if n != ONE)
        return product((), ((Head(f"{expression.name!r}:{written(expression.shape)}"), sides),))
    if isinstance(expression, Number):
        return constant(expression.value)
    if isinstance(expression, Apply):
        return expression.operation.entry(expression, tuple(map(index_form, expression.arguments)))
    raise TypeError(f"not an expression: {expression!r}")
