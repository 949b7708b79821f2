"""rank(X) = d, where X has d columns, supposes that X has full column rank."""

from __future__ import annotations

from functools import partial

from derivations.kernel.expression import Apply
from derivations.operations.algebra import SIZE
from derivations.operations.determinants import RANK
from derivations.operations.logic import EQUAL
from derivations.operations.properties import FULL_COLUMN_RANK, FULL_ROW_RANK
from derivations.reading.links import Link
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis
from derivations.reading.values import UNBUILT


def ranked(state: State, link: Link) -> None:
    """What an equation about a rank means for the columns and rows, where it is supposed."""
    try:
        said = _full(link.states()) if link.states is not None else ()
    except UNBUILT:
        return
    for one in said:
        build = partial(_itself, one)
        passing = link.solving is not None and link.solving.passing
        state._suppose(Hypothesis(build, link.used, link.span.text, link.span), passing)


def _itself(statement: Apply) -> Apply:
    return statement


def _full(statement: Apply) -> tuple[Apply, ...]:
    """That the columns, and that the rows, are independent, where a rank is their number."""
    if statement.operation is not EQUAL:
        return ()
    rank, number = statement.arguments
    if isinstance(number, Apply) and number.operation is RANK:
        rank, number = number, rank
    if not (isinstance(rank, Apply) and rank.operation is RANK and isinstance(number, Apply)):
        return ()
    (matrix,) = rank.arguments
    size = number.data[0] if number.operation is SIZE else None
    columns = (FULL_COLUMN_RANK(matrix),) if size == matrix.shape[1] else ()
    return (*columns, FULL_ROW_RANK(matrix)) if size == matrix.shape[0] else columns
