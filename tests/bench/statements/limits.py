"""Limits of rational functions, resolvents, and sequences; orders of vanishing; approximations in a regime."""

from __future__ import annotations

from derivations.writing import (
    absolute,
    approximates,
    both,
    exp,
    full_column_rank,
    full_row_rank,
    function,
    has_limit,
    identity,
    invertible,
    log,
    matrix,
    norm,
    order,
    pinv,
    positive_definite,
    positive_semidefinite,
    power,
    scalars,
    sigmoid,
    size_of,
    sqrt,
    squared_norm,
    tanh,
    trace,
    unequal,
    vector,
    zero,
)
from tests.bench.pairs import Pair

a, b, c, r, s, t = scalars("a b c r s t")
lam, k, p, q, m = scalars("lambda k p q m")
X, P, A, B = matrix("X", "n", "d"), matrix("P", "d", "d"), matrix("A", "d", "d"), matrix("B", "d", "d")
y, z, x, u, v = vector("y", "n"), vector("z", "d"), vector("x", "d"), vector("u", "d"), vector("v", "d")
I_d, I_n = identity("d"), identity("n")
f, F = function("f"), function("g", smooth=4)
ridge = (X.T * X + lam * I_d).inv * X.T

rational = [
    Pair(
        "a quotient of affine functions at infinity",
        "Rudin 4.4 and 3.20",
        has_limit((a * t + b) / (c * t + 1), a / c, t, "oo"),
        has_limit((a * t + b) / (c * t + 1), b, t, "oo"),
        (c > 0, unequal(a, b * c)),
    ),
    Pair(
        "the same quotient at zero",
        "Rudin 4.4",
        has_limit((a * t + b) / (t + c), b / c, t, "0+"),
        has_limit((a * t + b) / (t + c), a, t, "0+"),
        (c > 0,),
    ),
    Pair(
        "a numerator of lower degree",
        "Rudin 3.20",
        has_limit((a * t + b) / (t**2 + 1), 0, t, "oo"),
        has_limit((a * t + b) / (t**2 + 1), a, t, "oo"),
    ),
    Pair(
        "leading coefficients of quadratics",
        "Rudin 3.20",
        has_limit((a * t**2 + b * t) / (3 * t**2 + 2), a / 3, t, "oo"),
        has_limit((a * t**2 + b * t) / (3 * t**2 + 2), a / 2, t, "oo"),
    ),
    Pair(
        "a factor that cancels at zero",
        "Rudin 4.4",
        has_limit((a * t + t**2) / t, a, t, "0+"),
        has_limit((a * t + t**2) / t, a + 1, t, "0+"),
    ),
    Pair(
        "the derivative of a square by its definition",
        "Rudin 5.1",
        has_limit(((a + t) ** 2 - a**2) / t, 2 * a, t, "0+"),
        has_limit(((a + t) ** 2 - a**2) / t, a, t, "0+"),
    ),
    Pair(
        "the derivative of a reciprocal by its definition",
        "Rudin 5.1",
        has_limit((1 / (a + t) - 1 / a) / t, -1 / a**2, t, "0+"),
        has_limit((1 / (a + t) - 1 / a) / t, 1 / a**2, t, "0+"),
        (a > 0,),
    ),
    Pair(
        "gain of a strong penalty",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(lam * s / (s**2 + lam), s, lam, "oo"),
        has_limit(lam * s / (s**2 + lam), 1 / s, lam, "oo"),
        (s > 1,),
    ),
    Pair(
        "gain of a weak penalty",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(s / (s**2 + lam), 1 / s, lam, "0+"),
        has_limit(s / (s**2 + lam), s, lam, "0+"),
        (s > 0, unequal(s, 1)),
    ),
    Pair(
        "shrinkage factor at no penalty",
        "Hastie, Tibshirani & Friedman 3.4.1, (3.47)",
        has_limit(s**2 / (s**2 + lam), 1, lam, "0+"),
        has_limit(s**2 / (s**2 + lam), 1, lam, "0+"),
        (unequal(s, 0),),
        twin_given=(),
    ),
    Pair(
        "a posterior mean under a flat prior",
        "Bishop 2.3.6",
        has_limit((s**2 * a + t * b) / (s**2 + t), b, t, "oo"),
        has_limit((s**2 * a + t * b) / (s**2 + t), a, t, "oo"),
        (s > 0,),
    ),
]
resolvents = [
    Pair(
        "ridge regression under a strong penalty",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(ridge * y, zero("d"), lam, "oo"),
        has_limit(ridge * y, X.T * y, lam, "oo"),
    ),
    Pair(
        "direction of ridge regression under a strong penalty",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(lam * ridge * y, X.T * y, lam, "oo"),
        has_limit(lam * ridge * y, zero("d"), lam, "oo"),
    ),
    Pair(
        "ridge regression with full column rank",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(ridge * y, (X.T * X).inv * X.T * y, lam, "0+"),
        has_limit(ridge * y, (X.T * X).inv * X.T * y / 2, lam, "0+"),
        (full_column_rank(X),),
    ),
    Pair(
        "ridge regression with full row rank",
        "Albert 3.4",
        has_limit(ridge * y, X.T * (X * X.T).inv * y, lam, "0+"),
        has_limit(ridge * y, -X.T * (X * X.T).inv * y, lam, "0+"),
        (full_row_rank(X),),
    ),
    Pair(
        "the pseudo-inverse is a limit",
        "Albert 3.4; Golub & Van Loan 5.5.2",
        has_limit(ridge, pinv(X), lam, "0+"),
        has_limit(ridge, X.T, lam, "0+"),
    ),
    Pair(
        "the pseudo-inverse from the other side",
        "Albert 3.4",
        has_limit(X.T * (X * X.T + lam * I_n).inv, pinv(X), lam, "0+"),
        has_limit(X.T * (X * X.T + lam * I_n).inv, pinv(X), lam, "oo"),
    ),
    Pair(
        "the fit tends to a projection",
        "Albert 3.5; Hastie, Tibshirani & Friedman 3.2",
        has_limit(X * ridge * y, X * pinv(X) * y, lam, "0+"),
        has_limit(X * ridge * y, y, lam, "0+"),
    ),
    Pair(
        "the residual tends to the other projection",
        "Albert 3.5",
        has_limit(y - X * ridge * y, (I_n - X * pinv(X)) * y, lam, "0+"),
        has_limit(y - X * ridge * y, (I_n + X * pinv(X)) * y, lam, "0+"),
    ),
    Pair(
        "the residual under a strong penalty",
        "Hastie, Tibshirani & Friedman 3.4.1",
        has_limit(y - X * ridge * y, y, lam, "oo"),
        has_limit(y - X * ridge * y, zero("n"), lam, "oo"),
    ),
    Pair(
        "the dual coefficients at no penalty",
        "Bishop 6.1",
        has_limit((X * X.T + lam * I_n).inv * y, (X * X.T).inv * y, lam, "0+"),
        has_limit((X * X.T + lam * I_n).inv * y, X * X.T * y, lam, "0+"),
        (full_row_rank(X),),
    ),
    Pair(
        "a resolvent at infinity",
        "Horn & Johnson 5.6",
        has_limit((P + lam * I_d).inv * z, zero("d"), lam, "oo"),
        has_limit((P + lam * I_d).inv * z, z, lam, "oo"),
        (positive_semidefinite(P),),
    ),
    Pair(
        "a scaled resolvent at infinity",
        "Horn & Johnson 5.6",
        has_limit(lam * (P + 2 * lam * I_d).inv, I_d / 2, lam, "oo"),
        has_limit(lam * (P + 2 * lam * I_d).inv, I_d, lam, "oo"),
        (positive_semidefinite(P),),
    ),
    Pair(
        "a resolvent at zero",
        "Horn & Johnson 5.6",
        has_limit((P + lam * I_d).inv, P.inv, lam, "0+"),
        has_limit((P + lam * I_d).inv, P, lam, "0+"),
        (positive_definite(P),),
    ),
    Pair(
        "a semidefinite resolvent on its range",
        "Albert 3.4",
        has_limit((P + lam * I_d).inv * P, pinv(P) * P, lam, "0+"),
        has_limit((P + lam * I_d).inv * P, I_d, lam, "0+"),
        (positive_semidefinite(P),),
    ),
    Pair(
        "generalised ridge regression at no penalty",
        "Hastie, Tibshirani & Friedman 5.4",
        has_limit((X.T * X + lam * P).inv * X.T * y, (X.T * X).inv * X.T * y, lam, "0+"),
        has_limit((X.T * X + lam * P).inv * X.T * y, (X.T * X + P).inv * X.T * y, lam, "0+"),
        (full_column_rank(X), positive_semidefinite(P)),
    ),
    Pair(
        "degrees of freedom under a weak penalty",
        "Hastie, Tibshirani & Friedman 3.4.1, (3.50)",
        has_limit(trace(X * ridge), size_of("d"), lam, "0+"),
        has_limit(trace(X * ridge), size_of("n"), lam, "0+"),
        (full_column_rank(X),),
    ),
    Pair(
        "degrees of freedom under a strong penalty",
        "Hastie, Tibshirani & Friedman 3.4.1, (3.50)",
        has_limit(trace(X * ridge), 0, lam, "oo"),
        has_limit(trace(X * ridge), size_of("d"), lam, "oo"),
    ),
    Pair(
        "norm of the ridge solution",
        "Golub & Van Loan 6.1",
        has_limit(squared_norm(ridge * y), squared_norm(pinv(X) * y), lam, "0+"),
        has_limit(squared_norm(ridge * y), norm(pinv(X) * y), lam, "0+"),
    ),
    Pair(
        "a perturbed inverse",
        "Golub & Van Loan 2.3.4",
        has_limit((A + t * t * B.T * B).inv, A.inv, t, "0+"),
        has_limit((A + t * t * B.T * B).inv, (A + B.T * B).inv, t, "0+"),
        (positive_definite(A),),
    ),
]
sequences = [
    Pair(
        "a geometric sequence",
        "Rudin 3.20 (e)",
        has_limit(power(a, t) * c, 0, t, "naturals"),
        has_limit(power(a, t) * c, 0, t, "naturals"),
        (absolute(a) < 1,),
        twin_given=(a < 1,),
    ),
    Pair(
        "partial sums of a geometric series",
        "Rudin 3.26",
        has_limit((1 - power(r, t)) / (1 - r), 1 / (1 - r), t, "naturals"),
        has_limit((1 - power(r, t)) / (1 - r), 1 / (1 + r), t, "naturals"),
        (absolute(r) < 1,),
    ),
    Pair(
        "gradient descent converges in its stable range",
        "Boyd & Vandenberghe 9.3",
        has_limit((1 - power(1 - s * c, t)) * b / c, b / c, t, "naturals"),
        has_limit((1 - power(1 - s * c, t)) * b / c, b / c, t, "naturals"),
        (c > 0, s > 0, s < 2 / c),
        twin_given=(c > 0, s > 0, s <= 2 / c),
    ),
    Pair(
        "a sequence in a continuous function",
        "Rudin 4.2",
        has_limit(exp(b + power(a, t)), exp(b), t, "naturals"),
        has_limit(exp(b + power(a, t)), exp(b + 1), t, "naturals"),
        (absolute(a) < 1,),
    ),
    Pair(
        "a ratio of geometric sums",
        "Elaydi 1.2",
        has_limit((c + power(a, t)) / (2 + power(b, t)), c / 2, t, "naturals"),
        has_limit((c + power(a, t)) / (2 + power(b, t)), c / 3, t, "naturals"),
        (absolute(a) < 1, absolute(b) < 1),
    ),
]
continuous = [
    Pair(
        "decay of an exponential",
        "Rudin 8.6 (f)",
        has_limit(b + c * exp(-a * t), b, t, "oo"),
        has_limit(b + c * exp(-a * t), b, t, "oo"),
        (a > 0,),
        twin_given=(a >= 0,),
    ),
    Pair(
        "early stopping in one coordinate",
        "Goodfellow, Bengio & Courville 7.8",
        has_limit((1 - exp(-2 * s**2 * t)) * b, b, t, "oo"),
        has_limit((1 - exp(-2 * s**2 * t)) * b, b, t, "oo"),
        (s > 0,),
        twin_given=(s < 1,),
    ),
    Pair(
        "logistic growth",
        "Strogatz, Nonlinear Dynamics 2.3",
        has_limit(k / (1 + c * exp(-a * t)), k, t, "oo"),
        has_limit(k / (1 + c * exp(-a * t)), k, t, "oo"),
        (a > 0, c > 0),
        twin_given=(a >= 0, c > 0),
    ),
    Pair(
        "exponential at zero",
        "Rudin 8.6",
        has_limit(exp(a * t) * b, b, t, "0+"),
        has_limit(exp(a * t) * b, b + 1, t, "0+"),
    ),
    Pair(
        "a smoothed absolute value",
        "Boyd & Vandenberghe 11",
        has_limit(sqrt(a**2 + t**2), absolute(a), t, "0+"),
        has_limit(sqrt(a**2 + t**2), a, t, "0+"),
    ),
    Pair(
        "a sigmoid of a vanishing input",
        "Bishop 4.2",
        has_limit(sigmoid(a * t), 1 / (1 + exp(0 * a)), t, "0+"),
        has_limit(sigmoid(a * t), 1, t, "0+"),
    ),
]
orders = [
    Pair(
        "second-order Taylor error of the exponential",
        "Rudin 5.15",
        order(exp(t) - 1 - t - t**2 / 2, t, 3),
        order(exp(t) - 1 - t - t**2 / 2, t, 4),
    ),
    Pair(
        "the logarithm near one",
        "Rudin 5.15",
        order(log(1 + t) - t + t**2 / 2, t, 3),
        order(log(1 + t) - t - t**2 / 2, t, 3),
    ),
    Pair(
        "a geometric series as an order",
        "de Bruijn 1.2",
        order(1 / (1 + t) - 1 + t, t, 2),
        order(1 / (1 + t) - 1 + t, t, 3),
    ),
    Pair(
        "the square root near one",
        "de Bruijn 1.2",
        order(sqrt(1 + t) - 1 - t / 2, t, 2),
        order(sqrt(1 + t) - 1 - t, t, 2),
    ),
    Pair(
        "the symmetric difference gains an order",
        "Hairer, Norsett & Wanner II.8",
        order(f(a + t) - f(a - t) - 2 * t * f.derivative(a), t, 3),
        order(f(a + t) - f(a) - t * f.derivative(a), t, 3),
    ),
    Pair(
        "the second difference",
        "Hairer, Norsett & Wanner II",
        order(F(a + t) - 2 * F(a) + F(a - t) - t**2 * F.derivative(a, by=(0, 0)), t, 4),
        order(F(a + t) - 2 * F(a) + F(a - t) - 2 * t**2 * F.derivative(a, by=(0, 0)), t, 4),
    ),
    Pair(
        "first order along a direction",
        "Boyd & Vandenberghe A.4",
        order(function("h")(x + t * v) - function("h")(x) - t * function("h").derivative(x).T * v, t, 2),
        order(function("h")(x + t * v) - function("h")(x) - t * function("h").derivative(x).T * v, t, 3),
    ),
    Pair(
        "one step of Euler's method",
        "Hairer, Norsett & Wanner I.7",
        order(exp(a * t) - (1 + a * t), t, 2),
        order(exp(a * t) - (1 + a * t), t, 3),
    ),
    Pair(
        "the implicit Euler method is of the same order",
        "Hairer & Wanner IV.3",
        order(exp(a * t) - 1 / (1 - a * t), t, 2),
        order(exp(a * t) - 1 / (1 - a * t), t, 3),
    ),
    Pair(
        "the trapezoidal rule gains an order",
        "Hairer & Wanner IV.3",
        order(exp(a * t) - (2 + a * t) / (2 - a * t), t, 3),
        order(exp(a * t) - (2 + a * t) / (2 - a * t), t, 4),
    ),
    Pair(
        "first order of an inverse",
        "Golub & Van Loan 2.1.3",
        order(u.T * ((A + t * B).inv - A.inv + t * A.inv * B * A.inv) * v, t, 2),
        order(u.T * ((A + t * B).inv - A.inv - t * A.inv * B * A.inv) * v, t, 2),
        (invertible(A),),
    ),
    Pair(
        "bias of ridge regression to first order",
        "Hastie, Tibshirani & Friedman 3.4.1",
        order(u.T * (P + t * I_d).inv * z - u.T * P.inv * z + t * u.T * P.inv * P.inv * z, t, 2),
        order(u.T * (P + t * I_d).inv * z - u.T * P.inv * z + t * u.T * P.inv * z, t, 2),
        (positive_definite(P),),
    ),
    Pair(
        "the hyperbolic tangent is odd",
        "DLMF 4.33",
        order(tanh(t) - t, t, 3),
        order(tanh(t) - t, t, 4),
    ),
    Pair(
        "a quadratic form near its minimum",
        "Nocedal & Wright 2.1",
        order((z + t * v).T * P * (z + t * v) - z.T * P * z - t * v.T * (P + P.T) * z, t, 2),
        order((z + t * v).T * P * (z + t * v) - z.T * P * z - t * v.T * P * z, t, 2),
    ),
    Pair(
        "symplectic splitting of two flows",
        "Hairer, Lubich & Wanner II.5",
        order(u.T * ((I_d + t * A) * (I_d + t * B) - I_d - t * (A + B)) * v, t, 2),
        order(u.T * ((I_d + t * A) * (I_d + t * B) - I_d - t * (A + B)) * v, t, 3),
    ),
]
regimes = [
    Pair(
        "a weak penalty beside a singular value",
        "Hastie, Tibshirani & Friedman 3.4.1",
        approximates(s / (s**2 + lam), 1 / s, lam / s**2, s, lam, where=both(s > 0, lam > 0)),
        approximates(s / (s**2 + lam), 1 / s, lam / s, s, lam, where=both(s > 0, lam > 0)),
    ),
    Pair(
        "the sum of two unequal numbers",
        "de Bruijn 1.2",
        approximates(p + q, p, q / p, p, q, where=both(p > 0, q > 0)),
        approximates(p + q, p, q, p, q, where=both(p > 0, q > 0)),
    ),
    Pair(
        "two resistors in parallel",
        "Horowitz & Hill 1.2",
        approximates(p * q / (p + q), q, q / p, p, q, where=both(p > 0, q > 0)),
        approximates(p * q / (p + q), p, q / p, p, q, where=both(p > 0, q > 0)),
    ),
    Pair(
        "a low-pass gain above its corner",
        "Horowitz & Hill 1.7",
        approximates(1 / (1 + k**2), 1 / k**2, 1 / k, k, where=k > 0),
        approximates(1 / (1 + k**2), 1 / k, 1 / k, k, where=k > 0),
    ),
    Pair(
        "saturated kinetics",
        "Murray, Mathematical Biology 6.1",
        approximates(a * s / (k + s), a, k / s, a, k, s, where=both(a > 0, k > 0, s > 0)),
        approximates(a * s / (k + s), a * s / k, k / s, a, k, s, where=both(a > 0, k > 0, s > 0)),
    ),
    Pair(
        "a product of small corrections",
        "de Bruijn 1.2",
        approximates((1 + p) * (1 + q), 1 + p, q, p, q, where=both(p > 0, q > 0)),
        approximates((1 + p) * (1 + q), 1, q, p, q, where=both(p > 0, q > 0)),
    ),
    Pair(
        "a count and its successor",
        "de Bruijn 1.2",
        approximates(m * (m + 1) / 2, m**2 / 2, 1 / m, m, where=m > 0),
        approximates(m * (m + 1) / 2, m**2, 1 / m, m, where=m > 0),
    ),
]
PAIRS = [*rational, *resolvents, *sequences, *continuous, *orders, *regimes]
OPEN = frozenset(
    (
        "a smoothed absolute value",  # twin not refuted: roots are not rational in t
        "first order of an inverse",  # true, not proved: invertible at 0, so nearby
        "bias of ridge regression to first order",  # the same, for a definite matrix
    )
)
