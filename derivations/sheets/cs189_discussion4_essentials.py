"""CS 189 discussion 4: the formula box on vector calculus and convexity."""

from derivations.writing import *

sheet = Sheet(
    "cs189-disc4-essentials",
    "Vector calculus and convexity, essentials",
    "CS 189",
    "discussion 4, section 4.1, the formula box",
    about=("f is a function with three continuous derivatives unless a claim says more; gradients are columns.",),
)

x, y, z, step_ = vector("x", "n"), vector("y", "n"), vector("z", "n"), vector("Delta", "n")
u, v = vector("u", "n"), vector("v", "n")
t, theta = scalars("t theta")
f, h, g = function("f"), function("h"), function("g", "m")
convex_f = convex(f(z), z)

sheet.section("Approximations and the chain rule")
sheet.claim(
    "d4-taylor1",
    "First-order approximation",
    order(f(x + t * step_) - f(x) - t * f.derivative(x).T * step_, t, 2),
    about=("The error along a direction is of the second order in the step.",),
)
curvature = step_.T * f.derivative(x, by=(0, 0)) * step_
sheet.claim(
    "d4-taylor2",
    "Second-order approximation",
    order(f(x + t * step_) - f(x) - t * f.derivative(x).T * step_ - t**2 / 2 * curvature, t, 3),
)
sheet.claim("d4-chain", "Chain rule", equal(gradient(f(g(x)), x), g.derivative(x).T * f.derivative(g(x))))
sheet.claim(
    "d4-chain-scalar", "Chain rule for scalars", equal(partial(f(h(t)), t), f.derivative(h(t)) * h.derivative(t))
)
sheet.claim(
    "d4-hess-sym",
    "Hessians are symmetric",
    equal(hessian(f(x), x), hessian(f(x), x).T),
    about=("Because the second derivatives are continuous.",),
)

A, X = matrix("A", "n", "m"), matrix("X", "m", "n")
W, input_ = matrix("W", "m", "n"), vector("x", "n")
i, j, k = index("i", "m"), index("j", "m"), index("k", "n")
loss = function("L")
sheet.section("Derivatives by matrices")
sheet.claim(
    "d4-trace",
    "The trace rule",
    equal(gradient(trace(A * X), X), A.T),
    convention="the derivative of a scalar by a matrix has the matrix's shape (gradient layout)",
)
sheet.claim(
    "d4-dyDx",
    "Jacobian of a linear map",
    equal(by_row(W * input_, input_), W),
    convention="row layout: outputs × inputs",
)
sheet.erratum(
    "d4-dyDW",
    "Derivative of a linear map by its matrix",
    lambda: equal(by_row(W * input_, W), input_.T),
    printed="discussion 4, formula box on Jacobians",
    written="\\frac{\\partial(\\mat{W}\\vect{x})}{\\partial\\mat{W}}=\\vect{x}^{\\top}",
    cause="m outputs by an m × n matrix give an m × m × n array; x' appears only beside the slope of a loss",
    correct=equal(gradient(loss(W * input_), W), loss.derivative(W * input_) * input_.T),
)
sheet.claim(
    "d4-dyDW-fixed",
    "The same, entry by entry, and for a loss",
    both(
        equal(partial((W * input_)[i], W, j, k), identity("m")[i, j] * input_[k]),
        equal(gradient(loss(W * input_), W), loss.derivative(W * input_) * input_.T),
    ),
)
B, w, c, S = matrix("X", "m", "n"), vector("w", "n"), vector("y", "m"), matrix("A", "n", "n")
sheet.claim(
    "d4-ls-col", "Gradient of least squares", equal(gradient(squared_norm(B * w - c), w), 2 * B.T * (B * w - c))
)
sheet.claim(
    "d4-quad-sym",
    "Gradient of a symmetric quadratic form",
    equal(gradient(x.T * S * x, x), 2 * S * x),
    given=symmetric(S),
)

between, ends = f(theta * x + (1 - theta) * y), theta * f(x) + (1 - theta) * f(y)
share = both(theta >= 0, theta <= 1)
sheet.section("Convexity")
sheet.erratum(
    "d4-convex-def",
    "The inequality of convexity for every θ",
    between <= ends,
    given=convex_f,
    printed="discussion 4, formula box on convexity, where θ has no range",
    cause="the inequality holds between the points only: beyond them it turns",
    correct=implies(share, between <= ends),
)
sheet.claim("d4-convex-def-fixed", "The inequality of convexity", between <= ends, given=(convex_f, share))
sheet.claim(
    "d4-convex-1st",
    "A convex function lies above its tangents",
    f(x) + f.derivative(x).T * (y - x) <= f(y),
    given=convex_f,
)
sheet.claim(
    "d4-convex-2nd",
    "Convexity by the Hessian",
    iff(forall(z, positive_semidefinite(hessian(f(z), z))), convex_f),
)
sheet.claim(
    "d4-localglobal",
    "Local minima of a convex function are global",
    implies(least_nearby((z, u), f(z)), minimises((z, u), f(z))),
    given=convex_f,
)
H = f.derivative(u, by=(0, 0))
lowest, highest = least_nearby((z, u), f(z)), greatest_nearby((z, u), f(z))
sheet.claim(
    "d4-crit",
    "What the Hessian says at a critical point",
    both(
        implies(positive_definite(H), lowest),
        implies(positive_definite(-H), highest),
        implies(both(x.T * H * x < 0, y.T * H * y > 0), both(~lowest, ~highest)),
    ),
    step("The Hessian of f.", forall(z, equal(hessian(f(z), z), f.derivative(z, by=(0, 0))))),
    cite(
        "At a local minimum no direction bends down.",
        "curvature at a local minimum",
        lowest,
        f.derivative(z, by=(0, 0)),
        x,
    ),
    cite(
        "At a local maximum no direction bends up.",
        "curvature at a local maximum",
        highest,
        f.derivative(z, by=(0, 0)),
        y,
    ),
    given=equal(f.derivative(u), zero("n")),
)
