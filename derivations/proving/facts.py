"""What facts give without a search: at places, at letters, by parts; and which of them the solver can use."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from derivations.kernel.check import Line, is_known
from derivations.kernel.expression import ONE, TRUTH, Apply, Index, ShapeError, Symbol
from derivations.operations.algebra import BASIS, SCALAR
from derivations.operations.logic import AND, FORALL, IMPLIES, UNEQUAL
from derivations.operations.notation import lift
from derivations.proving.lines import by
from derivations.trees import walk


def consequences(facts: tuple[Apply, ...]) -> list[Line]:
    """The parts of conjunctions, and what follows from implications whose premise is known."""
    lines: list[Line] = []
    waiting = list(facts)
    while waiting:
        fact = waiting.pop(0)
        known = (*facts, *(line.proposition for line in lines))
        found: list[Line] = []
        if fact.operation is AND:
            found = [by("part of a conjunction", fact, lift(k)) for k in range(len(fact.arguments))]
        if fact.operation is IMPLIES and isinstance(fact.arguments[0], Apply) and is_known(fact.arguments[0], known):
            found = [by("modus ponens", fact)]
        new = [line for line in found if line.proposition not in known]
        lines += new
        waiting += [line.proposition for line in new]
    return lines


def instances(facts: tuple[Apply, ...], goal: Apply) -> list[Line]:
    """What facts say of all values of the letters of a ∀, at those letters."""
    same = [fact for fact in facts if fact.operation is FORALL and fact.data == goal.data and _of_letters(fact)]
    return [
        Line(fact.arguments[0], "instance", arguments=fact.data, node=fact)
        for fact in same
        if isinstance(fact.arguments[0], Apply)
    ]


def _of_letters(statement: Apply) -> bool:
    return all(isinstance(item, Symbol) for item in statement.data)


def at_places(facts: tuple[Apply, ...], indices: Iterable[Index]) -> list[Line]:
    """What facts say of every place of an index, at the indices given."""
    places = [BASIS(data=(i, Index("1", ONE))) for i in indices]
    lines: list[Line] = []
    waiting = [fact for fact in facts if fact.operation is FORALL and isinstance(fact.data[0], Index)]
    while waiting:
        fact = waiting.pop()
        for place in places:
            with suppress(ShapeError):  # of another size, or bound inside
                lines.append(by("at a place", fact, place))
                body = lines[-1].proposition
                waiting += [body] if body.operation is FORALL and isinstance(body.data[0], Index) else []
    return lines


def to_be_written_out(value: Apply) -> bool:
    """Whether a value is a derivative, or built with means, so that its form says more than its tree."""
    means = any(isinstance(part, Apply) and part.operation.name == "expectation" for part in walk(value))
    return value.operation.differentiates or means


def usable(p: Apply) -> bool:
    """Whether the solver gains from a fact: relations of scalars, and what combines them with anything."""
    if p.operation.name in ("and", "or", "not", "implies", "iff"):
        return any(usable(part) for part in p.arguments if isinstance(part, Apply))
    return real(p) or p.operation is UNEQUAL


def real(p: Apply) -> bool:
    """Whether a proposition is about scalars only, so that the solver can use it."""
    if p.operation.name in ("and", "or", "not", "implies", "iff"):
        return all(real(part) for part in p.arguments if isinstance(part, Apply))
    sides = [part for part in walk(p) if part.shape == TRUTH]
    return p.operation.name != "forall" and all(
        argument.shape in (SCALAR, TRUTH) for side in sides for argument in getattr(side, "arguments", ())
    )
