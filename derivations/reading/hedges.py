"""Words around a relation that say it is not claimed as it stands: roughly, quoted as wrong, asked, not always."""

from __future__ import annotations

import re

from derivations.reading import signs
from derivations.reading.events import Claimed
from derivations.reading.source import Span, Token, Unread

_M = "[\ue000-\uf8ff]"
_PRIVATE = re.compile(_M)
_BUT = re.compile(r"\b(?:but|however|instead|in fact|actually|rather|whereas|while|correct|correctly)\b")
_NEW = re.compile(r";|,?\s(?:so|thus|hence|therefore|then|whence)\b")
_KINDS = r"(?:(?:all|the|any|an?|some|additive|multiplicative|irrelevant|unimportant|normali[sz]\w+|remaining)\s+)*"
_LOOSE = re.compile(
    r"\bto (?:the )?(?:first|second|third|leading|lowest|zeroth)[- ]order\b"
    r"(?![- ](?:optimal|condition|necessary|stationar|method))"
    rf"|\bup to {_KINDS}(?:constants?|terms?|factors?|signs?|higher|second|third|first|order)\b"
    rf"|\b(?:ignor|neglect|dropp|omitt|discard)(?:ing|ed)? {_KINDS}(?:constants?|terms?|higher|second|factors?)\b"
    rf"|\bmodulo\b|\bmod (?:\d|{_M})|\bapproximately\b|\broughly\b|\basymptotically\b|\bessentially\b"
    r"|\blineari[sz](?:ation|ed|ing)\b|\blinear approximation\b"
)
_WRONG = (
    r"(?:wrong|false|incorrect|invalid|nonsense|not (?:true|correct|right|valid|the case)"
    r"|an? (?:common )?(?:mistake|error))"
)
_UNLESS = r"(?!\s+(?:for|if|when|unless|once|only)\b)"
_QUOTED = re.compile(
    r"\btempt(?:ing|ed) to\b|\bnaively\b|\bcommon (?:mistake|error|misconception|fallacy)\b"
    rf"|\b(?:mistaken|wrong|erroneous)ly\b"
    rf"|\b(?:it is|it's) {_WRONG}(?: \w+){{0,3}} that\b|\bwould be {_WRONG}|\bmistake (?:is|would be) to\b"
    r"|\b(?:might|may|could|would) (?:\w+ )?(?:think|believe|expect|guess|hope|suppose|conclude)(?: \w+)? that\b"
    rf"|\b(?:the following|what follows) (?:is|are) {_WRONG}|\bthe (?:wrong|false|incorrect|erroneous|naive) \w+"
)
_DENIED = re.compile(
    rf"^[^{_M[1:-1]}]*?\b(?:is|would be|was|are|but) {_WRONG}\b"
    rf"|^[^{_M[1:-1]}]*?\b(?:does|do|need) not (?:hold|follow)\b"
)
_ANSWERED = re.compile(
    rf"^\W*(?:no|false|wrong|incorrect)\s*(?:[.,;:!]|$)"
    rf"|^\W*(?:but )?(?:this|that|it) (?:is|would be) {_WRONG}\b{_UNLESS}"
    rf"|^\W*(?:this|that|it) does not hold\b{_UNLESS}|^\W*not (?:true|so|correct)\b"
)
_AGREED = re.compile(r"^\W*(?:yes|true|indeed|correct|right|it is|it does)\b(?! not)")
_ASKED = re.compile(r"\b(?:prove or disprove|is it (?:true|the case)|true or false|does it (?:hold|follow))\b")
_QUESTION = re.compile(r"^\W*(?:(?:but|and|so|then|now) )?(?:is|are|does|do)\b")
_IN_GENERAL = re.compile(
    r"\bin general\b|\bgenerally\b|\bnot necessarily\b|\busually\b|\btypically\b|\bneed not\b|\bnot always\b"
)


def unclaimed(before: str, after: str, answer: str) -> str:
    """Why a relation is not claimed at all; empty when it is.

    `before` and `after` are the words of its sentence, `answer` the sentence behind, in lower case.
    """
    near, governing = _PRIVATE.split(after)[0], _BUT.split(before)[-1]
    if _QUOTED.search(governing) or _DENIED.search(near) or _ANSWERED.search(answer):
        return "it is quoted as wrong"
    asked = _ASKED.search(before) or (after.rstrip().endswith("?") and _QUESTION.search(before))
    return "it is asked whether it holds" if asked and not _AGREED.search(answer) else ""


def loosely(before: str, after: str, answer: str) -> str:
    """The words which say that a relation does not hold exactly; empty when there are none."""
    clause = _NEW.split(before)[-1]
    behind = re.match(rf"\W*(?:holds )?(?:{_LOOSE.pattern})", answer) if not after else None
    found = _LOOSE.search(clause) or _LOOSE.search(_PRIVATE.split(after)[0]) or behind
    return found[0].strip(" ,.") if found else ""


def not_always(before: str, after: str, answer: str) -> bool:
    """Whether a ≠ b says that they are not always equal."""
    behind = answer if not after and re.match(r"\W*in general\b", answer) else ""
    return any(_IN_GENERAL.search(text) for text in (before, _PRIVATE.split(after)[0], behind))


def refuse(event: Claimed, span: Span) -> None:
    """A relation that is asked for or quoted as wrong says nothing. Unread."""
    reason = unclaimed(_before(event), event.after, event.answer)
    if reason:
        raise Unread(reason, span)


def refuse_loose(event: Claimed, sign: Token) -> None:
    """A relation that does not hold exactly, as words say. Unread."""
    if signs.RELATIONS[sign.text] in ("≻", "≽", "≺", "≼", "<", ">", "≤", "≥", "≠"):
        return  # terms that are left out of an equation do not loosen a condition beside it
    words = loosely(_before(event), event.after, event.answer)
    if words:
        raise Unread(f"the text says {_PRIVATE.sub('…', words)}: it does not hold exactly", sign.span)


_NEARLY = re.compile(
    r"\balmost (?:all|any|every|surely|everywhere)\b|\ball but\b|\bwith probability (?:one|1)\b|\ba\.\s?[es]\."
)


_NOTE = re.compile(r"\[\^[^\]\s]+\]|\\footnote(?:mark)?\b")
NOTE = "a footnote beside it may say more of its letters"


def doubts(event: Claimed, sign: Token) -> set[str]:
    """Why a counterexample to a relation may be none."""
    unequal = signs.RELATIONS.get(sign.text) == "≠"
    if unequal and not_always(_before(event), event.after, event.answer):
        return {"≠ says here that the sides are not always equal"}
    nearly = _NEARLY.search(f"{event.cue} {event.after}")
    found = {f"the text says {nearly[0]}: it need not hold everywhere"} if nearly else set()
    return found | ({NOTE} if _NOTE.search(f"{event.cue} {event.after}") else set())


def _before(event: Claimed) -> str:
    """The words of its own sentence before a relation."""
    return "" if event.where == "display" and event.cue.rstrip().endswith(".") else event.cue


_DISPLAY = re.compile(r"\s*(?:\$\$|\\\[|\\begin\{\w+\*?\}\s*)+\s*$")  # that opens behind a blank line
_VARIES = re.compile(
    r"(?:function|posterior|prior|likelihood|density|distribution|law|term\w*|depend\w*|proportional\w*)\s+"
    r"(?:of|over|for|on|in)\s+(?:the \w+ )?\$\s*(\\?[a-zA-Z]+|\\(?:mathbf|bm|boldsymbol)\s*\{?\\?[a-zA-Z]+\}?)\s*\$"
)


def varying(span: Span) -> str:
    """The letter that the words before a ∝ name as the one that varies; empty when they name none."""
    before = _DISPLAY.sub("", span.source.text[max(0, span.start - 400) : span.start])
    before = re.split(r"\n\s*\n", before)[-1]
    found = _VARIES.findall(before)
    return re.sub(r"^\\(?:mathbf|bm|boldsymbol)\s*\{?|\}$", "", found[-1]).lstrip("\\") if found else ""
