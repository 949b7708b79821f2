"""The table of what the parser knows by name: relations, infix signs, functions, fonts, brackets, fences."""

from __future__ import annotations

from typing import Literal

from derivations.letters import GREEK

Meaning = Literal["=", ":=", "≠", "<", ">", "≤", "≥", "≈", "∝", "∼", "→", "≻", "≽", "≺", "≼", "⟹", "⟸", "⟺", "∈", "⊥"]
RELATIONS: dict[str, Meaning] = {
    "=": "=",
    ":=": ":=",
    "\\coloneqq": ":=",
    "\\triangleq": ":=",
    "\\doteq": ":=",
    "\\stackrel": "=",
    "\\leftarrow": ":=",
    "\\gets": ":=",
    "\\equiv": "=",
    "\\ne": "≠",
    "\\neq": "≠",
    "<": "<",
    "\\lt": "<",
    ">": ">",
    "\\gt": ">",
    "\\le": "≤",
    "\\leq": "≤",
    "\\leqslant": "≤",
    "\\ge": "≥",
    "\\geq": "≥",
    "\\geqslant": "≥",
    "\\approx": "≈",
    "\\simeq": "≈",
    "\\cong": "≈",
    "\\ll": "<",
    "\\gg": ">",
    "\\propto": "∝",
    "\\sim": "∼",
    "\\to": "→",
    "\\rightarrow": "→",
    "\\longrightarrow": "→",
    "\\succ": "≻",
    "\\succeq": "≽",
    "\\succcurlyeq": "≽",
    "\\prec": "≺",
    "\\preceq": "≼",
    "\\preccurlyeq": "≼",
    "\\Rightarrow": "⟹",
    "\\implies": "⟹",
    "\\Longrightarrow": "⟹",
    "\\impliedby": "⟸",
    "\\Leftarrow": "⟸",
    "\\iff": "⟺",
    "\\Leftrightarrow": "⟺",
    "\\Longleftrightarrow": "⟺",
}
MEMBERSHIP = {"\\in": "∈", "\\notin": "∉", "\\perp": "⊥", "\\mid": "|"}  # no steps of their own
ARROWS = frozenset({"⟹", "⟸", "⟺"})
INFIX = frozenset({"\\otimes", "\\circ", "\\odot"})
TIMES = frozenset({"\\cdot", "*", "\\times", "\\ast"})
FRACTIONS = frozenset({"\\frac", "\\tfrac", "\\dfrac", "\\cfrac"})
BIG = frozenset({"\\sum", "\\prod"})
FONTS = {  # True: a font of vectors and matrices
    "\\mathbf": True,
    "\\bm": True,
    "\\boldsymbol": True,
    "\\vec": True,
    "\\pmb": True,
    "\\mathbfit": True,
    "\\symbf": True,
    "\\bold": True,
    "\\mat": True,
    "\\vect": True,
    "\\underline": True,
    "\\mathrm": False,
    "\\mathit": False,
    "\\mathsf": False,
    "\\mathtt": False,
    "\\rm": False,
    "\\bf": True,
    "\\mathnormal": False,
}
ALPHABETS = frozenset({"\\mathcal", "\\mathbb", "\\mathscr", "\\mathfrak", "\\cal"})
ACCENTS = {
    "\\hat": "\\hat",
    "\\widehat": "\\hat",
    "\\tilde": "\\tilde",
    "\\widetilde": "\\tilde",
    "\\bar": "\\bar",
    "\\overline": "\\bar",
    "\\check": "\\check",
    "\\widecheck": "\\check",
    "\\dot": "\\dot",
    "\\ddot": "\\ddot",
    "\\breve": "\\breve",
    "\\mathring": "\\mathring",
}
OPENING = {"(": ")", "[": "]", "\\{": "\\}", "\\langle": "\\rangle", "\\lbrace": "\\rbrace", "\\lbrack": "\\rbrack"}
CLOSING = frozenset(OPENING.values())
BAR_PAIRS = {"\\lvert": "\\rvert", "\\lVert": "\\rVert"}
BARS = {"|": "|", "\\|": "\\|", "\\lvert": "|", "\\lVert": "\\|"}  # what opens, and its kind
CLOSING_BARS = {"|": "|", "\\|": "\\|", "\\rvert": "|", "\\rVert": "\\|"}
FUNCTIONS = frozenset(
    [
        "\\exp",
        "\\log",
        "\\ln",
        "\\det",
        "\\max",
        "\\min",
        "\\lim",
        "\\sup",
        "\\inf",
        "\\tanh",
        "\\arg",
        "\\ker",
        "\\dim",
        "\\gcd",
        "\\Pr",
        "\\sin",
        "\\cos",
        "\\tan",
        "\\cosh",
        "\\sinh",
        "\\tr",
        "\\operatorname",
    ]
)
SYMBOLS = frozenset(
    [
        "\\nabla",
        "\\partial",
        "\\infty",
        "\\dots",
        "\\ldots",
        "\\cdots",
        "\\vdots",
        "\\ddots",
        "\\top",
        "\\intercal",
        "\\dagger",
        "\\ddagger",
        "\\forall",
        "\\exists",
        "\\emptyset",
        "\\ell",
        "\\prime",
        "\\star",
        "\\Re",
        "\\Im",
        "\\pm",
        "\\mp",
        "\\dotsc",
        "\\dotsb",
        "\\bot",
        "\\therefore",
        "\\because",
        "\\square",
        "\\qed",
        "\\blacksquare",
        "\\checkmark",
        "\\setminus",
        "\\cup",
        "\\cap",
        "\\subset",
        "\\subseteq",
        "\\wedge",
        "\\vee",
        "\\land",
        "\\lor",
        "\\lnot",
        "\\neg",
        "\\mathop",
    ]
)
VARIANTS = {"\\varepsilon": "\\epsilon", "\\varphi": "\\phi", "\\vartheta": "\\theta", "\\varrho": "\\rho"}
LETTER_COMMANDS = frozenset(f"\\{name}" for name in GREEK) | frozenset({"\\ell", "\\hbar", "\\imath", "\\jmath"})
SEPARATORS = frozenset({",", ";", "\\quad", "\\qquad", ":", "."})
NAMES = frozenset(
    "tr Tr trace det rank Rank diag Diag vec ReLU relu sigmoid argmin argmax min max Var Cov E exp log sign".split()  # noqa: SIM905
)  # functions that people also set as \\text
SPELLED = ("Var", "Cov", "KL")  # names that people type without a font
