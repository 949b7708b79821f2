"""Sums over numbers, and members of sequences, as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.kernel.expression import Apply, Expression, Number, ShapeError, Symbol, free, substitute
from derivations.operations.algebra import SCALAR as NUMBER
from derivations.operations.functions import FUNCTION
from derivations.operations.limits import LIMIT
from derivations.operations.powers import NATURAL_POWER
from derivations.operations.sums import ENTRY_AT, PARTIAL_SUM, shortened
from derivations.reading import values
from derivations.reading.names import is_label, symbol_name
from derivations.reading.parsing.parser import parsed
from derivations.reading.signs import RELATIONS
from derivations.reading.sizes import ONE, SCALAR, Shape
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Big, Letter, Node
from derivations.reading.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from derivations.reading.counting import Bounds
    from derivations.reading.elaborate import Elaborator

TERMS = Symbol("N")  # how many terms of a sum without an end have been added
COUNTED = (FUNCTION, NATURAL_POWER, ENTRY_AT)  # whose arguments are shown as short as they can be


def value(reader: Elaborator, node: Big, bounds: Bounds) -> Value:
    """A sum from one number to another. Unread when it cannot be built as it stands."""
    endless = is_endless(bounds)
    infinite = any(token.text == "\\infty" for token in (*bounds.lower, *bounds.upper))
    if infinite and (not endless or id(node) not in reader.counting.sides):
        raise Unread("a sum without an end is read as one side of an equation only", node.span)
    lower = _number(reader, bounds.lower, "an end of a sum")
    upper = lower if endless else _number(reader, bounds.upper, "an end of a sum")
    with _running(reader, bounds.letter, node.span):
        body = reader.value(node.body)

    def build() -> Expression:
        first, last, term, letter = lower.build(), upper.build(), body.build(), Symbol(bounds.letter)
        if letter in free(first) | free(last):
            raise Unread(f"the index {bounds.letter} stands in the ends of its own sum", node.span)
        try:
            term = substitute(term, {letter: shortened(letter + first)}) if first != _zero() else term
            count = TERMS if endless else shortened(last - first + 1)
            if isinstance(count, Number) and count.value < 0:
                raise Unread("a sum that runs backwards", node.span)
            return PARTIAL_SUM(count, short(term), data=(letter,))
        except ShapeError as error:
            raise Unread(str(error), node.span) from error

    return Value(node.span, body.shape, build)


def is_endless(bounds: Bounds) -> bool:
    """Whether a sum runs to infinity."""
    return [token.text for token in bounds.upper] in (["\\infty"], ["+", "\\infty"])


def as_limit(reader: Elaborator, nodes: Sequence[Node | None], sign: Token) -> Callable[[], Apply] | None:
    """An equation one side of which is a sum without an end, as the limit of its first terms; None for any other."""
    counting = reader.counting
    endless = [n for n in nodes if (bounds := counting.sums.get(id(n))) is not None and is_endless(bounds)]
    if len(endless) != 1 or RELATIONS[sign.text] != "=":
        return None
    counting.sides = {id(endless[0])}
    total, target = (reader.value(n) for n in sorted(nodes, key=lambda n: n is not endless[0]) if n is not None)
    values.same_shape(reader.trail, total, target, "the two sides cannot be equal")

    def build() -> Apply:
        first, limit = total.build(), target.build()
        inside = first.arguments[1] if isinstance(first, Apply) else first
        if TERMS in free(limit) | free(inside):
            raise Unread(f"{TERMS.name} is used beside a sum without an end", sign.span)
        return LIMIT(first, limit, data=(TERMS, "naturals"))

    return build


def _zero() -> Expression:
    return Number(Fraction(0))


@contextmanager
def _running(reader: Elaborator, letter: str, span: Span) -> Iterator[None]:
    if letter in reader.bound or letter in reader.running:
        raise Unread(f"the index {letter} is used twice", span)
    reader.running.add(letter)
    yield
    reader.running.discard(letter)


def _number(reader: Elaborator, tokens: Sequence[Token], what: str) -> Value:
    return values.needs_scalar(reader.trail, reader.value(parsed(tokens)), what)


def short(term: Expression) -> Expression:
    """A term with a_k for a_{(k+1)−1}, in sequences, powers and entries."""
    if not isinstance(term, Apply):
        return term
    arguments = tuple(short(argument) for argument in term.arguments)
    if term.operation in COUNTED:
        arguments = tuple(shortened(a) if a.shape == NUMBER else a for a in arguments)
    return Apply(term.operation, arguments, term.data)


def counter(reader: Elaborator, name: str, span: Span) -> Value | None:
    """A letter that counts in this statement: what runs, or an end of a sum that nothing else declares."""
    if name in reader.running:
        return Value(span, SCALAR, lambda: Symbol(name))
    if name not in reader.counting.letters or name in reader.counting.sizes or name in reader.scope.defined:
        return None
    known = reader.scope.find(name)
    if known is not None and (known.origin == "stated" or known.kind == "scalar"):
        return None
    return Value(span, SCALAR, lambda: Symbol(name))


def member(
    reader: Elaborator, node: Letter, sub: tuple[Token, ...], sups: Sequence[tuple[Token, ...]], span: Span
) -> Value | None:
    """A member of a sequence, or the entry at a number of a column; None for what is neither."""
    name = symbol_name(node)
    kind = reader.counting.sequences.get(name)
    if kind is None or (not sub and any(is_label(tokens) for tokens in sups)):
        return None  # w^* beside w_t is a letter of its own
    if kind == "entries" and not sub:
        return None  # the column itself
    if kind == "unclear":
        raise Unread(f"whether {name} with a number below it is an entry or a step is not clear", span)
    if not sub or not _is_position(sub) or any(is_label(tokens) for tokens in sups) or name in reader.scope.defined:
        raise Unread(f"{name} is a sequence here, and this is no member of it", span)
    position = _number(reader, sub, "a position")
    if kind == "entries":
        whole = values.Value(span, SCALAR, reader.scope.letters[name].symbol)
        reader.used.add(name)
        return Value(span, SCALAR, lambda: ENTRY_AT(whole.build(), shortened(position.build())))
    rows, columns = _shape(reader, node, name, span)

    def build() -> Expression:
        data = (name, values.size_of(rows), values.size_of(columns), 0)
        return FUNCTION(shortened(position.build()), data=data)

    return Value(span, (rows, columns), build)


def _shape(reader: Elaborator, node: Letter, name: str, span: Span) -> Shape:
    """The shape of a sequence's members: declared, or guessed; where nothing is guessed a letter stands for numbers."""
    scope = reader.scope
    if name in scope.grids:
        return scope.grids[name]
    family = scope.indexed.get(name)
    if family is not None and family.family:
        return family.shape[1], ONE
    known = scope.find(name)
    if known is None and scope.strict and not node.bold:
        return SCALAR
    known = known or scope.conventional(name, scope.guess(name, bold=node.bold), span)
    reader.used.add(name)
    return known.shape


def _is_position(tokens: Sequence[Token]) -> bool:
    """Whether a subscript is one number such as t − k + 1, rather than several indices or a word."""
    texts = [token.text for token in tokens if token.text not in "{}"]
    word = [text.lstrip("\\").isalpha() for text in texts]
    known = all(w or text.isdigit() or text in "+-()" for text, w in zip(texts, word, strict=True))
    return known and not any(a and (b or text.isdigit()) for a, b, text in zip(word, word[1:], texts[1:], strict=False))
