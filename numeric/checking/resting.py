"""Steps that rest on an equation before them which no word gives, where that equation was proved itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivations.reading.links import Link
from derivations.reading.source import Span
from numeric.checking.result import Step

_SAID = {("definition",), ("hypothesis",)}  # proved by what was read alone


def upheld(steps: tuple[Step, ...], links: Sequence[Link]) -> tuple[Step, ...]:
    """The steps, those with what they were found to be whose equations before them are proved."""
    found = list(steps)
    at: dict[str, list[int]] = {}
    for k, step in enumerate(steps):
        at.setdefault(step.id, []).append(k)
        given = all(any(_gives(found[p], links[p], links[k]) for p in at.get(place, ())) for place in step.rests)
        if step.held is not None and step.rests and given:
            found[k] = replace(
                step, verdict=step.held, reason="", help="", uses=tuple(dict.fromkeys((*step.uses, *step.rests)))
            )
    return tuple(found)


def _gives(step: Step, given: Link, link: Link) -> bool:
    """Whether a step proves the equation that a later link rests on, under nothing that has ended since."""
    proved = step.verdict == "proved" and step.by not in _SAID and not step.code and not step.alarm
    if not proved or given is link or given.solving is None or given.scope is None or link.scope is None:
        return False
    kept = {id(h) for h in link.hypotheses}
    goal = link.scope.goal if link.scope.goal is given.scope.goal else None
    around = [h.span for h in link.scope.contexts] + [goal.value.span if goal is not None else None]
    places = {_place(span) for span in around if span is not None}
    return all(id(h) in kept for h in given.hypotheses) and set(step.uses) <= places


def _place(span: Span) -> str:
    return ":".join(map(str, (span.source.path, *span.source.position(span.start))))
