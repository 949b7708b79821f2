"""What sentences say of letters beyond what is understood: such a letter is not any letter of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from derivations.reading.prose.marks import MARK

_BREAK = re.compile(rf"[.,;:()]|{MARK}")
RESTRICTING = re.compile(
    r"\b(?:eigen\w+|singular (?:values?|vectors?)|minimi[sz]ers?|maximi[sz]ers?|optim(?:um|a|al)"
    r"|roots?|projections?|nearest|closest|farthest|centred|centered|standardi[sz]ed|normali[sz]ed|whitened|one-hot"
    r"|unit (?:vectors?|norm|length)|orthonormal|orthogonal|stochastic|permutation|sparse|low-rank|smallest|largest"
    r"|greatest|leading|top|degrees|laplacian|adjacency|transition|indicators?|residuals?|fitted|predictions?|softmax"
    r"|masks?|(?:partial )?derivatives of|gradients? of|probabilities of|counts? of|number of"
    r"|(?:true|correct|target|winning|chosen) (?:class|label|index)"
    r"|median|symmetric|definite|semidefinite|diagonal|triangular|invertible"
    r"|independent|uncorrelated|stationary"
    r"|fixed point|support vectors?|sums? to|distinct|nonconstant|non-constant|commutes?|hyperplane|plane|circle"
    r"|unequal|different (?:real )?numbers"
    r"|subspace|null ?space|column space|kernel of|range of|span of|spanned|even|odd|integers?|bounded|feasible"
    r"|perpendicular|commuting|nilpotent|idempotent|simplex|antipodal|sphere|ball|triangle|correlation|correlated|unimodular"
    r"|hessians?|skew\S*|involut\w+|circulant|toeplitz|kernel|hermitian"
    r"|conjugate|mutually|pairwise|balanced|separable|convex|concave|monotone|increasing|decreasing|lipschitz|smooth)\b"
)
_LINK = re.compile(r"\b(?:with|and|for|to|by|at|is|are|be|has|have|let|then|so|where|that|which|we|from)\b")
DENIED = re.compile(r"\b(?:not|no|non|general|arbitrary|any|every|need not|necessarily|neither)\b")


def restrictions(said: str, understood: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    """The places of formulas, each with a word beside it that says what kind of thing it is and was not understood.

    `said` is a sentence in lower case in which private characters stand for formulas.
    """
    for place in re.findall(MARK, said):
        at = said.index(place)
        words = [word for near in beside(said, place) for word in RESTRICTING.finditer(near)]
        called = _named(said, at)
        if called:
            yield place, called
            continue
        for word in words:
            if not DENIED.search(word.string) and not understood(place, word[0]):
                yield place, word[0]
                break


def beside(said: str, place: str) -> tuple[str, str]:
    """The words just before a formula that go with it as a noun does, and those that are said directly of it."""
    at = said.index(place)
    before = list(_BREAK.finditer(said, 0, at))
    after = _BREAK.search(said, at + 1)
    return _last(said[before[-1].end() if before else 0 : at]), _first(
        said[at + 1 : after.start() if after else len(said)]
    )


_CALLED = re.compile(r"\b(?:call|called|calling|name|named|denote|denoted)\b(?:(?!\b(?:by|as)\b)[^.;:])*$")


def _named(said: str, at: int) -> str:
    """The word that gives a formula as a name to something in words, as in: call the matrix M."""
    found = _CALLED.search(said[:at].rpartition(". ")[2])
    return found[0].split()[0] if found else ""


def _last(words: str) -> str:
    """The noun before a formula, with its adjectives: what follows the last preposition or verb."""
    return _LINK.split(words)[-1]


def _first(words: str) -> str:
    """What is said directly of a formula: up to the next conjunction."""
    return re.split(r"\b(?:and|with|for|then|so|we|where|while|but)\b", words)[0]
