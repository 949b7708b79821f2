"""The checker accepts what holds and refuses every forgery."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivations.claim import Claim
from derivations.kernel.check import Line, Refused, Use
from derivations.kernel.expression import Index, ShapeError, Size, Symbol
from derivations.operations.notation import entry
from derivations.proving.prove import Proof, prove, verify
from derivations.stored import SCHEMA, Unreadable, decoded, digest, encoded
from derivations.writing import (
    equal,
    forall,
    gradient,
    identity,
    implies,
    invertible,
    lift,
    matrix,
    partial,
    positive_definite,
    scalar,
    symmetric,
    vector,
)

X, y, w = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d")
A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
lam = scalar("lambda")
primal, dual = X.T * X + lam * identity("d"), X * X.T + lam * identity("n")
PUSH = Claim((lam > 0,), equal(primal.inv * X.T, X.T * dual.inv))


def proof_of(claim: Claim) -> Proof:
    proof = prove(claim)
    assert isinstance(proof, Proof), proof
    return proof


def forged(lines: tuple[Line, ...], number: int, **changes: object) -> tuple[Line, ...]:
    return (*lines[:number], replace(lines[number], **changes), *lines[number + 1 :])  # type: ignore[arg-type]


def test_push_through_is_proved_without_open_conditions() -> None:
    proof = proof_of(PUSH)
    assert proof.assumed == ()
    assert verify(PUSH, proof.lines).assumed == {}


def test_a_certificate_does_not_serve_another_claim() -> None:
    lines = proof_of(PUSH).lines
    for changed in (
        equal(primal.inv * X.T, 2 * X.T * dual.inv),
        equal(primal.inv * X.T, -X.T * dual.inv),
        equal(X * primal.inv, 2 * dual.inv * X),
    ):
        with pytest.raises(Refused, match="does not establish"):
            verify(Claim(PUSH.hypotheses, changed), lines)


def test_a_changed_conclusion_with_the_old_uses_is_refused() -> None:
    lines = proof_of(PUSH).lines
    wrong = equal(primal.inv * X.T, 2 * X.T * dual.inv)
    with pytest.raises(Refused):
        verify(Claim(PUSH.hypotheses, wrong), forged(lines, len(lines) - 1, proposition=wrong))


def test_a_wrong_cofactor_is_refused() -> None:
    claim = Claim((equal(A * B, identity("n")),), equal(A * B * A, A))
    (line,) = proof_of(claim).lines
    hole = line.uses[0].hole
    for context in (2 * hole * A, A * hole, hole * A + hole, hole * B):
        use = replace(line.uses[0], context=context)
        with pytest.raises(Refused, match="do not add up"):
            verify(claim, [replace(line, uses=(use,))])


def test_a_clashing_size_is_refused() -> None:
    claim = Claim((equal(A * B, identity("n")),), equal(A * B * A, A))
    (line,) = proof_of(claim).lines
    clash = replace(line.uses[0], hole=Symbol("□", *X.shape), context=Symbol("□", *X.shape))
    with pytest.raises((ShapeError, Refused)):
        verify(claim, [replace(line, uses=(clash,))])


def test_a_missing_hypothesis_is_refused() -> None:
    claim = Claim((equal(A * B, identity("n")),), equal(A * B * A, A))
    with pytest.raises(Refused, match="is not known"):
        verify(Claim((), claim.conclusion), proof_of(claim).lines)


def test_a_premise_of_a_rule_must_be_known() -> None:
    goal = invertible(A)
    line = Line(goal, "rule", rule="definite is invertible", arguments=(A,))
    assert verify(Claim((positive_definite(A),), goal), [line]).assumed == {}
    with pytest.raises(Refused, match="is not known"):
        verify(Claim((), goal), [line])
    with pytest.raises(Refused, match="does not establish"):
        verify(Claim((), goal), [replace(line, rule="no such rule")])


def test_conditions_that_are_not_earned_are_listed() -> None:
    claim = Claim((), equal(A.inv * A, identity("n")))
    assert prove(claim).assumed == (invertible(A),)  # type: ignore[union-attr]


def test_a_law_of_an_inverse_owes_that_the_inverse_exists() -> None:
    hole = Symbol("□", *A.shape)
    line = Line(equal(A.inv * A, identity("n")), "equality", (Use(A.inv, 0, hole, hole),))  # type: ignore[arg-type]
    assert invertible(A) in verify(Claim((), line.proposition), [line]).assumed


def test_a_statement_for_all_needs_an_arbitrary_letter() -> None:
    x = vector("x", "n")
    fact = equal(A * x, x)
    body = Line(fact, "known")
    with pytest.raises(Refused):
        verify(Claim((fact,), forall(x, fact)), [Line(forall(x, fact), "supposing", lines=(body,))])


def test_what_would_be_bound_is_refused() -> None:
    x, z = vector("x", "n"), vector("z", "n")
    given = forall(x, forall(z, equal(x.T * z, z.T * x)))
    line = Line(forall(z, equal(z.T * z, z.T * z)), "instance", node=given, arguments=(z,))
    with pytest.raises((Refused, ShapeError)):
        verify(Claim((given,), line.proposition), [line])


def test_circular_lines_are_refused() -> None:
    goal = equal(A, B)
    with pytest.raises(Refused):
        verify(Claim((), goal), [Line(goal, "known")])
    with pytest.raises(Refused):
        verify(
            Claim((), goal), [Line(implies(goal, goal), "supposing", lines=(Line(goal, "known"),)), Line(goal, "known")]
        )


def test_smt_lines_are_decided_again() -> None:
    x = scalar("x")
    verify(Claim((x > 0,), x * x > 0), [Line(x * x > 0, "smt")])
    with pytest.raises(Refused):
        verify(Claim((), x * x > 0), [Line(x * x > 0, "smt")])


def test_stored_certificates_come_back_the_same() -> None:
    lines = proof_of(PUSH).lines
    text = encoded(PUSH, lines)
    claim, again = decoded(text)
    assert claim == PUSH
    assert again == lines
    assert encoded(claim, again) == text
    assert len(digest(text)) == 64


def test_stored_nonsense_is_unreadable() -> None:
    text = encoded(PUSH, proof_of(PUSH).lines)
    for broken in (
        "",
        "{}",
        "[1, 2]",
        text[:-20],
        text.replace(SCHEMA, "pushthrough.certificate/9999"),
        text.replace("product", "prduct"),
    ):
        with pytest.raises((Unreadable, ShapeError)):
            decoded(broken)


def test_reserved_index_names_are_refused() -> None:
    from derivations.kernel.expression import Index, Size

    for name in (".r", ".c", "~0", "$0", ".k", "", "i j"):
        with pytest.raises(ValueError, match="an index is named"):
            Index(name, Size.of("n"))


def test_symmetry_is_used_only_when_it_is_given() -> None:
    claim = Claim((symmetric(A),), equal(A * A.T, A * A))
    assert proof_of(claim).assumed == ()
    assert not isinstance(prove(Claim((), claim.conclusion)), Proof)


def test_the_zero_of_one_shape_is_not_that_of_another() -> None:
    with pytest.raises(ShapeError):
        equal(lift(0, X.shape), X.T)


def test_entries_at_an_index_of_the_goal_do_not_establish_it() -> None:
    i = Index("i", Size.of("n"))
    z = vector("z", "n")
    false = equal(y[i] * z, z[i] * y)  # true at entry i only
    diagonal = equal(entry(y[i] * z, i), entry(z[i] * y, i))
    with pytest.raises(Refused):
        verify(Claim((), false), (Line(false, "entries", node=diagonal, lines=(Line(diagonal, "equality"),)),))


def test_a_law_that_is_no_equation_is_not_used_as_one() -> None:
    both = implies(lam > 0, lam > 1) & (lam > 2)
    hole = Symbol("□")
    goal = equal(lam, lam + 1)
    with pytest.raises(Refused, match="no equation"):
        verify(Claim((both,), goal), (Line(goal, "equality", (Use(both, 0, hole, hole),)),))


def test_a_letter_that_is_differentiated_by_takes_no_value() -> None:
    u, v = vector("u", "n"), vector("v", "n")
    everywhere = forall(u, equal(gradient(u.T * v, u), v))
    with pytest.raises(ShapeError, match="differentiated by"):
        verify(
            Claim((everywhere,), everywhere),
            [Line(equal(gradient(v.T * v, v), v), "instance", arguments=(v,), node=everywhere)],
        )


def test_a_fact_about_the_letter_is_not_used_inside_a_derivative() -> None:
    a, b, hole = scalar("a"), scalar("b"), Symbol("□")
    goal = equal(partial(b * b, b), partial(a * b, b))
    use = Use(equal(b, a), 0, partial(hole * b, b), hole)
    with pytest.raises(ShapeError, match="differentiated by"):
        verify(Claim((equal(b, a),), goal), [Line(goal, "equality", (use,))])
    assert not isinstance(prove(Claim((equal(b, a),), goal)), Proof)


def test_what_a_proof_assumes_of_a_letter_that_it_binds_is_not_granted() -> None:
    t, a = scalar("t"), scalar("a")
    body = equal(a * t / t, a)  # owes t ≠ 0, of every t
    everywhere = forall(t, implies(equal(t, lift(0)), body))
    inside = Line(implies(equal(t, lift(0)), body), "supposing", lines=(Line(body, "equality"),))
    with pytest.raises(Refused, match="does not establish"):
        verify(Claim((), everywhere), [Line(everywhere, "supposing", lines=(inside,))])


def test_facts_about_a_letter_of_that_name_are_left_out_under_a_quantifier() -> None:
    t = scalar("t")
    everywhere = forall(t, t > 0)
    with pytest.raises(Refused):
        verify(Claim((t > 0,), everywhere), [Line(everywhere, "supposing", lines=(Line(t > 0, "known"),))])
