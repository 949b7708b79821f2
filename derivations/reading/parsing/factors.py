"""Factors: atoms with their subscripts, superscripts and primes."""

from __future__ import annotations

from collections.abc import Sequence

from derivations.reading.names import index_terms, is_transpose, plain
from derivations.reading.parsing.atoms import Atoms
from derivations.reading.source import Token, Unread
from derivations.reading.syntax import Node, Scripts

TRANSPOSES = frozenset({"\\top", "\\intercal", "\\dagger"})


class Factors(Atoms):
    """Reads a factor."""

    def factor(self) -> Node:
        """An atom with its scripts."""
        node = self.atom()
        sub: tuple[Token, ...] = ()
        sups: list[tuple[Token, ...]] = []
        primes = 0
        while self.more():
            text = self.peek().text
            if text == "^":
                self.take()
                script = self.script()
                if all(token.text == "\\prime" for token in script):
                    primes += len(script)
                else:
                    sups.append(_in_words(script))
            elif text == "_":
                if sub:
                    raise Unread("two subscripts one after the other", self.peek().span)
                self.take()
                sub = self.script()
                if sups and not primes and _is_entry_of_these(sups, sub):  # (A^T)_{ij}, not A_{ij} transposed
                    node = Scripts(node.span.to(self.last()), node, (), tuple(sups), 0)
                    sups = []
            elif text == "'":
                self.take()
                primes += 1
            elif text in TRANSPOSES:  # X\top: the ^ forgotten, as is seen
                sups.append((self.take(),))
            else:
                break
        if not (sub or sups or primes):
            return node
        return Scripts(node.span.to(self.last()), node, sub, tuple(sups), primes)


def _is_entry_of_these(sups: Sequence[tuple[Token, ...]], sub: tuple[Token, ...]) -> bool:
    """Whether two indices stand behind a transpose or an inverse."""
    terms = index_terms(sub)
    whole = all(is_transpose(sup) or plain(sup) in ("-1", "-T", "-\\top", "\\dagger", "+") for sup in sups)
    return whole and terms is not None and len(terms) == 2


def _in_words(script: tuple[Token, ...]) -> tuple[Token, ...]:
    """The sign of transposition may be set as text: X^{\\text{T}}."""
    words = script[0].argument.strip() if len(script) == 1 and script[0].text in ("\\text", "\\operatorname") else ""
    return (Token(words, script[0].span),) if words in ("T", "\\top") else script
