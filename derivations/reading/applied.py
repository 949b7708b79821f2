"""Functions people write by name: one row each in TABLE; and what is applied without being a function's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Index
from derivations.operations import blocks, determinants, elementwise, gaussians, logic, matrices
from derivations.operations.notation import entry, hadamard, lift, over, times, total, unit
from derivations.operations.piecewise import INDICATOR
from derivations.reading import (
    called,
    clashes,
    distributions,
    dots,
    moments,
    sigmoids,
    signs,
    spoken,
    values,
    vectorial,
)
from derivations.reading.abstract import calls, losses
from derivations.reading.events import name_of
from derivations.reading.names import is_label, is_transpose, plain, symbol_name, with_scripts
from derivations.reading.parsing.parser import chained
from derivations.reading.scope import Known, base_of
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Unknown
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Bars, Chain, Group, Letter, Node, Num, Scripts, Symbol, Word, head_of
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Function = Callable[["Elaborator", Value, Span], Value]
Operand = tuple[Value, int]
_ONES = frozenset({"\\mathbf{1}", "\\mathbb{1}", "\\bm{1}", "\\boldsymbol{1}", "\\mathbb{I}", "\\mathcal{I}", "I"})
_FUNCTIONS = frozenset({"f", "g", "h", "F", "G", "J", "L", "ell", "\\mathcal{L}"})  # letters for functions before all
_RECTIFIERS = ("relu", "rectif")


def _entrywise(operation: Callable[[Expression], Expression]) -> Function:
    return lambda reader, value, span: Value(span, value.shape, lambda: operation(value.build()), entrywise=True)


def _of_square(operation: Callable[[Expression], Expression], what: str) -> Function:
    def apply(reader: Elaborator, value: Value, span: Span) -> Value:
        values.needs_square(reader.trail, value, what)
        return Value(span, SCALAR, lambda: operation(value.build()))

    return apply


def _diag(reader: Elaborator, value: Value, span: Span) -> Value:
    if not value.is_scalar and value.shape[1].size() is not None and not value.shape[1].is_one:
        return _diagonal_of(reader, value, span)
    values.needs_column(reader.trail, value, "what diag makes a matrix of")
    return Value(span, (value.shape[0], value.shape[0]), lambda: matrices.DIAGONAL_MATRIX(value.build()))


def _diagonal_of(reader: Elaborator, value: Value, span: Span) -> Value:
    """diag(A) for a square matrix: its diagonal as a column, or the diagonal matrix with it where only that fits."""
    values.needs_square(reader.trail, value, "the diagonal of")
    reader.loose.add("diag")
    size, across = value.shape[0], Dim.of(Unknown("diag"))
    name = next(name for name in "ijklmpqrs" if name not in reader.places and name not in reader.scope.sizes)

    def build() -> Expression:
        place, whole = Index(name, values.size_of(size)), value.build()
        column = total(place, times(entry(whole, place, place), unit(place)))
        if not across.unknowns() and not across.is_one:
            return matrices.DIAGONAL_MATRIX(column)
        with suppress(Clash):
            reader.trail.unify(across, ONE)
        return column

    return Value(span, (size, across), build)


def _rank(reader: Elaborator, value: Value, span: Span) -> Value:
    return Value(span, SCALAR, lambda: determinants.RANK(value.build()))


def _vec(reader: Elaborator, value: Value, span: Span) -> Value:
    rows, columns = (dim.size() for dim in value.shape)
    if rows is None or columns is None:
        raise Unread("vec of a matrix whose sizes are not known here; declare them", span)
    return Value(span, (Dim.of(rows * columns), ONE), lambda: blocks.VEC(value.build()))


def _step(reader: Elaborator, value: Value, span: Span) -> Value:
    return Value(span, value.shape, lambda: elementwise.STEP(value.build()))


def _square(value: Expression) -> Expression:
    """The square of every entry."""
    return value * value if value.shape == (ONE.size(), ONE.size()) else hadamard(value, value)


def _sigmoid_slope(value: Expression) -> Expression:
    """σ′ = σ − σ², entry by entry."""
    return elementwise.SIGMOID(value) - _square(elementwise.SIGMOID(value))


def _tanh_slope(value: Expression) -> Expression:
    """tanh′ = 1 − tanh², entry by entry."""
    one = lift(1) if value.shape == (ONE.size(), ONE.size()) else matrices.ONES(data=value.shape)
    return one - _square(elementwise.TANH(value))


_TRACE = _of_square(matrices.TRACE, "the trace of")
_DETERMINANT = _of_square(determinants.DETERMINANT, "the determinant of")
_EXP, _TANH = _entrywise(elementwise.EXP), _entrywise(elementwise.TANH)
_RELU, _SIGMOID = _entrywise(elementwise.RELU), _entrywise(elementwise.SIGMOID)
_SLOPES = {
    _SIGMOID: _entrywise(_sigmoid_slope),
    _TANH: _entrywise(_tanh_slope),
    _RELU: _entrywise(elementwise.STEP),
    _EXP: _EXP,
}
TABLE: dict[str, Function] = {
    "tr": _TRACE,
    "Tr": _TRACE,
    "trace": _TRACE,
    "Trace": _TRACE,
    "det": _DETERMINANT,
    "exp": _EXP,
    "log": _entrywise(distributions.logarithm),
    "ln": _entrywise(distributions.logarithm),
    "tanh": _TANH,
    "sigmoid": _SIGMOID,
    "sigm": _SIGMOID,
    "logistic": _SIGMOID,
    "ReLU": _RELU,
    "relu": _RELU,
    "RELU": _RELU,
    "abs": _entrywise(elementwise.ABSOLUTE),
    "diag": _diag,
    "Diag": _diag,
    "rank": _rank,
    "Rank": _rank,
    "rk": _rank,
    "vec": _vec,
    "step": _step,
}


def operand(reader: Elaborator, items: Sequence[Node], place: int) -> Operand | None:
    """A value that begins with a name and takes what follows; None when a plain value stands here."""
    node = items[place]
    head, sub, sups = head_of(node)
    divergence = distributions.divergence(reader, items, place)
    if divergence is not None:
        return divergence
    if isinstance(head, Word) and not head.text:
        return _word(reader, items, place, head, sub, sups)
    found = spoken.part(reader, items, place) or _indicator(reader, items, place, head, sub)
    if found is not None:
        return found
    if isinstance(head, Num) and sub:
        return _sized(reader, head, sub, node.span), place + 1
    if isinstance(head, Letter):
        own = called.operand(reader, items, place, head, node)
        own = own or _with_meaning(reader, items, place, head, sub, sups, node)
        if own is None and not sups:
            _note_call(reader, items, place, with_scripts(symbol_name(head), plain(sub)))
        return own
    return None


def _note_call(reader: Elaborator, items: Sequence[Node], place: int, name: str) -> None:
    """Remember a factor that may be a function: of p(x), where nobody said what p is."""
    follow = items[place + 1] if place + 1 < len(items) else None
    known = reader.scope.find(name)
    stated = (known is not None and known.origin == "stated") or name in reader.scope.sizes
    if stated or not isinstance(follow, Group) or follow.opening != "(" or follow.bar:
        return
    if len(follow.items) == 1 and name_of(follow.items[0]) is not None:
        reader.calling.add(name)


def _word(
    reader: Elaborator,
    items: Sequence[Node],
    place: int,
    head: Word,
    sub: tuple[Token, ...],
    sups: tuple[tuple[Token, ...], ...],
) -> Operand | None:
    name = head.name
    if name in ("max", "min"):
        return _extreme(reader, items, place, name)
    if name in moments.NAMES:
        return moments.operand(reader, items, place, name)
    defined = reader.scope.defined.get(name)
    if defined is not None and not defined.parameters and defined.value is not None:
        return Value(head.span, defined.value.shape, defined.value.build), place + 1
    lost = losses.value(reader, name, head.span)
    if lost is not None:
        return lost, place + 1
    known = reader.scope.find(name)
    if known is not None:
        reader.used.add(name)
        return Value(head.span, known.shape, known.symbol), place + 1
    if defined is not None:
        return called.call(reader, items, place, defined, items[place])
    if name in vectorial.NAMES:
        return vectorial.operand(reader, items, place, name)
    if name not in TABLE:
        raise Unread(f"the name {name!r} is not known here; define it, as in `define {name}(x) = …`", head.span)
    listed = head_of(items[place + 1])[0] if place + 1 < len(items) else None
    if name in ("diag", "Diag") and isinstance(listed, Group) and len(listed.items) >= 3:
        return _diagonal(reader, listed, head.span), place + 2
    if sub and name != "log":
        raise Unread(f"the subscript of {name} is not read", items[place].span)
    with reader.by_entries(name in ("diag", "Diag")):
        inside, after, below, follow = argument(reader, items, place)
    if name in ("exp", "log", "ln"):
        clashes.matrix_function(reader, name, inside, head.span)
    result = _primed(TABLE[name], items[place])(reader, inside, head.span.to(_end(items[after - 1], below or follow)))
    if name == "log":
        result = _to_base(reader, result, sub)
    result = _entry_of(reader, result, below)
    for tokens in (*sups, *follow):
        result = reader.raised(result, tokens, result.span)
    return result, after


def _to_base(reader: Elaborator, natural: Value, sub: tuple[Token, ...]) -> Value:
    """The logarithm to the base that stands below it, or that the text names: log x / log b."""
    base = clashes.base_in_words(reader.scope)
    if not sub and not base:
        return natural
    if not sub and not base.isdigit():
        raise Unread(f"the text says that logarithms have the base {base}: write \\log_{base}", natural.span)
    node = _parsed(sub) if sub else Num(natural.span, Fraction(base))
    if isinstance(node, Letter) and node.name == "e":
        return natural
    number = values.needs_scalar(reader.trail, reader.value(node), "the base of a logarithm")
    return Value(natural.span, natural.shape, lambda: over(natural.build(), elementwise.LOG(number.build())))


def _diagonal(reader: Elaborator, listed: Group, span: Span) -> Value:
    """diag(a_1, …, a_n)."""
    if not isinstance(listed.items[-2], Symbol) or listed.items[-2].name not in dots.DOTS:
        raise Unread("diag of a list is read with dots before the last member", listed.span)
    ends, others = (listed.items[0], listed.items[-1]), listed.items[1:-2]
    member = name_of(listed.items[-1])
    reader.scope.listed |= {base_of(member.name)} if member is not None else set()
    return dots.column(reader, *ends, span.to(listed.span), others=others, diagonal=True)


def argument(
    reader: Elaborator, items: Sequence[Node], place: int
) -> tuple[Value, int, tuple[Token, ...], tuple[tuple[Token, ...], ...]]:
    """What a function by name applies to: a group, whose scripts are the function's, or the product that follows."""
    if place + 1 >= len(items):
        raise Unread("the argument is missing", items[place].span)
    head, sub, sups = head_of(items[place + 1])
    if isinstance(head, Group) and len(head.items) == 1 and not head.bar:
        return reader.value(head.items[0]), place + 2, sub, sups
    end = place + 2
    while end < len(items) and not isinstance(head_of(items[end])[0], Word):
        end += 1
    return reader.product(items[place + 1 : end], items[place + 1].span.to(items[end - 1].span)), end, (), ()


def _end(node: Node, scripts: tuple[object, ...]) -> Span:
    """Where an argument ends: behind its bracket, and before the scripts that are the function's."""
    return head_of(node)[0].span if scripts else node.span


def _extreme(reader: Elaborator, items: Sequence[Node], place: int, name: str) -> Operand:
    """max(a, b) is b + max(0, a − b)."""
    group = items[place + 1] if place + 1 < len(items) else None
    base, below, sups = head_of(group) if group is not None else (None, (), ())
    if not isinstance(base, Group) or len(base.items) != 2 or isinstance(items[place], Scripts):
        raise Unread(f"{name} is read of two values, as in \\{name}(0, x)", items[place].span)
    first, second = (reader.value(item) for item in base.items)
    shape = values.same_shape(reader.trail, first, second, f"{name} of these")
    span = items[place].span.to(base.span)

    def build() -> Expression:
        a, b = first.build(), second.build()
        if name == "min":
            return a - elementwise.RELU(a - b)
        if first.span.text.strip() == "0":
            return elementwise.RELU(b)
        return elementwise.RELU(a) if second.span.text.strip() == "0" else b + elementwise.RELU(a - b)

    result = _entry_of(reader, Value(span, shape, build), below)
    for tokens in sups:
        result = reader.raised(result, tokens, span)
    return result, place + 2


def _entry_of(reader: Elaborator, value: Value, below: tuple[Token, ...]) -> Value:
    """What stands below the brackets of a call: relu(z)_i is an entry of the value."""
    from derivations.reading.letters.lookup import entries

    return entries(reader, value, below, value.span) if below else value


def _indicator(
    reader: Elaborator, items: Sequence[Node], place: int, head: Node, sub: tuple[Token, ...]
) -> Operand | None:
    """1{x > 0}, 1_{x > 0}, I(x > 0): by a relation inside."""
    one = (isinstance(head, Num) and head.value == 1) or (isinstance(head, Letter) and head.name in _ONES)
    if not one:
        return None
    inside = _unwrapped(sub)
    if any(token.text in signs.RELATIONS for token in inside):
        return _truth(reader, chained(inside), items[place].span), place + 1
    after = items[place + 1] if place + 1 < len(items) else None
    base, below, sups = head_of(after) if after is not None else (None, (), ())
    if isinstance(base, Group) and len(base.items) == 1 and isinstance(base.items[0], Chain):
        result = _truth(reader, base.items[0], items[place].span.to(base.span))
        result = _entry_of(reader, result, below)
        for tokens in sups:
            result = reader.raised(result, tokens, result.span)
        return result, place + 2
    return None


def _unwrapped(sub: tuple[Token, ...]) -> tuple[Token, ...]:
    """A condition without the brackets around the whole of it."""
    while len(sub) > 2 and (sub[0].text, sub[-1].text) in (("\\{", "\\}"), ("{", "}"), ("(", ")"), ("[", "]")):
        level = 0
        for k, token in enumerate(sub):
            level += token.text in ("\\{", "{", "(", "[")
            level -= token.text in ("\\}", "}", ")", "]")
            if level == 0 and k < len(sub) - 1:
                return sub
        sub = sub[1:-1]
    return sub


def _truth(reader: Elaborator, node: Node, span: Span) -> Value:
    """1 where a condition holds, else 0; entry by entry for columns and matrices compared with 0."""
    if isinstance(node, Chain) and len(node.signs) == 1 and node.signs[0].text == ">":
        left, right = (reader.value(side) for side in node.values)
        if not left.is_scalar:
            values.same_shape(reader.trail, left, right, "these cannot be compared")
            return Value(span, left.shape, lambda: elementwise.STEP(left.build() - right.build()))
        for side in (left, right):
            values.needs_scalar(reader.trail, side, "what is compared")
        return Value(span, SCALAR, lambda: INDICATOR(logic.LESS(right.build(), left.build())))
    from derivations.reading.relations import condition

    holds = condition(reader, node)
    return Value(span, SCALAR, lambda: INDICATOR(holds()))


def _sized(reader: Elaborator, head: Num, sub: tuple[Token, ...], span: Span) -> Value:
    """0_d, 0_{n × d} and 1_n."""
    from derivations.operations.notation import zero
    from derivations.reading.letters.sizes import sizes as _sizes

    sizes = _sizes(reader, sub)
    if head.value == 0:
        rows, columns = sizes[0], (*sizes, ONE)[1]
        return Value(span, (rows, columns), lambda: zero(values.size_of(rows), values.size_of(columns)))
    if head.value == 1 and len(sizes) == 1:
        return Value(span, (sizes[0], ONE), lambda: matrices.ONES(data=(values.size_of(sizes[0]), ONE.size())))
    raise Unread("a number with a subscript", span)


def _change(reader: Elaborator, node: Node, span: Span) -> Value:
    """Δx, a letter of the shape of x of which nothing is known."""
    value = reader.value(node)
    name = f"Delta {symbol_name(node.base if isinstance(node, Scripts) and isinstance(node.base, Letter) else node)}"  # type: ignore[arg-type]
    known = reader.scope.find(name)
    if known is None:
        known = reader.scope.letters[name] = Known(name, value.shape, "inferred", span)
    reader.used.add(name)
    reader.doubts.add(f"what {span.text.strip()} {node.span.text.strip()} is was not said")
    return Value(span.to(node.span), known.shape, known.symbol)


def _with_meaning(
    reader: Elaborator,
    items: Sequence[Node],
    place: int,
    head: Letter,
    sub: tuple[Token, ...],
    sups: tuple[tuple[Token, ...], ...],
    node: Node,
) -> Operand | None:
    """Letters with a meaning of their own when nothing else gives them one: e^x, E[x], σ(z), N(x; μ, Σ), φ(z)."""
    name, scope = symbol_name(head), reader.scope
    follow = items[place + 1] if place + 1 < len(items) else None
    group = head_of(follow)[0] if follow is not None else None
    declared = scope.find(name)
    if isinstance(follow, Group) and (declared is None or declared.origin != "stated") and not sups:
        density = distributions.density(reader, with_scripts(name, plain(sub)), follow, node.span.to(follow.span))
        if density is not None:
            return density, place + 2
    if name == "\\mathbb{E}" and (declared is None or declared.origin != "stated"):
        return moments.operand(reader, items, place, "E")
    unsaid = None if _is_activation(reader, name) else calls.operand(reader, items, place)
    if unsaid is not None:
        return unsaid
    loose = declared is not None and declared.origin != "stated" and name in _FUNCTIONS and name not in scope.defined
    if loose and isinstance(group, Group) and group.opening == "(" and not sups:
        raise Unread(
            f"{head.span.text}(…) is not defined here; say what it is, as in `define {name}(x) = …`", head.span
        )
    if sub and isinstance(group, Group) and group.opening == "(":
        _refuse_member(reader, name, sub, node.span)
    if name == "E" and _is_mean(reader, declared, follow):
        return moments.operand(reader, items, place, "E")
    if (declared is not None and not _activation(reader, name, declared)) or name in scope.defined:
        return None
    if name == "e" and sups and not sub and not is_transpose(sups[0]) and not is_label(sups[0]):
        exponent = reader.value(_parsed(sups[0]))
        clashes.matrix_function(reader, "e^…", exponent, node.span)
        return Value(node.span, exponent.shape, lambda: elementwise.EXP(exponent.build())), place + 1
    if isinstance(group, Group) and (name == "O" or plain(sub) in ("max", "min", "\\max", "\\min")):
        raise Unread("orders O(…) and largest or smallest eigenvalues are not read", node.span)
    if name == "Delta" and isinstance(follow, Letter | Scripts) and not sub:
        if clashes.laplacian(scope, node.span):
            from derivations.reading.derivatives import laplacian

            return laplacian(reader, items, place)
        return _change(reader, follow, node.span), place + 2
    if not isinstance(group, Group):
        return None
    if name == "E" and reader.scope.energy:
        raise Unread("E is differentiated here, so that it is no mean: give the function another letter", node.span)
    if name in ("\\mathbb{E}", "E") and group.opening in ("[", "(", "\\{"):
        return moments.operand(reader, items, place, "E")
    if name in ("\\mathcal{N}", "\\mathscr{N}"):
        return _density(reader, group, node.span), place + 2
    other = sigmoids.other(scope) if name == "sigma" else ""
    if other:
        raise Unread(f"the text says {other}: which function {name} is, is not read", head.span)
    if name == "sigma" and ("sigmoid" in scope.words or "logistic" in scope.words):
        return _apply(reader, items, place, _SIGMOID)
    if name in ("phi", "Phi", "sigma", "rho") and any(w.startswith(_RECTIFIERS) for w in scope.words):
        return _apply(reader, items, place, _RELU)
    called = name == "sigma" and name in scope.called and group.opening == "(" and len(group.items) == 1
    if called and not scope.words & _OTHER_ACTIVATIONS:
        reader.conventions.add(f"{head.span.text}(…) is taken to be the logistic function, which nothing says")
        return _apply(reader, items, place, _SIGMOID)
    if (_looks_called(name, group) or name in scope.called) and name not in scope.guesses:
        raise Unread(
            f"{head.span.text}(…) is not defined here; say what it is, as in `define {name}(x) = …`", head.span
        )
    return None


def _is_mean(reader: Elaborator, declared: Known | None, follow: Node | None) -> bool:
    """Whether an E that nothing declares is a mean: before square brackets, a norm or a random letter."""
    scope, head = reader.scope, head_of(follow)[0] if follow is not None else None
    if (declared is not None and declared.origin == "stated") or "E" in scope.defined or scope.energy:
        return False
    random = scope.laws.keys() | scope.averaged
    if isinstance(head, Group):
        return head.opening == "["
    letter = symbol_name(head) if isinstance(head, Letter) else ""
    return bool(random) and (isinstance(head, Bars) or letter in random)


_OTHER_ACTIVATIONS = frozenset(
    {"activation", "activations", "elu", "gelu", "hyperbolic", "nonlinearity", "swish", "tanh"}
)


def _refuse_member(reader: Elaborator, name: str, sub: tuple[Token, ...], span: Span) -> None:
    """δ_1(x) beside δ_k(x) = … is a value of another function of that family, and no product."""
    own = with_scripts(name, plain(sub))
    family = [n for n, made in reader.scope.defined.items() if made.parameters and n.startswith(f"{name}_")]
    if family and own not in family and own not in reader.scope.defined:
        raise Unread(f"{span.text}(…) is one of the functions of which {family[0]} is defined; define it too", span)


def _parsed(tokens: Sequence[Token]) -> Node:
    from derivations.reading.parsing.parser import parsed

    return parsed(tokens)


def _apply(reader: Elaborator, items: Sequence[Node], place: int, function: Function) -> Operand:
    inside, after, below, follow = argument(reader, items, place)
    span = items[place].span.to(_end(items[after - 1], below or follow))
    result = _entry_of(reader, _primed(function, items[place])(reader, inside, span), below)
    own = [t for t in head_of(items[place])[2] if not is_label(t)]
    for tokens in (*own, *follow):
        result = reader.raised(result, tokens, result.span)
    return result, after


def _primed(function: Function, head: Node) -> Function:
    """A function by name, or its derivative where the name has a prime. Unread when that is not known."""
    if not isinstance(head, Scripts) or not head.primes:
        return function
    if head.primes > 1 or function not in _SLOPES:
        raise Unread("this derivative of a function by name is not read", head.span)
    return _SLOPES[function]


def _activation(reader: Elaborator, name: str, declared: Known) -> bool:
    """Whether a letter that nobody declared is the activation that the words of a document speak of."""
    return declared.origin != "stated" and _is_activation(reader, name)


def _is_activation(reader: Elaborator, name: str) -> bool:
    words = reader.scope.words
    if name not in ("phi", "Phi", "sigma", "rho"):
        return False
    return any(w.startswith(_RECTIFIERS) for w in words) or (name == "sigma" and bool(words & {"sigmoid", "logistic"}))


def _looks_called(name: str, group: Group) -> bool:
    """Whether f(x) is a function's value rather than a product, when nothing says what f is."""
    functions = {"f", "g", "h", "p", "q", "F", "P", "phi", "Phi", "psi", "J", "L", "ell", "sigma", "\\mathcal{L}"}
    simple = all(isinstance(item, Letter | Scripts) for item in group.items)
    several = len(group.items) > 1 or group.bar > 0
    return group.opening == "(" and (several or (simple and (name.split(" ")[-1] in functions or name[:1] == "\\")))


def _density(reader: Elaborator, group: Group, span: Span) -> Value:
    if len(group.items) != 3:
        raise Unread("a normal density is read as \\mathcal{N}(x \\mid \\mu, \\Sigma)", span)
    x, mean, covariance = (reader.value(item) for item in group.items)
    values.same_shape(reader.trail, x, mean, "a density's argument and mean")
    wanted = Value(covariance.span, (x.shape[0], x.shape[0]), covariance.build)
    values.same_shape(reader.trail, wanted, covariance, "a density's covariance")
    return Value(span, SCALAR, lambda: gaussians.DENSITY(x.build(), mean.build(), covariance.build()))


__all__ = ["TABLE", "Unknown", "operand"]
