"""A document read whole: sections played one after the other, kinds of undeclared letters tried until the rows fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from derivations.clock import now
from derivations.kernel.expression import Index, Symbol
from derivations.letters import GREEK
from derivations.reading import elsewhere, plus, strangers, usage
from derivations.reading.abstract.survey import surveyed
from derivations.reading.documents import Document
from derivations.reading.events import Event, Part
from derivations.reading.hoisting import hoisted
from derivations.reading.larger import inverted, larger
from derivations.reading.lexing.lexer import tokens
from derivations.reading.links import Link
from derivations.reading.outline import Section, sections
from derivations.reading.partitions import partitions
from derivations.reading.playing.player import Player
from derivations.reading.randomness import arguments, averaged
from derivations.reading.scope import ALTERNATIVES, Kind, Known, Scope, base_of, conventional
from derivations.reading.sizes import Dim, Unknown
from derivations.reading.source import Span, Unread

TRIALS = 60  # assignments of kinds tried in a section
SECONDS = 1.5  # for the trials of a section
SIZES = "ndmkpqrshlabcefgijouvwxyz"


@dataclass
class Reading:
    """All links of a document, its letters, and what else is to be said of it."""

    links: list[Link] = field(default_factory=list)
    letters: list[Known] = field(default_factory=list)
    problems: list[tuple[str, Span]] = field(default_factory=list)
    conventions: list[str] = field(default_factory=list)


def read(
    document: Document, before: Iterable[Event] = (), *, letters: Iterable[Known] = (), strict: bool = False
) -> Reading:
    """The links of a document, in reading order. `before` are declarations from outside it, `letters` known ones.

    Read strictly, letters without a declaration are not guessed at, but for Greek scalars.
    """
    outline = sections(document.segments, document.macros)
    outline[0].events[:0] = before
    _harden(outline)
    scope = Scope(prime_transposes=usage.primes(document), strict=strict)
    scope.letters = {known.name: known for known in letters}
    scope.sizes = {
        a[0] for known in scope.letters.values() for dim in known.shape for a in dim.terms if isinstance(a, tuple) and a
    }
    scope.words = frozenset(word for section in outline for word in section.words)
    scope.times = usage.timed(document)
    plus.named(event for section in outline for event in section.events)
    scope.survey = surveyed(event for section in outline for event in section.events)
    text = " ".join(s.text.text for s in document.segments if s.kind in ("display", "inline"))
    scope.energy = bool(re.search(r"(?:\\nabla(?:\s*_\s*(?:\{[^{}]*\}|\S))?|\\partial)\s*E\b", text))
    scope.unsquared, scope.membered = usage.unsquared(document), usage.membered(document)
    scope.sizes |= usage.ends(document)
    scope.differentials = usage.differentials(document)
    events = [event for section in outline for event in section.events]
    kinds = {} if strict else averaged(events)
    scope.arguments = arguments(events)
    scope.averaged = frozenset(kinds)
    scope.guesses |= {name: kind for name, kind in kinds.items() if kind == "scalar"}
    entrywise = usage.entrywise(document)
    reading = Reading()
    values: dict[str, Span] = {}  # where the letters of the parts before got theirs
    bases = [(-1, scope)]  # the scopes that problems begin with, by the level of what encloses them
    for section in outline:
        scope = _opened(scope, section, bases)
        older = set(map(id, scope.letters.values()))
        player = _best(scope, section)
        scope = player.scope
        if section.hard or not any(other.hard for other in outline[: outline.index(section)]):
            bases.append((section.level, scope))
        _trust(player, older, entrywise)
        strangers.doubt(player.links)
        strangers.given_before(player.links, values)
        values |= {made.name: made.span for made in scope.defined.values() if made.span is not None}
        elsewhere.gather(player.links, [*scope.lapsed, *player.supposed], player.scope.vague, player.scope.restricting)
        reading.links += player.links
        reading.problems += player.problems
        every = (*scope.letters.values(), *scope.indexed.values())
        reading.letters += [known for known in every if known not in reading.letters]
    _name_sizes(reading.letters, scope.sizes)
    reading.conventions = _conventions(scope, reading.links)
    return reading


def _harden(outline: Sequence[Section]) -> None:
    """Which headings begin a new problem: those that say so, and numbered ones whose text has parts (a), (b)."""
    for section in outline:
        has_parts = any(isinstance(event, Part) for event in section.events)
        section.hard = section.problem or (section.numbered and has_parts)


def _trust(player: Player, older: set[int], entrywise: frozenset[str]) -> None:
    """Guesses that at least two rows with other letters bear out; letters of `older` parts that none does are guesses.

    A letter of another part may mean something else here, which more rows that do not fit than rows that do tell.
    """
    count: dict[str, int] = {}
    for link in player.links:
        for name in link.used:
            count[name] = count.get(name, 0) + (-1 if link.role == "illtyped" else 0 if link.failed else 1)
    letters = player.scope.letters
    loose = frozenset(name for name, known in letters.items() if id(known) in older and count.get(name, 0) < -1)
    loose |= player.scope.reshaped
    misfits = _only_misfitting(player)
    for link in player.links:
        link.guessed |= link.used & loose
    trusted = frozenset(
        name
        for name in player.scope.guesses
        if (count.get(name, 0) >= 2 and _may_be_trusted(name, player.scope.guesses[name]))
        or (base_of(name) in usage.SCALARS - entrywise and player.scope.guesses[name] == "scalar")
    )
    for link in player.links:
        if link.scope is not None:
            link.scope.trusted = trusted - misfits.get(id(link.scope.part), set())


def _only_misfitting(player: Player) -> dict[int, set[str]]:
    """By part: the letters of which nothing says what they are, and which fit in no row there."""
    found: dict[int, set[str]] = {}
    fitting: dict[int, set[str]] = {}
    for link in player.links:
        if link.scope is not None:
            of_part = found if link.failed else fitting
            of_part.setdefault(id(link.scope.part), set()).update(link.used - usage.SCALARS)
    letters = player.scope.letters
    said = {name for name, known in letters.items() if known.origin == "stated"} | player.scope.defined.keys()
    return {part: names - fitting.get(part, set()) - said for part, names in found.items()}


def _may_be_trusted(name: str, kind: Kind) -> bool:
    """Whether rows that fit can bear a guess out; a Greek letter with an index is a number by mere convention."""
    plain = kind == "scalar" and base_of(name) in GREEK and "_" in name and base_of(name) not in usage.SCALARS
    return not plain and kind not in ("family", "rows", "entries", "function")


def _opened(scope: Scope, section: Section, bases: list[tuple[int, Scope]]) -> Scope:
    """The scope that a section begins with; a new problem goes on from what encloses it, not from the one before."""
    kinds = {**scope.inherited, **scope.letters}
    before = scope
    if section.hard:
        while len(bases) > 1 and bases[-1][0] >= section.level > 0:
            bases.pop()
        scope = bases[-1][1]
    scope = scope.copy()
    scope.title, scope.level, scope.said = section.title.lower(), section.level, section.said
    scope.transposed = usage.transposed(section.said) | larger(section.events)
    scope.called, scope.inverse = usage.called(section.said), inverted(section.events)
    for kept in (scope.letters, scope.indexed):
        for name, known in list(kept.items()):
            if known.level > section.level and known.origin == "stated":
                del kept[name]
    scope.shake()
    over = [n for n, made in scope.defined.items() if made.example == 0 or (made.example or 0) >= max(section.level, 1)]
    scope.defined = {name: made for name, made in scope.defined.items() if name not in over}
    scope.inherited, scope.reshaped, scope.inverted = kinds, frozenset(), ()
    scope.layout, scope.matrix_layout = before.layout, before.matrix_layout
    scope.jacobian_layout = before.jacobian_layout
    scope.stated_layout, scope.said_layout = before.stated_layout, before.said_layout
    scope.said_jacobians = before.said_jacobians
    for made in scope.defined.values():
        made.recent = False
    if section.hard:
        scope.goal, scope.variable, scope.contexts, scope.former = None, "", [], []
        scope.hypotheses = [h for h in scope.hypotheses if not h.solving]
    return scope


def _best(scope: Scope, section: Section) -> Player:
    """The run with the fewest rows that cannot be read, over kinds of letters that nobody declared."""
    events = hoisted(section.events, {name: known.span for name in scope.laws if (known := scope.find(name))})
    events[:0] = partitions(section.events, scope.words)
    best = _run(scope, events, {})
    if not any(link.failed for link in best[1].links):
        return best[1]
    ends = now() + SECONDS
    suspects = {n for link in best[1].links if link.failed for n in link.guessed}
    scalars: dict[str, Kind] = {n: "scalar" for n in suspects if best[1].scope.guesses.get(n) in ("vector", "matrix")}
    scalars |= {n: "scalar" for link in best[1].links if link.failed for n in link.lightly}
    scalars = {n: kind for n, kind in scalars.items() if base_of(n) not in scope.transposed}
    old: dict[str, Kind] = {n: k for n in suspects if (k := best[1].scope.guesses.get(n)) and n in scope.inherited}
    for guesses in (old, scalars):
        if guesses:
            best = min(best, _run(scope, events, guesses), key=lambda run: run[0])
    best = _renewed(scope, events, best)
    for _ in range(8):
        found = _improved(scope, events, best, ends)
        if found is None:
            break
        best = found
    return _run(scope, events, best[2])[1]  # again: what was tried since has changed the sizes that are shared


NEW = "new "  # before a letter whose definition is left behind, among the guesses
Run = tuple[float, Player, dict[str, Kind]]


def _renewed(scope: Scope, events: Sequence[Event], best: Run) -> Run:
    """Without the definition that an earlier section gave a letter, where two rows or more only fit so."""
    failed = [link for link in best[1].links if link.failed]
    used = [name for link in failed for name in link.used & scope.defined.keys() if name.isalpha() and name.islower()]
    for name in sorted({name for name in used if used.count(name) > 1})[:4]:
        mark = scope.trail.mark()
        run = _run(scope, events, {**best[2], f"{NEW}{name}": conventional(name, bold=False)})
        scope.trail.undo(mark)
        if run[0] < best[0] - 1.5:
            best = run
    return best


def _run(scope: Scope, events: Sequence[Event], guesses: dict[str, Kind]) -> Run:
    own = scope.copy()
    for name in (name.removeprefix(NEW) for name in guesses if name.startswith(NEW)):
        own.defined.pop(name, None)
    own.guesses = {**own.guesses, **guesses}
    own.fresh = set(guesses)
    for name in guesses:
        for kept in (own.letters, own.indexed):
            if name in kept and kept[name].origin != "stated":
                del kept[name]
    player = Player(own)
    player.play(events)
    failed = sum(1.0 for link in player.links if link.failed)
    score = failed + 0.5 * sum(link.role == "illtyped" or link.clashes for link in player.links) + 0.02 * len(guesses)
    score += 2 * sum(_is_narrow(known) for name, known in own.letters.items() if name not in scope.letters)
    return score, player, guesses


def _is_narrow(known: Known) -> bool:
    """Whether a capital of which nothing was said is a row or a column: sooner a row of the text does not fit."""
    capital = len(known.name) == 1 and known.name.isupper() and known.origin == "convention"
    return capital and [dim.is_one for dim in known.shape].count(True) == 1


def _improved(scope: Scope, events: Sequence[Event], best: Run, ends: float) -> Run | None:
    _, player, guesses = best
    suspects: dict[str, int] = {}
    for link in player.links:
        if link.failed:
            for name in link.guessed:
                suspects[name] = suspects.get(name, 0) + 1
    found = best
    for name in sorted(suspects, key=lambda n: -suspects[n])[:8]:
        kind = player.scope.guesses.get(name)
        again = (kind,) if kind and name in scope.inherited and name not in guesses else ()
        for other in (*again, *(ALTERNATIVES.get(kind, ()) if kind else ())):
            if now() > ends:
                return None if found is best else found
            if other == "scalar" and base_of(name) in scope.transposed:
                continue
            mark = scope.trail.mark()
            run = _run(scope, events, {**guesses, name: other})
            scope.trail.undo(mark)
            if run[0] < found[0] - 0.01:
                found = run
    return None if found is best else found


def _name_sizes(letters: Sequence[Known], used: set[str]) -> None:
    """Sizes that nothing fixed get letters of their own."""
    used = set(used)
    dims = [dim for known in letters for dim in known.shape]
    for dim in dims:
        used |= {a[0] for a in dim.resolved().terms if isinstance(a, tuple) and len(a) == 1}
    free = iter(letter for letter in [*SIZES, *(f"n{k}" for k in range(1, 2000))] if letter not in used)
    for known in letters:
        for dim in known.shape:
            for unknown in dim.unknowns():
                unknown.value = Dim.of(next(free))
                if known.origin == "convention":
                    known.origin = "inferred"


def _conventions(scope: Scope, links: Sequence[Link]) -> list[str]:
    taken = sorted({convention for link in links for convention in link.conventions})
    if scope.layout is None:
        return taken
    word = "a row" if scope.layout == "row" else "a column"
    how = "stated" if scope.said_layout else "from its use"
    return [f"the derivative of a scalar by a column is {word} ({how})", *taken]


__all__ = ["Index", "Reading", "Symbol", "Unknown", "Unread", "conventional", "read", "tokens"]
