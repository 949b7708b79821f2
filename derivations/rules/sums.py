"""Sums Σ_{k=0}^{n−1} f(k): split, turned round, and over all entries of a column.

Source: Graham, Knuth & Patashnik, Concrete Mathematics, 2nd ed., 2.1 to 2.3. What the lengths must meet are
conditions of the values in the conclusions.
"""

from __future__ import annotations

from derivations.kernel.expression import Apply, Expression, Index, ShapeError, Symbol, free, substitute
from derivations.operations.algebra import ENTRY, SIZE, SUM
from derivations.operations.functions import Function
from derivations.operations.logic import EQUAL
from derivations.operations.notation import entry, index, symbol, total
from derivations.operations.sums import ENTRY_AT, PARTIAL_SUM, shortened
from derivations.rules.rule import Rule
from derivations.trees import walk

Instance = tuple[tuple[Apply, ...], Apply]
_f, _k, _n, _m = Function("f", smooth=0), *(symbol(name) for name in "knm")
_i, _x = index("i", "n"), symbol("x", "n")


def _sum(value: Expression) -> tuple[Apply, Expression, Expression, Symbol]:
    if not isinstance(value, Apply) or value.operation is not PARTIAL_SUM:
        raise ShapeError(f"{value} is no sum from 0 to a number")
    return value, *value.arguments, value.data[0]


def _split(value: Expression, first: Expression) -> Instance:
    """Σ_{k<n} f(k) = Σ_{k<m} f(k) + Σ_{k<n−m} f(m + k)."""
    node, count, body, letter = _sum(value)
    if letter in free(first):
        raise ShapeError(f"{first} runs itself")
    head = PARTIAL_SUM(first, body, data=(letter,))
    tail = PARTIAL_SUM(shortened(count - first), substitute(body, {letter: shortened(first + letter)}), data=(letter,))
    return (), EQUAL(node, head + tail)


def _turned(value: Expression) -> Instance:
    """Σ_{k<n} f(k) = Σ_{k<n} f(n − 1 − k)."""
    node, count, body, letter = _sum(value)
    body = substitute(body, {letter: shortened(count - 1 - letter)})
    return (), EQUAL(node, PARTIAL_SUM(count, body, data=(letter,)))


def _whole(value: Expression, letter: Expression) -> Instance:
    """Σ_i f(x_i) = Σ_{k<n} f(x_{k+1}), for i from 1 to n that only stands at columns of n entries."""
    if not isinstance(value, Apply) or value.operation is not SUM or len(value.data) != 1:
        raise ShapeError(f"{value} is no sum over all places of an index")
    (i,), (body,) = value.data, value.arguments
    if not isinstance(letter, Symbol) or letter in walk(body):
        raise ShapeError(f"{letter} is no letter of its own")
    moved = _at(body, i, letter + 1)
    return (), EQUAL(value, PARTIAL_SUM(SIZE(data=(i.size,)), moved, data=(letter,)))


def _at(value: Expression, i: Index, position: Expression) -> Expression:
    """The value with entries x_i as entries at a position; ShapeError where the index stands elsewhere."""
    if not isinstance(value, Apply) or i not in free(value):
        return value
    if value.operation is ENTRY and value.data == (i, None) and isinstance(value.arguments[0], Symbol):
        return ENTRY_AT(value.arguments[0], position)
    if i in value.data or any(isinstance(item, Symbol | Index) for item in value.data):
        raise ShapeError(f"{i.name} stands at more than entries of columns in {value}")
    return Apply(value.operation, tuple(_at(a, i, position) for a in value.arguments), value.data)


_sample = PARTIAL_SUM(_n, _f(_k), data=(_k,))
RULES = (
    Rule("sum split", (_sample, _m), _split, "GKP 2.6 (2.20): sums over sets that share no element"),
    Rule("sum turned round", (_sample,), _turned, "GKP 2.3 (2.18): the commutative law"),
    Rule("sum over all entries", (total(_i, entry(_x, _i)), _k), _whole, "GKP 2.1: the definition"),
)
