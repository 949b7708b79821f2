"""What is written, as typed values: letters are looked up, products multiplied, functions applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from fractions import Fraction

from derivations.kernel.expression import Expression, Index, free
from derivations.operations import algebra, blocks, determinants, elementwise, matrices
from derivations.operations import inverses as pseudo
from derivations.operations.notation import entry, lift, over, to_the, total
from derivations.reading import applied, clashes, derivatives, dots, grids, lists, raising, stretches, sums, values
from derivations.reading.counting import Counting
from derivations.reading.letters import lookup
from derivations.reading.names import is_label, is_transpose, plain, symbol_name
from derivations.reading.parsing.parser import chained, parsed
from derivations.reading.scope import Defined, Known, Layout, Scope
from derivations.reading.sizes import ONE, SCALAR, Clash, Dim, Unknown
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import (
    Bars,
    Beside,
    Big,
    Chain,
    Grid,
    Group,
    Infix,
    Letter,
    Node,
    Num,
    Plus,
    Ratio,
    Root,
    Scripts,
    Symbol,
    Word,
)
from derivations.reading.values import IllTyped, Value
from derivations.reading.vocabulary import PARTED

LARGEST_EXPONENT = 64
INFIX = {"\\otimes": blocks.KRONECKER, "\\circ": matrices.HADAMARD, "\\odot": matrices.HADAMARD}


class Elaborator:
    """Types one statement in a scope. `used` collects the letters it rests on."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.trail = scope, scope.trail
        self.used: set[str] = set()
        self.places: dict[str, Dim] = {}  # indices, free or bound, and how far they run
        self.bound: set[str] = set()
        self.starts: dict[str, Dim] = {}  # of indices that run over a part of the entries: how many come before
        self.counting = Counting()
        self.running: set[str] = set()  # the letters of the sums over numbers around
        self.differentiates = False
        self.entrywise = False  # within a factor of ⊙ or diag(…), where 1 - h means 1 - h_i everywhere
        self.timeless: set[str] = set()  # losses made from quantities of one time, which may depend on those of others
        self.doubts: set[str] = set()  # why what is read may not be what is meant
        self.calling: set[str] = set()  # letters that may be functions, as p is before (x)
        self.moving: set[str] = set()  # letters that something is differentiated by
        self.conventions: set[str] = set()  # meanings that only custom gives
        self.loose: set[str] = set()  # families that may be of rows or of columns
        self.outside: set[str] = set()  # indices that stand outside of all sums
        self.inverted: list[Value] = []  # matrices of which inverses are written
        self.lightly: set[str] = set()  # letters declared in bold and written without
        self.standing: set[str] = set()  # rows of matrices that are read as columns, though nobody said so
        self.lain: frozenset[str] = frozenset()  # those to be read as rows, since they do not fit as columns
        self.layouts: set[str] = set()  # of which kinds of derivative it makes use
        self.trial: Layout = "row"  # the layout of derivatives while the document has not decided

    def layout_of_columns(self) -> Layout:
        """The layout of the derivative of a number by a column."""
        self.layouts.add("column")
        return self.scope.layout or self.trial

    def layout_of_jacobians(self) -> Layout:
        """The layout of the derivative of a column by a column, which may be another one unless that was said."""
        if self.scope.said_jacobians:
            self.layouts.add("column")
            return self.scope.said_jacobians
        self.layouts.add("jacobian")
        return self.scope.jacobian_layout or self.trial

    def layout_of_matrices(self) -> Layout:
        """The layout of a derivative by a matrix: that of the letter unless the document says otherwise."""
        self.layouts.add("matrix")
        if self.scope.stated_layout and self.scope.layout:
            return self.scope.layout
        return self.scope.matrix_layout or ("column" if self.trial == "row" else "row")

    @contextmanager
    def by_entries(self, here: bool = True) -> Iterator[None]:
        """Read what stands here as something computed entry by entry."""
        kept, self.entrywise = self.entrywise, self.entrywise or here
        yield
        self.entrywise = kept

    @contextmanager
    def opaque(self, made: Defined, letter: Known) -> Iterator[None]:
        """Treat a defined quantity as a letter; what is defined by it is read again."""
        scope = self.scope
        kept, letters = dict(scope.defined), dict(scope.letters)
        scope.defined.pop(made.name, None)
        scope.letters[made.name] = letter
        opaque, scope.opaque = scope.opaque, scope.opaque | ({made.name} if made.parameters else set())
        hidden, scope.hidden = scope.hidden, {**scope.hidden, made.name: made}
        for name, other in kept.items():
            if name != made.name and other.value is not None and made.name in other.uses:
                again = Elaborator(scope)
                with suppress(Unread, IllTyped):
                    value = other.again(again) if other.again else again.value(other.body)
                    scope.defined[name] = replace(other, value=value)
        yield
        scope.defined, scope.letters, scope.opaque, scope.hidden = kept, letters, opaque, hidden

    def value(self, node: Node) -> Value:
        """The value of a tree. Unread; IllTyped."""
        match node:
            case Num():
                return values.number(node.span, node.value)
            case Plus() if any(isinstance(term, Symbol) and term.name in dots.DOTS for _, term in node.terms):
                return self._dotted(node)
            case Plus() if any(isinstance(term, Num) for _, term in node.terms) and self._is_entrywise(node):
                return lists.everywhere(self, node)
            case Plus():
                return values.added(self.trail, node.span, [(sign, self.value(term)) for sign, term in node.terms])
            case Beside():
                return self.product(node.items, node.span)
            case Infix():
                return self._infix(node)
            case Ratio():
                value, _ = self.operand((node,), 0)
                return value
            case Root():
                inside = values.needs_scalar(self.trail, self.value(node.inside), "what is under a root")
                return Value(node.span, SCALAR, lambda: elementwise.ROOT(inside.build()))
            case Bars():
                return self.bars(node, squared=False)
            case Group():
                return self._group(node)
            case Big():
                return self._big(node)
            case Grid():
                return grids.value(self, node)
            case Letter() | Scripts() | Word() | Symbol():
                value, _ = self.operand((node,), 0)
                return value
            case Chain():
                raise Unread("a relation sign stands where a value is wanted", node.signs[0].span)
        raise Unread("this cannot be read", node.span)

    def _is_entrywise(self, node: Plus) -> bool:
        """Whether numbers in a sum stand in every entry: within such a product, or beside one as in 1 - h ⊙ h."""
        return self.entrywise or any(isinstance(t, Infix) and t.sign in ("\\odot", "\\circ") for _, t in node.terms)

    def _dotted(self, node: Plus) -> Value:
        """A sum with dots: every term before them is one of the general ones."""
        place = next(k for k, (_, term) in enumerate(node.terms) if isinstance(term, Symbol) and term.name in dots.DOTS)
        if not 0 < place == len(node.terms) - 2 or len({sign for sign, _ in node.terms}) != 1:
            raise Unread("dots in a sum are read between the first terms and the last one", node.terms[place][1].span)
        value = dots.summed(
            self, node.terms[0][1], [term for _, term in node.terms[1:place]], node.terms[-1][1], node.span
        )
        return value if node.terms[0][0] > 0 else values.scaled(node.span, Fraction(-1), value)

    def product(self, items: Sequence[Node], span: Span) -> Value:
        """Factors side by side, from the left."""
        place, result = 0, None
        while place < len(items):
            start = place
            if result is not None and lists.is_dotted(result, items[place]):
                found = lists.dotted(self, result, items[place:])
                if found is not None:
                    return found
            factor, place = self.operand(items, place)
            if start:
                clashes.divided(items, start, factor)
            result = factor if result is None else self._multiplied(result, factor, items[place - 2 : place])
        if result is None:
            raise Unread("a value is wanted", span)
        return result

    def _multiplied(self, left: Value, right: Value, nodes: Sequence[Node]) -> Value:
        """The product; p(z) for a column p is no product that went wrong."""
        try:
            return values.multiplied(self.trail, left.span.to(right.span), left, right)
        except IllTyped as error:
            called = len(nodes) == 2 and isinstance(nodes[0], Letter) and isinstance(nodes[1], Group)
            if called and left.shape[1].is_one and right.shape[1].is_one and nodes[0].span.text in self._columns():
                raise Unread(f"{error}; or is it a function?", left.span) from None
            raise

    def _columns(self) -> set[str]:
        """The letters that are defined as columns."""
        return {name for name, made in self.scope.defined.items() if made.again is not None and not made.parameters}

    def operand(self, items: Sequence[Node], place: int) -> tuple[Value, int]:
        """The factor that begins at a place, with the arguments it takes, and where the next one begins."""
        node = items[place]
        for reader in (derivatives.operand, applied.operand):
            found = reader(self, items, place)
            if found is not None:
                return self._primed(found[0], items, place, found[1]), found[1]
        return (self._scripted(node) if isinstance(node, Scripts | Letter) else self._atom(node)), place + 1

    def _primed(self, value: Value, items: Sequence[Node], place: int, after: int) -> Value:
        """A function's value with the primes behind its argument: vec(A)'. Unread where these are no transposes."""
        last = items[after - 1] if after == place + 2 else None
        if not isinstance(last, Scripts) or not last.primes or not isinstance(last.base, Group) or last.sub:
            return value
        if not self.scope.prime_transposes or len(last.base.items) != 1:
            raise Unread("a prime behind the argument of a function: for a transpose write ^\\top", last.span)
        return values.transposed(last.span, value) if last.primes % 2 else value

    def _atom(self, node: Node) -> Value:
        match node:
            case Ratio():
                return values.divided(self.trail, node.span, self.value(node.top), self.value(node.bottom))
            case Word():
                raise Unread(f"{node.name!r} is not known here" if not node.text else "words in a formula", node.span)
            case Symbol():
                raise Unread(f"{node.name} cannot stand here", node.span)
        return self.value(node)

    def rest(self, items: Sequence[Node], place: int) -> Value:
        """The product of everything from a place on: what an operator without parentheses applies to."""
        if place >= len(items):
            raise Unread("what it applies to is missing", items[-1].span)
        return self.product(items[place:], items[place].span.to(items[-1].span))

    def _listed(self, node: Scripts) -> Node:
        """(a, b, c)^T is the column: the sign tells how a row of text is meant."""
        base = node.base
        if isinstance(base, Group) and len(base.items) > 1 and base.opening in ("(", "[") and not base.bar:
            kept = tuple(t for t in node.sups if not is_transpose(t))
            primes = 0 if self.scope.prime_transposes else node.primes
            if kept == node.sups and primes == node.primes:
                return node
            return replace(node, sups=kept, primes=primes) if kept or node.sub or primes else base
        return node

    def _group(self, node: Group) -> Value:
        if node.bar or len(node.items) != 1:
            return lists.value(self, node)
        inner = self.value(node.items[0])
        return Value(node.span, inner.shape, inner.build)

    def _infix(self, node: Infix) -> Value:
        clashes.refuse_composition(self.scope, node)
        with self.by_entries(node.sign in ("\\odot", "\\circ")):
            left, right = self.value(node.left), self.value(node.right)
        if node.sign == "/":
            return values.divided(self.trail, node.span, left, right)
        operation = INFIX[node.sign]
        if operation is matrices.HADAMARD:
            shape = values.same_shape(self.trail, left, right, "an entrywise product")
            return Value(node.span, shape, lambda: matrices.HADAMARD(left.build(), right.build()))
        sizes = [(a.size(), b.size()) for a, b in zip(left.shape, right.shape, strict=True)]
        known = [a * b for a, b in sizes if a is not None and b is not None]
        if len(known) < 2:
            raise Unread("the sizes of a Kronecker product's factors are not known here; declare them", node.span)
        shape = Dim.of(known[0]), Dim.of(known[1])
        return Value(node.span, shape, lambda: blocks.KRONECKER(left.build(), right.build()))

    def bars(self, node: Bars, *, squared: bool, named: bool = False) -> Value:
        """A norm, an absolute value, or the determinant that bars around a matrix mean."""
        inside = self.value(node.inside)
        if node.sign == "\\|":
            if not named:
                clashes.norm(self.scope, node, inside)
            operation = matrices.SQUARED_NORM if squared else matrices.NORM
            return Value(node.span, SCALAR, lambda: operation(inside.build()))
        clashes.bars(self.scope, node)
        if inside.is_scalar:
            return Value(node.span, SCALAR, lambda: elementwise.ABSOLUTE(inside.build()))
        if inside.shape[1].is_one:
            raise Unread("single bars around a vector: write \\| for its norm", node.span)
        values.needs_square(self.trail, inside, "the determinant of")
        return Value(node.span, SCALAR, lambda: determinants.DETERMINANT(inside.build()))

    def _scripted(self, node: Node) -> Value:
        """A base with scripts: what belongs to a letter's name first, then entries, powers and transposes."""
        if isinstance(node, Letter):
            return lookup.letter(self, node, (), (), 0)[0]
        if not isinstance(node, Scripts):
            raise Unread("a letter is wanted", node.span)
        listed = self._listed(node)
        if listed is not node:
            return self.value(listed)
        sups = list(node.sups)
        clashes.scripted(self, node)
        if isinstance(node.base, Letter):
            value, sups, primes = lookup.letter(self, node.base, node.sub, node.sups, node.primes, node.span)
        elif isinstance(node.base, Bars):
            return self._norm(node, node.base)
        else:
            value, primes = self._entries(node), node.primes
        for tokens in sups:
            value = self.raised(value, tokens, node.span)
        for _ in range(primes):
            if not self.scope.prime_transposes:
                raise Unread("a prime on something that is no letter: for a transpose write ^\\top", node.span)
            value = values.transposed(node.span, value)
        return value

    def _entries(self, node: Scripts) -> Value:
        base = self.operand((node.base,), 0)[0]
        return lookup.entries(self, base, node.sub, node.span) if node.sub else base

    def _norm(self, node: Scripts, base: Bars) -> Value:
        kind = plain(node.sub)
        if kind == "1" and base.sign == "\\|" and not node.sups:
            return self._sum_norm(base)
        if kind not in ("", "2", "F", "Fro", "\\ell2", "\\ell_2", "frob", "fro"):
            raise Unread(f"the norm with index {kind} is not known here", node.span)
        squared = any(plain(tokens) == "2" for tokens in node.sups)
        value = self.bars(base, squared=squared, named=bool(kind))
        name = symbol_name(base.inside) if kind and isinstance(base.inside, Letter) else ""
        if name[:1].isupper() and self.scope.guesses.get(name) == "scalar":
            raise Unread(f"the norm with index {kind} of a number is not read: say what is in it", node.span)
        if kind == "2" and base.sign == "\\|" and not self.value(base.inside).shape[1].is_one:
            raise Unread("the spectral norm of a matrix is not known here", node.span)
        for tokens in node.sups if base.sign != "\\|" or not squared else ():
            value = self.raised(value, tokens, node.span)
        return value

    def _sum_norm(self, base: Bars) -> Value:
        """The sum of the absolute values of a column."""
        inside = values.needs_column(self.trail, self.value(base.inside), "the norm with index 1 of")

        def build() -> Expression:
            value = elementwise.ABSOLUTE(inside.build())
            used = {x.name for x in free(value) if isinstance(x, Index)}
            place = Index(next(k for k in "ijklpqr" if k not in used), value.shape[0])
            return total(place, entry(value, place)) if value.shape != _ONE else value

        return Value(base.span, SCALAR, build)

    def raised(self, value: Value, tokens: tuple[Token, ...], span: Span) -> Value:
        """A value to a power, its transpose, inverse or pseudo-inverse."""
        text = plain(tokens)
        if text in self.counting.letters:
            return self._general_power(value, tokens, span)
        if is_transpose(tokens):
            if clashes.counts_steps(self, value, tokens, span):
                return self._general_power(value, tokens, span)
            return values.transposed(span, value)
        if text in ("-T", "-\\top", "-\\intercal"):
            return values.transposed(span, self._inverse(value, span))
        if text in ("\\dagger", "+", "\\ddagger") and not value.is_scalar:
            return Value(span, (value.shape[1], value.shape[0]), lambda: pseudo.PSEUDO_INVERSE(value.build()))
        if text in ("1/2", "\\frac12", "\\frac{1}{2}") and not value.is_scalar:
            values.needs_square(self.trail, value, "the root of")
            return Value(span, value.shape, lambda: pseudo.MATRIX_ROOT(value.build()))
        if text in ("-1/2", "-\\frac12", "-\\frac{1}{2}") and not value.is_scalar:
            return self._inverse(self.raised(value, tokens[1:], span), span)
        if text == "-1":
            return self._inverse(value, span)
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        if digits.isdigit():
            return self._power(value, sign, digits, span)
        if is_label(tokens):
            raise Unread(f"the superscript {text} is not known here", span)
        return self._general_power(value, tokens, span)

    def _power(self, value: Value, sign: int, digits: str, span: Span) -> Value:
        if len(digits) > 3 or int(digits) > LARGEST_EXPONENT:
            raise Unread(f"an exponent of {digits[:12]} is over the limit of {LARGEST_EXPONENT}", span)
        exponent = sign * int(digits)
        if self.entrywise and exponent == 2 and not value.is_scalar and value.shape[1].is_one:
            return Value(span, value.shape, lambda: matrices.HADAMARD(value.build(), value.build()))
        if value.entrywise and not value.shape[1].is_one:
            raise Unread(f"whether a power of {value.span.text.strip()} is one of its entries was not said", span)
        values.needs_square(self.trail, value, "a power of")
        if value.is_scalar and exponent < 0:
            return Value(span, SCALAR, lambda: over(lift(1), to_the(value.build(), -exponent)))
        return Value(span, value.shape, lambda: to_the(value.build(), exponent))

    def _general_power(self, value: Value, tokens: tuple[Token, ...], span: Span) -> Value:
        exponent = values.needs_scalar(self.trail, self.value(parsed(tokens)), "an exponent")
        return raising.power(self, value, exponent, span)

    def _inverse(self, value: Value, span: Span) -> Value:
        if value.is_scalar:
            return Value(span, SCALAR, lambda: over(lift(1), value.build()))
        try:
            self.trail.unify(*value.shape)
        except Clash:
            raise IllTyped(f"{value} has no inverse: it is not square", span) from None
        self.inverted.append(value)
        return Value(span, value.shape, lambda: over(lift(1), b) if (b := value.build()).shape == _ONE else b.inv)

    def place(self, name: str, size: Dim, span: Span) -> Callable[[], Index]:
        """An index that runs up to a size; the same one everywhere in a statement."""
        if name.isdigit():
            return lambda: Index(name, values.size_of(size))
        known = self.places.setdefault(name, Dim.of(Unknown(name)))
        try:
            self.trail.unify(known, size)
        except Clash:
            message = f"the index {name} runs to {known}, and here to {size}"
            if known.contains(size) or size.contains(known):
                raise Unread(f"{message}: sums over a part of the entries are not read", span) from None
            raise IllTyped(message, span) from None
        return lambda: Index(name, values.size_of(known))

    @contextmanager
    def binding(self, names: Sequence[str]) -> Iterator[None]:
        """Indices that mean something only inside."""
        before = {name: self.places.pop(name, None) for name in names}
        kept, self.bound = self.bound, self.bound | set(names)
        starts, self.starts = self.starts, {n: start for n, start in self.starts.items() if n not in names}
        yield
        self.bound, self.starts = kept, starts
        for name, dim in before.items():
            self.places.pop(name, None)
            if dim is not None:
                self.places[name] = dim

    def _big(self, node: Big) -> Value:
        from derivations.reading.ranges import range_of

        if id(node) in self.counting.sums:
            return sums.value(self, node, self.counting.sums[id(node)])
        over_indices = range_of(self, node)
        self._refuse_triangle([r.size for r in over_indices if r.size is not None], node.span)
        with self.binding([r.name for r in over_indices]):
            for r in over_indices:
                if r.size is not None:
                    self.places[r.name] = r.size
                if r.start is not None:
                    self.starts[r.name] = r.start
            body = self.value(node.body)
            indices = [
                (
                    self.place(r.name, Dim.of(Unknown(r.name)), node.span),
                    [self.place(other, self.places[r.name], node.span) for other in r.without],
                )
                for r in over_indices
            ]
        return self._bound_over(node, body, indices)

    def _refuse_triangle(self, ends: Sequence[Dim], span: Span) -> None:
        """Unread for a sum that runs to the index of another one: that is no size."""
        atoms = {a[0] for dim in ends for a in dim.resolved().terms if isinstance(a, tuple) and len(a) == 1}
        indices = sorted(atoms & (self.bound | self.running | (self.outside & set("ijkl"))))
        if indices:
            raise Unread(f"a sum that runs to the index {indices[0]} is not read", span)

    def _bound_over(
        self, node: Big, body: Value, indices: list[tuple[Callable[[], Index], list[Callable[[], Index]]]]
    ) -> Value:
        def build() -> Expression:
            result = body.build()
            for index, without in reversed(indices):
                i, others = index(), tuple(other() for other in without)
                if node.sign == "\\sum":
                    result = total(i, result, without=tuple(Index(o.name, i.size) for o in others))
                elif others:
                    raise Unread("a product that leaves out places is not read", node.span)
                else:
                    result = elementwise.PRODUCT_OVER(result, data=(i,))
            return result

        return Value(node.span, body.shape, build)

    def entry_of(self, base: Value, indices: list[str], span: Span) -> Value:
        """An entry of a value. Unread when the number of indices does not fit."""
        sizes = [dim for dim in base.shape if not dim.is_one]
        cells = {"a", "b", "A", "B"} - self.places.keys() if self.scope.words & PARTED else set[str]()
        if len(sizes) == 2 and set(indices) <= cells:
            raise Unread(
                f"{''.join(indices)} below {base.span.text} may name a block of it, which no formula says", span
            )
        if len(indices) == 1 and len(sizes) == 2:
            raise Unread(f"one index on {base.span.text}, a matrix: a row or a column?", span)
        if len(indices) == 2 and len(sizes) == 1 and "1" in indices:
            indices = [i for i in indices if i != "1"] or ["1"]
        if len(indices) != len(sizes):
            raise IllTyped(f"{base} has {len(sizes)} indices, not {len(indices)}", span)
        for axis, name in zip([k for k in (0, 1) if not base.shape[k].is_one], indices, strict=True):
            base = stretches.part(self, base, axis, name, span)
        sizes = [dim for dim in base.shape if not dim.is_one]
        places = [self.place(name, dim, span) for name, dim in zip(indices, sizes, strict=True)]
        return Value(span, SCALAR, lambda: entry(base.build(), tuple(place() for place in places)))

    def condition(self, tokens: Sequence[Token]) -> Callable[[], Expression]:
        """A condition such as x > 0 or i = j, as in indicators and cases."""
        from derivations.reading.relations import condition

        if self.running:
            self.doubts.add("which values are compared with what a sum runs over was not said")
        return condition(self, chained(tokens))


_ONE = algebra.SCALAR
__all__ = ["ONE", "Elaborator", "Fraction"]
