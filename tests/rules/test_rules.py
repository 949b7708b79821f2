"""Every cited rule: true at sampled points, false (or not given) when a premise is dropped."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.check import Line, Refused, conditions, is_known
from derivations.proving.prove import verify
from derivations.rules import RULES
from numeric.judge import judge
from tests.thinned import thinned

NAMES = sorted(RULES)


@pytest.mark.parametrize("name", thinned(NAMES))
def test_no_sample_contradicts_the_rule(name: str) -> None:
    premises, conclusion = RULES[name].instance(*RULES[name].letters)
    assert judge(Claim(premises, conclusion)).verdict in ("agrees", "undefined")


@pytest.mark.parametrize("name", NAMES)
def test_the_kernel_wants_every_premise(name: str) -> None:
    rule = RULES[name]
    premises, conclusion = rule.instance(*rule.letters)
    line = Line(conclusion, "rule", rule=name, arguments=rule.letters)
    verify(Claim(premises, conclusion), [line])
    for k in range(len(premises)):
        with pytest.raises(Refused):
            verify(Claim(premises[:k] + premises[k + 1 :], conclusion), [line])


def by_domain(name: str) -> bool:
    """Whether the conclusion has a value only where the premises hold, as with P⁻¹ and an invertible P."""
    premises, conclusion = RULES[name].instance(*RULES[name].letters)
    owed = tuple(conditions(conclusion))
    return all(is_known(premise, owed) for premise in premises)


@pytest.mark.parametrize("name", thinned(name for name in NAMES if not by_domain(name)))
def test_without_its_premises_the_conclusion_fails_somewhere(name: str) -> None:
    _, conclusion = RULES[name].instance(*RULES[name].letters)
    assert judge(Claim((), conclusion)).verdict in ("refuted", "undefined")


def test_every_rule_names_its_source() -> None:
    assert all(rule.source and rule.letters for rule in RULES.values())
