"""Letters with their scripts: a name of its own, an entry, a member of a family, an identity, a size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Index, Size, Symbol
from derivations.operations import algebra, matrices
from derivations.operations.elementwise import EXP
from derivations.operations.notation import lift, over, times, unit, zero
from derivations.operations.powers import PI
from derivations.reading import stretches, sums, values
from derivations.reading.abstract import losses
from derivations.reading.names import (
    index_terms,
    is_index,
    is_label,
    is_time,
    plain,
    symbol_name,
    with_scripts,
)
from derivations.reading.scope import Defined, Known, Scope, base_of
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Shape, Unknown, fresh_shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Letter
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Place = Callable[[], Index]
Scripted = tuple[Value, list[tuple[Token, ...]], int]  # what is left: superscripts and primes
_NUMERALS = {"\\mathbf{1}": "1", "\\mathbb{1}": "1", "\\bm{1}": "1", "\\boldsymbol{1}": "1", "\\vec{1}": "1"}
_COLUMNS = frozenset("uvqp")
ROWS = frozenset({"row", "rows", "stack", "stacked", "stacking", "design"})
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
    member = sums.member(reader, node, sub, sups, span)
    if member is not None:
        return member, list(sups), primes
    constant = _constant(reader, node, sub, span)
    if constant is not None:
        return constant, list(sups), primes
    base = symbol_name(node)
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
        size_ = _size(reader, base, span)  # N beside N_k
        if size_ is not None:
            return size_, others, 0
    found = _known(reader, base, sub, label, primes, span, bold=node.bold)
    if found is not None:
        return found, others, 0
    value = _unknown(reader, node, base, sub, label, primes, span)
    return value, others, 0


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
    if value is not None:
        return value
    if not sub:
        return None
    short = with_scripts(base, "", label, primes)
    known = reader.scope.find(short)
    terms = index_terms(sub)
    family = reader.scope.indexed.get(short)
    made = reader.scope.defined.get(short)
    if family is not None and terms is not None and not is_time(sub) and (made is None or made.parameters):
        return _member(reader, family, terms, span)
    if is_time(sub) or base in reader.scope.times or terms is None:
        return None
    if bold and known is not None and known.origin != "stated" and known.kind == "vector" and not _counts(terms):
        return None  # bold letters with an index are members of a family, unless the letter is declared
    value = named(reader, short, span)
    if value is None or value.is_scalar or _numbered(reader, known, terms):
        return None
    return entries(reader, value, sub, span)


def _numbered(reader: Elaborator, known: Known | None, terms: list[str]) -> bool:
    """Whether a number below a matrix makes another name, as in W_1 beside W."""
    return known is not None and known.kind == "matrix" and len(terms) == 1 and terms[0].isdigit()


def named(reader: Elaborator, name: str, span: Span) -> Value | None:
    """The value of a name that is declared or defined."""
    counter = sums.counter(reader, name, span)
    if counter is not None:
        return counter
    scope = reader.scope
    made = scope.defined.get(name)
    if made is not None and made.value is not None:
        reader.used |= {name, *made.uses}
        value = made.value
        return Value(span, value.shape, value.build)
    known = scope.find(name)
    if known is None:
        return _size(reader, name, span)
    reader.used.add(name)
    return Value(span, known.shape, known.symbol)


def _size(reader: Elaborator, name: str, span: Span) -> Value | None:
    """A letter that counts rows or columns, as a number."""
    if name not in reader.scope.sizes:
        return None
    return Value(span, SCALAR, lambda: algebra.SIZE(data=(Size.of(name),)))


def _member(reader: Elaborator, known: Known, terms: list[str], span: Span) -> Value:
    """Member i of a family of columns, or entry j of it."""
    if not known.family:
        reader.used.add(known.name)
        return reader.entry_of(Value(span, known.shape, known.symbol), terms, span)
    if known.rows_of is None and known.whole is None:
        _as_rows(reader.scope, known)
    if len(terms) > 2:
        raise Unread(f"more than two indices on {known.name}", span)
    whole = _all_members(reader, known, terms, span)
    size = known.shape[1]
    i = reader.place(terms[0], whole.shape[known.columns], span)
    if known.columns:
        return _column(reader, whole, i, terms, span)
    if known.origin != "stated" and len(terms) == 1:
        reader.loose.add(known.name)
    row = Value(span, (ONE, size), lambda: matrices.ROW_OF(whole.build(), data=(i(),)))
    if size.is_one:
        return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(i(), None)))
    if len(terms) == 1:
        return row if known.lying or _lies(reader, known) else values.transposed(span, row)
    j = reader.place(terms[1], size, span)
    return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(i(), j())))


def _all_members(reader: Elaborator, known: Known, terms: list[str], span: Span) -> Value:
    """The matrix whose rows or columns a family is, or that part of it over which the index runs."""
    name = known.name if known.rows_of is None else known.rows_of.name
    if known.whole is not None:
        reader.used |= {name, *reader.scope.defined[name].uses} if name in reader.scope.defined else {name}
        whole = known.whole
    else:
        reader.used.add(name)
        whole = Value(span, known.shape[::-1] if known.columns else known.shape, known.symbol)
    return stretches.part(reader, whole, int(known.columns), terms[0], span)


def _lies(reader: Elaborator, known: Known) -> bool:
    """Whether what a document calls the rows of a matrix it writes lying, which is tried where they do not fit."""
    if known.origin == "stated" or (known.rows_of is None and known.whole is None):
        return False
    reader.standing.add(known.name)
    return known.name in reader.lain


def _column(reader: Elaborator, whole: Value, i: Place, terms: list[str], span: Span) -> Value:
    """Column i of a matrix, or entry j of it."""
    size = whole.shape[0]
    if len(terms) == 2:
        j = reader.place(terms[1], size, span)
        return Value(span, SCALAR, lambda: algebra.ENTRY(whole.build(), data=(j(), i())))
    return Value(span, (size, ONE), lambda: times(whole.build(), unit(i())))


def _as_rows(scope: Scope, known: Known) -> None:
    """A family is the rows of the matrix that has its capital, X for x_i, where the sizes fit; else its columns.

    Letters for eigenvectors are columns first.
    """
    accent, space, bare = known.name.rpartition(" ")
    capital = f"{accent}{space}{bare.upper()}"
    made = scope.defined.get(capital)
    if made is not None and made.value is not None and space and len(bare) == 1:
        return rows_of_defined(scope, known, made)  # \\hat x_i beside \\hat X = …
    matrix = scope.find(capital) if len(bare) == 1 else None
    if matrix is None or matrix.kind != "matrix" or made is not None:
        return
    first = known.name in _COLUMNS and not scope.words & ROWS
    for columns in (first, not first):
        make_rows(scope, known, matrix, columns=columns)
        if known.rows_of is not None:
            return


def rows_of_defined(scope: Scope, known: Known, made: Defined, *, columns: bool = False) -> None:
    """Make a family the rows of a matrix that has a definition, or its columns, where the sizes fit."""
    value = made.value
    if value is None or made.parameters or value.shape[1].is_one:
        return
    mark = scope.trail.mark()
    count, size_ = value.shape[::-1] if columns else value.shape
    try:
        scope.trail.unify(known.shape[1], size_)
        scope.trail.unify(known.shape[0], count)
    except Clash:
        scope.trail.undo(mark)
        return
    known.whole, known.columns = value, columns


def make_rows(scope: Scope, known: Known, matrix: Known, *, columns: bool = False) -> None:
    """Make a family the rows of a matrix, or its columns, where the sizes fit."""
    mark = scope.trail.mark()
    count, size_ = matrix.shape[::-1] if columns else matrix.shape
    try:
        scope.trail.unify(known.shape[1], size_)
        scope.trail.unify(known.shape[0], count)
    except Clash:
        scope.trail.undo(mark)
        return
    known.rows_of, known.columns = matrix, columns


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
    if base == "e" and not sub and not label and "entropy" in scope.words:
        return Value(span, SCALAR, lambda: EXP(lift(1)))
    if base == "e" and not sub and not label:
        raise Unread("the letter e is not declared; write \\exp for the exponential function", span)
    average = _average(reader, base, span) if not sub and not label else None
    if average is not None:
        return average
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


def _average(reader: Elaborator, base: str, span: Span) -> Value | None:
    """\\bar x as the average of x_1, …, x_n, where a document speaks of averages or means."""
    accent, _, bare = base.partition(" ")
    scope = reader.scope
    known = scope.indexed.get(bare) or scope.find(bare)
    if accent != "\\bar" or known is None or not scope.words & {"average", "averages", "mean", "means"}:
        return None
    if not known.family and known.kind != "vector":
        return None
    reader.used.add(known.name)
    count = known.shape[0]

    def build() -> Expression:
        letter, size_ = known.symbol(), values.size_of(count)
        ones = matrices.ONES(data=(size_, algebra.SCALAR[1]))
        return over(letter.T * ones if known.family else ones.T * letter, algebra.SIZE(data=(size_,)))

    return Value(span, (known.shape[1], ONE) if known.family else SCALAR, build)


def _counts(terms: list[str]) -> bool:
    return all(term.isdigit() for term in terms)


def _like_base(scope: Scope, base: str, timed: bool, marked: bool) -> Shape | None:
    """The shape of the letter that a name is made from: w_{t+1} and w' are like w."""
    bare = scope.find(base) or (scope.find(base_of(base)) if timed else None)
    if bare is None and timed:  # like the same letter at another time
        bare = next((known for name, known in scope.letters.items() if name.startswith(f"{base}_{{")), None)
    if bare is None or not (timed or marked):
        return None
    if timed or bare.shape[1].is_one:
        return bare.shape
    return None


def _indexed(reader: Elaborator, node: Letter, base: str, terms: list[str], span: Span) -> Value:
    """An index on a letter nobody declared: entries of a column or matrix, or members of a family."""
    scope = reader.scope
    known = scope.indexed.get(base) or scope.find(base)
    loose = known is not None and node.bold and known.origin != "stated" and known.kind == "vector"
    if loose and len(terms) == 1:
        reader.used.add(f"indexed {base}")
        if scope.guess(f"indexed {base}", bold=True, indexed=True) == "family":
            known = scope.conventional(base, "family", span)
    if known is not None and known.kind == "scalar" and not known.family:
        known = scope.indexed.get(base)  # a number z, and beside it z_i
        if known is None:
            letter = scope.find(base)
            known = scope.conventional(base, "matrix" if len(terms) == 2 else "entries", span)
            scope.indexed[base] = known
            if letter is not None:
                scope.letters[base] = letter
    if known is None and base == "delta" and len(terms) == 2:
        return _kronecker(reader, terms, span)
    if known is None and base == "e" and len(terms) == 1 and scope.words & {"basis", "canonical"}:
        return _basis(reader, terms[0], span)
    if known is None:
        kind = "matrix" if len(terms) == 2 else scope.guess(base, bold=node.bold, indexed=True)
        if kind == "scalar":  # a name that only looks indexed
            if set(terms) & reader.bound:
                raise Unread(f"{base} with an index that a sum runs over is no name of its own", span)
            full = with_scripts(base, "".join(terms))
            other = scope.find(full) or scope.conventional(full, "scalar", span)
            reader.used.add(full)
            return Value(span, other.shape, other.symbol)
        known = scope.conventional(base, kind, span)
    reader.used.add(base)
    if known.family:
        return _member(reader, known, terms, span)
    return reader.entry_of(Value(span, known.shape, known.symbol), terms, span)


def _basis(reader: Elaborator, name: str, span: Span) -> Value:
    """The vector e_i of the standard basis."""
    size = Dim.of(Unknown("e"))
    place = reader.place(name, size, span)
    return Value(span, (size, ONE), lambda: unit(place()))


def _kronecker(reader: Elaborator, terms: list[str], span: Span) -> Value:
    """Kronecker's δ_ij: the entry j of the basis vector at i."""
    size = Dim.of(Unknown("0"))
    first, second = (reader.place(name, size, span) for name in terms)
    one = Index("1", Size.of(1))

    def build() -> Expression:
        i, j = first(), second()
        return algebra.ENTRY(algebra.BASIS(data=(i, one)), data=(j, None))

    return Value(span, SCALAR, build)


def _constant(reader: Elaborator, node: Letter, sub: tuple[Token, ...], span: Span) -> Value | None:
    """Identities, columns of ones, zeros: their sizes may stand below them."""
    name = node.name
    if reader.scope.find(name) or name in reader.scope.defined:
        return None
    if name not in ("I", "\\mathbb{I}", "\\mathcal{I}") and name not in _NUMERALS and name not in _ZEROS:
        return None
    sizes = _sizes(reader, sub) if sub else None
    if name == "I" or (name in ("\\mathbb{I}", "\\mathcal{I}") and sub):
        rows = sizes[0] if sizes else Dim.of(Unknown("I"))
        return values.unit_matrix(span, rows)
    if name in _NUMERALS:
        rows = sizes[0] if sizes else reader.scope.ones or Dim.of(Unknown("1"))
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
