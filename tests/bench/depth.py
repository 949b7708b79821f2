"""Nested Woodbury steps: the inverse of a matrix after several updates, one update at a time."""

from __future__ import annotations

from pathlib import Path

from derivations.claim import Claim
from derivations.kernel.expression import Expression
from derivations.writing import equal, identity, invertible, matrix


def nested(depth: int) -> Claim:
    """(A + U₁V₁ + … + U_dV_d)⁻¹ as A⁻¹ less one correction for each update, each with the inverse before it."""
    before: Expression = matrix("A", "n", "n")
    hypotheses = [invertible(before)]
    value: Expression = before.inv
    for k in range(1, depth + 1):
        u, v = matrix(f"U{k}", "n", f"k{k}"), matrix(f"V{k}", f"k{k}", "n")
        core = identity(f"k{k}") + v * before.inv * u
        value = value - before.inv * u * core.inv * v * before.inv
        before = before + u * v
        hypotheses += [invertible(core), invertible(before)]
    return Claim(tuple(hypotheses), equal(before.inv, value))


def plotted(rows: list[tuple[int, str, float]], path: Path) -> None:
    """The time against the depth, as a picture."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 3.2), layout="constrained")
    axes.plot([depth for depth, _, _ in rows], [1000 * seconds for _, _, seconds in rows], marker="o")
    axes.set(xlabel="nested Woodbury steps", ylabel="milliseconds", xticks=[depth for depth, _, _ in rows])
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)
