"""Certificates and the checker: each line is a proposition and what establishes it from those before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from derivations.kernel.expression import Apply, Expression, Symbol, bound, free, substitute
from derivations.kernel.form import index_form, is_zero
from derivations.kernel.size import TRUTH

Oracle = Callable[[tuple[Apply, ...], Apply], bool]  # whether facts without the goal are unsatisfiable


class Refused(Exception):
    """A certificate does not establish its claim; the message says which line and why."""


@dataclass(frozen=True)
class Claim:
    """The conclusion, wherever all hypotheses hold."""

    hypotheses: tuple[Apply, ...]
    conclusion: Apply


@dataclass(frozen=True)
class Rule:
    """A cited fact: from arguments like its letters, the premises it needs and what it gives."""

    name: str
    letters: tuple[Symbol, ...]
    instance: Callable[..., tuple[tuple[Apply, ...], Apply]]
    source: str


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

    rules: Mapping[str, Rule]
    oracle: Oracle
    assumed: dict[Apply, None] = field(default_factory=dict)  # conditions the certificate did not earn
    cited: dict[str, None] = field(default_factory=dict)

    def replay(self, known: tuple[Apply, ...], lines: Iterable[Line], goal: Apply) -> None:
        """Accept lines one by one, the last being the goal; raise Refused at the first that fails."""
        waiting = [p for p in known if any(conditions(p))]
        facts, last = tuple(p for p in known if p not in waiting), None
        for number, line in enumerate(lines, 1):
            facts += tuple(p for p in waiting if all(is_known(c, facts) for c in conditions(p)))
            waiting = [p for p in waiting if p not in facts]
            why = self.establishes(facts, line)
            if why and waiting:  # try with the hypotheses whose conditions are still owed
                self.owe(waiting, facts)
                facts, waiting = (*facts, *waiting), []
                why = self.establishes(facts, line)
            if why:
                raise Refused(f"line {number}, {line.proposition}: {why}")
            self.owe([line.proposition], facts)
            facts, last = (*facts, line.proposition), line.proposition
        self.owe(waiting, facts)
        if last is None or not agree(last, goal):
            raise Refused(f"the certificate ends in {last}, not in {goal}")

    def owe(self, needed_by: Iterable[Expression], facts: tuple[Apply, ...]) -> None:
        """Record what must hold for values to exist and is not known."""
        owed = (c for expression in needed_by for c in conditions(expression))
        self.assumed.update({c: None for c in owed if not is_known(c, facts)})

    def establishes(self, facts: tuple[Apply, ...], line: Line) -> str:
        """Why a line does not follow, or an empty text when it does."""
        goal = line.proposition
        parts = [part for part in goal.arguments if isinstance(part, Apply)]
        match line.by, goal.operation.name:
            case "equality", "equal":
                return self.equality(facts, line)
            case "rule", _ if line.rule in self.rules:
                premises, conclusion = self.rules[line.rule].instance(*line.arguments)
                missing = [f"{p} is not known" for p in premises if not is_known(p, facts)]
                self.cited[line.rule] = None
                return "".join(missing[:1]) or _unless(agree(conclusion, goal), "not what the rule gives")
            case "smt", _:
                self.cited["smt"] = None
                return _unless(self.oracle(facts, goal), "the solver does not find it unsatisfiable")
            case "known", _:
                return _unless(is_known(goal, facts), "it is not known")
            case "laws", _ if goal.operation.defined:
                return _unless(all(is_known(law, facts) for law in goal.operation.laws(goal)), "a law is not known")
            case "parts", "and":
                return _unless(all(is_known(part, facts) for part in parts), "a part is not known")
            case "parts", "iff":
                ways = [f for f in facts if f.operation.name == "implies"]
                both = all(any(_directed(f, parts[::way]) for f in ways) for way in (1, -1))
                return _unless(both, "one direction is not known")
            case "entries", "equal" if line.node and _entries(line.node, goal, facts):
                self.replay(facts, line.lines, line.node)
                return ""
            case "supposing", "implies":
                self.replay((*facts, parts[0]), line.lines, parts[1])
                return ""
            case "supposing", "forall":
                taken = bound(goal) & frozenset().union(*map(free, facts))
                self.replay(facts, () if taken else line.lines, parts[0])
                return ""
            case "instance", _ if line.node and is_known(line.node, facts):
                values = dict(zip(line.node.data, line.arguments, strict=True))
                return _unless(agree(substitute(line.node.arguments[0], values), goal), "another instance")
        return f"{line.by} does not establish such a proposition here"

    def equality(self, facts: tuple[Apply, ...], line: Line) -> str:
        """Expand the uses of an equality; they must account for the whole difference."""
        left, right = line.proposition.arguments
        rest = index_form(left) - index_form(right)
        for use in line.uses:
            if use.node.shape == TRUTH and not is_known(use.node, facts):
                return f"{use.node} is not known"
            law = use.node.operation.laws(use.node)[use.which]
            there, back = (substitute(use.context, {use.hole: side}) for side in law.arguments)
            self.owe((use.node, there, back), facts)
            rest = rest - (index_form(there) - index_form(back))
        return _unless(is_zero(rest), "the uses do not add up to the difference")


def _unless(holds: bool, why: str) -> str:
    return "" if holds else why


def agree(p: Expression, q: Expression) -> bool:
    """Whether two expressions are the same up to the index forms of the values in them."""
    if p == q:
        return True
    if p.shape != TRUTH or not isinstance(p, Apply) or not isinstance(q, Apply):
        return p.shape == q.shape != TRUTH and is_zero(index_form(p) - index_form(q))
    alike = (p.operation, p.data, len(p.arguments)) == (q.operation, q.data, len(q.arguments))
    return alike and all(agree(a, b) for a, b in zip(p.arguments, q.arguments, strict=True))


def _directed(implication: Apply, parts: list[Apply]) -> bool:
    return all(agree(a, b) for a, b in zip(implication.arguments, parts, strict=True))


def _entries(equation: Apply, goal: Apply, facts: tuple[Apply, ...]) -> bool:
    """Whether an equation is that of the entries, at indices of which nothing is known, of the goal's sides."""
    taken = frozenset().union(*map(free, facts))
    sides = list(zip(equation.arguments, goal.arguments, strict=True))
    places = {side.data for side, _ in sides if isinstance(side, Apply) and side.operation.name == "entry"}
    indices = [i for data in places for i in data if i]
    fresh = len(places) == 1 and len(set(indices)) == len(indices) and not taken & set(indices)
    return (
        fresh
        and all(isinstance(s, Apply) and agree(s.arguments[0], whole) for s, whole in sides)
        and not any(i.name.isdigit() for i in indices)
    )


def conditions(expression: Expression) -> Iterator[Apply]:
    """What must hold for every value in an expression to exist; inside ⟹ and ∀, there only."""
    if not isinstance(expression, Apply):
        return
    yield from expression.operation.domain(expression)
    name, (*given, last) = expression.operation.name, expression.arguments or (expression,)
    for argument in given:
        yield from conditions(argument)
    for condition in conditions(last) if last is not expression else ():
        inside = {"implies": (*given, condition), "forall": (condition,)}.get(name)
        yield condition if inside is None else Apply(expression.operation, inside, expression.data)


def is_known(p: Apply, facts: tuple[Apply, ...]) -> bool:
    """Whether a proposition is among the facts, or compares two constants truly."""
    if p.operation.name in ("unequal", "less", "at_most"):
        rest = index_form(p.arguments[1]) - index_form(p.arguments[0])
        if all(not any(term) for term in rest.terms):
            value = sum(rest.terms.values())
            return {"unequal": value != 0, "less": value > 0, "at_most": value >= 0}[p.operation.name]
    return any(agree(p, fact) for fact in facts)


def check(claim: Claim, lines: Iterable[Line], rules: Mapping[str, Rule], oracle: Oracle) -> Checker:
    """Accept a certificate of a claim, or raise Refused. Conditions it does not earn are `assumed`."""
    checker = Checker(rules, oracle)
    checker.replay(claim.hypotheses, lines, claim.conclusion)
    return checker
