"""Normal laws with names: their densities, divergences, and means under them.

Source: Kullback and Leibler, On information and sufficiency, Ann. Math. Statist. 22 (1951).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.kernel.expression import Apply, Expression, Symbol
from derivations.operations import algebra, gaussians
from derivations.operations.determinants import DETERMINANT
from derivations.operations.elementwise import LOG
from derivations.operations.notation import lift
from derivations.operations.powers import PI
from derivations.operations.probability import Law, expectation, gaussian
from derivations.reading import values
from derivations.reading.names import plain, symbol_name, with_scripts
from derivations.reading.sizes import SCALAR
from derivations.reading.source import Span, Token, Unread
from derivations.reading.syntax import Beside, Group, Letter, Node, Scripts, Word
from derivations.reading.values import IllTyped, Value

if TYPE_CHECKING:
    from derivations.reading.elaborate import Elaborator

HALF = Fraction(1, 2)


@dataclass(frozen=True, eq=False)
class Normal:
    """A normal law: its mean, a column or a number, and its covariance."""

    mean: Value
    covariance: Value
    letter: str = ""  # of what it is the law, as x in p(x) = N(μ, Σ)

    def density(self, x: Expression) -> Expression:
        return gaussians.DENSITY(x, self.mean.build(), self.covariance.build())

    def law(self, letter: Symbol) -> Law:
        return gaussian(letter, self.mean.build(), self.covariance.build())


def normal(reader: Elaborator, group: Group) -> Normal:
    """The law N(mean, covariance) whose group is given."""
    mean, covariance = (reader.value(item) for item in group.items)
    square = Value(covariance.span, (mean.shape[0], mean.shape[0]), covariance.build)
    values.needs_column(reader.trail, mean, "the mean of a normal law")
    values.same_shape(reader.trail, square, covariance, "the covariance of a normal law")
    return Normal(mean, covariance)


def law_name(node: Node) -> str:
    """The name of a law, as in p, q_1 and q(z); empty for anything else."""
    if isinstance(node, Beside) and len(node.items) == 2 and isinstance(node.items[1], Group):
        group, name = node.items[1], law_name(node.items[0])
        if group.opening != "(" or len(group.items) != 1 + bool(group.bar):
            return ""
        return _given(name, group) if group.bar else name
    if isinstance(node, Scripts) and isinstance(node.base, Letter) and not node.sups and not node.primes:
        return with_scripts(symbol_name(node.base), plain(node.sub))
    return symbol_name(node) if isinstance(node, Letter) else ""


def _given(name: str, group: Group) -> str:
    """The name of a law that depends on a letter, as in p(x | z)."""
    given = law_name(group.items[-1])
    return f"{name}|{given}" if name and given else ""


def logarithm(value: Expression) -> Expression:
    """The logarithm; that of densities, their products and quotients, written out."""
    return _written(value) or LOG(value)


def _written(value: Expression) -> Expression | None:
    if not isinstance(value, Apply):
        return None
    if value.operation is gaussians.DENSITY:
        return log_density(value)
    if value.operation.name not in ("product", "quotient", "scale"):
        return None
    parts = [_written(part) for part in value.arguments]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    return parts[0] - parts[1] if value.operation.name == "quotient" else parts[0] + parts[1]


def log_density(node: Apply) -> Expression:
    """−½(x − μ)'Σ⁻¹(x − μ) − ½n log 2π − ½ log det Σ, where Σ is definite, as for a density it is."""
    x, mean, covariance = node.arguments
    step = x - mean
    if x.shape == algebra.SCALAR:
        return -HALF * step**2 / covariance - HALF * LOG(2 * PI()) - HALF * LOG(covariance)
    size = algebra.SIZE(data=(x.shape[0],))
    return -HALF * step.T * covariance.inv * step - HALF * size * LOG(2 * PI()) - HALF * LOG(DETERMINANT(covariance))


def density(reader: Elaborator, name: str, group: Group, span: Span) -> Value | None:
    """p(x) for a named law p, or for the law of x itself when p has no other meaning."""
    if len(group.items) != 1 + bool(group.bar):
        return None
    law = reader.scope.normals.get(_given(name, group) if group.bar else name)
    if group.bar and law is None:
        return None
    own = law_name(group.items[0])
    declared = reader.scope.laws.get(own)
    if law is None and (name != "p" or declared is None):
        return None
    x = reader.value(group.items[0])
    if law is not None:
        known = law
        try:
            values.same_shape(reader.trail, x, law.mean, f"the argument of {name}")
        except IllTyped as error:
            raise Unread(str(error), span) from None
        return Value(span, SCALAR, lambda: known.density(x.build()))

    def build() -> Expression:
        own_law = declared() if declared is not None else None
        if own_law is None or not own_law.gaussian or own_law.mean is None or own_law.rows is None:
            raise Unread(f"the density of {own} is not known", span)
        return gaussians.DENSITY(x.build(), own_law.mean, own_law.rows)

    return Value(span, SCALAR, build)


def divergence(reader: Elaborator, items: Sequence[Node], place: int) -> tuple[Value, int] | None:
    """KL(p ‖ q), the mean of log p − log q under p."""
    head = items[place]
    if not _is_divergence(head):
        return None
    group = items[place + 1] if place + 1 < len(items) else None
    if not isinstance(group, Group) or len(group.items) != 2 or not group.bar:
        raise Unread("a divergence is read as KL(p \\| q)", head.span)
    p, q = (_law(reader, item) for item in group.items)
    values.same_shape(reader.trail, p.mean, q.mean, "the laws of a divergence")
    span = head.span.to(group.span)

    def build() -> Expression:
        mean = p.mean.build()
        x = Symbol("x", *mean.shape)
        return expectation(logarithm(p.density(x)) - logarithm(q.density(x)), p.law(x))

    return Value(span, SCALAR, build), place + 2


def _is_divergence(node: Node) -> bool:
    if isinstance(node, Word):
        return node.name in ("KL", "DKL") and not node.text
    base = node.base if isinstance(node, Scripts) else None
    named = (isinstance(base, Letter) and symbol_name(base) in ("D", "\\mathbb{D}", "\\mathcal{D}")) or (
        isinstance(base, Word) and base.name in ("D", "d")
    )
    return named and isinstance(node, Scripts) and plain(node.sub) in ("KL", "kl", "\\KL") and not node.sups


def _law(reader: Elaborator, node: Node) -> Normal:
    from derivations.reading.playing.targets import normal_law

    group = normal_law(node)
    if group is not None:
        return normal(reader, group)
    found = reader.scope.normals.get(law_name(node))
    if found is None:
        raise Unread(
            f"of which law {node.span.text.strip()} is was not said, as in $p = \\mathcal N(\\mu, \\Sigma)$", node.span
        )
    return found


def under(reader: Elaborator, sub: Sequence[Token], span: Span, body: Collection[str]) -> dict[str, Normal]:
    """The letters and laws that an index of E names, as in E_p and E_{x ∼ p}; empty when it names none.

    Under E_p that letter is random which is written p(x) somewhere and occurs in the body.
    """
    pieces: list[list[Token]] = [[]]
    for token in sub:
        if token.text in ("\\sim", "∼"):
            pieces.append([])
        elif token.text not in ("{", "}"):
            pieces[-1].append(token)
    name = _named(pieces[-1]) if sub else reader.scope.under
    found = reader.scope.normals.get(name)
    if found is None:
        return {}
    if len(pieces) == 2:
        return {_named(pieces[0]): found}
    own = frozenset({found.letter}) if found.letter else reader.scope.arguments.get(name, frozenset())
    letters = own & frozenset(body)
    if len(letters) > 1:
        raise Unread(f"which letter is random under {name} is not known: write E_{{x \\sim p}}", span)
    return {next(iter(letters), "x"): found}


def _named(tokens: Sequence[Token]) -> str:
    """The name of a letter with its subscript; empty when there is more."""
    from derivations.reading.parsing.parser import parsed

    try:
        return law_name(parsed(tokens)) if tokens else ""
    except Unread:
        return ""


__all__ = ["Normal", "density", "divergence", "lift", "logarithm", "normal", "under"]
