"""Letters with their scripts: a name of its own, an entry, a member of a family, an identity, a size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Size, Symbol
from derivations.operations import algebra, matrices
from derivations.operations.notation import zero
from derivations.operations.powers import PI
from derivations.reading import values
from derivations.reading.names import (
    index_terms,
    is_label,
    is_time,
    plain,
    symbol_name,
    with_scripts,
)
from derivations.reading.scope import Known, Scope, base_of
from derivations.reading.sizes import ONE, SCALAR, Dim, Shape, Unknown
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Letter
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Scripted = tuple[Value, list[tuple[Token, ...]], int]  # what is left: superscripts and primes
_NUMERALS = {"\\mathbf{1}": "1", "\\mathbb{1}": "1", "\\bm{1}": "1", "\\boldsymbol{1}": "1", "\\vec{1}": "1"}
_ZEROS = {"\\mathbf{0}", "\\bm{0}", "\\boldsymbol{0}", "\\vec{0}", "\\mathbb{0}"}


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
    constant = _constant(reader, node, sub, span)
    if constant is not None:
        return constant, list(sups), primes
    base = symbol_name(node)
    labels = [tokens for tokens in sups if is_label(tokens)]
    others = [tokens for tokens in sups if not is_label(tokens)]
    label = plain(labels[0]) if labels else ""
    if primes and reader.scope.prime_transposes:
        value, _, _ = letter(reader, node, sub, sups if labels else (), 0, span)
        return value, [] if labels else list(sups), primes
    for count in (primes, 0) if primes and not reader.scope.prime_transposes else (0,):
        found = _known(reader, base, sub, label, count, span)
        if found is not None:
            return found, others, primes - count
    value = _unknown(reader, node, base, sub, label, primes, span)
    return value, others, 0


def _known(reader: Elaborator, base: str, sub: tuple[Token, ...], label: str, primes: int, span: Span) -> Value | None:
    """The longest name that is known, with what its scripts then mean."""
    low = plain(sub)
    full = with_scripts(base, low, label, primes)
    value = named(reader, full, span)
    if value is not None:
        return value
    if not sub:
        return None
    short = with_scripts(base, "", label, primes)
    known = reader.scope.find(short)
    terms = index_terms(sub)
    if known is not None and known.family and terms is not None:
        return _member(reader, known, terms, span)
    if is_time(sub) or base in reader.scope.times or terms is None:
        return None
    value = named(reader, short, span)
    if value is None or value.is_scalar or _numbered(reader, known, terms):
        return None
    return entries(reader, value, sub, span)


def _numbered(reader: Elaborator, known: Known | None, terms: list[str]) -> bool:
    """Whether a number below a matrix makes another name, as in W_1 beside W."""
    return known is not None and known.kind == "matrix" and len(terms) == 1 and terms[0].isdigit()


def named(reader: Elaborator, name: str, span: Span) -> Value | None:
    """The value of a name that is declared or defined."""
    scope = reader.scope
    made = scope.defined.get(name)
    if made is not None and made.value is not None:
        reader.used.add(name)
        value = made.value
        return Value(span, value.shape, value.build)
    known = scope.find(name)
    if known is None or known.family:
        return _size(reader, name, span) if known is None else None
    reader.used.add(name)
    return Value(span, known.shape, known.symbol)


def _size(reader: Elaborator, name: str, span: Span) -> Value | None:
    """A letter that counts rows or columns, as a number."""
    if name not in reader.scope.sizes:
        return None
    return Value(span, SCALAR, lambda: algebra.SIZE(data=(Size.of(name),)))


def _member(reader: Elaborator, known: Known, terms: list[str], span: Span) -> Value:
    """Member i of a family of columns, or entry j of it."""
    reader.used.add(known.name)
    count, size = known.shape
    if len(terms) > 2:
        raise Unread(f"more than two indices on {known.name}", span)
    i = reader.place(terms[0], count, span)
    row = Value(span, (ONE, size), lambda: matrices.ROW_OF(known.symbol(), data=(i(),)))
    if size.is_one:
        return Value(span, SCALAR, lambda: algebra.ENTRY(known.symbol(), data=(i(), None)))
    if len(terms) == 1:
        return values.transposed(span, row)
    j = reader.place(terms[1], size, span)
    return Value(span, SCALAR, lambda: algebra.ENTRY(known.symbol(), data=(i(), j())))


def entries(reader: Elaborator, base: Value, sub: tuple[Token, ...], span: Span) -> Value:
    """An entry of something that is no family. Unread when the subscript is no index."""
    terms = index_terms(sub)
    if terms is None:
        raise Unread(f"the subscript {plain(sub)} is no index", span)
    return reader.entry_of(base, terms, span)


def _unknown(
    reader: Elaborator, node: Letter, base: str, sub: tuple[Token, ...], label: str, primes: int, span: Span
) -> Value:
    """A letter nobody declared: by a guess of its kind, with sizes to be found."""
    scope = reader.scope
    if base == "pi" and not sub:
        return Value(span, SCALAR, PI)
    if base == "e" and not sub and not label:
        raise Unread("the letter e is not declared; write \\exp for the exponential function", span)
    low = plain(sub)
    terms = index_terms(sub)
    full = with_scripts(base, low, label, primes)
    runs = terms is not None and not is_time(sub) and base not in scope.times and not _counts(terms)
    if runs and terms is not None:
        return _indexed(reader, node, with_scripts(base, "", label, primes), terms, span)
    shape = _like_base(scope, base, bool(sub) and (is_time(sub) or base in scope.times), bool(primes or label))
    if shape is not None:
        known = scope.letters[full] = Known(full, shape, "inferred", span)
    else:
        known = scope.conventional(full, scope.guess(full, bold=node.bold), span)
    reader.used.add(full)
    return Value(span, known.shape, known.symbol)


def _counts(terms: list[str]) -> bool:
    return all(term.isdigit() for term in terms)


def _like_base(scope: Scope, base: str, timed: bool, marked: bool) -> Shape | None:
    """The shape of the letter that a name is made from: w_{t+1} and w' are like w."""
    bare = scope.find(base) or (scope.find(base_of(base)) if timed else None)
    if bare is None or bare.family or not (timed or marked):
        return None
    if timed or bare.shape[1].is_one:
        return bare.shape
    return None


def _indexed(reader: Elaborator, node: Letter, base: str, terms: list[str], span: Span) -> Value:
    """An index on a letter nobody declared: entries of a column or matrix, or members of a family."""
    scope = reader.scope
    known = scope.find(base)
    if known is None:
        kind = "matrix" if len(terms) == 2 else scope.guess(base, bold=node.bold, indexed=True)
        if kind == "scalar":  # a name that only looks indexed
            full = with_scripts(base, "".join(terms))
            other = scope.find(full) or scope.conventional(full, "scalar", span)
            reader.used.add(full)
            return Value(span, other.shape, other.symbol)
        known = scope.conventional(base, kind, span)
    reader.used.add(base)
    if known.family:
        return _member(reader, known, terms, span)
    return reader.entry_of(Value(span, known.shape, known.symbol), terms, span)


def _constant(reader: Elaborator, node: Letter, sub: tuple[Token, ...], span: Span) -> Value | None:
    """Identities, columns of ones, zeros: their sizes may stand below them."""
    name = node.name
    if reader.scope.find(name) or name in reader.scope.defined:
        return None
    sizes = _sizes(reader, sub) if sub else None
    if name == "I" or (name in ("\\mathbb{I}", "\\mathcal{I}") and sub):
        rows = sizes[0] if sizes else Dim.of(Unknown("I"))
        return values.unit_matrix(span, rows)
    if name in _NUMERALS:
        rows = sizes[0] if sizes else Dim.of(Unknown("1"))
        return Value(span, (rows, ONE), lambda: matrices.ONES(data=(values.size_of(rows), algebra.SCALAR[1])))
    if name in _ZEROS:
        shape = (Dim.of(Unknown("0")), Dim.of(Unknown("0"))) if not sizes else (sizes[0], (*sizes, ONE)[1])
        return Value(span, shape, lambda: zero(*map(values.size_of, shape)))
    return None


def _sizes(reader: Elaborator, sub: tuple[Token, ...]) -> list[Dim]:
    """The sizes in a subscript such as n, n \\times d, d+1."""
    found: list[Dim] = []
    piece: list[Token] = []
    for token in [*sub, None]:
        if token is None or token.text in ("\\times", ","):
            found.append(size(piece))
            piece = []
        elif token.text not in "{}()":
            piece.append(token)
    return found


def size(tokens: Sequence[Token]) -> Dim:
    """A size such as n, 3 or d + n. Unread for anything else."""
    total = Dim({})
    text = "".join(token.text for token in tokens).replace("\\ell", "ell")
    for part in text.split("+"):
        digits = len(part) - len(part.lstrip("0123456789"))
        count, name = int(part[:digits] or 1), part[digits:]
        if not part or len(part) > 12 or (name and not name.replace("_", "").isalnum()):
            raise Unread(f"{text or 'nothing'} is no size", tokens[0].span if tokens else None)
        total = total + Dim({(name,) if name else (): count})
    return total


def parameter(scope: Scope, name: str, kind_bold: bool, span: Span) -> Known:
    """The letter of a function's parameter: the one that is known, or a guess."""
    return scope.find(name) or scope.conventional(name, scope.guess(name, bold=kind_bold), span)


def as_symbol(value: Value) -> Symbol | None:
    """The letter that a value is, if it is one."""
    built = value.build()
    return built if isinstance(built, Symbol) else None
