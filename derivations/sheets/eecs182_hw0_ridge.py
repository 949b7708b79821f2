"""EECS 182 (Spring 2025) homework 0, problem 4(a): ridge regression as an optimisation problem."""

from derivations.writing import *

sheet = Sheet("eecs182-hw0-4a", "Ridge regression as optimisation", "EECS 182, Spring 2025", "homework 0, problem 4(a)")

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
lam = scalar("lambda")
f = squared_norm(y - X * w) + lam * squared_norm(w)
M = X.T * X + lam * identity("d")
best = vector(r"\hat w", "d")
is_best = equal(best, M.inv * X.T * y)
f_best = squared_norm(y - X * best) + lam * squared_norm(best)
zero_d = lift(0, w.shape)

sheet.section("Problem 4(a): minimise the squared error plus a penalty", "The objective is ", f, ".")
sheet.erratum(
    "ridge-a-exp-written",
    "The expanded objective",
    lambda: equal(f, w.T * X.T * X * w - 2 * w.T * X * y + y.T * y + lam * w.T * w),
    number="4(a)",
    printed="homework 0, solution to 4(a), first display",
    written="-2\\vect{w}^{\\top}\\mat{X}\\vect{y}",
    cause="a transpose is missing in the middle term: w' is 1 × d and X is n × d",
    correct=equal(f, w.T * X.T * X * w - 2 * w.T * X.T * y + y.T * y + lam * w.T * w),
)
sheet.claim(
    "ridge-a-exp",
    "The expanded objective, corrected",
    equal(f, w.T * X.T * X * w - 2 * w.T * X.T * y + y.T * y + lam * w.T * w),
    number="4(a)",
    given=lam > 0,
)
sheet.claim(
    "ridge-a-grad", "Its gradient", equal(gradient(f, w), 2 * X.T * X * w - 2 * X.T * y + 2 * lam * w), number="4(a)"
)
sheet.claim(
    "ridge-a-normal", "The normal equations", iff(equal(gradient(f, w), zero_d), equal(M * w, X.T * y)), number="4(a)"
)
sheet.claim(
    "ridge-a-sol",
    "The only minimiser",
    implies(unequal(w, best), f_best < f),
    step("The matrix of the normal equations is positive definite.", positive_definite(M)),
    step(
        "So it can be inverted, and the gradient vanishes at one point only.",
        iff(equal(gradient(f, w), zero_d), equal(w, M.inv * X.T * y)),
    ),
    step("Complete the square around it.", equal(f - f_best, (w - best).T * M * (w - best))),
    step("The square is positive elsewhere.", implies(unequal(w, best), (w - best).T * M * (w - best) > 0)),
    given=(lam > 0, is_best),
    number="4(a)",
)
