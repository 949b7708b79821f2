"""Rows whose shapes do not fit: what letters that hangs on, and whether other kinds of them would make it fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product

from derivations.reading import values
from derivations.reading.abstract.names import FUNCTIONS
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import name_of
from derivations.reading.links import Link
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.state import State
from derivations.reading.playing.targets import definable
from derivations.reading.playing.uncertain import given_unread
from derivations.reading.scope import Known, Scope
from derivations.reading.sizes import ONE, SCALAR, Dim, Shape, Unknown
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import parts
from derivations.reading.values import IllTyped

_FUNCTION = re.compile(r"\\(?:log|exp|sigma|tanh|phi)\b|e\^|'|\\frac\{(?:d|\\mathrm\{d\})")
_MOST = 3  # guessed letters whose kinds are all tried, four each


def narrow(scope: Scope, link: Link, reader: Elaborator) -> None:
    """Which side does not fit by itself: only its letters matter to whether that is certain."""
    for side, node in (("left", link.left_node), ("right", link.right_node)):
        mark, own = scope.trail.mark(), Elaborator(scope)
        try:
            if node is not None:
                own.value(node)
        except IllTyped:
            reader.used, link.fault = own.used, side
        except Unread:
            pass
        finally:
            scope.trail.undo(mark)


def as_numbers(scope: Scope, link: Link, used: set[str]) -> str:
    """Columns that an equation about a function takes for numbers, as σ'(z) = σ(z)(1 − σ(z)) beside z = Xw."""
    columns = [n for n in sorted(used) if len(n) == 1 and n.islower() and _is_column(scope, n)]
    if not columns or not _FUNCTION.search(f"{link.left} {link.right}"):
        return ""
    return ", ".join(columns) if _fits(scope, link, dict.fromkeys(columns, SCALAR)) is True else ""


def firm(scope: Scope, link: Link, used: set[str]) -> frozenset[str]:
    """Letters taken for numbers, or one for a function, of a row that does not fit with any other kind of them."""
    sides = [parts(side) for side in (link.left_node, link.right_node) if side is not None]
    written = {name.name: name for side in sides for part in side if (name := name_of(part)) is not None}
    bold = {name for name, found in written.items() if found.bold and name in scope.defined}  # perhaps of a light one
    known = {n for n in used | written.keys() if n not in scope.sizes and scope.find(n) and not _is_said(scope, n)}
    guessed = sorted(known | bold)
    numbers = all(scope.guesses.get(name) == "scalar" for name in guessed)
    if not 0 < len(guessed) <= _MOST or not (numbers or (len(guessed) == 1 and guessed[0] in FUNCTIONS)):
        return frozenset()  # a matrix that nobody declared may be another one here, and all that it stands beside
    tried: Sequence[tuple[Shape, ...]] = list(product(*(_kinds(name) for name in guessed)))
    fits = (_fits(scope, link, dict(zip(guessed, shapes, strict=True))) for shapes in tried)
    return frozenset(guessed) if all(fit is False for fit in fits) else frozenset()


def renamed(state: State, left: tuple[Token, ...], right: tuple[Token, ...], link: Link) -> None:
    """A name with an index that gets a value of another shape than an entry has: it is no entry from here on."""
    with suppress(Unread):
        target = definable(parsed(left)) if left else None
        if target is not None and re.search(r"_\{\d+\}$", target[0]) and target[0] not in state.scope.defined:
            given_unread(state, link, left, right)


def _is_said(scope: Scope, name: str) -> bool:
    """Whether a formula or a declaration gives the shape of a letter, with its sizes."""
    known = scope.find(name)
    if known is None or known.origin != "stated":
        return name in scope.defined
    return not any(isinstance(atom, Unknown) for dim in known.shape for atom in dim.terms)


def _kinds(name: str) -> tuple[Shape, ...]:
    rows, columns = Dim.of(Unknown(name)), Dim.of(Unknown(name))
    return SCALAR, (rows, ONE), (ONE, columns), (rows, columns)


def _fits(scope: Scope, link: Link, shapes: Mapping[str, Shape]) -> bool | None:
    """Whether a row fits with these shapes of letters; None where it is not read with them."""
    if link.left_node is None or link.right_node is None:
        return None
    letters, defined, mark = dict(scope.letters), dict(scope.defined), scope.trail.mark()
    try:
        for name, shape in shapes.items():
            scope.defined.pop(name, None)
            scope.letters[name] = Known(name, shape, "inferred", link.span)
        reader = Elaborator(scope)
        values.same_shape(scope.trail, reader.value(link.left_node), reader.value(link.right_node), "")
    except IllTyped:
        return False
    except Unread:
        return None
    finally:
        scope.letters, scope.defined = letters, defined
        scope.trail.undo(mark)
    return True


def _is_column(scope: Scope, name: str) -> bool:
    made, known = scope.defined.get(name), scope.find(name)
    shape = made.value.shape if made is not None and made.value is not None else known.shape if known else None
    return shape is not None and not shape[0].is_one and shape[1].is_one
