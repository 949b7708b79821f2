"""Random letters in documents: what follows from what is said of them is proved, and no false twin of it."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from numeric.checking.run import judged
from tests.thinned import thinned

PROVED, REFUTED, NOT = "proved", "refuted", "not proved"  # the last: open, unread or refuted
TWO = "Let $X$ and $Y$ be random variables with finite second moments, $a, b \\in \\mathbb R$.\n\n"
APART = "Let $X$ and $Y$ be independent random variables.\n\n"
VECTOR = (
    "Let $x$ be a random vector in $\\mathbb R^n$ with mean $\\mu$ and covariance $\\Sigma$, "
    "$A \\in \\mathbb R^{n \\times n}$ and $b \\in \\mathbb R^n$.\n\n"
)
SAMPLE = "Let $X_1, \\dots, X_n$ be i.i.d. with mean $\\mu$ and variance $\\sigma^2$.\n\n"
LAWS = (
    "Let $p = \\mathcal N(\\mu, \\Sigma)$ and $q = \\mathcal N(0, I)$ on $\\mathbb R^n$, "
    "$\\Sigma \\in \\mathbb R^{n \\times n}$.\n\n"
)
NUMBERS = "Let $p = \\mathcal N(m, s^2)$ and $q = \\mathcal N(0, 1)$ with $s > 0$.\n\n"
FROM_BOTH = "Let $X$ be independent of $(Y, Z)$.\n\n"
UNCORRELATED = "Let $U$ and $V$ be uncorrelated random variables.\n\n"
MOMENTS = "Let $z \\in \\mathbb R^n$ be random with $E[z] = \\mu$ and $E[zz^\\top] = S$.\n\n"
BERNOULLI = "Let $X \\sim \\mathrm{Bernoulli}(p)$.\n\n"
POISSON = "Let $K \\sim \\operatorname{Poisson}(\\lambda)$.\n\n"
BETA = "Let $u \\sim \\mathrm{Beta}(a, b)$ with $a, b > 0$.\n\n"
UNIFORM = "Let $U \\sim \\mathrm{Unif}(a, b)$.\n\n"

CASES = [
    (TWO, r"E[aX + bY] = aE[X] + bE[Y]", PROVED),
    (TWO, r"E[aX + bY] = aE[X] + E[Y]", REFUTED),
    (TWO, r"\mathrm{Var}(X) = E[X^2] - E[X]^2", PROVED),
    (TWO, r"\mathrm{Var}(X) = E[X^2] + E[X]^2", REFUTED),
    (TWO, r"\operatorname{Var}(aX + b) = a^2\operatorname{Var}(X)", PROVED),
    (TWO, r"Var(aX + b) = aVar(X)", REFUTED),
    (TWO, r"Var(aX + b) = a^2 Var(X) + b", REFUTED),
    (TWO, r"\text{Var}(X + Y) = \text{Var}(X) + \text{Var}(Y) + 2\text{Cov}(X, Y)", PROVED),
    (TWO, r"\text{Var}(X - Y) = \text{Var}(X) + \text{Var}(Y) - 2\text{Cov}(X, Y)", PROVED),
    (TWO, r"\text{Var}(X + Y) = \text{Var}(X) + \text{Var}(Y)", REFUTED),
    (TWO, r"\text{Cov}(X, Y) = E[XY] - E[X]E[Y]", PROVED),
    (TWO, r"\text{Cov}(X, Y) = \text{Var}(X)", REFUTED),
    (TWO, r"\text{Cov}(X, Y)^2 = \text{Var}(X)\text{Var}(Y)", REFUTED),
    (TWO, r"E[XY] = E[X]E[Y]", REFUTED),
    (TWO, r"E[X^2] = E[X]^2", REFUTED),
    (TWO, r"E[X^3] = E[X]E[X^2]", REFUTED),
    (TWO, r"E[X] = 0", NOT),
    (TWO, r"E[X^2] = 1", NOT),
    (APART, r"E[XY] = E[X]E[Y]", PROVED),
    (APART, r"\mathrm{Var}(X + Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)", PROVED),
    (APART, r"\mathrm{Var}(X - Y) = \mathrm{Var}(X) - \mathrm{Var}(Y)", REFUTED),
    (APART, r"\mathrm{Var}(XY) = \mathrm{Var}(X)\mathrm{Var}(Y)", REFUTED),
    (APART, r"E[X^2] = E[X]^2", REFUTED),
    (FROM_BOTH, r"E[XYZ] = E[X]E[YZ]", PROVED),
    (FROM_BOTH, r"E[XYZ] = E[X]E[Y]E[Z]", NOT),
    ("Here $X$ and $Y$ are not independent.\n\n", r"E[XY] = E[X]E[Y]", NOT),
    ("Here $X$ and $Y$ need not be independent.\n\n", r"E[XY] = E[X]E[Y]", NOT),
    ("Here $X$ and $Y$ are independent conditionally on $Z$.\n\n", r"E[XY] = E[X]E[Y]", NOT),
    ("Are $X$ and $Y$ independent?\n\n", r"E[XY] = E[X]E[Y]", NOT),
    ("If $X$ and $Y$ are independent, all is well.\n\nAnother paragraph.\n\n", r"E[XY] = E[X]E[Y]", NOT),
    (UNCORRELATED, r"E[UV] = E[U]E[V]", PROVED),
    (UNCORRELATED, r"E[U^2V^2] = E[U^2]E[V^2]", NOT),
    ("", r"E[(\hat\theta - \theta)^2] = (E[\hat\theta] - \theta)^2 + \mathrm{Var}(\hat\theta)", PROVED),
    ("", r"E[(\hat\theta - \theta)^2] = (E[\hat\theta] - \theta)^2 - \mathrm{Var}(\hat\theta)", REFUTED),
    ("", r"E[(\hat\theta - \theta)^2] = \mathrm{Var}(\hat\theta) + E[\hat\theta]^2", NOT),
    ("", r"E[X Z] = Z E[X]", NOT),  # whether Z is random was not said
    ("", r"E[Z^2] = Z^2", NOT),
    ("", r"\mathrm{Var}(AX) = A^2\mathrm{Var}(X)", NOT),  # for numbers; that A is one was not said
    ("", r"\mathrm{Cov}(AX) = A\mathrm{Cov}(X)A", NOT),
    (VECTOR, r"E[Ax + b] = A\mu + b", PROVED),
    (VECTOR, r"\mathrm{Cov}(Ax + b) = A\Sigma A^\top", PROVED),
    (VECTOR, r"\mathrm{Cov}(Ax + b) = A\Sigma A", REFUTED),
    (VECTOR, r"\mathrm{Cov}(Ax + b) = A^\top\Sigma A", REFUTED),
    (VECTOR, r"\mathrm{Cov}(Ax + b) = A\Sigma A^\top + bb^\top", REFUTED),
    (VECTOR, r"E[xx^\top] = \Sigma + \mu\mu^\top", PROVED),
    (VECTOR, r"E[xx^\top] = \Sigma", REFUTED),
    (VECTOR, r"E[\|x\|^2] = \|\mu\|^2 + \operatorname{tr}\Sigma", PROVED),
    (VECTOR, r"E[\|x\|^2] = \|\mu\|^2 - \operatorname{tr}\Sigma", REFUTED),
    (VECTOR, r"E[x^\top A x] = \operatorname{tr}(A\Sigma) + \mu^\top A\mu", PROVED),
    (VECTOR, r"E[x^\top A x] = \operatorname{tr}(A\Sigma)", REFUTED),
    (SAMPLE, r"E\left[\frac1n\sum_{i=1}^n X_i\right] = \mu", PROVED),
    (SAMPLE, r"\mathrm{Var}\left(\frac1n\sum_{i=1}^n X_i\right) = \frac{\sigma^2}{n}", PROVED),
    (SAMPLE, r"\mathrm{Var}\left(\frac1n\sum_{i=1}^n X_i\right) = \sigma^2", REFUTED),
    (
        SAMPLE.replace("i.i.d.", "numbers"),
        r"\mathrm{Var}\left(\frac1n\sum_{i=1}^n X_i\right) = \frac{\sigma^2}{n}",
        NOT,
    ),
    (
        "Let $X$ have mean $\\mu$ and variance $v$. Let $Y$ have mean $\\nu$ and variance $w$.\n\n",
        r"E[XY] = \mu\nu",
        NOT,
    ),
    (MOMENTS, r"\mathrm{Cov}(z) = S - \mu\mu^\top", PROVED),
    (MOMENTS, r"\mathrm{Cov}(z) = S", REFUTED),
    (TWO, r"E[E[Y | X]] = E[Y]", PROVED),
    (TWO, r"E[E[Y | X]] = E[X]", REFUTED),
    (TWO, r"E[X E[Y | X]] = E[XY]", PROVED),
    (TWO, r"E[XY | X] = X E[Y | X]", PROVED),
    (TWO, r"E[E[Y | X]^2] = E[Y]^2", NOT),
    (TWO, r"E[E[Y | X]^2] = E[Y^2]", NOT),
    (TWO, r"\mathrm{Var}(Y) = E[\mathrm{Var}(Y | X)] + \mathrm{Var}(E[Y | X])", PROVED),
    (TWO, r"\mathrm{Var}(Y) = E[\mathrm{Var}(Y | X)] - \mathrm{Var}(E[Y | X])", REFUTED),
    (TWO, r"\mathrm{Var}(Y) = E[\mathrm{Var}(Y | X)]", REFUTED),
    (TWO, r"\mathrm{Var}(Y) = \mathrm{Var}(E[Y | X])", REFUTED),
    (TWO, r"E[E[X | Y] E[Y | X]] = E[XY]", NOT),
    (BERNOULLI, r"\mathrm{Var}(X) = p(1 - p)", PROVED),
    (BERNOULLI, r"\mathrm{Var}(X) = p^2", REFUTED),
    (BERNOULLI, r"E[X^3] = p^3", NOT),
    (POISSON, r"E[K^2] = \lambda^2 + \lambda", PROVED),
    (POISSON, r"E[K^2] = \lambda^2", REFUTED),
    (BETA, r"E[u] = \frac{a}{a + b}", PROVED),
    (BETA, r"E[u] = \frac{b}{a + b}", REFUTED),
    (UNIFORM, r"\mathrm{Var}(U) = \frac{(b - a)^2}{12}", PROVED),
    (UNIFORM, r"\mathrm{Var}(U) = \frac{(b + a)^2}{12}", REFUTED),
    (LAWS, r"KL(p \| q) = \frac12(\operatorname{tr}\Sigma + \mu^\top\mu - n - \log\det\Sigma)", PROVED),
    (LAWS, r"D_{KL}(p \,\Vert\, q) = \frac12(\operatorname{tr}(\Sigma) + \mu^\top\mu - n - \log|\Sigma|)", PROVED),
    (LAWS, r"\mathrm{KL}(p || q) = \frac12(\operatorname{tr}\Sigma + \mu^\top\mu - \log\det\Sigma)", REFUTED),
    (LAWS, r"\mathrm{KL}(p \mid\mid q) = \frac12(\operatorname{tr}\Sigma + \mu^\top\mu - n + \log\det\Sigma)", REFUTED),
    (LAWS, r"KL(p \| q) = KL(q \| p)", REFUTED),
    (LAWS, r"KL(p \| p) = 0", PROVED),
    (LAWS, r"KL(p \| r) = 0", NOT),
    (LAWS, r"\mathbb E_{x \sim p}[xx^\top] = \Sigma + \mu\mu^\top", PROVED),
    (LAWS, r"\mathbb E_{x \sim q}[xx^\top] = \Sigma + \mu\mu^\top", REFUTED),
    (LAWS, r"\mathbb E_{x \sim p}[\exp(x)] = \mathbb E_{x \sim q}[\exp(x)]", NOT),
    (LAWS, r"\mathbb E_{x \sim r}[x] = \mu", NOT),
    (LAWS, r"\mathbb E_p[\log p(x) - \log q(x)] = KL(p \| q)", PROVED),
    (LAWS, r"\mathbb E_q[\log p(x) - \log q(x)] = KL(p \| q)", REFUTED),
    (LAWS, r"\log p(x) = -\frac n2\log(2\pi) - \frac12\log|\Sigma| - \frac12(x-\mu)^\top\Sigma^{-1}(x-\mu)", PROVED),
    (LAWS, r"\log p(x) = -\frac n2\log(2\pi) - \log|\Sigma| - \frac12(x-\mu)^\top\Sigma^{-1}(x-\mu)", REFUTED),
    (NUMBERS, r"D_{\mathrm{KL}}(p \| q) = \frac12(m^2 + s^2 - 1) - \log s", PROVED),
    (NUMBERS, r"D_{\mathrm{KL}}(p \| q) = \frac12(m^2 + s^2 - 1) + \log s", REFUTED),
    (NUMBERS, r"\mathbb E_{x \sim p}[x^3] = m^3 + 3ms^2", PROVED),
    (NUMBERS, r"\mathbb E_{x \sim p}[x^3] = m^3 + ms^2", REFUTED),
    (NUMBERS, r"\mathbb E_{x \sim p}[x^2] = \mathbb E_{x \sim q}[x^2]", REFUTED),
]


@pytest.mark.parametrize(("before", "statement", "wanted"), thinned(CASES))
def test_what_is_said_of_random_letters(before: str, statement: str, wanted: str) -> None:
    document = judged(scanned("a.md", f"{before}$${statement}$$\n".encode()), processes=1, repairs=False)
    step = document.steps[-1]
    assert not step.alarm
    if wanted == NOT:
        assert step.verdict not in ("proved", "checked"), step.reason
    else:
        assert step.verdict == wanted, step.reason
