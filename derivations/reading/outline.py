"""Segments of a document as sections of events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from derivations.reading import clashes, membership
from derivations.reading.declarations import declared
from derivations.reading.events import (
    Assume,
    Begin,
    Claimed,
    Computed,
    Declare,
    Define,
    Depends,
    Describe,
    Event,
    Paragraph,
    Part,
    Problem,
)
from derivations.reading.lexing.lexer import with_labels
from derivations.reading.lexing.tidying import Labelled
from derivations.reading.parsing.parser import parsed
from derivations.reading.prose import coded
from derivations.reading.prose.conditions import bare_inequality
from derivations.reading.prose.emphasis import plain_words
from derivations.reading.prose.products import products
from derivations.reading.prose.sentence import Sentence
from derivations.reading.prose.titles import about, tells, topic
from derivations.reading.rows import Statement, span_of, statements
from derivations.reading.source import Macro, Segment, Span, Text, Token, Unread
from derivations.reading.syntax import Letter, Scripts, parts

_GOES_ON = re.compile(r",\s*(?:\\(?:tag|label)\*?\s*\{[^{}]*\}\s*)*(?:\$\$|\\\])?\s*$")
_SUPPOSES = re.compile(r"\W*(?:assume|suppose)(?: that)?\W*$")
_END = re.compile(r"[.?!](?=[*_}]{0,3}(?:\s|$))|;(?=\s)|\n[ \t\r]*\n|\n\s*(?=[-*+•]\s)")
_PROBLEM = re.compile(r"^[\s#*]*(?:\d+\.\s*)?(?:problem|question|exercise|task|aufgabe)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^[\s#*]*\d+(?:\.\d+)*[.)]?\s")
_SHORT = re.compile(r"\b(?:symm?|pos|neg|semi-?def|def|approx|prob|dist|orth|inv|diag|dim|w\.l\.o\.g|cov|indep)\.$")
_REASON = re.compile(
    r"^\W*(?:(?:(?:which|this) (?:holds|is true|follows),?\s+)?(?:since|because|as|by|when|if|provided|assuming"
    r"|whenever|unless|except|given)|for(?! (?:all|every|each|any)\b))\b"
)
_WHERE = re.compile(r"^\W*(where|with|for|here|in which|and where)\b")
_ANOTHER = re.compile(r"\W*For\b")  # case of it: a sentence of its own, which says nothing of what is displayed


@dataclass
class Section:
    """A section's events; a hard one begins a new problem, where letters may mean something else."""

    level: int
    title: str = ""
    problem: bool = False
    numbered: bool = False
    hard: bool = False
    events: list[Event] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    said: str = ""  # its text, formulas between dollars, after that of the sections around it


def sections(segments: Iterable[Segment], macros: Mapping[str, Macro]) -> list[Section]:
    """The sections of a document, the first being what stands before any heading."""
    outline = _Outline(macros)
    for segment in segments:
        outline.add(segment)
    outline.flush()
    for section in outline.found:
        for k, event in enumerate(section.events):
            if isinstance(event, Claimed) and not event.order:
                event.order = k
    for section in outline.found:
        section.events = _defined_first(section.events)
    _enclosed(outline.found)
    return outline.found


def _enclosed(found: Sequence[Section]) -> None:
    """What the sections around a section say holds in it too."""
    around: list[Section] = []
    for section in found:
        around = [other for other in around if other.level < section.level]
        before = around[-1].said if around else ""
        around.append(section)
        section.said = " ".join(f"{before} {section.title}. {section.said}".split())


def _defined_first(events: list[Event]) -> list[Event]:
    """A name that gets its meaning in or after the display that uses it is read first."""
    result: list[Event] = []
    for event in events:
        place = len(result)
        name = _given(event) if isinstance(event, Claimed) and (event.explains or event.where == "display") else ""
        if name and isinstance(event, Claimed):
            first = _begin(result, event)
            used = any(_has_name(other, name) for other in result[first:] if isinstance(other, Claimed))
            place = first if used else place
        result.insert(place, event)
    return result


def _begin(events: Sequence[Event], event: Claimed) -> int:
    """Where the display of an event begins, or the one that it explains."""
    shown = [(k, e.display) for k, e in enumerate(events) if isinstance(e, Claimed) and e.where == "display"]
    display = (shown[-1][1] if shown else -1) if event.explains else event.display
    return min((k for k, other in shown if other == display), default=len(events))


def _given(event: Claimed) -> str:
    """The name that a statement like α = … may define; empty for others."""
    statement = event.statement
    if len(statement.chains) != 1 or statement.arrows or not statement.chains[0].signs:
        return ""
    if len(statement.chains[0].signs) > 1 and not event.explains:
        return ""
    left = statement.chains[0].values[0]
    return (
        "".join(span_of(left).text.split()) if 0 < len(left) <= 8 and left[0].text not in ("\\nabla", "\\frac") else ""
    )


def _has_name(event: Claimed, name: str) -> bool:
    """Whether a name occurs in a statement, but not as what it defines."""
    values = [value for chain in event.statement.chains for value in chain.values if value]
    if not values or "".join(span_of(values[0]).text.split()) == name:
        return False
    return any({name, name.split("_")[0]} & _names(value) for value in values)


def _names(value: Sequence[Token]) -> set[str]:
    """The letters of a value with their scripts, as written without spaces."""
    try:
        tree = parsed(value)
    except Unread:
        return set()
    return {"".join(part.span.text.split()) for part in parts(tree) if isinstance(part, Letter | Scripts)}


class _Outline:
    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self.found = [Section(0)]
        self.sentence = Sentence()
        self.before = ""  # the last sentence, when no display followed it
        self.display_at: int | None = None  # where the events of the last display begin
        self.heading_until = 0
        self.claimed: list[Claimed] = []  # by the last sentence or display
        self.topic = ""  # what a title says of the functions below it
        self.told: set[str] = set()  # letters in sentences that say what kinds functions are, or below such a title
        self.coded: list[tuple[str, Span]] = []  # letters that code in the sentence computes
        self.listing = ""  # the words that suppose the last display, where its comma leads to a next one

    @property
    def events(self) -> list[Event]:
        return self.found[-1].events

    def add(self, segment: Segment) -> None:
        """One segment, in reading order."""
        text = segment.text
        self._note(segment)
        match segment.kind:
            case "prose":
                self._prose(text)
            case "inline":
                self._inline(text)
            case "code":
                self._code(text)
            case "display":
                self._display(text)
            case "heading":
                self.flush()
                title = text.text.strip()
                problem, numbered = bool(_PROBLEM.match(title)), bool(_NUMBERED.match(title))
                self.found.append(Section(segment.level, title, problem, numbered))
                self.found[-1].words.update(_words(title))
                self.topic = topic(title) or ""
                self.display_at, self.before = None, ""
            case "part":
                self.flush()
                self.events.append(Part(text.span(0, len(text.text))))
                self.display_at = None
            case "let":
                self.flush()
                self.events.extend(declared(text, self.macros))

    def _note(self, segment: Segment) -> None:
        """What a section says, as one text."""
        if segment.kind == "prose":
            said = coded.COMMANDS.sub(lambda found: coded.written(found["code"]), segment.text.text)
            self.found[-1].said += plain_words(said)
        elif segment.kind in ("inline", "display"):
            self.found[-1].said += clashes.written(segment.text.text)
        elif segment.kind == "code":
            self.found[-1].said += coded.written(segment.text.text)

    def _prose(self, text: Text) -> None:
        said = text.text
        self.found[-1].words.update(_words(said))
        start = 0
        for match in _END.finditer(said):
            if self._is_abbreviation(said, match.start()):
                continue
            self._words_of(text, start, match.end())
            if "\n" in match[0] and not self.sentence.formulas:
                found = topic(self.sentence.text)
                self.topic = self.topic if found is None else found
            self.flush()
            if "\n" in match[0]:
                self.events.append(Paragraph(inside=self._is_open(said[: match.start()])))
            start = match.end()
        self._words_of(text, start, len(said))

    def _is_open(self, said: str) -> bool:
        """Whether the last sentence goes on in the display behind it."""
        words = said.rstrip(" \t\r\n*_").lower()
        return bool(re.search(r"(?:,|:|\b(?:then|so|have|get|is|are|and|that|gives|becomes|satisfies))$", words))

    def _words_of(self, text: Text, start: int, end: int) -> None:
        """Words of the sentence that is being read, which begins with the first of them."""
        if self.sentence.place is None and text.text[start:end].strip():
            self.sentence.place = text.span(start, end)
        for found in coded.COMMANDS.finditer(text.text, start, end):
            self._code(text.part(*found.span("code")), text.text[start : found.start()])
        self.sentence.text += text.text[start:end]

    def _code(self, text: Text, before: str = "") -> None:
        """A piece of code in the sentence; a formula before it says itself what a letter of it is."""
        formulas, span = self.sentence.formulas, text.span(0, len(text.text))
        names = [*coded.assigned(text.text), coded.named(self.sentence.text + before, text.text, formulas)]
        self.coded += [(name, span) for name in names if name and not coded.defines(name, formulas)]

    def _is_abbreviation(self, said: str, dot: int) -> bool:
        before = said[max(0, dot - 12) : dot + 1].lower()
        if before.endswith(("i.i.d.", "r.v.", "r.v.s.")):
            return said[dot + 1 :].lstrip()[:1].islower()
        if re.search(
            r"\b(?:symm?|pos|neg|semi-?def|def|approx|prob|dist|orth|inv|diag|dim|w\.l\.o\.g|cov|indep)\.$", before
        ):
            return said[dot + 1 :].lstrip()[:1] in ",;)" or said[dot + 1 :].lstrip()[:1].islower()
        if re.search(r"(?:^|[^a-z ])\s*(?:sub-?)?case (?:\d+|[ivx]+|[a-z])\.$", before):
            return True  # a label, which belongs to what follows
        return before.endswith(("i.e.", "e.g.", "w.r.t.", "s.t.", "eq.", "cf.", "resp.", "vs.", " i.", "fig.", "sec."))

    def _tokens(self, text: Text) -> tuple[list[Token], list[Labelled]]:
        try:
            return with_labels(text, self.macros)
        except Unread as error:
            self.events.append(Problem(str(error), error.span or text.span(0, len(text.text))))
            return [], []

    def _inline(self, text: Text) -> None:
        found, _ = self._tokens(text)
        if found:
            self.sentence.add(found, text.span(0, len(text.text)))

    def flush(self) -> None:
        """The sentence so far, as events; what stands behind `where` belongs before the display it follows."""
        sentence, self.sentence = self.sentence, Sentence()
        computed, self.coded = [Computed([name], span) for name, span in self.coded], []
        if self.topic or tells(sentence.lower):
            self.told |= {token.text.lstrip("\\") for one in sentence.formulas for token in one.tokens}
        if sentence.lower.strip(" ,.:"):
            self.before = sentence.lower
            for claimed in self.claimed:
                claimed.answer = sentence.lower
            self.claimed = []
        if not sentence.formulas and not sentence.text.strip():
            self.events.extend(computed)
            return
        try:
            events = list(sentence.events())
        except Unread as error:
            place = error.span or sentence.formulas[0].span
            events = [Problem(f"this sentence is not understood: {error}", place)]
        claims = next((k for k, event in enumerate(events) if isinstance(event, Claimed)), len(events))
        events[claims:claims] = computed
        if sentence.place is not None and sentence.opens(shown=self.display_at is not None):
            self.events.append(Begin(sentence.place))
        if self.display_at is not None and _WHERE.match(sentence.lower) and not _ANOTHER.match(sentence.text):
            early = [e for e in events if isinstance(e, Declare | Assume | Describe | Depends)]
            self.events[self.display_at : self.display_at] = early
            events = [e for e in events if e not in early]
            for event in events:
                if isinstance(event, Claimed):
                    event.explains = True
        elif self.display_at is not None and _REASON.match(sentence.lower):
            early = [e for e in events if isinstance(e, Describe)]
            self._give_reason(sentence, early)
            events = [e for e in events if e not in early]
        self.events.extend(events)
        self.claimed += [event for event in events if isinstance(event, Claimed)]
        if sentence.text.strip(" ,.;\n"):
            self.display_at = None

    def _give_reason(self, sentence: Sentence, described: Sequence[Event]) -> None:
        """What a reason behind a display says of letters restricts them there too."""
        begin = self.display_at or 0
        for claimed in self.events[begin:]:
            if isinstance(claimed, Claimed):
                claimed.doubt = claimed.doubt or sentence.unsaid()
        self.events[begin:begin] = described

    def _display(self, text: Text) -> None:
        between = self.sentence.lower.strip(" ,.:")
        cue = (between and self.sentence.lower) or self.before or ("" if between else self.listing)
        self.listing = cue if _GOES_ON.search(text.text) and _SUPPOSES.match(cue) else ""
        self.flush()
        self.before = ""
        found, braces = self._tokens(text)
        begin = len(self.events)
        try:
            shown = displayed(found, cue)
            for claimed in [event for event in shown if isinstance(event, Claimed)] if self.topic else []:
                said = list(about(self.topic, claimed.statement, text.span(0, len(text.text)), self.told))
                claimed.entitled = bool(said)
                self.events.extend(said)
            self.events.extend(shown)
        except Unread as error:
            self.events.append(Problem(str(error), error.span or text.span(0, len(text.text))))
        self.events.extend(_named(braces))
        self.display_at = begin
        self.claimed = [event for event in self.events[begin:] if isinstance(event, Claimed)]


_DOTS = {"\\dots", "\\cdots", "\\ldots", "\\vdots", "\\ddots", "\\dotsb", "\\dotsc"}


def _named(braces: Sequence[Labelled]) -> Iterator[Define]:
    """The letters below braces: names for what stands above them, where that is written out."""
    for brace in braces:
        names = membership.names(list(brace.label)) if brace.label else []
        if len(names) == 1 and not names[0].index and not _DOTS & {token.text for token in brace.inside}:
            sign = Token("=", brace.label[0].span)
            yield Define((*brace.label, sign, *brace.inside), brace.label[0].span, quietly=True)


def displayed(found: list[Token], cue: str) -> list[Event]:
    """The statements of a display."""
    events: list[Event] = []
    for k, statement in enumerate(statements(found) if found else ()):
        goes_on = bool(statement.chains) and bool(statement.chains[0].signs) and not statement.chains[0].values[0]
        claimed = Claimed(statement, "display", cue if k == 0 else statement.words, goes_on)
        claimed.display = found[0].span.start
        events += products(claimed.cue, statement)
        said = _membership(statement)
        last = events[-1] if events else None
        beside = isinstance(last, Claimed) and _in_one_row(last, claimed)
        if said is None:
            claimed.behind = isinstance(last, Claimed) and beside and _is_more(last)
            claimed.row = cue if beside else ""
            events.append(claimed)
            continue
        place = len(events) - beside  # what a letter is in its row is known there
        events[place:place] = said
    return events


def _is_more(claimed: Claimed) -> bool:
    """Whether a formula is more than a condition on letters, or one that stands behind such a formula."""
    return claimed.behind or bare_inequality(claimed.statement) is None


def _membership(statement: Statement) -> list[Event] | None:
    """What a statement says that only tells of which space a letter is; None for any other."""
    values = [value for chain in statement.chains for value in chain.values if value]
    if len(values) != 1 or any(chain.signs for chain in statement.chains):
        return None
    found = membership.members(values[0])
    return found.events if found is not None and not found.equations else None


def _in_one_row(before: Claimed, after: Claimed) -> bool:
    """Whether two statements stand in one row of a display."""
    ends, begins = (
        [value for chain in one.statement.chains for value in chain.values if value] for one in (before, after)
    )
    if not ends or not begins:
        return False
    first, last = ends[-1][-1].span, begins[0][0].span
    return "\\\\" not in first.source.text[first.end : last.start]


def _words(said: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", said.lower()))


def place(span: Span) -> tuple[int, int]:
    """Line and column of a span's beginning."""
    return span.source.position(span.start)
