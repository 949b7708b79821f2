"""What is said of functions played: their spaces, and convexity and smoothness as hypotheses."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from derivations.kernel.expression import ONE as SIZE_ONE
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations import logic
from derivations.operations.functions import FUNCTION
from derivations.operations.matrices import SQUARED_NORM
from derivations.operations.notation import lift, minus, over, plus, times, zero
from derivations.operations.optima import CONVEX
from derivations.reading import events as said
from derivations.reading import values
from derivations.reading.abstract.calls import SMOOTH
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.links import Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.declaring import Declaring
from derivations.reading.scope import Hypothesis, Known, Unsaid
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Shape, Unknown
from derivations.reading.source import Unread
from derivations.reading.values import IllTyped, Value, size_of

_FOR_ALL = re.compile(r"\b(?:for|at) (?:all|any|every|each)\b|\bfor arbitrary\b")


@dataclass
class Shaping(Declaring):
    """Takes up what sentences say of functions."""

    def _shaped(self, event: said.Shaped) -> None:
        name, scope = event.name.name, self.scope
        if event.word in ("of", "once", "all"):
            return self._about_letters(event)
        known = scope.find(name)
        if event.word == "minimiser" and name in scope.defined and event.constant:
            point, (line, _) = name_of(parsed(event.constant)), event.span.source.position(event.span.start)
            if point is not None:
                scope.described[point.name] = ("minimiser", line)
        if name in scope.defined or (known is not None and known.origin == "stated"):
            return
        made = scope.shapes.get(name)
        if event.word == "other":
            if made is not None:
                made.more = True
            return
        if event.word == "map":
            if event.anew:
                self._unshaped(name)
            scope.shapes[name] = Unsaid((_shape(event.domain),), _shape(event.values), said=True)
            return
        if made is None:
            made = scope.shapes[name] = Unsaid(((Dim.of(Unknown(name)), ONE),), SCALAR)
        made.said = True
        with suppress(Unread, IllTyped, Clash):
            self._held(event, made)

    def _about_letters(self, event: said.Shaped) -> None:
        scope = self.scope
        if event.word == "all":
            self.universal = frozenset(event.of)
        elif event.word == "once":
            scope.once = scope.once | {event.name.name}
        elif event.of:
            scope.loss_of[event.name.name] = event.of

    def _unshaped(self, name: str) -> None:
        """A formula for a function: what was said of it before was said of another one."""
        if self.scope.shapes.pop(name, None) is not None:
            about = f"function {name} "
            self.scope.hypotheses = [h for h in self.scope.hypotheses if not h.words.startswith(about)]

    def _held(self, event: said.Shaped, made: Unsaid) -> None:
        """The hypotheses that a property means."""
        (shape,), name = made.domain, event.name.name
        if event.word == "minimiser":
            return self._minimised(event, shape)
        used, constant = {name}, None
        if event.constant:
            node = parsed(event.constant)
            letter = name_of(node)
            if letter is not None and self.scope.find(letter.name) is None and letter.name not in self.scope.defined:
                self.scope.declare(letter.name, SCALAR, "stated", event.span)
            reader = Elaborator(self.scope)
            constant = values.needs_scalar(self.scope.trail, reader.value(node), "such a constant")
            used |= reader.used
        if event.word == "strong" and constant is not None:  # such a constant is positive by definition
            above = Hypothesis(partial(_positive, constant), frozenset(used - {name}), f"{name} is strong", event.span)
            self._suppose(above, event.passing)
        for build in _meanings(event.word, name, shape, constant):
            words = f"function {name} is {event.word}"
            self._suppose(Hypothesis(build, frozenset(used), words, event.span), event.passing)

    def _supposed(self, link: Link, reader: Elaborator, build: Callable[[], Apply], words: str) -> None:
        """What is taken for granted of functions: at all points where the words say so, else not all understood."""
        scope = self.scope
        named = [scope.shapes[name] for name in sorted(reader.used & scope.shapes.keys())]
        over = [
            known for name in sorted(reader.used) if (known := scope.find(name)) is not None and self._varies(known)
        ]
        if not named or not over or link.relation in ("=", "≠") or not _FOR_ALL.search(words):
            for made in named:
                made.more = True
            return

        def everywhere() -> Apply:
            return logic.FORALL(build(), data=tuple(known.symbol() for known in over))

        used = frozenset(reader.used) - {known.name for known in over}
        self._suppose(Hypothesis(everywhere, used, link.span.text, link.span))

    def _varies(self, known: Known) -> bool:
        """Whether a statement is meant for all values of a letter: where a sentence names it so."""
        free = known.name in self.universal and known.name not in self.scope.defined
        return free and known.kind == "vector" and known.name not in self.scope.laws

    def _minimised(self, event: said.Shaped, shape: Shape) -> None:
        """At a minimiser the gradient vanishes."""
        reader = Elaborator(self.scope)
        point = reader.value(parsed(event.constant))
        values.same_shape(self.scope.trail, Value(event.span, shape, point.build), point, "a minimiser")
        data = (event.name.name, SIZE_ONE, SIZE_ONE, SMOOTH, 0)

        def build() -> Apply:
            slope = FUNCTION(point.build(), data=data)
            return logic.EQUAL(slope, zero(*slope.shape))

        used = frozenset({event.name.name, *reader.used})
        self._suppose(Hypothesis(build, used, f"function {event.name.name} is least there", event.span))


def _positive(constant: Value) -> Apply:
    return logic.LESS(zero(1), constant.build())


def _shape(dims: tuple[Dim, ...]) -> Shape:
    rows, columns = (*dims, ONE, ONE)[:2]
    return rows, columns


def _meanings(word: str, name: str, shape: Shape, constant: Value | None) -> list[Callable[[], Apply]]:
    """Convexity of f, of f − μ/2 ‖x‖², or of L/2 ‖x‖² ± f, which is what an L-Lipschitz gradient gives."""

    def letter() -> Symbol:
        return Symbol(f"x of {name}", *(size_of(dim) for dim in shape))

    def value() -> Expression:
        return FUNCTION(letter(), data=(name, SIZE_ONE, SIZE_ONE, SMOOTH))

    def square() -> Expression:
        half = over(constant.build() if constant is not None else lift(1), lift(2))
        return times(half, SQUARED_NORM(letter()))

    def convex(objective: Callable[[], Expression]) -> Callable[[], Apply]:
        return lambda: CONVEX(objective(), data=(letter(),))

    match word:
        case "convex":
            return [convex(value)]
        case "strong":
            return [convex(lambda: minus(value(), square()))]
        case "smooth":
            return [convex(lambda: minus(square(), value())), convex(lambda: plus(square(), value()))]
    return []
