"""f(x), f′(x), ∇f(x) and ∇²f(x) of a function that no formula gives."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from derivations.kernel.expression import Apply, Expression, Index, ShapeError
from derivations.operations.algebra import SCALAR as ONE_BY_ONE
from derivations.operations.algebra import SUM
from derivations.operations.functions import FUNCTION
from derivations.operations.notation import entry, times, total, unit
from derivations.reading import values
from derivations.reading.abstract.names import ACTIVATIONS, ENTRYWISE, FEATURES, bare
from derivations.reading.abstract.survey import bare_name, function_name, group_of, labels
from derivations.reading.names import symbol_name
from derivations.reading.scope import Scope, Unsaid
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Shape, Unknown
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Group, Letter, Node, Scripts
from derivations.reading.values import Value, size_of
from derivations.trees import replaced, walk

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Order = tuple[int, ...]
SMOOTH = 3  # how often such a function is differentiable


def _called(reader: Elaborator, node: Node) -> str:
    """The name of a function: by custom, or of any letter that was said to be a map."""
    name = bare_name(node)
    return name if name in reader.scope.shapes else function_name(node)


def is_unsaid(reader: Elaborator, node: Node) -> bool:
    """Whether a node is the letter of a function that a document calls and does not define."""
    name, scope = _called(reader, node), reader.scope
    if not name or name in {**scope.defined, **scope.hidden} or name in scope.tainted or name in scope.opaque:
        return False
    if name in scope.shapes:
        return True
    known = scope.find(name)
    return name in scope.survey.called and (known is None or known.origin != "stated") and not _is_feature(scope, name)


def _is_feature(scope: Scope, name: str) -> bool:
    """φ(x) in a text on kernels is a column of features, of a length of its own, and J(x) may be a Jacobian."""
    if bare(name)[-1:].isupper() and (name in scope.survey.vectors or scope.words & {"jacobian", "jacobians"}):
        return True
    return bare(name) in {*ACTIVATIONS, "Phi"} and bool(scope.words & FEATURES)


def operand(reader: Elaborator, items: Sequence[Node], place: int) -> tuple[Value, int] | None:
    """f(x) or f′(x), with the powers behind it; None when something else begins here."""
    node = items[place]
    group = group_of(items[place + 1]) if place + 1 < len(items) else None
    if group is None or not is_unsaid(reader, node):
        return None
    span, own = node.span.to(group.span), node if isinstance(node, Scripts) else None
    result = _value(reader, _called(reader, node), group, (0,) * (own.primes if own else 0), span)
    kept = labels(own) if own else ()
    follow = items[place + 1]
    for tokens in (
        *(sup for sup in (own.sups if own else ()) if sup not in kept),
        *(follow.sups if isinstance(follow, Scripts) else ()),
    ):
        result = reader.raised(result, tokens, result.span)
    return result, place + 2


def at(reader: Elaborator, node: Node, letter: Letter, span: Span) -> Value:
    """f(x) where f alone is written and x is known from what it is differentiated by."""
    name, scope = _called(reader, node), reader.scope
    known = scope.shapes.get(name)
    if known is not None and len(known.domain) == 1 and scope.find(symbol_name(letter)) is None:
        scope.declare(symbol_name(letter), known.domain[0], "inferred", span)
    return _value(reader, name, Group(letter.span, "(", (letter,)), (), span)


def gradient(reader: Elaborator, node: Node, group: Group, span: Span, *, twice: bool) -> Value:
    """∇f(x) or ∇²f(x): the derivative of f, at x."""
    name = _called(reader, node)
    if len(group.items) != 1:
        raise Unread(f"by which of its arguments {name} is differentiated is not said", span)
    arguments, known = _read(reader, name, group, span)
    values.needs_scalar(reader.trail, Value(span, known.shape, arguments[0].build), "what a gradient is taken of")
    (x,) = arguments
    data = (name, ONE.size(), ONE.size(), SMOOTH, *((0, 0) if twice else (0,)))
    if not twice:
        return Value(span, x.shape, lambda: FUNCTION(x.build(), data=data))
    values.needs_column(reader.trail, x, "what a Hessian is taken by")
    return Value(span, (x.shape[0], x.shape[0]), lambda: FUNCTION(x.build(), data=data))


def _value(reader: Elaborator, name: str, group: Group, order: Order, span: Span) -> Value:
    arguments, known = _read(reader, name, group, span)
    if order and (len(arguments) != 1 or not (known.entrywise or arguments[0].is_scalar)):
        raise Unread(f"a prime on {name}, of which it is not known that it is a function of one number", span)
    if known.entrywise and len(arguments) == 1:
        return _entrywise(name, arguments[0], order, span)

    def build() -> Expression:
        rows, columns = (size_of(dim) for dim in known.shape)
        return FUNCTION(*(x.build() for x in arguments), data=(name, rows, columns, SMOOTH, *order))

    return Value(span, known.shape, build)


def _entrywise(name: str, argument: Value, order: Order, span: Span) -> Value:
    data = (name, *ONE_BY_ONE, SMOOTH, *order)

    def build() -> Expression:
        value = argument.build()
        if value.shape == ONE_BY_ONE:
            return FUNCTION(value, data=data)
        places = tuple(
            Index(f"{mark}{name}", size) if size != ONE_BY_ONE[0] else None
            for mark, size in zip("rc", value.shape, strict=True)
        )
        real = tuple(place for place in places if place is not None)
        result = times(FUNCTION(entry(value, real), data=data), unit(*real))
        for place in reversed(real):
            result = total(place, result)
        return result

    return Value(span, argument.shape, build, entrywise=True)


def slopes(value: Expression) -> tuple[Expression, ...]:
    """For each column of φ(u_i) in an expression that of φ′(u_i), which stands in its derivative."""
    found: dict[Expression, None] = {}
    for part in walk(value):
        inner = part.arguments[0] if isinstance(part, Apply) and part.operation is SUM else None
        for node in walk(inner) if inner is not None else ():
            if isinstance(node, Apply) and node.operation is FUNCTION and len(node.arguments) == 1:
                with suppress(ShapeError):
                    found[replaced(part, node, FUNCTION(*node.arguments, data=(*node.data, 0)))] = None
    return tuple(found)


def refuse_random(scope: Scope, value: Expression, span: Span) -> Expression:
    """What a mean is taken of. Unread when it has a function of which nobody says that it is not random itself."""
    for part in walk(value):
        if isinstance(part, Apply) and part.operation is FUNCTION:
            name = part.data[0]
            known = scope.shapes.get(name)
            if known is None or not known.said or " " in name:
                raise Unread(f"whether {name} is random is not said", span)
    return value


def _read(reader: Elaborator, name: str, group: Group, span: Span) -> tuple[list[Value], Unsaid]:
    """The arguments, in the function's domain, and what is known of the function."""
    scope = reader.scope
    arguments = [reader.value(item) for item in group.items]
    known = scope.shapes.get(name)
    if known is None:
        known = scope.shapes[name] = _first(reader, name, arguments, span)
    reader.used.add(name)
    if not known.said and known.shape is not SCALAR and not known.entrywise:
        scope.guesses[name] = "function"
    if not known.entrywise:
        _within(reader, known, name, arguments, span)
    return arguments, known


def _within(reader: Elaborator, known: Unsaid, name: str, arguments: list[Value], span: Span) -> None:
    if len(known.domain) != len(arguments):
        raise Unread(f"{name} takes {len(known.domain)} arguments elsewhere, not {len(arguments)}", span)
    for shape, argument in zip(known.domain, arguments, strict=True):
        try:
            for a, b in zip(shape, argument.shape, strict=True):
                reader.trail.unify(a, b)
        except Clash:
            raise Unread(f"{argument} is not of the shape of which {name} is a function elsewhere", span) from None


def _first(reader: Elaborator, name: str, arguments: list[Value], span: Span) -> Unsaid:
    """What the first call of a function shows, with what the document does with it elsewhere."""
    scope, seen = reader.scope, reader.scope.survey
    domain = tuple(argument.shape for argument in arguments)
    acts = name in seen.entrywise or (bare(name) in ACTIVATIONS and bool(scope.words & ENTRYWISE))
    if acts and len(arguments) == 1:
        return Unsaid(domain, domain[0], entrywise=True)
    if bare(name) in ACTIVATIONS and not all(argument.is_scalar for argument in arguments):
        raise Unread(f"whether {name} acts entry by entry is not said", span)
    number = name in seen.differentiated or bare(name) in ("L", "ell", "J") or name[:8] == "\\mathcal"
    if number and name not in seen.vectors:
        return Unsaid(domain, SCALAR)
    rows: Shape = (Dim.of(Unknown("0")), ONE)
    return Unsaid(domain, rows)
