"""Whether a name is free to get a meaning, or an equation about it is a claim since something gives its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from derivations.reading.events import name_of
from derivations.reading.letters.lookup import entry_of_member
from derivations.reading.names import index_terms, is_label, plain, symbol_name, with_scripts
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.cues import finished, lets
from derivations.reading.playing.governing import concludes, governed
from derivations.reading.recurrences import timed
from derivations.reading.scope import Scope, base_of
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Letter, Node, Scripts, parts
from derivations.reading.unrolling import is_member

_GIVING = re.compile(r"\b(?:entr(?:y|ies)|components?|coordinates?|elements?)\b[^.,;:]*$")
_THING = (
    r"gradients?|hessian|jacobian|derivatives?|slope|curvature|determinant|trace|inverse|transpose|rank|norm|length"
    r"|distance|eigenvalues?|singular values?|moment|average|projection|cosine|area|volume|symmetric part"
    r"|(?:sum|product|number|mean)(?= of)|(?:minimi[sz]|maximi[sz])(?:er|ing\b[^;.]*?)"
    r"|(?:minimum|maximum|minimal|maximal|optimal|least|greatest|smallest|largest)(?: value)?"
)
_SAID = r"is|are|becomes?|equals?|reads?|,|:|therefore|then|comes? (?:out )?(?:as|to)|(?:works|turns) out (?:as|to be)"
COMPUTED = re.compile(  # what is then called by a name has a value already
    rf"\b(?:{_THING})(?:\s+(?:of|at|with|value|along|between|on|in)\b[^;.]*?)?"
    rf"\s*(?:{_SAID}|evaluates? to|amounts? to|as)*\s*$"
)
_SOUGHT = re.compile(
    r"\b(?:solutions?|solv\w+|minimi\w+|maximi\w+|optim\w+|roots?|critical|stationary|projection|eigenvalues?"
    r"|(?:least[- ]squares|ridge|likelihood|map) (?:solution|estimat\w+)|mle|at the estimate)\b(?!\s*:)"
    r"(?![^.;]*\bform\b)"  # of a form that the equation introduces
)
_ARRIVES = re.compile(r"\b(?:arrives? at|it is)\s*:?\s*$")
_EQUATED = re.compile(
    r"\b(?:set(?:s|ting)?|equat\w+|put(?:s|ting)?) (?:[\w-]+ ){0,4}?(?:to|equal to) (?:zero|0)\b|\bsolving\b"
)
_ROUNDED = re.compile(r"\bnumerically\b|\brounded\b|\bto \w+ (?:decimal |significant )?(?:digits|decimals|places)\b")


def given_already(scope: Scope, name: str, left: Node, right: Sequence[Token], cue: str) -> bool:
    """Whether a name without parameters has a value by something said before, of which it is a part or a member."""
    names = _names(right)
    if name in ("e", "pi") and [token.text for token in right if "." in token.text]:
        return True  # 2.718 is not e
    if is_member(scope, name, names, formerly=concludes(cue)):
        return True
    if not isinstance(left, Scripts) or not left.sub:
        return False
    if isinstance(left.base, Letter) and entry_of_member(scope, symbol_name(left.base), left.sub):
        return True  # h_{t,i} beside h_t
    return _is_entry(scope, left, names, cue)


def _is_entry(scope: Scope, left: Scripts, names: set[str], cue: str) -> bool:
    """Whether an index means an entry, or a row or column, of what is known."""
    terms = index_terms(left.sub) if left.sub else None
    if not terms or not isinstance(left.base, Letter) or not all(is_label(sup) for sup in left.sups):
        return False
    symbol = symbol_name(left.base)
    base = with_scripts(symbol, "", plain(left.sups[0]) if left.sups else "", left.primes)
    made, family = scope.defined.get(base), scope.indexed.get(base)
    if made is not None and made.again is not None and made.recent and all(term.isdigit() for term in terms):
        return True  # x_3 beside x_i = i^2
    if made is not None and made.value is not None and made.again is None and made.recent and not made.parameters:
        return True  # s_i after s = softmax(z)
    if family is not None and (family.rows_of is not None or family.whole is not None):
        return True  # a column of a matrix
    whole = scope.find(symbol.upper()) if len(symbol) == 1 and len(terms) == 2 else None
    if concludes(cue) and whole is not None and whole.kind == "matrix" and scope.find(base) is None:
        return True  # w_ij after W
    if concludes(cue) and (family is not None or symbol == "delta"):
        return True
    known = scope.find(base)
    if known is None or known.origin != "stated" or symbol in scope.times or known.kind == "scalar":
        return False
    if len(terms) == 1 and terms[0].isdigit() and known.kind == "matrix":
        return False  # W_1 beside W
    if terms[0].isdigit() and _steps(scope, names, symbol):
        return False  # x_1 after x_0
    return _speaks_of_itself(names, symbol) or not (lets(cue) or _GIVING.search(cue) or _is_plain(scope, base, cue))


def _speaks_of_itself(names: set[str], symbol: str) -> bool:
    return any(base_of(name) == base_of(symbol) for name in names)


def _steps(scope: Scope, names: set[str], symbol: str) -> bool:
    """Whether a number below a letter counts steps: one of them is 0, or has a value."""
    return f"{symbol}_{{0}}" in names or any(name.startswith(f"{symbol}_{{") for name in scope.defined)


def _is_plain(scope: Scope, base: str, cue: str) -> bool:
    """Whether nothing is said of a letter but its shape, and no word concludes."""
    known = scope.find(base)
    said = known is None or known.properties or base in scope.described or base in scope.laws
    return not said and not concludes(cue)


def _names(tokens: Sequence[Token]) -> set[str]:
    with suppress(Unread):
        return {found.name for part in parts(parsed(tokens)) if (found := name_of(part)) is not None}
    return set()


def only_in_words(scope: Scope, name: str, cue: str) -> bool:
    """Whether words alone say how to compute what a name is given to, so that its value is claimed."""
    names = {name, name.partition("_{")[0]}
    if finished(cue):
        return bool(names & scope.valued)
    if _EQUATED.search(cue):
        return True
    if lets(cue) and governed(cue, inline=False) != "claimed":
        return False
    if COMPUTED.search(cue) or rounded(cue):
        return True
    if names & (scope.tainted.keys() | scope.valued) or concludes(cue):
        return True
    decorated = base_of(name) != name and not timed(name)
    return decorated and bool(_SOUGHT.search(cue) or _ARRIVES.search(cue))


def rounded(cue: str) -> bool:
    """Whether words say that a number is not exact."""
    return bool(_ROUNDED.search(cue))
