"""Words: matrix products read off index forms, so that relations between matrices can be completed.

A letter is a head and whether it stands transposed; a word is a product of letters; coefficients are
scalar forms. What is no matrix product (an entrywise product, a diagonal) is not a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Shape, ShapeError, Size, Symbol
from derivations.kernel.form import COLUMN, DELTA, ROW, Factor, Form, Head, Powers, Term, index_form, product
from derivations.operations import TABLE
from derivations.operations.algebra import SCALAR, TRANSPOSE
from derivations.operations.frames import frame_of
from derivations.operations.notation import identity, lift, plus, times, to_the, transpose, zero
from derivations.proving.polynomials import Letter, NotWords, Polynomial, Word
from derivations.trees import walk


@dataclass
class Alphabet:
    """The heads that occur in some expressions, and the expressions they are heads of."""

    nodes: dict[str, tuple[Expression, bool]] = field(default_factory=dict)  # transposed against the head
    heads: dict[str, Head] = field(default_factory=dict)
    _sides: dict[Letter, str] = field(default_factory=dict)

    def learn(self, expression: Expression) -> None:
        """Remember every part whose form is a single entry of a single head."""
        for part in walk(expression):
            if isinstance(part, Apply) and part.operation.name == "function":
                self._learn_slopes(part)
            derived = isinstance(part, Apply) and _derived(part) and not _entrywise(part)
            if part.shape != TRUTH and not derived:
                terms = index_form(part).terms
                only = next(iter(terms)) if len(terms) == 1 else None
                if only is not None:
                    c = terms[only]
                    self._learn_term(part if c == 1 else times(lift(1 / c), part), only)

    def _learn_slopes(self, node: Apply) -> None:
        """Remember the derivatives of a function, which occur where it is differentiated."""
        for k in range(len(node.arguments)):
            with suppress(ShapeError):
                slope = Apply(node.operation, node.arguments, (*node.data, k))
                (term,) = index_form(slope).terms
                self._learn_term(slope, term)
                self._learn_slopes(slope)

    def _learn_term(self, part: Expression, term: Term) -> None:
        if len(term.network) == 1 and not term.scalars:
            head, indices = term.network[0]
            if set(indices) <= {ROW, COLUMN} and head != DELTA:
                self.heads[head.key] = head
                self.nodes.setdefault(head.key, (part, indices == (COLUMN, ROW) and not head.symmetric))
        elif len(term.scalars) == 1 and not term.network and term.scalars[0][1] == 1:
            self.heads[term.scalars[0][0].key] = term.scalars[0][0]
            self.nodes.setdefault(term.scalars[0][0].key, (part, False))

    def node(self, head: Head) -> tuple[Expression, bool]:
        """An expression of which a head is the head, and whether it stands transposed."""
        self.heads[head.key] = head
        if head.key not in self.nodes:
            self.nodes[head.key] = (self._built(head), False)
        return self.nodes[head.key]

    def _built(self, head: Head) -> Expression:
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
        return [self._diagonal(head) for head, (place,) in sorted(vectors) if place == index]

    def _with_ones(self, network: tuple[Factor, ...]) -> tuple[Factor, ...]:
        """A closed product with a vector of ones at every index that only one of its factors has."""
        often = Counter(index for _, indices in network for index in indices)
        found = list(network)
        for head, indices in network:
            for place, index in enumerate(indices):
                if often[index] == 1:
                    node, turned = self.node(head)
                    shape = [size for size in node.shape if size != ONE]
                    key, _ = self._ones(shape[place if not turned else -1 - place], turned=False)
                    found.append((self.heads[key], (index,)))
        return tuple(found)

    def _closed_word(self, network: tuple[Factor, ...]) -> Word:
        ends = [k for k, (_, indices) in enumerate(network) if len(indices) == 1]
        if len(ends) != 2:
            raise NotWords("a scalar that is no product v'A…w")
        start, (index,) = network[ends[0]]
        rest = [factor for k, factor in enumerate(network) if k != ends[0]]
        return ((start.key, not self._is_row(start)), *self._path(index, rest))

    def _is_row(self, head: Head) -> bool:
        return self.node(head)[0].shape[0] == ONE

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
            return tuple(self._diagonal(head) for head in sorted(head for head, _ in factors))
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
        left = (self._ones(shape[0], turned=False),) if shape[0] != ONE and ROW not in used else ()
        right = (self._ones(shape[1], turned=True),) if shape[1] != ONE and COLUMN not in used else ()
        return (*left, *word, *right)

    def _ones(self, size: Size, *, turned: bool) -> Letter:
        head = Head(f"ones:{size}", "ones")
        self.heads.setdefault(head.key, head)
        self.nodes.setdefault(head.key, (TABLE["ones"](data=(size, ONE)), False))
        return head.key, turned

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
                    word.append(self._diagonal(vector[0]))
            if word and not found:
                return (*word, self._ones(self.letter(word[-1]).shape[1], turned=False))
            if len(found) != 1:
                raise NotWords("an index shared by more than two factors")
            head, indices = found[0]
            factors.remove(found[0])
            if len(indices) == 1:
                return (*word, (head.key, self._is_row(head)))
            if len(indices) != 2 or indices[0] == indices[1]:
                raise NotWords("a diagonal, or more than two indices")
            word.append((head.key, indices[1] == index and not head.symmetric))
            index = indices[0] if indices[1] == index else indices[1]
            if index == ROW:
                break
        for vector in sorted(f for f in factors if f[1] == (index,)):  # diagonals at the end
            factors.remove(vector)
            word.append(self._diagonal(vector[0]))
        return tuple(word)

    def _diagonal(self, vector: Head) -> Letter:
        """The letter of a diagonal matrix, by the vector on its diagonal."""
        self.heads.setdefault(vector.key, vector)
        head = Head(f"diag<{vector.key}>", "diag", network=((vector, ()),), symmetric=True)
        self.heads.setdefault(head.key, head)
        return head.key, False

    def letter(self, letter: Letter) -> Expression:
        """The expression of a letter."""
        node, turned = self.node(self.heads[letter[0]])
        return transpose(node) if turned != letter[1] else node

    def side(self, letter: Letter) -> str:
        """`row` or `column` for a vector, else nothing."""
        if letter not in self._sides:
            shape = self.letter(letter).shape
            self._sides[letter] = "row" if shape[0] == ONE else "column" if shape[1] == ONE else ""
        return self._sides[letter]

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


def _entrywise(part: Apply) -> bool:
    """Whether a sum is a column of a function's values at entries: Σ_i f(u_i) e_i."""
    if part.operation.name != "sum" or part.shape == SCALAR:
        return False
    heads = [head for term in index_form(part).terms for head, _ in term.network]
    return len(heads) == 1 and heads[0].operation == "function"


def _derived(part: Apply) -> bool:
    """Whether a value is to be read by its form: sums, derivatives, and what is built with means."""
    if part.operation.name in ("conditional_mean", "conditional_covariance"):
        return False
    built = any(isinstance(inner, Apply) and inner.operation.name == "expectation" for inner in walk(part))
    return built or part.operation.binds or part.operation.differentiates or part.operation is TRANSPOSE
