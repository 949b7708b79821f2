"""What is known of letters at a place of a document: shapes, properties, definitions, conventions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.letters import GREEK
from derivations.operations.probability import Law
from derivations.reading.abstract.survey import Survey
from derivations.reading.leaning import Lean
from derivations.reading.sizes import ONE, Clash, Dim, Shape, Trail, Unknown, fresh_shape
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import Value, leaf, size_of

Kind = Literal["scalar", "vector", "matrix", "entries", "family", "rows", "function"]
Origin = Literal["stated", "inferred", "convention"]
Layout = Literal["row", "column"]


@dataclass(eq=False)
class Known:
    """A letter: its shape, and where that comes from.

    A family x_1, x_2, … of columns is the rows of a matrix; `count` is then how many there are.
    """

    name: str
    shape: Shape
    origin: Origin
    span: Span | None = None
    family: bool = False
    level: int = 0  # of the section that declares it
    lying: bool = False  # the members of a family are rows
    bold: bool = False  # declared in a font of vectors and matrices
    rows_of: Known | None = None  # the matrix whose rows a family is
    whole: Value | None = None  # or the value, of a matrix that is defined
    columns: bool = False  # or whose columns
    properties: list[str] = field(default_factory=list)

    def symbol(self) -> Symbol:
        """The letter as an expression."""
        leaf()
        if self.rows_of is not None:
            return self.rows_of.symbol()
        return Symbol(self.name, *(size_of(dim) for dim in self.shape))

    @property
    def kind(self) -> Kind:
        """Scalar, vector or matrix; a family is called a vector."""
        if self.family:
            return "family"
        rows, columns = self.shape
        return "scalar" if rows.is_one and columns.is_one else "vector" if columns.is_one else "matrix"


@dataclass(eq=False)
class Defined:
    """A name for an expression, or for a function of parameters."""

    name: str
    body: Node
    parameters: tuple[str, ...] = ()
    span: Span | None = None
    value: Value | None = None  # of the body, typed where the definition stands
    letters: tuple[Known, ...] = ()  # the parameters as letters
    uses: frozenset[str] = frozenset()  # the letters it rests on
    squares: frozenset[str] = frozenset()  # parameters that are written as squares
    example: int | None = None  # numbers for a letter that is known otherwise: the level of the section they hold in
    recent: bool = True  # made in the part that is being read
    again: Callable[[Any], Value] | None = None  # reads it anew, when that is more than reading its body


@dataclass(eq=False)
class Hypothesis:
    """Something that holds from its place on; built when all sizes are known."""

    build: Callable[[], Apply]
    letters: frozenset[str]
    words: str
    span: Span | None = None
    step: str = ""  # the id of the step that states it, when it is one
    solving: bool = False  # an equation to be solved rather than a fact
    passing: bool = False  # it holds where a word such as if supposes it, and in what follows from that
    of_case: bool = False  # it describes a case behind its label
    taken: bool = False  # nothing gives it, and no word supposes it
    gives: str = ""  # the letter whose value it says
    sure: bool = False  # a definition gives it, also where it is what is claimed
    outright: bool = False  # stated in a let block, so that no sentence takes it back
    around: bool = False  # it holds around a point where it holds
    implied: bool = False  # no word says it, but what stands before it has no meaning without it


@dataclass(frozen=True)
class Independence:
    """Sets of random letters that are independent of each other; until the paragraph ends, or for good."""

    sets: tuple[frozenset[str], ...]
    passing: bool = False
    span: Span | None = None


@dataclass(eq=False)
class Unsaid:
    """A function that no formula gives: the shapes of its arguments and of its values, and who says so."""

    domain: tuple[Shape, ...]
    shape: Shape
    entrywise: bool = False
    said: bool = False  # the document declares it as a function
    more: bool = False  # and says more of it than is understood


@dataclass(eq=False)
class Goal:
    """What is being optimised: the value, its letter, the sense, a constraint."""

    value: Value
    letter: Known
    sense: str
    constraint: Hypothesis | None = None
    part: object = None  # in which it was set
    others: tuple[Known, ...] = ()  # what it is optimised over besides

    @property
    def over(self) -> tuple[Known, ...]:
        """All letters it is optimised over, by name."""
        return tuple(sorted((self.letter, *self.others), key=lambda known: known.name))


@dataclass(eq=False)
class Scope:
    """All that is known at a place. `guesses` are kinds of letters nobody declared, tried until the rows fit."""

    trail: Trail = field(default_factory=Trail)
    letters: dict[str, Known] = field(default_factory=dict)
    grids: dict[str, Shape] = field(default_factory=dict)  # families of matrices: the shape of a member
    blocks: dict[str, str] = field(default_factory=dict)  # names of blocks, with what is taken of each
    indexed: dict[str, Known] = field(default_factory=dict)  # what is only written with an index: families
    hessians: set[str] = field(default_factory=set)  # letters that words call a Hessian, which is symmetric
    local: dict[str, tuple[int, str]] = field(default_factory=dict)  # shapes given in a clause: the line, and its word
    shaky: dict[str, int] = field(default_factory=dict)  # those whose part is over: another such letter may be meant
    unread: dict[str, frozenset[str]] = field(default_factory=dict)  # what is in a definition that is not read
    tainted: dict[str, int] = field(default_factory=dict)  # names whose definition could not be read, and its line
    computed: dict[str, int] = field(default_factory=dict)  # letters that code computes, and its line
    defined: dict[str, Defined] = field(default_factory=dict)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    sizes: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)  # random letters with a law by name
    guesses: dict[str, Kind] = field(default_factory=dict)
    inverted: tuple[Hypothesis, ...] = ()  # that matrices are invertible of which inverses stand in this part
    valued: frozenset[str] = frozenset()  # letters to which words give a value
    reshaped: frozenset[str] = frozenset()  # letters that one part declares with two shapes
    inherited: dict[str, Known] = field(default_factory=dict)  # from the problems before: used until they do not fit
    fresh: set[str] = field(default_factory=set)  # letters of which nothing is to be inherited
    laws: dict[str, Callable[[], Law]] = field(default_factory=dict)  # of random letters
    moments: dict[str, dict[str, Value]] = field(default_factory=dict)  # what is known of each
    averaged: frozenset[str] = frozenset()  # letters whose own mean or variance a document writes: they are random
    normals: dict[str, Any] = field(default_factory=dict)  # normal laws with names
    arguments: dict[str, frozenset[str]] = field(default_factory=dict)  # what p stands before in parentheses: x in p(x)
    mark: str = ""  # an index of the E that is being read which names no random letter
    under: str = ""  # the law under which all means are said to be
    loners: set[str] = field(default_factory=set)  # random letters that are independent of all others
    independent: list[Independence] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)  # indices that are said to differ
    model_bodies: dict[str, Node] = field(default_factory=dict)
    models: dict[str, tuple[Known, Value]] = field(default_factory=dict)  # letters that are functions of random ones
    recurrences: list[tuple[str, Value]] = field(default_factory=list)  # names of a next step, with their values
    survey: Survey = field(default_factory=Survey)  # what is done with letters that may be functions
    hidden: dict[str, Defined] = field(default_factory=dict)  # definitions that are letters for now
    loss_of: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what losses are said to be functions of
    once: frozenset[str] = frozenset()  # losses that are said to depend on what they do through one step only
    loss_arguments: dict[str, tuple[str, ...]] = field(default_factory=dict)  # and what they were taken to be last
    vague: list[Any] = field(default_factory=list)  # sentences with words that may say more of their letters
    restricting: list[Any] = field(default_factory=list)  # sentences that may say among what a letter is chosen
    meant: dict[str, str] = field(default_factory=dict)  # names that words call by the name of a function
    unclear: dict[str, frozenset[str]] = field(default_factory=dict)  # letters in equations that define nothing
    shapes: dict[str, Unsaid] = field(default_factory=dict)  # of functions that no formula gives
    counts: dict[str, str] = field(default_factory=dict)  # how far x_1, …, x_m runs, where its kind was not said
    described: dict[str, tuple[str, int]] = field(default_factory=dict)  # letters, with words not understood, and line
    leans: dict[str, tuple[Lean, ...]] = field(default_factory=dict)  # what words say letters may depend on
    layout: Layout | None = None  # of the derivative of a number by a column
    jacobian_layout: Layout | None = None
    matrix_layout: Layout | None = None
    stated_layout: bool = False  # in a let block: then of derivatives by matrices too
    said_layout: bool = False  # there or in prose
    said_jacobians: Layout | None = None  # of derivatives of columns, where words or a let block tell
    opaque: set[str] = field(default_factory=set)  # functions whose values are letters for now
    ones: Dim | None = None  # how long a column of ones is, where that was said
    strict: bool = False  # no guessing at letters
    prime_transposes: bool = False
    contexts: list[Hypothesis] = field(default_factory=list)  # equations to be solved
    former: list[Hypothesis] = field(default_factory=list)  # those of earlier parts of the problem
    lapsed: list[Hypothesis] = field(default_factory=list)  # what was said of letters before they began a new life
    ending: list[Hypothesis] = field(default_factory=list)  # supposed for the last paragraph of the section before
    goal: Goal | None = None
    part: object = None  # changes with every part
    variable: str = ""  # what the last objective is optimised over
    energy: bool = False  # the letter E is differentiated, so that it is no mean
    differentials: bool = False  # d before a letter is a differential
    membered: set[str] = field(default_factory=set)  # letters that occur with the index of a sample, as in x_i
    listed: set[str] = field(default_factory=set)  # letters of which a list from 1 to n was written
    unsquared: set[str] = field(default_factory=set)  # letters that occur other than as squares
    transposed: frozenset[str] = frozenset()  # letters that occur with a transpose, or in bold: they are no numbers
    inverse: frozenset[str] = frozenset()  # capitals that occur inverted, transposed or below a trace
    called: frozenset[str] = frozenset()  # letters that only stand before a parenthesis, as functions do
    times: set[str] = field(default_factory=set)  # letters that are written with a time t as their index
    words: frozenset[str] = frozenset()  # of the prose, in lower case
    trusted: frozenset[str] = frozenset()  # letters whose guessed kinds several rows bear out
    level: int = 0  # of the section
    title: str = ""  # of the section, in lower case
    said: str = ""  # the text of the section and of those around it
    barred: dict[str, str] = field(default_factory=dict)  # letters of kinds that are not read, and of which

    def copy(self) -> Scope:
        """A scope that can be changed without changing this one; what is found of sizes is shared."""
        own: dict[str, Any] = {
            f.name: copy(kept) for f in fields(self) if isinstance(kept := getattr(self, f.name), dict | list | set)
        }
        defined = {name: replace(made) for name, made in self.defined.items()}
        moments = {name: dict(known) for name, known in self.moments.items()}
        return replace(self, **{**own, "defined": defined, "moments": moments})

    def shake(self, *words: str) -> None:
        """Shapes that were given in a clause with such a word, or with any, are not certain from here on."""
        over = {name for name, (_, word) in self.local.items() if not words or word in words}
        self.shaky.update((name, self.local.pop(name)[0]) for name in over)

    def find(self, name: str) -> Known | None:
        """A letter that is known."""
        return self.letters.get(name)

    def declare(self, name: str, shape: Shape, origin: Origin, span: Span | None, *, family: bool = False) -> Known:
        """A letter's new life from here on."""
        known = Known(name, shape, origin, span, family, level=self.level)
        if family:
            self.indexed[name] = known
            return known
        self.letters[name] = known
        self.defined.pop(name, None)
        self.tainted.pop(name, None)
        self.unread.pop(name, None)
        self.barred.pop(name, None)
        self.hypotheses = [h for h in self.hypotheses if name not in h.letters]
        return known

    def guess(self, name: str, *, bold: bool, indexed: bool = False) -> Kind:
        """The kind of a letter nobody declared: tried before, or by convention."""
        kind = self.guesses.get(name)
        if kind is None and self.strict and base_of(name) not in GREEK:
            raise Unread(f"shape of {name} unknown; declare it, as in --let '{name} : n x d'")
        if kind is None:
            before = self.inherited.get(name)
            kind = before.kind if before is not None and not indexed else conventional(name, bold=bold, indexed=indexed)
            self.guesses[name] = kind
        return kind

    def conventional(self, name: str, kind: Kind, span: Span) -> Known:
        """A letter of a guessed kind, with sizes to be found."""
        if kind in ("family", "rows"):
            known = Known(name, (Dim.of(Unknown(name)), Dim.of(Unknown(name))), "convention", span, family=True)
            known.lying = kind == "rows"
            self.indexed[name] = known
            return self._counted(known)
        else:
            before = self.inherited.get(name)
            wide = base_of(name) in self.transposed and kind != "matrix"
            shape = fresh_shape(name, "vector" if kind == "entries" else kind, wide=wide)
            if before is not None and before.kind == kind and name not in self.fresh:
                shape = before.shape
            known = Known(name, shape, "convention", span)
        self.letters[name] = known
        return self._counted(known) if kind == "entries" else known

    def _counted(self, known: Known) -> Known:
        """As many members as a list of them has."""
        if known.name in self.counts:
            with suppress(Clash):
                self.trail.unify(known.shape[0], Dim.of(self.counts[known.name]))
        return known


def base_of(name: str) -> str:
    """A name without accents and scripts: w for \\hat w^*."""
    bare = name.split("(")[0].split("^")[0].split("_")[0].split(" ")[-1]
    return bare.rstrip("'").lstrip("\\")


MATRICES = {"Sigma", "Lambda", "Phi", "Psi", "Omega", "Gamma", "Theta", "Pi", "Xi"}


def conventional(name: str, *, bold: bool, indexed: bool = False) -> Kind:
    """The kind that convention gives: capitals are matrices, bold or late letters columns, Greek ones scalars."""
    bare = base_of(name)
    if indexed and (bare in MATRICES or (bold and bare[:1].isupper())):
        return "matrix"  # each with its index one of its own
    if indexed:
        return "family" if bold else "entries"
    if name.startswith(("\\mathcal", "\\mathbb", "\\mathscr")):
        return "scalar"
    if bare in MATRICES:
        return "matrix"
    if bold:
        return "matrix" if bare[:1].isupper() else "vector"
    if bare in GREEK:
        return "scalar"
    if bare[:1].isupper():
        return "scalar" if bare in ("C", "N", "T", "J", "L") and bare != name else "matrix"
    return "vector" if bare in ("u", "v", "w", "x", "y", "z", "b", "g", "r") else "scalar"


ALTERNATIVES: dict[Kind, tuple[Kind, ...]] = {
    "scalar": ("vector", "matrix"),
    "vector": ("scalar", "matrix"),
    "matrix": ("vector", "scalar"),
    "entries": ("family", "rows", "scalar"),
    "family": ("rows", "entries", "scalar"),
    "rows": ("family", "entries"),
    "function": (),
}


def expression_of(value: Value) -> Expression:
    """The expression of a value."""
    return value.build()


__all__ = ["ALTERNATIVES", "ONE", "Defined", "Hypothesis", "Known", "Layout", "Scope", "base_of", "conventional"]
