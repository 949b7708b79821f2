"""Which of the random letters of a mean are independent of each other, from what was said of pairs and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from derivations.operations.probability import Law
from derivations.reading.scope import Independence
from derivations.reading.source import Unread

APART = frozenset({"independent", "independently", "independence", "iid", "noise", "prior"})


def grouped(
    laws: Sequence[Law], independent: Sequence[Independence], loners: frozenset[str], words: frozenset[str]
) -> list[Law]:
    """The laws with marks that say which of their letters may hang together.

    Letters whose moments a document gives one by one hang together when no word of it speaks of independence.
    """
    names = {law.letter.name for law in laws}
    known = {law.letter.name for law in laws if law.mean is not None or law.rows is not None}
    single = names & loners if names - known else names & (known if APART & words else loners)
    blocks = [frozenset({name}) for name in sorted(single)]
    blocks += split(frozenset(names - single), independent)
    group = {name: "+".join(sorted(block)) for block in blocks for name in block if len(block) > 1}
    return [replace(law, group=group.get(law.letter.name, "")) for law in laws]


def split(names: frozenset[str], independent: Sequence[Independence]) -> list[frozenset[str]]:
    """A set of letters in parts that are independent of each other.

    A statement splits a part that it speaks of as a whole: X ⊥ Y and X ⊥ Z do not say that X ⊥ (Y, Z).
    """
    blocks = [names] if names else []
    for _ in independent:
        for one in independent:
            covered = frozenset().union(*one.sets)
            parts = [[s & block for s in one.sets if s & block] if block <= covered else [block] for block in blocks]
            blocks = [piece for part in parts for piece in part]
    for one in independent:
        for first, second in combinations(one.sets, 2):
            if any(block & first and block & second for block in blocks):
                raise Unread("independence of some letters is known here, and not of all of them together")
    return blocks
