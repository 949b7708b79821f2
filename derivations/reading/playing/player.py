"""Plays the events of a section on a scope: declarations change it, statements become links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from derivations.letters import GREEK
from derivations.reading import clashes, hedges, indicators, membership, notations, partitions, signs
from derivations.reading import events as said
from derivations.reading.abstract import losses
from derivations.reading.counting import prepare
from derivations.reading.elaborate import Elaborator
from derivations.reading.links import Attempt, Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing import misfits
from derivations.reading.playing.anew import recast
from derivations.reading.playing.arrows import Arrow
from derivations.reading.playing.computing import claims_of_unread, compute, refuse_computed
from derivations.reading.playing.cues import (
    finished,
    has,
    strong,
)
from derivations.reading.playing.dependence import depends, independent, tied
from derivations.reading.playing.ending import begin
from derivations.reading.playing.equivalent import equivalent, is_equivalence
from derivations.reading.playing.given import Words
from derivations.reading.playing.governing import concludes, governed
from derivations.reading.playing.implying import collects, invertible, is_free
from derivations.reading.playing.instances import first_steps
from derivations.reading.playing.laws import named_law
from derivations.reading.playing.limiting import limiting
from derivations.reading.playing.perpendicular import perpendicular
from derivations.reading.playing.ranks import ranked
from derivations.reading.playing.renewing import close, is_for_now, lapse, lift, outlives, renew
from derivations.reading.playing.specials import Specials
from derivations.reading.playing.standing import mean
from derivations.reading.playing.targets import definable
from derivations.reading.playing.uncertain import decomposed, given_unread, of_minus
from derivations.reading.prose.conditions import bare_inequality
from derivations.reading.rows import Chain, Statement, span_of
from derivations.reading.scope import base_of
from derivations.reading.source import Clashing, DocumentError, Span, Token, Unread
from derivations.reading.stretch import free_indices
from derivations.reading.syntax import Chain as Related
from derivations.reading.syntax import Num
from derivations.reading.values import FAULTS, IllTyped, fault
from derivations.reading.vocabulary import letters, unknown

_OVER_ALL = re.compile(r"\b(?:all|any|every|each|arbitrary)\W*$")
_RUN_IN = re.compile(r"\s*(?:\*\*|__)\(?[A-Z\d][^*_\n]{2,60}(?:\*\*|__)")  # a heading within its paragraph
LOCAL = "{} may be another one here than that whose shape is given at line {}"
_LIMIT = re.compile(r"\\(?:lim|to)(?![A-Za-z])")


@dataclass
class Player(Specials):
    """One run over a section's events."""

    def play(self, events: Sequence[said.Event]) -> None:
        """All events in order."""
        lapse(self, self.scope.ending)  # only now: what is in the section before is read with its scope
        self.scope.independent = [one for one in self.scope.independent if not one.passing]
        for event in events:
            self.unsure = getattr(event, "unsure", "")
            self._narrow(event)
            try:
                self._played(event)
            except FAULTS as error:
                self._fault(event, error)
        self._narrow(None)
        self.scope.ending = [hypothesis for hypothesis, _ in self.passing]
        self.links.sort(key=lambda link: link.order)

    def _fault(self, event: said.Event, error: Exception) -> None:
        """What could not be read, and not for a fault of its own, costs no more than itself."""
        span = getattr(event, "span", None)
        if isinstance(event, said.Claimed):
            span = next((span_of([sign]) for chain in event.statement.chains for sign in chain.signs), None)
        if isinstance(error, DocumentError) or span is None:
            raise error
        self.problems.append((fault(error), span))
        self._not_understood(span.text, span)

    def _played(self, event: said.Event) -> None:
        match event:
            case said.Declare():
                self._declare(event)
            case said.Having():
                self._having(event)
            case said.Renew():
                renew(self, event)
            case said.Lift():
                lift(self, event)
            case said.Independent():
                independent(self, event)
            case said.Depends():
                depends(self, event)
            case said.Under():
                self.scope.under = event.name.name
            case said.Blocks():
                partitions.play(self.scope, event)
            case said.Assume():
                self._assume(event)
            case said.Shaped():
                self._shaped(event)
            case said.Define():
                self._define_outright(event)
            case said.Vague():
                self.scope.vague.append(event)
            case said.Meant():
                mean(self, event)
            case said.Recast():
                recast(self, event)
            case said.Computed():
                compute(self, event)
            case said.Restrict():
                self.scope.restricting.append(event)
            case said.Valued():
                self.scope.valued |= {name.name for name in event.names}
            case said.Describe():
                self._describe(event)
            case said.Bar():
                self.scope.barred |= {name.name: event.reason for name in event.names}
            case said.Perpendicular():
                perpendicular(self, event)
            case said.Call():
                self._call(event)
            case said.Layout():
                self._layout(event)
            case said.Claimed():
                self._claimed(event)
            case said.Objective():
                self.cues += " " + event.cue
                self._objective(event.tokens)
            case said.Part():
                self._part(event.span.text)
            case said.Begin():
                if _RUN_IN.match(event.span.source.text, event.span.start):
                    self.scope.shake()
                begin(self, event)
            case said.Paragraph():
                self._paragraph(inside=event.inside)
            case said.Problem():
                self.problems.append((event.message, event.span))
                self._not_understood(event.span.text, event.span)

    def _part(self, text: str) -> None:
        self._paragraph()
        marker = "".join(c for c in text.lower() if c.isalnum())
        level = 2 if set(marker) <= set("ivx") and marker else 1
        ended = {length for length in self.cases.values() if not outlives(length, level)}
        close(self, *ended, "part")
        self.scope.shake()
        self.markers = [*[m for m in self.markers if m[0] < level], (level, marker)]
        place = tuple(m for _, m in self.markers)
        self.scope.apart, self.scope.part = [], object()
        over = [h for depth, h in self.of_part if depth >= level]
        self.of_part = [(depth, h) for depth, h in self.of_part if depth < level]
        again = self.by_part.setdefault(place, [])
        self.scope.hypotheses = [h for h in self.scope.hypotheses if h not in over]
        self.scope.hypotheses += [h for h in again if h not in self.scope.hypotheses]
        self.of_part += [(level, h) for h in again]
        former = [h for h in self.scope.contexts if h.gives and (h.taken or not is_for_now(h.span))]
        words = {h.words for h in former}
        self.scope.former = [*(h for h in self.scope.former if h.words not in words), *former]
        self.scope.contexts, self.cues, self.last, self.previous, self.regime = [], "", (), None, None
        for made in self.scope.defined.values():
            made.recent = False

    def _paragraph(self, *, inside: bool = False) -> None:
        """What a sentence supposed ends with the paragraph in which something was said under it."""
        kept = []
        for hypothesis, used in self.passing:
            if not used:
                kept.append((hypothesis, True))
            elif hypothesis in self.scope.hypotheses:
                self.scope.hypotheses.remove(hypothesis)
        self.passing = kept
        if not inside:
            close(self, "sentence", "paragraph")
            self.scope.shake("if", "when", "whenever")
        self.scope.independent = [one for one in self.scope.independent if not one.passing]

    def _claimed(self, event: said.Claimed) -> None:
        self.cues += " " + event.cue
        self.standing = tuple(self.scope.contexts)
        self.passing = [(hypothesis, True) for hypothesis, _ in self.passing]
        statement = event.statement
        inequality = None
        with suppress(Unread):
            inequality = bare_inequality(statement)
        over_all = event.where == "display" and bool(_OVER_ALL.search(statement.words))
        if inequality is not None and over_all and not self.scope.strict:
            self._widen(event, inequality)
            return self._stated(event, inequality)
        conditional = any(has(statement.words, word) for word in ("if", "when", "for", "where", "with", "provided"))
        if (
            inequality is not None
            and not self.scope.strict
            and (event.where == "inline" or conditional or self._is_listed(event, inequality))
            and not concludes(event.cue)
            and not event.unsure
            and not has(statement.words, "or")
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
            if k < len(arrows) and mine is None:  # what stands between two arrows is to follow from what is before it
                for one in made if not self.scope.strict and not self._follows_goal(event, made) else ():
                    one.otherwise = "hypothesis" if one.role == "claim" else one.otherwise
            if mine is not None:
                self._conclude(mine, before, made)
            mine = self._arrow(event, arrows[k], made, span_of([arrows[k]])) if k < len(arrows) else None
            before = [*before, *made] if not made or made[0].role != "definition" else made
        self.previous = statement
        return None

    def _is_listed(self, event: said.Claimed, chain: Related) -> bool:
        """Whether something in a display stands behind a formula in its row, or in a sentence that supposes it."""
        supposed = governed(event.cue, inline=False) == "supposed" if event.cue else event.behind
        if supposed and concludes(event.row) and not any(isinstance(value, Num) for value in chain.values):
            return False
        return not event.statement.words and supposed

    def _follows_goal(self, event: said.Claimed, made: list[Link]) -> bool:
        """Whether what stands before an arrow is said to follow from a gradient that is set to zero."""
        goal = self.scope.goal
        found = goal is not None and any(goal.letter.name in one.used and one.relation == "=" for one in made)
        return found and strong(event.cue) and self._stationarity() is not None

    def _again(self, statement: Statement) -> list[Link]:
        """The links of a statement that was read before."""
        count = sum(len(chain.signs) for chain in statement.chains[-1:])
        return [link for link in self.links if link.relation not in signs.ARROWS][-count:] if count else []

    def _widen(self, event: said.Claimed, chain: Related) -> None:
        """What a display says for all λ ≥ 0 it does not say for λ > 0 alone, whatever was supposed before."""
        wider = self._hypothesis(chain, chain.span)
        narrow = [h for h in self.scope.hypotheses if wider is not None and h.letters == wider.letters]
        self.aside = (event.display, [*self.aside[1], *narrow])
        self.scope.hypotheses = [h for h in self.scope.hypotheses if h not in narrow]

    def _narrow(self, event: said.Event | None) -> None:
        """What a display set aside holds again behind it, before anything else is read."""
        display, narrow = self.aside
        if narrow and not (isinstance(event, said.Claimed) and event.display == display):
            self.scope.hypotheses = [*narrow, *self.scope.hypotheses]
            self.aside = (-1, [])

    def _stated(self, event: said.Claimed, chain: Related) -> None:
        """A condition on bare letters in a display: it holds from here on."""
        self._numbers(chain)
        hypothesis = self._hypothesis(chain, chain.span)
        for left, sign, right in zip(chain.values, chain.signs, chain.values[1:], strict=False):
            link = self._link(event, left.span, sign, right.span)
            link.role = "hypothesis" if hypothesis is not None else "unread"
            link.reason = "" if hypothesis is not None else "this condition is not understood"
            if hypothesis is not None:
                link.states, link.hypotheses = hypothesis.build, tuple(self.scope.hypotheses)
                hypothesis.step = "stated"
        if hypothesis is not None:
            self.scope.hypotheses.append(hypothesis)  # what a display states holds beyond the part it stands in

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
        link.arrow = Arrow(link.relation, tuple(parts), tuple(results), goal)
        link.attempts = [Attempt("implication", link.arrow.build)]
        link.attempts[0].extra = self.standing  # not what its own sides add
        extra = tuple(h for one in parts if (h := one.solving) is not None)
        for one in after:
            if one.role == "claim" and (extra or goal):
                more = extra or ((goal,) if goal else ())
                one.attempts.append(Attempt("derived", one.attempts[0].build, (*more, *self.scope.contexts)))

    def _chain(self, event: said.Claimed, chain: Chain, *, first: bool, before: list[Link], last: bool) -> list[Link]:
        """The links of a chain of relations."""
        if not chain.signs:
            if chain.values and chain.values[0]:
                self._objective(chain.values[0])
                self.last = chain.values[0]
            return []
        value, space = membership.parted(chain.values[-1])
        own = [*chain.values[:-1], value]
        if not own[0]:
            own[0] = self.last
        elif before and _is_bare_nabla(own[0]):
            own[0] = (*own[0], *_in_brackets(self.last))  # f(w) = ‖w‖² ⟹ ∇_w = 2w, whatever f was before
        made: list[Link] = []
        for k, sign in enumerate(chain.signs):
            left, right = own[k], own[k + 1]
            here = chain.values[k]
            link = self._link(event, span_of(here) if here else None, sign, span_of(right) if right else None)
            if not link.left and left:
                link.left = span_of(left).text.strip()
            made.append(link)
            link.detached = not here and event.where == "inline"
            link.space = space if sign is chain.signs[-1] else ()
            self._read(
                link, left, sign, right, event, opening=first and k == 0 and bool(chain.values[0]), chained=k > 0
            )
        if first and len(own) > 2 and chain.values[0] and made[0].role == "unread" and event.where == "display":
            self._by_later_value(own)
        if own[-1]:
            self.last = own[-1]
        return made

    def _by_later_value(self, own: list[tuple[Token, ...]]) -> None:
        """Give a function of which a chain tells nothing readable at first the first value in it that can be read."""
        with suppress(Unread):
            target = definable(parsed(own[0]))
            made = self.scope.defined.get(target[0]) if target is not None else None
            if target is None or not target[1] or (made is not None and made.recent):
                return
            for value in own[2:]:
                with suppress(Unread, IllTyped):
                    self._define(target, value, own[0])
                    return

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
        losses.renewed(self.scope)
        reader = Elaborator(self.scope)
        link.scope, link.hypotheses = self.scope.copy(), tuple(self.scope.hypotheses)
        try:
            if not left or not right:
                raise Unread("a side of this relation is missing", sign.span)
            while True:
                try:
                    self._understood(link, reader, left, sign, right, event, opening=opening, chained=chained)
                    break
                except IllTyped:
                    if reader.standing <= reader.lain:
                        raise
                    self.scope.trail.undo(mark)
                    reader = self._lying(reader)
        except IllTyped as error:
            self.scope.trail.undo(mark)
            if self._is_case(link, event):
                link.role = "hypothesis"
                return
            link.role, link.reason, link.mark = "illtyped", str(error), error.span
            misfits.narrow(self.scope, link, reader)
            link.misfits = event.where == "inline" and self._is_supposed(link, event)
            if opening and sign.text in ("=", ":="):
                misfits.renamed(self, left, right, link)
            link.numbers = misfits.as_numbers(self.scope, link, reader.used)
            link.firm = misfits.firm(self.scope, link, reader.used)
        except RecursionError:
            self.scope.trail.undo(mark)
            link.role, link.reason = "unread", "nested too deeply"
        except Unread as error:
            self.scope.trail.undo(mark)
            link.role, link.reason, link.mark = "unread", str(error), error.span
            link.clashes = isinstance(error, Clashing)
            if opening and sign.text in ("=", ":="):
                given_unread(self, link, left, right)
        except FAULTS as error:
            self.scope.trail.undo(mark)
            link.role, link.reason = "unread", fault(error)
        link.used = link.used | frozenset(reader.used)
        if link.role == "definition" and reader.differentiates and self._varying(reader):
            self.scope.tainted |= dict.fromkeys(link.used, link.span.source.position(link.span.start)[0])
        fixed = clashes.held(self.scope, sorted(link.used & self.scope.defined.keys())) if reader.differentiates else ""
        if fixed and link.role == "claim":
            link.role, link.reason = "unread", f"the text holds {fixed}, which has a formula, fixed here"
        for name in sorted(link.used & self.scope.barred.keys()):
            link.role, link.reason = "unread", f"{name}: {self.scope.barred[name]}"
        link.lightly, link.calls = frozenset(reader.lightly), min(reader.calling, default="")
        link.layout = bool(reader.layouts)
        about = [h.letters for h in link.hypotheses if h.letters & link.used]
        near = link.used.union(*about, reader.places, *map(_letters, (link.left, link.right)))
        taken = {self.scope.blocks[name] for name in reader.used & self.scope.blocks.keys()} - {""}
        link.conventions = frozenset({*reader.conventions, *of_minus(self, link), *taken})
        link.doubts = tuple(sorted({*reader.doubts, *link.conventions, *self._descriptions(near), *self._unsaid(link)}))
        if link.role in ("claim", "definition") and is_free(f"{event.cue} {event.after}"):
            self.scope.inverted += tuple(invertible(value, link) for value in reader.inverted)
        if link.role == "illtyped":
            shaky = sorted(link.used & self.scope.shaky.keys())
            link.doubts += tuple(LOCAL.format(name, self.scope.shaky[name]) for name in shaky)
        if event.doubt:
            link.doubts = (
                *link.doubts,
                f"the word `{event.doubt}` behind it says more of its letters than is understood",
            )
        for name in sorted(link.used & self.scope.tainted.keys()):
            link.tainted = f"{name} at line {self.scope.tainted[name]}"
        if link.tainted and link.otherwise == "hypothesis" and claims_of_unread(event):
            link.otherwise = "taken"
            if link.solving is not None:
                link.solving.taken = True
        if opening and link.role != "definition" and link.left_node and link.right_node and link.relation == "=":
            losses.noted(self.scope, link.left_node, link.right_node)
        limit = limiting(self, link) or bool(_LIMIT.search(link.span.text))
        link.vague = next((f"`{word}` before it" for word in unknown(event.cue, limit=limit)), "")
        bases = {base_of(name) for name in link.used}
        link.near = min((line for name, line in self.murky.items() if name in bases), default=0)
        if link.role in ("unread", "illtyped") or (link.role == "claim" and link.otherwise == "taken"):
            self._not_understood(link.left if event.where == "display" else f"{link.left} {link.right}", link.span)
        if link.role in ("unread", "illtyped") and event.where == "inline" and self._is_supposed(link, event):
            link.role, link.reason = "unread", link.reason or "this supposition is not understood"
            self._doubtful(f"{link.left} {link.right}", link.span)
        if link.role == "claim" and link.relation == "=":
            tied(self, link)
        if link.role == "definition" or link.otherwise == "hypothesis":
            decomposed(self, link)
        if link.role == "claim" and link.otherwise == "hypothesis":
            ranked(self, link)
        if link.role == "claim" and link.states is not None:
            link.steps = first_steps(self.scope, link, link.states)
        self.claimed |= link.used if link.role == "claim" else frozenset()
        link.loose = bool(reader.loose)
        link.guessed = frozenset(n for n in link.used if n in self.scope.guesses and not self._is_stated(n))
        self.seen |= link.used

    def _is_supposed(self, link: Link, event: said.Claimed) -> bool:
        """Whether a relation in running text is supposed, or a letter is put in for another: with U = Φ we get …"""
        words = Words(event.cue, event.statement.words, event.where == "inline", event.after)
        named = words.governed == "supposed" or words.list() or words.let() or words.introduce()
        return named or bool(re.search(r"\b(?:equations?|system)\s*$", event.cue))

    def _lying(self, before: Elaborator) -> Elaborator:
        """A reader for which the rows of a matrix lie: x_i w where x_i^T w does not stand."""
        reader = Elaborator(self.scope)
        reader.lain = before.lain | before.standing
        return reader

    def _is_case(self, link: Link, event: said.Claimed) -> bool:
        """A size or a matrix that is set to a number, as in: the case k = 1, C = 1."""
        words = Words(event.cue, event.statement.words, event.where == "inline")
        return isinstance(link.right_node, Num) and (words.case() or words.list()) and not self.scope.strict

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
        clashes.refuse(self.scope, (*left, *right), sign.span)
        hedges.refuse(event, sign.span)
        indicators.refuse_bare((left, right))
        written = (" ".join(token.text for token in side) for side in (left, right))
        if notations.differential(*written, used=self.scope.differentials):
            raise Unread("a d before a letter may be a differential, which is not read", sign.span)
        if is_equivalence(event.cue) and event.where == "inline" and not chained:
            link.left_node, link.right_node = parsed(left), parsed(right)
            prepare(reader, link.left_node, link.right_node)
            if equivalent(self, link, self._laid_out(link, reader, sign)):
                reader.doubts.add("for which values the statement before it is meant is not certain")
                return
        if event.unsure:
            self.hedged |= letters((*left, *right))
            raise Unread(f"`{event.unsure}` keeps it from being claimed by itself", sign.span)
        if self._special(link, reader, left, meaning, right, event):
            return
        over = event.where == "display" and finished(event.cue)  # then its words were said of something else
        words = f"{'' if over else event.cue} {event.statement.words}"
        if meaning == "=" and self._moment_of(link, reader, left, right, words):
            return
        if meaning in ("=", ":=") and named_law(self, link, reader, left, right):
            return
        if meaning in ("≈", "∝", "∼", "→"):
            return self._loose(link, reader, left, meaning, right, sign, event)
        link.left_node = parsed(left)
        link.right_node = parsed(right, free_indices(link.left_node))
        prepare(reader, link.left_node, link.right_node)
        if opening and meaning in ("=", ":=") and self._model(link, reader, left, right):
            return
        reader.outside = free_indices(link.left_node) | free_indices(link.right_node)
        target = definable(link.left_node) if opening and meaning in ("=", ":=") else None
        if target is not None and meaning == "=":
            refuse_computed(self, target[0], event, sign.span)
        if target is not None and collects(self.scope, target[0], link):
            link.role, link.otherwise, link.used = "definition", "definition", frozenset({target[0]})
            return None
        if opening and meaning in ("=", ":=") and self._square(link, reader, right):
            return None
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


def _letters(written: str) -> set[str]:
    """The letters in what is written, also those of sizes."""
    bare = (name.lstrip("\\") for name in re.findall(r"\\?[A-Za-z]+", written))
    return {name for name in bare if len(name) == 1 or name in GREEK}


def _is_bare_nabla(tokens: tuple[Token, ...]) -> bool:
    """Whether a gradient stands without what it is taken of: ∇ or ∇_x."""
    texts = [token.text for token in tokens[:2]]
    return texts[:1] == ["\\nabla"] and (len(tokens) == 1 or (texts[1] == "_" and _is_one_group(tokens[2:])))


def _in_brackets(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A value as one operand."""
    return (Token("(", tokens[0].span), *tokens, Token(")", tokens[-1].span)) if tokens else ()


def _is_one_group(tokens: tuple[Token, ...]) -> bool:
    """Whether tokens are one letter, or one pair of braces with what is in it."""
    if len(tokens) < 2:
        return True
    level = 0
    for k, token in enumerate(tokens):
        level += (token.text == "{") - (token.text == "}")
        if level == 0:
            return k == len(tokens) - 1
    return False
