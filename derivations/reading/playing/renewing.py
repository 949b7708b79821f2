"""Letters that are declared anew: what was said of them before is over, and only keeps counterexamples away."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.reading.events import Lift, Renew
from derivations.reading.playing.state import State
from derivations.reading.scope import Defined, Hypothesis, Known
from derivations.reading.source import Span, Unread
from derivations.reading.units import are_siblings, begins_between


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


_FOR_NOW = re.compile(r"\b(?:if|when|case|suppos\w*|assum\w*|for (?:now|example|the moment))\b[^.;]*$", re.IGNORECASE)
_STEMS = {"symmet": r"symmetric|definite|diagonal", "invert": r"invertible|definite|orthogonal|regular|nonsingular"}


def lift(state: State, event: Lift) -> None:
    """End what is supposed for a while, or what is denied of letters."""
    scope = state.scope
    if not event.names:
        passing = [h for h, _ in state.passing]
        lapse(state, [h for h in (*scope.hypotheses, *scope.contexts) if h in passing or _is_for_now(h)])
        for case in state.cases:
            scope.defined.pop(case, None)
    denied = _STEMS.get(event.denied[:6], re.escape(event.denied[:6]))
    for name in event.names:
        lapse(state, [h for h in said_of(state, name.name) if not event.denied or re.search(denied, h.words)])


def _is_for_now(hypothesis: Hypothesis) -> bool:
    """Whether a word before it in its sentence supposes it for a while only."""
    span = hypothesis.span
    if span is None or hypothesis.taken or hypothesis.outright:
        return False
    sentence = re.split(r"[.;]\s|\n\s*\n", span.source.text[max(0, span.start - 120) : span.start])[-1]
    return bool(_FOR_NOW.search(sentence))


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
