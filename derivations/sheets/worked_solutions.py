"""A worked solution set to problems 2 and 5 of homework 0, judged as its own claims."""

from derivations.writing import *

sheet = Sheet(
    "hw0-worked-solutions",
    "A worked solution set, checked",
    "EECS 182, Spring 2025",
    "a solution set to homework 0",
    about=("Another hand's solutions to the same problems, in row layout.",),
)

x = vector("x", "n")
A = matrix("A", "n", "n")
i, j, k = index("i", "n"), index("j", "n"), index("k", "n")
q = total(i, total(j, x[i] * A[i, j] * x[j]))

sheet.section("Problem 2: vector calculus")
sheet.claim("s002-2c-row", "One row of the Jacobian", equal(by_row(row(A, i) * x, x), row(A, i)), number="2(c)")
sheet.claim(
    "s002-2d-k",
    "Partial derivative of the quadratic form",
    both(
        equal(partial(q, x, k), total(j, A[k, j] * x[j]) + total(i, x[i] * A[i, k])),
        equal(total(j, A[k, j] * x[j]) + total(i, x[i] * A[i, k]), (A * x)[k] + (A.T * x)[k]),
    ),
    number="2(d)",
)

lam = scalar("lambda")
w, b, t, y, rate = scalars("w b x y lambda")
elbow, moved = -b / w, -(b - rate) / (w - rate * t)
active = w * t + b > 0
sheet.section("Problem 5(b): one step when the residual is 1")
sheet.erratum(
    "el-ii-typ",
    "Case (ii): the elbow moves right",
    moved > elbow,
    given=(w > 0, t > 0, rate > 0, active, rate < w / t),
    number="5(b)",
    printed="worked solutions, 5(b), second case (for a small step)",
    cause="the elbow moves right exactly when b and λ lie on the same side of w/x; for a small step that is b < w/x",
    correct=iff(moved > elbow, b < w / t),
)
sheet.erratum(
    "el-iii-amb",
    "Case (iii): the elbow may move either way",
    ~forall((w, t, b, rate), implies(both(w > 0, t < 0, rate > 0, active), at_most(elbow, moved))),
    number="5(b)",
    printed="worked solutions, 5(b), third case",
    cause="with w > 0 > x and the unit active, b > −wx > 0, so w − bx and w − λx are positive and the shift is too",
    correct=implies(both(w > 0, t < 0, rate > 0, active), elbow < moved),
)

h = index("i", "d")
W, bias, v, r = vector("w", "d"), vector("b", "d"), vector("v", "d"), scalar("r")
output = v.T * relu(W * t + bias)
loss = lift(1) / 2 * (output - y) ** 2
residual = output - y
on = step_of(W * t + bias)
sheet.section("Problem 5(d): gradients of a network with one hidden layer")
sheet.claim(
    "nn-dv", "Gradient by an output weight", equal(partial(loss, v, h), residual * relu(W * t + bias)[h]), number="5(d)"
)
sheet.claim(
    "nn-dw",
    "Gradient by an input weight",
    equal(partial(loss, W, h), residual * v[h] * on[h] * t),
    number="5(d)",
    convention="the derivative of ReLU at 0 is taken to be 0",
)
sheet.claim(
    "nn-db",
    "Gradient by a bias",
    equal(partial(loss, bias, h), residual * v[h] * on[h]),
    number="5(d)",
    convention="the derivative of ReLU at 0 is taken to be 0",
)
sheet.claim(
    "nn-inactive",
    "An inactive unit keeps its elbow",
    equal(-(bias[h] - rate * partial(loss, bias, h)) / (W[h] - rate * partial(loss, W, h)), -bias[h] / W[h]),
    step("Where the unit is off, its gradients vanish.", equal(partial(loss, bias, h), 0)),
    step("The same for its weight.", equal(partial(loss, W, h), 0)),
    given=(at_most(W[h] * t + bias[h], 0), unequal(W[h], 0)),
    number="5(d)",
    convention="the derivative of ReLU at 0 is taken to be 0",
)

m, k_ = size("m"), size("k")
sigma, place = vector("sigma", m), index("i", m)
U, V, y_ = matrix("U", m, m), matrix("V", m + k_, m + k_), vector("y", m)
Sigma = block([[diag(sigma), zero(m, k_)]])
inverse = V * pinv(Sigma) * U.T
orthonormal = (orthogonal(U), orthogonal(V))
X_ = U * Sigma * V.T
sheet.section(
    "Problem 3: least squares through the SVD",
    "X = UΣV' has m rows and k more columns; U and V are orthogonal.",
)
sheet.name(matrix("Sigma", m, m + k_), Sigma)
sheet.claim(
    "s002-right-inv",
    "A right inverse",
    equal(X_ * inverse, identity(m)),
    step("The right singular vectors are orthonormal.", equal(X_ * inverse, U * Sigma * pinv(Sigma) * U.T)),
    step("Σ has full row rank.", equal(U * Sigma * pinv(Sigma) * U.T, U * U.T)),
    step("The left singular vectors are orthonormal.", equal(U * U.T, identity(m))),
    number="3(f)",
    given=(*orthonormal, forall(place, sigma[place] > 0)),
)
tau = vector("sigma", "n")
tall = block([[diag(tau)], [zero(k_, "n")]])
at = index("i", "n")
sheet.section("Problem 3(b): singular values that may be zero")
sheet.name(matrix("Sigma", size("n") + k_, "n"), tall)
sheet.erratum(
    "s002-svdform",
    "The solution when singular values may be zero",
    invertible(tall.T * tall),
    number="3(b)",
    printed="worked solutions, 3(b), where the rank is left open",
    cause="a singular value that is zero makes Σ'Σ singular; the pseudo-inverse of Σ serves at any rank",
    correct=both(
        equal(tall.T * tall * pinv(tall), tall.T),
        implies(forall(at, tau[at] > 0), equal((tall.T * tall).inv * tall.T, pinv(tall))),
    ),
    given=forall(at, at_most(0, tau[at])),
)
U_, V_, y_ = matrix("U", size("n") + k_, size("n") + k_), matrix("V", "n", "n"), vector("y", size("n") + k_)
gain = ratio(tau, hadamard(tau, tau) + lam * ones("n"))
X_ = U_ * tall * V_.T
sheet.section("Problem 4(b): the gain of each direction")
sheet.name(matrix("Sigma", size("n") + k_, "n"), tall)
sheet.claim(
    "s002-gain",
    "The gain in a singular direction",
    both(
        equal(
            V_.T * ((X_.T * X_ + lam * identity("n")).inv * X_.T * y_),
            diag(gain) * part(U_.T * y_, 0, "n", k_),
        ),
        equal(gain[at], tau[at] / (tau[at] ** 2 + lam)),
    ),
    number="4(b)",
    given=(lam > 0, orthogonal(U_), orthogonal(V_)),
)

data, seen, unknown = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
sheet.section("Problems 3(a), 4(c) and 4(g): optima and limits")
sheet.claim(
    "s002-pinv",
    "The pseudo-inverse gives a least-squares solution at any rank",
    minimises((unknown, pinv(data) * seen), squared_norm(data * unknown - seen)),
    step(
        "The residual is orthogonal to the columns.",
        equal(data.T * (data * pinv(data) * seen - seen), zero("d")),
    ),
    number="3(a)",
)
prior = density(unknown, zero("d"), identity("d"))
likelihood = density(seen, data * unknown, lam * identity("n"))
constant = size_of("d") / 2 * log(2 * pi) + size_of("n") / 2 * log(2 * pi * lam)
sheet.claim(
    "s002-nlp",
    "The negative logarithm of the posterior",
    equal(
        -log(prior * likelihood),
        squared_norm(seen - data * unknown) / (2 * lam) + squared_norm(unknown) / 2 + constant,
    ),
    number="4(c)",
    given=lam > 0,
    about=("The posterior is the product of prior and likelihood over the density of y, which does not depend on w.",),
)
sheet.claim(
    "lim-0-any",
    "Weak regularisation at any rank",
    has_limit((data.T * data + lam * identity("d")).inv * data.T * seen, pinv(data) * seen, lam, "0+"),
    number="4(g)",
)
