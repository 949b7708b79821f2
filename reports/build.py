"""From verdicts to views: what each page says, in words and formulas."""

from __future__ import annotations

from typing import Any

from derivations.derivation import Section, Sheet, Words
from derivations.kernel.check import Line
from derivations.kernel.expression import Apply, Expression, Symbol, free
from derivations.operations.logic import EQUAL
from derivations.printing import Printer, latex, naming
from derivations.rules import RULES
from numeric.judge import Counterexample
from numeric.verdict import Verdict
from numeric.verify import Verified
from reports.figures import figure_for
from reports.views import (
    ClaimView,
    CounterexampleView,
    HypothesisView,
    Prose,
    SectionView,
    SheetView,
    Span,
    StepView,
)

LONG = 54  # characters of plain text beyond which a formula is broken at its relation
RULE_WORDS = {
    "normal form": "expand both sides",
    "completion": "use known equations, cancel inverses",
    "smt": "inequalities over the reals (z3)",
    "counterexample": "counterexample",
    "shapes": "shapes do not fit",
}
SIGNS = {
    "approximation": "\\approx",
    "equal": "=",
    "unequal": "\\ne",
    "less": "<",
    "at_most": "\\le",
    "iff": "\\Longleftrightarrow",
}


def tool_version() -> str:
    """The installed version."""
    from importlib.metadata import (
        PackageNotFoundError,
        version,
    )  # a fiftieth of a second, which not every command needs

    try:
        return version("pushthrough")
    except PackageNotFoundError:
        return "source"


def prose(words: Words | str) -> Prose:
    """Running text, its formulas printed."""
    parts = (words,) if isinstance(words, str) else words
    return tuple(Span("math", latex(p)) if isinstance(p, Expression) else Span("text", p) for p in parts if p != "")


def display(p: Apply) -> tuple[str, ...]:
    """A proposition as display lines: the parts of a conjunction apart, long relations broken at the sign."""
    if p.operation.name == "and":
        return tuple(line for part in p.arguments if isinstance(part, Apply) for line in display(part))
    if len(str(p)) <= LONG or p.operation.name not in ("equal", "iff", "implies"):
        return (latex(p),)
    sign = {"equal": "=", "iff": "\\Longleftrightarrow", "implies": "\\Longrightarrow"}[p.operation.name]
    left, right = (Printer(tex=True).show(side, 6 if p.operation.name == "equal" else 3) for side in p.arguments)
    return (f"\\begin{{aligned}} & {left} \\\\ {sign}\\; & {right} \\end{{aligned}}",)


def rule_words(verdict: Verdict) -> str:
    """What a verdict rests on, shortly: the last and strongest rules first."""
    if verdict.word != "proved":
        return RULE_WORDS.get(verdict.by[0], verdict.by[0]) if verdict.by else verdict.reason
    named = [RULE_WORDS.get(rule, rule) for rule in reversed(verdict.by)]
    return named[0]


def evidence_words(verdict: Verdict) -> Prose:
    """How far evaluation agrees."""
    opinion = verdict.opinion
    if verdict.word == "refuted":
        return ()
    if not opinion.samples:
        return (Span("text", f"{opinion.methods[0]} agree" if opinion.methods else "not sampled"),)
    agree = Span("text", f"{opinion.samples} exact points agree")
    if not opinion.error_bound:
        return (agree,)
    return (agree, Span("text", " (error "), Span("math", opinion.bound_in_tex), Span("text", ")"))


def _lines(lines: tuple[Line, ...]) -> list[Line]:
    return [inner for line in lines for inner in (line, *_lines(line.lines))]


def uses(verdict: Verdict, hypothesis: Apply) -> bool:
    """Whether a certificate refers to a hypothesis."""
    for line in _lines(verdict.lines):
        premises = RULES[line.rule].instance(*line.arguments)[0] if line.rule else ()
        if hypothesis in (*premises, *(use.node for use in line.uses), line.node, line.proposition):
            return True
        if line.by == "smt" and free(hypothesis) & free(line.proposition):
            return True
    return False


def _used(verified: Verified, hypothesis: Apply) -> str:
    steps = [str(k) for k, verdict in enumerate(verified.steps, 1) if uses(verdict, hypothesis)]
    if uses(verified.statement, hypothesis):
        steps.append(str(len(verified.steps) + 1))
    if not steps:
        return "" if verified.derivation.erratum else "not used"
    *first, last = steps
    if not verified.steps:
        return ""
    return f"steps {', '.join(first)} and {last}" if first else f"step {last}"


def _step(number: int, lead: Words, verdict: Verdict, states: Apply) -> StepView:
    return StepView(number, verdict.word, prose(lead), display(states), rule_words(verdict), evidence_words(verdict))


def counterexample(verified: Verified) -> CounterexampleView:
    """The box of an erratum."""
    derivation, verdict = verified.derivation, verified.statement
    statement = (derivation.written,) if verdict.states is None else display(verdict.states)
    found = verdict.counterexample
    left, right, relation = _sides(found)
    return CounterexampleView(
        derivation.printed or "as printed",
        statement,
        point(found),
        left,
        right,
        relation,
        _cause(derivation.cause, verdict),
        display(derivation.correct) if derivation.correct is not None else (),
        verified.correction.word if verified.correction else "",
    )


def _cause(cause: str, verdict: Verdict) -> str:
    said = (cause[:1].upper() if cause[:1].isascii() else cause[:1]) + cause[1:]
    return f"{said}." if not verdict.reason or verdict.counterexample else f"{said}. ({verdict.reason}.)"


def _sides(found: Counterexample | None) -> tuple[str, str, str]:
    if found is None or found.relation not in SIGNS:
        return "", "", ""
    return tex_value(found.left), tex_value(found.right), SIGNS[found.relation]


def point(found: Counterexample | None) -> tuple[tuple[str, str], ...]:
    """Names and values of a witness in LaTeX, sizes first."""
    if found is None:
        return ()
    printer = Printer(tex=True)
    sizes = [(name, str(value)) for name, value in found.sizes.items()]
    letters = [(printer.name(Symbol(name), bold=False), tex_value(value)) for name, value in found.values.items()]
    return (*sizes, *letters)


def tex_value(value: Any) -> str:
    """An exact value in LaTeX: a number, or rows of a matrix."""
    if isinstance(value, str):
        top, slash, bottom = value.partition("/")
        sign, top = ("-", top[1:]) if top.startswith("-") else ("", top)
        shown = f"\\tfrac{{{top}}}{{{bottom}}}" if slash else top
        shown = shown.replace("…", "\\ldots")
        return sign + (f"\\text{{{shown}}}" if shown in ("true", "false", "undefined", "not so") else shown)
    rows = " \\\\ ".join(" & ".join(tex_value(x) for x in line) for line in value)
    return f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"


def claim_view(verified: Verified) -> ClaimView:
    """A claim's or erratum's view."""
    derivation, verdict = verified.derivation, verified.statement
    steps = [
        _step(k, s.why, v, s.states) for k, (s, v) in enumerate(zip(derivation.steps, verified.steps, strict=True), 1)
    ]
    if not derivation.erratum and verdict.states is not None:
        last = "So the claim holds." if steps else "Directly."
        steps.append(_step(len(steps) + 1, (last,), verdict, verdict.states))
    hypotheses = tuple(HypothesisView(prose((h,)), _used(verified, h)) for h in derivation.given)
    return ClaimView(
        derivation.id,
        derivation.number,
        derivation.title,
        derivation.erratum,
        verified.word,
        prose(derivation.about),
        display(verdict.states) if verdict.states is not None else (derivation.written,),
        hypotheses,
        derivation.convention,
        tuple(steps),
        counterexample(verified) if derivation.erratum else None,
        figure_for(derivation.id, derivation.figure),
        verdict.digest,
    )


def _definitions(section: Section) -> Words:
    """The names of a section and what they stand for, as running text."""
    words: list[str | Expression] = []
    for number, (letter, value) in enumerate(section.names):
        with naming(section.names[:number]):
            before = " Here " if number == 0 else " and " if number == len(section.names) - 1 else ", "
            words += [before, EQUAL(letter, value)]
    return (*words, ".") if words else ()


def sheet_view(sheet: Sheet, verified: dict[str, Verified]) -> SheetView:
    """A sheet's view, from the verdicts on its claims by id."""

    def section(part: Section) -> SectionView:
        about = prose((*part.about, *_definitions(part)))
        with naming(part.names):
            claims = tuple(claim_view(verified[c.id]) for c in part.claims)
        return SectionView(part.title, about, claims)

    sections = tuple(section(part) for part in sheet.sections)
    return SheetView(sheet.id, sheet.title, sheet.course, sheet.source, prose(sheet.about), sections, 0, tool_version())
