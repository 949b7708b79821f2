"""What a formula says by being written: that an inverse exists, or that a name stands for several letters."""

from __future__ import annotations

import re

from derivations.kernel.expression import Apply
from derivations.operations import algebra, logic, properties
from derivations.operations.notation import lift
from derivations.reading.events import name_of
from derivations.reading.links import Link
from derivations.reading.playing.targets import squared
from derivations.reading.scope import Hypothesis, Scope
from derivations.reading.syntax import Group, head_of
from derivations.reading.values import Value

_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|unless|provided|suppos\w*|assum\w*|case|once|only|general|arbitrary|any|singular|invertible)\b"
)


def is_free(cue: str) -> bool:
    """Whether no words around a formula suppose that something is invertible, or speak of what need not be."""
    return _SUPPOSED.search(cue) is None


def invertible(value: Value, link: Link) -> Hypothesis:
    """That a matrix is invertible, since its inverse stands in a link."""

    def build() -> Apply:
        matrix = value.build()
        return logic.UNEQUAL(matrix, lift(0)) if matrix.shape == algebra.SCALAR else properties.INVERTIBLE(matrix)

    return Hypothesis(build, link.used, f"{value.span.text} is invertible", link.span, implied=True)


def collects(scope: Scope, name: str, link: Link) -> bool:
    """Whether a new name stands for a set of letters, as θ = {W, b} does: that says nothing of these."""
    listed, _, _ = head_of(link.right_node) if link.right_node is not None else (None, (), ())
    known = scope.find(name)
    free = name not in scope.defined and (known is None or known.origin != "stated")
    if not free or not isinstance(listed, Group) or listed.opening not in ("\\{", "\\lbrace"):
        return False
    return len(listed.items) > 1 and all(name_of(item) or squared(item) for item in listed.items)
