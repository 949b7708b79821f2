"""Functions applied to every entry: ReLU and its step, absolute value, roots, exp, log and kin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Index, Number, Operation, Shape, ShapeError
from derivations.kernel.form import Form, Head, constant
from derivations.operations.algebra import ENTRY, SCALAR
from derivations.operations.binders import of_every_term
from derivations.operations.data import check_running, check_value
from derivations.operations.exponentials import exp_form, exponent_of, sigmoid_form
from derivations.operations.forms import Unsupported, entry, of_entry
from derivations.operations.indices import free_indices
from derivations.operations.logarithms import log_of
from derivations.operations.logic import AT_MOST, EQUAL, FORALL, LESS, UNEQUAL, step_form
from derivations.operations.matrices import DIAGONAL_MATRIX, HADAMARD, ONES
from derivations.operations.reciprocals import reciprocal


def _same(node: Apply) -> Shape:
    first = node.arguments[0]
    for argument in node.arguments:
        if argument.shape == TRUTH or argument.shape != first.shape:
            raise ShapeError(f"{node.operation.name} of {argument}: it takes values of one shape")
    return first.shape


def _conditions(sign: Operation) -> Callable[[Apply], tuple[Apply, ...]]:
    """0 related to every entry of the argument."""
    return lambda node: (of_every_entry(sign, node.arguments[0]),)


def of_every_entry(sign: Operation, value: Expression) -> Apply:
    """0 related to a scalar, or to every entry of a vector or matrix."""
    zero = Number(Fraction(0))
    if value.shape == SCALAR:
        return sign(zero, value)
    names = zip(("i", "j"), value.shape, strict=True)
    places = tuple(None if size == ONE else Index(name, size) for name, size in names)
    body = sign(zero, ENTRY(value, data=places))
    for place in reversed([place for place in places if place]):
        body = FORALL(body, data=(place,))
    return body


def _times(factor: Expression, change: Expression) -> Expression:
    return factor * change if factor.shape == SCALAR else HADAMARD(factor, change)


def relu_form(argument: Form) -> Form:
    """u where u > 0, else 0, written with the step of u or of −u so that relu(u) − relu(−u) is u."""
    flipped = argument.scaled(-1)
    if flipped.key < argument.key:
        return argument + flipped * step_form(flipped)
    return argument * step_form(argument)


def _absolute_form(argument: Form) -> Form:
    least = min(argument, argument.scaled(-1), key=lambda form: form.key)
    return least * step_form(least).scaled(2) - least


def root_form(argument: Form) -> Form:
    """The square root of an entry; rational squares come out."""
    if not argument.terms:
        return argument
    lead = max(abs(c) for c in argument.terms.values())
    outside, inside = _square_part(lead)
    rest = argument.scaled(inside / lead)
    return constant(outside) if rest == constant(1) else of_entry("sqrt", rest).scaled(outside)


def _square_part(value: Fraction) -> tuple[Fraction, Fraction]:
    """Write a positive number as outside² · inside with a whole, small inside."""
    whole, outside = value.numerator * value.denominator, 1
    for factor in range(2, 1000):
        while whole % factor**2 == 0:
            whole, outside = whole // factor**2, outside * factor
    return Fraction(outside, value.denominator), Fraction(whole)


def _exp_of_log(node: Apply) -> Iterator[Apply]:
    (inside,) = node.arguments
    if isinstance(inside, Apply) and inside.operation is LOG:
        yield EQUAL(node, inside.arguments[0])


def _ones(value: Expression) -> Expression:
    return Number(Fraction(1)) if value.shape == SCALAR else ONES(data=value.shape)


def _row(
    name: str,
    latex: str,
    entry_of: Callable[[Apply, tuple[Form, ...]], Form],
    slope: Callable[[Expression], Expression],
    *,
    text: str = "",
    precedence: int = 90,
    domain: Callable[[Apply], tuple[Apply, ...]] = lambda node: (),
    smooth: Callable[[Apply], tuple[Apply, ...]] = lambda node: (),
    kinks: Callable[[Apply], tuple[Apply, ...]] = lambda node: (),
) -> Operation:
    return Operation(
        name,
        _same,
        entry_of,
        lambda c, n: c.elementwise(name, c.value(n.arguments[0])),
        latex,
        text or f"{name}({{0:0}})",
        precedence,
        "definition",
        differential=lambda node, changes: _times(slope(node.arguments[0]), changes[0]),
        domain=domain,
        smooth=smooth,
        kinks=kinks,
    )


def _reciprocal_entries(value: Expression) -> Expression:
    return 1 / value if value.shape == SCALAR else RATIO(ONES(data=value.shape), value)


STEP = _row(  # 1 where positive, else 0; flat on both sides of the kink
    "step",
    "\\ind\\{{{0:0} > 0\\}}",
    lambda n, f: step_form(f[0]),
    lambda u: u.notation.zero(*u.shape),
    text="1{{{0:0} > 0}}",
    smooth=_conditions(UNEQUAL),
)
RELU = _row(  # its derivative at 0 is fixed to be 0, the course's convention
    "relu",
    "\\max(0, {0:0})",
    lambda n, f: relu_form(f[0]),
    lambda u: STEP(u),
    text="max(0, {0:0})",
    kinks=_conditions(UNEQUAL),
)
ABSOLUTE = _row(
    "abs",
    "\\lvert {0:0} \\rvert",
    lambda n, f: _absolute_form(f[0]),
    lambda u: STEP(u) - STEP(-u),
    text="|{0:0}|",
    smooth=_conditions(UNEQUAL),
)
ROOT: Operation = _row(
    "sqrt",
    "\\sqrt{{{0:0}}}",
    lambda n, f: root_form(f[0]),
    lambda u: _reciprocal_entries(2 * ROOT(u)),
    text="√({0:0})",
    domain=_conditions(AT_MOST),
    smooth=_conditions(LESS),
)
EXP: Operation = replace(
    _row("exp", "\\exp({0:0})", lambda n, f: exp_form(f[0]), lambda u: EXP(u)),
    laws=lambda node: tuple(_exp_of_log(node)),
)
LOG = _row(
    "log",
    "\\log({0:0})",
    lambda n, f: log_of(n.arguments[0]),
    lambda u: _reciprocal_entries(u),
    domain=_conditions(LESS),
)


SIGMOID: Operation = _row(
    "sigmoid",
    "\\operatorname{{sigm}}({0:0})",
    lambda n, f: sigmoid_form(f[0]),
    lambda u: _times(SIGMOID(u), _ones(u) - SIGMOID(u)),
)
TANH: Operation = _row(
    "tanh",
    "\\tanh({0:0})",
    lambda n, f: sigmoid_form(f[0].scaled(2)).scaled(2) - constant(1),
    lambda u: _ones(u) - _times(TANH(u), TANH(u)),
)


def _ratio_form(node: Apply, forms: tuple[Form, ...]) -> Form:
    top, bottom = forms
    return top * reciprocal(bottom)


def _ratio_laws(node: Apply) -> tuple[Apply, ...]:
    top, bottom = node.arguments
    if node.shape[1] == ONE:
        one = ONES(data=node.shape)
        inverse = RATIO(one, bottom)
        return (
            EQUAL(DIAGONAL_MATRIX(bottom) * DIAGONAL_MATRIX(node), DIAGONAL_MATRIX(top)),
            EQUAL(DIAGONAL_MATRIX(bottom) * DIAGONAL_MATRIX(inverse), node.notation.identity(node.shape[0])),
        )
    return (EQUAL(HADAMARD(bottom, node), top),)


def _ratio_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    _, bottom = node.arguments
    return RATIO(changes[0], bottom) - RATIO(HADAMARD(node, changes[1]), bottom)


RATIO: Operation = Operation(
    "entrywise quotient",
    _same,
    _ratio_form,
    lambda c, n: c.ratio(*map(c.value, n.arguments)),
    "{0:21} \\oslash {1:21}",
    "{0:21} ⊘ {1:21}",
    20,
    "Horn & Johnson, Topics in Matrix Analysis, 5.0: the inverse for the entrywise product",
    differential=_ratio_differential,
    domain=lambda n: (of_every_entry(UNEQUAL, n.arguments[1]),),
    laws=_ratio_laws,
)


def _product_over_shape(node: Apply) -> Shape:
    (body,), (index,) = node.arguments, node.data
    check_value(node)
    check_running(node, index)
    return body.shape


def _product_over_entry(node: Apply, forms: tuple[Form, ...]) -> Form:
    exponent = exponent_of(forms[0])
    if exponent is not None:  # a product of exponentials is one of a sum
        return exp_form(exponent.summed(node.data[0].name, node.data[0].size))
    bound = forms[0].renamed({node.data[0].name: "%"})
    free = sorted(free_indices(bound) - {"%"})
    abstract = bound.renamed({name: f"${k}" for k, name in enumerate(free)})
    return entry(Head(f"product[{node.data[0].size}]<{abstract.key}>", "product", (abstract,)), *free)


def _no_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    raise Unsupported(f"the derivative of a product over an index, {node}, is not supported yet")


PRODUCT_OVER = Operation(
    "product_over",
    _product_over_shape,
    _product_over_entry,
    lambda c, n: c.product_over(n.arguments[0], *n.data),
    "\\prod{range} {0:20}",
    "Π{range} {0:20}",
    15,
    "definition",
    domain=of_every_term,
    differential=_no_differential,
    binds=True,
)
ROWS = (STEP, RELU, ABSOLUTE, ROOT, EXP, LOG, SIGMOID, TANH, RATIO, PRODUCT_OVER)
