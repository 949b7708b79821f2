"""Mathematics as it is written, before anything is known of its letters: a tree with places.

Whether `f(x + b)` is a function's value or a product is not decided here: factors side by side stay a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property

from derivations.reading.source import Span, Token


@dataclass(frozen=True, eq=False)
class Node:
    """A piece of mathematics and its place."""

    span: Span

    @cached_property
    def children(self) -> tuple[Node, ...]:
        """What stands directly in it and is parsed."""
        return tuple(_inside(self))


@dataclass(frozen=True, eq=False)
class Num(Node):
    """A number."""

    value: Fraction


@dataclass(frozen=True, eq=False)
class Letter(Node):
    """A letter, with its accents in its name; `bold` for the fonts of vectors and matrices."""

    name: str
    bold: bool = False


@dataclass(frozen=True, eq=False)
class Word(Node):
    """A named operator such as tr or argmin, or words within a formula."""

    name: str
    text: bool = False


@dataclass(frozen=True, eq=False)
class Symbol(Node):
    """A command with a meaning of its own: a nabla, an infinity, dots."""

    name: str


@dataclass(frozen=True, eq=False)
class Scripts(Node):
    """Something with a subscript, superscripts and primes; scripts stay tokens until their meaning is known."""

    base: Node
    sub: tuple[Token, ...] = ()
    sups: tuple[tuple[Token, ...], ...] = ()
    primes: int = 0


@dataclass(frozen=True, eq=False)
class Group(Node):
    """Something in brackets: ( [ { or ⟨; its items were separated by commas or a bar."""

    opening: str
    items: tuple[Node, ...]
    bar: int = 0  # how many of the items stand before a |, where there is one


@dataclass(frozen=True, eq=False)
class Beside(Node):
    """Factors side by side."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Plus(Node):
    """Terms with their signs."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, eq=False)
class Infix(Node):
    """Two values joined by a command such as a Kronecker product, or by /."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, eq=False)
class Ratio(Node):
    """A fraction; whether it is a derivative is seen by its parts."""

    top: Node
    bottom: Node


@dataclass(frozen=True, eq=False)
class Root(Node):
    """A square root."""

    inside: Node


@dataclass(frozen=True, eq=False)
class Bars(Node):
    """Something between bars: | for an absolute value or a determinant, \\| for a norm."""

    sign: str
    inside: Node


@dataclass(frozen=True, eq=False)
class Big(Node):
    """A sum or product over what stands below it."""

    sign: str
    below: tuple[Token, ...]
    above: tuple[Token, ...]
    body: Node


@dataclass(frozen=True, eq=False)
class Grid(Node):
    """A matrix, an array or cases, cell by cell."""

    environment: str
    lines: tuple[tuple[tuple[Token, ...], ...], ...]


@dataclass(frozen=True, eq=False)
class Chain(Node):
    """Values with relation signs between them: one more value than signs."""

    values: tuple[Node, ...]
    signs: tuple[Token, ...]


def parts(node: Node) -> Iterator[Node]:
    """A node and everything in it that is parsed, from the outside in."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(found.children[::-1])


def _inside(node: Node) -> Iterator[Node]:
    for field in fields(node):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            inner = item[1] if isinstance(item, tuple) and len(item) == 2 else item
            if isinstance(inner, Node):
                yield inner


def head_of(node: Node) -> tuple[Node, tuple[Token, ...], tuple[tuple[Token, ...], ...]]:
    """What stands under the scripts of a node, what stands below it, and what above."""
    if isinstance(node, Scripts):
        return node.base, node.sub, node.sups
    return node, (), ()
