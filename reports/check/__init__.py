"""What `check` answers: the words that all its outputs share; each output has a module of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivations.reading.source import Span
    from numeric.checking.result import Document, Letter, Step
    from numeric.judge import Counterexample

LEVELS = {"refuted": "error", "open": "warning", "unread": "note"}
CAUSES = {  # code: what is wrong, what to look for
    "transpose": ("a transpose is missing or misplaced", "Compare the shapes of the factors, and transpose one."),
    "order": ("factors are in the wrong order", "Matrices do not commute: keep their order on both sides."),
    "sign": ("a sign is wrong", "Follow the signs of the terms from one side to the other."),
    "factor": ("a factor is wrong or missing", "Look for a lost 2, 1/2 or n, as from the derivative of a square."),
    "inverse": ("an inverse is used wrongly", "An inverse needs a square, invertible matrix; (AB)⁻¹ is B⁻¹A⁻¹."),
    "layout": ("derivatives are laid out in two ways", "Write gradients all as rows or all as columns."),
    "condition": ("an assumption is missing", "Say what the step needs, such as full column rank."),
    "shape": ("the shapes do not fit", "Compare rows and columns on both sides, and between factors."),
    "index": ("an index is wrong", "Compare the range and the place of every index on both sides."),
    "term": (
        "a term or a factor is missing, doubled or has a wrong exponent",
        "Count the terms and the powers of each side.",
    ),
    "exponent": ("an exponent is wrong", "Count the powers of each factor on both sides."),
    "limit": ("an equation holds in the limit alone", "Write an arrow for the sign of equality."),
    "refuted": ("the two sides are not equal", "Compare both sides at the counterexample."),
    "open": ("neither proved nor refuted", "Write an intermediate step, or state an assumption it needs."),
    "unread": ("the step is not understood", "Declare its letters, or write it in a common notation."),
    "alarm": ("the proof and the numeric check disagree", "This is a fault in pushthrough: trust neither, report it."),
}
_WORDS = {
    "\\ge": "≥",
    "\\geq": "≥",
    "\\le": "≤",
    "\\leq": "≤",
    "\\ne": "≠",
    "\\neq": "≠",
    "\\succ": "≻",
    "\\succeq": "⪰",
}
_WORDS |= {
    "\\cdot": "·",
    "\\times": "×",
    "\\in": "∈",
    "\\quad": " ",
    "\\left": "",
    "\\right": "",
    "\\,": " ",
    "\\;": " ",
}


def code(step: Step) -> str:
    """The cause that a finding is filed under: its verdict where no cause is known."""
    return "alarm" if step.alarm else step.code or step.verdict


def level(step: Step) -> str:
    """How loud a finding is: error, warning or note; empty when there is nothing to say."""
    if step.alarm:
        return "error"
    return "warning" if _needs_more(step) else LEVELS.get(step.verdict, "")


def _needs_more(step: Step) -> bool:
    """Whether a step holds only under a condition that its document does not state."""
    return step.verdict in ("proved", "checked") and step.code == "condition"


def headline(step: Step) -> str:
    """What is wrong with a step, in a line."""
    title = CAUSES.get(code(step), CAUSES.get(step.verdict, ("",)))[0]
    if step.alarm:
        return f"{title}: {line(step.reason)}" if step.reason else title
    return line(step.reason) or title


def visible(text: str) -> str:
    """Text whose every character shows and none acts: control and direction characters are replaced."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def line(text: str) -> str:
    """Visible text on one line."""
    return visible(" ".join(text.split()))


def shortened(text: str, length: int) -> str:
    """Text on one line, cut to a length."""
    whole = line(text)
    return whole if len(whole) <= length else whole[: length - 1] + "…"


def place(span: Span) -> tuple[int, int, int, int]:
    """First line and column, last line and the column after the end; all counted from 1."""
    return (*span.source.position(span.start), *span.source.position(max(span.start, span.end)))


def at(step: Step) -> Span:
    """The stretch to point at: what is at fault where that is known, else the step."""
    return step.mark or step.span


def plain_name(name: str) -> str:
    """A letter's LaTeX name as Unicode text."""
    from derivations.kernel.expression import Symbol
    from derivations.printing import plain

    return plain_tex(plain(Symbol(_unfonted(name).strip())))


def plain_tex(tex: str) -> str:
    """Short LaTeX, such as an assumption, as Unicode text; what has no such form stays as written."""
    from derivations.letters import LETTERS

    tex = re.sub(r"\^\{?\\top\}?", "ᵀ", _unfonted(tex)).replace("^{-1}", "⁻¹").replace("^{2}", "²").replace("^2", "²")
    words = _WORDS | {f"\\{name}": letter for name, letter in LETTERS.items()}
    return line(re.sub(r"\\(?:[A-Za-z]+|[,;])", lambda found: words.get(found[0], found[0]), tex))


def _unfonted(tex: str) -> str:
    """LaTeX without its commands for fonts."""
    tex = re.sub(r"\\(?:mat|vect|bm|boldsymbol|mathbf|mathrm|text|operatorname)\s*\{([^{}]*)\}", r"\1", tex)
    return re.sub(r"\\(?:mathbf|bm|boldsymbol|mathrm)(?![A-Za-z])\s*", "", tex)


def value(exact: Any) -> str:
    """An exact value as text: a number, or the rows of a matrix as NumPy would take them."""
    return line(exact) if isinstance(exact, str) else "[" + ", ".join(value(part) for part in exact) + "]"


def witness(found: Counterexample) -> tuple[str, str, str]:
    """Where a statement fails, and its two sides there; no sides where it has none to compare."""
    from reports.terminal import RELATIONS

    point = [f"{plain_name(name)} = {size}" for name, size in found.sizes.items()]
    point += [f"{plain_name(name)} = {value(exact)}" for name, exact in found.values.items()]
    sides = (value(found.left), value(found.right)) if found.relation in RELATIONS else ("", "")
    return ", ".join(point) or "every point", *sides


def shape_words(letter: Letter) -> str:
    """What a letter is, in words: n × d matrix, column of d, scalar."""
    sizes = tuple(plain_tex(size) for size in letter.shape)
    words = {0: "scalar", 1: f"column of {''.join(sizes)}", 2: f"{' × '.join(sizes)} matrix"}.get(len(sizes), "tensor")
    if letter.kind in ("function", "index"):
        words = letter.kind if not sizes else f"{letter.kind} with values: {words}"
    random = "random " if letter.kind == "random" else ""
    return ", ".join([random + words, *map(plain_tex, letter.assumptions)])


def remarks(step: Step) -> list[tuple[str, str]]:
    """What there is to say under a finding: a label and a text each, in reading order."""
    found = [("read as", line(step.read_plain))]
    if step.counterexample is not None:
        where, left, right = witness(step.counterexample)
        found += [("fails at", where), ("left side", left), ("right side", right)]
    found += [("under", ", ".join(map(plain_tex, step.assumptions))), ("relies on", _lines(step.uses))]
    found += [("repair", repair_words(step)), ("help", line(step.help))]
    return [(label, text) for label, text in found if text]


def repair_words(step: Step) -> str:
    """The edit after which a step holds."""
    if step.repair is None:
        return ""
    edit, latex = line(step.repair.edit), line(step.repair.latex)
    whole = (
        ""
        if edit.startswith(("add:", "add the condition")) or not latex or edit.endswith(f"-> {latex}")
        else f", giving {latex}"
    )
    return f"{edit}{whole} ({step.repair.verdict})"


def _lines(uses: Iterable[str]) -> str:
    """Where the earlier steps stand that a step was judged under."""
    numbers = list(dict.fromkeys(id_.rsplit(":", 2)[-2] if id_.count(":") > 1 else id_ for id_ in uses))
    return f"the step{'s' * (len(numbers) > 1)} at line {', '.join(numbers)}" if numbers else ""


def message(step: Step) -> str:
    """A finding whole, on several lines, without its place."""
    head = f"{step.verdict}: {headline(step)}"
    written = f"{line(step.left)} {line(step.relation)} {line(step.right)}"
    return "\n".join([head, f"written: {written}", *(f"{label}: {text}" for label, text in remarks(step))])


def counted(documents: Sequence[Document]) -> str:
    """How many steps have each verdict, in words: 12 proved, 1 refuted of 13."""
    from numeric.checking.result import summary

    counts = summary(documents)
    parts = [f"{count} {word}" for word, count in counts.items() if count]
    alarms = sum(step.alarm for document in documents for step in document.steps)
    loud = f"; ALARM at {alarms} step{'s' * (alarms > 1)}" if alarms else ""
    return f"{', '.join(parts)} of {sum(counts.values())}{loud}" if parts else "no steps found"


def first_wrong(document: Document) -> Step | None:
    """The first step of a document that is refuted."""
    return next((step for step in document.steps if step.verdict == "refuted"), None)
