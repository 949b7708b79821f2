"""What z3 is told of functions that it does not know: bounds, monotony and tangents of exp, log and kin.

Each is a consequence of the function's definition for all reals where it exists; the values are unknowns else.
Source: NIST Digital Library of Mathematical Functions, 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivations.kernel.form import Form, Head, Term

FUNCTIONS = ("exp", "log", "sigmoid")
PAIRS = 5  # values of one function that are compared with each other


def about_function(head: Head, known: list[tuple[Any, Any]]) -> Iterator[Any]:
    """Facts about the newest value of a function: alone, then beside the older ones."""
    argument, value = known[-1]
    if head.operation == "log":  # its head stands for log|x|, with x up to its sign
        import z3

        argument = z3.If(argument > 0, argument, -argument)
        known[-1] = (argument, value)
    yield from {"exp": _of_exp, "log": _of_log, "sigmoid": _of_sigmoid}[head.operation](argument, value)
    if head.operation == "log":
        yield from _of_number(head.inner[0], value)
    for other, older in known[:-1][:PAIRS]:
        if head.operation == "log":
            yield from _tangents(argument, value, other, older)
        yield from _monotone(head.operation, argument, value, other, older)


def _of_exp(x: Any, y: Any) -> Iterator[Any]:
    import z3

    yield y > 0
    yield y >= 1 + x  # with equality only at 0
    yield (y == 1 + x) == (x == 0)
    yield z3.Implies(x < 1, y * (1 - x) <= 1)


def _of_log(x: Any, y: Any) -> Iterator[Any]:
    import z3

    yield z3.Implies(x > 0, z3.And(y <= x - 1, (y == x - 1) == (x == 1), x * y >= x - 1))
    yield z3.Implies(x > 0, z3.And((y > 0) == (x > 1), (y < 0) == (x < 1)))


def _tangents(x: Any, y: Any, other: Any, older: Any) -> Iterator[Any]:
    """log a − log b ≤ a/b − 1 for positive a and b, both ways round."""
    import z3

    positive = z3.And(x > 0, other > 0)
    yield z3.Implies(positive, z3.And((y - older) * other <= x - other, (older - y) * x <= other - x))
    apart = z3.And(positive, x != other)
    yield z3.Implies(apart, z3.And((y - older) * other < x - other, (older - y) * x < other - x))


def _of_sigmoid(x: Any, y: Any) -> Iterator[Any]:
    import z3

    yield z3.And(y > 0, y < 1)
    yield z3.And((y > z3.Q(1, 2)) == (x > 0), (y < z3.Q(1, 2)) == (x < 0))


def _monotone(name: str, x: Any, y: Any, other: Any, older: Any) -> Iterator[Any]:
    import z3

    both = z3.And((x < other) == (y < older), (x == other) == (y == older))
    yield z3.Implies(z3.And(x > 0, other > 0), both) if name == "log" else both


def _of_number(form: Form, value: Any) -> Iterator[Any]:
    """Bounds of the logarithm of a whole number, to eight digits."""
    import flint
    import z3

    number = form.terms.get(Term((), ()))
    if len(form.terms) == 1 and number is not None and number > 1:
        ball = flint.arb(flint.fmpq(number.numerator, number.denominator)).log()
        lower = int(((ball * 10**8) - 1).floor().unique_fmpz() or 0)
        yield z3.And(value > z3.Q(lower, 10**8), value < z3.Q(lower + 3, 10**8))


def about_power(base: Any, value: Any) -> Iterator[Any]:
    """a^t for natural t, also for t = 0, where it is 1."""
    import z3

    yield z3.Implies(base > 0, value > 0)
    yield z3.Implies(base >= 0, value >= 0)
    yield z3.Implies(z3.And(base >= -1, base <= 1), z3.And(value >= -1, value <= 1))
    yield z3.Implies(base >= 1, value >= 1)
