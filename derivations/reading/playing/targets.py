"""What the sides of an equation are: names that may be defined, laws, moments, indices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from derivations.kernel.expression import Apply, Expression, Index, Symbol
from derivations.operations import logic
from derivations.operations.notation import both, forall
from derivations.reading import densities, membership, moments, signs, values
from derivations.reading.abstract.names import MARGINS
from derivations.reading.applied import TABLE
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.names import is_transpose, plain, symbol_name
from derivations.reading.parsing.parser import parsed
from derivations.reading.scope import Known, Scope, base_of
from derivations.reading.sizes import Clash
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Beside, Group, Infix, Letter, Node, Ratio, Root, Scripts, Word, parts
from derivations.reading.syntax import Chain as Related
from derivations.reading.values import IllTyped, Value

Target = tuple[str, tuple[Name, ...]]
OBSERVED = frozenset("yYzZtTbxX")  # letters for what a model generates
CONSTANTS = frozenset({"\\mathbf{1}", "\\mathbb{1}", "\\bm{1}", "\\boldsymbol{1}", "\\vec{1}", "I", "\\mathbf{0}"})
NEVER = frozenset(
    {"KL", "DKL", "D_{KL}", "\\mathbb{E}", "E", "\\mathbb{P}", "P", "\\mathcal{N}", "I", "\\mathbb{1}", "\\mathbf{1}"}
)  # as functions


def definable(node: Node) -> Target | None:
    """The name, and the parameters, that an equation with this left side may define."""
    if isinstance(node, Beside) and len(node.items) == 2 and isinstance(group := node.items[1], Group):
        head = node.items[0]
        if group.opening not in ("(", "["):
            return None
        inside = _listed([name_of(item) or squared(item) for item in group.items], group)
        name = head_name(head)
        if name is None or {name, name.split("_{")[0]} & NEVER or not all(inside):
            return None
        return densities.named(name, group), tuple(p for p in inside if p is not None)
    name = head_name(node)
    constant = name is None or name.split("_")[0] in CONSTANTS
    return None if constant or name is None else (name, ())


def _listed(names: list[Name | None], group: Group) -> list[Name | None]:
    """The parameters with a family x_1, …, x_K among them as one, of K members."""
    dots = [k for k, item in enumerate(group.items) if item.span.text.strip() in membership.DOTS]
    if len(dots) != 1 or not 0 < dots[0] < len(names) - 1:
        return names
    first, last = names[dots[0] - 1], names[dots[0] + 1]
    if first is None or last is None or base_of(first.name) != base_of(last.name):
        return names
    return [*names[: dots[0] - 1], Name(first.name.partition("_")[0], first.bold), *names[dots[0] + 2 :]]


def squared(node: Node) -> Name | None:
    """The letter of a square such as \\sigma^2."""
    if isinstance(node, Scripts) and isinstance(node.base, Letter) and [plain(t) for t in node.sups] == ["2"]:
        name = head_name(replace(node, sups=()) if node.sub else node.base)
        return Name(name, node.base.bold, squared=True) if name is not None else None
    return None


def head_name(node: Node) -> str | None:
    if isinstance(node, Word) and not node.text:
        return None if node.name in TABLE or node.name in moments.NAMES else node.name
    if isinstance(node, Scripts) and isinstance(node.base, Letter) and node.sub:
        from derivations.reading.names import index_terms, is_time, plain, symbol_name, with_scripts

        found = name_of(node)
        if found is not None and found.index and (is_time(node.sub) or index_terms(node.sub) == [found.index]):
            return with_scripts(symbol_name(node.base), plain(node.sub), "", node.primes)
    found = name_of(node)
    return found.name if found is not None else None


def normal_law(node: Node) -> Group | None:
    """What stands in N(…, …)."""
    items = node.items if isinstance(node, Beside) else ()
    if len(items) != 2 or not isinstance(items[0], Letter) or items[0].name not in ("\\mathcal{N}", "N"):
        return None
    group = items[1]
    return group if isinstance(group, Group) and len(group.items) == 2 else None


def symbol_of(node: Node) -> str:
    """The letter of a node, without scripts."""
    base = node.base if isinstance(node, Scripts) else node
    return symbol_name(base) if isinstance(base, Letter) else ""


def comparable(reader: Elaborator, i: str, j: str) -> bool:
    """Whether two indices occur and run equally far."""
    if not {i, j} <= reader.places.keys():
        return False
    with suppress(Clash):
        reader.trail.unify(reader.places[i], reader.places[j])
        return True
    return False


def indices_apart(scope: Scope, chain: Related) -> tuple[str, str] | None:
    """The two indices of i ≠ j; None for any other condition."""
    if len(chain.signs) != 1 or signs.RELATIONS.get(chain.signs[0].text) != "≠":
        return None
    names = [symbol_name(node) if isinstance(node, Letter) else "" for node in chain.values]
    plain_ = all(len(name) == 1 and name in "ijklmnpqrst" and scope.find(name) is None for name in names)
    return (names[0], names[1]) if plain_ else None


def naming(name: str, value: Value) -> Callable[[], Apply]:
    """That a name stands for a value, to be shown."""
    return lambda: logic.EQUAL(Symbol(name, *(values.size_of(dim) for dim in value.shape)), value.build())


def moment(node: Node) -> tuple[str, Name] | None:
    """Of which letter something is the mean, the covariance or the second moment: E[ε], Cov(ε), E[εε'], E[ε²]."""
    items = node.items if isinstance(node, Beside) else ()
    if len(items) != 2 or not isinstance(items[1], Group) or len(items[1].items) != 1 or items[1].bar:
        return None
    head, inside = items[0], items[1].items[0]
    word = head.name if isinstance(head, Word | Letter) else ""
    name = name_of(inside)
    if word in ("E", "\\mathbb{E}"):
        if isinstance(inside, Beside) and len(inside.items) == 2:
            first, second = inside.items
            name, other = name_of(first), name_of(second.base) if isinstance(second, Scripts) else None
            turned = isinstance(second, Scripts) and any(map(is_transpose, second.sups))
            square = turned and name is not None and name == other
            return ("second", name) if square and name is not None else None
        found = squared(inside)
        if found is not None:
            return "second", replace(found, squared=False)
        return ("mean", name) if name is not None else None
    return ("covariance", name) if word.lower() in ("var", "cov", "variance") and name is not None else None


def reader_span(known: Known) -> Span:
    """The place of a letter."""
    if known.span is None:
        raise Unread(f"{known.name} has no place")
    return known.span


def as_proposition(holds: Callable[[], Expression]) -> Callable[[], Apply]:
    def build() -> Apply:
        result = holds()
        if not isinstance(result, Apply):
            raise Unread("a condition is wanted")
        return result

    return build


def at_every(holds: Callable[[], Apply], places: Sequence[Callable[[], Index]]) -> Callable[[], Apply]:
    """A proposition at every place of its indices."""

    def build() -> Apply:
        result = holds()
        for place in places:
            result = forall(place(), result)
        return result

    return build


def all_of(parts: Sequence[Callable[[], Apply]]) -> Apply:
    built = [part() for part in parts]
    return built[0] if len(built) == 1 else both(*built)


def mentions(tokens: Sequence[Token], name: str) -> bool:
    with suppress(Unread):
        return any((found := name_of(part)) is not None and found.name == name for part in parts(parsed(tokens)))
    return False


def value_letters(scope: Scope, tokens: Sequence[Token]) -> set[str]:
    """The names that occur in an expression, those in its definitions included."""
    reader = Elaborator(scope.copy())
    mark = scope.trail.mark()
    with suppress(Unread, IllTyped):
        reader.value(parsed(tokens))
    scope.trail.undo(mark)
    return reader.used


def has_law(scope: Scope, tokens: Sequence[Token]) -> Iterator[bool]:
    """Whether what is known to be random occurs."""
    for name in value_letters(scope, tokens):
        yield name in scope.laws


def noisy(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether a right side has noise in it, as the equation of a model does; not where it keeps a root from 0."""
    noise = {"epsilon", "varepsilon", *(() if scope.words & MARGINS else ("xi",))}
    with suppress(Unread):
        tree = parsed(tokens)
        inside = {id(p) for root in parts(tree) if isinstance(root, Root | Ratio | Infix) for p in parts(root)}
        found = [(name, id(part)) for part in parts(tree) if (name := name_of(part)) is not None]
        return any(base_of(name.name) in noise and place not in inside for name, place in found)
    return False
