"""Values joined by signs: chains of relations, sums, products and quotients of factors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from derivations.reading import signs
from derivations.reading.parsing.factors import Factors
from derivations.reading.source import Token, Unread
from derivations.reading.stretch import stretched
from derivations.reading.syntax import (
    Beside,
    Chain,
    Group,
    Infix,
    Letter,
    Node,
    Num,
    Plus,
    Ratio,
    Scripts,
    Symbol,
    Word,
)

WIDEST = 200  # factors of a product, and terms of a sum
LINEAR = frozenset({"tr", "Tr", "trace", "Trace", "E", "diag", "Diag", "vec"})  # where x / n may be read either way
_HEADS = (Word, Letter, Num, Symbol, Ratio)  # what may be applied to the parentheses behind it


def parsed(tokens: Sequence[Token], outer: Collection[str] = ()) -> Node:
    """The tree of a whole piece of mathematics without relation signs at its top. Unread.

    `outer` are the indices that mean something around it.
    """
    return _parsed(_Row(tokens), frozenset(outer))


class _Row:
    """Tokens that are the same where each is the very same one."""

    __slots__ = ("identity", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, self.identity = tuple(tokens), tuple(map(id, tokens))

    def __hash__(self) -> int:
        return hash(self.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and self.identity == other.identity


@lru_cache(maxsize=4096)  # a document is read several times, with other guesses at its letters
def _parsed(row: _Row, outer: frozenset[str]) -> Node:
    parser = Parser(row.tokens)
    return stretched(parser.whole(parser.sum()), outer)


def chained(tokens: Sequence[Token]) -> Node:
    """The tree of values with relation signs between them, or of one value. Unread."""
    parser = Parser(tokens)
    return parser.whole(parser.chain())


class Parser(Factors):
    """Reads tokens from the left. Juxtaposition binds tighter than infix signs, scripts bind tightest."""

    def chain(self) -> Node:
        """Values joined by relation signs; a single value is itself."""
        values, found = [self.sum()], []
        while self.peek().text in signs.RELATIONS or self.peek().text in ("\\in", "\\notin"):
            found.append(self.take())
            values.append(self.sum())
        if not found:
            return values[0]
        return Chain(values[0].span.to(values[-1].span), tuple(values), tuple(found))

    def sum(self) -> Node:
        """Terms joined by + and −."""
        first = self.peek()
        terms = [(self._sign() if first.text in "+-" and self.more() else 1, self.term())]
        while self.more() and self.peek().text in ("+", "-"):
            terms.append((self._sign(), self.term()))
            if len(terms) > WIDEST:
                raise Unread(f"more than {WIDEST} terms in one sum", first.span)
        if len(terms) == 1 and terms[0][0] > 0 and first.text != "+":
            return terms[0][1]
        return Plus(first.span.to(terms[-1][1].span), tuple(terms))

    def _sign(self) -> int:
        return -1 if self.take().text == "-" else 1

    def term(self) -> Node:
        """Products joined by ⊗, ∘ or ⊙."""
        left = self.product()
        while self.more() and self.peek().text in signs.INFIX:
            sign = self.take().text
            right = self.product()
            left = Infix(left.span.to(right.span), sign, left, right)
        return left

    def product(self) -> Node:
        """Factors side by side, or with a sign of multiplication; / divides the factor before it."""
        factors = [self.factor()]
        while self.more():
            text = self.peek().text
            if text in signs.TIMES:
                self.take()
                if self.peek().text in ("+", "-") and self.more():
                    raise Unread(
                        "a sign directly after a product sign: put the factor in parentheses", self.peek().span
                    )
                factors.append(self.factor())
            elif text == "/":
                start = _dividend(factors, self.peek())
                top = factors[start] if start + 1 == len(factors) else _beside(factors[start:])
                factors[start:] = [self._divided(top)]
            elif self._begins(self.peek()):
                factors.append(self.factor())
            else:
                break
            if len(factors) > WIDEST:
                raise Unread(f"more than {WIDEST} factors in one product", factors[0].span)
        return factors[0] if len(factors) == 1 else _beside(factors)

    def _divided(self, top: Node) -> Node:
        sign = self.take()
        bottom = self._divisor(sign)
        follows = self._follows() and self.peek().text not in signs.BIG
        if isinstance(bottom, Num) and not isinstance(top, Num) and follows:
            raise Unread("a / followed by a product has two readings: write a fraction or parentheses", sign.span)
        return Infix(top.span.to(bottom.span), "/", top, bottom)

    def _divisor(self, sign: Token) -> Node:
        """What stands below a /: a factor, or a function with its argument."""
        bottom = self.factor()
        head, following = _base(bottom), self.peek()
        if not self._follows():
            return bottom
        opens = following.text in signs.OPENING
        if isinstance(head, Word) or (isinstance(head, Letter) and head.name.endswith("}") and opens):
            bottom = _beside([bottom, self.factor()])
            if not opens and self._follows():
                raise Unread("a / followed by a product has two readings: write a fraction", sign.span)
        elif isinstance(head, Letter) and opens and bottom.span.end == following.span.start:
            raise Unread(f"a / before {following.text} has two readings: write a fraction", sign.span)
        return bottom

    def _follows(self) -> bool:
        return self.more() and self._begins(self.peek())

    def _begins(self, token: Token) -> bool:
        """Whether a token can begin a factor where another one has just ended."""
        text = token.text
        if self.is_two_bars(token):
            return False
        if text in signs.BARS:
            closes = text in signs.CLOSING_BARS and signs.CLOSING_BARS[text] in self.bars
            return not closes and (text in signs.BAR_PAIRS or self._is_closed_later(text))
        if text in signs.CLOSING_BARS or text in signs.RELATIONS or text in signs.MEMBERSHIP:
            return False
        if text.startswith("\\begin{"):
            return True
        if text.startswith("\\end{") or text in signs.CLOSING or text in signs.SEPARATORS or text in signs.INFIX:
            return False
        return text not in ("+", "-", "}", "&", "\\\\", "/", "^", "_", "'", "!", "\\setminus", "\\cup", "\\cap")

    def _is_closed_later(self, text: str) -> bool:
        level = 0
        for token in self.tokens[self.place + 1 :]:
            level += (token.text in signs.OPENING or token.text == "{") - (
                token.text in signs.CLOSING or token.text == "}"
            )
            if level < 0:
                return False
            if level == 0 and token.text == text:
                return True
        return False


def _beside(factors: Sequence[Node]) -> Beside:
    return Beside(factors[0].span.to(factors[-1].span), tuple(factors))


def _base(node: Node) -> Node:
    return node.base if isinstance(node, Scripts) else node


def _dividend(factors: Sequence[Node], sign: Token) -> int:
    """Where what a / divides begins: the last factor, or the function and operator that are applied to it."""
    start = len(factors) - 1
    for word, argument in pairwise(factors):
        head = _base(word)
        if isinstance(head, Word) and head.name not in LINEAR and not isinstance(_base(argument), Group):
            raise Unread(f"a / after {head.name} without parentheses has two readings", sign.span)
    if start and isinstance(_base(factors[start]), Group) and isinstance(_base(factors[start - 1]), _HEADS):
        start -= 1
        if start and isinstance(_base(factors[start - 1]), Symbol | Ratio):  # \nabla f(x) / 2
            start -= 1
    return start
