"""What a certificate is for."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.kernel.expression import Apply


@dataclass(frozen=True)
class Claim:
    """The conclusion, wherever all hypotheses hold."""

    hypotheses: tuple[Apply, ...]
    conclusion: Apply
