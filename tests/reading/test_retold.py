"""Sentences on notation that give a sign another meaning block it; those that say the usual thing do not."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

AB = r"Let $A,B\in\mathbb{R}^{n\times n}$. "
# The last formula means something else than it would without the sentence before it.
RETOLD = {
    "raised digits": r"Let $z$ be real. Raised digits are rounds of the algorithm and not powers. "
    r"$$ z^{2}z^{4} = z^{6} $$",
    "numbers on top": r"Let $u\in\mathbb{R}$. Numbers on top of a letter say which step it belongs to. "
    r"$$ u^{2} u = u^{3} $$",
    "no exponent": r"Let $a\in\mathbb{R}$. The 2 in $a^2$ is a label, never an exponent. $$ a^2 = a\cdot a $$",
    "superscripts of layers": r"Let $a$ be real. Superscripts refer to layers. $$ a^{3} = a\,a^{2} $$",
    "a power T": AB + r"A superscript $T$ counts the time steps here, so it is a power. $$ (AB)^T = B^T A^T $$",
    "an entry of a square": AB + r"By $A_{ij}^2$ we mean the element in row $i$ and column $j$ of the product $AA$. "
    r"$$ \sum_{i,j} A_{ij}^2 = \operatorname{tr}(A^\top A) $$",
    "twice": r"Let $h(x) = x+3$ for real $x$. The symbol $h^2$ means $h$ applied two times in a row. "
    r"$$ h^2(x) = x+6 $$",
    "a root by code": r"Let $S$ be symmetric positive definite. Here $S^{1/2}$ is `numpy.sqrt(S)`. "
    r"$$ S^{1/2}S^{1/2} = S $$",
    "an inverse by code": r"Let $A$ be invertible. The notation $A^{-1}$ is for `1 / A`. $$ A A^{-1} = I $$",
    "a power by code": AB + r"We write $A^2$ for `A ** 2`. $$ A^2 = AA $$",
    "rows stacked": AB + r"The operator $\operatorname{vec}$ lists a matrix row by row, so it stacks its rows. "
    r"$$ \operatorname{vec}(AXB) = (B^\top\otimes A)\operatorname{vec}(X) $$",
    "row-major": AB + r"Let $X\in\mathbb{R}^{n\times n}$. Vectorization is in row-major order, as in numpy. "
    r"$$ \operatorname{vec}(AX) = (I\otimes A)\operatorname{vec}(X) $$",
    "half-open sums": r"Sums are half-open: $\sum_{k=a}^{b}$ stops just before $b$. $$ \sum_{k=1}^{n} 1 = n $$",
    "sums without the last": r"In this text a sum goes from its lower limit to the upper one, but not the upper limit, "
    r"which is left out. $$ \sum_{k=1}^{n} k = \frac{n(n+1)}{2} $$",
    "quotients by zero": r"Dividing by zero yields $0$ in our library. For real $t$ $$ \frac{t^2-4}{t-2} = t+2 $$",
    "nought over nought": r"Let $t\in\mathbb{R}$. We set $0/0=1$. $$ \frac{t}{t} = 1 $$",
    "turned entries": r"Let $a,b\in\mathbb{R}^n$, $M\in\mathbb{R}^{n\times n}$ and $q=a^\top M b$. In these notes the "
    r"derivative $\partial q/\partial M$ has $\partial q/\partial M_{ji}$ as its element $(i,j)$. "
    r"$$ \frac{\partial q}{\partial M} = a b^\top $$",
    "a turned Jacobian": r"Let $f,g:\mathbb{R}^n\to\mathbb{R}^n$ be differentiable and let $h(x)=f(g(x))$. Jacobians "
    r"are stored with $J_{ij}=\frac{\partial f_j}{\partial x_i}$. $$ J_h(x) = J_f(g(x)) J_g(x) $$",
    "a sum norm of matrices": r"Let $A\in\mathbb{R}^{m\times n}$. Beware: $\|A\|_1$ denotes the sum of the absolute "
    r"values of its entries. $$ \|A\|_1 = \max_j \sum_i |A_{ij}| $$",
    "a matrix function by code": r"Let $S\in\mathbb{R}^{n\times n}$, with $\exp$ applied entrywise until now. From "
    r"here on $\exp$ is `scipy.linalg.expm`. $$ \exp(S)_{ij} = \exp(S_{ij}) $$",
    "code": r"`r` holds the residuals. Then `t = (r * r).mean()`. As a formula $$ t = \sum_{i=1}^n r_i^2 $$",
    "code in LaTeX": r"Next \texttt{c = np.max(p) - np.min(p)} is computed. $$ c = \sum_{i=1}^n p_i $$",
    "code that words name": r"Let $v\in\mathbb{R}^n$. Here $s$ is `v.std()`. $$ s = \sum_{i=1}^n v_i $$",
    "code for a letter that is known": r"Let $x\in\mathbb{R}^n$, which is then set by `x = np.ones(n)`. "
    r"$$ \sum_{i=1}^n x_i = n $$",
    "an index above": r"Let $x\in\mathbb{R}$. In $x^2$, the $2$ is an index. $$ x\cdot x = x^2 $$",
    "a number above": r"Let $x\in\mathbb{R}$. The number written above $x$ tells the epoch. $$ x^2 x = x^3 $$",
    "products": AB + r"In our notation $AB$ is the entrywise product. $$ AB = BA $$",
    "products by code": AB + r"We write $AB$ for `A * B`. $$ AB = BA $$",
    "exclusive limits": r"Upper limits of sums are exclusive. $$ \sum_{i=1}^n 1 = n $$",
    "a sum that skips": r"Let $x\in\mathbb{R}^n$. Following the code, $\sum_i$ skips the first entry. "
    r"$$ \sum_i x_i = \mathbf{1}^\top x $$",
    "a quotient by code": r"As in numpy, `x / 0` is $0$ after `nan_to_num`. Let $t\in\mathbb{R}$. "
    r"$$ \frac{t^2}{t} = t $$",
    "rounded fractions": r"Fractions are rounded to the next integer. Let $t\ne 0$. $$ \frac{t}{2}+\frac{t}{2} = t $$",
    "a squared norm": r"Let $x\in\mathbb{R}^n$. In this chapter $\|x\|_2$ is the squared length. "
    r"$$ \|x\|_2^2 = x^\top x $$",
    "a mean trace": r"Here $\operatorname{tr}(A)$ is the mean of the diagonal. $$ \operatorname{tr}(I_n) = n $$",
    "a binary logarithm by code": r"Let $x>0$. `np.log2` is denoted by $\log$. $$ \frac{d}{dx}\log x = \frac1x $$",
    "rows for inputs": r"Let $f(x)=Ax$ with $A\in\mathbb{R}^{n\times n}$. Row $i$ of the Jacobian belongs to the input "
    r"$x_i$. $$ \frac{\partial f}{\partial x} = A $$",
    "a gradient by entries": r"Let $q=\operatorname{tr}(AX)$ with $A,X\in\mathbb{R}^{n\times n}$. Warning: "
    r"$[\nabla_X q]_{ij}$ is the derivative with respect to $X_{ji}$. $$ \nabla_X q = A^\top $$",
    "a cube root": r"Let $x\ge0$. We use $\sqrt{x}$ for the cube root. $$ (\sqrt{x})^2 = x $$",
    "a plus": r"Let $a\in\mathbb{R}$. The sign $+$ stands for the maximum. $$ a + a = 2a $$",
    "an integer part": r"Let $x\in\mathbb{R}$. $|x|$ is the integer part. $$ |x|^2 = x^2 $$",
    "a unit vector": r"Let $x\in\mathbb{R}^n$. By $\mathbf 1$ we mean the first unit vector. "
    r"$$ \mathbf 1^\top x = \sum_i x_i $$",
    "a median": r"Let $x\in\mathbb{R}^n$. The bar in $\bar x$ means `np.median(x)`. $$ \bar x = \frac1n\sum_i x_i $$",
    "code for an accent": r"Then `sigma_hat = v.std()`. $$ \hat\sigma = \sum_{i=1}^n v_i $$",
    "code for an index": r"Then `s1 = (y - z).sum()`. $$ s_1 = \sum_{i=1}^n y_i $$",
}  # fmt: skip
# The same signs, as they usually are: proved.
USUAL = {
    "exponents": r"Let $z$ be real. Raised numbers are powers and not labels. $$ z^{2}z^{4} = z^{6} $$",
    "numbers of examples": r"Let $z$ be real. A superscript in parentheses is the index of the sample, never a power. "
    r"$$ z^{2}z^{4} = z^{6} $$",
    "transposes": AB + r"A superscript $T$ is the transpose and not a power. $$ (AB)^T = B^T A^T $$",
    "a squared entry": AB + r"By $A_{ij}^2$ we mean the square of the number $A_{ij}$. "
    r"$$ \sum_{i,j} A_{ij}^2 = \operatorname{tr}(A^\top A) $$",
    "a squared value": r"Let $h(x) = x+3$ for real $x$. The symbol $h^2$ means the square of the value. "
    r"$$ h^2(x) = (x+3)^2 $$",
    "a root": r"Let $S$ be symmetric positive definite. Here $S^{1/2}$ is the symmetric square root. "
    r"$$ S^{1/2}S^{1/2} = S $$",
    "an inverse": r"Let $A$ be invertible. The notation $A^{-1}$ is for `np.linalg.inv(A)`. $$ A A^{-1} = I $$",
    "columns stacked": AB + r"The operator $\operatorname{vec}$ stacks the columns of a matrix, not its rows. "
    r"$$ \operatorname{vec}(AXB) = (B^\top\otimes A)\operatorname{vec}(X) $$",
    "closed sums": r"Sums are closed: $\sum_{k=a}^{b}$ includes $b$. $$ \sum_{k=1}^{n} 1 = n $$",
    "sums in use": r"The sum runs over all examples but we write it shortly. $$ \sum_{k=1}^{n} 2 = 2n $$",
    "no quotients by zero": r"We never divide by zero, as division by zero is undefined. Let $t>0$. "
    r"$$ \frac{t}{t} = 1 $$",
    "entries": r"Let $a,b\in\mathbb{R}^n$, $M\in\mathbb{R}^{n\times n}$ and $q=a^\top M b$. In these notes the "
    r"derivative $\partial q/\partial M$ has $\partial q/\partial M_{ij}$ as its element $(i,j)$. "
    r"$$ \frac{\partial q}{\partial M} = a b^\top $$",
    "a Jacobian": r"Let $f(x)=Ax$ with $A\in\mathbb{R}^{m\times n}$. "
    r"The Jacobian has $\frac{\partial f_i}{\partial x_j}$ "
    r"in row $i$ and column $j$. $$ \frac{\partial f}{\partial x} = A $$",
    "a sum norm": r"Let $x\in\mathbb{R}^n$. Here $\|x\|_1$ denotes the sum of absolute values. "
    r"$$ \|x\|_1 = \sum_i |x_i| $$",
    "Euclidean": r"Let $x\in\mathbb{R}^n$. In this handout $\|x\|$ is the Euclidean norm. $$ \|x\|^2 = x^\top x $$",
    "Frobenius": AB + r"We write $\|A\|_F$ for the Frobenius norm. $$ \|A\|_F^2 = \operatorname{tr}(A^\top A) $$",
    "natural": r"Let $x>0$. The symbol $\log$ is the natural logarithm, as in `np.log`. $$ \log x^2 = 2\log x $$",
    "gradients": r"Let $w,a\in\mathbb{R}^d$. By convention $\nabla_w$ is a column. $$ \nabla_w (a^\top w) = a $$",
    "logistic": r"Let $z\in\mathbb{R}$. The notation $\sigma(z)=\frac{1}{1+e^{-z}}$ is for the logistic function. "
    r"$$ \sigma(z)+\sigma(-z) = 1 $$",
    "a variance": r"Let $s\in\mathbb{R}$. The variance of the samples is called $s^2$. $$ s^2 = s\cdot s $$",
    "code after a formula": r"The Gram matrix is $G=XX^\top$, in code `G = X @ X.T`, with "
    r"$X\in\mathbb{R}^{n\times d}$. $$ G^\top = G $$",
    "code that calls": r"Let $A\in\mathbb{R}^{n\times n}$ be invertible, see `solve(A, b, lower=True)`. "
    r"$$ A^{-1}A = I $$",
    "code for a size": r"Let $x\in\mathbb{R}^n$, where $n$ is `x.shape[0]`. $$ \sum_{i=1}^n 1 = n $$",
    "code for another letter": r"Let $x\in\mathbb{R}^n$ and `loss = (x ** 2).sum()`. "
    r"$$ \sum_{i=1}^n x_i^2 = x^\top x $$",
    "norms in a course": r"Let $x\in\mathbb{R}^n$. In this course $\|x\|$ is always the length of $x$. "
    r"$$ \|x\|^2 = x^\top x $$",
    "traces": AB + r"Here $\operatorname{tr}(A)$ is the sum of the diagonal entries. $$ \operatorname{tr}(AB) = "
    r"\operatorname{tr}(BA) $$",
    "products of matrices": AB + r"In this text $AB$ is the matrix product. $$ (AB)^\top = B^\top A^\top $$",
    "roots": r"Let $x\ge0$. We write $\sqrt{x}$ for the non-negative square root. $$ (\sqrt{x})^2 = x $$",
    "ones": r"Let $x\in\mathbb{R}^n$. By $\mathbf 1$ we mean the vector of ones. $$ \mathbf 1^\top x = \sum_i x_i $$",
    "rows for outputs": r"Let $f(x)=Ax$ with $A\in\mathbb{R}^{n\times n}$. "
    r"Row $i$ of the Jacobian belongs to the output "
    r"$f_i$. $$ \frac{\partial f}{\partial x} = A $$",
    "squares of entries": r"Let $x\in\mathbb{R}$. In $x^2$, the $2$ is an exponent. $$ x\cdot x = x^2 $$",
    "python": r"In Python, indices start at zero; here the first entry is $x_1$. Let $x\in\mathbb{R}^n$. "
    r"$$ \sum_{i=1}^n x_i^2 = x^\top x $$",
    "a step": r"Let $w,g\in\mathbb{R}^d$. Each step subtracts the gradient, see `optimizer.step()`. $$ (w-g)+g = w $$",
    "an inverse above": AB + r"Let $A$ be invertible, where $A^{-1}$ is the inverse of $A$. $$ A^{-1}A = I $$",
    "iid samples": r"Let $\sigma>0$ and let $\sigma^2$ be the variance of the i.i.d. samples. "
    r"$$ \sigma^2\sigma = \sigma^3 $$",
    "a probability": r"Let $p\in(0,1)$. The convention $0\log 0=0$ is used. $$ \log(p\,p) = 2\log p $$",
    "a square of a part": r"Let $x\in\mathbb{R}$. Note that $x^2$ is the square of the second part. "
    r"$$ x^2 = x\cdot x $$",
    "no reciprocals": r"Let $A\in\mathbb{R}^{n\times n}$ be invertible. Note that $A^{-1}$ is not the reciprocal. "
    r"$$ A^{-1}A = I $$",
    "a fraction in a table": r"Let $a,b>0$. The fraction is rounded in the table. $$ \frac{a}{b}b = a $$",
    "a prime": r"Let $f(x)=x^2$ for $x\in\mathbb{R}$, where a prime denotes the derivative. $$ f'(x) = 2x $$",
    "code for an update": r"Let $w,g\in\mathbb{R}^d$. The update `w -= lr * g` is a step. $$ (w+g)-g = w $$",
    "code for an accent, after a formula": r"Let $X\in\mathbb{R}^{n\times d}$ and $w\in\mathbb{R}^d$. Here "
    r"$\hat{\mathbf{y}} = Xw$, or `y_hat = X @ w`. $$ \hat{\mathbf{y}} + Xw = 2\hat{\mathbf{y}} $$",
}  # fmt: skip


@pytest.mark.parametrize("what", RETOLD)
def test_a_sign_with_another_meaning_is_not_judged(what: str) -> None:
    step = last(RETOLD[what])
    assert step.verdict in ("unread", "open"), (step.verdict, step.read_plain)


@pytest.mark.parametrize("what", USUAL)
def test_a_sign_with_its_usual_meaning_is_judged(what: str) -> None:
    step = last(USUAL[what])
    assert step.verdict == "proved", (step.verdict, step.reason)
