"""Which declarations of a section hold from its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from derivations.reading.events import Claimed, Declare, Event, Paragraph, Part, Renew
from derivations.reading.membership import names
from derivations.reading.source import Span
from derivations.reading.vocabulary import letters

_NEW = re.compile(
    r"\n[ \t]*\n\s*(?:(?:\d+[.)]|\([a-z\d]+\)|[-*])\s|\W*(?:now|let|suppose|consider|next|take|assume)\b)",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(r"(?:^|[.:$]\s|\n)\W*(?:here|where|with|in which)\b[^.]*$", re.IGNORECASE)


@dataclass
class _Section:
    """What was met so far in a section."""

    met: dict[str, Span | None]  # letters that were declared, also by their law, and where
    renewed: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    over: set[str] = field(default_factory=set)  # letters that something was claimed of in a paragraph that is over
    here: dict[str, Span] = field(default_factory=dict)  # and in this one, where it was claimed first

    def meet(self, event: Event) -> dict[str, Span | None]:
        """Take an event into account; the letters it declares."""
        letters = _declared(event)
        if isinstance(event, Paragraph | Part):
            self.over |= self.here.keys()
            self.here = {}
        elif isinstance(event, Claimed):
            self.here = {**_letters(event), **self.here}
        elif isinstance(event, Renew):
            event.former = {name: self.met[name] for name in letters if name in self.met}
            self.renewed |= event.former.keys()
        self.met |= letters
        return letters


def hoisted(events: list[Event], known: dict[str, Span | None]) -> list[Event]:
    """Shapes hold from the beginning of their section, when it is the first that is said of a letter there.

    `known` are the letters with a law before the section, and where they got it.
    """
    first: list[Event] = []
    rest: list[Event] = []
    laws: list[Event] = []
    section = _Section(dict(known))
    for event in events:
        letters = section.meet(event)
        if not isinstance(event, Declare):
            rest.append(event)
            continue
        if event.random and not event.stated and not letters.keys() & section.renewed:
            laws.append(event)
            continue
        if event.early and event.shape is not None and _comes_first(event, section):
            first.append(replace(event, properties=[]) if event.properties else event)
            rest += [replace(event, shape=None)] if event.properties else []
        else:
            rest.append(event)
        section.named |= letters.keys()
    return [*first, *laws, *rest]


def _declared(event: Event) -> dict[str, Span | None]:
    """The letters that an event declares, also by their law, and where."""
    if isinstance(event, Declare | Renew):
        return {name.name: event.span for name in event.names}
    if not isinstance(event, Claimed):
        return {}
    laws = [chain for chain in event.statement.chains if [sign.text for sign in chain.signs] == ["\\sim"]]
    return {name.name: chain.signs[0].span for chain in laws for name in names(chain.values[0])}


def _comes_first(event: Declare, section: _Section) -> bool:
    """Whether a declaration may hold before its place: `let w be …` in a new paragraph is about another w."""
    names = {name.name for name in event.names}
    before = section.over | {name for name, span in section.here.items() if _is_apart(span, event.span)}
    return not names & section.named and (not names & before or _explains(event.span))


def _is_apart(first: Span, second: Span) -> bool:
    """Whether a paragraph ends between two places, and the second does not stand directly behind a display."""
    between = first.source.text[first.end : second.start] if first.source is second.source else ""
    return bool(_NEW.search(between))


def _explains(span: Span) -> bool:
    return bool(_EXPLAINS.search(span.source.text[max(0, span.start - 120) : span.start]))


def _letters(event: Claimed) -> dict[str, Span]:
    found = [t for chain in event.statement.chains for value in chain.values for t in value]
    return dict.fromkeys(letters(found), found[0].span) if found else {}
