"""The law of something that has one already, or whose law follows from its formula: a claim, not a supposition."""

from __future__ import annotations

import re

from derivations.kernel.expression import Apply
from derivations.operations import gaussians
from derivations.reading import values
from derivations.reading.elaborate import Elaborator
from derivations.reading.events import Name, name_of
from derivations.reading.links import Attempt, Link
from derivations.reading.moments import laws_of_body, unfolded
from derivations.reading.parsing.parser import parsed
from derivations.reading.playing.cues import lets
from derivations.reading.playing.governing import concludes
from derivations.reading.scope import Scope
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Group
from derivations.reading.values import Value

_SAID = re.compile(
    r"\b(?:is|are) (?:then |again |also |itself )?(?:distributed|normal|gaussian)\b|\bha(?:s|ve) (?:the )?law\b"
)


def says_a_law(cue: str) -> bool:
    """Whether the words before a ∼ claim it."""
    return concludes(cue) or bool(_SAID.search(cue))


def has_its_law(scope: Scope, name: Name, cue: str) -> bool:
    """Whether the law of a letter is not free to be supposed."""
    if scope.strict:
        return False
    if name.name in scope.models or name.name in scope.defined:
        return not lets(cue) or name.name in scope.defined
    return says_a_law(cue) and name.name in scope.laws


def suppose_given(link: Link, reader: Elaborator, left: tuple[Token, ...], group: Group | None, cue: str) -> None:
    """y | w ∼ N(Xw, σ²I) as it is supposed: no law of y alone follows from it, since w may be random too."""
    name = name_of(parsed(left))
    if name is None or group is None:
        raise Unread("of laws given something only those of a letter that are normal are read", link.span)
    if says_a_law(cue) or name.name in reader.scope.laws or name.name in reader.scope.defined:
        raise Unread("a law given something is read where it is supposed", link.span)
    mean, covariance = (reader.value(item) for item in group.items)
    square = Value(covariance.span, (mean.shape[0], mean.shape[0]), covariance.build)
    values.same_shape(reader.trail, square, covariance, "a mean and its covariance")
    known = reader.scope.find(name.name)
    if known is not None and not name.index:
        letter = Value(link.span, known.shape, known.symbol)
        values.same_shape(reader.trail, letter, mean, "a letter and its mean")
    link.role, link.used = "hypothesis", frozenset({name.name, *reader.used})


def claim_law(link: Link, reader: Elaborator, left: tuple[Token, ...], group: Group | None) -> None:
    """That something is Gaussian with a mean and a covariance. Unread for other laws."""
    if group is None:
        raise Unread("the law of what has one already is read where it is normal", link.span)
    value, mean, covariance = reader.value(parsed(left)), *(reader.value(item) for item in group.items)
    values.same_shape(reader.trail, value, mean, "a value and its mean")
    square = Value(covariance.span, (value.shape[0], value.shape[0]), covariance.build)
    values.same_shape(reader.trail, square, covariance, "the covariance of a value")
    chosen, models = laws_of_body(reader, link.span), dict(reader.scope.models)

    def build() -> Apply:
        body = unfolded(value.build(), models)
        laws = tuple(chosen(body))
        return gaussians.with_laws(gaussians.DISTRIBUTED, body, mean.build(), covariance.build(), laws=laws)

    link.role, link.states, link.otherwise = "claim", build, "taken"
    link.attempts = [Attempt("as it stands", build)]
