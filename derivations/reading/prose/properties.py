"""What sentences say of letters in words for properties: X is symmetric, the columns of A are independent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading.events import Declare, Describe, Event, Having
from derivations.reading.properties import ALSO, LONGEST_FIRST, PARTLY
from derivations.reading.prose.cues import IF, SKIP
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, MARKS, marked
from derivations.reading.prose.phrases import NOUN, THINGS, is_limited, is_weakened, is_whole
from derivations.reading.prose.shapes import without_sizes

_PROPERTY = "|".join(re.escape(name) for name in LONGEST_FIRST)
_PROPERTIES = rf"(?:{_PROPERTY})(?:(?:\s*(?:,\s*and|,|and)\s*|\s+)(?:{_PROPERTY}))*"
_SAID = _PROPERTY + r"|linearly independent|to (?:one|1)|probability|distribution"
_FILLER = (
    r"(?:(?:(?:known|fixed|given|finite|real|square) and|strictly|both"
    r"|all|each|a|an|any|some|assumed to be|assumed|to be|real|square|constant|fixed|known|given|the|thus|also)\s+)*"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<names>{MARKS})\s*(?:\([^()]*\)\s*)?(?:in\s+{MARK}\s*)?,?\s*(?:is|are|be|being|were)\s+{_FILLER}"
        rf"(?:(?:matrix\s+|vector\s+)?(?:of|with|having)\s+)?(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{MARKS})\s*,?\s*(?:has|have|having|with|of)\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{MARKS})(?:[^.{MARK[1:-1]}]{{0,40}},|\s+(?:is|are|be)\s[^.,{MARK[1:-1]}]{{0,40}}?\s)?\s*(?:has|have|having|with)\s+"
        rf"{_FILLER}(?P<properties>(?:positive|non-?negative)(?: diagonal entries)?)(?:(?<=entries)|\s+entries\b)",
        rf"\b(?P<properties>{_PROPERTIES})\s+{NOUN}(?:{THINGS}\s+)?(?P<names>{MARKS})",
        rf"(?P<names>{MARKS})\s*,\s*(?:a|an|both|each(?: of them)?|all(?: two| three| four| of them)?)\s+"
        rf"{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"\b(?:with|where|for|and)\s+(?P<names>{MARKS})\s+{_FILLER}(?P<adjective>)(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{MARK})\s+{_FILLER}(?P<properties>{_PROPERTIES})\b",
        rf"(?P<names>{MARK})\s*\(\s*{_FILLER}(?P<properties>{_PROPERTIES})\s*[,)]",
        rf"columns of\s+(?P<names>{MARKS})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent|orthonormal)\b",
        rf"(?P<names>{MARKS})\s*,?\s+whose\s+(?P<properties>entries sum to (?:one|1))\b",
        rf"entries of\s+(?P<names>{MARKS})\s+(?P<properties>sum to (?:one|1))\b",
        rf"(?P<names>{MARKS})[^.{MARK[1:-1]}]*?\b(?:adding up|summing|add up|sums?) (?P<properties>to (?:one|1))\b",
        rf"(?P<names>{MARKS})\s+(?:be|is|are|as)\s+(?:two |a )?(?:strictly )?(?:positive )?"
        rf"(?P<properties>probability (?:vector|law)s?)\b",
        rf"(?P<properties>probability (?:vectors?|distributions?))\s+(?P<names>{MARKS})",
        rf"(?P<names>{MARKS})\s+(?:be|is|are)\s+(?:two |a )?(?P<properties>distributions?) (?:on|over)\s+{MARK}",
        rf"rows of\s+(?P<names>{MARKS})\s+(?:are|be)\s+(?P<properties>(?:linearly )?independent)\b",
    )
)


def properties(said: str, readings: list[Reading], taken: set[tuple[str, str]]) -> Iterator[Event]:
    """Properties of letters; `taken` gets them, with the marks of their letters."""
    said = without_sizes(said, readings)  # an n × n symmetric matrix is symmetric
    doubtful: list[re.Match[str]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(said):
            before = said[: match.start()]
            if SKIP.search(before) or said.endswith("?"):
                continue
            if _ONLY_LINES.search(before) or _LINES.search(match[0]) or not _is_of_letters(match, said):
                doubtful.append(match)
                continue
            passing = bool(IF.search(before))
            words = [_canonical(p, match[0]) for p in re.findall(_SAID, match["properties"])]
            words += [ALSO[word] for word in words if word in ALSO]
            for place in _meant(match, readings):
                reading = marked(place, readings)
                fresh = [p for p in words if (place, p) not in taken]
                taken.update((place, p) for p in fresh)
                if reading.names and fresh:
                    early = reading.declares and not passing
                    yield Declare(reading.names, None, reading.span, fresh, stated=False, early=early, passing=passing)
                    for word in PARTLY & set(fresh):
                        yield Describe(reading.names, word, reading.span)
                elif fresh and _is_supposed(reading, said, before + match[0]):
                    yield Having(tuple(reading.tokens), fresh, reading.span, passing)
    for match in doubtful:
        yield from _described(match, readings, taken)


def _meant(match: re.Match[str], readings: list[Reading]) -> list[str]:
    """The formulas of which something is said: only the last of a list that gives values as well, before an adjective.

    In "with U'U = I, S = diag(s) and V orthogonal" it is V that is orthogonal.
    """
    places: list[str] = re.findall(MARK, match["names"])
    mixed = "adjective" in match.groupdict() and not all(marked(place, readings).names for place in places)
    return places[-1:] if mixed else places


_CLAUSE = re.compile(r"[,;:]|\bthen\b")
_SUPPOSES = re.compile(
    r"\b(?:assum\w*|suppos\w*|let|if|when|whenever|where|provided|given|as long as|here)\b(?!.*\b(?:since|because)\b)"
)
_UNSURE = re.compile(r"\b(?:would|not|never|unknown|unclear|may|might|were)\b")


def _is_supposed(reading: Reading, said: str, before: str) -> bool:
    """Whether a formula is a value such as X'X, no letter and no relation, of which something is supposed outright."""
    value = bool(reading.tokens) and reading.kind == "name" and not reading.names
    return value and bool(_SUPPOSES.search(_CLAUSE.split(before)[-1])) and not _UNSURE.search(said)


_ONLY_LINES = re.compile(r"\b(?:rows?|columns?) (?:of|in) (?:the (?:\w+ )?)?$")
_LINES = re.compile(r"\b(?:rows?|columns?)\b.*\b(?:summing|add|adding|sums?) (?:up )?to (?:one|1)\b")


_HAS = re.compile(r"\s*,?\s*(?:has|have|having|with|of)\b")
_HAD = re.compile(
    r"(?:rank|columns|rows|norm|length|entries|independent|one|to (?:one|1))$"
)  # what a letter has is no adjective


def _is_of_letters(match: re.Match[str], said: str) -> bool:
    """Whether a property is said of its letters, and wholly: what ends a match with a word may go on in a noun."""
    if is_weakened(said[: match.start("properties")]):
        return False
    if match.start("names") > match.start("properties"):
        return not is_limited(said[match.end() :])
    if _HAS.match(said[match.end("names") :]) and not _HAD.search(match["properties"]):
        return match[0].endswith("entries") and is_whole(said, match.end())
    goes_on = match.end() > match.end("properties")  # the pattern says how
    return goes_on or is_whole(said, match.end())


def _described(match: re.Match[str], readings: list[Reading], taken: set[tuple[str, str]]) -> Iterator[Event]:
    """What is said of the rows of a matrix, or of something made from it, is not said of the matrix."""
    for place in re.findall(MARK, match["names"]):
        reading = marked(place, readings)
        if reading.names and not any(at == place and word in match["properties"] for at, word in taken):
            yield Describe(reading.names, match["properties"], reading.span)


def _canonical(word: str, phrase: str) -> str:
    if "columns of" in phrase:
        return "orthonormal columns" if word == "orthonormal" else "full column rank"
    if "rows of" in phrase:
        return "full row rank"
    if re.search(r"\bto (?:one|1)\b", phrase) and word not in LONGEST_FIRST:
        return "entries sum to one"
    if "probability" in phrase or "distribution" in phrase:
        return "probability vector"
    return word
