"""Sides of a relation that are no values: argmin and argmax, limits, distributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from derivations.reading import signs
from derivations.reading.parsing.parser import Parser
from derivations.reading.prose.limits import is_whole_space
from derivations.reading.rows import span_of
from derivations.reading.source import Span, Token, Unread

_WORDS = {
    "argmin": "min",
    "argmax": "max",
    "min": "min",
    "max": "max",
    "minimize": "min",
    "maximize": "max",
    "minimise": "min",
}


@dataclass(frozen=True)
class Optimum:
    """argmin_w f or min_w f, as tokens."""

    sense: Literal["min", "max"]
    where: bool  # argmin rather than min
    letters: tuple[tuple[Token, ...], ...]
    body: tuple[Token, ...]
    span: Span


@dataclass(frozen=True)
class Limit:
    """lim_{x → a} f, as tokens."""

    letter: tuple[Token, ...]
    place: tuple[Token, ...]
    body: tuple[Token, ...]
    span: Span


def optimum(tokens: Sequence[Token]) -> Optimum | None:
    """The optimum that some tokens are; None when they are none."""
    if not tokens:
        return None
    word, after = _word(tokens)
    if word not in _WORDS:
        return None
    letters: tuple[tuple[Token, ...], ...] = ()
    if after < len(tokens) and tokens[after].text == "_":
        below, after = _script(tokens, after)
        if any(t.text == "\\in" for t in below):
            place = next(k for k, t in enumerate(below) if t.text == "\\in")
            if not is_whole_space(below[place + 1 :]):
                raise Unread(
                    "the set below an optimum is not read; write a condition behind it, after s.t.", span_of(tokens)
                )
            below = below[:place]
        if any(t.text in signs.RELATIONS for t in below):
            raise Unread("a constraint below an optimum is not read; write s.t. behind it", span_of(tokens))
        letters = tuple(tuple(piece) for piece in _listed(below))
    body = tuple(tokens[after:])
    if not body or (not word.startswith("arg") and body[0].text in ("(", "\\{", "[") and not letters):
        return None
    sense: Literal["min", "max"] = "max" if _WORDS[word] == "max" else "min"
    return Optimum(sense, word.startswith("arg"), letters, body, span_of(tokens))


def _word(tokens: Sequence[Token]) -> tuple[str, int]:
    first = tokens[0]
    if first.text == "\\arg" and len(tokens) > 1 and tokens[1].text in ("\\min", "\\max"):
        return f"arg{tokens[1].text[1:]}", 2
    if first.text == "\\operatorname" or first.text == "\\text":
        return "".join(c for c in first.argument.replace("\\,", "").replace("\\;", "") if c.isalpha()), 1
    return first.text.lstrip("\\"), 1


def _script(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    parser = Parser(tokens)
    parser.place = place + 1
    if parser.peek().text == "{":
        return parser.group_tokens(), parser.place
    return [parser.take()], parser.place


def _listed(tokens: Sequence[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def limit(tokens: Sequence[Token]) -> Limit | None:
    """The limit that some tokens are; None when they are none. Unread without what moves."""
    if not tokens or tokens[0].text != "\\lim":
        return None
    if len(tokens) < 3 or tokens[1].text != "_":
        raise Unread("a limit without what moves: write \\lim_{x \\to 0}", tokens[0].span)
    below, after = _script(tokens, 1)
    arrow = next((k for k, t in enumerate(below) if t.text in ("\\to", "\\rightarrow", "\\downarrow")), None)
    if not arrow or after >= len(tokens):
        raise Unread("a limit is read as \\lim_{x \\to 0} f", tokens[0].span)
    return Limit(tuple(below[:arrow]), tuple(below[arrow + 1 :]), tuple(tokens[after:]), span_of(tokens))


def place_of(tokens: Sequence[Token]) -> str | None:
    """Where a letter moves: 0+ or oo; None for anything else."""
    text = "".join(t.text for t in tokens if t.text not in "{}")
    return {"0": "0+", "0^+": "0+", "\\infty": "oo", "+\\infty": "oo"}.get(text)
