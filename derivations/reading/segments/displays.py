"""Displays: the environments that are one, and what of it is mathematics."""

from __future__ import annotations

import re

from derivations.reading.macros import definitions

_NAMES = "equation align gather multline eqnarray alignat xalignat flalign split displaymath dmath IEEEeqnarray"
DISPLAYS = _NAMES.split()
ROWS = [*DISPLAYS, "aligned", "alignedat", "gathered"]  # what a $$ may hold as its only content
NESTED = 4  # environments, each the only content of the one around it
_ONLY = re.compile(r"(?:\s|\0|%[^\n]*(?=\n|\Z)|\\label\{[^{}]*\}|\\nonumber|\\notag)*\\begin\{([A-Za-z]+)\*?\}")
_TAIL = re.compile(
    r"(?:\s|\0|[.,;:~]|%[^\n]*(?=\n|\Z)|\\label\{[^{}]*\}|\\tag\*?\{[^{}]*\}|\\nonumber|\\notag|\\q?quad|\\[,;! ]"
    r"|\([0-9]{1,3}(?:\.[0-9]{1,3})?[a-z]?\))*"
)
COUNT = re.compile(r"(?:\[[tbc]\])?\s*\{[^{}]*\}")  # of columns, behind \begin{alignat}


def has_mathematics(text: str) -> bool:
    """Whether anything is left when definitions and comments are taken away."""
    if text.isspace() or not text:
        return False
    if "\\" not in text:
        return True
    rest, place = [], 0
    for start, end, _ in definitions(text):
        rest.append(text[place:start])
        place = end
    return bool("".join([*rest, text[place:]]).strip(" \n\r\t\0"))


def unwrapped(text: str, start: int, end: int, environment: str = "") -> tuple[int, int, str]:
    """The inside of the only environment of rows in a display, and its name; the whole when there is none."""
    for _ in range(NESTED):
        only = _ONLY.match(text, start, end)
        if only is None or only[1] not in ROWS:
            break
        depth = 0
        for edge in re.finditer(rf"\\(begin|end)\{{{only[1]}\*?\}}|\\\\", text[only.end() : end]):
            depth += {"begin": 1, "end": -1}.get(edge[1], 0)
            if depth < 0:
                break
        else:
            break
        if _TAIL.fullmatch(text, only.end() + edge.end(), end) is None:
            break
        start, end, environment = only.end(), only.end() + edge.start(), only[1]
        if environment in ("alignat", "alignedat", "xalignat", "IEEEeqnarray"):
            count = COUNT.match(text, start, end)
            start = count.end() if count else start
    return start, end, environment
