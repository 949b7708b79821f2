"""Which sums of a statement run over part of a range or by numbers, and what then counts and what is a sequence.

Σ_{i=1}^n x_i over all entries keeps its index; Σ_{k=0}^{t−1} β^k g_{t−k} runs over numbers, and g is a sequence
in all of the statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from derivations.kernel.expression import Size
from derivations.reading.letters.sizes import size
from derivations.reading.names import INDEX_LETTERS, TIMES, index_terms, is_label, is_transpose, plain, symbol_name
from derivations.reading.parsing.parser import parsed
from derivations.reading.ranges import stretch
from derivations.reading.scope import Scope, base_of
from derivations.reading.sizes import Dim
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Big, Letter, Node, Scripts, parts

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Kind = Literal["entries", "steps", "unclear"]


@dataclass
class Counting:
    """What a statement counts by. `sums` are the nodes of sums that run over numbers, with their bounds."""

    sums: dict[int, Bounds] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)  # in the bounds, and what runs
    sequences: dict[str, Kind] = field(default_factory=dict)
    sizes: set[str] = field(default_factory=set)  # letters that count rows or columns, too
    sides: set[int] = field(default_factory=set)  # nodes that are a side of an equation that may be a limit


@dataclass(frozen=True)
class Bounds:
    """Σ_{letter=lower}^{upper}."""

    letter: str
    lower: tuple[Token, ...]
    upper: tuple[Token, ...]


def prepare(reader: Elaborator, *nodes: Node | None) -> None:
    """Look through a statement before it is read."""
    present = [node for node in nodes if node is not None]
    if not any("sum" in node.span.text or any(isinstance(part, Big) for part in parts(node)) for node in present):
        return
    every = [part for node in present for part in everything(node)]
    found = {id(node): (node, bounds) for node in every if isinstance(node, Big) and (bounds := _bounds(node))}
    chosen = {key for key, (node, bounds) in found.items() if _by_numbers(reader.scope, node, bounds)}
    while True:
        names = {name for key in chosen for name in _families(*found[key])}
        more = {key for key, one in found.items() if key not in chosen and names & _families(*one)}
        if not more:
            break
        chosen |= more
    if not chosen:
        return
    counting = reader.counting = Counting({key: found[key][1] for key in chosen})
    for bounds in counting.sums.values():
        letters = {token.text.lstrip("\\") for token in (*bounds.lower, *bounds.upper) if _is_letter(token)}
        counting.letters |= {bounds.letter, *letters - {"infty"}}
    counting.sequences = {name: _kind(reader.scope, name, [found[key] for key in chosen]) for name in names}
    apart = [node.above for node in every if isinstance(node, Big) and id(node) not in chosen]
    apart += [node.sub for node in every if isinstance(node, Scripts) and _name(node) in ("I", "\\mathbf{1}")]
    counting.sizes = {token.text for tokens in apart for token in tokens} & reader.scope.sizes
    known = (*reader.scope.letters.values(), *reader.scope.indexed.values())
    counting.sizes |= {letter for one in known for dim in one.shape for letter in _letters(dim)}
    _doubt(reader, every)


def _letters(dim: Dim) -> set[str]:
    """The letters in a size."""
    return {letter for atom in dim.resolved().terms if isinstance(atom, tuple) for letter in atom}


def everything(node: Node) -> Iterator[Node]:
    """A tree with what stands in exponents."""
    for part in parts(node):
        yield part
        for tokens in part.sups if isinstance(part, Scripts) else ():
            if not is_label(tokens) and not is_transpose(tokens):
                with suppress(Unread):
                    yield from everything(parsed(tokens))


def _is_letter(token: Token) -> bool:
    return token.text.lstrip("\\").isalpha()


def _bounds(node: Big) -> Bounds | None:
    """The bounds of a sum that has one index and says from where to where it runs."""
    below = [token for token in node.below if token.text not in "{}"]
    above = [token for token in node.above if token.text not in "{}"]
    if node.sign != "\\sum" or len(below) < 3 or below[1].text != "=" or not above:
        return None
    if below[0].text not in INDEX_LETTERS | TIMES or any(
        token.text in (",", ";", "=", "\\dots", "\\ldots") for token in below[2:]
    ):
        return None
    return Bounds(below[0].text.lstrip("\\"), tuple(below[2:]), tuple(above))


def _by_numbers(scope: Scope, node: Big, bounds: Bounds) -> bool:
    """Whether a sum does not run over all places of an index, or does more than say a place."""
    if plain(bounds.lower) != "1":
        later = stretch(node.below, node.above)
        return later is None or not all(_is_known(scope, name) for name in _families(node, bounds))
    try:
        end = size(bounds.upper).size()
    except Unread:
        return True
    for part in everything(node.body):
        if isinstance(part, Letter) and symbol_name(part) == bounds.letter:
            return True
        if isinstance(part, Scripts) and _runs(part, bounds.letter):
            if _name(part) in scope.grids:
                return True
            known, terms = scope.find(_name(part)), index_terms(part.sub)
            column = known is not None and known.kind == "vector" and known.origin == "stated" and not known.bold
            column = column and _name(part) not in scope.indexed and terms is not None and len(terms) == 1
            if terms is None or (column and known is not None and not _reaches(known.shape[0], end)):
                return True
    return False


def _reaches(whole: Dim, end: Size | None) -> bool:
    """Whether a column has as many entries, or begins with a part of so many."""
    return whole.size() in (None, end) or (end is not None and whole.contains(Dim.of(end)))


def _is_known(scope: Scope, name: str) -> bool:
    """Whether a letter with an index is an entry or a row of something of which the sizes are known."""
    known = scope.indexed.get(name) or scope.find(name)
    made = scope.defined.get(name)
    shape = known.shape if known is not None else made.value.shape if made is not None and made.value else None
    return shape is not None and not shape[0].unknowns() and not shape[0].is_one


def _families(node: Big, bounds: Bounds) -> set[str]:
    """The letters with what runs below them."""
    return {_name(p) for p in everything(node.body) if isinstance(p, Scripts) and _runs(p, bounds.letter)} - {""}


def _runs(node: Scripts, letter: str) -> bool:
    return any(token.text.lstrip("\\") == letter for token in node.sub)


def _name(node: Scripts) -> str:
    return symbol_name(node.base) if isinstance(node.base, Letter) else ""


def _kind(scope: Scope, name: str, sums: Sequence[tuple[Big, Bounds]]) -> Kind:
    """Whether a subscript says an entry of a column or a step: by the size of the column, or by a letter for time."""
    known = scope.find(name)
    if known is None or known.kind != "vector":
        return "steps"
    own = [(node, bounds) for node, bounds in sums if name in _families(node, bounds)]
    below = [
        t
        for node, _ in own
        for p in everything(node.body)
        if isinstance(p, Scripts) and _name(p) == name
        for t in p.sub
    ]
    texts = {t.text for _, bounds in own for t in (*bounds.lower, *bounds.upper)} | {t.text for t in below}
    if str(known.shape[0]) in texts:
        return "entries"
    if known.origin != "stated":
        return "steps"
    return "steps" if texts & TIMES or name in scope.times else "unclear"


ELSEWHERE = "what {} is may have been said elsewhere"


def _doubt(reader: Elaborator, every: Sequence[Node]) -> None:
    """Mark what the statement does not say itself: a counterexample then says nothing of what was meant."""
    scope, counting = reader.scope, reader.counting
    for part in every:
        if isinstance(part, Scripts) and any(token.text.lstrip("\\") in counting.letters for token in part.sub):
            name = _name(part)
            if name and name not in counting.sequences:
                reader.doubts.add(ELSEWHERE.format(part.span.text.strip()))
        if isinstance(part, Scripts) and _name(part) in counting.sequences:
            others = {token.text.lstrip("\\") for token in part.sub if _is_letter(token)} - counting.letters
            if others:
                reader.doubts.add(f"which values {', '.join(sorted(others))} takes was not said")
    for name in counting.sequences:
        others = {
            other for other in (*scope.letters, *scope.defined) if "_{" in other and base_of(other) == base_of(name)
        }
        if others or any(name in h.letters or base_of(name) in map(base_of, h.letters) for h in scope.hypotheses):
            reader.doubts.add(f"more is known of {name} than that it is a sequence")
