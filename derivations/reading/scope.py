"""What is known of letters at a place of a document: shapes, properties, definitions, conventions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.letters import GREEK
from derivations.operations.probability import Law
from derivations.reading.sizes import ONE, SCALAR, Dim, Shape, Trail, Unknown, fresh_shape
from derivations.reading.source import Span, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import Value, size_of

Kind = Literal["scalar", "vector", "matrix", "entries", "family", "function"]
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
    properties: list[str] = field(default_factory=list)

    def symbol(self) -> Symbol:
        """The letter as an expression."""
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
    recent: bool = True  # made in the part that is being read


@dataclass(eq=False)
class Hypothesis:
    """Something that holds from its place on; built when all sizes are known."""

    build: Callable[[], Apply]
    letters: frozenset[str]
    words: str
    span: Span | None = None
    step: str = ""  # the id of the step that states it, when it is one
    solving: bool = False  # an equation to be solved rather than a fact


@dataclass(eq=False)
class Scope:
    """All that is known at a place. `guesses` are kinds of letters nobody declared, tried until the rows fit."""

    trail: Trail = field(default_factory=Trail)
    letters: dict[str, Known] = field(default_factory=dict)
    defined: dict[str, Defined] = field(default_factory=dict)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    sizes: set[str] = field(default_factory=set)
    guesses: dict[str, Kind] = field(default_factory=dict)
    inherited: dict[str, Kind] = field(default_factory=dict)
    laws: dict[str, Callable[[], Law]] = field(default_factory=dict)  # of random letters
    functions: set[str] = field(default_factory=set)
    layout: Layout | None = None  # of the derivative by a column
    matrix_layout: Layout | None = None
    stated_layout: bool = False
    strict: bool = False  # no guessing at letters
    prime_transposes: bool = False
    variable: str = ""  # what the last objective is optimised over
    times: set[str] = field(default_factory=set)  # letters that are written with a time t as their index
    words: frozenset[str] = frozenset()  # of the prose, in lower case
    trusted: frozenset[str] = frozenset()  # letters whose guessed kinds several rows bear out
    title: str = ""  # of the section, in lower case

    def copy(self) -> Scope:
        """A scope that can be changed without changing this one; what is found of sizes is shared."""
        defined = {name: replace(made) for name, made in self.defined.items()}
        return replace(
            self,
            letters=dict(self.letters),
            defined=defined,
            hypotheses=list(self.hypotheses),
            sizes=set(self.sizes),
            guesses=dict(self.guesses),
            laws=dict(self.laws),
        )

    def find(self, name: str) -> Known | None:
        """A letter that is known."""
        return self.letters.get(name)

    def declare(self, name: str, shape: Shape, origin: Origin, span: Span | None, *, family: bool = False) -> Known:
        """A letter's new life from here on."""
        known = Known(name, shape, origin, span, family)
        self.letters[name] = known
        self.defined.pop(name, None)
        self.hypotheses = [h for h in self.hypotheses if name not in h.letters]
        return known

    def guess(self, name: str, *, bold: bool, indexed: bool = False) -> Kind:
        """The kind of a letter nobody declared: tried before, or by convention."""
        kind = self.guesses.get(name)
        if kind is None and self.strict and base_of(name) not in GREEK:
            raise Unread(f"shape of {name} unknown; declare it, as in --let '{name} : n x d'")
        if kind is None:
            kind = self.inherited.get(name) or conventional(name, bold=bold, indexed=indexed)
            self.guesses[name] = kind
        return kind

    def conventional(self, name: str, kind: Kind, span: Span) -> Known:
        """A letter of a guessed kind, with sizes to be found."""
        if kind == "family":
            known = Known(name, (Dim.of(Unknown(name)), Dim.of(Unknown(name))), "convention", span, family=True)
        else:
            shape = SCALAR if kind == "scalar" else fresh_shape(name, "vector" if kind == "entries" else kind)
            known = Known(name, shape, "convention", span)
        self.letters[name] = known
        return known


def base_of(name: str) -> str:
    """A name without accents and scripts: w for \\hat w^*."""
    bare = name.split("^")[0].split("_")[0].split(" ")[-1]
    return bare.rstrip("'").lstrip("\\")


def conventional(name: str, *, bold: bool, indexed: bool = False) -> Kind:
    """The kind that convention gives: capitals are matrices, bold or late letters columns, Greek ones scalars."""
    bare = base_of(name)
    if indexed:
        return "family" if bold else "entries"
    if name.startswith(("\\mathcal", "\\mathbb", "\\mathscr")):
        return "scalar"
    if bare in ("Sigma", "Lambda", "Phi", "Psi", "Omega", "Gamma", "Theta", "Pi", "Xi"):
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
    "entries": ("family", "scalar"),
    "family": ("entries", "scalar"),
    "function": (),
}


def expression_of(value: Value) -> Expression:
    """The expression of a value."""
    return value.build()


__all__ = ["ALTERNATIVES", "ONE", "Defined", "Hypothesis", "Known", "Layout", "Scope", "base_of", "conventional"]
