"""Derivatives as expressions one can read: 2X'X + 2λI for a Hessian, with diagonals between the same factors joined."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.expression import ONE, Apply, Expression, ShapeError
from derivations.kernel.form import TooLarge, index_form, is_zero
from derivations.operations.matrices import DIAGONAL_MATRIX
from derivations.operations.notation import chained, hadamard, identity, plus, times, zero
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words.alphabet import Alphabet


def readable(value: Expression, *known: Expression) -> Expression | None:
    """A sum of products that has the value's index form, or None; `known` values may occur in it."""
    alphabet = Alphabet()
    for expression in (value, *known):
        alphabet.learn(expression)
    with suppress(NotWords, TooLarge, ShapeError, ZeroDivisionError):
        found = _joined(alphabet, alphabet.polynomial(index_form(value), value.shape))
        if is_zero(index_form(found) - index_form(value)):
            return found
    return None


def _joined(alphabet: Alphabet, polynomial: Polynomial) -> Expression:
    """The sum, with A diag(u) B + A diag(v) B as A diag(u + v) B."""
    groups: dict[tuple[Word, Word] | Word, list[Expression]] = {}
    for word, c in polynomial.terms.items():
        cut = _middle(alphabet, word)
        if cut is None:
            groups[word] = [times(alphabet.scalar(c), _chain(alphabet, word, polynomial))]
        else:
            a, b = cut
            vector = times(alphabet.scalar(c), _diagonal(alphabet, word[a:b]))
            groups.setdefault((word[:a], word[b:]), []).append(vector)
    parts = []
    for key, values in groups.items():
        if isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], tuple) and _is_pair(key):
            left, right = key
            middle = DIAGONAL_MATRIX(plus(*values))
            parts.append(chained((*map(alphabet.letter, left), middle, *map(alphabet.letter, right))))  # type: ignore[arg-type]
        else:
            parts.append(plus(*values))
    return plus(zero(*polynomial.shape), *parts)


def _is_pair(key: tuple[object, ...]) -> bool:
    """Whether a key is what stands left and right of a diagonal, rather than a word of two letters."""
    return all(isinstance(part, tuple) and (not part or isinstance(part[0], tuple)) for part in key)


def _chain(alphabet: Alphabet, word: Word, polynomial: Polynomial) -> Expression:
    return alphabet.word(word) if word else identity(polynomial.shape[0])


def _middle(alphabet: Alphabet, word: Word) -> tuple[int, int] | None:
    """Where the first run of diagonal matrices in a word begins and ends."""
    places = [k for k, letter in enumerate(word) if _is_diagonal(alphabet, letter[0])]
    if not places:
        return None
    first = last = places[0]
    while last + 1 in places:
        last += 1
    return first, last + 1


def _is_diagonal(alphabet: Alphabet, key: str) -> bool:
    node = alphabet.letter((key, False))
    return isinstance(node, Apply) and node.operation is DIAGONAL_MATRIX


def _diagonal(alphabet: Alphabet, run: Word) -> Expression:
    """The vector on the diagonal of a product of diagonal matrices."""
    vectors = [node.arguments[0] for node in map(alphabet.letter, run) if isinstance(node, Apply)]
    result = vectors[0]
    for vector in vectors[1:]:
        result = hadamard(result, vector) if vector.shape[1] == ONE else times(result, vector)
    return result
