"""EECS 182 (Spring 2025) homework 0, problem 3: least squares and the minimum-norm solution through the SVD."""

from derivations.writing import *

sheet = Sheet("eecs182-hw0-3", "Least squares through the SVD", "EECS 182, Spring 2025", "homework 0, problem 3")

n, k = size("n"), size("k")
sigma, i = vector("sigma", n), index("i", n)
positive = forall(i, sigma[i] > 0)
S = diag(sigma)
inverse_of_S = diag(ratio(ones(n), sigma))

# The tall case: m = n + k rows.
X, y = matrix("X", n + k, n), vector("y", n + k)
U, V = matrix("U", n + k, n + k), matrix("V", n, n)
Sigma = block([[S], [zero(k, n)]])
Sigma_dagger = block([[inverse_of_S, zero(n, k)]])
svd = equal(X, U * Sigma * V.T)
tall = (orthogonal(U), orthogonal(V), positive)
plugged = U * Sigma * V.T

sheet.section(
    "Tall data matrix",
    "The full decomposition is X = UΣV' with orthogonal U and V, and Σ has the singular values on its diagonal above "
    "k rows of zeros. X has full column rank exactly when every singular value is positive, which is assumed here.",
)
sheet.name(matrix("Sigma", n + k, n), Sigma)
sheet.name(matrix(r"Sigma^{\dagger}", n, n + k), Sigma_dagger)
sheet.claim(
    "svd-ls-b1",
    "Plug in the decomposition",
    equal((X.T * X).inv * X.T, (V * Sigma.T * U.T * U * Sigma * V.T).inv * V * Sigma.T * U.T),
    number="3(b)",
    given=(svd, *tall),
)
sheet.claim(
    "svd-ls-b2",
    "The left singular vectors are orthonormal",
    equal(
        (V * Sigma.T * U.T * U * Sigma * V.T).inv * V * Sigma.T * U.T,
        (V * Sigma.T * Sigma * V.T).inv * V * Sigma.T * U.T,
    ),
    number="3(b)",
    given=tall,
)
sheet.claim(
    "svd-ls-b3",
    "Invert the product",
    equal((V * Sigma.T * Sigma * V.T).inv * V * Sigma.T * U.T, V * (Sigma.T * Sigma).inv * V.T * V * Sigma.T * U.T),
    number="3(b)",
    given=tall,
)
sheet.claim(
    "svd-ls-b4",
    "The right singular vectors are orthonormal",
    equal(V * (Sigma.T * Sigma).inv * V.T * V * Sigma.T * U.T, V * (Sigma.T * Sigma).inv * Sigma.T * U.T),
    number="3(b)",
    given=tall,
)
sheet.claim(
    "svd-sts",
    "The squared singular values",
    equal(Sigma.T * Sigma, diag(hadamard(sigma, sigma))),
    number="3(b)",
)
sheet.claim(
    "svd-sdag-tall",
    "Their reciprocals",
    both(equal((Sigma.T * Sigma).inv * Sigma.T, Sigma_dagger), equal(pinv(Sigma), Sigma_dagger)),
    number="3(b)",
    given=positive,
)
sheet.claim(
    "svd-ls-b5",
    "The least-squares matrix",
    equal((X.T * X).inv * X.T, V * Sigma_dagger * U.T),
    number="3(b)",
    given=(svd, *tall),
)
A, B = matrix("A", n, n), matrix("B", n, n)
sheet.claim(
    "svd-invprod",
    "The inverse of a product",
    equal((A * B).inv, B.inv * A.inv),
    number="3(b)",
    given=(invertible(A), invertible(B)),
)
sheet.claim(
    "svd-left-inv",
    "A left inverse",
    equal((X.T * X).inv * X.T * X, identity(n)),
    number="3(c)",
    given=full_column_rank(X),
)
sheet.claim("svd-sdags", "A left inverse of Σ", equal(Sigma_dagger * Sigma, identity(n)), number="3(c)", given=positive)
left = V * Sigma_dagger * U.T
sheet.claim(
    "svd-left-inv-svd",
    "The left inverse by the decomposition",
    equal(left * plugged, identity(n)),
    step(
        "The left singular vectors are orthonormal.",
        equal(left * plugged, V * Sigma_dagger * Sigma * V.T),
    ),
    step("Each singular value meets its reciprocal.", equal(V * Sigma_dagger * Sigma * V.T, V * V.T)),
    step("The right singular vectors are orthonormal.", equal(V * V.T, identity(n))),
    number="3(c)",
    given=tall,
)
some = matrix("X", "m", "n")
sheet.erratum(
    "svd-left-inv-nofull",
    "A left inverse of any tall matrix",
    equal(pinv(some) * some, identity("n")),
    number="3(c)",
    printed="homework 0, solution to 3(c), where the rank is not mentioned",
    cause="a singular value that is zero has no reciprocal: X needs full column rank",
    correct=implies(full_column_rank(some), equal(pinv(some) * some, identity("n"))),
)

data, target, weights = matrix("X", "m", "n"), vector("y", "m"), vector("w", "n")
least = (data.T * data).inv * data.T * target
sheet.claim(
    "svd-ls",
    "The least-squares solution",
    minimises((weights, least), squared_norm(data * weights - target), alone=True),
    step(
        "Its residual is orthogonal to the columns, so the error splits.",
        equal(
            squared_norm(data * weights - target),
            squared_norm(data * least - target) + squared_norm(data * (weights - least)),
        ),
    ),
    number="3(a)",
    given=full_column_rank(data),
)

# The wide case: n = m + k columns.
m = size("m")
tau, j = vector("sigma", m), index("i", m)
X_wide, U_wide, V_wide = matrix("X", m, m + k), matrix("U", m, m), matrix("V", m + k, m + k)
Sigma_wide = block([[diag(tau), zero(m, k)]])
dagger_wide = block([[diag(ratio(ones(m), tau))], [zero(k, m)]])
svd_wide = equal(X_wide, U_wide * Sigma_wide * V_wide.T)
wide = (orthogonal(U_wide), orthogonal(V_wide), forall(j, tau[j] > 0))
plugged_wide = U_wide * Sigma_wide * V_wide.T
w, z = vector("w", m + k), vector("z", m + k)
orthogonal_to_kernel = forall(z, implies(equal(X_wide * z, zero(m)), equal(w.T * z, lift(0))))
rest = w - pinv(X_wide) * X_wide * w

sheet.section(
    "Wide data matrix",
    "Now X has k more columns than rows and full row rank, so that every equation Xw = y has solutions.",
)
sheet.name(matrix("Sigma", m, m + k), Sigma_wide)
sheet.name(matrix(r"Sigma^{\dagger}", m + k, m), dagger_wide)
flat, unknown, nu = matrix("X", "m", "n"), vector("w", "n"), vector("nu", "m")
shortest = flat.T * (flat * flat.T).inv * target
sheet.claim(
    "svd-mn",
    "The solution of least norm",
    minimises((unknown, shortest), squared_norm(unknown), given=equal(flat * unknown, target), alone=True),
    step("It solves the equation.", equal(flat * shortest, target)),
    number="3(d)",
    given=full_row_rank(flat),
    about=("Any other solution differs by an element of the kernel, which is orthogonal to it.",),
)
sheet.claim(
    "svd-mn-kkt",
    "The same from Lagrange's equations",
    equal(unknown, shortest),
    step("Multiply the first equation by X.", equal(2 * flat * unknown + flat * flat.T * nu, zero("m"))),
    step("That gives the multiplier.", equal(nu, -2 * (flat * flat.T).inv * target)),
    number="3(d)",
    given=(
        full_row_rank(flat),
        equal(2 * unknown + flat.T * nu, zero("n")),
        equal(flat * unknown, target),
    ),
)
sheet.claim(
    "svd-mn-range",
    "The solution of least norm lies in the range of X'",
    equal(w, X_wide.T * (pinv(X_wide).T * w)),
    step(("What ", pinv(X_wide) * X_wide, " leaves of w lies in the kernel of X."), equal(X_wide * rest, zero(m))),
    instance("If it lies in the kernel, w is orthogonal to it.", orthogonal_to_kernel, rest),
    step("That is,", equal(w.T * rest, lift(0))),
    step(
        ("It is orthogonal to itself, because ", pinv(X_wide) * X_wide, " is an orthogonal projection."),
        equal(rest.T * rest, lift(0)),
    ),
    cite("So it vanishes.", "Gram matrix vanishes", rest),
    number="3(d)",
    given=orthogonal_to_kernel,
)
sheet.claim(
    "svd-mn-e1",
    "Plug in the decomposition",
    equal(X_wide.T * (X_wide * X_wide.T).inv, plugged_wide.T * (plugged_wide * plugged_wide.T).inv),
    number="3(e)",
    given=(svd_wide, *wide),
)
e2 = V_wide * Sigma_wide.T * U_wide.T * (U_wide * Sigma_wide * V_wide.T * V_wide * Sigma_wide.T * U_wide.T).inv
e3 = V_wide * Sigma_wide.T * U_wide.T * U_wide * (Sigma_wide * Sigma_wide.T).inv * U_wide.T
e4 = V_wide * Sigma_wide.T * (Sigma_wide * Sigma_wide.T).inv * U_wide.T
sheet.claim(
    "svd-mn-e2",
    "Transpose",
    equal(plugged_wide.T * (plugged_wide * plugged_wide.T).inv, e2),
    number="3(e)",
    given=wide,
)
sheet.claim("svd-mn-e3", "Invert the product", equal(e2, e3), number="3(e)", given=wide)
sheet.claim(
    "svd-mn-e4",
    "The minimum-norm matrix",
    both(equal(e3, e4), equal(e4, V_wide * dagger_wide * U_wide.T)),
    number="3(e)",
    given=wide,
)
sheet.claim(
    "svd-sdag-wide",
    "The reciprocals in the wide case",
    both(
        equal(Sigma_wide.T * (Sigma_wide * Sigma_wide.T).inv, dagger_wide),
        equal(pinv(Sigma_wide), dagger_wide),
    ),
    number="3(e)",
    given=forall(j, tau[j] > 0),
)
sheet.claim(
    "svd-right-inv",
    "A right inverse",
    equal(X_wide * X_wide.T * (X_wide * X_wide.T).inv, identity(m)),
    number="3(f)",
    given=full_row_rank(X_wide),
)
