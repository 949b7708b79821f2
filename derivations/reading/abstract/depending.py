"""What a derivative may not be taken to be: that a letter is given by no formula does not make it constant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Symbol, free
from derivations.operations.algebra import SCALAR
from derivations.reading import leaning
from derivations.reading.abstract.names import LOSSES, is_coefficient
from derivations.reading.recurrences import timed
from derivations.reading.scope import Known, Scope, base_of
from derivations.reading.source import Span, Unread
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


def depending(reader: Elaborator, body: Value, by: Known, used: Iterable[str], span: Span) -> Value:
    """What is differentiated, refused when it is built if how it depends on a letter is not said.

    That a letter is given by no formula does not make it constant, so its derivative is not 0.
    """
    scope = reader.scope
    stated = {name for name, known in scope.letters.items() if known.origin == "stated"}
    made = [scope.defined[name] for name in scope.defined.keys() & set(used)]
    if reader.timeless and not timed(by.name):
        raise Unread(f"{min(reader.timeless)} may depend on {by.name} at other times too; say that it does not", span)
    _refuse_recurrent(reader, by, used, span)
    unclear = frozenset(scope.tainted)
    formula = not any(by.name not in one.parameters for one in made)

    def build() -> Expression:
        value, letter = body.build(), by.symbol()
        found = {x for x in free(value) if isinstance(x, Symbol) and x != letter}
        losses = LOSSES - {name for name in LOSSES if is_coefficient(name, scope.words)}
        loose = sorted(x.name for x in found if x.name in losses and x.name not in stated and x.shape == SCALAR)
        constant = formula and not (isinstance(value, Symbol) and (value.name in LOSSES or not scope.strict))
        constant = constant and all(x.name in stated - unclear for x in found)
        if loose or (letter not in free(value) and not constant):
            what = loose[0] if loose else body.span.text.strip()
            raise Unread(f"what {what} is as a function of {by.name} is not said", span)
        murky = min((x.name for x in found if by.name in _inside(scope, x.name)), default="")
        if murky:
            raise Unread(f"how {murky}, whose definition is not understood, depends on {by.name}", span)
        leaning.refuse_moving(scope, (x.name for x in found), by.name, span)
        return value

    return Value(body.span, body.shape, build)


def refuse_loose(scope: Scope, value: Expression, by: Expression, span: Span) -> None:
    """Unread for what is differentiated by an expression, where a letter beside that may depend on it."""
    letters = {x.name for x in free(by) if isinstance(x, Symbol)}
    stated = {name for name, known in scope.letters.items() if known.origin == "stated"}
    losses = {name for name in LOSSES if not is_coefficient(name, scope.words)} - stated
    for x in sorted(x.name for x in free(value) if isinstance(x, Symbol) and x.name not in letters):
        if x in losses or _inside(scope, x) & letters:
            raise Unread(f"what {x} is as a function of {span.text.strip()} is not said", span)
    for name in sorted(letters):
        leaning.refuse_moving(scope, {x.name for x in free(value) if isinstance(x, Symbol)} - letters, name, span)


def _inside(scope: Scope, name: str) -> set[str]:
    """The letters in what a name is given by where that is not read, and those that these are made from."""
    letters = set(scope.unread.get(name, ()))
    return letters.union(*(scope.defined[x].uses for x in letters & scope.defined.keys()))


def _refuse_recurrent(reader: Elaborator, by: Known, used: Iterable[str], span: Span) -> None:
    """Unread for h_{t−1} of a recurrence in a derivative by one of its weights, on which it depends as h_t does."""
    if timed(by.name):
        return
    for name in sorted(name for name in used if timed(name)):
        for other, _ in reader.scope.recurrences:
            made = reader.scope.defined.get(other)
            if base_of(other) == base_of(name) and made is not None and {by.name, name} <= made.uses:
                raise Unread(f"{name} depends on {by.name} too, as {other} does; write it as a function", span)
