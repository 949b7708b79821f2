"""CS 189 discussion 4, problem 3: ridge regression."""

from derivations.writing import *

sheet = Sheet("cs189-disc4-3", "Ridge regression", "CS 189", "discussion 4, problem 3")

X, y, w, beta, v = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), vector("beta", "d"), vector("v", "d")
lam, sigma, tau = scalars("lambda sigma tau")
I_d = identity("d")
M = X.T * X + lam * I_d
J = squared_norm(y - X * beta) + lam * squared_norm(beta)

sheet.section("The box on ridge regression", "The objective is ", J, ".")
sheet.erratum(
    "d4-ols-lim-written",
    "Without a penalty the solution is that of ordinary regression, for every X",
    invertible(X.T * X),
    number="3",
    printed="discussion 4, box on ridge regression: as λ tends to 0, the same as linear regression",
    cause="where X'X has no inverse there is no such formula; the limit is then the pseudo-inverse",
    correct=both(
        has_limit(M.inv * X.T * y, pinv(X) * y, lam, "0+"),
        implies(full_column_rank(X), equal(pinv(X), (X.T * X).inv * X.T)),
    ),
)
penalty = sigma**2 / tau**2
prior, likelihood = density(w, zero("d"), tau**2 * I_d), density(y, X * w, sigma**2 * identity("n"))
sheet.claim(
    "d4-map",
    "Ridge regression is a posterior's maximum",
    both(
        same_optima(prior * likelihood, squared_norm(X * w - y) + penalty * squared_norm(w), w, senses="max min"),
        minimises(
            (w, (X.T * X + penalty * I_d).inv * X.T * y),
            squared_norm(X * w - y) + penalty * squared_norm(w),
            alone=True,
        ),
    ),
    number="3",
    given=(sigma > 0, tau > 0),
    about=("The penalty is λ = σ²/τ².",),
)

sheet.section("Problem 3")
sheet.claim(
    "d4-ridge-grad",
    "Its gradient",
    both(
        equal(gradient(J, beta), -2 * X.T * (y - X * beta) + 2 * lam * beta),
        equal(gradient(J, beta), 2 * M * beta - 2 * X.T * y),
    ),
    number="3",
)
form = v.T * M * v
sheet.claim(
    "d4-pd",
    "The matrix is positive definite",
    both(
        equal(form, v.T * X.T * X * v + lam * v.T * v),
        equal(form, squared_norm(X * v) + lam * squared_norm(v)),
        form > 0,
    ),
    number="3",
    given=(lam > 0, unequal(v, zero("d"))),
)
sheet.claim("d4-pd-inv", "So it can be inverted", implies(positive_definite(M), invertible(M)), number="3")
sheet.claim(
    "d4-ridge-inv-iff",
    "Without a penalty",
    iff(invertible(X.T * X + lam * I_d), invertible(X.T * X)),
    number="3",
    given=equal(lam, lift(0)),
)
z = vector("z", "d")
shifted = pinv(X) * y + z
sheet.claim(
    "d4-ridge-multi",
    "More than one minimiser",
    both(
        minimises((beta, shifted), squared_norm(y - X * beta)),
        equal(squared_norm(shifted), squared_norm(pinv(X) * y) + squared_norm(z)),
    ),
    step("What the pseudo-inverse gives is orthogonal to the kernel.", equal((pinv(X) * y).T * z, lift(0))),
    number="3",
    given=equal(X * z, zero("n")),
    about=(
        "If X'X is singular, its kernel, which is that of X, holds some z ≠ 0, and every multiple of z can be added: "
        "there are infinitely many minimisers, of which the pseudo-inverse gives the shortest.",
    ),
)
