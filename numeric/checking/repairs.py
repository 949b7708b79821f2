"""Repairs: single edits of a step, or a condition added to it, after which it is proved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from derivations.claim import Claim
from derivations.clock import left, now
from derivations.kernel.expression import ONE, Apply, Expression, Index, Symbol, free
from derivations.operations import algebra, logic, properties
from derivations.operations.algebra import SCALAR
from derivations.operations.elementwise import of_every_entry
from derivations.operations.notation import both, lift, minus
from derivations.proving.completion import Budget
from derivations.proving.prove import Proof, prove
from derivations.reading.counting import prepare
from derivations.reading.elaborate import Elaborator
from derivations.reading.lexing.lexer import tokens
from derivations.reading.links import Attempt, Link
from derivations.reading.membership import held
from derivations.reading.names import INDEX_LETTERS
from derivations.reading.parsing.parser import parsed
from derivations.reading.relations import related
from derivations.reading.source import Text, Token, Unread
from derivations.reading.syntax import Node
from derivations.reading.values import UNBUILT, IllTyped
from derivations.trees import walk
from numeric.checking.claims import claim_of
from numeric.checking.edits import Edit, edits
from numeric.context import Context
from numeric.judge import MISTAKES, failing, fails_at, judge
from numeric.witnesses import missing

BUDGET = Budget(seconds=0.4, relations=80)
QUICK = 0.01  # seconds for the smallest counterexample of a trial, which nobody sees


@dataclass(frozen=True)
class Found:
    """A repair that is proved: what kind of slip it mends, the new LaTeX, and the edit in short."""

    code: str
    latex: str
    edit: str
    claim: Claim | None = None  # with the condition, when that is the repair
    proved: bool = True  # else evaluation agrees, and nothing more is known: a hint at the cause


def repair(link: Link, attempt: Attempt | None, macros: dict[str, Any], ends: float) -> Found | None:
    """The first single edit after which a link is proved, while there is time."""
    if link.arrow is not None and attempt is not None:
        return _in_member(link, attempt, macros, ends)
    if link.left_node is None or link.right_node is None or link.scope is None:
        return None
    if link.tends is not None:
        return _in_the_limit(link, link.tends)
    if attempt is None or attempt.how in ("as it stands", "derived"):
        found = _laid_out(link, attempt)
        if found is not None:
            return found
    maybe: Found | None = None
    searches: tuple[Callable[[], Found | None], ...] = (
        lambda: _condition(link, attempt, ends, mild=True),
        lambda: _edited(link, attempt, link.right_node, macros, ends),
        lambda: _edited(link, attempt, link.left_node, macros, ends),
        lambda: _condition(link, attempt, ends, mild=False),
    )
    for search in searches:
        found = search() if left() > 0 else None
        if found is not None and found.proved:
            return found
        maybe = maybe or found
    return maybe


def _in_the_limit(link: Link, tends: Attempt) -> Found | None:
    """An arrow for the sign, where a sentence speaks of a limit and an equation holds in it alone."""
    try:
        claim = claim_of(link, tends)
    except UNBUILT:
        return None
    if not _proved(claim):
        return None
    return Found("limit", f"{link.left} \\to {link.right}", "write an arrow for the sign")


def _in_member(link: Link, attempt: Attempt, macros: dict[str, Any], ends: float) -> Found | None:
    """A single edit of one of the statements on the two sides of an arrow."""
    for member in link.arrow.members() if link.arrow is not None else ():
        for side in (member.right_node, member.left_node):
            found = _edited(member, attempt, side, macros, ends, link)
            if found is not None and found.proved:
                return found
    return None


def _edited(
    link: Link,
    attempt: Attempt | None,
    side: Node | None,
    macros: dict[str, Any],
    ends: float,
    whole: Link | None = None,
) -> Found | None:
    """The first edit of a side after which a link is proved; or, with that link in it, a whole implication."""
    if side is None:
        return None
    style, maybe, points = _style(link), None, _failing(whole or link, attempt)
    for edit in edits(side, style, _index_letters(link)):
        if now() > ends:
            break
        if edit.code == "sign" and edit.span == side.span and link.relation not in ("=", ":=") and whole is None:
            continue  # that -a ≤ b says nothing of a ≤ b
        claim = _claim(link, attempt, side, edit, macros, whole)
        if claim is None or _is_empty(claim) or fails_at(points, claim.conclusion) or not _agrees(claim):
            continue
        found = Found(edit.code, " ".join(edit.applied(side.span).split()), edit.said, proved=_proved(claim))
        if found.proved:
            return found
        maybe = maybe or found
    return maybe


def _failing(link: Link, attempt: Attempt | None) -> list[Context]:
    """Points at which a link fails as it is written: most edits fail at them as well, which is cheap to see."""
    if attempt is None:
        return []
    try:
        return failing(claim_of(link, attempt))
    except UNBUILT:
        return []


def _is_empty(claim: Claim) -> bool:
    """Whether an edit leaves nothing to say: both sides are written alike then, as in X = X."""
    sides = claim.conclusion.arguments
    return len(sides) == 2 and sides[0] == sides[1]


def _style(link: Link) -> str:
    for text in (link.left + link.right, link.span.source.text):
        found = re.search(r"\^\s*(?:\{\s*(?:\\top|\\intercal|T)\s*\}|\\top|\\intercal|T(?![A-Za-z]))", text)
        if found:
            return found[0]
    return "'" if link.scope is not None and link.scope.prime_transposes else "^\\top"


def _index_letters(link: Link) -> list[str]:
    text = link.left + " " + link.right
    found = [t for t in sorted(INDEX_LETTERS) if re.search(rf"[_{{,\s]{re.escape(t)}(?![A-Za-z])", text)]
    return [t for t in found if t in ("i", "j", "k", "l", "m", "n", "d", "p", "q", "r", "s", "\\ell", "K", "N")]


def _claim(
    link: Link, attempt: Attempt | None, side: Node, edit: Edit, macros: dict[str, Any], whole: Link | None = None
) -> Claim | None:
    """The link with one side edited, or an implication with it, as a claim; None when that cannot be read or fit."""
    if link.scope is None or link.left_node is None or link.right_node is None:
        return None
    scope = link.scope.copy()
    mark = scope.trail.mark()
    try:
        new = parsed(_tokens(edit.applied(side.span), side, macros))
        left, right = (new if node is side else node for node in (link.left_node, link.right_node))
        reader = Elaborator(scope)
        prepare(reader, left, right)
        sign = Token(link.sign.text.strip() or "=", link.sign)
        values = reader.value(left), reader.value(right)
        build = related(reader, values[0], _sign(sign, link), values[1])
        held(scope.trail, values[1], link.space)
        extra = attempt.extra if attempt is not None else ()
        if whole is not None and whole.arrow is not None:
            return claim_of(whole, Attempt("implication", whole.arrow.changed(link, build), extra))
        return claim_of(link, Attempt("as it stands", build, extra))
    except UNBUILT:
        return None
    finally:
        scope.trail.undo(mark)


def _sign(token: Token, link: Link) -> Token:
    from derivations.reading import signs

    if token.text in signs.RELATIONS:
        return token
    plain = {
        "=": "=",
        ":=": "=",
        "≤": "\\le",
        "≥": "\\ge",
        "<": "<",
        ">": ">",
        "≠": "\\ne",
        "≽": "\\succeq",
        "≻": "\\succ",
    }
    return Token(plain.get(link.relation, "="), token.span)


def _tokens(text: str, side: Node, macros: dict[str, Any]) -> list[Token]:
    start = side.span.start
    found = tokens(Text(side.span.source, text, [start] * (len(text) + 1)), macros)
    return [t for t in found if t.text not in ("&", "\\\\", "\\quad", "\\qquad")]


def _holds(claim: Claim) -> bool:
    """Whether a claim is proved, and evaluation has nothing against it."""
    return _agrees(claim) and _proved(claim)


def _agrees(claim: Claim) -> bool:
    try:
        return judge(claim, seconds=QUICK).verdict == "agrees"
    except UNBUILT:
        return False


def _proved(claim: Claim) -> bool:
    try:
        proof = prove(claim, budget=BUDGET)
    except UNBUILT:
        return False
    if not isinstance(proof, Proof) or not proof.assumed:
        return isinstance(proof, Proof)
    return judge(claim, assumed=proof.assumed).verdict != "refuted" and not missing(claim.hypotheses, proof.assumed)


def _laid_out(link: Link, attempt: Attempt | None) -> Found | None:
    """The same step in the other layout of derivatives."""
    if not link.layout or link.scope is None or link.left_node is None or link.right_node is None:
        return None
    scope = link.scope.copy()
    mark = scope.trail.mark()
    now = scope.layout or "row"
    scope.layout = "column" if now == "row" else "row"
    scope.matrix_layout = {"row": "column", "column": "row", None: "row"}[scope.matrix_layout]  # type: ignore[assignment]
    scope.stated_layout = False
    try:
        reader = Elaborator(scope)
        prepare(reader, link.left_node, link.right_node)
        sides = [reader.value(node) for node in (link.left_node, link.right_node)]
        build = related(reader, sides[0], _sign(Token("=", link.sign), link), sides[1])
        held(scope.trail, sides[1], link.space)
        claim = claim_of(link, Attempt("as it stands", build, attempt.extra if attempt else ()))
    except UNBUILT:
        return None
    finally:
        scope.trail.undo(mark)
    if not _holds(claim):
        return None
    style = _style(link)
    right = f"({link.right}){style}" if len(link.right) > 1 else f"{link.right}{style}"
    return Found("layout", right, f"transpose the side that is no derivative: {right}")


def _condition(link: Link, attempt: Attempt | None, ends: float, *, mild: bool) -> Found | None:
    """A property of one letter with which the link holds."""
    if attempt is None:
        return None
    try:
        claim = claim_of(link, attempt)
    except (Unread, IllTyped):
        return None
    points = _failing(link, attempt)
    for words, condition in _conditions(claim, mild=mild):
        if now() > ends:
            return None
        if any(_meets(point, condition) for point in points):
            continue  # it fails under the condition as well
        wider = Claim((*claim.hypotheses, condition), claim.conclusion)
        if condition not in claim.hypotheses and _holds(wider) and _possible(wider):
            return Found("condition", words, f"add the condition: {words}", wider)
    return None


def _meets(point: Context, condition: Apply) -> bool:
    try:
        return bool(point.value(condition))
    except (*MISTAKES, *UNBUILT):
        return False


def _possible(claim: Claim) -> bool:
    """Whether anything meets the hypotheses: else the repair would say nothing."""
    return judge(claim, seconds=QUICK).samples > 0


def _conditions(claim: Claim, *, mild: bool) -> Iterator[tuple[str, Apply]]:
    from derivations.printing import latex

    named = sorted(
        (x for x in free(claim.conclusion) if isinstance(x, Symbol)), key=lambda x: (x.shape == SCALAR, x.name)
    )
    if mild:
        yield from _places(claim)
    for letter in named:
        for word, condition in _mild(letter) if mild else _strong(letter):
            yield f"{latex(letter)} {word}", condition
        if mild and letter.shape == SCALAR and minus(lift(1), letter) in walk(claim.conclusion):
            condition = both(logic.AT_MOST(lift(0), letter), logic.AT_MOST(letter, lift(1)))
            yield f"{latex(letter)} \\in [0, 1]", condition  # the weight of a mean of two


def _places(claim: Claim) -> Iterator[tuple[str, Apply]]:
    """That two indices are different places."""
    indices = sorted((i for i in free(claim.conclusion) if isinstance(i, Index)), key=lambda i: i.name)
    for first, second in combinations(indices, 2):
        if first.size == second.size and not first.name.isdigit() and not second.name.isdigit():
            column = algebra.BASIS(data=(first, Index("1", ONE)))
            delta = algebra.ENTRY(column, data=(second, None))
            yield f"{first.name} \\ne {second.name}", logic.EQUAL(delta, delta.notation.lift(0))


def _mild(letter: Symbol) -> Iterator[tuple[str, Apply]]:
    """What almost every value has, or what is usually meant."""
    zero = letter.notation.lift(0)
    if letter.shape == SCALAR:
        yield "> 0", logic.LESS(zero, letter)
        yield "\\ge 0", logic.AT_MOST(zero, letter)
        yield "\\ne 0", logic.UNEQUAL(letter, zero)
    elif letter.columns == ONE:
        yield "> 0 in every entry", of_every_entry(logic.LESS, letter)
    elif letter.rows == letter.columns:
        yield "is invertible", properties.INVERTIBLE(letter)
    else:
        yield "has full column rank", properties.FULL_COLUMN_RANK(letter)
        yield "has full row rank", properties.FULL_ROW_RANK(letter)


def _strong(letter: Symbol) -> Iterator[tuple[str, Apply]]:
    """What only special matrices have."""
    if ONE in (letter.rows, letter.columns):
        return
    if letter.rows == letter.columns:
        yield "is symmetric", properties.SYMMETRIC(letter)
        yield "is positive definite", properties.POSITIVE_DEFINITE(letter)
        yield "is positive semidefinite", properties.POSITIVE_SEMIDEFINITE(letter)
        yield "is diagonal", properties.DIAGONAL(letter)
        yield "is orthogonal", properties.ORTHOGONAL(letter)
        yield "is idempotent", properties.IDEMPOTENT(letter)
    yield "has orthonormal columns", properties.ORTHONORMAL_COLUMNS(letter)


__all__ = ["Expression", "Found", "repair"]
