r"""Memberships that say more than a shape: x ∈ \\mathcal{N}(A) as Ax = 0; ranges, spans and complex numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from derivations.reading.events import Assume, Bar, Describe, Event, Name
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose.cues import IF, is_claimed
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain, Num

_COMPLEX = re.compile(r"\\(?:mathbb|Bbb)\{C\}")
_NULL = re.compile(r"(?:\\ker|(?i:null|kernel|nullspace|ker)|\\mathcal\{N\}|\\mathrm\{N\}|N(?=\())")
_ZERO = Fraction(0)
_OTHER = re.compile(
    r"(?:\\mathcal\{[RC]\}|R(?=\()|C(?=\()|(?i:range|ran|im|image|col|colspace|row|span|conv|cone|rowspace)(?=[({A-Z\\]))"
)


def member(lists: Sequence[Sequence[Token]], names: list[Name], space: Sequence[Token], span: Span) -> list[Event]:
    """What membership in such a set says of letters; nothing for other sets."""
    text = "".join(token.argument or token.text for token in space)
    if _COMPLEX.match(text):
        return [Bar(names, "complex numbers are not read", span)]
    null = _NULL.match(text)
    if null and len(names) == len(lists) == 1:
        rest = list(space[_count(space, null[0]) :])
        with_zero = _annihilated(rest, lists[0], span)
        return [with_zero] if with_zero is not None else [Describe(names, null[0], span)]
    found = null or _OTHER.match(text)
    return [Describe(names, found[0], span)] if found else []


def supposed(members: Sequence[Event], names: list[Name], before: str, span: Span) -> Iterator[Event]:
    """Memberships as the words before them have it: what is concluded of a null space is no supposition."""
    for event in members:
        if not (isinstance(event, Assume) and _is_annihilation(event)):
            yield event
        elif is_claimed(before):
            yield Describe(names, "null space", span)
        else:
            yield replace(event, passing=bool(IF.search(before)))


def sides(tokens: Sequence[Token]) -> list[list[Token]]:
    """What stands on the two sides of ⊥; nothing where there is none."""
    parts: list[list[Token]] = [[]]
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.text == "\\perp" and (before is None or before.text not in "^_{"):
            parts.append([])
        elif token.text != "\\!":
            parts[-1].append(token)
    found = [part for part in parts if part]
    return found if len(parts) > 1 and len(found) == 2 else []


def _is_annihilation(event: Assume) -> bool:
    """Whether an event says Ax = 0, for a member x of the null space of A."""
    chain = event.chain
    zero = isinstance(chain, Chain) and isinstance(chain.values[-1], Num) and not chain.values[-1].value
    return zero and isinstance(chain, Chain) and chain.signs[0].text == "="


def _count(space: Sequence[Token], head: str) -> int:
    """How many tokens make the head."""
    text = ""
    for k, token in enumerate(space):
        text += token.argument or token.text
        if len(text) >= len(head):
            return k + 1
    return len(space)


def _annihilated(matrix: Sequence[Token], letter: Sequence[Token], span: Span) -> Assume | None:
    """Ax = 0, where A is in the brackets or stands alone."""
    try:
        product = parsed([*matrix, *letter])
        chain = Chain(span, (product, Num(span, _ZERO)), (Token("=", span),))
    except Unread:
        return None
    return Assume(chain, span, stated=False) if matrix else None
