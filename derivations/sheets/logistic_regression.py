"""Logistic regression: the likelihood, its gradient and Hessian, and a Gaussian prior on the weights."""

from derivations.writing import *

sheet = Sheet(
    "logistic-regression",
    "Logistic regression",
    "Machine learning",
    "logistic regression, a solution set",
    about=("Labels are 0 or 1, gathered in the column y, and rows of X are samples; gradients are columns.",),
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
u, tau = scalars("u tau")
i = index("i", "n")
one = ones("n")
chance = sigmoid(X * w)
spread = hadamard(chance, one - chance)
loss = one.T * log(one + exp(X * w)) - y.T * X * w

sheet.section("The logistic function")
sheet.claim(
    "lr-1",
    "Its slope",
    equal(partial(sigmoid(u), u), sigmoid(u) * (1 - sigmoid(u))),
    step("Write it as a reciprocal.", equal(sigmoid(u), 1 / (1 + exp(-u)))),
    step("Differentiate the reciprocal.", equal(partial(sigmoid(u), u), exp(-u) / (1 + exp(-u)) ** 2)),
)
sheet.claim(
    "lr-2",
    "Its value at the opposite point",
    equal(sigmoid(-u), 1 - sigmoid(u)),
    step("Multiply numerator and denominator by exp(−u).", equal(1 / (1 + exp(u)), exp(-u) / (1 + exp(-u)))),
)

sheet.section(
    "The loss", "Given w, the labels are independent, and sample i has the label 1 with probability ", chance[i], "."
)
likelihood = product_over(i, real_power(chance[i], y[i]) * real_power(1 - chance[i], 1 - y[i]))
entropy = -total(i, y[i] * log(chance[i]) + (1 - y[i]) * log(1 - chance[i]))
sheet.claim(
    "lr-3",
    "The negative logarithm of the likelihood",
    both(equal(-log(likelihood), entropy), equal(entropy, loss)),
    step("The logarithm of one probability.", equal(log(sigmoid(u)), u - log(1 + exp(u)))),
    step("And of its complement.", equal(log(1 - sigmoid(u)), -log(1 + exp(u)))),
    about=("For a label that is 0 or 1, each factor is the probability of the label that was seen.",),
)
sheet.claim(
    "lr-4",
    "Its gradient",
    equal(gradient(loss, w), X.T * (chance - y)),
    step("One coordinate of the outer slope.", equal(partial(log(1 + exp(u)), u), sigmoid(u))),
)
sheet.erratum(
    "lr-4-printed",
    "The gradient with the residual turned round",
    equal(gradient(loss, w), X.T * (y - chance)),
    printed="an earlier draft of this solution set",
    cause="that is the slope of the log-likelihood, which is to be made large; the loss is its negative",
    correct=both(
        equal(gradient(loss, w), X.T * (chance - y)),
        equal(gradient(-loss, w), X.T * (y - chance)),
    ),
)
sheet.claim(
    "lr-5",
    "Its Hessian",
    equal(hessian(loss, w), X.T * diag(spread) * X),
    step("The Jacobian of the probabilities.", equal(by_row(chance, w), diag(spread) * X)),
)
v = vector("v", "d")
sheet.claim(
    "lr-6",
    "The Hessian is positive semidefinite",
    positive_semidefinite(X.T * diag(spread) * X),
    step("Every weight on the diagonal is positive.", forall(i, spread[i] > 0)),
    step(
        "A quadratic form is a weighted sum of squares.",
        forall(v, equal(v.T * X.T * diag(spread) * X * v, total(i, spread[i] * (X * v)[i] ** 2))),
    ),
)
sheet.claim(
    "lr-7",
    "The loss is convex",
    convex(loss, w),
    step("Its Hessian is positive semidefinite everywhere.", forall(w, positive_semidefinite(hessian(loss, w)))),
)

prior = density(w, zero("d"), tau**2 * identity("d"))
penalised = loss + squared_norm(w) / (2 * tau**2)
slope = X.T * (chance - y) + w / tau**2
sheet.section(
    "A Gaussian prior", "Before the labels are seen w has the law N(0, τ²I). The penalised loss is ", penalised, "."
)
sheet.claim(
    "lr-8",
    "The posterior is greatest where the penalised loss is least",
    same_optima(likelihood * prior, penalised, w, senses="max min"),
    step(
        "The likelihood is the exponential of minus the loss.",
        same_optima(likelihood * prior, exp(-loss) * prior, w, senses="max max"),
    ),
    step(
        "Take logarithms, drop what does not depend on w, and turn the sign.",
        same_optima(exp(-loss) * prior, penalised, w, senses="max min"),
    ),
    given=tau > 0,
    about=("The posterior is that product over the probability of the labels, which does not depend on w.",),
)
sheet.claim(
    "lr-9",
    "The gradient of the penalised loss",
    equal(gradient(penalised, w), slope),
    step("That of the penalty.", equal(gradient(squared_norm(w) / (2 * tau**2), w), w / tau**2)),
    given=tau > 0,
)
sheet.claim(
    "lr-10",
    "The penalised loss is strictly convex",
    convex(penalised, w, strictly=True),
    given=tau > 0,
    about=("So a point where the slope vanishes is its only minimiser.",),
)
