"""Conjunctions, equivalences, implications and ∀, from their parts; ∀ over natural numbers by induction."""

from __future__ import annotations

from collections.abc import Iterable

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, bound, free
from derivations.operations.logic import IMPLIES
from derivations.operations.powers import NATURAL
from derivations.proving.facts import consequences, instances
from derivations.proving.lines import Facts, Lines, Prove, by
from derivations.rules import RULES


def by_parts(facts: Facts, goal: Apply, prove: Prove) -> Lines:
    """From its parts, each with those before it; what is supposed and what is bound is known only inside."""
    match goal.operation.name:
        case "implies":
            return _supposing(facts, goal, prove)
        case "forall":
            return _for_all(facts, goal, prove)
        case "iff":
            left, right = goal.arguments
            parts = [IMPLIES(left, right), IMPLIES(right, left)]
        case _:
            parts = [part for part in goal.arguments if isinstance(part, Apply)]
    lines = in_turn(facts, parts, prove)
    return None if lines is None else [*lines, Line(goal, "laws")]


def in_turn(facts: Facts, goals: Iterable[Apply], prove: Prove) -> Lines:
    """Lines for several statements, each of them proved with those before it known."""
    lines: list[Line] = []
    for goal in goals:
        found = prove((*facts, *(line.proposition for line in lines)), goal)
        if found is None:
            return None
        lines += found
    return lines


def _supposing(facts: Facts, goal: Apply, prove: Prove) -> Lines:
    given, then = goal.arguments
    if not isinstance(given, Apply) or not isinstance(then, Apply):
        return None
    there = consequences((*facts, given))
    inner = prove((*facts, given, *(line.proposition for line in there)), then)
    return None if inner is None else [Line(goal, "supposing", lines=(*there, *inner))]


def _for_all(facts: Facts, goal: Apply, prove: Prove) -> Lines:
    (body,) = goal.arguments
    apart = facts_apart(facts, goal)
    there = instances(apart, goal)
    known = (*apart, *(line.proposition for line in there))
    inner = prove(known, body) if isinstance(body, Apply) else None
    return inner and [Line(goal, "supposing", lines=(*there, *inner))]


def facts_apart(facts: Facts, goal: Apply) -> Facts:
    """The facts that say nothing of the letters that a statement binds."""
    return tuple(fact for fact in facts if not bound(goal) & free(fact))


def by_induction(facts: Facts, goal: Apply, prove: Prove) -> Lines:
    """For all natural numbers, from the first and from each to the next."""
    (body,) = goal.arguments
    given = body.arguments[0] if isinstance(body, Apply) and body.operation is IMPLIES else None
    if not isinstance(given, Apply) or given.operation is not NATURAL or given.arguments != goal.data:
        return None
    first, onwards = RULES["induction"](goal)[0]
    start = prove(facts, first)
    known = (*facts, *(line.proposition for line in start or ()))
    step = prove(known, onwards) if start is not None else None
    return None if start is None or step is None else [*start, *step, by("induction", goal)]
