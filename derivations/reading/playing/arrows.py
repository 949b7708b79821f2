"""What an arrow between statements claims, as it is written and with one of the statements changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from derivations.kernel.expression import Apply
from derivations.operations import logic
from derivations.reading.links import Build, Link
from derivations.reading.playing.targets import all_of
from derivations.reading.scope import Hypothesis


@dataclass(frozen=True, eq=False)
class Arrow:
    """Links before a sign ⟹, ⟸ or ⟺ and behind it; where none stands before it, an equation that is to be solved."""

    sense: str
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    goal: Hypothesis | None = None

    def members(self) -> Iterator[Link]:
        """What stands behind the sign, and then what stands before it."""
        yield from (*self.after, *self.before)

    def build(self) -> Apply:
        """The claim as it is written."""
        return self._with(None, None)

    def changed(self, member: Link, states: Build) -> Build:
        """The claim where another statement stands for one of its members."""
        return partial(self._with, member, states)

    def _with(self, member: Link | None, states: Build | None) -> Apply:
        def said(links: Iterable[Link]) -> list[Build]:
            found = (states if link is member else link.states for link in links)
            return [build for build in found if build is not None]

        given = said(self.before) or ([self.goal.build] if self.goal else [])
        found = said(self.after)
        if self.sense == "⟸":
            given, found = found, given
        return (logic.IFF if self.sense == "⟺" else logic.IMPLIES)(all_of(given), all_of(found))
