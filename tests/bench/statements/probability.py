"""Means, covariances and densities of random columns, as textbooks state them, and twins with one slip."""

from __future__ import annotations

from fractions import Fraction

from derivations.writing import (
    Law,
    both,
    conditional_covariance,
    conditional_mean,
    covariance,
    density,
    det,
    distributed,
    equal,
    expectation,
    full_column_rank,
    gaussian,
    gradient,
    hessian,
    idempotent,
    identity,
    index,
    less,
    lift,
    log,
    matrix,
    maximises,
    minimises,
    ones,
    partial,
    pi,
    positive_definite,
    real_power,
    root,
    same_optima,
    scalars,
    size_of,
    sqrt,
    squared_norm,
    symmetric,
    total,
    trace,
    vector,
    zero,
)
from tests.bench.pairs import Pair

x, y, m, p, c = (vector(name, "n") for name in ("x", "y", "m", "p", "c"))
S, T, P = matrix("S", "n", "n"), matrix("T", "n", "n"), matrix("P", "n", "n")
M, K = matrix("M", "n", "n"), matrix("K", "n", "n")
A, B = matrix("A", "q", "n"), matrix("B", "q", "n")
b, e, v, R = vector("b", "q"), vector("e", "q"), vector("v", "q"), matrix("R", "q", "q")
G = matrix("G", "n", "q")
I_n, I_q, o_n, o_q, one = identity("n"), identity("q"), zero("n"), zero("q"), ones("n")
known, normal, centred = Law(x, m, S), gaussian(x, m, S), gaussian(x, o_n, S)
other, noise = gaussian(y, p, T), gaussian(e, o_q, R)
spd = (positive_definite(S),)
two = (positive_definite(S), positive_definite(T))
seen = (positive_definite(S), positive_definite(R))
z, u, mu, nu, sigma, tau, lam, r, t, s = scalars("z u mu nu sigma tau lambda r t s")
bell, other_bell = gaussian(z, mu, sigma**2), gaussian(u, nu, tau**2)
i = index("i", "n")
half = lift(Fraction(1, 2))
gram = A * S * A.T + R
gain = S * A.T * gram.inv
unit_noise = gaussian(e, o_q, sigma**2 * I_q)
fitted = A * c + e
hat = (A.T * A).inv * A.T
precise = (S.inv + T.inv).inv

OPEN = frozenset(
    {
        "quartic moment as a matrix",
        "best linear estimator",
        "Fisher information of the mean",
        "what is left is uncorrelated",
    }
)
PAIRS = [
    Pair(
        "mean of an affine map",
        "Anderson, Multivariate Statistical Analysis, 2.3",
        equal(expectation(A * x + b, known), A * m + b),
        equal(expectation(A * x + b, known), A * m),
        spd,
    ),
    Pair(
        "covariance of an affine map",
        "Petersen & Pedersen, The Matrix Cookbook, 6.2.1",
        equal(covariance(A * x + b, A * x + b, known), A * S * A.T),
        equal(covariance(A * x + b, A * x + b, known), A * S * A.T + b * b.T),
        spd,
    ),
    Pair(
        "cross-covariance of two linear maps",
        "Petersen & Pedersen, The Matrix Cookbook, 6.2.1",
        equal(covariance(A * x, B * x, known), A * S * B.T),
        equal(covariance(A * x, B * x, known), B * S * A.T),
        spd,
    ),
    Pair(
        "second moment",
        "Anderson, Multivariate Statistical Analysis, 2.3",
        equal(expectation(x * x.T, known), S + m * m.T),
        equal(expectation(x * x.T, known), S - m * m.T),
        spd,
    ),
    Pair(
        "mean of a quadratic form",
        "Petersen & Pedersen, The Matrix Cookbook, 6.2.2",
        equal(expectation(x.T * M * x, known), trace(M * S) + m.T * M * m),
        equal(expectation(x.T * M * x, known), trace(M * S)),
        spd,
    ),
    Pair(
        "mean square distance to a point",
        "Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 7.3",
        equal(expectation(squared_norm(x - c), known), trace(S) + squared_norm(m - c)),
        equal(expectation(squared_norm(x - c), known), trace(S) + squared_norm(m) - squared_norm(c)),
        spd,
    ),
    Pair(
        "covariance of two quadratic forms",
        "Petersen & Pedersen, The Matrix Cookbook, 8.2.2",
        equal(covariance(x.T * M * x, x.T * K * x, centred), 2 * trace(M * S * K * S)),
        equal(covariance(x.T * M * x, x.T * K * x, centred), 2 * trace(M * S * K * S)),
        (*spd, symmetric(K)),
        twin_given=spd,
    ),
    Pair(
        "variance of a quadratic form off the centre",
        "Searle, Linear Models, 2.5",
        equal(covariance(x.T * M * x, x.T * M * x, normal), 2 * trace(M * S * M * S) + 4 * m.T * M * S * M * m),
        equal(covariance(x.T * M * x, x.T * M * x, normal), 2 * trace(M * S * M * S) + 2 * m.T * M * S * M * m),
        (*spd, symmetric(M)),
    ),
    Pair(
        "a column against its quadratic form",
        "Searle, Linear Models, 2.5",
        equal(covariance(x, x.T * M * x, normal), S * (M + M.T) * m),
        equal(covariance(x, x.T * M * x, normal), S * M * m),
        spd,
    ),
    Pair(
        "fourth moment of a projection",
        "Anderson, Multivariate Statistical Analysis, 2.6",
        equal(expectation((c.T * x) ** 4, centred), 3 * (c.T * S * c) ** 2),
        equal(expectation((c.T * x) ** 4, centred), (c.T * S * c) ** 2),
        spd,
    ),
    Pair(
        "quartic moment as a matrix",
        "Petersen & Pedersen, The Matrix Cookbook, 8.2.3",
        equal(expectation(x * x.T * M * x * x.T, centred), S * (M + M.T) * S + trace(M * S) * S),
        equal(expectation(x * x.T * M * x * x.T, centred), S * M * S + trace(M * S) * S),
        spd,
    ),
    Pair(
        "third moment",
        "Papoulis, Probability, Random Variables and Stochastic Processes, 5.4",
        equal(expectation(z**3, bell), mu**3 + 3 * mu * sigma**2),
        equal(expectation(z**3, bell), mu**3 + mu * sigma**2),
    ),
    Pair(
        "fourth moment off the centre",
        "Bishop, Pattern Recognition and Machine Learning, 1.2.4",
        equal(expectation(z**4, bell), mu**4 + 6 * mu**2 * sigma**2 + 3 * sigma**4),
        equal(expectation(z**4, bell), mu**4 + 6 * mu**2 * sigma**2 + sigma**4),
    ),
    Pair(
        "fifth moment",
        "Papoulis, Probability, Random Variables and Stochastic Processes, 5.4",
        equal(expectation(z**5, bell), mu**5 + 10 * mu**3 * sigma**2 + 15 * mu * sigma**4),
        equal(expectation(z**5, bell), mu**5 + 10 * mu**3 * sigma**2 + 5 * mu * sigma**4),
    ),
    Pair(
        "independent factors separate",
        "Feller, An Introduction to Probability Theory, IX.2",
        equal(expectation(x * y.T, Law(x, m, S), Law(y, p, T)), m * p.T),
        equal(
            expectation(x * y.T, Law(x, m, S, group="pair"), Law(y, p, T, group="pair")),
            m * p.T,
        ),
        two,
    ),
    Pair(
        "variance of a product of independent numbers",
        "Goodman, JASA 55 (1960)",
        equal(covariance(z * u, z * u, bell, other_bell), mu**2 * tau**2 + nu**2 * sigma**2 + sigma**2 * tau**2),
        equal(covariance(z * u, z * u, bell, other_bell), mu**2 * tau**2 + nu**2 * sigma**2),
    ),
    Pair(
        "sum against difference",
        "Anderson, Multivariate Statistical Analysis, 2.4",
        equal(covariance(x + y, x - y, known, other), S - T),
        equal(covariance(x + y, x - y, known, other), S + T),
        two,
    ),
    Pair(
        "covariance of a difference",
        "Anderson, Multivariate Statistical Analysis, 2.4",
        equal(covariance(x - y, x - y, known, other), S + T),
        equal(covariance(x - y, x - y, known, other), S - T),
        two,
    ),
    Pair(
        "square Gaussian matrix around a matrix",
        "Gupta & Nagar, Matrix Variate Distributions, 2.3.5",
        equal(expectation(K * M * K, gaussian(K, P, S, T)), P * M * P + S * M.T * T),
        equal(expectation(K * M * K, gaussian(K, P, S, T)), P * M * P + S * T),
        two,
    ),
    Pair(
        "mean of a Wishart matrix with weights",
        "Gupta & Nagar, Matrix Variate Distributions, 2.3.5",
        equal(expectation(G.T * M * G, gaussian(G, zero("n", "q"), S, R)), trace(M * S) * R),
        equal(expectation(G.T * M * G, gaussian(G, zero("n", "q"), S, R)), trace(M) * R),
        seen,
    ),
    Pair(
        "height of the bell",
        "Bishop, Pattern Recognition and Machine Learning, 2.3",
        equal(density(m, m, S), 1 / (real_power(2 * pi, size_of("n") / 2) * sqrt(det(S)))),
        equal(density(m, m, S), 1 / (real_power(2 * pi, size_of("n") / 2) * det(S))),
        spd,
    ),
    Pair(
        "log-density",
        "Rasmussen & Williams, Gaussian Processes for Machine Learning, A.2",
        equal(
            log(density(x, m, S)),
            -size_of("n") / 2 * log(2 * pi) - log(det(S)) / 2 - (x - m).T * S.inv * (x - m) / 2,
        ),
        equal(
            log(density(x, m, S)),
            -size_of("n") / 2 * log(2 * pi) - log(det(S)) - (x - m).T * S.inv * (x - m) / 2,
        ),
        spd,
    ),
    Pair(
        "score",
        "Petersen & Pedersen, The Matrix Cookbook, 8.1.1",
        equal(gradient(log(density(x, m, S)), x), -S.inv * (x - m)),
        equal(gradient(log(density(x, m, S)), x), S.inv * (x - m)),
        spd,
    ),
    Pair(
        "likelihood equation of the mean",
        "Bishop, Pattern Recognition and Machine Learning, 2.3.4",
        equal(gradient(log(density(x, A.T * v, S)), v), A * S.inv * (x - A.T * v)),
        equal(gradient(log(density(x, A.T * v, S)), v), A * S * (x - A.T * v)),
        spd,
    ),
    Pair(
        "curvature of the log-density",
        "Petersen & Pedersen, The Matrix Cookbook, 8.1.1",
        equal(hessian(log(density(x, m, S)), x), -S.inv),
        equal(hessian(log(density(x, m, S)), x), -S),
        spd,
    ),
    Pair(
        "slope of the density of a number",
        "Feller, An Introduction to Probability Theory, VII.1",
        equal(partial(density(z, mu, s), z), -(z - mu) / s * density(z, mu, s)),
        equal(partial(density(z, mu, s), z), -(z - mu) * density(z, mu, s)),
        (s > 0,),
    ),
    Pair(
        "score of the variance",
        "Bishop, Pattern Recognition and Machine Learning, 1.2.4",
        equal(partial(log(density(z, mu, s)), s), (z - mu) ** 2 / (2 * s**2) - 1 / (2 * s)),
        equal(partial(log(density(z, mu, s)), s), (z - mu) ** 2 / (2 * s**2) - 1 / s),
        (s > 0,),
    ),
    Pair(
        "heat equation",
        "Evans, Partial Differential Equations, 2.3.1",
        equal(partial(density(z, mu, s), s), half * partial(partial(density(z, mu, s), z), z)),
        equal(partial(density(z, mu, s), s), partial(partial(density(z, mu, s), z), z)),
        (s > 0,),
    ),
    Pair(
        "peak of a product of densities",
        "Petersen & Pedersen, The Matrix Cookbook, 8.1.8",
        maximises((x, precise * (S.inv * m + T.inv * p)), density(x, m, S) * density(x, p, T)),
        maximises((x, precise * (S * m + T * p)), density(x, m, S) * density(x, p, T)),
        two,
    ),
    Pair(
        "completing the square of two densities",
        "Rasmussen & Williams, Gaussian Processes for Machine Learning, A.7",
        equal(
            (z - mu) ** 2 / s + (z - nu) ** 2 / t,
            (z - (t * mu + s * nu) / (s + t)) ** 2 * (s + t) / (s * t) + (mu - nu) ** 2 / (s + t),
        ),
        equal(
            (z - mu) ** 2 / s + (z - nu) ** 2 / t,
            (z - (s * mu + t * nu) / (s + t)) ** 2 * (s + t) / (s * t) + (mu - nu) ** 2 / (s + t),
        ),
        (s > 0, t > 0),
    ),
    Pair(
        "posterior mean in a linear model",
        "Bishop, Pattern Recognition and Machine Learning, 2.3.3",
        equal(conditional_mean(x, A * x + e, v, normal, noise), m + gain * (v - A * m)),
        equal(conditional_mean(x, A * x + e, v, normal, noise), m + gain * v),
        seen,
    ),
    Pair(
        "posterior covariance in a linear model",
        "Bishop, Pattern Recognition and Machine Learning, 2.3.3",
        equal(conditional_covariance(x, A * x + e, normal, noise), (S.inv + A.T * R.inv * A).inv),
        equal(conditional_covariance(x, A * x + e, normal, noise), (S + A.T * R.inv * A).inv),
        seen,
    ),
    Pair(
        "conditional covariance as a Schur complement",
        "Rasmussen & Williams, Gaussian Processes for Machine Learning, A.2",
        equal(conditional_covariance(x, A * x + e, normal, noise), S - gain * A * S),
        equal(conditional_covariance(x, A * x + e, normal, noise), S + gain * A * S),
        seen,
    ),
    Pair(
        "prediction of a new value",
        "Rasmussen & Williams, Gaussian Processes for Machine Learning, 2.1",
        equal(conditional_mean(c.T * x, A * x + e, v, centred, noise), c.T * gain * v),
        equal(conditional_mean(c.T * x, A * x + e, v, centred, noise), c.T * S * A.T * (A * S * A.T).inv * v),
        seen,
    ),
    Pair(
        "shrinking one noisy number",
        "Anderson, Multivariate Statistical Analysis, 2.5",
        equal(
            conditional_mean(z, z + u, t, bell, gaussian(u, lift(0), tau**2)),
            mu + sigma**2 / (sigma**2 + tau**2) * (t - mu),
        ),
        equal(
            conditional_mean(z, z + u, t, bell, gaussian(u, lift(0), tau**2)),
            mu + tau**2 / (sigma**2 + tau**2) * (t - mu),
        ),
        (sigma > 0, tau > 0),
    ),
    Pair(
        "whitening",
        "Anderson, Multivariate Statistical Analysis, 2.4",
        distributed(root(S).inv * (x - m), o_n, I_n, normal),
        distributed(root(S) * (x - m), o_n, I_n, normal),
        spd,
    ),
    Pair(
        "law of a sum of independent columns",
        "Petersen & Pedersen, The Matrix Cookbook, 8.1.4",
        distributed(x + M * y, m + M * p, S + M * T * M.T, normal, other),
        distributed(x + M * y, m + M * p, S + M.T * T * M, normal, other),
        two,
    ),
    Pair(
        "posterior as a penalised fit",
        "Bishop, Pattern Recognition and Machine Learning, 3.3",
        same_optima(
            density(x, o_n, t * I_n) * density(v, A * x, s * I_q),
            squared_norm(v - A * x) + s / t * squared_norm(x),
            x,
            senses="max min",
        ),
        same_optima(
            density(x, o_n, t * I_n) * density(v, A * x, s * I_q),
            squared_norm(v - A * x) + t / s * squared_norm(x),
            x,
            senses="max min",
        ),
        (s > 0, t > 0),
    ),
    Pair(
        "the mean is nearest in mean square",
        "Feller, An Introduction to Probability Theory, IX.4",
        minimises((c, m), expectation(squared_norm(x - c), known), alone=True),
        minimises((c, 2 * m), expectation(squared_norm(x - c), known), alone=True),
        spd,
    ),
    Pair(
        "best linear estimator",
        "Kay, Fundamentals of Statistical Signal Processing, 12.3",
        minimises((G, gain), expectation(squared_norm(x - G * (A * x + e)), centred, noise)),
        minimises((G, S * A.T * (A * S * A.T - R).inv), expectation(squared_norm(x - G * (A * x + e)), centred, noise)),
        seen,
    ),
    Pair(
        "what is left is uncorrelated",
        "Kay, Fundamentals of Statistical Signal Processing, 12.4",
        equal(covariance(x - gain * (A * x + e), A * x + e, known, Law(e, o_q, R)), zero("n", "q")),
        equal(covariance(x + gain * (A * x + e), A * x + e, known, Law(e, o_q, R)), zero("n", "q")),
        seen,
    ),
    Pair(
        "the mode is the mean",
        "Bishop, Pattern Recognition and Machine Learning, 2.3",
        maximises((x, m), density(x, m, S), alone=True),
        minimises((x, m), density(x, m, S), alone=True),
        spd,
    ),
    Pair(
        "most likely mean",
        "Anderson, Multivariate Statistical Analysis, 3.2",
        maximises((mu, one.T * y / size_of("n")), density(y, mu * one, s * I_n)),
        maximises((mu, 2 * one.T * y / size_of("n")), density(y, mu * one, s * I_n)),
        (s > 0,),
    ),
    Pair(
        "Fisher information of the mean",
        "Anderson, Multivariate Statistical Analysis, 3.4",
        equal(expectation(S.inv * (x - m) * (x - m).T * S.inv, normal), S.inv),
        equal(expectation(S.inv * (x - m) * (x - m).T * S.inv, normal), 2 * S.inv),
        spd,
    ),
    Pair(
        "mix of two of least variance",
        "Luenberger, Investment Science, 6.3",
        minimises(
            (t, tau**2 / (sigma**2 + tau**2)),
            covariance(t * z + (1 - t) * u, t * z + (1 - t) * u, bell, other_bell),
        ),
        minimises(
            (t, sigma**2 / (sigma**2 + tau**2)),
            covariance(t * z + (1 - t) * u, t * z + (1 - t) * u, bell, other_bell),
        ),
        (sigma > 0, tau > 0),
    ),
    Pair(
        "cross-entropy of two Gaussians",
        "Bishop, Pattern Recognition and Machine Learning, 1.6.1",
        equal(
            expectation((x - p).T * T.inv * (x - p), normal),
            trace(T.inv * S) + (m - p).T * T.inv * (m - p),
        ),
        equal(
            expectation((x - p).T * T.inv * (x - p), normal),
            size_of("n") + (m - p).T * T.inv * (m - p),
        ),
        two,
    ),
    Pair(
        "a stationary variance",
        "Hamilton, Time Series Analysis, 3.4",
        equal(
            expectation(
                (r * z + u) ** 2,
                Law(z, lift(0), tau / (1 - r**2)),
                Law(u, lift(0), tau),
            ),
            tau / (1 - r**2),
        ),
        equal(
            expectation(
                (r * z + u) ** 2,
                Law(z, lift(0), tau / (1 - r)),
                Law(u, lift(0), tau),
            ),
            tau / (1 - r),
        ),
        (tau > 0, less(0, r), r < 1),
    ),
    Pair(
        "best control variate",
        "Glasserman, Monte Carlo Methods in Financial Engineering, 4.1",
        minimises(
            (t, c.T * S * p / (p.T * S * p)),
            covariance(c.T * x - t * p.T * x, c.T * x - t * p.T * x, known),
        ),
        minimises(
            (t, -(c.T * S * p) / (p.T * S * p)),
            covariance(c.T * x - t * p.T * x, c.T * x - t * p.T * x, known),
        ),
        (*spd, less(0, p.T * S * p)),
    ),
    Pair(
        "sample variance",
        "Searle, Linear Models, 2.5",
        equal(
            expectation(squared_norm(x - one * one.T * x / size_of("n")), Law(x, mu * one, s * I_n)),
            (size_of("n") - 1) * s,
        ),
        equal(
            expectation(squared_norm(x - one * one.T * x / size_of("n")), Law(x, mu * one, s * I_n)),
            size_of("n") * s,
        ),
        (s > 0,),
    ),
    Pair(
        "covariance of least squares",
        "Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 3.2",
        equal(covariance(hat * fitted, hat * fitted, unit_noise), sigma**2 * (A.T * A).inv),
        equal(covariance(hat * fitted, hat * fitted, unit_noise), sigma**2 * A.T * A),
        (full_column_rank(A), sigma > 0),
    ),
    Pair(
        "mean of the residual sum of squares",
        "Searle, Linear Models, 3.4",
        equal(
            expectation(squared_norm(fitted - A * hat * fitted), unit_noise),
            (size_of("q") - size_of("n")) * sigma**2,
        ),
        equal(
            expectation(squared_norm(fitted - A * hat * fitted), unit_noise),
            (size_of("q") + size_of("n")) * sigma**2,
        ),
        (full_column_rank(A), sigma > 0),
    ),
    Pair(
        "bias of ridge regression",
        "Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 3.4.1",
        equal(
            expectation((A.T * A + lam * I_n).inv * A.T * fitted - c, unit_noise),
            -lam * (A.T * A + lam * I_n).inv * c,
        ),
        equal(
            expectation((A.T * A + lam * I_n).inv * A.T * fitted - c, unit_noise),
            lam * (A.T * A + lam * I_n).inv * c,
        ),
        (lam > 0, sigma > 0),
    ),
    Pair(
        "a projection and what is left",
        "Anderson, Multivariate Statistical Analysis, 7.2",
        equal(covariance(P * x, (I_n - P) * x, Law(x, m, I_n)), zero("n", "n")),
        equal(covariance(P * x, (I_n - P) * x, Law(x, m, I_n)), zero("n", "n")),
        (idempotent(P), symmetric(P)),
        twin_given=(idempotent(P),),
    ),
    Pair(
        "law of a projected white column",
        "Searle, Linear Models, 2.4",
        distributed(P * x, o_n, s * P, gaussian(x, o_n, s * I_n)),
        distributed(P * x, o_n, s * P, gaussian(x, o_n, s * I_n)),
        (idempotent(P), symmetric(P), s > 0),
        twin_given=(symmetric(P), s > 0),
    ),
    Pair(
        "equicorrelated numbers",
        "Anderson, Multivariate Statistical Analysis, 2.2",
        equal(
            covariance(
                sqrt(r) * z * one + sqrt(1 - r) * x,
                sqrt(r) * z * one + sqrt(1 - r) * x,
                Law(z, lift(0), lift(1)),
                Law(x, o_n, I_n),
            ),
            r * one * one.T + (1 - r) * I_n,
        ),
        equal(
            covariance(
                sqrt(r) * z * one + sqrt(1 - r) * x,
                sqrt(r) * z * one + sqrt(1 - r) * x,
                Law(z, lift(0), lift(1)),
                Law(x, o_n, I_n),
            ),
            r * one * one.T + (1 + r) * I_n,
        ),
        (less(0, r), r < 1),
    ),
    Pair(
        "mean square of an inner product",
        "Petersen & Pedersen, The Matrix Cookbook, 6.2.2",
        equal(expectation((x.T * y) * (y.T * x), centred, gaussian(y, o_n, T)), trace(S * T)),
        equal(expectation((x.T * y) * (y.T * x), centred, gaussian(y, o_n, T)), 2 * trace(S * T)),
        two,
    ),
    Pair(
        "separating a joint density",
        "Bishop, Pattern Recognition and Machine Learning, 2.3.1",
        equal(density(y, m, s * I_n), density(y - m, o_n, s * I_n)),
        equal(density(y, m, s * I_n), density(y + m, o_n, s * I_n)),
        (s > 0,),
    ),
    Pair(
        "moments of a mean of many",
        "Feller, An Introduction to Probability Theory, IX.5",
        both(
            equal(expectation(total(i, x[i]), Law(x, mu * one, s * I_n)), size_of("n") * mu),
            equal(
                covariance(total(i, x[i]), total(i, x[i]), Law(x, mu * one, s * I_n)),
                size_of("n") * s,
            ),
        ),
        both(
            equal(expectation(total(i, x[i]), Law(x, mu * one, s * I_n)), size_of("n") * mu),
            equal(
                covariance(total(i, x[i]), total(i, x[i]), Law(x, mu * one, s * I_n)),
                size_of("n") ** 2 * s,
            ),
        ),
        (s > 0,),
    ),
]
