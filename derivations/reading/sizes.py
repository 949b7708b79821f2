"""Sizes that are not known yet, found by what must fit: linear unification over the letters of sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from derivations.kernel.expression import Size


class Unknown:
    """A size to be found; `letter` says whose it is, for messages and for a name when nothing fixes it.

    A `wide` one is never 1: that of a column which the text transposes or calls a vector, as nobody does a number.
    """

    __slots__ = ("letter", "value", "wide")

    def __init__(self, letter: str = "", *, wide: bool = False) -> None:
        self.letter, self.wide = letter, wide
        self.value: Dim | None = None


Atom = Unknown | tuple[str, ...]  # a tuple is a monomial of size letters, () the number one


class Dim:
    """A size as a sum: unknowns and monomials with whole coefficients."""

    __slots__ = ("terms",)

    def __init__(self, terms: dict[Atom, int]) -> None:
        self.terms = {atom: count for atom, count in terms.items() if count}

    @staticmethod
    def of(value: Dim | Size | str | int | Unknown) -> Dim:
        """A dimension from a size, a letter or a whole number."""
        if isinstance(value, Dim):
            return value
        if isinstance(value, Unknown):
            return Dim({value: 1})
        return Dim(dict(Size.of(value).terms))

    def resolved(self) -> Dim:
        """With all that is known put in."""
        if not any(isinstance(atom, Unknown) and atom.value is not None for atom in self.terms):
            return self
        total: Counter[Atom] = Counter()
        for atom, count in self.terms.items():
            inner = atom.value.resolved() if isinstance(atom, Unknown) and atom.value is not None else Dim({atom: 1})
            for other, times in inner.terms.items():
                total[other] += count * times
        return Dim(dict(total))

    def __add__(self, other: Dim) -> Dim:
        total = Counter(self.terms)
        for atom, count in other.terms.items():
            total[atom] += count
        return Dim(dict(total))

    def minus(self, other: Dim) -> Dim:
        """The difference, which may have negative coefficients."""
        return self + Dim({atom: -count for atom, count in other.terms.items()})

    def contains(self, part: Dim) -> bool:
        """Whether it is another size and something more."""
        rest = self.resolved().minus(part.resolved()).terms
        return bool(rest) and all(count > 0 for count in rest.values())

    def unknowns(self) -> list[Unknown]:
        """What is not known in it."""
        return [atom for atom in self.resolved().terms if isinstance(atom, Unknown)]

    @property
    def is_one(self) -> bool:
        """Whether it is known to be 1."""
        return self.resolved().terms == {(): 1}

    def size(self) -> Size | None:
        """The size, when it is known."""
        terms = self.resolved().terms
        if any(isinstance(atom, Unknown) for atom in terms):
            return None
        return Size.total((atom, count) for atom, count in terms.items() if isinstance(atom, tuple))

    def __str__(self) -> str:
        size = self.size()
        return str(size) if size is not None else "?"


ONE = Dim({(): 1})
Shape = tuple[Dim, Dim]
SCALAR: Shape = (ONE, ONE)


class Clash(ValueError):
    """Two sizes that can never be equal."""


class Trail:
    """What was found, in order, so that it can be taken back."""

    def __init__(self) -> None:
        self.bound: list[Unknown | Callable[[], None]] = []

    def unify(self, left: Dim, right: Dim) -> None:
        """Make two sizes equal. Clash when they cannot be."""
        difference = left.resolved().minus(right.resolved())
        if not difference.terms:
            return
        unknowns = [(atom, count) for atom, count in difference.terms.items() if isinstance(atom, Unknown)]
        for atom, count in sorted(unknowns, key=lambda pair: pair[0].wide):
            rest = Dim({a: -c * count for a, c in difference.terms.items() if a is not atom})
            narrow = atom.wide and rest.terms == {(): 1}
            if abs(count) == 1 and not narrow and rest.terms and all(c > 0 for c in rest.terms.values()):
                atom.value = rest
                self.bound.append(atom)
                return
        raise Clash(f"{left} against {right}")

    def mark(self) -> int:
        """A place to come back to."""
        return len(self.bound)

    def found(self, mark: int) -> list[Unknown]:
        """The sizes found since."""
        return [found for found in self.bound[mark:] if isinstance(found, Unknown)]

    def note(self, undo: Callable[[], None]) -> None:
        """Remember how to take something else back."""
        self.bound.append(undo)

    def undo(self, mark: int) -> None:
        """Forget what was found since."""
        for found in reversed(self.bound[mark:]):
            if isinstance(found, Unknown):
                found.value = None
            else:
                found()
        del self.bound[mark:]


def fresh_shape(letter: str, kind: str, *, wide: bool = False) -> Shape:
    """The shape of a letter of a kind: scalar, vector or matrix. A wide one has more than one row."""
    if kind == "scalar":
        return SCALAR
    if kind == "vector":
        return Dim.of(Unknown(letter, wide=wide)), ONE
    return Dim.of(Unknown(letter, wide=wide)), Dim.of(Unknown(letter))


def written(shape: Iterable[Dim]) -> str:
    """A shape in words, as in n × d."""
    return " × ".join(map(str, shape))
