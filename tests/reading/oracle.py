"""A small reader of its own: statements evaluated with numpy as they are written, to contradict the real one.

It knows equations of scalars, columns and matrices by sums, products, transposes, inverses, powers, norms, traces,
determinants and fractions; for anything else it raises Unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

SIZES = {"n": 4, "d": 3, "m": 5}
CAPITALS = {"X": "nd", "Z": "nd", "A": "nn", "B": "nn", "C": "nn", "P": "dd", "Q": "dd"}
COLUMNS = {"x": "n", "y": "n", "z": "n", "w": "d", "v": "d"}
TOKEN = re.compile(r"\\operatorname\{tr\}|\\left|\\right|\\[A-Za-z]+|\\[|,;]|\d|\s+|.", re.DOTALL)
SKIPPED = {"\\left", "\\right", "\\,", "\\;"}
STOPS = {"", "+", "-", ")", "]", "}", "=", "\\|", "|"}
Array = np.ndarray[Any, Any]


class Unknown(ValueError):
    """A statement that this evaluator does not know."""


def letters(seed: int) -> dict[str, Array]:
    """Values of all letters."""
    rng = np.random.default_rng(seed)
    found = {name: rng.normal(size=(SIZES[a], SIZES[b])) for name, (a, b) in CAPITALS.items()}
    found |= {name: rng.normal(size=(SIZES[a], 1)) for name, a in COLUMNS.items()}
    found |= {name: rng.uniform(0.5, 2, size=(1, 1)) for name in ("\\lambda", "\\mu", "g", "h")}
    root = rng.normal(size=(4, 4))
    return found | {"S": root @ root.T + np.eye(4)}


def disagrees(text: str, random: bool, seed: int) -> bool:
    """Whether the sides of an equation have different values. Unknown when the statement is not of a kind known."""
    if (
        random
        or "_" in text
        or text.count("=") != 1
        or re.search(r"\\(?:max|min|sum|nabla|partial|exp|log|circ)", text)
    ):
        raise Unknown(text)
    left, right = text.split("=")
    values = letters(seed)
    a, b = Evaluator(left, values).whole(), Evaluator(right, values).whole()
    a, b = _fitted(a, b), _fitted(b, a)
    if a.shape != b.shape:
        raise Unknown(text)
    scale = max(1.0, float(np.abs(a).max()), float(np.abs(b).max()))
    return bool(np.abs(a - b).max() > 1e-7 * scale)


@dataclass(frozen=True)
class Identity:
    """A multiple of the identity, of a size to be found."""

    factor: float


def _fitted(value: Any, other: Any) -> Array:
    if isinstance(value, Identity):
        if isinstance(other, Identity) or other.shape[0] != other.shape[1]:
            raise Unknown("the size of an identity")
        return np.asarray(value.factor * np.eye(other.shape[0]))
    return np.asarray(value)


def added(a: Any, b: Any) -> Any:
    """a + b. Unknown where the shapes differ."""
    if isinstance(a, Identity) and isinstance(b, Identity):
        return Identity(a.factor + b.factor)
    a, b = _fitted(a, b), _fitted(b, a)
    if a.shape != b.shape:
        raise Unknown("shapes")
    return a + b


def multiplied(a: Any, b: Any) -> Any:
    """a b, a multiple where one is a number."""
    if isinstance(a, Identity) or isinstance(b, Identity):
        one, other = (a, b) if isinstance(a, Identity) else (b, a)
        if isinstance(other, Identity):
            return Identity(one.factor * other.factor)
        return Identity(one.factor * float(other[0, 0])) if other.shape == (1, 1) else one.factor * other
    if (1, 1) in (a.shape, b.shape):
        return a * b
    if a.shape[1] != b.shape[0]:
        raise Unknown("shapes")
    return a @ b


class Evaluator:
    """Reads and evaluates at once, from the left."""

    def __init__(self, text: str, values: dict[str, Array]) -> None:
        self.tokens = [t for t in TOKEN.findall(text) if not t.isspace() and t not in SKIPPED]
        self.values, self.place = values, 0

    def whole(self) -> Any:
        """The value of all of the text."""
        value = self.sum()
        if self.peek():
            raise Unknown(self.peek())
        return value

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1] if self.place <= len(self.tokens) else ""

    def wanted(self, token: str) -> None:
        if self.take() != token:
            raise Unknown(token)

    def sum(self) -> Any:
        negative = self.peek() == "-"
        if self.peek() in ("+", "-"):
            self.take()
        value = self.product()
        value = multiplied(np.array([[-1.0]]), value) if negative else value
        while self.peek() in ("+", "-"):
            sign = np.array([[1.0 if self.take() == "+" else -1.0]])
            value = added(value, multiplied(sign, self.product()))
        return value

    def product(self) -> Any:
        value = self.factor()
        while self.peek() not in STOPS:
            value = multiplied(value, self.factor())
        return value

    def factor(self) -> Any:
        value = self.atom()
        while self.peek() == "^":
            self.take()
            value = self.raised(value, self.script())
        return value

    def script(self) -> str:
        if self.peek() != "{":
            return self.take()
        self.take()
        text = ""
        while self.peek() not in ("}", ""):
            text += self.take()
        self.wanted("}")
        return text

    def raised(self, value: Any, script: str) -> Any:
        if script in ("\\top", "T"):
            return value if isinstance(value, Identity) else value.T
        if isinstance(value, Identity) or value.shape[0] != value.shape[1]:
            raise Unknown("a power")
        if script not in ("-1", "2", "3"):
            raise Unknown(script)
        if script == "-1" and np.linalg.cond(value) > 1e9:
            raise Unknown("an inverse that does not exist")
        return np.linalg.matrix_power(value, int(script))

    def atom(self) -> Any:
        token = self.take()
        if token in self.values:
            return self.values[token]
        if token.isdigit():
            return np.array([[float(token)]])
        if token == "I":
            return Identity(1.0)
        if token in ("(", "["):
            value = self.sum()
            self.wanted({"(": ")", "[": "]"}[token])
            return value
        if token in ("\\frac", "\\tfrac"):
            top = self.argument()
            return multiplied(top, np.linalg.inv(_number(self.argument())))
        return self.named(token)

    def argument(self) -> Any:
        if self.peek() != "{":
            return self.atom()
        self.take()
        value = self.sum()
        self.wanted("}")
        return value

    def named(self, token: str) -> Any:
        if token == "\\|":
            value = np.asarray([[np.linalg.norm(_array(self.sum()))]])
            self.wanted("\\|")
            return value
        if token in ("\\operatorname{tr}", "\\det") and self.peek() == "(":
            inside = _array(self.atom())
            if inside.shape[0] != inside.shape[1]:
                raise Unknown("shapes")
            return np.array([[np.trace(inside) if token != "\\det" else np.linalg.det(inside)]])
        raise Unknown(token)


def _array(value: Any) -> Array:
    if isinstance(value, Identity):
        raise Unknown("the size of an identity")
    return np.asarray(value)


def _number(value: Any) -> Array:
    if isinstance(value, Identity) or value.shape != (1, 1):
        raise Unknown("a denominator")
    return np.asarray(value)
