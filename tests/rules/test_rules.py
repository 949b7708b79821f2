"""Every cited rule: true at sampled points, false (or not given) when a premise is dropped."""

from __future__ import annotations

import pytest

from derivations.claim import Claim
from derivations.kernel.check import Line, Refused
from derivations.proving.prove import verify
from derivations.rules import RULES
from numeric.judge import judge

NAMES = sorted(RULES)


@pytest.mark.parametrize("name", NAMES)
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


# Where the conclusion mentions P⁻¹, samples exist only where P is invertible, which is the premise.
BY_DOMAIN = {"inverse is invertible"}


@pytest.mark.parametrize("name", [n for n in NAMES if RULES[n].instance(*RULES[n].letters)[0] and n not in BY_DOMAIN])
def test_without_its_premises_the_conclusion_fails_somewhere(name: str) -> None:
    _, conclusion = RULES[name].instance(*RULES[name].letters)
    assert judge(Claim((), conclusion)).verdict in ("refuted", "undefined")


def test_every_rule_names_its_source() -> None:
    assert all(rule.source and rule.letters for rule in RULES.values())
