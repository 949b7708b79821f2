"""Symbols that a document gives another meaning than convention does: nothing is proved or refuted in the wrong one."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of
from tests.thinned import thinned

A = r"Let $A\in\mathbb{R}^{n\times n}$"
XY = r"Let $x,y\in\mathbb{R}^n$. "
# False as the document means it.
NOT_PROVED = {
    "a logarithm to base 2": r"Let $x>0$. Then $$\frac{d}{dx}\log_2 x = \frac{1}{x}.$$",
    "a logarithm to base 10": r"Let $x>0$. Then $$\log_{10} x = \log x.$$",
    "entropy in bits": r"Let $H(p) = -p\log_2 p - (1-p)\log_2(1-p)$. Then $$H'(p) = \log\frac{1-p}{p}.$$",
    "a base in words": r"Let $\log$ denote the logarithm to base 2. Then $$\log 2 = \ln 2.$$",
    "bits in words": r"We measure entropy in bits. Let $p>0$. Then $$\log p = \ln p.$$",
    "a partial trace": A + r". Then $$\operatorname{tr}_B(A) = \operatorname{tr}(A).$$",
    "an exponential of a matrix": A + r". Then the matrix exponential has $$(e^{A})_{ij} = e^{A_{ij}}.$$",
    "exp of a matrix": A + r" and let $\exp$ be the matrix exponential. Then $$\exp(A)_{ij} = \exp(A_{ij}).$$",
    "exp of a matrix, unsaid": A + r". Then $$\exp(A)_{ij} = \exp(A_{ij}).$$",
    "log of a matrix": A + r" be positive definite. With the matrix logarithm, $$\log(A \odot A) = 2 \log A.$$",
    "a spectral norm": r"Let $A\in\mathbb{R}^{m\times n}$ and let $\|A\|$ be its spectral norm. Then "
    r"$$\|A\|^2 = \operatorname{tr}(A^\top A).$$",
    "a sum norm": r"In this section $\|\cdot\|$ denotes the $\ell_1$ norm. For $x\in\mathbb{R}^n$ we have "
    r"$$\|x\|^2 = x^\top x.$$",
    "a Laplacian": r"Let $f(x) = x^\top x$ with $x\in\mathbb{R}^n$. The Laplacian is $$\nabla^2 f = 2 I.$$",
    "a count": r"Let $|X|$ denote the number of rows of $X\in\mathbb{R}^{n\times n}$. Then "
    r"$$|X^\top X| = |X|^2.$$",
    "a horizon": r"Let $\gamma\in(0,1)$ be the discount and $T$ the horizon. Then $$\gamma^T = \gamma.$$",
    "a number of steps": r"Let $\eta,\lambda>0$. We run it for $T$ steps. The factor after $T$ steps is "
    r"$$(1-\eta\lambda)^T = 1-\eta\lambda.$$",
    "layers": r"Consider a network with weight matrices $W^1, W^2 \in\mathbb{R}^{d\times d}$ in layers 1 and 2, and "
    r"inputs $x\in\mathbb{R}^d$. Then $$W^2 W^1 x = W^1 W^2 x.$$",
    "a second layer": r"Let $W^1, W^2$ be $d\times d$ weight matrices. Then $$W^2 = W^1 W^1.$$",
    "an inverse function": r"Let $f(x) = 2x$ for real $x$. With the inverse function $f^{-1}$, $$f^{-1}(x) = "
    r"\frac{1}{2x}.$$",
    "a composition": r"Let $f(x) = x+1$ and let $f^2 = f\circ f$ denote composition. Then $$f^2(x) = (x+1)^2.$$",
    "a circle between functions": r"Let $f(x) = x+1$ and $g(x) = 2x$ for real $x$. Then $$(f\circ g)(x) = 2x(x+1).$$",
    "a second derivative": r"Let $f(x) = x^3$. The second derivative is $$f^{(2)}(x) = 3x^2.$$",
    "a conjugate transpose": r"Let $A\in\mathbb{C}^{n\times n}$ be invertible and $A^\dagger$ its conjugate transpose. "
    r"Then $$A^\dagger A = I.$$",
    "a positive part": r"Let $A^+$ be the positive part of $A\in\mathbb{R}^{n\times n}$, entry by entry. Then "
    r"$$A A^+ A = A.$$",
    "a complex number": r"Let $z\in\mathbb{C}$. Then $$|z|^2 = z^2.$$",
    "a complex column": r"Let $x\in\mathbb{C}^n$. Then $$x^\top x \ge 0.$$",
    "a complex conjugate": r"Let $x^*$ be the complex conjugate of $x$. Then $$x^* = x.$$",
    "another inner product": r"Let $\langle x,y\rangle = x^\top M y$ with $M\in\mathbb{R}^{n\times n}$ positive "
    r"definite. Then $$\langle x,y\rangle = x^\top y.$$",
    "a convolution": r"Let $x * y$ denote the convolution of $x,y\in\mathbb{R}$. We have $x * y = xy$.",
    "a primed letter": r"Let $x' = Ax$ with $A\in\mathbb{R}^{n\times n}$, the transformed vector. Then "
    r"$$x' x = x^\top A x.$$",
    "a letter I": r"Let $I$ be the moment of inertia, a number. Then $$I x = x.$$",
    "the imaginary unit": r"Let $i$ be the imaginary unit. Then $$i^2 = 1.$$",
    "a standard deviation": r"Let $x \sim \mathcal{N}(\mu, \sigma)$ where $\sigma$ is the standard deviation. Then "
    r"$$\operatorname{Var}(x) = \sigma.$$",
    "a precision": r"Let $x \sim \mathcal{N}(\mu, \beta)$ where $\beta$ is the precision. Then "
    r"$$\operatorname{Var}(x) = \beta.$$",
    "a mean of an exponential law": r"Let $X$ be exponential with mean $\theta$, $X \sim \mathrm{Exp}(\theta)$. Then "
    r"$$\mathbb{E}[X] = \frac1\theta.$$",
    "a slash before a product": r"Let $a,b,c>0$. Then $$a/bc = ac/b.$$",
    "a power before an index": A + r". Then $$A^2_{ij} = (A_{ij})^2.$$",
    "a symmetric part": A + r" have symmetric part $S$. Then $$A^\top = A.$$",
    "proportional in another letter": r"Let $f(x) = x^2$. The posterior over $\mu$ is $$\exp(-(x-\mu)^2) \propto "
    r"\exp(-x^2+2x\mu).$$",
    "gradients as rows": r"Let $x,a\in\mathbb{R}^n$. With gradients as rows, $$\frac{\partial a^\top x}{\partial x} = "
    r"a.$$",
    "orthogonality that is claimed": XY + r"Then $x\perp y$. So $$x^\top y = 0.$$",
    "a null space that is claimed": A + r" and $x\in\mathbb{R}^n$. Hence $x\in\mathcal{N}(A)$. So $$Ax = 0.$$",
    "a base that is a letter": r"Let $x,y>0$. Logarithms have base $b$. Then $$\log b = 2.$$",
    "a product of exponentials": r"Let $A$ be an $n\times n$ matrix. Then $e^{A+B} = e^A e^B$ for every "
    r"$B\in\mathbb{R}^{n\times n}$.",
    "a sum norm in words": r"We use the $\ell_1$ norm. Let $w\in\mathbb{R}^d$. Then $$\nabla_w \|w\|^2 = 2w.$$",
    "matrices with numbers": r"Let $A^1 , A^2\in\mathbb{R}^{n\times n}$ be matrices. Then $$A^2 = A^1.$$",
    "a third derivative": r"Let $f(x) = \exp(2x)$ for real $x$. The third derivative is $$f^{(3)}(x) = 4\exp(2x).$$",
    "an inverse function as a power": r"Let $f(x)=x^3$ and let $w$ be real. The term is $$f^{-1}(w) = w^{-3}.$$",
    "a kernel that is claimed": r"Let $A\in\mathbb{R}^{n\times n}$ and $x\in\mathbb{R}^n$. We show that $x\in\ker A$. "
    r"Indeed $$Ax = 0.$$",
    "orthogonality that is to be shown": XY + r"We claim $x\perp y$. Then $$x^\top y = 0.$$",
    "any norm": r"Let $\|\cdot\|$ be a norm on $\mathbb{R}^n$. Let $x\in\mathbb{R}^n$. Then $$\|x\|^2 = x^\top x.$$",
    "the largest singular value": A + r", where $\|A\|$ is the largest singular value of $A$. Then $$\|A\|^2 = "
    r"\operatorname{tr}(A^\top A).$$",
}
# True as the document means it, or not claimed at all.
NOT_REFUTED = {
    "a logarithm to base 2": r"We have $\log_2 8 = 3$.",
    "entropy in bits": r"Let $H(p) = -p\log_2 p - (1-p)\log_2(1-p)$. Then $H(1/2) = 1$.",
    "an operator norm": r"Let $Q\in\mathbb{R}^{n\times n}$ be orthogonal, so that its operator norm is $\|Q\| = 1$.",
    "a Laplacian": r"Let $f(x) = x^\top x$ with $x\in\mathbb{R}^n$. The Laplacian is $$\nabla^2 f(x) = 2 n.$$",
    "a Laplacian as a triangle": r"Let $f(x) = x^\top x$ with $x\in\mathbb{R}^n$. The Laplacian is "
    r"$$\Delta f(x) = 2 n.$$",
    "a count": r"Let $X\in\mathbb{R}^{n\times n}$ and let $|X|$ denote the number of rows of $X$. Then $|X| = n$.",
    "perpendicular columns": XY[:-2] + r", $x\perp y$. Then $$\|x+y\|^2 = \|x\|^2+\|y\|^2.$$",
    "perpendicular in words": XY[:-2] + r" be perpendicular. Then $$\|x+y\|^2 = \|x\|^2+\|y\|^2.$$",
    "independence": r"Let $X\perp Y$ be random variables. Then $\mathbb{E}[XY]=\mathbb{E}[X]\mathbb{E}[Y]$.",
    "a null space": r"Let $x\in\mathcal{N}(A)$ where $A\in\mathbb{R}^{m\times n}$. Then $$Ax = 0.$$",
    "a kernel": r"Let $A\in\mathbb{R}^{m\times n}$ and $x\in\ker(A)$. Then $$Ax = 0.$$",
    "a range": r"Let $A\in\mathbb{R}^{n\times n}$ be symmetric and idempotent, and let $x\in\mathcal{R}(A)$. Then "
    r"$$Ax = x.$$",
    "commuting": r"Let $A$ and $B$ be commuting $n\times n$ matrices. Then $(A+B)(A-B) = A^2-B^2$.",
    "nilpotent": A + r" be nilpotent of order two. Then $(I-A)^{-1} = I + A$.",
    "rows that sum to one": r"The rows of $P\in\mathbb{R}^{n\times n}$ sum to one. Then $P\mathbf 1 = \mathbf 1$.",
    "a simplex": r"Let $x\in\mathbb{R}^n$ lie on the simplex. Then $\sum_i x_i = 1$.",
    "a symmetric kernel": r"Let $k$ be a symmetric kernel. Then $k(x,y)=k(y,x)$.",
    "no correlation": r"Let $X,Y$ have correlation zero. Then $\operatorname{Var}(X+Y) = "
    r"\operatorname{Var}(X)+\operatorname{Var}(Y)$.",
    "a right triangle": r"Let $a,b,c$ be the sides of a right triangle. Then $a^2+b^2=c^2$.",
    "antipodal": r"Let $x,y$ be antipodal points on the unit sphere. Then $x + y = 0$.",
    "dropped terms": r"Dropping terms that do not depend on $w$: $\|Xw-y\|^2 = w^\top X^\top X w - 2y^\top Xw$.",
    "first order": r"To first order in $\epsilon$, $(1+\epsilon)^2 = 1+2\epsilon$.",
    "first order, behind": r"We have $(1+\epsilon)^2 = 1+2\epsilon$ to first order in $\epsilon$.",
    "first order, behind a display": r"We have $$(1+\epsilon)^2 = 1+2\epsilon$$ to first order in $\epsilon$.",
    "ignored terms": r"Ignoring terms of second order, $\log(1+x) = x$.",
    "not always equal": r"Note that in general $AB \neq BA$ for $A,B\in\mathbb{R}^{n\times n}$.",
    "not always equal, behind": r"$\det(A+B)\neq\det A+\det B$ in general, $A,B\in\mathbb{R}^{n\times n}$.",
    "tempting": r"It is tempting to write $(a+b)^2 = a^2+b^2$, but this is wrong.",
    "a question": r"Let $A,B\in\mathbb{R}^{n\times n}$. Is $\operatorname{tr}(AB) = "
    r"\operatorname{tr}(A)\operatorname{tr}(B)$? No.",
    "true or false": r"True or false: $(a+b)^2 = a^2 + b^2$. False.",
    "a student": r"A student claims that $(a+b)^2 = a^2+b^2$. This is not correct.",
    "a display that is wrong": r"A common mistake is $$(a+b)^2 = a^2+b^2.$$ Instead there is a mixed term.",
    "a display, wrong as said behind": r"One could write $$(a+b)^2 = a^2+b^2.$$ This is wrong.",
    "not in general": r"Let $A,B\in\mathbb{R}^{n\times n}$. Then $AB = BA$ does not hold in general.",
    "a question alone": r"Is $(a+b)^2 = a^2 + b^2$ for all $a,b\in\mathbb{R}$?",
    "orthogonal to a column space": r"Let $r\perp\operatorname{col}(X)$ with $X\in\mathbb{R}^{n\times d}$, "
    r"$r\in\mathbb{R}^n$. Then $$X^\top r = 0.$$",
    "in a range": r"Let $z\in\operatorname{range}(A)$, where $A\in\mathbb{R}^{n\times n}$ is a projection. Then "
    r"$Az = z$.",
    "false for some": r"In general, $(A+B)^2 = A^2+2AB+B^2$ is false for $A,B\in\mathbb{R}^{n\times n}$.",
    "up to terms": r"Let $w,a\in\mathbb{R}^d$. Up to terms independent of $w$, $$\|w - a\|^2 = w^\top w - 2a^\top w.$$",
}
# Ordinary documents, which still are proved.
PROVED = {
    "a base that is read": r"Let $x>0$. Then $$\frac{d}{dx}\log_2 x = \frac{1}{x \log 2}.$$",
    "natural logarithms": r"Let $x>0$. Then $$\frac{d}{dx}\log x = \frac{1}{x}.$$",
    "exp of a column": r"Let $z\in\mathbb{R}^n$. Then $$\exp(z)\odot\exp(z) = \exp(2z).$$",
    "exp by entries": r"Let $Z\in\mathbb{R}^{n\times n}$, with $\exp$ applied entrywise. Then $$\exp(Z)_{ij} = "
    r"\exp(Z_{ij}).$$",
    "a Frobenius norm": r"Let $A\in\mathbb{R}^{m\times n}$. Then $$\|A\|_F^2 = \operatorname{tr}(A^\top A).$$",
    "a Frobenius norm beside a spectral norm": r"Let $A\in\mathbb{R}^{m\times n}$ have the spectral norm $\|A\|_2$. "
    r"Then $$\|A\|_F^2 = \operatorname{tr}(A^\top A).$$",
    "a norm of a column beside a spectral norm": r"Let $A\in\mathbb{R}^{m\times n}$ with spectral norm $\|A\|_2$ and "
    r"$x\in\mathbb{R}^n$. Then $$\|Ax\|^2 = x^\top A^\top A x.$$",
    "a Hessian": r"Let $f(x) = x^\top x$ with $x\in\mathbb{R}^n$. The Hessian is $$\nabla^2 f = 2 I.$$",
    "a Laplacian": r"Let $f(x) = x^\top x$ with $x\in\mathbb{R}^n$. The Laplacian is $$\nabla^2 f(x) = 2 n.$$",
    "a transpose T": r"Let $x, y\in\mathbb{R}^n$. Then $$(x^T y)^T = y^T x.$$",
    "a power T": r"Let $\gamma\in(0,1)$ be the discount and $T$ the horizon. Then $$\gamma^{T}\gamma = \gamma^{T+1}.$$",
    "a transpose T in layers": r"Let $W\in\mathbb{R}^{m\times d}$ be the weights of a layer, and $x\in\mathbb{R}^d$. "
    r"Then $$(Wx)^T(Wx) = x^T W^T W x.$$",
    "a square in layers": r"A layer has the weight $w\in\mathbb{R}$. Then $$(1+w)^2 = 1 + 2w + w^2.$$",
    "a second derivative": r"Let $f(x) = x^3$ for real $x$. The second derivative is $$f^{(2)}(x) = 6x.$$",
    "an entry squared": A + r". Then $$\sum_{ij} A_{ij}^2 = \operatorname{tr}(A^\top A).$$",
    "a slash": r"Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$. Then $$1/n \|Xw\|^2 = \frac{1}{n} w^\top X^\top "
    r"X w.$$",
    "a half": r"Let $w\in\mathbb{R}^d$. Then $$1/2 w^\top w = \frac12 w^\top w.$$",
    "a variance": r"Let $x \sim \mathcal{N}(\mu, \sigma^2)$ where $\sigma$ is the standard deviation. Then "
    r"$$\operatorname{Var}(x) = \sigma^2.$$",
    "proportional": r"Let $\mu, x\in\mathbb{R}$. The posterior over $\mu$ is $$\exp(-(x-\mu)^2) \propto "
    r"\exp(-\mu^2+2x\mu).$$",
    "gradients as rows": r"Let $x,a\in\mathbb{R}^n$. With gradients as rows, $$\frac{\partial a^\top x}{\partial x} = "
    r"a^\top.$$",
    "perpendicular columns": XY[:-2] + r", $x\perp y$. Then $$\|x+y\|^2 = \|x\|^2+\|y\|^2.$$",
    "a null space": r"Let $x\in\mathcal{N}(A)$ where $A\in\mathbb{R}^{m\times n}$. Then $$Ax = 0.$$",
    "an inverse matrix function": r"Let $X\in\mathbb{R}^{n\times d}$, $\lambda>0$, and $M(\lambda) = X^\top X + "
    r"\lambda I$. Then $$M(\lambda)^{-1}(X^\top X + \lambda I) = I.$$",
    "an identity": r"Let $I$ be the $n\times n$ identity and $x\in\mathbb{R}^n$. Then $$I x = x.$$",
    "after a question": r"Let $a,b\in\mathbb{R}$. Is it clear? We have $$(a+b)^2 = a^2+2ab+b^2.$$",
    "a question with a yes": r"Let $A,B\in\mathbb{R}^{n\times n}$. Is $\operatorname{tr}(AB) = \operatorname{tr}(BA)$? "
    r"Yes.",
    "exponentials of numbers": r"Let $S\in\mathbb{R}^{n\times n}$ and $x\in\mathbb{R}^n$. Then $$e^{x^\top S x} "
    r"e^{-x^\top S x} = 1.$$",
    "an index below the other norm": r"The lasso has an $\ell_1$ norm penalty $\|w\|_1$, while ridge uses $\|w\|^2$. "
    r"Let $w\in\mathbb{R}^d$. Then $$\nabla_w \|w\|^2 = 2w.$$",
    "a number of samples": r"Let $X\in\mathbb{R}^{n\times d}$ where $n$ is the number of samples. Let "
    r"$A\in\mathbb{R}^{n\times n}$. Then $$|A^\top| = |A|.$$",
    "transposes beside steps": r"Let $X\in\mathbb{R}^{n\times d}$, $w\in\mathbb{R}^d$, $y\in\mathbb{R}^n$. After $T$ "
    r"steps of training we have $$(Xw-y)^T(Xw-y) = w^TX^TXw - 2y^TXw + y^Ty.$$",
    "a square of a function": r"Let $f(x) = x^2$ for real $x$. Then $$f^2(x) = x^4.$$",
    "a star beside a conjugate prior": r"Let $x\in\mathbb{R}$ have a conjugate prior. Then $$(x^*)^2 = x^*x^*.$$",
    "a product in a convolutional network": r"A convolutional network computes this. Let $x\in\mathbb{R}$. Then "
    r"$$2 * x = x + x.$$",
    "the usual inner product": r"Let $x,y\in\mathbb{R}^n$ and $A\in\mathbb{R}^{n\times n}$. With the inner product "
    r"$\langle x,y\rangle = x^\top y$ we get $$\langle Ax, y\rangle = \langle x, A^\top y\rangle.$$",
    "a sum of quotients": r"Let $a,b>0$. Then $$a/b + b/a = \frac{a^2+b^2}{ab}.$$",
    "an entry of an inverse": A + r" be invertible. Then $$A^{-1}_{ij} = (A^{-1})_{ij}.$$",
    "an entry of a column, squared": r"Let $x\in\mathbb{R}^n$. Then $$\sum_i x^2_i = x^\top x.$$",
    "independence with two signs": r"Let $X\perp\!\!\!\perp Y$ be random variables. Then "
    r"$$\mathbb{E}[XY]=\mathbb{E}[X]\mathbb{E}[Y].$$",
    "a third derivative": r"Let $f(x) = \exp(2x)$ for real $x$. The third derivative is $$f^{(3)}(x) = 8\exp(2x).$$",
    "constants in another sentence": r"It is fixed up to a constant. Let $a,b\in\mathbb{R}$. Then "
    r"$$(a+b)^2=a^2+2ab+b^2.$$",
}
SLIP = r"$(a+b)^2 = a^2+b^2$"
REFUTED = {  # words that look like a denial and are none
    "a question before": rf"Is the claim clear? We have {SLIP} for $a,b\in\mathbb{{R}}$.",
    "tempting to do something else": r"Let $a, b\in\mathbb{R}$. It is tempting to stop, but in fact we have "
    + SLIP
    + ".",
    "a first-order condition": r"Let $a, b\in\mathbb{R}$. The gradient leads to the first-order condition. Then "
    + SLIP
    + ".",
    "no further": rf"Let $a,b\in\mathbb{{R}}$. Then ${SLIP}$ No further terms appear.",
    "to be shown": rf"Let $a, b\in\mathbb{{R}}$. Show that {SLIP}.",
}


def _last(text: str) -> Step:
    return steps_of(read(scanned("a.md", text.encode())).links)[-1]


@pytest.mark.parametrize("name", thinned(NOT_PROVED, one_in=2))
def test_another_meaning_is_not_proved(name: str) -> None:
    step = _last(NOT_PROVED[name])
    assert step.verdict not in ("proved", "checked"), step.by
    assert not step.alarm


@pytest.mark.parametrize("name", thinned(NOT_REFUTED, one_in=2))
def test_another_meaning_is_not_refuted(name: str) -> None:
    step = _last(NOT_REFUTED[name])
    assert step.verdict != "refuted", step.reason


@pytest.mark.parametrize("name", thinned(PROVED, one_in=2))
def test_the_usual_meaning_stays(name: str) -> None:
    step = _last(PROVED[name])
    assert step.verdict == "proved", step.reason
    assert not step.code


@pytest.mark.parametrize("name", REFUTED)
def test_what_is_claimed_is_still_refuted(name: str) -> None:
    assert _last(REFUTED[name]).verdict == "refuted"
