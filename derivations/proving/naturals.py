"""Why a number is natural: it is a literal or a size, or a sum or product of natural numbers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.kernel.form import Form, index_form
from derivations.operations.notation import plus, times
from derivations.operations.powers import NATURAL
from derivations.operations.sums import shortened
from derivations.proving.lines import by

DEPTH = 2  # how many known natural numbers are taken away from one


def natural(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """Lines that end in the goal; empty when it is known, None when none were found."""
    known = {index_form(fact.arguments[0]): fact for fact in facts if fact.operation is NATURAL}
    return _Search(known).lines(goal, DEPTH)


@dataclass(frozen=True)
class _Search:
    """Among facts that say what is natural, by the numbers that they say it of."""

    facts: dict[Form, Apply]
    _failed: set[tuple[Form, int]] = field(default_factory=set)

    def lines(self, goal: Apply, depth: int) -> list[Line] | None:
        """Lines that end in the goal, where that many facts may be taken away."""
        (value,) = goal.arguments
        tried = (index_form(value), depth)
        if tried[0] in self.facts:
            return []
        if tried in self._failed:
            return None
        with suppress(ShapeError):
            return [by("natural literal", value)]
        short = shortened(value)
        if short != value:
            found = self.lines(NATURAL(short), depth)
            return None if found is None else [*found, Line(goal, "known")]
        found = self._in_parts(value) or self._beyond(goal, depth)
        if found is None:
            self._failed.add(tried)
        return found

    def _in_parts(self, value: Expression) -> list[Line] | None:
        """Of a sum or product of natural numbers."""
        inside = isinstance(value, Apply) and value.operation.name in ("add", "product", "scale")
        parts = value.arguments if isinstance(value, Apply) and inside else ()
        if not isinstance(value, Apply) or len(parts) < 2:
            return None
        build, rule = (plus, "sum") if value.operation.name == "add" else (times, "product")
        rest: Expression = parts[1]
        for part in parts[2:]:
            rest = build(rest, part)
        found = [self.lines(NATURAL(part), 0) for part in (parts[0], rest)]
        if None in found:
            return None
        return [*(line for lines in found for line in lines or ()), by(f"{rule} of natural numbers", parts[0], rest)]

    def _beyond(self, goal: Apply, depth: int) -> list[Line] | None:
        """A known natural number and another one: n − k, where n − k − 1 is natural."""
        for fact in self.facts.values() if depth else ():
            if isinstance(fact.arguments[0], Apply):
                rest = shortened(goal.arguments[0] - fact.arguments[0])
                found = self.lines(NATURAL(rest), depth - 1)
                if found is not None:
                    return [*found, by("sum of natural numbers", fact.arguments[0], rest), Line(goal, "known")]
        return None
