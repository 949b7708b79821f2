"""Why a number is natural: it is a literal or a size, or a sum or product of natural numbers."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, is_known
from derivations.kernel.expression import Apply, Expression, ShapeError
from derivations.operations.notation import plus, times
from derivations.operations.powers import NATURAL
from derivations.proving.lines import by


def natural(facts: tuple[Apply, ...], goal: Apply) -> list[Line] | None:
    """Lines that end in the goal; empty when it is known, None when none were found."""
    if is_known(goal, facts):
        return []
    (value,) = goal.arguments
    with suppress(ShapeError):
        return [by("natural literal", value)]
    parts = value.arguments if isinstance(value, Apply) and value.operation.name in ("add", "product", "scale") else ()
    if not isinstance(value, Apply) or len(parts) < 2:
        return None
    build, rule = (plus, "sum") if value.operation.name == "add" else (times, "product")
    rest: Expression = parts[1]
    for part in parts[2:]:
        rest = build(rest, part)
    found = [natural(facts, NATURAL(part)) for part in (parts[0], rest)]
    if None in found:
        return None
    return [*(line for lines in found for line in lines or ()), by(f"{rule} of natural numbers", parts[0], rest)]
