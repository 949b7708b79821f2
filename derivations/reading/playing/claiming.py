"""Claims played: what a link says, and what it may have been derived from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from derivations.kernel.expression import Apply, Index, Size, Symbol, substitute
from derivations.operations import algebra, calculus, logic
from derivations.operations.notation import zero
from derivations.reading import arrays, hedges, signs
from derivations.reading import events as said
from derivations.reading.abstract import losses
from derivations.reading.derivatives import written_out
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.letters.constants import ZEROS
from derivations.reading.links import Attempt, Link, Otherwise
from derivations.reading.membership import held
from derivations.reading.names import plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.cues import finished, strong
from derivations.reading.playing.defining import STEP, Defining
from derivations.reading.playing.earned import rounded
from derivations.reading.playing.given import ORDER, Words, is_number
from derivations.reading.playing.governing import concludes
from derivations.reading.playing.implying import is_free
from derivations.reading.playing.targets import (
    CONSTANTS,
    OBSERVED,
    Target,
    at_every,
    comparable,
    definable,
    head_name,
    symbol_of,
)
from derivations.reading.recurrences import shifted, unrolled
from derivations.reading.relations import related
from derivations.reading.scope import Goal, Hypothesis, Known, base_of
from derivations.reading.source import Source, Span, Token, Unread
from derivations.reading.sums import as_limit
from derivations.reading.syntax import Grid, Letter, Node, Num, Scripts, Word, parts
from derivations.reading.unrolling import FAILED, is_member, like, place_of, rule_of, unrolled_to
from derivations.reading.values import UNBUILT, IllTyped
from derivations.trees import walk

EVERYWHERE = re.compile(r"\s*,?\s*\(?\s*for (?:all|each|every|any)\b")
_IF = re.compile(r"\b(?:if|when|whenever|in case|case)\b[^.]*$")
_SETS = r"(?<!data )(?<!training )(?<!test )(?<!validation )set(?:s|ting)?(?! (?:of|to [\ue000-\uf8ff]))"
_SET = re.compile(rf"\b(?:{_SETS}|solv\w+|zero|vanish\w*|roots?)\b")
_CASE = re.compile(r"\b(?:if|when|whenever|in case|for)\s*$")  # directly before the formula: a case of its own
_SET_OUTRIGHT = re.compile(
    rf"\b(?:{_SETS}|solv\w+|optim\w+|minimi\w+|maximi\w+|stationar\w+|gradients?|derivatives?)\b"
)
_SLOPE = re.compile(r"\\(?:partial|nabla)(?![a-zA-Z])|\\[dt]?frac \{ (?:d|\\mathrm \{ d)\b|'|\\dot ")
_AT = re.compile(r"\bat (?:the|an?|this) (?:optim|minim|maxim|solution|stationary|critical|saddle)")


def _of_letters(hypothesis: Hypothesis) -> set[str]:
    """The letters of what a hypothesis says, those of definitions in it included."""
    with suppress(*UNBUILT):
        return {part.name for part in walk(hypothesis.build()) if isinstance(part, Symbol)}
    return set()


_ANY = re.compile(r"\b(?:any|every|all|arbitrary|each|whatever|general|generic|away from)\b")
MOST = 5  # equations that a link may be derived from


def _bearing(equations: Sequence[Hypothesis], used: set[str]) -> list[Hypothesis]:
    """The equations that share a letter with what is used, and those that only speak of the letters in these."""
    near = [h for h in equations if h.letters & used]
    letters = used.union(*(h.letters for h in near))
    return [*(h for h in equations if h not in near and h.letters <= letters), *near]  # the nearest last


def _is_zero(node: Node | None) -> bool:
    """A zero, also one set in bold."""
    base = node.base if isinstance(node, Scripts) else node
    return (isinstance(base, Num) and not base.value) or (isinstance(base, Letter) and base.name in ZEROS)


def _begins_with_slope(event: said.Claimed, sign: Token) -> bool:
    """Whether the chain in which a sign stands begins with a derivative, which a 0 at its end sets to zero."""
    heads = [chain.values[0] for chain in event.statement.chains if any(one is sign for one in chain.signs)]
    return any(_SLOPE.search(" ".join(token.text for token in head)) for head in heads)


_LAW = re.compile(r"\\sim(?![a-zA-Z])|\\(?:mathcal|mathscr|operatorname|mathrm) ?\{?[A-Z]")


def _is_named(text: str, name: str) -> bool:
    """Whether a text names a letter, as in: let $a, b$ be real; with mean $\\mu$; $q = \\mathcal N(\\mu, 1)$."""
    letter = re.compile(rf"(?:\\|(?<![a-zA-Z\\])){re.escape(name)}(?![a-zA-Z])")
    return any(letter.search(one) and ("=" not in one or _LAW.search(one)) for one in re.findall(r"\$([^$]+)\$", text))


@dataclass
class Claiming(Defining):
    """Makes claims of links."""

    def _claim(
        self, link: Link, reader: Elaborator, sign: Token, event: said.Claimed, target: Target | None, *, chained: bool
    ) -> None:
        if link.left_node is None or link.right_node is None:
            raise Unread("a side of this relation is missing", link.span)
        hedges.refuse_loose(event, sign)
        self._shape_member(target)
        build = self._laid_out(link, reader, sign)
        reader.doubts |= hedges.doubts(event, sign)
        link.role, link.states = "claim", build
        apart = tuple(self._differ(reader, i, j) for i, j in self.scope.apart if comparable(reader, i, j))
        members = self._members(reader)
        apart = (*apart, *members)
        link.attempts = [Attempt("as it stands", build, apart)]
        words = Words(event.cue, event.statement.words, event.where == "inline", event.after, event.row)
        cue = words.all
        link.solving = Hypothesis(build, frozenset(reader.used), link.span.text, link.span, solving=True)
        meaning = signs.RELATIONS[sign.text]
        earlier = shifted(self.scope.recurrences, reader.used)
        if earlier:
            link.attempts.append(Attempt("derived", build, (*members, *earlier)))
        link.unrolled = unrolled(reader.used)
        contexts = self._contexts(reader, cue, target, chained=chained)
        if reader.differentiates:  # no equation about what moves: it does not hold around a point
            contexts = tuple(h for h in contexts if h.around or not h.letters & reader.moving)
            contexts = tuple(h for h in contexts if h.letters <= reader.used)
        if reader.differentiates:
            link.varies = self._varying(reader)
        if contexts:
            link.attempts.append(Attempt("derived", build, (*members, *contexts)))
        for former in () if reader.differentiates else self._former(reader):
            if len(former) + len(contexts) <= MOST:
                link.attempts.append(Attempt("derived", build, (*members, *former, *contexts)))
            else:
                names = ", ".join(sorted(h.gives for h in former))
                reader.doubts.add(f"the values that earlier parts give {names} may matter")
        implied = next((h for h in reversed(self.scope.inverted) if h.letters & reader.used), None)
        if implied is not None and not self.scope.strict and is_free(f"{event.cue} {event.after}"):
            link.attempts.append(Attempt("derived", build, (*members, implied)))
        solvable = meaning == "=" and self._to_be_solved(link, reader, cue, target)
        target = target or (None if chained else definable(link.left_node))
        bare = self._is_bare(link, reader, words, target, meaning) and not members
        given = words.conditional or words.wanted
        given = given or self._is_given(link, reader, words, meaning, bare=bare, chained=chained)
        given = given and not event.entitled
        if not self.scope.strict and not reader.counting.sums:  # an unrolled sum is derived, not supposed
            link.otherwise = self._otherwise(
                link, reader, words, meaning, given=given, solvable=solvable, bare=bare, chained=chained
            )
            stationary = chained and meaning == "=" and _is_zero(link.right_node) and _begins_with_slope(event, sign)
            if stationary and link.otherwise == "refuted":
                link.otherwise = "hypothesis" if _SET.search(words.all) else "taken"
            if link.otherwise == "refuted" and meaning == "=" and not members:
                ends = (link.right_node, link.left_node)
                free = [self._is_new(node, beside=other) for node, other in zip(ends, ends[::-1], strict=True)]
                new = free[0] or (free[1] and not chained)
                link.otherwise = "taken" if new else "refuted"
        if not self.scope.strict and words.constrains:
            link.otherwise = "hypothesis"
            if self.scope.goal is not None:
                self.scope.goal.constraint = link.solving
        goal = self.scope.goal
        sought = target is not None and goal is not None and base_of(target[0]) == base_of(goal.letter.name)
        sought = sought and any(goal is not None and goal.letter.name in h.letters for h in contexts)
        step = target is not None and STEP.search(target[0]) is not None  # of an iteration, each of which has its own
        if bare and meaning == "=" and (step or not sought) and link.otherwise == "refuted" and not self.scope.strict:
            link.otherwise = "taken"
        if link.otherwise == "hypothesis" and EVERYWHERE.match(event.after):
            places = [
                reader.place(i, size, link.span) for i, size in sorted(reader.places.items()) if i in reader.outside
            ]
            link.solving.build = at_every(build, places)
        link.solving.taken = link.otherwise == "taken"
        link.solving.passing = bool(_IF.search(words.cue)) and not words.cased
        link.solving.of_case = words.cased
        link.solving.around = meaning in ("<", ">", "≠")
        link.solving.gives = target[0] if target is not None and meaning == "=" else ""
        if link.otherwise in ("hypothesis", "taken"):
            self.scope.contexts.append(link.solving)
            self.supposed.append(link.solving)
            self._supposed(link, reader, build, words.all)
        if link.otherwise == "hypothesis" and meaning in ("≻", "≽"):
            self._suppose(Hypothesis(build, frozenset(reader.used), link.span.text, link.span))

    def _otherwise(
        self,
        link: Link,
        reader: Elaborator,
        words: Words,
        meaning: str,
        *,
        given: bool,
        solvable: bool,
        bare: bool,
        chained: bool,
    ) -> Otherwise:
        """What a link is when no proof of it is found: refuted, supposed, or taken for granted though no word says so.

        Only a word that governs it, or its own form, makes it a supposition, and only where it restricts a letter.
        """
        free = any(name not in self.scope.defined for name in reader.used)
        if chained:
            return "hypothesis" if given else "refuted"
        if words.cased and free:
            return "hypothesis"
        governed = words.governed
        if words.attributes() and free and not bare:
            return "hypothesis"
        if meaning in ORDER and words.inline and self._is_unbounded(link, reader):
            reader.doubts.add("it compares with a number a letter of which nothing is known")
            return "taken"
        if meaning == "=" and free and _is_zero(link.right_node) and words.premise:
            return "taken"
        short = bare or any(isinstance(node, Num | Letter) for node in (link.left_node, link.right_node))
        if governed == "supposed" and free and (words.solves or ((given or bare) and (short or not words.nouns))):
            return "hypothesis"
        if meaning in ORDER and not short:
            return "taken" if given else "refuted"
        if given and (self._singled(link, reader, words, bare=bare) or (meaning in ORDER and governed != "claimed")):
            return "hypothesis"
        sets = _SET.search(words.all) and (not finished(words.cue) or _SET_OUTRIGHT.search(words.all))
        if solvable and governed != "claimed" and not self._about_goal(reader) and sets:
            return "hypothesis"
        named = words.inline and governed == "supposed" and short and _CASE.search(words.cue)
        return "taken" if solvable or given or named else "refuted"

    def _varying(self, reader: Elaborator) -> str:
        """A letter that is held fixed beside derivatives, though words or an equation make it follow others."""
        still = reader.used - self.scope.defined.keys() - reader.moving
        told = [name for name in still & self.scope.valued if not self._is_stated(name)]
        bases = {base_of(name): name for name in still}
        tied = (base_of(h.gives) for h in self.scope.contexts if h.gives and h.letters & reader.moving)
        follows = (bases[base] for base in tied if base in bases and base not in OBSERVED)  # data stay where they are
        return min((*told, *follows), default="")

    def _is_unbounded(self, link: Link, reader: Elaborator) -> bool:
        """Whether a letter of which nothing is known is compared with a number: n ≥ 2000 holds of some, not of all."""
        inside = parts(link.right_node) if link.right_node is not None else ()
        alone = isinstance(link.left_node, Letter) and not any(isinstance(p, Letter | Grid | Word) for p in inside)
        return alone and not any(h.letters & reader.used for h in self.scope.hypotheses)

    def _shape_member(self, target: Target | None) -> None:
        """A member of a sequence on the left is shaped like the others."""
        name = target[0] if target is not None and not target[1] else ""
        known = like(self.scope, name) if self.scope.find(name) is None else None
        if known is not None and is_member(self.scope, name, ()):
            self.scope.letters[name] = known

    def _members(self, reader: Elaborator) -> tuple[Hypothesis, ...]:
        """What members of sequences are by their recurrences; where that is not worked out, nothing is refuted."""
        found: list[Hypothesis] = []
        for name in sorted(reader.used - self.scope.defined.keys()):
            if is_member(self.scope, name, reader.used):
                said = unrolled_to(self.scope, name)
                found += self._with_first(said) if said is not None else ()
                reader.doubts |= {FAILED.format(name)} if said is None else set()
        self._skipped(reader)
        return tuple(found)

    def _with_first(self, said: Hypothesis) -> list[Hypothesis]:
        """What a member is by its recurrence, with what is known of the members that it starts from."""
        first = _of_letters(said) - said.letters
        return [said, *(h for h in self.scope.contexts if h.letters & first and not h.taken)]

    def _skipped(self, reader: Elaborator) -> None:
        """Where an equation links members of a sequence with one that a statement skips, nothing is refuted."""
        places = [place for name in reader.used if (place := place_of(name)) is not None and place.letter]
        several = {place.stem for place in places if sum(p.stem == place.stem for p in places) > 1}
        between = {name for h in self.scope.contexts for name in h.letters - reader.used if self._is_of(name, several)}
        reader.doubts |= {FAILED.format(name) for name in between}
        for stem in sorted(several):
            steps = [
                place for name in sorted(reader.used) if (place := place_of(name)) is not None and place.stem == stem
            ]
            given = any(h.letters & reader.used for h in self.scope.contexts)
            if not given and all(rule_of(self.scope, place) is None for place in steps):
                reader.doubts.add(f"how one {stem}_k comes from another was not said")

    def _is_of(self, name: str, stems: set[str]) -> bool:
        place = place_of(name)
        return place is not None and place.stem in stems

    def _former(self, reader: Elaborator) -> list[tuple[Hypothesis, ...]]:
        """The values that earlier parts give its letters: the last of each, and where there are several, the first."""
        given = [h for h in self.scope.former if h.gives in reader.used]
        last, first = ({h.gives: h for h in order} for order in (given, reversed(given)))
        ways = {tuple(sorted(h.words for h in way.values())): tuple(way.values()) for way in (last, first) if way}
        return list(ways.values())

    def _about_goal(self, reader: Elaborator) -> bool:
        """Whether it speaks of what is optimised, so that it is to follow from the gradient."""
        return self.scope.goal is not None and self.scope.goal.letter.name in reader.used

    def _singled(self, link: Link, reader: Elaborator, words: Words, *, bare: bool) -> bool:
        """Whether the form of a link tells that it gives a value: … =: Tx, or a special case in brackets."""
        names = link.sign.text.replace(" ", "").startswith(("=:", "=\\mathrel"))
        values = self._is_number(link, reader, words, bare=bare)
        return names or values or words.single_out() or (words.case() and isinstance(link.right_node, Num))

    def _is_bare(self, link: Link, reader: Elaborator, words: Words, target: Target | None, meaning: str) -> bool:
        """Whether a name that has no value yet stands alone on the left."""
        bare = target is not None and not target[1] and self.scope.defined.get(target[0]) is None
        bare = bare or (link.left_node is not None and self._is_new_power(link.left_node))
        bare = bare or (link.left_node is not None and self._is_new_grid(link.left_node))
        new = any(base_of(n) != n and n not in self.seen for n in reader.used if n in self.scope.guesses)
        return bare or (new and strong(words.all) and meaning == "=")

    def _is_given(
        self, link: Link, reader: Elaborator, words: Words, meaning: str, *, bare: bool, chained: bool
    ) -> bool:
        """Whether the words around a relation, or its form, make it a supposition. What goes on a chain is claimed."""
        if link.left_node is None or link.right_node is None:
            return False
        order = meaning in ORDER
        if order and words.over:
            return False
        named = chained and meaning == "=" and name_of(link.right_node) is not None
        if named and self._is_new(link.right_node, beside=link.left_node):
            return True  # of -b^2 it would have to be shown that b can be found
        if chained:
            before = self.links[-2]
            opened = before.role in ("definition", "hypothesis") or before.otherwise == "hypothesis"
            if words.inline and before.otherwise == "hypothesis" and words.governed == "supposed":
                return True  # with R'R = RR' = I
            if words.inline and words.governed == "supposed" and self._lists_values(link, named=opened):
                return True  # take a = b = 0
            if words.inline and meaning == "=" and isinstance(link.right_node, Num):
                return (words.let() or words.list() or words.case()) and self._lists_values(link)
            fresh = isinstance(link.left_node, Letter) and not reader.used & self.scope.defined.keys()
            if words.inline and order and fresh and isinstance(link.right_node, Num):
                return True  # … ≥ γ > 0 says of γ that it is positive
            return words.inline and opened and isinstance(link.right_node, Num) and (order or meaning == "≠")
        if link.sign.text.replace(" ", "").startswith(("=:", "=\\mathrel")):
            return True  # … =: Tx names what stands on its left
        if words.case() and isinstance(link.right_node, Num) and isinstance(link.left_node, Letter | Scripts):
            return True
        free = not any(name in self.scope.defined for name in reader.used)
        if (
            words.let()
            or words.single_out()
            or words.suppose()
            or (free and words.list())
            or words.label()
            or (order and (words.stability() or words.among_nouns()))
        ):
            return True
        if (free and (words.introduce() or words.restate())) or (bare and words.choose()):
            return True
        return self._is_number(link, reader, words, bare=bare)

    def _lists_values(self, link: Link, *, named: bool = False) -> bool:
        """Whether a letter of which nothing is known gets a number, or a constant such as the identity.

        `named`: what stands before it in its chain says that another letter is to be the same.
        """
        name = name_of(link.left_node) if link.left_node is not None else None
        made = self.scope.defined.get(name.name) if name is not None else None
        alias = named and made is not None and name_of(made.body) is not None
        fresh = name is not None and (made is None or alias)
        right = link.right_node
        number = isinstance(right, Num) or (right is not None and symbol_of(right) in CONSTANTS)
        return fresh and isinstance(link.left_node, Letter | Scripts) and number

    def _is_number(self, link: Link, reader: Elaborator, words: Words, *, bare: bool) -> bool:
        """Whether a letter gets a number, as in a list of values to try."""
        if link.left_node is None or link.right_node is None:
            return False
        number = bare and is_number(link.left_node, link.right_node) and words.inline and not concludes(words.cue)
        number = number and not rounded(words.cue)
        return number and not reader.places and len(reader.used) == 1

    def _is_new(self, node: Node, *, beside: Node) -> bool:
        """Whether all letters of a side are new, so that an equation may say what they are, as in Σ²/n = diag(λ)."""
        names, others = (
            {found.name for part in parts(side) if (found := name_of(part)) is not None} for side in (node, beside)
        )
        pairs = {(base_of(name), name) for name in names if base_of(name) not in ("I", "e", "pi") and name not in ZEROS}
        scope = self.scope
        old = self.seen | scope.defined.keys() | scope.sizes | scope.described.keys() | self.murky.keys() | others
        old |= {n for h in scope.hypotheses for n in h.letters}
        known = any((k := scope.find(n)) is not None and k.origin == "stated" for pair in pairs for n in pair)
        known = known or any(n in old for pair in pairs for n in pair)
        return bool(pairs) and not known and not any(_is_named(scope.said, base) for base, _ in pairs)

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
            names = [head_name(parsed(line[0])) for line in node.lines]
            return all(names) and any(name not in self.scope.defined for name in names)
        return False

    def _is_new_power(self, node: Node) -> bool:
        """A power of a letter that no row before has used, such as \\hat\\sigma^2: its value is being given."""
        if not isinstance(node, Scripts) or not isinstance(node.base, Letter) or len(node.sups) != 1:
            return False
        name = head_name(Scripts(node.span, node.base, node.sub))
        return plain(node.sups[0]).isdigit() and name is not None and name not in self.seen and base_of(name) != name

    def _contexts(
        self, reader: Elaborator, cue: str, target: Target | None, *, chained: bool
    ) -> tuple[Hypothesis, ...]:
        """The equations that a link may have been derived from: those that share a letter with it.

        That the gradient vanishes is one only where an equation is solved, not where a function is rewritten.
        """
        called = any(made.parameters for name in reader.used if (made := self.scope.defined.get(name)) is not None)
        models = [self._of_model(name) for name in sorted(self.scope.models.keys() & reader.used)]
        solved = not called and not chained and (strong(cue) or target is not None)
        solved = solved or (not chained and bool(_AT.search(cue)))
        stationary = self._stationarity() if solved and not self._at_any(reader, cue) else None
        here = [h for h in self.scope.contexts if not (h.passing and self._is_over(h, cue))]
        found = _bearing(here, reader.used.union(*map(_of_letters, models)))
        if stationary is not None and stationary.letters & reader.used:
            found.append(stationary)
        elif stationary is not None and self.scope.goal is not None:
            alias = self._alias(reader, self.scope.goal.letter)
            found += [self._at(stationary, self.scope.goal, alias)] if alias is not None else []
        if len(found) > MOST and not chained and strong(cue):
            reader.doubts.add("more equations stand before it than can be used at once")
        return (*found[-MOST:], *models)

    def _at_any(self, reader: Elaborator, cue: str) -> bool:
        """Whether a link speaks of any point: it has another name for the optimum beside the letter, or says so."""
        letter = self.scope.goal.letter.name if self.scope.goal is not None else ""
        optimum = any(name != letter and base_of(name) == letter and not name.endswith("'") for name in reader.used)
        return letter in reader.used and (optimum or bool(_ANY.search(cue)))

    def _is_over(self, hypothesis: Hypothesis, cue: str) -> bool:
        """Whether the sentence that supposes something is over, and what follows does not go on from it."""
        here, span = self.links[-1].span, hypothesis.span
        if span is None or here.source is not span.source:
            return False
        between = span.source.text[span.end : here.start]
        paragraph = bool(re.search(r"\n[ \t]*\n\s*(?:\*\*)?[A-Z]", between))
        return paragraph or (not concludes(cue) and bool(re.search(r"[.!?]\$?\s+[A-Z]", between)))

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
        zeros = [_is_zero(node) for node in (link.left_node, link.right_node)]
        if not any(zeros):
            return False
        free = self.scope.goal is not None and self.scope.goal.letter.name in reader.used
        return free or any(word in cue for word in ("zero", "set", "solv", "optim", "stationar", "minim", "maxim"))

    def _laid_out(self, link: Link, reader: Elaborator, sign: Token) -> Callable[[], Apply]:
        """The proposition, in the layout of derivatives that fits while the document has decided on none."""
        scope, nodes = self.scope, (link.left_node, link.right_node)
        mark = scope.trail.mark()

        def read(one: Elaborator) -> Callable[[], Apply]:
            endless = as_limit(one, nodes, sign)
            if endless is not None:
                return endless
            left, right = arrays.sides(one, [node for node in nodes if node is not None])
            build = related(one, left, sign, right)
            held(scope.trail, right, link.space)
            losses.refuse_collapse(one, mark, link.span)
            return build

        try:
            build = read(reader)
        except IllTyped:
            again = None if reader.layouts or scope.strict else self._entry_by_entry(reader, read, mark)
            if again is not None:
                return again
            if not reader.layouts or (scope.layout and "column" in reader.layouts):
                link.flips = bool(reader.layouts) and not scope.said_layout and self._fits_flipped(read)
                raise
            scope.trail.undo(mark)
            reader.places.clear()
            reader.trial = "column" if reader.trial == "row" else "row"
            build = read(reader)
        self._decide_layout(reader)
        return build

    def _entry_by_entry(
        self, reader: Elaborator, read: Callable[[Elaborator], Callable[[], Apply]], mark: int
    ) -> Callable[[], Apply] | None:
        """The proposition with 1 - tanh²(z) read entry by entry, when it only fits so."""
        self.scope.trail.undo(mark)
        reader.places.clear()
        try:
            with reader.by_entries():
                return read(reader)
        except (IllTyped, Unread):
            self.scope.trail.undo(mark)
            reader.places.clear()
            with suppress(IllTyped, Unread):
                read(reader)
            self.scope.trail.undo(mark)
            return None

    def _fits_flipped(self, read: Callable[[Elaborator], Callable[[], Apply]]) -> bool:
        """Whether a relation fits in the other layout."""
        scope, mark = self.scope, self.scope.trail.mark()
        kept = scope.layout
        scope.layout = "column" if kept == "row" else "row"
        try:
            read(Elaborator(scope))
        except (IllTyped, Unread):
            return False
        finally:
            scope.layout = kept
            scope.trail.undo(mark)
        return True

    def _decide_layout(self, reader: Elaborator) -> None:
        scope = self.scope
        if "column" in reader.layouts and scope.layout is None:
            scope.layout = reader.trial
        if "jacobian" in reader.layouts and scope.jacobian_layout is None:
            scope.jacobian_layout = reader.trial
        if "matrix" in reader.layouts and scope.matrix_layout is None:
            scope.matrix_layout = "column" if reader.trial == "row" else "row"
