"""Words that give a name another meaning than before: for ridge H is formed with …, and we keep calling it L."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Recast
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, marked
from derivations.reading.source import Span

_THINGS = (
    r"(?:models?|loss(?:es)?|objectives?|problems?|costs?|functions?|examples?|case|versions?|variants?|experiments?"
    r"|settings?|regression|layers?|networks?|methods?|estimators?|criteri\w+|tasks?|choices?|activations?|scenario"
    r"|formulation|data ?sets?|kernels?|half|stage|phase)"
)
_PENALTY = (
    r"(?:penalt\w+|regulari[sz]\w+|weight decay|weights|weighting|priors?|bias|constraints?|ridge term|extra term)"
)
OTHER = re.compile(
    rf"\b(?:second|third|fourth|other|another|new|next|modified|alternative|different|last|revised|updated)"
    rf"\s+(?:[\w-]+\s+){{0,2}}{_THINGS}\b|\bswitch(?:es|ed|ing)? (?:over )?to\b|\bredefin\w+|\binstead\b"
    r"|\bchang(?:e|es|ed|ing)\b[^.;]*\b(?:to|into)\b|\breplac(?:e|es|ed) (?:it|this|that|the|our)\b"
    r"|\bthe (?:second|third|other|latter|next|last)(?: one)? (?:is|has|uses|reads)\b"
    r"|\bfor the rest of\b|\b(?:shifted|scaled|centred|centered) version\b"
    r"|\bfrom (?:now|here) on\b|\bthis time\b|\bin (?:place|lieu) of\b"
)
KIND = re.compile(
    r"\b(?:ridge|lasso|weighted|unweighted|(?:un)?penali[sz]ed|(?:un)?regulari[sz]ed|dual|simpler|rescaled|normali[sz]ed"
    r"|averaged|scaled|robust|smoothed|kerneli[sz]ed)\s+"
    rf"(?:[\w-]+\s+){{0,2}}{_THINGS}\b"
    r"|\b(?:for|in|with|under|of)\s+(?:the\s+)?(?:ridge|lasso|dual|weighted|weight decay|penali[sz]\w+)\b"
    rf"|\b(?:with|add(?:s|ing|ed)?|includ\w+|introduc\w+)\s+(?:[\w-]+\s+){{0,3}}{_PENALTY}\b"
    rf"|\b(?:without|remov\w+|dropping)\s+(?:[\w-]+\s+){{0,2}}{_PENALTY}\b"
)
REDEFINED = re.compile(r"\bredefin\w+|\bfrom (?:now|here) on (?:we )?(?:use|take|set|let|write|work)\b")
EXPANDS = re.compile(
    r"\b(?:expand\w*|substitut\w*|insert\w*|plug\w*|simplif\w*|rewrit\w*|complet\w*|collect\w*|factor\w*"
    r"|in (?:matrix|vector|index) (?:form|notation)|equal(?:s|ly)?|equivalent\w*|that is|i\.e\.|in other words|thus"
    r"|therefore|hence|so|shows?|prove|multiplying out|written (?:out|as)|reads? as)\b"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:keep|kept|keeping|still|continu\w+|again)\b[^.;]{{0,40}}?\b(?:call\w*|denot\w*|writ\w*|nam\w*|us\w+)\b"
        rf"[^.;{MARK[1:-1]}]{{0,40}}(?P<name>{MARK})",
        rf"\b(?:call\w*|denot\w*|writ\w*|nam\w*)\b[^.;]{{0,40}}?(?P<name>{MARK})\s+(?:again|as well|too)\b",
        rf"\b(?:redefin\w+|rescal\w+|modif\w+|alter\w*|overwrit\w+|swaps?|increments?|decrements?|halves?)\s+(?:the\s+)?(?:[\w-]+\s+)?(?P<name>{MARK})",
        rf"\breplac(?:e|es|ed|ing)\s+(?:the\s+)?(?:[\w-]+\s+)?(?P<name>{MARK})\s+(?:by|with)\b",
        rf"(?P<name>{MARK})\s+(?:is|are|was|gets?)\s+(?:now\s+|then\s+|hereby\s+)?"
        r"(?:redefined|rescaled|modified|altered|changed|divided by|multiplied by|halved|doubled|squared|augmented)\b",
    )
)
_CHANGED = re.compile(  # what is stored, or a step size, and no letter is named
    r"\b(?:swaps?|exchanges?|interchanges?)\b[^.;]*\b(?:variables?|contents|values|entries|registers?|them|two)\b"
    r"|\b(?:is|are|gets?|was|were)\s+(?:\w+\s+)?(?:halved|doubled|tripled|overwritten|swapped|incremented|decremented"
    r"|reset)\b"
)
_SWAPS = re.compile(
    r"\b(?:swap|exchang|interchang|permut)\w*\b[^.;]*\b(?:names?|letters?|symbols?|labels?|notations?)\b"
    r"|\bwhat (?:was|we|has been) [^.;]*\b(?:called|named|denoted)\b"
)
_WITH_CONTRAST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{MARK})\s+(?:now\s+|then\s+|instead\s+)*(?:denotes?|stands? for|refers? to|means|becomes?|changes?"
        rf"|turns? into|is replaced|equals?|takes? the value|has the value)\b",
        rf"(?P<name>{MARK})\s+(?:is|are|be)\s+(?:now\s+|then\s+|instead\s+)?(?:(?:re)?(?:formed|built|computed|defined|made"
        rf"|constructed|set|taken|chosen|given)\b|the\b|a\b|an\b|{MARK}|\d)",
    )
)


def recasts(said: str, readings: list[Reading], place: Span | None = None) -> Iterator[Recast]:
    """The names to which a sentence gives another meaning in words; none of them named, where all values may change."""
    if said.endswith("?"):
        return
    if place is not None and not readings and _CHANGED.search(said):
        yield Recast([], place)
    if _SWAPS.search(said):
        yield from (Recast([tuple(reading.tokens)], reading.span) for reading in readings)
    contrast = OTHER.search(said) or KIND.search(said)
    for pattern in (*_PATTERNS, *(_WITH_CONTRAST if contrast else ())):
        for match in pattern.finditer(said):
            reading = marked(match["name"], readings)
            if not EXPANDS.search(said[: match.start()]):
                yield Recast([tuple(reading.tokens)], reading.span)
