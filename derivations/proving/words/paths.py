"""Words read off index forms: the factors of a product in the order in which an index leads through them."""

from __future__ import annotations

from collections import Counter

from derivations.kernel.expression import ONE, Shape
from derivations.kernel.form import COLUMN, DELTA, ROW, Factor, Form, Head, Powers, product
from derivations.operations.algebra import SCALAR
from derivations.proving.polynomials import Letter, NotWords, Polynomial, Word
from derivations.proving.words.letters import Letters


class Paths(Letters):
    """Reads words off forms."""

    def polynomial(self, form: Form, shape: Shape) -> Polynomial:
        """The form as a combination of words; NotWords when it is none."""
        total = Polynomial(shape, {})
        for term, c in form.terms.items():
            for head, _ in (*term.scalars, *term.network):
                self.heads[head.key] = head
            word, outside = self._opened(term.scalars) if shape == SCALAR else (None, term.scalars)
            coefficient = product(outside, ()).scaled(c)
            found = self._word(term.network, shape) if word is None else word
            total += Polynomial(shape, {found: coefficient})
        return total

    def _opened(self, scalars: Powers) -> tuple[Word | None, Powers]:
        """Of a product of scalars, one closed product v'A…w as a word, those with inverses first."""
        for head, power in sorted(scalars, key=lambda pair: ("inverse[" not in pair[0].key, pair[0].key)):
            ends = [factor for factor in head.network if len(factor[1]) == 1]
            if head.operation == "closed" and power == 1 and len(ends) == 2:
                return self.cycle(head), tuple((h, p) for h, p in scalars if h != head)
        return None, scalars

    def _word(self, network: tuple[Factor, ...], shape: Shape) -> Word:
        factors = [factor for factor in network if factor[0] != DELTA]
        if any(not set(indices) <= {ROW, COLUMN} for head, indices in network if head == DELTA):
            raise NotWords("a δ of two named indices")
        if len(factors) < len(network):  # a product of diagonal matrices
            factors = [(head, (ROW,) if indices == (COLUMN,) else indices) for head, indices in factors]
            if any(indices != (ROW,) for _, indices in factors):
                raise NotWords("a diagonal of a matrix")
            return tuple(self.diagonal(head) for head in sorted(head for head, _ in factors))
        word: Word = self._path(ROW, factors) if shape[0] != ONE and factors else ()
        if not factors:
            return self._bordered(word, network, shape)
        if factors and shape[1] != ONE:
            word += tuple((key, self._flip(key, t)) for key, t in reversed(self._path(COLUMN, factors)))
        if factors:
            raise NotWords("not a single matrix product")
        return word

    def _bordered(self, word: Word, network: tuple[Factor, ...], shape: Shape) -> Word:
        """A word with columns or rows of ones at the sides whose index no factor has."""
        used = {index for _, indices in network for index in indices}
        left = (self.ones(shape[0], turned=False),) if shape[0] != ONE and ROW not in used else ()
        right = (self.ones(shape[1], turned=True),) if shape[1] != ONE and COLUMN not in used else ()
        return (*left, *word, *right)

    def _flip(self, key: str, transposed: bool) -> bool:
        return False if self.heads[key].symmetric else not transposed

    def _path(self, index: str, factors: list[Factor]) -> Word:
        """Follow an index through the factors, taking them out, to a vector or to the column."""
        word: list[Letter] = []
        while index != COLUMN or not word:
            found = [f for f in factors if index in f[1]]
            vectors = sorted((f for f in found if f[1] == (index,)), key=lambda f: f[0])
            if len(found) > 1 and vectors:  # all but the end of the path are diagonals
                passed = vectors if len(vectors) < len(found) else vectors[:-1]
                for vector in passed:
                    factors.remove(vector)
                    found.remove(vector)
                    word.append(self.diagonal(vector[0]))
            if word and not found:
                return (*word, self.ones(self.letter(word[-1]).shape[1], turned=False))
            if len(found) != 1:
                raise NotWords("an index shared by more than two factors")
            head, indices = found[0]
            factors.remove(found[0])
            if len(indices) == 1:
                return (*word, (head.key, self.is_row(head)))
            if len(indices) != 2 or indices[0] == indices[1]:
                raise NotWords("a diagonal, or more than two indices")
            word.append((head.key, indices[1] == index and not head.symmetric))
            index = indices[0] if indices[1] == index else indices[1]
            if index == ROW:
                break
        for vector in sorted(f for f in factors if f[1] == (index,)):  # diagonals at the end
            factors.remove(vector)
            word.append(self.diagonal(vector[0]))
        return tuple(word)

    def cycle(self, head: Head) -> Word:
        """A closed product as a word, read from a vector or from any factor. NotWords when it is no cycle."""
        network = self._with_ones(head.network)
        self.heads.update({factor.key: factor for factor, _ in network})
        matrices = [factor for factor in network if len(factor[1]) > 1]
        slots = Counter(index for _, indices in matrices for index in indices)
        vectors = [factor for factor in network if len(factor[1]) == 1]
        if not matrices or any(slots[index] != 2 for _, (index,) in vectors):
            return self._closed_word(network)
        return self._loop(matrices, vectors)

    def _loop(self, matrices: list[Factor], vectors: list[Factor]) -> Word:
        """A cycle of matrices, with the diagonal matrices of vectors between them."""
        if any(len(indices) != 2 for _, indices in matrices):
            raise NotWords("a scalar that is no cycle of matrices")
        (first, (start, index)), *factors = matrices
        word = [(first.key, False), *self._between(vectors, index)]
        while index != start:
            found = [factor for factor in factors if index in factor[1]]
            if len(found) != 1:
                raise NotWords("a scalar that is no cycle of matrices")
            letter, (a, b) = found[0]
            factors.remove(found[0])
            word.append((letter.key, b == index and not letter.symmetric))
            index = a if b == index else b
            word += self._between(vectors, index)
        if factors:
            raise NotWords("a scalar that is no cycle of matrices")
        return tuple(word)

    def _between(self, vectors: list[Factor], index: str) -> list[Letter]:
        return [self.diagonal(head) for head, (place,) in sorted(vectors) if place == index]

    def _with_ones(self, network: tuple[Factor, ...]) -> tuple[Factor, ...]:
        """A closed product with a vector of ones at every index that only one of its factors has."""
        often = Counter(index for _, indices in network for index in indices)
        found = list(network)
        for head, indices in network:
            for place, index in enumerate(indices):
                if often[index] == 1:
                    node, turned = self.node(head)
                    shape = [size for size in node.shape if size != ONE]
                    key, _ = self.ones(shape[place if not turned else -1 - place], turned=False)
                    found.append((self.heads[key], (index,)))
        return tuple(found)

    def _closed_word(self, network: tuple[Factor, ...]) -> Word:
        ends = [k for k, (_, indices) in enumerate(network) if len(indices) == 1]
        if len(ends) != 2:
            raise NotWords("a scalar that is no product v'A…w")
        start, (index,) = network[ends[0]]
        rest = [factor for k, factor in enumerate(network) if k != ends[0]]
        return ((start.key, not self.is_row(start)), *self._path(index, rest))
