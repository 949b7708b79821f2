"""Minimisers, maximisers, convexity and objectives with the same optima."""

from __future__ import annotations

from derivations.writing import (
    absolute,
    at_most,
    both,
    cases,
    cite,
    convex,
    density,
    equal,
    exp,
    forall,
    full_column_rank,
    full_row_rank,
    function,
    gradient,
    hessian,
    identity,
    iff,
    implies,
    index,
    invertible,
    least_nearby,
    lift,
    log,
    matrix,
    maximises,
    minimises,
    norm,
    orthonormal_columns,
    positive_definite,
    positive_semidefinite,
    relu,
    row,
    same_optima,
    scalars,
    sigmoid,
    size_of,
    squared_norm,
    step,
    symmetric,
    total,
    trace,
    vector,
    zero,
)
from tests.bench.pairs import Pair

X, y, w, v, m0 = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), vector("v", "d"), vector("m", "d")
W, S, K, P = matrix("W", "n", "n"), matrix("S", "n", "n"), matrix("K", "n", "n"), matrix("P", "d", "d")
A, b, u, z, c = matrix("A", "k", "d"), vector("b", "k"), vector("u", "d"), vector("z", "d"), vector("c", "d")
B, Q, x, nu = matrix("B", "d", "d"), matrix("Q", "d", "d"), vector("x", "d"), vector("nu", "k")
D, M, Y = matrix("D", "k", "d"), matrix("M", "d", "p"), matrix("Y", "n", "p")
R, alpha, data, xi = matrix("R", "n", "n"), vector("alpha", "n"), vector("x", "n"), vector("xi", "n")
lam, s, t, a, e, g, r, h = scalars("lambda s t a e g r h")
I_d, I_n = identity("d"), identity("n")
i = index("i", "n")
f, F, phi = function("f"), function("F"), function("phi")
residual = y - X * w
mean = total(i, data[i]) / size_of("n")
quadratic = z.T * B * z / 2 - c.T * z
line = (x - t * v).T * B * (x - t * v) / 2 - (B * x - v).T * (x - t * v)
slower = cases(absolute(1 - t * a), absolute(1 - t * e) < absolute(1 - t * a), absolute(1 - t * e))
logistic = total(i, log(1 + exp(-y[i] * (row(X, i) * w))))
blue = (X.T * S.inv * X).inv * X.T * S.inv * y
tikhonov = squared_norm(residual) + lam * squared_norm(D * w)
kalman_loss = (x - m0).T * P.inv * (x - m0) + (y - X * x).T * R.inv * (y - X * x)
gain = P * X.T * (X * P * X.T + R).inv
tall, wide = full_column_rank(X), full_row_rank(A)

best, lagrange = (X.T * X).inv * X.T * Y, z.T * B * z / 2 - (B * u + A.T * nu).T * z
OPEN = frozenset(
    (
        "multivariate regression",  # a sum of squares of a matrix
        "logistic loss",  # a Hessian that is a sum over the samples
        "uniqueness under strict convexity",  # needs the midpoint of two letters
        "when a quadratic form is convex",  # the Hessian at one point gives the matrix
        "a cubic above its value at one where t is at least minus two",  # the twin: unbounded below
    )
)
PAIRS = [
    Pair(
        "weighted least squares",
        "Hastie, Tibshirani & Friedman, ESL, exercise 2.6; Bishop, PRML, exercise 3.3",
        minimises((w, (X.T * W * X).inv * X.T * W * y), residual.T * W * residual, alone=True),
        minimises((w, (X.T * W * X).inv * X.T * y), residual.T * W * residual, alone=True),
        (tall, positive_definite(W)),
    ),
    Pair(
        "ridge regression with half a sum of squares",
        "Bishop, PRML, 3.1.4",
        minimises(
            (w, (X.T * X + 2 * lam * I_d).inv * X.T * y), squared_norm(residual) / 2 + lam * squared_norm(w), alone=True
        ),
        minimises(
            (w, (X.T * X + lam * I_d).inv * X.T * y), squared_norm(residual) / 2 + lam * squared_norm(w), alone=True
        ),
        (lam > 0,),
    ),
    Pair(
        "generalised ridge regression",
        "Murphy, Machine Learning: A Probabilistic Perspective, 7.5",
        minimises((w, (X.T * X + P).inv * X.T * y), squared_norm(residual) + w.T * P * w, alone=True),
        minimises((w, (X.T * X + P).inv * X.T * y), squared_norm(residual) - w.T * P * w, alone=True),
        (positive_definite(P),),
    ),
    Pair(
        "ridge regression towards a prior mean",
        "Murphy, Machine Learning: A Probabilistic Perspective, 7.6.1",
        minimises(
            (w, m0 + (X.T * X + lam * I_d).inv * X.T * (y - X * m0)),
            squared_norm(residual) + lam * squared_norm(w - m0),
            alone=True,
        ),
        minimises(
            (w, m0 + (X.T * X + lam * I_d).inv * X.T * (y + X * m0)),
            squared_norm(residual) + lam * squared_norm(w - m0),
            alone=True,
        ),
        (lam > 0,),
    ),
    Pair(
        "kernel ridge regression",
        "Murphy, Machine Learning: A Probabilistic Perspective, 14.4.3",
        minimises(
            (alpha, (K + lam * I_n).inv * y), squared_norm(y - K * alpha) + lam * alpha.T * K * alpha, alone=True
        ),
        minimises((alpha, (K + lam * I_n).inv * y), squared_norm(y - K * alpha) + lam * alpha.T * alpha, alone=True),
        (lam > 0, positive_definite(K)),
    ),
    Pair(
        "generalised least squares is maximum likelihood",
        "Hastie, Tibshirani & Friedman, ESL, exercise 3.3; Rao, Linear Statistical Inference, 4a",
        same_optima(density(y, X * w, S), residual.T * S.inv * residual, w, senses="max min"),
        same_optima(density(y, X * w, S), residual.T * S * residual, w, senses="max min"),
        (tall, positive_definite(S)),
    ),
    Pair(
        "generalised least squares",
        "Boyd & Vandenberghe, 7.1.1",
        minimises((w, blue), residual.T * S.inv * residual, alone=True),
        minimises((w, blue), residual.T * S * residual, alone=True),
        (tall, positive_definite(S)),
    ),
    Pair(
        "multivariate regression",
        "Hastie, Tibshirani & Friedman, ESL, 3.2.4",
        minimises((M, (X.T * X).inv * X.T * Y), trace((Y - X * M).T * (Y - X * M)), alone=True),
        minimises((M, -(X.T * X).inv * X.T * Y), trace((Y - X * M).T * (Y - X * M)), alone=True),
        (tall,),
    ),
    Pair(
        "least weighted norm under linear equations",
        "Boyd & Vandenberghe, 10.1.1",
        minimises((w, P.inv * A.T * (A * P.inv * A.T).inv * b), w.T * P * w, given=equal(A * w, b), alone=True),
        minimises((w, A.T * (A * A.T).inv * b), w.T * P * w, given=equal(A * w, b), alone=True),
        (wide, positive_definite(P)),
    ),
    Pair(
        "projection on a hyperplane",
        "Boyd & Vandenberghe, 8.1.1",
        minimises((w, u - (c.T * u - t) / (c.T * c) * c), squared_norm(w - u), given=equal(c.T * w, t), alone=True),
        minimises((w, u + (c.T * u - t) / (c.T * c) * c), squared_norm(w - u), given=equal(c.T * w, t), alone=True),
        (c.T * c > 0,),
    ),
    Pair(
        "projection on an affine set",
        "Boyd & Vandenberghe, 8.1.1",
        minimises((w, u - A.T * (A * A.T).inv * (A * u - b)), squared_norm(w - u), given=equal(A * w, b), alone=True),
        minimises((w, u - A.T * (A * A.T).inv * (A * u - b)), squared_norm(w), given=equal(A * w, b), alone=True),
        (wide,),
    ),
    Pair(
        "projection on a line",
        "Strang, Introduction to Linear Algebra, 4.2",
        minimises((t, c.T * x / (c.T * c)), squared_norm(x - t * c), alone=True),
        minimises((t, c.T * x / norm(c)), squared_norm(x - t * c), alone=True),
        (c.T * c > 0,),
    ),
    Pair(
        "projection on orthonormal columns",
        "Trefethen & Bau, Numerical Linear Algebra, lecture 6",
        minimises((w, X.T * y), squared_norm(residual), alone=True),
        minimises((w, X.T * y), squared_norm(residual), alone=True),
        (orthonormal_columns(X),),
        twin_given=(tall,),
    ),
    Pair(
        "minimum of a quadratic",
        "Nocedal & Wright, 5.1",
        minimises((z, B.inv * c), quadratic, alone=True),
        minimises((z, B.inv * c), quadratic, alone=True),
        (positive_definite(B),),
        twin_given=(symmetric(B), invertible(B)),
    ),
    Pair(
        "conjugate of a quadratic",
        "Boyd & Vandenberghe, example 3.22",
        maximises((z, B.inv * c), c.T * z - z.T * B * z / 2, alone=True),
        maximises((z, B.inv * c), c.T * z - z.T * B * z, alone=True),
        (positive_definite(B),),
    ),
    Pair(
        "the Newton step minimises the second-order model",
        "Boyd & Vandenberghe, 9.5.1",
        minimises((v, -Q.inv * f.derivative(x)), f(x) + f.derivative(x).T * v + v.T * Q * v / 2, alone=True),
        minimises((v, Q.inv * f.derivative(x)), f(x) + f.derivative(x).T * v + v.T * Q * v / 2, alone=True),
        (positive_definite(Q),),
    ),
    Pair(
        "a gradient step minimises the proximal model",
        "Beck, First-Order Methods in Optimization, 10.2",
        minimises(
            (z, x - t * f.derivative(x)),
            f(x) + f.derivative(x).T * (z - x) + squared_norm(z - x) / (2 * t),
            alone=True,
        ),
        minimises(
            (z, x - t * f.derivative(x)), f(x) + f.derivative(x).T * (z - x) + squared_norm(z - x) / t, alone=True
        ),
        (t > 0,),
    ),
    Pair(
        "proximal operator of a quadratic",
        "Parikh & Boyd, Proximal Algorithms, 6.1.1",
        minimises((z, (I_d + t * B).inv * x), z.T * B * z / 2 + squared_norm(z - x) / (2 * t), alone=True),
        minimises((z, (t * I_d + B).inv * x), z.T * B * z / 2 + squared_norm(z - x) / (2 * t), alone=True),
        (positive_semidefinite(B), t > 0),
    ),
    Pair(
        "exact line search on a quadratic",
        "Nocedal & Wright, (3.26)",
        minimises((t, v.T * v / (v.T * B * v)), line, alone=True),
        minimises((t, 2 * v.T * v / (v.T * B * v)), line, alone=True),
        (symmetric(B), v.T * B * v > 0),
    ),
    Pair(
        "measurement update of a Kalman filter",
        "Bishop, PRML, 13.3.1; Murphy, Machine Learning: A Probabilistic Perspective, 18.3.1",
        minimises((x, m0 + gain * (y - X * m0)), kalman_loss, alone=True),
        minimises((x, m0 - gain * (y - X * m0)), kalman_loss, alone=True),
        (positive_definite(P), positive_definite(R)),
    ),
    Pair(
        "dual of the least-norm problem",
        "Boyd & Vandenberghe, 5.2.2",
        maximises((nu, -2 * (A * A.T).inv * b), -nu.T * A * A.T * nu / 4 - b.T * nu, alone=True),
        maximises((nu, 2 * (A * A.T).inv * b), -nu.T * A * A.T * nu / 4 - b.T * nu, alone=True),
        (wide,),
    ),
    Pair(
        "multipliers of an equality-constrained quadratic",
        "Nocedal & Wright, 16.1",
        minimises((z, u), lagrange, given=equal(A * z, A * u)),
        minimises((z, u), z.T * B * z / 2 + (B * u + A.T * nu).T * z, given=equal(A * z, A * u)),
        (positive_semidefinite(B),),
    ),
    Pair(
        "inverse-variance weighting",
        "Hartung, Knapp & Sinha, Statistical Meta-Analysis, 4.1",
        minimises((t, (r * a + s * e) / (r + s)), r * (t - a) ** 2 + s * (t - e) ** 2, alone=True),
        minimises((t, (s * a + r * e) / (r + s)), r * (t - a) ** 2 + s * (t - e) ** 2, alone=True),
        (r > 0, s > 0),
    ),
    Pair(
        "best mixture of two correlated estimators",
        "Casella & Berger, Statistical Inference, exercise 7.42",
        minimises((t, (e - g) / (a + e - 2 * g)), t**2 * a + 2 * t * (1 - t) * g + (1 - t) ** 2 * e, alone=True),
        minimises((t, (a - g) / (a + e - 2 * g)), t**2 * a + 2 * t * (1 - t) * g + (1 - t) ** 2 * e, alone=True),
        (a + e - 2 * g > 0,),
    ),
    Pair(
        "centroid of three points",
        "Bishop, PRML, 9.1",
        minimises((z, (u + v + w) / 3), squared_norm(z - u) + squared_norm(z - v) + squared_norm(z - w), alone=True),
        minimises((z, (u + v + w) / 2), squared_norm(z - u) + squared_norm(z - v) + squared_norm(z - w), alone=True),
    ),
    Pair(
        "maximum likelihood for a Gaussian mean",
        "Bishop, PRML, (1.55)",
        maximises((t, mean), total(i, log(density(data[i], t, s))), alone=True),
        minimises((t, mean), total(i, log(density(data[i], t, s))), alone=True),
        (s > 0,),
    ),
    Pair(
        "intercept of simple linear regression",
        "Hastie, Tibshirani & Friedman, ESL, exercise 3.5",
        minimises((t, total(i, y[i]) / size_of("n") - a * mean), total(i, (y[i] - a * data[i] - t) ** 2), alone=True),
        minimises((t, total(i, y[i]) / size_of("n") + a * mean), total(i, (y[i] - a * data[i] - t) ** 2), alone=True),
    ),
    Pair(
        "slope of a regression through the origin",
        "Hastie, Tibshirani & Friedman, ESL, (3.24)",
        minimises(
            (t, total(i, data[i] * y[i]) / total(i, data[i] ** 2)), total(i, (y[i] - t * data[i]) ** 2), alone=True
        ),
        minimises((t, total(i, data[i] * y[i]) / total(i, y[i] ** 2)), total(i, (y[i] - t * data[i]) ** 2), alone=True),
        (total(i, data[i] ** 2) > 0, total(i, y[i] ** 2) > 0),
    ),
    Pair(
        "economic order quantity",
        "Hillier & Lieberman, Introduction to Operations Research, 18.3",
        minimises((t, a), t + a**2 / t, given=t > 0, alone=True),
        minimises((t, a), t + a / t, given=t > 0, alone=True),
        (a > 0,),
        steps=(step("A square.", forall(t, implies(t > 0, equal(t + a**2 / t, 2 * a + (t - a) ** 2 / t)))),),
    ),
    Pair(
        "parabola on a half-line",
        "Boyd & Vandenberghe, 4.2.3",
        minimises((t, a), (t - e) ** 2, given=t >= a, alone=True),
        minimises((t, a), (t - e) ** 2, given=t >= a, alone=True),
        (e <= a,),
        twin_given=(e > a,),
    ),
    Pair(
        "projection on the nonnegative numbers",
        "Boyd & Vandenberghe, 8.1.1",
        minimises((t, relu(a)), (t - a) ** 2, given=t >= 0, alone=True),
        minimises((t, relu(-a)), (t - a) ** 2, given=t >= 0, alone=True),
    ),
    Pair(
        "soft threshold",
        "Hastie, Tibshirani & Friedman, ESL, table 3.4",
        minimises((t, a - lam), (t - a) ** 2 / 2 + lam * absolute(t), alone=True),
        minimises((t, a - lam), (t - a) ** 2 + lam * absolute(t), alone=True),
        (lam > 0, a > lam),
    ),
    Pair(
        "best fixed step for two curvatures",
        "Nesterov, Introductory Lectures on Convex Optimization, 2.1.5; Polyak (1987), 1.4",
        minimises((t, 2 / (a + e)), slower, alone=True),
        minimises((t, 1 / (a + e)), slower, alone=True),
        (e > a, a > 0),
    ),
    Pair(
        "Rosenbrock's function",
        "Nocedal & Wright, exercise 2.1",
        minimises({s: 1, t: 1}, 100 * (t - s**2) ** 2 + (1 - s) ** 2, alone=True),
        minimises({s: 1, t: -1}, 100 * (t - s**2) ** 2 + (1 - s) ** 2, alone=True),
    ),
    Pair(
        "double well",
        "Strogatz, Nonlinear Dynamics and Chaos, 2.7",
        minimises((t, 1), t**4 - 2 * t**2),
        minimises((t, 1), t**4 - 2 * t**2, alone=True),
    ),
    Pair(
        "second-order sufficient condition under a shift",
        "Nocedal & Wright, theorem 2.4",
        implies(
            positive_definite(f.derivative(u, by=(0, 0)) + P), least_nearby((z, u), f(z) + (z - u).T * P * (z - u) / 2)
        ),
        implies(positive_definite(f.derivative(u, by=(0, 0)) + P), least_nearby((z, u), f(z))),
        (equal(f.derivative(u), zero("d")), symmetric(P)),
    ),
    Pair(
        "normal equations",
        "Boyd & Vandenberghe, 4.2.3",
        iff(equal(gradient(squared_norm(residual), w), zero("d")), equal(X.T * X * w, X.T * y)),
        iff(equal(gradient(squared_norm(residual), w), zero("d")), equal(X * w, y)),
    ),
    Pair(
        "stationary point of a Tikhonov objective",
        "Boyd & Vandenberghe, 6.3.2",
        iff(equal(gradient(tikhonov, w), zero("d")), equal(X.T * residual, lam * D.T * D * w)),
        iff(equal(gradient(tikhonov, w), zero("d")), equal(X.T * residual, -lam * D.T * D * w)),
        (lam > 0,),
    ),
    Pair(
        "stationary point of a quadratic with any matrix",
        "Magnus & Neudecker, 9.9",
        iff(equal(gradient(z.T * B * z - c.T * z, z), zero("d")), equal((B + B.T) * z, c)),
        iff(equal(gradient(z.T * B * z - c.T * z, z), zero("d")), equal(2 * B * z, c)),
    ),
    Pair(
        "eliminate a residual",
        "Boyd & Vandenberghe, 4.1.3",
        iff(
            minimises({w: u, xi: alpha}, squared_norm(w) + lam * squared_norm(xi), given=equal(xi, X * w - y)),
            both(minimises((w, u), squared_norm(w) + lam * squared_norm(X * w - y)), equal(alpha, X * u - y)),
        ),
        iff(
            minimises({w: u, xi: alpha}, squared_norm(w) + lam * squared_norm(xi), given=equal(xi, X * w - y)),
            minimises((w, u), squared_norm(w) + lam * squared_norm(X * w - y)),
        ),
        (lam > 0,),
        steps=(
            cite(
                "The constraint gives the residual.",
                "eliminated by a constraint",
                minimises({w: u, xi: alpha}, squared_norm(w) + lam * squared_norm(xi), given=equal(xi, X * w - y)),
            ),
        ),
    ),
    Pair(
        "exponential of an affine function",
        "Boyd & Vandenberghe, 3.2.2",
        convex(exp(c.T * z + t), z),
        convex(-exp(c.T * z + t), z),
    ),
    Pair(
        "log-sum-exp",
        "Boyd & Vandenberghe, 3.1.5",
        convex(log(exp(s * t + a) + exp(r * t + e)), t),
        convex(log(exp(s * t + a) - exp(r * t + e)), t),
    ),
    Pair(
        "logistic loss",
        "Hastie, Tibshirani & Friedman, ESL, 4.4.1",
        convex(logistic, w),
        convex(-logistic, w),
    ),
    Pair(
        "softplus is convex and the sigmoid is not",
        "Goodfellow, Bengio & Courville, Deep Learning, 3.10",
        convex(log(1 + exp(t)), t, strictly=True),
        convex(sigmoid(t), t, strictly=True),
    ),
    Pair(
        "strict convexity of least squares",
        "Boyd & Vandenberghe, 9.1.1",
        convex(squared_norm(residual), w, strictly=True),
        convex(squared_norm(residual), w, strictly=True),
        (tall,),
        twin_given=(full_row_rank(X),),
    ),
    Pair(
        "when a quadratic form is convex",
        "Boyd & Vandenberghe, 3.1.4",
        iff(convex(z.T * B * z, z), positive_semidefinite(B)),
        iff(convex(z.T * B * z, z), positive_definite(B)),
        (symmetric(B),),
    ),
    Pair(
        "an even quartic",
        "Boyd & Vandenberghe, 3.1.4",
        convex(t**4 + a * t**2, t),
        convex(t**4 + a * t**2, t),
        (a >= 0,),
        twin_given=(a >= -1,),
    ),
    Pair(
        "weighted sum of convex functions",
        "Boyd & Vandenberghe, 3.2.1",
        convex(s * f(z) + r * F(z), z),
        convex(s * f(z) - r * F(z), z),
        (convex(f(z), z), convex(F(z), z), s >= 0, r >= 0),
    ),
    Pair(
        "a convex function of an affine map",
        "Boyd & Vandenberghe, 3.2.2",
        convex(phi(A * z + b), z),
        convex(-phi(A * z + b), z),
        (convex(phi(nu), nu),),
    ),
    Pair(
        "the gradient of a convex function is monotone",
        "Boyd & Vandenberghe, exercise 3.11",
        at_most(0, (f.derivative(u) - f.derivative(v)).T * (u - v)),
        at_most(0, (f.derivative(u) + f.derivative(v)).T * (u - v)),
        (convex(f(z), z),),
        steps=(
            cite("Above the tangent at u.", "first-order condition of convexity", convex(f(z), z), u, v),
            cite("Above the tangent at v.", "first-order condition of convexity", convex(f(z), z), v, u),
        ),
    ),
    Pair(
        "strong convexity lies above a parabola",
        "Boyd & Vandenberghe, (9.8)",
        f(u) + f.derivative(u).T * (v - u) + s / 2 * squared_norm(v - u) <= f(v),
        f(u) + f.derivative(u).T * (v - u) + s * squared_norm(v - u) <= f(v),
        (convex(f(z) - s / 2 * squared_norm(z), z), s > 0),
        steps=(
            cite(
                "Above the tangent.",
                "first-order condition of convexity",
                convex(f(z) - s / 2 * squared_norm(z), z),
                u,
                v,
            ),
        ),
    ),
    Pair(
        "midpoint convexity",
        "Boyd & Vandenberghe, exercise 3.3",
        f((u + v) / 2) <= (f(u) + f(v)) / 2,
        f((u + v) / 2) >= (f(u) + f(v)) / 2,
        (convex(f(z), z),),
        steps=(cite("Half of each.", "convex inequality", convex(f(z), z), u, v, lift(1) / 2),),
    ),
    Pair(
        "a stationary point of a convex function is a minimum",
        "Boyd & Vandenberghe, 4.2.3",
        minimises((z, u), f(z)),
        minimises((z, u), f(z)),
        (convex(f(z), z), equal(f.derivative(u), zero("d"))),
        twin_given=(equal(f.derivative(u), zero("d")),),
    ),
    Pair(
        "Hessians of sums of convex functions",
        "Boyd & Vandenberghe, 3.1.4",
        positive_semidefinite(hessian(f(z) + F(z), z)),
        positive_semidefinite(hessian(f(z) - F(z), z)),
        (convex(f(x), x), convex(F(x), x)),
        steps=(
            cite("The first.", "convex functions have semidefinite Hessians", convex(f(x), x), z),
            cite("The second.", "convex functions have semidefinite Hessians", convex(F(x), x), z),
        ),
    ),
    Pair(
        "scaled and shifted objective",
        "Boyd & Vandenberghe, 4.1.3",
        same_optima(f(z), a * f(z) + e, z),
        same_optima(f(z), a * f(z) + e, z),
        (a > 0,),
        twin_given=(a < 0,),
    ),
    Pair(
        "averaged and summed losses with a penalty",
        "Murphy, Machine Learning: A Probabilistic Perspective, 6.5.1",
        same_optima(
            squared_norm(residual) / size_of("n") + lam * squared_norm(w),
            squared_norm(residual) + size_of("n") * lam * squared_norm(w),
            w,
        ),
        same_optima(
            squared_norm(residual) / size_of("n") + lam * squared_norm(w),
            squared_norm(residual) + lam * squared_norm(w),
            w,
        ),
        (lam > 0,),
    ),
    Pair(
        "uniqueness under strict convexity",
        "Boyd & Vandenberghe, 4.2.1",
        implies(both(minimises((z, u), f(z)), minimises((z, v), f(z))), equal(u, v)),
        implies(both(minimises((z, u), f(z)), minimises((z, v), f(z))), equal(u, v)),
        (convex(f(z), z, strictly=True),),
        twin_given=(convex(f(z), z),),
    ),
    Pair(
        "logistic loss of one sample",
        "Bishop, PRML, 4.3.2",
        convex(-log(sigmoid(c.T * w)), w),
        convex(-sigmoid(c.T * w), w),
    ),
    Pair(
        "stationary point of weighted least squares",
        "Bishop, PRML, exercise 3.3",
        iff(equal(gradient(residual.T * W * residual, w), zero("d")), equal(w, (X.T * W * X).inv * X.T * W * y)),
        iff(equal(gradient(residual.T * W * residual, w), zero("d")), equal(w, (X.T * W * X).inv * X.T * y)),
        (tall, positive_definite(W)),
    ),
    Pair(
        "a cubic above its value at one where t is at least minus two",
        "Nocedal & Wright, 2.1",
        minimises((t, 1), t**3 - 3 * t, given=t >= -2),
        minimises((t, 1), t**3 - 3 * t),
    ),
]
