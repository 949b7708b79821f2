"""Names with a time below them: the next step, the step before, and a recurrence at another time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivations.kernel.expression import Apply, Expression, Symbol, substitute
from derivations.operations import logic
from derivations.reading.scope import Hypothesis
from derivations.reading.values import Value, size_of
from derivations.trees import walk

_TIMED = re.compile(r"^(.*)_\{([tkns])([+-]\d+)?\}$")
_NUMBERED = re.compile(r"^(.*)_\{\d+\}$")


def timed(name: str) -> bool:
    """Whether a name has a time below it."""
    return bool(_TIMED.match(name))


def unrolled(names: Iterable[str]) -> bool:
    """Whether a statement speaks of a first step and of a general one."""
    general = {m[1] for name in names if (m := _TIMED.match(name))}
    first = {m[1] for name in names if (m := _NUMBERED.match(name))}
    return bool(general & first)


def _moved(name: str, by: int) -> str:
    match = _TIMED.match(name)
    if not match:
        return name
    step = int(match[3] or 0) + by
    return f"{match[1]}_{{{match[2]}{f'{step:+d}' if step else ''}}}"


def shifted(recurrences: Iterable[tuple[str, Value]], used: Iterable[str]) -> list[Hypothesis]:
    """The recurrences one step earlier, where that says something of the letters used."""
    found = []
    names = set(used)
    for name, value in recurrences:
        if _moved(name, -1) in names:
            found.append(_earlier(name, value))
    return found


def _earlier(name: str, value: Value) -> Hypothesis:
    def build() -> Apply:
        letter = Symbol(name, *(size_of(dim) for dim in value.shape))
        equation = logic.EQUAL(letter, value.build())
        moved: dict[Symbol, Expression] = {
            x: Symbol(_moved(x.name, -1), x.rows, x.columns) for x in _letters(equation) if timed(x.name)
        }
        result = substitute(equation, dict(moved))
        if not isinstance(result, Apply):
            raise TypeError("an equation stays one")
        return result

    return Hypothesis(build, frozenset({_moved(name, -1)}), f"{name} a step earlier", value.span)


def _letters(value: Expression) -> list[Symbol]:
    return list(dict.fromkeys(part for part in walk(value) if isinstance(part, Symbol)))
