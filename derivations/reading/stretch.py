"""How far a sum reaches: Σ_i a_i + b_i is a sum of both where i means nothing outside of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from derivations.reading.names import index_terms
from derivations.reading.syntax import Beside, Big, Node, Plus, Scripts


def free_indices(node: Node) -> set[str]:
    """The index letters that stand below something outside of every sum."""
    if isinstance(node, Big):
        return set()
    found = set(index_terms(node.sub) or ()) if isinstance(node, Scripts) else set()
    for inner in node.children:
        found |= free_indices(inner)
    if isinstance(node, Scripts):
        for script in node.sups:
            if len(script) == 3 and script[0].text == "(":  # x^{(i)}
                found.add(script[1].text)
    return found


def stretched(node: Node, outer: Collection[str] = ()) -> Node:
    """The tree in which a sum takes in the terms after it that use its index. `outer` are letters in force outside."""
    if not isinstance(node, Plus):
        return node
    terms = list(node.terms)
    for k in range(len(terms) - 2, -1, -1):
        sign, term = terms[k]
        last = term.items[-1] if isinstance(term, Beside) else term
        if not isinstance(last, Big) or last.sign != "\\sum":
            continue
        names = _bound(last) - set(outer)
        ends = [j for j in range(k + 1, len(terms)) if free_indices(terms[j][1]) & names]
        if ends:
            taken = tuple(terms[k + 1 : ends[-1] + 1])
            body = Plus(last.body.span.to(taken[-1][1].span), ((1, last.body), *taken))
            whole: Node = replace(last, span=last.span.to(body.span), body=stretched(body, {*outer, *names}))
            if isinstance(term, Beside):
                whole = replace(term, span=term.span.to(body.span), items=(*term.items[:-1], whole))
            terms[k : ends[-1] + 1] = [(sign, whole)]
    return terms[0][1] if len(terms) == 1 and terms[0][0] > 0 else replace(node, terms=tuple(terms))


def _bound(node: Big) -> set[str]:
    """The letters that a sum runs over."""
    names: set[str] = set()
    for token in node.below:
        if token.text in ("=", "\\in", "\\ne", "\\neq", "<", ">", "\\le", "\\leq", ":"):
            break
        names.add(token.text.lstrip("\\"))
    return names - {",", "{", "}"}
