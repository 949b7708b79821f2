"""Declarations given outright: `X : n x d, symmetric`, `lambda > 0`, `assume …`, `define …`, `layout : …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from derivations.letters import GREEK
from derivations.reading.events import Assume, Declare, Define, Describe, Event, Layout, Name, Problem, name_of
from derivations.reading.lexing.lexer import tokens
from derivations.reading.parsing.parser import chained, parsed
from derivations.reading.properties import TABLE
from derivations.reading.sizes import Dim
from derivations.reading.source import Macro, Span, Text, Token, Unread
from derivations.reading.syntax import Chain, Group

_ASCII = {">=": "\\ge ", "<=": "\\le ", "!=": "\\ne "}
_WORDS = re.compile(
    r"(?<![\\A-Za-z])(?:" + "|".join(sorted(GREEK, key=len, reverse=True)) + r")(?![A-Za-z])|[<>!]=(?!=)"
)
_SIZE = re.compile(
    r"(?:[0-9]*[A-Za-z](?:_\{?\w+\}?)?|[0-9]+|\\ell)(?:\s*\+\s*(?:[0-9]*[A-Za-z](?:_\{?\w+\}?)?|[0-9]+))*"
)
_LONGEST = 60  # characters of a size
_LAYOUTS = {"numerator": "row", "denominator": "column", "auto": "auto", "row": "row", "column": "column"}


def declared(text: Text, macros: Mapping[str, Macro]) -> Iterator[Event]:
    """The events of a let block or of `% let` lines."""
    start = 0
    for line in text.text.splitlines(keepends=True):
        piece = text.part(start, start + len(line.rstrip("\r\n")))
        start += len(line)
        stripped = piece.text.strip()
        if stripped and not stripped.startswith(("#", "%")):
            yield from _line(_trimmed(piece), macros)


def _trimmed(piece: Text) -> Text:
    left = len(piece.text) - len(piece.text.lstrip())
    return piece.part(left, len(piece.text.rstrip()))


def _line(piece: Text, macros: Mapping[str, Macro]) -> Iterator[Event]:
    span = piece.span(0, len(piece.text))
    try:
        yield from _events(piece, span, macros)
    except Unread as error:
        yield Problem(f"this declaration is not understood: {error}", error.span or span)
        yield Describe([Name(name) for name in _mentioned(piece.text)], "a declaration that is not understood", span)


def _mentioned(said: str) -> list[str]:
    """The letters in a declaration."""
    words = (word.lstrip("\\") for word in re.findall(r"\\?[A-Za-z]+", said))
    return sorted({word for word in words if len(word) == 1 or word in GREEK})


def _events(piece: Text, span: Span, macros: Mapping[str, Macro]) -> Iterator[Event]:
    word = piece.text.split(None, 1)[0].rstrip(":")
    if word in ("assume", "given") and " " in piece.text:
        yield _assumed(_after(piece, len(piece.text.split(None, 1)[0])), span, macros)
    elif word == "define" and " " in piece.text:
        yield Define(tuple(_tokens(_after(piece, 6), macros)), span)
    elif word == "layout" and ":" in piece.text:
        yield _layout(piece.text.split(":", 1)[1].strip(), span)
    elif ":" in piece.text and ":=" not in piece.text:
        colon = piece.text.index(":")
        yield _letters(piece.part(0, colon), piece.part(colon + 1, len(piece.text)), span, macros)
    else:
        yield _assumed(piece, span, macros)


def _after(piece: Text, start: int) -> Text:
    return _trimmed(piece.part(start, len(piece.text)))


def _layout(word: str, span: Span) -> Layout:
    if word not in _LAYOUTS:
        raise Unread(f"a layout is numerator, denominator or auto, not {word!r}", span)
    return Layout(_LAYOUTS[word], span)  # type: ignore[arg-type]


def _tokens(piece: Text, macros: Mapping[str, Macro]) -> list[Token]:
    return tokens(greek(piece), macros)


def greek(piece: Text) -> Text:
    """A bare Greek word stands for its letter, lambda for \\lambda, and >= for \\ge."""
    text, offsets, last = "", [], 0
    for match in _WORDS.finditer(piece.text):
        written = _ASCII.get(match[0], "\\" + match[0])
        text += piece.text[last : match.start()] + written
        offsets += [*piece.offsets[last : match.start()], *[piece.offsets[match.start()]] * len(written)]
        last = match.end()
    if not last:
        return piece
    return Text(piece.source, text + piece.text[last:], [*offsets, *piece.offsets[last:]])


def _assumed(piece: Text, span: Span, macros: Mapping[str, Macro]) -> Assume:
    node = chained(_tokens(piece, macros))
    if not isinstance(node, Chain):
        raise Unread("an equation or an inequality is wanted, or `name : shape`", span)
    return Assume(node, span)


def _letters(left: Text, right: Text, span: Span, macros: Mapping[str, Macro]) -> Declare:
    names = [_name(piece, span) for piece in _listed(_tokens(left, macros))]
    shape, *stated = (part.strip() for part in _commas(right.text))
    declaration = Declare(names, _shape(shape, span), span)
    for said in stated:
        _add(declaration, said, right, span, macros)
    return declaration


def _listed(found: list[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    level = 0
    for token in found:
        level += (token.text in "{([") - (token.text in "})]")
        if token.text == "," and not level:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _name(found: list[Token], span: Span) -> Name:
    node = parsed(found)
    name = name_of(node.items[0] if isinstance(node, Group) and len(node.items) == 1 else node)
    if name is None:
        raise Unread(f"{node.span.text} is no letter", span)
    return name


def _commas(text: str) -> list[str]:
    """Cut at commas outside brackets."""
    pieces, level = [""], 0
    for character in text:
        level += (character in "{([") - (character in "})]")
        if character == "," and not level:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def _shape(text: str, span: Span) -> tuple[Dim, ...]:
    if text in ("scalar", "number", "real", "1"):
        return ()
    sizes = [size.strip() for size in re.split(r"\s+x\s+|×|\\times|(?<=\d)x(?=\d)", text)]
    if any(len(size) > _LONGEST for size in sizes):
        raise Unread(f"a size is at most {_LONGEST} characters long", span)
    if len(sizes) > 2 or not all(_SIZE.fullmatch(size) for size in sizes):
        raise Unread(f"a shape is `n x d`, `n` or `scalar`, not {text!r}", span)
    return tuple(dimension(size) for size in sizes)


def dimension(text: str) -> Dim:
    """A size from its text, such as n, 3 or d + n."""
    total = Dim({})
    for part in text.replace("\\ell", "ell").replace(" ", "").split("+"):
        digits = re.match(r"[0-9]*", part)
        count = digits[0] if digits else ""
        rest = part[len(count) :]
        total = total + Dim({(rest,) if rest else (): int(count or 1)})
    return total


def _add(declaration: Declare, said: str, right: Text, span: Span, macros: Mapping[str, Macro]) -> None:
    """A property, or a word about a random letter."""
    if said in TABLE:
        declaration.properties.append(said)
    elif said in ("random", "gaussian", "normal"):
        declaration.random = True
        declaration.gaussian = declaration.gaussian or said != "random"
    elif said.startswith(("mean ", "covariance ", "variance ")):
        declaration.random = True
        kind, value = said.split(None, 1)
        at = right.text.index(said) + len(said) - len(value)
        found = tuple(_tokens(right.part(at, at + len(value)), macros))
        if kind == "mean":
            declaration.mean = found
        else:
            declaration.covariance = found
    elif said.startswith("independent of"):
        declaration.random = True
    elif said != "square":
        raise Unread(f"no property is called {said!r}; known: {', '.join(sorted(TABLE))}", span)
