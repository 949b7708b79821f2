"""Statements about reals, by the solver."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivations import oracle
from derivations.clock import left
from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Index, free
from derivations.proving.facts import at_places, usable
from derivations.proving.lines import Facts, Lines


@dataclass(frozen=True)
class Reals:
    """Asks the solver, each question once."""

    _answers: dict[tuple[Facts, Apply], bool] = field(default_factory=dict)

    def prove(self, facts: Facts, goal: Apply) -> Lines:
        """A statement about reals, from facts about reals and what others say of the places in it."""
        places = list(at_places(facts, (i for i in free(goal) if isinstance(i, Index))))
        if not self._solved(facts, places, goal):
            return None
        return [*places, Line(goal, "smt")]

    def _solved(self, facts: Facts, places: list[Line], goal: Apply) -> bool:
        """Whether the solver derives a statement from facts and from what they say at some places."""
        known = (*facts, *(line.proposition for line in places))
        relevant = tuple(f for f in known if usable(f))
        parts = {part for f in relevant if f.operation.name in ("implies", "iff") for part in f.arguments}
        relevant += tuple(f for f in known if f in parts and f not in relevant)
        key = (relevant, goal)
        if key not in self._answers and left() <= 0:
            return False
        if key not in self._answers:
            self._answers[key] = oracle.unsatisfiable(relevant, goal)
        return self._answers[key]
