r"""Sets that say more than a shape: S^{n-1}, Δ^{n-1}, O(n), [0, 1]^n, R \\ {0}, Z, finite sets, and those not known.

What the engine can express is supposed; whatever else a set says of its members is left as a doubt on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction

from derivations.reading.events import Assume, Bar, Declare, Describe, Event, Name
from derivations.reading.letters.sizes import size
from derivations.reading.parsing.parser import parsed
from derivations.reading.sizes import Dim
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Chain, Num

Space = Callable[[list[Token]], tuple[tuple[Dim, ...], list[str]] | None]
_SPHERE = re.compile(r"(?:\\(?:mathbb|mathcal|mathrm)\{S\}|S)\^\{(?P<size>\w+)-1\}")
_SIMPLEX = re.compile(r"\\Delta(?:\^|_)\{(?P<size>\w+)-1\}")
_REAL = r"\\(?:mathbb|mathbf|Bbb)\{R\}"
_FONT = r"(?:\\(?:mathrm|mathcal|mathbb|operatorname|mathbf)\{?)?"
_GROUP = re.compile(
    rf"{_FONT}(?P<name>O|SO|GL|SL)\}}?(?:\((?P<long>\w+)(?:[,;]{_REAL})?\)|_\{{?(?P<below>\w+)\}}?(?:\({_REAL}\))?)"
)
_GROUPS = {"O": "orthogonal", "SO": "orthogonal", "GL": "invertible", "SL": "invertible"}
_WHOLE = re.compile(r"\\(?:mathbb|mathbf|Bbb)\{(?P<name>[NZ])\}(?P<rest>.*)")
_NATURAL = re.compile(r"(?:_|\^)(?:\{?(?:\+|>0|\*|\\ast|\\ge1|\\geq1)\}?|\{\\ge(?:q|qslant)?1\})")
_FROM_ZERO = re.compile(r"_(?:0|\{0\}|\{\\ge(?:q|qslant)?0\})")
_FIELD = re.compile(r"\\(?:mathbb|mathbf|Bbb)\{F\}|\\(?:mathbb|Bbb)\{Z\}/|\\operatorname\{?GF|\\mathrm\{GF\}")
_BOX = re.compile(r"(?P<open>[\[(])(?P<low>[^,]*),(?P<high>[^,]*)(?P<close>[\])])\^(?P<power>.*)")
_LISTED = re.compile(r"\\\{(?P<items>[-+]?\d+(?:\.\d+)?(?:,[-+]?\d+(?:\.\d+)?)*)\\\}")
_INDICES = re.compile(r"\[\w+\]|\\\{[01],(?:[12],)*(?:\\[lc]?dots[a-z]?|\.\.\.),?[^{}]*\\\}")
_KNOWN = re.compile(r"\\(?:mathcal|mathscr|mathfrak|mathbb)\{[XYHDFGW]\}(?:\^\S+)?$")  # the set of all that is meant


def written(tokens: Sequence[Token]) -> str:
    """A set as one text, with the names of operators."""
    return "".join(f"\\operatorname{{{t.argument}}}" if t.text == "\\operatorname" else t.text for t in tokens)


def member(
    lists: Sequence[Sequence[Token]], names: list[Name], right: list[Token], span: Span, space: Space
) -> list[Event] | None:
    """What membership says of letters; None where the set says no more than a shape."""
    text = written(right)
    if _FIELD.match(text):
        return [Bar(names, "numbers of a finite field are not read", span)]
    if any(token.text in ("\\cup", "\\cap", "\\bigcup", "\\bigcap") for token in right):
        return unknown(names, right, span)
    cut = next((k for k, token in enumerate(right) if token.text in ("\\setminus", "\\backslash")), 0)
    if cut:
        return _without(lists, names, right, cut, span, space)
    for read in (_named, _whole, _box, _listed):
        found = read(text, lists, names, span)
        if found:
            return found
    return None


def unknown(names: list[Name], right: Sequence[Token], span: Span, sign: str = "∈") -> list[Event]:
    """A set of which nothing is known: its members are not any."""
    text = written(right)
    if sign == "∈" and (_INDICES.fullmatch(text) or _KNOWN.fullmatch(text)):
        return []
    return [Describe(names, f"{sign} {text}", span)]


def _declared(names: list[Name], shape: tuple[Dim, ...], words: list[str], span: Span) -> Declare:
    return Declare(names, shape, span, words, stated=False, early=True)


def _length(text: str, span: Span) -> Dim:
    return size([Token(text, span)])


def _named(text: str, lists: Sequence[Sequence[Token]], names: list[Name], span: Span) -> list[Event]:
    """The unit sphere, the simplex, and the groups of matrices."""
    sphere, simplex, group = _SPHERE.fullmatch(text), _SIMPLEX.fullmatch(text), _GROUP.fullmatch(text)
    if sphere:
        return [_declared(names, (_length(sphere["size"], span),), ["unit vector"], span)]
    if simplex:
        words = ["nonnegative", "entries sum to one"]
        return [_declared(names, (_length(simplex["size"], span),), words, span)]
    if group is None:
        return []
    long = _length(group["long"] or group["below"], span)
    made: list[Event] = [_declared(names, (long, long), [_GROUPS[group["name"]]], span)]
    if group["name"].startswith("S"):
        made += _assumed(lists, lambda letter: [Token("\\det", span), *letter], "=", 1, span)
    return made


def _whole(text: str, lists: Sequence[Sequence[Token]], names: list[Name], span: Span) -> list[Event]:
    """Natural numbers and integers, and columns of them: that they are whole is only expressed of natural ones."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        return []
    rest = found["rest"]
    positive, zero = _NATURAL.match(rest), _FROM_ZERO.match(rest)
    power = rest[(positive or zero).end() :] if positive or zero else rest  # type: ignore[union-attr]
    natural = bool(positive or zero) or found["name"] == "N"
    if not power:
        if not natural:
            return [_declared(names, (), [], span), Describe(names, f"∈ {text}", span)]
        words = ["natural", "positive"] if positive else ["natural"]
        made: list[Event] = [_declared(names, (), words, span)]
        return [*made, *_assumed(lists, list, "\\ge", 1, span)] if positive else made
    shape = _power(power, span)
    words = ["positive" if positive else "nonnegative"] if natural else []
    return [*([_declared(names, shape, words, span)] if shape else []), Describe(names, f"∈ {text}", span)]


def _power(text: str, span: Span) -> tuple[Dim, ...]:
    """The shape that an exponent n or n \\times d gives; none where it is no size."""
    pieces = text.lstrip("^").strip("{}").split("\\times")
    with suppress(Unread):
        return tuple(_length(piece, span) for piece in pieces) if text.startswith("^") and len(pieces) < 3 else ()
    return ()


def _box(text: str, lists: Sequence[Sequence[Token]], names: list[Name], span: Span) -> list[Event]:
    """[0, 1]^n: what it says of a sign is used, of other bounds not."""
    found = _BOX.fullmatch(text)
    shape = _power(f"^{found['power']}", span) if found else ()
    if found is None or not shape:
        return []
    sign = {"[": ["nonnegative"], "(": ["positive"]}[found["open"]] if found["low"] == "0" else []
    made: list[Event] = [_declared(names, shape, sign, span)]
    above = "\\infty" in found["high"]
    entry = [Token("_", span), Token("i", span)]
    bounded = found["low"] == "0" and found["high"].isdigit() and len(shape) == 1 and not any(n.index for n in names)
    if bounded:
        less = "\\le" if found["close"] == "]" else "<"
        made += _assumed(lists, lambda letter: [*letter, *entry], less, int(found["high"]), span)
    done = above and found["low"] in ("0", "-\\infty")
    return made if done or bounded else [*made, Describe(names, f"∈ {text}", span)]


def _listed(text: str, lists: Sequence[Sequence[Token]], names: list[Name], span: Span) -> list[Event]:
    """A finite set of numbers: the least and the greatest bound what is in it."""
    found = _LISTED.fullmatch(text)
    items = sorted(Fraction(item) for item in found["items"].split(",")) if found else []
    if not items or set(items) in ({0, 1}, {-1, 1}):
        return []
    made: list[Event] = [_declared(names, (), [], span)]
    for sign, bound in (("\\ge", items[0]), ("\\le", items[-1])):
        made += _assumed(lists, list, sign, bound, span)
    return [*made, Describe(names, f"∈ {text}", span)] if len(items) > 1 else made


def _without(
    lists: Sequence[Sequence[Token]], names: list[Name], right: list[Token], cut: int, span: Span, space: Space
) -> list[Event]:
    """A space without 0, or without what is not known."""
    rest = written(right[cut + 1 :])
    found = space(right[:cut])
    zero = rest in ("\\{0\\}", "0", "\\{\\mathbf{0}\\}", "\\{\\boldsymbol{0}\\}")
    if found is None:
        return [Describe(names, f"∈ {written(right)}", span)]
    made: list[Event] = [_declared(names, found[0], [*found[1], *(["nonzero"] if zero else [])], span)]
    return made if zero else [*made, Describe(names, f"∈ {written(right)}", span)]


def _assumed(
    lists: Sequence[Sequence[Token]],
    of: Callable[[Sequence[Token]], list[Token]],
    sign: str,
    bound: Fraction | int,
    span: Span,
) -> Iterator[Event]:
    """A relation for every letter of a list."""
    for letter in lists:
        with suppress(Unread):
            chain = Chain(span, (parsed(of(letter)), Num(span, Fraction(bound))), (Token(sign, span),))
            yield Assume(chain, span, stated=False)
