"""Steps that are hard to settle end in time, with a reason of their own."""

from __future__ import annotations

from derivations.clock import left, now, until
from derivations.reading.documents import scanned
from numeric.checking.run import judged

HARD = r"""Let $f$ be convex and $L$-smooth, $0<\mu\le L$.

$$
\Bigl(1-\frac\mu L\Bigr)^T\bigl(f(x_0)-f(y)\bigr) \le e^{-\mu T/L}\bigl(f(x_0)-f(y)\bigr)
$$
"""


def test_a_step_ends_within_its_time() -> None:
    (step,) = judged(scanned("x.md", HARD.encode()), processes=1).steps
    assert "took longer" not in step.reason


def test_what_is_left_of_the_time_is_seen_within_alone() -> None:
    with until(now() + 100):
        with until(now() - 1):
            assert left() <= 0
        assert 0 < left() <= 100
    assert left() == float("inf")
