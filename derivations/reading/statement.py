"""One statement in LaTeX with its declarations, read as a document is: for `prove` and for sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derivations.kernel.expression import Apply, ShapeError, Symbol
from derivations.reading.declarations import declared
from derivations.reading.documents import Document, whole
from derivations.reading.events import Event, Problem
from derivations.reading.reader import Reading, read
from derivations.reading.scope import Known
from derivations.reading.sizes import Dim
from derivations.reading.source import Segment, Source, Unread
from derivations.reading.values import IllTyped


def document(text: str) -> Document:
    """A statement as a document that holds nothing else."""
    source = Source("statement", text)
    return Document(source, (Segment("display", whole(source)),), {}, ())


def declarations(lines: Iterable[str]) -> list[Event]:
    """Declarations given one by one, such as `X : n x d`. Unread says which is not understood."""
    events: list[Event] = []
    for line in lines:
        for event in declared(whole(Source("declaration", line)), {}):
            if isinstance(event, Problem):
                raise Unread(f"declaration {line!r}: {event.message.split(': ', 1)[-1]}")
            events.append(event)
    return events


def strictly(text: str, lines: Sequence[str]) -> Reading:
    """The links of a statement whose letters are all declared; Greek ones may be scalars by convention."""
    reading = read(document(text), declarations(lines), strict=True)
    if not reading.links:
        message, span = reading.problems[0] if reading.problems else ("a relation such as = or \\le is wanted", None)
        raise Unread(message, span)
    return reading


def proposition(text: str, *letters: Symbol) -> Apply:
    """A statement in LaTeX over letters that exist already, as a proposition; several relations become one by `and`.

    Unread names the token that is not understood, IllTyped the values whose shapes do not fit.
    """
    from derivations.operations.notation import both

    known = [Known(x.name, (Dim.of(x.rows), Dim.of(x.columns)), "stated") for x in letters]
    reading = read(document(text), letters=known, strict=True)
    for link in reading.links:
        if link.role == "illtyped":
            raise IllTyped(link.reason, link.mark)
        if link.role == "unread" or link.states is None:
            raise Unread(link.reason or "this is no statement", link.mark)
    if not reading.links:
        raise Unread(f"a relation such as = or \\le is wanted in {text!r}")
    try:
        parts = [link.states() for link in reading.links if link.states is not None]
    except ShapeError as error:
        raise IllTyped(str(error)) from error
    return parts[0] if len(parts) == 1 else both(*parts)
