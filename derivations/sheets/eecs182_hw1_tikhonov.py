"""EECS 182 (Spring 2025) homework 1, problem 2: Tikhonov regularisation in general, stacked, and as ridge."""

from derivations.writing import *

sheet = Sheet("eecs182-hw1-2", "Tikhonov regularisation", "EECS 182, Spring 2025", "homework 1, problem 2")

A, b, x, c = matrix("A", "m", "n"), vector("b", "m"), vector("x", "n"), vector("c", "n")
W_1, W_2 = matrix("W_1", "p", "m"), matrix("W_2", "q", "n")
lam = scalar("lambda")
f = squared_norm(W_1 * (A * x - b)) + squared_norm(W_2 * (x - c))
M = A.T * W_1.T * W_1 * A + W_2.T * W_2
v = A.T * W_1.T * W_1 * b + W_2.T * W_2 * c
best = vector(r"\hat x", "n")
f_best = squared_norm(W_1 * (A * best - b)) + squared_norm(W_2 * (best - c))

sheet.section("Problem 2(a): set the gradient to zero", "The objective is ", f, ".")
sheet.claim(
    "hw1-2a-grad",
    "The gradient",
    equal(gradient(f, x), 2 * A.T * W_1.T * W_1 * (A * x - b) + 2 * W_2.T * W_2 * (x - c)),
    step("Collect what multiplies the unknown.", equal(gradient(f, x), 2 * (M * x - v))),
    number="2(a)",
)
sheet.claim(
    "hw1-2a",
    "The solution",
    both(iff(equal(gradient(f, x), zero("n")), equal(x, M.inv * v)), at_most(f_best, f)),
    step("The gradient vanishes at one point.", iff(equal(gradient(f, x), zero("n")), equal(x, M.inv * v))),
    step(
        "What another point costs more is a sum of squares.",
        equal(f - f_best, squared_norm(W_1 * A * (x - best)) + squared_norm(W_2 * (x - best))),
    ),
    number="2(a)",
    given=(invertible(M), equal(best, M.inv * v)),
)
C, d = block([[W_1 * A], [W_2]]), block([[W_1 * b], [W_2 * c]])
sheet.section("Problem 2(b): one least-squares problem", "Stack the two weighted residuals.")
sheet.claim(
    "hw1-2b",
    "The same solution by ordinary least squares",
    both(equal(squared_norm(C * x - d), f), equal((C.T * C).inv * C.T * d, M.inv * v)),
    step("The stacked Gram matrix.", equal(C.T * C, M)),
    step("The stacked right-hand side.", equal(C.T * d, v)),
    number="2(b)",
    given=invertible(M),
)
one, weight = identity("m"), sqrt(lam) * identity("n")
sheet.section("Problem 2(c): ridge regression")
sheet.claim(
    "hw1-2c",
    "Unit weights on the residuals, √λ on the parameters",
    equal(
        (A.T * one.T * one * A + weight.T * weight).inv * (A.T * one.T * one * b + weight.T * weight * zero("n")),
        (A.T * A + lam * identity("n")).inv * A.T * b,
    ),
    number="2(c)",
    given=lam > 0,
)
