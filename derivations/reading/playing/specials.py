"""Relations of optima, limits and distributions, and signs that say less than an equation."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.kernel.expression import Apply
from derivations.operations import calculus, logic
from derivations.operations.probability import FAMILY, Law, of_covariances
from derivations.reading import clashes, hedges, special, values
from derivations.reading import events as said
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.links import Attempt, Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing import sampled
from derivations.reading.playing.cues import lets
from derivations.reading.playing.families import family
from derivations.reading.playing.lawful import claim_law, has_its_law, suppose_given
from derivations.reading.playing.limiting import tending
from derivations.reading.playing.optimising import Optimising
from derivations.reading.playing.rounding import rounded
from derivations.reading.playing.state import Regime
from derivations.reading.playing.targets import (
    normal_law,
    value_letters,
)
from derivations.reading.scope import Hypothesis, Known
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Group, Node
from derivations.reading.values import IllTyped, Value


@dataclass
class Specials(Optimising):
    """Deals with sides that are no values."""

    def _special(
        self,
        link: Link,
        reader: Elaborator,
        left: tuple[Token, ...],
        meaning: str,
        right: tuple[Token, ...],
        event: said.Claimed,
    ) -> bool:
        """Optima and limits, which are no values. True when the link is dealt with."""
        first, second = special.optimum(left), special.optimum(right)
        moving = special.limit(left)
        if moving is not None and meaning in ("=", "→"):
            self._limit(link, reader, moving, right)
            return True
        if first is None and second is None:
            return False
        if meaning not in ("=", ":=", "∈"):
            raise Unread("a relation of optima other than = is not read", link.sign)
        if first is not None and second is not None:
            self._same_optima(link, first, second)
        words, equals = f"{event.cue} {event.statement.words} {event.after}", meaning != "∈"
        if first is not None and second is None:
            self._optimum_is(link, reader, first, right, words, equals=equals)
        elif second is not None and first is None:
            fresh = meaning == ":=" or lets(event.cue)
            self._named_optimum(link, reader, second, left, words, fresh=fresh, equals=equals)
        return True

    def _limit(self, link: Link, reader: Elaborator, moving: special.Limit, right: tuple[Token, ...]) -> None:
        name = name_of(parsed(moving.letter))
        place = special.place_of(moving.place)
        if name is None or place is None:
            raise Unread("limits are read at 0 from above and at infinity", moving.span)
        if self.scope.find(name.name) is None:
            self.scope.guesses.setdefault(name.name, "scalar")
        try:
            value = reader.value(parsed(moving.body))
        except IllTyped as error:  # more often a function that is not known than a slip
            raise Unread(str(error), error.span) from None
        self._limit_claim(link, reader, value, right, name.name, place)

    def _limit_claim(
        self, link: Link, reader: Elaborator, value: Value, right: tuple[Token, ...], letter: str, place: str
    ) -> None:
        target = reader.value(parsed(right))
        attempt = tending(self.scope, reader.used, (value, target), letter, place, link.span)
        link.role, link.states, link.attempts = "claim", attempt.build, [attempt]

    def _loose(
        self,
        link: Link,
        reader: Elaborator,
        left: tuple[Token, ...],
        meaning: str,
        right: tuple[Token, ...],
        sign: Token,
        event: said.Claimed,
    ) -> None:
        """Signs that say less than an equation."""
        if meaning == "∼":
            return self._distribution(link, reader, left, right, event.cue)
        if meaning == "→":
            return self._tends(link, reader, left, right)
        if meaning == "≈" and rounded(link, reader, left, right, sign):
            return None
        if meaning == "≈":
            raise Unread("≈ says nothing exact: give a limit or an order, or an equation", sign.span)
        return self._proportional(link, reader, left, right, sign)

    def _proportional(
        self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...], sign: Token
    ) -> None:
        """a ∝ b: the gradients of their logarithms agree, by the letter that varies."""
        from derivations.operations.elementwise import LOG

        first, second = reader.value(parsed(left)), reader.value(parsed(right))
        for side in (first, second):
            values.needs_scalar(self.scope.trail, side, "what is proportional")
        name = hedges.varying(link.span)
        name = name if name in reader.used else self.scope.variable
        known = self.scope.find(name) if name else None
        if known is None or known.name not in reader.used:
            raise Unread("in which letter the sides are proportional is not known", sign.span)

        def build() -> Apply:
            letter = known.symbol()
            return logic.EQUAL(*(calculus.GRADIENT(LOG(side.build()), letter) for side in (first, second)))

        link.role, link.states, link.attempts = "claim", build, [Attempt("as it stands", build)]

    def _tends(self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...]) -> None:
        if any(token.text == ":" for token in left):
            link.role = "hypothesis"  # f: R^n → R, from where to where a function goes
            return
        name, place = name_of(parsed(left)), special.place_of(right)
        if name is not None and place is not None and name.name not in self.scope.defined:
            known = self.scope.find(name.name)
            if known is None:
                self.scope.guesses.setdefault(name.name, "scalar")
                known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=False), link.span)
            if known.kind == "scalar":
                self.regime = Regime(known, place, link.span)
                link.role = "hypothesis"
                return
        if self.regime is None:
            raise Unread("what moves is not said: write \\lim_{x \\to 0}", link.sign)
        if self.regime.letter.name not in value_letters(self.scope, left):
            raise Unread(f"this is not given in terms of {self.regime.letter.name}, which moves", link.span)
        self._limit_claim(link, reader, reader.value(parsed(left)), right, self.regime.letter.name, self.regime.place)

    def _distribution(
        self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...], cue: str
    ) -> None:
        node = parsed(right)
        group = normal_law(node)
        bars = [k for k, token in enumerate(left) if token.text in ("\\mid", "|", "\\vert")]
        if len(bars) == 1:
            return suppose_given(link, reader, left[: bars[0]], group, cue)
        letter = name_of(parsed(left))
        if letter is not None and has_its_law(self.scope, letter, cue):
            return claim_law(link, reader, left, group)
        if group is None and self._of_family(link, reader, left, node):
            return
        if group is None:
            raise Unread("of distributions only \\mathcal{N}(mean, covariance) is read", link.span)
        clashes.parameter(self.scope, group.items, group.span, normal=True)
        name = name_of(parsed(left))
        if name is None:
            raise Unread("the law of something that is no letter is not read", link.span)
        if name.index and self._of_members(link, reader, name, group):
            return
        known = self.scope.find(name.name)
        if known is None:
            wide = reader.value(group.items[1])
            self._like_covariance(group.items[0], wide)
            mean = reader.value(group.items[0])
            plain_ = (mean.is_scalar or wide.is_scalar) and not name.bold and not name.index
            kind = "scalar" if plain_ else "vector"
            self.scope.guesses.setdefault(name.name, "scalar" if kind == "scalar" else "vector")
            known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=name.bold), link.span)
        self._normal(link, reader, known, name, group)

    def _of_members(self, link: Link, reader: Elaborator, name: Name, group: Group) -> bool:
        """The law of the columns x_1, …, x_n. True when they are such."""
        declared = sampled.family_of(self, name.name, None, link.span)
        if declared is not None:
            for item, kind in zip(map(name_of, group.items), ("vector", "matrix"), strict=False):
                if item is not None and self.scope.find(item.name) is None:
                    self.scope.guesses.setdefault(item.name, kind)  # type: ignore[arg-type]
        covariance = reader.value(group.items[1])
        self._like_covariance(group.items[0], covariance)
        mean = reader.value(group.items[0])
        known = sampled.family_of(self, name.name, covariance, link.span)
        if known is None:
            return False
        sampled.drawn(self, reader, known, mean, covariance, link.span, gaussian=True)
        link.role, link.used = "hypothesis", frozenset({known.name})
        return True

    def _of_family(self, link: Link, reader: Elaborator, left: tuple[Token, ...], node: Node) -> bool:
        """The law of a number from a named family. True when it is one."""
        found, name = family(node), name_of(parsed(left))
        if found is None or name is None or name.index or self.scope.words & {"scale", "discrete"}:
            return False
        kind, group = found
        clashes.parameter(self.scope, group.items, group.span, normal=False)
        if self.scope.find(name.name) is None:
            self.scope.guesses.setdefault(name.name, "scalar")
        known = self.scope.find(name.name) or self.scope.conventional(name.name, "scalar", link.span)
        given = [values.needs_scalar(reader.trail, reader.value(item), "a parameter") for item in group.items]
        values.needs_scalar(reader.trail, Value(link.span, known.shape, known.symbol), "the value of this law")

        def law() -> Law:
            mean, variance = kind.moments(*(value.build() for value in given))
            return Law(known.symbol(), mean, variance, name=FAMILY)

        self.scope.laws[known.name] = law
        self.scope.families.add(known.name)
        self.scope.moments.pop(known.name, None)
        letters = frozenset({known.name, *reader.used})
        for k in range(len(kind.conditions(*(value.build() for value in given)))):
            holds = Hypothesis(
                lambda k=k: kind.conditions(*(value.build() for value in given))[k],  # type: ignore[misc]
                letters,
                f"the law of {known.name}",
                link.span,
            )
            self._suppose(holds)
        spread = Hypothesis(lambda: of_covariances([law()])[0], letters, f"the variance of {known.name}", link.span)
        self._suppose(spread)
        link.role, link.used = "hypothesis", letters
        return True

    def _like_covariance(self, node: Node, covariance: Value) -> None:
        """A mean that nobody declared is a column where the covariance is a matrix."""
        name = name_of(node)
        if name is not None and not covariance.is_scalar and self.scope.find(name.name) is None:
            self.scope.guesses.setdefault(name.name, "vector")

    def _normal(self, link: Link, reader: Elaborator, known: Known, name: Name, group: Group) -> None:
        mean, covariance = (reader.value(item) for item in group.items)
        where = Value(link.span, known.shape, known.symbol)
        if name.index and known.kind == "vector":  # entries that are independent of each other
            values.needs_scalar(self.scope.trail, covariance, "a variance")
            variance, rows = covariance, known.shape[0]
            identity = values.unit_matrix(link.span, rows)
            covariance = Value(link.span, (rows, rows), lambda: variance.build() * identity.build())
        values.same_shape(self.scope.trail, where, mean, "a letter and its mean")
        square = Value(covariance.span, (known.shape[0], known.shape[0]), covariance.build)
        values.same_shape(self.scope.trail, square, covariance, "the covariance of a letter")
        self._law(known, mean, covariance, gaussian=True, used=frozenset(reader.used))
        link.role, link.used = "hypothesis", frozenset({known.name})
