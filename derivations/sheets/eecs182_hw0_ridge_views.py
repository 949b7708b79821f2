"""EECS 182 (Spring 2025) homework 0, problems 4(b), (d), (e): ridge by the SVD, by data, by features."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw0-4",
    "Ridge regression: three more views",
    "EECS 182, Spring 2025",
    "homework 0, problems 4(b), (d), (e)",
)

d, k = size("d"), size("k")
lam = scalar("lambda")
sigma, i = vector("sigma", d), index("i", d)
U, V, X, y = matrix("U", d + k, d + k), matrix("V", d, d), matrix("X", d + k, d), vector("y", d + k)
Sigma = block([[diag(sigma)], [zero(k, d)]])
plugged = U * Sigma * V.T
given = (lam > 0, orthogonal(U), orthogonal(V))
I_d = identity(d)
gain = ratio(sigma, hadamard(sigma, sigma) + lam * ones(d))

sheet.section(
    "Problem 4(b): shifted singular values",
    "X = UΣV' is the full decomposition, U and V are orthogonal. Singular values may be zero: the penalty keeps every "
    "matrix here invertible.",
)
sheet.name(matrix("Sigma", d + k, d), Sigma)
sheet.name(vector("g", d), gain)
line_1 = (plugged.T * plugged + lam * I_d).inv * plugged.T * y
line_2 = (V * Sigma.T * U.T * U * Sigma * V.T + lam * I_d).inv * V * Sigma.T * U.T * y
line_3 = (V * Sigma.T * Sigma * V.T + lam * (V * I_d * V.T)).inv * V * Sigma.T * U.T * y
line_4 = (V * (Sigma.T * Sigma + lam * I_d) * V.T).inv * V * Sigma.T * U.T * y
line_5 = V.T.inv * (Sigma.T * Sigma + lam * I_d).inv * V.inv * V * Sigma.T * U.T * y
line_6 = V * (Sigma.T * Sigma + lam * I_d).inv * Sigma.T * U.T * y
sheet.claim(
    "ridge-b-l1",
    "Plug in the decomposition",
    equal((X.T * X + lam * I_d).inv * X.T * y, line_1),
    number="4(b)",
    given=(*given, equal(X, plugged)),
)
sheet.erratum(
    "ridge-b-l2-written",
    "Multiply out",
    lambda: equal(line_1, (V * Sigma.T * U.T * U * Sigma.T * Sigma * V.T + lam * I_d).inv * (V * Sigma.T * U.T) * y),
    number="4(b)",
    printed="homework 0, solution to 4(b), second line",
    written="(\\mat{V}\\mat{\\Sigma}^{\\top}\\mat{U}^{\\top}\\mat{U}\\mat{\\Sigma}^{\\top}\\mat{\\Sigma}\\mat{V}^{\\top}"
    "+\\lambda\\mat{I})^{-1}(\\mat{V}\\mat{\\Sigma}^{\\top}\\mat{U}^{\\top})\\vect{y}",
    cause="one Σ' too many: U is square of the number of rows, and Σ' has as many rows as X has columns",
    correct=equal(line_1, line_2),
    given=given,
)
sheet.claim("ridge-b-l2", "Multiply out, corrected", equal(line_1, line_2), number="4(b)", given=given)
sheet.claim("ridge-b-l3", "Write the identity as VV'", equal(line_2, line_3), number="4(b)", given=given)
sheet.claim("ridge-b-l4", "Take V out", equal(line_3, line_4), number="4(b)", given=given)
sheet.erratum(
    "ridge-b-l5-written",
    "Invert the product",
    equal(line_4, V.T.inv * (Sigma.T * Sigma + lam * I_d) * V.inv * V * Sigma.T * U.T * y),
    number="4(b)",
    printed="homework 0, solution to 4(b), fifth line",
    cause="the inverse of the middle factor is dropped",
    correct=equal(line_4, line_5),
    given=given,
)
sheet.claim("ridge-b-l5", "Invert the product, corrected", equal(line_4, line_5), number="4(b)", given=given)
sheet.claim("ridge-b-l6", "The solution in the singular basis", equal(line_5, line_6), number="4(b)", given=given)
sheet.claim(
    "ridge-b-entries",
    "The shifted reciprocals",
    equal((Sigma.T * Sigma + lam * I_d).inv * Sigma.T, block([[diag(gain), zero(d, k)]])),
    number="4(b)",
    given=lam > 0,
)
sheet.claim(
    "ridge-b-svals",
    "The singular values of the ridge map",
    both(
        equal((plugged.T * plugged + lam * I_d).inv * plugged.T, V * block([[diag(gain), zero(d, k)]]) * U.T),
        forall(i, at_most(0, gain[i])),
    ),
    number="4(b)",
    given=(*given, forall(i, at_most(0, sigma[i]))),
)
n = size("n")
tau = vector("sigma", n)
Sigma_wide = block([[diag(tau), zero(n, k)]])
gain_wide = ratio(tau, hadamard(tau, tau) + lam * ones(n))
sheet.claim(
    "ridge-b-wide",
    "More columns than rows",
    equal(
        (Sigma_wide.T * Sigma_wide + lam * identity(n + k)).inv * Sigma_wide.T,
        block([[diag(gain_wide)], [zero(k, n)]]),
    ),
    number="4(b)",
    given=lam > 0,
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
weight = sqrt(lam)
X_hat, y_hat = block([[X], [weight * I_d]]), block([[y], [zero("d")]])
sheet.section(
    "Problem 4(d): fake data",
    "The augmented data set has d more rows, ",
    weight * I_d,
    ", with the target 0. The first n rows of a column are picked by ",
    block([[identity("n")], [zero(d, "n")]]).T,
    ", the last d by the same with the identity below.",
)
sheet.name(matrix(r"\hat X", size("n") + d, d), X_hat)
sheet.name(vector(r"\hat y", size("n") + d), y_hat)
residual, r, q = y_hat - X_hat * w, index("r", "n"), index("i", "d")
top, bottom = part(residual, 0, "n", "d"), part(residual, 1, "n", "d")
sheet.claim(
    "fd-sum1",
    "The first n rows",
    both(
        equal(squared_norm(top), total(r, (y[r] - row(X, r) * w) ** 2)),
        equal(squared_norm(top), squared_norm(y - X * w)),
    ),
    number="4(d)",
    given=lam > 0,
)
sheet.erratum(
    "fd-sum2-written",
    "The last d rows",
    equal(lift(0), lam * squared_norm(w)),
    number="4(d)",
    printed="homework 0, solution to 4(d), where the second sum runs from n + 1 to d",
    cause="for n ≥ d that sum is empty, so it is 0; it should run to n + d, with the index of w shifted by n",
    correct=equal(squared_norm(bottom), lam * squared_norm(w)),
    given=lam > 0,
)
sheet.claim(
    "fd-sum2",
    "The last d rows, corrected",
    both(
        equal(squared_norm(bottom), total(q, (weight * w[q]) ** 2)), equal(squared_norm(bottom), lam * squared_norm(w))
    ),
    number="4(d)",
    given=lam > 0,
)
sheet.claim(
    "fd-sum3",
    "All rows",
    equal(squared_norm(top) + squared_norm(bottom), squared_norm(y - X * w) + lam * squared_norm(w)),
    number="4(d)",
    given=lam > 0,
)
sheet.claim(
    "fd-norm",
    "The objective",
    equal(squared_norm(residual), squared_norm(y - X * w) + lam * squared_norm(w)),
    number="4(d)",
    given=lam > 0,
)
sheet.claim(
    "fd-ols-block",
    "The transpose of the stack",
    equal(X_hat.T, block([[X.T, weight * I_d]])),
    number="4(d)",
    given=lam > 0,
)
sheet.claim(
    "fd-ols",
    "Least squares on the augmented data",
    equal((X_hat.T * X_hat).inv * X_hat.T * y_hat, (X.T * X + lam * I_d).inv * X.T * y),
    number="4(d)",
    given=lam > 0,
)

I_n, xi = identity("n"), vector("xi", "n")
X_check = block([[X, weight * I_n]])
eta = block([[w], [xi]])
best = (X.T * X + lam * I_d).inv * X.T * y
sheet.section("Problem 4(e): fake features", "The augmented design has n more columns, ", weight * I_n, ".")
sheet.name(matrix(r"\tilde X", "n", size("n") + d), X_check)
sheet.name(matrix(r"\hat X", size("n") + d, d), X_hat)
sheet.claim(
    "ff-split",
    "The constraint and the norm, split",
    both(
        iff(equal(X_check * eta, y), equal(X * w + weight * xi, y)),
        equal(squared_norm(eta), squared_norm(w) + squared_norm(xi)),
    ),
    number="4(e)",
    given=lam > 0,
)
sheet.claim(
    "ff-pinv",
    "The solution of least norm",
    equal(
        X_check.T * (X_check * X_check.T).inv * y,
        block([[X.T], [weight * I_n]]) * (X * X.T + lam * I_n).inv * y,
    ),
    number="4(e)",
    given=lam > 0,
)
sheet.claim(
    "ff-xi",
    "The slack is the scaled residual",
    equal(weight * (weight * (X * X.T + lam * I_n).inv * y), y - X * best),
    number="4(e)",
    given=lam > 0,
)
sheet.erratum(
    "ff-hat-written",
    "The same with the augmented data of part (d)",
    invertible(X_hat * X_hat.T),
    number="4(e)",
    printed="homework 0, solution to 4(e), where a hat stands for the other accent",
    cause="the augmented data have n + d rows and d columns, so their outer Gram matrix has no inverse",
    correct=invertible(X_check * X_check.T),
    given=lam > 0,
)
