"""The letters of words: heads of index forms, and the expressions they are heads of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, field

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, ShapeError, Size
from derivations.kernel.form import COLUMN, DELTA, ROW, Head, Term, index_form
from derivations.operations import TABLE
from derivations.operations.algebra import SCALAR, TRANSPOSE
from derivations.operations.notation import lift, times, transpose
from derivations.proving.polynomials import Letter
from derivations.trees import walk


@dataclass
class Letters(ABC):
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
            self.nodes[head.key] = (self.built(head), False)
        return self.nodes[head.key]

    @abstractmethod
    def built(self, head: Head) -> Expression:
        """An expression for a head that occurs in none. NotWords when there is none."""

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

    def is_row(self, head: Head) -> bool:
        """Whether the expression of a head is a row."""
        return self.node(head)[0].shape[0] == ONE

    def ones(self, size: Size, *, turned: bool) -> Letter:
        """The letter of a column of ones, or of a row."""
        head = Head(f"ones:{size}", "ones")
        self.heads.setdefault(head.key, head)
        self.nodes.setdefault(head.key, (TABLE["ones"](data=(size, ONE)), False))
        return head.key, turned

    def diagonal(self, vector: Head) -> Letter:
        """The letter of a diagonal matrix, by the vector on its diagonal."""
        self.heads.setdefault(vector.key, vector)
        head = Head(f"diag<{vector.key}>", "diag", network=((vector, ()),), symmetric=True)
        self.heads.setdefault(head.key, head)
        return head.key, False


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
