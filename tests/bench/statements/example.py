"""An example."""

from __future__ import annotations

from derivations.writing import equal, gradient, matrix, vector
from tests.bench.pairs import Pair

A, x = matrix("A", "n", "n"), vector("x", "n")
PAIRS = [
    Pair(
        "gradient of a quadratic form",
        "Magnus & Neudecker, 9.9",
        equal(gradient(x.T * A * x, x), (A + A.T) * x),
        equal(gradient(x.T * A * x, x), 2 * A * x),
    ),
]
