"""Signs of the quadratic forms in a statement about scalars: v'Pv ≥ 0 for semidefinite P."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derivations.kernel.check import Line
from derivations.kernel.expression import ONE, Apply, Expression
from derivations.kernel.form import Form, Head, index_form
from derivations.operations.algebra import SCALAR, TRANSPOSE
from derivations.operations.matrices import SQUARED_NORM
from derivations.operations.notation import identity, times
from derivations.operations.properties import POSITIVE_SEMIDEFINITE
from derivations.proving.lines import Earn, by, premises
from derivations.proving.polynomials import NotWords, Word
from derivations.proving.words.alphabet import Alphabet
from derivations.trees import walk


def signs(facts: tuple[Apply, ...], goal: Apply, earn: Earn) -> list[Line]:
    """Lines that say of quadratic forms in a comparison of scalars that they are not negative."""
    alphabet = Alphabet()
    for expression in (*facts, goal):
        alphabet.learn(expression)
    heads = dict.fromkeys(h for side in goal.arguments if side.shape == SCALAR for h in _closed(index_form(side)))
    lines = list(_of_squared_norms((*facts, goal), earn))
    for head in heads:
        with suppress(NotWords):
            lines += _of_word(alphabet, alphabet.cycle(head), earn)
    return lines


def _of_squared_norms(expressions: tuple[Apply, ...], earn: Earn) -> Iterator[Line]:
    nodes = dict.fromkeys(part for e in expressions for part in walk(e) if isinstance(part, Apply))
    for node in nodes:
        if node.operation is SQUARED_NORM and node.arguments[0].shape[1] == ONE != node.arguments[0].shape[0]:
            (vector,) = node.arguments
            one = identity(vector.shape[0])
            earned = earn(POSITIVE_SEMIDEFINITE(one)) or []
            line = by("semidefinite form is nonnegative", one, vector)
            yield from _positive(one, vector, earn) or (*earned, line)


def _closed(form: Form) -> Iterator[Head]:
    """The closed products in a scalar form, also inside reciprocals of sums."""
    for term in form.terms:
        for head, _ in term.scalars:
            if head.operation == "closed":
                yield head
            for inner in head.inner if head.operation == "sum" else ():
                yield from _closed(inner)


def _of_word(alphabet: Alphabet, word: Word, earn: Earn) -> list[Line]:
    back = tuple((key, not turned and not alphabet.heads[key].symmetric) for key, turned in reversed(word))
    count = len(word) // 2
    if back[:count] != word[:count] or alphabet.letter(word[-1]).shape[1] != ONE:
        return []
    half = _product(alphabet, word[(len(word) + 1) // 2 :])
    middle = alphabet.letter(word[len(word) // 2]) if len(word) % 2 else identity(half.shape[0])
    if isinstance(middle, Apply) and middle.operation is TRANSPOSE:  # v'P'v = v'Pv
        (middle,) = middle.arguments
    strict = _positive(middle, half, earn)
    if strict:
        return strict
    earned = earn(POSITIVE_SEMIDEFINITE(middle)) if half.shape != SCALAR else None
    return [] if earned is None else [*earned, by("semidefinite form is nonnegative", middle, half)]


def _positive(middle: Expression, half: Expression, earn: Earn) -> list[Line] | None:
    """v'Pv > 0, where v is known not to vanish and P to be definite."""
    if half.shape == SCALAR:
        return None
    line = by("definite form is positive", middle, half)
    definite, nonzero = premises(line)
    apart = earn(nonzero)
    earned = None if apart is None else earn(definite)
    return None if earned is None or apart is None else [*apart, *earned, line]


def _product(alphabet: Alphabet, word: Word) -> Expression:
    result = alphabet.letter(word[0])
    for letter in word[1:]:
        result = times(result, alphabet.letter(letter))
    return result
