"""What is left uncertain of letters: their part in a decomposition, a minus above them, what gives them unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from derivations.reading.events import name_of
from derivations.reading.links import Link
from derivations.reading.names import is_transpose, plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.state import State
from derivations.reading.playing.targets import definable
from derivations.reading.scope import base_of
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Beside, Node, Scripts
from derivations.reading.vocabulary import letters

_INDEX = re.compile(r"_\{[^{}]*\}")
_MIDDLE = ("Sigma", "Lambda", "D", "S")  # of a decomposition


def decomposed(state: State, link: Link) -> None:
    """Of the new letters in A = UΣV' more is known than that, where nothing says so: it is a decomposition."""
    right, scope = link.right_node, state.scope
    factors = right.items if isinstance(right, Beside) else ()
    middle = name_of(factors[1]) if len(factors) == 3 else None
    if middle is None or base_of(middle.name) not in _MIDDLE or not _is_turned(factors[2]):
        return
    outer = name_of(factors[0])
    others = [h for h in (*scope.hypotheses, *scope.contexts) if h is not link.solving]
    if outer is not None and any(outer.name in h.letters for h in others):
        return  # then it is said what its factors are
    line, _ = link.span.source.position(link.span.start)
    for name in link.used - state.seen - scope.defined.keys():
        known = scope.find(name)
        if known is None or known.origin != "stated":
            scope.described.setdefault(name, (f"decomposition of {link.left.strip()}", line))


def _is_turned(node: Node) -> bool:
    """Whether something is transposed or inverted."""
    sups = node.sups if isinstance(node, Scripts) else ()
    turned = any("-1" in plain(tokens) or is_transpose(tokens) for tokens in sups)
    return turned or (isinstance(node, Scripts) and bool(node.primes))


def of_minus(state: State, link: Link) -> Iterator[str]:
    """A^- is a name of its own where something says what it is, and else perhaps a generalised inverse."""
    scope = state.scope
    given = {_INDEX.sub("", name) for name in (*scope.defined, *scope.unread)}  # P^- is like P_t^-
    for name in sorted(link.used - given):
        known = scope.find(name)
        if name.endswith("^{-}") and (known is None or known.origin != "stated"):
            yield f"{name} is taken to be a name of its own, which nothing says"


def given_unread(state: State, link: Link, left: tuple[Token, ...], right: tuple[Token, ...]) -> None:
    """A letter of which nothing is known may depend on others in a way that is not understood."""
    with suppress(Unread):
        target = definable(parsed(left)) if left else None
        if target is not None and target[0] not in state.scope.defined:
            state.scope.unread[target[0]] = frozenset(letters(right))
            state.scope.tainted[target[0]] = link.span.source.position(link.span.start)[0]
