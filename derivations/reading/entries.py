"""Names that are defined entry by entry: p_i = …, A_{ij} = …, D_{ii} = …."""

from __future__ import annotations

from derivations.kernel.expression import Expression, Index
from derivations.operations.matrices import DIAGONAL_MATRIX
from derivations.operations.notation import times, total, unit
from derivations.reading import values
from derivations.reading.elaborate import Elaborator
from derivations.reading.names import index_terms, is_index, is_label, is_time, plain, symbol_name, with_scripts
from derivations.reading.scope import Defined, Scope
from derivations.reading.sizes import ONE, Dim, Shape, Unknown
from derivations.reading.syntax import Letter, Node, Scripts
from derivations.reading.values import IllTyped, Value


def base_name(node: Node) -> str:
    """The name of which an entry is written, such as p for p_i; empty for anything else."""
    terms = _terms(node)
    if terms is None or not isinstance(node, Scripts) or not isinstance(node.base, Letter):
        return ""
    labels = [t for t in node.sups if not is_index(t)]
    return with_scripts(symbol_name(node.base), "", plain(labels[0]) if labels else "", node.primes)


def _terms(node: Node) -> list[str] | None:
    """The indices of an entry, when all are letters: i and j of x_{ij} and of x_j^{(i)}."""
    if not isinstance(node, Scripts) or is_time(node.sub) or not all(is_label(t) for t in node.sups):
        return None
    raised = [t for t in node.sups if is_index(t)]
    sub = (*raised[0][1:-1], *node.sub) if raised else node.sub
    terms = index_terms(sub) if sub else None
    return terms if terms and len(terms) <= 2 and not any(t.isdigit() for t in terms) else None


def by_entries(scope: Scope, left: Node, right: Node, reader: Elaborator | None = None) -> Defined | None:
    """The definition of a whole column or matrix by its entries; None when it is no such thing."""
    terms, name = _terms(left), base_name(left)
    if not terms or not name or symbol_name_of(left) in scope.times:
        return None

    def again(reader: Elaborator) -> Value:
        return _whole(reader, name, terms, right)

    reader = reader or Elaborator(scope)
    try:
        value = again(reader)
    except IllTyped:
        return None
    if value.shape[0].is_one and not value.shape[1].is_one:
        return None
    return Defined(name, right, (), left.span, value, uses=frozenset(reader.used), again=again)


def symbol_name_of(node: Node) -> str:
    """The letter under scripts."""
    return symbol_name(node.base) if isinstance(node, Scripts) and isinstance(node.base, Letter) else ""


def _whole(reader: Elaborator, name: str, terms: list[str], right: Node) -> Value:
    sizes = {term: Dim.of(Unknown(name)) for term in terms}
    with reader.binding(list(sizes)):
        reader.places.update(sizes)
        entry = values.needs_scalar(reader.trail, reader.value(right), f"an entry of {name}")
        places = {term: reader.place(term, size, right.span) for term, size in sizes.items()}
    known = reader.scope.find(name)
    shape: Shape = (sizes[terms[0]], sizes[terms[-1]] if len(terms) == 2 else ONE)
    if known is not None and known.kind != "scalar":
        here = Value(right.span, known.shape, known.symbol)
        values.same_shape(reader.trail, here, Value(right.span, shape, entry.build), f"{name} by its entries")

    def build() -> Expression:
        built, indices = entry.build(), [place() for place in (places[t] for t in dict.fromkeys(terms))]
        if shape[0].is_one:
            return built
        if len(indices) == 2:
            return total(indices[0], total(indices[1], times(built, unit(*indices))))
        column = total(indices[0], times(built, unit(Index(indices[0].name, indices[0].size))))
        return DIAGONAL_MATRIX(column) if len(terms) == 2 else column

    return Value(right.span, shape, build)
