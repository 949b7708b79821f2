"""What there is to say of the sums Σ_{k<n} of an equation, and letters in place of their lengths."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations

from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol, substitute
from derivations.operations.algebra import SCALAR, SIZE, SUM
from derivations.operations.logic import EQUAL, FORALL, IMPLIES
from derivations.operations.notation import lift
from derivations.operations.powers import NATURAL, NATURAL_POWER
from derivations.operations.sums import PARTIAL_SUM, length, shortened
from derivations.proving.lines import by
from derivations.trees import replaced, walk

MOST = 6  # sums of an equation, and factors by which equations are multiplied
LETTERS = "mqrsjlhuvw"  # for a length


def is_sum(value: Expression) -> bool:
    """Whether a value is a sum of a length that is a number."""
    return isinstance(value, Apply) and value.operation is PARTIAL_SUM


def sums(goal: Expression) -> list[Apply]:
    """The sums that do not run inside others."""
    found = dict.fromkeys(part for part in _outside(goal) if isinstance(part, Apply) and part.operation is PARTIAL_SUM)
    return list(found)[:MOST]


def _outside(value: Expression) -> Iterator[Expression]:
    """A tree without what is inside of what binds letters, but for the lengths of sums."""
    yield value
    if isinstance(value, Apply):
        seen = value.arguments[: is_sum(value)] if value.operation.binds else value.arguments
        for argument in seen:
            yield from _outside(argument)


def rewritings(goal: Apply) -> Iterator[Line]:
    """Sums turned round, split after the first and before the last term and at the lengths of others; whole sums."""
    found = sums(goal)
    wholes = list(_wholes(goal, found[0].data[0])) if found else []
    yield from wholes
    found += [part for line in wholes for part in sums(line.proposition)]
    cuts = [(node, first) for node in found for first in (lift(1), shortened(node.arguments[0] - 1))]
    cuts += [(p, q.arguments[0]) for p, q in permutations(found, 2) if p.arguments[0] != q.arguments[0]]
    for node in found:
        yield by("sum turned round", node)
    for node, first in cuts:
        with suppress(ShapeError):
            yield by("sum split", node, first)


def _wholes(goal: Apply, letter: Expression) -> Iterator[Line]:
    for part in dict.fromkeys(_outside(goal)):
        if isinstance(part, Apply) and part.operation is SUM:
            with suppress(ShapeError):
                yield by("sum over all entries", part, letter)


def instances(facts: tuple[Apply, ...], letter: Symbol) -> list[Line]:
    """What facts say of all natural numbers, at a letter that is one."""
    lines: list[Line] = []
    for fact in facts:
        if fact.operation is FORALL and len(fact.data) == 1 and getattr(fact.data[0], "shape", None) == SCALAR:
            with suppress(ShapeError):
                body = substitute(fact.arguments[0], {fact.data[0]: letter})
                if isinstance(body, Apply) and body.operation is IMPLIES and body.arguments[0] == NATURAL(letter):
                    lines += [Line(body, "instance", arguments=(letter,), node=fact), by("modus ponens", body)]
    return lines


def factors(*values: Apply) -> list[Expression]:
    """The scalars by which equations are multiplied: letters and powers, but for those that sums bind."""
    parts = (part for value in values if value.operation is EQUAL for part in _outside(value))
    named = (part for part in parts if isinstance(part, Symbol) or getattr(part, "operation", None) is NATURAL_POWER)
    return list(dict.fromkeys(part for part in named if part.shape == SCALAR))[:MOST]


def lengths(goal: Apply) -> Iterator[tuple[Expression, Expression]]:
    """What is left of the lengths of the sums when their last terms are written out, with the letters in it."""
    for node in sums(goal):
        left = length(node.arguments[0])[1]
        for part in sorted({part for part in walk(left) if _counts(part)}, key=str):
            yield left, part


def _counts(part: Expression) -> bool:
    return isinstance(part, Symbol) or (isinstance(part, Apply) and part.operation is SIZE)


def with_length(goal: Apply, count: Expression, part: Expression, letter: Symbol) -> Apply:
    """The goal with a letter for a length: m + 1 for t where t − 1 is the length. ShapeError when it has no such t."""
    for sign in (1, -1):  # count = ±part + rest
        rest = shortened(count - sign * part)
        if part not in walk(rest):
            moved = replaced(goal, part, shortened(sign * (letter - rest)))
            if isinstance(moved, Apply):
                return moved
    raise ShapeError(f"{count} is no length to go by")


def unused(*values: Apply) -> Symbol:
    """A letter that no value uses, for a length."""
    parts = [part for value in values for part in walk(value)]
    taken = {part.name for part in parts if isinstance(part, Symbol)}
    taken |= {getattr(item, "name", "") for part in parts for item in getattr(part, "data", ())}
    return Symbol(next((name for name in LETTERS if name not in taken), "m*"))
