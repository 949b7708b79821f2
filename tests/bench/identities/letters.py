"""Letters that the identities share, and what one identity is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, Size
from derivations.operations.notation import zero
from derivations.writing import identity, matrix, scalar, vector


@dataclass(frozen=True)
class Identity:
    """A claim with a name, a chapter and a source."""

    name: str
    chapter: str
    source: str
    claim: Claim


A, B, C, D, S = (matrix(name, "n", "n") for name in "ABCDS")
U, V = matrix("U", "n", "k"), matrix("V", "k", "n")
K = matrix("K", "k", "k")
X, Y, Z, G, H = (
    matrix("X", "n", "d"),
    matrix("Y", "d", "n"),
    matrix("Z", "n", "m"),
    matrix("G", "d", "m"),
    matrix("H", "m", "n"),
)
R, Q, M = matrix("R", "m", "m"), matrix("Q", "d", "d"), matrix("M", "d", "d")
u, v, x, y, e = (vector(name, "n") for name in "uvxye")
b, w, z = vector("b", "d"), vector("w", "d"), vector("z", "m")
a, c, s, t = scalar("a"), scalar("c"), scalar("s"), scalar("t")
lam = scalar("lambda")
I_n, I_d, I_k, I_m = (identity(size) for size in "ndkm")
O_nn, O_nm, O_mn, O_mm = (zero(Size.of(r), Size.of(q)) for r, q in ("nn", "nm", "mn", "mm"))


def named(chapter: str, source: str, claims: dict[str, tuple[Apply, ...]]) -> Iterator[Identity]:
    """The identities of a chapter: name, then the conclusion and its hypotheses."""
    for name, (conclusion, *hypotheses) in claims.items():
        yield Identity(name, chapter, source, Claim(tuple(hypotheses), conclusion))


def hat(value: Expression) -> Expression:
    """The projection onto the columns of a matrix of full column rank."""
    return value * (value.T * value).inv * value.T
