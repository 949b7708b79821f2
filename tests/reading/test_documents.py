"""Documents as segments: every piece keeps its place, and nothing of a document is run or trusted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.reading.documents import beside, scanned
from derivations.reading.source import DocumentError, Segment
from tests.thinned import thinned

BITS = [
    *(
        "$",
        "$$",
        "\\[",
        "\\]",
        "\\(",
        "\\)",
        "`",
        "```",
        "```math\n",
        "```let\n",
        "\n",
        "\n\n",
        " ",
        "% let ",
        "%",
        ">",
    ),
    *("\\begin{align}", "\\end{align}", "\\begin{aligned}", "\\end{aligned}", "\\begin{document}", "\\iffalse", "\\fi"),
    *(
        "# ",
        "(a) ",
        "**",
        "1. Title",
        "\\item",
        "\\part{",
        "\\section{",
        "{",
        "}",
        "\\",
        "\\def\\a{",
        "\\newcommand{\\x}",
    ),
    *("<!--", "-->", "---", "x = y", "é", "𝐱", "\\verb|", "\\begin{verbatim}", "\\input{a}", "\t", "\r\n", "$`", "`$"),
]
documents = st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=40).map("".join)


def segments(text: str, path: str = "a.md", kinds: str = "display inline heading part let") -> list[tuple[str, str]]:
    return [(s.kind, s.text.text) for s in scanned(path, text.encode()).segments if s.kind in kinds.split()]


def place(segment: Segment) -> tuple[int, int]:
    return segment.text.source.position(segment.text.offsets[0])


@settings(deadline=None)
@given(documents, st.sampled_from(["a.md", "a.tex", "a.ipynb"]))
def test_scanning_any_text_raises_nothing_but_document_error(text: str, path: str) -> None:
    try:
        document = scanned(path, text.encode("utf-8", "replace"))
    except DocumentError:
        return
    for segment in document.segments:
        assert len(segment.text.offsets) == len(segment.text.text) + 1
        for character, offset in zip(segment.text.text, segment.text.offsets):
            assert document.source.text[offset] == character


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.md", "a.tex", "a.ipynb"]))
def test_scanning_any_bytes_raises_nothing_but_document_error(data: bytes, path: str) -> None:
    try:
        scanned(path, data)
    except DocumentError:
        return


@settings(deadline=None)
@given(documents)
def test_a_notebook_gives_what_its_cell_gives_as_a_file(text: str) -> None:
    text = text.replace("\r", "").replace("\0", "")
    cell = {"cell_type": "markdown", "source": text.splitlines(keepends=True)}
    data = json.dumps({"cells": [{"cell_type": "code", "source": "$no$"}, cell], "nbformat": 4})
    assert segments(data, "a.ipynb") == segments(text, "a.md") if "".join(cell["source"]) == text else True


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "Words.\n\n", "\t\tone\n", "- item é\n  "])
@pytest.mark.parametrize("mark", [("$$", "$$"), ("\\[", "\\]"), ("$$\\begin{align*}", "\\end{align*}$$")])
def test_a_display_keeps_its_line_and_column(end: str, before: str, mark: tuple[str, str]) -> None:
    text = (before + mark[0] + "a &= b" + mark[1] + "\nafter").replace("\n", end)
    for path in ("a.md", "a.tex"):
        (found,) = [s for s in scanned(path, text.encode()).segments if s.kind == "display"]
        line = before.count("\n") + 1
        column = len(before.rsplit("\n", 1)[-1]) + len(mark[0]) + 1
        assert (found.text.text, place(found)) == ("a &= b", (line, column))


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_display_in_a_notebook_keeps_its_place_in_the_file(ascii_only: bool) -> None:
    source = 'Say "é𝐱\\alpha":\n\n$$\\beta = \t2$$'
    data = json.dumps({"cells": [{"cell_type": "markdown", "source": source}]}, ensure_ascii=ascii_only, indent=1)
    (found,) = [s for s in scanned("a.ipynb", data.encode()).segments if s.kind == "display"]
    assert found.text.text == "\\beta = \t2"
    begin, end = data.index("\\\\beta"), data.index("$$", data.index("\\\\beta"))
    assert (found.text.offsets[0], found.text.offsets[-1]) == (begin, end)
    assert data[found.text.offsets[8] :].startswith("\\t2")


def test_the_third_version_of_notebooks_is_read() -> None:
    cells = [{"cell_type": "markdown", "source": ["$a$\n", "$b$"]}, {"cell_type": "code", "input": ["$c$"]}]
    assert segments(json.dumps({"worksheets": [{"cells": cells}]}), "a.ipynb") == [("inline", "a"), ("inline", "b")]


def test_no_mathematics_runs_from_one_cell_into_the_next() -> None:
    cells = [{"cell_type": "markdown", "source": text} for text in ("$$a", "b$$ and $c$")]
    assert segments(json.dumps({"cells": cells}), "a.ipynb") == [("inline", "c")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("costs $5 and $10, then $x$", ["x"]),
        ("a \\$ and $y$", ["y"]),
        ("$ x $ but not $ x$", [" x "]),
        ("$a\n\nb$", []),
        ("$`a_b`$ and `$c$` and ``$d ` $``", ["a_b"]),
        ("\\(a\\) and $b\nc$", ["a", "b\nc"]),
        ("<!-- $a$ --> $b$", ["b"]),
        ("```python\n$a$\n```\n$b$", ["b"]),
        ("$\\text{a \\$}$", ["\\text{a \\$}"]),
    ],
)
def test_inline_mathematics_of_markdown(text: str, found: list[str]) -> None:
    assert segments(text, kinds="inline") == [("inline", inside) for inside in found]


@pytest.mark.parametrize(
    ("text", "environment", "inside"),
    [
        ("so $$a = b$$ holds", "", "a = b"),
        ("$$\\begin{align*} a &= b \\end{align*}$$", "align", " a &= b "),
        ("$$\n\\begin{aligned}a\\end{aligned} \\quad (3)\n$$", "aligned", "a"),
        ("\\begin{equation}\\label{e}\\begin{split}a\\end{split}\\end{equation}", "split", "a"),
        ("$$x + \\begin{aligned}a\\end{aligned}$$", "", "x + \\begin{aligned}a\\end{aligned}"),
        ("$$\\begin{aligned}a\\end{aligned} = \\begin{aligned}b\\end{aligned}$$", "", None),
        ("\\begin{alignat}{2}a\\end{alignat}", "alignat", "a"),
        ("$$\\begin{aligned}\\begin{aligned}a\\end{aligned} b\\end{aligned}.$$", "aligned", None),
        ("\\[a \\\\[2pt] b\\]", "", "a \\\\[2pt] b"),
    ],
)
def test_displays_and_their_environments(text: str, environment: str, inside: str | None) -> None:
    for path in ("a.md", "a.tex"):
        (found,) = [s for s in scanned(path, text.encode()).segments if s.kind == "display"]
        assert found.environment == environment
        assert inside is None or found.text.text == inside


def test_fences_hold_mathematics_declarations_or_code() -> None:
    text = "```math\na = b\n```\n```let\nX : n x d\n```\n~~~\n$c$\n~~~\n$d$"
    assert segments(text) == [("display", "a = b\n"), ("let", "X : n x d\n"), ("inline", "d")]


def test_a_display_in_a_block_quote_loses_its_marks() -> None:
    assert segments("> $$\n> a\n> = b\n> $$\n") == [("display", "\na\n= b\n")]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# One", 1),
        ("### Three ###", 3),
        ("Title\n=====\n", 1),
        ("Title\n-----\n", 2),
        ("**Problem 3.**", 2),
        ("Problem 2: Curves and Surfaces", 2),
        ("Question 4", 2),
        ("3. Least Distances and Their Squares\n\nText.", 2),
        ("4.1 Slopes", 2),
        ("4.1.2 (b)", 3),
    ],
)
def test_headings_of_markdown(text: str, level: int) -> None:
    assert [s.level for s in scanned("a.md", text.encode()).segments if s.kind == "heading"] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "1. Apples\n2. Pears\n",
        "1. Apples\n\n2. Pears\n",
        "3. We see that it holds.\n\nText",
        "Problem 2 asks for more",
        "#x",
    ],
)
def test_lines_that_are_no_headings(text: str) -> None:
    assert segments(text, kinds="heading") == []


def test_a_heading_comes_before_the_mathematics_in_it() -> None:
    assert segments("## (a) Show $x$ # ##\n\nText $y$") == [
        ("heading", "(a) Show $x$ #"),
        ("inline", "x"),
        ("inline", "y"),
    ]


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("(a) x", "(a)"),
        ("- (b) **x**", "(b)"),
        ("**(c)** x", "(c)"),
        ("(iii) x", "(iii)"),
        ("a) x", "a)"),
        ("2a. x", "2a."),
        ("**Part b** x", "Part b"),
    ],
)
def test_parts_of_markdown(line: str, marker: str) -> None:
    assert segments(line, kinds="part") == [("part", marker)]


def test_two_markers_on_a_line_are_two_parts() -> None:
    assert segments("(b) (i) $x$") == [("part", "(b)"), ("part", "(i)"), ("inline", "x")]
    assert segments("(x, y) and (1) and (if)") == []


def test_front_matter_is_skipped() -> None:
    assert segments("---\ntitle: $a$\n---\n$b$") == [("inline", "b")]


def test_a_mark_that_is_not_closed_is_noted_and_loses_only_itself() -> None:
    document = scanned("a.md", b"# A\n\n$$ a = b\n\nSome words that go on for long and $x$.\n\n$$c = d$$\n")
    assert [s.text.text for s in document.segments if s.kind in ("display", "inline")] == ["x", "c = d"]
    assert [message for message, _ in document.notes] == ["$$ is not closed"]
    assert segments("\\begin{align} a = b\n\n\\begin{align} c = d \\end{align}") == [("display", " c = d ")]


LATEX = r"""\documentclass{article} % let X : n x d
\newcommand{\R}{\mathbb{R}} $no$
\begin{document}
\section{First $s$}
\begin{problem}[The title] Words. % $no$
\begin{enumerate}
\item[(a)] $a \text{ for $b$}$ and \(c\) and 5\% of $d$.
\item \ensuremath{e}
\end{enumerate}
\begin{verbatim} $no$ \end{verbatim} \verb|$no$| \iffalse $no$ \iftrue \fi $no$ \fi
% let lambda > 0
\def\x#1{$no$}
(b) \begin{equation*} f % $$
\end{equation*}
\part{g} \question[3] \part $h$
\end{document} $no$
"""


def test_segments_of_latex() -> None:
    assert segments(LATEX, "a.tex") == [
        ("let", "X : n x d"),
        ("heading", "First $s$"),
        ("inline", "s"),
        ("heading", "The title"),
        ("part", "(a)"),
        ("inline", "a \\text{ for $b$}"),
        ("inline", "c"),
        ("inline", "d"),
        ("part", "\\item"),
        ("inline", "e"),
        ("let", "lambda > 0"),
        ("part", "(b)"),
        ("display", " f % $$\n"),
        ("part", "g"),
        ("heading", "\\question[3]"),
        ("part", "\\part"),
        ("inline", "h"),
    ]
    document = scanned("a.tex", LATEX.encode())
    assert set(document.macros) == {"\\R", "\\x"}
    assert "no" not in "".join(s.text.text for s in document.segments if s.kind != "code")
    assert [s.text.text for s in document.segments if s.kind == "code"] == ["$no$"]


def test_definitions_are_no_prose() -> None:
    text = "$$\\newcommand{\\a}[1]{#1}$$ and \\newcommand\\b{x} and $\\def\\c{y}$."
    document = scanned("a.md", text.encode())
    assert {s.kind for s in document.segments} == {"prose"}
    assert set(document.macros) == {"\\a", "\\b", "\\c"}


def test_macros_that_begin_and_end_a_display() -> None:
    text = "\\def\\be{\\begin{align}}\\newcommand{\\ee}{\\end{align}}\\be a &= b \\ee and \\be c"
    document = scanned("a.tex", text.encode())
    assert [(s.environment, s.text.text) for s in document.segments if s.kind == "display"] == [("align", " a &= b ")]
    assert [message for message, _ in document.notes] == ["\\be is not closed"]


def files(given: dict[str, str]) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        if name not in given:
            raise FileNotFoundError(name)
        return given[name].encode()

    return read


def test_included_files_stand_in_their_place() -> None:
    read = files({"b": "$b$\n\\input{c.tex}", "c.tex": "$c$", "macros": "\\def\\m{M} $no$"})
    text = b"\\input{macros}\\begin{document}$a$\\include{b}$d$\\input{gone}\\end{document}"
    document = scanned("up/a.tex", text, read)
    found = [(s.text.text, s.text.source.path) for s in document.segments if s.kind == "inline"]
    assert found == [("a", "up/a.tex"), ("b", "up/b.tex"), ("c", "up/c.tex"), ("d", "up/a.tex")]
    assert list(document.macros) == ["\\m"]
    assert [span.text for _, span in document.notes] == ["\\input{gone}"]


def test_files_that_include_each_other_come_to_an_end() -> None:
    document = scanned("a.tex", b"\\input{b}", files({"b": "$b$ \\input{c}", "c": "\\input{b} \\input{a} $c$"}))
    assert [s.text.text for s in document.segments if s.kind == "inline"] == ["b", "c"]
    assert len(document.notes) == 2
    many = scanned("a.tex", b"\\input{0}", lambda name: b"\\input{%d} \\input{%d}" % (int(name) + 1, int(name) + 2))
    assert 0 < len(many.notes) <= 500


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "link", "away/x", "~/x", "a\0b", ".", "x" * 5000])
def test_hostile_names_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "x.tex").write_text("secret")
    (folder / "link.tex").symlink_to(tmp_path / "x.tex")
    (folder / "away").symlink_to(tmp_path)
    (folder / "ok.tex").write_text("$fine$")
    read = beside(folder / "a.tex")
    assert read("ok") == read("ok.tex") == b"$fine$"
    with pytest.raises(DocumentError):
        read(name)


def test_encodings() -> None:
    for data in ("\ufeff$é$".encode(), "$é$".encode("utf-16"), "$é$".encode()):
        (found,) = [s for s in scanned("a.md", data).segments if s.kind == "inline"]
        assert (found.text.text, place(found)) == ("é", (1, 2))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"ok\n\xff", "line 2"), (b"a\0b", "NUL"), (b"x" * 4_000_001, "limit"), (b"\xff\xfe\x00", "UTF-16")],
)
def test_files_that_are_no_text_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        scanned("a.md", data)


@pytest.mark.parametrize("data", [b"{", b"[]", b"{}", b'{"cells": 3}', b'{"worksheets": [1]', b"[" * 100_000])
def test_files_that_are_no_notebooks_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not a notebook"):
        scanned("a.ipynb", data)


@pytest.mark.parametrize(
    "piece", thinned([*BITS, "$5 ", "\\ensuremath{", "> ", "\n# ", "$$\n\nx $ ", "$a\n\n", "\\item[", "{a$"])
)
@pytest.mark.parametrize("path", ["a.md", "a.tex"])
def test_repetition_costs_no_more_than_its_length(piece: str, path: str) -> None:
    began = time.perf_counter()
    scanned(path, (piece * (100_000 // len(piece))).encode())
    scanned(path, ("$$" + piece * (50_000 // len(piece)) + "$$").encode())
    assert time.perf_counter() - began < 3  # a hundred times what it takes; a square would be minutes
