"""Words for properties of letters, as people write them in prose and in declarations."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.expression import ONE, Apply, Expression, Index, Operation, Symbol
from derivations.operations import elementwise, logic, powers, properties
from derivations.operations.notation import both, entry, equal, forall, total, unit, zero

Said = Callable[[Expression], Apply]


def _sign(operation: Operation) -> Said:
    return lambda value: elementwise.of_every_entry(operation, value)


def _on_diagonal(operation: Operation) -> Said:
    def said(value: Expression) -> Apply:
        place = Index("i", value.shape[0])
        return forall(place, operation(zero(1), entry(value, place, place)))

    return said


def _positive_definite(value: Expression) -> Apply:
    return _definite(value, properties.POSITIVE_DEFINITE, logic.LESS)


def _definite(value: Expression, of_matrix: Operation, of_scalar: Operation) -> Apply:
    from derivations.operations.algebra import SCALAR

    return of_scalar(zero(1), value) if value.shape == SCALAR else of_matrix(value)


def _unit(value: Expression) -> Apply:
    from derivations.operations.matrices import SQUARED_NORM

    return equal(SQUARED_NORM(value), 1)


def _sums_to_one(value: Expression) -> Apply:
    place = Index("i", value.shape[0])
    return equal(total(place, entry(value, place)), 1)


def _probabilities(value: Expression) -> Apply:
    return both(elementwise.of_every_entry(logic.LESS, value), _sums_to_one(value))


def _one_hot(value: Expression) -> Apply:
    """It is a vector of the standard basis, at a place of its own of which nothing is known."""
    if not isinstance(value, Symbol):
        return _sums_to_one(value)
    name = "c_" + "".join(c if c.isalnum() else "_" for c in value.name)  # two letters may be hot at two places
    return both(equal(value, unit(Index(name, value.shape[0]))), _sums_to_one(value))


def _centred(value: Expression) -> Apply:
    """The rows add up to zero."""
    from derivations.operations.matrices import ONES

    return equal(value.T * ONES(data=(value.shape[0], ONE)), zero(value.shape[1], 1))


TABLE: dict[str, Said] = {
    "symmetric": properties.SYMMETRIC,
    "skew": properties.SKEW,
    "skew-symmetric": properties.SKEW,
    "skew symmetric": properties.SKEW,
    "anti-symmetric": properties.SKEW,
    "antisymmetric": properties.SKEW,
    "orthogonal": properties.ORTHOGONAL,
    "orthonormal": properties.ORTHOGONAL,
    "invertible": properties.INVERTIBLE,
    "nonsingular": properties.INVERTIBLE,
    "non-singular": properties.INVERTIBLE,
    "regular": properties.INVERTIBLE,
    "full rank and square": properties.INVERTIBLE,
    "diagonal": properties.DIAGONAL,
    "idempotent": properties.IDEMPOTENT,
    "positive definite": _positive_definite,
    "positive-definite": _positive_definite,
    "positive semidefinite": lambda v: _definite(v, properties.POSITIVE_SEMIDEFINITE, logic.AT_MOST),
    "p.s.d.": lambda v: _definite(v, properties.POSITIVE_SEMIDEFINITE, logic.AT_MOST),
    "psd": lambda v: _definite(v, properties.POSITIVE_SEMIDEFINITE, logic.AT_MOST),
    "p.d.": _positive_definite,
    "pd": _positive_definite,
    "spd": _positive_definite,
    "positive semi-definite": lambda v: _definite(v, properties.POSITIVE_SEMIDEFINITE, logic.AT_MOST),
    "positive-semidefinite": lambda v: _definite(v, properties.POSITIVE_SEMIDEFINITE, logic.AT_MOST),
    "full column rank": properties.FULL_COLUMN_RANK,
    "linearly independent columns": properties.FULL_COLUMN_RANK,
    "independent columns": properties.FULL_COLUMN_RANK,
    "full row rank": properties.FULL_ROW_RANK,
    "linearly independent rows": properties.FULL_ROW_RANK,
    "orthonormal columns": properties.ORTHONORMAL_COLUMNS,
    "positive": _sign(logic.LESS),
    "nonnegative": _sign(logic.AT_MOST),
    "non-negative": _sign(logic.AT_MOST),
    "positive diagonal entries": _on_diagonal(logic.LESS),
    "nonnegative diagonal entries": _on_diagonal(logic.AT_MOST),
    "non-negative diagonal entries": _on_diagonal(logic.AT_MOST),
    "nonzero": lambda v: logic.UNEQUAL(v, zero(*v.shape)),
    "non-zero": lambda v: logic.UNEQUAL(v, zero(*v.shape)),
    "unit vector": _unit,
    "unit vectors": _unit,
    "unit length": _unit,
    "of unit norm": _unit,
    "unit norm": _unit,
    "one-hot": _one_hot,
    "one-hot encoded": _one_hot,
    "centred": _centred,
    "centered": _centred,
    "centred columns": _centred,
    "centered columns": _centred,
    "zero-mean columns": _centred,
    "norm one": _unit,
    "unit euclidean norm": _unit,
    "permutation": properties.ORTHOGONAL,
    "rotation": properties.ORTHOGONAL,
    "reflection": properties.ORTHOGONAL,
    "gram": properties.POSITIVE_SEMIDEFINITE,
    "projection": properties.IDEMPOTENT,
    "projector": properties.IDEMPOTENT,
    "orthogonal projection": properties.IDEMPOTENT,
    "orthogonal projector": properties.IDEMPOTENT,
    "natural": powers.NATURAL,
    "entries sum to one": _sums_to_one,
    "probability vector": _probabilities,
}
ALSO = {"orthogonal projection": "symmetric", "orthogonal projector": "symmetric"}  # what such a matrix is besides
PARTLY = frozenset(  # of which more is known than these say
    [
        "permutation",
        "rotation",
        "reflection",
        "projection",
        "projector",
        "orthogonal projection",
        "orthogonal projector",
    ]
)
SQUARE = frozenset(
    {
        *PARTLY,
        "symmetric",
        "skew",
        "skew-symmetric",
        "skew symmetric",
        "anti-symmetric",
        "antisymmetric",
        "orthogonal",
        "orthonormal",
        "invertible",
        "nonsingular",
        "non-singular",
        "regular",
        "diagonal",
        "idempotent",
        *(
            name
            for name in TABLE
            if "definite" in name or "diagonal" in name or name in ("spd", "psd", "pd", "p.d.", "p.s.d.")
        ),
    }
)
OF_ENTRIES = frozenset(  # what may be said of x_1, …, x_n together; anything else would be said of each
    ["positive", "nonnegative", "non-negative", "centred", "centered", "natural", "nonzero", "non-zero"]
)
ON_DIAGONAL = {  # what is said of the entries of a diagonal matrix, as said of the matrix
    "positive": "positive definite",
    "nonnegative": "positive semidefinite",
    "non-negative": "positive semidefinite",
    "positive diagonal entries": "positive definite",
    "nonnegative diagonal entries": "positive semidefinite",
    "non-negative diagonal entries": "positive semidefinite",
}
OF_ENTRIES |= {"entries sum to one"}
OF_MATRICES = SQUARE | frozenset({name for name in TABLE if "rank" in name or "columns" in name or "rows" in name})
LONGEST_FIRST = sorted(TABLE, key=len, reverse=True)


def all_of(parts: list[Apply]) -> Apply:
    """Several properties as one proposition."""
    return parts[0] if len(parts) == 1 else both(*parts)
