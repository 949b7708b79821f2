"""Letters that are declared anew: what was said of them before is over, and only keeps counterexamples away."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.operations.probability import Law
from derivations.reading.events import Lift, Renew
from derivations.reading.playing.state import State
from derivations.reading.scope import Defined, Hypothesis, Known
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Letter, Num
from derivations.reading.units import are_siblings, begins_between

_EXAMPLE = "example "


def renew(state: State, event: Renew) -> None:
    """End what was said of letters in another paragraph, or in another lemma or item where no kind is said."""

    def is_over(span: Span | None) -> bool:
        if span is None or span.source is not event.span.source:
            return False
        apart = begins_between if event.whole else are_siblings
        return span.end <= event.span.start and apart(span.source.text, span.end, event.span.start)

    for name in event.names:
        lapse(state, [h for h in said_of(state, name.name) if is_over(h.span)])
        _forget(state, name.name, event.former.get(name.name), is_over)


_FOR_NOW = re.compile(
    r"\b(?:if|when|case|suppos\w*|assum\w*|for|at|subject to|constraint|setting|taking|imagin\w+"
    r"|there (?:is|are|exists?)|in this (?:part|item|question|subsection|paragraph)|only here)\b[^.;]*$",
    re.IGNORECASE,
)
_STEMS = {"symmet": r"symmetric|definite|diagonal", "invert": r"invertible|definite|orthogonal|regular|nonsingular"}


def lift(state: State, event: Lift) -> None:
    """End what is supposed for a while, or what is denied of letters."""
    scope = state.scope
    if not event.names:
        passing = [h for h, _ in state.passing]
        every = (*scope.hypotheses, *scope.contexts)
        lapse(state, [h for h in every if h in passing or _ends(h, whole=event.whole)])
        close(state)
    denied = _STEMS.get(event.denied[:6], re.escape(event.denied[:6]))
    for name in event.names:
        lapse(state, [h for h in said_of(state, name.name) if not event.denied or re.search(denied, h.words)])
        scope.independent = [one for one in scope.independent if not any(name.name in letters for letters in one.sets)]
        close(state, name=name.name)
        if event.whole:
            _set_free(state, name.name)
        else:
            _drop_number(state, name.name)


def _ends(hypothesis: Hypothesis, *, whole: bool) -> bool:
    """Whether a supposition is one for a while, or one that a sentence can take back at all."""
    if hypothesis.span is None or hypothesis.taken or hypothesis.outright:
        return False
    return whole or is_for_now(hypothesis.span)


def sentence_before(span: Span | None) -> str:
    """The words of its sentence before a place, in lower case."""
    before = span.source.text[max(0, span.start - 300) : span.start] if span is not None else ""
    return re.split(r"[.;]\$?\s|\n\s*\n", before)[-1].lower()


def is_for_now(span: Span | None) -> bool:
    """Whether a word before it in its sentence supposes it for a while only."""
    return bool(_FOR_NOW.search(sentence_before(span)))


def as_defined(name: str) -> str:
    """The words of the hypothesis that a letter is the value that it gets."""
    return f"{name} as it is defined"


def example(state: State) -> str:
    """How long numbers that a letter gets here hold: through the parts within this one."""
    return f"{_EXAMPLE}{max((level for level, _ in state.markers), default=0)}"


def outlives(length: str, level: int) -> bool:
    """Whether numbers that hold so long do so through a part of a level, which is 1 for the widest."""
    return length.startswith(_EXAMPLE) and int(length.removeprefix(_EXAMPLE)) < level


def close(state: State, *lives: str, name: str = "") -> None:
    """Values that end now: those of a letter, or those that hold so long; all cases, where neither is told."""
    for case, length in list(state.cases.items()):
        if case == name or length in lives or not (name or lives):
            state.cases.pop(case)
            state.hedged.add(case)
            state.scope.defined.pop(case, None)
            state.scope.hypotheses = [h for h in state.scope.hypotheses if h.words != as_defined(case)]
            state.scope.recurrences = [one for one in state.scope.recurrences if one[0] != case]
            back = state.suspended.pop(case, [])
            state.scope.hypotheses += [h for h in back if h not in state.scope.hypotheses]


def forget_law(state: State, name: str) -> None:
    """Keep a letter random, and nothing of its mean and variance."""
    state.told.pop(name, None)
    known = state.scope.find(name)
    if known is not None and name in state.scope.laws:
        state.scope.laws[name] = lambda: Law(known.symbol(), None, None)
        state.scope.moments[name] = {}


def _set_free(state: State, name: str) -> None:
    """A letter that is said to be any now: its law and what it was set to are over."""
    forget_law(state, name)
    made, known = state.scope.defined.get(name), state.scope.find(name)
    if made is not None and known is not None and not made.parameters and isinstance(made.body, Num | Letter):
        state.scope.lapsed.append(_value(state.scope.defined.pop(name), known))


def _drop_number(state: State, name: str) -> None:
    """A letter that is any now has no longer the number to which it was set."""
    made, known = state.scope.defined.get(name), state.scope.find(name)
    if made is not None and isinstance(made.body, Num) and not made.parameters:
        del state.scope.defined[name]
        if known is not None:
            state.scope.lapsed.append(_value(made, known))


def said_of(state: State, name: str) -> list[Hypothesis]:
    """What is supposed of a letter, but for what a let block states."""
    scope = state.scope
    every = dict.fromkeys((*scope.hypotheses, *scope.contexts, *scope.former))
    return [h for h in every if name in h.letters and not h.outright]


def lapse(state: State, over: Sequence[Hypothesis]) -> None:
    """What is supposed no longer."""
    scope = state.scope
    scope.hypotheses = [h for h in scope.hypotheses if h not in over]
    scope.contexts = [h for h in scope.contexts if h not in over]
    scope.former = [h for h in scope.former if h not in over]
    scope.lapsed += [h for h in over if h not in scope.lapsed]
    for kept in state.by_part.values():
        kept[:] = [h for h in kept if h not in over]


def _forget(state: State, name: str, former: Span | None, is_over: Callable[[Span | None], bool]) -> None:
    """The value of a letter, what its law is, and on what it does not depend."""
    scope = state.scope
    known, made = scope.find(name), scope.defined.get(name)
    if known is not None and made is not None and not made.parameters and is_over(made.span):
        scope.lapsed.append(_value(scope.defined.pop(name), known))
    if known is None or not is_over(former):
        return
    known.properties.clear()
    scope.laws.pop(name, None)
    scope.moments.pop(name, None)
    scope.independent = [one for one in scope.independent if not any(name in letters for letters in one.sets)]


def _value(made: Defined, known: Known) -> Hypothesis:
    """That a letter is what it was defined as."""
    value = made.value
    words = f"{known.name} as it was defined"

    def holds() -> Apply:
        if value is None:
            raise Unread(words, made.span)
        return logic.EQUAL(known.symbol(), value.build())

    return Hypothesis(holds, frozenset({known.name}), words, made.span)
