"""Letters that fit nowhere in a section as they were declared before: they are likely other ones there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from derivations.reading.links import Link
from derivations.reading.source import Span

_WORDS = re.compile(
    r"\^\s*\{?\s*(?:\\[A-Za-z]+\s*)?\{?\s*T(?![A-Za-z])|\\(?:begin|end|text\w*|mathrm|operatorname\*?)\s*\{[^{}]*\}|\\[A-Za-z]+"
)


def doubt(links: Sequence[Link]) -> None:
    """Leave a doubt on rows whose shapes do not fit by a letter where two rows or more are not read, and none is."""
    fits = {name for link in links if not link.failed for name in _letters(link)}
    misses = Counter(name for link in links if link.failed for name in _letters(link))
    anew: dict[str, int] = {}  # letters in what is supposed and does not fit, and its line
    for link in links:
        known = sorted(_letters(link) & anew.keys())
        if known and link.role == "illtyped":
            link.doubts = (*link.doubts, f"{known[0]} did not fit at line {anew[known[0]]} already: is it another one?")
        if link.misfits:
            anew |= dict.fromkeys(_letters(link), link.span.source.position(link.span.start)[0])
    for link in links if misses else ():
        strange = sorted(name for name in _letters(link) - fits if misses[name] > 1)
        if strange and link.role == "illtyped":
            link.doubts = (*link.doubts, f"{strange[0]} fits nowhere here as it was declared: is it another one?")


def given_before(links: Sequence[Link], values: Mapping[str, Span]) -> None:
    """Leave a doubt on rows with a letter that nothing here says anything of, and that had a value in another part."""
    for link in links:
        scope = link.scope
        for name in sorted(link.used & values.keys()) if scope is not None else ():
            known = scope.find(name) if scope is not None else None
            told = scope is not None and (name in scope.defined or name in scope.indexed or name in scope.laws)
            if not told and (known is None or known.origin != "stated"):
                line, _ = values[name].source.position(values[name].start)
                reason = f"{name} had a value in another part, at line {line}: whether it has that here was not said"
                link.doubts = (*link.doubts, reason)


def _letters(link: Link) -> set[str]:
    """The Latin letters of a row as it is written."""
    return set(re.findall(r"[A-Za-z]", _WORDS.sub(" ", f"{link.left} {link.right}")))
