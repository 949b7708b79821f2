"""CS 189 discussion 4: gradients (columns) and Hessians of linear, quadratic and least-squares functions."""

from derivations.writing import *

sheet = Sheet(
    "cs189-disc4",
    "Gradients and Hessians",
    "CS 189",
    "discussion 4, problem 1",
    about=("Gradients are columns here.",),
)

x, w, b = vector("x", "n"), vector("w", "n"), vector("b", "m")
A, W = matrix("A", "n", "n"), matrix("W", "m", "n")
i, j, k, l = index("i", "n"), index("j", "n"), index("k", "n"), index("l", "n")
n_zero = lift(0, (A.shape[0], A.shape[1]))

sheet.section("Problem 1: gradients and Hessians")
sheet.claim(
    "d4-1a-grad",
    "Gradient of a linear form",
    equal(gradient(w.T * x, x), w),
    step("One entry.", equal(partial(total(k, w[k] * x[k]), x, j), w[j])),
    number="1(a)",
)
sheet.claim("d4-1a-hess", "Hessian of a linear form", equal(hessian(w.T * x, x), n_zero), number="1(a)")
sheet.claim(
    "d4-1b-grad",
    "Gradient of the squared length",
    equal(gradient(x.T * x, x), 2 * x),
    step("One entry.", equal(partial(total(k, x[k] ** 2), x, j), 2 * x[j])),
    number="1(b)",
)
sheet.claim(
    "d4-1b-hess",
    "Hessian of the squared length",
    equal(hessian(x.T * x, x), 2 * identity("n")),
    step(
        "Differentiate twice: 2 on the diagonal, 0 elsewhere.",
        equal(partial(partial(x.T * x, x, j), x, i), 2 * identity("n")[i, j]),
    ),
    number="1(b)",
)
double = total(k, total(l, A[k, l] * x[k] * x[l]))
sheet.claim(
    "d4-1c-split",
    "Diagonal and other terms",
    equal(double, total(k, A[k, k] * x[k] ** 2) + total(k, total(l, A[k, l] * x[k] * x[l], without=(k,)))),
    number="1(c)",
)
parted = 2 * A[j, j] * x[j] + total(k, (A[j, k] + A[k, j]) * x[k], without=(j,))
summed = total(k, A[j, k] * x[k]) + total(k, A[k, j] * x[k])
sheet.claim(
    "d4-1c-dj",
    "Partial derivative of the quadratic form",
    both(equal(partial(x.T * A * x, x, j), parted), equal(parted, summed), equal(summed, (A * x)[j] + (A.T * x)[j])),
    step("Differentiate the double sum.", equal(partial(double, x, j), parted)),
    number="1(c)",
)
sheet.claim(
    "d4-1c-grad", "Gradient of the quadratic form", equal(gradient(x.T * A * x, x), (A + A.T) * x), number="1(c)"
)
sheet.claim(
    "d4-1c-hess",
    "Hessian of the quadratic form",
    both(
        equal(partial(partial(x.T * A * x, x, j), x, i), A[i, j] + A[j, i]),
        equal(A[i, j] + A[j, i], (A + A.T)[i, j]),
        equal(hessian(x.T * A * x, x), A + A.T),
    ),
    number="1(c)",
)
f = squared_norm(W * x - b)
expanded = x.T * W.T * W * x - b.T * W * x - x.T * W.T * b + b.T * b
sheet.claim("d4-1d-l1", "Squared norm as a product", equal(f, (W * x - b).T * (W * x - b)), number="1(d)")
sheet.claim("d4-1d-l2", "Expand", equal((W * x - b).T * (W * x - b), expanded), number="1(d)")
sheet.claim(
    "d4-1d-l3",
    "Merge the two middle terms",
    equal(f, x.T * W.T * W * x - 2 * b.T * W * x + b.T * b),
    step("A scalar is its own transpose.", equal(b.T * W * x, x.T * W.T * b)),
    number="1(d)",
)
sheet.claim(
    "d4-1d-grad",
    "Gradient of least squares",
    equal(gradient(f, x), 2 * W.T * (W * x - b)),
    step("Differentiate the expanded form.", equal(gradient(f, x), (W.T * W + (W.T * W).T) * x - 2 * (b.T * W).T)),
    step(
        "The Gram matrix is symmetric.",
        equal((W.T * W + (W.T * W).T) * x - 2 * (b.T * W).T, 2 * W.T * W * x - 2 * W.T * b),
    ),
    step("Factor.", equal(2 * W.T * W * x - 2 * W.T * b, 2 * W.T * (W * x - b))),
    number="1(d)",
)
sheet.claim(
    "d4-1d-hess",
    "Hessian of least squares",
    equal(hessian(f, x), 2 * W.T * W),
    step("Differentiate the gradient.", equal(hessian(f, x), W.T * W + (W.T * W).T)),
    number="1(d)",
)
