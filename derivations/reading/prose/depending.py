"""Sentences by which a letter may depend on others: a function of x, fitted on data that contain ε, w(λ)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.letters import GREEK
from derivations.reading import membership
from derivations.reading.events import Depends, Event, Name
from derivations.reading.leaning import ANYTHING, SOMETHING
from derivations.reading.prose.formulas import Reading
from derivations.reading.prose.marks import FIRST, MARK, MARKS
from derivations.reading.source import Token
from derivations.reading.vocabulary import HARMLESS

_TIES = re.compile(  # a letter to whatever it is said of, also with other formulas between
    r"\b(?:depend\w*|functions? (?:of|that)|comput\w+|calculat\w+|determin\w+|construct\w+|deriv\w+ from|fit\w*"
    r"|train(?:s|ed)?|learn\w* (?:from|on|with|by)|estimat\w+|chosen|chose|select\w+|picked|adapt\w+|tun\w+|updat\w+"
    r"|predict\w+|outputs? of|responses? (?:to|of)|correlat\w+|coupled|tied|nearest|closest|farthest|furthest"
    r"|implicit\w*|varies|vary|varying|changes?|changing|decays?|decaying|grows?|growing|evolves?|evolving|moves? with"
    r"|moving with|shrinks?|scales? with|react\w*|respond\w*|follows? from|after|once|having seen|signs? of"
    r"|nois\w+ (?:in|of|on) (?:the|its|our)|(?:increas|decreas)\w+ (?:in|with)|measur\w+ (?:from|of|on)|minimi[sz]\w+"
    r"|maximi[sz]\w+|solv\w+|solutions?|optim(?:al|um)|argmin\w*|argmax\w*|roots? of|fixed point|driven|produced"
    r"|generated|induced|caused|influenc\w+|affect\w+|governed|obtained|annealed|scheduled|decided|reach\w+|track\w+"
    r"|encodes?|summari[sz]\w+|direction of)\b"
)
_DENIED = re.compile(
    r"\b(?:not(?! only)|no|never|neither|nor|independent\w*|uncorrelated|without|regardless|irrespective|whatever"
    r"|orthogonal|perpendicular|fixed|constant|deterministic|non-random|nonrandom|known)\b|n't"
)
_KINDS = """
a an the this that these those its their each every any all some one two three both of in with and for to as at by from
or is are be being been was were has have having let where here which we denote denotes denoted write written writes
given take takes consider suppose assume define defined called say such also so then on over into be now again
vector vectors matrix matrices number numbers scalar scalars column columns row rows entry entries component components
coordinate coordinates element elements size sizes dimension dimensions length shape real reals random gaussian normal
variable variables weight weights parameter parameters bias biases data dataset input inputs label labels target targets
feature features class classes index indices sample samples design observed training observation observations example
examples point points mean means variance variances covariance covariances expectation expected value values standard
deviation precision law distribution distributed density prior likelihood probability moment moments second first
third i.i.d iid centred centered zero zero-mean noise symmetric invertible positive negative definite semidefinite
diagonal orthogonal identity arbitrary deterministic nonzero non-zero full rank square unit upper lower triangular
stacked holds stack collect collects contain contains containing stacking whose true unknown known common model layer
layers network linear regression loss losses function functions differentiable smooth convex twice continuously
penalty strength regularisation regularization hidden step rate learning hyperparameter coefficient coefficients
constant constants order degree space norm eigenvalue eigenvalues singular strictly strongly least
logistic sigmoid activation th st nd always ridge mathbb times total count finite respectively throughout
"""
_COMPUTED_THINGS = """
depend depends dependent estimate output outputs prediction residual state states path score generator update updates
updated learnt activation activations minimize direction logits velocity contribute enters enter
"""
_LIVELY = frozenset(_COMPUTED_THINGS.split())  # harmless words elsewhere
_PLAIN = frozenset(_KINDS.split())
_EMPIRICAL = re.compile(
    r"\b(?:sample|empirical)[- ](?:\w+[- ])?(?:means?|averages?|variances?|covariances?|median|moments?)\b"
)
_ATTRIBUTE = re.compile(r"\bwith\s+(?:an?\s+|the\s+|its\s+)?(?:[a-z-]+\s+){0,3}$")
_MEETS = re.compile(
    r"\b(?:correlat\w+|associat\w+|var\w+|chang\w+|decay\w*|grow\w*|increas\w+|decreas\w+|scal\w+|shrink\w*|mov\w+"
    r"|evolv\w+|coupled|tied|linked|together|along|jointly|dependent|consistent|start\w*|replac\w+|\w+ed)\s+with\b"
)
_CLAUSE = re.compile(
    r"[.;:?!]|\b(?:then|hence|thus|therefore|so that|while|whereas|because|if|when|whenever|since|unless"
    r"|and let|and suppose|and assume|let)\b"
)
_GOES_ON = re.compile(
    r"^[\s,]*(?:and |but |both |all )?(?:which|that|who|chosen|computed|obtained|fitted|selected|depend\w*)\b"
)
_COMPUTED = re.compile(  # from what is not said
    r"\b(?:estimat(?:e|es|ed|or|ors)|fitted|trained|learnt|learned|least[- ]squares|empirical|residuals?|predictions?"
    r"|sample (?:mean|average|variance|covariance|median)s?|statistics?|after (?:the|an?|each|every|one|this) \w*\s*"
    r"(?:update|step|iteration|epoch|training|seeing|observing)|depend(?:s|ing)? on the"
    r"|outputs? of (?:the|an?) (?:\w+ )?(?:network|model|layer|algorithm|estimator|learner))\b"
)


_OTHER_SUBJECT = re.compile(
    r"^\s*,?\s*(?:and|or|but|with|only|one|every|each|all|some|no)\b"
    r"|^\s*(?:the|an?)\b.*\b(?:\w+s on|is|are|has|have)\b|(?<!that )(?<!which )\b(?:we|you)\b"
    r"|\band\s+(?:an?\s+|the\s+|its\s+)?(?:[a-z-]+\s+){0,3}$"
)
_TO = r"(?:of|from|on|for|with|at|to|by|and|in|as|is|are)"
_SETTLED = re.compile(r"\b(?:constants?|fixed|given|known|deterministic)\s*$")
_IS = re.compile(r"^(?:\s*,)?\s*(?:be|is|are|was|as|denotes?|stands? for|,)(?=\W)(?!.*\bwith\b)")


def depending(said: str, readings: list[Reading]) -> Iterator[Event]:
    """Which letters a sentence ties to which others, in words that are not known to leave them constant."""
    for reading in readings:
        yield from _applied(reading)
    if said.endswith("?"):
        return
    for clause in _CLAUSE.split(said):
        yield from _tied(clause, readings)
        yield from _computed(clause, readings)
        yield from _unclear(clause, readings)


def _applied(reading: Reading) -> Iterator[Event]:
    """w(λ), where the formula begins with it."""
    tokens = _unbraced(reading.tokens)
    equals = next((k for k, token in enumerate(tokens) if token.text == "="), 0)
    if 0 < equals <= 4 and [t.text for t in tokens[:equals]] == [t.text for t in tokens[equals + 1 : 2 * equals + 1]]:
        tokens = tokens[equals + 1 :]  # η = η(t)
    opening = next((k for k, token in enumerate(tokens) if token.text == "("), 0)
    closing = next((k for k, token in enumerate(tokens) if token.text == ")"), 0)
    over = closing + 1 == len(tokens) or (closing and tokens[closing + 1].text == "\\in")
    inside = tokens[opening + 1 : closing]
    if not 0 < opening < closing or not over or any(token.text in ("+", "-", "^", "=", "/") for token in inside):
        return
    subjects = membership.names(tokens[:opening])
    on = frozenset(name.name for name in membership.names(inside))
    if len(subjects) == 1 and on and all(_is_letter(token) for token in inside if token.text != ","):
        text = reading.span.text.strip()
        yield Depends(subjects, on - {subjects[0].name}, text, reading.span)


def _unbraced(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.text not in ("\\left", "\\right")]


def _is_letter(token: Token) -> bool:
    name = token.text.lstrip("\\")
    return name.isalpha() or token.text in "_{}0123456789"


def _tied(clause: str, readings: list[Reading]) -> Iterator[Event]:
    """Letters with words between them that say more than what kind of thing each is."""
    for match in re.finditer(rf"(?={MARK}([^{MARK[1:-1]}]+)({MARKS}))", clause):
        said, subject = match[1], readings[ord(clause[match.start()]) - FIRST]
        words = _between(said)
        if words is None or _DENIED.search(words):
            continue
        tie, word = _TIES.search(words), _word(words)
        if _SETTLED.search(clause[: match.start()]) or not (tie or (word and subject.names and _IS.match(words))):
            continue
        earlier = re.findall(MARK, clause[: match.start()]) if tie else []
        names = [name for mark in earlier for name in _own(readings[ord(mark) - FIRST])] + _own(subject)
        on = frozenset().union(*(_letters(readings[ord(mark) - FIRST]) for mark in re.findall(MARK, match[2])))
        if names and on:
            yield Depends(names, on, tie[0] if tie else word, subject.span)


def _between(said: str) -> str | None:
    """The words between two formulas that say something of the first; None where the second begins anew."""
    if re.search(r"(?:,|\band|\bor)\s*$", said) and said.strip(" ,") in ("", "and", "or"):
        return None
    first, *rest = said.split(",")
    last = rest[-1] if rest else ""
    if rest and first.strip() and not _GOES_ON.match(last):
        return None
    if re.search(r"(?:,|\band|\bor|\bwhere|\bbut)\s*$", said):
        return None
    if _OTHER_SUBJECT.search(said) and not _GOES_ON.match(said):
        return None
    attribute = _ATTRIBUTE.search(said)
    if attribute and not _MEETS.search(said) and not _TIES.search(attribute[0]):
        return None
    return said


def _word(words: str) -> str:
    """The first word that is not plain; empty where all are."""
    strong = _EMPIRICAL.search(words)
    if strong:
        return strong[0]
    return next((word for word in re.findall(r"[a-z][a-z'’-]+", words) if word not in _PLAIN), "")


def _own(reading: Reading) -> list[Name]:
    """The letters that a formula introduces: those on the left of a law or a definition."""
    if reading.names:
        return reading.names
    texts = [token.text for token in reading.tokens]
    cut = next((k for k, text in enumerate(texts) if text in ("\\sim", "=", ":=")), 0)
    return membership.names(reading.tokens[:cut]) if 0 < cut <= 8 else []


def _letters(reading: Reading) -> frozenset[str]:
    """All letters of a formula, but for the space or the law that it names."""
    texts = [token.text for token in reading.tokens]
    cut = next((k for k, text in enumerate(texts) if text in ("\\sim", "\\in")), len(texts))
    bare = (text.lstrip("\\") for text in texts[:cut])
    named = {name.name for name in membership.names(reading.tokens[:cut])}
    return frozenset({*named, *(name for name in bare if (len(name) == 1 and name.isalpha()) or name in GREEK)})


def _computed(clause: str, readings: list[Reading]) -> Iterator[Event]:
    """Letters for what is computed from something that no formula names."""
    for match in _COMPUTED.finditer(clause):
        before = list(re.finditer(MARK, clause[: match.start()]))
        between = clause[before[-1].end() : match.start()] if before else ""
        if before and "," not in between.strip(" ,") and _IS.match(between):
            yield from _of_anything(readings[ord(before[-1][0]) - FIRST], match[0])
        behind = re.match(rf"\s+(?:(?!{_TO}\b)[a-z-]+\s+)?(?P<name>{MARK})", clause[match.end() :])
        if behind and not re.search(rf"\b(?:{_TO}|we|can)\s+\S*\s*$", clause[: match.end()]):
            yield from _of_anything(readings[ord(behind["name"]) - FIRST], match[0])


def _unclear(clause: str, readings: list[Reading]) -> Iterator[Event]:
    """Letters of which words say more than of what kind they are: these may be random where others are."""
    word = next((word for word in re.findall(r"[a-z][a-z'’-]+", clause) if word not in _PLAIN | HARMLESS - _LIVELY), "")
    if word and not _DENIED.search(clause):
        for match in re.finditer(MARK, clause):
            reading, part = (
                readings[ord(match[0]) - FIRST],
                re.search(r"\b(?:of|on|from|with|to|by|in|at)\s*$", clause[: match.start()]),
            )
            if not part and reading.names and reading.kind in ("name", "members"):
                yield Depends(reading.names, frozenset({SOMETHING}), word, reading.span)


def _of_anything(reading: Reading, word: str) -> Iterator[Event]:
    if reading.names and reading.kind in ("name", "members"):
        yield Depends(reading.names, frozenset({ANYTHING}), word, reading.span)
