"""How letters are called: which scripts belong to a name, and which say something about the value."""

from __future__ import annotations

from collections.abc import Sequence

from derivations.letters import GREEK
from derivations.reading.source import Token
from derivations.reading.syntax import Letter

STARS = frozenset({"*", "\\star", "\\ast", "\\circ", "\\vee"})
TRANSPOSES = frozenset({"T", "\\top", "\\intercal", "\\mathsf", "\\mathrm", "\\rm", "\\mathsf{T}", "\\prime", "t"})
INDEX_LETTERS = frozenset([*"ijklmnpqrstabcuv", "\\ell", "\\alpha", "\\beta", "\\mu", "\\nu"])
TIMES = frozenset({"t", "\\tau"})


def plain(tokens: Sequence[Token]) -> str:
    """Tokens as one word, without braces around the whole, fonts and spaces."""
    skipped = {"{", "}", "\\mathrm", "\\mathbf", "\\rm", "\\mathsf", "\\mathit", "\\boldsymbol", "\\bm"}
    return "".join(t.argument or t.text for t in tokens if t.text not in skipped)


def symbol_name(letter: Letter) -> str:
    """The engine's name of a letter: Greek ones without their backslash."""
    accent, _, base = letter.name.rpartition(" ")
    bare = base.lstrip("\\")
    base = bare if bare in GREEK else base
    return f"{accent} {base}" if accent else base


def with_scripts(base: str, sub: str, sup: str = "", primes: int = 0) -> str:
    """A name with its scripts, always in the same order."""
    raised = f"^{{{sup}}}" if sup else ""
    lowered = f"_{{{sub}}}" if sub else ""
    return f"{base}{raised}{lowered}{chr(39) * primes}"


_FONTS = ("\\mathrm", "\\text", "\\mathbf")


def is_label(tokens: Sequence[Token]) -> bool:
    """Whether a superscript is part of a name: a star, a minus, a number in brackets, words."""
    if not tokens:
        return False
    text = plain(tokens)
    if len(tokens) == 1:
        return text in STARS or text == "-" or tokens[0].text in ("\\text", "\\operatorname", "\\prime")
    first, last = tokens[0].text, tokens[-1].text
    if (first, last) in (("(", ")"), ("[", "]")):
        return True
    if first in _FONTS and len(text) > 1:
        return all(c.isalnum() or c in "-,." for c in text) and sum(t.text in _FONTS for t in tokens) == 1
    return len(text) > 2 and text.isalpha()


def is_index(tokens: Sequence[Token]) -> bool:
    """Whether a superscript is an index letter in brackets, as in x^{(i)}."""
    texts = [token.text for token in tokens]
    return (
        len(texts) == 3 and (texts[0], texts[2]) in (("(", ")"), ("[", "]")) and texts[1] in ("i", "j", "k", "n", "m")
    )


def is_transpose(tokens: Sequence[Token]) -> bool:
    """Whether a superscript is one of the signs of transposition."""
    texts = {t.argument or t.text for t in tokens} - {"{", "}", "\\mathsf", "\\mathrm", "\\rm", "\\text", "\\sf"}
    return texts in ({"T"}, {"\\top"}, {"\\intercal"}, {"\\prime"}, {"'"}, {"\\operatorname"})


def index_terms(tokens: Sequence[Token]) -> list[str] | None:
    """The indices in a subscript, as in i, ij and i,j; None when it is something else."""
    found: list[str] = []
    for token in tokens:
        if token.text in ("{", "}", ","):
            continue
        if token.text in INDEX_LETTERS or token.text.isdigit():
            found.append(token.text.lstrip("\\"))
        else:
            return None
    return found or None


def is_time(tokens: Sequence[Token]) -> bool:
    """Whether a subscript counts steps: t, t+1, t-1, k+1."""
    texts = [t.text for t in tokens if t.text not in "{}()"]
    return texts == ["0"] or (
        bool(texts) and (texts[0] in TIMES or (len(texts) == 3 and texts[1] in "+-" and texts[2].isdigit()))
    )


def are_numbers(terms: Sequence[str]) -> bool:
    """Whether all indices are numbers, as in x_1."""
    return all(term.isdigit() for term in terms)
