"""Sums over indices, deltas, splits, stacked entries, products over an index, traces as double sums."""

from __future__ import annotations

from derivations.writing import (
    det,
    diag,
    equal,
    exp,
    forall,
    gradient,
    hadamard,
    hessian,
    identity,
    index,
    kron,
    log,
    matrix,
    ones,
    partial,
    product_over,
    ratio,
    relu,
    row,
    scalars,
    size_of,
    skew,
    squared_norm,
    symmetric,
    tanh,
    total,
    trace,
    unequal,
    unit,
    vec,
    vector,
)
from tests.bench.pairs import Pair

A, B, C, D = matrix("A", "n", "n"), matrix("B", "n", "n"), matrix("C", "n", "n"), matrix("D", "n", "n")
X, Y, P = matrix("X", "m", "n"), matrix("Y", "m", "n"), matrix("P", "n", "p")
x, y, z, w = vector("x", "n"), vector("y", "n"), vector("z", "n"), vector("w", "n")
u, v = vector("u", "m"), vector("v", "m")
s, t = scalars("s t")
i, j, k, l = index("i", "n"), index("j", "n"), index("k", "n"), index("l", "n")
a, b, c = index("a", "m"), index("b", "m"), index("c", "p")
one, eye, N, M = ones("n"), identity("n"), size_of("n"), size_of("m")
mean = total(i, x[i]) / N
mean_y = total(i, y[i]) / N
square = total(i, x[i] * x[i])
pairs = total(i, total(j, x[i] * x[j], without=(i,)))

PAIRS = [
    Pair(
        "trace of a product as a double sum",
        "Horn & Johnson, 0.2.5",
        equal(trace(X.T * Y), total(a, total(i, X[a, i] * Y[a, i]))),
        equal(trace(A * B), total(i, total(j, A[i, j] * B[i, j]))),
    ),
    Pair(
        "a quadratic form split at the diagonal",
        "Strang, 6.5",
        equal(x.T * A * x, total(i, A[i, i] * x[i] ** 2) + total(i, total(j, A[i, j] * x[i] * x[j], without=(i,)))),
        equal(x.T * A * x, total(i, A[i, i] * x[i]) + total(i, total(j, A[i, j] * x[i] * x[j], without=(i,)))),
    ),
    Pair(
        "square of a sum",
        "Graham, Knuth & Patashnik, 2.4",
        equal(total(i, x[i]) ** 2, square + pairs),
        equal(total(i, x[i]) ** 2, square + 2 * pairs),
    ),
    Pair(
        "sum against a delta",
        "Golub & Van Loan, 1.1",
        equal(total(j, eye[i, j] * A[j, k]), A[i, k]),
        equal(total(j, eye[i, j] * A[j, k]), A[k, i]),
    ),
    Pair(
        "two deltas contract",
        "Arfken & Weber, 2.9",
        equal(total(j, eye[i, j] * eye[j, k]), eye[i, k]),
        equal(total(j, eye[i, j] * eye[j, k]), eye[i, k] * N),
    ),
    Pair(
        "a delta contracted with itself",
        "Arfken & Weber, 2.9",
        equal(total(i, total(j, eye[i, j] * eye[i, j])), N),
        equal(total(i, total(j, eye[i, j] * eye[i, j])), N**2),
    ),
    Pair(
        "sum of all entries off the diagonal",
        "Graham, Knuth & Patashnik, 2.4",
        equal(total(i, total(j, A[i, j], without=(i,))), one.T * A * one - trace(A)),
        equal(total(i, total(j, A[i, j], without=(i,))), one.T * A * one - one.T * trace(A) * one),
    ),
    Pair(
        "number of ordered pairs of different indices",
        "Graham, Knuth & Patashnik, 2.4",
        equal(total(i, total(j, 1, without=(i,))), N**2 - N),
        equal(total(i, total(j, 1, without=(i,))), (N**2 - N) / 2),
    ),
    Pair(
        "Lagrange's identity",
        "Graham, Knuth & Patashnik, exercise 2.15",
        equal(
            total(i, total(j, (x[i] * y[j] - x[j] * y[i]) ** 2)) / 2,
            squared_norm(x) * squared_norm(y) - (x.T * y) ** 2,
        ),
        equal(
            total(i, total(j, (x[i] * y[j] - x[j] * y[i]) ** 2)),
            squared_norm(x) * squared_norm(y) - (x.T * y) ** 2,
        ),
    ),
    Pair(
        "Chebyshev's sum identity",
        "Graham, Knuth & Patashnik, (2.34)",
        equal(
            total(i, total(j, (x[i] - x[j]) * (y[i] - y[j]))),
            2 * N * total(i, x[i] * y[i]) - 2 * total(i, x[i]) * total(j, y[j]),
        ),
        equal(
            total(i, total(j, (x[i] - x[j]) * (y[i] - y[j]))),
            2 * total(i, x[i] * y[i]) - 2 * total(i, x[i]) * total(j, y[j]),
        ),
    ),
    Pair(
        "variance by pairwise differences",
        "Casella & Berger, exercise 5.8",
        equal(
            total(i, (x[i] - mean) ** 2) / N,
            total(i, total(j, (x[i] - x[j]) ** 2)) / (2 * N**2),
        ),
        equal(
            total(i, (x[i] - mean) ** 2) / N,
            total(i, total(j, (x[i] - x[j]) ** 2)) / N**2,
        ),
    ),
    Pair(
        "deviations from the mean add up to nothing",
        "Casella & Berger, 5.2",
        equal(total(i, (x[i] - mean) * s), 0),
        equal(total(i, (x[i] - N * mean) * s), 0),
    ),
    Pair(
        "sum of products of deviations",
        "Casella & Berger, 11.3",
        equal(total(i, (x[i] - mean) * (y[i] - mean_y)), total(i, x[i] * y[i]) - N * mean * mean_y),
        equal(total(i, (x[i] - mean) * (y[i] - mean_y)), total(i, x[i] * y[i]) - mean * mean_y),
    ),
    Pair(
        "Gram matrix by rows",
        "Strang, 1.3",
        equal(X.T * X, total(a, row(X, a).T * row(X, a))),
        equal(A.T * A, total(i, row(A.T, i).T * row(A.T, i))),
    ),
    Pair(
        "product as a sum of columns times rows",
        "Golub & Van Loan, 1.1.8",
        equal(X * P, total(i, X * unit(i) * row(P, i))),
        equal(A * B, total(i, A * unit(i) * row(B.T, i))),
    ),
    Pair(
        "a matrix from its entries",
        "Horn & Johnson, 0.1",
        equal(A, total(i, total(j, A[i, j] * unit(i, j)))),
        equal(A, total(i, total(j, A[i, j] * unit(j, i)))),
    ),
    Pair(
        "entry of a triple product",
        "Golub & Van Loan, 1.1",
        equal((X * A * P)[a, c], total(i, total(j, X[a, i] * A[i, j] * P[j, c]))),
        equal((A * B * C)[i, j], total(k, total(l, A[i, k] * B[l, k] * C[l, j]))),
    ),
    Pair(
        "squared Frobenius norm as a trace",
        "Golub & Van Loan, 2.3",
        equal(total(a, total(i, (X[a, i] - Y[a, i]) ** 2)), trace((X - Y) * (X - Y).T)),
        equal(total(i, total(j, (A[i, j] - B[i, j]) ** 2)), trace((A - B) * (A - B))),
    ),
    Pair(
        "entries scaled on both sides by diagonals",
        "Horn & Johnson, Topics, 5.1",
        equal((diag(u) * X * diag(x))[a, i], u[a] * X[a, i] * x[i]),
        equal((diag(x) * A * diag(y))[i, j], x[j] * A[i, j] * y[i]),
    ),
    Pair(
        "quadratic form of an entrywise product",
        "Horn & Johnson, Topics, 5.1.5",
        equal(u.T * hadamard(X, Y) * x, trace(diag(u) * X * diag(x) * Y.T)),
        equal(w.T * hadamard(A, B) * x, trace(diag(w) * A * diag(x) * B)),
    ),
    Pair(
        "row sums of an entrywise product",
        "Horn & Johnson, Topics, 5.1",
        equal((hadamard(A, B) * one)[i], (A * B.T)[i, i]),
        equal((hadamard(A, B) * one)[i], (A * B)[i, i]),
    ),
    Pair(
        "vec of a triple product",
        "Magnus & Neudecker, 2.4",
        equal(vec(X * A * P), kron(P.T, X) * vec(A)),
        equal(vec(A * B * C), kron(C, A) * vec(B)),
    ),
    Pair(
        "trace by vec and a Kronecker product",
        "Magnus & Neudecker, 2.4",
        equal(trace(A * B * C * D), vec(D.T).T * kron(C.T, A) * vec(B)),
        equal(trace(A * B * C * D), vec(D).T * kron(C.T, A) * vec(B)),
    ),
    Pair(
        "a skew quadratic double sum",
        "Horn & Johnson, 0.2.5",
        equal(total(i, total(j, A[i, j] * x[i] * x[j])), 0),
        equal(total(i, total(j, A[i, j] * x[i] * y[j])), 0),
        (skew(A),),
    ),
    Pair(
        "a symmetric and a skew matrix contract to nothing",
        "Arfken & Weber, 2.6",
        equal(total(i, total(j, A[i, j] * B[i, j])), 0),
        equal(total(i, total(j, A[i, j] * B[i, j])), 0),
        (skew(A), symmetric(B)),
        twin_given=(symmetric(A), symmetric(B)),
    ),
    Pair(
        "partial of a double sum by an entry",
        "Magnus & Neudecker, 5.4",
        equal(partial(total(i, total(j, A[i, j] * x[i] * x[j])), x, k), total(j, (A[k, j] + A[j, k]) * x[j])),
        equal(partial(total(i, total(j, A[i, j] * x[i] * x[j])), x, k), total(j, 2 * A[k, j] * x[j])),
    ),
    Pair(
        "partial by an entry of the other factor",
        "Matrix Cookbook, (73)",
        equal(partial((X * P)[a, c], P, i, index("e", "p")), X[a, i] * identity("p")[c, index("e", "p")]),
        equal(partial((A * B)[i, j], B, k, l), A[i, k]),
    ),
    Pair(
        "partial of a matrix by its own entry",
        "Matrix Cookbook, (73)",
        equal(partial(A[i, j], A, k, l), eye[i, k] * eye[j, l]),
        equal(partial(A[i, j], A, k, l), eye[i, l] * eye[j, k]),
    ),
    Pair(
        "partial of a sum without one place",
        "Magnus & Neudecker, 5.4",
        equal(partial(total(i, x[i] ** 3, without=(j,)), x, k), 3 * x[k] ** 2 * (1 - eye[j, k])),
        equal(partial(total(i, x[i] ** 3, without=(j,)), x, k), 3 * x[k] ** 2),
    ),
    Pair(
        "gradient of all products of different entries",
        "Macdonald, I.2",
        equal(gradient(pairs, x), 2 * (one.T * x) * one - 2 * x),
        equal(gradient(pairs, x), (one.T * x) * one - x),
    ),
    Pair(
        "Hessian of a sum of cubes",
        "Boyd & Vandenberghe, A.4.3",
        equal(hessian(total(i, y[i] * x[i] ** 3), x)[j, k], 6 * y[j] * x[j] * eye[j, k]),
        equal(hessian(total(i, y[i] * x[i] ** 3), x)[j, k], 6 * y[j] * x[k]),
    ),
    Pair(
        "slope of a weighted sum of tanh units",
        "Bishop, PRML, 5.3",
        equal(
            partial(total(a, u[a] * tanh(total(i, X[a, i] * x[i]))), X, b, j),
            u[b] * (1 - tanh((X * x)[b]) ** 2) * x[j],
        ),
        equal(
            partial(total(a, u[a] * tanh(total(i, X[a, i] * x[i]))), X, b, j),
            u[b] * (1 - tanh((X * x)[b]) ** 2),
        ),
    ),
    Pair(
        "partial of a residual sum of squares by a coefficient",
        "Hastie et al., 3.2",
        equal(
            partial(total(a, (u[a] - total(i, X[a, i] * x[i])) ** 2), x, j),
            -2 * total(a, X[a, j] * (u[a] - row(X, a) * x)),
        ),
        equal(
            partial(total(a, (u[a] - total(i, X[a, i] * x[i])) ** 2), x, j),
            2 * total(a, X[a, j] * (u[a] - row(X, a) * x)),
        ),
    ),
    Pair(
        "log of a product of positive numbers",
        "Bishop, PRML, 1.2.4",
        equal(log(product_over(i, x[i])), total(i, log(x[i]))),
        equal(log(product_over(i, x[i])), log(total(i, x[i]))),
        (forall(i, x[i] > 0),),
    ),
    Pair(
        "log of a product of powers",
        "Murphy, Probabilistic ML, 4.2.3",
        equal(log(product_over(i, x[i] ** 3 * y[i])), total(i, 3 * log(x[i]) + log(y[i]))),
        equal(log(product_over(i, x[i] ** 3 * y[i])), total(i, 3 * log(x[i]) - log(y[i]))),
        (forall(i, x[i] > 0), forall(i, y[i] > 0)),
    ),
    Pair(
        "product of exponentials",
        "Bishop, PRML, 1.2.4",
        equal(product_over(a, exp(-((u[a] - s) ** 2) / 2)), exp(-squared_norm(u - s * ones("m")) / 2)),
        equal(product_over(a, exp(-((u[a] - s) ** 2) / 2)), exp(-squared_norm(u - s * ones("m")))),
    ),
    Pair(
        "sample log likelihood of a Gaussian scale",
        "Bishop, PRML, (1.54)",
        equal(log(product_over(a, s * exp(-(u[a] ** 2)))), M * log(s) - squared_norm(u)),
        equal(log(product_over(a, s * exp(-(u[a] ** 2)))), log(s) - squared_norm(u)),
        (s > 0,),
    ),
    Pair(
        "determinant of a diagonal matrix",
        "Horn & Johnson, 0.9",
        equal(det(diag(x)), product_over(i, x[i])),
        equal(det(diag(x)), total(i, x[i])),
    ),
    Pair(
        "product of ratios",
        "Graham, Knuth & Patashnik, 2.2",
        equal(product_over(i, x[i] / y[i]) * product_over(i, y[i]), product_over(i, x[i])),
        equal(product_over(i, x[i] / y[i]) * product_over(i, x[i]), product_over(i, y[i])),
        (forall(i, unequal(x[i], 0)), forall(i, unequal(y[i], 0))),
    ),
    Pair(
        "centring matrix",
        "Mardia, Kent & Bibby, 1.3",
        equal(((eye - one * one.T / N) * x)[i], x[i] - total(j, x[j]) / N),
        equal(((eye - one * one.T / N) * x)[i], x[i] - total(j, x[j])),
    ),
    Pair(
        "the centring matrix is idempotent",
        "Mardia, Kent & Bibby, A.3",
        equal((eye - one * one.T / N) * (eye - one * one.T / N), eye - one * one.T / N),
        equal((eye - one * one.T) * (eye - one * one.T), eye - one * one.T),
    ),
    Pair(
        "quadratic form of a graph Laplacian",
        "Chung, Spectral Graph Theory, 1.2",
        equal(
            x.T * (diag(A * one) - A) * x,
            total(i, total(j, A[i, j] * (x[i] - x[j]) ** 2)) / 2,
        ),
        equal(
            x.T * (diag(A * one) - A) * x,
            total(i, total(j, A[i, j] * (x[i] - x[j]) ** 2)),
        ),
        (symmetric(A),),
    ),
    Pair(
        "squared distances from Gram entries",
        "Boyd & Vandenberghe, 8.3.3",
        equal(squared_norm(row(X, a) - row(X, b)), (X * X.T)[a, a] + (X * X.T)[b, b] - 2 * (X * X.T)[a, b]),
        equal(squared_norm(row(X, a) - row(X, b)), (X * X.T)[a, a] + (X * X.T)[b, b] + 2 * (X * X.T)[a, b]),
    ),
    Pair(
        "sum over all pairs of rows",
        "Mardia, Kent & Bibby, 13.2",
        equal(
            total(a, total(b, squared_norm(row(X, a) - row(X, b)))),
            2 * M * trace(X.T * X) - 2 * squared_norm(X.T * ones("m")),
        ),
        equal(
            total(a, total(b, squared_norm(row(X, a) - row(X, b)))),
            2 * M * trace(X.T * X) - 2 * trace(X.T * X),
        ),
    ),
    Pair(
        "interchange of two sums that leave out the diagonal",
        "Graham, Knuth & Patashnik, 2.4",
        equal(
            total(i, total(j, A[i, j] * x[i], without=(i,))),
            total(j, total(i, A[i, j] * x[i], without=(j,))),
        ),
        equal(
            total(i, total(j, A[i, j] * x[i], without=(i,))),
            total(j, total(i, A[i, j] * x[j], without=(j,))),
        ),
    ),
    Pair(
        "sum that leaves out two places",
        "Graham, Knuth & Patashnik, 2.4",
        equal(total(k, x[k], without=(i, j)), one.T * x - x[i] - x[j] + eye[i, j] * x[i]),
        equal(total(k, x[k], without=(i, j)), one.T * x - x[i] - x[j]),
    ),
    Pair(
        "entry of a commutator with a diagonal matrix",
        "Horn & Johnson, 2.4",
        equal((diag(x) * A - A * diag(x))[i, j], (x[i] - x[j]) * A[i, j]),
        equal((diag(x) * A - A * diag(x))[i, j], (x[j] - x[i]) * A[i, j]),
    ),
    Pair(
        "sum of the entries of that commutator",
        "Horn & Johnson, 2.4",
        equal(total(i, total(j, (x[i] - x[j]) * A[i, j])), x.T * (A - A.T) * one),
        equal(total(i, total(j, (x[i] - x[j]) * A[i, j])), x.T * (A + A.T) * one),
    ),
    Pair(
        "quotient of entries against a diagonal inverse",
        "Horn & Johnson, Topics, 5.0",
        equal(y.T * ratio(x, y), one.T * x),
        equal(x.T * ratio(x, y), one.T * y),
        (forall(i, unequal(y[i], 0)),),
    ),
    Pair(
        "positive and negative parts of a sum",
        "Rudin, Real and Complex Analysis, 1.15",
        equal(total(i, relu(x[i])) - total(i, relu(-x[i])), total(i, x[i])),
        equal(total(i, relu(x[i])) + total(i, relu(-x[i])), total(i, x[i])),
    ),
    Pair(
        "a weighted double sum as a trace of an outer product",
        "Magnus & Neudecker, 1.10",
        equal(total(i, total(j, x[i] * A[i, j] * y[j])), trace(y * x.T * A)),
        equal(total(i, total(j, x[i] * A[i, j] * y[j])), trace(x * y.T * A)),
    ),
    Pair(
        "trace of a Kronecker product",
        "Magnus & Neudecker, 2.2",
        equal(trace(kron(A, matrix("F", "m", "m"))), trace(A) * trace(matrix("F", "m", "m"))),
        equal(trace(kron(A, matrix("F", "m", "m"))), M * trace(A)),
    ),
    Pair(
        "a matrix and its transpose have one sum",
        "Graham, Knuth & Patashnik, 2.6",
        equal(total(i, total(j, A[i, j] - A[j, i])), 0),
        equal(total(i, total(j, A[i, j] + A[j, i])), one.T * A * one),
    ),
    Pair(
        "stacked entries with a shared place",
        "Golub & Van Loan, 1.1",
        equal(total(i, (x[i] + A[i, j]) * unit(i)), x + A * unit(j)),
        equal(total(i, (x[i] + A[i, j]) * unit(i)), x + A.T * unit(j)),
    ),
    Pair(
        "diagonal part of a matrix",
        "Golub & Van Loan, 11.2",
        equal(total(i, A[i, i] * unit(i, i)), hadamard(A, eye)),
        equal(total(i, A[i, i] * unit(i, i)), trace(A) * eye),
    ),
    Pair(
        "Jacobi iteration entry by entry",
        "Golub & Van Loan, 11.2",
        equal(total(j, A[i, j] * x[j], without=(i,)), ((A - hadamard(A, eye)) * x)[i]),
        equal(total(j, A[i, j] * x[j], without=(i,)), ((A + hadamard(A, eye)) * x)[i]),
    ),
]
OPEN = frozenset(
    {
        "determinant of a diagonal matrix",  # checked: no rule that det(diag(x)) is the product of the entries
        "product of ratios",  # checked: products over an index are not split
        "quadratic form of a graph Laplacian",  # checked
        "sum that leaves out two places",  # the twin is PROVED (an alarm): it fails where i = j
    }
)
