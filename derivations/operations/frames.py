"""Frames: the coordinates in which a block matrix or a Kronecker product is written.

The members E_1, …, E_k of a frame satisfy E_i'E_j = δ_ij I and Σ E_i E_i' = I. Blocks of rows have one
member each; a Kronecker product has one member of two inner indices, a pair of positions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from derivations.kernel.expression import ONE, Size
from derivations.kernel.form import Factor, Form, Head, product
from derivations.operations.forms import entry, joined


@dataclass(frozen=True)
class Frame:
    """Members by the sizes of their inner indices; `total` is what those sizes add up to."""

    name: str
    members: tuple[tuple[Size, ...], ...]
    total: Size

    def head(self, k: int) -> Head:
        """The member k as a head; its indices are the row, then the inner ones whose size is not 1."""
        return Head(f"{self.name}.{k}", "frame", meets=self.simplified)

    def at(self, k: int, row: str, *inner: str) -> Form:
        """An entry of the member k."""
        return entry(self.head(k), row, *inner)

    def _inner(self, k: int) -> list[Size]:
        return [size for size in self.members[k] if size != ONE]

    def simplified(self, factors: list[Factor]) -> Form | None:
        """The product after one use of the two laws, or None where neither applies."""
        heads = {self.head(k): k for k in range(len(self.members))}
        mine = [(place, heads[head], idx) for place, (head, idx) in enumerate(factors) if head in heads]
        often = Counter(i for _, idx in factors for i in idx)
        for (p, k, first), (q, j, second) in combinations(mine, 2):
            others = [factor for place, factor in enumerate(factors) if place not in (p, q)]
            row = first[0]
            if row == second[0] and (row[0] == "~" and often[row] == 2):
                pairs = zip(first[1:], second[1:], self._inner(k), strict=True) if k == j else ()
                return Form({}) if k != j else joined(others, list(pairs))
            inner = all(i[0] == "~" and often[i] == 2 for i in first[1:])
            if k == j == len(self.members) - 1 and first[1:] == second[1:] and inner:
                return self._completed(others, first[0], second[0])
        return None

    def _completed(self, others: list[Factor], r: str, s: str) -> Form:
        """The last member times its transpose: δ less the same of the other members."""
        total = joined(others, [(r, s, self.total)])
        used = {i for _, idx in others for i in idx} | {r, s}
        fresh = [f"~{n}" for n in range(10_000, 10_008) if f"~{n}" not in used]
        for k in range(len(self.members) - 1):
            inner = tuple(fresh[: len(self._inner(k))])
            total = total - product((), [*others, (self.head(k), (r, *inner)), (self.head(k), (s, *inner))])
        return total


def parts(sizes: tuple[Size, ...]) -> Frame:
    """The frame of consecutive blocks of the given sizes."""
    total = sum(sizes[1:], sizes[0])
    return Frame(f"part[{'|'.join(map(str, sizes))}]", tuple((size,) for size in sizes), total)


def pair(outer: Size, inner: Size) -> Frame:
    """The frame of pairs of positions, in the order of a Kronecker product."""
    return Frame(f"pair[{outer}|{inner}]", ((outer, inner),), outer * inner)


def frame_of(head: Head) -> Frame | None:
    """The frame of which a head is a member."""
    owner = getattr(head.meets, "__self__", None)
    return owner if isinstance(owner, Frame) else None
