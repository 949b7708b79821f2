"""Values reduced by the equations at hand, on their own rather than for a goal."""

from __future__ import annotations

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression
from derivations.kernel.form import TooLarge
from derivations.operations.logic import EQUAL
from derivations.proving.completion import Budget
from derivations.proving.polynomials import NotWords
from derivations.proving.search import WordSearch
from derivations.proving.sources import sources, stated


def lowest_terms(
    value: Expression, facts: tuple[Apply, ...], *, laws: bool = False
) -> tuple[Expression, list[Line]] | None:
    """A value reduced by what facts state, with lines that show it; None when it is no sum of products.

    With `laws`, also by the laws of the inverses and the like that occur in it.
    """
    same = EQUAL(value, value)
    given = sources(facts, same) if laws else stated(facts)
    try:
        return WordSearch(given, same, Budget().brief(), lambda goal: None).simplified()
    except (NotWords, TooLarge):
        return None
