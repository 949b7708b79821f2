"""EECS 182 (Spring 2025) homework 0, problems 4(b), (e), (g), (h): regimes, elimination, limits."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw0-4gh",
    "Ridge regression: regimes and limits",
    "EECS 182, Spring 2025",
    "homework 0, problems 4(b), (e), (g), (h)",
)

X, y, w, xi = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), vector("xi", "n")
lam, s = scalar("lambda"), scalar("sigma_i")
I_d, I_n = identity("d"), identity("n")
gain, regime = s / (s**2 + lam), both(s > 0, lam > 0)

sheet.section(
    "Problem 4(b): large and small singular values",
    "The gain of a direction is ",
    gain,
    ". That two values are close in a regime means that their quotient tends to 1 as what is small there tends to 0.",
)
for which, print_small, small, near in (
    ("small", s / lam, s**2 / lam, s / lam),
    ("large", lam / s, lam / s**2, 1 / s),
):
    sheet.erratum(
        f"ridge-b-{which}-written",
        f"The gain of a {which} singular value, as printed",
        approximates(gain, near, print_small, s, lam, where=regime),
        number="4(b)",
        printed="homework 0, solution to 4(b), last paragraph",
        cause="σ² is to be compared with λ: the two scale alike. σ = 1000 is small beside λ = 100000, and σ² is not",
        correct=approximates(gain, near, small, s, lam, where=regime),
    )
    sheet.claim(
        f"ridge-b-{which}",
        f"The gain of a {which} singular value",
        both(
            approximates(gain, near, small, s, lam, where=regime),
            forall((s, lam), implies(regime, absolute(gain - near) <= small * near)),
        ),
        number="4(b)",
        about=("The relative error is at most ", small, "."),
    )

slack = (y - X * w) / sqrt(lam)
best = (X.T * X + lam * I_d).inv * X.T * y
best_slack = (y - X * best) / sqrt(lam)
reduced = squared_norm(w) + squared_norm(y - X * w) / lam
sheet.section("Problem 4(e): eliminate the fake features", "The constraint gives ", equal(xi, slack), ".")
sheet.claim(
    "ff-elim",
    "Eliminate the slack",
    iff(
        minimises({w: best, xi: best_slack}, squared_norm(w) + squared_norm(xi), given=equal(xi, slack)),
        both(
            minimises((w, best), squared_norm(w) + squared_norm(slack)),
            equal(best_slack, (y - X * best) / sqrt(lam)),
        ),
    ),
    cite(
        "A letter that the constraint gives can be put in.",
        "eliminated by a constraint",
        minimises({w: best, xi: best_slack}, squared_norm(w) + squared_norm(xi), given=equal(xi, slack)),
    ),
    step(
        "The objective is the one of ridge regression, over λ.", equal(squared_norm(w) + squared_norm(slack), reduced)
    ),
    number="4(e)",
    given=lam > 0,
)
sheet.erratum(
    "ff-argmin-written",
    "One minimum over both letters after the elimination",
    minimises({w: best, xi: best_slack}, reduced, alone=True),
    number="4(e)",
    printed="homework 0, solution to 4(e), where the minimum is still taken over both",
    cause="the objective no longer depends on ξ, so every ξ is as good",
    correct=minimises((w, best), reduced, alone=True),
    given=lam > 0,
)
sheet.claim(
    "ff-first-d",
    "The first d coordinates solve ridge regression",
    minimises((w, X.T * (X * X.T + lam * I_n).inv * y), squared_norm(y - X * w) + lam * squared_norm(w), alone=True),
    step("Push the data matrix through.", equal(X.T * (X * X.T + lam * I_n).inv * y, best)),
    number="4(e)",
    given=lam > 0,
)

solution = (X.T * X + lam * I_d).inv * X.T * y
sheet.section("Problem 4(g): strong regularisation", "The solution is ", solution, ".")
sheet.claim("lim-inf", "Shrinkage", has_limit(solution, zero("d"), lam, "oo"), number="4(g)")
sheet.erratum(
    "lim-inf-eq-written",
    "The solution is zero",
    equal(solution, zero("d")),
    number="4(g)",
    printed="homework 0, solution to 4(g)",
    cause="zero is the limit: for a finite λ the solution is zero only where X'y is",
    correct=implies(equal(X.T * y, zero("d")), equal(solution, zero("d"))),
    given=lam > 0,
)

sheet.section("Problem 4(h): weak regularisation")
sheet.claim(
    "lim-0-wide",
    "More columns than rows: the solution of least norm",
    has_limit(solution, X.T * (X * X.T).inv * y, lam, "0+"),
    number="4(h)",
    given=full_row_rank(X),
)
sheet.claim(
    "lim-0-tall",
    "More rows than columns: least squares",
    has_limit(solution, (X.T * X).inv * X.T * y, lam, "0+"),
    number="4(h)",
    given=full_column_rank(X),
)
wide = matrix("X", "n", size("n") + size("k"))
sheet.erratum(
    "lim-0-plug",
    "Put λ = 0 into the kernel form of any wide matrix",
    invertible(wide * wide.T),
    number="4(h)",
    printed="homework 0, solution to 4(h), where the rank is not mentioned",
    cause="XX' can be inverted only if X has full row rank; the limit exists all the same, and is the pseudo-inverse",
    correct=implies(full_row_rank(wide), invertible(wide * wide.T)),
)
