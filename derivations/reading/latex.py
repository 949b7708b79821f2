"""A statement in LaTeX, with declarations, as a claim: a hand-written Pratt parser that knows kinds.

Refuses rather than guesses: an unknown command or a letter of unknown shape is Unread, with its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from derivations.claim import Claim
from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Number, ShapeError, Size, Symbol, written
from derivations.letters import GREEK
from derivations.operations import blocks, determinants, elementwise, inverses, matrices, properties
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import AT_MOST, EQUAL, LESS, UNEQUAL
from derivations.operations.notation import identity, lift, over, plus, symbol, times, to_the, transpose, zero
from derivations.reading.tokens import ACCENTS, FONTS, IllTyped, Token, Unread, tokens

DEPTH = 60  # brackets within brackets
RELATIONS = {
    "=": "=",
    "<": "<",
    ">": ">",
    "\\le": "≤",
    "\\leq": "≤",
    "\\ge": "≥",
    "\\geq": "≥",
    "\\ne": "≠",
    "\\neq": "≠",
}
PROPERTIES = {row.name: row for row in properties.ROWS}
FUNCTIONS = {
    "\\exp": elementwise.EXP,
    "\\log": elementwise.LOG,
    "\\ln": elementwise.LOG,
    "\\tr": matrices.TRACE,
    "\\det": determinants.DETERMINANT,
}
BINARY = {  # weaker than a product of factors side by side
    "\\otimes": blocks.KRONECKER,
    "\\circ": matrices.HADAMARD,
    "\\odot": matrices.HADAMARD,
}
OPENING = {"(": ")", "[": "]", "\\{": "\\}"}
_TRANSPOSES = {"T", "\\top", "\\intercal", "\\mathsf", "'"}


@dataclass
class Declarations:
    """Letters with their shapes, and hypotheses; what was assumed by convention is kept apart."""

    letters: dict[str, Symbol] = field(default_factory=dict)
    hypotheses: list[Apply] = field(default_factory=list)
    conventional: dict[str, Symbol] = field(default_factory=dict)

    def declare(self, text: str) -> None:
        """Read one declaration: `X : n x d, full column rank`, `lambda > 0`, `assume …`. Unread."""
        stripped = text.strip()
        if stripped.startswith("assume "):
            self.hypotheses.append(Parser(stripped[7:], self).relation())
        elif ":" in stripped:
            self._letter(*stripped.split(":", 1))
        else:
            self.hypotheses.append(Parser(_greek(stripped), self).relation())

    def _letter(self, name: str, described: str) -> None:
        shape, *stated = (part.strip() for part in described.split(","))
        sizes = (
            [] if shape == "scalar" else shape.replace("×", "x").split(" x ") if " x " in shape else shape.split("x")
        )
        if len(sizes) > 2 or not all(s.strip() and all(p.strip().isalnum() for p in s.split("+")) for s in sizes):
            raise Unread(f"declaration {name.strip()!r}: a shape is `n x d`, `n` or `scalar`, not {shape!r}")
        key = Parser(_greek(name.strip()), self).name()
        letter = symbol(key, *(_size(s) for s in sizes))
        self.letters[key] = letter
        for word in stated:
            if word not in PROPERTIES:
                raise Unread(f"declaration of {key}: no property {word!r}; known: {', '.join(sorted(PROPERTIES))}")
            self.hypotheses.append(PROPERTIES[word](letter))

    def find(self, name: str, token: Token) -> Expression:
        """A letter by name. A Greek one is a scalar unless declared; any other must be declared."""
        if name in self.letters:
            return self.letters[name]
        if name.lstrip("\\").split("_")[0].split("^")[0] in GREEK:
            return self.conventional.setdefault(name, symbol(name))
        raise Unread(f"column {token.column}: shape of {name} unknown; declare it, as in --let '{name} : n x d'")

    def as_json(self) -> list[dict[str, Any]]:
        """The contract's `symbols`."""
        pairs = [(s, "stated") for s in self.letters.values()] + [(s, "convention") for s in self.conventional.values()]
        return [
            {
                "name": s.name,
                "kind": "scalar" if s.shape == SCALAR else "vector" if s.columns == ONE else "matrix",
                "shape": [str(n) for n in s.shape if n != ONE],
                "assumptions": [h.operation.name for h in self.hypotheses if h.arguments == (s,)],
                "from": origin,
                "line": 1,
            }
            for s, origin in pairs
        ]


def _size(text: str) -> Size:
    total = Size.of(0)
    for part in text.split("+"):
        total = total + Size.of(int(part) if part.strip().isdigit() else part.strip())
    return total


def _greek(text: str) -> str:
    """A bare Greek word stands for its letter."""
    words = text.split(" ")
    return " ".join(f"\\{word}" if word in GREEK else word for word in words)


def read_statement(text: str, declarations: list[str]) -> tuple[Claim, list[dict[str, Any]]]:
    """A claim from a statement in LaTeX and its declarations, and the letters as JSON. Unread."""
    known = Declarations()
    for declaration in declarations:
        known.declare(declaration)
    conclusion = Parser(text, known).relation()
    return Claim(tuple(known.hypotheses), conclusion), known.as_json()


class Parser:
    """Reads one statement. Juxtaposition is a product; ^T, ^{-1} and powers bind tightest."""

    def __init__(self, text: str, known: Declarations) -> None:
        self.known, self.tokens, self.place, self.depth, self.bars = known, tokens(text), 0, 0, 0
        self.end = Token("the end", len(text) + 1)

    def peek(self) -> Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.peek()
        self.place += 1
        return token

    def expect(self, text: str) -> None:
        token = self.take()
        if token.text != text:
            raise Unread(f"column {token.column}: expected {text}, found {token.text}")

    def relation(self) -> Apply:
        """A whole statement `left relation right`. Unread; IllTyped when the shapes clash."""
        try:
            left = self.sum()
            sign = self.take()
            if sign.text not in RELATIONS:
                raise Unread(f"column {sign.column}: expected a relation such as = or \\le, found {sign.text}")
            right = self.sum()
            if self.peek() is not self.end:
                raise Unread(f"column {self.peek().column}: cannot read on at {self.peek().text}")
            return self._related(RELATIONS[sign.text], left, right)
        except ShapeError as error:
            raise IllTyped(str(error)) from error
        except RecursionError as error:
            raise Unread("nested too deeply") from error

    def _related(self, sign: str, left: Expression, right: Expression) -> Apply:
        left, right = _fitted(left, right), _fitted(right, left)
        if _sizeless(left) or _sizeless(right):
            raise Unread("the size of I is not known: nothing on either side gives it")
        if sign in (">", "≥"):
            left, right = right, left
        return {"=": EQUAL, "≠": UNEQUAL, "<": LESS, ">": LESS, "≤": AT_MOST, "≥": AT_MOST}[sign](left, right)

    def sum(self) -> Expression:
        """Terms joined by + and −."""
        parts: list[Expression] = []
        sign = 1
        if self.peek().text in "+-":
            sign = -1 if self.take().text == "-" else 1
        parts.append(self._signed(sign))
        while self.peek().text in ("+", "-"):
            parts.append(self._signed(-1 if self.take().text == "-" else 1))
        sized = [part.shape for part in parts if not _sizeless(part)]
        if not sized:  # identities only: what they stand beside will give the size
            return plus(*parts)
        shape = sized[0]
        return plus(*(_resized(part, shape) for part in parts))

    def _signed(self, sign: int) -> Expression:
        term = self.product()
        while self.peek().text in BINARY:
            operation = BINARY[self.take().text]
            term = operation(term, self.product())
        return term if sign > 0 else -term

    def product(self) -> Expression:
        """Factors side by side, or with \\cdot; a quotient by / is of two scalars' factors."""
        factors = [self.power()]
        while True:
            if self.peek().text in ("\\cdot", "*", "\\times"):
                self.take()
                factors.append(self.power())
            elif self.peek().text == "/":
                self.take()
                factors[-1] = over(factors[-1], self.power())
            elif self._begins(self.peek()):
                factors.append(self.power())
            else:
                return _multiplied(factors)

    def _begins(self, token: Token) -> bool:
        text = token.text
        if text in ("\\|", "\\lVert") and self.bars:
            return False  # a bar inside bars closes them
        opens = text in OPENING or text in ("\\frac", "\\tfrac", "\\dfrac", "\\sqrt", "\\|", "\\lVert", "\\max", "{")
        return token is not self.end and (text[0].isalnum() or opens or self._is_name(text) or text in FUNCTIONS)

    def _is_name(self, text: str) -> bool:
        return text in FONTS or text in ACCENTS or text.lstrip("\\") in GREEK

    def power(self) -> Expression:
        """A factor with its exponents: transposes, inverses, whole powers."""
        base = self.factor()
        while self.peek().text in ("^", "'"):
            token = self.take()
            inside = ["'"] if token.text == "'" else self._exponent()
            base = self._raised(base, inside, token)
        return base

    def _exponent(self) -> list[str]:
        if self.peek().text != "{":
            return [self.take().text]
        self.take()
        inside = []
        while self.peek().text != "}":
            if self.peek() is self.end:
                raise Unread(f"column {self.end.column}: an exponent is not closed")
            inside.append(self.take().text)
        self.take()
        return inside

    def _raised(self, base: Expression, inside: list[str], token: Token) -> Expression:
        text = "".join(inside)
        if set(inside) <= _TRANSPOSES | {"{", "}"}:
            return transpose(base)
        if text in ("-T", "-\\top"):
            return transpose(base.inv)
        if text in ("\\dagger", "+"):
            return inverses.PSEUDO_INVERSE(base)
        if text == "1/2" and base.shape != SCALAR:
            return inverses.MATRIX_ROOT(base)
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        if not digits.isdigit() or int(digits[:3]) > 64:
            raise Unread(
                f"column {token.column}: an exponent is T, -1, \\dagger, 1/2 or a whole number up to 64, not {text}"
            )
        if sign < 0 and base.shape == SCALAR:
            return over(lift(1), to_the(base, int(digits)))
        return base.inv if text == "-1" else to_the(base, sign * int(digits))

    def factor(self) -> Expression:
        """A number, a letter, a bracket, a fraction, a root, a norm, or a function."""
        token = self.peek()
        text = token.text
        if token is self.end:
            raise Unread(f"column {token.column}: the text ends where a value is wanted")
        if text[0].isdigit():
            self.take()
            return Number(Fraction(text))
        if text in ("\\frac", "\\tfrac", "\\dfrac"):
            self.take()
            return self._fraction(token)
        if text == "\\sqrt":
            self.take()
            return elementwise.ROOT(self._group())
        if text in ("\\|", "\\lVert"):
            return self._norm()
        if text in FUNCTIONS or text == "\\max":
            return self._function()
        if text in OPENING or text == "{":
            return self._bracket()
        if text[0].isalpha() or self._is_name(text):
            return self._letter()
        raise Unread(f"column {token.column}: cannot read {text}")

    def _fraction(self, token: Token) -> Expression:
        top, bottom = self._group(), self._group()
        if bottom.shape != SCALAR:
            raise Unread(f"column {token.column}: a fraction whose denominator is {written(bottom.shape)}")
        return over(top, bottom)

    def _group(self) -> Expression:
        if self.peek().text == "{":
            return self._bracket()
        token = self.peek()
        if len(token.text) > 1 and token.text.isdigit():  # \frac12 is one half
            self.tokens[self.place] = Token(token.text[1:], token.column + 1)
            return Number(Fraction(token.text[0]))
        return self.factor()

    def _bracket(self) -> Expression:
        self.depth += 1
        if self.depth > DEPTH:
            raise Unread(f"column {self.peek().column}: brackets nested more than {DEPTH} deep")
        opening = self.take().text
        inside = self.sum()
        self.expect(OPENING.get(opening, "}"))
        self.depth -= 1
        return inside

    def _norm(self) -> Expression:
        opening = self.take().text
        self.bars += 1
        inside = self.sum()
        self.bars -= 1
        self.expect("\\rVert" if opening == "\\lVert" else "\\|")
        if self.peek().text == "_":
            self.take()
            kind = "".join(self._exponent())
            if kind not in ("2", "F"):
                raise Unread(f"column {self.peek().column}: the norm with index {kind} is not supported")
            if kind == "2" and inside.shape[1] != ONE:
                raise Unread(f"column {self.peek().column}: the spectral norm of a matrix is not supported")
        if self.peek().text == "^" and self.tokens[self.place + 1 : self.place + 2] and self._squared():
            return matrices.SQUARED_NORM(inside)
        return matrices.NORM(inside)

    def _squared(self) -> bool:
        start = self.place
        self.take()
        if "".join(self._exponent()) == "2":
            return True
        self.place = start
        return False

    def _function(self) -> Expression:
        token = self.take()
        argument = self._bracket() if self.peek().text in OPENING else None
        if argument is None:
            raise Unread(f"column {token.column}: {token.text} wants its argument in parentheses")
        if token.text == "\\max":
            raise Unread(f"column {token.column}: \\max is not supported yet")
        return FUNCTIONS[token.text](argument)

    def _letter(self) -> Expression:
        token = self.peek()
        name = self.name()
        if name == "I" and name not in self.known.letters:
            return Symbol("I", Size.of("?"), Size.of("?"))
        return self.known.find(name, token)

    def name(self) -> str:
        """The name of a letter with its font dropped, its accent, subscript and index superscript kept."""
        token = self.take()
        text = token.text
        if token is self.end:
            raise Unread(f"column {token.column}: a letter is wanted")
        if text in FONTS:
            return self._inner_name()
        if text in ACCENTS:
            name = f"{text} {self._inner_name()}"
        elif text[0].isalpha() or text.lstrip("\\") in GREEK:
            name = text.lstrip("\\") if text.lstrip("\\") in GREEK else text
        else:
            raise Unread(f"column {token.column}: expected a letter, found {text}")
        return name + self._subscript()

    def _inner_name(self) -> str:
        if self.peek().text != "{":
            return self.name()
        self.take()
        name = self.name()
        self.expect("}")
        return name

    def _subscript(self) -> str:
        if self.peek().text != "_":
            return ""
        self.take()
        return f"_{{{''.join(self._exponent())}}}"


def _sizeless(value: Expression) -> bool:
    """An identity, or a multiple of one, whose size is not known yet."""
    return any(size == Size.of("?") for size in value.shape)


def _resized(value: Expression, shape: tuple[Size, Size]) -> Expression:
    """Give an identity (or a multiple of one) and a literal 0 the size that fits beside them."""
    if isinstance(value, Number) and value.value == 0:
        return zero(*shape)
    if not _sizeless(value):
        return value
    if isinstance(value, Symbol):
        return identity(shape[0])
    if isinstance(value, Apply) and value.shape != TRUTH:
        parts = tuple(_resized(a, shape) if _sizeless(a) else a for a in value.arguments)
        return Apply(value.operation, parts, value.data)
    return value


def _fitted(value: Expression, other: Expression) -> Expression:
    return _resized(value, other.shape)


def _multiplied(factors: list[Expression]) -> Expression:
    """The product from the left; an identity takes the size of its neighbour."""
    result = factors[0]
    for factor in factors[1:]:
        if _sizeless(factor) and result.shape != SCALAR:
            factor = _resized(factor, (result.shape[1], result.shape[1]))
        elif _sizeless(result) and factor.shape != SCALAR:
            result = _resized(result, (factor.shape[0], factor.shape[0]))
        result = times(result, factor)
    return result
