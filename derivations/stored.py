"""Certificates as plain data: claims and their proofs to JSON and back, each shared part once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivations.claim import Claim
from derivations.kernel.check import Line, Use
from derivations.kernel.expression import Apply, Expression, Index, Number, Size, Symbol
from derivations.operations import TABLE

VERSION = 3
SCHEMA = f"pushthrough.certificate/{VERSION}"


class Unreadable(ValueError):
    """Stored data that are no certificate; the message says what was found and where."""


def encoded(claim: Claim, lines: tuple[Line, ...]) -> str:
    """The claim and its certificate as canonical JSON."""
    writer = _Writer()
    body = {
        "schema": SCHEMA,
        "hypotheses": [writer.expression(h) for h in claim.hypotheses],
        "conclusion": writer.expression(claim.conclusion),
        "lines": [writer.line(line) for line in lines],
    }
    return json.dumps({**body, "nodes": writer.nodes}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a stored certificate, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def decoded(text: str) -> tuple[Claim, tuple[Line, ...]]:
    """The claim and certificate of a JSON text; Unreadable when it is no such thing."""
    try:
        data = json.loads(text)
        if data.get("schema") != SCHEMA:
            raise Unreadable(f"expected schema {SCHEMA}, found {data.get('schema')!r}")
        reader = _Reader(data["nodes"])
        hypotheses = tuple(reader.proposition(h) for h in data["hypotheses"])
        claim = Claim(hypotheses, reader.proposition(data["conclusion"]))
        return claim, tuple(reader.line(line) for line in data["lines"])
    except (KeyError, IndexError, TypeError, AttributeError, json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"not a stored certificate: {type(error).__name__}: {error}") from error


class _Writer:
    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self._numbers: dict[Expression, int] = {}

    def expression(self, value: Expression) -> int:
        if value not in self._numbers:
            node = self._node(value)
            self._numbers[value] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[value]

    def _node(self, value: Expression) -> dict[str, Any]:
        if isinstance(value, Symbol):
            return {"symbol": value.name, "shape": [_size(value.rows), _size(value.columns)]}
        if isinstance(value, Number):
            return {"number": str(value.value)}
        if isinstance(value, Apply):
            arguments = [self.expression(a) for a in value.arguments]
            return {
                "operation": value.operation.name,
                "arguments": arguments,
                "data": [self._item(d) for d in value.data],
            }
        raise TypeError(f"not an expression: {value!r}")

    def _item(self, item: Any) -> Any:
        match item:
            case None | str() | int():
                return item
            case Size():
                return {"size": _size(item)}
            case Index(name=name, size=size):
                return {"index": name, "size": _size(size)}
            case Expression():
                return {"expression": self.expression(item)}
        raise TypeError(f"no stored form for {item!r}")

    def line(self, line: Line) -> dict[str, Any]:
        stored = {
            "proposition": self.expression(line.proposition),
            "by": line.by,
            "uses": [
                {
                    "node": self.expression(u.node),
                    "which": u.which,
                    "context": self.expression(u.context),
                    "hole": self.expression(u.hole),
                }
                for u in line.uses
            ],
            "rule": line.rule,
            "arguments": [self.expression(a) for a in line.arguments],
            "node": None if line.node is None else self.expression(line.node),
            "lines": [self.line(inner) for inner in line.lines],
        }
        return {key: value for key, value in stored.items() if value not in ([], "", None)}


def _size(size: Size) -> list[Any]:
    return [[list(letters), c] for letters, c in size.terms]


class _Reader:
    def __init__(self, nodes: list[Any]) -> None:
        self._built: list[Expression] = []
        for node in nodes:
            self._built.append(self._node(node))

    def expression(self, number: int) -> Expression:
        if not isinstance(number, int) or number < 0:
            raise Unreadable(f"expected the number of a node, found {number!r}")
        return self._built[number]

    def proposition(self, number: int) -> Apply:
        value = self.expression(number)
        if not isinstance(value, Apply):
            raise Unreadable(f"expected a proposition, found {value}")
        return value

    def _node(self, node: Any) -> Expression:
        match node:
            case {"symbol": str(name), "shape": [rows, columns]}:
                return Symbol(name, self._size(rows), self._size(columns))
            case {"number": str(value)}:
                return Number(Fraction(value))
            case {"operation": str(name), "arguments": list(arguments), "data": list(data)} if name in TABLE:
                return TABLE[name](*map(self.expression, arguments), data=tuple(map(self._item, data)))
        raise Unreadable(f"no such node: {node!r}")

    def _size(self, terms: Any) -> Size:
        total = Size.of(0)
        for letters, coefficient in terms:
            part = Size.of(coefficient)
            for letter in letters:
                part = part * Size.of(str(letter))
            total = total + part
        return total

    def _item(self, item: Any) -> Any:
        match item:
            case None | str() | int():
                return item
            case {"index": str(name), "size": size}:
                return Index(name, self._size(size))
            case {"size": size}:
                return self._size(size)
            case {"expression": number}:
                return self.expression(number)
        raise Unreadable(f"no such datum: {item!r}")

    def _symbol(self, number: int) -> Symbol:
        value = self.expression(number)
        if not isinstance(value, Symbol):
            raise Unreadable(f"expected a letter, found {value}")
        return value

    def line(self, data: dict[str, Any]) -> Line:
        uses = tuple(
            Use(self.proposition(u["node"]), u["which"], self.expression(u["context"]), self._symbol(u["hole"]))
            for u in data.get("uses", ())
        )
        node: Callable[[int], Apply] = self.proposition
        return Line(
            self.proposition(data["proposition"]),
            data["by"],
            uses,
            data.get("rule", ""),
            tuple(map(self.expression, data.get("arguments", ()))),
            node(data["node"]) if "node" in data else None,
            tuple(map(self.line, data.get("lines", ()))),
        )
