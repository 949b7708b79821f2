"""Tokens to the tree of what is written: a Pratt parser that knows no letters, only signs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise

from derivations.reading import signs
from derivations.reading.names import index_terms, is_transpose, plain
from derivations.reading.source import Span, Token, Unread
from derivations.reading.stretch import stretched
from derivations.reading.syntax import (
    Bars,
    Beside,
    Big,
    Chain,
    Grid,
    Group,
    Infix,
    Letter,
    Node,
    Num,
    Plus,
    Ratio,
    Root,
    Scripts,
    Symbol,
    Word,
)

WIDEST = 200  # factors of a product, and terms of a sum
DEPTH = 40  # brackets within brackets
TRANSPOSES = frozenset({"\\top", "\\intercal", "\\dagger"})
LINEAR = frozenset({"tr", "Tr", "trace", "Trace", "E", "diag", "Diag", "vec"})  # where x / n may be read either way
_HEADS = (Word, Letter, Num, Symbol, Ratio)  # what may be applied to the parentheses behind it


def parsed(tokens: Sequence[Token], outer: Collection[str] = ()) -> Node:
    """The tree of a whole piece of mathematics without relation signs at its top. Unread.

    `outer` are the indices that mean something around it.
    """
    parser = Parser(tokens)
    node = parser.sum()
    if parser.more():
        raise Unread(f"cannot read on at {parser.peek().text}", parser.peek().span)
    return stretched(node, outer)


def chained(tokens: Sequence[Token]) -> Node:
    """The tree of values with relation signs between them, or of one value. Unread."""
    parser = Parser(tokens)
    node = parser.chain()
    if parser.more():
        raise Unread(f"cannot read on at {parser.peek().text}", parser.peek().span)
    return node


class Parser:
    """Reads tokens from the left. Juxtaposition binds tighter than infix signs, scripts bind tightest."""

    def __init__(self, tokens: Sequence[Token], depth: int = 0) -> None:
        if not tokens:
            raise Unread("nothing stands here")
        self.tokens, self.place, self.depth = tokens, 0, depth
        self.bars: list[str] = []
        self.end = Token("the end", Span(tokens[-1].span.source, tokens[-1].span.end, tokens[-1].span.end))

    def more(self) -> bool:
        return self.place < len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.peek()
        self.place += 1
        return token

    def _last(self) -> Span:
        return self.tokens[min(self.place, len(self.tokens)) - 1].span

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
        if self._is_two_bars(token):
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

    def _is_two_bars(self, token: Token) -> bool:
        """Whether || closes one | and opens the next, as in |A||B|."""
        return token.text == "\\|" and token.span.text == "||" and self.bars[-1:] == ["|"]

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

    def factor(self) -> Node:
        """An atom with its scripts."""
        node = self.atom()
        sub: tuple[Token, ...] = ()
        sups: list[tuple[Token, ...]] = []
        primes = 0
        while self.more():
            text = self.peek().text
            if text == "^":
                self.take()
                script = self._script()
                if all(token.text == "\\prime" for token in script):
                    primes += len(script)
                else:
                    sups.append(_in_words(script))
            elif text == "_":
                if sub:
                    raise Unread("two subscripts one after the other", self.peek().span)
                self.take()
                sub = self._script()
                if sups and not primes and _is_entry_of_these(sups, sub):  # (A^T)_{ij}, not A_{ij} transposed
                    node = Scripts(node.span.to(self._last()), node, (), tuple(sups), 0)
                    sups = []
            elif text == "'":
                self.take()
                primes += 1
            elif text in TRANSPOSES:  # X\top: the ^ forgotten, as is seen
                sups.append((self.take(),))
            else:
                break
        if not (sub or sups or primes):
            return node
        return Scripts(node.span.to(self._last()), node, sub, tuple(sups), primes)

    def _script(self) -> tuple[Token, ...]:
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
            return (token, *(self._script() if self.peek().text == "{" else (self.take(),)))
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

    def _inner(self, tokens: Sequence[Token], where: Token) -> Node:
        if not tokens:
            raise Unread("empty braces where a value is wanted", where.span)
        if self.depth >= DEPTH:
            raise Unread(f"nested more than {DEPTH} deep", where.span)
        parser = Parser(tokens, self.depth + 1)
        node = parser.chain()
        if parser.more():
            raise Unread(f"cannot read on at {parser.peek().text}", parser.peek().span)
        return node

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
        return self._named()

    def _fraction(self) -> Node:
        sign = self.take()
        top, bottom = self._argument(), self._argument()
        return Ratio(Span(sign.span.source, sign.span.start, self._last().end), top, bottom)

    def _argument(self) -> Node:
        """What a command takes: a group, or one token; \\frac12 is one half."""
        token = self.peek()
        if token.text == "{":
            return self._inner(self.group_tokens(), token)
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
        return Root(sign.span.to(self._last()), inside)

    def _bracket(self) -> Node:
        opening = self.take()
        closing = signs.OPENING.get(opening.text, "}")
        inside = self._until(opening, closing)
        if opening.text == "[" and any(token.text in ("\\quad", "\\qquad") for token in inside):
            return self._row(opening, inside)
        items, bar = self._items(inside, opening)
        return Group(opening.span.to(self._last()), opening.text, items, bar)

    def _row(self, opening: Token, inside: Sequence[Token]) -> Node:
        """[A  B] with wide spaces: a row of blocks."""
        cells: list[list[Token]] = [[]]
        for token in inside:
            if token.text in ("\\quad", "\\qquad"):
                cells.append([])
            else:
                cells[-1].append(token)
        line = tuple(tuple(cell) for cell in cells if cell)
        return Grid(opening.span.to(self._last()), "bmatrix", (line,))

    def _until(self, opening: Token, closing: str) -> list[Token]:
        level = 1
        inside: list[Token] = []
        while self.more():
            token = self.take()
            level += (token.text == opening.text) - (token.text == closing)
            if level == 0:
                return inside
            inside.append(token)
        raise Unread(f"{opening.text} is opened and not closed by {closing}", opening.span)

    def _items(self, inside: Sequence[Token], opening: Token) -> tuple[tuple[Node, ...], bool]:
        pieces: list[list[Token]] = [[]]
        bar, level, bars = False, 0, 0
        plain = sum(token.text == "|" for token in inside) % 2 == 1
        inside = _divided(inside)
        for token in inside:
            level += token.text in signs.OPENING or token.text == "{" or token.text.startswith("\\begin{")
            level -= token.text in signs.CLOSING or token.text == "}" or token.text.startswith("\\end{")
            bars += token.text in signs.BAR_PAIRS
            bars -= token.text in signs.BAR_PAIRS.values()
            given = token.text == "\\mid" or (token.text == "|" and plain)
            if level == 0 and not bars and (token.text in (",", ";") or given):
                bar = bar or given
                pieces.append([])
            else:
                pieces[-1].append(token)
        return tuple(self._inner(piece, opening) for piece in pieces), bar

    def _between_bars(self) -> Node:
        opening = self.take()
        kind = signs.BARS[opening.text]
        self.bars.append(kind)
        self.depth += 1
        if self.depth > DEPTH:
            raise Unread(f"nested more than {DEPTH} deep", opening.span)
        inside = self.sum()
        if self._is_two_bars(self.peek()):
            both = Token("|", self.peek().span)
            self.tokens = [*self.tokens[: self.place], both, both, *self.tokens[self.place + 1 :]]
        closing = self.take()
        if signs.CLOSING_BARS.get(closing.text) != kind:
            raise Unread(f"{opening.text} is opened and not closed", opening.span)
        self.bars.pop()
        self.depth -= 1
        return Bars(opening.span.to(closing.span), kind, inside)

    def _big(self) -> Node:
        sign = self.take()
        below: tuple[Token, ...] = ()
        above: tuple[Token, ...] = ()
        while self.peek().text in ("_", "^"):
            if self.take().text == "_":
                below = self._script()
            else:
                above = self._script()
        self.depth += 1
        if self.depth > DEPTH:
            raise Unread(f"nested more than {DEPTH} deep", sign.span)
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

    def _named(self) -> Node:
        token = self.take()
        text = token.text
        if text == "\\text" and token.argument.strip() in signs.NAMES:
            return Word(token.span, token.argument.strip())
        if text == "\\text":
            return Word(token.span, token.argument.strip(), text=True)
        if text == "\\operatorname":
            return Word(token.span, _word(token.argument))
        if text in ("\\arg", "\\mathop") and self.peek().text in ("\\min", "\\max"):
            second = self.take()
            return Word(token.span.to(second.span), f"arg{second.text[1:]}")
        if text in ("\\argmin", "\\argmax"):
            return Word(token.span, text[1:])
        if text in signs.FUNCTIONS:
            return Word(token.span, text[1:])
        if text in signs.FONTS or text in signs.ALPHABETS or text in signs.ACCENTS:
            return self._styled(token)
        if text in signs.LETTER_COMMANDS or text in signs.VARIANTS:
            return Letter(token.span, signs.VARIANTS.get(text, text))
        if text in signs.SYMBOLS:
            return Symbol(token.span, text)
        if len(text) == 1 and text.isalpha() and text.isascii():
            return self._spelled(token) or Letter(token.span, text)
        raise Unread(_unknown(text), token.span)

    def _spelled(self, first: Token) -> Word | None:
        """Var, Cov or KL typed letter by letter, without spaces, before a bracket."""
        for name in signs.SPELLED:
            rest = [self.peek(k) for k in range(len(name))]
            spans = [first.span, *(token.span for token in rest[:-1])]
            together = all(a.end == b.start for a, b in pairwise(spans))
            if first.text + "".join(t.text for t in rest[:-1]) == name and together and rest[-1].text in ("(", "["):
                self.place += len(name) - 1
                return Word(first.span.to(spans[-1]), name)
        return None

    def _one_styled(self) -> list[Token]:
        """The tokens of a letter in a font, as in \\hat\\boldsymbol{\\mu}."""
        inside = [self.take()]
        if self.peek().text == "{":
            begin = self.place
            self.group_tokens()
            return [*inside, *self.tokens[begin : self.place]]
        return [*inside, self.take()] if self.more() else inside

    def _styled(self, token: Token) -> Node:
        """A letter in a font or under an accent; several letters in an upright font are a name."""
        bold = signs.FONTS.get(token.text, False)
        if self.peek().text == "{":
            inside = self.group_tokens()
        elif self.more():
            styled = self.peek().text in signs.FONTS or self.peek().text in signs.ACCENTS
            inside = self._one_styled() if styled else [self.take()]
        else:
            raise Unread(f"{token.text} wants a letter", token.span)
        span = token.span.to(self._last())
        if token.text not in signs.ACCENTS and len(inside) > 1 and all(t.text.isalpha() for t in inside):
            return Word(span, "".join(t.text for t in inside))
        if token.text in signs.ALPHABETS or (inside and inside[0].text.isdigit()):
            return Letter(span, f"{token.text}{{{''.join(t.text for t in inside)}}}", bold)
        node = self._inner(inside, token)
        accent = signs.ACCENTS.get(token.text)
        if isinstance(node, Scripts) and isinstance(node.base, Letter):
            base = _accented(node.base, accent, bold=bold)
            return Scripts(span, base, node.sub, node.sups, node.primes)
        if isinstance(node, Letter):
            return Letter(span, _accented(node, accent, bold=bold).name, bold or node.bold)
        if accent is None:
            return node
        raise Unread(f"{token.text} over more than a letter", span)


def _divided(inside: Sequence[Token]) -> Sequence[Token]:
    """With a single \\| or \\parallel, which opens no norm, as the bar that it stands for: KL(p \\| q)."""
    places = [k for k, token in enumerate(inside) if token.text in ("\\|", "\\Vert", "\\parallel")]
    twice = [k for k, (a, b) in enumerate(pairwise(inside)) if a.text == b.text == "\\mid"]
    if len(places) == 1:
        bar = Token("\\mid", inside[places[0]].span)
        return [*inside[: places[0]], bar, *inside[places[0] + 1 :]]
    return [token for k, token in enumerate(inside) if k not in twice]


def _is_entry_of_these(sups: Sequence[tuple[Token, ...]], sub: tuple[Token, ...]) -> bool:
    """Whether two indices stand behind a transpose or an inverse."""
    terms = index_terms(sub)
    whole = all(is_transpose(sup) or plain(sup) in ("-1", "-T", "-\\top", "\\dagger", "+") for sup in sups)
    return whole and terms is not None and len(terms) == 2


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


def _in_words(script: tuple[Token, ...]) -> tuple[Token, ...]:
    """The sign of transposition may be set as text: X^{\\text{T}}."""
    words = script[0].argument.strip() if len(script) == 1 and script[0].text in ("\\text", "\\operatorname") else ""
    return (Token(words, script[0].span),) if words in ("T", "\\top") else script


def _accented(letter: Letter, accent: str | None, *, bold: bool) -> Letter:
    return Letter(letter.span, f"{accent} {letter.name}" if accent else letter.name, bold or letter.bold)


def _word(argument: str) -> str:
    letters = "".join(c for c in argument.replace("\\,", "").replace("\\;", "") if c.isalpha() or c == ".")
    return letters


def _unknown(text: str) -> str:
    if text.startswith("\\") and text[1:].isalpha():
        return f"the command {text} is not known; define it with \\newcommand, or write it out"
    if text in signs.CLOSING or text == "}":
        return f"{text} closes nothing"
    return f"cannot read {text} here"
