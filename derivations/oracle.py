"""The reals: facts and the negation of a goal as a formula for z3, whose `unsat` is then relied on.

Every scalar entry becomes a real unknown; a division brings the condition that its divisor is not 0,
a root that it is not negative, an indicator a case split. Matrices and properties stay opaque.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from derivations.clock import left
from derivations.kernel.expression import Apply
from derivations.kernel.form import Factor, Form, Head, Term, TooLarge, index_form, product
from derivations.operations.algebra import SCALAR
from derivations.real_functions import FUNCTIONS, about_function, about_power

MILLISECONDS = 2000
LAST = 300  # where there is no time left, for what must be answered all the same
OPENED = ("step", "vanishes", "sqrt", "exp", "log", "sigmoid", "natural power", "reciprocal")
POSITIVE = ("exp", "sigmoid")


@dataclass
class Formula:
    """Translation of propositions to z3, with the constraints that their unknowns bring along."""

    constraints: list[Any] = field(default_factory=list)
    _known: dict[str, Any] = field(default_factory=dict)
    _functions: dict[str, list[tuple[Any, Any]]] = field(default_factory=dict)  # arguments and values
    _numbers: Iterator[int] = field(default_factory=count)  # no two unknowns share one, also when one needs another

    def proposition(self, p: Apply) -> Any:
        """A proposition as a z3 formula."""
        import z3

        parts = p.arguments
        match p.operation.name:
            case "and":
                return z3.And(*map(self._part, parts))
            case "or":
                return z3.Or(*map(self._part, parts))
            case "not":
                return z3.Not(self._part(parts[0]))
            case "implies":
                return z3.Implies(*map(self._part, parts))
            case "iff":
                return self._part(parts[0]) == self._part(parts[1])
            case "equal" | "unequal" | "less" | "at_most" if parts[0].shape == SCALAR:
                rest = self.value(index_form(parts[1]) - index_form(parts[0]))
                signs = {"equal": rest == 0, "unequal": rest != 0, "less": rest > 0, "at_most": rest >= 0}
                return signs[p.operation.name]
        return self.value(index_form(p)) == 1

    def _part(self, part: Any) -> Any:
        return self.proposition(part)

    def value(self, form: Form) -> Any:
        """A scalar form as a z3 term."""
        import z3

        total: Any = z3.RealVal(0)
        for term, c in form.terms.items():
            value: Any = z3.RealVal(f"{c.numerator}/{c.denominator}")
            for head, power in term.scalars:
                factor = self.unknown(head) if power > 0 else self.reciprocal(head)
                for _ in range(abs(power)):
                    value = value * factor
            for group in summed_together(term.network):
                value = value * (self.total(group) if _is_summed(group) else self.entry(*group))
            total = total + value
        return total

    def entry(self, factor: Factor) -> Any:
        """An entry with a free index: an unknown of its own, or a function of the entry inside."""
        head, indices = factor
        if head.operation in OPENED and head.inner:
            places = {f"${k}": i for k, i in enumerate(indices)}
            inside = tuple(form.renamed(places) for form in head.inner)
            head = Head(Term((), (factor,)).key, head.operation, inside)
        return self.unknown(Head(Term((), (factor,)).key, head.operation, head.inner))

    def total(self, group: tuple[Factor, ...]) -> Any:
        """A sum over indices that its factors share: an unknown of its own, however it is labelled."""
        (term,) = product((), group).terms
        return self.unknown(Head(f"<{term.key}>", "closed", (), term.network))

    def unknown(self, head: Head) -> Any:
        """What stands for a head."""
        if head.key not in self._known:
            self._known[head.key] = self._introduced(head)
        return self._known[head.key]

    def _introduced(self, head: Head) -> Any:
        import z3

        name = f"v{next(self._numbers)}"
        if head.operation in ("step", "vanishes"):
            inside = self.value(head.inner[0])
            return z3.If(inside > 0 if head.operation == "step" else inside == 0, z3.RealVal(1), z3.RealVal(0))
        if head.operation == "truth":
            return z3.If(z3.Bool(name), z3.RealVal(1), z3.RealVal(0))
        if head.operation == "sum":
            return self.value(head.inner[0])
        fresh = z3.Real(name)
        if head.operation == "sqrt":
            self.constraints += [fresh >= 0, fresh * fresh == self.value(head.inner[0])]
        if head.operation in FUNCTIONS:
            self._functions.setdefault(head.operation, []).append((self.value(head.inner[0]), fresh))
            self.constraints += about_function(head, self._functions[head.operation])
        if head.operation == "natural power":
            self.constraints += about_power(self.value(head.inner[0]), fresh)
        if head.key == "π":
            self.constraints += [fresh > z3.Q(314159265, 10**8), fresh < z3.Q(314159266, 10**8)]
        if head.key.startswith("#"):
            self.constraints.append(fresh >= 1)
        if head.operation == "reciprocal":
            self.constraints.append(fresh * self.value(head.inner[0]) == 1)
        if head.operation == "closed":
            self.constraints += [fresh > 0] if _is_positive(head) else [fresh >= 0] if _is_square(head) else []
        return fresh

    def reciprocal(self, head: Head) -> Any:
        """1 over a head, which is not 0 wherever the value exists."""
        import z3

        key = f"1/{head.key}"
        if key not in self._known:
            base = self.unknown(head)
            self._known[key] = z3.Real(f"r{next(self._numbers)}")
            self.constraints.append(self._known[key] * base == 1)
        return self._known[key]


def summed_together(network: tuple[Factor, ...]) -> list[tuple[Factor, ...]]:
    """The factors of a term in groups that share summed indices; a factor without any is on its own."""
    groups: list[tuple[Factor, ...]] = []
    for factor in network:
        own = {i for i in factor[1] if i[0] == "~"}
        touching = [g for g in groups if own & {i for _, idx in g for i in idx}]
        groups = [g for g in groups if g not in touching] + [(*(f for g in touching for f in g), factor)]
    return groups


def _is_summed(group: tuple[Factor, ...]) -> bool:
    return any(i[0] == "~" for _, indices in group for i in indices)


def _is_square(head: Head) -> bool:
    """Whether a closed product is a sum of products of squares and positive entries, such as x'x."""
    return all(n % 2 == 0 or factor[0].operation in POSITIVE for factor, n in Counter(head.network).items())


def _is_positive(head: Head) -> bool:
    return all(factor[0].operation in POSITIVE for factor in head.network)


def unsatisfiable(facts: tuple[Apply, ...], goal: Apply) -> bool:
    """Whether z3 finds that no reals meet the facts and not the goal; False when it cannot tell."""
    import z3

    try:
        formula = Formula()
        asserted = [formula.proposition(fact) for fact in facts]
        asserted.append(z3.Not(formula.proposition(goal)))
    except TooLarge:
        return False
    for solver in (z3.Solver(), z3.Tactic("qfnra-nlsat").solver()):
        solver.set("timeout", int(min(MILLISECONDS, max(LAST, 1000 * left()))))
        solver.set("ctrl_c", False)  # an interrupt is for the program, not an answer of `unknown`
        solver.add(*asserted, *formula.constraints)
        try:
            answer = solver.check()
        except z3.Z3Exception:
            continue
        if answer != z3.unknown:
            return bool(answer == z3.unsat)
    return False
