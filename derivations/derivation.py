"""What a sheet says: sections of claims, each with hypotheses, a statement, and steps with reasons."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from derivations.kernel.check import Line
from derivations.kernel.expression import TRUTH, Apply, Expression, ShapeError, Symbol, substitute, written
from derivations.operations.notation import equal

Words = tuple[str | Expression, ...]  # running text with formulas in it
Statement = Apply | Callable[[], Any]  # a callable when building it is refused: an ill-typed formula


class SheetError(ValueError):
    """A sheet that cannot be read; the message names sheet and claim, what was given and required."""


@dataclass(frozen=True)
class Step:
    """One proposition on the way, and why it holds."""

    why: Words
    states: Apply
    cites: str = ""  # the rule to cite, with its arguments; else the prover looks for a proof
    arguments: tuple[Expression, ...] = ()
    of: Apply | None = None  # a ∀ among the hypotheses of which this is the instance at the arguments

    @property
    def hint(self) -> Line | None:
        """The line that establishes the step, when the author says which."""
        if self.of is not None:
            return Line(self.states, "instance", arguments=self.arguments, node=self.of)
        return Line(self.states, "rule", rule=self.cites, arguments=self.arguments) if self.cites else None


@dataclass(frozen=True)
class Figure:
    """A figure to draw beside a claim: its kind, a caption, and the numbers it shows."""

    kind: str
    caption: str
    numbers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Derivation:
    """A claim: `states` holds under `given`. An erratum is a statement recorded because it is false."""

    id: str
    title: str
    number: str
    states: Statement
    given: tuple[Apply, ...] = ()
    steps: tuple[Step, ...] = ()
    about: Words = ()
    erratum: bool = False
    printed: str = ""  # where an erratum is printed
    cause: str = ""  # what went wrong there
    written: str = ""  # the LaTeX of an erratum that has no tree because it is ill-typed
    correct: Apply | None = None
    convention: str = ""  # such as the value of a derivative at a kink
    figure: Figure | None = None


@dataclass(frozen=True)
class Section:
    """A problem of a sheet."""

    title: str
    about: Words = ()
    claims: tuple[Derivation, ...] = ()
    names: tuple[tuple[Symbol, Expression], ...] = ()  # what is written by a name of its own in this section


@dataclass
class Sheet:
    """A course sheet as its authors write it: sections in the order of the document."""

    id: str
    title: str
    course: str
    source: str
    about: Words = ()
    sections: list[Section] = field(default_factory=list)

    def section(self, title: str, *about: str | Expression) -> None:
        """Open a new problem; the claims that follow belong to it."""
        self.sections.append(Section(title, about))

    def claim(
        self, id: str, title: str, states: Any, *steps: Step, number: str = "", given: Any = (), **more: Any
    ) -> None:
        """A true statement, with the steps that lead to it. `given` lists hypotheses."""
        self._add(Derivation(id, title, number, self._proposition(id, states), _tuple(given), steps, **more))

    def erratum(
        self, id: str, title: str, states: Any, *steps: Step, number: str = "", given: Any = (), **more: Any
    ) -> None:
        """A statement as printed that is false, with its `cause` and what is `correct`.

        When the formula is ill-typed, `states` is a function that builds it and `written` its LaTeX.
        """
        lazy = callable(states) and not isinstance(states, Expression)
        proposition = states if lazy else self._proposition(id, states)
        self._add(Derivation(id, title, number, proposition, _tuple(given), steps, erratum=True, **more))

    def _add(self, derivation: Derivation) -> None:
        if not self.sections:
            self.section(self.title)
        last = self.sections[-1]
        self.sections[-1] = replace(last, claims=(*last.claims, derivation))

    def name(self, letter: Symbol, value: Expression) -> None:
        """Write a value by a name from here to the end of the section; its letters stay what they are."""
        if letter.shape != value.shape:
            given, wanted = written(letter.shape), written(value.shape)
            raise SheetError(f"sheet {self.id}: {letter} is {given} and {value} is {wanted}")
        last = self.sections[-1]
        self.sections[-1] = replace(last, names=(*last.names, (letter, value)))

    def _proposition(self, id: str, states: Any) -> Apply:
        if isinstance(states, Apply) and states.shape == TRUTH:
            return states
        shown = f"{states} ({written(states.shape)})" if isinstance(states, Expression) else repr(states)
        raise SheetError(f"sheet {self.id}, claim {id}: a statement is a proposition such as equal(a, b), not {shown}")

    def claims(self) -> tuple[Derivation, ...]:
        """All claims, in order."""
        return tuple(claim for section in self.sections for claim in section.claims)


def _tuple(given: Any) -> tuple[Apply, ...]:
    return tuple(given) if isinstance(given, list | tuple) else (given,)


def step(why: str | Words, states: Apply) -> Step:
    """A step the prover proves from the hypotheses and the steps before it."""
    return Step(why if isinstance(why, tuple) else (why,), states)


def cite(why: str | Words, rule: str, *arguments: Expression) -> Step:
    """A step by a cited rule: an instance of a row of derivations/rules. SheetError names the known rules."""
    from derivations.rules import RULES

    if rule not in RULES:
        raise SheetError(f"no rule is called {rule!r}; known: {', '.join(sorted(RULES))}")
    given = RULES[rule].letters
    if len(arguments) != len(given):
        example = ", ".join(map(str, given))
        raise SheetError(f"rule {rule!r} takes {len(given)} arguments, such as {example}, not {len(arguments)}")
    return Step(why if isinstance(why, tuple) else (why,), RULES[rule].instance(*arguments)[1], rule, arguments)


def instance(why: str | Words, statement: Apply, *values: Expression) -> Step:
    """A step that puts values for the letters of a ∀ among the hypotheses. ShapeError when one does not fit."""
    body = substitute(statement.arguments[0], dict(zip(statement.data, values, strict=True)))
    if not isinstance(body, Apply):
        raise SheetError(f"{statement} says nothing of all values of a letter")
    return Step(why if isinstance(why, tuple) else (why,), body, arguments=values, of=statement)


def chain(why: str | Words, *values: Any) -> tuple[Step, ...]:
    """Steps a = b, b = c, … from a chain of values; only the first carries the reason."""
    reasons = [why, *("" for _ in values[2:])]
    return tuple(step(r, equal(a, b)) for r, a, b in zip(reasons, values, values[1:], strict=False))


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet in derivations/sheets, by file name. SheetError says which one cannot be loaded."""
    import derivations.sheets as package

    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = tuple(_loaded(f"{package.__name__}.{name}") for name in names)
    seen: dict[str, str] = {}
    for sheet in found:
        for claim in sheet.claims():
            if claim.id in seen:
                raise SheetError(f"claim {claim.id} is in {seen[claim.id]} and again in {sheet.id}")
            seen[claim.id] = sheet.id
    return found


def _loaded(name: str) -> Sheet:
    path = name.replace(".", "/") + ".py"
    try:
        sheet = importlib.import_module(name).sheet
    except SheetError:
        raise
    except ShapeError as error:
        raise SheetError(f"{path}, line {_line(error, name)}: {error}") from error
    except (NameError, AttributeError, TypeError, ValueError, SyntaxError) as error:
        raise SheetError(f"{path}, line {_line(error, name)}: {type(error).__name__}: {error}") from error
    if not isinstance(sheet, Sheet):
        raise SheetError(f"{path}: `sheet` is to be a Sheet, not {type(sheet).__name__}")
    return sheet


def _line(error: BaseException, name: str) -> int:
    """The line of the sheet that raised; a syntax error carries its own."""
    trace, line = error.__traceback__, getattr(error, "lineno", None) or 0
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
