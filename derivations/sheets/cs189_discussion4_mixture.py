"""CS 189 discussion 4, problem 2: maximum likelihood for a mixture of Gaussians with known assignments."""

from derivations.writing import *

sheet = Sheet("cs189-disc4-2", "Mixture of Gaussians, assignments known", "CS 189", "discussion 4, problem 2")

n, K = size("n"), size("K")
x, p, mu, var, Z = vector("x", "n"), vector("pi", "K"), vector("mu", "K"), vector("s", "K"), matrix("Z", "n", "K")
N = matrix("N", "n", "K")
a, c, k = index("i", "n"), index("k", "K"), index("j", "K")
positive = (forall(c, p[c] > 0), forall(a, forall(c, N[a, c] > 0)))

sheet.section(
    "The likelihood",
    "z_ik is 1 when sample i comes from component k and 0 otherwise; π_k are the weights, μ_k the means, s_k the "
    "variances, and N_ik is the density of sample i under component k. A power a^z is written exp(z log a).",
)
row_, weight = vector("N", "K"), vector("z", "K")
sheet.claim(
    "gmm-joint",
    "One sample with its indicators",
    equal(product_over(c, exp(weight[c] * log(p[c] * row_[c]))), p[k] * row_[k]),
    step("One factor is left.", equal(product_over(c, exp(weight[c] * log(p[c] * row_[c]))), exp(log(p[k] * row_[k])))),
    number="2",
    given=(equal(weight, unit(k)), forall(c, p[c] > 0), forall(c, row_[c] > 0)),
    about=("Samples are independent, so their factors multiply.",),
)
sheet.claim(
    "gmm-ll2",
    "The logarithm of the likelihood",
    equal(
        log(product_over(a, product_over(c, exp(Z[a, c] * log(p[c] * N[a, c]))))),
        total(a, total(c, Z[a, c] * (log(p[c]) + log(N[a, c])))),
    ),
    number="2",
    given=positive,
)
u, m, variance = scalars("x mu s")
sheet.claim(
    "gmm-ll4",
    "The logarithm of a Gaussian density",
    both(
        equal(density(u, m, variance), 1 / sqrt(2 * pi * variance) * exp(-((u - m) ** 2) / (2 * variance))),
        equal(
            log(density(u, m, variance)),
            -log(2 * pi) / 2 - log(variance) / 2 - (u - m) ** 2 / (2 * variance),
        ),
    ),
    number="2",
    given=variance > 0,
)

likelihood = total(a, total(c, Z[a, c] * (log(p[c]) + log(density(x[a], mu[c], var[c])))))
sane = (forall(c, p[c] > 0), forall(c, var[c] > 0))
count, summed = total(a, Z[a, k]), total(a, Z[a, k] * x[a])
sheet.section("Means")
sheet.claim(
    "gmm-dmu",
    "Derivative by a mean",
    equal(partial(likelihood, mu, k), total(a, Z[a, k] * (x[a] - mu[k]) / var[k])),
    number="2",
    given=sane,
)
sheet.claim(
    "gmm-mu",
    "The mean of a component",
    both(
        iff(equal(total(a, Z[a, k] * (x[a] - mu[k]) / var[k]), 0), equal(mu[k], summed / count)),
        maximises((m, summed / count), total(a, Z[a, k] * log(density(x[a], m, variance))), alone=True),
    ),
    number="2",
    given=(*sane, count > 0, variance > 0),
)
spread = total(a, Z[a, k] * (x[a] - mu[k]) ** 2)
best, free_ = scalar(r"\hat s"), scalar("v")
sheet.section("Variances")
sheet.claim(
    "gmm-dsig",
    "Derivative by a variance",
    equal(
        partial(likelihood, var, k),
        total(a, Z[a, k] * (-1 / (2 * var[k]) + (x[a] - mu[k]) ** 2 / (2 * var[k] ** 2))),
    ),
    number="2",
    given=sane,
)
sheet.claim(
    "gmm-sig",
    "The variance of a component",
    both(
        iff(
            equal(total(a, Z[a, k] * (-1 / (2 * var[k]) + (x[a] - mu[k]) ** 2 / (2 * var[k] ** 2))), 0),
            equal(var[k], spread / count),
        ),
        maximises((free_, best), -count / 2 * log(free_) - spread / (2 * free_), given=free_ > 0, alone=True),
    ),
    step("The best variance is positive.", best > 0),
    number="2",
    given=(*sane, count > 0, spread > 0, equal(best, spread / count)),
    about=("What depends on the variance of one component is ", -count / 2 * log(free_) - spread / (2 * free_), "."),
)

multiplier = scalar("lambda")
lagrangian = total(a, total(c, Z[a, c] * log(p[c]))) - multiplier * (ones(K).T * p - 1)
sheet.section("Weights", "The weights add up to 1; λ is the multiplier of that constraint.")
sheet.claim(
    "gmm-lagr",
    "Derivative of the Lagrangian",
    equal(partial(lagrangian, p, k), total(a, Z[a, k] / p[k]) - multiplier),
    number="2",
    given=forall(c, p[c] > 0),
)
sheet.claim(
    "gmm-pi1",
    "A weight by the multiplier",
    iff(equal(total(a, Z[a, k] / p[k]) - multiplier, 0), equal(p[k], count / multiplier)),
    number="2",
    given=(forall(c, p[c] > 0), unequal(multiplier, 0)),
)
sheet.claim(
    "gmm-lam",
    "The multiplier",
    equal(multiplier, size_of("n")),
    step(
        "Sum the weights over the components.",
        equal(ones(K).T * p, ones("n").T * Z * ones(K) / multiplier),
    ),
    step(
        "Every sample has one component.",
        equal(ones("n").T * Z * ones(K) / multiplier, size_of("n") / multiplier),
    ),
    step("The weights add up to 1.", equal(lift(1), size_of("n") / multiplier)),
    number="2",
    given=(
        unequal(multiplier, 0),
        equal(Z * ones(K), ones("n")),
        equal(p, Z.T * ones("n") / multiplier),
        equal(ones(K).T * p, lift(1)),
    ),
)
q = vector(r"\hat pi", "K")
gap = total(c, q[c] * (log(p[c]) - log(q[c])))
sheet.claim(
    "gmm-pi",
    "The weights are the shares of the samples",
    at_most(total(a, total(c, Z[a, c] * log(p[c]))), total(a, total(c, Z[a, c] * log(q[c])))),
    step("The logarithm lies below its tangent.", forall(c, q[c] * (log(p[c]) - log(q[c])) <= p[c] - q[c])),
    cite(
        "Add up over the components.",
        "sum of inequalities",
        forall(c, q[c] * (log(p[c]) - log(q[c])) <= p[c] - q[c]),
    ),
    step("Both sets of weights add up to 1.", gap <= 0),
    step(
        "The two sides differ by n times that.",
        equal(
            total(a, total(c, Z[a, c] * log(p[c]))) - total(a, total(c, Z[a, c] * log(q[c]))),
            size_of("n") * gap,
        ),
    ),
    number="2",
    given=(
        forall(c, p[c] > 0),
        forall(c, q[c] > 0),
        equal(total(c, p[c]), lift(1)),
        equal(total(c, q[c]), lift(1)),
        equal(Z.T * ones("n"), size_of("n") * q),
    ),
    about=("No weights on the simplex have a greater likelihood than the shares ", q, "."),
)
