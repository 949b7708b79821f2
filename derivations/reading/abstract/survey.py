"""What a document does with letters that may be functions: seen before it is read, since a use may explain another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from derivations.reading.abstract.names import FUNCTIONS, LOSSES, bare
from derivations.reading.events import Claimed, Define, Event, name_of
from derivations.reading.names import is_transpose, plain
from derivations.reading.parsing.parser import parsed
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Bars, Beside, Group, Infix, Letter, Node, Ratio, Scripts, Symbol, Word, parts

ENTRYWISE_SIGNS = ("\\odot", "\\circ")


@dataclass
class Survey:
    """Names by what is done with them; of a loss, the letters by which it is differentiated."""

    called: set[str] = field(default_factory=set)  # f(x)
    differentiated: set[str] = field(default_factory=set)  # ∇f(x): what has a gradient is a number
    vectors: set[str] = field(default_factory=set)  # f(x)', ‖f(x)‖: more than a number
    entrywise: set[str] = field(default_factory=set)  # φ'(u) ⊙ v
    losses: dict[str, dict[str, Node]] = field(default_factory=dict)


def surveyed(events: Iterable[Event]) -> Survey:
    """The survey of what is stated in events."""
    survey = Survey()
    for event in events:
        for tokens in _expressions(event):
            with suppress(Unread, RecursionError):
                for node in parts(parsed(tokens)):
                    _look(survey, node)
    return survey


def _expressions(event: Event) -> Iterator[Sequence[Token]]:
    if isinstance(event, Claimed):
        yield from (value for chain in event.statement.chains for value in chain.values if value)
    elif isinstance(event, Define):
        sign = next((k for k, token in enumerate(event.tokens) if token.text in ("=", ":=")), 0)
        yield event.tokens[sign + 1 :]


def _look(survey: Survey, node: Node) -> None:
    match node:
        case Beside():
            _factors(survey, node.items)
        case Ratio():
            _quotient(survey, node)
        case Bars() if node.sign == "\\|":
            survey.vectors |= {name for part in _terms(node.inside) for name in _calls(part, plainly=True)}
        case Infix() if node.sign in ENTRYWISE_SIGNS:
            survey.entrywise |= {name for side in (node.left, node.right) for name in _calls(side)}


def _terms(node: Node) -> list[Node]:
    return [term for _, term in getattr(node, "terms", ())] or [node]


def _items(node: Node) -> Sequence[Node]:
    return node.items if isinstance(node, Beside) else (node,)


def _calls(node: Node, *, plainly: bool = False) -> Iterator[str]:
    """The functions called among the factors of a product; `plainly` without those under a nabla."""
    items = _items(node)
    for k, item in enumerate(items[:-1]):
        name = function_name(item)
        if name and group_of(items[k + 1]) and not (plainly and (_is_nabla(items[k - 1]) if k else False)):
            yield name


def _factors(survey: Survey, items: Sequence[Node]) -> None:
    for k, item in enumerate(items):
        group = group_of(items[k + 1]) if k + 1 < len(items) else None
        group = None if group is not None and k and is_factor(items[k - 1], group) else group
        name = function_name(item)
        if name and group is not None and all(isinstance(x, Letter | Scripts) for x in group.items):
            survey.called.add(name)
        if name and group is not None:
            _of_call(survey, name, items, k)
        if k and _is_nabla(items[k - 1]) and loss_name(item) and group is None:
            _by(survey, item, _below(items[k - 1]))
        if k and isinstance(items[k - 1], Ratio) and loss_name(item):
            _operator(survey, items[k - 1], item)


def is_factor(nabla: Node, group: Group) -> bool:
    """Whether in ∇_z L (a)' the group is a factor: L is no function of what stands in it alone."""
    letters = [name_of(node) for node in _below(nabla)] if _is_nabla(nabla) else []
    return bool(letters) and not any(name_of(part) in letters for part in parts(group))


def _of_call(survey: Survey, name: str, items: Sequence[Node], k: int) -> None:
    follow = items[k + 1]
    if k and _is_nabla(items[k - 1]):
        survey.differentiated.add(name)
    elif isinstance(follow, Scripts) and any(is_transpose(sup) for sup in follow.sups):
        survey.vectors.add(name)


def _quotient(survey: Survey, node: Ratio) -> None:
    """∂L/∂x."""
    above, below = _items(node.top), _items(node.bottom)
    if len(above) == 2 and is_sign(above[0]) and loss_name(above[1]):
        _by(survey, above[1], [x for x in below if not is_sign(x)] if is_sign(below[0]) else [])


def _operator(survey: Survey, ratio: Node, item: Node) -> None:
    """∂/∂x L."""
    if isinstance(ratio, Ratio) and is_sign(ratio.top):
        _by(survey, item, [x for x in _items(ratio.bottom) if not is_sign(x)])


def _below(nabla: Node) -> list[Node]:
    with suppress(Unread):
        return [parsed(nabla.sub)] if isinstance(nabla, Scripts) and nabla.sub else []
    return []


def _by(survey: Survey, item: Node, letters: Iterable[Node]) -> None:
    known = survey.losses.setdefault(loss_name(item), {})
    for letter in letters:
        name = name_of(letter)
        if name is not None:
            known.setdefault(name.name, letter)


def is_sign(node: Node) -> bool:
    """Whether a node is the sign of a derivative: ∂ or d."""
    base = node.base if isinstance(node, Scripts) else node
    return (isinstance(base, Symbol) and base.name == "\\partial") or (isinstance(base, Letter) and base.name == "d")


def _is_nabla(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.name == "\\nabla"


def group_of(node: Node) -> Group | None:
    """The parentheses that a node is, perhaps with a superscript."""
    base = node.base if isinstance(node, Scripts) and not node.sub else node
    return base if isinstance(base, Group) and base.opening == "(" and not base.bar else None


def function_name(node: Node) -> str:
    """The name of a letter that may be a function, without primes and powers; empty for anything else."""
    name = bare_name(node)
    return name if bare(name) in FUNCTIONS else ""


def bare_name(node: Node) -> str:
    """The name of a letter without primes and powers; empty for anything else, and with the index of a member."""
    base = node.base if isinstance(node, Scripts) else node
    if not isinstance(base, Letter):
        return ""
    kept = Scripts(node.span, base, node.sub, labels(node)) if isinstance(node, Scripts) else node
    name = name_of(kept)
    return name.name if name is not None and not name.index else ""


def labels(node: Scripts) -> tuple[tuple[Token, ...], ...]:
    """The superscripts of a node that belong to its name."""
    from derivations.reading.names import is_label

    return tuple(sup for sup in node.sups if is_label(sup) and not is_transpose(sup) and plain(sup) != "\\prime")


def loss_name(node: Node) -> str:
    """The name of a letter or word for a loss; empty for anything else."""
    if isinstance(node, Word):
        return node.name if node.name in LOSSES else ""
    name = name_of(node)
    return name.name if name is not None and not name.index and bare(name.name) in LOSSES else ""
