"""Whether a property word is all that a noun phrase says: a symmetric matrix is, a symmetric part is not.

What follows the word is looked at, and what stands before it. Anything that is not known to end the phrase limits it.
"""

from __future__ import annotations

import re

from derivations.reading.prose.marks import MARK

NOUN = (
    r"(?:(?:square|real|weight|weighting|covariance|kernel|design|data|feature|regularisation|regularization|label|"
    r"labels|target|targets|encoded|inputs?|samples?|eigenvectors|columns|n|m)\s+)*"
)
THINGS = r"(?:matrix|matrices|vector|vectors|scalar|scalars|constant|constants|parameter|parameters|number|numbers)"
_KIND = (
    rf"(?:{THINGS}|hyper-?parameters?|reals?|integers?|weights?|coefficients?|rates?|step sizes?|variances?|variables?"
    r"|operators?|transformations?|with full rank)"
)
_THING = rf"(?:\s+{NOUN}(?:random\s+)?(?:{MARK}\s+)?{NOUN}{_KIND}\b)?"  # the noun itself: an n × n matrix, a number
_RANK = rf"(?:(?<=rank)\s+{MARK})?"  # full column rank $d$
_STOP = (
    r"(?:$|[.;:)\u2013\u2014]|,(?!\s*(?:up to|except|apart|only|but not|unless|modulo|at least)\b)"
    r"|(?:and|then|so|we|hence|thus|that|which|because|since|where|let|too|also|here|throughout|by|while|this|it|is|are|has|have|summing|adding)\b"
    rf"|i\.e\.|e\.g\.|for (?:all|every|each|any|simplicity|convenience)\b|with (?!respect|probability)|in {MARK}"
    r"|of (?:size|order|shape|dimension|the same|suitable|compatible)\b"
    r"|of (?:(?:non-?negative|positive|real|edge|pairwise)\s+)*"
    r"(?:weights|numbers|entries|similarities|distances|coefficients)\b)"
)
_WHOLE = re.compile(rf"{_THING}{_RANK}\s*(?:\([^()]*\)\s*)?{_STOP}")
_LIMITED = re.compile(
    r"\s*,?\s*(?:up to|except|apart from|only|unless|modulo|or|plus|minus|times|in its|at (?:least|init\w*|first))\b"
)
_WEAKENED = re.compile(
    r"(?:\w-|\b(?:nearly|almost|approximately|roughly|partly|partially|block|anti|non|essentially|asymptotically|never"
    r"|conditionally|initially|locally|jointly|hardly|formerly|originally|neither|nor|unlike|without|negative|co)\s+)$"
)
_APART = re.compile(r"\b(?:unlike|contrary to|in contrast to|instead of|rather than|as opposed to)\b[^,.;]*$")


def is_whole(said: str, at: int) -> bool:
    """Whether the words behind a property, which ends there, leave it one of the letter itself, and of all of it."""
    return bool(_WHOLE.match(said, at))


def is_limited(after: str) -> bool:
    """Whether the words behind a letter take back some of what stands before it: a symmetric $A$ up to …"""
    return bool(_LIMITED.match(after))


def is_weakened(before: str) -> bool:
    """Whether the words before a property deny it, weaken it, or say it of something else: a nearly symmetric $A$."""
    return bool(_WEAKENED.search(before) or _APART.search(before))
