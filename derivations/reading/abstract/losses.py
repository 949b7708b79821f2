"""A loss that no formula gives, as a function of what the document makes it from: L = F(y) with y = Wx + b.

It may depend on every quantity that nothing else is made from. To suppose more of them than it depends on takes nothing
from a proof, which holds for all F; a counterexample tells something only when there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from derivations.kernel.expression import ONE
from derivations.operations.functions import FUNCTION
from derivations.reading.events import name_of
from derivations.reading.letters.named import named
from derivations.reading.recurrences import timed
from derivations.reading.scope import Defined, Scope
from derivations.reading.sizes import SCALAR, Dim
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node, parts
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

SMOOTH = 3  # how often what no formula gives is differentiable


def is_loss(scope: Scope, name: str) -> bool:
    """Whether a letter is a loss of which a document takes derivatives, and that nothing defines."""
    if name not in scope.survey.losses or name in scope.tainted or name in {**scope.defined, **scope.hidden}:
        return False
    known = scope.find(name)
    return bool(scope.survey.losses[name]) and (known is None or known.origin != "stated" or known.kind == "scalar")


def value(reader: Elaborator, name: str, span: Span) -> Value | None:
    """The value of a loss; None for any other letter."""
    scope = reader.scope
    if not is_loss(scope, name):
        return None
    names = arguments(scope, name)
    _refuse_unclear(scope, name, names, span)
    found = [one for x in names if (one := _argument(reader, name, x, span)) is not None]
    if not found:
        return None
    if any(timed(x) for x in names) and name not in scope.once and name not in scope.loss_of:
        reader.timeless.add(name)
    reader.used.add(name)
    data = (name, ONE, ONE, SMOOTH)
    return Value(span, SCALAR, lambda: FUNCTION(*(one.build() for one in found), data=data))


def arguments(scope: Scope, name: str) -> tuple[str, ...]:
    """What a loss is a function of: the defined quantities that nothing else is made from, and letters beside them."""
    said = scope.loss_of.get(name)
    if said:
        return said
    by = scope.survey.losses[name].keys()
    made = {**scope.defined, **scope.hidden}
    above = {n: one for n, one in made.items() if _leads(scope, n, one, name) and (n in by or one.uses & by)}
    last = [n for n in above if not any(n in other.uses for m, other in above.items() if m != n)]
    covered = set(last).union(*(above[n].uses for n in last))
    return (*sorted(last), *sorted(letter for letter in by if letter not in covered and letter not in made))


def leads(scope: Scope, name: str) -> bool:
    """Whether a loss that nothing defines is differentiated by a letter, or by what is made from it."""
    made = {**scope.defined, **scope.hidden}
    for loss, by in scope.survey.losses.items():
        inner = set(by).union(*(made[n].uses for n in by if n in made))
        if name in inner and is_loss(scope, loss):
            return True
    return False


def _refuse_unclear(scope: Scope, name: str, names: tuple[str, ...], span: Span) -> None:
    """An equation that was not understood, or not as a definition, may be a way on which a loss depends on letters."""
    made = {**scope.defined, **scope.hidden}
    inside = set(names).union(scope.survey.losses[name], *(made[n].uses for n in names if n in made))
    for left, right in scope.unclear.items():
        if name not in scope.loss_of and right & inside and left not in made:
            raise Unread(
                f"what {name} depends on is not certain: {left} is given by an equation that defines nothing", span
            )


def noted(scope: Scope, left: Node, right: Node) -> None:
    """Keep which letters an equation for a letter has, where it was not read as a definition."""
    name = name_of(left)
    if name is not None and not name.index and scope.survey.losses and name.name not in scope.defined:
        names = {found.name for part in parts(right) if (found := name_of(part)) is not None}
        scope.unclear[name.name] = frozenset(names - {name.name})


def refuse_collapse(reader: Elaborator, mark: int, span: Span) -> None:
    """A derivative of a loss in which sizes fit only as 1 is in the wrong layout or misses a transpose. IllTyped."""
    scope = reader.scope
    for unknown in scope.trail.found(mark) if reader.used & scope.survey.losses.keys() else ():
        if unknown.letter not in ("0", "1", "I") and Dim.of(unknown).is_one:
            raise IllTyped(f"this fits only when {unknown.letter or 'a size'} is a number", span)


def _leads(scope: Scope, name: str, made: Defined, loss: str) -> bool:
    """Whether a definition may be one of what a loss is made from, and not of its derivatives."""
    others = {other for other in scope.survey.losses if is_loss(scope, other)}
    return not made.parameters and made.value is not None and name != loss and not (made.uses & (others | {loss}))


def doubt(scope: Scope, names: Iterable[str]) -> str:
    """Why a counterexample with a function that no formula gives may be none; empty when it was said what it is."""
    for name in sorted(names):
        made = scope.shapes.get(name)
        if made is not None and not made.said:
            return f"what {name} is was not said"
        if made is not None and made.more:
            return f"what is said of {name} is not all understood"
        if made is None and (not is_loss(scope, name) or not _is_sure(scope, name, arguments(scope, name))):
            return f"of what {name} is a function was not said"
    return ""


def _is_sure(scope: Scope, name: str, names: tuple[str, ...]) -> bool:
    """Whether it is plain what a loss is a function of: it was said, or one quantity leads from all letters to it."""
    only = len(names) == 1 and names[0] in {**scope.defined, **scope.hidden}
    return name in scope.loss_of or (only and names[0] in scope.survey.losses[name])


def _argument(reader: Elaborator, loss: str, name: str, span: Span) -> Value | None:
    found = named(reader, name, span)
    node = reader.scope.survey.losses[loss].get(name)
    if found is None and node is not None:
        with suppress(Unread, IllTyped):
            found = reader.value(node)
    return found


def renewed(scope: Scope) -> None:
    """Read again what is defined by a loss, when there is more that the loss is a function of than there was."""
    for name in scope.survey.losses:
        if is_loss(scope, name):
            names = arguments(scope, name)
            if scope.loss_arguments.setdefault(name, names) != names:
                scope.loss_arguments[name] = names
                _again(scope, name)


def _again(scope: Scope, name: str) -> None:
    from derivations.reading.elaborate import Elaborator

    for other, made in list(scope.defined.items()):
        if name in made.uses and made.value is not None:
            reader = Elaborator(scope)
            with suppress(Unread, IllTyped):
                found = made.again(reader) if made.again else reader.value(made.body)
                scope.defined[other] = replace(made, value=found)
