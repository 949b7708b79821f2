"""All identities of the bench, by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.identities import estimation, inverses, kronecker, projections, scalars, schur
from tests.bench.identities.letters import Identity

CHAPTERS = (
    inverses.inverses,
    schur.schur,
    estimation.estimation,
    projections.projections,
    scalars.scalars_of_matrices,
    kronecker.kronecker,
)


def identities() -> Iterator[Identity]:
    """Every identity, chapter by chapter."""
    for chapter in CHAPTERS:
        yield from chapter()
