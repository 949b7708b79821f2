"""What a document says, in order, before anything is known of its letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from derivations.reading.rows import Statement
from derivations.reading.sizes import Dim
from derivations.reading.source import Span, Token
from derivations.reading.syntax import Letter, Node, Scripts


@dataclass(frozen=True)
class Name:
    """A letter as written: its name, whether it is set in bold, and the index of a family such as x_i."""

    name: str
    bold: bool = False
    index: str = ""
    count: str = ""  # of a family x_1, …, x_n: n
    squared: bool = False  # written as a square, such as the variance \\sigma^2 among a function's parameters


@dataclass
class Declare:
    """Letters with their shape, or with properties only (`shape` is None); no sizes for a scalar."""

    names: list[Name]
    shape: tuple[Dim, ...] | None
    span: Span
    properties: list[str] = field(default_factory=list)
    stated: bool = True  # outright, in a let block: it outlives its section
    early: bool = False  # holds from the beginning of its section
    mean: tuple[Token, ...] | None = None  # of a random letter; None: it is not random
    covariance: tuple[Token, ...] | None = None
    random: bool = False
    rows_of: Name | None = None  # the names are a family: the rows of this matrix
    columns: bool = False  # its columns instead
    upright: bool = True  # and are written transposed there, so that they are columns
    gaussian: bool = False
    entries: bool = False  # mean and covariance are those of every entry, which are independent
    passing: bool = False  # holds to the end of its paragraph only
    unsure: str = ""  # a word for which it is not taken as a fact
    kind: Literal["scalar", "vector", "matrix", "any size", ""] = ""  # in words, when no sizes are given
    square: bool = False
    wide: bool = False  # has more than one row, as the factors of what words call a product of matrices or vectors
    clause: str = ""  # the word if or for, when it only speaks of the letters of that sentence


@dataclass
class Independent:
    """Sets of random letters that are independent of each other, or only uncorrelated."""

    sets: list[list[Name]]
    span: Span
    passing: bool = False
    uncorrelated: bool = False
    unsure: str = ""


@dataclass
class Under:
    """The law under which all means are taken that name none."""

    name: Name
    span: Span


@dataclass
class Blocks:
    """A letter that a formula parts, with the index of each of its blocks: Σ = (Σ_aa, Σ_ab; Σ_ba, Σ_bb)."""

    base: str
    labels: list[list[str]]
    span: Span
    said: bool = False  # that they are blocks, by the words before


@dataclass
class Assume:
    """A relation that holds from here on."""

    chain: Node
    span: Span
    stated: bool = True
    passing: bool = False
    over: tuple[str, ...] | None = None  # the indices at all places of which it holds; None: all of its own
    unsure: str = ""
    excepted: str = ""  # the word behind which its contrary stands: unless


@dataclass
class Having:
    """A formula that is supposed to have properties in words: X'X is invertible."""

    tokens: tuple[Token, ...]
    words: list[str]
    span: Span
    passing: bool = False
    unsure: str = ""


@dataclass
class Valued:
    """Letters to which words give a value, so that an equation about them is claimed."""

    names: list[Name]
    span: Span


@dataclass
class Describe:
    """Letters of which a sentence says more than is understood, in these words."""

    names: list[Name]
    words: str
    span: Span


@dataclass
class Depends:
    """Letters that words tie to others, on which they may depend; `*` stands for whatever there is."""

    names: list[Name]
    on: frozenset[str]
    word: str
    span: Span


@dataclass
class Vague:
    """Letters in a sentence with a word that is not known to say nothing of them."""

    names: frozenset[str]
    word: str
    span: Span


@dataclass
class Restrict:
    """Letters in a sentence that may say among what they are chosen."""

    names: frozenset[str]
    word: str
    span: Span
    exact: bool = False  # it is said of these letters alone


@dataclass
class Renew:
    """Letters that a sentence declares, perhaps anew: then what was said of them elsewhere is over."""

    names: list[Name]
    span: Span
    former: dict[str, Span | None] = field(default_factory=dict)  # where they were declared before
    whole: bool = False  # it says of what kind they are, and not only how they are


@dataclass
class Recast:
    """Names to which words give another meaning than before; where none is named, all that have a number for value."""

    names: list[tuple[Token, ...]]
    span: Span


@dataclass
class Computed:
    """Letters that code computes."""

    names: list[str]
    span: Span


@dataclass
class Meant:
    """Names that words call by the name of a function."""

    names: list[Name]
    word: str
    span: Span


@dataclass
class Lift:
    """The end of what was supposed for a while; of what was said of letters, where it names some."""

    names: list[Name]
    denied: str = ""  # the property that letters are said not to have
    whole: bool = False  # of everything that sentences suppose, and not only of what holds for a while


@dataclass
class Bar:
    """Letters of a kind that is not read, such as complex numbers."""

    names: list[Name]
    reason: str
    span: Span


@dataclass
class Perpendicular:
    """Two letters with ⊥ between them: independent ones where they are random, else x'y = 0."""

    names: tuple[Name, Name]
    span: Span
    random: bool = False
    passing: bool = False
    unsure: str = ""
    word: str = ""  # the word that says so, where no ⊥ does
    unit: bool = False  # both have length 1


@dataclass
class Call:
    """A name, or a function, for a side of the statement before."""

    tokens: tuple[Token, ...]
    side: Literal["left", "right"]
    span: Span


@dataclass
class Define:
    """A name for an expression or a function, given outright."""

    tokens: tuple[Token, ...]  # name = expression
    span: Span
    quietly: bool = False  # only of a letter of which nothing is known, as below a brace


@dataclass
class Shaped:
    """What is said of a function that no formula gives: its spaces, convexity, smoothness, minimiser, arguments."""

    name: Name
    word: str  # map, convex, strong, smooth, minimiser or of
    span: Span
    constant: tuple[Token, ...] = ()  # the number of which it is smooth or convex, or the minimiser
    domain: tuple[Dim, ...] = ()
    values: tuple[Dim, ...] = ()
    passing: bool = False  # holds to the end of its paragraph only
    anew: bool = False  # the letter begins a new life
    of: tuple[str, ...] = ()  # the quantities a loss is a function of
    unsure: str = ""


@dataclass
class Layout:
    """How derivatives are laid out."""

    layout: Literal["row", "column", "auto"]
    span: Span | None
    stated: bool = True
    jacobians: bool = True  # of all derivatives, and not only of those of numbers, the gradients
    shaped: bool = False  # that of a number by a matrix has the shape of that matrix


@dataclass
class Claimed:
    """A statement with its place and the words around it."""

    statement: Statement
    where: Literal["display", "inline"]
    cue: str = ""  # the sentence before it, in lower case
    goes_on: bool = False  # the first chain begins with a relation sign
    display: int = -1  # where its display begins
    behind: bool = False  # a formula that is more than a condition on letters stands before it in its row
    row: str = ""  # the sentence before that row, where something stands before it there
    entitled: bool = False  # a title says what its functions are: it is to hold of these, also as a definition
    explains: bool = False  # it stands in a sentence such as `where S = …` after a display
    order: int = 0  # in the document; definitions are read before what uses them
    after: str = ""  # the rest of its sentence, in lower case
    answer: str = ""  # the next sentence
    unsure: str = ""  # a word for which it is not claimed by itself
    doubt: str = ""  # a word in the reason behind it that restricts what it speaks of


@dataclass
class Objective:
    """Something to be minimised or maximised, over letters, perhaps under a constraint."""

    tokens: tuple[Token, ...]
    span: Span
    cue: str = ""


@dataclass
class Paragraph:
    """The end of a paragraph."""

    inside: bool = False  # a blank line within a sentence, before a display


@dataclass
class Begin:
    """The beginning of a sentence; one that goes on behind a display begins nothing."""

    span: Span


@dataclass
class Part:
    """The beginning of a part such as (a)."""

    span: Span


@dataclass
class Problem:
    """Something that is not as it should be in a declaration."""

    message: str
    span: Span


Event = (
    Declare
    | Blocks
    | Independent
    | Depends
    | Under
    | Assume
    | Describe
    | Having
    | Valued
    | Renew
    | Restrict
    | Meant
    | Recast
    | Computed
    | Lift
    | Bar
    | Perpendicular
    | Call
    | Define
    | Shaped
    | Layout
    | Claimed
    | Objective
    | Paragraph
    | Begin
    | Vague
    | Part
    | Problem
)


def name_of(node: Node) -> Name | None:
    """The name that a tree is, if it is one: a letter with scripts that belong to it."""
    from derivations.reading.names import (
        index_terms,
        is_index,
        is_label,
        is_time,
        plain,
        symbol_name,
        with_scripts,
    )

    if isinstance(node, Letter):
        return Name(symbol_name(node), node.bold)
    if not isinstance(node, Scripts) or not isinstance(node.base, Letter):
        return None
    labels = [t for t in node.sups if is_label(t)]
    if len(labels) < len(node.sups):
        return None
    base = symbol_name(node.base)
    if labels and is_index(labels[0]) and not node.sub:
        return Name(base, node.base.bold, plain(labels[0][1:-1]))
    label = plain(labels[0]) if labels else ""
    terms = None if is_time(node.sub) else index_terms(node.sub)
    if terms is not None and len(terms) == 1 and not terms[0].isdigit():
        return Name(with_scripts(base, "", label, node.primes), node.base.bold, terms[0])
    return Name(with_scripts(base, plain(node.sub), label, node.primes), node.base.bold)
