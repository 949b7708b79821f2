"""Letters that nobody declared: constants of analysis, averages, and guesses of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression
from derivations.operations import algebra, matrices
from derivations.operations.elementwise import EXP
from derivations.operations.notation import lift, over
from derivations.operations.powers import PI
from derivations.reading import values
from derivations.reading.letters import grids
from derivations.reading.letters.constants import basis, kronecker
from derivations.reading.letters.families import member
from derivations.reading.names import are_numbers, index_terms, is_time, plain, with_scripts
from derivations.reading.scope import Known, Scope, base_of
from derivations.reading.sizes import ONE, SCALAR, Shape, fresh_shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Letter
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


_ERRORS = frozenset({"error", "errors", "residual", "residuals", "noise"})  # which e_i may be as well


def undeclared(
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
    matrix = grids.member(reader, base, terms, span) if terms is not None and not label and not primes else None
    if matrix is not None:
        return matrix
    runs = terms is not None and not is_time(sub) and base not in scope.times and not are_numbers(terms)
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
        own = with_scripts(base, terms[0])
        if own in {*scope.letters, *scope.indexed, *scope.defined}:
            raise Unread(
                f"whether this is an entry of {own} or Kronecker's delta is not said: write it with a comma", span
            )
        return kronecker(reader, terms, span)
    if known is None and base == "e" and len(terms) == 1 and scope.words & {"basis", "canonical"}:
        return basis(reader, terms[0], span)
    whole = scope.find(base.upper()) if known is None and len(terms) == 2 and len(base) == 1 else None
    if whole is not None and base.islower() and whole.kind == "matrix" and base not in scope.defined:
        reader.conventions.add(
            f"{base}_{{{''.join(terms)}}} is taken to be an entry of {whole.name}, which nothing says"
        )
        reader.used.add(whole.name)
        return reader.entry_of(Value(span, whole.shape, whole.symbol), terms, span)
    if known is None:
        standard = base == "e" and len(terms) == 1 and not scope.words & _ERRORS
        if standard:
            scope.guesses.setdefault(base, "family")
        kind = "matrix" if len(terms) == 2 else scope.guess(base, bold=node.bold, indexed=True)
        if standard and kind == "family":
            reader.conventions.add(f"e_{terms[0]} is taken to be a vector of the standard basis, which nothing says")
            return basis(reader, terms[0], span)
        if kind == "matrix" and len(terms) == 1:
            return grids.own(reader, base, terms[0], fresh_shape(with_scripts(base, terms[0]), "matrix"), span)
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
        return member(reader, known, terms, span)
    return reader.entry_of(Value(span, known.shape, known.symbol), terms, span)
