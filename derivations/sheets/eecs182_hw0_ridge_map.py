"""EECS 182 (Spring 2025) homework 0, problem 4(c): ridge regression as a posterior's maximum."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw0-4c",
    "Ridge regression as maximum a posteriori",
    "EECS 182, Spring 2025",
    "homework 0, problem 4(c)",
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
W, N = vector("W", "d"), vector("N", "n")
lam = scalar("lambda")
i = index("i", "n")
prior = density(w, zero("d"), identity("d"))
likelihood = density(y, X * w, lam * identity("n"))
joint, seen, given_w, before = function("f"), function("f_Y"), function(r"f_{Y|W}"), function("f_W")

sheet.section("Problem 4(c): the posterior", "W has the law N(0, I), and Y given W = w the law N(Xw, λI).")
sheet.claim(
    "map-bayes",
    "Bayes' rule",
    both(
        same_optima(joint(w, y) / seen(y), joint(w, y), w, senses="max max"),
        same_optima(joint(w, y), before(w) * given_w(y, w), w, senses="max max"),
    ),
    number="4(c)",
    given=(seen(y) > 0, forall(w, equal(joint(w, y), before(w) * given_w(y, w)))),
    about=("The density of what was observed does not depend on w, so it does not move the maximum.",),
)
sheet.claim(
    "map-indep",
    "The samples are independent given w",
    equal(likelihood, product_over(i, density(y[i], row(X, i) * w, lam))),
    number="4(c)",
    given=lam > 0,
)
noise = gaussian(N, zero("n"), identity("n"))
sample = row(X, i) * w + sqrt(lam) * N[i]
sheet.claim(
    "map-std",
    "The standardised residual",
    distributed((sample - row(X, i) * w) / sqrt(lam), 0, lift(1), noise),
    number="4(c)",
    given=lam > 0,
    about=("Given w, sample i is ", sample, "."),
)
sheet.erratum(
    "map-prior-written",
    "The prior density",
    equal(prior, exp(-squared_norm(w) / 2) / sqrt(2 * pi)),
    number="4(c)",
    printed="homework 0, solution to 4(c), the density of W",
    cause="the density of d coordinates has d factors √(2π)",
    correct=equal(prior, exp(-squared_norm(w) / 2) / real_power(2 * pi, size_of("d") / 2)),
)
sheet.claim(
    "map-prior",
    "The prior density, corrected",
    equal(prior, exp(-squared_norm(w) / 2) / real_power(2 * pi, size_of("d") / 2)),
    number="4(c)",
)
mean, value = row(X, i) * w, y[i]
sheet.erratum(
    "map-lik-written",
    "The density of one sample",
    equal(density(value, mean, lam), exp(-((value - mean) ** 2) / (2 * lam)) / sqrt(2 * pi)),
    number="4(c)",
    printed="homework 0, solution to 4(c), the density of a sample",
    cause="a variance λ also divides the density by √λ",
    correct=equal(density(value, mean, lam), exp(-((value - mean) ** 2) / (2 * lam)) / sqrt(2 * pi * lam)),
    given=lam > 0,
)
sheet.claim(
    "map-lik",
    "The density of one sample, corrected",
    equal(density(value, mean, lam), exp(-((value - mean) ** 2) / (2 * lam)) / sqrt(2 * pi * lam)),
    number="4(c)",
    given=lam > 0,
)
residuals = total(i, (y[i] - row(X, i) * w) ** 2)
sheet.claim(
    "map-log",
    "Take logarithms and drop constants",
    same_optima(prior * likelihood, -squared_norm(w) / 2 - residuals / (2 * lam), w, senses="max max"),
    number="4(c)",
    given=lam > 0,
)
sheet.claim(
    "map-argmin",
    "Turn the sign and multiply by λ",
    both(
        same_optima(
            -squared_norm(w) / 2 - residuals / (2 * lam),
            squared_norm(w) + squared_norm(y - X * w) / lam,
            w,
            senses="max min",
        ),
        same_optima(
            squared_norm(w) + squared_norm(y - X * w) / lam, lam * squared_norm(w) + squared_norm(X * w - y), w
        ),
    ),
    number="4(c)",
    given=lam > 0,
)
sheet.claim(
    "map-ridge",
    "So the posterior is greatest at the ridge estimate",
    minimises(
        (w, (X.T * X + lam * identity("d")).inv * X.T * y), lam * squared_norm(w) + squared_norm(X * w - y), alone=True
    ),
    number="4(c)",
    given=lam > 0,
)
