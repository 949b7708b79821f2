"""EECS 182 discussion 2, problem 1: ridge regression as a conditional mean of Gaussians."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-disc2-1b",
    "Ridge regression as a conditional mean",
    "EECS 182, Fall 2022",
    "discussion 2, problem 1(b)",
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
W, N = vector("W", "d"), vector("N", "n")
lam = scalar("lambda")
I_d, I_n = identity("d"), identity("n")
prior, noise = gaussian(W, zero("d"), I_d), gaussian(N, zero("n"), I_n)
both_laws = (prior, noise)
Y = X * W + sqrt(lam) * N
wanted = X.T * (X * X.T + lam * I_n).inv * y

sheet.section(
    "Problem 1(b): the model",
    "W and N are independent, with mean 0 and covariance I; what is observed is ",
    equal(vector("Y", "n"), Y),
    ".",
)
sheet.erratum(
    "map-argmax-written",
    "The last line of the posterior's maximum",
    maximises((w, wanted), lam * squared_norm(w) + squared_norm(X * w - y)),
    number="1(b)",
    printed="discussion 2, solution to 1(b), the end of the first display",
    cause="the sign was flipped, so the objective is minimised: it has no maximum",
    correct=minimises((w, wanted), lam * squared_norm(w) + squared_norm(X * w - y), alone=True),
    given=lam > 0,
)
sheet.claim(
    "ce-swy",
    "Cross-covariance",
    both(
        equal(covariance(W, Y, *both_laws), expectation(W * Y.T, *both_laws)),
        equal(
            expectation(W * Y.T, *both_laws),
            expectation(W * W.T, prior) * X.T + sqrt(lam) * expectation(W, prior) * expectation(N, noise).T,
        ),
        equal(covariance(W, Y, *both_laws), X.T),
    ),
    number="1(b)",
    given=lam > 0,
)
sheet.erratum(
    "ce-syy-written",
    "Covariance of the observation",
    equal(expectation((X * W + N) * (X * W + N).T, *both_laws), X * X.T + lam * I_n),
    number="1(b)",
    printed="discussion 2, solution to 1(b), first display of the covariance",
    cause="the factor √λ of the noise is missing",
    correct=equal(expectation(Y * Y.T, *both_laws), X * X.T + lam * I_n),
    given=lam > 0,
)
sheet.claim(
    "ce-syy",
    "Covariance of the observation, corrected",
    both(
        equal(covariance(Y, Y, *both_laws), expectation(Y * Y.T, *both_laws)),
        equal(
            expectation(Y * Y.T, *both_laws),
            X * expectation(W * W.T, prior) * X.T + lam * expectation(N * N.T, noise),
        ),
        equal(expectation(Y * Y.T, *both_laws), X * X.T + lam * I_n),
    ),
    number="1(b)",
    given=lam > 0,
)
A, B, C = matrix("A", "n", "d"), vector("W", "d"), vector("N", "d")
tied = (Law(B, zero("d"), I_d, group="pair"), Law(C, zero("d"), I_d, group="pair"))
apart = (Law(B, zero("d"), I_d), Law(C, zero("d"), I_d))
sheet.erratum(
    "ce-cross-written",
    "Cross terms vanish because the means do",
    equal(expectation(A * B * C.T, *tied), zero("n", "d")),
    number="1(b)",
    printed="discussion 2, solution to 1(b), the reason given for dropping the cross terms",
    cause="zero means are not enough (W could be N): that the two are independent is used",
    correct=equal(expectation(A * B * C.T, *apart), zero("n", "d")),
)
sheet.claim(
    "ce-cond",
    "Conditional mean",
    equal(
        conditional_mean(W, Y, y, *both_laws),
        covariance(W, Y, *both_laws) * covariance(Y, Y, *both_laws).inv * y,
    ),
    step("The covariance of what is observed is positive definite.", positive_definite(X * X.T + lam * I_n)),
    step(
        "What is left of W is uncorrelated with the observation.",
        equal(
            covariance(W - X.T * (X * X.T + lam * I_n).inv * Y, Y, *both_laws),
            zero("d", "n"),
        ),
    ),
    number="1(b)",
    given=lam > 0,
    about=("Uncorrelated jointly Gaussian vectors are independent, so what is left has mean 0 whatever is observed.",),
)
sheet.claim(
    "ce-final",
    "Kernel form of ridge regression",
    equal(conditional_mean(W, Y, y, *both_laws), wanted),
    number="1(b)",
    given=lam > 0,
)
z, mu, Sigma = vector("z", "d"), vector("mu", "d"), matrix("Sigma", "d", "d")
sheet.claim(
    "gauss-mode",
    "A Gaussian density is greatest at its mean, and only there",
    maximises((z, mu), density(z, mu, Sigma), alone=True),
    step(
        "Its logarithm is a constant less a positive definite form.",
        equal(
            log(density(z, mu, Sigma)) - log(density(mu, mu, Sigma)),
            -(z - mu).T * Sigma.inv * (z - mu) / 2,
        ),
    ),
    number="1(b)",
    given=positive_definite(Sigma),
)
