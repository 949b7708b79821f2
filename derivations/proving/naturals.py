"""Why a number is natural: it is a literal or a size, or a sum or product of natural numbers."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, is_known
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.operations.notation import plus, times
from derivations.operations.powers import NATURAL
from derivations.operations.sums import shortened
from derivations.proving.lines import by


def natural(facts: tuple[Apply, ...], goal: Apply, depth: int = 2) -> list[Line] | None:
    """Lines that end in the goal; empty when it is known, None when none were found."""
    if is_known(goal, facts):
        return []
    (value,) = goal.arguments
    with suppress(ShapeError):
        return [by("natural literal", value)]
    short = shortened(value)
    if short != value:
        found = natural(facts, NATURAL(short), depth)
        return None if found is None else [*found, Line(goal, "known")]
    return _in_parts(facts, value, depth) or _beyond(facts, goal, depth)


def _in_parts(facts: tuple[Apply, ...], value: Expression, depth: int) -> list[Line] | None:
    """Of a sum or product of natural numbers."""
    parts = value.arguments if isinstance(value, Apply) and value.operation.name in ("add", "product", "scale") else ()
    if not isinstance(value, Apply) or len(parts) < 2:
        return None
    build, rule = (plus, "sum") if value.operation.name == "add" else (times, "product")
    rest: Expression = parts[1]
    for part in parts[2:]:
        rest = build(rest, part)
    found = [natural(facts, NATURAL(part), 0) for part in (parts[0], rest)]
    if None in found:
        return None
    return [*(line for lines in found for line in lines or ()), by(f"{rule} of natural numbers", parts[0], rest)]


def _beyond(facts: tuple[Apply, ...], goal: Apply, depth: int) -> list[Line] | None:
    """A known natural number and another one: n − k, where n − k − 1 is natural."""
    for fact in facts if depth else ():
        if fact.operation is NATURAL and isinstance(fact.arguments[0], Apply):
            rest = shortened(goal.arguments[0] - fact.arguments[0])
            found = natural(facts, NATURAL(rest), depth - 1)
            if found is not None:
                return [*found, by("sum of natural numbers", fact.arguments[0], rest), Line(goal, "known")]
    return None
