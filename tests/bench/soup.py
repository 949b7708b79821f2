"""Rows that nobody would write, and documents made of them: what no reader may fall over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.reading.truths import STATEMENTS


def _words(text: str) -> list[str]:
    return text.split()


LETTERS = ["x", "y", "w", "A", "B", "X", "S", "n", "d", "i", "j", "f", "g", "T", "I", "1", "0", "2", "12", "3.5", "e"]
COMMANDS = _words(
    r"\lambda \alpha \Sigma \sigma \ell \nabla \partial \infty \top \dagger \dots \cdots \cdot \times \otimes "
    r"\odot \circ \frac \tfrac \dfrac \sqrt \sum \prod \int \lim \max \min \arg \argmin \exp \log \det \tr \mathbf "
    r"\bm \mathbb \mathcal \hat \bar \tilde \vec \operatorname \text \mathrm \left \right \big \Bigl \middle "
    r"\lVert \rVert \lvert \rvert \langle \rangle \| | || \{ \} \le \ge \ne \to \in \sim \approx \implies \iff "
    r"\succ \preceq \perp \mid \setminus \cup \quad \, \; \! \\ & ~ \underset \overset \stackrel \underbrace "
    r"\overbrace \label \tag \ref \kern \hspace \phantom \color \substack \not \mathbb{E} \mathbb{R} \mathcal{N} "
    r"\mathbf{1} \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases} \begin{aligned} \end{aligned} "
    r"\begin{array} \end{array} \norm \inv \T \newcommand \def \foo \text{if}"
)
SIGNS = [*"()[]{}+-*/^_=<>!?'\"`$%#&~@.,:;|\\", ":=", "^\\top", "^{-1}", "^2", "_i", "_{ij}", "^T", "'", "\n", " "]
STRANGE = [*"αΣ∇∂∑√≤∈‖⊤ᵀ²ᵢ𝐱𝔼½−·…⟨é中😀", "\u0302", "\u200b", "\ufeff", "\u202e", "\x01", "\x0b", "\x7f", "\u2028", "\r"]
BITS = [
    "# Problem 1",
    "## (a)",
    "**Solution.**",
    "- item",
    "1. first",
    "> quoted",
    "| a | b |\n|---|---|",
    "```python\nx = y\n```",
    "```let\nX : n x d\nlambda > 0\n```",
    "```let\nX : \n: n\ndefine f(x) = \nassume\n```",
    "% let A : n x n",
    "Let $X \\in \\mathbb{R}^{n \\times d}$ and $y \\in \\mathbb{R}^n$.",
    "Assume $\\lambda > 0$; define $f(x) = x^\\top A x$, so that $f$ is minimal.",
    "where $x_i$, $i = 1, \\dots, n$, are i.i.d. $\\mathcal{N}(0, \\sigma^2 I)$",
    "\\newcommand{\\x}{\\mathbf{x}}",
    "\\def\\a#1{\\a{#1}\\a{#1}}",
    "\\newcommand{\\y}[2][k]{#1 \\y[#2]{#2}}",
    "\\let\\z\\z",
    "\\section{Two}",
    "\\item",
    "\\begin{enumerate}",
    "\\end{document}",
    "\\iffalse",
    "\\fi",
    "<!-- no",
    "-->",
    "\\verb|$|",
    "\\input{/etc/passwd}",
    "Differentiating with respect to $w$ and setting the gradient to zero gives",
    "",
]
OPENINGS = [
    ("(", ")"),
    ("{", "}"),
    ("\\left(", "\\right)"),
    ("\\frac{", "}{2}"),
    ("\\sqrt{", "}"),
    ("x^{", "}"),
    ("x_{", "}"),
    ("\\|", "\\|"),
    ("|", "|"),
    ("\\nabla_x ", ""),
    ("\\sum_i ", ""),
    ("\\begin{pmatrix}", "\\end{pmatrix}"),
    ("\\text{", "}"),
    ("\\exp(", ")"),
    ("-", ""),
    ("f(", ")"),
    ("\\mathbb{E}[", "]"),
    ("\\hat{", "}"),
]
FENCES = [
    ("$$\n", "\n$$"),
    ("\\[", "\\]"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\begin{align}\n", "\n\\end{align}"),
    ("\\begin{equation}\n", "\n\\end{equation}"),
    ("\\begin{gather*}", "\\end{gather*}"),
    ("```math\n", "\n```"),
    ("$`", "`$"),
    ("$$", "$"),
    ("", ""),
]
_TOKEN = re.compile(r"\\begin\{\w+\}|\\end\{\w+\}|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)


def pieces(row: str) -> list[str]:
    """A row cut into commands and characters."""
    return _TOKEN.findall(row)


def soup(rng: random.Random) -> str:
    """Tokens at random."""
    pools = rng.choices([LETTERS, COMMANDS, SIGNS, STRANGE], [5, 5, 4, 0.3], k=rng.randint(1, 25))
    return " ".join(rng.choice(pool) for pool in pools)


def mutated(rng: random.Random) -> str:
    """A true row with tokens dropped, doubled, swapped or put in."""
    found = pieces(rng.choice(STATEMENTS)[0])
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(found))
        match rng.randrange(4):
            case 0 if len(found) > 1:
                del found[place]
            case 1:
                found.insert(place, rng.choice([*LETTERS, *COMMANDS, *SIGNS]))
            case 2:
                other = rng.randrange(len(found))
                found[place], found[other] = found[other], found[place]
            case _:
                found[place:place] = found[place : place + rng.randint(1, 4)]
    return "".join(found)


def nested(rng: random.Random) -> str:
    """Deep within each other."""
    depth = rng.choice([3, 10, 39, 41, 200]) if rng.random() < 0.2 else rng.randint(2, 12)
    chosen = [rng.choice(OPENINGS) for _ in range(min(depth, rng.choice([1, 3, 200])))]
    chosen = [chosen[k % len(chosen)] for k in range(depth)]
    closed = rng.choice([depth, depth, depth - 1, 0])
    ends = "".join(end for _, end in reversed(chosen[depth - closed :]))
    return "".join(start for start, _ in chosen) + rng.choice(["x", "A", "", "x = y"]) + ends + " = x"


def long(rng: random.Random) -> str:
    """The same over and over."""
    unit = rng.choice(
        ["A ", "+ x", "x = ", "A^{-1}", "\\frac12 ", "& ", "\\\\ ", "x_i ", "(A) ", "\\sum_i ", "|x|", "'"]
    )
    return unit * rng.choice([20, 60, 150, 201, 250]) + rng.choice(["= A", "", "x", "= 0"])


def joined(rng: random.Random) -> str:
    """Several rows with the signs of an alignment between them."""
    signs = [" \\\\\n&= ", " \\\\ &\\implies ", " & ", " \\\\ \\text{so } ", ", \\quad ", " \\\\[2pt] &\\le "]
    rows = [rng.choice([mutated, soup, whole])(rng) for _ in range(rng.randint(2, 4))]
    return "".join(row + rng.choice(signs) for row in rows)


def whole(rng: random.Random) -> str:
    """A true row."""
    return rng.choice(STATEMENTS)[0]


MEMBERS = [
    r"x_i \in \mathbb{R}^d",
    r"X \in \mathbb{R}^{n \times d}",
    r"\lambda > 0",
    r"0 < \eta \le 1",
    r"i = 1, \dots, n",
    r"(x_i, y_i)_{i=1}^n",
    r"\{x_1, \ldots, x_n\}",
    r"f : \mathbb{R}^n \to \mathbb{R}",
    r"A \succ 0",
    r"\epsilon \sim \mathcal{N}(0, \sigma^2 I_n)",
    r"f(x) = \frac12 x^\top A x",
    r"\Sigma \in \mathbb{S}_{++}^d",
    r"A = U \Sigma V^\top",
    r"\min_w \|Xw - y\|^2",
]
SENTENCES = [
    "Let %s and %s.",
    "Assume %s, where %s.",
    "If %s then %s holds for every %s.",
    "We define %s, so %s is the minimiser of %s.",
    "Here %s is symmetric and %s has full column rank.",
    "The SVD is %s, with %s orthogonal.",
    "Given i.i.d. samples %s, %s gives %s by (1).",
    "As %s tends to %s, with the gradient of %s a row vector.",
    "- %s\n- %s\n  1. %s",
    "**%s** | %s | %s",
]
DECLARED = [
    "X, Z : n x d, symmetric",
    "N : n, random, mean X w, covariance \\sigma^2 I",
    "lambda > 0",
    "define f(x) = x^\\top A x",
    "assume A = A^\\top",
    "layout : numerator",
    "x_i : d, independent of y",
    "m : scalar, natural",
]


def formula(rng: random.Random) -> str:
    """A small formula, as it is or with tokens changed."""
    found = pieces(rng.choice(MEMBERS))
    for _ in range(rng.choice([0, 1, 2])):
        found[rng.randrange(len(found))] = rng.choice([*LETTERS, *COMMANDS, *SIGNS, ""])
    return soup(rng) if rng.random() < 0.1 else "".join(found)


def sentence(rng: random.Random) -> str:
    """A sentence with formulas in it."""
    text = rng.choice(SENTENCES)
    start, end = rng.choice([("$", "$"), ("$", "$"), ("\\(", "\\)"), ("$`", "`$"), ("`", "`")])
    return text % tuple(f"{start}{formula(rng)}{end}" for _ in range(text.count("%s")))


def declaration(rng: random.Random) -> str:
    """A let block or `% let` line with something changed in it."""
    lines = []
    for _ in range(rng.randint(1, 3)):
        found = pieces(rng.choice(DECLARED))
        for _ in range(rng.choice([0, 1, 2])):
            found[rng.randrange(len(found))] = rng.choice([*LETTERS, *COMMANDS, *SIGNS, ":", ",", "x", ""])
        lines.append("".join(found))
    return "".join(f"\n% let {line}" for line in lines) if rng.random() < 0.5 else _block(lines)


def _block(lines: list[str]) -> str:
    return "\n```let\n" + "\n".join(lines) + "\n```\n"


def macro(rng: random.Random) -> str:
    """A definition of a command, perhaps in terms of itself."""
    name, body = rng.choice(["\\x", "\\lambda", "\\norm", "\\foo", "\\="]), rng.choice([soup, mutated, formula])(rng)
    body = body.replace("x", rng.choice(["x", "#1", "#2", name]))
    heads = ["\\newcommand{%s}[1]{", "\\newcommand{%s}{", "\\def%s#1{", "\\let%s=", "\\renewcommand%s[2][a]{"]
    return rng.choice(heads) % name + body + rng.choice(["}", "}", ""])


KINDS: list[tuple[Callable[[random.Random], str], float]] = [
    (soup, 6),
    (mutated, 8),
    (nested, 1),
    (long, 0.3),
    (joined, 1),
    (whole, 1),
]


def row(rng: random.Random) -> str:
    """A row of any kind."""
    return rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0](rng)


def fenced(rng: random.Random, text: str, row_number: int) -> str:
    """A row as it stands in a document, with a bit of text before it, or a heading now and then."""
    start, end = rng.choice(FENCES) if rng.random() < 0.3 else FENCES[rng.choice([0, 1, 4])]
    bit = rng.choice([*(rng.choice(BITS) for _ in range(4)), *_said(rng)]) if rng.random() < 0.3 else ""
    head = f"\n\n## Problem {row_number}\n" if row_number % 10 == 0 else ""
    return f"{head}\n{bit}\n\n{start}{text}{end}\n"


def _said(rng: random.Random) -> list[str]:
    return [sentence(rng), sentence(rng), sentence(rng), declaration(rng), macro(rng) if rng.random() < 0.3 else ""]


def rows(seed: str, count: int) -> list[str]:
    """Rows as they stand in a document; the same ones for the same seed."""
    rng = random.Random(seed)
    return [fenced(rng, row(rng), k) for k in range(count)]
