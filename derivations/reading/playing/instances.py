"""What is said of a general member of a sequence, at its first steps: w_t = … for t = 1 and t = 2.

A recurrence with a first member gives these values, and a formula for w_t that fails at both is wrong, wherever it is
meant to begin.
"""

from __future__ import annotations

from functools import partial

from derivations.kernel.expression import Apply, Symbol, substitute
from derivations.operations.algebra import SCALAR
from derivations.operations.notation import lift
from derivations.reading.links import Attempt, Build, Link
from derivations.reading.scope import Scope
from derivations.reading.source import Unread
from derivations.reading.unrolling import DEEPEST, Place, place_of, rule_of, value_of
from derivations.trees import walk

STEPS = (1, 2)


def first_steps(scope: Scope, link: Link, build: Build) -> list[Attempt]:
    """A statement about w_t at the first steps; empty where no recurrence gives them."""
    general = [place for name in link.used if (place := place_of(name)) is not None and place.letter]
    if len(general) != 1 or general[0].number or rule_of(scope, general[0]) is None:
        return []
    return [Attempt("derived", partial(_at, scope, general[0], step, build)) for step in STEPS]


def _at(scope: Scope, place: Place, step: int, build: Build) -> Apply:
    """A statement with the value of a member at a step. Unread where the recurrence does not give it."""
    value, statement = value_of(scope, Place(place.stem, "", step), DEEPEST), build()
    if value is None or any(_is_of(part, place.stem) for part in walk(value)):
        raise Unread(f"the value of {place.stem} at step {step} is not known")
    letters = {part for part in walk(statement) if isinstance(part, Symbol)}
    put = {part: value for part in letters if part.name == place.name}
    at = substitute(statement, {**put, Symbol(place.letter, *SCALAR): lift(step)})
    if not isinstance(at, Apply) or any(place.letter in str(dim) for part in walk(at) for dim in part.shape):
        raise Unread(f"{place.letter} is a size there")
    return at


def _is_of(part: object, stem: str) -> bool:
    at = place_of(part.name) if isinstance(part, Symbol) else None
    return at is not None and at.stem == stem
