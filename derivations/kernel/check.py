"""Certificates and the checker: each line is a proposition and what establishes it from those before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import cast

from derivations.kernel.expression import TRUTH, Apply, Expression, Symbol, bound, free, substitute
from derivations.kernel.form import constant, index_form, is_zero

Oracle = Callable[[tuple[Apply, ...], Apply], bool]  # whether facts without the goal are unsatisfiable
Instance = Callable[..., tuple[tuple[Apply, ...], Apply]]  # of arguments, what a rule needs and what it gives


class Refused(Exception):
    """A certificate does not establish its claim; the message says which line and why."""


@dataclass(frozen=True)
class Use:
    """An equation p = q, one of the laws of a value or of a known proposition, in a context's hole."""

    node: Apply
    which: int
    context: Expression
    hole: Symbol


@dataclass(frozen=True)
class Line:
    """A proposition and how it follows: `by` is one of the methods of Checker.establishes."""

    proposition: Apply
    by: str
    uses: tuple[Use, ...] = ()  # equality: left − right = Σ context[p] − context[q]
    rule: str = ""
    arguments: tuple[Expression, ...] = ()  # of the rule, or what stands for the letters of a ∀
    node: Apply | None = None  # the ∀ of which this is an instance
    lines: tuple[Line, ...] = ()  # a proof of the body, for an implication or a ∀


@dataclass
class Checker:
    """Replays a certificate. It never searches; whatever it does not accept it refuses."""

    rules: Mapping[str, Instance]
    oracle: Oracle
    assumed: dict[Apply, None] = field(default_factory=dict)  # conditions the certificate did not earn
    cited: dict[str, None] = field(default_factory=dict)

    def replay(
        self, known: tuple[Apply, ...], lines: Iterable[Line], goal: Apply, own: Set[object] = frozenset()
    ) -> str:
        """Accept lines until the goal is known; Refused at the first that fails, or if `own` names are assumed of."""
        waiting = [p for p in known if any(conditions(p))]
        facts = tuple(p for p in known if p not in waiting)
        for number, line in enumerate(lines, 1):
            for p in waiting:  # one after the other: the conditions of some are among those before
                facts += (p,) * all(is_known(c, facts) for c in conditions(p))
            waiting = [p for p in waiting if p not in facts]
            why = self.establishes(facts, line)
            if why and waiting:  # try with the hypotheses whose conditions are still owed
                self.owe(waiting, facts)
                facts, waiting = (*facts, *waiting), []
                why = self.establishes(facts, line)
            if why:
                raise Refused(f"line {number}, {line.proposition}: {why}")
            self.owe([line.proposition], facts)
            facts = (*facts, line.proposition)
        self.owe(waiting, facts)
        if any(free(c) & own for c in self.assumed) or not is_known(goal, (*facts, *waiting)):
            raise Refused(f"the certificate does not establish {goal}")
        return ""

    def owe(self, needed_by: Iterable[Expression], facts: tuple[Apply, ...]) -> None:
        """Record what must hold for values to exist and is not known."""
        self.assumed.update({c: None for e in needed_by for c in conditions(e) if not is_known(c, facts)})

    def establishes(self, facts: tuple[Apply, ...], line: Line) -> str:
        """Why a line does not follow, or an empty text when it does."""
        goal = line.proposition
        parts = cast("tuple[Apply, ...]", goal.arguments)
        match line.by, goal.operation.name:
            case "equality", "equal":
                return self.equality(facts, line)
            case "smt", _:
                self.cited["smt"] = None
                return "" if self.oracle(facts, goal) else "the solver does not find it unsatisfiable"
            case "entries", "equal" if line.node and _entries(line.node, goal, facts):
                return self.replay(facts, line.lines, line.node, free(line.node) - free(goal))
            case "supposing", "implies":
                return self.replay((*facts, parts[0]), line.lines, parts[1])
            case "supposing", "forall":  # what is known of a letter of the same name says nothing here
                apart = tuple(p for p in facts if not bound(goal) & free(p))
                return self.replay(apart, line.lines, parts[0], bound(goal))
            case "rule", _ if line.rule in self.rules:
                needed, conclusion = self.rules[line.rule](*line.arguments)
                self.cited[line.rule] = None
            case "known", _:
                needed, conclusion = (goal,), goal
            case "laws", _ if goal.operation.defined:
                needed, conclusion = goal.operation.laws(goal), goal
            case "instance", _ if line.node:
                values = dict(zip(line.node.data, line.arguments, strict=True))
                needed, conclusion = (line.node,), cast("Apply", substitute(line.node.arguments[0], values))
            case _:
                return f"{line.by} does not establish such a proposition here"
        missing = [f"{p} is not known" for p in needed if not is_known(p, facts)]
        return missing[0] if missing else "" if agree(conclusion, goal) else f"that gives {conclusion}"

    def equality(self, facts: tuple[Apply, ...], line: Line) -> str:
        """Expand the uses of an equality; they must account for the whole difference."""
        left, right = line.proposition.arguments
        rest = index_form(left) - index_form(right)
        for use in line.uses:
            if use.node.shape == TRUTH and not is_known(use.node, facts):
                return f"{use.node} is not known"
            law = use.node.operation.laws(use.node)[use.which]
            if law.operation.name != "equal":
                return f"{law} is no equation"
            there, back = (substitute(use.context, {use.hole: side}) for side in law.arguments)
            self.owe((use.node, there, back), facts)
            rest = rest - (index_form(there) - index_form(back))
        return "" if is_zero(rest) else "the uses do not add up to the difference"


def agree(p: Expression, q: Expression) -> bool:
    """Whether two expressions are the same up to the index forms of the values in them."""
    if p == q:
        return True
    if p.shape != TRUTH or not isinstance(p, Apply) or not isinstance(q, Apply):
        return p.shape == q.shape != TRUTH and is_zero(index_form(p) - index_form(q))
    alike = (p.operation, p.data, len(p.arguments)) == (q.operation, q.data, len(q.arguments))
    return alike and all(agree(a, b) for a, b in zip(p.arguments, q.arguments, strict=True))


def _entries(equation: Apply, goal: Apply, facts: tuple[Apply, ...]) -> bool:
    """Whether an equation is the goal's, entry by entry, at indices that are free in nothing else."""
    place = equation.arguments[0]
    if not isinstance(place, Apply) or place.operation.name != "entry":
        return False
    indices = [i for i in place.data if i]
    taken, names = {x.name for x in free(goal).union(*map(free, facts))}, {i.name for i in indices}
    fresh = len(names) == len(indices) and not any(name in taken or name.isdigit() for name in names)
    sides = (Apply(place.operation, (side,), place.data) for side in goal.arguments)
    return fresh and agree(Apply(goal.operation, tuple(sides)), equation)


def conditions(expression: Expression) -> Iterator[Apply]:
    """What must hold for every value in an expression to exist; inside ⟹ and ∀, there only."""
    if not isinstance(expression, Apply):
        return
    yield from expression.operation.domain(expression)
    if bound(expression) and expression.operation.name != "forall":
        return  # the domain of a sum says what must hold of each of its terms
    name, (*given, last) = expression.operation.name, expression.arguments or (expression,)
    yield from (c for argument in given for c in conditions(argument))
    for condition in conditions(last) if last is not expression else ():
        inside = {"implies": (*given, condition), "forall": (condition,)}.get(name)
        yield condition if inside is None else Apply(expression.operation, inside, expression.data)


def is_known(p: Apply, facts: tuple[Apply, ...]) -> bool:
    """Whether a proposition is among the facts, or compares two constants truly."""
    compares = p.operation.name in ("unequal", "less", "at_most")
    return any(agree(p, fact) for fact in facts) or (compares and index_form(p) == constant(1))
