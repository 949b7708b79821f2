"""Whether a sentence says plainly what it says of a letter, so that it may be taken as a fact.

A supposition that a clause states in words that are all known to suppose is one. An unknown word, a negation, an
alternative, a hedge may turn it into something else: often A is symmetric, a > 0 or b > 0, nothing tells us that …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from derivations.reading.events import Assume, Claimed, Declare, Event, Having, Independent, Perpendicular, Shaped
from derivations.reading.playing.governing import governed
from derivations.reading.properties import TABLE
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import MARK, mark_of
from derivations.reading.vocabulary import OBJECTS

_GRAMMAR = """
a an the this that these those it its they them their there here we us our you is are be been being am has have having
do does and as at by for from in into of on onto to with where whose which who because since hence therefore thus then
so let lets let's note notice recall observe remember moreover also furthermore further now next again first finally
both all each every any two three four five further throughout still yet too indeed namely i.e e.g
assume assumes assumed assuming suppose supposed supposing consider considers considered considering given giving take
taking taken fix fixed fixing define defined defines denote denotes denoted denoting write writing written call called
choose chosen pick picked put set setting say provided whenever when if while such s.t subject satisfying satisfies
satisfy obeying obeys obey requires required imposing impose know known knows holds hold case order make makes follow
follows follow following conditions condition assumption assumptions constraint constraints requirement hypothesis
loss generality simplicity convenience without wlog prove show shown shows use using used get gets become becomes made
implies means ensures ensure guarantees guarantee guaranteed yields gives will shall can must should need needs
between among over under through via after before respect each other same common own one i ii iii iv v vi
always give gives see keep keeps seen part parts exercise problem step independently identically
drawn distributed sampled draws sample law laws draw
"""
_KINDS = """
real complex square arbitrary general generic finite positive negative non-negative nonnegative nonzero non-zero zero
symmetric semidefinite semi-definite definite orthogonal orthonormal invertible nonsingular non-singular regular
diagonal full unit one-hot encoded strictly strict integer integers natural constant known unknown fixed new random
deterministic independent uncorrelated centred centered tall wide thin compact reduced economy small-size differentiable
twice continuously convex strongly smooth closed proper lipschitz continuous gradient-lipschitz minimizer minimiser
minimum unique global linearly length norm rank columns rows entries entry column row linear affine normal gaussian
distribution distributions probability standard white additive isotropic observation mutually jointly statistically
stochastically pairwise strong convexity smoothness convexity positivity symmetry invertibility dimension dimensions
size sizes shape order n-dimensional d-dimensional singular values value eigenvalue eigenvalues eigenvectors svd
decomposition eigendecomposition eigen-decomposition factorization factorisation perpendicular
spectral stationary critical optimal optimum saddle maximal minimal cross-entropy entropy kernel gram
correlation deviation deviations total label labels target score mask weight bandwidth
inner eigenvector eigenvectors eigenpair trainable regularizer regularization regularisation
hyperparameter coefficient step rate decay
"""
_PROPERTIES = {part for word in TABLE for part in (word, *re.split(r"[ .]+", word))}
_PLAIN = frozenset(f"{_GRAMMAR} {_KINDS}".split()) | _PROPERTIES | OBJECTS
_DENIED = (
    r"not (?:true|the case|assum\w+|suppos\w+|requir\w+|known|given|both|always)|never|nothing|nobody|no one|neither"
    r"|nor|false|at least (?:one|two)|at most|only (?:one|two|some|if)|exactly one of|either|unless|whether|no longer"
    r"|need not|doesn't|isn't|don't|can't|cannot|fails?|failed|violat\w+|or|not"
)
_TWISTS = re.compile(  # anywhere before it, or behind it, in a part of a sentence
    rf"\b(?:respectively|resp|{_DENIED.removesuffix('|or|not')}|hop(?:e|es|ing)|wish\w*|pretend\w*|too much|unlikely"
    r"|impossible|wrong\w*|mistak\w*|had (?:we|it|they)|(?:we|it|they) had|were (?:it|we)|until now|so far|formerly"
    r"|previously|(?:relax|lift|drop|remov|abandon|forget|without|giv)\w*(?: up)?(?: \w+){0,2} (?:requir|assum"
    r"|condition|restrict|suppos|hypothes)\w*|without (?:assum|requir|suppos)\w+)\b"
)
_AGAINST = re.compile(  # behind it
    r"\b(?:respectively|resp\b|(?:was|were|is|are|been) (?:never|not) (?:assum|suppos|requir|given|known|true)\w*"
    r"|(?:is|are|was|be) (?:false|wrong|violated|impossible)|fails?\b|unless|only if)"
)
_HEDGES = re.compile(  # before a word that supposes a formula
    rf"\b(?:{_DENIED}|often|sometimes|usually|typically|mostly|mainly|rarely|seldom|hardly|occasionally|perhaps|maybe"
    r"|possibly|probably|likely|might|may|could|would|ask\w*|expect\w*|some(?: of)? the|one of)\b"
)
_GOVERNS = re.compile(
    r"\b(?:with|where|since|because|as|for|let|and|assum\w+|suppos\w+|that|if|when|whenever|given|provided|take|taking"
    r"|fix|consider|at|all|any|every|each|under|say)\b"
)
_APART = re.compile(rf"{MARK}\s+or\s+{MARK}$|\b(?:either|neither|nor|unless|not both|at least one|only if)\b")
_WITHOUT = re.compile(
    r"\b(?:not (?:true|the case|assum\w+|suppos\w+|requir\w+|known|given|always|necessarily|everywhere|in general)"
    r"|need not|never|seldom|rarely|sometimes|often|usually|typically|mostly|not for all)\b"
    rf"(?: (?:that|have|be|do|we|has|does))*[^{MARK[1:-1]}]*$"
)
_BEHIND = re.compile(
    rf"^\W*(?:fails?\b|is (?:violated|false)\b|cannot hold|does not hold|unless\b|only if\b|or {MARK})"
)
_ONE = re.compile(  # for each i there is exactly one k with Z_ik = 1; k is the only one with z_k = 1
    r"\b(?:exactly|only|precisely|just|at least|at most) (?:one|two|three|half|some)\b[^.;,]*"
    r"\b(?:with|where|such that|for which|so that|satisfying|has|have)\s*$"
)
_WITHIN = re.compile(r"\b(?:or|unless|either|only if)\b")
_LIST = re.compile(rf"(?<={MARK}),(?=\s*(?:and\s+|or\s+)?{MARK})")
_ASIDE = re.compile(
    r"\b(?:but )?not necessarily [a-z-]+|\b(?:without loss of generality|w\.l\.o\.g\.)|\b\w+ or \w+(?= is common)"
)
_AFTER = re.compile(
    r"\b(?:if|when|whenever|only|provided|unless|or|fails?|as long as|in case|but)\b|\bis (?:not|violated)\b"
)


def weighed(events: Iterable[Event], said: str, readings: Sequence[Reading]) -> Iterator[Event]:
    """The events of a sentence; those that suppose what it does not say plainly get the word that is in the way."""
    aside = _aside(said)
    for event in events:
        if isinstance(event, Claimed):
            supposed = _opens_quote(event.cue) and governed(event.cue, inline=True) == "supposed"
            event.unsure = _not_by_itself(event) or aside or ('"' if supposed else "")
        elif isinstance(event, Declare | Assume | Having | Independent | Shaped | Perpendicular):
            own = [
                k for k, r in enumerate(readings) if r.span.start <= event.span.start and event.span.end <= r.span.end
            ]
            within = next(filter(None, (_word_within(readings[k]) for k in own)), "")
            marks = [mark_of(k) for k in own]
            excepted = event.excepted if isinstance(event, Assume) else ""
            plainly = said.replace(excepted, "where", 1) if excepted else said  # an exception is what it supposes
            quoted = '"' if any(_is_quoted(said, mark) for mark in marks) else ""
            event.unsure = within or aside or quoted or _in_the_way(plainly, marks, formula=isinstance(event, Assume))
        yield event


_CAPTION = re.compile(r"^\W*(?P<word>figure|fig\.?|table|tab\.|caption|listing)\s*(?:\d+[a-z]?)?\s*[:.]")
_VOID = re.compile(
    r"\b(?:no longer (?:valid|true|holds?|assumed|needed|applies)|obsolete|outdated|invalid|void|withdrawn|retracted"
    r"|superseded|crossed out|struck out|disregard|ignore (?:this|it|that))\b"
)


def _aside(said: str) -> str:
    """The word for which nothing in a sentence holds beside it: that of a caption, or one that takes it back."""
    found = _CAPTION.search(said)
    void = _VOID.search(said)
    return found["word"] if found else void[0] if void else ""


def _is_quoted(said: str, mark: str) -> bool:
    """Whether a formula stands between quotation marks."""
    return _opens_quote(said[: said.index(mark)])


def _opens_quote(before: str) -> bool:
    """Whether words open quotation marks that they do not close."""
    return before.count('"') % 2 == 1 or before.count("\u201c") + before.count("``") > (
        before.count("\u201d") + before.count("''")
    )


def _word_within(reading: Reading) -> str:
    """A word in a formula that makes one of several conditions of it: a > 0 or b > 0."""
    said = (token.argument for token in reading.tokens if token.argument)
    found = next(filter(None, map(_WITHIN.search, said)), None)
    return found[0] if found else ""


def _not_by_itself(event: Claimed) -> str:
    """A word for which a relation is not claimed, but denied, or is one of several of which some hold."""
    before = re.split(r"[,;:()\u2013\u2014]\s|\.\s", event.cue)[-1]
    found = _APART.search(f"{before}{mark_of(0)}") or _BEHIND.match(event.after) or _WITHOUT.search(before)
    found = found or _ONE.search(before)
    return found[0].strip() if found else ""


def _in_the_way(said: str, marks: Sequence[str], *, formula: bool) -> str:
    """A word for which a sentence does not plainly state what it says of a formula; empty where there is none."""
    for mark in marks:
        before, after = clause(said, mark)
        whole = _part(said, mark)
        place = whole.index(mark)
        said_before = re.split(r"\b(?:and|now|then) let\b", whole[:place])[-1]
        twist = _TWISTS.search(said_before) or _AGAINST.search(whole[place:]) or _AFTER.search(after)
        governor = list(_GOVERNS.finditer(before))[-1:] if formula else []
        if twist is None and governor:  # it supposes the formula, whatever else its clause speaks of
            twist = _HEDGES.search(before)
            before, after = before[governor[0].end() :], ""
        twist = twist or next(filter(_is_strange, re.finditer(r"[a-z][a-z.'’-]*[a-z]", f"{before} {after}")), None)
        if twist is not None:
            return twist[0]
    return ""


def _is_strange(word: re.Match[str]) -> bool:
    """Whether a word is not known to leave a supposition one."""
    return word[0] not in _PLAIN and not all(part in _PLAIN for part in re.split(r"[-.]", word[0]))


def _part(said: str, mark: str) -> str:
    """What stands with a formula between semicolons and colons."""
    return next(part for part in re.split(r"[;:]\s", _ASIDE.sub(" ", said)) if mark in part)


def clause(said: str, mark: str) -> tuple[str, str]:
    """The words of its clause before and behind a formula; formulas with commas between them are one list."""
    said = _LIST.sub(" ", _ASIDE.sub(" ", said))
    place = said.index(mark)
    before = re.split(r"[,;:()\u2013\u2014]|\.\s", said[:place])[-1]
    after = re.split(r"[,;:()\u2013\u2014]|\.(?:\s|$)", said[place:], maxsplit=1)[0]
    return before, after
