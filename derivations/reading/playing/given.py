"""Whether a relation is given rather than claimed: what the words around it, and its own form, say of that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from derivations.reading.playing.cues import (
    CASE,
    CHOOSING,
    CLAIMING,
    CONDITIONS,
    LABEL,
    SUPPOSING,
    bare_words,
    clause,
    finished,
    has,
)
from derivations.reading.playing.governing import Governed, governed
from derivations.reading.syntax import Grid, Group, Infix, Node, Num, Plus, Ratio, Scripts, parts
from derivations.reading.vocabulary import letters

ORDER = ("<", ">", "≤", "≥", "≻", "≽", "≺", "≼")
_CONDITIONAL = ("if", "when", "where", "s.t.", "subject to", "such that")
_LISTED = re.compile(
    r"(?:^\W*(?:let|given|consider|suppose|assume|for)|\b(?:with|where))\b[^.;]*[\ue000-\uf8ff](?:\s+[a-z-]+){0,3}\s*"
    r"(?:,|and|,\s*and|with|:)\s*$"
)
_FORMULAS = r"(?:\s*[\ue000-\uf8ff]\s*(?:,\s*and|,|and))*"
_INTRODUCED = re.compile(rf"\b(?:with|where)(?:\s+[a-z-]+){{0,2}}{_FORMULAS}\s*$")
_LET = re.compile(r"\b(?:let|suppose(?: that)?|assume(?: that)?|given(?: that)?|consider)(?:\s+decomposition)?\s*$")
_HOLDS = re.compile(
    r"\b(?:holds?|attained|achieved|equality|tight|reached)\b[^.;]{0,24}\b(?:at|when|if|iff|for|where)\s*$"
)
_SINGLED = re.compile(
    r"\b(?:one|value|choice|point|number|those|that|step size|case)\s+(?:with|where|for which|satisfying|such that)\s*$"
)
_RESTATED = re.compile(r"(?:\bi\.e\.|\bthat is|\bmeaning(?: that)?|\bin other words)\W*$")
_FOUND = re.compile(
    r"\b(?:so|then|thus|hence|therefore|we|gives?|yields?|follows?|obtain|get|show|prove|means|since|because)\b"
)
_CONCLUDED = re.compile(
    r"\b(?:so|then|thus|hence|therefore|we|gives?|yields?|follows?|obtain|get|is|are|has|have|show|prove|means|since|because)\b"
)
_SOLVED = re.compile(
    r"\b(?:solutions? (?:of|to|for)|solv(?:e|ing)|(?:system|constraints?|model)(?:\s+(?:is|are|reads?))?)\s*:?\s*$"
)
_BY_NOUN = re.compile(r"\b(?:with|where|for|by|taking|in|of)\s+(?:[a-z-]+\s+){0,3}[a-z-]+\s*:?\s*$")
_WHICH = re.compile(r"\b(?:which|that|note|recall|indeed|here)\b")
_REASON = re.compile(r"\s*by\b(?! (?:\w+ )?(?:assum|hypothes|definition|construct|design|choice))")
_ATTRIBUTE = re.compile(
    r"\b(?:for|of|let|given|consider|take|all|any|two|real|square)\b[^.;:,]*\b(?:matrices|numbers|vectors|scalars|columns)\s+"
    r"(?:with|where|such that|satisfying|for which)\s*$"
)
_WANTED = re.compile(r"\s*(?:is|are) (?:wanted|desired|required|needed|sought|asked for|the goal|our goal)\b")
_PREMISE = re.compile(
    r"\W*(?:(?:then|now|this|which)\s+)?(?:gives?|yields?|implies|means|leads? to|amounts? to|becomes|reads)\b"
)
_OF_OPTIMUM = re.compile(r"\b(?:stationar\w*|kkt|first-order|optimality|feasib\w*|complementar\w*|constraints?)\b")
_NAMED = re.compile(
    r"\b(?:optimality|stationar|constraint|condition|normal equation|minimi[sz]er|maximi[sz]er|solution|model)"
)


def is_constant(node: Node) -> bool:
    """Whether a value has no letters: a number, or what is computed of numbers."""
    return all(isinstance(part, Num | Plus | Infix | Ratio | Group) for part in parts(node))


def is_example(node: Node) -> bool:
    """Whether a value is a matrix, or a list, of plain numbers."""
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Grid):
        return not any(letters(cell) for line in base.lines for cell in line)
    return isinstance(base, Group) and len(base.items) > 1 and not base.bar and is_constant(base)


_OF_CASE = re.compile(rf"(?:{CASE.pattern})(?:[\ue000-\uf8ff]\s*(?:,|and|,\s*and)\s*)*")


@dataclass(frozen=True)
class Words:
    """The words before a relation, and those that stand in its display."""

    cue: str
    inside: str
    inline: bool
    after: str = ""  # the words behind it
    row: str = ""  # those before its row, where something else stands between

    @property
    def all(self) -> str:
        """Both."""
        return f"{self.cue} {self.inside}"

    @property
    def conditional(self) -> bool:
        """Whether words in the display say that it is a condition."""
        return any(has(self.inside, word) for word in _CONDITIONAL)

    @property
    def constrains(self) -> bool:
        """Whether it is a constraint."""
        return any(has(self.inside, word) for word in ("s.t.", "subject to", "such that"))

    @property
    def governed(self) -> Governed:
        """Whether the nearest word supposes it or claims it."""
        reason = _REASON.match(self.after) and not re.search(r"\b(?:suppose|assum)", self.cue)
        if self.wanted:
            return "supposed"
        return "claimed" if reason else governed(self.cue, inline=self.inline)

    @property
    def wanted(self) -> bool:
        """Whether the words behind it say that it is sought."""
        return bool(_WANTED.match(self.after))

    @property
    def premise(self) -> bool:
        """Whether something follows from it, as in: ∇f(w) = 0 gives …; or it is a condition of an optimum."""
        return bool((self.inline and _PREMISE.match(self.after)) or _OF_OPTIMUM.search(self.cue or self.row))

    @property
    def cased(self) -> bool:
        """Whether a label before it opens a case, which it describes."""
        return self.inline and _OF_CASE.fullmatch(self.cue) is not None

    @property
    def nouns(self) -> bool:
        """Whether with, where or for governs it by way of a noun, as in: for three factors …"""
        return bool(_BY_NOUN.search(self.cue))

    @property
    def solves(self) -> bool:
        """Whether it is a system to be solved, or a constraint."""
        return bool(_SOLVED.search(self.cue))

    @property
    def over(self) -> bool:
        """Whether the sentence before it has ended, and announces nothing: it does not suppose what comes next."""
        announced = re.search(r"\b(?:let|suppose|assume|given|require|impose)\b[^.]*\bfollowing\b[^.]*\.\s*$", self.cue)
        return finished(self.cue) and not self.inside and not announced

    def suppose(self) -> bool:
        """Whether its clause supposes something, and nothing is to be shown."""
        return any(has(clause(self.all), word) for word in SUPPOSING) and not any(
            has(self.all, word) for word in CLAIMING
        )

    def introduce(self) -> bool:
        """Whether it follows the word with or where directly."""
        last = clause(self.all)[-40:]
        return not finished(self.cue) and bool(_INTRODUCED.search(last))

    def attributes(self) -> bool:
        """Whether it says right behind a noun which ones are meant: for matrices with AB = 0."""
        return self.inline and bool(_ATTRIBUTE.search(self.cue))

    def list(self) -> bool:
        """Whether it stands in a list of what is given, as in: let X be n × d, rank X = d."""
        return self.inline and bool(_LISTED.search(self.cue)) and not _FOUND.search(self.cue)

    def let(self) -> bool:
        """Whether it follows the word let or suppose directly, or says where an equality holds."""
        return self.inline and bool(_LET.search(self.cue) or _HOLDS.search(self.cue))

    def single_out(self) -> bool:
        """Whether it tells which one is meant, as in: the step size is the one with …"""
        return self.inline and bool(_SINGLED.search(self.cue))

    def restate(self) -> bool:
        """Whether it says in a formula what was just said in words of something given."""
        return self.inline and bool(_RESTATED.search(self.cue)) and not _FOUND.search(self.cue)

    def case(self) -> bool:
        """Whether it stands in brackets, as what makes a special case."""
        inside = re.search(r"\(([^().]*)$", self.cue)
        return self.inline and inside is not None and not _CONCLUDED.search(inside[1]) and not _WHICH.search(inside[1])

    def label(self) -> bool:
        """Whether a label such as `Optimality condition:` stands before it."""
        return bool(LABEL.match(self.cue)) and bool(_NAMED.search(self.cue))

    def among_nouns(self) -> bool:
        """Whether no verb stands before it in its sentence, so that it is a condition in a list."""
        bare = bare_words(self.cue) or (not _CONCLUDED.search(self.cue) and bare_words(self.cue.rpartition(",")[2]))
        return self.inline and bare

    def stability(self) -> bool:
        """Whether an inequality is said to be a condition."""
        return any(has(self.all[-120:], word) for word in CONDITIONS)

    def choose(self) -> bool:
        """Whether a value is chosen."""
        return any(has(clause(self.all), word) for word in CHOOSING)


def is_number(left: Node, right: Node) -> bool:
    """Whether a letter is given a number other than 0."""
    zero = isinstance(right, Num) and not right.value
    return isinstance(right, Num | Plus) and not isinstance(left, Grid) and not zero
