"""EECS 182 (Spring 2025) homework 0, problem 5: how a gradient step moves the elbow of a ReLU."""

from fractions import Fraction

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw0-5", "The elbow of a ReLU under a gradient step", "EECS 182, Spring 2025", "homework 0, problem 5"
)

w, b, x, y, t, p, rate = scalars("w b x y t p lambda")
w_new, b_new = scalar("w'"), scalar("b'")
phi = relu(w * x + b)
half = lift(Fraction(1, 2))
loss = half * (phi - y) ** 2
active = w * x + b > 0
e, e_new = -b / w, -(b - rate) / (w - rate * x)
kink = "the derivative of ReLU at 0 is taken to be 0"

sheet.section(
    "Problem 5(a): one ReLU",
    "The unit is ",
    equal(scalar("phi"), phi),
    ", the loss is ",
    half * (scalar("phi") - y) ** 2,
    ".",
)
sheet.claim(
    "el-e",
    "Where the elbow is",
    iff(equal(w * t + b, 0), equal(t, e)),
    given=unequal(w, 0),
    number="5(a)(i)",
    about=(
        "The pre-activation changes sign at its only root, ",
        e,
        ".",
    ),
)
sheet.claim("el-dl", "Derivative by the prediction", equal(partial(half * (p - y) ** 2, p), p - y), number="5(a)(ii)")
sheet.claim(
    "el-dw",
    "Derivative by the slope",
    equal(partial(loss, w), (phi - y) * x * indicator(active)),
    number="5(a)(iii)",
    convention=kink,
)
sheet.claim(
    "el-update",
    "The elbow after a step",
    iff(
        equal(w_new * t + b_new, 0),
        equal(t, (-b + rate * (phi - y) * indicator(active)) / (w - rate * (phi - y) * x * indicator(active))),
    ),
    step("The derivative by the slope.", equal(partial(loss, w), (phi - y) * x * indicator(active))),
    step("The derivative by the bias.", equal(partial(loss, b), (phi - y) * indicator(active))),
    given=(
        equal(w_new, w - rate * partial(loss, w)),
        equal(b_new, b - rate * partial(loss, b)),
        unequal(w_new, 0),
    ),
    number="5(b)",
    convention=kink,
)

sheet.section("Problem 5(b): which way the elbow moves when the residual is 1")
sheet.claim(
    "el-shift",
    "The shift of the elbow",
    equal(e_new - e, rate * (w - b * x) / (w * (w - rate * x))),
    step("The derivative by the slope is x.", equal(partial(loss, w), x)),
    step("The derivative by the bias is 1.", equal(partial(loss, b), 1)),
    given=(active, equal(phi - y, 1), unequal(w, 0), unequal(w - rate * x, 0)),
    number="5(b)",
    about=("Every case below is the sign of this expression.",),
)
sheet.claim(
    "el-i",
    "Case (i): an inactive unit does not change",
    both(equal(w - rate * partial(loss, w), w), equal(b - rate * partial(loss, b), b)),
    given=equal(phi, 0),
    number="5(b)(i)",
    convention=kink,
)
sheet.claim(
    "el-ii-slope", "Case (ii): the slope decreases", w - rate * x < w, given=(w > 0, x > 0, rate > 0), number="5(b)(ii)"
)
sheet.erratum(
    "el-ii-shallow-written",
    "Case (ii): shallower for every step size",
    absolute(w - rate * x) < absolute(w),
    given=(w > 0, x > 0, rate > 0),
    number="5(b)(ii)",
    printed="homework 0, solution to 5(b)(ii)",
    cause="a large step overshoots: the slope becomes steeper with the other sign once λx > 2w",
    correct=iff(absolute(w - rate * x) < absolute(w), rate * x < 2 * w),
)
guard = (w > 0, x > 0, rate > 0, unequal(rate, w / x))
sheet.erratum(
    "el-ii-ineq-written",
    "Case (ii): the first inequality",
    iff(e < (b - rate) / (w - rate * x), rate * (b * x - w) / (w * (w - rate * x)) < 0),
    given=guard,
    number="5(b)(ii)",
    printed="homework 0, solution to 5(b)(ii), first line of the display",
    cause="a minus sign is missing before the new elbow",
    correct=iff(e < e_new, rate * (b * x - w) / (w * (w - rate * x)) < 0),
)
same_side = (b - w / x) * (rate - w / x) > 0
first, second = rate * (b * x - w) / (w * (w - rate * x)) < 0, (b - w / x) / (w / x - rate) < 0
sheet.claim(
    "el-ii-chain",
    "Case (ii): the corrected chain",
    both(iff(e < e_new, first), iff(first, second), iff(second, same_side)),
    given=guard,
    number="5(b)(ii)",
)
sheet.claim(
    "el-ii-iff",
    "Case (ii): right exactly when b and λ lie on the same side of w/x",
    iff(e_new > e, same_side),
    given=guard,
    number="5(b)(ii)",
    figure=Figure(
        "elbow",
        "Case (ii): w, x > 0, with b below w/x; the elbow moves right after a large step only.",
        (("w", 1.0), ("b", 1.6), ("x", 1.0), ("rate", 0.3)),
    ),
)
sheet.erratum(
    "el-ii-otherwise",
    "Case (ii): left otherwise",
    implies(~same_side, e_new < e),
    given=guard,
    number="5(b)(ii)",
    printed="homework 0, solution to 5(b)(ii), after the display",
    cause="when b = w/x the elbow does not move at all",
    correct=iff(equal(e_new, e), equal(b, w / x)),
)
third = (w > 0, x < 0, active, rate > 0)
sheet.claim(
    "el-iii-hyp",
    "Case (iii): b > 0 and the elbow is left of 0",
    both(b > 0, e < 0),
    given=(w > 0, x < 0, active),
    number="5(b)(iii)",
)
sheet.claim(
    "el-iii-slope",
    "Case (iii): steeper",
    absolute(w) < absolute(w - rate * x),
    given=(w > 0, x < 0, rate > 0),
    number="5(b)(iii)",
)
sheet.erratum(
    "el-iii-bias-written",
    "Case (iii): the bias shrinks for every step size",
    absolute(b) > absolute(b - rate),
    given=(b > 0, rate > 0),
    number="5(b)(iii)",
    printed="homework 0, solution to 5(b)(iii)",
    cause="a large step overshoots 0: it holds only while λ < 2b",
    correct=iff(absolute(b) > absolute(b - rate), rate < 2 * b),
)
sheet.claim(
    "el-iii-right",
    "Case (iii): the elbow moves right for every step size",
    e_new > e,
    step("Both factors of the shift's numerator and denominator are positive.", both(w - b * x > 0, w - rate * x > 0)),
    given=third,
    number="5(b)(iii)",
    figure=Figure("elbow", "Case (iii): w > 0 > x.", (("w", 1.0), ("b", 2.0), ("x", -1.0), ("rate", 0.5))),
)
fourth = (w < 0, x > 0, active, rate > 0)
sheet.erratum(
    "el-iv-hyp-written",
    "Case (iv): both w and x negative",
    both(w < 0, x < 0),
    given=(w < 0, x > 0, active),
    number="5(b)(iv)",
    printed="homework 0, solution to 5(b)(iv)",
    cause="the case is w < 0 with x > 0",
    correct=b > 0,
)
sheet.claim(
    "el-iv-slope",
    "Case (iv): steeper",
    absolute(w) < absolute(w - rate * x),
    given=(w < 0, x > 0, rate > 0),
    number="5(b)(iv)",
)
sheet.claim(
    "el-iv-left",
    "Case (iv): the elbow moves left for every step size",
    e_new < e,
    given=fourth,
    number="5(b)(iv)",
    figure=Figure("elbow", "Case (iv): w < 0 < x.", (("w", -1.0), ("b", 2.0), ("x", 1.0), ("rate", 0.5))),
)
before, after = relu(lift(-2) * 1 + 4), relu((-2 - Fraction(1, 10) * lift(1)) * 1 + (4 - lift(Fraction(1, 10))))
sheet.claim(
    "el-demo",
    "The closing example",
    both(equal(before, 2), equal(after, Fraction(9, 5)), absolute(after - 1) < absolute(before - 1)),
    number="5(b)",
    about=("With λ = 0.1, x = y = 1, w = −2 and b = 4 the prediction falls from 2 to 1.8, nearer to 1.",),
)
stepped = relu((w - rate * x) * x + (b - rate))
sheet.erratum(
    "el-dec-written",
    "The error decreases for every step size",
    absolute(stepped - y) < absolute(phi - y),
    given=(active, equal(phi - y, 1), rate > 0),
    number="5(b)",
    printed="homework 0, end of the solution to 5(b)",
    cause="a large step overshoots; while the unit stays on, the residual after the step is 1 − λ(1 + x²)",
    correct=implies(both(rate * (1 + x**2) < 1, y > 0), absolute(stepped - y) < absolute(phi - y)),
)

i = index("i", "d")
W, c, V = vector("W^{(1)}", "d"), vector("b", "d"), matrix("W^{(2)}", 1, "d")
u = vector("u", "d")
z = W * x + c
f = V * relu(z)
net_loss = half * (f - y) ** 2
sheet.section("Problem 5(c) and (d): a hidden unit of a network", "The network is ", f, ", the loss ", net_loss, ".")
sheet.claim(
    "nn-elbow",
    "Where the elbow of unit i is",
    iff(equal(W[i] * t + c[i], 0), equal(t, -c[i] / W[i])),
    given=unequal(W[i], 0),
    number="5(c)",
)
sheet.claim(
    "nn-diag",
    "Jacobian of the elementwise ReLU",
    equal(by_row(relu(u), u), diag(step_of(u))),
    number="5(d)",
    convention=kink,
)
sheet.erratum(
    "nn-diag-written",
    "The Jacobian's diagonal without “> 0”",
    equal(partial(relu(u)[i], u, i), indicator(unequal(u[i], 0))),
    number="5(d)",
    printed="homework 0, solution to 5(d), the matrix display",
    cause="the indicator of a number: read as “is not zero”, it is 1 for negative pre-activations too",
    correct=equal(partial(relu(u)[i], u, i), indicator(u[i] > 0)),
)
sheet.claim(
    "nn-dW-mat",
    "Gradient by the hidden weights, as a row",
    equal(by_row(net_loss, W), x * (f - y) * V * diag(step_of(z))),
    number="5(d)",
    convention=kink,
)
on = W[i] * x + c[i] > 0
sheet.claim(
    "nn-enew",
    "The new elbow of an active unit",
    equal(
        -(c[i] - rate * partial(net_loss, c, i)) / (W[i] - rate * partial(net_loss, W, i)),
        (-c[i] + rate * (f - y) * V[i]) / (W[i] - rate * x * (f - y) * V[i]),
    ),
    step("The derivative by the bias of an active unit.", equal(partial(net_loss, c, i), (f - y) * V[i])),
    step("The derivative by its weight.", equal(partial(net_loss, W, i), x * (f - y) * V[i])),
    given=(on, unequal(W[i] - rate * x * (f - y) * V[i], 0)),
    number="5(d)",
    convention=kink,
)
