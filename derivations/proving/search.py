"""One search for a matrix equation by completion, and the certificate lines it amounts to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import ONE, Apply, Expression, Size, Symbol
from derivations.kernel.form import COLUMN, DELTA, ROW, Form, constant, index_form, product
from derivations.operations.algebra import INVERSE, SCALAR
from derivations.operations.forms import denominator, raised
from derivations.operations.frames import frame_of
from derivations.operations.logic import EQUAL
from derivations.operations.notation import identity, lift, transpose, unequal
from derivations.proving.completion import Budget, Completion, Piece, Relation
from derivations.proving.cyclic import Cycles, closed, read
from derivations.proving.lines import Earn
from derivations.proving.polynomials import Letter, NotWords, Polynomial, Word
from derivations.proving.sources import Source
from derivations.proving.words.alphabet import Alphabet

QUESTIONS = 8  # leading coefficients of which a search asks whether they may vanish


@dataclass(frozen=True)
class Goal:
    """An equation, and a value to reduce to nothing, which the factor makes the difference of its sides."""

    equation: Apply
    value: Polynomial | Cycles
    factor: Form


class WordSearch:
    """A goal and the equations at hand as polynomials in words. NotWords when the goal is no such thing."""

    def __init__(self, given: Iterable[Source], goal: Apply, budget: Budget, earn: Earn) -> None:
        self.goal, self.alphabet, self.budget, self.earn = goal, Alphabet(), budget, earn
        self.asked: dict[str, bool] = {}
        given = tuple(given)
        for expression in dict.fromkeys((*(source.node for source in given), goal)):
            self.alphabet.learn(expression)
        self.sources: list[Source | None] = []  # None: what the normal form does by itself
        self.polynomials: list[Polynomial] = []
        for source in given:
            polynomial = self._of_source(source)
            known = [p.terms for p in self.polynomials]
            if polynomial is not None and polynomial.terms and polynomial.terms not in known:
                self.polynomials.append(polynomial)
                self.sources.append(source)
        self.goals = self._goals()
        for side in goal.arguments:
            with suppress(NotWords):
                self._polynomial(side)  # so that the alphabet has its letters
        for polynomial in (*self._of_frames(), *self._of_diagonals()):
            self.polynomials.append(polynomial)
            self.sources.append(None)

    def _nonzero(self, form: Form) -> bool:
        """Whether a leading coefficient can be divided by."""
        if form.key not in self.asked and len(self.asked) < QUESTIONS:
            self.asked[form.key] = False
            with suppress(NotWords):
                self.asked[form.key] = self.earn(unequal(self.alphabet.scalar(form), 0)) is not None
        return self.asked.get(form.key, False)

    def _of_source(self, source: Source) -> Polynomial | None:
        """An equation as a vanishing polynomial; products with an inverse are kept from cancelling."""
        try:
            if source.node.operation is INVERSE and source.node.shape != SCALAR:
                sides = (source.node, source.node.arguments[0])
                turned = map(transpose, sides) if source.transposed else sides
                left, right = map(self._polynomial, turned)
                left, right = (right, left) if (source.which == 0) == source.transposed else (left, right)
                return left * right + self._minus_one(left.shape[0])
            left_side, right_side = source.sides()
            return self._difference(left_side, right_side)
        except NotWords:
            return None

    def _polynomial(self, value: Expression) -> Polynomial:
        return self.alphabet.polynomial(index_form(value), value.shape)

    def _difference(self, left: Expression, right: Expression) -> Polynomial | None:
        try:
            return self.alphabet.polynomial(index_form(left) - index_form(right), left.shape)
        except NotWords:
            return None

    def _of_frames(self) -> list[Polynomial]:
        """E_i'E_j = δ_ij I and Σ E_i E_i' = I for the parts of block matrices."""
        frames = dict.fromkeys(frame for head in self.alphabet.heads.values() if (frame := frame_of(head)))
        found = []
        for frame in frames:
            with suppress(NotWords):
                nodes = [self.alphabet.node(frame.head(k))[0] for k in range(len(frame.members))]
                members = [self._polynomial(node) for node in nodes]
                turned = [self._polynomial(transpose(node)) for node in nodes]
                for i, e in enumerate(turned):
                    found += [e * f for j, f in enumerate(members) if i != j]
                    found.append(e * members[i] + self._minus_one(e.shape[0]))
                total = self._minus_one(nodes[0].shape[0])
                for e, f in zip(members, turned, strict=True):
                    total = total + e * f
                found.append(total)
        return found

    def _of_diagonals(self) -> list[Polynomial]:
        """Diagonal matrices commute."""
        letters = [(key, False) for key, head in self.alphabet.heads.items() if head.operation == "diag"]
        found = []
        for first, second in combinations(letters, 2):
            shape = self.alphabet.letter(first).shape
            if shape == self.alphabet.letter(second).shape:
                terms: dict[Word, Form] = {(first, second): constant(1), (second, first): constant(-1)}
                found.append(Polynomial(shape, terms))
        for letter in letters:
            with suppress(NotWords):
                found += self._of_reciprocal(letter)
        return found

    def _of_reciprocal(self, letter: Letter) -> list[Polynomial]:
        """diag(b) diag(1/b) = I, which normal forms see to."""
        ((vector, _),) = self.alphabet.heads[letter[0]].network
        if vector.operation != "reciprocal":
            return []
        size = self.alphabet.letter(letter).shape[0]
        diagonal = vector.inner[0].renamed({"$0": ROW}) * product((), ((DELTA, (ROW, COLUMN)),))
        base = self.alphabet.polynomial(diagonal, (size, size))
        return [base * Polynomial((size, size), {(letter,): constant(1)}) + self._minus_one(size)]

    def _minus_one(self, size: Size) -> Polynomial:
        return self._polynomial(identity(size) if size != ONE else lift(1)).scaled(constant(-1))

    def _goals(self) -> list[Goal]:
        """The goal as something to reduce to nothing; a matrix equation also transposed, either also cleared."""
        found = []
        for equation, value in self._sides():
            found.append(Goal(equation, value, constant(1)))
            clear = denominator(value.terms.values())
            if clear:
                cleared = replace(value, terms={word: raised(c, clear) for word, c in value.terms.items()})
                found.append(Goal(equation, cleared, product(((head, -power) for head, power in clear), ())))
        return found

    def _sides(self) -> list[tuple[Apply, Polynomial | Cycles]]:
        left, right = self.goal.arguments
        if self.goal.arguments[0].shape == SCALAR:
            return [(self.goal, read(self.alphabet, index_form(left) - index_form(right)))]
        turned = EQUAL(transpose(left), transpose(right))
        pairs = [(goal, self._difference(*goal.arguments)) for goal in (self.goal, turned)]
        return [(goal, polynomial) for goal, polynomial in pairs if polynomial is not None]

    def _precedence(self, heavy_first: bool) -> dict[str, int]:
        """Two orders of letters: vectors, matrices, inverses, or inverses, vectors, matrices."""
        heads = self.alphabet.heads

        def place(key: str) -> tuple[bool, bool, int, str]:
            return (heads[key].operation == "inverse") == heavy_first, not self._is_vector(key), len(key), key

        return {key: number for number, key in enumerate(sorted(heads, key=place))}

    def _is_vector(self, key: str) -> bool:
        try:
            return bool(self.alphabet.side((key, False)))
        except NotWords:
            return False

    def lines(self, heavy_first: bool) -> list[Line] | None:
        """The certificate, when the goal or its transpose reduces to nothing with one of two orders of letters."""
        self.completion = Completion(self._precedence(heavy_first), self.alphabet, self.budget, self._nonzero)
        for number, polynomial in enumerate(self.polynomials):
            self.completion.add_source(number, polynomial)
        found = self.completion.prove(*(goal.value for goal in self.goals)) if self.goals else None
        if found is None:
            return None
        goal = self.goals[found[0]].equation
        pieces = self._merged([piece.times(self.goals[found[0]].factor) for piece in found[1]])
        steps = self._steps(goal, pieces)
        if goal is self.goal:
            return steps
        hole = Symbol("□", *goal.arguments[0].shape)
        return [*steps, Line(self.goal, "equality", (Use(goal, 0, transpose(hole), hole),))]

    def simplified(self) -> tuple[Expression, list[Line]]:
        """The left side of the goal in lowest terms by the equations at hand, and lines that end in that equation."""
        value = self.goal.arguments[0]
        self.completion = Completion(self._precedence(heavy_first=True), self.alphabet, self.budget, self._nonzero)
        for number, polynomial in enumerate(self.polynomials):
            self.completion.add_source(number, polynomial)
        rest, pieces = self.completion.normal_form(self._polynomial(value))
        lowest = self.alphabet.expression(rest)
        return lowest, self._steps(EQUAL(value, lowest), pieces)

    def _steps(self, goal: Apply, pieces: list[Piece]) -> list[Line]:
        """Lines for the relations that pieces rest on, and the equation that the pieces account for."""
        needed = self._needed(pieces)
        named = {number: self._equation(self.completion.relations[number]) for number in needed}
        steps = [self._line(named[k], self.completion.relations[k].pieces, named) for k in needed]
        return [*steps, self._line(goal, tuple(pieces), named)]

    def _merged(self, pieces: list[Piece]) -> list[Piece]:
        """A goal that is only a multiple of the last relation is shown by that relation's own pieces."""
        while len(pieces) == 1 and not pieces[0].left + pieces[0].right and pieces[0].relation >= 0:
            own = self.completion.relations[pieces[0].relation].pieces
            pieces = [piece.times(pieces[0].coefficient) for piece in own]
        return pieces

    def _needed(self, pieces: list[Piece]) -> list[int]:
        """The relations on which pieces rest, earliest first; sources stand for themselves."""
        needed: set[int] = set()
        waiting = [p.relation for p in pieces]
        while waiting:
            number = waiting.pop()
            if number >= 0 and number not in needed:
                needed.add(number)
                waiting += [p.relation for p in self.completion.relations[number].pieces]
        return sorted(number for number in needed if self._alias(number) is None)

    def _alias(self, number: int) -> Piece | None:
        """The single source of which a relation is only a multiple."""
        pieces = self.completion.relations[number].pieces
        return pieces[0] if len(pieces) == 1 and pieces[0].relation < 0 else None

    def _equation(self, relation: Relation) -> Apply:
        lead = Polynomial(relation.polynomial.shape, {relation.lead: relation.polynomial.terms[relation.lead]})
        rest = {w: c.scaled(-1) for w, c in relation.polynomial.terms.items() if w != relation.lead}
        return EQUAL(self.alphabet.expression(lead), self.alphabet.expression(Polynomial(lead.shape, rest)))

    def _line(self, shown: Apply, pieces: tuple[Piece, ...], named: dict[int, Apply]) -> Line:
        uses, scalar = [], shown.arguments[0].shape == SCALAR
        for piece in pieces:
            alias = self._alias(piece.relation) if piece.relation >= 0 else None
            whole = alias.times(piece.coefficient, piece.left, piece.right) if alias else piece
            source = self.sources[~whole.relation] if whole.relation < 0 else Source(named[whole.relation], 0, False)
            if source is not None:
                uses.append(self._use(whole, source, scalar))
        return Line(shown, "equality", tuple(uses))

    def _use(self, piece: Piece, source: Source, scalar: bool) -> Use:
        law = source.node.operation.laws(source.node)[source.which]
        hole = Symbol("□", *law.arguments[0].shape)
        middle = hole.T if source.transposed else hole
        context = self.alphabet.product_of(piece.coefficient, piece.left, middle, piece.right)
        return Use(source.node, source.which, closed(context) if scalar else context, hole)
