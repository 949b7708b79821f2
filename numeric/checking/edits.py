"""Single edits of one side of a step, as people slip: each gives the side's LaTeX with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from derivations.reading.names import INDEX_LETTERS, is_transpose, plain
from derivations.reading.source import Span, Token
from derivations.reading.syntax import (
    Bars,
    Beside,
    Big,
    Chain,
    Group,
    Infix,
    Letter,
    Node,
    Num,
    Plus,
    Ratio,
    Root,
    Scripts,
    parts,
)

MOST = 240  # edits of one side


@dataclass(frozen=True)
class Edit:
    """One change: what kind of slip it mends, the stretch it replaces, and by what."""

    code: str
    span: Span
    text: str

    def applied(self, side: Span) -> str:
        """The side's LaTeX after the edit."""
        source = side.source
        before = Span(source, side.start, self.span.start).text
        after = Span(source, self.span.end, side.end).text
        return f"{before}{self.text}{after}"

    @property
    def said(self) -> str:
        """The change in a few characters."""
        old, new = " ".join(self.span.text.split()), " ".join(self.text.split())
        if not old:
            return f"insert {new}"
        return f"{old} -> {new}" if new else f"drop {old}"


def edits(side: Node, style: str, indices: Sequence[str]) -> Iterator[Edit]:
    """Edits of a side, the likelier slips first; `style` is the document's transpose, `indices` the letters in use."""
    found: list[Edit] = []
    nodes = list(_outside_conditions(side))
    for make in (_signs, _factors, _transposes, _orders, _inverses, _exponents, _terms):
        for node in nodes:
            found += make(node, style)
    found += [edit for node in nodes for edit in _indices(node, indices)]
    found += _whole(side, style)
    seen: set[str] = set()
    for edit in found[:MOST]:
        text = edit.applied(side.span)
        if text not in seen and not _overlapping(edit, side.span):
            seen.add(text)
            yield edit


def _overlapping(edit: Edit, side: Span) -> bool:
    return edit.span.source is not side.source or edit.span.start < side.start or edit.span.end > side.end


def _outside_conditions(side: Node) -> Iterator[Node]:
    return (node for node in parts(side) if not isinstance(node, Chain))


def _at(span: Span, offset: int) -> Span:
    return Span(span.source, offset, offset)


def _is_atom(node: Node) -> bool:
    return isinstance(node, Letter | Scripts | Group)


def _rendered(node: Scripts, sups: Sequence[str]) -> str:
    """A base with its subscript and other superscripts."""
    base = node.base.span.text
    low = f"_{{{_text(node.sub)}}}" if node.sub else ""
    return f"{base}{low}{''.join(f'^{{{s}}}' for s in sups)}{chr(39) * node.primes}"


def _text(tokens: Sequence[Token]) -> str:
    return "".join(
        f"\\text{{{t.argument}}}" if t.text == "\\text" else t.text + (" " if t.text[:1] == "\\" else "")
        for t in tokens
    ).strip()


def _transposes(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Scripts):
        rest = [t for t in node.sups if not is_transpose(t)]
        if len(rest) < len(node.sups):
            yield Edit("transpose", node.span, _rendered(node, [_text(t) for t in rest]))
        elif [plain(t) for t in node.sups] == ["-1"] or node.sups or node.primes:
            yield Edit("transpose", node.span, f"{{{node.span.text}}}{style}")
        else:
            yield Edit("transpose", node.span, node.span.text + style)
    if isinstance(node, Beside | Plus):
        items = node.items if isinstance(node, Beside) else [term for _, term in node.terms]
        for item in items:
            if isinstance(item, Letter | Group):
                yield Edit("transpose", item.span, item.span.text + style)
            elif isinstance(item, Beside):
                yield Edit("transpose", item.span, f"({item.span.text}){style}")
    if isinstance(node, Group) and len(node.items) == 1 and isinstance(node.items[0], Letter | Beside):
        inner = node.items[0]
        if isinstance(inner, Letter):
            yield Edit("transpose", inner.span, inner.span.text + style)


def _orders(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Beside):
        items = [item for item in node.items if not isinstance(item, Num)]
        for a, b in pairwise(items):
            if _is_atom(a) or _is_atom(b):
                yield Edit("order", a.span.to(b.span), f"{b.span.text} {a.span.text}")
        if 3 < len(items) < 7:
            for a, _, c in zip(items, items[1:], items[2:], strict=False):
                middle = items[items.index(a) + 1].span.text
                yield Edit("order", a.span.to(c.span), f"{c.span.text} {middle} {a.span.text}")
        if len(items) > 2:
            whole = items[0].span.to(items[-1].span)
            texts = [item.span.text for item in items]
            yield Edit("order", whole, " ".join(texts[::-1]))
            yield Edit("order", whole, " ".join([*texts[1:], texts[0]]))
            yield Edit("order", whole, " ".join([texts[-1], *texts[:-1]]))
    if isinstance(node, Infix) and node.sign == "\\otimes":
        yield Edit("order", node.span, f"{node.right.span.text} \\otimes {node.left.span.text}")


def _signs(node: Node, style: str) -> Iterator[Edit]:
    if not isinstance(node, Plus):
        return
    for k, (sign, term) in enumerate(node.terms):
        start = node.terms[k - 1][1].span.end if k else node.span.start
        if term.span.source is not node.span.source or start > term.span.start:
            continue
        gap = Span(node.span.source, start, term.span.start)
        opposite = "+" if sign < 0 else "-"
        text = ("" if opposite == "+" and not k else f" {opposite} ") if k or sign < 0 else "-"
        yield Edit("sign", gap, text)


def _factors(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Plus):
        for _, term in node.terms:
            yield from _scaled(term)
    if isinstance(node, Beside):
        for item in node.items:
            if (isinstance(item, Num) and item.value != 1) or isinstance(item, Ratio):
                yield Edit("factor", item.span, "")
    if isinstance(node, Num) and node.value in (2, 4):
        yield Edit("factor", node.span, "1" if node.value == 2 else "2")
    if isinstance(node, Ratio):
        if isinstance(node.bottom, Num) or isinstance(node.top, Num):
            yield Edit("factor", node.span, "1")
        bottom = node.bottom
        yield (
            Edit("factor", bottom.span, f"2{bottom.span.text}")
            if not isinstance(bottom, Num)
            else Edit("factor", bottom.span, str(bottom.value * 2))
        )
    if isinstance(node, Infix) and node.sign == "/" and isinstance(node.right, Num):
        yield Edit("factor", node.span, node.left.span.text)


def _scaled(term: Node) -> Iterator[Edit]:
    yield Edit("factor", _at(term.span, term.span.start), "2")
    yield Edit("factor", _at(term.span, term.span.start), "\\tfrac{1}{2}")


def _inverses(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Scripts) and [plain(t) for t in node.sups] == ["-1"]:
        base = node.base.span.text
        yield Edit("inverse", node.span, f"({base}{style}{base})^{{-1}} {base}{style}")
        yield Edit("inverse", node.span, f"{base}^{{+}}")
    if isinstance(node, Scripts) and any(plain(t) == "-1" for t in node.sups):
        rest = [_text(t) for t in node.sups if plain(t) != "-1"]
        yield Edit("inverse", node.span, _rendered(node, rest))
    if isinstance(node, Beside):
        for item in node.items:
            if isinstance(item, Letter | Group) or (isinstance(item, Scripts) and not item.sups):
                yield Edit("inverse", item.span, f"{item.span.text}^{{-1}}")
    if isinstance(node, Scripts) and any(is_transpose(t) for t in node.sups) and len(node.sups) == 1:
        yield Edit("inverse", node.span, _rendered(node, ["-1"]))


def _exponents(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Scripts):
        for k, tokens in enumerate(node.sups):
            text = plain(tokens)
            if text.isdigit() and 0 < int(text) < 9:
                others = [_text(t) for j, t in enumerate(node.sups) if j != k]
                yield Edit("term", node.span, _rendered(node, others))
                yield Edit("term", node.span, _rendered(node, [*others, str(int(text) + 1)]))
                if int(text) > 2:
                    yield Edit("term", node.span, _rendered(node, [*others, str(int(text) - 1)]))
    if isinstance(node, Beside | Plus):
        items = node.items if isinstance(node, Beside) else [term for _, term in node.terms]
        for item in items:
            if isinstance(item, Letter | Group | Bars) or (isinstance(item, Scripts) and not item.sups):
                yield Edit("term", _at(item.span, item.span.end), "^2")
    if isinstance(node, Ratio | Root):
        for inner in (node.top, node.bottom) if isinstance(node, Ratio) else (node.inside,):
            if isinstance(inner, Letter | Group) or (isinstance(inner, Scripts) and not inner.sups):
                yield Edit("term", _at(inner.span, inner.span.end), "^2")


def _terms(node: Node, style: str) -> Iterator[Edit]:
    if isinstance(node, Plus):
        for _, term in node.terms:
            if isinstance(term, Beside):
                yield Edit("term", _at(node.span, node.span.end), f" + ({term.span.text}){style}")
    if isinstance(node, Plus) and len(node.terms) > 1:
        (_, first), (sign, second) = node.terms[:2]
        if len(node.terms) == 2 and sign < 0 and isinstance(first, Num) and first.value == 1:  # p for 1 - p
            yield Edit("term", node.span, second.span.text)
        for k, (_, term) in enumerate(node.terms):
            start = node.terms[k - 1][1].span.end if k else node.span.start
            end = term.span.end if k else node.terms[1][1].span.start
            yield Edit("term", Span(node.span.source, start, end), "" if k or node.terms[1][0] > 0 else "-")
    if isinstance(node, Beside) and len(node.items) > 1:
        for item in node.items:
            if not isinstance(item, Num):
                yield Edit("term", item.span, "")


def _indices(node: Node, letters: Sequence[str]) -> Iterator[Edit]:
    tokens = node.sub if isinstance(node, Scripts) else (*node.below, *node.above) if isinstance(node, Big) else ()
    own = [t for t in tokens if t.text in INDEX_LETTERS or t.text.isdigit()]
    if isinstance(node, Scripts) and len(own) == 2:
        pair = own[0].span.to(own[1].span)
        yield Edit("index", pair, f"{own[1].text} {own[0].text}")
    for token in own:
        for other in letters:
            if other != token.text and (isinstance(node, Scripts) or token in getattr(node, "above", ())):
                yield Edit("index", token.span, other)
    if isinstance(node, Big):
        yield from _ends(node)


def _ends(node: Big) -> Iterator[Edit]:
    """Sums that begin at 0 rather than 1, or end one term late or early."""
    below = [token for token in node.below if token.text not in "{}"]
    above = [token for token in node.above if token.text not in "{}"]
    if len(below) > 2 and below[1].text == "=":
        first = below[2].span.to(below[-1].span)
        yield Edit("index", first, "0" if first.text.strip() == "1" else "1")
    if above and above[-1].text != "\\infty":
        last = above[0].span.to(above[-1].span)
        shorter = len(above) == 3 and above[1].text in "+-" and above[2].text == "1"
        yield from (Edit("index", last, f"{{{last.text}{by}}}") for by in (" - 1", " + 1"))
        if shorter:
            yield Edit("index", last, above[0].text)


def _whole(side: Node, style: str) -> Iterator[Edit]:
    """Edits of the side as a whole."""
    text = side.span.text
    wrapped = f"({text})" if isinstance(side, Plus) else text
    yield Edit("sign", side.span, f"-{wrapped}")
    yield Edit("factor", side.span, f"2{wrapped}")
    yield Edit("factor", side.span, f"\\tfrac{{1}}{{2}}{wrapped}")
    yield Edit("transpose", side.span, f"({text}){style}")
    if isinstance(side, Letter | Group | Scripts):
        yield Edit("inverse", side.span, f"({text})^{{-1}}")
