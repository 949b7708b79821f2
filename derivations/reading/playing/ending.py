"""How long a supposition holds: to the end of its sentence, of its case, of its item or lemma."""

from __future__ import annotations

import re
from typing import Literal

from derivations.reading.events import Begin
from derivations.reading.playing.cues import CASE
from derivations.reading.playing.renewing import close, forget_law, is_for_now, lapse, sentence_before
from derivations.reading.playing.state import State
from derivations.reading.scope import Hypothesis
from derivations.reading.source import Span
from derivations.reading.units import in_items, in_siblings

Life = Literal["", "sentence", "paragraph", "case"]

_GOVERNED = r"(?!.*\b(?:then|so|hence|thus|therefore|we (?:have|get|find|see|obtain))\b)[^.;,]*$"
_SENTENCE = re.compile(
    rf"\b(?:if|when|whenever|in case|once|provided(?: that)?){_GOVERNED}"
    rf"|\bat\b{_GOVERNED}|\b(?:until now|so far|initially|at first|formerly|previously|during|originally)\b[^.;]*$"
)
_OPENS = re.compile(r"\b(?:suppos\w*|assum\w*|let|consider)\b")
_CASE = re.compile(r"\b(?:case|special|example|instance|sanity|moment|for now)\b[^.]*$")
_OPENS_CASE = re.compile(rf"(?:{CASE.pattern})(?=\s|$)")
_LABELLED = re.compile(r"\W*case (?:\d+|[ivx]+|[a-z])\W*")
_PARAGRAPH = re.compile(r"\b(?:if|when|for|at|step|setting|with|taking|putting|choosing)\b[^.]*$")
_SUPPOSED = re.compile(  # it stands right before the equation
    r"\b(?:suppos\w*|assum\w*|imagin\w*)(?:\s+(?:that|we|first|now|next|again|for|a|the|moment|while|in|addition|further"
    r"|contrary|contradiction|towards?|sake|of|by|argument|instead|briefly|also|and|[\ue000-\uf8ff]),?)*\s*$"
)
_GIVES = re.compile(
    r"\b(?:let|set|put|define\w*|denote|write|us(?:e|ing)|choos\w+|initiali\w+|start\w*|where|with|given)\b[^.;]*$"
)
_BEGINS = re.compile(r"\b(?:start|begin|initiali)\w*\b[^.;,]*$")
_TASK = re.compile(
    r"\b(?:show|prove|then|have|find|comput\w+|deriv\w+|what|hence|thus|so|therefore|gives?|get|verify|conclude|is)\b",
    re.IGNORECASE,
)


def life(cue: str, *, number: bool, known: bool) -> Life:
    """How long a letter keeps a value, by the words before it; empty where nothing ends it."""
    opens = _OPENS.search(cue)
    if _BEGINS.search(cue):
        return ""
    if _SENTENCE.search(cue) and not opens:
        return "sentence"
    if number and (_CASE.search(cue) or (_PARAGRAPH.search(cue) and (known or not opens))):
        return "paragraph"
    return "case" if _SUPPOSED.search(cue) or _LABELLED.fullmatch(cue) or (number and not _GIVES.search(cue)) else ""


def begin(state: State, event: Begin) -> None:
    """End what the sentences before supposed for themselves alone, and what another item supposed."""
    if event.span.source.text[: event.span.start].rstrip().endswith(":"):
        return  # what a colon opens belongs to the sentence before it
    scope = state.scope
    over = [h for h, _ in state.passing if _is_of_sentence(h.span)]
    over += [h for h in scope.contexts if h.passing and _is_of_sentence(h.span)]
    over += [h for h in (*scope.hypotheses, *scope.contexts) if _is_of_item(h, event.span)]
    over += [h for h in (*scope.hypotheses, *scope.contexts) if _is_of_case(h, event.span)]
    lapse(state, over)
    close(state, "sentence")
    for name, span in list(state.told.items()):
        if _is_elsewhere(span, event.span):
            forget_law(state, name)
    told = [one for one in scope.independent if one.span is not None and _is_elsewhere(one.span, event.span)]
    scope.independent = [one for one in scope.independent if one not in told]


def _is_of_sentence(span: Span | None) -> bool:
    """Whether a clause such as if supposes it, in a sentence that opens no case."""
    before = sentence_before(span)
    return bool(re.search(r"\b(?:if|when|whenever|in case|once|provided)\b", before)) and not _OPENS.search(before)


def _is_of_case(hypothesis: Hypothesis, here: Span) -> bool:
    """Whether it describes a case, and here is the label of another one."""
    return hypothesis.of_case and _OPENS_CASE.match(here.text.lower()) is not None


def _is_of_item(hypothesis: Hypothesis, here: Span) -> bool:
    span = hypothesis.span
    if span is None or hypothesis.outright or span.source is not here.source:
        return False
    text = span.source.text
    if in_siblings(text, span.end, here.start):
        return True
    return is_for_now(span) and _is_elsewhere(span, here)


def _is_elsewhere(span: Span, here: Span) -> bool:
    """Whether it was supposed for a question in another item of a list."""
    if span.source is not here.source or span.end > here.start or not is_for_now(span):
        return False
    return bool(_TASK.search(in_items(span.source.text, span.end, here.start)))
