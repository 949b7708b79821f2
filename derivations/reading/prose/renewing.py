"""Sentences that begin a new life of a letter, or end what was supposed: let A ∈ R^{n×n}, otherwise, in general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from derivations.reading.events import Event, Lift, Name, Renew
from derivations.reading.prose.conditions import bare_inequality, bare_names
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked
from derivations.reading.source import Unread

_LETS = re.compile(
    rf"(?:^|[.:)*}}\]]\s*|\b(?:now|next|then|and|again)\s+)(?:let|consider|given|take|fix"
    rf"|suppose(?: that)?|assume(?: that)?|for(?: (?:any|all|every))?)\s+(?:[a-z-]+\s+){{0,3}}?(?P<names>{MARKS})"
)
_KIND = re.compile(
    r"\s+(?:be|are|is|denote)\s+(?:[^\s.,;]+\s+){0,4}?(?:matrix|matrices|vectors?|numbers?|scalars?|reals?|variables?)\b"
)


def renewals(said: str, readings: list[Reading]) -> Iterator[Event]:
    """The letters that a sentence declares, and whether it says of what kind they are."""
    for match in _LETS.finditer(said):
        for place in re.findall(MARK, match["names"]):
            reading = marked(place, readings)
            whole = reading.kind == "members" or bool(_KIND.match(said[match.end() :]))
            if reading.names and reading.kind in ("members", "name"):
                yield Renew(reading.names, reading.span, whole=whole)


_ASSUMED = r"(?:assum\w+|suppos\w+|requir\w+|condition\w*|restrict\w+|constraint\w*|hypothes[ie]s|positivity|symmetry)"
_ENDS = re.compile(  # of what holds for a while
    r"\b(?:otherwise|(?:in )?the general case|in general(?! position)|more generally|in any case|contradict\w*|absurd"
    r"|in (?:all|any|the) (?:the )?(?:other|remaining) cases?|everywhere|always|regardless|irrespective(?:ly)?"
    r"|unconditional(?:ly)?|in contrast|by contrast|conversely|on the other hand|is impossible|elsewhere|whatsoever"
    r"|unconstrained|unrestricted|back to the general|return(?:s|ing)? to (?:a|the) general|no matter"
    r"|no such \w+ is (?:assumed|supposed|made)|in (?:both|either|each|every|neither) cases?|altogether|all in all"
    r"|case distinctions?|(?:combin|collect|join)\w+ (?:both|the|these|all)(?: \w+)? cases|in summary|to sum up"
    r"|taken together|(?:to|with|for|finish|in) the (?:first|second|third|other|last|former|latter) (?:case|part))\b"
    r"|^\W*(?:the )?(?:first|second|third|fourth|last|other|remaining) case\b|^\W*case (?:\d+|[ivx]+|[a-z])\b"
)
_GONE = re.compile(  # of everything that sentences suppose
    rf"\b(?:drop|lift|relax|remov|abandon|discard|forget|giv|waiv|los|violat)\w*(?: up)?(?: (?:this|that|the|our|these"
    rf"|all|any)(?: [\w-]+)?)? {_ASSUMED}"
    rf"|\bwithout (?:this|that|the|any|these|such)?(?: [\w-]+)?\s*{_ASSUMED}"
    rf"|{_ASSUMED}\s(?:[^,.;]*\s)?(?:fails?|is (?:violated|dropped|lifted|relaxed|removed"
    r"|not (?:met|satisfied|needed)))\b"
    r"|\b(?:this|that|it|which) (?:then )?(?:fails|breaks down|is (?:no longer|not) (?:so|true|the case)"
    r"|no longer holds|does not hold)\b|\bno longer\b|\bunless otherwise\b"
    r"|\b(?:this|that|the|these) [\w-]+ (?:is|are|gets?|becomes?) (?:lost|violated|destroyed|dropped|gone|void)\b"
)
_STOP = r"(?!(?:we|have|has|with|where|such|that|is|are|so|then|there|it|in|of|on|hold|holds|let|and|be|case|cases)\b)"
_ANY = (
    r"(?:general|generic|other|arbitrary|original|unrelated|another|different|any|all|every|each|whatever|unnormali[sz]ed"
    r"|unconstrained|unrestricted|both signs of|either sign of)"
)
_OTHERS = re.compile(
    rf"\b{_ANY}\s+(?:{_STOP}(?:[a-z0-9-]+|{MARK})\s+){{0,4}}?(?P<names>{MARKS})(?P<more>(?:\s+{_STOP}[a-z-]+){{0,2}}\s+{MARKS})?"
)
_FOR_ONE = re.compile(
    rf"(?:^|[.;:]\s+)\W*for\s+(?:an?\s+)?(?P<names>{MARK})\s+(?:with|of|having|that|which)\s+(?!{MARK})"
)
_VALUES = re.compile(rf"\b{_ANY}\s+(?:values?|choices?|sizes?) (?:of|for)\s+(?P<names>{MARKS})")
_BECOMES = re.compile(
    rf"(?P<names>{MARKS})[^.;{MARK[1:-1]}]*?\s(?:be|is|are|being|denotes?)\s+(?:now\s+|again\s+|merely\s+|just\s+|also\s+)*"
    r"(?:(?:an?|some)\s+)?(?:any|arbitrary|general|unrelated|other|unrestricted|unconstrained|whatever|free)\b"
)
_INSTEAD = re.compile(r"\b(?:instead|this time|only (?:know|assume|suppose|require|need|have))\b")
_ALLOWED = re.compile(  # to be what was ruled out before
    r"\b(?:allowed|permitted|free) to (?:be|become|have)\b"
    r"|\b(?:may|might|can|could) (?:now |also |even |well )*be (?:non|asym|singular)"
)
_DENIED = re.compile(
    rf"(?P<names>{MARK})(?:\s+(?:which|that))?\s+(?:is|are|need|were|was|be)\s+(?:not|no longer)(?:\s+be)?"
    r"\s+(?P<word>[a-z-]+)"
)
_OF = re.compile(
    rf"\b(?:without|drop\w*|lift\w*|relax\w*|remov\w*|regardless of|irrespective of|whatever)\s+(?:the\s+)?"
    rf"(?P<word>[a-z]+)\s+(?:of\s+)?(?P<names>{MARK})"
)


def lifted(said: str, readings: list[Reading]) -> Iterator[Event]:
    """What is supposed no longer: otherwise, in general, for other x, if A is not symmetric."""
    if _GONE.search(said):
        yield Lift([], whole=True)
    elif _ENDS.search(said):
        yield Lift([])
    for pattern in (_OTHERS, _FOR_ONE, _VALUES, _BECOMES, _DENIED, _OF):
        for match in pattern.finditer(said):
            places = re.findall(MARK, match[0] if pattern is _OTHERS else match["names"])
            names = [name for place in places for name in _named(marked(place, readings))]
            if names:
                yield Lift(names, match.groupdict().get("word") or "", whole=pattern not in (_OTHERS, _FOR_ONE))
    if _INSTEAD.search(said) or _ALLOWED.search(said):
        yield Lift([name for reading in readings for name in _named(reading)], whole=True)


_SUPPOSES = re.compile(rf"\b(?:suppos|assum)\w+[^.]*?{MARK}")


_DROPS = re.compile(  # what has a number, and nothing says which one it is
    r"\b(?:drop(?:s|ped|ping)?|discard\w*|abandon\w*|give up|forget|relax\w*|remov\w+|lift\w*|without|omit\w*|ignor\w+|"
    r"instead of|leav\w+ out)\s+(?:the\s+|our\s+|both\s+)?"
    r"(?:(?:equations?|eqs?\.?|assumptions?|conditions?|requirements?)\s*)?(?:\(\d+\w?\)|\\?(?:eq)?ref\b)"
)


def dropped(said: str) -> Iterator[Event]:
    """What a sentence supposes and takes back itself: suppose a = b, which is absurd, so that we drop this."""
    begins = _SUPPOSES.search(said)
    if (begins and (_GONE.search(said, begins.end()) or _ENDS.search(said, begins.end()))) or _DROPS.search(said):
        yield Lift([], whole=True)


def _named(reading: Reading) -> list[Name]:
    """The letters that a formula speaks of: of x, of x ∈ R^n, of λ > 0."""
    found = list(reading.names)
    for statement in () if found else reading.statements:
        with suppress(Unread):
            chain = bare_inequality(statement)
            found += bare_names(chain) if chain is not None else []
    return found
