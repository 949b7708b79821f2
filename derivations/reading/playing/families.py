"""Families of laws by name, with their means and variances.

Source: Johnson, Kotz, Kemp, Univariate Discrete Distributions, 3rd ed. (2005); Johnson, Kotz, Balakrishnan,
Continuous Univariate Distributions, 2nd ed. (1994). Gamma and geometric laws have two conventions each: not read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from derivations.kernel.expression import Apply, Expression
from derivations.operations.logic import AT_MOST, LESS
from derivations.operations.notation import lift
from derivations.reading.names import symbol_name
from derivations.reading.syntax import Beside, Group, Letter, Node, Word

Moments = Callable[..., tuple[Expression, Expression]]
Conditions = Callable[..., tuple[Apply, ...]]


@dataclass(frozen=True)
class Family:
    """The mean and variance from the parameters, and what these must be like."""

    parameters: int
    moments: Moments
    conditions: Conditions


def _beta(a: Expression, b: Expression) -> tuple[Expression, Expression]:
    return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))


def _chance(p: Expression) -> tuple[Apply, ...]:
    return AT_MOST(lift(0), p), AT_MOST(p, lift(1))


BERNOULLI = Family(1, lambda p: (p, p * (1 - p)), _chance)
BINOMIAL = Family(2, lambda n, p: (n * p, n * p * (1 - p)), lambda n, p: (AT_MOST(lift(0), n), *_chance(p)))
POISSON = Family(1, lambda rate: (rate, rate), lambda rate: (LESS(lift(0), rate),))
EXPONENTIAL = Family(1, lambda rate: (1 / rate, 1 / rate**2), lambda rate: (LESS(lift(0), rate),))
UNIFORM = Family(2, lambda a, b: ((a + b) / 2, Fraction(1, 12) * (b - a) ** 2), lambda a, b: (LESS(a, b),))
BETA = Family(2, _beta, lambda a, b: (LESS(lift(0), a), LESS(lift(0), b)))
FAMILIES = {
    **dict.fromkeys(("Bernoulli", "Bern", "Ber"), BERNOULLI),
    **dict.fromkeys(("Binomial", "Binom", "Bin"), BINOMIAL),
    **dict.fromkeys(("Poisson", "Poi", "Pois"), POISSON),
    **dict.fromkeys(("Exponential", "Exp"), EXPONENTIAL),
    **dict.fromkeys(("Uniform", "Unif", "\\mathcal{U}", "U"), UNIFORM),
    "Beta": BETA,
}


def family(node: Node) -> tuple[Family, Group] | None:
    """The family and the parameters of Beta(a, b) and its like; None for anything else."""
    items = node.items if isinstance(node, Beside) else ()
    if len(items) != 2 or not isinstance(items[1], Group) or items[1].bar:
        return None
    head = items[0]
    name = symbol_name(head) if isinstance(head, Letter) else head.name if isinstance(head, Word) else ""
    found = FAMILIES.get(name)
    return (found, items[1]) if found is not None and len(items[1].items) == found.parameters else None
