"""What every operation asks of the indices and letters in its data.

Forms know an index by its name alone. So an index that runs to another size than the side it picks from, or than a
binder of its name, would be taken for one that fits, and what is proved of it would be false.
"""

from __future__ import annotations

from derivations.kernel.expression import ONE, TRUTH, Apply, Expression, Index, ShapeError, Size, Symbol, free, written


def check_position(of: Expression, index: Index | None, size: Size, side: str) -> None:
    """Raise ShapeError unless an index runs over a side of a value; None stands for the one place of a side of 1."""
    if (index is None) != (size == ONE) or (index and index.size != size):
        given = f"{index.name} runs to {index.size}" if index else "none is given"
        raise ShapeError(f"{of} ({written(of.shape)}) needs a {side} index up to {size}; {given}")
    check_exists(index)


def check_exists(index: Index | None) -> None:
    """Raise ShapeError for a fixed position beyond a size that is a number."""
    if index is None or not index.name.isdigit() or any(letters for letters, _ in index.size.terms):
        return
    if int(index.name) > sum(count for _, count in index.size.terms):
        raise ShapeError(f"there is no position {index.name} among {index.size}")


def check_running(node: Apply, index: object) -> None:
    """Raise ShapeError unless an index is one that can run, and means the same everywhere inside a node."""
    if not isinstance(index, Index) or index.name.isdigit():
        raise ShapeError(f"{node.operation.name} needs an index that runs, not {getattr(index, 'name', index)}")
    for other in frozenset[Symbol | Index]().union(*map(free, node.arguments)):
        if isinstance(other, Index) and other.name == index.name and other.size != index.size:
            raise ShapeError(
                f"{node.operation.name} runs {index.name} up to {index.size}, and inside it runs to {other.size}"
            )


def check_letters(node: Apply, letters: tuple[object, ...]) -> None:
    """Raise ShapeError unless what a node binds is letters, each of them once."""
    if not all(isinstance(letter, Symbol) for letter in letters) or len(set(letters)) != len(letters):
        names = ", ".join(str(getattr(letter, "name", letter)) for letter in letters)
        raise ShapeError(f"{node.operation.name} binds letters, each of them once, not {names}")


def check_value(node: Apply) -> None:
    """Raise ShapeError when an operation on values is given a proposition."""
    for argument in node.arguments:
        if argument.shape == TRUTH:
            raise ShapeError(f"{node.operation.name} takes values; {argument} is a proposition")


def check_sizes(node: Apply, sizes: tuple[object, ...]) -> None:
    """Raise ShapeError unless what a node is told are sizes."""
    if not sizes or not all(isinstance(size, Size) for size in sizes):
        raise ShapeError(f"{node.operation.name} needs sizes, not {sizes}")
