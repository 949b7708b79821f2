"""Limits, orders of vanishing, and approximations in a regime. Each binds the letters that move."""

from __future__ import annotations

from derivations.kernel.check import conditions
from derivations.kernel.expression import TRUTH, Apply, Expression, Operation, Shape, ShapeError, Symbol, free, written
from derivations.operations.algebra import SCALAR
from derivations.operations.data import check_letters
from derivations.operations.logic import FORALL, IMPLIES, LESS, opaque
from derivations.operations.powers import NATURAL

SOURCE = "Rudin, Principles of Mathematical Analysis, 3rd ed., chapters 3 to 5"
PLACES = {"0+": "0^+", "oo": "\\infty", "naturals": "\\infty"}  # where a letter moves to, in LaTeX


def moving(node: Apply) -> Symbol:
    """The letter of a limit."""
    letter: Symbol = node.data[0]
    return letter


def on_the_way(node: Apply) -> Apply:
    """What holds of the letter on its way: positive, or a natural number."""
    letter = moving(node)
    return NATURAL(letter) if node.data[1] == "naturals" else LESS(letter.notation.lift(0), letter)


def _limit_shape(node: Apply) -> Shape:
    value, target = node.arguments
    check_letters(node, node.data[:1])
    if value.shape != target.shape or value.shape == TRUTH:
        raise ShapeError(f"{value} ({written(value.shape)}) cannot tend to {target} ({written(target.shape)})")
    if moving(node).shape != SCALAR or moving(node) in free(target):
        raise ShapeError(f"{moving(node)} is to be a scalar that {target} does not depend on")
    if node.data[1] not in PLACES:
        raise ShapeError(f"a limit is taken at {', '.join(PLACES)}, not at {node.data[1]}")
    return TRUTH


def _limit_domain(node: Apply) -> tuple[Apply, ...]:
    """The value exists all the way, which is more than a limit needs."""
    value, target = node.arguments
    given, letter = on_the_way(node), moving(node)
    owed = [FORALL(IMPLIES(given, c), data=(letter,)) if letter in free(c) else c for c in conditions(value)]
    return (*owed, *conditions(target))


def _order_shape(node: Apply) -> Shape:
    check_letters(node, node.data[:1])
    if moving(node).shape != SCALAR or node.arguments[0].shape == TRUTH or node.data[1] < 1:
        raise ShapeError(f"an order of vanishing is of a value, by a scalar: O({moving(node)}^{node.data[1]})")
    return TRUTH


def _approximation_domain(node: Apply) -> tuple[Apply, ...]:
    """The sides exist wherever the regime holds."""
    regime, *values = node.arguments
    owed = [*conditions(regime), *(IMPLIES(regime, c) for value in values for c in conditions(value))]
    owed.append(IMPLIES(regime, LESS(node.notation.lift(0), values[0])))  # what is small is so from above
    return tuple(FORALL(c, data=node.data) for c in owed)


def _approximation_shape(node: Apply) -> Shape:
    regime, small, *sides = node.arguments
    check_letters(node, node.data)
    if regime.shape != TRUTH or any(value.shape != SCALAR for value in (small, *sides)):
        raise ShapeError("an approximation takes a condition, what is small, and two scalars")
    return TRUTH


LIMIT = Operation(  # arguments: the value and where it tends; data: the letter and the place it moves to
    "limit",
    _limit_shape,
    opaque,
    lambda c, n: c.has_limit(n),
    "",
    "",
    5,
    SOURCE,
    domain=_limit_domain,
    binds=True,
)
ORDER = Operation(  # |value| ≤ C|t|^k near t = 0; data: the letter t and k
    "order",
    _order_shape,
    opaque,
    lambda c, n: c.vanishes_to_order(n),
    "",
    "",
    5,
    SOURCE,
    domain=lambda n: (),
    binds=True,
)
APPROXIMATION = Operation(  # left/right tends to 1, uniformly, as `small` tends to 0 where the regime holds
    "approximation",
    _approximation_shape,
    opaque,
    lambda c, n: c.approximates(n),
    "",
    "",
    5,
    "de Bruijn, Asymptotic Methods in Analysis, 1.2",
    domain=_approximation_domain,
    binds=True,
)
ROWS = (LIMIT, ORDER, APPROXIMATION)


def limit(value: Expression, target: Expression, letter: Symbol, place: str) -> Apply:
    """That a value tends to a target as a letter moves to 0 from above, to ∞, or through the natural numbers."""
    return LIMIT(value, target, data=(letter, place))
