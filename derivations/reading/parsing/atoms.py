"""What a factor is without its scripts: numbers, brackets, bars, fractions, roots, sums over an index, matrices."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from derivations.reading import signs
from derivations.reading.parsing.letters import Letters
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Bars, Big, Grid, Group, Node, Num, Ratio, Root

DEPTH = 40  # brackets within brackets


class Atoms(Letters):
    """Reads an atom."""

    @abstractmethod
    def chain(self) -> Node:
        """Values joined by relation signs."""

    @abstractmethod
    def sum(self) -> Node:
        """Terms joined by + and −."""

    @abstractmethod
    def product(self) -> Node:
        """Factors side by side."""

    def inner(self, tokens: Sequence[Token], where: Token) -> Node:
        if not tokens:
            raise Unread("empty braces where a value is wanted", where.span)
        parser = type(self)(tokens, self._deeper(where))
        return parser.whole(parser.chain())

    def _deeper(self, where: Token) -> int:
        if self.depth >= DEPTH:
            raise Unread(f"nested more than {DEPTH} deep", where.span)
        return self.depth + 1

    def atom(self) -> Node:
        """A number, a letter, something in brackets or bars, a fraction, a root, a sum, a matrix, or a name."""
        token = self.peek()
        text = token.text
        if not self.more():
            raise Unread("the text ends where a value is wanted", self.end.span)
        if text[0].isdigit() or (text[0] == "." and len(text) > 1):
            self.take()
            if text[0] == "0" and text[1:2].isdigit():
                raise Unread(f"{text} begins with a 0: thousands are written without a comma", token.span)
            return Num(token.span, Fraction(text))
        if text in signs.FRACTIONS:
            return self._fraction()
        if text == "\\sqrt":
            return self._root()
        if text in signs.OPENING or text == "{":
            return self._bracket()
        if text in signs.BARS:
            return self._between_bars()
        if text in signs.BIG:
            return self._big()
        if text.startswith("\\begin{"):
            return self._grid()
        return self.named()

    def _fraction(self) -> Node:
        sign = self.take()
        top, bottom = self._argument(), self._argument()
        return Ratio(Span(sign.span.source, sign.span.start, self.last().end), top, bottom)

    def _argument(self) -> Node:
        """What a command takes: a group, or one token; \\frac12 is one half."""
        token = self.peek()
        if token.text == "{":
            return self.inner(self.group_tokens(), token)
        if token.text[0].isdigit() and len(token.text) > 1:
            first, rest = token.text[0], token.text[1:]
            tokens = list(self.tokens)
            tokens[self.place] = Token(rest, token.span)
            self.tokens = tokens
            return Num(token.span, Fraction(first))
        return self.atom()

    def _root(self) -> Node:
        sign = self.take()
        if self.peek().text == "[":
            raise Unread("roots with an index are not read; write a power", self.peek().span)
        inside = self._argument()
        return Root(sign.span.to(self.last()), inside)

    def _bracket(self) -> Node:
        opening = self.take()
        closing = signs.OPENING.get(opening.text, "}")
        inside = self.until(opening, closing)
        if opening.text == "[" and any(token.text in ("\\quad", "\\qquad") for token in inside):
            return self._row(opening, inside)
        items, bar = self._items(inside, opening)
        return Group(opening.span.to(self.last()), opening.text, items, bar)

    def _row(self, opening: Token, inside: Sequence[Token]) -> Node:
        """[A  B] with wide spaces: a row of blocks."""
        cells: list[list[Token]] = [[]]
        for token in inside:
            if token.text in ("\\quad", "\\qquad"):
                cells.append([])
            else:
                cells[-1].append(token)
        line = tuple(tuple(cell) for cell in cells if cell)
        return Grid(opening.span.to(self.last()), "bmatrix", (line,))

    def _items(self, inside: Sequence[Token], opening: Token) -> tuple[tuple[Node, ...], int]:
        pieces: list[list[Token]] = [[]]
        bar, level, bars = 0, 0, 0
        plain = sum(token.text == "|" for token in inside) % 2 == 1
        inside = _divided(inside)
        for token in inside:
            level += token.text in signs.OPENING or token.text == "{" or token.text.startswith("\\begin{")
            level -= token.text in signs.CLOSING or token.text == "}" or token.text.startswith("\\end{")
            bars += token.text in signs.BAR_PAIRS
            bars -= token.text in signs.BAR_PAIRS.values()
            given = token.text == "\\mid" or (token.text == "|" and plain)
            if level == 0 and not bars and (token.text in (",", ";") or given):
                bar = bar or (len(pieces) if given else 0)
                pieces.append([])
            else:
                pieces[-1].append(token)
        return tuple(self.inner(piece, opening) for piece in pieces), bar

    def _between_bars(self) -> Node:
        opening = self.take()
        kind = signs.BARS[opening.text]
        self.bars.append(kind)
        self.depth = self._deeper(opening)
        inside = self.sum()
        if self.is_two_bars(self.peek()):
            both = Token("|", self.peek().span)
            self.tokens = [*self.tokens[: self.place], both, both, *self.tokens[self.place + 1 :]]
        closing = self.take()
        if signs.CLOSING_BARS.get(closing.text) != kind:
            raise Unread(f"{opening.text} is opened and not closed", opening.span)
        self.bars.pop()
        self.depth -= 1
        return Bars(opening.span.to(closing.span), kind, inside)

    def is_two_bars(self, token: Token) -> bool:
        """Whether || closes one | and opens the next, as in |A||B|."""
        return token.text == "\\|" and token.span.text == "||" and self.bars[-1:] == ["|"]

    def _big(self) -> Node:
        sign = self.take()
        below: tuple[Token, ...] = ()
        above: tuple[Token, ...] = ()
        while self.peek().text in ("_", "^"):
            if self.take().text == "_":
                below = self.script()
            else:
                above = self.script()
        self.depth = self._deeper(sign)
        body = self.product()
        self.depth -= 1
        return Big(sign.span.to(body.span), sign.text, below, above, body)

    def _grid(self) -> Node:
        begin = self.take()
        lines: list[list[list[Token]]] = [[[]]]
        level = 1
        while self.more():
            token = self.take()
            level += token.text.startswith("\\begin{") or token.text == "{"
            level -= token.text.startswith("\\end{") or token.text == "}"
            if level == 0:
                full = tuple(tuple(map(tuple, line)) for line in lines if any(line))
                return Grid(begin.span.to(token.span), begin.text[7:-1], full)
            if level == 1 and token.text == "&":
                lines[-1].append([])
            elif level == 1 and token.text == "\\\\":
                lines.append([[]])
            else:
                lines[-1][-1].append(token)
        raise Unread(f"{begin.text} is not closed", begin.span)


def _divided(inside: Sequence[Token]) -> Sequence[Token]:
    """With a single \\| or \\parallel, which opens no norm, as the bar that it stands for: KL(p \\| q)."""
    places = [k for k, token in enumerate(inside) if token.text in ("\\|", "\\Vert", "\\parallel")]
    twice = [k for k, (a, b) in enumerate(pairwise(inside)) if a.text == b.text == "\\mid"]
    if len(places) == 1:
        bar = Token("\\mid", inside[places[0]].span)
        return [*inside[: places[0]], bar, *inside[places[0] + 1 :]]
    return [token for k, token in enumerate(inside) if k not in twice]
