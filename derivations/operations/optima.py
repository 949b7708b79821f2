"""What is said of minima and maxima: points where they are attained, convexity, objectives with the same optima."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derivations.kernel.check import conditions
from derivations.kernel.expression import (
    TRUTH,
    Apply,
    Expression,
    Operation,
    Shape,
    ShapeError,
    Symbol,
    free,
    substitute,
    written,
)
from derivations.operations.algebra import SCALAR
from derivations.operations.binders import of_every_term
from derivations.operations.data import check_letters
from derivations.operations.logic import AND, AT_MOST, FORALL, IFF, IMPLIES, LESS, OR, UNEQUAL, opaque

SOURCE = "Boyd & Vandenberghe, Convex Optimization (2004), 4.1"
CONVEXITY = "Boyd & Vandenberghe, Convex Optimization (2004), 3.1.1"


def letters(node: Apply) -> tuple[Symbol, ...]:
    """What an objective is optimised over."""
    return tuple(item for item in node.data if isinstance(item, Symbol))


def objective(node: Apply) -> Expression:
    """What is optimised."""
    return node.arguments[0]


def constraint(node: Apply) -> Apply | None:
    """The constraint of an optimum, if it has one."""
    second = node.arguments[1] if len(node.arguments) > 1 else None
    return second if isinstance(second, Apply) and second.shape == TRUTH else None


def point(node: Apply) -> dict[Symbol, Expression]:
    """The values of the letters at the optimum."""
    values = node.arguments[2:] if constraint(node) is not None else node.arguments[1:]
    return dict(zip(letters(node), values, strict=True))


def _check_objective(node: Apply) -> None:
    value = objective(node)
    if value.shape != SCALAR:
        raise ShapeError(f"what is optimised is a scalar; {value} is {written(value.shape)}")


def _optimum_shape(node: Apply) -> Shape:
    _check_objective(node)
    check_letters(node, node.data)
    given = node.arguments[2:] if constraint(node) is not None else node.arguments[1:]
    if len(given) != len(letters(node)):
        raise ShapeError(f"an optimum over {len(letters(node))} letters has as many values, not {len(given)}")
    for letter, value in point(node).items():
        if letter.shape != value.shape:
            raise ShapeError(f"{letter} is {written(letter.shape)}, its value {value} is {written(value.shape)}")
        if set(letters(node)) & free(value):
            raise ShapeError(f"the value {value} depends on what is optimised over; give that another name")
    return TRUTH


def _laws(
    better: Callable[[Expression, Expression, Operation], Apply], *, strict: bool
) -> Callable[..., tuple[Apply, ...]]:
    def laws(node: Apply) -> tuple[Apply, ...]:
        values, condition = point(node), constraint(node)
        here = substitute(objective(node), values)
        body = better(here, objective(node), LESS if strict else AT_MOST)
        if strict:
            apart = [UNEQUAL(letter, value) for letter, value in values.items()]
            body = IMPLIES(apart[0] if len(apart) == 1 else OR(*apart), body)
        everywhere = FORALL(body if condition is None else IMPLIES(condition, body), data=letters(node))
        if condition is None:
            return (everywhere,)
        feasible = substitute(condition, values)
        return (everywhere, feasible) if isinstance(feasible, Apply) else (everywhere,)

    return laws


def _optimum_domain(node: Apply) -> tuple[Apply, ...]:
    """The objective exists wherever the constraint holds, the constraint everywhere, the point once."""
    condition, over = constraint(node), letters(node)
    owed: list[Apply] = []
    for c in conditions(objective(node)):
        body = c if condition is None else IMPLIES(condition, c)
        owed.append(FORALL(body, data=over) if free(c) & set(over) else c)
    if condition is not None:
        owed += [FORALL(c, data=over) if free(c) & set(over) else c for c in conditions(condition)]
    return (*owed, *(c for value in point(node).values() for c in conditions(value)))


def _less(here: Expression, there: Expression, sign: Operation) -> Apply:
    return sign(here, there)


def _more(here: Expression, there: Expression, sign: Operation) -> Apply:
    return sign(there, here)


def _optimum(name: str, better: Callable[[Expression, Expression, Operation], Apply], *, strict: bool) -> Operation:
    return Operation(
        name,
        _optimum_shape,
        opaque,
        lambda c, n: c.is_optimum(n),
        "",
        "",
        5,
        SOURCE,
        laws=_laws(better, strict=strict),
        domain=_optimum_domain,
        defined=True,
        binds=True,
    )


def _scalar_over(node: Apply) -> Shape:
    check_letters(node, letters(node))
    for value in node.arguments:
        if value.shape != SCALAR:
            raise ShapeError(f"{node.operation.name} is said of scalars; {value} is {written(value.shape)}")
    if not letters(node):
        raise ShapeError(f"{node.operation.name} needs the letter that varies")
    return TRUTH


def _convex_shape(node: Apply) -> Shape:
    check_letters(node, node.data)
    if len(node.data) != 1:
        raise ShapeError(f"{node.operation.name} is said in one letter, not in {len(node.data)}")
    return _scalar_over(node)


def _same_shape(node: Apply) -> Shape:
    said = [item for item in node.data if not isinstance(item, Symbol)]
    if len(said) != 2 or len(node.arguments) != 2 or not set(said) <= {"min", "max"}:
        raise ShapeError(f"two objectives are each minimised or maximised, not {said}")
    return _scalar_over(node)


def fresh(letter: Symbol, taken: Iterable[str], mark: str) -> Symbol:
    """A letter of the same shape with a name that is not taken."""
    name, used = f"{letter.name}{mark}", set(taken)
    while name in used:
        name += "'"
    return Symbol(name, letter.rows, letter.columns)


def between(node: Apply, x: Expression, y: Expression, share: Expression) -> tuple[Expression, Expression]:
    """f at a point between x and y, and that share of the values at the ends."""
    (letter,), f = letters(node), objective(node)
    rest = 1 - share
    middle = substitute(f, {letter: share * x + rest * y})
    return middle, share * substitute(f, {letter: x}) + rest * substitute(f, {letter: y})


def _convex_laws(*, strict: bool) -> Callable[[Apply], tuple[Apply, ...]]:
    def laws(node: Apply) -> tuple[Apply, ...]:
        (letter,) = letters(node)
        names = {item.name for item in free(objective(node))} | {letter.name}
        x, y = fresh(letter, names, "_1"), fresh(letter, names, "_2")
        share = fresh(Symbol("theta"), names, "")
        zero, one = share.notation.lift(0), share.notation.lift(1)
        middle, ends = between(node, x, y, share)
        sign = LESS if strict else AT_MOST
        inside = AND(sign(zero, share), sign(share, one), *([UNEQUAL(x, y)] if strict else []))
        return (FORALL(IMPLIES(inside, sign(middle, ends)), data=(x, y, share)),)

    return laws


def _convex(name: str, *, strict: bool) -> Operation:
    return Operation(
        name,
        _convex_shape,
        opaque,
        lambda c, n: c.is_convex(n),
        f"{{0:6}} \\text{{{{ is {name} in }}}} {{letters}}",
        f"{{0:6}} is {name} in {{letters}}",
        5,
        CONVEXITY,
        laws=_convex_laws(strict=strict),
        domain=of_every_term,
        defined=True,
        binds=True,
    )


def _same_laws(node: Apply) -> tuple[Apply, ...]:
    f, g = node.arguments
    names = {item.name for value in node.arguments for item in free(value)} | {x.name for x in letters(node)}
    points = tuple(fresh(letter, names, "_*") for letter in letters(node))
    first, second = (OPTIMUM[sense] for sense in senses(node))
    both = IFF(first(f, *points, data=letters(node)), second(g, *points, data=letters(node)))
    return (FORALL(both, data=points),)


def senses(node: Apply) -> tuple[str, str]:
    """Whether the two objectives are minimised or maximised."""
    first, second = (item for item in node.data if isinstance(item, str))
    return first, second


MINIMISER = _optimum("minimiser", _less, strict=False)
MAXIMISER = _optimum("maximiser", _more, strict=False)
UNIQUE_MINIMISER = _optimum("unique_minimiser", _less, strict=True)
UNIQUE_MAXIMISER = _optimum("unique_maximiser", _more, strict=True)
OPTIMUM = {"min": MINIMISER, "max": MAXIMISER}
UNIQUE = {"min": UNIQUE_MINIMISER, "max": UNIQUE_MAXIMISER}
LOCAL_MINIMISER, LOCAL_MAXIMISER = (
    Operation(
        f"local_{word}",
        _optimum_shape,
        opaque,
        lambda c, n: c.is_local_optimum(n),
        "",
        "",
        5,
        SOURCE,
        domain=_optimum_domain,
        binds=True,
    )
    for word in ("minimiser", "maximiser")
)
LOCAL = {"min": LOCAL_MINIMISER, "max": LOCAL_MAXIMISER}
CONVEX = _convex("convex", strict=False)
STRICTLY_CONVEX = _convex("strictly convex", strict=True)
SAME_OPTIMA = Operation(
    "same_optima",
    _same_shape,
    opaque,
    lambda c, n: c.same_optima(n),
    "",
    "",
    5,
    SOURCE,
    laws=_same_laws,
    domain=of_every_term,
    defined=True,
    binds=True,
)
ROWS = (
    MINIMISER,
    MAXIMISER,
    UNIQUE_MINIMISER,
    UNIQUE_MAXIMISER,
    LOCAL_MINIMISER,
    LOCAL_MAXIMISER,
    CONVEX,
    STRICTLY_CONVEX,
    SAME_OPTIMA,
)
