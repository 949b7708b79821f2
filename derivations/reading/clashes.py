r"""Symbols to which the text gives another meaning than convention does: what they stand in is not read.

A section's text, as `written` has it, is searched for words such as "spectral norm"; where a formula has what these
words speak of, Unread says both: the text says spectral norm, and ‖A‖ would be read as the Frobenius norm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from derivations.reading import notations, retold
from derivations.reading.names import INDEX_LETTERS, index_terms, plain, symbol_name
from derivations.reading.scope import Defined, Scope, base_of
from derivations.reading.source import Clashing, Span, Token, Unread
from derivations.reading.syntax import Bars, Infix, Letter, Node, Num, Scripts
from derivations.reading.values import Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

_BARS = re.compile(r"\\(?:lvert|rvert|vert)(?![a-zA-Z])")
_TWO_BARS = re.compile(r"\\(?:lVert|rVert|Vert)(?![a-zA-Z])")
_STRETCHED = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![a-zA-Z])|\\[,;:! ]")
_SPACE = re.compile(r"(?<![a-zA-Z])\s+|\s+(?![a-zA-Z])")  # but for those that end a command


@lru_cache(maxsize=4096)
def _says(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where a text has a pattern; asked again and again while a section is played."""
    return pattern.search(text)


def _mentions(scope: Scope, pattern: str) -> bool:
    return _says(re.compile(pattern, re.IGNORECASE), scope.said) is not None


def written(formula: str) -> str:
    """A formula as it stands in a section's text: between dollars, without spaces, with bars of one kind each."""
    bare = _TWO_BARS.sub(r"\\|", _BARS.sub("|", formula))
    return f" ${_SPACE.sub('', _STRETCHED.sub('', bare).strip())}$ "


@dataclass(frozen=True)
class Clash:
    """What a text says, the construct of formulas that it bears on, and what is then to be said of it."""

    says: re.Pattern[str]
    construct: re.Pattern[str]  # in the tokens of a relation's side, with spaces between them
    reason: str


def _clash(says: str, construct: str, reason: str) -> Clash:
    return Clash(re.compile(says, re.IGNORECASE), re.compile(construct), reason)


_CONJUGATE = r"complex conjugat\w+|conjugate transpose|hermitian|\badjoint of|\bits adjoint|conjugate of"
_OTHER_PRODUCT = r"(?:weighted|induced|another) inner product|-inner product|inner product (?:induced|weighted)"
_ENTRYWISE = (
    r"(?:products?|juxtaposition|star|\bdot|\$?(?:\*|\\cdot|\\ast)\$?|`\*`)(?:(?!\\odot|\\circ|hadamard)[^.;]){0,60}"
    r"(?:\b(?:are|is|means?|be)|:) (?:always |taken |to be (?:read )?|understood )?(?:as )?"
    r"(?:entry|element|component)-?wise(?! product)"
)
_COMPLEX = (
    r"(?:numbers?|entries|matri(?:x|ces)|vectors?|scalars?|\$[a-zA-Z](?:,[a-zA-Z])?\$) (?:are|is|be|may be|has|have)"
    r" (?:all |now |in general )?complex\b"
    r"|\bcomplex (?:numbers?|matri(?:x|ces)|vectors?|scalars?|entries|valued|case|field)"
)
_OTHER_NORM = (
    r"\bnorms?\b[^.;]{0,40}\b(?:being|is|are|means?|taken|to be)\b[^.;]{0,25}(?:\\ell_\{?(?:1|\\infty|p|0)\}?(?!\w)"
    r"|\b(?:max|sup|infinity|manhattan|taxicab|sum of (?:the )?absolute))|"
    r"\\\|(?:\\cdot|[a-z])\\\|\$ (?:is|be|denotes?|means|stands for) (?:here |always )?the (?:sum|max|largest)"
)
_SHORTHAND = (
    r"\$[A-Za-z]/[A-Za-z]\$ (?:as (?:a )?shorthand|is short|for|stands|means)|integer division|round(?:s|ed|ing) down"
)
_COMPOSITION = (
    r"(?:apply|applying|applied|iterat\w+) \$?[a-zA-Z]\$? twice|stands for the composition"
    r"|composition of (?:them|functions)"
)
_OTHER_NUMBERS = (
    r"\bmod(?:ulo)? (?:the (?:prime|number) )?\$? ?(?:\d|[a-z] ?\$)|\bmodular arithmetic|\bfinite fields?\b|\bGF\("
    r"|\bfields? (?:with|of) (?:two|three|four|five|\$\w+\$) elements|\\mathbb\{F\}_|\bexclusive or\b"
    r"|\bxor\b(?! (?:with|data|problem|points?|examples?|labels?|kernel|function|task|gate|pattern))"
    r"|\bboolean (?:algebra|arithmetic)"
)
_STAR = (
    r"(?:\bstars?|\basterisks?|\$(?:\*|\\ast|\\star)\$|`\*`)[^.;]{0,60}?"
    r"(?:(?:entry|element|component)-?wise product|hadamard product|convolution)"
)
_OPERATION = (
    r"\b(?:operations?|operators?|product|define\w*|let|write|symbol)\b[^.$]{0,60} \$[a-zA-Z]"
    r"(?:\*|\\(?:ast|star|diamond|bullet|oplus|odot|otimes|circ)) ?[a-zA-Z]:?="
)
_RANGES = (
    r"\bsums?\b(?: without (?:limits?|ranges?|bounds|an? \w+))?[^.;$]{0,40}\b(?:run|range|go|extend|taken)\w*\b"
    r"[^.;$]{0,30}\$(?![a-zA-Z]=1,\\[lc]?dots(?:,|c,)[a-zA-Z]\$)[a-zA-Z][^$]*[=\\][^$]*\$"
)
TABLE = (
    _clash(_RANGES, r"\\(?:sum|prod) (?!(?:\\limits )?_ (?:\S+|\{ [^{}]* \}) \^)",
           "so that sums may run over something else"),
    _clash(r"\bsums? (?:exclud|omit|skip|leav)\w*", r"\\(?:sum|prod)", "so that sums may run over something else"),
    _clash(r"einstein|(?:summation|sum) convention|repeated (?:ind|subscript)\w+", r"_",
           "so that a product may be summed over an index"),
    _clash(r"\bgradients?\b(?:(?!column|jacobian|derivativ|transpos)[^.;]){0,30}\b(?:are|is|be|as)\b"
           r"(?:(?!column|not)[^.;]){0,20}\brows?\b(?! of)", r"\\nabla", "so that a gradient is no column"),
    _clash(r"\bbars?\b[^.;]{0,40}\b(?:absolute|entry|element|component)", r"(?:\||\\[lr]?vert) (?:\\mathbf \{ )?[A-Z]",
           "so that |A| is no determinant"),
    _clash(r"square roots? of (?:the |its |all )?(?:single )?entries"
           r"|(?:roots?|powers?)\b[^.;]{0,40}(?:entry|element)-?wise",
           r"\^ \{ -? ?1 / 2 \}|\\sqrt|\\frac 1 2 \}", "so that its roots may be of entries"),
    _clash(r"\$\\langle[^$]*\\rangle\$ (?:for|instead of|means?|denotes?|as|stands for)[^$.]{0,20}"
           r"\$[^$]*(?:[A-SU-Z]|[a-z]_i[a-z]_i[a-z]_i)", r"\\langle", "so that ⟨x, y⟩ is not x'y"),
    _clash(_OTHER_NUMBERS, r"\S", "and its numbers are no real ones"),
    _clash(r"\b(?:python|joins?|concatenat\w+)[^.;]{0,40}\b(?:lists?|strings?)\b|\blists?[^.;]{0,40}concatenat",
           r"\+", "so that + may join lists"),
    _clash(r"\bevents? \$", r"(?<!\d )1 (?:\} )?_ (?:\{ )?[A-Z]", "so that a 1 with an index may be an indicator"),
    _clash(_STAR, r"(?<!\^ )(?<!\{ )\*|\\ast|\\star", "so that a star is no matrix product"),
    _clash(_OPERATION, r"\\(?:ast|star|diamond|bullet|oplus|odot|otimes|circ)(?![a-zA-Z])|(?<!\^ )(?<!\{ )\*",
           "so that the sign is an operation of its own"),
    _clash(r"transposed? layout|layout[^.]{0,40}\btranspos", r"\\partial|\\nabla",
           "so that its derivatives lie the other way"),
    _clash(r"\b(?:use|with|as|are|by) row vectors\b|row[- ]vector convention|vectors are rows\b", r"\( -? ?[\w.]+ ,",
           "so that lists of entries are rows"),
    _clash(r"matrix exponential", r"(?:e|\\mathrm e) \^ (?:\{ )?-? ?(?:t )?[A-Z]|\\exp \(? ?-? ?(?:t )?[A-Z]",
           "which is not read"),
    _clash(_CONJUGATE, r"\^ (?:\{ )?(?:\*|\\star|\\ast|\\dagger|H|\\mathsf H|\\mathrm H)(?![a-zA-Z])",
           "so that what stands above is a conjugate; complex numbers are not read"),
    _clash(r"complex conjugat\w+|conjugate of|\bhermitian", r"\\(?:bar|overline)(?![a-zA-Z])",
           "so that a bar may be a conjugate; complex numbers are not read"),
    _clash(r"(?:positive|negative) parts?", r"\^ (?:[+-](?! ?\d)|\{ [+-] \})",
           "so that a sign above is no pseudo-inverse"),
    _clash(r"convol(?:ution|ve)\w*", r"(?<!\^ )(?<!\{ )(?<!_ )(?<!\d )(?:\*|\\ast(?![a-zA-Z]))(?! \})(?! \d)",
           "so that * may be a convolution rather than a product"),
    _clash(_OTHER_PRODUCT, r"\\langle", "so that ⟨x, y⟩ is not x'y"),
    _clash(_ENTRYWISE, r"\S \S", "so that products in it may be entrywise"),
    _clash(_COMPLEX, r"\S", "and only real numbers are read"),
    _clash(_OTHER_NORM, r"\\(?:\||Vert|lVert|left \\\||norm)", "so that its norms are not Euclidean"),
    _clash(_SHORTHAND, r"(?<!\S)/(?!\S)|\\d?frac", "so that its fractions are no quotients"),
    _clash(r"\\circ\$ (?:\w+ )?(?:be|is|denotes?|means|stands)[^.$]{0,30}composition"
           r"|composition of (?:\w+ ){0,2}(?:maps|functions|operators)", r"\\circ(?![a-zA-Z])",
           "so that ∘ is no entrywise product"),
    _clash(_COMPOSITION, r"[a-zA-Z] \^ (?:\{ )?2|(?<!\S)([fgh]) [fgh](?!\S)", "so that it may be no product"),
)  # fmt: skip
_SHAPES = re.compile(r"\( [\\\w]+ \\times [\\\w]+ \) (?:\\(?:cdot|times) )?\( [\\\w]+ \\times")
_SCRIPTED = re.compile(r"_ (?:\{[^{}]*\}|\S+)|\^ \{ \( \w+ \) \}")
_IMAGINARY = re.compile(r"\$?([ij])\$? (?:be|is|denotes?|for|as) (?:the )?imaginary|imaginary unit,? \$([ij])\$")


def refuse(scope: Scope, tokens: Sequence[Token], span: Span) -> None:
    """Nothing where formulas mean here what they usually do. Unread."""
    formula = " ".join(token.text for token in tokens)
    if _SHAPES.search(formula):
        raise Unread("(n × k)(k × m) are shapes, and no numbers", span)
    for clash in TABLE:
        found = clash.construct.search(formula) and _says(clash.says, scope.said)
        if found:
            raise Unread(f"the text says {found[0]}, {clash.reason}", span)
    spelt = " ".join(f"{t.text}{t.argument}" for t in tokens)
    reason = notations.refused(scope.said, spelt) or retold.refused(scope.said, spelt)
    if reason:
        raise Unread(reason, span)
    if "\\langle" in formula:
        _refuse_product(scope, span)
    _refuse_primes(scope, formula, span)
    unit = _says(_IMAGINARY, scope.said)
    if unit and re.search(rf"(?<!\S){unit[1] or unit[2]}(?!\S)", _SCRIPTED.sub("", formula)):
        raise Unread(f"{unit[1] or unit[2]} is the imaginary unit here; complex numbers are not read", span)


def _refuse_primes(scope: Scope, formula: str, span: Span) -> None:
    """x'x where x' is a letter of its own looks like a transpose. Unread."""
    for found in re.finditer(r"(?<!\S)\\?([a-zA-Z]+) ' \\?\1(?!\S)", formula):
        if f"{found[1]}'" in scope.defined and not scope.prime_transposes:
            raise Unread(f"{found[1]}' is defined, and {found[1]}'{found[1]} looks like a transpose", span)


_PRODUCT = re.compile(
    r"(?:\b(?:let|define\w*|denot\w+|write|set|inner product|with|by)\b)[^.$]{0,80}"
    r"\$\\langle ?([a-zA-Z]|\\[a-z]+),([a-zA-Z]|\\[a-z]+)\\rangle(?:_\w)?:?=([^=$]+)[=$]",
    re.IGNORECASE,
)
_USUAL = frozenset([*INDEX_LETTERS, *"dT", "top", "sum", "cdot", "intercal", "operatorname", "tr", "mathrm", "limits"])


def _refuse_product(scope: Scope, span: Span) -> None:
    """The text gives ⟨x, y⟩ a meaning that has other letters than x and y."""
    for found in _PRODUCT.finditer(scope.said) if _says(_PRODUCT, scope.said) else ():
        letters = set(re.findall(r"[a-zA-Z]+(?![a-zA-Z])", found[3]))
        if letters - _USUAL - {found[1].lstrip("\\"), found[2].lstrip("\\")}:
            raise Unread(f"the text gives ⟨{found[1]}, {found[2]}⟩ another meaning than x'y", span)


_OF_MATRICES = (
    r"(?:spectral|operator|induced|nuclear|trace|schatten|matrix [12]) norms?"
    r"|(?<=\\\|\$ )(?:is|be|denotes?) (?:the |its )?(?:largest|maximum|maximal) singular value"
)
_OF_COLUMNS = (
    r"(?:(?:\$\\?ell_\{?(?:1|0|p|q|\\infty)\}?\$|\$L[_^]\{?(?:1|p|\\infty)\}?\$|\bL1|\bl1|\$[1p]\$|\b1|\$\\infty\$"
    r"|manhattan|taxicab|infinity|supremum|sup|max|maximum|weighted|energy|mahalanobis|dual|any|arbitrary)"
    r" ?[- ]norms?|norm induced|\\cdot\\\|\$ (?:be|is|denotes?) (?:a|some|an arbitrary) norm)"
)
_NORMS = (re.compile(_OF_MATRICES, re.IGNORECASE), re.compile(_OF_COLUMNS, re.IGNORECASE))
_INDEXED = re.compile(r"\\\|_(?!\{?(?:F|\\mathrm\{?F|\\text\{F|2)\b)")
_INDEXED_BY_TWO = re.compile(r"\\\|_(?!\{?(?:F|\\mathrm\{?F|\\text\{F)\b)")


def norm(scope: Scope, node: Bars, inside: Value) -> None:
    """‖A‖ without an index is the Frobenius or Euclidean norm, unless the text speaks of another one. Unread.

    A text that has an index below the other norm means the usual one where it has none.
    """
    column = inside.shape[1].is_one or inside.shape[0].is_one
    for pattern, indexed in zip(_NORMS, (_INDEXED_BY_TWO, _INDEXED), strict=True):
        found = _says(pattern, scope.said)
        if found and not _says(indexed, scope.said) and not (column and pattern is _NORMS[0]):
            usual = "Euclidean" if column else "Frobenius"
            raise Unread(f"the text says {found[0]}, and ‖·‖ would be read as the {usual} norm", node.span)


_COUNTED = re.compile(
    r"\$[^$]*\|[^$]*\$[^.$]{0,40}\b(?:number|cardinality|count|size|length) of"
    r"|\b(?:number|cardinality|count|size|length) of[^.$]{0,40}(?:\$[^$|]*\$[^.$]{0,20})?\$\|[^$|]*\|\$",
    re.IGNORECASE,
)


def bars(scope: Scope, node: Bars) -> None:
    """|X| is no determinant and no absolute value where the text says that it counts. Unread."""
    if _says(_COUNTED, scope.said):
        raise Unread("the text says that bars count something here: |·| is not read", node.span)


_VALUE_OF_I = re.compile(r"(?<![a-zA-Z\\])I=-?[\d.]+ ?[,$]")
_LETTER_I = re.compile(r"\$I\$,? (?:is|be|denotes?|stands for|as) (?:the|an?) ([^.;]{0,60})")


def refuse_other_identity(scope: Scope, span: Span) -> None:
    """The letter I is the identity unless the text says what else it is. Unread."""
    if _says(_VALUE_OF_I, scope.said):
        raise Unread("the text gives I a number", span)
    found = _says(_LETTER_I, scope.said)
    if found and not re.search(r"identit|unit matrix|ones on|indicator|eye", found[1], re.IGNORECASE):
        raise Unread(f"the text says that I is {found[1].split('$')[0].strip(' ,') or 'something else'}", span)


_BY_ENTRIES = re.compile(
    r"(?:entry|element|component|coordinate|point)-? ?wise|entry by entry|(?:each|every|all|the|to|of) (?:\w+ )?entr"
    r"|each (?:element|component|coordinate)|softmax",
    re.IGNORECASE,
)


def matrix_function(reader: Elaborator, name: str, value: Value, span: Span) -> None:
    """exp and log of a matrix are no functions of its entries, unless the text says so. Unread."""
    if value.is_scalar or value.shape[1].is_one or value.shape[0].is_one or reader.entrywise:
        return
    function = _mentions(reader.scope, r"matrix (?:exponential|logarithm)")
    if function or not _says(_BY_ENTRIES, reader.scope.said):
        why = "functions of matrices are not read; say entrywise where it acts on every entry"
        raise Unread(f"{name} of a matrix: {why}", span)


_BASE = re.compile(
    r"\blog(?:arithm)?s?\b[^.]{0,40}?\b(?:to (?:the )?|in |with |of |at )?base[- ]*"
    r"\$?(?P<of>2|two|10|ten|(?:one |a )?half|three|four|eight|[a-z]\b)\$?"
    r"|\bbase[- ]\$?(?P<adjective>2|two|10|ten|[a-z]\b)\$? log|\b(?:binary|dyadic|dual|common|decimal|decadic) log"
    r"|\blog(?:arithm)?s?\b[^.]{0,40}\b(?P<kind>binary|dyadic|decimal|common|decadic)\b|\bin bits\b"
    r"|\$\\log(?:x|\(x\))?:?=\\log_\{?(?P<as>\w+)",
    re.IGNORECASE,
)
_NUMBERS = {"two": "2", "ten": "10"}


def base_in_words(scope: Scope) -> str:
    """The base of \\log that the text names; empty for the natural one, or where \\log_2 says the base itself."""
    found = _says(_BASE, scope.said)
    natural = r"\\log_" if _mentions(scope, r"\\ln\b") else r"\\log_|natural log"
    if not found or (_mentions(scope, natural) and not found["as"]):
        return ""
    tenth = re.search(r"common|deca?[id]", found[0], re.IGNORECASE)
    base = found["of"] or found["adjective"] or found["as"] or ("10" if tenth else "2")
    return _NUMBERS.get(base.lower(), base)


_LONE_T = re.compile(r"(?<![\^A-Za-z{\\])T(?![A-Za-z}])|(?<=[_-])T|\{[^{}$^]*[=+-]T\}|\^\{T[+-]")


@lru_cache(maxsize=256)
def _has_lone_t(said: str) -> bool:
    """Whether a formula of a text has a T that stands above nothing."""
    formulas = " ".join(re.findall(r"\$\$[^$]*\$\$|\$[^$]*\$", said))
    return bool(_LONE_T.search(re.sub(r"\^(?:T(?![A-Za-z])|\{-?T\})", "", formulas)))


def counts_steps(reader: Elaborator, value: Value, tokens: Sequence[Token], span: Span) -> bool:
    """Whether ^T on a number is a power, since T is a number of the document. Unread where it may be."""
    scope = reader.scope
    if [t.text for t in tokens if t.text not in "{}"] != ["T"] or not value.is_scalar:
        return False
    made = scope.defined.get("T")
    if made is not None:
        return made.value is not None and made.value.is_scalar and not made.parameters
    known = scope.find("T")
    if known is not None and known.kind != "scalar":
        return False
    if known is None and not _has_lone_t(scope.said):
        return False
    if any(name in scope.guesses and scope.guesses[name] != "function" for name in _latin(value.span.text)):
        raise Clashing("T is a letter of its own here: ^T may be a power or a transpose", span)
    return True


def _latin(text: str) -> set[str]:
    return set(re.findall(r"(?<![\\a-zA-Z])[a-zA-Z](?![a-zA-Z])", text))


def scripted(reader: Elaborator, node: Scripts) -> None:
    """Numbers above a letter that the text also writes with a 1 above are labels, as of layers. Unread."""
    scope = reader.scope
    power_of_entry(reader, node)
    if not isinstance(node.base, Letter) or not any(plain(t).isdigit() for t in node.sups):
        return
    name = re.escape(node.base.name.rpartition(" ")[2])
    first = _says(re.compile(rf"(?<![a-zA-Z\\]){name}\^(?:1(?!\d)|\{{1\}})"), scope.said)
    counted = rf"(?<![a-zA-Z\\]){name}\^(?:0|\{{0\}})|\b(?:powers?|polynomials?|degree)\b"
    layers = r"\b(?:layers?|networks?)\b"
    if first and (_mentions(scope, layers) or not _mentions(scope, counted)):
        raise Unread(f"the text writes {first[0]}: numbers above {symbol_name(node.base)} may be labels", node.span)


def power_of_entry(reader: Elaborator, node: Scripts) -> None:
    """A^2_{ij} is the entry of A² to some and the square of the entry to others. Unread."""
    terms = index_terms(node.sub)
    first = re.search(r"[_^]", node.span.text[len(node.base.span.text) :])
    if terms is None or len(terms) != 2 or not any(plain(t).isdigit() for t in node.sups):
        return
    known = reader.scope.find(symbol_name(node.base)) if isinstance(node.base, Letter) else None
    if first is None or first[0] != "^" or known is None or known.kind != "matrix":
        return
    rows, columns = (dim.size() for dim in known.shape)
    if rows is None or columns is None or rows == columns:
        text = node.span.text.strip()
        raise Unread(f"{text} may be an entry of the power or a power of the entry: write brackets", node.span)


_COMPOSED = re.compile(r"\bcompos(?:e|ed|es|ing|itions?)\b|\\circ|\biterat\w+|applied twice", re.IGNORECASE)


def raised_function(scope: Scope, made: Defined, node: Node) -> None:
    """f^{-1} of a function is its inverse, and f^2 may be f of f. Unread."""
    sups = [plain(t) for t in node.sups] if isinstance(node, Scripts) else []
    if made.value is None or not made.parameters or not (made.value.is_scalar or made.value.shape[1].is_one):
        return
    if "-1" in sups:
        raise Unread(f"{node.span.text.strip()} is an inverse function: write 1/f for the reciprocal", node.span)
    found = any(sup.isdigit() for sup in sups) and _says(_COMPOSED, scope.said)
    if found:
        word = "∘" if found[0] == "\\circ" else found[0]
        raise Unread(f"the text says {word}: {node.span.text.strip()} may be a composition", node.span)


def refuse_composition(scope: Scope, node: Infix) -> None:
    """∘ between functions composes them. Unread."""
    for side in (node.left, node.right):
        name = symbol_name(side) if isinstance(side, Letter) else ""
        made = scope.defined.get(name)
        if node.sign == "\\circ" and ((made is not None and made.parameters) or name in scope.shapes):
            raise Unread(f"{node.span.text.strip()} composes functions, which is not read", node.span)


def divided(items: Sequence[Node], place: int, factor: Value) -> None:
    """a/bc is read as (a/b)c by some and as a/(bc) by others. Unread, unless the second cannot be."""
    before, here = items[place - 1], items[place]
    if not isinstance(before, Infix) or before.sign != "/" or not factor.is_scalar:
        return
    numbers = isinstance(before.left, Num) and isinstance(before.right, Num)
    bare = isinstance(here, Letter) or (isinstance(here, Scripts) and isinstance(here.base, Letter))
    if bare and isinstance(before.right, Letter | Scripts) and not numbers:
        raise Unread("a / followed by a product has two readings: write a fraction or parentheses", here.span)


_SECOND = r"standard deviations?|std\b|precisions?"
_ONLY = r"means?|scales?|average|expected value"


_PARAMETER = (  # of whatever law, in words alone
    r"\b(?:second|last|other|spread|scale) (?:parameters?|arguments?|entry)\b[^.]{{0,40}}?\b({0})"
    r"|\b({0})\*? (?:as|is|in) (?:its |the |a )?(?:second|last) (?:parameter|argument|entry|place|slot)"
    r"|\b(?:parametri[sz]\w*|given|specified|described|written|in terms of)\b[^.$]{{0,40}}\b({0})(?! of )"
)


_NOTATION = (  # N(m, s) with mean m and standard deviation s
    r"\\mathcal ?\{{? ?N ?\}}? ?\( ?[^(),$]+, ?([^(),$]+?) ?\)\$[^.]*\b({}) ?(?:is )?\$\1\$"
)


def parameter(scope: Scope, parameters: Sequence[Node], span: Span, *, normal: bool) -> None:
    """N(μ, σ) with a standard deviation or a precision σ, Exp(θ) with a mean θ. Unread."""
    letter = parameters[-1]
    words = _SECOND if normal else _ONLY
    name = re.escape(letter.span.text.strip())
    said = rf"\b({words}) (?:is |of |\w+ )?\${name}\$|\${name}\$[^.$]{{0,25}}\b({words})"
    found = _says(re.compile(said, re.IGNORECASE), scope.said) if isinstance(letter, Letter) else None
    found = found or _says(re.compile(_PARAMETER.format(words), re.IGNORECASE), scope.said)
    found = found or _says(re.compile(_NOTATION.format(words), re.IGNORECASE), scope.said)
    if found and len(parameters) <= 2:
        kind = next(filter(None, found.groups()[::-1]))  # the word stands behind the letter, where both are groups
        raise Unread(f"the text says that {letter.span.text.strip()} is a {kind}", span)


_HELD = (
    r"(?:detached|held (?:fixed|constant)|kept (?:fixed|constant)|(?:treated|regarded|considered|taken) as (?:an? )?"
    r"(?:constants?|fixed)|stop[- ]?gradient|does not propagate|no gradient)"
)


def held(scope: Scope, names: Iterable[str]) -> str:
    """A letter with a formula that a text holds fixed while it differentiates; empty when there is none."""
    for name in names:
        letter = rf"\$\\?{re.escape(base_of(name))}\b[^$]*\$"
        if _says(
            re.compile(rf"{letter}[^.$]{{0,80}}\b{_HELD}|\b{_HELD}[^.$]{{0,40}}{letter}", re.IGNORECASE), scope.said
        ):
            return name
    return ""


def laplacian(scope: Scope, span: Span) -> bool:
    """Whether ∇² is the trace of the Hessian. Unread where the text speaks of both."""
    if not _mentions(scope, r"(?<!graph )laplacian(?! (?:matrix|prior|distribution|noise|smooth))"):
        return False
    if _mentions(scope, r"\bhessian"):
        raise Unread("the text speaks of a Laplacian and of a Hessian: ∇² may be either", span)
    return True
