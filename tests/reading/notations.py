"""One expression in the many ways in which people write it in LaTeX."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.reading.trees import Tree

SUM, TERM, PRODUCT, FACTOR, ATOM = range(5)  # how tightly a text holds together
MACROS = r"""
\newcommand{\bx}{\mathbf{x}} \newcommand{\bX}{\mathbf{X}} \def\half{\tfrac12} \newcommand{\tp}{^\top}
\DeclareMathOperator{\Tra}{tr} \newcommand{\nrm}[1]{\left\lVert #1 \right\rVert} \newcommand{\Ex}{\mathbb{E}}
\newcommand{\sq}[1]{\left\| #1 \right\|_2^2} \newcommand{\deriv}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\invb}[1]{\left( #1 \right)^{-1}} \DeclarePairedDelimiter{\pars}{(}{)}
"""
OWN = {"x": r"\bx", "X": r"\bX"}  # letters that a macro stands for
GREEK = {"lambda": r"\lambda", "beta": r"\beta", "Sigma": r"\Sigma"}
FONTS = [r"\mathbf", r"\bm", r"\boldsymbol", r"\vec", r"\pmb"]
BRACKETS = [
    ("(", ")"),
    ("(", ")"),
    (r"\left(", r"\right)"),
    (r"\bigl(", r"\bigr)"),
    ("[", "]"),
    (r"\left[", r"\right]"),
]
BRACKETS += [
    (r"\Big(", r"\Big)"),
    (r"\big[", r"\big]"),
    ("{(", ")}"),
    (r"\biggl\{", r"\biggr\}"),
    (r"\left\{", r"\right\}"),
]
NORMS = [(r"\|", r"\|"), (r"\lVert", r"\rVert"), ("||", "||"), (r"\left\|", r"\right\|"), (r"\Vert", r"\Vert")]
NORMS += [(r"\left\lVert", r"\right\rVert"), (r"\bigl\|", r"\bigr\|"), (r"\nrm{", "}"), (r"\norm{", "}"), ("‖", "‖")]
SIDED = (r"\lVert", r"\left\|", r"\left\lVert", r"\bigl\|", r"\nrm{", r"\norm{")
BARS = [("|", "|"), (r"\lvert", r"\rvert"), (r"\left|", r"\right|"), (r"\abs{", "}"), (r"\bigl|", r"\bigr|")]
TRANSPOSES = ["^T", r"^\top", r"^{\top}", "^{T}", r"^\intercal", r"^{\mathsf T}", r"^{\mathrm{T}}", r"^\mathsf{T}"]
TRANSPOSES += [r"^{\intercal}", r"^{\sf T}", "ᵀ", r"^{\text{T}}", r"^{\rm T}"]
PRIMES = ["'", "'", r"^{\prime}", r"^\prime"]  # in documents that have X'X
FRACTIONS = [r"\frac", r"\frac", r"\tfrac", r"\dfrac", r"\cfrac"]
SUMS = [r"\sum_{%s=1}^%s", r"\sum_{%s=1}^{%s}", r"\sum\limits_{%s=1}^%s", r"\sum\nolimits_{%s = 1}^{%s}"]
SUMS += [r"\displaystyle\sum_{%s=1}^{%s}", "∑_{%s=1}^%s", r"\sum_{%s\in[%s]}"]
NAMES = {
    "trace": [r"\operatorname{tr}", r"\mathrm{tr}", r"\text{tr}", r"\tr", r"\Tr", r"\operatorname{Tr}", r"\Tra"],
    "det": [r"\det", r"\operatorname{det}", r"\mathrm{det}"],
    "exp": [r"\exp", r"\operatorname{exp}", r"\mathrm{exp}"],
    "log": [r"\log", r"\ln", r"\operatorname{log}"],
    "tanh": [r"\tanh", r"\operatorname{tanh}"],
    "sigmoid": [r"\operatorname{sigmoid}", r"\mathrm{sigmoid}", r"\text{sigmoid}"],
    "ReLU": [r"\operatorname{ReLU}", r"\mathrm{ReLU}", r"\text{ReLU}", r"\relu"],
    "diag": [r"\operatorname{diag}", r"\mathrm{diag}", r"\text{diag}", r"\diag"],
    "vec": [r"\operatorname{vec}", r"\mathrm{vec}"],
    "expectation": [r"\mathbb{E}", r"\mathbb E", r"\operatorname{E}", r"\mathrm{E}", r"\E", r"\Ex", "𝔼"],
}
ONES = [r"\mathbf{1}", r"\mathbb{1}", r"\mathbb{I}", r"\mathbf 1", "1"]


@dataclass(frozen=True)
class Written:
    """A text, how tightly it holds together, and whether it would take in what is written behind it."""

    text: str
    level: int = ATOM
    open: bool = False


class Writer:
    """Writes trees; every choice is drawn."""

    def __init__(self, rng: random.Random, *, primes: bool = False) -> None:
        self.rng, self.primes = rng, primes
        self.chosen: set[str] = set()  # the notations that were used

    def pick(self, options: list[str]) -> str:
        """One of several notations."""
        chosen = self.rng.choice(options)
        self.chosen.add(chosen)
        return chosen

    def joined(self, *parts: str) -> str:
        """Texts side by side, spaces as anybody likes them."""
        text = ""
        for part in filter(None, parts):
            space = self.rng.choice(["", "", " ", " ", r"\,", r"\;", r"\! ", "  ", "~", "\n", r"\ ", r"\:"])
            glued = text[-1:].isalpha() and "\\" in text and (part[0].isalnum() or space.isalpha())
            text += (space or (" " if glued else "")) + part if text else part
        return text

    def bracketed(self, text: str) -> str:
        """In brackets of some kind and size."""
        left, right = self.rng.choice(BRACKETS)
        self.chosen.add(left)
        return self.joined(left, text, right)

    def argument(self, text: str) -> str:
        """In round brackets, as an argument of a function."""
        left, right = self.rng.choice([b for b in BRACKETS if "[" not in b[0] and "{" not in b[0]])
        return self.joined(left, text, right)

    def at(self, tree: Tree, level: int, *, last: bool = True) -> str:
        """A tree so written that it holds together as tightly as wanted, and is closed unless it stands last."""
        made = self.written(tree)
        if made.level < level or (made.open and not last):
            return self.bracketed(made.text)
        if made.level == ATOM and self.rng.random() < 0.05 and not made.open:
            return "{" + made.text + "}"
        return made.text

    def written(self, tree: Tree) -> Written:
        """A tree in one of its notations."""
        return getattr(self, "_" + tree.kind.replace(" ", "_"))(tree)

    def script(self, sign: str, text: str) -> str:
        """A subscript or superscript, in braces where it needs them."""
        return f"{sign}{text}" if len(text) == 1 and self.rng.random() < 0.5 else f"{sign}{{{text}}}"

    def _letter(self, tree: Tree) -> Written:
        name = str(tree.data[0])
        accent, _, base = name.rpartition(" ")
        base, _, sub = base.partition("_")
        text = GREEK.get(base, base)
        if not tree.is_scalar and base in OWN and not accent and self.rng.random() < 0.2:
            text = self.pick([OWN[base]])
        elif not tree.is_scalar and self.rng.random() < 0.5:
            font = self.pick([f for f in FONTS if base not in GREEK or f not in (r"\mathbf", r"\vec")])
            text = f"{font}{{{text}}}" if len(text) > 1 or self.rng.random() < 0.7 else f"{font} {text}"
        if accent:
            accent = self.pick([accent, accent.replace("\\", "\\wide") if base != "g" else accent])
            text = f"{accent}{{{text}}}" if len(text) > 1 or self.rng.random() < 0.6 else f"{accent} {text}"
        if sub:
            return Written(f"{text}_{self.rng.choice(['1', '{1}'])}", FACTOR)
        return Written(text)

    def _number(self, tree: Tree) -> Written:
        return Written(str(tree.data[0]))

    def _identity(self, tree: Tree) -> Written:
        size = tree.shape[0]
        text = self.pick(["I", "I", r"\mathbf{I}", r"\mathbf I", r"\bm I", r"\mathrm{I}"])
        return Written(text if self.rng.random() < 0.5 else f"{text}{self.script('_', size)}", FACTOR)

    def _sum(self, tree: Tree) -> Written:
        parts: list[str] = []
        for number, (sign, term) in enumerate(zip(tree.data, tree.inside)):
            text = self.at(term, TERM)
            parts += ([] if number == 0 and sign == 1 else ["+" if sign == 1 else self.pick(["-", "-", "−"])]) + [text]
        return Written(self.joined(*parts), SUM, open=False)

    def _product(self, tree: Tree) -> Written:
        left = self.at(tree.inside[0], PRODUCT, last=False)
        return self._beside(left, tree.inside[1], ["", "", "", r"\cdot", r"\times", "*"])

    def _multiple(self, tree: Tree) -> Written:
        left, right = tree.inside
        if self.rng.random() < 0.1 and not left.kind == right.kind == "number" and left.is_scalar:
            left, right = right, left
        return self._beside(self.at(left, PRODUCT, last=False), right, ["", "", r"\cdot", r"\times"])

    def _beside(self, left: str, right: Tree, signs: list[str]) -> Written:
        made = self.written(right)
        text = self.bracketed(made.text) if made.level < FACTOR else made.text
        sign = self.pick(signs)
        digits = text.lstrip("{")[:1].isdigit()
        if digits or (left[-1:].isdigit() and text[:1] == "."):
            sign = sign or r"\cdot"
        return Written(self.joined(left, sign, text), PRODUCT, made.open and made.level >= FACTOR)

    def _base(self, tree: Tree) -> str:
        """What a superscript stands on."""
        made = self.written(tree)
        bare = made.level == ATOM or (
            made.level == FACTOR and tree.kind in ("letter", "entry") and "^" not in made.text
        )
        return made.text if bare and not made.open else self.bracketed(made.text)

    def _transpose(self, tree: Tree) -> Written:
        (inner,) = tree.inside
        if inner.kind == "inverse" and self.rng.random() < 0.4 and not inner.is_scalar:
            sign = self.pick(["^{-T}", r"^{-\top}", r"^{-\intercal}"])
            return Written(self._base(inner.inside[0]) + sign, FACTOR)
        return Written(self._base(inner) + self.pick(PRIMES if self.primes else TRANSPOSES), FACTOR)

    def _inverse(self, tree: Tree) -> Written:
        if tree.is_scalar and self.rng.random() < 0.7:
            return self._fraction("1", self.at(tree.inside[0], SUM))
        if self.rng.random() < 0.1:
            return Written(self.pick([r"\invb"]) + "{" + self.at(tree.inside[0], SUM) + "}", FACTOR)
        return Written(self._base(tree.inside[0]) + self.pick(["^{-1}", "^{-1}", "⁻¹", "^{- 1}"]), FACTOR)

    def _power(self, tree: Tree) -> Written:
        return Written(self._base(tree.inside[0]) + self.script("^", str(tree.data[0])), FACTOR)

    def _pinv(self, tree: Tree) -> Written:
        return Written(self._base(tree.inside[0]) + self.pick([r"^\dagger", r"^{\dagger}", "^+", "^{+}", "†"]), FACTOR)

    def _barred(self, tree: Tree, bars: list[tuple[str, str]], sided: tuple[str, ...]) -> str:
        inner = self.at(tree, SUM)
        plain = not any(sign in inner for sign in ("|", "‖", "ert", "norm{", "nrm{", "abs{", r"\sq"))
        left, right = self.rng.choice([b for b in bars if plain or b[0] in sided])
        self.chosen.add(left)
        return self.joined(left, inner, right) if not left.endswith("{") else left + inner + right

    def _norm(self, tree: Tree) -> Written:
        return self._normed(tree, "")

    def _squared_norm(self, tree: Tree) -> Written:
        return self._normed(tree, self.pick(["^2", "^{2}"]))

    def _normed(self, tree: Tree, power: str) -> Written:
        (inner,) = tree.inside
        column = inner.shape[1] == "1"
        if power and column and self.rng.random() < 0.1:
            return Written(self.pick([r"\sq"]) + "{" + self.at(inner, SUM) + "}", FACTOR)
        sub = self.pick(["", "_2", "_{2}"] if column else ["_F", "_F", r"_{\mathrm{F}}", r"_{F}", r"_\text{F}"])
        scripts = sub + power if self.rng.random() < 0.7 else power + sub
        return Written(self._barred(inner, NORMS, SIDED) + scripts, FACTOR if scripts else ATOM)

    def _named(self, name: str, tree: Tree) -> Written:
        """A function by name: its argument in brackets, or bare when it is a letter or the last in a product."""
        made, word = self.written(tree), self.pick(NAMES[name])
        if made.level == ATOM and tree.kind == "letter" and self.rng.random() < 0.3:
            return Written(self.joined(word, " " + made.text), FACTOR, open=True)
        return Written(self.joined(word, self.argument(made.text)), FACTOR)

    def _trace(self, tree: Tree) -> Written:
        return self._named("trace", tree.inside[0])

    def _det(self, tree: Tree) -> Written:
        if self.rng.random() < 0.3 and tree.inside[0].shape[0] != "1":
            return Written(self._barred(tree.inside[0], BARS, (r"\lvert", r"\left|", r"\abs{", r"\bigl|")))
        return self._named("det", tree.inside[0])

    def _diag(self, tree: Tree) -> Written:
        return self._named("diag", tree.inside[0])

    def _vec(self, tree: Tree) -> Written:
        return self._named("vec", tree.inside[0])

    def _entrywise(self, tree: Tree) -> Written:
        name, (inner,) = str(tree.data[0]), tree.inside
        if name == "abs":
            return Written(self._barred(inner, BARS, (r"\lvert", r"\left|", r"\abs{", r"\bigl|")))
        if name == "ReLU" and self.rng.random() < 0.5:
            return Written(self._pair(["0", self.at(inner, SUM)]))
        if name == "exp" and inner.is_scalar and self.rng.random() < 0.4:
            return Written(self.pick(["e"]) + "^{" + self.at(inner, SUM) + "}", FACTOR)
        return self._named(name, inner)

    def _pair(self, sides: list[str]) -> str:
        if sides[0] == "0":
            self.rng.shuffle(sides)
        left, right = self.rng.choice([("(", ")"), (r"\{", r"\}"), (r"\left(", r"\right)"), (r"\left\{", r"\right\}")])
        return self.joined(r"\max", left, sides[0], ",", sides[1], right)

    def _max(self, tree: Tree) -> Written:
        return Written(self._pair([self.at(part, SUM) for part in tree.inside]))

    def _entry(self, tree: Tree) -> Written:
        names = [str(name) for name in tree.data]
        made = self.written(tree.inside[0])
        bare = made.level == ATOM and tree.inside[0].kind == "letter"
        base = made.text if bare else self.joined("(", made.text, ")") if self.rng.random() < 0.6 else f"[{made.text}]"
        sub = self.pick(["", ",", " ", ", "]).join(names)
        return Written(base + self.script("_", sub), FACTOR)

    def _total(self, tree: Tree) -> Written:
        name, size = map(str, tree.data)
        sign = self.pick([*SUMS, r"\sum_%s", r"\sum_{%s}"])
        sign = sign % (name, size) if sign.count("%") == 2 else sign % name
        made = self.written(tree.inside[0])
        body = made.text if made.level >= PRODUCT else self.bracketed(made.text)
        return Written(self.joined(sign, " " + body), FACTOR, open=True)

    def _fraction(self, top: str, bottom: str) -> Written:
        digits = len(top) == len(bottom) == 1 and top.isdigit() and self.rng.random() < 0.5
        sign = self.pick(FRACTIONS)
        return Written(f"{sign}{top}{bottom}" if digits and bottom.isdigit() else f"{sign}{{{top}}}{{{bottom}}}")

    def _over(self, tree: Tree) -> Written:
        top, bottom = tree.inside
        if self.rng.random() < 0.2:
            right = self.written(bottom)
            if right.level >= FACTOR and not right.open:
                text = self.joined(self.at(top, FACTOR, last=False), self.pick(["/"]), right.text)
                return Written(text, TERM)
        return self._fraction(self.at(top, SUM), self.at(bottom, SUM))

    def _root(self, tree: Tree) -> Written:
        return Written(self.pick([r"\sqrt"]) + "{" + self.at(tree.inside[0], SUM) + "}")

    def _condition(self, left: Tree, right: Tree) -> str:
        a, b = self.at(left, SUM), self.at(right, SUM)
        sign = self.pick([">", r"\gt", "<"])
        return self.joined(b, sign, a) if sign == "<" else self.joined(a, sign, " " + b)

    def _indicator(self, tree: Tree) -> Written:
        one, said = self.pick(ONES), self._condition(*tree.inside)
        simple = all(part.kind in ("letter", "number") for part in tree.inside)
        one = one if simple or one != "1" else ONES[0]
        if simple and (self.rng.random() < 0.4 or one == "1"):
            return Written(f"{one}_{{{said}}}" if self.rng.random() < 0.5 else f"{one}_{{\\{{{said}\\}}}}", FACTOR)
        left, right = self.rng.choice([(r"\{", r"\}"), ("(", ")"), ("[", "]"), (r"\left\{", r"\right\}")])
        return Written(self.joined(one, left, said, right), FACTOR)

    def _cases(self, tree: Tree) -> Written:
        then, otherwise, *sides = tree.inside
        said, rest = self._condition(*sides), self.pick([r"\text{otherwise}", r"\text{else}", r"\textrm{otherwise.}"])
        word, comma = self.pick(["", r"\text{if } ", r"\text{if }", r"\text{when } "]), self.pick(["", ","])
        rows = f"{self.at(then, SUM)}{comma} & {word}{said}{comma} \\\\ {self.at(otherwise, SUM)}{comma} & {rest}"
        name = self.pick(["cases", "dcases"])
        return Written(f"\\begin{{{name}}} {rows} \\end{{{name}}}", FACTOR)

    def _operand(self, sign: str, tree: Tree) -> Written:
        """What an operator of differentiation applies to: in brackets, between bars, or the product that follows."""
        made = self.written(tree)
        bare = not made.text.lstrip("{").startswith(
            ("(", "[", "\\{", "\\left", "\\b", "\\B")
        )  # else it is what follows
        if made.level >= PRODUCT and bare and self.rng.random() < 0.5:
            return Written(self.joined(sign, " " + made.text), FACTOR, open=True)
        return Written(self.joined(sign, self.bracketed(made.text)), FACTOR, open=True)

    def _gradient(self, tree: Tree) -> Written:
        by = self.written(Tree("letter", tree.shape, (), tree.data)).text
        nabla = self.pick([r"\nabla", r"\nabla", r"\grad", "∇"])
        options = [nabla + f"_{{{by}}}", rf"\frac{{\partial}}{{\partial {by}}}", rf"\frac{{d}}{{d {by}}}"]
        options += [rf"\partial_{{{by}}}"]
        return self._differentiated(self.rng.choice(options), by, tree.inside[0])

    def _differentiated(self, sign: str, by: str, body: Tree) -> Written:
        if self.rng.random() < 0.2:
            made = self.written(body)
            top = made.text if made.level >= PRODUCT else self.bracketed(made.text)
            if self.rng.random() < 0.3:
                return Written(self.pick([r"\deriv"]) + f"{{{top}}}{{{by}}}", FACTOR)
            return Written(self.pick(FRACTIONS) + rf"{{\partial {top}}}{{\partial {by}}}", FACTOR)
        self.chosen.add(sign.replace(by, ""))
        return self._operand(sign, body)

    def _partial(self, tree: Tree) -> Written:
        name, *names = map(str, tree.data)
        from tests.reading.trees import SHAPE_OF

        by = self.written(Tree("letter", SHAPE_OF[name], (), (name,))).text
        by += self.script("_", "".join(names)) if names else ""
        options = [rf"{sign}{{\partial}}{{\partial {by}}}" for sign in (r"\frac", r"\tfrac")] + [rf"\partial_{{{by}}}"]
        if not names:
            options += [rf"\frac{{d}}{{d {by}}}", rf"\dfrac{{\mathrm{{d}}}}{{\mathrm{{d}} {by}}}"]
        return self._differentiated(self.rng.choice(options), by, tree.inside[0])

    def _hessian(self, tree: Tree) -> Written:
        by = self.written(Tree("letter", (tree.shape[0], "1"), (), tree.data)).text
        sign = self.pick([r"\nabla^2_{%s}", r"\nabla_{%s}^2", r"\nabla_{%s}^{2}", r"\frac{\partial^2}{\partial %s^2}"])
        if self.rng.random() < 0.2:
            return self._operand(rf"\frac{{\partial^2}}{{\partial {by} \partial {by}^\top}}", tree.inside[0])
        return self._operand(sign % by, tree.inside[0])

    def _infix(self, tree: Tree, signs: list[str]) -> Written:
        left, right = (self.written(part) for part in tree.inside)
        first = left.text if left.level >= PRODUCT and not left.open else self.bracketed(left.text)
        second = right.text if right.level >= PRODUCT and not right.open else self.bracketed(right.text)
        return Written(self.joined(first, self.pick(signs), " " + second), TERM)

    def _hadamard(self, tree: Tree) -> Written:
        return self._infix(tree, [r"\circ", r"\odot", "⊙"])

    def _block(self, tree: Tree) -> Written:
        a, b, c, d = (self.at(part, SUM) for part in tree.inside)
        name = self.pick(["bmatrix", "pmatrix", "array", "smallmatrix"])
        start, end = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        if name == "array":
            start, end = r"\left[\begin{array}{c|c}", r"\end{array}\right]"
        elif name == "smallmatrix":
            start, end = rf"\bigl({start}", rf"{end}\bigr)"
        return Written(self.joined(start, f"{a} & {b} \\\\ {c} & {d}", end))

    def _kron(self, tree: Tree) -> Written:
        return self._infix(tree, [r"\otimes", "⊗"])

    def _expectation(self, tree: Tree) -> Written:
        left, right = self.rng.choice([("[", "]"), ("(", ")"), (r"\left[", r"\right]"), (r"\{", r"\}")])
        return Written(self.joined(self.pick(NAMES["expectation"]), left, self.at(tree.inside[0], SUM), right), FACTOR)
