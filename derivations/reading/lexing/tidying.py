"""Tokens without what is only for the eye: sizes of brackets, labels of braces, empty braces."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.reading.lexing.commands import BRACED, CLOSING, FITTED, OPENING, SIZES
from derivations.reading.source import Token


@dataclass(frozen=True)
class Labelled:
    """What stands above a brace, and the label below it."""

    inside: tuple[Token, ...]
    label: tuple[Token, ...]


def tidied(found: list[Token]) -> tuple[list[Token], list[Labelled]]:
    """Without sizes of brackets and the labels of braces, which are given apart; bars with a side say which."""
    done: list[Token] = []
    braces: list[Labelled] = []
    labels: list[tuple[str, int]] = []  # of each open brace: the sign of the label to drop after it, and its begin
    place = 0
    while place < len(found):
        token = found[place]
        following = found[place + 1] if place + 1 < len(found) else None
        place += 1
        if token.text in FITTED:
            place += _fitted(token, following, done)
        elif token.text in BRACED:
            if following is not None and following.text == "{":
                labels.append((BRACED[token.text], len(done)))
                place += 1
        elif token.text == "{" and following is not None and following.text == "}" and _is_idle(found, place, done):
            place += 1
        elif token.text == "{":
            labels.append(("", 0))
            done.append(token)
        elif token.text == "}" and labels and (label := labels.pop())[0]:
            after = _after_label(found, place, label[0])
            braces.append(Labelled(tuple(done[label[1] :]), _bare(found[place + 1 : after])))
            place = after
        else:
            done.append(token)
    return done, braces


def _bare(label: list[Token]) -> tuple[Token, ...]:
    braced = len(label) > 2 and label[0].text == "{" and label[-1].text == "}"
    return tuple(label[1:-1] if braced else label)


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
    elif size.text == "\\left" or (size.text in SIZES and size.text.endswith("l")):
        side = OPENING
    elif size.text == "\\right" or (size.text in SIZES and size.text.endswith("r")):
        side = CLOSING
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
