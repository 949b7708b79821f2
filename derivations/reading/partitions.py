"""Partitions: Σ = (Σ_aa, Σ_ab; Σ_ba, Σ_bb) makes its cells blocks with names of their own, not entries of Σ at a, b."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from derivations.reading.events import Blocks, Claimed, Event
from derivations.reading.grids import MATRICES
from derivations.reading.names import index_terms, symbol_name, with_scripts
from derivations.reading.names import plain as name_in
from derivations.reading.parsing.parser import parsed
from derivations.reading.rows import Chain, span_of
from derivations.reading.scope import Scope
from derivations.reading.sizes import ONE, Dim, Unknown
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Grid, Letter, Scripts
from derivations.reading.vocabulary import PARTED

_TAKEN = "the cells of {0} are taken to be blocks of it, of sizes that nothing says"
_RUNNING = frozenset("ijklmnt")  # x_i, x_j are entries


def partitions(events: Iterable[Event], words: frozenset[str]) -> list[Blocks]:
    """The partitions that formulas write out; those of columns where there is one of a matrix, or words say so."""
    claimed = [event for event in events if isinstance(event, Claimed)]
    said = {event.display for event in claimed if PARTED & set(re.findall(r"[a-z]+", event.cue))} - {-1}
    every = [(_partition(chain), event.display in said) for event in claimed for chain in event.statement.chains]
    found = [replace(blocks, said=words_say) for blocks, words_say in every if blocks is not None]
    sure = bool(words & PARTED) or any(len(blocks.labels[0]) > 1 for blocks in found)
    return [blocks for blocks in found if sure and (words & PARTED or not _numbered(blocks))]


def _numbered(blocks: Blocks) -> bool:
    """Whether its cells have numbers, as entries have."""
    return any(letter.isdigit() for row in blocks.labels for label in row for letter in label)


def _partition(chain: Chain) -> Blocks | None:
    """What `X = (X_a; X_b)` parts, if it is of that form."""
    if len(chain.values) != 2 or not all(chain.values):
        return None
    with suppress(Unread):
        whole, grid = (parsed(value) for value in map(_bare, chain.values))
        if isinstance(whole, Letter) and isinstance(grid, Grid) and grid.environment in MATRICES:
            rows = [[_label(whole, cell) for cell in line] for line in grid.lines if line]
            labels = [[label for label in row if label is not None] for row in rows]
            if labels == rows and len(rows) > 1 and len({len(row) for row in rows}) == 1:
                return Blocks(symbol_name(whole), labels, span_of(chain.values[0]))
    return None


def _bare(value: Sequence[Token]) -> Sequence[Token]:
    return value[:-1] if value[-1].text in (",", ".", ";") else value


def _label(whole: Letter, cell: Sequence[Token]) -> str | None:
    """The index of a cell that is the whole's letter with one."""
    node = parsed(cell) if cell else None
    if not isinstance(node, Scripts) or node.sups or node.primes or not isinstance(node.base, Letter):
        return None
    terms = index_terms(node.sub)
    if symbol_name(node.base) != symbol_name(whole) or terms is None or set(terms) & _RUNNING:
        return None
    return name_in(node.sub)


def play(scope: Scope, event: Blocks) -> None:
    """Make the cells of a partition letters of their own; what is called by two labels has a size for each."""
    sizes: dict[str, Dim] = {}

    def size(label: str) -> Dim:
        return sizes.setdefault(label, Dim.of(Unknown(f"{event.base}_{label}")))

    wide = len(event.labels[0]) > 1
    for row in event.labels:
        for label in row:
            name = with_scripts(event.base, label)
            if name in scope.blocks or (name in scope.letters and scope.letters[name].origin == "stated"):
                continue
            pair = [letter for letter in label if letter != ","]
            shape = (size(pair[0]), size(pair[-1]) if wide else ONE)
            scope.blocks[name] = "" if event.said else _TAKEN.format(event.base)
            scope.declare(name, shape, "inferred", event.span)
