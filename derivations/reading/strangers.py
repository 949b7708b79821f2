"""Letters that fit nowhere in a section as they were declared before: they are likely other ones there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from derivations.reading.links import Link

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


def _letters(link: Link) -> set[str]:
    """The Latin letters of a row as it is written."""
    return set(re.findall(r"[A-Za-z]", _WORDS.sub(" ", f"{link.left} {link.right}")))
