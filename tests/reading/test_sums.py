"""Sums over part of a range: what is read of them, what is proved, and that no false twin is."""

from __future__ import annotations

import pytest

from derivations.kernel.expression import Apply
from derivations.printing import plain
from derivations.reading.source import Unread
from derivations.reading.statement import strictly
from numeric.checking.judge import Judge
from numeric.checking.result import Step
from tests.thinned import thinned


def judged(text: str, *declared: str) -> Step:
    (link,) = strictly(text, declared).links
    return Judge(repairs=False).judged(link)


def missing(step: Step) -> list[str]:
    """The conditions that are named as not stated."""
    return [plain(p) for p in step.detail.assumed] if step.detail is not None else []


GEOMETRIC = r"\sum_{k=0}^{t-1} \rho^k = \frac{1-\rho^t}{1-\rho}"
NOT_ONE = r"assume \rho \ne 1"

# (statement, false twin, declarations)
PAIRS: list[tuple[str, str, tuple[str, ...]]] = [
    (GEOMETRIC, GEOMETRIC.replace(r"-\rho^t", r"-\rho^{t-1}"), (NOT_ONE,)),
    (GEOMETRIC, GEOMETRIC.replace("{t-1}", "t"), (NOT_ONE,)),
    (
        r"\sum_{k=1}^{t} \rho^k = \frac{\rho-\rho^{t+1}}{1-\rho}",
        r"\sum_{k=1}^{t} \rho^k = \frac{1-\rho^{t+1}}{1-\rho}",
        (NOT_ONE,),
    ),
    (
        r"\sum_{t=0}^{T-1} \rho^t = \frac{1-\rho^T}{1-\rho}",
        r"\sum_{t=0}^{T} \rho^t = \frac{1-\rho^T}{1-\rho}",
        ("rho < 1",),
    ),
    (r"\sum_{k=0}^{n} k = \frac{n(n+1)}{2}", r"\sum_{k=0}^{n-1} k = \frac{n(n+1)}{2}", ()),
    (r"\sum_{k=1}^n k = \frac{n(n+1)}{2}", r"\sum_{k=1}^n k = n k", ("k : scalar",)),
    (r"\sum_{k=1}^{n-1} k = \frac{n(n-1)}{2}", r"\sum_{k=1}^{n-1} k = \frac{n(n+1)}{2}", ()),
    (r"\sum_{i=1}^{n} k^2 = n k^2", r"\sum_{i=0}^{n} k^2 = n k^2", ("k : scalar",)),
    (
        r"\sum_{i=1}^{n} a_i = \sum_{i=1}^{k} a_i + \sum_{i=k+1}^{n} a_i",
        r"\sum_{i=1}^{n} a_i = \sum_{i=1}^{k} a_i + \sum_{i=k}^{n} a_i",
        (),
    ),
    (
        r"\sum_{i=1}^{n} a_i = \sum_{i=1}^{k} a_i + \sum_{i=k+1}^{n} a_i",
        r"\sum_{i=1}^{n} a_i = \sum_{i=1}^{k} a_i + \sum_{i=k+1}^{n-1} a_i",
        ("a : n",),
    ),
    (
        r"\sum_{i=k+1}^{n} \lambda_i = \sum_{i=1}^n \lambda_i - \sum_{i=1}^k \lambda_i",
        r"\sum_{i=k+1}^{n} \lambda_i = \sum_{i=1}^n \lambda_i - \sum_{i=1}^{k+1} \lambda_i",
        ("lambda : n",),
    ),
    (r"\sum_{t=0}^{T-1} (f_t - f_{t+1}) = f_0 - f_T", r"\sum_{t=0}^{T-1} (f_t - f_{t+1}) = f_0 - f_{T-1}", ()),
    (r"\sum_{t=1}^{T} (x_t - x_{t-1}) = x_T - x_0", r"\sum_{t=1}^{T} (x_t - x_{t-1}) = x_T - x_1", ("x : d",)),
    (r"\sum_{k=1}^{t} a_{k-1} = \sum_{k=0}^{t-1} a_k", r"\sum_{k=1}^{t} a_{k-1} = \sum_{k=1}^{t-1} a_k", ()),
    (r"(1-\beta)\sum_{k=0}^{t-1}\beta^k = 1-\beta^t", r"(1-\beta)\sum_{k=0}^{t-1}\beta^k = 1-\beta^{t-1}", ()),
    (
        r"(1-\beta)\sum_{k=1}^{t} \beta^{t-k} g_k = (1-\beta)\sum_{k=0}^{t-1} \beta^k g_{t-k}",
        r"(1-\beta)\sum_{k=1}^{t} \beta^{t-k} g_k = (1-\beta)\sum_{k=0}^{t-1} \beta^k g_{t-k-1}",
        ("g : d",),
    ),
    (
        r"\sum_{k=0}^{t-1} \beta^k g = \frac{1-\beta^t}{1-\beta} g",
        r"\sum_{k=0}^{t-1} \beta^k g = (1-\beta^t) g",
        ("g : d", r"assume \beta < 1"),
    ),
    (
        r"\sum_{t=0}^{T-1} (\|w_t - w^*\|^2 - \|w_{t+1} - w^*\|^2) = \|w_0 - w^*\|^2 - \|w_T - w^*\|^2",
        r"\sum_{t=0}^{T-1} (\|w_t - w^*\|^2 - \|w_{t+1} - w^*\|^2) = \|w_0 - w^*\|^2 - \|w_{T+1} - w^*\|^2",
        ("w : d", "w^* : d"),
    ),
    (
        r"\sum_{i=0}^{n} \sum_{j=0}^{i} a_j = \sum_{j=0}^{n} (n - j + 1) a_j",
        r"\sum_{i=0}^{n} \sum_{j=0}^{i} a_j = \sum_{j=0}^{n} (n - j) a_j",
        (),
    ),
    (
        r"\sum_{i=1}^{n-1} x_i = \sum_{i=1}^n x_i - x_n",
        r"\sum_{i=1}^{n-1} x_i = \sum_{i=1}^n x_i - x_{n-1}",
        ("x : n",),
    ),
    (
        r"\sum_{k=0}^{\infty} \rho^k = \frac{1}{1-\rho}",
        r"\sum_{k=1}^{\infty} \rho^k = \frac{1}{1-\rho}",
        (r"assume |\rho| < 1",),
    ),
    (
        r"\frac{r}{1-\gamma} = \sum_{\tau=0}^{\infty} \gamma^\tau r",
        r"\frac{r}{1+\gamma} = \sum_{\tau=0}^{\infty} \gamma^\tau r",
        ("gamma > 0", "gamma < 1", "r : d"),
    ),
]


@pytest.mark.parametrize("number", thinned(range(len(PAIRS)), one_in=2))
def test_the_true_one_is_proved_with_no_condition_missing(number: int) -> None:
    statement, _, declared = PAIRS[number]
    step = judged(statement, *declared)
    assert (step.verdict, missing(step)) == ("proved", []), step.reason


@pytest.mark.parametrize("number", thinned(range(len(PAIRS)), one_in=2))
def test_the_false_twin_is_refuted(number: int) -> None:
    _, twin, declared = PAIRS[number]
    step = judged(twin, *declared)
    assert step.verdict == "refuted", step.reason
    assert not step.alarm


def test_a_condition_that_is_not_stated_is_named() -> None:
    step = judged(GEOMETRIC)
    assert (step.verdict, missing(step), step.code) == ("proved", ["1 − ρ ≠ 0"], "condition")


def test_a_series_outside_of_its_disc_is_refuted() -> None:
    for text in (r"\sum_{k=0}^{\infty} \rho^k = \frac{1}{1-\rho}", r"\sum_{k=0}^{\infty} \rho^k = 1 + \rho"):
        assert judged(text).verdict == "refuted"
    assert judged(r"\sum_{k=0}^{\infty} k = 2").verdict == "open"


def test_the_lengths_of_sums_are_supposed_to_be_natural() -> None:
    step = judged(PAIRS[8][0])
    assert "n - k \\in \\mathbb N_0" in step.assumptions


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        (r"\sum_{k=0}^{t-1} \rho^k \ge 1", ("rho > 0",)),  # but for t = 0
        (r"S_t = \sum_{k=0}^{t-1} \beta^k g_{t-k}", ("g : d", "S_t : d")),  # what S_t is was not said
    ],
)
def test_what_may_be_meant_otherwise_is_left_open(text: str, declared: tuple[str, ...]) -> None:
    assert judged(text, *declared).verdict == "open"


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        (r"\sum_{k=0}^{m-1} g_k = g", ("g : d",)),  # entries or steps?
        (r"\sum_{k=0}^{t-1} \sum_{k=0}^{t-1} \rho^k = t", ()),
        (r"\sum_{k=0}^{k-1} \rho^k = 1", ()),
        (r"\sum_{k=0}^{t-1} a_{kk} = t", ()),
        (r"\sum_{k=0}^{t-1} a_{k,1} = t", ()),
        (r"\sum_{k=0}^{t-1} a_k = a", ()),
        (r"2 + \sum_{k=0}^{\infty} \rho^k = 3", ()),
    ],
)
def test_what_is_not_clear_is_not_read(text: str, declared: tuple[str, ...]) -> None:
    try:
        (link,) = strictly(text, declared).links
    except Unread:
        return
    assert Judge(repairs=False).judged(link).verdict == "unread"


def test_a_power_by_an_end_of_a_sum_is_no_transpose() -> None:
    (link,) = strictly(r"\sum_{t=0}^{T-1} \rho^t = \rho^T", ()).links
    build = link.attempts[0].build()
    assert isinstance(build, Apply)
    assert plain(build) == "Σ_t=0..T − 1 ρ^(t) = ρ^(T)"


@pytest.mark.parametrize(
    "text",
    [
        r"\sum_{i=1}^{n+1} x_i = \sum_{i=1}^n x_i + x_{n+1}",
        r"\sum_{k=0}^{n-1} x_k = x_0 + \sum_{k=1}^{n-1} x_k",
        r"\sum_{k=0}^{n-1} x_k = \sum_{j=1}^{n} x_{j-1}",
    ],
)
def test_entries_that_a_column_does_not_have_prove_nothing(text: str) -> None:
    assert judged(text, "x : n").verdict == "open"


@pytest.mark.parametrize("text", [r"\sum_{k=t+1}^{t-1} 1 < 0", r"\sum_{k=1}^{n-5} k + \sum_{k=1}^{3-n} k < 0"])
def test_lengths_that_no_values_make_natural_prove_nothing(text: str) -> None:
    assert judged(text).verdict in ("open", "unread")


def test_what_a_letter_that_does_not_count_may_be_is_left_open() -> None:
    text = r"\sum_{k=1}^{K} \mathbf{1}[y = k] a_k = a_y"
    assert judged(text, "y : scalar").verdict in ("open", "unread")
