"""Displays as statements: rows, cells, chains of relations, implications, and the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from derivations.reading import signs
from derivations.reading.source import Span, Token, Unread

ALIGNED = "& of the display"  # not that of a matrix inside it
LONGEST = 3000  # tokens of one display
_OPENS = frozenset({*signs.OPENING, "{", "\\lvert", "\\lVert"})
_CLOSES = frozenset({*signs.CLOSING, "}", "\\rvert", "\\rVert"})
_JOINS = frozenset({"+", "-", "\\cdot", "\\times", "\\pm", "\\otimes", "\\circ", "\\odot"})
_DECORATED = frozenset({"\\stackrel", "\\overset", "\\underset", "\\xrightarrow"})
_CONTAINERS = frozenset({"\\begin{array}", "\\begin{aligned}", "\\begin{alignedat}", "\\begin{gathered}"})
_SPACES = frozenset({ALIGNED, "\\quad", "\\qquad"})
_PUNCTUATION = frozenset({",", ".", ";", ":", "\\quad", "\\qquad"})


@dataclass(frozen=True)
class Chain:
    """Values and the relation signs between them, as tokens; the first value is empty when the chain goes on."""

    values: tuple[tuple[Token, ...], ...]
    signs: tuple[Token, ...]


@dataclass
class Statement:
    """Chains joined by implication signs, and the words that stood directly before."""

    chains: list[Chain] = field(default_factory=list)
    arrows: list[Token] = field(default_factory=list)  # between the chains; one more when the statement begins with one
    begins_with_arrow: bool = False
    words: str = ""
    names: list[tuple[Token, ...]] = field(default_factory=list)  # a list of which the first chain speaks: w, b > 0


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """The statements of a display, in reading order. Unread when it is too long."""
    if len(tokens) > LONGEST:
        raise Unread(f"{len(tokens)} tokens in one display; the limit is {LONGEST}", tokens[0].span)
    found: list[Statement] = []
    for row in _rows(_unboxed(_simplified(tokens))):
        for words, piece in _pieces(row):
            _extend(found, words, piece)
    return found


def _simplified(tokens: Sequence[Token]) -> list[Token]:
    """Signs under decoration are the signs; : = is :=; cells of an alignment do not matter."""
    result: list[Token] = []
    place = 0
    tokens = [token for token in tokens if token.text not in ("&&", "\\nonumber")]
    while place < len(tokens):
        token = tokens[place]
        if token.text in _DECORATED:
            replaced, place = _decorated(tokens, place)
            result += replaced
            continue
        if token.text == ":" and place + 1 < len(tokens) and tokens[place + 1].text == "=":
            result.append(Token(":=", token.span.to(tokens[place + 1].span)))
            place += 2
            continue
        if token.text == "\\not" and place + 1 < len(tokens) and tokens[place + 1].text == "=":
            result.append(Token("\\ne", token.span.to(tokens[place + 1].span)))
            place += 2
            continue
        result.append(token)
        place += 1
    return result


def _decorated(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """\\overset{a}{=} is =, \\underset{w}{\\min} is \\min_{w}."""
    sign = tokens[place]
    first, after = _group(tokens, place + 1)
    second, after = _group(tokens, after)
    inner = [t for t in second if t.text in signs.RELATIONS]
    if inner:
        return [inner[0]], after
    if sign.text == "\\underset" and first and second:
        below = [Token("_", sign.span), Token("{", sign.span), *first, Token("}", sign.span)]
        return [*second, *below], after
    return list(second), after


def _group(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    if place >= len(tokens):
        return [], place
    if tokens[place].text != "{":
        return [tokens[place]], place + 1
    level = 0
    inside: list[Token] = []
    for k in range(place, len(tokens)):
        level += (tokens[k].text == "{") - (tokens[k].text == "}")
        if level == 0:
            return inside, k + 1
        if k > place:
            inside.append(tokens[k])
    return inside, len(tokens)


def _unboxed(tokens: Sequence[Token]) -> list[Token]:
    """Without braces and arrays around whole equations, as a box makes them."""
    done, place = list(tokens), 0
    while place < len(done):
        end = _end(done, place) if done[place].text == "{" or done[place].text in _CONTAINERS else None
        before, after = done[place - 1 : place] if place else [], done[end + 1 : end + 2] if end else []
        free = not [t for t in before if t.text == "}"] and all(map(_ends_there, [*before, *after]))
        if end and free and _relates(done, place, end):
            del done[end], done[place]
            place = max(place - 1, 0)
        else:
            place += 1
    return done


def _ends_there(token: Token) -> bool:
    return (
        token.text in _PUNCTUATION or token.text in signs.RELATIONS or token.text in ("&", "\\\\", "\\text", "{", "}")
    )


def _depth(token: Token) -> int:
    opens = token.text == "{" or token.text.startswith("\\begin{")
    return int(opens) - int(token.text == "}" or token.text.startswith("\\end{"))


def _end(tokens: Sequence[Token], place: int) -> int | None:
    """Where what opens at a place is closed."""
    level = 0
    for k in range(place, len(tokens)):
        level += _depth(tokens[k])
        if level == 0:
            return k
    return None


def _relates(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a relation sign stands directly inside."""
    level = 0
    for before, token in zip(tokens[start:end], tokens[start + 1 : end], strict=False):
        level += _depth(token)
        if level == 0 and token.text in signs.RELATIONS and before.text not in ("_", "^"):
            return True
    return False


def _level(token: Token) -> int:
    opens = token.text in _OPENS or token.text.startswith("\\begin{")
    return int(opens) - int(token.text in _CLOSES or token.text.startswith("\\end{"))


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """Rows; one that begins with a sign of addition, or follows one that ends with a sign, goes on."""
    rows: list[list[Token]] = [[]]
    level = 0
    for token in tokens:
        level += token.text.startswith("\\begin{") or token.text == "{"
        level -= token.text.startswith("\\end{") or token.text == "}"
        level = max(level, 0)
        if level == 0 and token.text == "\\\\":
            rows.append([])
        elif token.text == "&" and level == 0:
            rows[-1].append(Token(ALIGNED, token.span))
        else:
            rows[-1].append(token)
    joined: list[list[Token]] = []
    for row in rows:
        bare = [token for token in row if token.text != ALIGNED]
        if not bare:
            continue
        if joined and _goes_on(joined[-1], row):
            joined[-1].extend(bare[_spaces(bare) :])
        else:
            joined.append(bare)
    return joined


def _goes_on(last: Sequence[Token], row: list[Token]) -> bool:
    """Whether a row is the rest of the one before: a sign stands between them, or a bracket is closed by it."""
    if last[-1].text in signs.RELATIONS or last[-1].text in _JOINS or _unclosed(last) > 0 > _deepest(row):
        return True
    first = row[_spaces(row)].text if _spaces(row) < len(row) else ""
    return first in _JOINS and (first != "-" or row[0].text in _SPACES or not _states(row))


def _states(row: Sequence[Token]) -> bool:
    """Whether a row has a sign of relation outside of braces: -x = y says something by itself."""
    level = 0
    for token in row:
        level += (token.text == "{") - (token.text == "}")
        if level == 0 and token.text in signs.RELATIONS:
            return True
    return False


def _spaces(row: Sequence[Token]) -> int:
    """How many wide spaces a row begins with."""
    return next((k for k, token in enumerate(row) if token.text not in _SPACES), len(row))


def _unclosed(tokens: Sequence[Token]) -> int:
    return sum((token.text in signs.OPENING) - (token.text in signs.CLOSING) for token in tokens)


def _deepest(tokens: Sequence[Token]) -> int:
    level = least = 0
    for token in tokens:
        level += (token.text in signs.OPENING) - (token.text in signs.CLOSING)
        least = min(least, level)
    return least


def _pieces(row: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The statements of a row with the words before each: cut at words, wide spaces and commas."""
    pieces: list[tuple[str, list[Token]]] = [("", [])]
    level, everywhere = 0, False  # what stands behind ∀ only says for which letters
    for k, token in enumerate(row):
        level = max(level + _level(token), 0)
        if token.text in _SPACES and k and any(map(_binds, row[k - 1 : k], row[k + _spaces(row[k:]) :][:1])):
            continue
        if level == 0 and token.text == "\\text" and not _is_script(pieces[-1][1]) and _cuts(token):
            pieces.append((token.argument.strip().lower(), []))
        elif level == 0 and token.text == "," and _conditions(pieces[-1][1], row[k + 1 :]):
            pieces[-1][1].append(token)
        elif level == 0 and token.text in ("\\quad", "\\qquad", ",", ";", "\\therefore", "\\because"):
            pieces.append(("", []))
            everywhere = False
        elif level == 0 and token.text == "\\forall":
            everywhere = True
        elif everywhere:
            continue
        else:
            pieces[-1][1].append(token)
    merged: list[tuple[str, list[Token]]] = []
    carried = ""
    for words, piece in pieces:
        said = " ".join(part for part in (carried, words) if part)
        stripped = _stripped(piece)
        carried = said if not stripped else ""
        if stripped:
            merged.append((said, stripped))
    return merged


def _conditions(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a comma stands in the list of what is given in a law: y_i | x_i, w ∼ N(…)."""
    bars = [k for k, token in enumerate(before) if token.text in ("\\mid", "|", "\\vert")]
    if len(bars) != 1 or any(token.text in signs.RELATIONS for token in before):
        return False
    first = next((token.text for token in after if token.text in signs.RELATIONS or token.text in _PUNCTUATION), "")
    return first in ("\\sim", "∼")


def _binds(before: Token, after: Token) -> bool:
    """Whether the space between two tokens is that around a sign."""
    signed = after.text in signs.RELATIONS or after.text in _JOINS - {"-"}
    return before.text not in _PUNCTUATION - _SPACES and (signed or before.text in signs.RELATIONS)


def _cuts(token: Token) -> bool:
    words = token.argument.strip().strip(".,:")
    return words not in signs.NAMES and (len(words) > 1 or words in ("", "&"))


def _is_script(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].text in ("_", "^")


def _stripped(piece: list[Token]) -> list[Token]:
    """Without punctuation at the ends."""
    start, end = 0, len(piece)
    while end > start and piece[end - 1].text in _PUNCTUATION:
        end -= 1
    while start < end and piece[start].text in _PUNCTUATION:
        start += 1
    return piece[start:end]


def _relations(piece: Sequence[Token]) -> list[int]:
    """Where relation signs stand at the top level."""
    level, found, bars = 0, [], 0
    for k, token in enumerate(piece):
        level = max(level + _level(token), 0)
        bars ^= token.text == "|"
        scripted = k > 0 and piece[k - 1].text in ("_", "^")
        if level == 0 and token.text in signs.RELATIONS and not scripted:
            found.append(k)
    return found


def _extend(found: list[Statement], words: str, piece: list[Token]) -> None:
    places = _relations(piece)
    if not places:
        _without_relation(found, words, piece)
        return
    statement = Statement(words=words)
    values: list[tuple[Token, ...]] = []
    between: list[Token] = []
    start = 0
    for k in [*places, len(piece)]:
        value = tuple(_stripped(list(piece[start:k])))
        sign = piece[k] if k < len(piece) else None
        values.append(value)
        if sign is None or signs.RELATIONS[sign.text] in signs.ARROWS:
            if any(values) or between:
                statement.chains.append(Chain(tuple(values), tuple(between)))
            elif not statement.chains:
                statement.begins_with_arrow = True
            values, between = [], []
            if sign is not None:
                statement.arrows.append(sign)
        else:
            between.append(sign)
        start = k + 1
    while found and not found[-1].arrows and _is_list(found[-1]):
        statement.names[:0] = [value for chain in found.pop().chains for value in chain.values]
    if not any(chain.signs for chain in statement.chains) and not statement.arrows:
        return
    found.append(statement)


def _without_relation(found: list[Statement], words: str, piece: list[Token]) -> None:
    """A value by itself: the first names of a list, an objective, or the end of a range."""
    found.append(Statement([Chain((tuple(piece),), ())], words=words))


def _is_list(statement: Statement) -> bool:
    """Whether a statement is a bare name, of which what follows speaks too."""
    return all(not chain.signs and len(chain.values[0]) <= 3 for chain in statement.chains) and not statement.words


def span_of(tokens: Sequence[Token]) -> Span:
    """From the first to the last of some tokens, with the braces that close what a macro takes as its argument."""
    span = tokens[0].span.to(tokens[-1].span)
    text, end = span.source.text, span.end
    open_ = _braces(text[span.start : end])
    while open_ > 0 and text[end : end + 1] == "}":
        end, open_ = end + 1, open_ - 1
    return Span(span.source, span.start, end) if not open_ else span


def _braces(text: str) -> int:
    """How many braces a text opens and does not close."""
    bare = text.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
    return bare.count("{") - bare.count("}")
