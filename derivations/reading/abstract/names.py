"""Letters that stand for functions and losses when nothing gives them a formula."""

from __future__ import annotations

CALLIGRAPHIC = frozenset(f"\\mathcal{{{letter}}}" for letter in "LJECFR")
LOSSES = frozenset({"L", "ell", "J", "E", "C", "F", "f", "loss", "Loss", "cost", "Cost"}) | CALLIGRAPHIC
ACTIVATIONS = frozenset({"phi", "varphi", "psi", "sigma", "rho"})
FUNCTIONS = frozenset({"f", "g", "h", "F", "G", "J", "L", "ell", "Phi"}) | ACTIVATIONS | CALLIGRAPHIC
ENTRYWISE = frozenset(
    {"activation", "activations", "nonlinearity", "nonlinearities", "elementwise", "entrywise", "pointwise"}
    | {"componentwise", "coordinatewise", "element", "entry", "component", "coordinate"}
)
FEATURES = frozenset({"feature", "features", "kernel", "kernels", "embedding", "encoder"})


MARGINS = frozenset({"slack", "slacks", "margin", "margins", "svm", "svms", "hinge", "soft-margin"})


def is_coefficient(name: str, words: frozenset[str]) -> bool:
    """Whether a letter for losses is the constant before a sum of slacks, in a text on margins."""
    return name == "C" and bool(words & MARGINS)


def bare(name: str) -> str:
    """A name without accents and scripts; the letter in a calligraphic font stays in it."""
    return name.split("^")[0].split("_")[0].split(" ")[-1].rstrip("'")
