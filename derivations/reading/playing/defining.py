"""Definitions played: names and functions, models, objectives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from derivations.kernel.expression import Apply, Expression
from derivations.operations import logic, optima
from derivations.operations.elementwise import ROOT
from derivations.reading import densities, signs, special, values
from derivations.reading import events as said
from derivations.reading.abstract import losses
from derivations.reading.counting import prepare
from derivations.reading.elaborate import Elaborator
from derivations.reading.entries import base_name, by_entries
from derivations.reading.events import Name, name_of
from derivations.reading.letters.families import member
from derivations.reading.links import Attempt, Link
from derivations.reading.names import index_terms, with_scripts
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.anew import UNSURE, renewal
from derivations.reading.playing.contradicting import suspend
from derivations.reading.playing.cues import (
    AGAIN,
    BULLET,
    FOUND,
    GIVEN,
    LABEL,
    SOLVING,
    SUPPOSING,
    clause,
    finished,
    has,
    introduces,
    lets,
    lets_again,
    strong,
)
from derivations.reading.playing.earned import given_already, only_in_words
from derivations.reading.playing.ending import life
from derivations.reading.playing.feasible import closed, named
from derivations.reading.playing.given import is_constant, is_example
from derivations.reading.playing.governing import concludes, governed
from derivations.reading.playing.renewing import as_defined
from derivations.reading.playing.renewing import example as example_length
from derivations.reading.playing.shaping import Shaping
from derivations.reading.playing.solving import solves, solves_for_entry
from derivations.reading.playing.standing import OF_LAWS, OTHERWISE, has_meaning, is_other, word_of
from derivations.reading.playing.targets import (
    NEVER,
    OBSERVED,
    Target,
    definable,
    has_law,
    mentions,
    moment,
    naming,
    noisy,
    squared,
    symbol_of,
    value_letters,
)
from derivations.reading.recognised import by_name
from derivations.reading.recurrences import timed
from derivations.reading.rows import span_of
from derivations.reading.scope import Defined, Goal, Hypothesis, Known, base_of
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Token, Unread
from derivations.reading.stretch import free_indices
from derivations.reading.syntax import Grid, Letter, Node, Num, Scripts, Word, parts
from derivations.reading.unrolling import place_of, rule_of
from derivations.reading.values import IllTyped, Value

_OF_WORDS = re.compile(
    r"(?i)\b(?:derivatives?|gradients?|slope|means?|average|expectation|variance|integral|sum|number|maximum|minimum"
    r"|probability|ratio|norm|inverse|determinant|trace|rank|limit)\b(?=.*\b(?:call|denote|write|name|abbreviate))"
)
_COUNTS = tuple("nmdNMD")  # letters of sizes: that a trace is d names nothing
STEP = re.compile(r"_\{(?:\d|[tk]\b)")  # in the name of a step of an iteration
_CASE = re.compile(r"\b(?:case|special|example|instance|sanity|moment)\b[^.]*$")
_IF = re.compile(r"\b(?:if|when|for|at|step)\b[^.]*$")
_EVERY = re.compile(r"\b(?:for (?:all|any|every|each|such)|in (?:all|any|every|each|both|such|these))\b")
_AMONG = re.compile(r"\W*(?:for|at|in|on|under|after|before|during|over)\b")
_FORM = re.compile(r"\W*(?:[\w-]+\s){0,2}(?:product|map|form|layer|transform(?:ation)?)\s*:\s*")  # of a new row
_ATTAINED = re.compile(r"\b(?:minimum|maximum|optimum|minimi[sz]er|maximi[sz]er)\b")
_WHERE = re.compile(r"\b(?:where|with|for)\s*$")  # … e^{z_k}/S where S = …
_LENGTHS = frozenset({"norm", "length", "radius", "distance", "deviation", "variance", "scale", "width", "positive"})
_MAXIMAL = re.compile(r"\bmaximi|\bmaximum|\bmaximal|\blikelihood|\bmle\b|\bmap\b|\breward")
_MINIMAL = re.compile(r"\bminimi|\bminimum|\bminimal|\bleast")


FOLLOWS = "{} follows from {} and what else is known of these letters: write the integral or the product that gives it"


_POINT = re.compile(r"\*|star|hat |_\{(?:\d|[^{}]*[+-])")
# Words before a value that was computed, which is claimed.
_FOUND = re.compile(r"\b(?:solutions?|answer|estimat\w+|minimi\w+|optim\w+|verif\w+|check|result|these)\b[^,;]*$")


def _is_function(node: Node) -> bool:
    """Whether something is the name of a function such as log."""
    return isinstance(node, Word) and f"\\{node.name}" in signs.FUNCTIONS


def _is_value(made: Defined | None, parameters: tuple[Name, ...]) -> bool:
    """Whether what stands in brackets is a point rather than a parameter: x_{k+1} or x^* beside f(x)."""
    own = made.parameters if made is not None and len(made.parameters) == len(parameters) else ()
    points = [p for p in parameters if not p.index and base_of(p.name) != p.name]
    return any(p.name not in own and (own or _POINT.search(p.name)) for p in points)


@dataclass
class Defining(Shaping):
    """Gives names their meaning."""

    def _define_outright(self, event: said.Define) -> None:
        from derivations.reading.rows import statements

        for statement in statements(event.tokens):
            for chain in statement.chains:
                if len(chain.signs) == 1 and all(chain.values):
                    try:
                        target = definable(parsed(chain.values[0]))
                    except Unread:
                        target = None
                    if event.quietly and (target is None or self._is_known(target[0])):
                        return
                    if target is not None:
                        try:
                            self._define(target, chain.values[1], chain.values[0])
                            self.scope.defined[target[0]].recent = True
                            return
                        except (Unread, IllTyped) as error:
                            self.scope.tainted[target[0]] = event.span.source.position(event.span.start)[0]
                            self.problems.append((f"this definition is not understood: {error}", event.span))
                            return
        self.problems.append(("a definition is read as `define name = expression`", event.span))

    def _is_known(self, name: str) -> bool:
        scope = self.scope
        return name in {*scope.defined, *scope.letters, *scope.indexed, *scope.sizes, *scope.tainted, *self.seen}

    def _call(self, event: said.Call) -> None:
        """A name for a side of the statement before."""
        sides = [chain for chain in (self.previous.chains if self.previous else ()) if chain.signs]
        body = (sides[-1].values[0] if event.side == "left" else self.last) if sides else ()
        if not body:
            return
        with suppress(Unread, IllTyped):
            target = definable(parsed(event.tokens))
            between = event.span.source.text[span_of(body).end : event.span.start] if event.span is not None else ""
            if target is not None and _OF_WORDS.search(between):  # it is what these words speak of
                self.scope.valued |= {target[0]}
            elif target is not None:
                self._define(target, body, event.tokens)
                self.scope.defined[target[0]].recent = True

    def _define(
        self, target: Target, right: tuple[Token, ...], left: tuple[Token, ...], reader: Elaborator | None = None
    ) -> Value:
        """Make a name stand for an expression, or for a function of its parameters."""
        _, parameters = target
        scope = self.scope
        letters = tuple(self._parameter(p, span_of(left)) for p in parameters)
        kept = dict(scope.letters)
        values_ = (p.name for p in parameters if p.name in scope.defined and not scope.defined[p.name].parameters)
        hidden = {name: scope.defined.pop(name) for name in list(values_)}
        own = {p.name: x for p, x in zip(parameters, letters, strict=True) if p.squared or p.name in hidden}
        own |= {x.name: x for p, x in zip(parameters, letters, strict=True) if p.index and x.name != p.name}
        scope.letters |= own
        try:
            return self._body(target, letters, right, left, reader)
        finally:
            scope.defined |= {name: made for name, made in hidden.items() if name != target[0]}
            scope.letters |= {name: kept[name] for name in own if name in kept}
            for name in own.keys() - kept.keys():
                del scope.letters[name]

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
        body = parsed(right, free_indices(parsed(left)))
        reader = reader or Elaborator(scope)
        prepare(reader, body)
        before = scope.find(name)
        value, letters = self._typed(reader, body, parameters, letters)
        if len(letters) == 1 and value.is_scalar:
            value = by_name(value, letters[0].symbol)
        if before is not None and is_example(body):
            before = None  # of whatever size it is elsewhere
        if before is not None and not before.family:
            here = Value(span_of(left), before.shape, before.symbol)
            try:
                values.same_shape(scope.trail, here, value, f"{name} cannot be this")
            except IllTyped:
                if before.origin == "stated" or name in self.seen:
                    raise
                del scope.letters[name]  # its kind was a guess
                before = None
        if name in reader.used and before is not None:
            raise Unread(f"{name} stands on both sides of its definition", span_of(left))
        parameter_names = tuple(p.name for p in parameters)
        if (
            before is not None
            and before.origin == "stated"
            and not before.family
            and not parameters
            and before.properties
        ):
            self._equal_to(before, value)
        elif before is not None and not parameters and is_constant(body) and self._in_equations(name):
            self._equal_to(before, value)  # E X = μ, and now μ = 0
        made = Defined(name, body, parameter_names, span_of(left), value, letters, frozenset(reader.used))
        made.squares = frozenset(p.name for p in parameters if p.squared)
        scope.defined[name] = made
        scope.tainted.pop(name, None)
        scope.unread.pop(name, None)
        self._unshaped(name)
        if not parameters:
            self._refresh(name)
        if parameters and len(letters) == 1:
            scope.variable = letters[0].name
            scope.goal = Goal(value, letters[0], "min", part=scope.part) if value.is_scalar else scope.goal
        return value

    def _in_equations(self, name: str) -> bool:
        """Whether an equation that is supposed in this part speaks of a letter."""
        here = (one for one in self.links if one.scope is not None and one.scope.part is self.scope.part)
        laws = any(one.role == "hypothesis" and name in one.used for one in here)
        return laws or any(name in h.letters for h in self.scope.contexts)

    def _equal_to(self, known: Known, value: Value) -> None:
        """What was said of a letter is said of the value that it gets."""
        words = as_defined(known.name)
        holds = Hypothesis(lambda: logic.EQUAL(known.symbol(), value.build()), frozenset({known.name}), words)
        self.scope.hypotheses.append(holds)

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
        for other, body in self.scope.model_bodies.items():
            if other in self.scope.models and any(
                (n := name_of(p)) is not None and n.name == name for p in parts(body)
            ):
                with suppress(Unread, IllTyped):
                    self.scope.models[other] = (self.scope.models[other][0], Elaborator(self.scope).value(body))
        for other, made in list(self.scope.defined.items()):
            if other != name and name in made.uses and name not in made.parameters and made.value is not None:
                reader = Elaborator(self.scope)
                with suppress(Unread, IllTyped):
                    value = made.again(reader) if made.again else reader.value(made.body)
                    self.scope.defined[other] = replace(made, value=value, uses=made.uses | frozenset(reader.used))

    def _parameter(self, name: Name, span: Span) -> Known:
        scope = self.scope
        known = scope.find(name.name)
        family = scope.indexed.get(name.name)
        if name.index and family is not None:
            shape = member(Elaborator(scope), family, [name.index], span).shape
            return Known(with_scripts(name.name, name.index), shape, "inferred", span)
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

    def _goal(self, found: special.Optimum, *, like: Value | None = None, beside: Elaborator | None = None) -> Goal:
        """What is optimised. `like` is a value that the letter takes, when it is a new one.

        A reader `beside` it is told the letters where they do not fit.
        """
        reader = Elaborator(self.scope)
        for letter in found.letters if like is not None else ():
            new = name_of(parsed(letter))
            if new is not None and like is not None and self.scope.find(new.name) is None:
                self.scope.letters[new.name] = Known(new.name, like.shape, "inferred", found.span)
        try:
            value = values.needs_scalar(self.scope.trail, reader.value(parsed(found.body)), "what is optimised")
        except IllTyped:
            if beside is not None:
                beside.used |= reader.used
            raise
        over = self._optimised_over(found)
        if not over and self.scope.goal is None:
            raise Unread("over what it is optimised is not said: write \\min_w", found.span)
        *others, known = over or (self.scope.goal.letter,) if self.scope.goal is not None else over
        self.scope.goal = Goal(value, known, found.sense, part=self.scope.part, others=tuple(others))
        self.scope.variable = known.name
        return self.scope.goal

    def _optimised_over(self, found: special.Optimum) -> list[Known]:
        """The letters below an optimum."""
        over = []
        for letter in found.letters:
            name = name_of(parsed(letter))
            known = self.scope.find(name.name) if name else None
            if known is None and len(found.letters) > 1:
                raise Unread("one of the letters below the optimum is not known", found.span)
            over += [known] if known is not None and known not in over else []
        return over

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
        if parameters and (densities.follows(scope, name) or _is_value(made, parameters)):
            return False
        if parameters and made is None and not lets(cue) and self._is_one_of_described(name):
            return False
        if has_meaning(scope, name, parameters, event) or (concludes(event.cue) and self._steps(name)):
            return False
        if made is None and not lets(cue) and self._is_other_step(name, right):
            return False
        if made is None and known is not None and not parameters and self._is_example(name, right, event):
            return True
        if name in self.hedged and made is None and not parameters and not lets(cue) and concludes(event.cue):
            return False
        if parameters and (name.endswith("'") or self._is_derivative(name) or (made is None and mentions(right, name))):
            return False
        if made is not None and made.recent and renewal(scope, made, parameters, right, event):
            return True
        if parameters and made is not None and made.recent and [p.name for p in parameters] != list(made.parameters):
            return has(cue, "as a function of")  # else the value of a function at some point
        if parameters:
            if known is not None and made is None and known.origin == "stated":
                return False
            return (
                made is None
                or not made.recent
                or (lets(cue) and not finished(event.cue))
                or bool(LABEL.match(event.cue) or AGAIN.search(event.cue) or BULLET.fullmatch(event.cue))
            )
        if made is not None:
            number = isinstance(made.body, Num) and isinstance(parsed(right), Num) and event.where == "inline"
            another = number and not concludes(event.cue)  # a value to try next
            return another or not made.recent or (lets_again(cue) and not finished(event.cue))
        base = base_name(parsed(left))
        whole = scope.defined.get(base) if base else None
        terms = index_terms(left[-2:-1] or left[-1:]) if whole is not None else None
        if whole is not None and whole.recent and terms and terms[0] in "ijkl":
            return False
        if base and base in self.seen and base not in scope.times and base not in scope.defined:
            return False
        if name in scope.sizes or (any(has(cue, word) for word in SUPPOSING) and known is not None):
            return False
        if mentions(right, name) or given_already(scope, name, parsed(left), right, event.cue):
            return False
        if name not in self.claimed and losses.leads(scope, name) and not noisy(right, scope):
            return not scope.survey.losses.keys() & value_letters(scope, right)
        if known is None or (known.origin != "stated" and name not in self.seen):
            return not noisy(right, scope)
        decorated = base_of(name) != name or len(name) > 1
        if name in self.seen:
            free = name not in self.claimed or _FORM.fullmatch(event.cue)
            if free and known.origin != "stated" and (LABEL.match(event.cue) or _WHERE.search(cue)):
                return not noisy(right, scope)  # as in a table: "Linear map: y = Wx"
            again = ("now", "let") if known.origin != "stated" else ("now",)
            return any(has(clause(cue)[-60:], w) for w in again) and not noisy(right, scope)
        if _EVERY.search(event.cue) and not lets(event.cue):
            return False
        if concludes(event.cue):
            return decorated and not noisy(right, scope)
        return (decorated or lets(cue) or introduces(cue)) and not noisy(right, scope)

    def _is_one_of_described(self, name: str) -> bool:
        """Whether words say what J_f is, so that J_h is its like, and no new name."""
        base, _, below = name.partition("_{")
        like = (n for n in self.scope.described if n != name and n.startswith(f"{base}_{{"))
        return bool(below) and not below[0].isdigit() and any(like)

    def _is_example(self, name: str, right: tuple[Token, ...], event: said.Claimed) -> bool:
        """Whether words such as with or take give a letter a matrix of numbers, of whatever size it was before.

        What is sought, or is called a solution or an estimate, is no example: its value is claimed.
        """
        cue, goal = event.cue or event.row, self.scope.goal
        sought = goal is not None and base_of(goal.letter.name) == base_of(name)
        if sought or base_of(name) != name.split("_")[0] or _FOUND.search(cue):
            return False
        given = governed(cue, inline=event.where == "inline") == "supposed"
        return given and not concludes(cue) and not finished(cue) and is_example(parsed(right))

    def _is_other_step(self, name: str, right: tuple[Token, ...]) -> bool:
        """Whether x_{t-1} = A x_t says how steps follow on each other of which a recurrence gives x_{t+1} already."""
        place = place_of(name)
        rule = rule_of(self.scope, place) if place is not None and place.letter else None
        if place is None or rule is None or rule.at.letter != place.letter or rule.at.number == place.number:
            return False
        others = (place_of(found) for found in value_letters(self.scope, right))
        return any(at is not None and at.stem == place.stem and at.letter for at in others)

    def _is_assertion(self, link: Link, event: said.Claimed, parameters: tuple[Name, ...]) -> bool:
        """Whether a display gives a letter a number, or another letter's value, and no word makes that a choice."""
        given = lets(event.cue) and not finished(event.cue) and not event.cue.rstrip().endswith(",")
        if event.where != "display" or given or event.statement.words:
            return False
        inside = [p for p in parts(link.right_node) if not _is_function(p)] if link.right_node is not None else []
        another = link.right_node is not None and name_of(link.right_node) is not None
        plain = another or not any(isinstance(part, Letter | Grid | Word) for part in inside)
        named = introduces(event.cue) and not _AMONG.match(event.cue) and not event.cue.rstrip().endswith(",")
        return plain and not named

    def _is_derivative(self, name: str) -> bool:
        """Whether f^{(2)} is the second derivative of f, since f has a formula."""
        base, label, order = name.partition("^{(")
        made = self.scope.defined.get(base)
        return bool(label) and order[:-2].isdigit() and made is not None and len(made.parameters) == 1

    def _model(self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
        """y = Xw + ε with random ε: what y is when means are taken; elsewhere y is a letter."""
        target = definable(parsed(left))
        scope = self.scope
        if target is None or target[1] or scope.strict or not any(has_law(scope, right)):
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
        scope.model_bodies[name] = parsed(right)
        link.role, link.used = "hypothesis", frozenset({name, *reader.used})
        link.states = lambda: logic.EQUAL(letter.symbol(), value.build())
        return True

    def _square(self, link: Link, reader: Elaborator, right: tuple[Token, ...]) -> bool:
        """σ² = … gives σ its meaning, the positive root, where σ itself occurs too and is nothing else."""
        node = link.left_node
        name = squared(node) if node is not None else None
        scope = self.scope
        if name is None or scope.strict or not isinstance(node, Scripts) or not isinstance(node.base, Letter):
            return False
        known = scope.find(name.name)
        before = known is not None and (known.span is None or known.span.start < link.span.start)
        taken = name.name in scope.defined or name.name in self.seen or before or not self._is_positive(name.name)
        if taken or node.sub or node.base.name.lstrip("\\") not in scope.unsquared or mentions(right, name.name):
            return False
        body = parsed(right)

        def again(reader: Elaborator) -> Value:
            value = values.needs_scalar(reader.trail, reader.value(body), "a square")
            return Value(value.span, SCALAR, lambda: ROOT(value.build()))

        value = again(reader)
        made = Defined(name.name, body, (), link.span, value, uses=frozenset(reader.used), again=again)
        scope.defined[name.name] = made
        link.role, link.otherwise, link.used = "definition", "definition", frozenset({name.name})
        link.shown = naming(name.name, value)
        return True

    def _is_positive(self, name: str) -> bool:
        """Whether a letter is one that is never negative: a standard deviation, a norm, or what is said to be so."""
        known = self.scope.find(name)
        said = known is not None and bool({"positive", "nonnegative", "non-negative"} & set(known.properties))
        return said or base_of(name) in ("sigma", "tau", "s", "kappa") or bool(self.scope.words & _LENGTHS)

    def _names_result(self, link: Link, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
        """A chain that ends in a letter nobody has seen gives that letter its meaning: … = q_j."""
        target = definable(parsed(right))
        if target is None or target[1] or not isinstance(link.right_node, Letter | Scripts) or self.scope.strict:
            return False
        names = {target[0], base_name(parsed(right)) or target[0]}
        scope = self.scope
        known = any(n in scope.defined or n in scope.sizes for n in names)
        constant = symbol_of(link.right_node) in ("I", "pi", "e", "delta", *NEVER, *_COUNTS)
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
            link.role, link.used = "definition", frozenset({entrywise.name})
            link.otherwise = "taken" if only_in_words(self.scope, name, event.cue) else "definition"
            if entrywise.value is not None:
                link.shown = naming(entrywise.name, entrywise.value)
            if link.otherwise == "taken":
                solves_for_entry(self, link, event.cue)
            return
        pieces = self._in_pieces(target, link)
        before = self.scope.defined.get(name)
        unsure = (
            before is not None and before.recent and renewal(self.scope, before, parameters, right, event) == "unsure"
        )
        known = name in self.seen or self.scope.find(name) is not None
        made_anew = before is not None
        example = link.right_node is not None and is_example(link.right_node) and not made_anew
        number = link.right_node is not None and (is_constant(link.right_node) or example)
        length = "" if parameters else life(event.cue, number=number, known=known)
        value = self._define(target, right, left, reader)
        if length or (number and (self.markers or (example and known)) and not parameters):
            self.cases[name] = example_length(self) if example and known else length or "case"
            suspend(self, name, link.span)
        if pieces:
            self.scope.barred[name] = "it is given in pieces; write them in one formula, with cases"
        if example and known:
            self.scope.defined[name].example = self.scope.level
        if timed(name):
            self.scope.recurrences.append((name, value))
        link.role, link.otherwise = "definition", "definition"
        link.used, link.shown = frozenset({name}), naming(name, value)
        word = word_of(self.scope, name, event) if len(parameters) == 1 else ""
        made = self.scope.defined.get(name)
        held = not OF_LAWS.fullmatch(word) or concludes(event.cue)
        if word and held and made is not None and is_other(word, value, made.letters[0].symbol):
            self.scope.tainted[name] = link.span.source.position(link.span.start)[0]
            link.otherwise, link.reason = "taken", OTHERWISE.format(name, word)
        if unsure and link.relation != ":=":
            self.scope.tainted[name] = link.span.source.position(link.span.start)[0]
            link.otherwise, link.reason = "taken", UNSURE.format(name)
        other = densities.related(self.scope, name) if parameters else ""
        if other and link.relation != ":=" and (concludes(event.cue) or not lets(event.cue)):
            link.otherwise, link.reason = "taken", FOLLOWS.format(name, other)
        symbol = Value(link.span, value.shape, value.build)
        link.states = lambda: logic.EQUAL(symbol.build(), value.build())
        concluded = not word and not made_anew and concludes(event.cue)
        described = bool(parameters) and name.partition("(")[0] in self.scope.valued and not lets(event.cue)
        told = concluded or described if parameters else only_in_words(self.scope, name, event.cue)
        base = base_of(name)
        told = told or (base != name and base.isupper() and base in self.scope.described)  # G_S, after what G_A means
        if link.relation != ":=" and (told or self._is_assertion(link, event, parameters)):
            link.otherwise = "taken"  # it names something that could be computed, and says what it is
            if not parameters and solves(self, link, name, value, event.cue):
                return
        if goal is not None and goal.letter.name in value_letters(self.scope, right):
            return
        if parameters or goal is None or base_of(name) != base_of(goal.letter.name) or event.statement.words == "let":
            return
        said_of = self.scope.described.get(name, ("", 0))[0]
        cue = f"{self.cues} {self.scope.title} {said_of}"
        if STEP.search(name) and not _ATTAINED.search(event.cue):
            return  # a step of an iteration
        if name != goal.letter.name and any(word in cue for word in (*SOLVING, "solution", "estimat", "mle", "map")):
            here = goal.part is self.scope.part
            self._as_optimum(link, goal, value, strong=here and strong(f"{event.cue} {event.statement.words}"))

    def _steps(self, name: str) -> bool:
        """Whether a name is a member of a sequence for which a recurrence is given."""
        place = place_of(name)
        stems = (place_of(other) for other, _ in self.scope.recurrences)
        return place is not None and any(other is not None and other.stem == place.stem for other in stems)

    def _in_pieces(self, target: Target, link: Link) -> bool:
        """Whether a sentence gives a function a second formula, as in: f(z) = z if z > 0 and f(z) = 0 if z < 0."""
        made = self.scope.defined.get(target[0]) if target[1] else None
        if made is None or not made.recent or made.span is None or made.span.source is not link.span.source:
            return False
        between = made.span.source.text[made.span.end : link.span.start]
        return link.where == "inline" and not re.search(r"[.;:]\s|\n\s*\n", between)

    def _as_optimum(self, link: Link, goal: Goal, value: Value, *, strong: bool) -> None:
        """A name made from the letter that is optimised over: its value is the optimum, or is derived."""
        try:
            where = Value(value.span, goal.letter.shape, goal.letter.symbol)
            values.same_shape(self.scope.trail, where, value, "an optimum")
        except IllTyped:
            return
        said = f"{self.cues} {self.scope.title}"
        most = bool(_MAXIMAL.search(said)) and not _MINIMAL.search(said)
        kind = optima.MINIMISER if goal.sense == "min" and not most else optima.MAXIMISER
        stationary = self._stationarity()

        def solved() -> Apply:
            return logic.EQUAL(goal.letter.symbol(), value.build())

        link.role = "claim"
        link.attempts = named(self, link, goal, value, kind)
        given = (*((stationary,) if stationary else ()), *self.scope.contexts)
        if given and goal.constraint is None:
            link.attempts.append(Attempt("derived", solved, given, closed(link, goal, value)))
        link.otherwise = "refuted" if strong else "taken"
        link.extremal = bool(_MINIMAL.search(said)) != bool(_MAXIMAL.search(said))

    def _moment_of(
        self, link: Link, reader: Elaborator, left: tuple[Token, ...], right: tuple[Token, ...], link_cue: str
    ) -> bool:
        """E[ε] = 0, Cov(ε) = σ²I, E[εε'] = σ²I: what is assumed of a letter of which it is not known yet."""
        found = None if self.scope.strict else moment(parsed(left))
        if governed(link_cue.strip(), inline=True) == "claimed":
            return False
        supposed = any(has(link_cue[-200:], word) for word in GIVEN) and not any(has(link_cue, w) for w in FOUND)
        if found is None or not supposed:
            return False
        kind, name = found
        known = self.scope.find(name.name)
        known_already = name.name in self.scope.defined or name.name in self.scope.models
        if known_already or kind in self.scope.moments.get(name.name, {}):
            return False
        if name.name in self.scope.laws and name.name not in self.scope.moments:
            return False
        if kind != "mean" and self.scope.moments.get(name.name, {}).keys() & {"covariance", "second"}:
            return False  # it follows from what is known
        if known is None:
            known = self.scope.conventional(name.name, self.scope.guess(name.name, bold=name.bold), link.span)
        value = reader.value(parsed(right))
        shape = known.shape if kind == "mean" else (known.shape[0], known.shape[0])
        try:
            values.same_shape(reader.trail, Value(value.span, shape, value.build), value, "a moment of a random letter")
        except IllTyped as error:
            raise Unread(str(error), link.span) from None
        self.scope.moments.setdefault(name.name, {})[kind] = value
        self.told[name.name] = link.span
        own = self.scope.moments[name.name]
        spread = own.get("covariance") or _about_mean(own.get("second"), own.get("mean"))
        self._law(known, own.get("mean"), spread, gaussian=False, used=frozenset(reader.used))
        link.role, link.used = "hypothesis", frozenset({name.name})
        return True


def _about_mean(second: Value | None, mean: Value | None) -> Value | None:
    """The covariance from the second moment: E[xx'] − E[x]E[x]'."""
    if second is None or mean is None:
        return None

    def build() -> Expression:
        centre = mean.build()
        return second.build() - centre * centre.T

    return Value(second.span, second.shape, build)
