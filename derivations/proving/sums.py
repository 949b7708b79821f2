"""Equations with sums Σ_{k<n}: linear in known ones and in sums split or turned round, or by induction on a length.

An equation with fractions is first multiplied by their denominators, so that the induction needs no conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from derivations.kernel.check import Line, Use, conditions, is_known
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol, free, substitute
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.forms import Unsupported
from derivations.operations.logic import EQUAL, FORALL, IMPLIES
from derivations.operations.powers import NATURAL
from derivations.proving.denominators import divided, fraction, multiplied, together, without
from derivations.proving.lengths import factors, instances, is_sum, lengths, rewritings, sums, unused, with_length
from derivations.proving.linear import multiples
from derivations.proving.lines import Facts, by, pruned
from derivations.rules import RULES
from derivations.trees import replaced, walk

FAILURES = (ShapeError, TooLarge, Unsupported, ZeroDivisionError)
Earned = Callable[[Facts, tuple[Expression, ...]], list[Line]]  # lines that earn what must hold for values to exist


@dataclass(frozen=True)
class Sums:
    """The ways to an equation between sums, none of them begun when it is late.

    `earned` establishes conditions as far as it can.
    """

    earned: Earned
    late: Callable[[], bool]

    def lines(self, facts: Facts, goal: Apply) -> list[Line] | None:
        """Lines that end in the goal, or None."""
        if not any(map(is_sum, walk(goal))):
            return None
        for way in (self._linear, self._by_induction):
            with suppress(*FAILURES):
                found = None if self.late() else way(facts, goal)
                if found is not None:
                    return found
        return None

    def _linear(self, facts: Facts, goal: Apply) -> list[Line] | None:
        """A combination of the facts, then also of what sums are when they are split or turned round."""
        left, right = map(index_form, goal.arguments)
        uses = () if is_zero(left - right) else multiples(facts, goal, factors(goal, *facts))
        if uses is not None:
            return [Line(goal, "equality", uses)]
        helped = list(self._admitted(facts, goal, rewritings(goal)))
        known = (*facts, *(line.proposition for line in helped))
        uses = multiples(known, goal, factors(goal, *facts)) if helped else None
        return None if uses is None else pruned([*helped, Line(goal, "equality", uses)])

    def _admitted(self, facts: Facts, goal: Apply, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines that need no conditions but those of the goal and what can be earned, with what earns it."""
        for line in dict.fromkeys(lines):
            earned = self.earned(facts, (line.proposition,))
            known = (*facts, *conditions(goal), *(one.proposition for one in earned))
            if all(is_known(c, known) for c in conditions(line.proposition)):
                yield from (*earned, line)

    def _by_induction(self, facts: Facts, goal: Apply) -> list[Line] | None:
        """On the length of one of the sums, with them as they are or turned round."""
        found = self._cleared(facts, goal)
        if found is not None:
            return found
        lines = list(self._admitted(facts, goal, (by("sum turned round", node) for node in sums(goal))))
        turned = goal
        for line in lines:
            changed = replaced(turned, *line.proposition.arguments) if line.rule == "sum turned round" else turned
            turned = changed if isinstance(changed, Apply) else turned
        found = self._cleared(facts, turned) if turned != goal else None
        known = (turned, *(line.proposition for line in lines))
        uses = None if found is None else multiples(known, goal, factors(goal))
        return None if found is None or uses is None else [*lines, *found, Line(goal, "equality", uses)]

    def _cleared(self, facts: Facts, goal: Apply) -> list[Line] | None:
        """Without the denominators first, then as it is."""
        (p, q), (r, s) = map(fraction, goal.arguments)
        below = together(q, s)
        cleared = EQUAL(multiplied(without(below, q), p), multiplied(without(below, s), r))
        for aim in dict.fromkeys((cleared, goal)):
            for count, part in dict.fromkeys(lengths(aim)):
                with suppress(*FAILURES):
                    found = None if self.late() else self._on(facts, aim, count, part)
                    if found is not None:
                        hole = Symbol("□", *p.shape)
                        use = Use(aim, 0, divided(hole, below if aim == cleared else ()), hole)
                        return [*found, Line(goal, "equality", (use,))]
        return None

    def _on(self, facts: Facts, goal: Apply, count: Expression, part: Expression) -> list[Line] | None:
        """The goal at every natural length, and then at its own."""
        letter = unused(goal, *facts)
        inside = with_length(goal, count, part, letter)
        every = FORALL(IMPLIES(NATURAL(letter), inside), data=(letter,))
        first, onwards = RULES["induction"](every)[0]
        there = self.earned(facts, (every, first, onwards))
        there += self.earned(facts, tuple(sums(goal)))
        known = (*facts, *(line.proposition for line in there))
        owed = (*conditions(every), *conditions(first), *conditions(onwards), NATURAL(count))
        if not all(is_known(c, known) for c in owed):
            return None
        start = self._linear(known, first)
        step = self._step(known, onwards) if start is not None else None
        at = substitute(every.arguments[0], {letter: count})
        if start is None or step is None or not isinstance(at, Apply):
            return None
        here = Line(at, "instance", arguments=(count,), node=every)
        return [*there, *start, step, by("induction", every), here, by("modus ponens", at), Line(goal, "known")]

    def _step(self, facts: Facts, onwards: Apply) -> Line | None:
        """From each length to the next."""
        (body,) = onwards.arguments
        if not isinstance(body, Apply):
            return None
        natural, following = (part for part in body.arguments if isinstance(part, Apply))
        given, goal = (part for part in following.arguments if isinstance(part, Apply))
        apart = tuple(fact for fact in facts if not free(fact) & set(onwards.data))
        there = instances(apart, *onwards.data)
        known = (*apart, natural, given, *(line.proposition for line in there))
        earned = self.earned(known, (given, goal))
        found = self._linear((*known, *(line.proposition for line in earned)), goal)
        if found is None:
            return None
        inner = Line(following, "supposing", lines=(*earned, *found))
        each = Line(body, "supposing", lines=(*there, *self.earned((*apart, natural), (following,)), inner))
        return Line(onwards, "supposing", lines=(*self.earned(apart, (body,)), each))
