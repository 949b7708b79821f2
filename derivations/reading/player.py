"""Plays the events of a section on a scope: declarations change it, statements become links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction

from derivations.kernel.expression import Apply, Expression, Index, Size, Symbol, substitute
from derivations.operations import algebra, calculus, limits, logic, matrices, optima, sequences
from derivations.operations.notation import both, identity, lift, zero
from derivations.operations.probability import Law
from derivations.reading import events as said
from derivations.reading import moments, signs, special, values
from derivations.reading.applied import TABLE
from derivations.reading.derivatives import written_out
from derivations.reading.elaborate import Elaborator
from derivations.reading.entries import base_name, by_entries
from derivations.reading.events import Name, name_of
from derivations.reading.links import Attempt, Link
from derivations.reading.lookup import make_rows
from derivations.reading.names import index_terms, is_transpose, plain, symbol_name
from derivations.reading.parser import parsed
from derivations.reading.properties import OF_MATRICES, SQUARE
from derivations.reading.properties import TABLE as PROPERTIES
from derivations.reading.prose import bare_inequality
from derivations.reading.recurrences import shifted, timed, unrolled
from derivations.reading.relations import condition, related
from derivations.reading.rows import Chain, Statement, span_of
from derivations.reading.scope import Defined, Goal, Hypothesis, Known, Origin, Scope, base_of
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Unknown, fresh_shape
from derivations.reading.source import Source, Span, Token, Unread
from derivations.reading.syntax import Beside, Big, Grid, Group, Letter, Node, Num, Scripts, Word
from derivations.reading.syntax import Chain as Related
from derivations.reading.values import IllTyped, Value

SOLVING = (
    "closed form",
    "closed-form",
    "zero",
    "vanish",
    "set",
    "solv",
    "minim",
    "maxim",
    "optim",
    "stationar",
    "normal equation",
    "critical",
    "first-order",
)
DEFINING = (
    "let",
    "define",
    "denote",
    "write",
    "where",
    "call",
    "with",
    "put",
    "set",
    "introduce",
    "consider",
    "given",
    "using",
)
SUPPOSING = (
    "suppose",
    "assume",
    "given",
    "if",
    "when",
    "subject to",
    "such that",
    "s.t.",
    "constraint",
    "satisf",
    "model",
)
CONCLUDING = (
    "hence",
    "thus",
    "therefore",
    "so",
    "gives",
    "yields",
    "get",
    "obtain",
    "solution",
    "solving",
    "rearrang",
    "implies",
)
GIVEN = ("assum", "noise", "random", "where", "with", "let", "suppose", "given", "satisf", "such that", "i.i.d", "iid")
FOUND = ("find", "hence", "thus", "therefore", "then", "compute", "follows", "get", "obtain", "show")
CHOOSING = (
    "writing",
    "split",
    "partition",
    "decompos",
    "svd",
    "here",
    "at",
    "with",
    "for",
    "choos",
    "tak",
    "pick",
    "where",
    "put",
    "set",
    "step size",
    "rate",
)
CONDITIONS = (
    *("if", "iff", "when", "whenever", "provided", "require", "condition", "exactly", "assum", "stable", "converge"),
    *("as long as", "need"),
)
CLAIMING = ("show", "prove", "verify", "identity", "claim", "check")
READING = (Unread, RecursionError, KeyError, TypeError, ValueError)


@dataclass
class Player:
    """One run over a section's events."""

    scope: Scope
    links: list[Link] = field(default_factory=list)
    last: tuple[Token, ...] = ()  # the last value of the chain before
    previous: Statement | None = None
    passing: list[tuple[Hypothesis, bool]] = field(default_factory=list)  # and whether anything was said under it
    cues: str = ""  # the words of this part so far
    problems: list[tuple[str, Span]] = field(default_factory=list)
    regime: tuple[Known, str] | None = None
    seen: set[str] = field(default_factory=set)
    markers: list[tuple[int, str]] = field(default_factory=list)  # the parts in which we are: (b), then (ii)
    of_part: list[tuple[int, Hypothesis]] = field(default_factory=list)  # what they suppose, by depth
    by_part: dict[tuple[str, ...], list[Hypothesis]] = field(default_factory=dict)  # parts come again in solutions

    def play(self, events: Sequence[said.Event]) -> None:
        """All events in order."""
        for event in events:
            match event:
                case said.Declare():
                    self._declare(event)
                case said.Assume():
                    self._assume(event)
                case said.Define():
                    self._define_outright(event)
                case said.Layout():
                    self._layout(event)
                case said.Claimed():
                    self._claimed(event)
                case said.Objective():
                    self.cues += " " + event.cue
                    self._objective(event.tokens)
                case said.Part():
                    self._part(event.span.text)
                case said.Paragraph():
                    self._paragraph()
                case said.Problem():
                    self.problems.append((event.message, event.span))
        self.links.sort(key=lambda link: link.order)

    # Declarations

    def _part(self, text: str) -> None:
        self._paragraph()
        marker = "".join(c for c in text.lower() if c.isalnum())
        level = 2 if set(marker) <= set("ivx") and marker else 1
        self.markers = [*[m for m in self.markers if m[0] < level], (level, marker)]
        place = tuple(m for _, m in self.markers)
        self.scope.apart, self.scope.part = [], object()
        over = [h for depth, h in self.of_part if depth >= level]
        self.of_part = [(depth, h) for depth, h in self.of_part if depth < level]
        again = self.by_part.setdefault(place, [])
        self.scope.hypotheses = [h for h in self.scope.hypotheses if h not in over]
        self.scope.hypotheses += [h for h in again if h not in self.scope.hypotheses]
        self.of_part += [(level, h) for h in again]
        self.scope.contexts, self.cues, self.last, self.previous, self.regime = [], "", (), None, None
        for made in self.scope.defined.values():
            made.recent = False

    def _paragraph(self) -> None:
        """What a sentence supposed ends with the paragraph in which something was said under it."""
        kept = []
        for hypothesis, used in self.passing:
            if not used:
                kept.append((hypothesis, True))
            elif hypothesis in self.scope.hypotheses:
                self.scope.hypotheses.remove(hypothesis)
        self.passing = kept

    def _layout(self, event: said.Layout) -> None:
        layout = None if event.layout == "auto" else event.layout
        if event.stated or not self.scope.stated_layout:
            self.scope.layout = layout
            self.scope.stated_layout = event.stated and layout is not None
            self.scope.said_layout = layout is not None

    def _declare(self, event: said.Declare) -> None:
        for name in event.names:
            if event.rows_of is not None:
                self._rows(name, event.rows_of, event)
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
        if len(shape) == 2 and name.index:
            self.problems.append((f"{name.name}_{name.index}: a family of matrices is not read", event.span))
            return
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
        if again and known is not None and [str(d) for d in known.shape] == [str(rows), str(columns)]:
            return
        self.seen.discard(name.name)
        scope.laws.pop(name.name, None)
        scope.declare(name.name, (rows, columns), "stated", event.span).bold = name.bold

    def _rows(self, name: Name, of: Name, event: said.Declare) -> None:
        """x_i is row i of X."""
        scope = self.scope
        matrix = scope.find(of.name) or scope.conventional(of.name, "matrix", event.span)
        if matrix.kind != "matrix" or not name.index:
            return
        family = scope.indexed.get(name.name)
        origin: Origin = "stated" if event.upright else "inferred"
        if family is None or not family.family:
            family = Known(
                name.name, (Dim.of(Unknown(name.name)), Dim.of(Unknown(name.name))), origin, event.span, True
            )
            scope.indexed[name.name] = family
        make_rows(scope, family, matrix)

    def _property(self, name: Name, word: str, event: said.Declare) -> None:
        scope = self.scope
        value = self._named(name, word, event.span)
        if value is None:
            return
        if word in SQUARE and not value.is_scalar:
            try:
                scope.trail.unify(*value.shape)
            except Clash:
                self.problems.append((f"{name.name} is not square, so it cannot be {word}", event.span))
                return
        holds = PROPERTIES[word]
        known = scope.find(name.name)
        if known is not None and word not in known.properties:
            known.properties.append(word)
        words = f"{name.name} is {word}"
        self._suppose(
            Hypothesis(lambda: holds(value.build()), frozenset({name.name}), words, event.span), event.passing
        )

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

    def _count(self, name: Name, size: Dim) -> None:
        """A family x_1, …, x_n has n members."""
        if name.count:
            self.scope.sizes.add(name.count)
            with suppress(Clash):
                self.scope.trail.unify(size, Dim.of(name.count))

    def _suppose(self, hypothesis: Hypothesis, passing: bool = False) -> None:
        self.scope.hypotheses.append(hypothesis)
        if self.markers:
            self.of_part.append((self.markers[-1][0], hypothesis))
            self.by_part[tuple(m for _, m in self.markers)].append(hypothesis)
        if passing:
            self.passing.append((hypothesis, False))

    def _random(self, name: Name, event: said.Declare) -> None:
        known = self.scope.find(name.name)
        if known is None:
            kind = "entries" if name.index else self.scope.guess(name.name, bold=name.bold)
            known = self.scope.conventional(name.name, kind, event.span)
        if name.index:
            self._count(name, known.shape[0])
        reader = Elaborator(self.scope)
        try:
            if event.entries:
                return self._independent(reader, known, event)
            mean = self._moment(reader, event.mean, known, square=False)
            covariance = self._moment(reader, event.covariance, known, square=True)
        except (Unread, IllTyped) as error:
            self.problems.append((str(error), event.span))
            return
        self._law(known, mean, covariance, gaussian=event.gaussian)

    def _moment(
        self, reader: Elaborator, found: tuple[Token, ...] | None, known: Known, *, square: bool
    ) -> Value | None:
        if found is None:
            return None
        value = reader.value(parsed(found)) if found else values.number(known.span or reader_span(known), Fraction(0))
        shape = (known.shape[0], known.shape[0]) if square else known.shape
        values.same_shape(reader.trail, Value(value.span, shape, value.build), value, "a moment of a random letter")
        return value

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

    def _moment_of(
        self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...], link_cue: str
    ) -> bool:
        """E[ε] = 0, Cov(ε) = σ²I, E[εε'] = σ²I: what is assumed of a letter of which it is not known yet."""
        found = None if self.scope.strict else moment(parsed(left))
        supposed = any(_has(link_cue[-200:], word) for word in GIVEN) and not any(_has(link_cue, w) for w in FOUND)
        if found is None or not supposed:
            return False
        kind, name = found
        known = self.scope.find(name.name)
        if name.name in self.scope.defined or kind in self.scope.moments.get(name.name, {}):
            return False
        if name.name in self.scope.laws and name.name not in self.scope.moments:
            return False
        if known is None:
            known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=name.bold), link.span)
        value = reader.value(parsed(right))
        shape = known.shape if kind == "mean" else (known.shape[0], known.shape[0])
        values.same_shape(reader.trail, Value(value.span, shape, value.build), value, "a moment of a random letter")
        self.scope.moments.setdefault(name.name, {})[kind] = value
        own = self.scope.moments[name.name]
        self._law(known, own.get("mean"), own.get("covariance"), gaussian=False)
        link.role, link.used = "hypothesis", frozenset({name.name})
        return True

    def _law(self, known: Known, mean: Value | None, covariance: Value | None, *, gaussian: bool) -> None:
        def law() -> Law:
            return Law(
                known.symbol(),
                mean.build() if mean else None,
                covariance.build() if covariance else None,
                gaussian=gaussian,
            )

        self.scope.laws[known.name] = law

    def _assume(self, event: said.Assume) -> None:
        if isinstance(event.chain, Related):
            apart = indices_apart(self.scope, event.chain)
            if apart is not None:
                self.scope.apart.append(apart)
                return
            self._numbers(event.chain)
        hypothesis = self._hypothesis(event.chain, event.span)
        if hypothesis is not None:
            self._suppose(hypothesis, event.passing)

    def _numbers(self, chain: Related) -> None:
        """Names in an inequality that nobody declared are numbers."""
        scope = self.scope
        for node in chain.values:
            name = name_of(node)
            if name is None or name.index or name.name in scope.sizes:
                continue
            if scope.find(name.name) is None and name.name not in scope.defined:
                scope.declare(name.name, SCALAR, "stated", node.span)

    def _hypothesis(self, chain: Node, span: Span) -> Hypothesis | None:
        reader = Elaborator(self.scope)
        mark = self.scope.trail.mark()
        try:
            holds = condition(reader, chain)
        except (Unread, IllTyped) as error:
            self.scope.trail.undo(mark)
            self.problems.append((f"this condition is not used: {error}", span))
            return None
        return Hypothesis(_proposition(holds), frozenset(reader.used), span.text, span)

    def _define_outright(self, event: said.Define) -> None:
        from derivations.reading.rows import statements

        for statement in statements(event.tokens):
            for chain in statement.chains:
                if len(chain.signs) == 1 and all(chain.values):
                    try:
                        target = definable(parsed(chain.values[0]))
                    except Unread:
                        target = None
                    if target is not None:
                        try:
                            self._define(target, chain.values[1], chain.values[0])
                            self.scope.defined[target[0]].recent = True
                            return
                        except (Unread, IllTyped) as error:
                            self.problems.append((f"this definition is not understood: {error}", event.span))
                            return
        self.problems.append(("a definition is read as `define name = expression`", event.span))

    def _define(
        self, target: Target, right: tuple[Token, ...], left: tuple[Token, ...], reader: Elaborator | None = None
    ) -> Value:
        """Make a name stand for an expression, or for a function of its parameters."""
        _, parameters = target
        scope = self.scope
        letters = tuple(self._parameter(p, span_of(left)) for p in parameters)
        kept = dict(scope.letters)
        scope.letters |= {p.name: x for p, x in zip(parameters, letters, strict=True) if p.squared}
        try:
            return self._body(target, letters, right, left, reader)
        finally:
            scope.letters |= {p.name: kept[p.name] for p in parameters if p.squared and p.name in kept}

    def _body(
        self,
        target: Target,
        letters: tuple[Known, ...],
        right: tuple[Token, ...],
        left: tuple[Token, ...],
        reader: Elaborator | None,
    ) -> Value:
        name, parameters = target
        scope = self.scope
        body = parsed(right)
        reader = reader or Elaborator(scope)
        before = scope.find(name)
        value, letters = self._typed(reader, body, parameters, letters)
        if before is not None and not before.family:
            here = Value(span_of(left), before.shape, before.symbol)
            values.same_shape(scope.trail, here, value, f"{name} cannot be this")
        if name in reader.used and before is not None:
            raise Unread(f"{name} stands on both sides of its definition", span_of(left))
        parameter_names = tuple(p.name for p in parameters)
        made = Defined(name, body, parameter_names, span_of(left), value, letters, frozenset(reader.used))
        made.squares = frozenset(p.name for p in parameters if p.squared)
        scope.defined[name] = made
        if name in self.seen and not parameters:
            self._refresh(name)
        if parameters and len(letters) == 1:
            scope.variable = letters[0].name
            scope.goal = Goal(value, letters[0], "min", part=scope.part) if value.is_scalar else scope.goal
        return value

    def _typed(
        self, reader: Elaborator, body: Node, parameters: tuple[Name, ...], letters: tuple[Known, ...]
    ) -> tuple[Value, tuple[Known, ...]]:
        """A body; its parameters are numbers of its own when it only fits so."""
        mark = self.scope.trail.mark()
        try:
            return reader.value(body), letters
        except IllTyped:
            if not parameters or all(x.kind == "scalar" for x in letters):
                raise
        self.scope.trail.undo(mark)
        own = tuple(Known(p.name, SCALAR, "inferred", x.span) for p, x in zip(parameters, letters, strict=True))
        kept, self.scope.letters = self.scope.letters, self.scope.letters | {x.name: x for x in own}
        try:
            return reader.value(body), own
        finally:
            self.scope.letters = kept

    def _refresh(self, name: str) -> None:
        """What was defined with a letter that has a meaning now is read again."""
        for other, made in list(self.scope.defined.items()):
            if other != name and name in made.uses and name not in made.parameters and made.value is not None:
                reader = Elaborator(self.scope)
                with suppress(Unread, IllTyped):
                    value = made.again(reader) if made.again else reader.value(made.body)
                    self.scope.defined[other] = replace(made, value=value, uses=made.uses | frozenset(reader.used))

    def _parameter(self, name: Name, span: Span) -> Known:
        scope = self.scope
        known = scope.find(name.name)
        if name.squared and known is not None and known.kind != "scalar":
            return Known(name.name, SCALAR, "inferred", span)
        if name.name in scope.defined:
            return Known(name.name + "'", scope.defined[name.name].value.shape, "inferred", span)  # type: ignore[union-attr]
        return scope.find(name.name) or scope.conventional(name.name, scope.guess(name.name, bold=name.bold), span)

    def _objective(self, tokens: Sequence[Token]) -> None:
        try:
            found = special.optimum(tokens)
        except Unread:
            return
        if found is None:
            return
        with suppress(Unread, IllTyped):
            self._goal(found)

    def _goal(self, found: special.Optimum) -> Goal:
        reader = Elaborator(self.scope)
        value = values.needs_scalar(self.scope.trail, reader.value(parsed(found.body)), "what is optimised")
        known = None
        for letter in found.letters:
            name = name_of(parsed(letter))
            known = (self.scope.find(name.name) if name else None) or known
        if known is None:
            if self.scope.goal is None:
                raise Unread("over what it is optimised is not said: write \\min_w", found.span)
            known = self.scope.goal.letter
        self.scope.goal = Goal(value, known, found.sense, part=self.scope.part)
        self.scope.variable = known.name
        return self.scope.goal

    # Statements

    def _claimed(self, event: said.Claimed) -> None:
        self.cues += " " + event.cue
        self.passing = [(hypothesis, True) for hypothesis, _ in self.passing]
        statement = event.statement
        inequality = None
        with suppress(Unread):
            inequality = bare_inequality(statement)
        conditional = any(_has(statement.words, word) for word in ("if", "when", "for", "where", "with", "provided"))
        if (
            inequality is not None
            and not self.scope.strict
            and (event.where == "inline" or conditional or not statement.words)
        ):
            return self._stated(event, inequality)
        antecedent: list[Link] = []
        if statement.begins_with_arrow and self.previous is not None:
            antecedent = self._again(self.previous)
        arrows = list(statement.arrows)
        if statement.begins_with_arrow and arrows:
            sign = arrows.pop(0)
            mine = self._arrow(event, sign, antecedent, span_of([sign]))
            before = antecedent
        else:
            mine, before = None, []
        for k, chain in enumerate(statement.chains):
            made = self._chain(
                event, chain, first=k == 0 and mine is None, before=before, last=k == len(statement.chains) - 1
            )
            if k < len(arrows):
                for one in made if not self.scope.strict else ():
                    one.otherwise = "hypothesis" if one.role == "claim" else one.otherwise
            if mine is not None:
                self._conclude(mine, before, made)
            mine = self._arrow(event, arrows[k], made, span_of([arrows[k]])) if k < len(arrows) else None
            before = [*before, *made] if not made or made[0].role != "definition" else made
        self.previous = statement
        return None

    def _again(self, statement: Statement) -> list[Link]:
        """The links of a statement that was read before."""
        count = sum(len(chain.signs) for chain in statement.chains[-1:])
        return [link for link in self.links if link.relation not in signs.ARROWS][-count:] if count else []

    def _stated(self, event: said.Claimed, chain: Related) -> None:
        """A condition on bare letters in a display: it holds from here on."""
        self._numbers(chain)
        hypothesis = self._hypothesis(chain, chain.span)
        for left, sign, right in zip(chain.values, chain.signs, chain.values[1:], strict=False):
            link = self._link(event, left.span, sign, right.span)
            link.role = "hypothesis" if hypothesis is not None else "unread"
            link.reason = "" if hypothesis is not None else "this condition is not understood"
            if hypothesis is not None:
                link.states = hypothesis.build
                hypothesis.step = "stated"
        if hypothesis is not None:
            self.scope.hypotheses.append(hypothesis)  # what a display states holds beyond the part it stands in

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

    def _arrow(self, event: said.Claimed, sign: Token, before: list[Link], span: Span) -> Link:
        left = before[0].span.to(before[-1].span) if before else None
        link = self._link(event, left, sign, None)
        link.span = link.span.to(span)
        link.reason = "an implication needs a statement on either side"
        return link

    def _conclude(self, link: Link, before: list[Link], after: list[Link]) -> None:
        """The claim of an implication sign, from what stands on its two sides."""
        if after:
            link.span = link.span.to(after[-1].span)
            link.right = after[0].span.to(after[-1].span).text.strip()
        parts = [one for one in before if one.states is not None]
        results = [one for one in after if one.states is not None]
        goal = self._stationarity()
        if not results or (not parts and goal is None):
            link.reason = "one of its sides is not read"
            return
        link.role = "claim"
        link.reason = ""
        link.used = frozenset().union(*(one.used for one in (*parts, *results)))
        link.hypotheses = tuple(self.scope.hypotheses)
        link.scope = self.scope
        given = [one.states for one in parts if one.states is not None] or ([goal.build] if goal else [])
        found = [one.states for one in results if one.states is not None]
        if signs.RELATIONS[link.sign.text] == "⟺" if link.sign.text in signs.RELATIONS else False:
            link.attempts = [Attempt("implication", lambda: logic.IFF(_all(given), _all(found)))]
        elif link.relation == "⟸":
            link.attempts = [Attempt("implication", lambda: logic.IMPLIES(_all(found), _all(given)))]
        else:
            link.attempts = [Attempt("implication", lambda: logic.IMPLIES(_all(given), _all(found)))]
        link.attempts[0].extra = tuple(self.scope.contexts)
        extra = tuple(h for one in parts if (h := one.solving) is not None)
        for one in after:
            if one.role == "claim" and (extra or goal):
                more = extra or ((goal,) if goal else ())
                one.attempts.append(Attempt("derived", one.attempts[0].build, (*more, *self.scope.contexts)))

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

    def _chain(self, event: said.Claimed, chain: Chain, *, first: bool, before: list[Link], last: bool) -> list[Link]:
        """The links of a chain of relations."""
        if not chain.signs:
            if chain.values and chain.values[0]:
                self._objective(chain.values[0])
                self.last = chain.values[0]
            return []
        own = list(chain.values)
        if not own[0]:
            own[0] = self.last
        made: list[Link] = []
        for k, sign in enumerate(chain.signs):
            left, right = own[k], own[k + 1]
            here = left if k or chain.values[0] else ()
            link = self._link(event, span_of(here) if here else None, sign, span_of(right) if right else None)
            if not link.left and left:
                link.left = span_of(left).text.strip()
            made.append(link)
            link.detached = not here and event.where == "inline"
            self._read(
                link, left, sign, right, event, opening=first and k == 0 and bool(chain.values[0]), chained=k > 0
            )
        if own[-1]:
            self.last = own[-1]
        return made

    def _read(
        self,
        link: Link,
        left: tuple[Token, ...],
        sign: Token,
        right: tuple[Token, ...],
        event: said.Claimed,
        *,
        opening: bool,
        chained: bool,
    ) -> None:
        """What one link says. Whatever cannot be read leaves the scope as it was."""
        mark = self.scope.trail.mark()
        reader = Elaborator(self.scope)
        link.scope, link.hypotheses = self.scope.copy(), tuple(self.scope.hypotheses)
        try:
            if not left or not right:
                raise Unread("a side of this relation is missing", sign.span)
            self._understood(link, reader, left, sign, right, event, opening=opening, chained=chained)
        except IllTyped as error:
            self.scope.trail.undo(mark)
            link.role, link.reason, link.mark = "illtyped", str(error), error.span
            self._narrow(link, reader)
        except RecursionError:
            self.scope.trail.undo(mark)
            link.role, link.reason = "unread", "nested too deeply"
        except Unread as error:
            self.scope.trail.undo(mark)
            link.role, link.reason, link.mark = "unread", str(error), error.span
        link.used = link.used | frozenset(reader.used)
        link.lightly = frozenset(reader.lightly)
        link.layout = bool(reader.layouts)
        link.doubts = tuple(sorted(reader.doubts))
        for name in sorted(link.used & self.scope.tainted.keys()):
            link.tainted = f"{name} at line {self.scope.tainted[name]}"
        link.loose = bool(reader.loose)
        link.guessed = frozenset(n for n in link.used if n in self.scope.guesses and not self._is_stated(n))
        self.seen |= link.used

    def _is_stated(self, name: str) -> bool:
        known = self.scope.find(name)
        return known is not None and known.origin == "stated"

    def _narrow(self, link: Link, reader: Elaborator) -> None:
        """Which side does not fit by itself: only its letters matter to whether that is certain."""
        for node in (link.left_node, link.right_node):
            mark, own = self.scope.trail.mark(), Elaborator(self.scope)
            try:
                if node is not None:
                    own.value(node)
            except IllTyped:
                reader.used = own.used
            except Unread:
                pass
            finally:
                self.scope.trail.undo(mark)

    def _understood(
        self,
        link: Link,
        reader: Elaborator,
        left: tuple[Token, ...],
        sign: Token,
        right: tuple[Token, ...],
        event: said.Claimed,
        *,
        opening: bool,
        chained: bool,
    ) -> None:
        meaning = signs.RELATIONS[sign.text]
        if self._special(link, reader, left, meaning, right, event):
            return
        words = f"{event.cue} {event.statement.words}"
        if meaning == "=" and self._moment_of(link, reader, left, right, words):
            return
        if meaning in ("≈", "∝", "∼", "→"):
            return self._loose(link, reader, left, meaning, right, sign)
        link.left_node, link.right_node = parsed(left), parsed(right)
        if opening and meaning in ("=", ":=") and self._model(link, reader, left, right):
            return
        reader.outside = outer_indices(link.left_node) | outer_indices(link.right_node)
        target = definable(link.left_node) if opening and meaning in ("=", ":=") else None
        if not opening and meaning == "=" and self._names_result(link, left, right):
            return
        if target is not None and self._defines(target, meaning, left, right, event):
            try:
                return self._definition(link, reader, target, left, right, event)
            except (Unread, IllTyped) as error:
                if "in words" not in str(error):
                    self._taint(link, target, left)
                raise
        self._claim(link, reader, sign, event, target, chained=chained)
        return None

    def _defines(
        self, target: Target, meaning: str, left: tuple[Token, ...], right: tuple[Token, ...], event: said.Claimed
    ) -> bool:
        """Whether an equation gives its left side a meaning rather than claims something."""
        name, parameters = target
        scope = self.scope
        cue = f"{event.cue} {event.statement.words}"
        made, known = scope.defined.get(name), scope.find(name)
        if scope.strict:
            return False
        if meaning == ":=":
            return True
        if parameters and name.endswith("'"):
            return False  # a derivative
        if parameters and made is not None and made.recent and [p.name for p in parameters] != list(made.parameters):
            return False  # the value of a function at some point
        if parameters:
            if known is not None and made is None and known.origin == "stated":
                return False
            return made is None or not made.recent or _lets(cue) or bool(LABEL.match(event.cue))
        if made is not None:
            return not made.recent or _lets(cue)
        base = base_name(parsed(left))
        whole = scope.defined.get(base) if base else None
        terms = index_terms(left[-2:-1] or left[-1:]) if whole is not None else None
        if whole is not None and whole.recent and terms and terms[0] in "ijkl":
            return False
        if base and base in self.seen and base not in scope.times and base not in scope.defined:
            return False
        if name in scope.sizes or (any(_has(cue, word) for word in SUPPOSING) and known is not None):
            return False
        if _mentions(right, name):
            return False
        if known is None or (known.origin != "stated" and name not in self.seen):
            return not _noisy(right, scope)
        decorated = base_of(name) != name or len(name) > 1
        if name in self.seen:
            again = ("now", "let") if known.origin != "stated" else ("now",)
            return any(_has(_clause(cue)[-60:], w) for w in again) and not _noisy(right, scope)
        return (decorated or _lets(cue)) and not _noisy(right, scope)

    def _model(self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
        """y = Xw + ε with random ε: what y is when means are taken; elsewhere y is a letter."""
        target = definable(parsed(left))
        scope = self.scope
        if target is None or target[1] or scope.strict or not any(_has_law(scope, right)):
            return False
        name = target[0]
        known = scope.find(name)
        if name in scope.defined or base_of(name) != name or (name in self.seen and name not in scope.models):
            return False
        if (known is None or known.origin != "stated") and name not in OBSERVED:
            return False
        value = reader.value(parsed(right))
        if known is None:
            known = Known(name, value.shape, "inferred", link.span)
            scope.letters[name] = known
        here = Value(link.span, known.shape, known.symbol)
        values.same_shape(scope.trail, here, value, f"{name} cannot be this")
        letter = known
        scope.models[name] = (letter, value)
        link.role, link.used = "hypothesis", frozenset({name, *reader.used})
        link.states = lambda: logic.EQUAL(letter.symbol(), value.build())
        return True

    def _names_result(self, link: Link, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
        """A chain that ends in a letter nobody has seen gives that letter its meaning: … = q_j."""
        target = definable(parsed(right))
        if target is None or target[1] or not isinstance(link.right_node, Letter | Scripts) or self.scope.strict:
            return False
        names = {target[0], base_name(parsed(right)) or target[0]}
        scope = self.scope
        known = any(n in scope.defined or n in scope.sizes for n in names)
        constant = symbol_of(link.right_node) in ("I", "pi", "e", "delta", *NEVER)
        if known or constant or names & self.seen or names & scope.tainted.keys():
            return False
        entrywise = by_entries(scope, parsed(right), parsed(left))
        if entrywise is not None:
            scope.defined[entrywise.name] = entrywise
        else:
            self._define(target, left, right)
        link.role, link.otherwise, link.used = "definition", "definition", frozenset(names)
        return True

    def _taint(self, link: Link, target: Target, left: tuple[Token, ...]) -> None:
        """A name whose definition is not understood: what is said of it later cannot be refuted."""
        line = link.span.source.position(link.span.start)[0]
        for name in (target[0], base_name(parsed(left))):
            if name:
                self.scope.tainted[name] = line
                self.scope.defined.pop(name, None)

    def _definition(
        self,
        link: Link,
        reader: Elaborator,
        target: Target,
        left: tuple[Token, ...],
        right: tuple[Token, ...],
        event: said.Claimed,
    ) -> None:
        name, parameters = target
        goal = self.scope.goal
        entrywise = None if parameters else by_entries(self.scope, parsed(left), parsed(right), reader)
        if entrywise is not None:
            self.scope.defined[entrywise.name] = entrywise
            link.role, link.otherwise, link.used = "definition", "definition", frozenset({entrywise.name})
            if entrywise.value is not None:
                link.shown = _naming(entrywise.name, entrywise.value)
            return
        value = self._define(target, right, left, reader)
        if timed(name):
            self.scope.recurrences.append((name, value))
        link.role, link.otherwise = "definition", "definition"
        link.used, link.shown = frozenset({name}), _naming(name, value)
        symbol = Value(link.span, value.shape, value.build)
        link.states = lambda: logic.EQUAL(symbol.build(), value.build())
        if goal is not None and goal.letter.name in value_letters(self.scope, right):
            return
        if parameters or goal is None or base_of(name) != base_of(goal.letter.name) or event.statement.words == "let":
            return
        cue = f"{self.cues} {self.scope.title}"
        if re.search(r"_\{(?:\d|[tk]\b)", name):
            return  # a step of an iteration
        if name != goal.letter.name and any(word in cue for word in (*SOLVING, "solution", "estimat")):
            here = goal.part is self.scope.part
            self._as_optimum(link, goal, value, strong=here and _strong(f"{event.cue} {event.statement.words}"))

    def _as_optimum(self, link: Link, goal: Goal, value: Value, *, strong: bool) -> None:
        """A name made from the letter that is optimised over: its value is the optimum, or is derived."""
        try:
            where = Value(value.span, goal.letter.shape, goal.letter.symbol)
            values.same_shape(self.scope.trail, where, value, "an optimum")
        except IllTyped:
            return
        kind = optima.MINIMISER if goal.sense == "min" else optima.MAXIMISER
        constraint = goal.constraint
        stationary = self._stationarity()

        def best() -> Apply:
            letter = goal.letter.symbol()
            given = (constraint.build(),) if constraint is not None else ()
            return kind(goal.value.build(), *given, value.build(), data=(letter,))

        def solved() -> Apply:
            return logic.EQUAL(goal.letter.symbol(), value.build())

        link.role = "claim"
        link.attempts = [Attempt("optimum", best)]
        given = (*((stationary,) if stationary else ()), *self.scope.contexts)
        if given and constraint is None:
            link.attempts.append(Attempt("derived", solved, given))
        link.otherwise = "refuted" if strong else "definition"

    def _claim(
        self, link: Link, reader: Elaborator, sign: Token, event: said.Claimed, target: Target | None, *, chained: bool
    ) -> None:
        if link.left_node is None or link.right_node is None:
            raise Unread("a side of this relation is missing", link.span)
        build = self._laid_out(link, reader, sign)
        link.role, link.states = "claim", build
        apart = tuple(self._differ(reader, i, j) for i, j in self.scope.apart if _comparable(reader, i, j))
        link.attempts = [Attempt("as it stands", build, apart)]
        cue = f"{event.cue} {event.statement.words}"
        conditional = any(
            _has(event.statement.words, word) for word in ("if", "when", "where", "s.t.", "subject to", "such that")
        )
        link.solving = Hypothesis(build, frozenset(reader.used), link.span.text, link.span, solving=True)
        meaning = signs.RELATIONS[sign.text]
        solvable = meaning == "=" and self._to_be_solved(link, reader, cue, target)
        supposed = any(_has(_clause(cue), word) for word in SUPPOSING) and not any(_has(cue, w) for w in CLAIMING)
        earlier = shifted(self.scope.recurrences, reader.used)
        if earlier:
            link.attempts.append(Attempt("derived", build, tuple(earlier)))
        link.unrolled = unrolled(reader.used)
        contexts = () if reader.differentiates else self._contexts(reader, cue, target, chained=chained)
        if contexts:
            link.attempts.append(Attempt("derived", build, contexts))
        target = target or (None if chained else definable(link.left_node))
        bare = target is not None and not target[1] and reader.scope.defined.get(target[0]) is None
        bare = bare or self._is_new_power(link.left_node) or self._is_new_grid(link.left_node)
        new = any(base_of(n) != n and n not in self.seen for n in reader.used if n in self.scope.guesses)
        bare = bare or (new and _strong(cue) and meaning == "=")
        stability = meaning in ("<", ">", "≤", "≥") and any(_has(cue[-120:], w) for w in CONDITIONS)
        chosen = bare and any(_has(_clause(cue), w) for w in CHOOSING)
        open_ = conditional or stability or solvable or supposed or chosen or (bare and not contexts and meaning == "=")
        if open_ and not self.scope.strict:
            link.otherwise = "hypothesis"
        if (
            not self.scope.strict
            and event.statement.words
            and any(_has(event.statement.words, w) for w in ("s.t.", "subject to", "such that"))
        ):
            link.otherwise = "hypothesis"
            if self.scope.goal is not None:
                self.scope.goal.constraint = link.solving
        goal = self.scope.goal
        sought = target is not None and goal is not None and base_of(target[0]) == base_of(goal.letter.name)
        sought = sought and any(goal is not None and goal.letter.name in h.letters for h in contexts)
        if bare and meaning == "=" and (not sought or chosen):
            link.otherwise = "hypothesis"
        if link.otherwise == "hypothesis":
            self.scope.contexts.append(link.solving)

    def _differ(self, reader: Elaborator, i: str, j: str) -> Hypothesis:
        """That two indices are different places."""
        span = Span(Source("", ""), 0, 0)
        first, second = (reader.place(name, reader.places[name], span) for name in (i, j))
        one = Index("1", Size.of(1))

        def build() -> Apply:
            column = algebra.BASIS(data=(first(), one))
            return logic.EQUAL(algebra.ENTRY(column, data=(second(), None)), zero(1))

        return Hypothesis(build, frozenset(), f"{i} ≠ {j}")

    def _is_new_grid(self, node: Node) -> bool:
        """A column of letters to which values are given."""
        if not isinstance(node, Grid) or not all(len(line) == 1 for line in node.lines):
            return False
        with suppress(Unread):
            names = [_head_name(parsed(line[0])) for line in node.lines]
            return all(names) and any(name not in self.scope.defined for name in names)
        return False

    def _is_new_power(self, node: Node) -> bool:
        """A power of a letter that no row before has used, such as \\hat\\sigma^2: its value is being given."""
        if not isinstance(node, Scripts) or not isinstance(node.base, Letter) or len(node.sups) != 1:
            return False
        name = _head_name(Scripts(node.span, node.base, node.sub))
        return plain(node.sups[0]).isdigit() and name is not None and name not in self.seen and base_of(name) != name

    def _contexts(
        self, reader: Elaborator, cue: str, target: Target | None, *, chained: bool
    ) -> tuple[Hypothesis, ...]:
        """The equations that a link may have been derived from: those that share a letter with it.

        That the gradient vanishes is one only where an equation is solved, not where a function is rewritten.
        """
        called = any(made.parameters for name in reader.used if (made := self.scope.defined.get(name)) is not None)
        models = [self._of_model(name) for name in sorted(self.scope.models.keys() & reader.used)]
        solved = not called and not chained and (_strong(cue) or target is not None)
        stationary = self._stationarity() if solved else None
        found = [h for h in self.scope.contexts if h.letters & reader.used]
        if stationary is not None and stationary.letters & reader.used:
            found.append(stationary)
        elif stationary is not None and self.scope.goal is not None:
            alias = self._alias(reader, self.scope.goal.letter)
            found += [self._at(stationary, self.scope.goal, alias)] if alias is not None else []
        return (*found[-4:], *models)

    def _of_model(self, name: str) -> Hypothesis:
        letter, value = self.scope.models[name]
        return Hypothesis(
            lambda: logic.EQUAL(letter.symbol(), value.build()), frozenset({name}), f"the model of {name}", value.span
        )

    def _alias(self, reader: Elaborator, letter: Known) -> Known | None:
        """Another name for what is solved for: \\hat w or w^* beside w."""
        for name in sorted(reader.used):
            known = self.scope.find(name)
            if known is not None and name != letter.name and base_of(name) == base_of(letter.name):
                return known if known.kind == letter.kind else None
        return None

    def _at(self, stationary: Hypothesis, goal: Goal, alias: Known) -> Hypothesis:
        """That the gradient is zero there."""

        def build() -> Apply:
            letter = goal.letter.symbol()
            slope = written_out(calculus.GRADIENT(goal.value.build(), letter), stationary.span or goal.value.span)
            return logic.EQUAL(substitute(slope, {letter: alias.symbol()}), zero(*letter.shape))

        return Hypothesis(build, frozenset({alias.name}), stationary.words, stationary.span, solving=True)

    def _to_be_solved(self, link: Link, reader: Elaborator, cue: str, target: Target | None) -> bool:
        """Whether an equation with 0 on one side is set, rather than claimed."""
        zeros = [isinstance(node, Num) and not node.value for node in (link.left_node, link.right_node)]
        if not any(zeros):
            return False
        free = self.scope.goal is not None and self.scope.goal.letter.name in reader.used
        return free or any(word in cue for word in ("zero", "set", "solv", "optim", "stationar", "minim", "maxim"))

    def _laid_out(self, link: Link, reader: Elaborator, sign: Token) -> Callable[[], Apply]:
        """The proposition, in the layout of derivatives that fits while the document has decided on none."""
        scope, nodes = self.scope, (link.left_node, link.right_node)
        mark = scope.trail.mark()

        def read(one: Elaborator) -> Callable[[], Apply]:
            left, right = (one.value(node) for node in nodes if node is not None)
            return related(one, left, sign, right)

        try:
            build = read(reader)
        except IllTyped:
            if not reader.layouts or (scope.layout and "column" in reader.layouts):
                raise
            scope.trail.undo(mark)
            reader.places.clear()
            reader.trial = "column" if reader.trial == "row" else "row"
            build = read(reader)
        self._decide_layout(reader)
        return build

    def _decide_layout(self, reader: Elaborator) -> None:
        scope = self.scope
        if "column" in reader.layouts and scope.layout is None:
            scope.layout = reader.trial
        if "matrix" in reader.layouts and scope.matrix_layout is None:
            scope.matrix_layout = "column" if reader.trial == "row" else "row"

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
        elif first is not None:
            self._optimum_is(link, reader, first, right)
        elif second is not None:
            self._named_optimum(link, second, left)
        return True

    def _same_optima(self, link: Link, first: special.Optimum, second: special.Optimum) -> None:
        if not (first.where and second.where):
            raise Unread("that two least values are equal is not read; argmin is", link.sign)
        one, two = self._goal(first), self._goal(second)
        if one.letter is not two.letter:
            raise Unread("the two sides are optimised over different letters", link.span)
        link.role, link.used = "claim", frozenset({one.letter.name})

        def build() -> Apply:
            data = (one.letter.symbol(), one.sense, two.sense)
            return optima.SAME_OPTIMA(one.value.build(), two.value.build(), data=data)

        link.states, link.attempts = build, [Attempt("as it stands", build)]

    def _optimum_is(self, link: Link, reader: Elaborator, found: special.Optimum, right: tuple[Token, ...]) -> None:
        goal = self._goal(found)
        if not found.where:
            raise Unread("the least value itself is not read; say where it is attained, by argmin", found.span)
        value = reader.value(parsed(right))
        where = Value(value.span, goal.letter.shape, goal.letter.symbol)
        values.same_shape(self.scope.trail, where, value, "an optimum is a value of its letter")
        if goal.letter.name in reader.used:
            raise Unread(f"the value of the optimum mentions {goal.letter.name} itself", value.span)
        kind = optima.MINIMISER if goal.sense == "min" else optima.MAXIMISER
        link.role = "claim"

        def build() -> Apply:
            return kind(goal.value.build(), value.build(), data=(goal.letter.symbol(),))

        link.states, link.attempts = build, [Attempt("as it stands", build)]
        name = self.pending_name
        if name is not None:
            self.scope.defined[name] = Defined(name, parsed(right), (), value.span, value)

    pending_name: str | None = None

    def _named_optimum(self, link: Link, found: special.Optimum, left: tuple[Token, ...]) -> None:
        self._goal(found)
        target = definable(parsed(left))
        if target is None or target[1]:
            raise Unread("an optimum is given a name on the left", link.span)
        self.pending_name = target[0]
        link.role = "definition"

    def _limit(self, link: Link, reader: Elaborator, moving: special.Limit, right: tuple[Token, ...]) -> None:
        name = name_of(parsed(moving.letter))
        place = special.place_of(moving.place)
        if name is None or place is None:
            raise Unread("limits are read at 0 from above and at infinity", moving.span)
        if self.scope.find(name.name) is None:
            self.scope.guesses.setdefault(name.name, "scalar")
        value = reader.value(parsed(moving.body))
        self._limit_claim(link, reader, value, right, name.name, place)

    def _limit_claim(
        self, link: Link, reader: Elaborator, value: Value, right: tuple[Token, ...], letter: str, place: str
    ) -> None:
        target = reader.value(parsed(right))
        values.same_shape(self.scope.trail, value, target, "a value and its limit")
        known = self.scope.find(letter)
        if known is None:
            raise Unread(f"{letter} does not occur in the limit", link.span)
        natural = letter in ("t", "k", "n", "m", "T", "K")

        def build() -> Apply:
            at = "naturals" if natural and place == "oo" else place
            return limits.limit(value.build(), target.build(), known.symbol(), at)

        link.role, link.states, link.attempts = "claim", build, [Attempt("as it stands", build)]

    def _loose(
        self,
        link: Link,
        reader: Elaborator,
        left: tuple[Token, ...],
        meaning: str,
        right: tuple[Token, ...],
        sign: Token,
    ) -> None:
        """Signs that say less than an equation."""
        if meaning == "∼":
            return self._distribution(link, reader, left, right)
        if meaning == "→":
            return self._tends(link, reader, left, right)
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
        known = self.scope.find(self.scope.variable) if self.scope.variable else None
        if known is None or known.name not in reader.used:
            raise Unread("in which letter the sides are proportional is not known", sign.span)

        def build() -> Apply:
            letter = known.symbol()
            return logic.EQUAL(*(calculus.GRADIENT(LOG(side.build()), letter) for side in (first, second)))

        link.role, link.states, link.attempts = "claim", build, [Attempt("as it stands", build)]

    def _tends(self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...]) -> None:
        name, place = name_of(parsed(left)), special.place_of(right)
        if name is not None and place is not None and name.name not in self.scope.defined:
            known = self.scope.find(name.name)
            if known is None:
                self.scope.guesses.setdefault(name.name, "scalar")
                known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=False), link.span)
            if known.kind == "scalar":
                self.regime = (known, place)
                link.role = "hypothesis"
                return
        if self.regime is None:
            raise Unread("what moves is not said: write \\lim_{x \\to 0}", link.sign)
        if self.regime[0].name not in value_letters(self.scope, left):
            raise Unread(f"this is not given in terms of {self.regime[0].name}, which moves", link.span)
        self._limit_claim(link, reader, reader.value(parsed(left)), right, self.regime[0].name, self.regime[1])

    def _distribution(self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...]) -> None:
        node = parsed(right)
        group = _normal_law(node)
        if group is None:
            raise Unread("of distributions only \\mathcal{N}(mean, covariance) is read", link.span)
        name = name_of(parsed(left))
        if name is None:
            raise Unread("the law of something that is no letter is not read", link.span)
        known = self.scope.find(name.name)
        if known is None:
            mean = reader.value(group.items[0])
            wide = reader.value(group.items[1])
            plain_ = (mean.is_scalar or wide.is_scalar) and not name.bold and not name.index
            kind = "scalar" if plain_ else "vector"
            self.scope.guesses.setdefault(name.name, "scalar" if kind == "scalar" else "vector")
            known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=name.bold), link.span)
        self._normal(link, reader, known, name, group)

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
        self._law(known, mean, covariance, gaussian=True)
        link.role, link.used = "hypothesis", frozenset({known.name})


Target = tuple[str, tuple[Name, ...]]


LABEL = re.compile(r"^\W*(?:[\w-]+\s){0,3}[\w-]+\s*:\s*$")  # such as "Quadratic form:"
OBSERVED = frozenset("yYzZtTbxX")  # letters for what a model generates
CONSTANTS = frozenset({"\\mathbf{1}", "\\mathbb{1}", "\\bm{1}", "\\boldsymbol{1}", "\\vec{1}", "I", "\\mathbf{0}"})
NEVER = frozenset(
    {"\\mathbb{E}", "E", "\\mathbb{P}", "P", "\\mathcal{N}", "I", "\\mathbb{1}", "\\mathbf{1}"}
)  # as functions


def definable(node: Node) -> Target | None:
    """The name, and the parameters, that an equation with this left side may define."""
    if isinstance(node, Beside) and len(node.items) == 2 and isinstance(group := node.items[1], Group):
        head = node.items[0]
        if group.opening not in ("(", "["):
            return None
        inside = [name_of(item) or _squared(item) for item in group.items]
        name = _head_name(head)
        if name is None or name in NEVER or not all(inside):
            return None
        return name, tuple(p for p in inside if p is not None)
    name = _head_name(node)
    constant = name is None or name.split("_")[0] in CONSTANTS
    return None if constant or name is None else (name, ())


def _squared(node: Node) -> Name | None:
    """The letter of a square such as \\sigma^2."""
    if isinstance(node, Scripts) and isinstance(node.base, Letter) and [plain(t) for t in node.sups] == ["2"]:
        name = _head_name(replace(node, sups=()) if node.sub else node.base)
        return Name(name, node.base.bold, squared=True) if name is not None else None
    return None


def _head_name(node: Node) -> str | None:
    if isinstance(node, Word) and not node.text:
        return None if node.name in TABLE or node.name in moments.NAMES else node.name
    if isinstance(node, Scripts) and isinstance(node.base, Letter) and node.sub:
        from derivations.reading.names import index_terms, is_time, plain, symbol_name, with_scripts

        found = name_of(node)
        if found is not None and found.index and (is_time(node.sub) or index_terms(node.sub) == [found.index]):
            return with_scripts(symbol_name(node.base), plain(node.sub), "", node.primes)
    found = name_of(node)
    return found.name if found is not None else None


def _normal_law(node: Node) -> Group | None:
    """What stands in N(…, …)."""
    items = node.items if isinstance(node, Beside) else ()
    if len(items) != 2 or not isinstance(items[0], Letter) or items[0].name not in ("\\mathcal{N}", "N"):
        return None
    group = items[1]
    return group if isinstance(group, Group) and len(group.items) == 2 else None


def symbol_of(node: Node) -> str:
    """The letter of a node, without scripts."""
    base = node.base if isinstance(node, Scripts) else node
    return symbol_name(base) if isinstance(base, Letter) else ""


def _comparable(reader: Elaborator, i: str, j: str) -> bool:
    """Whether two indices occur and run equally far."""
    if not {i, j} <= reader.places.keys():
        return False
    with suppress(Clash):
        reader.trail.unify(reader.places[i], reader.places[j])
        return True
    return False


def outer_indices(node: Node) -> set[str]:
    """The index letters that stand below something outside of every sum."""
    if isinstance(node, Big):
        return set()
    found = set(index_terms(node.sub) or ()) if isinstance(node, Scripts) else set()
    for field_ in fields(node):
        value = getattr(node, field_.name)
        for item in value if isinstance(value, tuple) else (value,):
            inner = item[1] if isinstance(item, tuple) and len(item) == 2 else item
            if isinstance(inner, Node):
                found |= outer_indices(inner)
    return found


def indices_apart(scope: Scope, chain: Related) -> tuple[str, str] | None:
    """The two indices of i ≠ j; None for any other condition."""
    if len(chain.signs) != 1 or signs.RELATIONS.get(chain.signs[0].text) != "≠":
        return None
    names = [symbol_name(node) if isinstance(node, Letter) else "" for node in chain.values]
    plain_ = all(len(name) == 1 and name in "ijklmnpqrst" and scope.find(name) is None for name in names)
    return (names[0], names[1]) if plain_ else None


def _naming(name: str, value: Value) -> Callable[[], Apply]:
    """That a name stands for a value, to be shown."""
    return lambda: logic.EQUAL(Symbol(name, *(values.size_of(dim) for dim in value.shape)), value.build())


def moment(node: Node) -> tuple[str, Name] | None:
    """Of which letter something is the mean or the covariance: E[ε], Cov(ε), Var(ε), E[εε']."""
    items = node.items if isinstance(node, Beside) else ()
    if len(items) != 2 or not isinstance(items[1], Group) or len(items[1].items) != 1 or items[1].bar:
        return None
    head, inside = items[0], items[1].items[0]
    word = head.name if isinstance(head, Word | Letter) else ""
    name = name_of(inside)
    if word in ("E", "\\mathbb{E}"):
        if isinstance(inside, Beside) and len(inside.items) == 2:
            first, second = inside.items
            name, other = name_of(first), name_of(second.base) if isinstance(second, Scripts) else None
            square = name is not None and name == other and isinstance(second, Scripts) and is_transpose(second.sups[0])
            return ("covariance", name) if square and name is not None else None
        return ("mean", name) if name is not None else None
    return ("covariance", name) if word.lower() in ("var", "cov", "variance") and name is not None else None


def reader_span(known: Known) -> Span:
    """The place of a letter."""
    if known.span is None:
        raise Unread(f"{known.name} has no place")
    return known.span


def _proposition(holds: Callable[[], Expression]) -> Callable[[], Apply]:
    def build() -> Apply:
        result = holds()
        if not isinstance(result, Apply):
            raise Unread("a condition is wanted")
        return result

    return build


def _all(parts: Sequence[Callable[[], Apply]]) -> Apply:
    built = [part() for part in parts]
    return built[0] if len(built) == 1 else both(*built)


def _has(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}", text))


def _clause(cue: str) -> str:
    """The words since the last comma: what governs the formula that follows."""
    return re.split(r"[,;:](?=\s|$)", cue)[-1]


def _lets(cue: str) -> bool:
    return any(_has(_clause(cue)[-80:], word) for word in DEFINING)


def _strong(cue: str) -> bool:
    return any(_has(cue, word) for word in (*SOLVING, *CONCLUDING))


def _mentions(tokens: Sequence[Token], name: str) -> bool:
    from derivations.reading.syntax import parts

    with suppress(Unread):
        return any((found := name_of(part)) is not None and found.name == name for part in parts(parsed(tokens)))
    return False


def value_letters(scope: Scope, tokens: Sequence[Token]) -> set[str]:
    """The names that occur in an expression, those in its definitions included."""
    reader = Elaborator(scope.copy())
    mark = scope.trail.mark()
    with suppress(Unread, IllTyped):
        reader.value(parsed(tokens))
    scope.trail.undo(mark)
    return reader.used


def _has_law(scope: Scope, tokens: Sequence[Token]) -> Iterator[bool]:
    """Whether what is known to be random occurs."""
    for name in value_letters(scope, tokens):
        yield name in scope.laws


def _noisy(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether a right side has noise in it, as the equation of a model does."""
    noise = {"epsilon", "varepsilon", "xi"}
    from derivations.reading.syntax import parts

    with suppress(Unread):
        names = {base_of(found.name) for part in parts(parsed(tokens)) if (found := name_of(part)) is not None}
        return bool(names & noise)
    return False


__all__ = ["Player", "definable", "sequences"]
