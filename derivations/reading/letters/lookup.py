"""Letters with their scripts: which scripts are part of a name, and what the others then mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.reading import sums
from derivations.reading.abstract import losses
from derivations.reading.letters.constants import constant
from derivations.reading.letters.families import member
from derivations.reading.letters.named import named, size_letter
from derivations.reading.letters.undeclared import undeclared
from derivations.reading.names import (
    are_numbers,
    index_terms,
    is_index,
    is_label,
    is_time,
    plain,
    symbol_name,
    with_scripts,
)
from derivations.reading.scope import Known, Scope
from derivations.reading.sizes import fresh_shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Letter
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

_DIFFERENTIALS = frozenset({"differential", "differentials"})
Scripted = tuple[Value, list[tuple[Token, ...]], int]  # what is left: superscripts and primes


def letter(
    reader: Elaborator,
    node: Letter,
    sub: tuple[Token, ...],
    sups: Sequence[tuple[Token, ...]],
    primes: int,
    span: Span | None = None,
) -> Scripted:
    """The value of a letter with scripts, and the scripts that are no part of its name."""
    span = span or node.span
    fixed = sums.member(reader, node, sub, sups, span) or constant(reader, node, sub, span)
    if fixed is not None:
        return fixed, list(sups), primes
    base = symbol_name(node)
    if base in reader.bound and not sub and not sups and not primes and base not in reader.scope.defined:
        raise Unread(f"the index {base} of a sum is used as a number, and runs over entries", span)
    if base == "d" and not sub and not sups and reader.scope.words & _DIFFERENTIALS and base not in reader.scope.sizes:
        raise Unread("differentials such as d(X) are not read; write derivatives", span)
    raised = [tokens for tokens in sups if is_index(tokens)]
    if raised and reader.scope.find(with_scripts(base, plain(sub), plain(raised[0]))) is None:
        sups = [tokens for tokens in sups if tokens is not raised[0]]  # x^{(i)} is x_i
        sub = (*raised[0][1:-1], *sub)
    labels = [tokens for tokens in sups if is_label(tokens)]
    others = [tokens for tokens in sups if not is_label(tokens)]
    label = plain(labels[0]) if labels else ""
    if primes and reader.scope.prime_transposes:
        value, _, _ = letter(reader, node, sub, sups if labels else (), 0, span)
        return value, [] if labels else list(sups), primes
    if not node.bold and not sub:
        other = _light(reader, base, span)
        if other is not None:
            return other, list(sups), primes
    if base in reader.scope.sizes and not sub and not label and not primes and _by_entries(reader.scope, base):
        size_ = size_letter(reader, base, span)  # N beside N_k
        if size_ is not None:
            return size_, others, 0
    found = _known(reader, base, sub, label, primes, span, bold=node.bold)
    if found is not None:
        return found, others, 0
    of = _of_member(reader, node, base, sub, primes, span)
    value = of if of is not None else undeclared(reader, node, base, sub, label, primes, span)
    return value, others, 0


def _of_member(
    reader: Elaborator, node: Letter, base: str, sub: tuple[Token, ...], primes: int, span: Span
) -> Value | None:
    """h_{t,i}, an entry of the column h_t; None where no h_t is known, nor one at another time."""
    place = entry_of_member(reader.scope, base, sub)
    if not place or primes:
        return None
    whole, _, _ = letter(reader, node, sub[:place], (), 0, span)
    if whole.is_scalar or not whole.shape[1].is_one:
        return None
    return entries(reader, whole, sub[place + 1 :], span)


def entry_of_member(scope: Scope, base: str, sub: Sequence[Token]) -> int:
    """Where the comma stands in h_{t,i}, if a column h_t is known, or one at another time, or h_1 itself; else 0."""
    place = next((k for k, token in enumerate(sub) if token.text == ","), 0)
    names = (*scope.letters, *scope.indexed, *scope.defined)
    if place and with_scripts(base, plain(sub[:place])) in names:
        return place
    if not place or not is_time(sub[:place]):
        return 0
    return place if any(name.startswith(f"{base}_{{") and "," not in name for name in names) else 0


def _by_entries(scope: Scope, name: str) -> bool:
    """Whether a name is only known through its entries."""
    made = scope.defined.get(name)
    return made is not None and made.again is not None and not made.parameters and scope.find(name) is None


def _light(reader: Elaborator, base: str, span: Span) -> Value | None:
    """A letter that is declared in bold and written without: another one, when its rows only fit so."""
    known = reader.scope.find(base)
    if known is None or not known.bold or base in reader.scope.defined:
        return None
    key = f"light {base}"
    reader.lightly.add(key)
    kind = reader.scope.guesses.get(key)
    if kind is None:
        return None
    own = reader.scope.find(key)
    if own is None:
        own = reader.scope.letters[key] = Known(base, fresh_shape(base, kind), "inferred", span)
    reader.used.add(key)
    return Value(span, own.shape, own.symbol)


def _known(
    reader: Elaborator, base: str, sub: tuple[Token, ...], label: str, primes: int, span: Span, *, bold: bool
) -> Value | None:
    """The longest name that is known, with what its scripts then mean."""
    low = plain(sub)
    full = with_scripts(base, low, label, primes)
    value = losses.value(reader, full, span) or named(reader, full, span)
    if value is not None and not _runs_below(reader, full, sub):
        return value
    if not sub:
        return None
    if low.isdigit() and full in reader.scope.unread and full in reader.scope.tainted:  # it is no entry
        raise Unread(
            f"it rests on the definition of {full} at line {reader.scope.tainted[full]}, which is not read", span
        )
    short = with_scripts(base, "", label, primes)
    known = reader.scope.find(short)
    terms = index_terms(sub)
    family = reader.scope.indexed.get(short)
    made = reader.scope.defined.get(short)
    if family is not None and terms is not None and not is_time(sub) and (made is None or made.parameters):
        return member(reader, family, terms, span)
    if is_time(sub) or base in reader.scope.times or terms is None:
        return None
    if bold and known is not None and known.origin != "stated" and known.kind == "vector" and not are_numbers(terms):
        return None  # bold letters with an index are members of a family, unless the letter is declared
    value = named(reader, short, span)
    if value is None or value.is_scalar or _numbered(reader, known, terms):
        return None
    return entries(reader, value, sub, span)


def _runs_below(reader: Elaborator, name: str, sub: tuple[Token, ...]) -> bool:
    """Whether a sum runs over the index of a letter of its own, such as z_{ik}: then each member is meant."""
    running = set(index_terms(sub) or ()) & {*reader.bound, *reader.running}
    if running:
        reader.doubts.add(f"what is known of {name} may hold of each, and is not used")
    return bool(running)


def _numbered(reader: Elaborator, known: Known | None, terms: list[str]) -> bool:
    """Whether a number below a matrix makes another name, as in W_1 beside W."""
    found = known is not None and known.kind == "matrix" and len(terms) == 1 and terms[0].isdigit()
    if found and known is not None and len(terms[0]) == 2:
        name = f"{known.name}_{{{terms[0]}}}"
        if name not in reader.scope.defined:
            reader.doubts.add(f"{name} may be an entry or a block of {known.name}")
    return found


def entries(reader: Elaborator, base: Value, sub: tuple[Token, ...], span: Span) -> Value:
    """An entry of something that is no family. Unread when the subscript is no index."""
    terms = index_terms(sub)
    if terms is None:
        raise Unread(f"the subscript {plain(sub)} is no index", span)
    return reader.entry_of(base, terms, span)
