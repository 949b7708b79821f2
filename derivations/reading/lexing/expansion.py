"""Macros expanded, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from derivations.reading.lexing.commands import SIZES
from derivations.reading.lexing.pieces import Unclosed, cut, pieces
from derivations.reading.macros import STOCK
from derivations.reading.source import Macro, Span, Text, Token, Unread

LONGEST = 40_000  # characters of one piece of mathematics
MOST = 20_000  # tokens of one piece of mathematics, and tokens that its macros may make on the way
DEPTH = 30  # macros within macros


class _Item(NamedTuple):
    """A token still to be expanded: how deep in macros it was made, and where it stands in the text (or -1)."""

    token: Token
    depth: int
    start: int = -1
    end: int = -1


class Expansion:
    """Expands macros from the left, as TeX does, with a stack of what is still to come."""

    def __init__(self, text: Text, macros: Mapping[str, Macro]) -> None:
        self.text, self.macros, self.made = text, macros, 0
        try:
            found = pieces(text.text)
        except Unclosed as error:
            raise Unread(str(error), text.span(error.start, error.end)) from error
        self.waiting = [
            _Item(Token(piece.text, text.span(piece.start, piece.end), piece.argument), 0, piece.start, piece.end)
            for piece in reversed(found)
        ]

    def tokens(self) -> list[Token]:
        done: list[Token] = []
        while self.waiting:
            item = self.waiting.pop()
            macro = self._macro(item.token.text)
            if macro is None:
                done.append(item.token)
            elif macro.body.startswith("\\noexpand"):  # \let: what the name meant when it was let
                done += self._body(macro.body.removeprefix("\\noexpand"), item.token.span, [])
            else:
                self._call(macro, item)
            if len(done) > MOST:
                raise Unread(f"more than {MOST} tokens in one piece of mathematics", item.token.span)
        return done

    def _macro(self, name: str) -> Macro | None:
        return (self.macros.get(name) or STOCK.get(name)) if name.startswith("\\") else None

    def _call(self, macro: Macro, item: _Item) -> None:
        """Put a macro's body, with its arguments, in place of the call."""
        if item.depth >= DEPTH:
            raise Unread(f"macro {macro.name} is nested more than {DEPTH} deep", item.token.span)
        arguments = self._arguments(macro, item)
        span = item.token.span
        for given in arguments[1 if macro.default is not None else 0 :]:
            span = span.to(given[-1].token.span) if given else span
        made: list[_Item] = []
        for token in self._body(macro.body, span, arguments):
            if token.text[0] == "#" and len(token.text) == 2:
                k = int(token.text[1])
                made += arguments[k - 1] if k <= len(arguments) else []
            else:
                made.append(_Item(token, item.depth + 1))
            if len(made) > MOST:
                break
        self.made += len(made) + 1
        if self.made > MOST:
            raise Unread(f"macro {macro.name} makes more than {MOST} tokens", item.token.span)
        self.waiting += reversed(made)

    def _body(self, body: str, span: Span, arguments: list[list[_Item]]) -> Iterator[Token]:
        try:
            found = cut(body)
        except Unclosed as error:
            raise Unread(str(error), span) from error
        for piece in found:
            words = piece.argument
            if "#" in words:
                for k, given in enumerate(arguments, 1):
                    words = words.replace(f"#{k}", self._written(given))[:LONGEST]
            yield Token(piece.text, span, words)

    def _written(self, items: list[_Item]) -> str:
        """An argument as it was written, where it was."""
        if items and items[0].start >= 0 and items[-1].end >= items[0].start:
            return self.text.text[items[0].start : items[-1].end]
        return " ".join(item.token.text for item in items)

    def _arguments(self, macro: Macro, call: _Item) -> list[list[_Item]]:
        if macro.arity and self._next() == "*":  # \norm*{x} of a paired delimiter
            self.waiting.pop()
        arguments: list[list[_Item]] = []
        if macro.default is not None:
            given = self._until("]", call) if self._next() == "[" else None
            default = [_Item(token, call.depth + 1) for token in self._body(macro.default, call.token.span, [])]
            arguments.append(default if given is None else given)
        elif macro.arity == 1 and self._next() == "[" and len(self.waiting) > 1 and self._next(1) in SIZES:
            self._until("]", call)  # \norm[\big]{x}
        while len(arguments) < macro.arity:
            arguments.append(self._argument(macro, call))
        return arguments

    def _next(self, after: int = 0) -> str:
        return self.waiting[-1 - after].token.text if len(self.waiting) > after else ""

    def _argument(self, macro: Macro, call: _Item) -> list[_Item]:
        if not self.waiting:
            raise Unread(f"macro {macro.name} wants {macro.arity} arguments", call.token.span)
        if self._next() == "{":
            return self._until("}", call)
        item = self.waiting.pop()
        if len(item.token.text) > 1 and item.token.text[0].isdigit():  # one digit is one argument
            first, rest = _halves(item)
            self.waiting.append(rest)
            return [first]
        return [item]

    def _until(self, closing: str, call: _Item) -> list[_Item]:
        """What stands between the bracket that comes next and the one that closes it."""
        self.waiting.pop()
        inside: list[_Item] = []
        depth = 0
        while self.waiting:
            item = self.waiting.pop()
            if depth == 0 and item.token.text == closing:
                return inside
            depth += {"{": 1, "}": -1}.get(item.token.text, 0)
            inside.append(item)
        raise Unread(f"an argument of {call.token.text} is not closed", call.token.span)


def _halves(item: _Item) -> tuple[_Item, _Item]:
    """A number's first digit, and the rest."""
    token, depth, start, end = item
    middle = min(token.span.start + 1, token.span.end) if start >= 0 else token.span.end
    first = Token(token.text[0], Span(token.span.source, token.span.start, middle))
    rest = Token(token.text[1:], Span(token.span.source, middle if start >= 0 else token.span.start, token.span.end))
    return _Item(first, depth, start, start + 1 if start >= 0 else -1), _Item(rest, depth, start, end)
