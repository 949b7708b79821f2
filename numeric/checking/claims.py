"""Links as claims: what is concluded, and the hypotheses that have to do with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivations.claim import Claim
from derivations.kernel.expression import TRUTH, Apply, Expression, Index, ShapeError, Symbol, free
from derivations.operations.notation import forall
from derivations.operations.powers import NATURAL, NATURAL_POWER
from derivations.reading.links import Attempt, Link
from derivations.reading.scope import Hypothesis
from derivations.reading.source import Unread
from derivations.reading.values import IllTyped, counted
from derivations.trees import walk

COMPARISONS = ("less", "at_most", "unequal", "and")
DECLARED = "declaration"  # the source of what `--let` declares
FOR_ALL = re.compile(  # … $ for all $i, j$ and no more: neither `in S` nor `with y_i = 1`
    r"\s*(?:\$|\\\))?\s*,?\s*(?:for (?:all|every|each|any)|\\forall|\\text\{\s*for (?:all|every|each)\s*\})"
    r"\s*(?:\$|\\\()?\s*(\w(?:\s*,\s*\w)*)\s*(?:\$|\\\)|\\\])*\s*(?:[.;]|,?\s+(?:and|let|then|so|we)\b|\Z)"
)


def claim_of(link: Link, attempt: Attempt) -> Claim:
    """The claim of one way to understand a link. Unread; IllTyped when it cannot be built."""
    try:
        with counted():
            conclusion = attempt.build()
            extra = [h.build() for h in attempt.extra]
    except ShapeError as error:
        raise IllTyped(str(error), link.span) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, Unread | IllTyped):
            raise
        raise Unread(str(error) or type(error).__name__, link.span) from error
    extra = [h for h in extra if h != conclusion]
    known = [_of_all_places(p, said, conclusion, _named(link)) for p, said in _built(link.hypotheses)]
    near = _near([conclusion, *extra], known)
    return Claim(tuple(dict.fromkeys((*near, *extra, *_naturals((conclusion, *extra))))), conclusion)


def _built(hypotheses: Iterable[Hypothesis]) -> list[tuple[Apply, Hypothesis]]:
    """The hypotheses that can be built; one about something of unknown size says nothing."""
    found = []
    for hypothesis in hypotheses:
        try:
            with counted():
                found.append((hypothesis.build(), hypothesis))
        except (ShapeError, ValueError, TypeError, KeyError, RecursionError):
            continue
    return found


def _of_all_places(p: Apply, said: Hypothesis, conclusion: Apply, named: frozenset[str]) -> Apply:
    """A comparison of entries as holding at every place, where it is declared or said `for all` indices.

    Where nobody says so (`fix an i with a_i > 0`) it is left about one place, which proves less; so it is where the
    conclusion names the place too, or the index is a letter that is known, as in a_n for the last entry.
    """
    places = sorted((i for i in free(p) if isinstance(i, Index) and not i.name.isdigit()), key=lambda i: i.name)
    parts = (part for part in walk(p) if isinstance(part, Apply) and part.shape == TRUTH)
    compares = all(part.operation.name in COMPARISONS for part in parts)
    names = frozenset(place.name for place in places)
    known = named & names or free(conclusion) & frozenset(places)
    if not compares or known or not _is_general(said, names):
        return p
    for place in places:
        p = forall(place, p)
    return p


def _named(link: Link) -> frozenset[str]:
    """Names that mean something where a link stands: sizes, letters, what is defined."""
    scope = link.scope
    return frozenset().union(scope.sizes, scope.letters, scope.defined) if scope else frozenset()


def _is_general(said: Hypothesis, names: frozenset[str]) -> bool:
    """Whether a condition is declared on a line of its own, or followed by `for all` of its indices."""
    span = said.span
    if span is None:
        return False
    declared = span.source.path == DECLARED or said.words.startswith(("assume ", "given "))
    found = FOR_ALL.match(span.source.text, span.end)
    return declared or (found is not None and names <= set(re.findall(r"\w", found[1])))


def letters(value: Expression) -> frozenset[str]:
    """The names of all letters in an expression."""
    return frozenset(part.name for part in walk(value) if isinstance(part, Symbol))


def _near(conclusions: list[Apply], known: list[Apply]) -> list[Apply]:
    """The hypotheses that share letters with a statement, directly or through each other."""
    reached = frozenset().union(*map(letters, conclusions))
    left, near = list(known), []
    while True:
        touching = [h for h in left if letters(h) & reached]
        if not touching:
            return [h for h in known if h in near]
        near += touching
        left = [h for h in left if h not in touching]
        reached = reached.union(*map(letters, touching))


def _naturals(values: Iterable[Apply]) -> list[Apply]:
    """That the letters of whole exponents are natural numbers."""
    found: dict[Apply, None] = {}
    for value in values:
        for part in walk(value):
            if isinstance(part, Apply) and part.operation is NATURAL_POWER:
                for letter in walk(part.arguments[1]):
                    if isinstance(letter, Symbol):
                        found[NATURAL(letter)] = None
    return list(found)
