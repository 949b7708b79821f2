"""Expectation of polynomials in random letters with given moments.

Linear; independent factors separate; Gaussian moments by Isserlis' theorem (Biometrika 12, 1918):
the mean of a product of centred Gaussians is the sum over pairings of the products of covariances.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from derivations.kernel.expression import (
    ONE,
    Apply,
    Expression,
    Operation,
    Shape,
    ShapeError,
    Size,
    Symbol,
    free,
    substitute,
    written,
)
from derivations.kernel.form import COLUMN, ROW, Factor, Form, Head, Term, constant, index_form, product
from derivations.operations.binders import of_every_term
from derivations.operations.data import check_letters, check_value
from derivations.operations.forms import Unsupported, of_entry
from derivations.operations.indices import free_indices
from derivations.operations.logic import AT_MOST
from derivations.operations.properties import POSITIVE_SEMIDEFINITE

GIVEN = "given"
FAMILY = "of a family"  # the name of laws whose other moments are fixed too, but not written down here


@dataclass(frozen=True)
class Law:
    """What is known of a random letter N: its mean, and Cov(N_ia, N_jb) = rows_ij · columns_ab.

    None: not known. `gaussian` gives all higher moments. Letters of different groups are independent.
    `name` tells apart laws of one letter of which the same is known, as in E_p and E_q.
    """

    letter: Symbol
    mean: Expression | None = None
    rows: Expression | None = None
    columns: Expression | None = None
    gaussian: bool = False
    group: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        wanted = (self.letter.shape, *((size, size) for size in self.letter.shape))
        for given, shape in zip((self.mean, self.rows, self.columns), wanted, strict=True):
            if given is not None and given.shape != shape:
                raise ShapeError(
                    f"law of {self.letter} ({written(self.letter.shape)}): {given} is {written(given.shape)}, "
                    f"not {written(shape)}"
                )


def key_of(letter: Symbol) -> str:
    return next(iter(index_form(letter).terms)).network[0][0].key if letter.shape != (ONE, ONE) else _scalar(letter)


def _scalar(letter: Symbol) -> str:
    return next(iter(index_form(letter).terms)).scalars[0][0].key


def mentions(head: Head, keys: frozenset[str]) -> bool:
    keys -= _bound(head)
    inside = [h for form in head.inner for t in form.terms for h, _ in (*t.scalars, *t.network)]
    return head.key in keys or any(mentions(h, keys) for h in [*inside, *(h for h, _ in head.network)])


def _bound(head: Head) -> frozenset[str]:
    """The letters that a mean which is not worked out binds: they mean nothing outside of it."""
    name, *keys = re.split(r"[\n\t]", head.operation)
    return frozenset(keys) if name in ("mean", GIVEN) else frozenset()


def _expect(node: Apply, forms: tuple[Form, ...]) -> Form:
    known = [(law, live(law)) for law in laws_of(node)]
    laws = {key_of(live): law for law, live in known}
    body = index_form(substitute(node.arguments[0], {law.letter: live for law, live in known}))
    parts = (_expect_term(term, laws).scaled(c) for term, c in body.terms.items())
    return sum(parts, constant(0))


def live(law: Law) -> Symbol:
    """The letter under its law: E_p[f(x)] and E_q[f(x)] are two numbers, so they have two forms."""
    moments = [index_form(given).key if given is not None else "" for given in (law.mean, law.rows, law.columns)]
    marks = (law.letter.name, law.name, "g" * law.gaussian, *moments)
    told = [mark.replace("~", "~~").replace("'", "~q") for mark in marks]  # one way to write each, and to read it
    return Symbol("~;".join(told), *law.letter.shape)


def _expect_term(term: Term, laws: dict[str, Law]) -> Form:
    keys = frozenset(laws)
    fixed = [(h, p) for h, p in term.scalars if not mentions(h, keys)]
    factors = [*_named(term.network, ""), *_opened(term, keys)]
    random = [(h, idx) for h, idx in factors if mentions(h, keys)]
    known = [factor for factor in factors if factor not in random]
    result = product(fixed, known)
    if (whole := _towered(random, laws)) is not None:
        return result * whole
    for group in _groups(random, laws):
        result = result * _moment(group, laws)
    sizes = {i: n for h, idx in random if h.key in laws for i, n in _sizes(laws[h.key].letter, idx)}
    for index in sorted({i for _, idx in factors for i in idx if i[0] == "?"}):
        result = result.summed(index, sizes.get(index, ONE))
    return result


def _towered(random: list[Factor], laws: dict[str, Law]) -> Form | None:
    """E[E[f | X] h(X)] as E[f h(X)]; None where that is not what stands there.

    The letters are taken to hang together, so that nothing rests on which of them are independent.
    """
    means = [head for head, _ in random if head.operation.split("\n")[0] == GIVEN]
    if len(means) != 1 or any(indices for _, indices in random):
        return None
    inside, given = means[0].inner
    keys = {key for key, law in laws.items() if index_form(live(law)) == given and not law.name}
    others = [head for head, _ in random if head != means[0]]
    apart = frozenset(laws) - keys
    if len(keys) != 1 or mentions(means[0], apart) or any(mentions(head, apart) for head in others):
        return None
    more = {key: Law(Symbol(key), group=GIVEN) for key in _bound(means[0])}
    together = {key: replace(law, group=GIVEN) for key, law in laws.items() if key in keys} | more
    terms = (inside * product([(head, 1) for head in others], ())).terms
    return sum((_expect_term(term, together).scaled(c) for term, c in terms.items()), constant(0))


def _sizes(letter: Symbol, indices: tuple[str, ...]) -> Iterable[tuple[str, Size]]:
    return zip(indices, (size for size in letter.shape if size != ONE), strict=True)


def _named(network: Iterable[Factor], mark: str) -> Iterator[Factor]:
    """Summed indices as free ones, to be summed again at the end."""
    for head, indices in network:
        yield head, tuple(f"?{mark}{i[1:]}" if i[0] == "~" else i for i in indices)


def _opened(term: Term, keys: frozenset[str]) -> Iterator[Factor]:
    """The factors of scalars that depend on a random letter, powers written out."""
    for head, power in term.scalars:
        if mentions(head, keys):
            for copy in range(power if power > 0 else 1):
                closed = head.operation == "closed" and power > 0
                single = head if power > 0 else Head(f"{head.key}^{power}", "power", (_as_form(head, power),))
                yield from _named(head.network, f"{head.key}{copy}.") if closed else [(single, ())]


def mentions_random(term: Term, laws: list[Law]) -> int:
    """The degree of a term in the random letters; 2 also when one is inside a function that is not linear."""
    keys = frozenset(key_of(law.letter) for law in laws)
    if any(power < 0 and mentions(head, keys) for head, power in term.scalars):
        return 2
    random = [head for head, _ in (*term.network, *_opened(term, keys)) if mentions(head, keys)]
    return 2 if any(head.key not in keys for head in random) else len(random)


def _as_form(head: Head, power: int) -> Form:
    return product(((head, power),), ())


def _groups(random: list[Factor], laws: dict[str, Law]) -> Iterator[list[Factor]]:
    """Random factors that are not known to be independent of each other."""
    groups: list[tuple[set[str], list[Factor]]] = []
    for factor in random:
        labels = {law.group or law.letter.name for key, law in laws.items() if mentions(factor[0], frozenset({key}))}
        touching = [g for g in groups if g[0] & labels]
        merged = (labels.union(*(g[0] for g in touching)), [*(f for g in touching for f in g[1]), factor])
        groups = [g for g in groups if g not in touching] + [merged]
    return (group for _, group in groups)


def _moment(group: list[Factor], laws: dict[str, Law]) -> Form:
    """The mean of a product of dependent random factors."""
    own = {h.key for h, _ in group}
    law = laws.get(group[0][0].key) if len(own) == 1 else None
    if law is None or law.mean is None or (len(group) > 1 and law.rows is None):
        return _opaque(group, laws)
    if len(group) > 2 and not law.gaussian:
        return _opaque(group, laws)
    return sum((_centred(chosen, rest, law) for chosen, rest in _splits(group)), constant(0))


def _opaque(group: list[Factor], laws: dict[str, Law]) -> Form:
    """A mean that is a number of its own. It tells which letters it binds and which of them are independent."""
    parts: dict[str, list[str]] = {}
    for key, law in laws.items():
        if any(mentions(head, frozenset({key})) for head, _ in group):
            parts.setdefault(law.group or law.letter.name, []).append(key)
            given = [index_form(part) for part in (law.mean, law.rows, law.columns) if part is not None]
            if any(free_indices(form) - {ROW, COLUMN} for form in given):
                raise Unsupported(f"a mean under a law of {law.letter} that changes with an index")
    blocks = sorted("\t".join(sorted(part)) for part in parts.values())
    return of_entry("\n".join(["mean", *blocks]), product((), group))


def _splits(group: list[Factor]) -> Iterator[tuple[list[Factor], list[Factor]]]:
    """All ways to take the mean of some factors and the centred part of an even number of others."""
    places = range(len(group))
    for count in range(0, len(group) + 1, 2):
        for centred in combinations(places, count):
            yield [group[k] for k in centred], [group[k] for k in places if k not in centred]


def _centred(centred: list[Factor], rest: list[Factor], law: Law) -> Form:
    result = _pairings(centred, law)
    for _, indices in rest:
        if law.mean is not None:
            result = result * _at(law.mean, law.letter, indices)
    return result


def _pairings(factors: list[Factor], law: Law) -> Form:
    if not factors:
        return constant(1)
    first, *others = factors
    total = constant(0)
    for k, partner in enumerate(others):
        total += _covariance(law, first[1], partner[1]) * _pairings(others[:k] + others[k + 1 :], law)
    return total


def _covariance(law: Law, first: tuple[str, ...], second: tuple[str, ...]) -> Form:
    result, places = constant(1), iter(zip(first, second, strict=True))
    for size, side in zip(law.letter.shape, (law.rows, law.columns or _identity(law)), strict=True):
        if side is not None:
            form = index_form(side)
            result = result * (
                form if size == ONE else form.renamed(dict(zip((ROW, COLUMN), next(places), strict=True)))
            )
    return result


def _identity(law: Law) -> Expression:
    """Columns without a covariance of their own are independent of each other."""
    built: Expression = law.letter.notation.identity(law.letter.shape[1])
    return built


def _at(value: Expression, letter: Symbol, indices: tuple[str, ...]) -> Form:
    sides = [side for side, size in zip((ROW, COLUMN), letter.shape, strict=True) if size != ONE]
    return index_form(value).renamed(dict(zip(sides, indices, strict=True)))


def _body_shape(node: Apply) -> Shape:
    check_value(node)
    check_laws(node, laws_of(node))
    return node.arguments[0].shape


def check_laws(node: Apply, laws: list[Law]) -> None:
    """Raise ShapeError unless a node binds each of its letters once, and what is known of them is of outside."""
    check_letters(node, tuple(law.letter for law in laws))
    own = {law.letter for law in laws}
    for given in (side for law in laws for side in (law.mean, law.rows, law.columns) if side is not None):
        if own & free(given):
            raise ShapeError(f"{given} is known of a random letter, and depends on one that is random with it")


def laws_of(node: Apply) -> list[Law]:
    """The laws of the random letters of a mean."""
    letters = [item for item in node.data if isinstance(item, Symbol)]
    known, said = iter(node.arguments[1:]), [str(item) for item in node.data[len(letters) :]]
    if len(said) != len(letters) or sum(c in "mrc" for m in said for c in m.split(":")[0]) != len(node.arguments) - 1:
        raise ShapeError(f"what is known of {len(letters)} random letters is not told as {said}")
    laws = []
    for letter, marks in zip(letters, said, strict=True):
        kind, group, name = marks.split(":", 2)
        mean, rows, columns = (next(known) if mark in kind else None for mark in "mrc")
        laws.append(Law(letter, mean, rows, columns, "g" in kind, group, name))
    return laws


def of_covariances(laws: list[Law]) -> tuple[Apply, ...]:
    """That what laws call covariances may be that: semidefinite, which includes symmetric."""
    return tuple(
        AT_MOST(side.notation.lift(0), side) if side.shape == (ONE, ONE) else POSITIVE_SEMIDEFINITE(side)
        for law in laws
        for side in (law.rows, law.columns)
        if side is not None and not side.notation.is_identity(side)
    )


def _differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    if not all(node.notation.is_zero(change) for change in changes[1:]):
        raise Unsupported(f"the derivative of {node} by a letter of its distribution is not supported yet")
    return Apply(EXPECTATION, (changes[0], *node.arguments[1:]), node.data)


EXPECTATION = Operation(  # arguments: the body, then what is known of the letters' means and covariances
    "expectation",
    _body_shape,
    _expect,
    lambda c, n: c.expectation(n.arguments[0], laws_of(n)),
    "\\E\\left[{0:0}\\right]",
    "E[{0:0}]",
    90,
    "Isserlis, Biometrika 12 (1918)",
    differential=_differential,
    domain=lambda n: (*of_every_term(n), *of_covariances(laws_of(n))),
    binds=True,
)
ROWS = (EXPECTATION,)


def expectation(body: Expression, *laws: Law) -> Expression:
    """The mean of a body over random letters; those of different groups are independent."""
    marks: list[str] = []
    known: list[Expression] = []
    for law in laws:
        given = {"m": law.mean, "r": law.rows, "c": law.columns}
        present = {mark: value for mark, value in given.items() if value is not None}
        marks.append(f"{''.join(present)}{'g' * law.gaussian}:{law.group}:{law.name}")
        known += present.values()
    return EXPECTATION(body, *known, data=(*(law.letter for law in laws), *marks))


def gaussian(letter: Symbol, mean: Expression, rows: Expression, columns: Expression | None = None) -> Law:
    """A Gaussian letter: N(mean, rows) for a column; Cov(N_ia, N_jb) = rows_ij · columns_ab for a matrix."""
    return Law(letter, mean, rows, columns, gaussian=True)
