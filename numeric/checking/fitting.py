"""Whether shapes that do not fit are a slip of the author, or a misunderstanding of what letters and brackets mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from derivations.reading.events import Name, name_of
from derivations.reading.links import Link
from derivations.reading.names import index_terms
from derivations.reading.playing.given import is_example
from derivations.reading.playing.targets import CONSTANTS
from derivations.reading.scope import Scope, base_of, conventional
from derivations.reading.syntax import Beside, Group, Letter, Node, Scripts, parts
from derivations.reading.usage import CALLABLE


def _names(link: Link) -> set[str]:
    """The letters that occur on both sides."""
    nodes = [part for side in (link.left_node, link.right_node) if side is not None for part in parts(side)]
    return {name.name for node in nodes if (name := name_of(node)) is not None and name.index}


def _undeclared(scope: Scope, name: str) -> bool:
    """Whether something with an index is neither declared nor defined: whether it is an entry or a row is a guess."""
    if base_of(name) in CONSTANTS and scope.find(name) is None:
        return False
    known = scope.indexed.get(name) or scope.find(name)
    return name not in scope.defined and (known is None or known.origin != "stated")


_CALLED = re.compile(r"(?:([fghFG])|\\(phi|psi|rho|sigma|varphi)(?![a-z]))(?:_(?:\w|\{\w+\}))?\s*\(")


def looks_called(link: Link) -> bool:
    """Whether a letter may be a function's name: it stands before brackets around a letter, or always before some."""
    body = _defines(link) and link.fault == "right"  # what a function is defined by
    sides = (None if body else link.left_node, link.right_node)
    nodes = [part for side in sides if side is not None for part in parts(side)]
    known = _functions(link.scope) if link.scope is not None else set[str]()
    pairs = [pair for node in nodes for pair in _before_brackets(node) if pair[0].name not in known]
    heads = [name.name for name, _ in pairs]
    if any(base_of(name.name) in CALLABLE or name_of(group.items[0]) is not None for name, group in pairs):
        return True
    if link.right_node is None and _CALLED.search(link.right):
        return True
    single = [name.name for node in nodes if (name := name_of(node)) is not None]
    return any(heads.count(name) > 1 and heads.count(name) == single.count(name) for name in heads)


def _defines(link: Link) -> bool:
    """Whether a link says what f(w) is."""
    left = link.left_node
    if link.relation not in ("=", ":=") or not isinstance(left, Beside) or len(left.items) != 2:
        return False
    pairs = list(_before_brackets(left))
    return any(name_of(group.items[0]) is not None for name, group in pairs if base_of(name.name) not in CONSTANTS)


def _functions(scope: Scope) -> set[str]:
    """The names that stand for functions, by a formula or without one."""
    return {name for name, made in scope.defined.items() if made.parameters} | scope.shapes.keys()


def _before_brackets(node: Node) -> Iterator[tuple[Name, Group]]:
    """Letters before brackets, which may hold an argument; those of (W)_{ij} hold what an entry is of."""
    for first, second in pairwise(node.items) if isinstance(node, Beside) else ():
        if isinstance(second, Scripts) and len(index_terms(second.sub) or ()) == 2:
            continue
        name = name_of(first)
        group = second.base if isinstance(second, Scripts) else second
        if name is not None and isinstance(group, Group) and group.opening == "(":
            yield name, group


def in_numbers(link: Link) -> bool:
    """Whether matrices of numbers stand beside letters, whose sizes need not be those from before."""
    sides = [side for side in (link.left_node, link.right_node) if side is not None]
    return bool(link.used) and any(is_example(part) for side in sides for part in parts(side))


def sized(link: Link) -> str:
    """What the text says of a size in numbers, as in: x ∈ R^n with n = 1; empty where it says nothing."""
    scope = link.scope
    said = [] if scope is None else [words for n, (words, _) in scope.described.items() if n in scope.sizes]
    return next((words for words in said if re.fullmatch(r"\s*\w+\s*=\s*\d+\s*", words)), "")


def is_instance(link: Link) -> bool:
    """Whether a letter gets a value in numbers, or as a list, which need not be of the size from before."""
    if link.left_node is None or link.right_node is None or name_of(link.left_node) is None:
        return False
    value = link.right_node.base if isinstance(link.right_node, Scripts) else link.right_node
    listed = isinstance(value, Group) and len(value.items) > 1 and not value.bar
    return listed or not any(isinstance(part, Letter) for part in parts(link.right_node))


def by_entries(link: Link) -> bool:
    """Whether a side is [a_ij], a matrix by its general entry."""
    sides = (link.left_node, link.right_node)
    return any(isinstance(side, Group) and side.opening == "[" for side in sides)


def sure(link: Link) -> bool:
    """Whether shapes that do not fit are a slip: no letter's kind is a mere guess."""
    if link.loose:
        return False
    if link.scope is not None and any(_undeclared(link.scope, n) for n in _names(link) - link.firm):
        return False
    return link.scope is None or all(_is_sure(link, link.scope, name) for name in link.used | link.guessed)


def _is_sure(link: Link, scope: Scope, name: str) -> bool:
    """Whether the shape of a letter is said, or borne out by other rows, or does not matter.

    That of a member x_{t-1} is often taken from what x was elsewhere.
    """
    known = scope.find(name)
    said = name in scope.defined or (known is not None and known.origin == "stated")
    guess = name in link.guessed or ("_{" in name and not said and name not in scope.indexed)
    return not guess or name in scope.trusted | link.firm | scope.listed


def collapsed(link: Link) -> str:
    """A capital that custom takes for a matrix, and that only fits as a number here; empty where there is none.

    One alone may be a factor; two, or one that is inverted or transposed, are likely matrices that are not understood.
    """
    scope = link.scope
    names = [] if scope is None else [name for name in sorted(link.used) if _is_matrix(scope, name)]
    likely = scope is not None and (len(names) > 1 or any(base_of(name) in scope.inverse for name in names))
    return names[0] if names and likely else ""


def _is_matrix(scope: Scope, name: str) -> bool:
    """Whether a letter is a number against custom, and nothing says that it is."""
    guess, known = scope.guesses.get(name, scope.guesses.get(base_of(name))), scope.find(name)
    number = known is not None and known.origin != "stated" and known.kind == "scalar"
    return number and guess == "matrix" and conventional(name, bold=False) == "matrix"
