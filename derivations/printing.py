"""Expressions as LaTeX and as plain text, from the templates of the operations' rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivations.kernel.expression import ONE, Apply, Expression, Index, Number, Size, Symbol
from derivations.letters import GREEK, LETTERS
from derivations.operations.functions import parts
from derivations.operations.limits import PLACES
from derivations.operations.optima import constraint, letters, objective, point, senses
from derivations.operations.sums import shortened

_ACCENTS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "check": "\u030c", "dot": "\u0307"}
_RAISED = dict(zip("0123456789+-()nTi*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀⁱ*", strict=True)) | {"'": "'"}
_NAME = re.compile(r"^(?:\\(hat|tilde|bar|check|dot)\s*)?\{?(\\?[A-Za-z]+)\}?(.*)$")


_NAMES: ContextVar[dict[Expression, Symbol]] = ContextVar("names", default={})  # noqa: B039


@contextmanager
def naming(names: Iterable[tuple[Symbol, Expression]]) -> Iterator[None]:
    """Print values by names of their own while the context lasts."""
    token = _NAMES.set({value: letter for letter, value in names})
    try:
        yield
    finally:
        _NAMES.reset(token)


@dataclass(frozen=True)
class Printer:
    """Prints trees; `tex` chooses LaTeX, else Unicode text."""

    tex: bool

    def show(self, value: Expression, least: int = 0) -> str:
        """The expression, in parentheses when it binds less tightly than asked."""
        written, precedence = self._written(value)
        return written if precedence >= least else self._wrapped(written)

    def _wrapped(self, written: str) -> str:
        tall = self.tex and re.search(r"\\d?frac|\\begin|\\sum|\\prod", written)
        return f"\\left({written}\\right)" if tall else f"({written})"

    def _written(self, value: Expression) -> tuple[str, int]:
        value = _NAMES.get().get(value, value)
        if isinstance(value, Symbol):
            return self.name(value), 100
        if isinstance(value, Number):
            return self.number(value.value), 8 if value.value < 0 else 100 if value.value.denominator == 1 else 50
        if isinstance(value, Apply):
            special = getattr(self, f"_{value.operation.name}", None)
            shown = special(value) if special else self._from_template(value)
            return shown, value.operation.precedence
        raise TypeError(f"not an expression: {value!r}")

    def name(self, symbol: Symbol, *, bold: bool = True) -> str:
        """A letter; vectors and matrices are bold in LaTeX, their entries are not."""
        match = _NAME.match(symbol.name)
        if not match:
            return symbol.name
        accent, base, scripts = match.groups()
        if not self.tex:
            accented = LETTERS.get(base.lstrip("\\"), base.lstrip("\\")) + _ACCENTS.get(accent or "", "")
            return accented + _raised(scripts)
        letter = "\\" + base if base in GREEK else base
        if bold and symbol.shape != (ONE, ONE):
            letter = f"\\{'vect' if symbol.columns == ONE else 'mat'}{{{letter}}}"
        return (f"\\{accent}{{{letter}}}" if accent else letter) + scripts

    def number(self, value: Fraction) -> str:
        """A rational number."""
        if value.denominator == 1:
            return str(value.numerator) if self.tex or value >= 0 else f"−{-value.numerator}"
        sign = "-" if value < 0 else ""
        top, bottom = abs(value.numerator), value.denominator
        return f"{sign}\\tfrac{{{top}}}{{{bottom}}}" if self.tex else f"{sign}{top}/{bottom}"

    def size(self, size: Size) -> str:
        """A size."""
        return str(size)

    def _from_template(self, node: Apply) -> str:
        template = node.operation.latex if self.tex else node.operation.text
        slots = [_Slot(self, argument) for argument in node.arguments]
        return template.format(*slots, **self._words(node))

    def _words(self, node: Apply) -> dict[str, Any]:
        indices = [item for item in node.data if isinstance(item, Index)]
        names = ("," if any(len(i.name) > 1 for i in indices) else "").join(
            i.name for i in indices if i.size != ONE or i.name != "1"
        )
        letters = [self.name(item) for item in node.data if isinstance(item, Symbol)] or [i.name for i in indices]
        data = node.data[0] if len(node.data) == 1 else node.data
        subscript = f"_{{{names}}}" if names and self.tex else f"[{names}]" if names else ""
        return {
            "names": names,
            "subscript": subscript,
            "bracket": subscript,
            "letters": ", ".join(letters),
            "data": data,
            "range": self._range(indices) if indices else "",
        }

    def _range(self, indices: list[Index]) -> str:
        first, *others = indices
        if others:
            apart = (" \\ne " if self.tex else "≠") + ",".join(i.name for i in others)
            return f"_{{{first.name}{apart}}}" if self.tex else f"_{first.name}{apart}"
        return f"_{{{first.name}=1}}^{{{first.size}}}" if self.tex else f"_{first.name}"

    def _entry(self, node: Apply) -> str:
        (base,), names = node.arguments, self._words(node)["names"]
        shown = self.name(base, bold=False) if isinstance(base, Symbol) else self.show(base, 96)
        if not self.tex:
            return f"{shown}[{names}]"
        return f"{{{shown}}}_{{{names}}}" if "_" in shown else f"{shown}_{{{names}}}"

    def _partial_sum(self, node: Apply) -> str:
        (count, body), letter = node.arguments, self.name(node.data[0])
        last, term = self.show(shortened(count - 1)), self.show(body, 15)
        return f"\\sum_{{{letter}=0}}^{{{last}}} {term}" if self.tex else f"Σ_{letter}=0..{last} {term}"

    def _partial(self, node: Apply) -> str:
        value, by = node.arguments
        letter = (self.name(by, bold=False) if isinstance(by, Symbol) else self.show(by, 95)) + self._words(node)[
            "subscript"
        ]
        shown = self.show(value, 80)
        return f"\\frac{{\\partial}}{{\\partial {letter}}}{shown}" if self.tex else f"∂({self.show(value)})/∂{letter}"

    def _add(self, node: Apply) -> str:
        text = self.show(node.arguments[0], 10)
        for part in node.arguments[1:]:
            shown = self.show(part, 8 if isinstance(part, Number) else 10)
            minus = shown[0] in "-−"
            text += f" - {shown[1:].lstrip()}" if minus else f" + {shown}"
        return text if self.tex else text.replace(" - ", " − ")

    def _scale(self, node: Apply) -> str:
        factor, rest = node.arguments
        body = self.show(rest, 20 if isinstance(factor, Number) else 21)
        if isinstance(factor, Number):
            if abs(factor.value) == 1:
                return ("-" if self.tex else "−") * (factor.value < 0) + body
            gap = "\\," if self.tex and body[:1].isdigit() else "·" if body[:1].isdigit() else ""
            return self.number(factor.value) + gap + body
        return self._side_by_side([self.show(factor, 21), body])

    def _product(self, node: Apply) -> str:
        return self._side_by_side([self.show(part, 21) for part in node.arguments])

    def _side_by_side(self, parts: list[str]) -> str:
        short = all(len(re.sub(r"[^A-Za-zα-ωΑ-Ω]", "", part)) < 2 or part[0] == "(" for part in parts)
        return ("" if short and not self.tex else " ").join(parts)

    def _block(self, node: Apply) -> str:
        wide = node.data[1]
        lines = [node.arguments[k : k + wide] for k in range(0, len(node.arguments), wide)]
        cell, row = (" & ", " \\\\ ") if self.tex else (", ", "; ")
        inside = row.join(cell.join(self.show(item) for item in line) for line in lines)
        return f"\\begin{{bmatrix}} {inside} \\end{{bmatrix}}" if self.tex else f"[{inside}]"

    def _part(self, node: Apply) -> str:
        return f"E_{{{node.data[-1] + 1}}}" if self.tex else f"E{node.data[-1] + 1}"

    def _and(self, node: Apply) -> str:
        return (" \\;\\text{and}\\; " if self.tex else " and ").join(self.show(part, 4) for part in node.arguments)

    def _or(self, node: Apply) -> str:
        return (" \\;\\text{or}\\; " if self.tex else " or ").join(self.show(part, 4) for part in node.arguments)

    def _minimiser(self, node: Apply) -> str:
        return self._optimum(node, "min", "\\in", "in")

    def _maximiser(self, node: Apply) -> str:
        return self._optimum(node, "max", "\\in", "in")

    def _unique_minimiser(self, node: Apply) -> str:
        return self._optimum(node, "min", "=", "=")

    def _unique_maximiser(self, node: Apply) -> str:
        return self._optimum(node, "max", "=", "=")

    def _local_minimiser(self, node: Apply) -> str:
        return self._optimum(node, "local min", "\\in", "in")

    def _local_maximiser(self, node: Apply) -> str:
        return self._optimum(node, "local max", "\\in", "in")

    def _optimum(self, node: Apply, sense: str, tex_sign: str, sign: str) -> str:
        values = list(point(node).values())
        at = ", ".join(self.show(value) for value in values)
        at = f"({at})" if len(values) > 1 else at
        condition = constraint(node)
        if self.tex:
            such = f"\\;\\text{{ such that }}\\; {self.show(condition, 5)}" if condition is not None else ""
            return f"{at} {tex_sign} {self._arg(node, sense)} {self.show(objective(node), 11)}{such}"
        such = f" such that {self.show(condition, 5)}" if condition is not None else ""
        return f"{at} {sign} {self._arg(node, sense)} {self.show(objective(node), 11)}{such}"

    def _arg(self, node: Apply, sense: str) -> str:
        over = ", ".join(self.name(letter) for letter in letters(node))
        local, _, short = sense.rpartition(" ")
        name = f"{local} arg {short}".strip()
        return f"\\operatorname*{{{name.replace(' ', '~')}}}_{{{over}}}" if self.tex else f"{name}_{over}"

    def _same_optima(self, node: Apply) -> str:
        sides = [
            f"{self._arg(node, sense)} {self.show(value, 11)}"
            for value, sense in zip(node.arguments, senses(node), strict=True)
        ]
        return " = ".join(sides)

    def _limit(self, node: Apply) -> str:
        letter, place = self.name(node.data[0]), node.data[1]
        to = PLACES[place] if self.tex else {"0+": "0⁺"}.get(place, "∞")
        value, target = self.show(node.arguments[0], 11), self.show(node.arguments[1], 6)
        arrow = "\\to" if self.tex else "→"
        return (
            f"\\lim_{{{letter} {arrow} {to}}} {value} = {target}"
            if self.tex
            else f"lim_{letter}→{to} {value} = {target}"
        )

    def _order(self, node: Apply) -> str:
        letter, power = self.name(node.data[0]), node.data[1]
        raised = "" if power == 1 else f"^{power}" if self.tex else "".join(_RAISED[c] for c in str(power))
        return f"{self.show(node.arguments[0], 6)} = O({letter}{raised})"

    def _approximation(self, node: Apply) -> str:
        regime, small, left, right = node.arguments
        sign, arrow = ("\\approx", "\\to 0") if self.tex else ("≈", "→ 0")
        where = (
            f"\\text{{ as }} {self.show(small, 6)} {arrow} \\text{{ with }}"
            if self.tex
            else f"as {self.show(small, 6)} {arrow} with"
        )
        return f"{self.show(left, 6)} {sign} {self.show(right, 6)} {where} {self.show(regime, 4)}"

    def _function(self, node: Apply) -> str:
        name, _, _, order = parts(node)
        inside = ", ".join(self.show(argument) for argument in node.arguments)
        plain = Symbol(name, node.data[1], node.data[2])
        shown = self.name(plain)
        if node.data[3] == 0:  # a sequence
            return f"{self._subscript(shown)}_{{{inside}}}" if self.tex else f"{shown}[{inside}]"
        scalar = all(argument.shape == (ONE, ONE) for argument in node.arguments)
        if order and scalar and len(node.arguments) == 1:
            return f"{shown}{'′' * len(order) if not self.tex else chr(39) * len(order)}({inside})"
        marks = {0: "", 1: "\\nabla" if node.data[1] == ONE else "J", 2: "\\nabla^2"}
        if order:
            which = "" if len(node.arguments) == 1 else f"_{{{','.join(str(k + 1) for k in order)}}}"
            mark = marks.get(len(order), f"D^{len(order)}") + which
            mark = mark if self.tex else mark.replace("\\nabla", "∇").replace("^2", "²")
            shown = f"{mark}_{self._subscript(shown)}" if node.data[1] != ONE else f"{mark} {shown}"
        return f"{shown}({inside})"

    def _call(self, node: Apply, name: str) -> str:
        inside = self.show(node.arguments[0])
        return f"{name}{self._wrapped(inside)}"

    def _exp(self, node: Apply) -> str:
        return self._call(node, "\\exp" if self.tex else "exp")

    def _log(self, node: Apply) -> str:
        return self._call(node, "\\log" if self.tex else "log")

    def _abs(self, node: Apply) -> str:
        (value,) = node.arguments
        inside = self.show(value)
        if not self.tex:
            return f"|{inside}|"
        tall = re.search(r"\\d?frac|\\sum|\\prod", inside)
        return f"\\left\\lvert {inside} \\right\\rvert" if tall else f"\\lvert {inside} \\rvert"

    def _subscript(self, shown: str) -> str:
        return f"{{{shown}}}" if self.tex else shown

    def _less(self, node: Apply) -> str:
        return self._ordered(node, "<", ">")

    def _at_most(self, node: Apply) -> str:
        return self._ordered(node, "\\le" if self.tex else "≤", "\\ge" if self.tex else "≥")

    def _ordered(self, node: Apply, sign: str, flipped: str) -> str:
        left, right = node.arguments
        if isinstance(left, Number) and not isinstance(right, Number):
            left, right, sign = right, left, flipped
        return f"{self.show(left, 6)} {sign} {self.show(right, 6)}"


@dataclass(frozen=True)
class _Slot:
    printer: Printer
    argument: Expression

    def __format__(self, least: str) -> str:
        shown = self.printer.show(self.argument, int(least))
        raised = self.printer.tex and int(least) >= 85 and "^" in shown and shown[0] not in "({"
        return f"{{{shown}}}" if raised else shown


def _raised(scripts: str) -> str:
    """Superscripts of a name in Unicode where they exist: W^{(1)} becomes W⁽¹⁾."""
    match = re.fullmatch(r"\^\{?([^{}]*)\}?(.*)", scripts)
    if match and all(c in _RAISED for c in match[1]):
        return "".join(_RAISED[c] for c in match[1]) + match[2]
    return scripts.replace("{", "").replace("}", "")


def latex(value: Expression) -> str:
    """LaTeX of an expression, with the macros of reports/macros.py."""
    return Printer(tex=True).show(value)


def plain(value: Expression) -> str:
    """Unicode text of an expression."""
    return Printer(tex=False).show(value)
