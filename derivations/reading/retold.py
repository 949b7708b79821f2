r"""Sentences on notation that give a sign another meaning than the usual one: vec stacks rows, upper numbers count.

A section's text, as `clashes.written` has it, is cut into clauses. A clause speaks of a sign by a word (superscripts,
sums) or by a formula that is nothing but the sign ($\sum_{i=a}^b$). What it affirms and what it denies are compared
with what the sign usually means; where they tell of something else, no formula with the sign is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from derivations.reading import notations
from derivations.reading.notations import Notation
from derivations.reading.prose.clauses import Clause, clauses
from derivations.reading.told import ABOVE, SIGNS, Sign
from derivations.reading.transposed import transposed

_NORM = re.compile(r"\\\|(?P<of>\\?[A-Za-z]+)\\\|_\{?(?P<index>1|2|\\infty|\*|p)\}?")
_OF_COLUMNS = {"1": "sum|absolute|manhattan|taxicab", "2": "euclid|root|length", "\\infty": "max|larg|biggest|sup"}
_OF_MATRICES = {
    "1": "induced|operator|column", "2": "induced|operator|spectral|singular|eigenvalue",
    "\\infty": "induced|operator|row",
    "*": "nuclear|trace|singular",
}  # fmt: skip
_SAYS = re.compile(
    r"\b(?:is|are|be|denot\w+|means?|stands?|read|understood|interpreted|we (?:write|mean)|taken|defined|runs?|goes"
    r"|extends|ranges?|counts?|sums|stops?|starts?|marks?|numbers|labels?|skips?|leaves"
    r"|omits?|excludes?|includes?|ignores?|multiplies|adds|stacks?|lists?)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(rf"^[\s,(]*(?:\w+\s+){{0,3}}?{_SAYS.pattern}|^\s*,?\s*(?:the|an?|for) ", re.IGNORECASE)
_LOOSE = (  # what may stand between a sign and what is said of it
    r"(?:(?:is|are|has|have|shall|should|must|will|be|to|here|always|now|simply|just|throughout|only|in this \w+)\s+)*"
)
_MEANT = re.compile(
    rf"^[\s,(]*{_LOOSE}(?:read|understood|interpreted|meant|short(?:hand)?|reserved|refers?|abbreviates|marks?|signifies"
    rf"|counts?|labels?|as (?:for|in|with|if)|not)\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(r"\b(?:notations?|symbols?|signs?|shorthand|expression|by|writing)\s+$", re.IGNORECASE)
_VERB = re.compile(r"^[\s,(]*(?:is|are|has|means?|will|we mean|denotes?|says)\b(?P<what>.*)", re.IGNORECASE | re.DOTALL)
_CUES = re.compile(
    r"\b(?:in|by|following|unlike in|as in) (?:this|our|these|the|my)\b[^.;$]{0,12}\b(?:courses?|texts?|chapters?"
    r"|sections?|handouts?|books?|notes?|notations?|code|library|documents?|sheets?|papers?|lectures?|slides?)\b"
    r"|\b(?:beware|careful|caution|attention|warning|conventions?|notations?|symbols?|here)\b",
    re.IGNORECASE,
)
_IS_THE = re.compile(
    rf"^[\s,(]*{_LOOSE}(?:the|its|what|used|reserved|written|given by|\$|`)(?P<what>.*)", re.IGNORECASE | re.DOTALL
)
_WRITTEN = re.compile(  # code that is written as a sign
    r"`(?P<what>[^`]+)`\s*,?\s*(?:is|are|we)?\s*(?:denoted?|written?|called?|abbreviated)(?: (?:by|as|it))*\s*$"
)
_CUSTOM = re.compile(
    r"\b(?:usual|ordinary|standard|common|customary|as always|self-explanatory|familiar)\b", re.IGNORECASE
)
_FOR_CODE = re.compile(
    r"\b(?:for|is|are|means?|denotes?|as|by|of|call|computes?|returns?|gives?|stands)\s+(?:the |what |result of )*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]+`|\b[a-z]\w+(?:\.[a-z]\w+)+\b(?:\([^()]*\))?")
_USUAL_CODE = re.compile(
    r"\.T\b|transpose|linalg\.(?:inv|det|norm|solve|slogdet|cholesky)\b|\binv\(|@|\bkron\b|trace|sqrtm|matrix_power"
    r"|\bsum\b|\bmean\b|\bdot\(|outer|\bdiag\(|(?:np|numpy|torch|math|jnp|tf)\.(?:exp|log|abs|maximum|max|min|tanh|eye)\b"
)
_SQUARED = re.compile(
    r"\bvarian\w+ .*|\bsquare[sd]?(?: of)?(?: (?:the|its|all|each|every|their))*(?: \w+){1,2}", re.IGNORECASE
)
_PARENTHESES = re.compile(r"\b(?:parenthes\w+|brackets?|round)\b|\^\{?\(", re.IGNORECASE)


def refused(said: str, formula: str) -> str:
    """Why a formula, its tokens with spaces between them, is not read after what a text says; empty when it is."""
    for construct, words in _retold(said):
        if construct.search(formula):
            return f"the text gives a notation in it another meaning: {words}"
    return ""


@lru_cache(maxsize=512)
def _retold(said: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Where the signs occur that a text gives another meaning, with its words."""
    found: dict[str, str] = {}
    for clause in clauses(said):
        for construct in _constructs(clause, said):
            found.setdefault(construct, clause.text.strip()[:90])
    return tuple((re.compile(construct), words) for construct, words in found.items())


def _constructs(clause: Clause, said: str) -> Iterator[str]:
    for sign in SIGNS:
        if _differs(sign, clause):
            yield sign.construct
    yield from transposed(clause, said)
    yield from _norms(clause)
    for notation, words in _meant(clause):
        if not (notation.usual.search(words) or _CUSTOM.search(words) or _is_usual_code(words)):
            yield notation.construct.pattern


def _differs(sign: Sign, clause: Clause) -> bool:
    """Whether a clause says of a sign what it does not usually mean, or denies what it does."""
    if sign is ABOVE and _PARENTHESES.search(clause.text):
        return False  # x^{(i)} is no power anyway
    affirmed = clause.affirmed if sign.words.search(clause.text) else _said_behind(sign, clause)
    if sign is ABOVE:
        affirmed = _SQUARED.sub("squared", affirmed)
    if not affirmed:
        return False
    return any(sign.usual.search(denied) for denied in clause.denied) or bool(sign.other.search(affirmed))


def _said_behind(sign: Sign, clause: Clause) -> str:
    """What a clause says of a formula that is nothing but the sign; empty where it has none."""
    for match in re.finditer(r"\$([^$]*)\$", clause.affirmed):
        after = clause.affirmed[match.end() :]
        if sign.looks.fullmatch(match[1].rstrip(".,;:")) and _PREDICATE.match(after):
            return after
    return ""


def _norms(clause: Clause) -> Iterator[str]:
    """Norms with an index of which a clause says something else."""
    for formula in clause.formulas:
        found = _NORM.fullmatch(formula)
        if found is None or not _SAYS.search(clause.words):
            continue
        after = clause.affirmed.split(f"${formula}$", 1)[-1]
        of_matrices = found["of"].isupper() or bool(re.search(r"\bmatri", clause.words, re.IGNORECASE))
        usual = (_OF_MATRICES if of_matrices else _OF_COLUMNS).get(found["index"], "")
        said = re.search(r"\b(?:is|are|be|denotes?|means?|stands for|for|as)\s+(?:the |its |an? )(?P<what>.*)", after)
        if said and usual and _is_other(said["what"], usual):
            index = re.escape(found["index"])
            yield rf"(?:\\\||\\[rlR]?[vV]ert) _ (?:\{{ )?{index}(?!\w)"


def _is_usual_code(words: str) -> bool:
    """Whether words are code that computes what the signs of formulas usually stand for."""
    return any(_USUAL_CODE.search(code) for code in _CODE.findall(words))


def _is_other(said: str, usual: str) -> bool:
    """Whether words tell of another norm than the usual ones; a squared one is another."""
    known = re.search(usual, said, re.IGNORECASE) and not re.search(r"\bsquared?\b(?! (?:root|sum))", said)
    return not known and not _CUSTOM.search(said)


def _meant(clause: Clause) -> Iterator[tuple[Notation, str]]:
    """The notations that a clause speaks of by formulas, with what it says they mean, also by code."""
    for notation in notations.TABLE:
        for match in re.finditer(rf"\$(?:{notation.looks})\$", clause.affirmed):
            before, after = clause.affirmed[: match.start()], clause.affirmed[match.end() :]
            named = _MEANT.match(after) or (_NAMED.search(before) and _VERB.match(after)) or None
            named = named or (_CUES.search(before) and _IS_THE.match(after)) or _WRITTEN.search(before)
            code = _CODE.search(after)
            if code and _FOR_CODE.search(after[: code.start()]):
                yield notation, code[0]
            elif named is not None and re.search(r"[a-z]{3}", named["what"]):
                yield notation, re.split(r",? (?:so|then|where|hence|thus)\b", named["what"])[0]
