"""Proofs of matrix equations from equations: normal forms first, then completion."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.kernel.form import Form, TooLarge, index_form, is_zero
from derivations.operations.algebra import SCALAR
from derivations.operations.logic import EQUAL
from derivations.operations.notation import transpose
from derivations.proving.completion import Budget, Completion, Piece, Relation
from derivations.proving.linear import combination
from derivations.proving.sources import Source, sources
from derivations.proving.words import Alphabet, NotWords, Polynomial, Word


def prove_equation(facts: tuple[Apply, ...], goal: Apply, budget: Budget) -> list[Line] | None:
    """Lines that end in the equation, or None."""
    left, right = goal.arguments
    if is_zero(index_form(left) - index_form(right)):
        return [Line(goal, "equality")]
    combined = combination(facts, goal)
    if combined is not None:
        return [Line(goal, "equality", combined)]
    attempts: list[list[Line]] = []
    for heavy_first in (True, False):
        with suppress(NotWords, TooLarge):
            lines = _Search(facts, goal, budget, heavy_first).lines()
            attempts += [lines] if lines else []
    return min(attempts, key=lambda found: sum(2 + len(line.uses) for line in found), default=None)


class _Search:
    """One attempt with one order of letters."""

    def __init__(self, facts: tuple[Apply, ...], goal: Apply, budget: Budget, heavy_first: bool) -> None:
        self.goal, self.alphabet = goal, Alphabet()
        for expression in (*facts, goal):
            self.alphabet.learn(expression)
        self.sources: list[Source] = []
        polynomials: list[Polynomial] = []
        for source in sources(facts, goal):
            polynomial = self._difference(*source.sides())
            if polynomial is not None and polynomial.terms and polynomial.terms not in [p.terms for p in polynomials]:
                polynomials.append(polynomial)
                self.sources.append(source)
        self.completion = Completion(self._precedence(heavy_first), self._settled, budget)
        for number, polynomial in enumerate(polynomials):
            self.completion.add_source(number, polynomial)

    def _difference(self, left: Expression, right: Expression) -> Polynomial | None:
        try:
            return self.alphabet.polynomial(index_form(left) - index_form(right), left.shape)
        except NotWords:
            return None

    def _settled(self, rest: Polynomial) -> Polynomial:
        """A scalar is its own transpose: read its words again from their common form."""
        if rest.shape != SCALAR or not rest.terms:
            return rest
        return self.alphabet.polynomial(index_form(self.alphabet.expression(rest)), SCALAR)

    def _precedence(self, heavy_first: bool) -> dict[str, int]:
        keys = sorted(self.alphabet.heads, key=lambda k: (self.alphabet.heads[k].operation == "inverse", len(k), k))
        return {key: place for place, key in enumerate(keys if heavy_first else keys[::-1])}

    def lines(self) -> list[Line] | None:
        """The certificate, when the goal or its transpose reduces to nothing."""
        left, right = self.goal.arguments
        turned = EQUAL(transpose(left), transpose(right))
        goals = [g for g in (self._difference(left, right), self._difference(*turned.arguments)) if g]
        found = self.completion.prove(*goals) if goals else None
        if found is None:
            return None
        which, pieces = found[0], self._merged(found[1])
        needed = self._needed(pieces)
        named = {number: self._equation(self.completion.relations[number]) for number in needed}
        steps = [Line(named[k], "equality", self._uses(self.completion.relations[k].pieces, named)) for k in needed]
        if which == 0:
            return [*steps, Line(self.goal, "equality", self._uses(tuple(pieces), named))]
        hole = Symbol("□", *turned.arguments[0].shape)
        steps.append(Line(turned, "equality", self._uses(tuple(pieces), named)))
        return [*steps, Line(self.goal, "equality", (Use(turned, 0, transpose(hole), hole),))]

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

    def _uses(self, pieces: tuple[Piece, ...], named: dict[int, Apply]) -> tuple[Use, ...]:
        uses = []
        for piece in pieces:
            alias = self._alias(piece.relation) if piece.relation >= 0 else None
            whole = alias.times(piece.coefficient, piece.left, piece.right) if alias else piece
            uses.append(self._use(whole.coefficient, whole.left, whole.relation, whole.right, named))
        return tuple(uses)

    def _use(self, c: Form, left: Word, relation: int, right: Word, named: dict[int, Apply]) -> Use:
        source = self.sources[~relation] if relation < 0 else Source(named[relation], 0, False)
        law = source.node.operation.laws(source.node)[source.which]
        hole = Symbol("□", *law.arguments[0].shape)
        middle = hole.T if source.transposed else hole
        return Use(source.node, source.which, self.alphabet.product_of(c, left, middle, right), hole)
