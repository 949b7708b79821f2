"""A cited rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivations.kernel.expression import Apply, Expression


@dataclass(frozen=True)
class Rule:
    """A cited fact: from arguments like its letters, the premises it needs and what it gives."""

    name: str
    letters: tuple[Expression, ...]
    instance: Callable[..., tuple[tuple[Apply, ...], Apply]]
    source: str

    def __call__(self, *arguments: Expression) -> tuple[tuple[Apply, ...], Apply]:
        """The premises and the conclusion for some arguments."""
        return self.instance(*arguments)
