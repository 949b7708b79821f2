"""First-order recurrences: closed forms, bounds, sums, stable ranges, rates, gradient steps, and noise."""

from __future__ import annotations

from derivations.writing import (
    Apply,
    Expression,
    Law,
    Symbol,
    absolute,
    both,
    bounded,
    cases,
    cite,
    either,
    equal,
    expectation,
    forall,
    function,
    gaussian,
    gradient,
    identity,
    iff,
    implies,
    instance,
    less,
    lift,
    log,
    matrix,
    minimises,
    natural,
    orthogonal,
    partial,
    pinv,
    positive_definite,
    power,
    recurrence,
    scalar,
    scalars,
    squared_norm,
    stable,
    step,
    symmetric,
    tends_to,
    unequal,
    vector,
    zero,
)
from tests.bench.pairs import Pair

a, b, c, r, s, t = scalars("a b c r s t")
eta, h, L, mu, lam, eps, beta = scalars("eta h L mu lambda epsilon beta")
u, v, w, y, m = scalars("u v w y m")
run, other = function("x"), function("z")
now, then = run(t), run(t + 1)


def always(statement: Apply) -> Apply:
    """A statement for every natural number t."""
    return forall(t, implies(natural(t), statement))


def follows(start: Expression | float, value: Expression) -> tuple[Apply, ...]:
    """The sequence starts somewhere, and each value gives the next."""
    return equal(run(0), start), always(equal(then, value))


def powers(start: Expression | float, factor: Expression) -> tuple[Apply, ...]:
    """The second sequence is a geometric one."""
    return equal(other(0), start), always(equal(other(t + 1), factor * other(t)))


def contracts(factor: Expression, shift: Expression, inside: Apply) -> dict[str, tuple]:
    """The steps by which an affine recurrence is stable in a range."""
    return {
        "steps": (
            cite("The factor decides.", "affine recurrence, stability", factor, shift),
            step("Solve.", iff(absolute(factor) < 1, inside)),
        )
    }


def between(low: Expression | float, value: Symbol, high: Expression | float) -> Apply:
    """low < value < high."""
    return both(less(low, value), less(value, high))


descent = (1 - 2 * eta * s**2, 2 * eta * s * y)
decay = (1 - eta * (s**2 + lam), eta * s * y)
shrunk = s * y / (s**2 + lam)
euler = (1 - h * c, h * b)
implicit = (1 / (1 + h * c), h * b / (1 + h * c))
trapezoid = ((2 - h * c) / (2 + h * c), 2 * h * b / (2 + h * c))
damped = (1 - beta + beta * a, beta * b)
cobweb = (-a / b, (c + y) / b)

closed = [
    Pair(
        "closed form of an affine recurrence",
        "Elaydi 1.2, (1.2.8)",
        always(equal(now, power(a, t) * c + b * (power(a, t) - 1) / (a - 1))),
        always(equal(now, power(a, t) * c + b * (power(a, t) - 1) / (1 - a))),
        (unequal(a, 1), *follows(c, a * now + b)),
    ),
    Pair(
        "distance to the fixed point",
        "Elaydi 1.2",
        always(equal(now - s, power(a, t) * (c - s))),
        always(equal(now - s, power(a, t) * (c + s))),
        (equal(s, a * s + b), *follows(c, a * now + b)),
    ),
    Pair(
        "an arithmetic progression",
        "Elaydi 1.2, a = 1",
        always(equal(now, c + b * t)),
        always(equal(now, c + b * (t + 1))),
        follows(c, now + b),
    ),
    Pair(
        "triangular numbers",
        "Graham, Knuth & Patashnik, Concrete Mathematics 1.2",
        always(equal(now, t * (t + 1) / 2)),
        always(equal(now, t * (t - 1) / 2)),
        follows(0, now + t + 1),
    ),
    Pair(
        "sum of squares",
        "Graham, Knuth & Patashnik, Concrete Mathematics 2.5",
        always(equal(now, t * (t + 1) * (2 * t + 1) / 6)),
        always(equal(now, t * (t + 1) * (2 * t + 1) / 3)),
        follows(0, now + (t + 1) ** 2),
    ),
    Pair(
        "sum of odd numbers",
        "Rosen, Discrete Mathematics 5.1",
        always(equal(now, t**2)),
        always(equal(now, t**2 + t)),
        follows(0, now + 2 * t + 1),
    ),
    Pair(
        "partial sums of a geometric series",
        "Rudin 3.26",
        always(both(equal(other(t), power(r, t)), equal(now, (power(r, t) - 1) / (r - 1)))),
        always(both(equal(other(t), power(r, t)), equal(now, (power(r, t) + 1) / (r - 1)))),
        (unequal(r, 1), *powers(1, r), *follows(0, now + other(t))),
    ),
    Pair(
        "the tower of Hanoi",
        "Graham, Knuth & Patashnik, Concrete Mathematics 1.1",
        always(equal(now, power(2, t) - 1)),
        always(equal(now, power(2, t + 1) - 1)),
        follows(0, 2 * now + 1),
    ),
    Pair(
        "an alternating recurrence",
        "Elaydi 1.2, a = -1",
        always(equal(now, b / 2 + power(-1, t) * (c - b / 2))),
        always(equal(now, b / 2 + power(-1, t) * (c + b / 2))),
        follows(c, b - now),
    ),
    Pair(
        "repayment of a loan",
        "Elaydi 1.2, amortisation",
        always(equal(now, power(1 + r, t) * c - b * (power(1 + r, t) - 1) / r)),
        always(equal(now, power(1 + r, t) * c - b * (power(1 + r, t) + 1) / r)),
        (r > 0, *follows(c, (1 + r) * now - b)),
    ),
    Pair(
        "forcing at the factor itself",
        "Elaydi 1.2, exercise on resonance",
        always(equal(now, power(a, t) * (c + t))),
        always(equal(now, power(a, t) * (c + t + 1))),
        follows(c, a * now + a * power(a, t)),
    ),
    Pair(
        "forcing by another power",
        "Elaydi 1.2, (1.2.5)",
        always(both(equal(other(t), power(r, t)), equal(now, (power(a, t) - power(r, t)) / (a - r)))),
        always(both(equal(other(t), power(r, t)), equal(now, (power(a, t) - power(r, t)) / (r - a)))),
        (unequal(a, r), *powers(1, r), *follows(0, a * now + other(t))),
    ),
    Pair(
        "two runs of one recurrence",
        "Elaydi 1.2",
        always(equal(now - other(t), power(a, t) * (u - v))),
        always(equal(now - other(t), power(a, t + 1) * (u - v))),
        (*follows(u, a * now + b), equal(other(0), v), always(equal(other(t + 1), a * other(t) + b))),
    ),
    Pair(
        "a step of length two in the factor",
        "Elaydi 1.2",
        equal(run(2), a**2 * c + a * b + b),
        equal(run(2), a**2 * c + a * b + b**2),
        follows(c, a * now + b),
        (
            instance("The first step.", follows(c, a * now + b)[1], lift(0)),
            cite("Zero is natural.", "natural literal", lift(0)),
            cite("So.", "modus ponens", instance("", follows(c, a * now + b)[1], lift(0)).states),
            instance("The second step.", follows(c, a * now + b)[1], lift(1)),
            cite("One is natural.", "natural literal", lift(1)),
            cite("So.", "modus ponens", instance("", follows(c, a * now + b)[1], lift(1)).states),
        ),
    ),
    Pair(
        "a sum of squares of a geometric decay",
        "Elaydi 1.2",
        always(equal(now, (c**2 - other(t) ** 2) / (1 - a**2))),
        always(equal(now, (c**2 - other(t) ** 2) / (1 - a))),
        (unequal(a**2, 1), *powers(c, a), *follows(0, now + other(t) ** 2)),
    ),
]
orders = [
    Pair(
        "a geometric decay stays positive",
        "Elaydi 1.2",
        always(now > 0),
        always(now > c),
        (c > 0, a > 0, *follows(c, a * now)),
    ),
    Pair(
        "an averaging sequence stays in the unit interval",
        "Elaydi 1.3",
        always(both(now >= 0, now <= 1)),
        always(both(now >= 0, now < 1)),
        (a >= 0, a <= 1, b >= 0, b <= 1, c >= 0, c <= 1, *follows(c, (1 - a) * now + a * b)),
    ),
    Pair(
        "below the fixed point it stays below",
        "Elaydi 1.3",
        always(now <= b / (1 - a)),
        always(now <= b / (1 - a)),
        (a >= 0, a < 1, c <= b / (1 - a), *follows(c, a * now + b)),
        twin_given=(a > -1, a < 1, c <= b / (1 - a), *follows(c, a * now + b)),
    ),
    Pair(
        "below the fixed point it climbs",
        "Elaydi 1.3",
        always(now <= a * now + b),
        always(now >= a * now + b),
        (a >= 0, c <= a * c + b, *follows(c, a * now + b)),
    ),
    Pair(
        "a discrete Gronwall bound",
        "Elaydi 4.1, lemma 4.32",
        always(now <= power(a, t) * c),
        always(now <= power(a, t) * c),
        (a >= 0, run(0) <= c, always(then <= a * now)),
        twin_given=(run(0) <= c, always(then <= a * now)),
    ),
    Pair(
        "errors that are bounded at each step",
        "Hairer, Norsett & Wanner I.7",
        always(now <= b / (1 - a)),
        always(now <= b),
        (a >= 0, a < 1, b >= 0, run(0) <= b / (1 - a), always(then <= a * now + b)),
    ),
    Pair(
        "errors that add up",
        "Hairer, Norsett & Wanner I.7",
        always(absolute(now - c) <= t * b),
        always(absolute(now - c) <= t * b / 2),
        (absolute(a) <= b, *follows(c, now + a)),
    ),
    Pair(
        "Bernoulli's inequality",
        "Rudin 3.20, proof",
        always(power(1 + r, t) >= 1 + t * r),
        always(power(1 + r, t) >= 1 + 2 * t * r),
        (r >= 0,),
    ),
    Pair(
        "powers of two outgrow their exponents",
        "Graham, Knuth & Patashnik, Concrete Mathematics",
        always(power(2, t) >= t + 1),
        always(power(2, t) >= 2 * t + 1),
    ),
    Pair(
        "comparison of two starts",
        "Elaydi 1.3",
        always(now <= other(t)),
        always(now < other(t)),
        (
            a >= 0,
            u <= v,
            *follows(u, a * now + b),
            equal(other(0), v),
            always(equal(other(t + 1), a * other(t) + b)),
        ),
    ),
]
stability = [
    Pair(
        "stable rates of scalar gradient descent",
        "Boyd & Vandenberghe 9.3",
        iff(stable(*descent), between(0, eta, 1 / s**2)),
        iff(stable(*descent), between(0, eta, 2 / s**2)),
        (s > 0,),
        **contracts(*descent, between(0, eta, 1 / s**2)),
    ),
    Pair(
        "stable rates under weight decay",
        "Goodfellow, Bengio & Courville 7.1.1",
        iff(stable(*decay), between(0, eta, 2 / (s**2 + lam))),
        iff(stable(*decay), between(0, eta, 2 / s**2 + lam)),
        (s > 0, lam > 0),
        **contracts(*decay, between(0, eta, 2 / (s**2 + lam))),
    ),
    Pair(
        "stable steps of the explicit Euler method",
        "Hairer & Wanner IV.2",
        iff(stable(*euler), between(0, h, 2 / c)),
        iff(stable(*euler), between(0, h, 1 / c)),
        (c > 0,),
        **contracts(*euler, between(0, h, 2 / c)),
    ),
    Pair(
        "the implicit Euler method is stable at every step",
        "Hairer & Wanner IV.3",
        stable(*implicit),
        stable(*implicit),
        (c > 0, h > 0),
        (
            step("The factor is small.", absolute(implicit[0]) < 1),
            cite("It decides.", "affine recurrence, stability", *implicit),
        ),
        twin_given=(c >= 0, h > 0),
    ),
    Pair(
        "the trapezoidal rule is stable at every step",
        "Hairer & Wanner IV.3",
        iff(stable(*trapezoid), c > 0),
        iff(stable(*trapezoid), h * c > 2),
        (h > 0, unequal(2 + h * c, 0)),
        contracts(*trapezoid, c > 0)["steps"],
    ),
    Pair(
        "a damped fixed-point iteration",
        "Ortega & Rheinboldt, Iterative Solution 10.1",
        iff(stable(*damped), between(0, beta, 2 / (1 - a))),
        iff(stable(*damped), between(0, beta, 1 / (1 - a))),
        (a < 1,),
        **contracts(*damped, between(0, beta, 2 / (1 - a))),
    ),
    Pair(
        "the cobweb model of a market",
        "Elaydi 1.3.3",
        iff(stable(*cobweb), a < b),
        iff(stable(*cobweb), a > b),
        (a > 0, b > 0),
        **contracts(*cobweb, a < b),
    ),
    Pair(
        "two curvatures share a range of rates",
        "Boyd & Vandenberghe 9.3",
        iff(both(absolute(1 - eta * mu) < 1, absolute(1 - eta * L) < 1), between(0, eta, 2 / L)),
        iff(both(absolute(1 - eta * mu) < 1, absolute(1 - eta * L) < 1), between(0, eta, 2 / mu)),
        (mu > 0, mu < L),
    ),
    Pair(
        "growth beyond the stable range",
        "Elaydi 1.2",
        ~bounded(1 - eta * L, b),
        ~bounded(1 - eta * L, b),
        (L > 0, eta > 2 / L),
        (
            step("The factor is large.", absolute(1 - eta * L) > 1),
            cite("It decides.", "affine recurrence, growth", 1 - eta * L, b),
        ),
        twin_given=(L > 0, eta > 1 / L),
    ),
    Pair(
        "monotone approach without overshooting",
        "Nocedal & Wright 3.3",
        iff(both(1 - eta * L >= 0, 1 - eta * L < 1), both(eta > 0, eta <= 1 / L)),
        iff(both(1 - eta * L >= 0, 1 - eta * L < 1), both(eta > 0, eta <= 2 / L)),
        (L > 0,),
    ),
    Pair(
        "limit of an exponential moving average",
        "Goodfellow, Bengio & Courville 8.5",
        tends_to(m, c),
        tends_to(m, (1 - beta) * c),
        (recurrence(m, beta, (1 - beta) * c), beta >= 0, beta < 1),
        (
            step("It is fixed.", equal(c, beta * c + (1 - beta) * c)),
            step("The factor is small.", absolute(beta) < 1),
            cite("So the limit.", "affine recurrence, limit", m, beta, (1 - beta) * c, c),
        ),
    ),
    Pair(
        "limit of gradient descent with weight decay",
        "Goodfellow, Bengio & Courville 7.1.1",
        tends_to(m, shrunk),
        tends_to(m, s * y / (s**2 - lam)),
        (recurrence(m, *decay), s > 0, lam > 0, unequal(s**2, lam), eta > 0, eta < 1 / (s**2 + lam)),
        (
            step("It is fixed.", equal(shrunk, decay[0] * shrunk + decay[1])),
            step("The factor is small.", absolute(decay[0]) < 1),
            cite("So the limit.", "affine recurrence, limit", m, *decay, shrunk),
        ),
    ),
]
after, here, target = vector("w_{t+1}", "d"), vector("w_t", "d"), vector("y", "n")
X, Q, V, D = matrix("X", "n", "d"), matrix("Q", "d", "d"), matrix("V", "d", "d"), matrix("D", "d", "d")
q, best, g = vector("q", "d"), vector("w*", "d"), vector("g", "d")
I_d = identity("d")
gram_step = equal(after, here - 2 * eta * X.T * (X * here - target))
slower = cases(absolute(1 - eta * mu), absolute(1 - eta * L) < absolute(1 - eta * mu), absolute(1 - eta * L))
rate = (L - mu) / (L + mu)
steps_needed = log(eps) / log(r)
rates = [
    Pair(
        "best rate for two curvatures",
        "Boyd & Vandenberghe 9.3; Nesterov 2.1.14",
        minimises((eta, 2 / (L + mu)), slower, alone=True),
        minimises((eta, 1 / (L + mu)), slower, alone=True),
        (mu > 0, mu < L),
    ),
    Pair(
        "value of the best rate",
        "Nesterov 2.1.14",
        implies(equal(eta, 2 / (L + mu)), both(equal(1 - eta * mu, rate), equal(1 - eta * L, -rate))),
        implies(equal(eta, 2 / (L + mu)), both(equal(1 - eta * mu, rate), equal(1 - eta * L, rate))),
        (mu > 0, mu < L),
    ),
    Pair(
        "curvatures in between contract no slower",
        "Boyd & Vandenberghe 9.3",
        either(absolute(1 - eta * c) <= absolute(1 - eta * mu), absolute(1 - eta * c) <= absolute(1 - eta * L)),
        absolute(1 - eta * c) <= absolute(1 - eta * L),
        (mu > 0, mu <= c, c <= L),
    ),
    Pair(
        "which of two curvatures contracts faster",
        "Boyd & Vandenberghe 9.3",
        iff((1 - eta * L) ** 2 < (1 - eta * mu) ** 2, eta < 2 / (L + mu)),
        iff((1 - eta * L) ** 2 < (1 - eta * mu) ** 2, eta < 1 / (L + mu)),
        (mu > 0, mu < L, eta > 0),
        (
            step(
                "Factor.",
                equal((1 - eta * L) ** 2 - (1 - eta * mu) ** 2, eta * (L - mu) * (eta * (L + mu) - 2)),
            ),
        ),
    ),
    Pair(
        "iterations to a relative error",
        "Nocedal & Wright 2.2, rates of convergence",
        iff(power(r, t) <= eps, t >= steps_needed),
        iff(power(r, t) <= eps, t <= steps_needed),
        (natural(t), r > 0, r < 1, eps > 0),
        (
            cite("Take logarithms.", "logarithm of a comparison", power(r, t), eps),
            step("A negative logarithm.", log(r) < 0),
        ),
    ),
    Pair(
        "enough iterations by the condition number",
        "Boyd & Vandenberghe 9.3.1",
        log(1 - mu / L) <= -mu / L,
        log(1 - mu / L) <= -2 * mu / L,
        (mu > 0, mu < L),
        (cite("The tangent.", "logarithm below its tangent", 1 - mu / L),),
    ),
    Pair(
        "absolute error after t steps",
        "Elaydi 1.2",
        equal(absolute(power(a, t) * (c - s)), power(absolute(a), t) * absolute(c - s)),
        equal(absolute(power(a, t) * (c - s)), power(a, t) * absolute(c - s)),
        (natural(t),),
        (cite("Of a power.", "absolute value of a power", a, t),),
    ),
    Pair(
        "one gradient step solves a scalar quadratic",
        "Nocedal & Wright 3.3",
        implies(equal(eta, 1 / L), equal(w - eta * partial(L * w**2 / 2 - b * w, w), b / L)),
        implies(equal(eta, 1 / (2 * L)), equal(w - eta * partial(L * w**2 / 2 - b * w, w), b / L)),
        (L > 0,),
    ),
    Pair(
        "Newton's step solves a quadratic",
        "Boyd & Vandenberghe 9.5.1",
        equal(here - Q.inv * gradient(here.T * Q * here / 2 - q.T * here, here), Q.inv * q),
        equal(here - Q.inv * gradient(here.T * Q * here / 2 - q.T * here, here), -Q.inv * q),
        (symmetric(Q), positive_definite(Q)),
    ),
    Pair(
        "decrease of a quadratic in one step",
        "Nesterov 1.2.3",
        equal(L * (w - eta * L * w) ** 2 / 2, L * w**2 / 2 - eta * (1 - eta * L / 2) * (L * w) ** 2),
        equal(L * (w - eta * L * w) ** 2 / 2, L * w**2 / 2 - eta * (1 - eta * L) * (L * w) ** 2),
    ),
]
steps = [
    Pair(
        "error of gradient descent on least squares",
        "Golub & Van Loan 11.3",
        equal(after - pinv(X) * target, (I_d - 2 * eta * X.T * X) * (here - pinv(X) * target)),
        equal(after - pinv(X) * target, (I_d - eta * X.T * X) * (here - pinv(X) * target)),
        (gram_step,),
    ),
    Pair(
        "error from any solution of the normal equations",
        "Golub & Van Loan 5.3",
        equal(after - best, (I_d - 2 * eta * X.T * X) * (here - best)),
        equal(after - best, (I_d + 2 * eta * X.T * X) * (here - best)),
        (gram_step, equal(X.T * X * best, X.T * target)),
    ),
    Pair(
        "residual of gradient descent",
        "Golub & Van Loan 11.3",
        equal(X * after - target, (identity("n") - 2 * eta * X * X.T) * (X * here - target)),
        equal(X * after - target, (identity("n") - eta * X * X.T) * (X * here - target)),
        (gram_step,),
    ),
    Pair(
        "Richardson iteration, its error",
        "Saad, Iterative Methods 4.2",
        equal(after - Q.inv * q, (I_d - eta * Q) * (here - Q.inv * q)),
        equal(after - Q.inv * q, (I_d - eta * Q.inv) * (here - Q.inv * q)),
        (equal(after, here + eta * (q - Q * here)), positive_definite(Q)),
    ),
    Pair(
        "gradient steps in eigencoordinates",
        "Boyd & Vandenberghe 9.3; Golub & Van Loan 8.1",
        equal(V.T * after, (I_d - eta * D) * V.T * here + eta * V.T * q),
        equal(V.T * after, (I_d - eta * D) * V.T * here + eta * V * q),
        (orthogonal(V), equal(Q, V * D * V.T), equal(after, here - eta * (Q * here - q))),
    ),
    Pair(
        "fixed points of a ridge step",
        "Hastie, Tibshirani & Friedman 3.4.1",
        implies(equal(after, here), equal(here, (X.T * X + lam * I_d).inv * X.T * target)),
        implies(equal(after, here), equal(here, (X.T * X + 2 * lam * I_d).inv * X.T * target)),
        (lam > 0, eta > 0, equal(after, here - eta * (X.T * (X * here - target) + lam * here))),
    ),
    Pair(
        "a stationary splitting and its error",
        "Saad, Iterative Methods 4.1",
        equal(Q * (after - best), (Q - D) * (here - best)),
        equal(Q * (after - best), (D - Q) * (here - best)),
        (equal(Q * after, (Q - D) * here + q), equal(D * best, q)),
    ),
    Pair(
        "a gradient step of exact length",
        "Nocedal & Wright 3.3, steepest descent",
        implies(
            equal(eta * (g.T * Q * g), squared_norm(g)),
            equal(g.T * (Q * (here - eta * g) - q), zero(1)),
        ),
        implies(
            equal(eta * (g.T * Q * g), 2 * squared_norm(g)),
            equal(g.T * (Q * (here - eta * g) - q), zero(1)),
        ),
        (equal(g, Q * here - q),),
    ),
    Pair(
        "squared error after a gradient step",
        "Nesterov 2.1.5",
        equal(
            squared_norm(here - eta * g - best),
            squared_norm(here - best) - 2 * eta * g.T * (here - best) + eta**2 * squared_norm(g),
        ),
        equal(
            squared_norm(here - eta * g - best),
            squared_norm(here - best) - eta * g.T * (here - best) + eta**2 * squared_norm(g),
        ),
    ),
]
noise, inside = scalar("n"), scalar("x")
law, previous = gaussian(noise, lift(0), s**2), Law(v)
n_vec = vector("n", "d")
law_vec = gaussian(n_vec, zero("d"), s**2 * I_d)
seen = inside + noise
noisy = [
    Pair(
        "mean of a noisy gradient step",
        "Bottou, Curtis & Nocedal 4",
        equal(expectation(v - eta * (L * v + noise), previous, law), (1 - eta * L) * expectation(v, previous)),
        equal(expectation(v - eta * (L * v + noise), previous, law), (1 + eta * L) * expectation(v, previous)),
    ),
    Pair(
        "mean square of a noisy gradient step",
        "Bottou, Curtis & Nocedal 4",
        equal(expectation((w - eta * (L * w + noise)) ** 2, law), (1 - eta * L) ** 2 * w**2 + eta**2 * s**2),
        equal(expectation((w - eta * (L * w + noise)) ** 2, law), (1 - eta * L) ** 2 * w**2 + eta * s**2),
    ),
    Pair(
        "stationary mean square of noisy gradient descent",
        "Bottou, Curtis & Nocedal 4",
        equal(u, eta * s**2 / (L * (2 - eta * L))),
        equal(u, eta * s**2 / (L * (1 - eta * L))),
        (L > 0, eta > 0, eta < 1 / L, equal(u, (1 - eta * L) ** 2 * u + eta**2 * s**2)),
    ),
    Pair(
        "mean-square factor of a noisy input",
        "Widrow & Stearns, Adaptive Signal Processing 6",
        equal(
            expectation((1 - eta * seen**2) ** 2, law),
            1 - 2 * eta * (inside**2 + s**2) + eta**2 * (inside**4 + 6 * inside**2 * s**2 + 3 * s**4),
        ),
        equal(
            expectation((1 - eta * seen**2) ** 2, law),
            1 - 2 * eta * (inside**2 + s**2) + eta**2 * (inside**4 + 6 * inside**2 * s**2 + s**4),
        ),
    ),
    Pair(
        "mean-square range of least mean squares",
        "Widrow & Stearns, Adaptive Signal Processing 6",
        iff(1 - 2 * eta * s**2 + 3 * eta**2 * s**4 < 1, between(0, eta, 2 / (3 * s**2))),
        iff(1 - 2 * eta * s**2 + 3 * eta**2 * s**4 < 1, between(0, eta, 2 / s**2)),
        (s > 0,),
    ),
    Pair(
        "a multiplicative noise in the factor",
        "Elaydi 1.2 in the mean square",
        equal(expectation((a + noise) ** 2 * w**2, law), (a**2 + s**2) * w**2),
        equal(expectation((a + noise) ** 2 * w**2, law), (a + s) ** 2 * w**2),
    ),
    Pair(
        "stationary variance of an autoregression",
        "Hamilton, Time Series Analysis 3.4",
        iff(equal(u, a**2 * u + s**2), equal(u, s**2 / (1 - a**2))),
        iff(equal(u, a**2 * u + s**2), equal(u, s**2 / (1 - a))),
        (absolute(a) < 1, s > 0),
    ),
    Pair(
        "squared error of a vector step with noise",
        "Bottou, Curtis & Nocedal 4",
        equal(
            expectation(squared_norm(here - eta * n_vec), law_vec),
            squared_norm(here) + eta**2 * s**2 * expectation(squared_norm(n_vec), gaussian(n_vec, zero("d"), I_d)),
        ),
        equal(
            expectation(squared_norm(here - eta * n_vec), law_vec),
            squared_norm(here) + eta * s**2 * expectation(squared_norm(n_vec), gaussian(n_vec, zero("d"), I_d)),
        ),
    ),
]
PAIRS = [*closed, *orders, *stability, *rates, *steps, *noisy]
OPEN = frozenset(
    (
        "forcing at the factor itself",  # true, not proved: a hypothesis for all t with a power of t in it
        "a discrete Gronwall bound",  # twin not refuted: nothing samples a sequence from an inequality
        "errors that are bounded at each step",  # the same
    )
)
