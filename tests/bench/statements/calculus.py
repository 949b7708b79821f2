"""Derivatives: gradients, Jacobians, Hessians, chain rules, Taylor orders."""

from __future__ import annotations

from derivations.writing import (
    by_column,
    by_row,
    det,
    diag,
    equal,
    exp,
    forall,
    function,
    gradient,
    hadamard,
    hessian,
    identity,
    index,
    invertible,
    log,
    matrix,
    norm,
    ones,
    order,
    partial,
    ratio,
    relu,
    scalars,
    sigmoid,
    sqrt,
    squared_norm,
    step_of,
    symmetric,
    tanh,
    trace,
    unequal,
    unit,
    vec,
    vector,
)
from tests.bench.pairs import Pair

A, B, C = matrix("A", "n", "n"), matrix("B", "n", "n"), matrix("C", "n", "n")
X, M, W = matrix("X", "m", "n"), matrix("M", "m", "n"), matrix("W", "m", "n")
V, S = matrix("V", "p", "m"), matrix("S", "n", "n")
L, R = matrix("L", "m", "m"), matrix("R", "n", "n")
x, y, z, a, b, d = (vector(name, "n") for name in ["x", "y", "z", "a", "b", "d"])
u, c = vector("u", "m"), vector("c", "m")
s, t, r = scalars("s t r")
i, j, k, l = index("i", "n"), index("j", "n"), index("k", "n"), index("l", "n")
one, eye = ones("n"), identity("n")
f, g, h, q = function("f"), function("g", "m"), function("h", "n"), function("q")
softmax = exp(z) / (one.T * exp(z))
lse = log(one.T * exp(z))
margin = s * (a.T * x)

PAIRS = [
    Pair(
        "gradient of a bilinear form by its matrix",
        "Matrix Cookbook, (70)",
        equal(gradient(u.T * X * x, X), u * x.T),
        equal(gradient(x.T * X.T * u, X), -u * x.T),
    ),
    Pair(
        "gradient of a transposed bilinear form by a square matrix",
        "Matrix Cookbook, (71)",
        equal(gradient(a.T * A.T * b, A), b * a.T),
        equal(gradient(a.T * A.T * b, A), a * b.T),
    ),
    Pair(
        "gradient of the Gram quadratic form",
        "Matrix Cookbook, (77)",
        equal(gradient(a.T * X.T * X * b, X), X * (a * b.T + b * a.T)),
        equal(gradient(a.T * X.T * X * b, X), 2 * X * a * b.T),
    ),
    Pair(
        "gradient of a weighted residual by the regression matrix",
        "Matrix Cookbook, (88)",
        equal(gradient((u - X * x).T * L * (u - X * x), X), -2 * L * (u - X * x) * x.T),
        equal(gradient((u - X * x).T * L * (u - X * x), X), -2 * L * (u - X * x) * x.T),
        (symmetric(L),),
        twin_given=(),
    ),
    Pair(
        "gradient of a trace of three factors",
        "Matrix Cookbook, (101)",
        equal(gradient(trace(A * S * B), S), A.T * B.T),
        equal(gradient(trace(A * S * B), S), B.T * A.T),
    ),
    Pair(
        "gradient of a quadratic trace",
        "Magnus & Neudecker, 9.10",
        equal(gradient(trace(R * X.T * L * X), X), L * X * R + L.T * X * R.T),
        equal(gradient(trace(R * X.T * L * X), X), L * X * R + L * X * R.T),
    ),
    Pair(
        "gradient of the trace of a cube",
        "Matrix Cookbook, (121)",
        equal(gradient(trace(A**3), A), 3 * (A * A).T),
        equal(gradient(trace(A**3), A), 3 * (A * A.T)),
    ),
    Pair(
        "gradient of the trace of an inverse product",
        "Matrix Cookbook, (124)",
        equal(gradient(trace(B * A.inv * C), A), -(A.inv * C * B * A.inv).T),
        equal(gradient(trace(B * A.inv * C), A), -(A.inv * B * C * A.inv).T),
        (invertible(A),),
    ),
    Pair(
        "gradient of a determinant",
        "Magnus & Neudecker, 8.3",
        equal(gradient(det(A), A), det(A) * A.inv.T),
        equal(gradient(det(A), A), det(A) * A.inv),
        (invertible(A),),
    ),
    Pair(
        "gradient of a log determinant",
        "Boyd & Vandenberghe, A.4.1",
        equal(gradient(log(det(A)), A), A.inv.T),
        equal(gradient(log(det(A)), A), -A.inv.T),
        (det(A) > 0,),
    ),
    Pair(
        "gradient of the log determinant of a Gram matrix",
        "Matrix Cookbook, (56)",
        equal(gradient(log(det(X.T * X)), X), 2 * X * (X.T * X).inv),
        equal(gradient(log(det(X.T * X)), X), X * (X.T * X).inv),
        (det(X.T * X) > 0, invertible(X.T * X)),
    ),
    Pair(
        "derivative of the determinant along a line",
        "Magnus & Neudecker, 8.3",
        equal(partial(det(eye + t * A), t), det(eye + t * A) * trace((eye + t * A).inv * A)),
        equal(partial(det(eye + t * A), t), det(eye + t * A) * trace((eye + t * A).inv)),
        (invertible(eye + t * A),),
    ),
    Pair(
        "derivative of an inverse along a line",
        "Matrix Cookbook, (59)",
        equal(partial((A + t * B).inv, t), -(A + t * B).inv * B * (A + t * B).inv),
        equal(partial((A + t * B).inv, t), -(A + t * B).inv * (A + t * B).inv * B),
        (invertible(A + t * B),),
    ),
    Pair(
        "derivative of an inverse by an entry",
        "Matrix Cookbook, (60)",
        equal(partial(A.inv[k, l], A, i, j), -A.inv[k, i] * A.inv[j, l]),
        equal(partial(A.inv[k, l], A, i, j), -A.inv[k, j] * A.inv[i, l]),
        (invertible(A),),
    ),
    Pair(
        "gradient of the Gaussian log likelihood by the precision",
        "Bishop, PRML, exercise 2.34",
        equal(gradient(log(det(A)) / 2 - x.T * A * x / 2, A), A.inv.T / 2 - x * x.T / 2),
        equal(gradient(log(det(A)) / 2 - x.T * A * x / 2, A), A.inv.T / 2 - x * x.T),
        (det(A) > 0, invertible(A)),
    ),
    Pair(
        "gradient of a norm",
        "Matrix Cookbook, (129)",
        equal(gradient(norm(x - a), x), (x - a) / norm(x - a)),
        equal(gradient(norm(x - a), x), (x - a) / squared_norm(x - a)),
        (unequal(x, a),),
    ),
    Pair(
        "Jacobian of a normalised vector",
        "Matrix Cookbook, (130)",
        equal(by_row(x / norm(x), x), eye / norm(x) - x * x.T / norm(x) ** 3),
        equal(by_row(x / norm(x), x), eye / norm(x) + x * x.T / norm(x) ** 3),
        (unequal(x, 0 * x), norm(x) > 0),
    ),
    Pair(
        "Hessian of a norm",
        "Boyd & Vandenberghe, exercise 3.23",
        equal(hessian(norm(x), x), (squared_norm(x) * eye - x * x.T) / norm(x) ** 3),
        equal(hessian(norm(x), x), (squared_norm(x) * eye - x * x.T) / norm(x)),
        (unequal(x, 0 * x), norm(x) > 0),
    ),
    Pair(
        "gradient of the Frobenius norm of a residual matrix",
        "Matrix Cookbook, (132)",
        equal(gradient(squared_norm(V * X - matrix("Y", "p", "n")), X), 2 * V.T * (V * X - matrix("Y", "p", "n"))),
        equal(gradient(squared_norm(V * X - matrix("Y", "p", "n")), X), 2 * V.T * (V * X + matrix("Y", "p", "n"))),
    ),
    Pair(
        "gradient of the Rayleigh quotient",
        "Boyd & Vandenberghe, A.5.2",
        equal(gradient(x.T * A * x / (x.T * x), x), 2 / (x.T * x) * (A * x - (x.T * A * x / (x.T * x)) * x)),
        equal(gradient(x.T * A * x / (x.T * x), x), 2 / (x.T * x) * (A * x - (x.T * A * x) * x)),
        (symmetric(A), unequal(x.T * x, 0)),
    ),
    Pair(
        "Jacobian of a linear map in column layout",
        "Magnus & Neudecker, 5.12",
        equal(by_column(W * B * x, x), B.T * W.T),
        equal(by_column(A * B * x, x), A.T * B.T),
    ),
    Pair(
        "Jacobian of a vector times its quadratic form",
        "Magnus & Neudecker, 9.12",
        equal(by_row((x.T * A * x) * x, x), (x.T * A * x) * eye + x * x.T * (A + A.T)),
        equal(by_row((x.T * A * x) * x, x), (x.T * A * x) * eye + (A + A.T) * x * x.T),
    ),
    Pair(
        "Hessian of the square of a quadratic form",
        "Magnus & Neudecker, 10.6",
        equal(hessian((x.T * S * x) ** 2, x), 8 * S * x * x.T * S + 4 * (x.T * S * x) * S),
        equal(hessian((x.T * S * x) ** 2, x), 4 * S * x * x.T * S + 4 * (x.T * S * x) * S),
        (symmetric(S),),
    ),
    Pair(
        "Jacobian of the exponential of a linear map",
        "Goodfellow et al., 6.5",
        equal(by_row(exp(W * x), x), diag(exp(W * x)) * W),
        equal(by_row(exp(W * x), x), W * diag(exp(x))),
    ),
    Pair(
        "Jacobian of tanh",
        "Goodfellow et al., 10.2.2",
        equal(by_row(tanh(W * x + c), x), diag(ones("m") - hadamard(tanh(W * x + c), tanh(W * x + c))) * W),
        equal(by_row(tanh(W * x + c), x), diag(ones("m") - tanh(W * x + c)) * W),
    ),
    Pair(
        "slope of the sigmoid",
        "Bishop, PRML, (4.88)",
        equal(partial(partial(sigmoid(s), s), s), sigmoid(s) * (1 - sigmoid(s)) * (1 - 2 * sigmoid(s))),
        equal(partial(partial(sigmoid(s), s), s), sigmoid(s) * (1 - sigmoid(s)) * (1 - sigmoid(s))),
    ),
    Pair(
        "softplus has the sigmoid as slope",
        "Goodfellow et al., (3.41)",
        equal(gradient(log(1 + exp(a.T * x)), x), sigmoid(a.T * x) * a),
        equal(gradient(log(1 + exp(a.T * x)), x), sigmoid(-a.T * x) * a),
    ),
    Pair(
        "gradient of the logistic loss",
        "Murphy, Probabilistic ML, (10.19)",
        equal(
            gradient(-s * log(sigmoid(a.T * x)) - (1 - s) * log(1 - sigmoid(a.T * x)), x), (sigmoid(a.T * x) - s) * a
        ),
        equal(
            gradient(-s * log(sigmoid(a.T * x)) - (1 - s) * log(1 - sigmoid(a.T * x)), x), (sigmoid(a.T * x) + s) * a
        ),
    ),
    Pair(
        "gradient of the loss of a margin",
        "Hastie et al., 10.6",
        equal(gradient(log(1 + exp(-margin)), x), -s * sigmoid(-margin) * a),
        equal(gradient(log(1 + exp(-margin)), x), -s * sigmoid(margin) * a),
    ),
    Pair(
        "Hessian of the logistic regression loss",
        "Bishop, PRML, (4.97)",
        equal(
            hessian(ones("m").T * log(ones("m") + exp(W * x)), x),
            W.T * diag(hadamard(sigmoid(W * x), ones("m") - sigmoid(W * x))) * W,
        ),
        equal(
            hessian(ones("m").T * log(ones("m") + exp(W * x)), x),
            W.T * diag(sigmoid(W * x)) * W,
        ),
    ),
    Pair(
        "gradient of log-sum-exp",
        "Boyd & Vandenberghe, 3.1.5",
        equal(gradient(lse, z), softmax),
        equal(gradient(lse, z), exp(z)),
    ),
    Pair(
        "Jacobian of softmax",
        "Bishop, PRML, (4.106)",
        equal(by_row(softmax, z), diag(softmax) - softmax * softmax.T),
        equal(by_row(softmax, z), diag(softmax) + softmax * softmax.T),
    ),
    Pair(
        "Hessian of log-sum-exp",
        "Boyd & Vandenberghe, 3.1.5",
        equal(hessian(lse, z), diag(softmax) - softmax * softmax.T),
        equal(hessian(lse, z), eye - softmax * softmax.T),
    ),
    Pair(
        "entry of the Jacobian of softmax",
        "Goodfellow et al., 6.2.2.3",
        equal(partial(softmax[i], z, j), softmax[i] * (eye[i, j] - softmax[j])),
        equal(partial(softmax[i], z, j), softmax[i] * (eye[i, j] - softmax[i])),
    ),
    Pair(
        "gradient of cross-entropy through softmax",
        "Bishop, PRML, (4.109)",
        equal(gradient(-(y.T * log(softmax)), z), (one.T * y) * softmax - y),
        equal(gradient(-(y.T * log(softmax)), z), softmax - y),
    ),
    Pair(
        "gradient of the loss of one class through softmax",
        "Goodfellow et al., (6.30)",
        equal(gradient(-log(softmax[k]), z), softmax - unit(k)),
        equal(gradient(-log(softmax[k]), z), unit(k) - softmax),
    ),
    Pair(
        "Jacobian of a ReLU layer",
        "Goodfellow et al., 6.3.1",
        equal(by_row(V * relu(W * x + c), x), V * diag(step_of(W * x + c)) * W),
        equal(by_row(V * relu(W * x + c), x), V * W * diag(step_of(x))),
    ),
    Pair(
        "gradient of a loss by the inner weights of a ReLU network",
        "Goodfellow et al., 6.5.6",
        equal(gradient(u.T * relu(W * x + c), W), hadamard(u, step_of(W * x + c)) * x.T),
        equal(gradient(u.T * relu(W * x + c), W), hadamard(relu(u), step_of(W * x + c)) * x.T),
    ),
    Pair(
        "gradient through a tanh layer by its weights",
        "Goodfellow et al., (10.26)",
        equal(
            gradient(squared_norm(tanh(W * x)) / 2, W),
            hadamard(tanh(W * x), ones("m") - hadamard(tanh(W * x), tanh(W * x))) * x.T,
        ),
        equal(
            gradient(squared_norm(tanh(W * x)) / 2, W),
            hadamard(tanh(W * x), ones("m") + hadamard(tanh(W * x), tanh(W * x))) * x.T,
        ),
    ),
    Pair(
        "gradient of a loss through an affine map",
        "Goodfellow et al., (6.46)",
        equal(gradient(f(A * x + b), x), A.T * f.derivative(A * x + b)),
        equal(gradient(f(A * x + b), x), A * f.derivative(A * x + b)),
    ),
    Pair(
        "Hessian through an affine map",
        "Boyd & Vandenberghe, A.4.4",
        equal(hessian(f(W * x + c), x), W.T * f.derivative(W * x + c, by=(0, 0)) * W),
        equal(hessian(f(A * x + b), x), A * f.derivative(A * x + b, by=(0, 0)) * A.T),
    ),
    Pair(
        "Hessian of a scalar function of a scalar function",
        "Boyd & Vandenberghe, A.4.4",
        equal(
            hessian(q(f(x)), x),
            q.derivative(f(x)) * f.derivative(x, by=(0, 0))
            + q.derivative(f(x), by=(0, 0)) * f.derivative(x) * f.derivative(x).T,
        ),
        equal(
            hessian(q(f(x)), x),
            q.derivative(f(x)) * f.derivative(x, by=(0, 0)) + q.derivative(f(x)) * f.derivative(x) * f.derivative(x).T,
        ),
    ),
    Pair(
        "Jacobian of a composition",
        "Magnus & Neudecker, 5.12",
        equal(by_row(g(h(x)), x), g.derivative(h(x)) * h.derivative(x)),
        equal(by_row(h(h(x)), x), h.derivative(x) * h.derivative(h(x))),
    ),
    Pair(
        "gradient of an inner product of functions",
        "Magnus & Neudecker, 8.2",
        equal(gradient(g(x).T * W * h(x), x), g.derivative(x).T * W * h(x) + h.derivative(x).T * W.T * g(x)),
        equal(gradient(g(x).T * W * h(x), x), g.derivative(x).T * W * h(x)),
    ),
    Pair(
        "gradient of a quotient of functions",
        "Boyd & Vandenberghe, A.4.1",
        equal(gradient(f(x) / q(x), x), (q(x) * f.derivative(x) - f(x) * q.derivative(x)) / q(x) ** 2),
        equal(gradient(f(x) / q(x), x), (f(x) * q.derivative(x) - q(x) * f.derivative(x)) / q(x) ** 2),
        (unequal(q(x), 0),),
    ),
    Pair(
        "second derivative of a function along a line",
        "Boyd & Vandenberghe, 3.1.4",
        equal(partial(partial(f(x + t * d), t), t), d.T * f.derivative(x + t * d, by=(0, 0)) * d),
        equal(partial(partial(f(x + t * d), t), t), 2 * d.T * f.derivative(x + t * d, by=(0, 0)) * d),
    ),
    Pair(
        "Euler's relation for a quadratic form",
        "Magnus & Neudecker, 5.15",
        equal(x.T * gradient(x.T * A * x, x), 2 * x.T * A * x),
        equal(x.T * gradient(x.T * A * x, x), x.T * A * x),
    ),
    Pair(
        "gradient of an entropy",
        "Boyd & Vandenberghe, 3.1.5",
        equal(gradient(-(x.T * log(x)), x), -log(x) - one),
        equal(gradient(-(x.T * log(x)), x), -log(x) + one),
        (forall(i, x[i] > 0),),
    ),
    Pair(
        "Hessian of the log barrier",
        "Boyd & Vandenberghe, 11.2.1",
        equal(hessian(-(one.T * log(x)), x), diag(ratio(one, hadamard(x, x)))),
        equal(hessian(-(one.T * log(x)), x), -diag(ratio(one, hadamard(x, x)))),
        (forall(i, x[i] > 0),),
    ),
    Pair(
        "gradient of the pseudo-Huber penalty",
        "Boyd & Vandenberghe, 6.1.2",
        equal(gradient(sqrt(1 + squared_norm(x)), x), x / sqrt(1 + squared_norm(x))),
        equal(gradient(sqrt(1 + squared_norm(x)), x), x / (2 * sqrt(1 + squared_norm(x)))),
    ),
    Pair(
        "gradient of a Gaussian bump",
        "Bishop, PRML, 6.2",
        equal(
            gradient(exp(-squared_norm(x - a) / (2 * s**2)), x), exp(-squared_norm(x - a) / (2 * s**2)) * (a - x) / s**2
        ),
        equal(
            gradient(exp(-squared_norm(x - a) / (2 * s**2)), x), exp(-squared_norm(x - a) / (2 * s**2)) * (x - a) / s**2
        ),
        (unequal(s, 0),),
    ),
    Pair(
        "slope by the scale of the Gaussian log likelihood",
        "Murphy, Probabilistic ML, 4.2.5",
        equal(partial(-log(s) - t**2 / (2 * s**2), s), t**2 / s**3 - 1 / s),
        equal(partial(-log(s) - t**2 / (2 * s**2), s), -(t**2) / s**3 - 1 / s),
        (s > 0,),
    ),
    Pair(
        "derivative of a resolvent",
        "Kato, I.5.2",
        equal(partial((A - t * eye).inv, t), (A - t * eye).inv * (A - t * eye).inv),
        equal(partial((A - t * eye).inv, t), -(A - t * eye).inv * (A - t * eye).inv),
        (invertible(A - t * eye),),
    ),
    Pair(
        "first Taylor terms of the exponential",
        "Rudin, Principles, 8.6",
        order(exp(t) - 1 - t - t**2 / 2, t, 3),
        order(exp(t) - 1 - t - t**2, t, 3),
    ),
    Pair(
        "first Taylor terms of the logarithm",
        "Abramowitz & Stegun, 4.1.24",
        order(log(1 + t) - t + t**2 / 2, t, 3),
        order(log(1 + t) - t - t**2 / 2, t, 3),
    ),
    Pair(
        "determinant near the identity",
        "Magnus & Neudecker, 8.3",
        order(det(eye + t * A) - 1 - t * trace(A), t, 2),
        order(det(eye + t * A) - 1 - t * det(A), t, 2),
    ),
    Pair(
        "error of a central difference",
        "Quarteroni et al., 10.10",
        order(f(x + t * d) - f(x - t * d) - 2 * t * f.derivative(x).T * d, t, 3),
        order(f(x + t * d) - f(x - t * d) - t * f.derivative(x).T * d, t, 3),
    ),
    Pair(
        "a gradient step decreases a function to first order",
        "Goodfellow et al., (4.9)",
        order(f(x - t * f.derivative(x)) - f(x) + t * squared_norm(f.derivative(x)), t, 2),
        order(f(x - t * f.derivative(x)) - f(x) - t * squared_norm(f.derivative(x)), t, 2),
    ),
    Pair(
        "gradient by a matrix in a trace of a product with its transpose",
        "Matrix Cookbook, (111)",
        equal(gradient(trace(X * R * X.T), X), X * (R + R.T)),
        equal(gradient(trace(X * R * X.T), X), 2 * X * R),
    ),
    Pair(
        "derivative of a square by an entry",
        "Matrix Cookbook, (82)",
        equal(partial(A * A, A, i, j), unit(i, j) * A + A * unit(i, j)),
        equal(partial(A * A, A, i, j), 2 * A * unit(i, j)),
    ),
    Pair(
        "derivative of a transposed product by an entry",
        "Matrix Cookbook, (80)",
        equal(partial(A.T * B * A, A, i, j), A.T * B * unit(i, j) + unit(j, i) * B * A),
        equal(partial(A.T * B * A, A, i, j), A.T * B * unit(i, j) + unit(i, j) * B * A),
    ),
    Pair(
        "gradient of a vectorised linear form",
        "Magnus & Neudecker, 2.4",
        equal(gradient(vec(S).T * vec(A), A), S),
        equal(gradient(vec(S.T).T * vec(A), A), S),
    ),
    Pair(
        "gradient of a ridge loss at its minimiser",
        "Murphy, Probabilistic ML, 11.3",
        equal((W.T * W + t * eye) * x - W.T * u, gradient(squared_norm(W * x - u) / 2 + t * squared_norm(x) / 2, x)),
        equal((W.T * W + t * eye) * x - W.T * u, gradient(squared_norm(W * x - u) / 2 + t * squared_norm(x), x)),
    ),
]
OPEN = frozenset(
    {
        "gradient of a log determinant",  # det(A) > 0 does not give that A is invertible
        "gradient of a norm",  # x ≠ a does not give ‖x − a‖ ≠ 0
        "Hessian of the log barrier",  # a certificate that the kernel refuses
        "determinant near the identity",  # an order that comes from the differential of det
    }
)
