"""Semidefinite as a sum of squares, as B'PB with a semidefinite P, or as a diagonal matrix of nonnegative numbers."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, agree
from derivations.kernel.expression import ONE, Apply, Expression, ShapeError
from derivations.kernel.form import TooLarge, index_form
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import ONES
from derivations.operations.notation import hadamard, plus, times
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving.cyclic import read
from derivations.proving.elimination import Earn, Elimination
from derivations.proving.lines import by, premises
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words import Alphabet


def by_squares(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """Lines that end in a ≤ b, from b − a as a sum of squares; None when it was not found to be one."""
    line = by("nonnegative difference", *goal.arguments)
    found = sum_of_squares(facts, next(premises(line)), earn, equations)
    return None if found is None else [*found, line]


def sum_of_squares(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """Lines that end in a value being semidefinite; None when no way leads there."""
    (value,) = goal.arguments
    alphabet = Alphabet()
    for expression in (*facts, goal):
        alphabet.learn(expression)
    for way in (_eliminated, _framed, _diagonal):
        with suppress(NotWords, TooLarge, ShapeError, ZeroDivisionError):
            lines = way(alphabet, value, earn)
            shown = _as_stated(lines, goal, equations) if lines else None
            if shown:
                return shown
    return None


def _as_stated(lines: list[Line], goal: Apply, equations: Earn) -> list[Line] | None:
    """The lines, and what they say of the value as the goal has it."""
    if agree(lines[-1].proposition, goal):
        return [*lines, Line(goal, "known")]
    (value,), (found,) = goal.arguments, lines[-1].proposition.arguments
    equal = equations(EQUAL(value, found))
    return None if equal is None else [*lines, *equal, by("equal to positive semidefinite", value, found)]


def _eliminated(alphabet: Alphabet, value: Expression, earn: Earn) -> list[Line]:
    scalar = value.shape == SCALAR
    squares = Elimination(alphabet, earn, None if scalar else value.shape[0])
    form = index_form(value)
    squares.learn(read(alphabet, form).terms if scalar else alphabet.polynomial(form, value.shape).terms)
    return squares.lines()


def _framed(alphabet: Alphabet, value: Expression, earn: Earn) -> list[Line]:
    """B'PB, with as many letters in B as all words share at their ends."""
    terms = alphabet.polynomial(index_form(value), value.shape).terms
    frame = _common(alphabet, list(terms))
    if not frame:
        return []
    half = alphabet.word(frame)
    inner = {word[len(frame) : len(word) - len(frame)]: c for word, c in terms.items()}
    middle = alphabet.expression(Polynomial((half.shape[0], half.shape[0]), inner))
    earned = earn(POSITIVE_SEMIDEFINITE(middle)) if middle.shape != SCALAR else None
    return [] if earned is None else [*earned, by("congruence, semidefinite", half, middle)]


def _common(alphabet: Alphabet, words: list[Word]) -> Word:
    """The longest end of all words whose transpose is the beginning of all."""
    frame: Word = ()
    for letter in reversed(words[0] if words else ()):
        longer = (letter, *frame)
        turned = tuple((key, not t and not alphabet.heads[key].symmetric) for key, t in reversed(longer))
        size = len(longer)
        if any(len(w) < 2 * size or w[-size:] != longer or w[:size] != turned for w in words):
            return frame
        frame = longer
    return frame


def _diagonal(alphabet: Alphabet, value: Expression, earn: Earn) -> list[Line]:
    """diag(v) ≽ 0 for v ≥ 0, of sums of products of diagonal matrices."""
    terms = alphabet.polynomial(index_form(value), value.shape).terms
    if value.shape == SCALAR or not any(terms):
        return []
    parts = [times(alphabet.scalar(c), _on_diagonal(alphabet, word, value)) for word, c in terms.items()]
    line = by("diagonal of nonnegative numbers", plus(*parts))
    earned = earn(next(premises(line)))
    return [] if earned is None else [*earned, line]


def _on_diagonal(alphabet: Alphabet, word: Word, value: Expression) -> Expression:
    result: Expression = ONES(data=(value.shape[0], ONE))
    for position, letter in enumerate(word):
        node = alphabet.letter(letter)
        if not isinstance(node, Apply) or node.operation.name != "diag":
            raise NotWords("a letter that is no diagonal matrix")
        result = hadamard(result, node.arguments[0]) if position else node.arguments[0]
    return result
