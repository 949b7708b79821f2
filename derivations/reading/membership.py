"""Formulas that declare: x ∈ R^n, A, B ∈ R^{n×d}, η ∈ (0, 1), i = 1, …, n, f: R^n → R."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from derivations.reading import sets, subspaces
from derivations.reading.events import Assume, Declare, Event, Name, name_of
from derivations.reading.letters.sizes import size
from derivations.reading.names import is_transpose
from derivations.reading.parsing.parser import parsed
from derivations.reading.rows import Statement, span_of, statements
from derivations.reading.sizes import ONE, Clash, Dim, Trail
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain, Group, Letter, Scripts
from derivations.reading.values import IllTyped, Value

DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\dotsc"})
_REALS = ("\\mathbb{R}", "\\Re", "\\mathbf{R}", "\\mathrm{R}", "\\Bbb{R}")
_IN = {"\\in": "∈", "\\notin": "∉"}
_FONTS = frozenset({"\\mathbb", "\\mathbf", "\\mathcal", "\\mathrm", "\\Bbb"})


@dataclass
class Members:
    """Letters that are said to be in sets."""

    names: list[Name]
    events: list[Event]
    equations: list[Statement]  # as in x = μ + ε ∈ R^d


def members(tokens: Sequence[Token]) -> Members | None:
    """The declarations of a formula with ∈ at its top; None when it has none."""
    if not any(token.text in _IN for token, level in _levels(tokens) if level == 0):
        return None
    found = Members([], [], [])
    waiting: list[list[Token]] = []
    for piece in _cut(tokens, (",", ";", "\\quad", "\\qquad", "\\text")):
        waiting.append(piece)
        places = [k for k, (token, level) in enumerate(_levels(piece)) if token.text in _IN and level == 0]
        if places:
            denied = piece[places[0]].text == "\\notin" or piece[places[0] - 1].text == "\\not"
            waiting[-1] = [token for token in piece[: places[0]] if token.text != "\\not"]
            _one(found, [w for w in waiting if w], piece[places[0] + 1 :], denied=denied)
            waiting = []
    return found


def _levels(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
    result, level = [], 0
    for token in tokens:
        if token.text in ("}", ")", "]", "\\}"):
            level -= 1
        result.append((token, level))
        if token.text in ("{", "(", "[", "\\{"):
            level += 1
    return result


def _cut(tokens: Sequence[Token], at: tuple[str, ...]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token, level in _levels(tokens):
        if level == 0 and token.text in at:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _one(found: Members, lists: list[list[Token]], right: list[Token], *, denied: bool = False) -> None:
    lists = [_before_equals(found, tokens) for tokens in lists]
    letters = _family(lists) or [name for tokens in lists for name in names(tokens)]
    if not letters or not right:
        return
    span = span_of([*lists[0], *right])
    if denied:
        found.names += letters
        found.events += sets.unknown(letters, right, span, "∉")
        return
    special = subspaces.member(lists, letters, _braced(right), span)
    special = special or sets.member(lists, letters, _braced(right), span, lambda part: _space(part, span)) or []
    if special:
        found.names += letters
        found.events += special
        return
    space = _space(right, span)
    if space is not None:
        shape, properties = space
        found.events += _of_numbers(lists, right, span)
        found.names += letters
        found.events.append(Declare(letters, shape, span, properties, stated=False, early=True))
        return
    bounds = [bound for tokens in each(lists) if (bound := _interval(tokens, right, span)) is not None]
    found.names += letters if bounds else []
    found.events += bounds or sets.unknown(letters, right, span)


def _before_equals(found: Members, tokens: list[Token]) -> list[Token]:
    """The name of x = (x_1, x_2) ∈ R^2, whose equation is kept."""
    place = next((k for k, (token, level) in enumerate(_levels(tokens)) if token.text == "=" and level == 0), None)
    if not place:
        return tokens
    found.equations += statements(tokens)
    return tokens[:place]


def _family(lists: list[list[Token]]) -> list[Name]:
    """x_1, …, x_n as the family x."""
    if not any(token.text in DOTS for tokens in lists for token in tokens):
        return []
    pieces = [piece for tokens in lists for piece in _cut(tokens, (",",))]
    if any(token.text in DOTS for token in pieces[0]):
        return []
    first = names(pieces[0])
    base, _, low = first[0].name.partition("_") if first else ("", "", "")
    last = names(pieces[-1])
    end = last[0].index or last[0].name.partition("_")[2].strip("{}") if last else ""
    count = end if len(end) == 1 and end.isalpha() else ""
    return [Name(base, first[0].bold, "i", count)] if low.strip("{}") == "1" else []


def each(lists: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The letters of a list one by one; x_i for x_1, …, x_n."""
    if not _family([list(tokens) for tokens in lists]):
        return [list(tokens) for tokens in lists]
    first = list(lists[0])
    place = next(k for k, token in enumerate(first) if token.text == "1")
    return [[*first[:place], replace(first[place], text="i"), *first[place + 1 :]]]


def transposed_names(tokens: Sequence[Token]) -> list[Name]:
    """The letter of something like x_i^\\top; empty when it is something else."""
    try:
        node = parsed(tokens)
    except Unread:
        return []
    if isinstance(node, Scripts) and node.sups and is_transpose(node.sups[-1]):
        name = name_of(replace(node, sups=node.sups[:-1]))
        return [name] if name is not None else []
    return []


def sizes(tokens: Sequence[Token]) -> tuple[Dim, ...] | None:
    """The two sizes of n \\times d; None for anything else."""
    pieces = _cut(tokens, ("\\times",))
    if len(pieces) != 2:
        return None
    try:
        return tuple(size(piece) for piece in pieces)
    except Unread:
        return None


def length(tokens: Sequence[Token]) -> tuple[Dim, ...] | None:
    """The shape of an n-vector, by its n; None for what is no size."""
    if any(token.text in ("=", "\\times", ",") for token in tokens):
        return None
    try:
        return (size(list(tokens)),)
    except Unread:
        return None


def shape_of(tokens: Sequence[Token]) -> tuple[Dim, ...] | None:
    """The shape of the members of R^n; None for anything else."""
    try:
        found = _space(list(tokens), span_of(tokens))
    except Unread:
        return None
    return found[0] if found is not None and found[0] else None


def space(tokens: Sequence[Token]) -> tuple[Dim, ...] | None:
    """The shape of the members of a space, () for numbers; None for anything else."""
    try:
        found = _space(list(tokens), span_of(tokens)) if tokens else None
    except Unread:
        return None
    return found[0] if found is not None else None


def parted(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """A value, and the space that is said to hold it: 2Ax ∈ R^n is read as 2Ax, whose shape is to fit R^n."""
    level = 0
    for place, token in enumerate(tokens):
        level += (token.text in "{([") - (token.text in "})]")
        if token.text == "\\in" and not level and place and space(tokens[place + 1 :]) is not None:
            return tokens[:place], tokens[place + 1 :]
    return tokens, ()


def held(trail: Trail, value: Value, tokens: tuple[Token, ...]) -> None:
    """Make a value one of a space, a row also one of R^n. IllTyped where it is shaped otherwise."""
    shape = space(tokens)
    row = shape is not None and len(shape) == 1 and value.shape[0].is_one
    for have, want in zip(value.shape[::-1] if row else value.shape, (*shape, ONE, ONE) if shape is not None else ()):
        try:
            trail.unify(have, want)
        except Clash:
            holder = span_of(tokens)
            raise IllTyped(f"{value} is not in {holder.text.strip()}", value.span.to(holder)) from None


def names(tokens: Sequence[Token]) -> list[Name]:
    """The letters of a list such as x, c or (x_i, y_i); empty when it is something else."""
    family = _family([list(tokens)])
    if family:
        return family
    try:
        node = parsed(tokens)
    except Unread:
        pieces = _cut(tokens, (",",))
        return [name for piece in pieces for name in names(piece)] if len(pieces) > 1 else []
    if isinstance(node, Group) and not node.bar:
        inside = [name_of(item) for item in node.items]
        return [name for name in inside if name is not None] if all(inside) else []
    name = name_of(node)
    return [name] if name is not None else []


def _space(right: list[Token], span: Span) -> tuple[tuple[Dim, ...], list[str]] | None:
    """R, R^n, R^{n×d}, R_+, {0, 1}^n, the symmetric and the definite matrices."""
    right = _braced(right)
    if not right:
        return None
    if right[0].text == "\\{":
        return _numbers(right)
    text = "".join(token.text for token in right)
    head = next(
        (h for h in (*_REALS, "\\mathbb{S}", "\\mathcal{S}", "\\mathbb{N}", "\\mathbb{Z}") if text.startswith(h)), ""
    )
    if not head:
        return None
    rest = right[_length(right, head) :]
    sub, sup = _script(rest, "_"), _script(rest, "^")
    below = "".join(t.text for t in sub).replace("{", "").replace("}", "")
    properties = {"+": ["nonnegative"], "++": ["positive"], ">0": ["positive"], "\\ge0": ["nonnegative"]}.get(below, [])
    if head in ("\\mathbb{N}", "\\mathbb{Z}"):
        return (), ["natural"] if head == "\\mathbb{N}" else []
    pieces = _cut([t for t in sup if t.text not in "{}()"], ("\\times", "x", "*"))
    dims = tuple(size(piece) for piece in pieces)
    if head.endswith("S}"):
        properties = {"+": ["positive semidefinite"], "++": ["positive definite"]}.get(below, ["symmetric"])
        return (dims[0], dims[0]) if dims else (), properties
    if len(dims) > 2:
        raise Unread("an array with more than two sizes", span)
    if len(dims) == 2 and dims[1].is_one:
        dims = dims[:1]
    return (() if len(dims) == 1 and dims[0].is_one else dims), properties


def _braced(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with \\mathbb R written \\mathbb{R}, and a bare R too."""
    found: list[Token] = []
    tokens = tokens[1:-1] if tokens[0].text == "{" and tokens[-1].text == "}" else tokens
    for k, token in enumerate(tokens):
        before = tokens[k - 1].text if k else ""
        inside = before == "{" and k > 1 and tokens[k - 2].text in _FONTS
        alone = token.text == "R" and not k
        opened = alone or (before in _FONTS and token.text != "{" and not inside)
        font = [Token("\\mathbb", token.span)] if alone else []
        around = [*font, Token("{", token.span), token, Token("}", token.span)]
        found += around if opened else [token]
    return found


def _numbers(right: Sequence[Token]) -> tuple[tuple[Dim, ...], list[str]] | None:
    """A set of numbers written out, such as {0, 1} or {-1, +1}^n."""
    end = next((k for k, token in enumerate(right) if token.text == "\\}"), 0)
    inside = right[1:end]
    if not inside or not all(t.text.replace(".", "").isdigit() or t.text in ("+", "-", ",", "\\pm") for t in inside):
        return None
    sup = [t for t in _script(right[end + 1 :], "^") if t.text not in "{}()"]
    pieces = _cut(sup, ("\\times",))
    return tuple(size(piece) for piece in pieces), []


def _of_numbers(lists: Sequence[Sequence[Token]], right: Sequence[Token], span: Span) -> list[Event]:
    """y_i ∈ {-1, 1} as y_i² = 1, y_i ∈ {0, 1} as y_i² = y_i."""
    text = "".join(t.text for t in right[: next((k for k, t in enumerate(right) if t.text == "\\}"), 0)])[2:]
    signs = text in ("-1,1", "-1,+1", "1,-1", "+1,-1", "\\pm1", "-1,+1")
    if not signs and text not in ("0,1", "1,0"):
        return []
    found: list[Event] = []
    for tokens in lists:
        with suppress(Unread):
            name = parsed(tokens)
            square = parsed([*tokens, Token("^", span), Token("2", span)])
            if isinstance(name, Letter | Scripts):
                value = parsed([Token("1", span)]) if signs else name
                chain = Chain(span, (square, value), (Token("=", span),))
                found.append(Assume(chain, span, stated=False))
    return found


def _length(right: Sequence[Token], head: str) -> int:
    text = ""
    for k, token in enumerate(right):
        text += token.text
        if text == head:
            return k + 1
    return len(right)


def _script(tokens: Sequence[Token], sign: str) -> list[Token]:
    for k, token in enumerate(tokens):
        if token.text == sign and k + 1 < len(tokens):
            if tokens[k + 1].text != "{":
                return [tokens[k + 1]]
            level, inside = 0, []
            for inner in tokens[k + 1 :]:
                level += (inner.text == "{") - (inner.text == "}")
                inside.append(inner)
                if level == 0:
                    return inside
    return []


def _interval(left: Sequence[Token], right: list[Token], span: Span) -> Event | None:
    """η ∈ (0, 1) as 0 < η < 1."""
    if not right or right[0].text not in ("(", "[") or right[-1].text not in (")", "]"):
        return None
    ends = _cut(right[1:-1], (",",))
    if len(ends) != 2:
        return None
    lower = "<" if right[0].text == "(" else "\\le"
    upper = "<" if right[-1].text == ")" else "\\le"
    name = parsed(left)
    values, found = [name], []
    if not any(t.text == "\\infty" for t in ends[0]):
        values, found = [parsed(ends[0]), name], [Token(lower, span)]
    if not any(t.text == "\\infty" for t in ends[1]):
        values, found = [*values, parsed(ends[1])], [*found, Token(upper, span)]
    return Assume(Chain(span, tuple(values), tuple(found)), span, stated=False) if found else None


def is_range(tokens: Sequence[Token]) -> bool:
    """i = 1, …, n: says how far an index runs."""
    top = [token.text for token, level in _levels(tokens) if level == 0]
    return (
        len(top) < 24
        and any(t in DOTS for t in top)
        and "=" in top[1:5]
        and top[-1] not in DOTS
        and (top.count("=") <= 1 and "+" not in top and "-" not in top[:-2])
        and ("," in top)
    )


def is_mapping(tokens: Sequence[Token]) -> bool:
    """f: R^n → R."""
    top = [token.text for token, level in _levels(tokens) if level == 0]
    return ":" in top and any(arrow in top for arrow in ("\\to", "\\rightarrow", "\\mapsto"))
