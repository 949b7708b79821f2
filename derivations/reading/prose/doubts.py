"""Words that say of letters what is not understood: a counterexample need not be of the kind that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivations.reading import membership
from derivations.reading.events import Describe, Event, Name
from derivations.reading.playing.governing import governed
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked
from derivations.reading.prose.shapes import without_sizes
from derivations.reading.source import Token
from derivations.reading.vocabulary import EVERY, HARMLESS, letters

_OVER = (
    r"(?:then|so|hence|thus|therefore|whence|we|i|show|shows|prove|proves|compute|find|verify|implies|because|since"
    r"|but|where)"
)
_SAYS = re.compile(
    rf"(?P<names>{MARKS})\s*(?:\([^()]*\)\s*)?(?:in\s+{MARK}\s*)?,?\s*"
    r"(?:both\s+|all\s+|each\s+|also\s+|here\s+|now\s+)?"
    r"(?:be|is|are|being|have|has|having|denotes?|with|of|an?|the|whose|which|that)\s"
    rf"(?P<what>(?:(?!\b{_OVER}\b)[^.;:])*)"
)
_TELLING = frozenset(  # what no sentence says by the way, although as a word it is well known
    [
        *("rank", "inverse", "inverses", "symmetric", "symmetry", "invertible", "diagonal", "positive", "negative"),
        *("definite", "semidefinite", "semi-definite", "nonzero", "non-zero", "norm", "norms"),
        *("identity", "eigenvectors", "eigenvector"),
    ]
)
_PLAIN = frozenset(  # what says nothing of a value
    [
        *("standard", "canonical", "respective", "corresponding", "associated", "suitable", "appropriate", "known"),
        *("trained", "learned", "response", "responses", "tall", "wide", "ground", "truth", "initial", "later"),
        *("respectively", "above-mentioned", "whose", "half", "normal", "gaussian", "normally", "distribution"),
        *("distributions", "drawn", "sampled", "random", "iid", "law", "laws"),
    ]
)
_PHRASES = re.compile(
    r"\b(?:size|order|length|degree|norm|rank) (?:one|two|three|four|five|ten)\b|\btheir (?:product|sum|difference)\b"
)
_NEXT = re.compile(  # the noun phrase of another letter, with what follows
    rf"(?:(?:\b(?:and|with|for|while)\b|,)(?:\s+(?!(?:of|to|by|than|from|as|with|and)\b)[^\s,.;:]+)*?\s*|^){MARK}"
)
_DENIED = re.compile(r"\b(?:not|n't|need not|necessarily|general|arbitrary|any|every)\b[^,]*$")
_SOME = re.compile(
    r"\b(?:for (?:some|certain|suitable|appropriate|infinitely many)|there (?:is|are|exists?)|exists?"
    rf"|(?:we|one) can (?:find|choose))\s+(?:[a-z-]+\s+){{0,4}}?(?P<names>{MARKS})"
)
_OF_SEVERAL = re.compile(
    r"\b(?:(?:at least|at most|exactly|precisely|only|just|more than|fewer than) (?:one|two|three|half|some)|none|one)"
    rf"\s+of\s+(?:[a-z-]+\s+){{0,4}}?(?P<names>{MARKS})"
)
_OF_RANDOM = re.compile(
    r"\b(?P<word>positive|negative|nonnegative|non-negative|bounded|discrete|continuous|binary|integer-valued|symmetric"
    rf"|nonzero|non-zero)(?:\s+[a-z-]+){{0,2}}\s+random\s+(?:variable|vector|matri\w+)s?\s+(?P<names>{MARKS})"
)
_SIGNED = re.compile(  # for negative x; all numbers t above zero; while μ is one
    r"\b(?P<word>(?:strictly )?(?:negative|positive)|non-?(?:positive|negative|zero)|odd|even|tiny)\s+"
    rf"(?:(?:real|whole)\s+)?(?:(?:numbers?|values? of|arguments?|inputs?|entries)\s+)?(?P<names>{MARKS})"
    rf"|(?P<those>{MARKS})\s+(?:(?:is|are|lies?|stays?)\s+)?"
    r"(?P<where>above|below|beyond|outside|to the (?:left|right) of)\b"
    rf"|(?P<such>{MARKS})\s+(?:is|are)\s+(?P<one>one|so|such|neither|both|too|another|even|odd)\s*(?:$|[.,;:)]|and\b)"
)
_PART = re.compile(  # what is said of a row says something of the matrix
    r"\b(?P<word>(?:first|second|third|last|other|top|bottom|left|right|remaining|i-th|j-th|k-th)\s+(?:rows?|columns?"
    rf"|entr(?:y|ies)|blocks?|halves|half|parts?))\s+(?:of|in)\s+(?P<names>{MARKS})\s+(?:is|are|equals?|has|have|coincides?"
    rf"|consists?|contains?|vanish\w*|sums?)\b(?!\s*{MARK})"
)
_MADE_OF = re.compile(  # let D be the diagonal matrix with entries θ, …, θ
    rf"(?P<names>{MARK})\s+(?:be|is|denotes?)\s+(?:an?|the)\s+(?:[a-z-]+\s+){{0,2}}(?:matrix|vector)\s+"
    rf"(?P<word>with\s+(?:[a-z-]+\s+)?(?:entries|elements|eigenvalues|diagonal|components))\s+{MARK}"
)
DIMENSIONS = re.compile(
    r"\b(?:in|of)(?: just| only)? (?:one|two|three|four|five|1|2|3|4|an? (?:even|odd) number of)[- ]dimensions?\b"
    r"|\b(?:one|two|three|four|even|odd)[- ]dimensional (?:case|setting|space|problem)\b|\bin the plane\b"
    r"|\bin (?:even|odd) dimensions?\b|\b(?:even|odd) number of (?:rows|columns|dimensions|samples|points|entries)\b"
    r"|\b(?:an? )?single (?:example|sample|data ?point|observation|row|column|feature|entry|point|class)\b"
    r"|\bonly one (?:example|sample|data ?point|observation|row|column|feature|class)\b"
)
_UNCORRELATED = re.compile(
    r"\b(?:covariances?|correlations?)\b(?: \w+){0,3} (?:(?:is|are|be) (?:zero|0)\b|vanish\w*)"
    r"|\bvariances? (?:of )?zero\b"
)
_FOR_ALL = re.compile(rf"\s*,?\s*(?:for|whatever)\s+(?:all|every|any|each)\s+(?:[a-z-]+\s+){{0,3}}(?P<over>{MARK})")
INDICES = frozenset("ijklnt")
_COUNT = re.compile(r"(?P<name>[a-zA-Z])=\d+")
_MEANS = re.compile(rf"(?P<what>{MARK})\s+(?:denotes?|stands? for|means|is (?:understood|taken|meant|to be read))\b")


def doubts(said: str, readings: list[Reading], taken: set[tuple[str, str]]) -> Iterator[Event]:
    """What a sentence leaves unsaid of its letters; `taken` are the words that were understood, with their places."""
    yield from _described(said, readings, taken)
    for match in _SOME.finditer(said):
        yield from _of(match["names"], readings, match[0][: -len(match["names"])].strip())
    for match in _OF_SEVERAL.finditer(said):
        yield from _of(match["names"], readings, match[0][: -len(match["names"])].strip())
    for match in _OF_RANDOM.finditer(said):
        yield from _of(match["names"], readings, match["word"])
    for match in _SIGNED.finditer(said):
        names = match["names"] or match["those"] or match["such"]
        word = match["word"] or match["where"] or match["one"]
        if not any(place in names and word in phrase for place, phrase in taken):
            yield from _of(names, readings, word)
    for match in (*_PART.finditer(said), *_MADE_OF.finditer(said)):
        yield from _of(match["names"], readings, match["word"])
    for match in _MEANS.finditer(said):
        tokens = marked(match["what"], readings).tokens
        if any(token.text == "^" for token in tokens) and not marked(match["what"], readings).names:
            yield Describe(_letters(tokens), "denotes", marked(match["what"], readings).span)
    zero = _UNCORRELATED.search(said)
    if zero and readings:
        yield Describe([Name(name) for name in EVERY], zero[0], readings[0].span)
    for reading in readings:
        yield from _counted(reading)
        yield from _for_all(reading, readings)
    for reading, words in _everywhere(said, readings):
        yield Describe([Name(name) for name in EVERY], words, reading.span)


def _described(said: str, readings: list[Reading], taken: set[tuple[str, str]]) -> Iterator[Event]:
    """Letters with words beside them that are not known."""
    for match in _SAYS.finditer(without_sizes(said, readings)):
        if said.endswith("?"):
            return
        known = {w for place, p in taken if place in match["names"] for w in p.replace("-", " ").split()}
        word = next(_unknown(match["what"], known), "")
        if word:
            yield from _of(match["names"], readings, word)


def _unknown(what: str, known: set[str]) -> Iterator[str]:
    """The words of a phrase that may restrict what it speaks of."""
    own = _NEXT.split(what)[0]
    phrase = _PHRASES.search(own)
    if phrase and not known & {"norm", "rank"}:
        yield phrase[0]
    for found in re.finditer(r"[a-z][a-z'’-]+", own):
        word = found[0]
        tells = word not in HARMLESS | _PLAIN or word in _TELLING
        if tells and not known & set(word.split("-")) and not _DENIED.search(own[: found.start()]):
            yield word


def _of(names: str, readings: Sequence[Reading], word: str) -> Iterator[Event]:
    for place in re.findall(MARK, names):
        reading = marked(place, readings)
        if reading.names and reading.kind in ("name", "members"):
            yield Describe(reading.names, word, reading.span)


def _everywhere(said: str, readings: Sequence[Reading]) -> Iterator[tuple[Reading, str]]:
    """Words and spaces such as R³ by themselves that say of what size all is."""
    found = DIMENSIONS.search(said)
    if found and readings:
        yield readings[0], found[0]
    for reading in readings:
        shape = membership.shape_of(reading.tokens) if reading.kind == "name" else None
        plural = re.match(r"\s*(?:[a-z-]+\s+){0,2}matrices\b", reading.after)
        sizes = membership.sizes(reading.tokens) if reading.kind == "name" and plural else None
        if sizes and any(dim.resolved().terms.keys() == {()} for dim in sizes):
            yield reading, f"for {''.join(token.text for token in reading.tokens)} matrices"
        stands = re.search(r"\b(?:in|on)\s*$", reading.before) and not re.search(rf"{MARK}[^,.]*$", reading.before)
        if shape and stands and any(dim.resolved().terms.keys() == {()} for dim in shape):
            yield reading, "in " + "".join(token.text for token in reading.tokens)


def _counted(reading: Reading) -> Iterator[Event]:
    """A size that is set to a number, as n = 2: how many there are is not used."""
    found = _COUNT.fullmatch("".join(token.text for token in reading.tokens))
    if found:
        yield Describe([Name(found["name"])], found[0], reading.span)


def _for_all(reading: Reading, readings: Sequence[Reading]) -> Iterator[Event]:
    """What is supposed for all x says more of its other letters than that it holds for one x."""
    found = _FOR_ALL.match(reading.after)
    if not found or reading.kind != "statements" or governed(reading.before, inline=True) != "supposed":
        return
    beside = marked(found["over"], readings)
    over = {name.name for name in beside.names} or letters(beside.tokens)
    if over and not over & INDICES:
        yield Describe([Name(name) for name in sorted(letters(reading.tokens) - over)], "for all", reading.span)


def _letters(tokens: Sequence[Token]) -> list[Name]:
    return [Name(name) for name in sorted(letters(tokens))]
