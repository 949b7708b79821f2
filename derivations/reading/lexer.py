"""Mathematics as tokens, macros expanded, each token with its place in the document.

Three passes: the text is cut into pieces; macros are expanded, within bounds; what is only for the eye goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from derivations.reading.macros import STOCK, definitions
from derivations.reading.source import Macro, Span, Text, Token, Unread

LONGEST = 40_000  # characters of one piece of mathematics
MOST = 20_000  # tokens of one piece of mathematics, and tokens that its macros may make on the way
DEPTH = 30  # macros within macros


def _words(text: str) -> set[str]:
    return set(text.split())


_LEXEME = re.compile(
    r"""(?P<space>[\s~\u200b\ufeff]+)
    | (?P<comment>%[^\n]*)
    | \\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]{1,30})\*?\}
    | (?P<row>\\\\\*?(?:[ \t]*\[\s*-?[0-9.]*\s*(?:pt|em|ex|mm|cm|in|\\[a-z]{1,20})\s*\])?)
    | (?P<kern>\\(?:m?kern|hskip|mskip)\s*-?[0-9.]+\s*(?:em|ex|pt|mu|cm|mm|in))
    | (?P<command>\\(?:[A-Za-z@]+|.))
    | (?P<number>[0-9]+(?:\.[0-9]+)?|(?<![\w)}\]])\.[0-9]+)
    | (?P<parameter>\#[1-9])
    | (?P<bars>\|\|)
    | (?P<accented>[^\W\d_][\u0300-\u036f\u20d7])
    | (?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ]+)
    | (?P<lowered>[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₗₘₙₚₜₓ]+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_SPECIFIED = {"array", "tabular", "alignat", "alignedat", "xalignat", "IEEEeqnarray", "subarray"}
_OPTION = re.compile(r"\s*\[[^\]\n]{0,20}\]")
_POSITION = re.compile(r"\s*\[[tbcrl]\]")

_TEXTS = _words(
    "\\text \\mbox \\hbox \\textrm \\textbf \\textit \\textnormal \\textsf \\texttt \\textsc \\textup \\textsl \\emph "
    "\\intertext \\shortintertext"
)
_STYLED = re.compile(
    r"\\(?:(?:math|text)(?:rm|sf|bf|it|tt|up|normal)|text|rm|sf|bf|it)(?![A-Za-z])\s*"
)  # fonts of a name
_OPERATORS = {"\\operatorname", "\\mathop", "\\operatornamewithlimits"}
_REFERENCES = {"\\eqref", "\\ref", "\\cref", "\\Cref", "\\cite", "\\autoref"}
_DROPPED_GROUPS = _words(
    "\\hspace \\vspace \\phantom \\hphantom \\vphantom \\label \\tag \\color \\textcolor \\footnote \\raisebox"
)
_DROPPED = {"\\ ", "\\\n", "\\\t", "\\\r"} | _words(
    "\\, \\; \\! \\: \\> \\/ \\- \\@ \\displaystyle \\textstyle \\scriptstyle \\scriptscriptstyle \\limits \\nolimits "
    "\\mathstrut \\strut \\nonumber \\notag \\cancel \\bcancel \\xcancel \\boxed \\fbox \\framebox \\smash \\mathclap "
    "\\mathllap \\mathrlap \\ensuremath \\thinspace \\medspace \\thickspace \\negthinspace \\enspace \\hfill \\hfil "
    "\\allowdisplaybreaks \\noindent \\relax \\hline \\null \\smallskip \\medskip \\bigskip \\centering \\protect "
    "\\mathord \\mathbin \\mathrel \\mathopen \\mathclose \\mathinner \\mathpunct \\unboldmath \\par \\small \\large "
    "\\normalsize \\footnotesize \\Large \\nobreak \\break \\goodbreak \\pagebreak"
)
_SAME = {
    "\\vert": "|",
    "\\Vert": "\\|",
    "\\lbrace": "\\{",
    "\\rbrace": "\\}",
    "\\lbrack": "[",
    "\\rbrack": "]",
    "\\colon": ":",
    "\\newline": "\\\\",
    "\\tabularnewline": "\\\\",
    "\\cr": "\\\\",
    "\\lt": "<",
    "\\gt": ">",
    "\\sp": "^",
    "\\sb": "_",
}
_SIZES = {f"\\{name}{end}" for name in ("big", "Big", "bigg", "Bigg") for end in ("", "l", "r", "m")}
_FITTED = {"\\left", "\\right", "\\middle"} | _SIZES
_OPENING = {"|": "\\lvert", "\\|": "\\lVert", "<": "\\langle"}
_CLOSING = {"|": "\\rvert", "\\|": "\\rVert", ">": "\\rangle"}
_BRACED = {"\\underbrace": "_", "\\overbrace": "^", "\\underbracket": "_", "\\overbracket": "^"}

_PAIRS = (
    "α \\alpha β \\beta γ \\gamma δ \\delta ε \\epsilon ϵ \\epsilon ζ \\zeta η \\eta θ \\theta ϑ \\vartheta ι \\iota "
    "κ \\kappa λ \\lambda μ \\mu µ \\mu ν \\nu ξ \\xi π \\pi ρ \\rho σ \\sigma ς \\varsigma τ \\tau υ \\upsilon φ "
    "\\phi ϕ \\phi χ \\chi ψ \\psi ω \\omega Γ \\Gamma Δ \\Delta Θ \\Theta Λ \\Lambda Ξ \\Xi Π \\Pi Σ \\Sigma Υ "
    "\\Upsilon Φ \\Phi Ψ \\Psi Ω \\Omega ℓ \\ell ∆ \\Delta ≤ \\le ≥ \\ge ≠ \\ne ≈ \\approx ∝ \\propto ∼ \\sim ≡ "
    "\\equiv ≜ \\triangleq ≔ := ≪ \\ll ≫ \\gg ⩽ \\le ⩾ \\ge → \\to ⟶ \\to ← \\leftarrow ↦ \\mapsto ⇒ \\Rightarrow ⟹ "
    "\\implies ⇐ \\Leftarrow ⇔ \\iff ⟺ \\iff ∈ \\in ∉ \\notin ∑ \\sum ∏ \\prod ∫ \\int ∂ \\partial ∇ \\nabla ∞ "
    "\\infty √ \\sqrt · \\cdot ⋅ \\cdot ∙ \\cdot × \\times ÷ / − - – - ± \\pm ∓ \\mp ‖ \\| ∥ \\| ∣ | ⟨ \\langle ⟩ "
    "\\rangle 〈 \\langle 〉 \\rangle ⊤ \\top ⊺ \\top † \\dagger ⊗ \\otimes ⊙ \\odot ∘ \\circ ⊕ \\oplus ≽ \\succeq ⪰ "
    "\\succeq ≻ \\succ ≼ \\preceq ⪯ \\preceq ≺ \\prec ∀ \\forall ∃ \\exists ∅ \\emptyset ∪ \\cup ∩ \\cap ⊂ \\subset "
    "⊆ \\subseteq ∖ \\setminus … \\dots ⋯ \\cdots ⋮ \\vdots ⋱ \\ddots ½ \\frac{1}{2} ¼ \\frac{1}{4} ¾ \\frac{3}{4} "
    "′ ' ″ '' ’ ' ⊥ \\perp ∧ \\land ∨ \\lor ¬ \\lnot ⌊ \\lfloor ⌋ \\rfloor ⌈ \\lceil ⌉ \\rceil ∗ *"
)
_UNICODE = dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True))
_ACCENTS = dict(
    zip(
        "\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030c\u20d7",
        ["hat", "tilde", "bar", "bar", "breve", "dot", "ddot", "check", "vec"],
        strict=True,
    )
)
_STYLES = {
    "BOLD ITALIC": "boldsymbol",
    "BOLD": "mathbf",
    "DOUBLE-STRUCK": "mathbb",
    "SCRIPT": "mathcal",
    "FRAKTUR": "mathfrak",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₗₘₙₚₜₓ", "0123456789+-=()ni0123456789+-=()ijklmnptx")


def tokens(text: Text, macros: Mapping[str, Macro]) -> list[Token]:
    """The tokens of a piece of mathematics, its macros expanded: the document's own, then the stock.

    Unread when the piece is too long, a macro makes too much or goes too deep, or a brace that matters is not closed.
    """
    if len(text.text) > LONGEST:
        raise Unread(
            f"{len(text.text)} characters in one piece of mathematics; the limit is {LONGEST}", text.span(0, 1)
        )
    return _tidy(_Expansion(text, macros).tokens())


class _Piece(NamedTuple):
    """A token of a string, and where it stands there."""

    text: str
    start: int
    end: int
    argument: str = ""


class _Unclosed(ValueError):
    """An argument whose brace is not closed; the place is its command's."""

    def __init__(self, command: str, start: int, end: int) -> None:
        super().__init__(f"the brace after {command} is not closed")
        self.start, self.end = start, end


class _Cutter:
    """Cuts a string into pieces."""

    def __init__(self, text: str) -> None:
        self.text, self.closing, self.place = text, _closing_braces(text), 0
        self.defined = {start: end for start, end, _ in definitions(text)} if "\\" in text else {}

    def pieces(self) -> Iterator[_Piece]:
        while self.place < len(self.text):
            if self.place in self.defined:
                self.place = self.defined[self.place]
                continue
            lexeme = _LEXEME.match(self.text, self.place)
            assert lexeme is not None  # the last alternative takes any character
            self.place = lexeme.end()
            yield from self._piece(lexeme)

    def _piece(self, lexeme: re.Match[str]) -> Iterator[_Piece]:
        start, end, written = lexeme.start(), lexeme.end(), lexeme[0]
        match lexeme.lastgroup:
            case "space" | "comment" | "kern":
                return
            case "name":
                yield self._edge(lexeme)
            case "row":
                yield _Piece("\\\\", start, end)
            case "command":
                yield from self._command(written, start, end)
            case "bars":
                yield _Piece("\\|", start, end)
            case "number" | "parameter":
                yield _Piece(written, start, end)
            case _:
                yield from (piece._replace(start=start, end=end) for piece in _translated(written))

    def _edge(self, lexeme: re.Match[str]) -> _Piece:
        """`\\begin{name}` or `\\end{name}`; the specification of columns goes."""
        name, start = lexeme["name"], lexeme.start()
        if lexeme["edge"] == "begin":
            option = (_OPTION if name in _SPECIFIED else _POSITION).match(self.text, self.place)
            self.place = option.end() if option else self.place
            if name in _SPECIFIED:
                self._argument("\\begin", start, lexeme.end())
        return _Piece(f"\\{lexeme['edge']}{{{name}}}", start, self.place)

    def _command(self, name: str, start: int, end: int) -> Iterator[_Piece]:
        if name in _DROPPED:
            return
        if name in _DROPPED_GROUPS:
            self._option()
            self._argument(name, start, end)
        elif name in _TEXTS or name in _OPERATORS:
            self._option()
            words = self._argument(name, start, end)
            if name in _TEXTS:
                yield _Piece("\\text", start, self.place, words)
            else:
                yield _Piece("\\operatorname", start, self.place, _STYLED.sub("", words))
        elif name in _REFERENCES:
            self._argument(name, start, end)
            yield _Piece("\\text", start, self.place, self.text[start : self.place])
        else:
            yield _Piece(_SAME.get(name, name), start, end)

    def _option(self) -> None:
        if self.text.startswith("*", self.place):
            self.place += 1
        option = _OPTION.match(self.text, self.place)
        self.place = option.end() if option else self.place

    def _argument(self, command: str, start: int, end: int) -> str:
        """The raw inside of the braces that follow, or the one character; empty when there is none."""
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        begin = self.place
        if self.text.startswith("{", begin):
            if begin not in self.closing:
                raise _Unclosed(command, start, end)
            self.place = self.closing[begin] + 1
            return self.text[begin + 1 : self.place - 1]
        if command in _TEXTS and self.text[begin : begin + 1].isalnum():
            self.place += 1
        return self.text[begin : self.place]


def _closing_braces(text: str) -> dict[int, int]:
    """Where each brace that is closed is closed."""
    found, opened = {}, []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            found[opened.pop()] = brace.start()
    return found


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[_Piece, ...]:
    return tuple(_Cutter(text).pieces())


def _translated(written: str) -> tuple[_Piece, ...]:
    """Plain characters as they are; the mathematics of Unicode as commands."""
    if written in _UNICODE:
        return _cut(_UNICODE[written])
    if written.isascii():
        return (_Piece(written, 0, 1),)
    if written[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ":
        return _script("^", written)
    if written.translate(_RAISED).isascii():
        return _script("_", written)
    latex = _latex(written)
    return _cut(latex) if latex else (_Piece(written, 0, 1),)


def _script(sign: str, written: str) -> tuple[_Piece, ...]:
    inside = written.translate(_RAISED).replace("ᵀ", "\\top ")
    return _cut(f"{sign}{inside}" if len(written) == 1 else f"{sign}{{{inside}}}")


def _latex(written: str) -> str:
    """A letter with an accent, or of a mathematical alphabet, in LaTeX; empty for any other character."""
    letter, *marks = list(unicodedata.normalize("NFD", written))
    if marks and all(mark in _ACCENTS for mark in marks) and letter.isalpha():
        return "".join(f"\\{_ACCENTS[mark]}{{" for mark in marks) + letter + "}" * len(marks)
    plain, name = unicodedata.normalize("NFKC", written), unicodedata.name(written[0], "")
    if len(plain) != 1 or plain == written or not plain.isalnum():
        return ""
    style = next((command for words, command in _STYLES.items() if words in name), "")
    return f"\\{style}{{{plain}}}" if style else plain


class _Item(NamedTuple):
    """A token still to be expanded: how deep in macros it was made, and where it stands in the text (or -1)."""

    token: Token
    depth: int
    start: int = -1
    end: int = -1


class _Expansion:
    """Expands macros from the left, as TeX does, with a stack of what is still to come."""

    def __init__(self, text: Text, macros: Mapping[str, Macro]) -> None:
        self.text, self.macros, self.made = text, macros, 0
        try:
            pieces = list(_Cutter(text.text).pieces())
        except _Unclosed as error:
            raise Unread(str(error), text.span(error.start, error.end)) from error
        self.waiting = [
            _Item(Token(piece.text, text.span(piece.start, piece.end), piece.argument), 0, piece.start, piece.end)
            for piece in reversed(pieces)
        ]

    def tokens(self) -> list[Token]:
        done: list[Token] = []
        while self.waiting:
            item = self.waiting.pop()
            macro = self._macro(item.token.text)
            if macro is None:
                done.append(item.token)
            elif macro.body.startswith("\\noexpand"):  # \let: what the name meant when it was let
                done += self._body(macro.body.removeprefix("\\noexpand"), item.token.span, [])
            else:
                self._call(macro, item)
            if len(done) > MOST:
                raise Unread(f"more than {MOST} tokens in one piece of mathematics", item.token.span)
        return done

    def _macro(self, name: str) -> Macro | None:
        return (self.macros.get(name) or STOCK.get(name)) if name.startswith("\\") else None

    def _call(self, macro: Macro, item: _Item) -> None:
        """Put a macro's body, with its arguments, in place of the call."""
        if item.depth >= DEPTH:
            raise Unread(f"macro {macro.name} is nested more than {DEPTH} deep", item.token.span)
        arguments = self._arguments(macro, item)
        span = item.token.span
        for given in arguments[1 if macro.default is not None else 0 :]:
            span = span.to(given[-1].token.span) if given else span
        made: list[_Item] = []
        for token in self._body(macro.body, span, arguments):
            if token.text[0] == "#" and len(token.text) == 2:
                k = int(token.text[1])
                made += arguments[k - 1] if k <= len(arguments) else []
            else:
                made.append(_Item(token, item.depth + 1))
            if len(made) > MOST:
                break
        self.made += len(made) + 1
        if self.made > MOST:
            raise Unread(f"macro {macro.name} makes more than {MOST} tokens", item.token.span)
        self.waiting += reversed(made)

    def _body(self, body: str, span: Span, arguments: list[list[_Item]]) -> Iterator[Token]:
        try:
            pieces = _cut(body)
        except _Unclosed as error:
            raise Unread(str(error), span) from error
        for piece in pieces:
            words = piece.argument
            if "#" in words:
                for k, given in enumerate(arguments, 1):
                    words = words.replace(f"#{k}", self._written(given))[:LONGEST]
            yield Token(piece.text, span, words)

    def _written(self, items: list[_Item]) -> str:
        """An argument as it was written, where it was."""
        if items and items[0].start >= 0 and items[-1].end >= items[0].start:
            return self.text.text[items[0].start : items[-1].end]
        return " ".join(item.token.text for item in items)

    def _arguments(self, macro: Macro, call: _Item) -> list[list[_Item]]:
        if macro.arity and self._next() == "*":  # \norm*{x} of a paired delimiter
            self.waiting.pop()
        arguments: list[list[_Item]] = []
        if macro.default is not None:
            given = self._until("]", call) if self._next() == "[" else None
            default = [_Item(token, call.depth + 1) for token in self._body(macro.default, call.token.span, [])]
            arguments.append(default if given is None else given)
        elif macro.arity == 1 and self._next() == "[" and len(self.waiting) > 1 and self._next(1) in _SIZES:
            self._until("]", call)  # \norm[\big]{x}
        while len(arguments) < macro.arity:
            arguments.append(self._argument(macro, call))
        return arguments

    def _next(self, after: int = 0) -> str:
        return self.waiting[-1 - after].token.text if len(self.waiting) > after else ""

    def _argument(self, macro: Macro, call: _Item) -> list[_Item]:
        if not self.waiting:
            raise Unread(f"macro {macro.name} wants {macro.arity} arguments", call.token.span)
        if self._next() == "{":
            return self._until("}", call)
        item = self.waiting.pop()
        if len(item.token.text) > 1 and item.token.text[0].isdigit():  # one digit is one argument
            first, rest = _halves(item)
            self.waiting.append(rest)
            return [first]
        return [item]

    def _until(self, closing: str, call: _Item) -> list[_Item]:
        """What stands between the bracket that comes next and the one that closes it."""
        self.waiting.pop()
        inside: list[_Item] = []
        depth = 0
        while self.waiting:
            item = self.waiting.pop()
            if depth == 0 and item.token.text == closing:
                return inside
            depth += {"{": 1, "}": -1}.get(item.token.text, 0)
            inside.append(item)
        raise Unread(f"an argument of {call.token.text} is not closed", call.token.span)


def _halves(item: _Item) -> tuple[_Item, _Item]:
    """A number's first digit, and the rest."""
    token, depth, start, end = item
    middle = min(token.span.start + 1, token.span.end) if start >= 0 else token.span.end
    first = Token(token.text[0], Span(token.span.source, token.span.start, middle))
    rest = Token(token.text[1:], Span(token.span.source, middle if start >= 0 else token.span.start, token.span.end))
    return _Item(first, depth, start, start + 1 if start >= 0 else -1), _Item(rest, depth, start, end)


def _tidy(found: list[Token]) -> list[Token]:
    """Without sizes of brackets and the labels of braces; bars that were given a side say which."""
    done: list[Token] = []
    labels: list[str] = []  # of each open brace: the sign of the label to drop after it, or nothing
    place = 0
    while place < len(found):
        token = found[place]
        following = found[place + 1] if place + 1 < len(found) else None
        place += 1
        if token.text in _FITTED:
            place += _fitted(token, following, done)
        elif token.text in _BRACED:
            if following is not None and following.text == "{":
                labels.append(_BRACED[token.text])
                place += 1
        elif token.text == "{" and following is not None and following.text == "}" and _is_idle(found, place, done):
            place += 1
        elif token.text == "{":
            labels.append("")
            done.append(token)
        elif token.text == "}" and labels and (label := labels.pop()):
            place = _after_label(found, place, label)
        else:
            done.append(token)
    return done


def _is_idle(found: list[Token], place: int, done: list[Token]) -> bool:
    """Whether an empty pair of braces only sets spaces: no argument, no script."""
    before = done[-1].text if done else "&"
    if place + 1 < len(found) and found[place + 1].text in tuple("^_=+-<>)&"):
        return before not in ("_", "^")
    return before == "\\\\" or (len(before) == 1 and before not in "_^]}")


def _fitted(size: Token, following: Token | None, done: list[Token]) -> int:
    """What a sized bracket becomes; how many tokens after the size it takes."""
    if following is None or (size.text == "\\middle" and following.text != "|"):
        return 0
    if following.text == "." and size.text in ("\\left", "\\right", "\\middle"):
        return 1
    if size.text == "\\middle":
        side = {"|": "\\mid"}
    elif size.text == "\\left" or (size.text in _SIZES and size.text.endswith("l")):
        side = _OPENING
    elif size.text == "\\right" or (size.text in _SIZES and size.text.endswith("r")):
        side = _CLOSING
    else:
        side = {"<": "\\langle", ">": "\\rangle"}
    if following.text not in side:
        return 0
    done.append(Token(side[following.text], size.span.to(following.span)))
    return 1


def _after_label(found: list[Token], place: int, sign: str) -> int:
    """The place after the label of a brace, if there is one."""
    if place >= len(found) or found[place].text != sign:
        return place
    place += 1
    depth = 0
    while place < len(found):
        depth += {"{": 1, "}": -1}.get(found[place].text, 0)
        place += 1
        if depth <= 0:
            break
    return place
