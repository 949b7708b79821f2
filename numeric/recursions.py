"""Hypotheses that define a sequence: f(0) = c, and f(t + 1) = … for all natural t."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from derivations.kernel.expression import Apply, Expression, Number, Symbol
from derivations.operations.notation import lift
from derivations.trees import walk


@dataclass(frozen=True)
class Recursion:
    """A sequence by name: the letter for its step, what follows a term, and the first term."""

    name: str
    rule: tuple[Symbol, Expression, Expression]
    hypothesis: Apply


def recursions(hypotheses: tuple[Apply, ...]) -> Iterator[Recursion]:
    """The sequences that hypotheses define."""
    starts = {
        left.data[0]: right
        for h in hypotheses
        if h.operation.name == "equal"
        for left, right in (h.arguments, h.arguments[::-1])
        if _is_function(left) and isinstance(left, Apply) and left.arguments == (lift(0),)
    }
    for hypothesis in hypotheses:
        found = _following(hypothesis, starts)
        if found is not None and found[0] in starts:
            name, letter, following = found
            yield Recursion(name, (letter, following, starts[name]), hypothesis)


def definitions(hypotheses: tuple[Apply, ...]) -> Iterator[tuple[str, tuple[Expression, Expression], Apply]]:
    """Functions that hypotheses define for all values: f(x, y) = … for all x, once for each name."""
    seen: set[str] = set()
    for hypothesis in hypotheses:
        body = hypothesis.arguments[0] if hypothesis.operation.name == "forall" else None
        if isinstance(body, Apply) and body.operation.name == "equal":
            left, right = body.arguments
            inside = {part.data[0] for part in walk(right) if isinstance(part, Apply) and _is_function(part)}
            plain = isinstance(left, Apply) and all(isinstance(argument, Symbol) for argument in left.arguments)
            if isinstance(left, Apply) and plain and _is_function(left) and left.data[0] not in inside | seen:
                seen.add(left.data[0])
                yield left.data[0], (left, right), hypothesis


def _is_function(value: Expression) -> bool:
    return isinstance(value, Apply) and value.operation.name == "function" and len(value.data) == 4


def _following(hypothesis: Apply, starts: Container[str]) -> tuple[str, Symbol, Expression] | None:
    if hypothesis.operation.name != "forall" or len(hypothesis.data) != 1:
        return None
    (letter,), (body,) = hypothesis.data, hypothesis.arguments
    if not isinstance(letter, Symbol) or not isinstance(body, Apply) or body.operation.name != "implies":
        return None
    given, then = body.arguments
    natural = isinstance(given, Apply) and given.operation.name == "natural" and given.arguments == (letter,)
    if not natural or not isinstance(then, Apply) or then.operation.name != "equal":
        return None
    left, right = then.arguments
    step = left.arguments if isinstance(left, Apply) else ()
    return (
        (left.data[0], letter, right)
        if _is_function(left) and step == (letter + 1,) and _earlier(right, letter, starts) and isinstance(left, Apply)
        else None
    )


def _earlier(value: Expression, letter: Symbol, sequences: Container[str]) -> bool:
    """Whether a term rests on no later one of these sequences than the term before it."""
    return all(
        part.arguments == (letter,) or isinstance(part.arguments[0], Number)
        for part in walk(value)
        if isinstance(part, Apply) and part.operation.name == "function" and part.data[0] in sequences
    )
