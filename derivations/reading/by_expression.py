"""Derivatives by an expression: ∂f/∂(Wx + b), df/d(x²), ∂ℓ/∂(σ²).

Where the expression stands as it is in what is differentiated, it is a letter while differentiating. A number that is
made from one number x, as σ² is from σ, has df/du = (df/dx) / (du/dx) where du/dx is not zero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivations.kernel.expression import Expression, Index, Symbol, free
from derivations.operations import calculus
from derivations.operations.algebra import SCALAR
from derivations.reading.abstract.depending import refuse_loose
from derivations.reading.scope import Known
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import Value
from derivations.trees import replaced

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

Slope = Callable[[Value, Known], Value]  # of a value, by a letter
Put = Callable[[Expression, Symbol, Expression], Expression]  # written out, with an expression put in for a letter
_NAME = "u of "


def by_expression(
    reader: Elaborator, node: Node, inside: Callable[[], Value], slope: Slope, put: Put, span: Span
) -> Value:
    """The derivative of what is inside by the value of a node, with `slope` for one by a letter. Unread."""
    by = reader.value(node)
    body = inside()
    letter = Known(_NAME + by.span.text, by.shape, "inferred", span)
    around = Value(body.span, body.shape, lambda: _with_letter(body, by, letter))
    found = slope(around, letter)

    def build() -> Expression:
        meaning = by.build()
        refuse_loose(reader.scope, body.build(), meaning, by.span)
        if not _stands(body.build(), meaning, letter):
            return _by_chain_rule(body.build(), meaning, by.span)
        return put(found.build(), letter.symbol(), meaning)

    return Value(span, found.shape, build)


def _with_letter(body: Value, by: Value, letter: Known) -> Expression:
    """What is differentiated, with a letter for what it is differentiated by, if that is all that varies."""
    return replaced(body.build(), by.build(), letter.symbol())


def _stands(body: Expression, meaning: Expression, letter: Known) -> bool:
    """Whether an expression stands in another, and nothing that it is made from stands there beside it."""
    rest = free(replaced(body, meaning, letter.symbol()))
    return letter.symbol() in rest and not rest & free(meaning)


def _by_chain_rule(body: Expression, meaning: Expression, span: Span) -> Expression:
    letters = [part for part in free(meaning) if isinstance(part, Symbol)]
    numbers = meaning.shape == SCALAR and all(letter.shape == SCALAR for letter in letters)
    if len(letters) != 1 or not numbers or any(isinstance(part, Index) for part in free(meaning)):
        raise Unread(f"a derivative by {span.text}, which does not stand alone in what is differentiated", span)
    (letter,) = letters
    if letter not in free(body):
        raise Unread(f"a derivative by {span.text} of what nothing says depends on it", span)
    above, below = (calculus.PARTIAL(value, letter, data=(None, None)) for value in (body, meaning))
    return above / below


__all__ = ["by_expression"]
