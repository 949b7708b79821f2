"""Sentences with formulas in them, as events: shapes, properties, conditions, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.reading import randomness
from derivations.reading.abstract.said import shaped
from derivations.reading.described import DENIED, RESTRICTING, restrictions
from derivations.reading.events import Declare, Describe, Event, Name, Vague
from derivations.reading.playing.lawful import says_a_law
from derivations.reading.prose.alternating import spread
from derivations.reading.prose.conventions import called, layout
from derivations.reading.prose.cues import FOR_ALL, clause_of
from derivations.reading.prose.decompositions import decomposed
from derivations.reading.prose.depending import depending
from derivations.reading.prose.doubts import DIMENSIONS, doubts
from derivations.reading.prose.emphasis import plain_words
from derivations.reading.prose.exceptions import excepted
from derivations.reading.prose.families import columns, rows
from derivations.reading.prose.formulas import Formula, Reading, indices
from derivations.reading.prose.inverses import inverses
from derivations.reading.prose.kinds import kinds
from derivations.reading.prose.limits import limits
from derivations.reading.prose.marks import MARK, MOST, mark_of, marked
from derivations.reading.prose.meanings import meanings
from derivations.reading.prose.modified import modified
from derivations.reading.prose.moments import moments
from derivations.reading.prose.perpendicular import in_words, perpendicular
from derivations.reading.prose.plainly import weighed
from derivations.reading.prose.products import products
from derivations.reading.prose.properties import properties
from derivations.reading.prose.recasting import recasts
from derivations.reading.prose.renewing import dropped, lifted, renewals
from derivations.reading.prose.shapes import shapes
from derivations.reading.prose.valued import valued
from derivations.reading.source import Span, Token
from derivations.reading.vocabulary import ALONE, CONDITIONS, EVERY, OF_ALL, PRONOUN, letters, unknown

_SHORT = tuple(
    (re.compile(rf"\b{short}\."), long)
    for short, long in (
        ("symm?", "symmetric"),
        ("pos", "positive"),
        ("semi-?def", "semidefinite"),
        ("def", "definite"),
        ("diag", "diagonal"),
        ("indep", "independent"),
    )
)
_PREDICATE = re.compile(r"\b(?:is|are|be|being|was|were|has|have|with|of|both|all)\b[^,;:]{0,60}$")
_LABELLED = re.compile(rf"^(\W*?{MARK})\s*:\s+(?=(?:an? |the |both )?[a-z]+\b(?!.*{MARK}.*:))")  # A: symmetric
_CLAUSE = re.compile(r"[,;:]|\b(?:since|because|as|by|when|if|provided|assuming|whenever|unless|except)\b")


def _alone(said: str) -> str:
    """The word in a sentence without formulas that may restrict what others speak of."""
    condition = CONDITIONS.search(said)
    return condition[0] if condition else _told(said)


def _told(said: str) -> str:
    """The word in a predicate that may restrict its subject."""
    found = ALONE.search(said)
    told = found is not None and _PREDICATE.search(said[: found.start()]) and not DENIED.search(said[: found.start()])
    return found[0] if found is not None and told else ""


def _by_pronoun(said: str) -> str:
    """The word that says more of what was spoken of before: its entries are positive."""
    for match in PRONOUN.finditer(said):
        if _told(match["said"]):
            return _told(match["said"])
    return ""


class Sentence:
    """Words and formulas up to a full stop or a display."""

    def __init__(self) -> None:
        self.text = ""
        self.formulas: list[Formula] = []
        self.place: Span | None = None  # of its first words
        self.taken: set[tuple[str, str]] = set()  # properties that were understood, with the places of their letters

    def add(self, tokens: list[Token], span: Span) -> None:
        """A formula, as one character of the sentence."""
        if len(self.formulas) < MOST:
            self.text += mark_of(len(self.formulas))
            self.formulas.append(Formula(tokens, span))

    def opens(self, *, shown: bool) -> bool:
        """Whether it begins a sentence, and does not go on behind a display."""
        first = self.text.lstrip(" \t\r\n*_#>-\"'(")[:1]
        return not shown or first.isupper() or bool(re.match(MARK, first))

    @property
    def lower(self) -> str:
        """The words, in lower case."""
        said = " ".join(plain_words(self.text).lower().replace("i.i.d.", "iid").split())
        for short, long in _SHORT:
            said = short.sub(long, said)
        return _LABELLED.sub(r"\1 is ", said)

    def events(self) -> Iterator[Event]:
        """What the sentence says: declarations first, then claims."""
        said = self.lower
        readings = [Reading(formula, *said.split(mark_of(k), 1)) for k, formula in enumerate(self.formulas)]
        places = {reading.span: reading for reading in readings}
        for event in weighed(self._events(said, readings), said, readings):
            if isinstance(event, Declare) and event.shape is not None and event.span in places:
                event.clause = clause_of(places[event.span].before)
                opens = not re.search(MARK, places[event.span].before)  # and is no afterthought: Ax = 0 for A in …
                event.early = event.early and not (event.clause and opens)
            yield event

    def _events(self, said: str, readings: list[Reading]) -> Iterator[Event]:
        yield from lifted(said, readings)
        yield from renewals(said, readings)
        yield from recasts(said, readings, self.place)
        yield from meanings(said, readings)
        declared = []
        for reading in readings:
            found = FOR_ALL.match(reading.after)
            reading.over = indices(marked(found["index"], readings).tokens) if found else ()
            declared.append([*excepted(reading), *reading.declarations()])
        held = {id(readings[k]): events for k, events in spread(readings, declared).items()}
        yield from (event for events in declared for event in events)
        yield from layout(said)
        yield from kinds(said, readings)
        for reading in readings:
            yield from (event for one in reading.written()[:1] for event in products(reading.before, one))
        yield from shapes(said, readings)
        yield from columns(said, readings)
        yield from rows(said, readings)
        yield from properties(said, readings, self.taken)
        yield from decomposed(said, readings)
        yield from shaped(said, readings, self.taken)
        yield from moments(said, readings)
        yield from randomness.said(said, readings)
        for reading in readings:
            yield from perpendicular(reading)
        yield from self._described(said, readings)
        yield from limits(said, readings, self.place)
        yield from depending(said, readings)
        yield from inverses(said, readings, self.taken)
        yield from doubts(said, readings, self.taken)
        yield from valued(said, readings)
        yield from in_words(said, readings)
        yield from called(said, readings)
        for reading in sorted(readings, key=lambda r: not r.is_law or says_a_law(r.before)):  # what is random first
            yield from held.get(id(reading), ())
            yield from reading.claims()
        yield from modified(said, readings)
        yield from dropped(said)

    def unsaid(self) -> str:
        """The word that restricts what a sentence names without a formula: since both matrices are symmetric."""
        for found in RESTRICTING.finditer(self.lower):
            clause = _CLAUSE.split(self.lower[: found.start()])[-1]
            if not re.search(MARK, clause) and not any(found[0] in phrase for _, phrase in self.taken):
                return found[0]
        return ""

    def _described(self, said: str, readings: list[Reading]) -> Iterator[Event]:
        """Names beside words that say more of them than was understood."""
        if said.endswith("?"):
            return
        general = OF_ALL.search(said)
        where = self.place or (readings[0].span if readings else None)
        if general and where is not None:
            yield Vague(EVERY, general[0], where)
        alone = _alone(said) if not readings else _by_pronoun(said)
        if alone and where is not None:
            yield Vague(EVERY, alone, where)
        sizes = DIMENSIONS.search(said) if not readings else None
        if sizes and self.place is not None:
            yield Describe([Name(name) for name in EVERY], sizes[0], self.place)
        bare = [reading for reading in readings if reading.kind in ("name", "members")]
        known = {word for _, phrase in self.taken for word in phrase.split()}
        others = (word for word in unknown(said) if word not in known and not RESTRICTING.fullmatch(word))
        word = next(others, "") if bare else ""  # those that restrict count where they stand beside a letter
        if word:
            yield Vague(letters(t for reading in bare for t in reading.tokens), word, bare[0].span)
        for place, word in restrictions(said, lambda at, word: any(at == a and word in p for a, p in self.taken)):
            reading = marked(place, readings)
            if reading.names:
                yield Describe(reading.names, word, reading.span)
