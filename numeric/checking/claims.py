"""Links as claims: what is concluded, and the hypotheses that have to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, Index, Number, ShapeError, Symbol, bound, free
from derivations.operations.functions import FUNCTION
from derivations.operations.powers import NATURAL, NATURAL_POWER
from derivations.operations.properties import POSITIVE_DEFINITE
from derivations.operations.sums import PARTIAL_SUM, length
from derivations.reading.links import Attempt, Link
from derivations.reading.scope import Hypothesis
from derivations.reading.source import Unread
from derivations.reading.values import UNBUILT, IllTyped, counted
from derivations.trees import walk


def claim_of(link: Link, attempt: Attempt) -> Claim:
    """The claim of one way to understand a link. Unread; IllTyped when it cannot be built."""
    try:
        with counted():
            conclusion = attempt.build()
            extra = built(attempt.extra)
            sure = built(h for h in attempt.extra if h.sure)
    except ShapeError as error:  # its sides fitted when they were read: the misunderstanding is the reader's
        raise Unread(f"what is read of it does not fit together: {error}", link.span) from error
    except UNBUILT as error:
        if isinstance(error, Unread | IllTyped):
            raise
        raise Unread(str(error) or type(error).__name__, link.span) from error
    extra = [h for h in extra if h != conclusion or h in sure]
    known = built(link.hypotheses)
    bearing = _near([conclusion, *extra], known)
    return Claim(tuple(dict.fromkeys((*bearing, *extra, *_naturals((conclusion, *extra))))), conclusion)


def around(link: Link) -> list[Apply]:
    """All that is known where a link stands: its hypotheses, and equations of which nothing says that they are not."""
    extra = [h for attempt in link.attempts for h in attempt.extra if not h.taken and not h.implied]
    return built(dict.fromkeys((*link.hypotheses, *extra)))


def built(hypotheses: Iterable[Hypothesis]) -> list[Apply]:
    """The hypotheses that can be built; one about something of unknown size says nothing."""
    found = []
    for hypothesis in hypotheses:
        try:
            with counted():
                found.append(hypothesis.build())
                found += _of_inverse(found[-1])
        except UNBUILT:
            continue
    return found


def _of_inverse(p: Apply) -> list[Apply]:
    """Of a letter, that it is definite because its inverse is."""
    inside = p.arguments[0] if p.operation is POSITIVE_DEFINITE else None
    if not isinstance(inside, Apply) or inside.operation.name != "inverse":
        return []
    return [POSITIVE_DEFINITE(inside.arguments[0])] if isinstance(inside.arguments[0], Symbol) else []


def letters(value: Expression) -> frozenset[str]:
    """The names of all letters in an expression, those of means included, and of functions that no formula gives."""
    return frozenset(part.name for part in walk(value) if isinstance(part, Symbol)) | _functions(value)


def open_letters(value: Expression) -> frozenset[str]:
    """The same without letters that only run over all values, as in: f is convex."""
    return frozenset(part.name for part in free(value) if isinstance(part, Symbol)) | _functions(value)


def _functions(value: Expression) -> set[str]:
    return {f"{part.data[0]}()" for part in walk(value) if isinstance(part, Apply) and part.operation is FUNCTION}


def _near(conclusions: list[Apply], known: list[Apply]) -> list[Apply]:
    """The hypotheses that share letters with a statement, directly or through each other."""
    reached = frozenset().union(*map(letters, conclusions))
    left, found = list(known), []
    while True:
        touching = [h for h in left if letters(h) & reached]
        if not touching:
            return [h for h in known if h in found]
        found += touching
        left = [h for h in left if h not in touching]
        reached = reached.union(*map(letters, touching))


def _naturals(values: Iterable[Apply]) -> list[Apply]:
    """That the letters of whole exponents and of the ends of sums are natural numbers, and the lengths of sums."""
    found: dict[Apply, None] = {}
    for value in values:
        found.update(dict.fromkeys(_counted(value, frozenset())))
    return sorted(found, key=lambda p: isinstance(p.arguments[0], Apply))


def _counted(value: Expression, inside: frozenset[Symbol | Index]) -> Iterator[Apply]:
    """What is natural in a value, but for letters that are bound there."""
    if not isinstance(value, Apply):
        return
    number = {NATURAL_POWER: 1, PARTIAL_SUM: 0}.get(value.operation)
    if number is not None:
        letters = free(value.arguments[number])
        yield from (NATURAL(letter) for letter in letters - inside if isinstance(letter, Symbol))
        left = length(value.arguments[number])[1]
        if value.operation is PARTIAL_SUM and not letters & inside and not isinstance(left, Number):
            yield NATURAL(left)
    for argument in value.arguments:
        yield from _counted(argument, inside | bound(value))
