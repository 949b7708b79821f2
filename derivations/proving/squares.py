"""Semidefinite as a sum of squares, as B'PB with a semidefinite P, or as a diagonal matrix of nonnegative numbers."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, agree, is_known
from derivations.kernel.expression import ONE, Apply, Expression, ShapeError
from derivations.kernel.form import TooLarge, index_form
from derivations.operations.algebra import INVERSE, SCALAR
from derivations.operations.logic import EQUAL
from derivations.operations.matrices import ONES
from derivations.operations.notation import hadamard, is_zero, minus, plus, times, transpose, zero
from derivations.operations.properties import (
    IDEMPOTENT,
    ORTHOGONAL,
    ORTHONORMAL_COLUMNS,
    POSITIVE_SEMIDEFINITE,
)
from derivations.proving.cyclic import read
from derivations.proving.elimination import Elimination
from derivations.proving.lines import Earn, by, premises
from derivations.proving.lowest import lowest_terms
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words.alphabet import Alphabet
from derivations.trees import walk

PARTS = 3  # facts that call matrices of one shape semidefinite, of which sums are looked at


def by_squares(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """Lines that end in a ≤ b, from b − a as a sum of squares; None when it was not found to be one."""
    line = by("nonnegative difference", *goal.arguments)
    found = sum_of_squares(facts, next(premises(line)), earn, equations)
    return None if found is None else [*found, line]


def sum_of_squares(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """Lines that end in a value being semidefinite; None when no way leads there."""
    (value,) = goal.arguments
    if is_known(goal, facts):
        return [Line(goal, "known")]
    alphabet = Alphabet()
    for expression in (*facts, goal):
        alphabet.learn(expression)
    for way in (_eliminated, _framed, _diagonal):
        with suppress(NotWords, TooLarge, ShapeError, ZeroDivisionError):
            lines = way(alphabet, value, earn)
            shown = _as_stated(lines, goal, equations) if lines else None
            if shown:
                return shown
    found = _above_a_fact(facts, goal, earn, equations) or _projection(facts, goal, equations)
    return found or _reduced(facts, goal, earn, equations)


def _reduced(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """The same of the value in lowest terms by what facts state; that of 0 is plain."""
    (value,) = goal.arguments
    plain, shown = lowest_terms(value, facts) or (value, [])
    if not shown or len(index_form(plain).terms) >= len(index_form(value).terms):
        return None
    inner = POSITIVE_SEMIDEFINITE(plain)
    zero_line = by("Gram matrix", zero(*value.shape))
    found = [zero_line] if is_zero(plain) else sum_of_squares(facts, inner, earn, equations)
    return found and [*found, *shown, by("equal to positive semidefinite", value, plain)]


def _above_a_fact(facts: tuple[Apply, ...], goal: Apply, earn: Earn, equations: Earn) -> list[Line] | None:
    """M = F + R, of which a fact says that F is semidefinite, and R is zero or semidefinite in its turn."""
    (value,) = goal.arguments
    alike = [f for f in facts if f.operation is POSITIVE_SEMIDEFINITE and f.arguments[0].shape == value.shape]
    for fact in alike if len(alike) <= PARTS else ():
        (part,) = fact.arguments
        rest = minus(value, part)
        others = tuple(other for other in facts if other != fact)
        longer = len(index_form(rest).terms) > len(index_form(value).terms)
        found = None if longer else sum_of_squares(others, POSITIVE_SEMIDEFINITE(rest), earn, equations)
        if found:
            return [*found, by("sum of semidefinite", part, rest), Line(goal, "known")]
    return None


def _projection(facts: tuple[Apply, ...], goal: Apply, equations: Earn) -> list[Line] | None:
    """M = M'M, where facts or inverses may tell so."""
    (value,) = goal.arguments
    told = any(fact.operation in (IDEMPOTENT, ORTHOGONAL, ORTHONORMAL_COLUMNS, EQUAL) for fact in facts)
    inverses = any(isinstance(part, Apply) and part.operation is INVERSE for part in walk(value))
    if value.shape == SCALAR or not (told or inverses):
        return None
    gram = times(transpose(value), value)
    shown = equations(EQUAL(value, gram))
    if shown is None:
        return None
    return [*shown, by("Gram matrix", value), by("equal to positive semidefinite", value, gram)]


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
