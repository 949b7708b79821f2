"""What a step that fails may be meant as: a condition on letters, an equation of particular values, of a language."""

from __future__ import annotations

import re

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, ShapeError, Symbol, free, substitute
from derivations.operations.logic import EQUAL, UNEQUAL
from derivations.reading.events import name_of
from derivations.reading.links import Link
from derivations.reading.syntax import Letter, Node, Num, parts
from numeric.checking import fitting
from numeric.judge import judge

FOREIGN = "the text around it is not English, and what it says of the letters is not understood"
PARTICULAR = "it gives one value to what has many, and which values of {0} are meant is not understood"
REPEATED = "{0} was given before it, and what stands here may be its value in another example"
COMPARED = "it compares two letters, and nothing is known of how they are related"
AS_NUMBER = "the letter d is a number here, and a fraction with d x in it may be one"
_OWN = "the of is and we for that with by then let so this are be it to in have where from hence"
_FOREIGN = """
der die das und ist sei wir für dann mit von eine ein sind nicht soit est une les des et pour donc alors avec que
sea es una los las por para entonces con se del sia è per allora della dei een het van zijn dus voor seja uma então
são não temos
"""  # German, French, Spanish, Italian, Dutch, Portuguese
_ENGLISH, _OTHERS = frozenset(_OWN.split()), frozenset(_FOREIGN.split())
_SLOPE = re.compile(r"\\d?frac\s*\{\s*d\s*(?:\\[,;]\s*)?\\?([a-z]+)\b[^{}]*\}\s*\{\s*d\s*(?:\\[,;]\s*)?\\?\1\s*\}")
_D_IS_SAID = re.compile(r"\$d\$ (?:is|be|denotes?) (?:the|an?) (?:\w+ )?(?:dimension|number|integer|constant|scalar)")
_CONDITIONS = {  # how else than by the adjective a text may state a condition
    "symmetric": r"symmetry\b|symmetri[sz]|symm?[ée]tri(?!c)|self-adjoint",
    "invertible": r"\bnone\b[^.]*\bzero|eigenvalues[^.]*(?:zero|vanish)|inversib|invertierb|regul[aä]r|unimodular",
    "\\ne 0": r"\bnone\b[^.]*\bzero|\bnone\b[^.]*\bvanish",
}


def doubt(link: Link, claim: Claim) -> str:
    """Why a statement that fails need not be false as it is meant; empty when nothing tells so."""
    if link.scope is not None and is_foreign(link.scope.words):
        return FOREIGN
    if _is_order(link) and free(claim.conclusion):
        return COMPARED
    if link.scope is not None and _SLOPE.search(link.span.text) and _D_IS_SAID.search(link.scope.said):
        return AS_NUMBER
    if fitting.is_instance(link) and link.relation == "=" and not free(claim.conclusion):
        return REPEATED.format(link.left.strip())
    return _particular(link, claim)


def is_foreign(words: frozenset[str]) -> bool:
    """Whether the words of a document are those of another language than English."""
    return len(words & _OTHERS) > max(2, len(words & _ENGLISH))


def states(latex: str, said: str) -> bool:
    """Whether a text may state, in words that are not read as such, the condition that a step needs."""
    return any(kind in latex and re.search(words, said, re.IGNORECASE) for kind, words in _CONDITIONS.items())


def _is_order(link: Link) -> bool:
    """Whether two letters are compared."""
    plain = all(side is not None and name_of(side) is not None for side in (link.left_node, link.right_node))
    return link.relation in ("<", ">", "≤", "≥", "≠") and plain


def _particular(link: Link, claim: Claim) -> str:
    """An equation between what has several values and a value in numbers, which holds for some letters only."""
    if claim.conclusion.operation is not EQUAL or not _in_numbers(link.right_node):
        return ""
    left, right = claim.conclusion.arguments
    letters = sorted(x.name for x in free(left) if isinstance(x, Symbol))
    return PARTICULAR.format(", ".join(letters)) if letters and not free(right) and _varies(claim, left) else ""


def _in_numbers(node: Node | None) -> bool:
    """Whether something is written in numbers alone, and is more than a 0 or a 1."""
    inside = list(parts(node)) if node is not None else []
    plain = isinstance(node, Num) and node.value in (0, 1)
    return bool(inside) and not plain and not any(isinstance(part, Letter) for part in inside)


def _varies(claim: Claim, side: Expression) -> bool:
    """Whether a side has several values where all that is supposed holds; of a slope, whether it ever has this one."""
    letters = [x for x in free(claim.conclusion).union(*map(free, claim.hypotheses)) if isinstance(x, Symbol)]
    twins: dict[Symbol, Expression] = {x: Symbol(f"{x.name}~", x.rows, x.columns) for x in letters}
    try:
        again = tuple(p for q in claim.hypotheses if isinstance(p := substitute(q, twins), Apply))
        equal = EQUAL(side, substitute(side, twins))
    except ShapeError:  # a derivative is not one by a letter of another name
        return judge(Claim(claim.hypotheses, UNEQUAL(*claim.conclusion.arguments))).verdict == "refuted"
    return judge(Claim((*claim.hypotheses, *again), equal)).verdict == "refuted"
