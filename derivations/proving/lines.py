"""Lists of certificate lines: what a line rests on, which lines are needed, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from derivations.kernel.check import Line, conditions
from derivations.kernel.expression import TRUTH, Apply, Expression, bound, free, substitute
from derivations.kernel.form import index_form
from derivations.rules import RULES

Facts = tuple[Apply, ...]
Lines = list[Line] | None  # None when none were found
Prove = Callable[[Facts, Apply], Lines]  # lines that end in a statement, from facts
Earn = Callable[[Apply], Lines]  # the same where the facts are given
COMPARISONS = ("less", "at_most", "unequal", "forall", "implies")


def by(rule: str, *arguments: Expression) -> Line:
    """A line that cites a rule."""
    return Line(RULES[rule](*arguments)[1], "rule", rule=rule, arguments=arguments)


def premises(line: Line) -> Iterator[Apply]:
    """What must be known before a line: its rule's premises, the laws of a definition, the equations it uses."""
    if line.by == "rule":
        yield from RULES[line.rule](*line.arguments)[0]
    if line.by == "laws":
        yield from line.proposition.operation.laws(line.proposition)
    if line.by == "known":
        yield line.proposition
    for inner in line.lines:
        yield from (*premises(inner), *owed(inner))
    yield from (use.node for use in line.uses)
    if line.node is not None and line.by == "instance":
        yield line.node


def owed(line: Line) -> Iterator[Apply]:
    """What must hold for the values in a line to exist."""
    for value in mentioned(line):
        yield from conditions(value)


def owed_by(lines: Iterable[Line]) -> Iterator[Apply]:
    """What must hold for the values in lines to exist, and in lines inside them, but of letters bound there."""
    for line in lines:
        yield from owed(line)
        if line.by == "supposing":
            inner = bound(line.proposition)
            yield from (c for c in owed_by(line.lines) if free(c).isdisjoint(inner))


def mentioned(line: Line) -> Iterator[Expression]:
    """The expressions that occur in a line and in the laws it uses."""
    yield line.proposition
    for use in line.uses:
        law = use.node.operation.laws(use.node)[use.which]
        yield from (use.node, *(substitute(use.context, {use.hole: side}) for side in law.arguments))


def pruned(lines: list[Line]) -> list[Line]:
    """The lines on which the last one rests, in their order; lines that are no equality or rule all stay."""
    needed, kept, solved = {signature(lines[-1].proposition)}, list[Line](), False
    for line in reversed(lines):
        for_solver = solved and line.proposition.operation.name in COMPARISONS
        if for_solver or signature(line.proposition) in needed or line.by not in ("equality", "rule", "laws"):
            kept.append(line)
            solved = solved or line.by == "smt"
            needed.update(map(signature, (*premises(line), *owed(line))))
    return kept[::-1]


def without_asides(lines: list[Line]) -> list[Line]:
    """The lines less what holds for all values and is used by none of them: it would have to be known before."""
    needed: set[object] = set()
    kept: list[Line] = []
    general = False  # a premise for all values, which may name its index otherwise, is still to come
    for line in reversed(lines):
        aside = line.by == "known" or line.proposition.operation.name == "forall"
        if not kept or not aside or (general and line.by != "known") or signature(line.proposition) in needed:
            kept.append(line)
            wanted = [*premises(line), *owed(line)]
            general = general or any(p.operation.name == "forall" for p in wanted if line.by == "rule")
            needed.update(map(signature, wanted))
    return kept[::-1]


def signature(p: Expression) -> object:
    """What two propositions share exactly when the kernel takes them for the same."""
    if p.shape != TRUTH or not isinstance(p, Apply):
        return index_form(p).key
    return p.operation, p.data, tuple(map(signature, p.arguments))


def _for_solver(line: Line, before: list[Line]) -> list[Line]:
    """The comparisons before a line that the solver may have used for it."""
    return [o for o in before if o.proposition.operation.name in COMPARISONS] if line.by == "smt" else []


def ordered(lines: list[Line]) -> list[Line]:
    """The lines with conditions before the values that need them."""
    waiting = dict.fromkeys(lines)
    result: list[Line] = []
    placed: set[Line] = set()
    giving: dict[object, list[Line]] = {}
    for line in waiting:
        giving.setdefault(signature(line.proposition), []).append(line)

    def place(line: Line) -> None:
        del waiting[line]
        for other in _for_solver(line, lines[: lines.index(line)]):
            if other in waiting:
                place(other)
        for wanted in map(signature, (*premises(line), *owed(line))):
            givers = giving.get(wanted, ())
            if not any(other in placed for other in givers):  # two lines may give it, each by what the other needs
                for other in givers:
                    if other in waiting:
                        place(other)
        result.append(line)
        placed.add(line)

    while waiting:
        place(next(iter(waiting)))
    return result
