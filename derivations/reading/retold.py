r"""Sentences on notation that give a sign another meaning than the usual one: vec stacks rows, upper numbers count.

A section's text, as `clashes.written` has it, is cut into clauses. A clause speaks of a sign by a word (superscripts,
sums) or by a formula that is nothing but the sign ($\sum_{i=a}^b$). What it affirms and what it denies are compared
with what the sign usually means; where they tell of something else, no formula with the sign is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from derivations.reading import notations
from derivations.reading.notations import Notation
from derivations.reading.prose.clauses import Clause, clauses
from derivations.reading.transposed import transposed

_NEVER = r"(?!)"


@dataclass(frozen=True)
class Sign:
    """How a clause speaks of a sign, in words or by a formula, what it usually means, what else it may, where it is."""

    words: re.Pattern[str]
    looks: re.Pattern[str]  # of a whole formula
    usual: re.Pattern[str]
    other: re.Pattern[str]
    construct: str  # in tokens; {0} and {1} are the groups of `looks`


def _sign(words: str, looks: str, usual: str, other: str, construct: str) -> Sign:
    told = (re.compile(pattern, re.IGNORECASE) for pattern in (words, usual, other))
    spoken, means, differs = told
    return Sign(spoken, re.compile(looks), means, differs, construct)


_ABOVE = r"(?:superscripts?|(?:upper|raised|high) (?:ind(?:ex|ices)|numbers?|figures?|digits?|letters?|integers?)"
_UPSTAIRS = r"|(?:numbers?|ind(?:ex|ices)|figures?|digits?|letters?) (?:on top|above|upstairs))"
_LETTER = r"(?:\\(?:mathbf|bm|boldsymbol|mathrm)\{\\?[a-zA-Z]+\}|\\?[a-zA-Z]+)"
_RANGE = (
    r"\bexclud\w+|\bexclusive\b|\bexcept\b|\bbut (?:not )?(?:for )?(?:the )?(?:\$|one\b|last|first|final)|\bomit\w*"
    r"|\bskip\w*|\bleav\w+ out|\bleft out|half-open|\b(?:stops?|ends?) (?:one |just |right )?(?:before|short|early)"
    r"|\bstrictly (?:below|less|before|smaller)|\bup to but|\bpython|\brange\("
    r"|\b(?:starts?|begins?) (?:at|from|with) (?:zero\b|\$?0\b)|\bnot (?:included|counted|part of)"
)
_SUMS = (
    r"\b(?:(?:an?|all|every|each|any|our|no) (?:\w+ )?(?:sum|product)s?|sums|summations?|summation signs?|products)\b"
    r"(?=[^$]*\b(?:runs?|goes|go|range|ranges|extends?|limits?|bounds?|over|convention|starts?|begins?|stops?|ends?))"
)
_NO_POWER = r"(?:\b(?:iterat\w+|steps?|layers?|labels?|epochs?|rounds?|apply|applied|applications?|compos\w+|samples?))"
SIGNS = (
    _sign(rf"\b{_ABOVE}{_UPSTAIRS}",
          rf"{_LETTER}(?:_\w|_\{{\w+\}})?\^(?:\d|[a-su-z]|\{{\d+\}}|\{{[a-su-z]\}})",
          r"\b(?:exponents?|powers?|squared?|cubed?)\b", _NO_POWER,
          r"\^ (?:\{ )?(?:\d+|[a-su-zA-SU-Z])(?: \}|(?!\S))"),
    _sign(r"\b(?:upper|superscript|raised|high) \$?T\$?(?!\w)|\$T\$ (?:above|on top|upstairs|as (?:a )?superscript)",
          r"(?:[a-zA-Z]|\\cdot)?\^(?:T|\{T\})", r"\btranspos\w*",
          r"\$?T\$?(?: \w+){0,7} (?:exponents?|powers?|horizon|label|number of|whole number|last|time|teacher)",
          r"\^ (?:\{ )?T(?!\S)"),
    _sign(_NEVER, rf"{_LETTER}\^\{{?\\?[dt]?(?:frac)?\{{?1\}}?/?\{{?2\}}?\}}?",
          r"\broots?\b|\bsqrtm\b|\bcholesky", r"\bentr(?:y|ies)|\belement-?wise|sqrt\(", r"\^ \{ (?:1 / 2|\\frac)"),
    _sign(_NEVER, r"\(?[A-Za-z]\)?(?:_\{?\w+,?\w*\}?\^\{?\d\}?|\^\{?\d\}?_\{?\w+,?\w*\}?)",
          r"\bsquared?\b|\bthe number\b",
          r"\b(?:entry|element)\b[^$]*(?:\$[^$]*\$)?[^$]*\bof (?:the )?(?:matrix|power|square|product|\$[A-Z]\^)",
          r"_ (?:\w|\{ [^{}]* \}) \^|\^ (?:\d|\{ \d \}) _"),
    _sign(_SUMS, r"\\sum(?:\\limits)?(?:_(?:\w|\{[^{}]*\}))?(?:\^(?:\w|\{[^{}]*\}))?", r"\bsums?\b|\binclu", _RANGE,
          r"\\sum"),
    _sign(_SUMS.replace("sum", "product"), r"\\prod(?:\\limits)?(?:_(?:\w|\{[^{}]*\}))?(?:\^(?:\w|\{[^{}]*\}))?",
          r"\bproducts?\b|\binclu", _RANGE, r"\\prod"),
    _sign(r"\bempty products?\b|\bproducts? without (?:any )?(?:factors|terms)|\bproduct [^.;]{0,30}without factors",
          _NEVER, r"\$?1\b|\bone\b", r"\$0\$|\bzero\b", r"\\prod"),
    _sign(r"\bempty sums?\b|\bsums? without (?:any )?(?:summands|terms)", _NEVER, r"\$?0\b|\bzero\b", r"\$1\$|\bone\b",
          r"\\sum"),
    _sign(r"\b(?:vec\b|vectori[sz]\w+|flatten\w*|unroll\w* (?:of )?(?:a |the )?matri\w+)",
          r"\\?(?:operatorname\{|mathrm\{|text\{)?vec\}?(?:\(?\\?[A-Za-z]\)?)?", r"\bcolumns?\b",
          r"\brows?\b(?! vectors?)|\brow-|\bC order|\bravel|\breshape", r"vec(?![a-z])"),
    _sign(r"\bdivi(?:sions?|ding|ded) by (?:zero|\$?0\b)|\$(?:\w/0|\\frac\{?\w\}?\{?0\}?)(?:=[^$]*)?\$",
          _NEVER, r"\b(?:undefined|forbidden|impossible|error|nan|infinit\w*|never|avoid\w*)\b",
          r"\b(?:returns?|gives?|yields?|counts? as|produces?|results? in|evaluates? to|means|replaced|skipped)\b"
          r"|\bignored\b"
          r"|(?:\bis|\bbe|=)(?: \w+){0,3} ?\$?(?:0|1|zero|one)\b|/0=|\}?\{?0\}=", r"\\[dt]?frac|/|\^ \{ -"),
    _sign(r"\bmatrix (?:exponentials?|logarithms?)\b|\bexponentials? of (?:a )?matri\w+",
          r"\\(?:exp|log)(?:\([A-Za-z]\))?",
          r"\b(?:np|numpy|torch|math|jnp|tf|jax)\.(?:\w+\.)*(?:exp|log)\b|\bnatural|\bentr(?:y|ies)|\belement-?wise",
          r"\b(?:expm|logm)\b|\bmatrix (?:exponential|logarithm|function)|\bpower series",
          r"\\(?:exp|log)(?![a-zA-Z])"),
)  # fmt: skip
_NORM = re.compile(r"\\\|(?P<of>\\?[A-Za-z]+)\\\|_\{?(?P<index>1|2|\\infty|\*|p)\}?")
_OF_COLUMNS = {"1": "sum|absolute|manhattan|taxicab", "2": "euclid|root|length", "\\infty": "max|larg|biggest|sup"}
_OF_MATRICES = {
    "1": "induced|operator|column", "2": "induced|operator|spectral|singular|eigenvalue",
    "\\infty": "induced|operator|row",
    "*": "nuclear|trace|singular",
}  # fmt: skip
_SAYS = re.compile(
    r"\b(?:is|are|be|denot\w+|means?|stands?|read|understood|interpreted|we (?:write|mean)|taken|defined|runs?|goes"
    r"|extends|ranges?|counts?|sums|stops?|starts?|marks?|numbers|labels?|multiplies|adds|stacks?|lists?)\b",
    re.IGNORECASE,
)
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
_CUSTOM = re.compile(
    r"\b(?:usual|ordinary|standard|common|customary|as always|self-explanatory|familiar)\b", re.IGNORECASE
)
_FOR_CODE = re.compile(
    r"\b(?:for|is|are|means?|denotes?|as|by|of|call|computes?|returns?|gives?|stands)\s+(?:the |what |result of )*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]+`|\b[a-z]\w*(?:\.[a-z]\w*)+\b(?:\([^()]*\))?")
_USUAL_CODE = re.compile(
    r"\.T\b|transpose|linalg\.(?:inv|det|norm|solve|slogdet|cholesky)\b|\binv\(|@|\bkron\b|trace|sqrtm|matrix_power"
    r"|\bsum\b|\bmean\b|\bdot\(|outer|\bdiag\(|(?:np|numpy|torch|math|jnp|tf)\.(?:exp|log|abs|maximum|max|min|tanh|eye)\b"
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
        if not (notation.usual.search(words) or _CUSTOM.search(words) or _USUAL_CODE.search(words)):
            yield notation.construct.pattern


def _differs(sign: Sign, clause: Clause) -> bool:
    """Whether a clause says of a sign what it does not usually mean, or denies what it does."""
    shown = any(sign.looks.fullmatch(formula) for formula in clause.formulas)
    if not shown and not sign.words.search(clause.text):
        return False
    if sign is SIGNS[0] and _PARENTHESES.search(clause.text):
        return False  # x^{(i)} is no power anyway
    if not sign.words.search(clause.text) and not _SAYS.search(clause.words) and not clause.denied:
        return False
    if any(sign.usual.search(denied) for denied in clause.denied):
        return True
    return bool(sign.other.search(clause.affirmed))


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
        if said and usual and not re.search(usual, said["what"], re.IGNORECASE) and not _CUSTOM.search(said["what"]):
            index = re.escape(found["index"])
            yield rf"(?:\\\||\\[rlR]?[vV]ert) _ (?:\{{ )?{index}(?!\w)"


def _meant(clause: Clause) -> Iterator[tuple[Notation, str]]:
    """The notations that a clause speaks of by formulas, with what it says they mean, also by code."""
    for notation in notations.TABLE:
        for match in re.finditer(rf"\$(?:{notation.looks})\$", clause.affirmed):
            before, after = clause.affirmed[: match.start()], clause.affirmed[match.end() :]
            named = _MEANT.match(after) or (_NAMED.search(before) and _VERB.match(after)) or None
            code = _CODE.search(after)
            if code and _FOR_CODE.search(after[: code.start()]):
                yield notation, code[0]
            elif named is not None and re.search(r"[a-z]{3}", named["what"]):
                yield notation, re.split(r",? (?:so|then|where|hence|thus)\b", named["what"])[0]
