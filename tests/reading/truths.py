"""True statements in LaTeX with the letters they need: what mutations begin with."""

from __future__ import annotations

LET = [
    "X, Z : n x d",
    "A, B, C : n x n",
    "P, Q : d x d",
    "S : n x n, symmetric, positive definite",
    "x, y, z : n",
    "w, v : d",
    "g, h : scalar",
    "lambda > 0",
    "mu > 0",
]
RANDOM = ["A : m x n", "B : n x n", "y, b : n", "N : n, random, mean 0, covariance I"]

PUSH = [
    r"(X^\top X + \lambda I_d)^{-1} X^\top = X^\top (X X^\top + \lambda I_n)^{-1}",
    r"(X^T X + \lambda I)(X^T X + \lambda I)^{-1} X^T y = X^T y",
    r"X (X^\top X + \lambda I)^{-1} = (X X^\top + \lambda I)^{-1} X",
    r"I - X (X^\top X + \lambda I)^{-1} X^\top = \lambda (X X^\top + \lambda I)^{-1}",
    r"(\lambda I + A A^\top)^{-1} A = A (\lambda I + A^\top A)^{-1}",
    r"\frac{1}{\lambda} X^\top = (X^\top X + \lambda I)^{-1}\left(\frac{1}{\lambda} X^\top X X^\top + X^\top\right)",
]
ALGEBRA = [
    r"(A + B)^2 = A^2 + AB + BA + B^2",
    r"(AB)^\top = B^\top A^\top",
    r"(ABC)^\top = C^\top B^\top A^\top",
    r"(A - B)(A + B) = A^2 + AB - BA - B^2",
    r"(X P)^\top (X P) = P^\top X^\top X P",
    r"(A^\top)^\top + B = B + A",
    r"A(B + C)x = ABx + ACx",
    r"3 A x - 2 A x + B x = A x + B x",
    r"\frac12 (A + A^\top) + \frac12 (A - A^\top) = A",
    r"(x y^\top)^\top = y x^\top",
    r"x^\top y = y^\top x",
    r"x^\top A y = y^\top A^\top x",
    r"x^\top (A - A^\top) x = 0",
    r"(g + h)^2 = g^2 + 2 g h + h^2",
    r"(g + h)(g - h) = g^2 - h^2",
    r"A \circ B = B \circ A",
    r"(A + B) \odot C = A \odot C + B \odot C",
]
INVERSES = [
    r"(AB)^{-1} = B^{-1} A^{-1}",
    r"(A^\top)^{-1} = (A^{-1})^\top",
    r"A^{-1} - B^{-1} = A^{-1}(B - A)B^{-1}",
    r"(A^{-1} + B^{-1})^{-1} = A (A + B)^{-1} B",
    r"(I + A)^{-1} = I - A(I + A)^{-1}",
    r"S^{-1} S x = x",
    r"(2 A)^{-1} = \frac12 A^{-1}",
    r"x^\top S^{-1} y = y^\top S^{-1} x",
    r"\frac{1}{g} + \frac{1}{h} = \frac{g + h}{g h}",
]
NORMS = [
    r"\|x + y\|^2 = \|x\|^2 + 2 x^\top y + \|y\|^2",
    r"\|x - y\|_2^2 = \|x\|_2^2 - 2 x^\top y + \|y\|_2^2",
    r"\|X w - y\|^2 = w^\top X^\top X w - 2 y^\top X w + y^\top y",
    r"\|x + y\|^2 + \|x - y\|^2 = 2 \|x\|^2 + 2 \|y\|^2",
    r"\|A\|_F^2 = \operatorname{tr}(A^\top A)",
    r"\|A - B\|_F^2 = \|A\|_F^2 - 2 \operatorname{tr}(A^\top B) + \|B\|_F^2",
    r"\|\lambda x\| = \lambda \|x\|",
    r"\|x\|^2 + \lambda > 0",
    r"\|x - y\|^2 \ge 0",
    r"2 x^\top y \le \|x\|^2 + \|y\|^2",
]
TRACES = [
    r"\operatorname{tr}(AB) = \operatorname{tr}(BA)",
    r"\operatorname{tr}(ABC) = \operatorname{tr}(CAB)",
    r"\operatorname{tr}(x y^\top) = y^\top x",
    r"x^\top A x = \operatorname{tr}(A x x^\top)",
    r"\operatorname{tr}(A + 2 B) = \operatorname{tr}(A) + 2 \operatorname{tr}(B)",
    r"\operatorname{tr}(A^\top) = \operatorname{tr}(A)",
    r"\det(AB) = \det(A) \det(B)",
    r"\det(A^\top) = \det(A)",
]
GRADIENTS = [
    r"\nabla_w \|X w - y\|^2 = 2 X^\top (X w - y)",
    r"\nabla_x x^\top A x = (A + A^\top) x",
    r"\nabla_x (y^\top x) = y",
    r"\nabla_w \left( \tfrac12 \|X w - y\|^2 + \tfrac{\lambda}{2} \|w\|^2 \right) = X^\top (X w - y) + \lambda w",
    r"\nabla_x^2 (x^\top A x) = A + A^\top",
    r"\nabla_A \operatorname{tr}(A B) = B^\top",
    r"\frac{\partial}{\partial g} (g^2 h + 3 g) = 2 g h + 3",
    r"\frac{\partial}{\partial g} \exp(g h) = h \exp(g h)",
    r"\nabla_w \operatorname{tr}(w w^\top) = 2 w",
]
ENTRIES = [
    r"\sum_{i=1}^n x_i y_i = x^\top y",
    r"\sum_{i} x_i^2 = \|x\|^2",
    r"\sum_{i=1}^n A_{ii} = \operatorname{tr}(A)",
    r"(A x)_i = \sum_{j=1}^n A_{ij} x_j",
    r"(AB)_{ij} = \sum_{k=1}^n A_{ik} B_{kj}",
    r"\sum_{i=1}^n \sum_{j=1}^n x_i A_{ij} y_j = x^\top A y",
    r"\sum_{i=1}^n (x_i + y_i) = \sum_{i=1}^n x_i + \sum_{i=1}^n y_i",
    r"\frac{\partial}{\partial x_i} \|x\|^2 = 2 x_i",
]
FUNCTIONS = [
    r"\exp(g + h) = \exp(g) \exp(h)",
    r"\log(\lambda \mu) = \log(\lambda) + \log(\mu)",
    r"\max(0, g) = \frac{g + |g|}{2}",
    r"|g h| = |g| |h|",
    r"\sqrt{\lambda^2} = \lambda",
    r"\max(g, h) + \min(g, h) = g + h",
]
EXPECTATIONS = [
    r"\mathbb{E}[y + N] = y",
    r"\mathbb{E}[\|N\|^2] = \operatorname{tr}(I_n)",
    r"\mathbb{E}[A (y + N)] = A y",
    r"\mathbb{E}[N^\top B N] = \operatorname{tr}(B)",
    r"\mathbb{E}[\|y + N\|^2] = \|y\|^2 + n",
    r"\mathbb{E}[(y + N)(y + N)^\top] = y y^\top + I",
]
GROUPS = (PUSH, ALGEBRA, INVERSES, NORMS, TRACES, GRADIENTS, ENTRIES, FUNCTIONS)
STATEMENTS: list[tuple[str, list[str]]] = [
    *((text, LET) for group in GROUPS for text in group),
    *((text, RANDOM) for text in EXPECTATIONS),
]
