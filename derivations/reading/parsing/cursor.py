"""Tokens read from the left: one by one, up to a closing bracket, or as a script."""

from __future__ import annotations

from collections.abc import Sequence

from derivations.reading import signs
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Node


class Cursor:
    """A place in a list of tokens."""

    def __init__(self, tokens: Sequence[Token], depth: int = 0) -> None:
        if not tokens:
            raise Unread("nothing stands here")
        self.tokens, self.place, self.depth = tokens, 0, depth
        self.bars: list[str] = []  # the kinds of those that are open
        self.end = Token("the end", Span(tokens[-1].span.source, tokens[-1].span.end, tokens[-1].span.end))

    def more(self) -> bool:
        """Whether anything is left."""
        return self.place < len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """The token that comes next, or one further ahead."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else self.end

    def take(self) -> Token:
        """The token that comes next, taken."""
        token = self.peek()
        self.place += 1
        return token

    def last(self) -> Span:
        """Where the token stands that was taken last."""
        return self.tokens[min(self.place, len(self.tokens)) - 1].span

    def whole(self, node: Node) -> Node:
        """The tree that was read, which nothing may follow. Unread."""
        if self.more():
            raise Unread(f"cannot read on at {self.peek().text}", self.peek().span)
        return node

    def script(self) -> tuple[Token, ...]:
        """The tokens of a script: a group, or one token with what belongs to it."""
        if not self.more():
            raise Unread("a script is missing at the end", self.end.span)
        if self.peek().text == "{":
            return tuple(self.group_tokens())
        token = self.take()
        if token.text in ("}", "&", "\\\\") or token.text.startswith("\\end{"):
            raise Unread("a script is missing", token.span)
        if token.text[0].isdigit() and len(token.text) > 1:
            raise Unread(f"only {token.text[0]} of {token.text} is a script as it is set: put it in braces", token.span)
        if (token.text in signs.FONTS or token.text in signs.ACCENTS or token.text in signs.ALPHABETS) and self.more():
            return (token, *(self.script() if self.peek().text == "{" else (self.take(),)))
        if token.text in signs.FRACTIONS:
            return (token, *(t for _ in range(2) for t in self._argument_tokens()))
        return (token,)

    def _argument_tokens(self) -> list[Token]:
        if self.peek().text != "{":
            return [self.take()]
        opening = self.peek()
        inside = self.group_tokens()
        return [opening, *inside, self.tokens[self.place - 1]]

    def group_tokens(self) -> list[Token]:
        """The tokens inside braces that open here."""
        opening, level = self.take(), 1
        inside: list[Token] = []
        while self.more():
            token = self.take()
            level += (token.text == "{") - (token.text == "}")
            if level == 0:
                return inside
            inside.append(token)
        raise Unread("a brace is opened and not closed", opening.span)

    def until(self, opening: Token, closing: str) -> list[Token]:
        """The tokens up to what closes a bracket that has just been opened."""
        level = 1
        inside: list[Token] = []
        while self.more():
            token = self.take()
            level += (token.text == opening.text) - (token.text == closing)
            if level == 0:
                return inside
            inside.append(token)
        raise Unread(f"{opening.text} is opened and not closed by {closing}", opening.span)
