"""Proofs of matrix equations from equations: normal forms first, then completion."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import ONE, Apply, Expression, Size, Symbol
from derivations.kernel.form import TooLarge, constant, index_form, is_zero
from derivations.operations.algebra import INVERSE, SCALAR
from derivations.operations.frames import frame_of
from derivations.operations.inverses import PSEUDO_INVERSE
from derivations.operations.logic import EQUAL
from derivations.operations.notation import identity, lift, times, transpose
from derivations.proving.completion import Budget, Completion, Piece, Relation
from derivations.proving.cyclic import Cycles, closed, read
from derivations.proving.lemmas import lemmas
from derivations.proving.linear import combination
from derivations.proving.lines import by, pruned
from derivations.proving.rewriting import rewritten
from derivations.proving.sources import Source, sources
from derivations.proving.words import Alphabet, NotWords, Polynomial
from derivations.trees import walk


def prove_equation(facts: tuple[Apply, ...], goal: Apply, budget: Budget) -> list[Line] | None:
    """Lines that end in the equation, or None."""
    left, right = goal.arguments
    if is_zero(index_form(left) - index_form(right)):
        return [Line(goal, "equality")]
    combined = combination(facts, goal)
    if combined is not None:
        return [Line(goal, "equality", combined)]
    helped = lemmas(facts, goal, lambda known, wanted: _searched(known, wanted, budget.brief()))
    known = (*facts, *(line.proposition for line in helped))
    found = _attempts(known, goal, budget)
    return pruned([*helped, *found]) if found else None


def _attempts(known: tuple[Apply, ...], goal: Apply, budget: Budget) -> list[Line] | None:
    """The ways to a goal that normal forms do not settle, cheapest first."""
    found = rewritten(known, goal) if goal.arguments[0].shape == SCALAR else _explicit_inverse(known, goal, budget)
    return found or _searched(known, goal, budget) or _with_pseudo_inverses(known, goal, budget)


def _searched(
    facts: tuple[Apply, ...], goal: Apply, budget: Budget, extra: tuple[Apply, ...] = ()
) -> list[Line] | None:
    """The shorter of the certificates found with the two orders of letters; `extra` values bring their laws."""
    attempts: list[list[Line]] = []
    for heavy_first in (True, False):
        with suppress(NotWords, TooLarge):
            lines = _Search(facts, goal, budget, heavy_first, extra).lines()
            attempts += [lines] if lines else []
    return min(attempts, key=lambda found: sum(2 + len(line.uses) for line in found), default=None)


def _with_pseudo_inverses(facts: tuple[Apply, ...], goal: Apply, budget: Budget) -> list[Line] | None:
    """A search with the pseudo-inverses of the letters, which always exist: A'AX = A'AY gives AX = AY."""
    equations = [fact for fact in facts if fact.operation is EQUAL]
    values = (value for e in (*equations, goal) for value in walk(e))
    letters = dict.fromkeys(x for x in values if isinstance(x, Symbol) and x.shape != SCALAR)
    if not equations or len(letters) > 6:
        return None
    return _searched(facts, goal, budget, tuple(map(PSEUDO_INVERSE, letters)))


def _explicit_inverse(facts: tuple[Apply, ...], goal: Apply, budget: Budget) -> list[Line] | None:
    """M⁻¹ = C, from MC = I, which also says that M is invertible."""
    for inverse, value in (goal.arguments, goal.arguments[::-1]):
        if isinstance(inverse, Apply) and inverse.operation is INVERSE:
            (matrix,) = inverse.arguments
            one = EQUAL(times(matrix, value), identity(matrix.shape[0]))
            plain = is_zero(index_form(one.arguments[0]) - index_form(one.arguments[1]))
            shown = [Line(one, "equality")] if plain else _searched(facts, one, budget)
            if shown is not None:
                return [*shown, by("one-sided inverse gives invertible", matrix, value), _solved(goal, inverse, one)]
    return None


def _solved(goal: Apply, inverse: Apply, one: Apply) -> Line:
    """From MC = I: M⁻¹ − C = M⁻¹(I − MC) + (M⁻¹M − I)C, with a sign for the side that M⁻¹ stands on."""
    sign = 1 if inverse is goal.arguments[0] else -1
    value = goal.arguments[1 if sign == 1 else 0]
    hole = Symbol("□", *inverse.shape)
    law = Use(inverse, 0, times(lift(sign), times(hole, value)), hole)
    return Line(goal, "equality", (law, Use(one, 0, times(lift(-sign), times(inverse, hole)), hole)))


class _Search:
    """One attempt with one order of letters."""

    def __init__(
        self, facts: tuple[Apply, ...], goal: Apply, budget: Budget, heavy_first: bool, extra: tuple[Apply, ...]
    ) -> None:
        self.goal, self.alphabet = goal, Alphabet()
        for expression in (*facts, goal, *extra):
            self.alphabet.learn(expression)
        self.sources: list[Source | None] = []  # None: what the normal form does by itself
        polynomials: list[Polynomial] = []
        for source in sources(facts, goal, *extra):
            polynomial = self._of_source(source)
            if polynomial is not None and polynomial.terms and polynomial.terms not in [p.terms for p in polynomials]:
                polynomials.append(polynomial)
                self.sources.append(source)
        goals = self._goals()
        for polynomial in self._of_frames():
            polynomials.append(polynomial)
            self.sources.append(None)
        self.goals = goals
        self.completion = Completion(self._precedence(heavy_first), self.alphabet, budget)
        for number, polynomial in enumerate(polynomials):
            self.completion.add_source(number, polynomial)

    def _of_source(self, source: Source) -> Polynomial | None:
        """An equation as a vanishing polynomial; products with an inverse are kept from cancelling."""
        try:
            if source.node.operation is INVERSE and source.node.shape != SCALAR:
                left, right = (self._polynomial(side) for side in (source.node, source.node.arguments[0]))
                left, right = (left, right) if source.which == 0 else (right, left)
                one = self._polynomial(identity(left.shape[0]))
                return None if source.transposed else left * right + one.scaled(constant(-1))
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

    def _minus_one(self, size: Size) -> Polynomial:
        return self._polynomial(identity(size) if size != ONE else lift(1)).scaled(constant(-1))

    def _goals(self) -> list[tuple[Apply, Polynomial | Cycles]]:
        """The goal as something to reduce to nothing; a matrix equation also transposed."""
        left, right = self.goal.arguments
        if self.goal.arguments[0].shape == SCALAR:
            return [(self.goal, read(self.alphabet, index_form(left) - index_form(right)))]
        turned = EQUAL(transpose(left), transpose(right))
        pairs = [(goal, self._difference(*goal.arguments)) for goal in (self.goal, turned)]
        return [(goal, polynomial) for goal, polynomial in pairs if polynomial is not None]

    def _precedence(self, heavy_first: bool) -> dict[str, int]:
        keys = sorted(self.alphabet.heads, key=lambda k: (self.alphabet.heads[k].operation == "inverse", len(k), k))
        return {key: place for place, key in enumerate(keys if heavy_first else keys[::-1])}

    def lines(self) -> list[Line] | None:
        """The certificate, when the goal or its transpose reduces to nothing."""
        found = self.completion.prove(*(polynomial for _, polynomial in self.goals)) if self.goals else None
        if found is None:
            return None
        goal, pieces = self.goals[found[0]][0], self._merged(found[1])
        needed = self._needed(pieces)
        named = {number: self._equation(self.completion.relations[number]) for number in needed}
        steps = [self._line(named[k], self.completion.relations[k].pieces, named) for k in needed]
        steps.append(self._line(goal, tuple(pieces), named))
        if goal is self.goal:
            return steps
        hole = Symbol("□", *goal.arguments[0].shape)
        return [*steps, Line(self.goal, "equality", (Use(goal, 0, transpose(hole), hole),))]

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
