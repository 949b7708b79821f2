"""Causes of failure and advice, in words that need no manual."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from derivations.claim import Claim
from derivations.kernel.expression import Apply, Expression, Number, Symbol, free
from derivations.operations.algebra import SCALAR
from derivations.operations.functions import FUNCTION
from derivations.operations.logic import AND, AT_MOST, FORALL
from derivations.operations.powers import NATURAL, NATURAL_POWER, REAL_POWER
from derivations.operations.probability import EXPECTATION, FAMILY, laws_of
from derivations.operations.sums import shortened
from derivations.printing import plain
from derivations.proving.lengths import sums
from derivations.reading.abstract import losses
from derivations.reading.links import Link
from derivations.reading.playing.rounding import near
from derivations.trees import walk
from numeric.arithmetic import Undefined
from numeric.checking import meant
from numeric.checking.claims import letters
from numeric.checking.repairs import Found
from numeric.checking.result import Step
from numeric.judge import judge
from numeric.moments import degree

CAUSES = {
    "transpose": "a transpose is missing or too many",
    "order": "factors stand in the wrong order",
    "sign": "a sign is wrong",
    "factor": "a factor is wrong",
    "inverse": "an inverse is missing or too many",
    "layout": "a row stands where the layout of derivatives makes a column, or the reverse",
    "condition": "a condition is missing: it holds only with one that is not stated",
    "shape": "the shapes do not fit",
    "index": "an index is wrong",
    "term": "a term is missing, doubled or has a wrong exponent",
    "exponent": "an exponent is wrong",
    "limit": "the two sides are equal only in the limit, where an arrow says so",
    "": "the two sides differ",
}
TOGETHER = frozenset(
    (
        "independent",
        "independence",
        "independently",
        "uncorrelated",
        "correlation",
        "correlated",
        "unrelated",
        "orthogonal",
        "iid",
        "conditional",
        "conditionally",
    )
)
ABOUT_LAWS = frozenset(
    {
        *("density", "distributed", "distribution", "symmetric", "martingale", "identically", "standardized"),
        *("gaussian", "normal", "normally", "bernoulli", "binomial", "poisson", "exponential", "laplace"),
        *("binary", "indicator", "values", "takes", "taking", "coin", "die", "dice", "rademacher", "deterministic"),
        *("surely", "categorical", "multinomial", "dirichlet", "geometric", "mixture", "signs", "bounded"),
        *("uniform", "uniformly", "beta", "gamma", "centred", "centered", "unbiased", "standardised"),
    }
)
RESTS = "it follows only with the equation at line {}, which nothing gives"
TAKEN = "nothing before it gives this equation, and no word says that it is supposed; it is used as given from here on"
NAMED = "a name is given to what words alone say how to compute: write it as a formula, as in ∇f(w) = …"
RESTRICTED = "{} may say among what this is chosen, and is not used: state that as a formula, as in w ≥ 0"
MET = "it held wherever evaluation met the equations before it, and no proof was found"
UNROLLED = "it speaks of the first step of a recurrence and of a general one, and induction was not tried"
ROUNDED = "the two sides agree to the digits that are given, and are not equal"
EMPTY = "it fails only where a sum has no terms"
VAGUE = "it fails for some values; {} may put a condition on its letters, though: state that one as a formula"
CALLED = "{0} stands before brackets around a letter, and what function it is was not said: `define {0}(x) = …`"
VARIES = "{0} may depend on what moves here, by words or by an equation that defines nothing: write `let {0} = …`"
UNDER = "it holds where {}; words may say so here, and are not understood: state it as a formula"
IN_THE_LIMIT = "its sentence speaks of a limit, and what the sides are in it was not found: write an arrow"
ELSEWHERE = "it holds where {}, which is written elsewhere"
LAYOUT = "this uses the other layout of derivatives than the document does elsewhere"


_POWERS = (NATURAL_POWER, REAL_POWER)
COLLAPSED = "the rows around it only fit where {0} is a number, and nothing says that it is one: declare {0}"
CUT = "this is not the rounded value; it may be cut, or computed from rounded numbers"
_VANISHES = re.compile(  # words under which something may be zero, or two things the same
    r"0|cent|zero|mean|orthog|perpend|correl|depend|station|minim|maxim|optim|critical|root|null|kernel|normal|unit|sum"
    r"|skew|nilpot|resid|noise|balanc|odd|even|equal|same|ident|prob|stoch|indicat|one-hot|binary|mask|symm|\\sum|mod"
    r"|sign|distinct|constraint|feasib|subspace|span|range|plane|sphere|circle|project|fixed|commut|\bif\b|not|\bno\b|-"
)


def mends_whatever_words_say(link: Link, found: Found | None, claim: Claim) -> bool:
    """Whether a sign or a factor that is put right tells of a slip, though words say more of a letter.

    What is written and what is put right are both true only where the two sides are zero, and no word speaks of that;
    but for signs within a power such as (-1)^n.
    """
    if found is None or not found.proved or found.code not in ("sign", "factor") or link.relation != "=":
        return False
    if any(isinstance(part, Apply) and part.operation in _POWERS for part in walk(claim.conclusion)):
        return False
    more = [re.fullmatch(r"`(?P<words>.*)` at line \d+ says more of .* than is understood", d) for d in link.doubts]
    return bool(more) and all(m is not None and not _VANISHES.search(m["words"].lower()) for m in more)


def unsaid(link: Link) -> str:
    """What was not said of a letter, so that nothing can be shown of it; empty where all was."""
    if link.calls:
        return CALLED.format(link.calls)
    return VARIES.format(link.varies) if link.varies else ""


def rests(link: Link) -> str:
    """What a link rests on that is not understood; empty when it is."""
    if unsaid(link):
        return unsaid(link)
    if link.tainted:
        return f"it rests on the definition of {link.tainted}, which is not understood"
    return RESTRICTED.format(link.restricted) if link.restricted else ""


def doubt(link: Link, claim: Claim, *, mended: bool = False) -> str:
    """Why a counterexample says nothing of what the author meant; empty when it does.

    `mended` tells that descriptions of letters do not matter.
    """
    resting = rests(link)
    if resting:
        return resting
    if link.doubts and not mended:
        return "; ".join(link.doubts)
    wider = near(link.right, claim.conclusion) if link.relation == "≈" else None
    if wider is not None and judge(Claim(claim.hypotheses, wider)).verdict != "refuted":
        return CUT
    if link.unrolled:
        return UNROLLED
    if link.detached:
        return "its left side stands in another formula, and it is not certain which"
    loosely = _of_families(link, claim) or _counts(link, claim) or _members(claim)
    if loosely:
        return loosely
    sides = [_functions(side) for side in claim.conclusion.arguments]
    if any(side != sides[0] for side in sides):
        apart = sorted({name for side in sides for name in side if any(name not in other for other in sides)})
        return f"what {', '.join(apart)} is was not said by a formula"
    loose = losses.doubt(link.scope, _functions(claim.conclusion)) if link.scope is not None else ""
    bare = sorted(set(_values(claim.conclusion)) - link.scope.shapes.keys()) if link.scope is not None else []
    if loose or bare:
        return loose or f"what {bare[0]} is was not said by a formula"
    if _is_rounded(link, claim):
        return ROUNDED
    other = meant.doubt(link, claim)
    if other:
        return other
    return _of_laws(link, claim) or _fails_only_at_zero(claim) or (EMPTY if _fails_only_empty(claim) else "")


def unsure(link: Link, claim: Claim) -> str:
    """Why what is no theorem may still be meant, where no single change makes it one; empty when nothing tells so.

    No words restrict matrices of numbers; numbers themselves may be rounded, or counted on a clock.
    """
    if link.otherwise == "taken":
        return TAKEN
    if not free(claim.conclusion) and any(side.shape != SCALAR for side in claim.conclusion.arguments):
        return ""
    if link.vague:
        return VAGUE.format(link.vague)
    return f"what stands at line {link.near} may say more of its letters, and is not understood" if link.near else ""


def _of_families(link: Link, claim: Claim) -> str:
    """A random letter with a law by name, outside of means: which values it takes is not used here."""
    if link.scope is None or any(isinstance(p, Apply) and p.operation is EXPECTATION for p in walk(claim.conclusion)):
        return ""
    named = sorted(letters(claim.conclusion) & link.scope.laws.keys() & link.scope.families)
    return f"{named[0]} is random, and which values it takes is not used here" if named else ""


def _members(claim: Claim) -> str:
    """Members of a sequence of which some are letters of their own, as x_1 beside x_s in a sum."""
    sequences = {
        part.data[0]
        for part in walk(claim.conclusion)
        if isinstance(part, Apply) and part.operation is FUNCTION and not part.data[3]
    }
    own = sorted(n for n in letters(claim.conclusion) if n.partition("_{")[0] in sequences and "_{" in n)
    return f"{own[0]} may be a member of the sequence of its letter" if own else ""


_COUNTING = frozenset({"n", "d", "k", "m", "p", "K", "N", "D", "M"})


def _counts(link: Link, claim: Claim) -> str:
    """A letter such as d that is a number here and was not declared, beside something whose size nothing gives."""
    scope = link.scope
    if scope is None:
        return ""
    symbols = {x.name: x for x in free(claim.conclusion) if isinstance(x, Symbol)}
    loose = [n for n in sorted(symbols.keys() & _COUNTING) if symbols[n].shape == SCALAR and n in link.guessed]
    if not loose or all(x.shape == SCALAR for x in symbols.values()):
        return ""
    return f"whether {loose[0]} is a size here was not said"


_DECIMAL = re.compile(r"[-+]?\s*\d*\.(\d+)\W*")


def _is_rounded(link: Link, claim: Claim) -> bool:
    """Whether a side is a decimal, and the other is no further from it than half a unit of its last digit."""
    digits = [found[1] for side in (link.left, link.right) if (found := _DECIMAL.fullmatch(side.strip()))]
    if not digits or claim.conclusion.operation.name != "equal" or claim.conclusion.arguments[0].shape != SCALAR:
        return False
    left, right = claim.conclusion.arguments
    half = Number(Fraction(1, 2 * 10 ** min(map(len, digits))))
    near = AND(AT_MOST(left - right, half), AT_MOST(right - left, half))
    return judge(Claim(claim.hypotheses, near)).verdict != "refuted"


def _fails_only_empty(claim: Claim) -> bool:
    """Whether no counterexample is found where every sum has a term: authors seldom mean an empty one."""
    counts = [NATURAL(shortened(node.arguments[0] - 1)) for node in sums(claim.conclusion)]
    return bool(counts) and judge(Claim((*claim.hypotheses, *counts), claim.conclusion)).verdict != "refuted"


def _fails_only_at_zero(claim: Claim) -> str:
    """The reason, where no counterexample is found in which natural numbers begin with 1, as many authors have it."""
    naturals = [
        p.arguments[0] for p in claim.hypotheses if p.operation is NATURAL and isinstance(p.arguments[0], Symbol)
    ]
    above = [AT_MOST(Number(Fraction(1)), value) for value in naturals]
    fails = not above or judge(Claim((*claim.hypotheses, *above), claim.conclusion)).verdict == "refuted"
    return "" if fails else f"it fails only where {plain(naturals[0])} is 0, and whether that is natural was not said"


def told_once(conditions: Sequence[Apply]) -> list[Apply]:
    """Conditions without those that say of every i what has nothing to do with i, where it is said by itself."""

    def core(p: Apply) -> Apply:
        body = p.arguments[0] if p.operation is FORALL else None
        vacuous = isinstance(body, Apply) and not any(item in free(body) for item in p.data)
        return core(body) if vacuous and isinstance(body, Apply) else p

    return list(dict.fromkeys(map(core, conditions)))


def is_of_values(doubt: str) -> bool:
    """Whether a doubt is one on the values of letters only, and so on no shape."""
    return "says more of" in doubt or "does not depend on" in doubt


def _functions(value: Expression) -> set[str]:
    """The names of the functions in an expression that no formula gives; sequences, which have no slopes, are none."""
    found = (part for part in walk(value) if isinstance(part, Apply) and part.operation is FUNCTION)
    return {part.data[0] for part in found if part.data[3]}


def _values(value: Expression) -> Iterator[str]:
    """The names of such functions of which the value itself stands in an expression, not only its derivative."""
    if not isinstance(value, Apply) or value.operation.differentiates:
        return
    if value.operation is FUNCTION and len(value.data) == 4 and value.data[3]:
        yield value.data[0]
    for argument in value.arguments:
        yield from _values(argument)


def _of_laws(link: Link, claim: Claim) -> str:
    """Of letters whose law is not known: a law that breaks a step may not be the one that is meant."""
    means = [part for part in walk(claim.conclusion) if isinstance(part, Apply) and part.operation is EXPECTATION]
    laws = {law.letter: law for part in means for law in laws_of(part)}
    loose = {letter for letter, law in laws.items() if law.mean is None or law.rows is None}
    names = ", ".join(sorted(letter.name for letter in loose))
    if any(_beyond(part) for part in means):
        return "of a law by name the mean and the variance are known here, and no higher moments"
    if not loose:
        return ""
    if not all(any(part in means for part in walk(side)) for side in claim.conclusion.arguments):
        return f"mean and covariance of {names} are not both known"
    if any(free(hypothesis) & loose for hypothesis in claim.hypotheses):
        return f"what is supposed of {names} may bear on its law"
    if link.scope is None:
        return ""
    said = link.scope.words & (ABOUT_LAWS | TOGETHER if len(loose) > 1 else ABOUT_LAWS)
    if link.scope.independent:
        said -= {"independent", "independence"}
    if any("are uncorrelated" in hypothesis.words for hypothesis in link.hypotheses):
        said -= {"uncorrelated"}
    return f"what is said of {names} ({', '.join(sorted(said))}) may not be understood" if said else ""


def _beyond(node: Apply) -> bool:
    """Whether a mean asks for more than the second moments of a law of a named family."""
    letters = frozenset(law.letter for law in laws_of(node) if law.name.startswith(FAMILY))
    try:
        return bool(letters) and degree(node.arguments[0], letters) > 2
    except Undefined:
        return True


def may_be_meant(found: Found, link: Link) -> bool:
    """Whether words of a document may state the condition that a step needs, of whatever letters they speak.

    That neither proves nor refutes the step.
    """
    if found.code != "condition" or link.scope is None:
        return False
    said = link.scope.words
    if meant.states(found.latex, link.scope.said):
        return True
    if "has full" in found.latex or "is invertible" in found.latex:
        return bool(
            said & {"rank", "invertible", "independent", "tall", "overdetermined", "underdetermined", "nonzero", "wide"}
        )
    if ">" in found.latex or "\\ge" in found.latex or "\\ne 0" in found.latex:
        return bool(said & {"positive", "nonnegative", "nonzero"})
    return "\\ne" in found.latex  # of two indices


_APART = r"\s*(?:\\ne(?:q|\b)|\\not\s*=)\s*"


def is_stated(found: Found, link: Link) -> bool:
    """Whether a formula of the section tells apart the two indices that a step needs apart."""
    i, sign, j = found.latex.partition(" \\ne ")
    if not sign or link.scope is None:
        return False
    either = "|".join(rf"{re.escape(a)}{_APART}{re.escape(b)}" for a, b in ((i, j), (j, i)))
    return bool(re.search(rf"(?<![A-Za-z\\])(?:{either})(?![A-Za-z])", link.scope.said))


def cause(found: Found | None, claim: Claim) -> tuple[str, str]:
    """The code of a cause, and the cause in words."""
    code = found.code if found is not None else ""
    if claim.conclusion.operation.name in ("less", "at_most") and not code:
        return "", "the inequality fails"
    if claim.conclusion.operation.name in ("implies", "iff") and not code:
        return "", "the second statement does not follow from the first"
    return code, CAUSES[code]


def finished(step: Step, seconds: float) -> Step:
    """With what would help, and the time it took."""
    return replace(step, help=step.help or _help(step), seconds=seconds)


def _help(step: Step) -> str:
    reason = step.reason
    if step.verdict == "unread":
        return _help_unread(reason)
    if step.verdict == "open":
        if step.code == "layout":
            return "keep to one layout, or say `layout : numerator` or `layout : denominator`"
        return "write an intermediate step, or state a condition that it needs (`assume …` in a let block)"
    return ""


def _help_unread(reason: str) -> str:
    for key, advice in (
        ("guesses", "declare the letters: a block ```let with lines such as `X : n x d`, or a line `% let X : n x d`"),
        ("not defined", "add a line `define f(x) = …` to a let block, or write f(x) = … before it is used"),
        ("is not known; define", "define the command with \\newcommand, or write it out"),
        ("random", "declare what is random: `N : n, random, mean 0, covariance sigma^2 I`"),
        ("size", "declare the sizes in a let block, such as `X : n x d`"),
        ("≈", "state it as a limit or as an equation with a remainder"),
    ):
        if key in reason:
            return advice
    return "write it in one of the forms that README.md lists, or split it into smaller steps"
