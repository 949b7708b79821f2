"""EECS 182 (Spring 2025) homework 0, problem 2: derivatives in row layout, entry by entry."""

from derivations.writing import *

sheet = Sheet(
    "eecs182-hw0-2",
    "Vector calculus",
    "EECS 182, Spring 2025",
    "homework 0, problem 2",
    about=("Derivatives are taken in row layout: the derivative of a scalar by a column is a row.",),
)

x, c = vector("x", "n"), vector("c", "n")
A = matrix("A", "n", "n")
i, j, k = index("i", "n"), index("j", "n"), index("k", "n")
quadratic = total(i, total(j, A[i, j] * x[i] * x[j]))

sheet.section("Problem 2: vector calculus review")
sheet.claim(
    "hw0-2a",
    "Gradient of a linear form",
    equal(by_row(x.T * c, x), c.T),
    step("The product is a sum over entries.", equal(x.T * c, total(j, c[j] * x[j]))),
    step(("Only the term at ", x[i], " depends on it."), equal(partial(total(j, c[j] * x[j]), x, i), c[i])),
    number="2(a)",
)
sheet.claim(
    "hw0-2a-entry", "One entry of that gradient", equal(partial(total(j, c[j] * x[j]), x, i), c[i]), number="2(a)"
)
sheet.claim(
    "hw0-2b",
    "Gradient of the squared norm",
    equal(by_row(squared_norm(x), x), 2 * x.T),
    step("The squared norm is a sum of squares.", equal(squared_norm(x), total(j, x[j] ** 2))),
    step("Differentiate one square.", equal(partial(total(j, x[j] ** 2), x, i), 2 * x[i])),
    number="2(b)",
)
sheet.claim(
    "hw0-2c",
    "Jacobian of a linear map",
    equal(by_row(A * x, x), A),
    step("Entry i of the map is a sum.", equal((A * x)[i], total(k, A[i, k] * x[k]))),
    step("Its derivative by entry j picks one coefficient.", equal(partial(total(k, A[i, k] * x[k]), x, j), A[i, j])),
    number="2(c)",
)
split = (
    total(j, A[k, j] * x[k] * x[j], without=(k,)) + total(i, A[i, k] * x[i] * x[k], without=(k,)) + A[k, k] * x[k] ** 2
)
termwise = total(j, A[k, j] * x[j], without=(k,)) + total(i, A[i, k] * x[i], without=(k,)) + 2 * A[k, k] * x[k]
whole = total(j, A[k, j] * x[j]) + total(i, A[i, k] * x[i])
sheet.claim("hw0-2d-l0", "The quadratic form as a double sum", equal(x.T * A * x, quadratic), number="2(d)")
sheet.claim(
    "hw0-2d-l1",
    "Keep the terms that contain one entry",
    equal(partial(x.T * A * x, x, k), partial(split, x, k)),
    number="2(d)",
)
sheet.claim("hw0-2d-l2", "Differentiate term by term", equal(partial(split, x, k), termwise), number="2(d)")
sheet.claim(
    "hw0-2d-l3",
    "Give each sum half of the diagonal term",
    both(equal(termwise, whole), equal(whole, total(i, A[k, i] * x[i] + A[i, k] * x[i]))),
    number="2(d)",
)
sheet.erratum(
    "hw0-2d-l4",
    "Row plus column of the matrix",
    lambda: equal(whole, x.T * (row(A, k) + row(A, k).T)),
    number="2(d)",
    printed="homework 0, solution to 2(d), last line of the display",
    written="\\vect{x}^{\\top}(A_{k} + A_{k}^{\\top})",
    cause="a row (1 × n) and a column (n × 1) are added; and the k-th column of A is not the transpose of its k-th row",
    correct=equal(whole, (row(A, k) + row(A.T, k)) * x),
)
sheet.claim(
    "hw0-2d",
    "Gradient of a quadratic form",
    equal(by_row(x.T * A * x, x), x.T * (A + A.T)),
    step("Write the form as a double sum.", equal(x.T * A * x, quadratic)),
    step("Differentiate, separating the terms with the entry k.", equal(partial(x.T * A * x, x, k), termwise)),
    step("Collect the diagonal terms.", equal(termwise, whole)),
    number="2(d)",
)
sheet.claim(
    "hw0-2e",
    "When the gradient is twice x'A",
    iff(forall(x, equal(x.T * (A + A.T), 2 * x.T * A)), symmetric(A)),
    step(
        "In terms of the equation that symmetry is.", iff(forall(x, equal(x.T * (A + A.T), 2 * x.T * A)), equal(A, A.T))
    ),
    number="2(e)",
)
