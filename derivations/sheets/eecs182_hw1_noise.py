"""EECS 182 (Spring 2025) homework 1, problem 4: noise on the inputs is ridge regression in the mean."""

from derivations.writing import *

sheet = Sheet("eecs182-hw1-4", "Regularisation and instance noise", "EECS 182, Spring 2025", "homework 1, problem 4")

X, N = matrix("X", "m", "n"), matrix("N", "m", "n")
w, y, sigma = vector("w", "n"), vector("y", "m"), scalar("sigma")
noise = gaussian(N, zero(*N.shape), identity("m"), sigma**2 * identity("n"))
m = size_of("m")

sheet.section(
    "Problem 4(a): the expected objective",
    "The rows of ",
    N,
    " are independent Gaussian with mean 0 and covariance ",
    sigma**2 * identity("n"),
    ".",
)
sheet.claim(
    "hw1-4a-cov",
    "Expected Gram matrix of the noise",
    equal(expectation(N.T * N, noise), m * sigma**2 * identity("n")),
    number="4(a)",
)
sheet.claim(
    "hw1-4a",
    "Noise adds a ridge penalty",
    equal(
        expectation(squared_norm((X + N) * w - y), noise) / m,
        squared_norm(X * w - y) / m + sigma**2 * squared_norm(w),
    ),
    step(
        "The noise enters linearly and quadratically.",
        equal(squared_norm((X + N) * w - y), squared_norm(X * w - y) + 2 * (X * w - y).T * N * w + w.T * N.T * N * w),
    ),
    step("The linear term has mean 0.", equal(expectation(2 * (X * w - y).T * N * w, noise), 0)),
    step(
        "The quadratic term has the expected Gram matrix in it.",
        equal(expectation(w.T * N.T * N * w, noise), m * sigma**2 * squared_norm(w)),
    ),
    step(
        "Add up.",
        equal(
            expectation(squared_norm((X + N) * w - y), noise), squared_norm(X * w - y) + m * sigma**2 * squared_norm(w)
        ),
    ),
    number="4(a)",
    about=("So the penalty of the regularised problem is λ = σ².",),
)

x, t, s, eta, v, n = scalars("x y sigma eta w N")
one_noise = gaussian(n, lift(0), s**2)
seen = x + n
previous = Law(v)
rate = 1 - eta * (x**2 + s**2)
sheet.section(
    "Problem 4(b)–(d): the mean of the learned weight", "One point, seen as ", seen, " with fresh noise at every step."
)
sheet.claim(
    "hw1-4b-step",
    "One step of gradient descent",
    equal(v - eta * partial((seen * v - t) ** 2 / 2, v), v - eta * seen * (seen * v - t)),
    number="4(b)",
)
sheet.claim(
    "hw1-4b",
    "Recurrence of the mean",
    equal(
        expectation(v - eta * seen * (seen * v - t), previous, one_noise), rate * expectation(v, previous) + eta * x * t
    ),
    step("The second moment of the noisy input.", equal(expectation(seen**2, one_noise), x**2 + s**2)),
    number="4(b)",
    about=("The weight before the step does not depend on the noise of the step.",),
)
inside = both(eta > 0, eta < 2 / (x**2 + s**2))
sheet.claim(
    "hw1-4c",
    "When the mean converges",
    iff(stable(rate, eta * x * t), inside),
    cite(
        "An affine recurrence forgets its start exactly when its factor is less than 1 in absolute value.",
        "affine recurrence, stability",
        rate,
        eta * x * t,
    ),
    step("Solve for the learning rate.", iff(absolute(rate) < 1, inside)),
    given=x**2 + s**2 > 0,
    number="4(c)",
)
mean = scalar("m")
limit = x * t / (x**2 + s**2)
sheet.claim(
    "hw1-4d",
    "Limit of the mean",
    tends_to(mean, limit),
    step("The limit is the fixed point.", equal(limit, rate * limit + eta * x * t)),
    step("The factor is less than 1 in absolute value.", absolute(rate) < 1),
    cite("So the recurrence tends to it.", "affine recurrence, limit", mean, rate, eta * x * t, limit),
    given=(recurrence(mean, rate, eta * x * t), x**2 + s**2 > 0, inside),
    number="4(d)",
    about=("Without noise the limit is y/x; with it, the solution of ridge regression with λ = σ².",),
)
factor = expectation((1 - eta * seen**2) ** 2, one_noise)
sheet.erratum(
    "hw1-4d-ms",
    "Mean-square distances stay bounded in the same range",
    implies(inside, bounded(factor, lift(0))),
    step(
        "The mean square of the distance of two runs is multiplied by this at every step.",
        equal(factor, 1 - 2 * eta * (x**2 + s**2) + eta**2 * (x**4 + 6 * x**2 * s**2 + 3 * s**4)),
    ),
    given=x**2 + s**2 > 0,
    number="4(d)",
    printed="a tempting strengthening of 4(c)",
    cause="the fourth moment of the noise enters: the factor can exceed 1 while the mean converges",
    correct=implies(both(eta > 0, eta * (x**4 + 6 * x**2 * s**2 + 3 * s**4) < 2 * (x**2 + s**2)), absolute(factor) < 1),
)
