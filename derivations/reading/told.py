"""Signs that a text may give another meaning: how it speaks of them, what they usually mean, and what else they may."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


_RAISED = r"(?:superscripts?|(?:upper|raised|high) (?:ind(?:ex|ices)|numbers?|figures?|digits?|letters?|integers?)"
_UPSTAIRS = r"|(?:numbers?|ind(?:ex|ices)|figures?|digits?|letters?)(?: \w+){0,2} (?:on top|above|upstairs))"
_LETTER = r"(?:\\(?:mathbf|bm|boldsymbol|mathrm)\{\\?[a-zA-Z]+\}|\\?[a-zA-Z]+)"
_RANGE = (
    r"\bexclud\w+|\bexclusive\b|\bexcept\b|\bbut (?:not )?(?:for )?(?:the )?(?:\$|one\b|last|first|final)|\bomit\w*"
    r"|\bskip\w*|\bleav\w+ out|\bleft out|half-open|\b(?:stops?|ends?) (?:one |just |right )?(?:before|short|early)"
    r"|\bstrictly (?:below|less|before|smaller)|\bup to but|\bpython|\brange\("
    r"|\blimit is not\b|\b(?:starts?|begins?) (?:at|from|with) (?:zero\b|\$?0\b)|\bnot (?:included|counted|part of)"
)
_SUMS = (
    r"\b(?:(?:an?|all|every|each|any|our|no) (?:\w+ )?(?:sum|product)s?|sums|summations?|summation signs?|products)\b"
    r"(?=[^$]*\b(?:runs?|goes|go|range|ranges|extends?|limits?|bounds?|over|convention|starts?|begins?|stops?|ends?))"
    r"|\b(?:limits?|bounds?|ends?) of (?:the |a |our )?(?:sum|summation)s?\b"
)
_NO_POWER = (
    r"(?:\b(?:iterat\w+|steps?|layers?|labels?|epochs?|rounds?|apply|applied|applications?|compos\w+|samples?"
    r"|versions?|(?:is|are|as|but|numbers?) (?:an? |the )?(?:[\w-]+ )?(?:ind(?:ex|ices)|place|position|coordinates?"
    r"|components?))\b)"
)
ABOVE = _sign(
    rf"\b{_RAISED}{_UPSTAIRS}",
    rf"{_LETTER}(?:_\w|_\{{\w+\}})?\^(?:\d|[a-su-z]|\{{\d+\}}|\{{[a-su-z]\}})",
    r"\b(?:exponents?|powers?|squared?|cubed?)\b",
    _NO_POWER,
    r"\^ (?:\{ )?(?:\d+|[a-su-zA-SU-Z])(?: \}|(?!\S))",
)
SIGNS = (
    ABOVE,
    _sign(r"\b(?:upper|superscript|raised|high) \$?T\$?(?!\w)|\$T\$ (?:above|on top|upstairs|as (?:a )?superscript)",
          r"(?:[a-zA-Z]|\\cdot)?\^(?:T|\{T\})", r"\btranspos\w*",
          r"\$?T\$?(?: \w+){0,7} (?:exponents?|powers?|horizon|label|number of|whole number|last|time|teacher)",
          r"\^ (?:\{ )?T(?!\S)"),
    _sign(_NEVER, rf"{_LETTER}\^\{{?\\?[dt]?(?:frac)?\{{?1\}}?/?\{{?2\}}?\}}?",
          r"\broots?\b|\bsqrtm\b|\bcholesky", r"\bentr(?:y|ies)|\belement-?wise|sqrt\(", r"\^ \{ (?:1 / 2|\\frac)"),
    _sign(_NEVER, r"\(?[A-Za-z]\)?(?:_\{?\w+,?\w*\}?\^\{?\d\}?|\^\{?\d\}?_\{?\w+,?\w*\}?)",
          r"\bsquared?\b|\bthe number\b",
          r"\b(?:entry|element)\b(?:[^$]*\$[^$]*\$){0,3}[^$]*\bof (?:the )?(?:matrix|power|square|product|\$[A-Z]\^)",
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
    _sign(r"\bdivi(?:sions?|ding|ded) by (?:zero|\$?0\b)|`[^`]*/ ?0(?:\.0*)? ?`"
          r"|\$(?:\w/0|\\frac\{?\w\}?\{?0\}?)(?:=[^$]*)?\$",
          _NEVER, r"\b(?:undefined|forbidden|impossible|error|nan|infinit\w*|never|avoid\w*)\b",
          r"\b(?:returns?|gives?|yields?|counts? as|produces?|results? in|evaluates? to|means|replaced|skipped)\b"
          r"|\bignored\b"
          r"|(?:\bis|\bbe|=)(?: \w+){0,3} ?\$?(?:0|1|zero|one)\b|/0=|\}?\{?0\}=", r"\\[dt]?frac|/|\^ \{ -"),
    _sign(r"\bmatrix (?:exponentials?|logarithms?)\b|\bexponentials? of (?:a )?matri\w+",
          r"\\(?:exp|log)(?:\([A-Za-z]\))?",
          r"\b(?:np|numpy|torch|math|jnp|tf|jax)\.(?:\w+\.)*(?:exp|log)\b|\bnatural|\bentr(?:y|ies)|\belement-?wise",
          r"\b(?:expm|logm)\b|\bmatrix (?:exponential|logarithm|function)|\bpower series",
          r"\\(?:exp|log)(?![a-zA-Z])"),
    _sign(r"\b(?:fractions|quotients|divisions?|ratios|slash(?:es)?|(?:an?|every|each) (?:fraction|quotient))\b"
          r"(?=[^$]*\b(?:is|are|means?|gets?)\b)", r"/",
          _NEVER, r"\bround(?:ed|s|ing)?\b|\bfloor|\binteger (?:part|division)|\btruncat\w+", r"\\[dt]?frac|/"),
    _sign(_NEVER, rf"{_LETTER}\^\{{-1\}}", r"\binverse", r"\bpseudo|generali[sz]ed|\bmoore|\b(?:left|right)[- ]inverse"
          r"|\bentr(?:y|ies)|\belement", r"\^ \{ - 1 \}"),
    _sign(_NEVER, r"\\sqrt(?:\{?\\?\w+\}?|\{?\\cdot\}?)?", r"\bsquare root",
          r"\bcub(?:e|ic)\b|\bfourth\b|\bentr|\bthird",
          r"\\sqrt"),
    _sign(r"\bplus signs?\b", r"\+|[a-zA-Z]\+[a-zA-Z]", r"\b(?:addition|plus)\b",
          r"\b(?:max\w*|min\w*|concatenat\w*|union|join\w*|direct sum|exclusive|xor|modulo)\b", r"\+"),
    _sign(r"\bequals? signs?\b|\bequality signs?\b", r"=", r"\bexact",
          r"\bup to\b|\bmodulo\b|\bapproximat\w*|\bdistribution|\balmost\b|\basymptotic|\border\b|\bassign", r"\S"),
    _sign(_NEVER, r"\\math(?:bf|bb|bbm)?\{?\s?1\}?(?:_\w)?", r"\bones\b|\bindicator",
          r"\bunit vectors?|\bbasis|\bidentity",
          r"\\math(?:bf|bb) (?:\{ )?1"),
    _sign(r"\b(?:bars?|overlines?) (?:in|over|above|on)\b", r"\\(?:bar|overline)\{?\\?\w\}?",
          r"\b(?:means?|averages?|centred|centered)\b(?! `)",
          r"\bmedian\b|\bmode\b|\bmaxim\w+|\bsum\b|\bupper bound|\btotal\b",
          r"\\(?:bar|overline)(?![a-z])"),
    _sign(r"\bprimes?\b(?! (?:number|factor|power|mod|field))(?=[^$]*\b(?:is|are|denotes?|means?|stands?|marks?)\b)",
          _NEVER, r"\btranspos|\bderivativ|\bslope",
          r"\bdifference|\bupdate|\bnext|\bperturb|\bnew\b|\bcopy|\bshift|\bneighbou?r|\bcomplement|\banother", r"'"),
    _sign(r"\bproducts of (?:matrices|vectors)\b|\bmatrix products?\b(?= (?:is|are)\b)", r"[A-Za-z][A-Za-z]",
          r"\busual|\bordinary", r"\bhadamard|\b(?:entry|element|component)-?wise|\bkronecker|\bconvol|` ?\w \* \w ?`",
          r"[A-Za-z)\]}] (?:\\[a-zA-Z]+ |\{ )*[A-Za-z(]"),
    _sign(_NEVER, r"\|\\?[a-zA-Z]+\||\|\\cdot\|", r"\babsolute|\bmodulus|\bdeterminant",
          r"\b(?:integer part|floor|ceiling|fractional|sign|number of|largest)\b", r"(?<!\S)(?:\||\\[lr]?vert)(?!\S)"),
)  # fmt: skip
