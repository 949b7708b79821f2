"""Functions that the document defines: at their arguments, by themselves, or differentiated."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, substitute
from derivations.reading import clashes, densities, values
from derivations.reading.events import name_of
from derivations.reading.names import is_label, plain, symbol_name, with_scripts
from derivations.reading.scope import Defined, Known
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Letter, Node, Scripts, head_of
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Operand = tuple[Value, int]


def operand(reader: Elaborator, items: Sequence[Node], place: int, head: Letter, node: Node) -> Operand | None:
    """The value of a function that the document defines, at arguments in parentheses or by itself."""
    name = symbol_name(head)
    sub, sups, primes = (node.sub, node.sups, node.primes) if isinstance(node, Scripts) else ((), (), 0)
    labels = [t for t in sups if is_label(t)]
    full = with_scripts(name, plain(sub), plain(labels[0]) if labels else "")
    follow = items[place + 1] if place + 1 < len(items) else None
    if name in reader.scope.opaque and isinstance(head_of(follow)[0] if follow is not None else None, Group):
        known = reader.scope.letters[name]
        value = Value(node.span, known.shape, known.symbol)
        for tokens in head_of(follow)[2] if follow is not None else ():
            value = reader.raised(value, tokens, node.span)
        return value, place + 2
    group = head_of(follow)[0] if follow is not None else None
    group = group if isinstance(group, Group) else None
    labelled = with_scripts(name, "", plain(labels[0]) if labels else "")
    made = densities.found(reader.scope, full, group) or densities.found(reader.scope, labelled, group)
    order = plain(labels[0])[1:-1] if made is None and labels and not sub else ""
    made = reader.scope.defined.get(name) if order.isdigit() else made
    if made is None or not made.parameters:
        return None
    if primes or order.isdigit():
        from derivations.reading.derivatives import primed

        return primed(reader, items, place, made, primes + int(order) if order.isdigit() else primes)
    return call(reader, items, place, made, node)


def call(reader: Elaborator, items: Sequence[Node], place: int, made: Defined, node: Node) -> Operand:
    """f(a): the body with the argument put in; f alone, or at its own parameter, is the body."""
    from derivations.reading.letters.lookup import entries

    if made.value is None:
        raise Unread(f"the definition of {made.name} was not read", node.span)
    clashes.raised_function(reader.scope, made, node)
    body, follow = made.value, items[place + 1] if place + 1 < len(items) else None
    reader.used |= made.uses
    base, below, sups = head_of(follow) if follow is not None else (None, (), ())
    own = [t for t in node.sups if not is_label(t)] if isinstance(node, Scripts) else []
    reader.used.add(made.name)
    if not (isinstance(base, Group) and base.opening in ("(", "[")):
        result, after = _at_home(reader, made, body, node.span), place + 1
    else:
        result, after = at(reader, made, base), place + 2
        result = entries(reader, result, below, result.span.to(base.span)) if below else result
        own += list(sups)
    if isinstance(node, Scripts) and node.sub and with_scripts(symbol_name_of(node), plain(node.sub)) != made.name:
        result = entries(reader, result, node.sub, node.span)
    for tokens in own:
        result = reader.raised(result, tokens, result.span)
    return result, after


def _at_home(reader: Elaborator, made: Defined, body: Value, span: Span) -> Value:
    """L alone: its body, at the values that its parameters have got since."""
    given: dict[Known, Value] = {}
    for name, letter in zip(made.parameters, made.letters, strict=True):
        known = reader.scope.defined.get(name)
        if known is None or known.parameters or known.value is None:
            continue
        with suppress(IllTyped):
            values.same_shape(reader.trail, Value(span, letter.shape, letter.symbol), known.value, "a parameter")
            given[letter] = known.value
            reader.used |= {name, *known.uses}
    if not given:
        return Value(span, body.shape, body.build)

    def build() -> Expression:
        return substitute(body.build(), {letter.symbol(): value.build() for letter, value in given.items()})

    return Value(span, body.shape, build)


def _named_argument(node: Node) -> str:
    """The name of an argument that is a letter; empty for any other."""
    name = name_of(node)
    return name.name if name is not None else ""


def symbol_name_of(node: Scripts) -> str:
    """The name of the letter under scripts."""
    return symbol_name(node.base) if isinstance(node.base, Letter) else ""


def at(reader: Elaborator, made: Defined, group: Group) -> Value:
    """The value of a function at the arguments in a group. Unread when their number differs."""
    body = made.value
    if body is None:
        raise Unread(f"the definition of {made.name} was not read", group.span)
    given = group.items
    wanted = len(made.parameters)
    if len(given) == 1 < wanted and _named_argument(given[0]) in made.parameters:
        return Value(group.span, body.shape, body.build)
    if len(given) < wanted or not all(_named_argument(item) in made.uses for item in given[wanted:]):
        raise Unread(f"{made.name} takes {wanted} arguments, not {len(given)}", group.span)
    arguments = [_argument_of(reader, made, x, item) for x, item in zip(made.parameters, given, strict=False)]
    for letter, argument_ in zip(made.letters, arguments, strict=True):
        where = Value(argument_.span, letter.shape, letter.symbol)
        try:
            values.same_shape(reader.trail, where, argument_, f"the argument of {made.name}")
        except IllTyped as error:
            raise Unread(f"{error}; it is defined for the first", group.span) from None

    def build() -> Expression:
        put = {x.symbol(): a.build() for x, a in zip(made.letters, arguments, strict=True)}
        return values.bounded(substitute(body.build(), {x: a for x, a in put.items() if x != a}), group.span)

    return Value(group.span, body.shape, build)


def _argument_of(reader: Elaborator, made: Defined, parameter: str, item: Node) -> Value:
    """An argument; for a parameter written as a square, the square root of it, which only its own square has."""
    if parameter not in made.squares:
        return reader.value(item)
    if isinstance(item, Scripts) and isinstance(item.base, Letter) and [plain(t) for t in item.sups] == ["2"]:
        return reader.value(item.base)
    raise Unread(f"{made.name} is defined for a square, and {item.span.text} is none", item.span)
