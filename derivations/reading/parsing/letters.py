"""Letters and names: with fonts and accents, as commands, or typed letter by letter."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import pairwise

from derivations.reading import signs
from derivations.reading.parsing.cursor import Cursor
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Letter, Node, Scripts, Symbol, Word

_SPELLED = {name[0]: [other for other in signs.SPELLED if other[0] == name[0]] for name in signs.SPELLED}


class Letters(Cursor, ABC):
    """Reads a letter or a name."""

    @abstractmethod
    def inner(self, tokens: Sequence[Token], where: Token) -> Node:
        """The tree of all of some tokens, which stand in brackets or braces."""

    def named(self) -> Node:
        """A letter, a symbol or a name. Unread."""
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
        for name in _SPELLED.get(first.text, ()):
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
        span = token.span.to(self.last())
        if token.text not in signs.ACCENTS and len(inside) > 1 and all(t.text.isalpha() for t in inside):
            return Word(span, "".join(t.text for t in inside))
        if token.text in signs.ALPHABETS or (inside and inside[0].text.isdigit()):
            return Letter(span, f"{token.text}{{{''.join(t.text for t in inside)}}}", bold)
        node = self.inner(inside, token)
        accent = signs.ACCENTS.get(token.text)
        if (
            token.text in ("\\bar", "\\overline")
            and isinstance(node, Scripts)
            and [t.text for sup in node.sups for t in sup][:1] == ["2"]
        ):
            raise Unread(f"{token.text} over a square: whether it is squared before is not read", span)
        if isinstance(node, Scripts) and isinstance(node.base, Letter):
            base = _accented(node.base, accent, bold=bold)
            return Scripts(span, base, node.sub, node.sups, node.primes)
        if isinstance(node, Letter):
            return Letter(span, _accented(node, accent, bold=bold).name, bold or node.bold)
        if accent is None:
            return node
        raise Unread(f"{token.text} over more than a letter", span)


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
