"""EECS 182 (Spring 2025) homework 1, problem 1: why learning rates cannot be too big."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw1-1",
    "Why learning rates cannot be too big",
    "EECS 182, Spring 2025",
    "homework 1, problem 1",
    about=("The homework asks; the answers here are derived.",),
)

s, y, eta, w, t, eps = scalars("sigma y eta w t epsilon")
rate = 1 - 2 * eta * s**2
run = function("w")
loss = (y - s * w) ** 2
fixed = y / s
starts = equal(run(0), 0)
follows = forall(t, implies(natural(t), equal(run(t + 1), rate * run(t) + 2 * eta * s * y)))
inside = both(eta > 0, eta < 1 / s**2)

sheet.section("Problem 1(a): the stable range", "The loss is ", loss, ", with σ > 0; descent starts at 0.")
sheet.claim("hw1-1-der", "The slope of the loss", equal(partial(loss, w), -2 * s * (y - s * w)), number="1")
sheet.claim(
    "hw1-1-rec",
    "One step is an affine recurrence",
    both(
        equal(w - eta * partial(loss, w), w + 2 * eta * s * (y - s * w)),
        equal(w + 2 * eta * s * (y - s * w), rate * w + 2 * eta * s * y),
    ),
    number="1",
)
sheet.claim(
    "hw1-1a",
    "When the recurrence is stable",
    both(iff(stable(rate, 2 * eta * s * y), absolute(rate) < 1), iff(absolute(rate) < 1, inside)),
    cite(
        "The distance to the fixed point is multiplied by the same factor at every step.",
        "affine recurrence, stability",
        rate,
        2 * eta * s * y,
    ),
    step("Solve for the learning rate.", iff(absolute(rate) < 1, inside)),
    number="1(a)",
    given=s > 0,
)

sheet.section("Problem 1(b): how many steps")
closed = forall(t, implies(natural(t), equal(run(t), (1 - power(rate, t)) * fixed)))
sheet.claim(
    "hw1-1b-closed",
    "The iterates",
    closed,
    number="1(b)",
    given=(s > 0, starts, follows),
    about=("By induction: the factor times the distance to the fixed point is the next distance.",),
)
distance = (1 - power(rate, t)) * fixed - fixed
steps_needed = log(eps) / log(absolute(rate))
sheet.claim(
    "hw1-1b-iters",
    "Steps to a relative error of ε",
    iff(absolute(distance) <= eps * absolute(fixed), t >= steps_needed),
    step("What is left after t steps.", equal(distance, -power(rate, t) * fixed)),
    cite("The size of a power is the power of the size.", "absolute value of a power", rate, t),
    step(
        "The solution itself drops out.",
        iff(absolute(distance) <= eps * absolute(fixed), power(absolute(rate), t) <= eps),
    ),
    cite("Take logarithms.", "logarithm of a comparison", power(absolute(rate), t), eps),
    step("The logarithm of a number below 1 is negative, so dividing by it turns the sign.", log(absolute(rate)) < 0),
    step("Divide.", iff(t * log(absolute(rate)) <= log(eps), t >= steps_needed)),
    number="1(b)",
    given=(
        natural(t),
        s > 0,
        unequal(y, 0),
        eps > 0,
        absolute(rate) > 0,
        absolute(rate) < 1,
    ),
)
sheet.claim(
    "hw1-1b-onestep",
    "One step is enough at η = 1/(2σ²)",
    equal(0 - eta * -2 * s * (y - s * lift(0)), fixed),
    number="1(b)",
    given=(s > 0, equal(eta, 1 / (2 * s**2))),
)

large, small, middle = scalars(r"sigma_\ell sigma_s sigma_i")
z_large, z_small, u = scalars(r"y_\ell y_s u")
r_large, r_small = 1 - 2 * eta * large**2, 1 - 2 * eta * small**2
sizes = (large > small, small > 0)
sheet.section("Problem 1(c)–(f): two parameters", "One parameter has a large σ, the other a small one.")
sheet.claim(
    "hw1-1c",
    "The large one limits the learning rate",
    iff(
        both(stable(r_large, 2 * eta * large * z_large), stable(r_small, 2 * eta * small * z_small)),
        both(eta > 0, eta < 1 / large**2),
    ),
    cite("The first parameter.", "affine recurrence, stability", r_large, 2 * eta * large * z_large),
    cite("The second parameter.", "affine recurrence, stability", r_small, 2 * eta * small * z_small),
    step(
        "Both factors are below 1 in size exactly in the range of the first.",
        iff(both(absolute(r_large) < 1, absolute(r_small) < 1), both(eta > 0, eta < 1 / large**2)),
    ),
    number="1(c)",
    given=sizes,
)
sheet.claim(
    "hw1-1d",
    "Which parameter converges faster",
    iff(absolute(r_large) < absolute(r_small), eta < 1 / (large**2 + small**2)),
    step(
        "Compare squares.",
        equal(
            r_large**2 - r_small**2,
            4 * eta * (large**2 - small**2) * (eta * (large**2 + small**2) - 1),
        ),
    ),
    step(
        "Only the last factor can change its sign.",
        iff(r_large**2 < r_small**2, eta * (large**2 + small**2) < 1),
    ),
    number="1(d)",
    given=(*sizes, eta > 0, eta < 1 / large**2),
)
best = 1 / (large**2 + small**2)
ratio_best = (large**2 - small**2) / (large**2 + small**2)
slower = cases(absolute(r_small), absolute(r_large) < absolute(r_small), absolute(r_large))
sheet.claim(
    "hw1-1e",
    "The best learning rate",
    both(
        minimises((eta, best), slower, alone=True),
        equal(1 - 2 * best * small**2, ratio_best),
        equal(1 - 2 * best * large**2, -ratio_best),
    ),
    number="1(e)",
    given=sizes,
    about=("The slower factor is least where the two are of one size and of opposite signs.",),
)
sheet.claim(
    "hw1-1f",
    "Parameters in between do not matter",
    either(
        absolute(1 - 2 * eta * middle**2) <= absolute(r_large), absolute(1 - 2 * eta * middle**2) <= absolute(r_small)
    ),
    number="1(f)",
    given=(small > 0, small <= middle, middle <= large),
    about=("So their factor is at most the larger of the two.",),
)

d, k, n = size("d"), size("k"), size("n")
X, U, V = matrix("X", d + k, d), matrix("U", d + k, d + k), matrix("V", d, d)
Sigma = matrix("Sigma", d + k, d)
target, here, after = vector("y", d + k), vector("w_t", d), vector("w_{t+1}", d)
I_d = identity(d)
sheet.section("Problem 1(g): the decomposition decouples the steps", "Now X = UΣV' with orthogonal U and V.")
sheet.claim(
    "hw1-1g",
    "Gradient descent in the singular basis",
    both(
        equal(V.T * after, (I_d - 2 * eta * Sigma.T * Sigma) * V.T * here + 2 * eta * Sigma.T * U.T * target),
        equal(after - pinv(X) * target, (I_d - 2 * eta * X.T * X) * (here - pinv(X) * target)),
    ),
    step("Put in the decomposition.", equal(X.T * X, V * Sigma.T * Sigma * V.T)),
    number="1(g)",
    given=(
        orthogonal(U),
        orthogonal(V),
        equal(X, U * Sigma * V.T),
        equal(after, here - 2 * eta * X.T * (X * here - target)),
    ),
    about=(
        "Σ'Σ is diagonal, so every coordinate follows a recurrence as in part (a) with its own σ, stable for "
        "0 < η < 1/σ² ; with η below 1/σ² of the largest all are, as in part (c). The error from X⁺y is multiplied by "
        "one matrix in every step.",
    ),
)
sheet.claim(
    "hw1-1g-steps",
    "The error after t steps in one coordinate",
    forall(t, implies(natural(t), equal(run(t), power(rate, t) * run(0)))),
    number="1(g)",
    given=forall(t, implies(natural(t), equal(run(t + 1), rate * run(t)))),
)
sheet.claim(
    "hw1-1g-limit",
    "It vanishes in the stable range",
    has_limit(power(rate, t) * u, 0, t, "naturals"),
    step("The factor is below 1 in size.", absolute(rate) < 1),
    number="1(g)",
    given=(s > 0, inside),
)
