"""Names that have a meaning already: what is said of them is claimed, and defines nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from derivations.kernel.check import agree
from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations.algebra import SCALAR
from derivations.operations.elementwise import EXP, LOG, RELU, SIGMOID, TANH
from derivations.operations.notation import lift, over
from derivations.reading.events import Claimed, Meant, Name
from derivations.reading.playing.cues import finished, lets
from derivations.reading.playing.governing import concludes
from derivations.reading.playing.state import State
from derivations.reading.scope import Scope
from derivations.reading.source import Unread
from derivations.reading.values import UNBUILT, Value, counted

CUSTOM = "what {} of a matrix is by custom is not read; define it first, as in `let`"
OTHERWISE = "the text calls {} the {}, and whether this is that function is not shown"
_BUILT_IN = """
max min sup inf arg argmin argmax lim limsup liminf sin cos tan sec csc cot sinh cosh coth arcsin
arccos arctan deg dim ker hom gcd Pr mod exp log ln lg det rank tr trace
"""
_BY_CUSTOM = """
softplus softmax sign sgn median mean mode cond kappa rho erf erfc sinc spec span null range vec
clip floor ceil round nnz card support supp logit probit gelu silu swish elu relu sigmoid std
entropy logsumexp LSE lse proj prox conv
"""
_BUILTIN, _STANDARD = frozenset(_BUILT_IN.split()), frozenset(_BY_CUSTOM.split())
_SPECTRAL = re.compile(
    r"\\?(?:(?:lambda|sigma)_\{?(?:\\?max|\\?min|\d|[ijkn])\}?|(?:kappa|rho|cond)_\{?(?:2|F|\\infty|1)\}?)$"
)
_OF_MATRICES = frozenset({"kappa", "rho", "cond"})

_Function = Callable[[Symbol], tuple[Expression, ...]]
_FORMULAS: dict[str, _Function] = {
    "sigmoid": lambda z: (SIGMOID(z), over(lift(1), 1 + EXP(-z)), over(EXP(z), 1 + EXP(z))),
    "relu": lambda z: (RELU(z),),
    "softplus": lambda z: (LOG(1 + EXP(z)), LOG(EXP(z) + 1)),
    "tanh": lambda z: (TANH(z),),
    "identity": lambda z: (z,),
}
_SAME = (
    (re.compile(r"sigmoid|logistic"), "sigmoid"),
    (re.compile(r"relu|rectifie[rd]|rectified linear"), "relu"),
    (re.compile(r"softplus"), "softplus"),
    (re.compile(r"tanh|hyperbolic tangent"), "tanh"),
)
WORDS = (
    r"(?:logistic sigmoid|sigmoid|logistic|relu|rectified linear|rectifier|softplus|tanh|hyperbolic tangent|softmax"
    r"|gelu|silu|swish|sign|signum|heaviside|unit step|indicator|absolute value|error|(?:probability )?density"
    r"|pdf|pmf|cdf|survival|characteristic)"
)
OF_LAWS = re.compile(r".*density|pdf|pmf|cdf|survival|characteristic")
THING = r"(?:\s+(?:sigmoid|function|activation|unit|nonlinearity|non-linearity|map|mapping))"
_ANNOUNCED = re.compile(
    r"(?:^|[.,;:]\s*|\b(?:and|let|consider|define|recall|where|that)\s+)\s*(?:the|a|an|our)?\s*(?:standard\s+|usual\s+)?"
    rf"(?P<word>{WORDS}){THING}*\s*(?:is|are|reads|,|:|as|by|given by|defined (?:as|by)|\s)*$"
)


def has_meaning(scope: Scope, name: str, parameters: tuple[Name, ...], event: Claimed) -> bool:
    """Whether an equation about a name cannot define it, for the name means something by itself or was told what."""
    bare = name.lstrip("\\")
    if parameters and (bare in _BUILTIN or name.partition("(")[0] in scope.normals):
        return True
    said = scope.shapes.get(name)
    if parameters and said is not None and (said.said or name in _declared(scope)) and concludes(event.cue):
        return True
    if name in scope.defined:
        return False
    of_matrix = any(p.name.lstrip("\\")[:1].isupper() for p in parameters)
    standard = bare.replace("\\", "") in _STANDARD and (of_matrix or bare not in _OF_MATRICES)
    spectral = of_matrix and (bool(_SPECTRAL.match(name)) or bare in _OF_MATRICES)
    if (
        parameters
        and (standard or spectral)
        and (finished(event.cue) or not lets(event.cue))
        and word_of(scope, name, event) not in _FORMULAS
    ):
        if spectral:
            raise Unread(CUSTOM.format(name))
        return True
    return False


def _declared(scope: Scope) -> set[str]:
    """Functions of which something is supposed, as that they are convex."""
    return {name for h in (*scope.hypotheses, *scope.contexts) for name in h.letters}


def word_of(scope: Scope, name: str, event: Claimed) -> str:
    """The function that a name is called, in one word; empty when it is called none."""
    announced = _ANNOUNCED.search(event.cue.rstrip())
    said = announced["word"] if announced is not None else scope.meant.get(name, "")
    bare = name.lstrip("\\").lower()
    said = said or (bare if bare in ("softplus", "relu", "sigmoid", "tanh") else "")
    return next((word for pattern, word in _SAME if pattern.match(said)), said)


def is_other(word: str, value: Value, parameter: Callable[[], Symbol]) -> bool:
    """Whether the formula of a function is not known to be that of the one which words call it."""
    formulas = _FORMULAS.get(word)
    try:
        with counted():
            written, z = value.build(), parameter()
            if formulas is None or z.shape != SCALAR:
                return True
            return not any(agree(written, form) or _ends(written, form) for form in formulas(z))
    except UNBUILT:
        return True


def _ends(written: Expression, form: Expression) -> bool:
    """Whether both are one function of values that agree, as max(0, z) and ReLU."""
    both = isinstance(written, Apply) and isinstance(form, Apply) and len(written.arguments) == len(form.arguments) == 1
    if not both or not isinstance(written, Apply) or not isinstance(form, Apply):
        return False
    return written.operation is form.operation and agree(written.arguments[0], form.arguments[0])


def mean(state: State, event: Meant) -> None:
    """Remember which function words call a name."""
    for name in event.names:
        state.scope.meant[name.name] = event.word
