"""What a section says of the letters of a link elsewhere: in a part that is over, beside too many others, or behind it.

Nothing is proved from it. A counterexample that it rules out is none, though, for the author may still mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from derivations.reading.events import Restrict, Vague
from derivations.reading.links import Link
from derivations.reading.scope import Hypothesis, base_of
from derivations.reading.source import Span
from derivations.reading.vocabulary import EVERY

PARAGRAPHS = 8  # displays count as some, for blank lines stand around them
_EXPLAINS = re.compile(
    r"\W*(?:here|where|with|for|in which|provided|assuming|whenever|if|as long as|\(|given|note that"
    r"|since|because|as|unless|except)\b",
    re.IGNORECASE,
)


def gather(
    links: Iterable[Link], said: Sequence[Hypothesis], vague: Sequence[Vague], restricting: Sequence[Restrict] = ()
) -> None:
    """Tell every link what is said of its letters that it does not use, and which words may say more of them."""
    links = list(links)
    for link in links:
        limits = (*(_limit(r) for r in restricting if _restricts(r, link)), *_behind(link, links))
        link.restricted = link.restricted or next(iter(limits), "")
        used = {*link.hypotheses, *(h for attempt in link.attempts for h in attempt.extra), link.solving}
        own = {link.span.text, *(h.words for h in used if h is not None)}
        wide = link.used.union(*(h.letters for attempt in link.attempts for h in attempt.extra))
        found = (h for h in said if h not in used and not h.taken and h.words not in own and h.letters & wide)
        link.elsewhere = tuple(h for h in found if _bears(h.span, link))
        sizes = link.scope.sizes if link.scope is not None else set()
        bases = {base_of(name) for name in link.used} - sizes
        letters = bases | {name.upper() for name in bases if len(name) == 1}  # w_ij is an entry of W
        near = (v for v in vague if (v.names & letters or v.names == EVERY) and _near(v.span, link))
        link.vague = link.vague or next(map(_said, near), "")


def _restricts(said: Restrict, link: Link) -> bool:
    """Whether a sentence may restrict the letter that a link optimises over, by more than the conditions in use."""
    if not link.over or not _bears(Span(said.span.source, said.span.end, said.span.end), link):
        return False
    if said.names != EVERY and base_of(link.over).lstrip("\\") not in said.names:
        return False
    used = [h for h in link.limits if h.span is not None and h.span.source is said.span.source]
    near = [h for h in used if h.span is not None and h.span.start < said.span.end and said.span.start < h.span.end]
    if said.exact:
        return not any(said.word in h.words.lower() for h in near)
    return not near and not link.span.start <= said.span.start < link.span.end


def _behind(link: Link, links: Sequence[Link]) -> Iterator[str]:
    """Conditions on the letter of an optimum that stand behind it, as after s.t."""
    for other in links if link.over else ():
        behind = other.span.source is link.span.source and other.span.start >= link.span.end
        given = other.otherwise == "hypothesis" or other.role == "hypothesis"
        if behind and given and link.over in other.used and _bears(other.span, link):
            yield f"`{other.span.text.strip()}`"


def _limit(said: Restrict) -> str:
    line, _ = said.span.source.position(said.span.start)
    return f"`{said.word}` at line {line}"


def _near(span: Span, link: Link) -> bool:
    """Whether a sentence stands at most a few paragraphs before a link, or explains its letters behind it."""
    return (
        _bears(span, link)
        and len(re.findall(r"\n[ \t]*\n", link.span.source.text[span.end : link.span.start])) <= PARAGRAPHS
    )


def _said(vague: Vague) -> str:
    line, _ = vague.span.source.position(vague.span.start)
    return f"`{vague.word}` at line {line}"


def _bears(span: Span | None, link: Link) -> bool:
    """Whether something stands before a link, or explains its letters behind it."""
    if span is None or span.source is not link.span.source:
        return False
    if span.start < link.span.start:
        return True
    between = link.span.source.text[link.span.end : span.start]
    pieces = re.split(r"\n[ \t]*\n", between)
    return len(pieces) == 1 or (len(pieces) == 2 and bool(_EXPLAINS.match(pieces[-1])))
