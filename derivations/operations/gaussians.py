"""Gaussians: densities, affine images, conditional means and covariances of what is affine in Gaussian letters."""

from __future__ import annotations

from fractions import Fraction

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Operation, Shape, ShapeError, written
from derivations.kernel.form import COLUMN, ROW, Form, Head, index_form
from derivations.operations.algebra import SCALAR, SIZE
from derivations.operations.binders import of_every_term
from derivations.operations.determinants import DETERMINANT
from derivations.operations.elementwise import EXP, ROOT
from derivations.operations.forms import entry
from derivations.operations.indices import free_indices
from derivations.operations.logic import LESS, opaque
from derivations.operations.matrices import TRACE
from derivations.operations.powers import PI, REAL_POWER
from derivations.operations.probability import EXPECTATION, Law, check_laws, laws_of, mentions_random, of_covariances
from derivations.operations.properties import POSITIVE_DEFINITE

SOURCE = "Anderson, An Introduction to Multivariate Statistical Analysis, 3rd ed. (2003), 2.3 to 2.5"


def _density_shape(node: Apply) -> Shape:
    x, mean, covariance = node.arguments
    if x.shape[1] != ONE or mean.shape != x.shape or covariance.shape != (x.shape[0], x.shape[0]):
        shapes = ", ".join(written(value.shape) for value in node.arguments)
        raise ShapeError(f"a density takes a column, a mean of its shape and a covariance, not {shapes}")
    return SCALAR


def density_meaning(node: Apply) -> Expression:
    """exp(−½(x − μ)'Σ⁻¹(x − μ)) / ((2π)^{n/2} √det Σ)."""
    x, mean, covariance = node.arguments
    half, step = Fraction(1, 2), x - mean
    if x.shape == SCALAR:
        return EXP(-half * step**2 / covariance) / ROOT(2 * PI() * covariance)
    volume = REAL_POWER(2 * PI(), half * SIZE(data=(x.shape[0],))) * ROOT(DETERMINANT(covariance))
    return EXP(-half * step.T * covariance.inv * step) / volume


def _density_domain(node: Apply) -> tuple[Apply, ...]:
    covariance = node.arguments[2]
    if covariance.shape == SCALAR:
        return (LESS(covariance.notation.lift(0), covariance),)
    return (POSITIVE_DEFINITE(covariance),)


def _density_differential(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    """f times the differential of log f."""
    (x, mean, covariance), (dx, dmean, dcovariance) = node.arguments, changes
    half, step, inverse = Fraction(1, 2), x - mean, covariance.inv
    inside = -step.T * inverse * (dx - dmean)
    if not node.notation.is_zero(dcovariance):
        turned = inverse * dcovariance
        trace = TRACE(turned) if x.shape != SCALAR else turned
        inside = inside + half * step.T * turned * inverse * step - half * trace
    return node * inside


DENSITY: Operation = Operation(
    "density",
    _density_shape,
    lambda n, f: index_form(density_meaning(n)),
    lambda c, n: c.value(density_meaning(n)),
    "\\mathcal N({0:0};\\, {1:0},\\, {2:0})",
    "N({0:0}; {1:0}, {2:0})",
    90,
    SOURCE,
    differential=_density_differential,
    domain=_density_domain,
)


def require_affine(value: Expression, laws: list[Law]) -> None:
    """Refuse what is not affine in the random letters, or letters that are not independent Gaussian columns."""
    for law in laws:
        known = law.gaussian and law.mean is not None and law.rows is not None and not law.group
        if not known or law.letter.shape[1] != ONE:
            raise ShapeError(f"{law.letter} is to be a Gaussian column with a known mean and covariance")
    if value.shape[1] != ONE:
        raise ShapeError(f"{value} ({written(value.shape)}) is no column")
    for term in index_form(value).terms:
        if mentions_random(term, laws) > 1:
            raise ShapeError(f"{value} is not affine in {', '.join(law.letter.name for law in laws)}")


def expected(value: Expression, node: Apply) -> Apply:
    """The mean of a value over the random letters of a node."""
    return EXPECTATION(value, *_parameters(node), data=node.data)


def covariance_of(a: Expression, b: Expression, node: Apply) -> Expression:
    """E[ab'] − E[a]E[b]' over the random letters of a node."""
    return expected(a * b.T, node) - expected(a, node) * expected(b, node).T


def _parameters(node: Apply) -> tuple[Expression, ...]:
    """What is known of the laws: the arguments behind those of the operation."""
    count = {"conditional_mean": 3, "conditional_covariance": 2, "distributed": 3}.get(node.operation.name, 1)
    return node.arguments[count:]


def laws_behind(node: Apply) -> list[Law]:
    """The laws of the random letters of a node of this module."""
    return laws_of(expected(node.notation.lift(0), node))


def _domain(node: Apply) -> tuple[Apply, ...]:
    return (*of_every_term(node), *of_covariances(laws_behind(node)))


def _opaque_value(node: Apply, forms: tuple[Form, ...]) -> Form:
    places = tuple(p for p, size in zip((ROW, COLUMN), node.shape, strict=True) if size != ONE)
    free = sorted(frozenset().union(*map(free_indices, forms)) - {ROW, COLUMN})
    abstract = tuple(form.renamed({index: f"${k}" for k, index in enumerate(free)}) for form in forms)
    said = ",".join(f"{written(a.shape)}: {form.key}" for a, form in zip(node.arguments, abstract, strict=True))
    return entry(Head(f"{node.operation.name}{node.data!r}<{said}>", "conditional", abstract), *places, *free)


def _mean_shape(node: Apply) -> Shape:
    check_laws(node, laws_behind(node))
    body, given, value = node.arguments[:3]
    if given.shape != value.shape or given.shape[1] != ONE or body.shape[1] != ONE:
        raise ShapeError(
            f"given {given} ({written(given.shape)}) = {value} ({written(value.shape)}): columns of one shape"
        )
    return body.shape


def _covariance_shape(node: Apply) -> Shape:
    check_laws(node, laws_behind(node))
    body, given = node.arguments[:2]
    if given.shape[1] != ONE or body.shape[1] != ONE:
        raise ShapeError(
            f"a conditional covariance is of columns, not of {written(body.shape)}, {written(given.shape)}"
        )
    return body.shape[0], body.shape[0]


def _distributed_shape(node: Apply) -> Shape:
    check_laws(node, laws_behind(node))
    value, mean, covariance = node.arguments[:3]
    if mean.shape != value.shape or covariance.shape != (value.shape[0], value.shape[0]) or value.shape[1] != ONE:
        shapes = ", ".join(written(part.shape) for part in node.arguments[:3])
        raise ShapeError(f"a Gaussian column has a mean of its shape and a covariance, not {shapes}")
    return TRUTH


def _constant(node: Apply, changes: tuple[Expression, ...]) -> Expression:
    from derivations.operations.forms import Unsupported

    if all(node.notation.is_zero(change) for change in changes):
        nothing: Expression = node.notation.zero(*node.shape)
        return nothing
    raise Unsupported(f"the derivative of {node} is not supported yet")


CONDITIONAL_MEAN = Operation(  # arguments: the body, what is given, its value, then what is known of the laws
    "conditional_mean",
    _mean_shape,
    _opaque_value,
    lambda c, n: c.conditional(n)[0],
    "\\E\\left[{0:0} \\mid {1:0} = {2:0}\\right]",
    "E[{0:0} | {1:0} = {2:0}]",
    90,
    SOURCE,
    differential=_constant,
    domain=_domain,
    binds=True,
)
CONDITIONAL_COVARIANCE = Operation(
    "conditional_covariance",
    _covariance_shape,
    _opaque_value,
    lambda c, n: c.conditional(n)[1],
    "\\operatorname{{Cov}}\\left[{0:0} \\mid {1:0}\\right]",
    "Cov[{0:0} | {1:0}]",
    90,
    SOURCE,
    differential=_constant,
    domain=_domain,
    binds=True,
)
DISTRIBUTED = Operation(  # arguments: a value, its mean and covariance, then what is known of the laws
    "distributed",
    _distributed_shape,
    opaque,
    lambda c, n: c.is_distributed(n),
    "{0:6} \\sim \\mathcal N({1:0},\\, {2:0})",
    "{0:6} ~ N({1:0}, {2:0})",
    5,
    SOURCE,
    domain=_domain,
    binds=True,
)
ROWS = (DENSITY, CONDITIONAL_MEAN, CONDITIONAL_COVARIANCE, DISTRIBUTED)


def with_laws(operation: Operation, *arguments: Expression, laws: tuple[Law, ...]) -> Apply:
    """A node of this module over random letters."""
    from derivations.operations.probability import expectation

    mean = expectation(arguments[0].notation.lift(0), *laws)
    return operation(*arguments, *getattr(mean, "arguments", ())[1:], data=getattr(mean, "data", ()))
