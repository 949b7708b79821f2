"""What stands below and above a sum: its index, how far it runs, what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivations.reading.letters.sizes import size
from derivations.reading.names import INDEX_LETTERS
from derivations.reading.sizes import ONE, Dim
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Big, Node, Scripts, parts

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator


@dataclass(frozen=True)
class Range:
    """One index of a sum; without a size it is found by what is indexed."""

    name: str
    size: Dim | None = None
    without: tuple[str, ...] = ()
    start: Dim | None = None  # of Σ_{i=n+1}^{n+d}: the n entries before, so that it runs over d of them


def range_of(reader: Elaborator, node: Big) -> list[Range]:
    """The indices of a sum, from the outside in. Unread when they are not of a known form."""
    if not node.below:
        return [Range(_only_index(reader, node))]
    later = stretch(node.below, node.above)
    if later is not None:
        return [later]
    ranges: list[Range] = []
    for piece in _split(node.below, {",", ";"}):
        ranges += _one(reader, piece, node, ranges)
    if not ranges:
        raise Unread("no index stands below the sum", node.span)
    if node.above:
        if len(ranges) > 1 and not all(r.size is None for r in ranges):
            raise Unread("several indices with one upper end", node.above[0].span)
        end = size(node.above)
        ranges = [replace(r, size=end) for r in ranges]
    for r in ranges:
        if r.size is not None:
            reader.scope.sizes.update(a[0] for a in r.size.terms if isinstance(a, tuple) and len(a) == 1)
    return _filled(ranges)


def stretch(below: Sequence[Token], above: Sequence[Token]) -> Range | None:
    """The index of Σ_{i=n+1}^{n+d}, which runs over the part of d entries after the first n; None for other sums."""
    texts = [token.text for token in below if token.text not in "{}"]
    if len(texts) < 5 or texts[0] not in INDEX_LETTERS or texts[1] != "=" or "1" not in (texts[2], texts[-1]):
        return None
    tokens = [token for token in below if token.text not in "{}"][2:]
    try:
        first, last = size(tokens), size(above)
    except Unread:
        return None
    start = first.minus(ONE)
    run = last.minus(start)
    if not all(start.terms) or not start.terms or not run.terms or min(*start.terms.values(), *run.terms.values()) < 0:
        return None
    return Range(texts[0].lstrip("\\"), run, (), start)


def _filled(ranges: list[Range]) -> list[Range]:
    """Indices in one list run equally far."""
    last: Dim | None = None
    result = []
    for r in reversed(ranges):
        last = r.size if r.size is not None else last
        result.append(replace(r, size=last))
    return result[::-1]


def _split(tokens: Sequence[Token], signs: set[str]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in signs:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _one(reader: Elaborator, piece: list[Token], node: Big, before: list[Range]) -> list[Range]:
    texts = [token.text for token in piece if token.text not in ("{", "}")]
    if not texts:
        raise Unread("no index stands below the sum", node.span)
    name = texts[0].lstrip("\\")
    if texts[0] not in INDEX_LETTERS:
        raise Unread(f"the index {texts[0]} below a sum is not known", piece[0].span)
    rest = texts[1:]
    if not rest:
        return [Range(name)]
    if rest[0] == "=" and "".join(rest[1:]) == "1":
        return [Range(name)]
    if rest[0] == "=" and rest[1:2] == ["1"] and rest[2:3] and rest[2] in ("\\dots", "\\ldots"):
        return [Range(name, size(piece[-1:]))]
    if rest[0] in ("\\ne", "\\neq"):
        return _apart(reader, name, [t.lstrip("\\") for t in rest[1:]], before)
    if rest[0] == "\\in" and rest[1:2] == ["["] and rest[-1] == "]":
        inside = [t for t in piece if t.text not in "{}"][3:-1]
        return [Range(name, size(inside))]
    if all(t in INDEX_LETTERS for t in rest):
        return [Range(t.lstrip("\\")) for t in texts]
    raise Unread(f"the range {''.join(t.text for t in piece)} below a sum is not read", node.span)


def _apart(reader: Elaborator, name: str, others: list[str], before: list[Range]) -> list[Range]:
    """j ≠ k: k is left out; when j is an index already it is that one."""
    names = [r.name for r in before]
    if name in names and others[0] in names:  # the inner one leaves out the outer one
        place = max(names.index(name), names.index(others[0]))
        outer = others[0] if place == names.index(name) else name
        before[place] = replace(before[place], without=(*before[place].without, outer))
        return []
    if name in names:
        place = names.index(name)
        before[place] = replace(before[place], without=(*before[place].without, *others))
        return []
    if len(others) == 1 and others[0] not in reader.bound and others[0] not in reader.outside:
        return [Range(others[0]), Range(name, None, tuple(others))]  # a sum over both
    return [Range(name, None, tuple(others))]


def _only_index(reader: Elaborator, node: Big) -> str:
    """The index of a sum that names none: the only one that is free in its body."""
    found = {
        token.text.lstrip("\\")
        for part in parts(node.body)
        if isinstance(part, Node) and isinstance(part, Scripts)
        for token in part.sub
        if token.text in INDEX_LETTERS and token.text.lstrip("\\") not in reader.bound
    }
    if len(found) != 1:
        raise Unread("a sum without an index: write \\sum_{i=1}^n", node.span)
    return found.pop()
