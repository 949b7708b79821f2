"""Cited rules: one row each, with what it needs, what it gives, and its source."""

from __future__ import annotations

from derivations.rules import definiteness, entries, gaussians, limits, optima, orders, ranks, sequences
from derivations.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for module in (definiteness, entries, gaussians, limits, optima, orders, ranks, sequences)
    for rule in module.RULES
}
