"""Densities: what stands in the parentheses of p(…) tells which one is meant, so that p(x | z) and p(z) are two.

Their names are written with what they are of: `p(x|z)`. Accents and indices make no difference, so that p(x_i | θ)
is a value of p(x | θ).
"""

from __future__ import annotations

from derivations.reading.names import plain, symbol_name
from derivations.reading.scope import Defined, Scope, base_of
from derivations.reading.source import Unread
from derivations.reading.syntax import Group, Letter, Node, Scripts

LETTERS = frozenset({"p", "q", "P", "\\mathbb{P}", "\\Pr", "Pr"})


def named(name: str, group: Group) -> str:
    """The name of a function where it stands before these arguments; a density's has them in it."""
    if not _is_density(name, group):
        return name
    return _joined(name, [_argument(item) or "…" for item in group.items], group.bar)


def found(scope: Scope, name: str, group: Group | None) -> Defined | None:
    """The definition that is meant by a name, by itself or before arguments. Unread where another may be meant."""
    if group is None or not _is_density(name, group):
        own = [made for made in scope.defined.values() if _is_of(made.name, name) and "|" not in made.name]
        plain_ = scope.defined.get(name)
        return plain_ or (own[0] if len(own) == 1 and group is None else None)
    exact = scope.defined.get(named(name, group)) or scope.defined.get(name)
    if exact is not None:
        return exact
    others = _others(scope, name)
    like = [made for made in others if _fits(scope, made, name, group)]
    if len(like) == 1:
        return like[0]
    if others:
        known = " and ".join(made.name for made in others)
        raise Unread(f"of {name}{group.span.text.strip()} nothing is given, but {known}", group.span)
    return None


def related(scope: Scope, name: str) -> str:
    """Another density of a letter that a density is of, from which its formula follows; empty without one."""
    stem, mine = name.partition("(")[0], _letters_of(name)
    others = (made.name for made in _others(scope, stem) if made.name != name)
    return next((other for other in others if mine & _letters_of(other)), "")


def follows(scope: Scope, name: str) -> bool:
    """Whether it is the density of a letter whose law is known, so that no equation is free to give it."""
    stem, letter = name.partition("(")[0], name.partition("(")[2].rstrip(")")
    return stem == "p" and any(base_of(random) == letter for random in scope.laws)


def _others(scope: Scope, name: str) -> list[Defined]:
    """What is defined with this letter: in this part, or where that has nothing, before it."""
    found = [made for made in scope.defined.values() if _is_of(made.name, name)]
    return [made for made in found if made.recent] or found


def _letters_of(name: str) -> set[str]:
    return set(name.partition("(")[2].rstrip(")").replace("|", ",").split(",")) - {""}


def _is_density(name: str, group: Group) -> bool:
    if group.opening not in ("(", "["):
        return False
    return bool(group.bar) or name.split("_")[0] in LETTERS


def _is_of(key: str, name: str) -> bool:
    return key.startswith(f"{name}(")


def _joined(name: str, arguments: list[str], bar: int) -> str:
    before, after = (arguments[:bar], arguments[bar:]) if bar else (arguments, [])
    return f"{name}({','.join(before)}{'|' if bar else ''}{','.join(after)})"


def _argument(item: Node) -> str:
    """The letter that an argument is written with; empty for what is no letter."""
    base = item.base if isinstance(item, Scripts) else item
    square = isinstance(item, Scripts) and any(plain(tokens).isdigit() for tokens in item.sups)
    if not isinstance(base, Letter):
        return ""
    return base_of(symbol_name(base)) + ("^2" if square else "")


def _fits(scope: Scope, made: Defined, name: str, group: Group) -> bool:
    """Whether a definition may be taken at these arguments: at values, and at letters of which nothing is known."""
    shown = made.name[len(name) + 1 : -1]
    bar = shown.split("|")[0].count(",") + 1 if "|" in shown else 0
    own = shown.replace("|", ",").split(",")
    if bar != group.bar or len(own) != len(group.items):
        return False
    return all(
        letter in ("", mine) or not _is_known(scope, letter)
        for letter, mine in zip(map(_argument, group.items), own, strict=True)
    )


def _is_known(scope: Scope, letter: str) -> bool:
    """Whether a letter is somebody's: the density of another quantity is another density."""
    everyone = {*scope.letters, *scope.laws, *scope.defined, *scope.indexed}
    return any(base_of(name) == letter for name in everyone)
