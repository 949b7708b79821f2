"""What a section says of the letters of a link elsewhere: in a part that is over, beside too many others, or behind it.

Nothing is proved from it. A counterexample that it rules out is none, though, for the author may still mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from derivations.reading.links import Link
from derivations.reading.scope import Hypothesis

_EXPLAINS = re.compile(
    r"\W*(?:here|where|with|for|in which|provided|assuming|whenever|if|as long as|\(|given|note that)\b", re.IGNORECASE
)


def gather(links: Iterable[Link], said: Sequence[Hypothesis]) -> None:
    """Tell every link what is said of its letters that it does not use."""
    for link in links:
        used = {*link.hypotheses, *(h for attempt in link.attempts for h in attempt.extra), link.solving}
        own = {link.span.text, *(h.words for h in used if h is not None)}
        link.elsewhere = tuple(
            h
            for h in said
            if h not in used and not h.taken and h.words not in own and h.letters & link.used and _bears(h, link)
        )


def _bears(hypothesis: Hypothesis, link: Link) -> bool:
    """Whether it stands before a link, or explains its letters behind it."""
    span = hypothesis.span
    if span is None or span.source is not link.span.source:
        return False
    if span.start < link.span.start:
        return True
    between = link.span.source.text[link.span.end : span.start]
    pieces = re.split(r"\n[ \t]*\n", between)
    return len(pieces) == 1 or (len(pieces) == 2 and bool(_EXPLAINS.match(pieces[-1])))
