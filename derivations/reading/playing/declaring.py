"""Declarations played: shapes, properties, rows, randomness, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations import algebra, matrices
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import AT_MOST
from derivations.operations.notation import identity, lift, zero
from derivations.operations.probability import Law, of_covariances
from derivations.reading import clashes, values
from derivations.reading import events as said
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.letters import grids
from derivations.reading.letters.families import make_rows, rows_of_defined
from derivations.reading.links import Link
from derivations.reading.names import with_scripts
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing import sampled
from derivations.reading.playing.contradicting import Bound, contradict, suppose_anew
from derivations.reading.playing.state import State
from derivations.reading.playing.targets import (
    CONSTANTS,
    indices_apart,
    reader_span,
)
from derivations.reading.properties import OF_ENTRIES, OF_MATRICES, ON_DIAGONAL, SQUARE, Said
from derivations.reading.properties import TABLE as PROPERTIES
from derivations.reading.scope import Hypothesis, Known, Origin
from derivations.reading.sizes import ONE, Clash, Dim, Unknown, fresh_shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain as Related
from derivations.reading.values import IllTyped, Value
from derivations.reading.vocabulary import EVERY

_BOUNDS: dict[str, Bound] = {
    "nonzero": ("≠", Fraction(0)),
    "non-zero": ("≠", Fraction(0)),
    "positive": (">", Fraction(0)),
    "negative": ("<", Fraction(0)),
}
_COUNT = re.compile(r"\w=\d+")
_ANEW = re.compile(r"\b(?:any|arbitrary|general|every)\b")


def _is_anew(span: Span) -> bool:
    """Whether the words beside a declaration say that nothing more is supposed of the letter now."""
    text, marks = span.source.text, r"\$+|\\[()]|[.;]\s|\n\s*\n"
    before = re.split(marks, re.sub(r"(?:\$|\\\()\s*$", "", text[: span.start]))[-1]
    after = re.split(marks, re.sub(r"^\s*(?:\$|\\\))", "", text[span.end :]), maxsplit=1)[0]
    return bool(_ANEW.search(before) or _ANEW.search(after))


@dataclass
class Declaring(State):
    """Changes the scope as declarations say."""

    def _layout(self, event: said.Layout) -> None:
        layout = None if event.layout == "auto" else event.layout
        scope = self.scope
        if scope.stated_layout and not event.stated:
            return
        if event.shaped:
            scope.matrix_layout = "column"
        if event.stated or event.jacobians or layout is None:
            scope.said_jacobians = layout if event.jacobians else None
        if event.stated or not (event.jacobians and scope.said_layout):  # gradients may lie otherwise than Jacobians
            scope.layout = layout
            scope.stated_layout = event.stated and layout is not None
            scope.said_layout = layout is not None

    def _describe(self, event: said.Describe) -> None:
        """A counterexample with any such letters says little of those that are meant."""
        line, _ = event.span.source.position(event.span.start)
        if event.words.startswith("hessian"):
            self.scope.hessians |= {name.name for name in event.names}
            return
        for name in event.names:
            self.scope.described[name.name] = (event.words, line)

    def _descriptions(self, used: frozenset[str]) -> Iterator[str]:
        understood = {*self.scope.defined, *self.scope.laws}
        indices = {name.rpartition("_{")[2].rstrip("}") for name in used if "_{" in name}
        counts = {
            name for name, (words, _) in self.scope.described.items() if _COUNT.fullmatch(words)
        } - self.scope.sizes
        understood |= counts  # what is set to a number, and no size, is understood elsewhere
        wholes = {name.upper() for name in used if len(name) == 1 and self._is_grid(name)}  # w_{ij} beside W
        near = used | indices | wholes | self._sizes_of(used) | EVERY
        for name in sorted((near & self.scope.described.keys()) - understood):
            words, line = self.scope.described[name]
            if words in ("integer", "integers") and (name in self.scope.sizes or self.scope.find(name) is None):
                continue  # as all sizes are
            of = "the letters" if name in EVERY else name
            yield f"`{words}` at line {line} says more of {of} than is understood"

    def _is_grid(self, name: str) -> bool:
        known = self.scope.find(name) if name.islower() else None
        return known is not None and known.kind == "matrix" and known.origin != "stated"

    def _sizes_of(self, used: frozenset[str]) -> set[str]:
        """The letters in the sizes of letters, of which something may have been said too: d is odd."""
        known = [letter for name in used if (letter := self.scope.find(name)) is not None]
        terms = [atom for letter in known for dim in letter.shape for atom in dim.resolved().terms]
        return {name for atom in terms if isinstance(atom, tuple) for name in atom}

    def _unsaid(self, link: Link) -> Iterator[str]:
        """Letters of an inequality in running text of which nothing is known, or that stand for some member."""
        for name in sorted(link.used & self.scope.hessians - self.scope.defined.keys()):
            if re.search(rf"{re.escape(name)}\s*(?:'|\^\s*\{{?\s*(?:T|\\top|\\intercal))", f"{link.left} {link.right}"):
                yield f"{name} is called a Hessian, and as one it would be symmetric"
        order = link.relation not in ("=", ":=") and link.where == "inline"
        for name in sorted(link.used - self.scope.defined.keys() - self.scope.sizes - link.firm):
            known = self.scope.find(name)
            family = self.scope.indexed.get(name)
            member = (family is not None and family.family) or name in self.scope.membered
            if known is not None and member and known.origin != "stated" and (family or known.kind == "scalar"):
                yield f"{name} may stand for any of {name}_i, of which more is known"
            elif order and name not in self.seen and (known is None or known.origin != "stated"):
                yield f"nothing was said of {name} before"

    def _declare(self, event: said.Declare) -> None:
        for name in event.names:
            if name.count and event.shape is None and not event.properties:
                self.scope.counts.setdefault(name.name, name.count)
                self.scope.sizes.add(name.count)
            if event.rows_of is not None:
                self._rows(name, event.rows_of, event)
            if event.kind:
                self._kind(name, event)
            if event.shape is not None:
                self._shape(name, event)
            for word in event.properties:
                self._property(name, word, event)
            if event.random:
                self._random(name, event)

    def _shape(self, name: Name, event: said.Declare) -> None:
        scope, shape = self.scope, event.shape or ()
        if name.name.split("_")[0] in CONSTANTS:
            scope.ones = shape[0] if len(shape) == 1 and "1" in name.name else scope.ones
            return
        for dim in shape:
            scope.sizes.update(atom[0] for atom in dim.terms if isinstance(atom, tuple) and len(atom) == 1)
        name = grids.declared(scope, name, shape, event.span) or name
        if with_scripts(name.name, name.index) in scope.blocks:
            name = grids.single(name)
            scope.blocks.pop(name.name)
        if name.index:
            family = bool(shape)
            known = scope.indexed.get(name.name) if family else scope.find(name.name)
            if known is not None and not family and known.kind == "vector":
                return
            count = known.shape[0] if known is not None and family else Dim.of(Unknown(name.name))
            self._count(name, count)
            scope.declare(name.name, (count, shape[0] if family else ONE), "stated", event.span, family=family)
            return
        rows, columns = (*shape, ONE, ONE)[:2] if shape else (ONE, ONE)
        known = scope.find(name.name)
        again = known is not None and known.origin == "stated" and not known.family and not event.stated
        if (
            again
            and known is not None
            and not _is_anew(event.span)
            and [str(d) for d in known.shape] == [str(rows), str(columns)]
        ):
            return self._in_clause(name.name, event)
        if name.name in self.declared:
            scope.reshaped |= {name.name}
        self.declared.add(name.name)
        self.seen.discard(name.name)
        scope.described.pop(name.name, None)
        scope.laws.pop(name.name, None)
        scope.declare(name.name, (rows, columns), "stated", event.span).bold = name.bold
        self._in_clause(name.name, event)

    def _in_clause(self, name: str, event: said.Declare) -> None:
        """Remember that a shape was only given in a clause such as: if A ∈ R^{m×n} has full column rank."""
        self.scope.shaky.pop(name, None)
        if not event.clause:
            self.scope.local.pop(name, None)
        else:
            self.scope.local[name] = (event.span.source.position(event.span.start)[0], event.clause)

    def _kind(self, name: Name, event: said.Declare) -> None:
        """A letter that is called a matrix, a vector or a number, unless its shape is known already."""
        scope, known = self.scope, self.scope.find(name.name)
        if name.name in scope.defined or name.name.split("_")[0] in CONSTANTS or scope.strict:
            return
        if event.kind == "any size":
            if known is not None and not known.family:
                self._shake(name, known)
            return
        same = known is not None and known.origin == "stated" and known.kind == event.kind
        if same or (known is not None and (known.family or event.passing)):
            return
        wide = event.kind == "vector" or event.wide
        known = scope.declare(name.name, fresh_shape(name.name, event.kind, wide=wide), "stated", event.span)
        known.bold = name.bold
        if event.square or "square" in event.properties:
            with suppress(Clash):
                scope.trail.unify(*known.shape)

    def _shake(self, name: Name, known: Known) -> None:
        """A letter of the same kind as before, of any size."""
        shape = fresh_shape(name.name, known.kind, wide=known.kind == "vector")
        self.scope.declare(name.name, shape, known.origin, known.span).bold = known.bold

    def _rows(self, name: Name, of: Name, event: said.Declare) -> None:
        """x_i is row i of X, or column i."""
        scope = self.scope
        origin: Origin = "stated" if event.upright else "inferred"
        made = scope.defined.get(of.name)
        if made is not None and name.index:
            unknown = Dim.of(Unknown(name.name)), Dim.of(Unknown(name.name))
            members = scope.indexed[name.name] = Known(name.name, unknown, origin, event.span, True)
            return rows_of_defined(scope, members, made, columns=event.columns)
        matrix = scope.find(of.name) or scope.conventional(of.name, "matrix", event.span)
        if matrix.kind != "matrix" or not name.index:
            return
        family = scope.indexed.get(name.name)
        if family is None or not family.family or family.rows_of not in (None, matrix):
            family = Known(
                name.name, (Dim.of(Unknown(name.name)), Dim.of(Unknown(name.name))), origin, event.span, True
            )
            scope.indexed[name.name] = family
        elif event.upright:
            family.origin = origin
        make_rows(scope, family, matrix, columns=event.columns)

    def _property(self, name: Name, word: str, event: said.Declare) -> None:
        scope = self.scope
        if name.index and name.name in scope.grids:
            name = grids.single(name)
        if name.index and word not in OF_ENTRIES:
            line, _ = event.span.source.position(event.span.start)
            self.scope.described[name.name] = (word, line)  # of each x_i, which is not what is known of all together
            return
        if word in _BOUNDS and not self.unsure:
            contradict(self, name.name, _BOUNDS[word], event.span)
        value = self._named(name, word, event.span)
        if value is None:
            return
        if word in SQUARE and not value.is_scalar:
            try:
                scope.trail.unify(*value.shape)
            except Clash:
                self.problems.append((f"{name.name} is not square, so it cannot be {word}", event.span))
                scope.reshaped |= {name.name}  # here it is a square one
                return self._describe(said.Describe([name], word, event.span))
        known = scope.find(name.name)

        def holds() -> Apply:
            on_diagonal = known is not None and "diagonal" in known.properties  # said before or after: the rest is 0
            return PROPERTIES[ON_DIAGONAL.get(word, word) if on_diagonal else word](value.build())

        if known is not None and word not in known.properties and not self.unsure:
            known.properties.append(word)
        words = f"{name.name} is {word}"
        found = Hypothesis(holds, frozenset({name.name}), words, event.span, outright=event.stated)
        self._suppose(found, event.passing)

    def _named(self, name: Name, word: str, span: Span) -> Value | None:
        scope = self.scope
        made = scope.defined.get(name.name)
        if made is not None:
            return made.value
        known = scope.find(name.name)
        if known is None and name.index:
            known = scope.indexed.get(name.name) or scope.conventional(name.name, "entries", span)
            self._count(name, known.shape[0])
        if known is None:
            if word in OF_MATRICES:
                return self._matrix(name, span)
            elif word in ("positive", "nonnegative", "non-negative", "natural"):
                scope.guesses.setdefault(name.name, "scalar")
            known = scope.conventional(name.name, scope.guess(name.name, bold=name.bold), span)
        return Value(span, known.shape, known.symbol)

    def _matrix(self, name: Name, span: Span) -> Value:
        """A letter that can only be a matrix."""
        known = self.scope.declare(name.name, fresh_shape(name.name, "matrix"), "stated", span)
        return Value(span, known.shape, known.symbol)

    def _random(self, name: Name, event: said.Declare) -> None:
        partial = event.covariance is None and not event.gaussian and not event.stated
        if partial and name.name in self.scope.laws:
            told = self.scope.moments.get(name.name)
            if told is None or told.keys() & {"mean"} or event.mean is None:
                return  # said again of a letter of which more is known
        if event.stated:
            self.scope.loners.add(name.name)
        family = sampled.family_of(self, name.name, None, event.span) if name.index and not event.entries else None
        if family is not None:
            return self._members_drawn(event, family)
        known = self.scope.find(name.name)
        if known is None or (name.index and known.kind == "scalar"):
            kind = "entries" if name.index else self.scope.guess(name.name, bold=name.bold)
            known = self.scope.conventional(name.name, kind, event.span)
        if name.index:
            self._count(name, known.shape[0])
        reader = Elaborator(self.scope)
        try:
            if event.gaussian and event.covariance:
                clashes.parameter(self.scope, [parsed(event.covariance)], event.span, normal=True)
            if event.entries:
                return self._independent(reader, known, event)
            mean = self._moment(reader, event.mean, known, square=False)
            covariance = self._moment(reader, event.covariance, known, square=True)
        except (Unread, IllTyped) as error:
            self.problems.append((str(error), event.span))
            return
        if not event.stated:
            self.told[known.name] = event.span
        if covariance is None and not event.stated:  # it may be said later
            self.scope.moments.setdefault(known.name, {}).update({"mean": mean} if mean is not None else {})
        self._law(known, mean, covariance, gaussian=event.gaussian, used=frozenset(reader.used))

    def _moment(
        self, reader: Elaborator, found: tuple[Token, ...] | None, known: Known, *, square: bool
    ) -> Value | None:
        if found is None:
            return None
        name = name_of(parsed(found)) if found else None
        if name is not None and known.kind == "vector" and self.scope.find(name.name) is None:
            self.scope.guesses.setdefault(name.name, "matrix" if square else "vector")
        value = reader.value(parsed(found)) if found else values.number(known.span or reader_span(known), Fraction(0))
        shape = (known.shape[0], known.shape[0]) if square else known.shape
        values.same_shape(reader.trail, Value(value.span, shape, value.build), value, "a moment of a random letter")
        return value

    def _members_drawn(self, event: said.Declare, family: Known) -> None:
        """The mean and the covariance of each of some columns that are independent."""
        reader = Elaborator(self.scope)
        one = Known(family.name, (family.shape[1], ONE), "inferred", event.span)
        try:
            if event.gaussian and event.covariance:
                clashes.parameter(self.scope, [parsed(event.covariance)], event.span, normal=True)
            mean = self._moment(reader, event.mean, one, square=False)
            covariance = self._moment(reader, event.covariance, one, square=True)
            sampled.drawn(self, reader, family, mean, covariance, event.span, gaussian=event.gaussian)
        except (Unread, IllTyped) as error:
            self.problems.append((str(error), event.span))

    def _independent(self, reader: Elaborator, known: Known, event: said.Declare) -> None:
        """Entries that are independent, each with the same mean and variance."""
        mean = reader.value(parsed(event.mean)) if event.mean else None
        variance = reader.value(parsed(event.covariance)) if event.covariance else None
        for value in (mean, variance):
            if value is not None:
                values.needs_scalar(reader.trail, value, "a moment of every entry")
        rows, columns = known.shape

        def law() -> Law:
            letter = known.symbol()
            ones = matrices.ONES(data=letter.shape) if letter.shape != algebra.SCALAR else lift(1)
            middle = mean.build() * ones if mean is not None else zero(*letter.shape)
            spread = variance.build() * identity(letter.shape[0]) if variance is not None else None
            across = None if columns.is_one else identity(letter.shape[1])
            return Law(letter, middle, spread, across if spread is not None else None)

        del rows
        self.scope.laws[known.name] = law

    def _law(
        self,
        known: Known,
        mean: Value | None,
        covariance: Value | None,
        *,
        gaussian: bool,
        used: frozenset[str] = frozenset(),
    ) -> None:
        def law() -> Law:
            return Law(
                known.symbol(),
                mean.build() if mean else None,
                covariance.build() if covariance else None,
                gaussian=gaussian,
            )

        self.scope.laws[known.name] = law
        if covariance is not None and used:
            self._covariance(law, used | {known.name}, known)

    def _covariance(self, law: Callable[[], Law], letters: frozenset[str], known: Known) -> None:
        """What is called a covariance is semidefinite, when it is a letter, or made from one and the mean."""
        second = "second" in self.scope.moments.get(known.name, {})

        def semidefinite() -> Apply:
            made = law()
            deviation = _deviation(made.rows)
            if deviation is not None:
                return AT_MOST(lift(0), deviation)
            if not isinstance(made.rows, Symbol) and not second:
                raise Unread("not a letter")
            return of_covariances([made])[0]

        self._suppose(Hypothesis(semidefinite, letters, f"the covariance of {known.name}", known.span))

    def _having(self, event: said.Having) -> None:
        """A property of a formula such as X'X, supposed."""
        reader, mark = Elaborator(self.scope), self.scope.trail.mark()
        try:
            value = reader.value(parsed(event.tokens))
            for word in event.words:
                if word in SQUARE:
                    self.scope.trail.unify(*value.shape)
        except (Unread, IllTyped, Clash) as error:
            self.scope.trail.undo(mark)
            self.problems.append((f"what is said of {event.span.text.strip()} is not used: {error}", event.span))
            return self._not_understood(event.span.text, event.span)
        for word in event.words:
            if word in OF_MATRICES and not reader.places:
                build = partial(_held_by, PROPERTIES[word], value)
                words = f"{event.span.text.strip()} is {word}"
                self._suppose(Hypothesis(build, frozenset(reader.used), words, event.span), event.passing)

    def _assume(self, event: said.Assume) -> None:
        if isinstance(event.chain, Related):
            apart = indices_apart(self.scope, event.chain)
            if apart is not None:
                self.scope.apart.append(apart)
                return
            self._numbers(event.chain)
        suppose_anew(self, event.span)
        hypothesis = self._hypothesis(event.chain, event.span, over=event.over)
        if hypothesis is not None:
            hypothesis.outright = event.stated
            self._suppose(hypothesis, event.passing)


def _held_by(said: Said, value: Value) -> Apply:
    return said(value.build())


def _deviation(variance: Expression | None) -> Expression | None:
    """The standard deviation σ where σ² is written for a variance, or σ²I for a covariance; nobody means −σ by it."""
    if isinstance(variance, Apply) and variance.operation is algebra.SCALE:
        variance = variance.arguments[0]
    squared = isinstance(variance, Apply) and variance.operation is algebra.POWER and variance.data == (2,)
    return variance.arguments[0] if squared and isinstance(variance, Apply) and variance.shape == SCALAR else None
