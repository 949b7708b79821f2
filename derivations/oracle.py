"""The reals: facts and the negation of a goal as a formula for z3, whose `unsat` is then relied on.

Every scalar entry becomes a real unknown; a division brings the condition that its divisor is not 0,
a root that it is not negative, an indicator a case split. Matrices and properties stay opaque.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from derivations.kernel.expression import Apply
from derivations.kernel.form import Factor, Form, Head, Term, TooLarge, index_form
from derivations.operations.algebra import SCALAR

MILLISECONDS = 2000


@dataclass
class Formula:
    """Translation of propositions to z3, with the constraints that their unknowns bring along."""

    constraints: list[Any] = field(default_factory=list)
    _known: dict[str, Any] = field(default_factory=dict)
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
            product: Any = z3.RealVal(f"{c.numerator}/{c.denominator}")
            for head, power in term.scalars:
                factor = self.unknown(head) if power > 0 else self.reciprocal(head)
                for _ in range(abs(power)):
                    product = product * factor
            for factor in term.network:
                product = product * self.entry(factor)
            total = total + product
        return total

    def entry(self, factor: Factor) -> Any:
        """An entry with a free index: an unknown of its own, or a function of the entry inside."""
        head, indices = factor
        if head.operation in ("step", "vanishes", "sqrt", "exp", "reciprocal") and head.inner:
            inside = head.inner[0].renamed({f"${k}": i for k, i in enumerate(indices)})
            head = Head(Term((), (factor,)).key, head.operation, (inside,))
        return self.unknown(Head(Term((), (factor,)).key, head.operation, head.inner))

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
        if head.operation == "exp":
            self.constraints.append(fresh > 0)
        if head.key.startswith("#"):
            self.constraints.append(fresh >= 1)
        if head.operation == "reciprocal":
            self.constraints.append(fresh * self.value(head.inner[0]) == 1)
        if head.operation == "closed" and _is_square(head):
            self.constraints.append(fresh >= 0)
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


def _is_square(head: Head) -> bool:
    """Whether a closed product is a sum of squares of entries, such as x'x."""
    first, *rest = head.network
    return len(rest) == 1 and rest[0] == first


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
        solver.set("timeout", MILLISECONDS)
        solver.set("ctrl_c", False)  # an interrupt is for the program, not an answer of `unknown`
        solver.add(*asserted, *formula.constraints)
        try:
            answer = solver.check()
        except z3.Z3Exception:
            continue
        if answer != z3.unknown:
            return bool(answer == z3.unsat)
    return False
