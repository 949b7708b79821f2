"""Equality saturation on the same claims, by egglog with the rules that a textbook lists."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

from derivations.claim import Claim
from derivations.kernel.expression import ONE, Apply, Expression, Number, Symbol
from tests.bench.sympy_rival import Unstated

ROUNDS = 7
SECONDS = 2.0
RULES = """
(datatype M (Letter String) (Identity String) (Zero String String) (Num String)
  (Add M M) (Mul M M) (Neg M) (T M) (Inv M) (Tr M) (Det M))
(relation invertible (M))
(birewrite (Add a (Add b c)) (Add (Add a b) c))
(rewrite (Add a b) (Add b a))
(birewrite (Mul a (Mul b c)) (Mul (Mul a b) c))
(birewrite (Mul a (Add b c)) (Add (Mul a b) (Mul a c)))
(birewrite (Mul (Add a b) c) (Add (Mul a c) (Mul b c)))
(rewrite (Mul (Identity n) a) a)
(rewrite (Mul a (Identity n)) a)
(rewrite (Add (Zero n m) a) a)
(rewrite (Neg (Neg a)) a)
(birewrite (Neg (Add a b)) (Add (Neg a) (Neg b)))
(birewrite (Neg (Mul a b)) (Mul (Neg a) b))
(birewrite (Neg (Mul a b)) (Mul a (Neg b)))
(rewrite (T (T a)) a)
(birewrite (T (Mul a b)) (Mul (T b) (T a)))
(birewrite (T (Add a b)) (Add (T a) (T b)))
(birewrite (T (Neg a)) (Neg (T a)))
(rewrite (T (Identity n)) (Identity n))
(rewrite (Inv (Inv a)) a)
(birewrite (Inv (T a)) (T (Inv a)))
(rule ((= e (Inv (Mul a b))) (invertible a) (invertible b)) ((union e (Mul (Inv b) (Inv a)))))
(rule ((= e (Mul (Inv a) (Inv b)))) ((union e (Inv (Mul b a)))))
(rule ((= (Mul m x) (Identity n)) (= i (Inv m))) ((union x i)))
(rule ((= (Mul x m) (Identity n)) (= i (Inv m))) ((union x i)))
(birewrite (Tr (Add a b)) (Add (Tr a) (Tr b)))
(rewrite (Tr (Mul a b)) (Tr (Mul b a)))
(rewrite (Tr (T a)) (Tr a))
(rewrite (Det (Mul a b)) (Mul (Det a) (Det b)) :when ((invertible a) (invertible b)))
(rewrite (Det (T a)) (Det a))
"""


def decide(claim: Claim) -> tuple[str, float]:
    """The verdict within the bounds, and the seconds taken."""
    from egglog import bindings

    if claim.conclusion.operation.name != "equal":
        return "unstated", 0.0
    try:
        left, right = map(term, claim.conclusion.arguments)
        facts = [said for fact in claim.hypotheses for said in stated(fact)]
        inverses = [inverse for side in claim.conclusion.arguments for inverse in _inverses(side)]
    except Unstated:
        return "unstated", 0.0
    cancel = [f"(union (Mul {a} {b}) (Identity {n}))" for m, n in inverses for a, b in (_pair(m), _pair(m)[::-1])]
    cancel += _multiplied(claim.conclusion)
    program = "\n".join([RULES, f"(let $left {left})", f"(let $right {right})", *facts, *cancel])
    graph: Any = bindings.EGraph()
    start = time.perf_counter()
    try:
        graph.run_program(*graph.parse_program(program))
        for _ in range(ROUNDS):
            graph.run_program(*graph.parse_program("(run 1)"))
            if _holds(graph):
                return "proved", time.perf_counter() - start
            if time.perf_counter() - start > SECONDS:
                break
    except bindings.EggSmolError:
        return "error", time.perf_counter() - start
    return "open", time.perf_counter() - start


def _holds(graph: Any) -> bool:
    from egglog import bindings

    try:
        graph.run_program(*graph.parse_program("(check (= $left $right))"))
    except bindings.EggSmolError:
        return False
    return True


def _multiplied(equation: Apply) -> list[str]:
    """Terms M·C for a goal M⁻¹ = C, so that the uniqueness of inverses has something to work on."""
    found = []
    for side, other in (equation.arguments, equation.arguments[::-1]):
        if isinstance(side, Apply) and side.operation.name == "inverse":
            inside, value = term(side.arguments[0]), term(other)
            found += [f"(Mul {inside} {value})", f"(Mul {value} {inside})"]
    return found


def _pair(matrix: str) -> tuple[str, str]:
    return matrix, f"(Inv {matrix})"


def _inverses(value: Expression) -> list[tuple[str, str]]:
    found = []
    if isinstance(value, Apply):
        if value.operation.name == "inverse":
            found.append((term(value.arguments[0]), f'"{value.shape[0]}"'))
        for argument in value.arguments:
            found += _inverses(argument)
    return found


def stated(fact: Apply) -> list[str]:
    """A hypothesis as facts of the e-graph: what it says equals, and what it says is invertible."""
    lines = []
    for law in fact.operation.laws(fact):
        if law.operation.name == "equal":
            lines.append(f"(union {term(law.arguments[0])} {term(law.arguments[1])})")
    if fact.operation.name in ("invertible", "positive definite", "orthogonal"):
        lines.append(f"(invertible {term(fact.arguments[0])})")
    return lines


def term(value: Expression) -> str:
    """A value as a term; Unstated where the rules know no such operation."""
    if isinstance(value, Number):
        if value.value < 0:
            return f'(Neg (Num "{-value.value}"))'
        return f'(Num "{value.value}")'
    if isinstance(value, Symbol):
        return f'(Letter "{value.name}")'
    if not isinstance(value, Apply):
        raise Unstated(str(value))
    if value.operation.name == "identity":
        return f'(Identity "{value.data[0]}")'
    if value.operation.name == "zero":
        return f'(Zero "{value.data[0]}" "{value.data[1]}")'
    arguments = [term(argument) for argument in value.arguments]
    match value.operation.name:
        case "add":
            return _folded("Add", arguments)
        case "product":
            return _folded("Mul", arguments)
        case "scale":
            minus = value.arguments[0] == Number(Fraction(-1))
            return f"(Neg {arguments[1]})" if minus else _folded("Mul", arguments)
        case "transpose":
            return arguments[0] if value.shape == (ONE, ONE) else f"(T {arguments[0]})"
        case "inverse":
            return f"(Inv {arguments[0]})"
        case "trace":
            return f"(Tr {arguments[0]})"
        case "determinant":
            return f"(Det {arguments[0]})"
        case "squared_norm":
            return f"(Mul (T {arguments[0]}) {arguments[0]})"
    raise Unstated(value.operation.name)


def _folded(name: str, arguments: list[str]) -> str:
    result = arguments[-1]
    for argument in reversed(arguments[:-1]):
        result = f"({name} {argument} {result})"
    return result
