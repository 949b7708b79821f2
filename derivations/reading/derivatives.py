"""Derivatives as people write them: ∇f, ∇²f, ∂f/∂x, d/dx, ∂²f/∂x_i∂x_j, f′(x), ∂_x f."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from derivations.kernel.expression import Apply, Expression, Index, Symbol, substitute
from derivations.kernel.form import index_form, is_zero
from derivations.operations import algebra, calculus, matrices
from derivations.reading import arrays, clashes, values
from derivations.reading.abstract import calls, losses
from derivations.reading.abstract.depending import depending
from derivations.reading.abstract.slopes import slope
from derivations.reading.abstract.survey import is_factor, loss_name
from derivations.reading.by_expression import by_expression
from derivations.reading.events import name_of
from derivations.reading.letters import lookup
from derivations.reading.letters.lookup import entry_of_member
from derivations.reading.names import index_terms, is_label, is_time, is_transpose, plain, symbol_name, with_scripts
from derivations.reading.parsing.parser import parsed
from derivations.reading.scope import Defined, Known
from derivations.reading.sizes import SCALAR, Shape, Unknown
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Bars, Beside, Group, Letter, Node, Ratio, Scripts, Word, parts
from derivations.reading.syntax import Symbol as Sign
from derivations.reading.values import UNBUILT, Value
from derivations.trees import walk

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Operand = tuple[Value, int]
Sups = tuple[tuple[Token, ...], ...]


def operand(reader: Elaborator, items: Sequence[Node], place: int) -> Operand | None:
    """The derivative that begins at a place, or None when none does."""
    found = _begun(reader, items, place)
    reader.differentiates = reader.differentiates or found is not None
    return found


def _begun(reader: Elaborator, items: Sequence[Node], place: int) -> Operand | None:
    node = items[place]
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Sign) and base.name == "\\nabla":
        return _gradient(reader, items, place, node)
    if isinstance(base, Sign) and base.name == "\\partial" and isinstance(node, Scripts) and node.sub:
        inside, after, follow = _operand(reader, items, place + 1)
        value = _by(reader, [parsed(node.sub)], inside, node.span)
        return _raised(reader, value, follow), after
    if isinstance(base, Ratio):
        found = _quotient(reader, items, place, base)
        if found is not None and isinstance(node, Scripts):
            return _raised(reader, found[0], node.sups), found[1]
        return found
    return None


def _raised(reader: Elaborator, value: Value, sups: Sups) -> Value:
    for tokens in sups:
        value = reader.raised(value, tokens, value.span)
    return value


def _operand(reader: Elaborator, items: Sequence[Node], place: int) -> tuple[Callable[[], Value], int, Sups]:
    """What is differentiated, read when asked for; where the next factor begins; scripts of the derivative."""
    if place >= len(items):
        raise Unread("what is differentiated is missing", items[-1].span)
    node = items[place]
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Group) and not (isinstance(node, Scripts) and node.sups and place + 1 < len(items)):
        outer = tuple(t for t in node.sups if is_transpose(t)) if isinstance(node, Scripts) else ()
        kept = _without(node, outer)
        return (lambda: reader.product([kept], kept.span)), place + 1, outer
    if isinstance(base, Bars):
        return (lambda: reader.product([node], node.span)), place + 1, ()
    if _names_function(reader, node):
        follow = items[place + 1] if place + 1 < len(items) else None
        inner = follow.base if isinstance(follow, Scripts) else follow
        if isinstance(inner, Group) and follow is not None and not _is_factor(reader, items, place, inner):
            outer = follow.sups if isinstance(follow, Scripts) else ()
            return (lambda: reader.product([node, inner], node.span.to(inner.span))), place + 2, outer
        outer = tuple(t for t in node.sups if is_transpose(t)) if isinstance(node, Scripts) else ()
        kept = _without(node, outer)
        return (lambda: reader.product([kept], node.span)), place + 1, outer
    rest = items[place:]
    return (lambda: reader.product(rest, rest[0].span.to(rest[-1].span))), len(items), ()


def _is_factor(reader: Elaborator, items: Sequence[Node], place: int, group: Group) -> bool:
    """Whether a group behind what a nabla applies to is the next factor rather than an argument."""
    made = function_of(reader, items[place])
    return (made is None or not made.parameters) and place > 0 and is_factor(items[place - 1], group)


def _without(node: Node, sups: Sups) -> Node:
    if not isinstance(node, Scripts) or not sups:
        return node
    kept = tuple(t for t in node.sups if t not in sups)
    return replace(node, sups=kept) if kept or node.sub or node.primes else node.base


def function_of(reader: Elaborator, node: Node) -> Defined | None:
    """The definition that a name refers to, whether of a value or of a function."""
    scripts = node if isinstance(node, Scripts) else None
    base = scripts.base if scripts else node
    if isinstance(base, Word):
        return reader.scope.defined.get(base.name)
    if not isinstance(base, Letter):
        return None
    labels = [t for t in scripts.sups if is_label(t)] if scripts else []
    label = plain(labels[0]) if labels else ""
    low, primes = (plain(scripts.sub), scripts.primes) if scripts else ("", 0)
    name = symbol_name(base)
    defined = reader.scope.defined
    return defined.get(with_scripts(name, low, label, primes)) or defined.get(with_scripts(name, "", label))


def _names_function(reader: Elaborator, node: Node) -> bool:
    made = function_of(reader, node)
    return made is not None or calls.is_unsaid(reader, node) or losses.is_loss(reader.scope, loss_name(node))


def _gradient(reader: Elaborator, items: Sequence[Node], place: int, node: Node) -> Operand:
    sub = node.sub if isinstance(node, Scripts) else ()
    twice = isinstance(node, Scripts) and any(plain(t) == "2" for t in node.sups)
    if isinstance(node, Scripts) and any(plain(t) != "2" for t in node.sups):
        raise Unread("a superscript on the nabla", node.span)
    if place + 1 >= len(items):
        raise Unread("what the nabla applies to is missing", node.span)
    inside, after, follow = _operand(reader, items, place + 1)
    made = function_of(reader, items[place + 1])
    call = _call_of(items, place + 1, after)
    span = node.span.to(items[after - 1].span)
    before, reader.used = reader.used, set()
    below = reader.scope.defined.get(_name_of(reader, parsed(sub))) if sub else None
    if below is not None and below.value is not None and not below.parameters:
        value = _by_defined(reader, below, inside, span, gradient=True, twice=twice)
    elif call is not None and not _depends_on(reader, call, sub) and calls.is_unsaid(reader, items[place + 1]):
        value = calls.gradient(reader, items[place + 1], call, span, twice=twice)
    elif made is not None and call is not None and (not sub or _name_of(reader, parsed(sub)) in made.parameters):
        value = _at(reader, made, sub, call, span, twice=twice)
    else:
        body = inside()
        inner = set(reader.used)
        bare = name_of(items[place + 1]) is not None  # nobody differentiates p_i by p
        only = _only(reader, inner) if not (sub or bare) and (made is None or len(made.letters) != 1) else None
        by = only or _variable(reader, sub, made, span)
        _doubt(reader, inner, by.name)
        value = _nabla(reader, body, by, span, twice=twice)
    reader.used |= before
    return _raised(reader, value, follow), after


def laplacian(reader: Elaborator, items: Sequence[Node], place: int) -> Operand:
    """Δf as ∇²f, which is the trace of the Hessian where the text speaks of a Laplacian."""
    span = items[place].span
    twice = (Token("2", span),)
    return _gradient(reader, items, place, Scripts(span, Sign(span, "\\nabla"), (), (twice,)))


def _depends_on(reader: Elaborator, call: Group, sub: tuple[Token, ...]) -> bool:
    """Whether a letter below a nabla stands in the argument, so that it is not merely the name of the argument."""
    name = name_of(parsed(sub)) if sub else None
    return name is not None and any(
        found is not None and found.name == name.name for part in parts(call) for found in (name_of(part),)
    )


def _call_of(items: Sequence[Node], place: int, after: int) -> Group | None:
    if after != place + 2:
        return None
    node = items[place + 1]
    base = node.base if isinstance(node, Scripts) else node
    return base if isinstance(base, Group) else None


def _at(reader: Elaborator, made: Defined, sub: tuple[Token, ...], call: Group, span: Span, *, twice: bool) -> Value:
    """∇f(a): differentiated by f's own letter, then a put in."""
    if made.value is None:
        raise Unread(f"the definition of {made.name} was not read", span)
    by = _variable(reader, sub, made, span)
    reader.used |= {made.name, *made.uses}
    value = _nabla(reader, made.value, by, span, twice=twice)
    if not made.parameters or len(call.items) != len(made.parameters):
        return value
    arguments = [reader.value(item) for item in call.items]
    return _put(reader, value, list(zip(made.letters, arguments, strict=True)), span)


def _put(
    reader: Elaborator, value: Value, put: list[tuple[Known, Value]], span: Span, of: Value | None = None
) -> Value:
    """A derivative at another point: written out first, since the letter differentiated by means something in it."""
    for letter, argument in put:
        where = Value(argument.span, letter.shape, letter.symbol)
        values.same_shape(reader.trail, where, argument, "the point of a derivative")

    def build() -> Expression:
        given = {letter.symbol(): argument.build() for letter, argument in put}
        moved = {x: a for x, a in given.items() if x != a}
        if moved and any(_is_nothing(substitute(kink, moved)) for kink in _kinks((of or value).build())):
            raise Unread("there is no derivative at this point, but by custom", span)
        if not moved:
            return value.build()
        found = substitute(written_out(value.build(), span), moved)
        if next(islice(walk(found), values.MOST_LEAVES, None), None) is not None:
            raise Unread("a derivative at such a point is too long when it is written out", span)
        return found

    return Value(span, value.shape, build)


def _kinks(value: Expression) -> Iterator[Expression]:
    """What keeps the parts of a value off their kinks."""
    for part in walk(value):
        if isinstance(part, Apply):
            yield from part.operation.kinks(part)


def _is_nothing(condition: Expression) -> bool:
    """Whether a condition u ≠ 0, or that for every entry, says 0 ≠ 0."""
    while isinstance(condition, Apply) and condition.operation.name == "forall":
        (condition,) = condition.arguments
    if not isinstance(condition, Apply) or len(condition.arguments) != 2:
        return False
    try:
        first, second = condition.arguments
        return is_zero(index_form(first - second))
    except UNBUILT:
        return False


def written_out(value: Expression, span: Span) -> Expression:
    """A derivative as an expression without derivatives. Unread when that is not found."""
    from derivations.proving.readable import readable

    found = readable(value, *calls.slopes(value))
    if found is None:
        raise Unread("this derivative could not be written out, to put another point into it", span)
    return found


def _variable(reader: Elaborator, sub: tuple[Token, ...], made: Defined | None, span: Span) -> Known:
    """The letter differentiated by: below the nabla, or the only parameter."""
    if sub:
        return _letter(reader, parsed(sub))
    if made is not None and len(made.letters) == 1:
        return made.letters[0]
    known = reader.scope.find(reader.scope.variable) if reader.scope.variable else None
    if known is not None:
        return known
    raise Unread("by which letter is not said: write \\nabla_x", span)


def _only(reader: Elaborator, used: set[str]) -> Known | None:
    """The only letter that a value is made from, where the letter of the gradient before is none of its letters."""
    scope = reader.scope
    made = [scope.defined[name] for name in used if name in scope.defined]
    if not scope.variable or scope.variable in used.union(*(one.uses for one in made)):
        return None
    found = [known for name in sorted(used) if (known := scope.find(name)) is not None]
    return found[0] if len(found) == 1 and not made else None


def _letter(reader: Elaborator, node: Node) -> Known:
    """A node that is a letter to differentiate by. Unread for anything else."""
    value = reader.value(node)
    name = _name_of(reader, node)
    light = f"light {name}"
    known = reader.scope.find(light if light in reader.used and light in reader.scope.letters else name)
    if known is None:
        raise Unread(f"a derivative by {node.span.text} is not read: it is no letter of its own", node.span)
    del value
    return known


def _is_letter(node: Node) -> bool:
    """Whether a node is a letter, perhaps with an index, a label or a prime, and no power of one."""
    if isinstance(node, Scripts):
        return isinstance(node.base, Letter | Word) and all(is_label(t) or is_transpose(t) for t in node.sups)
    return isinstance(node, Letter | Word)


def _name_of(reader: Elaborator, node: Node) -> str:
    if isinstance(node, Letter):
        return symbol_name(node)
    if isinstance(node, Scripts) and isinstance(node.base, Letter):
        labels = [t for t in node.sups if is_label(t)]
        label = plain(labels[0]) if labels else ""
        return with_scripts(symbol_name(node.base), plain(node.sub), label, node.primes)
    if isinstance(node, Group) and len(node.items) == 1:
        return _name_of(reader, node.items[0])
    return node.span.text


def _nabla(reader: Elaborator, body: Value, by: Known, span: Span, *, twice: bool) -> Value:
    values.needs_scalar(reader.trail, body, "what a gradient is taken of")
    body = depending(reader, body, by, reader.used, span)
    reader.used.add(by.name)
    reader.moving.add(by.name)
    reader.scope.variable = by.name
    if twice:
        return _hessian(reader, body, by, span)
    return Value(span, by.shape, lambda: calculus.GRADIENT(body.build(), by.symbol()))


def _hessian(reader: Elaborator, body: Value, by: Known, span: Span) -> Value:
    where = Value(span, by.shape, by.symbol)
    values.needs_column(reader.trail, where, "what a Hessian is taken by")
    shape: Shape = by.shape[0], by.shape[0]
    if clashes.laplacian(reader.scope, span):
        return Value(span, SCALAR, lambda: matrices.TRACE(calculus.HESSIAN(body.build(), by.symbol())))
    return Value(span, shape, lambda: calculus.HESSIAN(body.build(), by.symbol()))


def _quotient(reader: Elaborator, items: Sequence[Node], place: int, node: Ratio) -> Operand | None:
    """∂f/∂x in its many forms; None for a plain fraction."""
    above = node.top.items if isinstance(node.top, Beside) else (node.top,)
    if not _is_sign(reader, above[0]):
        return None
    twice = isinstance(above[0], Scripts)
    below = _differentials(reader, node.bottom, twice=twice)
    if below is None:
        return None
    if len(above) > 1:
        rest = above[1:]
        follow = items[place + 1] if place + 1 < len(items) else None
        letter = _argument(reader, rest, below)
        if letter is not None:
            return _of_unsaid(reader, rest[0], letter, below, follow, node.span, place)
        value = _by_name(reader, below, rest, node.span)
        made = function_of(reader, rest[-1])
        _refuse_partial(reader, made, below, node.span)
        called = isinstance(follow, Group) and len(rest) == 1 and made is not None and bool(made.parameters)
        if called and isinstance(follow, Group) and made and len(follow.items) == len(made.parameters):  # ∂f/∂x (x)
            arguments = [reader.value(item) for item in follow.items]
            put = list(zip(made.letters, arguments, strict=True))
            return _put(reader, value, put, node.span.to(follow.span)), place + 2
        return value, place + 1
    inside, after, follow_sups = _operand(reader, items, place + 1)
    value = _by(reader, below, inside, node.span.to(items[after - 1].span))
    return _raised(reader, value, follow_sups), after


def _refuse_partial(reader: Elaborator, made: Defined | None, below: Sequence[Node], span: Span) -> None:
    """∂f/∂t of f(x, t) where x is given in terms of t: whether x is held fixed. Unread."""
    by = {name.name for node in below if (name := name_of(node)) is not None}
    for parameter in made.parameters if made is not None and len(made.parameters) > 1 else ():
        other = reader.scope.defined.get(parameter)
        own = by & set(made.parameters) if made is not None else set()
        if parameter not in by and other is not None and own & other.uses:
            raise Unread(f"whether {parameter}, which is given by {', '.join(sorted(by))}, is held fixed", span)


def _argument(reader: Elaborator, rest: Sequence[Node], below: Sequence[Node]) -> Letter | None:
    """The letter x of ∂f/∂x_i, where f is a function of one argument that no formula gives; None for anything else."""
    bases = [node.base if isinstance(node, Scripts) and not node.sups else node for node in below]
    letters = {symbol_name(base) for base in bases if isinstance(base, Letter)}
    if len(rest) != 1 or not calls.is_unsaid(reader, rest[0]) or len(letters) != 1 or len(bases) != len(below):
        return None
    first = bases[0]
    return first if isinstance(first, Letter) and all(isinstance(base, Letter) for base in bases) else None


def _of_unsaid(
    reader: Elaborator, function: Node, letter: Letter, below: list[Node], follow: Node | None, span: Span, place: int
) -> Operand:
    """∂f/∂x_i, which means ∂f(x)/∂x_i, at the point that stands in parentheses behind it."""
    value = _by(reader, below, lambda: calls.at(reader, function, letter, span), span)
    if not isinstance(follow, Group) or len(follow.items) != 1 or follow.bar or follow.opening != "(":
        return value, place + 1
    known = reader.scope.find(symbol_name(letter))
    if known is None:
        raise Unread(f"the point of a derivative by {letter.span.text}, which is no letter of its own", follow.span)
    return _put(reader, value, [(known, reader.value(follow.items[0]))], span.to(follow.span)), place + 2


def _is_sign(reader: Elaborator, node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Sign):
        return base.name == "\\partial"
    return isinstance(base, Letter) and base.name == "d"


def _differentials(reader: Elaborator, node: Node, *, twice: bool) -> list[Node] | None:
    """The letters of ∂x_i ∂x_j, dx, ∂x², ∂x∂x'; None when the node is none of these. Only ∂²f/∂x² is twice by x."""
    items = node.items if isinstance(node, Beside) else (node,)
    if len(items) < 2 or len(items) % 2 or not all(_is_sign(reader, sign) for sign in items[::2]):
        return None
    found: list[Node] = []
    for item in map(_bare, items[1::2]):
        powers = [plain(t) for t in item.sups] if isinstance(item, Scripts) else []
        drop = (
            tuple(t for t in item.sups if (plain(t) == "2" and twice) or is_transpose(t))
            if isinstance(item, Scripts)
            else ()
        )
        found += [_without(item, drop)] * (2 if "2" in powers and twice else 1)
    return found


def _bare(node: Node) -> Node:
    """What stands in parentheses without them: ∂(σ²) is ∂σ²."""
    single = isinstance(node, Group) and len(node.items) == 1 and not node.bar and node.opening in ("(", "{")
    return _bare(node.items[0]) if single and isinstance(node, Group) else node


def _by_name(reader: Elaborator, below: list[Node], rest: Sequence[Node], span: Span) -> Value:
    return _by(reader, below, lambda: reader.product(rest, rest[0].span.to(rest[-1].span)), span)


def _by(reader: Elaborator, below: list[Node], inside: Callable[[], Value], span: Span) -> Value:
    """The derivative by each of the letters below, one after another; twice by a column is the Hessian."""
    if len(below) == 2:
        names = [_name_of(reader, node) for node in below]
        known = reader.scope.find(names[0])
        if names[0] == names[1] and known is not None and known.kind == "vector":
            body = inside()
            values.needs_scalar(reader.trail, body, "what a Hessian is taken of")
            reader.used.add(known.name)
            reader.moving.add(known.name)
            return _hessian(reader, depending(reader, body, known, reader.used, span), known, span)
    value: Value | None = None
    for node in reversed(below):
        again = value is not None
        value = _once(reader, node, inside if value is None else (lambda v=value: v), span, again=again)  # type: ignore[misc]
    if value is None:
        raise Unread("by which letter is not said", span)
    return value


def _by_square(reader: Elaborator, node: Scripts, inside: Callable[[], Value], span: Span) -> Value:
    """∂f/∂σ² is (∂f/∂σ)/(2σ)."""
    bare = _without(node, tuple(t for t in node.sups if plain(t) == "2"))
    slope, letter = _once(reader, bare, inside, span), reader.value(bare)
    values.needs_scalar(reader.trail, letter, "what is squared in a derivative")
    return Value(span, slope.shape, lambda: slope.build() / (2 * letter.build()))


def _once(reader: Elaborator, node: Node, inside: Callable[[], Value], span: Span, *, again: bool = False) -> Value:
    """The derivative by one letter; of what is a derivative already, `again`, none is taken for granted."""
    if isinstance(node, Scripts) and any(plain(t) == "2" for t in node.sups):
        return _by_square(reader, node, inside, span)
    if not _is_letter(node) and not again:
        slope, put = partial(_derived, reader, span), partial(_resolved, span=span)
        return by_expression(reader, node, inside, slope, put, span)
    name = _name_of(reader, node)
    made = reader.scope.defined.get(name)
    if made is not None and made.value is not None:
        return _by_defined(reader, made, inside, span, again=again)
    whole = _whole(reader, node)
    if whole is not None and not again:
        return _by_entry_of_defined(reader, whole, node, inside, span)
    entry = _entry(reader, node)
    before, reader.used = reader.used, set()
    body = inside()
    inner = frozenset(reader.used)
    _doubt(reader, reader.used, entry[0].name if entry is not None else name)
    reader.used |= before
    if entry is not None and reader.scope.letters.get(entry[0].name, entry[0]) is not entry[0]:
        reader.doubts.add(f"{entry[0].name} stands for a number above, and has entries here")
    if entry is not None:
        known, places = entry
        if known.columns:
            raise Unread(f"a derivative by a column of a matrix, {known.name}, is not read", node.span)
        reader.moving.add(known.name)
        body = body if again else depending(reader, body, known, inner, span)
        return Value(
            span, body.shape, lambda: calculus.PARTIAL(body.build(), known.symbol(), data=_data(known, places))
        )
    known = _letter(reader, node)
    reader.used.add(known.name)
    reader.moving.add(known.name)
    reader.scope.variable = known.name
    body = body if again else depending(reader, body, known, inner, span)
    return _derivative(reader, body, known, span)


def _whole(reader: Elaborator, node: Node) -> Defined | None:
    """The column or matrix with a definition of which a node such as y_i is an entry."""
    found = _indexed(reader, node)
    free = found is not None and not any(map(str.isdigit, found[1]))  # a number may be part of a name
    made = reader.scope.defined.get(found[0]) if found is not None and free else None
    known = made is not None and made.value is not None and not made.parameters and not made.value.is_scalar
    return made if known else None


def _by_entry_of_defined(
    reader: Elaborator, made: Defined, node: Node, inside: Callable[[], Value], span: Span
) -> Value:
    """By an entry of a quantity that has a definition: the whole is a letter while differentiating."""
    if made.value is None:
        raise Unread(f"the definition of {made.name} was not read", span)
    meaning, letter = made.value, Known(made.name, made.value.shape, "inferred", span)
    with reader.opaque(made, letter):
        entry = _entry(reader, node)
        if entry is None:
            raise Unread(f"a derivative by {node.span.text} is not read: it is no letter of its own", node.span)
        before, reader.used = reader.used, set()
        body = inside()
        inner, reader.used = frozenset(reader.used), reader.used | before
        body = depending(reader, body, letter, inner, span)
        values.needs_scalar(reader.trail, body, "what is differentiated by an entry")

    def build() -> Expression:
        slope = calculus.GRADIENT(body.build(), letter.symbol())
        return algebra.ENTRY(_resolved(slope, letter.symbol(), meaning.build(), span), data=_data(letter, entry[1]))

    return Value(span, SCALAR, build)


def _doubt(reader: Elaborator, used: set[str], by: str) -> None:
    """A function is not meant as it is defined when it does not depend on what it is differentiated by."""
    named = sorted(name for name in used if name in reader.scope.defined)
    parameters = {p for name in named for p in reader.scope.defined[name].parameters}
    if named and by not in used and by not in parameters:
        reader.doubts.add(f"{', '.join(named)}, as defined above, does not depend on {by}")


def _entry(reader: Elaborator, node: Node) -> tuple[Known, list[Callable[[], Index]]] | None:
    """The letter and the places of an entry such as x_k or A_{ij}; None for a whole letter."""
    if not isinstance(node, Scripts) or not isinstance(node.base, Letter) or not node.sub:
        return None
    if reader.scope.find(_name_of(reader, node)) is not None:
        return None
    found = _indexed(reader, node)
    if found is None or is_time(node.sub):
        return None
    reader.value(node)  # gives the letter a shape when it has none
    short, terms = found
    known = reader.scope.indexed.get(short) or reader.scope.find(short)
    if known is None or (known.family and len(terms) < 2 and not known.shape[1].is_one):
        return None
    sizes = [dim for dim in known.shape if not dim.is_one]
    if len(sizes) != len(terms):
        return None
    return known, [reader.place(t, dim, node.span) for t, dim in zip(terms, sizes, strict=True)]


def _indexed(reader: Elaborator, node: Node) -> tuple[str, list[str]] | None:
    """The name of what a node is an entry or a member of, and its indices there: a_1 and j for a_{1,j}."""
    if not isinstance(node, Scripts) or not isinstance(node.base, Letter):
        return None
    base, labels = symbol_name(node.base), [t for t in node.sups if is_label(t)]
    place = entry_of_member(reader.scope, base, node.sub)
    terms = index_terms(node.sub[place + 1 :] if place else node.sub)
    if terms is None:
        return None
    return with_scripts(base, plain(node.sub[:place]), plain(labels[0]) if labels else ""), terms


def _data(known: Known, places: list[Callable[[], Index]]) -> tuple[Index | None, ...]:
    left = iter(places)
    return tuple(None if dim.is_one else next(left)() for dim in known.shape)


COLUMNS = frozenset("uvwxyz")  # letters for columns where nothing says what they are


def _derived(reader: Elaborator, span: Span, body: Value, by: Known) -> Value:
    return _derivative(reader, body, by, span)


def _derivative(reader: Elaborator, body: Value, by: Known, span: Span) -> Value:
    """In the layout in force. Unread when the derivative is no matrix."""
    if by.kind == "scalar":
        bent = by.name in COLUMNS and reader.scope.guesses.get(by.name) == "scalar"
        if bent and not body.shape[0].is_one and not body.shape[1].is_one:
            raise Unread(f"{by.name} is a column by custom, and as one it does not fit: say what it is", span)
        return Value(span, body.shape, lambda: calculus.PARTIAL(body.build(), by.symbol(), data=(None, None)))
    if by.kind == "matrix":
        loose = any(isinstance(p, Unknown) and not p.wide for p in body.shape[0].resolved().terms)
        if loose and not body.is_scalar:
            raise Unread(f"{body} may be a column, which is not differentiated by a matrix", span)
        if not body.is_scalar:
            raise arrays.Array(body, by, span)
        row = reader.layout_of_matrices() == "row"
        rows, columns = by.shape
        shape: Shape = (columns, rows) if row else by.shape
    else:
        values.needs_column(reader.trail, body, "what is differentiated by a column")
        layout = reader.layout_of_columns() if body.is_scalar else reader.layout_of_jacobians()
        row = layout == "row"
        shape = (body.shape[0], by.shape[0]) if row else (by.shape[0], body.shape[0])
    word = "row" if row else "column"
    return Value(span, shape, lambda: calculus.DERIVATIVE(body.build(), by.symbol(), data=(word,)))


def _by_defined(
    reader: Elaborator,
    made: Defined,
    inside: Callable[[], Value],
    span: Span,
    *,
    gradient: bool = False,
    twice: bool = False,
    again: bool = False,
) -> Value:
    """By a quantity that has a definition: it is a letter while differentiating, and is put in afterwards."""
    if made.value is None:
        raise Unread(f"the definition of {made.name} was not read", span)
    meaning = made.value
    reader.moving |= {made.name, *made.uses}
    letter = Known(f"{made.name}", meaning.shape, "inferred", span)
    with reader.opaque(made, letter):
        before, reader.used = reader.used, set()
        body = inside()
        inner, reader.used = frozenset(reader.used), reader.used | before
        body = body if again or gradient else depending(reader, body, letter, inner, span)
        if gradient:
            slope = _nabla(reader, body, letter, span, twice=twice)
            return Value(span, slope.shape, lambda: _resolved(slope.build(), letter.symbol(), meaning.build(), span))
        value = (
            _derivative(reader, body, letter, span)
            if not meaning.is_scalar
            else Value(span, body.shape, lambda: calculus.PARTIAL(body.build(), letter.symbol(), data=(None, None)))
        )
    return Value(span, value.shape, lambda: _resolved(value.build(), letter.symbol(), meaning.build(), span))


def _resolved(value: Expression, letter: Symbol, meaning: Expression, span: Span) -> Expression:
    return substitute(written_out(value, span), {letter: meaning})


def _slopes(value: Value, letter: Known, span: Span) -> Value:
    """The derivatives of the entries of φ(u), each by its own entry of u. Unread unless φ acts entry by entry."""

    def build() -> Expression:
        return slope(value.build(), letter.symbol(), span)

    return Value(span, letter.shape, build)


def primed(reader: Elaborator, items: Sequence[Node], place: int, made: Defined, primes: int) -> Operand:
    """f′(x) and f″(x) of a function of one scalar."""
    span = items[place].span
    if len(made.letters) != 1 or made.value is None:
        raise Unread(f"a prime on {made.name}, which is no function of one number", span)
    value, letter = made.value, made.letters[0]
    for _ in range(primes):
        value = _derivative(reader, value, letter, span) if letter.kind == "scalar" else _slopes(value, letter, span)
    call = items[place + 1] if place + 1 < len(items) else None
    base = call.base if isinstance(call, Scripts) else call
    if not isinstance(base, Group) or len(base.items) != 1:
        return value, place + 1
    reader.used.add(made.name)
    put = [(made.letters[0], reader.value(base.items[0]))]
    result = _put(reader, value, put, span.to(base.span), of=made.value)
    return _raised(reader, result, call.sups if isinstance(call, Scripts) else ()), place + 2


__all__ = ["SCALAR", "lookup", "operand"]
