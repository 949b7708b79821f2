"""Words as expressions, and what is built of them."""

from __future__ import annotations

from collections.abc import Iterable

from derivations.kernel.expression import ONE, Expression, Shape, Size, Symbol
from derivations.kernel.form import COLUMN, DELTA, ROW, Form, Head, index_form
from derivations.operations import TABLE
from derivations.operations.algebra import SCALAR
from derivations.operations.frames import frame_of
from derivations.operations.notation import identity, lift, plus, times, to_the, transpose, zero
from derivations.proving.polynomials import NotWords, Polynomial, Word
from derivations.proving.words.paths import Paths


class Alphabet(Paths):
    """Letters and the words of them, from forms to words and from words to expressions."""

    def split(self, word: Word) -> tuple[Word, tuple[Word, ...]]:
        """A word without the scalars v'A…w inside it, and those scalars; of a scalar, the first is the word."""
        cuts = [k for k, letter in enumerate(word) if k and self.side(letter) == "row"]
        if not cuts:
            return word, ()
        parts = [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]
        first, *others = parts
        if self.side(first[0]) == "row" or self.side(parts[-1][-1]) == "column":
            return first, tuple(others)
        return first + parts[-1], tuple(others[:-1])

    def value(self, word: Word) -> Form:
        """A scalar word as a form."""
        return index_form(self.word(word))

    def word(self, word: Word) -> Expression:
        """A word that is not empty as an expression."""
        result = self.letter(word[0])
        for letter in word[1:]:
            result = times(result, self.letter(letter))
        return result

    def _word_expression(self, word: Word, shape: Shape) -> Expression:
        if not word:
            return identity(shape[0]) if shape != SCALAR else lift(1)
        return self.word(word)

    def scalar(self, form: Form) -> Expression:
        """A scalar form as an expression."""
        parts = []
        for term, c in form.terms.items():
            if term.network:
                raise NotWords("not a scalar")
            value: Expression = lift(c)
            for head, power in term.scalars:
                value = times(value, to_the(self.node(head)[0], power))
            parts.append(value)
        return plus(*parts) if parts else lift(0)

    def expression(self, polynomial: Polynomial) -> Expression:
        """A combination of words as an expression."""
        parts: Iterable[Expression] = (
            times(self.scalar(c), self._word_expression(w, polynomial.shape)) for w, c in polynomial.terms.items()
        )
        return plus(zero(*polynomial.shape), *parts)

    def product_of(self, coefficient: Form, left: Word, middle: Symbol | Expression, right: Word) -> Expression:
        """coefficient · left · middle · right as an expression."""
        value: Expression = middle
        for letter in reversed(left):
            value = times(self.letter(letter), value)
        for letter in right:
            value = times(value, self.letter(letter))
        return times(self.scalar(coefficient), value)

    def built(self, head: Head) -> Expression:
        if head.operation in ("inverse", "determinant", "rank", "pseudo_inverse", "matrix_root"):
            shape = self._side(head.inner[0], ROW), self._side(head.inner[0], COLUMN)
            return TABLE[head.operation](self.expression(self.polynomial(head.inner[0], shape)))
        if head.operation == "frame":
            return self._part(head)
        if head.operation == "diag":
            return self._diagonal_matrix(head)
        if head.operation == "reciprocal":
            inner = head.inner[0].renamed({"$0": ROW})
            value = self.expression(self.polynomial(inner, (self._side(inner, ROW), ONE)))
            return TABLE["entrywise quotient"](TABLE["ones"](data=value.shape), value)
        if head.operation in ("exp", "log", "sigmoid"):
            inner = head.inner[0].renamed({"$0": ROW})
            return TABLE[head.operation](self.expression(self.polynomial(inner, (self._side(inner, ROW), ONE))))
        if head.operation == "sum":
            return self.scalar(head.inner[0])
        if head.operation == "sqrt":
            return TABLE["sqrt"](self.scalar(head.inner[0]))
        if head.operation == "closed":
            return self._closed(head)
        if head.key.startswith("#"):
            return TABLE["size"](data=(Size.of(head.key[1:]),))
        raise NotWords(f"no expression is known for {head.key}")

    def _side(self, form: Form, place: str) -> Size:
        """The size that an index of a matrix form runs to."""
        if not any(place in indices for term in form.terms for _, indices in term.network):
            return ONE
        for term in form.terms:
            for head, indices in term.network:
                if place in indices and head != DELTA:
                    node, _ = self.node(head)
                    sizes = [size for size in node.shape if size != ONE]
                    return sizes[min(indices.index(place), len(sizes) - 1)]
        raise NotWords("the size of an identity is not known")

    def _part(self, head: Head) -> Expression:
        frame = frame_of(head)
        if frame is None or any(len(sizes) != 1 for sizes in frame.members):
            raise NotWords("a Kronecker product")
        sizes = (size for (size,) in frame.members)
        return TABLE["part"](data=(*sizes, next(k for k in range(len(frame.members)) if frame.head(k) == head)))

    def _diagonal_matrix(self, head: Head) -> Expression:
        vector = self.node(head.network[0][0])[0]
        return TABLE["diag"](vector if vector.shape[1] == ONE else transpose(vector))

    def _closed(self, head: Head) -> Expression:
        word = self.cycle(head)
        result = self.word(word)
        return result if result.shape == SCALAR else TABLE["trace"](result)
