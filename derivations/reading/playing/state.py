"""What is kept while the events of a section are played."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from derivations.kernel.expression import Apply
from derivations.letters import GREEK
from derivations.operations import calculus, logic
from derivations.operations.notation import zero
from derivations.reading import events as said
from derivations.reading import signs
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.links import Link
from derivations.reading.names import symbol_name
from derivations.reading.playing.cues import (
    SOLVING,
)
from derivations.reading.playing.targets import (
    CONSTANTS,
    as_proposition,
    at_every,
)
from derivations.reading.relations import condition
from derivations.reading.rows import Statement
from derivations.reading.scope import Hypothesis, Known, Scope, base_of
from derivations.reading.sizes import SCALAR, Clash, Dim
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain as Related
from derivations.reading.syntax import Letter, Node, Num, Scripts
from derivations.reading.values import IllTyped

APART = frozenset(sign for sign, meaning in signs.RELATIONS.items() if meaning == "≠")


def _is_between(chain: Related) -> bool:
    """Whether something lies between two numbers, as 0 < θ < 1, so that it is likely one itself."""
    return len(chain.values) == 3 and isinstance(chain.values[0], Num) and isinstance(chain.values[2], Num)


@dataclass(frozen=True)
class Regime:
    """A letter that moves, and where to; where that is said."""

    letter: Known
    place: str
    span: Span


@dataclass
class State:
    """The scope, the links made so far, and where in the text we are."""

    scope: Scope
    links: list[Link] = field(default_factory=list)
    last: tuple[Token, ...] = ()  # the last value of the chain before
    previous: Statement | None = None
    passing: list[tuple[Hypothesis, bool]] = field(default_factory=list)  # and whether anything was said under it
    supposed: list[Hypothesis] = field(default_factory=list)  # all that was supposed, also where it is over
    cues: str = ""  # the words of this part so far
    problems: list[tuple[str, Span]] = field(default_factory=list)
    regime: Regime | None = None
    seen: set[str] = field(default_factory=set)
    universal: frozenset[str] = frozenset()  # the letters of the last "for all"
    claimed: set[str] = field(default_factory=set)  # the letters of which something was claimed
    markers: list[tuple[int, str]] = field(default_factory=list)  # the parts in which we are: (b), then (ii)
    of_part: list[tuple[int, Hypothesis]] = field(default_factory=list)  # what they suppose, by depth
    by_part: dict[tuple[str, ...], list[Hypothesis]] = field(default_factory=dict)  # parts come again in solutions
    pending_name: str | None = None
    murky: dict[str, int] = field(default_factory=dict)  # letters of which something was said that is not understood
    cases: dict[str, str] = field(default_factory=dict)  # letters that have a value for a while, and how long
    suspended: dict[str, list[Hypothesis]] = field(default_factory=dict)  # what does not hold in these cases
    aside: tuple[int, list[Hypothesis]] = field(
        default_factory=lambda: (-1, [])
    )  # what does not hold in a display that speaks of more, and which
    declared: set[str] = field(default_factory=set)  # letters whose shape this part states
    told: dict[str, Span] = field(default_factory=dict)  # letters whose mean or variance a sentence supposes, and where
    hedged: set[str] = field(default_factory=set)  # letters in equations that were denied, or held for a while
    unsure: str = ""  # a word for which what is being supposed is not taken as a fact
    standing: tuple[Hypothesis, ...] = ()  # the equations that stood before the statement that is being read

    def _suppose(self, hypothesis: Hypothesis, passing: bool = False) -> None:
        if self.unsure:  # nothing follows from it; a counterexample that it rules out is none, though
            self.scope.lapsed.append(hypothesis)
            return
        self.scope.hypotheses.append(hypothesis)
        self.supposed.append(hypothesis)
        if self.markers:
            self.of_part.append((self.markers[-1][0], hypothesis))
            self.by_part[tuple(m for _, m in self.markers)].append(hypothesis)
        if passing:
            self.passing.append((hypothesis, False))

    def _not_understood(self, said: str, span: Span) -> None:
        """Remember the letters of a formula that was not understood, with its line."""
        line, _ = span.source.position(span.start)
        for name in re.findall(r"\\?[A-Za-z]+", said):
            bare = name.lstrip("\\")
            if len(bare) == 1 or bare in GREEK:
                self.murky.setdefault(bare, line)

    def _doubtful(self, said: str, span: Span) -> None:
        """Leave a doubt on the letters of what is supposed and not understood; [n] = {1, …, n} restricts none."""
        if re.match(r"\s*\[\s*\w+\s*\]\s*(?:=|\\\{|:)", said):
            return
        line, _ = span.source.position(span.start)
        for name in re.findall(r"\\?[A-Za-z]+", said):
            bare = name.lstrip("\\")
            if len(bare) == 1 or bare in GREEK:
                self.scope.described.setdefault(bare, (" ".join(said.split()), line))

    def _hypothesis(self, chain: Node, span: Span, *, over: tuple[str, ...] | None = ()) -> Hypothesis | None:
        reader = Elaborator(self.scope)
        mark = self.scope.trail.mark()
        try:
            holds = condition(reader, chain)
        except (Unread, IllTyped) as error:
            self.scope.trail.undo(mark)
            self.problems.append((f"this condition is not used: {error}", span))
            self._not_understood(span.text, span)
            if isinstance(error, Unread):  # shapes that do not fit are tried again with other kinds of letters
                self._doubtful(span.text, span)
            return None
        known = self.scope.sizes | self.scope.letters.keys() | self.scope.defined.keys()  # a_n may be the last entry
        loose = {name: size for name, size in sorted(reader.places.items()) if name not in known}
        everywhere = over is None or loose.keys() <= set(over)
        places = [reader.place(name, size, span) for name, size in loose.items()] if everywhere else []
        return Hypothesis(at_every(as_proposition(holds), places), frozenset(reader.used), span.text, span)

    def _numbers(self, chain: Related) -> None:
        """Names in an inequality that nobody declared are numbers, but for those that are transposed somewhere."""
        scope = self.scope
        if any(signs.RELATIONS.get(sign.text) in ("≻", "≽", "≺", "≼") for sign in chain.signs):
            return  # of matrices
        if chain.signs[0].text in APART and all(name_of(node) is not None for node in chain.values):
            return  # x ≠ y says as little of points as of numbers
        for node in chain.values:
            name = name_of(node)
            if name is None or name.index or name.bold or name.name in scope.sizes or self._is_entry(node):
                continue
            if name.name in scope.shapes or name.name in CONSTANTS:
                continue  # a function, compared everywhere; or an identity
            known = scope.find(name.name)
            if _is_between(chain) and known is not None and known.kind != "scalar":
                where = known.span or node.span
                scope.shaky[name.name] = where.source.position(where.start)[0]
            elif base_of(name.name) in scope.transposed:
                scope.guesses.setdefault(name.name, "vector")
            elif scope.find(name.name) is None and name.name not in scope.defined:
                scope.declare(name.name, SCALAR, "stated", node.span)

    def _is_entry(self, node: Node) -> bool:
        """Whether it is an entry a_ij of a matrix that is known."""
        base = symbol_name(node.base) if isinstance(node, Scripts) and isinstance(node.base, Letter) else None
        known = self.scope.find(base) if base else None
        return known is not None and not known.family and known.kind == "matrix"

    def _count(self, name: Name, size: Dim) -> None:
        """A family x_1, …, x_n has n members."""
        if name.count:
            self.scope.sizes.add(name.count)
            with suppress(Clash):
                self.scope.trail.unify(size, Dim.of(name.count))

    def _link(self, event: said.Claimed, left: Span | None, sign: Token, right: Span | None) -> Link:
        whole = (left or sign.span).to(right or sign.span)
        link = Link(
            whole,
            sign.span,
            event.where,
            left.text.strip() if left else "",
            signs.RELATIONS.get(sign.text, "="),
            right.text.strip() if right else "",
        )
        link.order = event.order
        self.links.append(link)
        return link

    def _is_stated(self, name: str) -> bool:
        known = self.scope.find(name)
        return known is not None and known.origin == "stated"

    def _stationarity(self) -> Hypothesis | None:
        """That the gradient of what is optimised is zero."""
        goal = self.scope.goal
        if goal is None or not any(word in self.cues or word in self.scope.title for word in SOLVING):
            return None

        def build() -> Apply:
            letter = goal.letter.symbol()
            return logic.EQUAL(calculus.GRADIENT(goal.value.build(), letter), zero(*letter.shape))

        used = frozenset({goal.letter.name})
        return Hypothesis(build, used, f"the gradient by {goal.letter.name} is zero", goal.value.span, solving=True)
