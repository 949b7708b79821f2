"""EECS 182 discussion 2: two forms of ridge regression; derivatives of a network with one hidden layer."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-disc2",
    "Two forms of ridge regression, and backpropagation",
    "EECS 182, Fall 2022",
    "discussion 2, problems 1 and 2",
)

X = matrix("X", "n", "d")
lam = scalar("lambda")
I_d, I_n = identity("d"), identity("n")
primal, dual = X.T * X + lam * I_d, X * X.T + lam * I_n

sheet.section("Problem 1(a): the push-through identity")
sheet.claim(
    "push",
    "The push-through identity",
    equal(primal.inv * X.T, X.T * dual.inv),
    step("The first matrix to invert is positive definite.", positive_definite(primal)),
    step("So is the second, with X' for X.", positive_definite(dual)),
    step("Both inverses exist.", both(invertible(primal), invertible(dual))),
    step("Expand one product and regroup it the other way.", equal(X.T * dual, primal * X.T)),
    given=lam > 0,
    number="1(a)",
    about=("The d × d inverse is traded for an n × n one: the step from primal to kernel ridge regression.",),
)
sheet.claim("push-mult", "Multiplied out", equal(X.T * dual, primal * X.T), number="1(a)")
sheet.claim("push-dist", "Distributed", equal(X.T * X * X.T + lam * X.T, X.T * X * X.T + lam * X.T), number="1(a)")

x, b2 = scalars("x b^{(2)}")
w, b, v = vector("w^{(1)}", "k"), vector("b^{(1)}", "k"), vector("w^{(2)}", "k")
i, j = index("i", "k"), index("j", "k")
z = w * x + b
y = v.T * relu(z) + b2
kink = "the derivative of ReLU at 0 is taken to be 0"

sheet.section(
    "Problem 2: backpropagation, drawn",
    "The network is ",
    equal(scalar("y"), y),
    " with ",
    scalar("k"),
    " hidden units.",
)
sheet.claim("bp-b2", "Derivative by the output bias", equal(partial(y, b2), 1), number="2(a)")
sheet.claim("bp-w2", "Derivative by an output weight", equal(partial(y, v, i), relu(w[i] * x + b[i])), number="2(b)")
sheet.claim(
    "bp-b1",
    "Derivative by a hidden bias",
    equal(partial(y, b, i), v[i] * indicator(w[i] * x + b[i] > 0)),
    number="2(c)",
    convention=kink,
)
sheet.erratum(
    "bp-b1-written",
    "A condition on all units at once",
    equal(partial(y, b, i), v[i] * product_over(j, step_of(w * x + b)[j])),
    number="2(c)",
    printed="discussion 2, solution to 2(c), where the condition is on the whole vector",
    cause="only unit i decides: where pre-activations have mixed signs, the printed cases give none or a wrong one",
    correct=equal(partial(y, b, i), v[i] * indicator(w[i] * x + b[i] > 0)),
)
sheet.claim(
    "bp-w1",
    "Derivative by a hidden weight",
    equal(partial(y, w, i), v[i] * x * indicator(w[i] * x + b[i] > 0)),
    number="2(d)",
    convention=kink,
)
wi, bi, vi, gap, e = scalars("w b v delta e")


def by_bias(at: Expression) -> Expression:
    """The derivative by the bias at an input."""
    return vi * indicator(wi * at + bi > 0)


def by_weight(at: Expression) -> Expression:
    """The derivative by the weight at an input."""
    return vi * at * indicator(wi * at + bi > 0)


sign = wi / absolute(wi)
sheet.claim(
    "bp-plots",
    "Jumps at the elbow",
    both(
        equal(by_bias(e + gap) - by_bias(e - gap), sign * vi),
        equal(by_weight(e + gap) - by_weight(e - gap), sign * vi * e + vi * gap),
        equal(sign * vi * e, -vi * bi / absolute(wi)),
    ),
    step(
        "To the right of the elbow a unit with w > 0 is on, one with w < 0 is off.",
        equal(indicator(wi * (e + gap) + bi > 0), indicator(wi > 0)),
    ),
    step("To the left it is the other way round.", equal(indicator(wi * (e - gap) + bi > 0), indicator(wi < 0))),
    given=(unequal(wi, 0), equal(e, -bi / wi), gap > 0),
    number="2",
    about=(
        "As functions of x: a constant, a ramp, a step, and a step times x. Across the elbow, from left to right, "
        "the derivative by the bias jumps by the sign of w times v, and that by the weight (as the distance δ to the "
        "elbow shrinks) by ",
        -vi * bi / absolute(wi),
        ". The sign of w decides which way the jump goes.",
    ),
    figure=Figure(
        "relu derivatives",
        "The four derivatives as functions of x, for w > 0 (above) and w < 0 (below).",
        (("w", 1.0), ("b", -0.6), ("v", 0.8)),
    ),
)
