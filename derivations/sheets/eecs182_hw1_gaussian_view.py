"""EECS 182 (Spring 2025) homework 1, problem 3: ridge regression in the Gaussian view."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw1-3",
    "General case Tikhonov regularisation, probabilistically",
    "EECS 182, Spring 2025",
    "homework 1, problem 3",
    about=("The homework asks; the answers here are derived.",),
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
W, N = vector("W", "d"), vector("N", "n")
lam = scalar("lambda")
prior, noise = gaussian(W, zero("d"), identity("d")), gaussian(N, zero("n"), identity("n"))
Y = X * W + sqrt(lam) * N

sheet.section("Problem 3: the conditional mean", "What is observed is ", equal(vector("Y", "n"), Y), ".")
sheet.claim(
    "hw1-3",
    "The conditional mean is ridge regression",
    both(
        equal(conditional_mean(W, Y, y, prior, noise), X.T * (X * X.T + lam * identity("n")).inv * y),
        equal(
            X.T * (X * X.T + lam * identity("n")).inv * y,
            (X.T * X + lam * identity("d")).inv * X.T * y,
        ),
    ),
    step(
        "The joint law is Gaussian; condition W on Y.",
        equal(conditional_mean(W, Y, y, prior, noise), X.T * (X * X.T + lam * identity("n")).inv * y),
    ),
    step(
        "Push the data matrix through.",
        equal(X.T * (X * X.T + lam * identity("n")).inv, (X.T * X + lam * identity("d")).inv * X.T),
    ),
    number="3",
    given=lam > 0,
)
sheet.claim(
    "hw1-3-spread",
    "What stays uncertain",
    equal(conditional_covariance(W, Y, prior, noise), lam * (X.T * X + lam * identity("d")).inv),
    number="3",
    given=lam > 0,
)
sheet.claim(
    "hw1-argmin-eq",
    "Scaling the objective",
    same_optima(
        squared_norm(X * w - y) / lam + squared_norm(w),
        squared_norm(X * w - y) + lam * squared_norm(w),
        w,
    ),
    number="3",
    given=lam > 0,
    about=("The second objective is λ times the first, and λ is positive.",),
)
