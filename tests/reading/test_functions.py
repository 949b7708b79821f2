"""Functions and losses that no formula gives: true statements are proved, and their planted false twins never are."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.elaborate import Elaborator
from derivations.reading.reader import read
from derivations.reading.syntax import Node
from derivations.reading.values import Value
from numeric.checking.result import Step
from numeric.checking.run import judged
from tests.thinned import thinned

LAYER = r"""Let $W\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $b\in\mathbb{R}^m$ and $y = Wx+b$.
The scalar loss $\ell$ is a function of $y$; all gradients are columns."""
SQUARE = r"Let $W\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$ and $y = Wx$. The loss is $L$."
ROWS = r"We use numerator layout. " + LAYER.replace("all gradients are columns", "nothing else is known of it")
STEP = r"""Let $f$ be convex and $L$-smooth with $L>0$, $x\in\mathbb{R}^d$. A step of gradient descent is
$x^+ = x - \frac1L\nabla f(x)$."""
ENTRIES = r"""Let $y = Wx$ with $W\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$, and let $L$ be a function of $y$."""
NETWORK = r"""Let $x\in\mathbb{R}^n$, $W_1\in\mathbb{R}^{h\times n}$, $W_2\in\mathbb{R}^{m\times h}$. Put $z = W_1 x$,
$a = \tanh(z)$ and $o = W_2 a$. The loss $L$ depends on $o$; write $\delta = \nabla_o L$."""
ACTIVE = r"""Let $W\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$. With an elementwise activation $\phi$ let $a = Wx$
and $h = \phi(a)$, and let $L$ be the loss."""
BATCH = r"""Let $X\in\mathbb{R}^{n\times d}$, $W\in\mathbb{R}^{d\times k}$ and $Y = XW$, and
$\mathcal{L}$ is a scalar loss."""
NUMBERS = r"Let $w, x, b$ be scalars, $z = wx + b$, $a = \sigma(z)$ with the sigmoid $\sigma$."
RESIDUAL = r"""Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$, $y\in\mathbb{R}^n$, $r = Xw - y$,
with a loss $\ell$ of the residual."""
SKIP = r"""Let $W\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$. Let $y = Wx$ and $o = y + x$. All derivatives
of the loss $L$ are columns."""
SMOOTH = r"Let $f$ be convex and $\beta$-smooth, with $\beta > 0$ and $x, y \in \mathbb{R}^d$."
STRONG = r"Let $f$ be $\mu$-strongly convex with $\mu>0$ and minimizer $x^*$, where $x, y\in\mathbb{R}^d$."
PLAIN = r"Let $f:\mathbb{R}^d\to\mathbb{R}$ be differentiable and $x, y \in \mathbb{R}^d$."
SIGMOID = r"Let $u\in\mathbb{R}^n$ and $\sigma$ be the sigmoid applied entrywise."
RECTIFIER = r"With ReLU $\phi(u)=\max(0,u)$ applied entrywise, let $u, v\in\mathbb{R}^n$."
INNER = r"""Let $A\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $f:\mathbb{R}^m\to\mathbb{R}$ be differentiable twice
and $g(x) = f(Ax)$."""
SUPPOSED = r"""Suppose $f$ is differentiable with $L>0$ such that for all $x, y \in \mathbb{R}^d$
$$f(y) \le f(x) + \nabla f(x)^\top (y - x) + \frac{L}{2}\|y-x\|^2.$$
For $z\in\mathbb{R}^d$ we get"""
REGULAR = r"""Let $W\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$, $\lambda > 0$, $y = Wx$ and
$J = L + \frac{\lambda}{2}\|W\|_F^2$."""

CONVEX = r"f(y) \ge f(x) + \nabla f(x)^\top (y - x)"

TRUE = [
    (LAYER, r"\nabla_W \ell = (\nabla_y \ell) x^\top"),
    (LAYER, r"\nabla_x \ell = W^\top \nabla_y \ell"),
    (LAYER, r"\nabla_b \ell = \nabla_y \ell"),
    (ROWS, r"\frac{\partial \ell}{\partial x} = \frac{\partial \ell}{\partial y} W"),
    (NETWORK, r"\nabla_{W_2} L = \delta a^\top"),
    (NETWORK, r"\nabla_z L = (W_2^\top \delta) \odot (1 - a \odot a)"),
    (NETWORK, r"\nabla_{W_1} L = \left((W_2^\top \delta) \odot (1 - a \odot a)\right) x^\top"),
    (ACTIVE, r"\nabla_a L = \phi'(a) \odot \nabla_h L"),
    (ACTIVE, r"\nabla_x L = W^\top (\phi'(a) \odot \nabla_h L)"),
    (BATCH, r"\nabla_W \mathcal{L} = X^\top \nabla_Y \mathcal{L}"),
    (BATCH, r"\nabla_X \mathcal{L} = \nabla_Y \mathcal{L} W^\top"),
    (NUMBERS, r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} a(1-a) x"),
    (RESIDUAL, r"\nabla_w \ell = X^\top \nabla_r \ell"),
    (SKIP, r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial y} + \frac{\partial L}{\partial o}"),
    (REGULAR, r"\nabla_W J = (\nabla_y L) x^\top + \lambda W"),
    (SMOOTH, r"f(x - \tfrac{1}{\beta}\nabla f(x)) \le f(x) - \frac{1}{2\beta}\|\nabla f(x)\|^2"),
    (SMOOTH, r"f(y) \ge f(x) + \nabla f(x)^\top (y - x)"),
    (SMOOTH, r"(\nabla f(x) - \nabla f(y))^\top (x - y) \le \beta \|x-y\|^2"),
    (STRONG, r"\|\nabla f(x)\|^2 \ge 2\mu (f(x) - f(x^*))"),
    (STRONG, r"f(x) - f(x^*) \ge \frac{\mu}{2}\|x-x^*\|^2"),
    (STEP, r"f(x^+) \le f(x) - \frac{1}{2L}\|\nabla f(x)\|^2"),
    (ENTRIES, r"\frac{\partial L}{\partial x_j} = \sum_{i=1}^n \frac{\partial L}{\partial y_i} W_{ij}"),
    (RESIDUAL, r"\nabla^2_w \ell = X^\top (\nabla^2_r \ell) X"),
    (PLAIN, r"\nabla f(x)^\top (y-x) = (y-x)^\top \nabla f(x)"),
    (SIGMOID, r"\sigma'(u) = \sigma(u)\odot(1-\sigma(u))"),
    (RECTIFIER, r"\phi'(u)\odot v = \operatorname{diag}(\phi'(u)) v"),
    (SIGMOID, r"\tanh'(u) = 1 - \tanh(u)\odot\tanh(u)"),
    (INNER, r"\nabla g(x) = A^\top \nabla f(Ax)"),
    (INNER, r"\nabla^2 g(x) = A^\top \nabla^2 f(Ax) A"),
    (SUPPOSED, r"f(z - \tfrac1L\nabla f(z)) \le f(z) - \frac{1}{2L}\|\nabla f(z)\|^2"),
]
FALSE = [
    (LAYER, r"\nabla_W \ell = x (\nabla_y \ell)^\top"),
    (LAYER, r"\nabla_x \ell = 2 W^\top \nabla_y \ell"),
    (LAYER, r"\nabla_x \ell = 0"),
    (SQUARE, r"\nabla_x L = W \nabla_y L"),
    (SQUARE, r"\nabla_W L = x (\nabla_y L)^\top"),
    (ROWS, r"\frac{\partial \ell}{\partial x} = W^\top \frac{\partial \ell}{\partial y}"),
    (NETWORK, r"\nabla_z L = (W_2^\top \delta) \odot a \odot (1 - a)"),
    (NETWORK, r"\nabla_z L = W_2^\top \delta"),
    (ACTIVE, r"\nabla_x L = W^\top (\phi(a) \odot \nabla_h L)"),
    (ACTIVE, r"\nabla_a L = \phi'(h) \odot \nabla_h L"),
    (BATCH, r"\nabla_X \mathcal{L} = W^\top \nabla_Y \mathcal{L}"),
    (NUMBERS, r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} (1-a) x"),
    (RESIDUAL, r"\nabla_y \ell = \nabla_r \ell"),
    (SKIP, r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial y}"),
    (REGULAR, r"\nabla_W J = \lambda W"),
    (SMOOTH, r"f(x - \tfrac{1}{\beta}\nabla f(x)) \le f(x) - \frac{1}{\beta}\|\nabla f(x)\|^2"),
    (SMOOTH, r"f(y) \ge f(x) + \nabla f(y)^\top (y - x)"),
    (SMOOTH, r"(\nabla f(x) - \nabla f(y))^\top (x - y) \le \frac{\beta}{2} \|x-y\|^2"),
    (STRONG, r"\|\nabla f(x)\|^2 \ge 4\mu (f(x) - f(x^*))"),
    (STRONG, r"f(x) - f(x^*) \ge \mu\|x-x^*\|^2"),
    (STEP, r"f(x^+) \le f(x) - \frac{1}{L}\|\nabla f(x)\|^2"),
    (ENTRIES, r"\frac{\partial L}{\partial x_j} = \sum_{i=1}^n \frac{\partial L}{\partial y_i} W_{ji}"),
    (ENTRIES, r"\frac{\partial L}{\partial W_{ij}} = \frac{\partial L}{\partial y_j} x_i"),
    (PLAIN, r"f(y) \ge f(x) + \nabla f(x)^\top (y - x)"),
    (PLAIN, r"\nabla f(x)^\top (y-x) = (x-y)^\top \nabla f(x)"),
    (SIGMOID, r"\sigma'(u) = \sigma(u)"),
    (SIGMOID, r"\tanh'(u) = \tanh(u)"),
    (RECTIFIER, r"\phi'(u) = \phi(u)"),
    (INNER, r"\nabla g(x) = A \nabla f(Ax)"),
    (INNER, r"\nabla^2 g(x) = A^\top \nabla^2 f(Ax)"),
    (SUPPOSED, r"f(z - \tfrac1L\nabla f(z)) \le f(z) - \frac{1}{L}\|\nabla f(z)\|^2"),
]
LETTERS = r"Let $W\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$, $y = Wx$. "
NEVER = [  # what sentences do not say
    (r"Let $C$ be a convex set and $f:\mathbb{R}^d\to\mathbb{R}$ differentiable, $x,y\in\mathbb{R}^d$.", CONVEX),
    (r"We show that $f$ is convex. Here $x, y \in \mathbb{R}^d$.", CONVEX),
    (r"Let $f$ be non-convex and differentiable, $x,y\in\mathbb{R}^d$.", CONVEX),
    (r"Let $g$ be convex and $f$ be differentiable, $x,y\in\mathbb{R}^d$.", CONVEX),
    (
        r"Let $f$ be $L$-smooth with respect to the $\ell_1$ norm, $L>0$, $x,y\in\mathbb{R}^d$.",
        r"f(y) \le f(x) + \nabla f(x)^\top (y - x) + \frac{L}{2}\|y-x\|^2",
    ),
    (LETTERS + r"The loss $L$ is a function of $y$ and $x$. Gradients are columns.", r"\nabla_x L = W^\top \nabla_y L"),
    (
        r"A network has $h_t=\tanh(a_t)$, $a_t=Wh_{t-1}$ with $W\in\mathbb R^{n\times n}$, $h_t\in\mathbb R^n$."
        r" The loss is $L$.",
        r"\nabla_W L = \nabla_{a_t} L h_{t-1}^\top",
    ),
    (
        r"Fix $x\in\mathbb{R}^d$. Here $\mathbb E[\varepsilon]=0$, $\mathbb E[\varepsilon^2]=\sigma^2$.",
        r"\mathbb{E}[\hat f(x)] = \hat f(x)",
    ),
    (
        r"Let $x\sim\mathcal{N}(\mu,\Sigma)$ with $x\in\mathbb{R}^d$. Let $f$ be differentiable.",
        r"\mathbb{E}[f(x)] = f(\mu)",
    ),
]
UNSAID = [  # what is differentiated is given by no formula, and nothing says how it depends on the letter
    (r"Let $x, y\in\mathbb{R}^n$.", r"\frac{\partial y}{\partial x} = 0"),
    (r"Let $x\in\mathbb{R}^n$.", r"\frac{\partial c}{\partial x} = 0"),
    (r"Let $w\in\mathbb{R}^n$, $\lambda > 0$ and $J = L + \frac{\lambda}{2}\|w\|^2$.", r"\nabla_w J = \lambda w"),
    (
        r"We have $W\in\mathbb{R}^{n\times n}$, $x,y,o\in\mathbb{R}^n$, a loss $L$ and $$y = Wx$$ $$o = y + x$$",
        r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial y}",
    ),
]
OPEN = [  # a counterexample would be one to a function of which more is meant than is understood
    (r"Let $f$ be convex and $G$-Lipschitz, $x,y\in\mathbb{R}^d$.", r"f(x) \le f(y) + G\|x-y\|"),
    (r"Let $z, p, y\in\mathbb{R}^k$, with the cross-entropy $L$.", r"\frac{\partial L}{\partial z} = p - y"),
    (r"Here $x, y\in\mathbb{R}^n$, $W\in\mathbb{R}^{n\times n}$.", r"\nabla_x L = W^\top \nabla_y L"),
]


def last(before: str, display: str) -> Step:
    """The verdict on a display at the end of a document."""
    document = judged(scanned("a.md", f"{before}\n\n$$\n{display}\n$$\n".encode()), processes=1)
    step = document.steps[-1]
    assert not any(one.alarm for one in document.steps)
    return step


@pytest.mark.parametrize(("before", "display"), thinned(TRUE))
def test_what_follows_for_every_function_is_proved(before: str, display: str) -> None:
    step = last(before, display)
    assert step.verdict == "proved", step.reason
    assert step.by != ("hypothesis",)


@pytest.mark.parametrize(("before", "display"), thinned([*FALSE, *NEVER], one_in=2))
def test_a_false_twin_is_never_proved(before: str, display: str) -> None:
    step = last(before, display)
    assert step.verdict in ("refuted", "open", "unread"), step.by


@pytest.mark.slow
def test_most_false_twins_are_refuted() -> None:
    found = [last(before, display).verdict for before, display in FALSE]
    assert found.count("refuted") >= 17


@pytest.mark.parametrize(("before", "display"), thinned(UNSAID, one_in=2))
def test_a_letter_without_a_formula_is_no_constant(before: str, display: str) -> None:
    step = last(before, display)
    assert step.verdict in ("unread", "open"), step.by


@pytest.mark.parametrize(("before", "display"), thinned(OPEN, one_in=2))
def test_what_may_be_meant_otherwise_is_not_refuted(before: str, display: str) -> None:
    assert last(before, display).verdict in ("unread", "open")


def test_a_group_behind_a_gradient_by_a_letter_is_a_factor() -> None:
    before = (
        r"Let $z = W a$ with $W\in\mathbb{R}^{m\times n}$, $a\in\mathbb{R}^n$. Gradients are columns, $L$ is the loss."
    )
    assert last(before, r"\nabla_W L = \nabla_z L (a)^\top").verdict == "proved"


def test_a_formula_ends_what_was_said_of_a_function() -> None:
    before = SMOOTH + "\n\nNow let $f(x) = a^\\top x$ with $a\\in\\mathbb{R}^d$."
    step = last(before, r"\nabla f(x) = a")
    assert step.verdict == "proved"
    assert not any("convex" in one for one in step.assumptions)


def test_nested_functions_are_read_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading an argument twice takes twice as long at every level."""
    calls = []
    value = Elaborator.value

    def counted(self: Elaborator, node: Node) -> Value:
        calls.append(node)
        return value(self, node)

    monkeypatch.setattr(Elaborator, "value", counted)
    read(scanned("a.md", ("$$" + "\\exp(" * 20 + "x" + ")" * 20 + " = x$$").encode()))
    assert len(calls) < 2000
