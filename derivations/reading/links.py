"""Links as they are read: what each says, what it may be judged under, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from derivations.kernel.expression import Apply
from derivations.reading.scope import Hypothesis, Scope
from derivations.reading.source import Span, Token
from derivations.reading.syntax import Node

if TYPE_CHECKING:
    from derivations.reading.playing.arrows import Arrow

Role = Literal["claim", "definition", "hypothesis", "unread", "illtyped"]
Otherwise = Literal["refuted", "hypothesis", "definition", "taken"]
Build = Callable[[], Apply]


@dataclass(frozen=True)
class Also:
    """What has to be shown too before a statement counts as shown, and what is to be said where it is not."""

    build: Build
    reason: str


@dataclass(eq=False)
class Attempt:
    """One way to understand a link as a claim."""

    how: Literal["as it stands", "derived", "optimum", "implication"]
    build: Build
    extra: tuple[Hypothesis, ...] = ()
    also: tuple[Also, ...] = ()


@dataclass(eq=False)
class Link:
    """One relation sign with its two sides."""

    span: Span
    sign: Span
    where: Literal["display", "inline"]
    left: str
    relation: str
    right: str
    role: Role = "unread"
    attempts: list[Attempt] = field(default_factory=list)
    otherwise: Otherwise = "refuted"  # when no attempt succeeds
    reason: str = ""
    mark: Span | None = None
    used: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()  # letters of it whose kind is a guess
    firm: frozenset[str] = frozenset()  # letters of it whose kind is a guess, and with no other one it would fit
    hypotheses: tuple[Hypothesis, ...] = ()
    steps: list[Attempt] = field(default_factory=list)  # what it says of a sequence at its first steps
    tends: Attempt | None = None  # what it says in the limit of which its sentence speaks
    left_node: Node | None = None
    right_node: Node | None = None
    space: tuple[Token, ...] = ()  # that is said to hold its right side
    scope: Scope | None = None  # as it was there
    order: int = 0
    lightly: frozenset[str] = frozenset()  # names set in bold where they are declared, and not here
    doubts: tuple[str, ...] = ()  # why a counterexample may not be one
    elsewhere: tuple[Hypothesis, ...] = ()  # what is said of its letters elsewhere, and not used
    over: str = ""  # the letter of the optimum that it speaks of
    limits: tuple[Hypothesis, ...] = ()  # the conditions on that letter which are used
    restricted: str = ""  # why nothing is certain of this optimum: what may restrict the letter and is not used
    vague: str = ""  # a word in a sentence about its letters that may say more of them, and its line
    conventions: frozenset[str] = frozenset()  # meanings that only custom gives
    extremal: bool = False  # the words say that it is least, or greatest, and not only stationary
    clashes: bool = False  # with these kinds of letters, its signs mean something else in the text
    fault: str = ""  # the side whose shapes do not fit by themselves, left or right
    numbers: str = ""  # columns of which it would have to be that they are numbers, for it to fit
    near: int = 0  # a line before it that is not understood and speaks of its letters, if there is one
    misfits: bool = False  # it is supposed, and does not fit with the shapes that its letters had before
    loose: bool = False  # it has members of a family of which nobody said whether they are rows or columns
    bare: bool = False  # a letter stands alone on its left
    detached: bool = False  # its left side stands in another formula
    tainted: str = ""  # a letter of it whose definition was not understood, and where
    calls: str = ""  # a letter read as a factor, though it stands before brackets around one letter, as in p(x)
    varies: str = ""  # a letter beside derivatives to which words give a value, which may depend on what moves
    unrolled: bool = False  # it speaks of a first step of a recurrence and of a general one
    flips: bool = False  # it fits in the other layout of derivatives than the one that was used before
    layout: bool = False  # whether the layout of derivatives matters to it
    solving: Hypothesis | None = None  # the equation as something to be solved, when it may be one
    states: Build | None = None  # what it says as it stands
    shown: Build | None = None  # the same for a reader, where a name is given
    arrow: Arrow | None = None  # what it claims, where its sign stands between statements

    @property
    def failed(self) -> bool:
        """Whether it could not be read, or not with these shapes."""
        return self.role in ("unread", "illtyped")
