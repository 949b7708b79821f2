"""Equations that give a function another formula than before: for ridge the loss becomes L(w) = …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from derivations.kernel.form import index_form, is_zero
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Claimed, Name, Recast
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.given import is_constant
from derivations.reading.playing.governing import concludes
from derivations.reading.playing.renewing import lapse, said_of
from derivations.reading.playing.state import State
from derivations.reading.playing.targets import definable, value_letters
from derivations.reading.prose.recasting import EXPANDS, KIND, OTHER, REDEFINED
from derivations.reading.scope import Defined, Scope
from derivations.reading.source import Token, Unread
from derivations.reading.values import UNBUILT, counted

UNSURE = "whether this gives {} a new meaning or claims something of the old one is not certain: say `let`, or `then`"
_TURNS = re.compile(
    r"\b(?:becomes?|turns? into|changes?|changed|is (?:now|then)|(?:we|one|to) (?:now )?(?:use|take|minimi[sz]e)s?)\b"
)
_LABEL = re.compile(
    r"(?!.*\b(?:solution|answer|proof|result|value)\b)(?:[\w-]+\s+){0,3}[\w-]+\s*:"
)  # of a list: Linear:


_HERE = re.compile(
    r"\b(?:in|for) (?:this|the present|our) (?:exercise|problem|question|part|example|section|network|model|layer)\b"
)


def renewal(
    scope: Scope, made: Defined, parameters: Sequence[Name], right: tuple[Token, ...], event: Claimed
) -> Literal["", "anew", "unsure"]:
    """Whether an equation whose left side has a meaning gives it another one."""
    cue = f"{event.cue} {event.statement.words}"
    over = event.cue.rstrip().endswith(".")
    if (
        over
        or (EXPANDS.search(cue) and not REDEFINED.search(cue) and not _HERE.search(cue))
        or [p.name for p in parameters] != list(made.parameters)
    ):
        return ""
    other = bool(OTHER.search(cue) or (parameters and _HERE.search(cue)) or re.match(r"[^.]*\binstead\b", event.after))
    kind = bool(KIND.search(cue))
    listed = bool(parameters) and bool(_LABEL.fullmatch(event.cue.strip())) and not concludes(event.cue)
    fresh = bool(_letters(scope, right) - _letters_of(scope, made) - set(made.parameters))
    if not (other or kind or fresh) or _is_same(scope, made, right):
        return ""
    if other or (fresh and (kind or listed or _TURNS.search(cue))):
        return "anew" if parameters else "unsure"  # a value in place of another may as well be found
    said = not concludes(event.cue) and re.search(r"[a-z]{2}", event.cue)
    return "unsure" if kind or (fresh and said) else ""


def _letters(scope: Scope, right: tuple[Token, ...]) -> set[str]:
    """The letters of a value, those in definitions included, and without names that are defined."""
    return {name for name in value_letters(scope, right) if name not in scope.defined}


def _letters_of(scope: Scope, made: Defined) -> set[str]:
    """The letters on which a definition rests, and those that equations tie to them."""
    found, left = set(made.uses), list(made.uses)
    while left:
        inner = scope.defined.get(left.pop())
        more = (inner.uses if inner is not None else frozenset()) - found
        found |= more
        left += more
    for h in (*scope.contexts, *scope.hypotheses):
        found |= h.letters if h.letters & found else frozenset()
    return found


def _is_same(scope: Scope, made: Defined, right: tuple[Token, ...]) -> bool:
    """Whether both formulas have one normal form, so that nothing changes."""
    own = scope.copy()
    mark = own.trail.mark()
    try:
        value = Elaborator(own).value(parsed(right))
        if made.value is None:
            return False
        with counted():
            return is_zero(index_form(made.value.build()) - index_form(value.build()))
    except UNBUILT:
        return False
    finally:
        own.trail.undo(mark)


def recast(state: State, event: Recast) -> None:
    """Words give a name another meaning: nothing is certain of it until a formula gives it one."""
    line = event.span.source.position(event.span.start)[0]
    if not event.names:
        state.scope.tainted |= {name: line for name, made in state.scope.defined.items() if is_constant(made.body)}
    for tokens in event.names:
        with suppress(Unread):
            target = definable(parsed(tokens))
            name = target[0] if target is not None else ""
            if name in state.scope.defined:
                state.scope.tainted[name] = line
            lapse(state, said_of(state, name))
