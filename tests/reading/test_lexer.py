"""Mathematics as tokens: what is for the eye goes, macros open within bounds, every token keeps its place."""

from __future__ import annotations

import time
from itertools import pairwise
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.reading.lexing.lexer import tokens
from derivations.reading.macros import STOCK, harvested
from derivations.reading.source import Macro, Source, Text, Token, Unread

BITS = [
    *(
        "\\frac",
        "\\text{a b}",
        "\\text",
        "\\left",
        "\\right",
        "|",
        "||",
        "\\|",
        ".",
        "\\begin{array}{c|c}",
        "\\end{array}",
    ),
    *("{", "}", "[", "]", "^", "_", "\\\\[2pt]", "\\\\", "\\", "%x\n", "\\%", "12.5", "#1", "\\norm", "\\ip", "\\foo"),
    *(
        "\\underbrace{",
        "\\overbrace",
        "\\boxed",
        "\\label{",
        "\\newcommand{\\y}[1]{",
        "\\def",
        "\\let\\a\\b",
        "x̂",
        "ᵀ⁻¹",
    ),
    *("\\big", "\\middle", "\\operatorname*", "½", "𝐱", "\\tag*{", "ₙ₊₁", " ", "\n", "'", "&", "é", "\\begin{alignat}"),
]
OWN = {"\\foo": Macro("\\foo", "#2\\text{#1 b}#1", 2, "z"), "\\loop": Macro("\\loop", "\\loop")}


def text(written: str) -> Text:
    return Text(Source("a.md", written), written, range(len(written) + 1))


def read(written: str, defined: str = "") -> list[Token]:
    return tokens(text(written), harvested(text(defined)))


def shown(written: str, defined: str = "") -> str:
    return " ".join(f"{t.text}<{t.argument}>" if t.argument else t.text for t in read(written, defined))


def tried(written: str, macros: dict[str, Macro]) -> tuple[list[Token], Unread | None]:
    try:
        return tokens(text(written), macros), None
    except Unread as error:
        return [], error


@settings(deadline=None)
@given(st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_gives_tokens_within_it_or_is_unread(written: str) -> None:
    found, refused = tried(written, OWN)
    if refused is not None:
        assert refused.span is not None
        assert 0 <= refused.span.start <= refused.span.end <= len(written)
    for token in found:
        assert token.text
        assert 0 <= token.span.start < token.span.end <= len(written)


@settings(deadline=None)
@given(st.text(alphabet="ab12+-=()[]&;,", max_size=20))
def test_a_token_without_macros_stands_where_it_is_written(written: str) -> None:
    assert all(token.span.text == token.text for token in read(written))
    assert "".join(token.text for token in read(written)) == written


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2. 3.5 x.1", "2 . 3.5 x . 1"),
        ("a\\,b\\;c\\!d\\ e~f\\quad g", "a b c d e f \\quad g"),
        ("a % \\foo\nb \\% c", "a b \\% c"),
        ("a \\\\[2pt] b \\\\ [x] \\newline", "a \\\\ b \\\\ [ x ] \\\\"),
        ("\\left( a \\right] \\bigl\\{ b \\Bigr\\}", "( a ] \\{ b \\}"),
        ("\\left|a\\right| \\bigl|b\\bigr| |c| \\vert", "\\lvert a \\rvert \\lvert b \\rvert | c | |"),
        ("\\left\\|a\\right\\| \\left\\Vert b\\right||", "\\lVert a \\rVert \\lVert b \\rVert"),
        ("||w|| \\Vert | |", "\\| w \\| \\| | |"),
        ("\\left.a\\right|_b \\middle| c", "a \\rvert _ b \\mid c"),
        ("\\text{if $x$} \\mbox{so}", "\\text<if $x$> \\text<so>"),
        ("\\operatorname*{arg\\,min}_w \\mathop{tr}", "\\operatorname<arg\\,min> _ w \\operatorname<tr>"),
        ("\\begin{array}[t]{c|c} a & b\\end{array}", "\\begin{array} a & b \\end{array}"),
        ("\\begin{align*}\\end{align*}\\begin{alignedat}{2}", "\\begin{align} \\end{align} \\begin{alignedat}"),
        ("\\boxed{a} \\cancel{b} \\smash{c}", "{ a } { b } { c }"),
        ("\\underbrace{a + {b}}_{\\text{c}} d \\overbrace{e}^2 f_1", "a + { b } d e f _ 1"),
        ("a \\tag{1} \\label{x} \\nonumber \\hspace*{1em} \\phantom{b} c", "a c"),
        ("\\color{red} a \\textcolor{red}{b}", "a { b }"),
        ("α ≤ β² · Aᵀ ‖x‖", "\\alpha \\le \\beta ^ 2 \\cdot A ^ \\top \\| x \\|"),
        ("A⁻¹ x₁₂ xᵢ ½", "A ^ { - 1 } x _ { 12 } x _ i \\frac { 1 } { 2 }"),
        ("ℝ 𝔼 𝐱 𝑥 x̂ ŵ", "\\mathbb { R } \\mathbb { E } \\mathbf { x } x \\hat { x } \\hat { w }"),
        ("f''", "f ' '"),
        ("\\eqref{a}", "\\text<\\eqref{a}>"),
    ],
)
def test_what_is_kept_and_what_goes(written: str, found: str) -> None:
    assert shown(written) == found


@pytest.mark.parametrize(
    ("written", "defined", "found"),
    [
        ("\\f ab", "\\newcommand{\\f}[2]{#2 + #1}", "b + a"),
        ("\\f{xy}{z}", "\\def\\f#1#2{#1^{#2}}", "x y ^ { z }"),
        ("\\f x \\f[y] x", "\\newcommand\\f[2][q]{#1 #2}", "q x y x"),
        ("\\f{a b}", "\\renewcommand*{\\f}[1]{_{\\text{#1}}}", "_ { \\text<a b> }"),
        ("\\f12", "\\def\\f#1{#1/}", "1 / 2"),
        ("\\amax", "\\DeclareMathOperator*{\\amax}{arg\\,max}", "\\operatorname<arg\\,max>"),
        ("\\f", "\\gdef\\f{\\g}\\def\\g{y}", "y"),
        ("\\n{x} \\n*{y}", "\\DeclarePairedDelimiter{\\n}{\\lvert}{\\rvert}", "\\lvert x \\rvert \\lvert y \\rvert"),
        ("\\n[\\Big]{z}", "\\DeclarePairedDelimiter\\n{\\lvert}{\\rvert}", "\\lvert z \\rvert"),
        ("\\hat{x}", "\\let\\old\\hat \\renewcommand{\\hat}[1]{\\old{\\mathbf{#1}}}", "\\hat { \\mathbf { x } }"),
        ("\\E[X]", "% \\newcommand{\\E}{no}", "\\mathbb { E } [ X ]"),
        ("\\E[X]", "\\newcommand{\\E}{e}", "e [ X ]"),
        ("\\norm{x}^2 X\\T \\pd{f}{x}", "", "\\lVert x \\rVert ^ 2 X \\top \\frac { \\partial f } { \\partial x }"),
        ("\\def\\a{b} \\a", "\\def\\a{b}", "b"),
        ("\\unknown{x}", "\\newcommandx{\\unknown}[1]{no}", "\\unknown { x }"),
    ],
)
def test_macros_with_arguments(written: str, defined: str, found: str) -> None:
    assert shown(written, defined) == found


def test_what_a_macro_makes_stands_at_its_call_and_arguments_where_they_are() -> None:
    found = read("1+\\f{a}{bc}+2", "\\def\\f#1#2{<#2,#1>}")
    assert [(t.text, t.span.text) for t in found[2:8]] == [
        ("<", "\\f{a}{bc"),
        ("b", "b"),
        ("c", "c"),
        (",", "\\f{a}{bc"),
        ("a", "a"),
        (">", "\\f{a}{bc"),
    ]


def bomb(parameters: str, body: str) -> str:
    """Macros, each of which calls the next one, ? in its body, more than once."""
    return "".join(
        f"\\def\\b{a}{parameters}{{{body}}}".replace("?", f"\\b{b}") for a, b in pairwise(ascii_letters[:30])
    )


@pytest.mark.parametrize(
    ("written", "defined", "said"),
    [
        ("\\ba", bomb("", "??"), "more than 20000 tokens"),
        ("\\ba x", bomb("#1", "?{#1#1}"), "20000"),
        ("\\a", "\\def\\a{\\a}", "\\\\a is nested"),
        ("\\a\\a\\a", "\\def\\a#1{#1{#1}}", "20000"),
        ("\\a{x", "\\def\\a#1{#1}", "not closed"),
        ("\\a", "\\def\\a#1{#1}", "wants 1"),
        ("\\text{a", "", "not closed"),
        ("\\text{" * 6000, "", "not closed"),
        ("\\norm{" * 5000 + "x" + "}" * 5000, "", "20000"),
        ("x" * 30_000, "", "more than 20000"),
        ("x" * 1_000_000, "", "limit is 40000"),
        ("\\a" * 200, f"\\def\\a{{\\text{{#1}}{'x' * 3000}}}", "20000"),
    ],
)
def test_bombs_end_quickly_and_say_why(written: str, defined: str, said: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Unread, match=said) as caught:
        read(written, defined)
    assert caught.value.span is not None
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "piece", ["{", "\\underbrace{", "\\left", "\\begin{array}", "%", "\\\\[", "^", "é", "⁻", "\\def\\a{"]
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    began = time.perf_counter()
    for written in (piece * (39_000 // len(piece)), piece * (9_000 // len(piece)) + "}" * 9_000):
        tried(written, {})
    assert time.perf_counter() - began < 3


def test_the_stock_leaves_the_commands_of_latex_alone() -> None:
    kept = "\\bf \\bm \\be \\bar \\big \\beta \\mu \\nu \\vec \\mathbf \\max \\min \\mid \\cap \\cup \\cos \\pi \\bmod"
    assert not set(kept.split()) & set(STOCK)
    for macro in STOCK.values():
        assert tokens(text(macro.name + " x" * macro.arity), {})
