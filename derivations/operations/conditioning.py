"""The mean of a number given a random number, E[Y | X]: a function of X, unknown but for the law of total mean.

Source: Williams, Probability with Martingales (1991), 9.7: linearity, taking out what is known, the tower property.
"""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression, Operation, Shape, ShapeError, Symbol, substitute
from derivations.kernel.form import Form, Head, Term, constant, index_form, product
from derivations.operations.algebra import SCALAR
from derivations.operations.binders import of_every_term
from derivations.operations.data import check_letters
from derivations.operations.forms import Unsupported
from derivations.operations.probability import GIVEN, Law, key_of, live, mentions

SOURCE = "Williams, Probability with Martingales (1991), 9.7"


def _shape(node: Apply) -> Shape:
    body, given = node.arguments
    letters = [item for item in node.data if isinstance(item, Symbol)]
    if not isinstance(given, Symbol) or any(part.shape != SCALAR for part in (body, given, *letters)):
        raise ShapeError("a conditional mean is read of numbers, given a letter that is one")
    check_letters(node, (*letters, given))
    if len(node.data) != 2 * len(letters) + 1:
        raise ShapeError(f"a conditional mean over {len(letters)} letters has a group for each and for what is given")
    return SCALAR


def laws_given(node: Apply) -> list[Law]:
    """The laws of the letters that a conditional mean binds, and last that of what is given."""
    letters = [item for item in node.data if isinstance(item, Symbol)]
    groups = node.data[len(letters) :]
    given = node.arguments[1]
    known = [*letters, given] if isinstance(given, Symbol) else letters
    return [Law(letter, group=group) for letter, group in zip(known, groups, strict=True)]


def _form(node: Apply, forms: tuple[Form, ...]) -> Form:
    """Term by term; what does not depend on the bound letters comes out."""
    *own, given = laws_given(node)
    groups = {key_of(live(law)): law.group or law.letter.name for law in own}
    body = index_form(substitute(node.arguments[0], {law.letter: live(law) for law in own}))
    place = given.group or given.letter.name
    return sum((_term(term, groups, forms[1], place).scaled(c) for term, c in body.terms.items()), constant(0))


def _term(term: Term, groups: dict[str, str], given: Form, place: str) -> Form:
    """One term; its name tells the letters it binds, and which of them hang together with what is given."""
    keys = frozenset(groups)
    if any(mentions(head, keys) for head, _ in term.network):
        raise Unsupported("a conditional mean of entries")
    inside = [(head, power) for head, power in term.scalars if mentions(head, keys)]
    outside = [(head, power) for head, power in term.scalars if not mentions(head, keys)]
    if not inside:
        return product(term.scalars, term.network)
    form = product(inside, ())
    own = sorted(key for key in keys if any(mentions(head, frozenset({key})) for head, _ in inside))
    blocks = sorted([*(k for k in own if groups[k] == group)] for group in {groups[key] for key in own})
    joined = [key for key in own if groups[key] == place]
    name = "\n".join([GIVEN, *own])
    return product([*outside, (Head(f"{name}<{form.key}|{given.key}|{blocks}|{joined}>", name, (form, given)), 1)], ())


def _differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    if all(node.notation.is_zero(change) for change in changes):
        nothing: Expression = node.notation.zero(*node.shape)
        return nothing
    raise Unsupported(f"the derivative of {node} is not supported yet")


CONDITIONED = Operation(  # arguments: the body and the letter that is given; data: bound letters, groups of all
    "conditioned",
    _shape,
    _form,
    lambda c, n: c.given(n),
    "\\E\\left[{0:0} \\mid {1:0}\\right]",
    "E[{0:0} | {1:0}]",
    90,
    SOURCE,
    differential=_differential,
    domain=of_every_term,
    binds=True,
)
ROWS = (CONDITIONED,)


def conditioned(body: Expression, given: Law, laws: list[Law]) -> Expression:
    """E[body | given letter], the letters of the other laws being random too."""
    data = (*(law.letter for law in laws), *(law.group for law in laws), given.group)
    return CONDITIONED(body, given.letter, data=data) if laws else body
