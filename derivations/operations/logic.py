"""Propositions: relations of values, and their combinations. Their entry is their truth as 0 or 1."""

from __future__ import annotations

from derivations.kernel.expression import ONE, TRUTH, Apply, Index, Operation, Shape, ShapeError, written
from derivations.kernel.form import COLUMN, ROW, Form, Head, constant
from derivations.operations.data import check_letters, check_running
from derivations.operations.forms import entry, of_entry
from derivations.operations.indices import free_indices


def _related(node: Apply) -> Shape:
    left, right = node.arguments
    if left.shape != right.shape:
        raise ShapeError(
            f"{left} is {written(left.shape)} but {right} is {written(right.shape)}: they cannot be related"
        )
    return TRUTH


def _compared(node: Apply) -> Shape:
    for side in node.arguments:
        if side.shape != (ONE, ONE):
            raise ShapeError(f"an order compares scalars; {side} is {written(side.shape)}")
    return TRUTH


def _combined(node: Apply) -> Shape:
    wanted = {"not": 1, "implies": 2, "iff": 2, "forall": 1}.get(node.operation.name, len(node.arguments))
    for part in node.arguments:
        if part.shape != TRUTH:
            raise ShapeError(f"{node.operation.name} combines propositions; {part} is {written(part.shape)}")
    if len(node.arguments) != wanted:
        raise ShapeError(f"{node.operation.name} takes {wanted} propositions, not {len(node.arguments)}")
    return TRUTH


def _for_all_shape(node: Apply) -> Shape:
    """All values of letters, or all positions of one index."""
    if len(node.data) == 1 and isinstance(node.data[0], Index):
        check_running(node, node.data[0])
    else:
        check_letters(node, node.data)
    return _combined(node)


def step_form(argument: Form) -> Form:
    """1 where an entry is positive, else 0; positive factors of the argument do not matter."""
    if not argument.terms:
        return constant(0)
    only = constant(1).terms
    if argument.terms.keys() == only.keys():
        return constant(int(sum(argument.terms.values()) > 0))
    largest = max(abs(c) for c in argument.terms.values())
    return of_entry("step", argument.scaled(1 / largest), idempotent=True)


def _less_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    return step_form(forms[1] - forms[0])


def _at_most_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    return constant(1) - step_form(forms[0] - forms[1])


def _equal_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    difference = forms[0] - forms[1]
    if not difference.terms:
        return constant(1)
    if difference.terms.keys() == constant(1).terms.keys():
        return constant(0)
    free = free_indices(difference) & {ROW, COLUMN}
    truth = of_entry("vanishes", difference, idempotent=True)
    return truth if not free else opaque(node, forms)


def opaque(node: Apply, forms: tuple[Form, ...]) -> Form:
    """A truth value of which nothing is known but what it is said of."""
    free = sorted(frozenset().union(*map(free_indices, forms)) - {ROW, COLUMN})
    abstract = tuple(form.renamed({name: f"${k}" for k, name in enumerate(free)}) for form in forms)
    said_of = ",".join(f"{written(a.shape)}: {form.key}" for a, form in zip(node.arguments, abstract, strict=True))
    return entry(Head(f"{node.operation.name}{node.data!r}<{said_of}>", "truth", abstract, idempotent=True), *free)


def _all(forms: tuple[Form, ...]) -> Form:
    result = constant(1)
    for form in forms:
        result = result * form
    return result


def _not(form: Form) -> Form:
    return constant(1) - form


EQUAL = Operation(
    "equal",
    _related,
    _equal_form,
    lambda c, n: c.equal(*map(c.value, n.arguments)),
    "{0:6} = {1:6}",
    "{0:6} = {1:6}",
    5,
    "definition",
    laws=lambda n: (n,),
)
UNEQUAL = Operation(
    "unequal",
    _related,
    lambda n, f: _not(_equal_form(n, f)),
    lambda c, n: not c.equal(*map(c.value, n.arguments)),
    "{0:6} \\ne {1:6}",
    "{0:6} ≠ {1:6}",
    5,
    "definition",
)
LESS = Operation(
    "less",
    _compared,
    _less_form,
    lambda c, n: c.less(*map(c.value, n.arguments)),
    "{0:6} < {1:6}",
    "{0:6} < {1:6}",
    5,
    "definition",
)
AT_MOST = Operation(
    "at_most",
    _compared,
    _at_most_form,
    lambda c, n: not c.less(*map(c.value, n.arguments[::-1])),
    "{0:6} \\le {1:6}",
    "{0:6} ≤ {1:6}",
    5,
    "definition",
)
AND = Operation(
    "and",
    _combined,
    lambda n, f: _all(f),
    lambda c, n: all(map(c.value, n.arguments)),
    " \\land ",
    " and ",
    3,
    "definition",
    laws=lambda n: n.arguments,  # type: ignore[arg-type,return-value]
    defined=True,
)
OR = Operation(
    "or",
    _combined,
    lambda n, f: _not(_all(tuple(map(_not, f)))),
    lambda c, n: any(map(c.value, n.arguments)),
    " \\lor ",
    " or ",
    3,
    "definition",
)
NOT = Operation(
    "not",
    _combined,
    lambda n, f: _not(f[0]),
    lambda c, n: not c.value(n.arguments[0]),
    "\\neg {0:4}",
    "not {0:4}",
    4,
    "definition",
)
IMPLIES = Operation(
    "implies",
    _combined,
    lambda n, f: _not(f[0] * _not(f[1])),
    lambda c, n: not c.value(n.arguments[0]) or c.value(n.arguments[1]),
    "{0:3} \\;\\Longrightarrow\\; {1:3}",
    "{0:3} ⟹ {1:3}",
    2,
    "definition",
)
IFF = Operation(
    "iff",
    _combined,
    lambda n, f: (f[0] * f[1]) + _not(f[0]) * _not(f[1]),
    lambda c, n: c.value(n.arguments[0]) == c.value(n.arguments[1]),
    "{0:3} \\;\\Longleftrightarrow\\; {1:3}",
    "{0:3} ⟺ {1:3}",
    2,
    "definition",
    laws=lambda n: (IMPLIES(*n.arguments), IMPLIES(*n.arguments[::-1])),
    defined=True,
)
FORALL = Operation(
    "forall",
    _for_all_shape,
    opaque,
    lambda c, n: c.for_all(n.data, n.arguments[0]),
    "\\forall {letters}\\colon\\; {0:2}",
    "for all {letters}: {0:2}",
    2,
    "definition",
    binds=True,
)
ROWS = (EQUAL, UNEQUAL, LESS, AT_MOST, AND, OR, NOT, IMPLIES, IFF, FORALL)
