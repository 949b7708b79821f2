"""What the formulas of a document do with its letters, told by patterns before anything is read."""

from __future__ import annotations

import re

from derivations.reading.documents import Document

SCALARS = frozenset(  # Greek letters that mean a number even where nothing says so
    ["alpha", "lambda", "eta", "sigma", "epsilon", "varepsilon", "gamma", "delta", "tau", "rho", "kappa"]
)
CALLABLE = ("f", "g", "h", "F", "G", "phi", "psi", "rho", "sigma", "varphi")
_FUNCTIONS = frozenset(  # whose prime before a bracket is a derivative
    ["f", "g", "h", "F", "G", "J", "L", "sigma", "phi", "psi", "varphi", "rho", "ell", "tanh", "relu", "Phi"]
)


def formulas(document: Document) -> str:
    """The text of all formulas."""
    return "\n".join(s.text.text for s in document.segments if s.kind in ("display", "inline"))


def primes(document: Document) -> bool:
    """Whether a document writes transposes as primes: it has X'X, and gives no primed name a value."""
    text = formulas(document)
    text = re.sub(r"([A-Za-z])'\s*=\s*\1\b", r"\1 = \1", text)  # A' = A says that A is symmetric
    named = re.search(  # alone on the left, not as the last factor there
        r"(?:^|[\n&,;]|\\\\)\s*(?:\\[a-z]+\s*\{)?\s*\\?[A-Za-z]+\}?'\s*(?:_\s*(?:\w|\{[^{}]*\}))?\s*&?\s*"
        r"(?::?=|\\(?:leftarrow|gets|triangleq))",
        text,
    )
    found = re.finditer(r"(\\?[A-Za-z]+|[)\]}])'\s*(?:\\[A-Za-z]+\s*\{?)?([A-Za-z(])", text)
    return (
        not named
        and not _renames_primes(document)
        and any(not (m[2] == "(" and _is_slope(m[1], text[m.end() :])) and m[1] not in "fg" for m in found)
    )


_ARGUMENT = re.compile(r"\s*\\?[A-Za-z]+(?:_\{?\w\}?)?\s*\)")


def _is_slope(name: str, follow: str) -> bool:
    """Whether a prime before a bracket marks a derivative: f'(…), and A'(\\eta), whose argument is a small letter."""
    argument = _ARGUMENT.match(follow)
    return name.lstrip("\\") in _FUNCTIONS or (argument is not None and argument[0].strip(" )\\")[:1].islower())


_DECLARED = re.compile(r"(?:^|[,\s])\\?[A-Za-z]+\}?'\s*(?:,[^=]*)?\\in(?![a-z])")  # A, A' in R^{n×n}: another matrix
_MEANT = re.compile(
    r"\bprimes? (?:\w+ )?(?:denotes?|means?|marks?|indicates?|stands? for|is|are)\b[^.]{0,60}"
    r"|\bwith a prime\b[^.]{0,30}\b(?:derivative|differentiat|copy|new|next)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"derivative|differentiat|cop(?:y|ies)|\bnew|\bnext|second|another|perturbed|updated", re.IGNORECASE
)


_NOT = re.compile(r"\b(?:not|rather than|and no|never)\s+(?:(?:an?|the)\s+)?transpos\w*")


def _renames_primes(document: Document) -> bool:
    """Whether a text declares primed letters of their own, or says that a prime means something else."""
    alone = any(s.kind == "inline" and _DECLARED.search(s.text.text) for s in document.segments)
    prose = " ".join(s.text.text for s in document.segments if s.kind == "prose")
    alone = alone or _pairs(document)
    return alone or any(
        _OTHERWISE.search(found[0]) and "transpos" not in _NOT.sub("", found[0].lower())
        for found in _MEANT.finditer(prose)
    )


def _pairs(document: Document) -> bool:
    """Whether a letter and its primed twin are named side by side: two inputs $x$ and $x'$; k(x, x')."""
    if re.search(r"([a-zA-Z])\s*,\s*\1'\s*[),|]", formulas(document)):
        return True
    segments = [s for s in document.segments if s.text.text.strip()]
    return any(
        one.kind == other.kind == "inline"
        and re.fullmatch(r"\s*(?:and|,|or|, and|to|from|with|versus|vs\.?)\s*", between.text.text)
        and re.fullmatch(r"\\?[a-zA-Z]+", one.text.text.strip())
        and other.text.text.strip() == f"{one.text.text.strip()}'"
        for one, between, other in zip(segments, segments[1:], segments[2:], strict=False)
    )


_NAME = r"\\?([A-Za-z]+)(?:_\{?\w\}?)?(?:\s*\^\{?\d\}?)?"
_ENTRYWISE = re.compile(rf"{_NAME}\s*\\odot|\\odot\s*{_NAME}|\bdiag\}}?\s*(?:\\left)?\(\s*{_NAME}\s*(?:\\right)?\)")


def entrywise(document: Document) -> frozenset[str]:
    """Letters that stand in an entrywise product, or for a diagonal: columns, where nothing says what they are."""
    return frozenset(name for found in _ENTRYWISE.finditer(formulas(document)) for name in found.groups() if name)


def timed(document: Document) -> set[str]:
    """Letters that are written with a time as their subscript: w_{t+1}, x_t."""
    found = set()
    for segment in document.segments:
        if segment.kind in ("display", "inline"):
            for match in re.finditer(
                r"(\\?[A-Za-z]+)\}*\s*_\s*(?:t\b|\{\s*(?:t|k|n|s|i|j)\s*[+-]\s*1\s*\}|\{\s*t\b)",
                segment.text.text,
            ):
                found.add(match[1].lstrip("\\"))
    return found


def membered(document: Document) -> set[str]:
    """Letters that are written with the index of a sample."""
    text = formulas(document)
    found = re.findall(r"(\\?[A-Za-z]+)\}*\s*(?:_\s*(?:i\b|\{\s*i\s*\})|\^\s*\{?\s*\(\s*i\s*\))", text)
    return {name.lstrip("\\") for name in found}


def unsquared(document: Document) -> set[str]:
    """Letters that occur without a square: a document that has σ beside σ² takes roots."""
    text = formulas(document)
    found = re.findall(r"(\\?[A-Za-z]+)(?![A-Za-z])(?!\s*(?:_\s*(?:\w|\{[^{}]*\}))?\s*\^\s*\{?\s*2)", text)
    return {name.lstrip("\\") for name in found}


_SIZES = frozenset("nmdpqrNMDKH")  # letters for sizes below an identity


def ends(document: Document) -> set[str]:
    """Letters up to which indices run: what stands above sums, at the end of lists, below identities."""
    text = formulas(document)
    ranges = re.findall(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*(\{[^{}]*\}|\w)\s*\^\s*(\{[^{}]*\}|[A-Za-z])", text)
    above = [  # of sums over numbers, which begin elsewhere or end at t − 1, no index runs to the end
        end.strip("{} ")
        for below, end in ranges
        if re.fullmatch(r"[A-Za-z]", end.strip("{} ")) and re.search(r"^[^=]*$|=\s*1\s*\}?$|dots", below)
    ]
    last = re.findall(r"\\(?:dots|ldots|cdots|dotsc)\s*,\s*([A-Za-z])\b(?!\s*[\^_('])", text)
    last += re.findall(
        r"\\(?:dots|ldots|cdots|dotsc)\s*,\s*\\?[A-Za-z]+\s*_\s*\{?\s*([A-Za-z])\s*\}?(?![A-Za-z])", text
    )
    family = re.findall(r"\)\s*_\s*\{\s*[a-z]\s*=\s*1\s*\}\s*\^\s*\{?\s*([A-Za-z])", text)
    identities = re.findall(
        r"(?<![A-Za-z\\])(?:\\(?:mathbf|mathbb|mathrm|bm|boldsymbol)\s*\{?\s*)?(?:I|1)\s*\}?\s*_\s*\{?\s*([A-Za-z])\s*\}?(?![A-Za-z])",
        text,
    )
    return {*above, *last, *family, *(name for name in identities if name in _SIZES)}


def transposed(text: str) -> frozenset[str]:
    """Letters that a text writes with a transpose, which nobody writes on a number; a T may be a power of one."""
    sure = r"(?:\\top|\\intercal)(?![A-Za-z])"
    word = rf"{sure}|\\T(?![A-Za-z])|(?:\\(?:mathsf|mathrm|rm|sf|text|mathtt)\s*)?(?:T|\{{\s*T\s*\}})"
    bold = r"(?:\\(?:mathbf|bm|boldsymbol)\s*\{\s*)?"
    before = rf"{sure}(?=\s*\}}?\s*(?:\\left\s*)?\(?\s*{bold}[A-Z](?![a-z]))"  # a multiplier before Ax, or Ax - b
    return frozenset(_raised(text, before) | (_raised(text, word) - SCALARS))


def _raised(text: str, word: str) -> set[str]:
    """Letters, perhaps with an index, to the power of what a pattern describes."""
    index = r"(?:\s*_\s*(?:\w|\{[^{}]*\}))?"
    sign = rf"(?:{word}|\{{\s*(?:{word})\s*\}})"
    found = re.findall(rf"(?<![A-Za-z\\])(\\?[A-Za-z]+)\}}*{index}\s*\^\s*{sign}", text)
    return {name.removeprefix("\\") if name.startswith("\\") else name[-1] for name in found}


def called(text: str) -> frozenset[str]:
    """Letters that commonly name functions, and that a text only writes before a parenthesis."""
    script = r"\s*(?:_\s*(?:\w|\{[^{}]*\})|'|\^\s*\{?\s*(?:\\prime|\*|\\star|-1)\s*\}?)"
    opening = r"\s*(?:\\(?:left|big|Big|bigg|Bigg)l?\s*)?\("
    found = set()
    for name in CALLABLE:
        letter = rf"\\{name}(?![A-Za-z])" if len(name) > 1 else rf"(?<![A-Za-z\\]){name}(?![A-Za-z])"
        every = len(re.findall(letter, text))
        if every and every == len(re.findall(rf"{letter}\}}?(?:{script})*{opening}", text)):
            found.add(name)
    return frozenset(found)


_EQUATED = re.compile(
    r"(?:^|[^A-Za-z\\])d\s*\\?[A-Za-z]+\s*&?\s*=.*?[^A-Za-z\\]d\s*(?:\\[a-z]+\s*)?[A-Za-z(]", re.DOTALL
)


def differentials(document: Document) -> bool:
    """Whether a text writes equations such as df = tr(G' dX)."""
    return any(s.kind in ("display", "inline") and _EQUATED.search(s.text.text) for s in document.segments)
