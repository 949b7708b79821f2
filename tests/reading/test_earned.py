"""What a name may be given, and what is a claim since something gives its value: members, entries, results, laws."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.result import Step
from numeric.checking.run import steps_of
from tests.thinned import thinned

CONFIRMED = ("proved", "checked")
X = r"$X\in\mathbb{R}^{n\times d}$"
GD = r"Gradient descent on $f(w)=w^2$ with step size $\eta$: $w_{t+1}=w_t-2\eta w_t$. Hence "
ZERO = (
    rf"Let {X}, $y\in\mathbb{{R}}^n$, $\lambda>0$ and $J(\beta)=\|y-X\beta\|^2+\lambda\|\beta\|^2$, "
    "$\\beta\\in\\mathbb{R}^d$.\n\nFor $v\\in\\mathbb{R}^d$ let $L(v)=\\|v\\|^2$. Taking the gradient yields "
    r"$$\nabla J(\beta)=2(X^\top X+\lambda I)\beta-2X^\top y.$$ Setting this equal to zero yields "
)
NORMAL = r"Let $X\sim\mathcal{N}(\mu,\sigma^2)$ and $Y=aX+b$. Then "
NOISY = rf"Let $y=Xw+\epsilon$ with {X}, $\epsilon\sim\mathcal{{N}}(0,\sigma^2I)$. Therefore "
FIBONACCI = r"Fibonacci: $F_1=1$, $F_2=1$, $F_{k+1}=F_k+F_{k-1}$. So "
FALSE = {  # the last step is false, and may not be confirmed
    "a member": r"Let $w_0=0$ and $w_{t+1}=w_t+1$. Then $w_1=2$.",
    "what follows from a member": r"Let $w_0=0$ and $w_{t+1}=w_t+1$. Then $w_1=2$ and hence $$w_1^2=4.$$",
    "a first iterate": r"Let $f(w)=(w-3)^2$ and consider $w_{t+1}=w_t-\eta f'(w_t)$ with $\eta=\frac14$ and $w_0=1$. "
    r"The first iterates are $w_2=\frac52$ and $w_1=3$.",
    "one step": GD + r"$$w_1=(1+2\eta)w_0.$$",
    "two steps": GD + r"$$w_{t+2}=(1-2\eta)w_t.$$",
    "a recurrence of order two": FIBONACCI + "$F_3=3$.",
    "a recurrent network": r"Let $h_t=\tanh(Wh_{t-1}+Ux_t)$ with $h_0=0$. Then $h_1=\tanh(Wx_1)$.",
    "a formula at a number": r"Let $x_i=i^2$. Then $x_3=6$.",
    "a formula that is not read": r"Let $a_n=2n+1$. Then $a_3=8$.",
    "a formula a step later": r"Let $u_k=r^k$. Then $u_{k+1}=u_k+r$.",
    "a sum a step later": r"Let $S_n=\sum_{k=1}^nk$. Then $S_{n+1}=S_n+n$.",
    "columns": r"Let $A\in\mathbb{R}^{n\times n}$ have columns $a_i$. Then $$a_i=A^\top e_i.$$",
    "rows": r"Let $A\in\mathbb{R}^{n\times n}$ have rows $a_i^\top$. Then $$a_i=Ae_i.$$",
    "any entries": r"Let $A\in\mathbb{R}^{n\times n}$. Then $$A_{ij}=A_{ji}.$$",
    "entries of an orthogonal matrix": r"Let $A\in\mathbb{R}^{n\times n}$ be orthogonal. Then $$A_{ij}=\delta_{ij}.$$",
    "an entry of a unit vector": r"Let $x\in\mathbb{R}^n$ be a unit vector. Then $x_i=1$.",
    "what follows from an entry": r"Let $x\in\mathbb{R}^n$ be a unit vector. Then $x_i=1$. Hence $$\sum_ix_i=n.$$",
    "entries of a distribution": r"Let $p\in\mathbb{R}^n$ be a probability vector. Hence $$p_i=\frac1n.$$",
    "entries of what is not read": r"Let $z\in\mathbb{R}^K$ and $s=\operatorname{softmax}(z)$, so that "
    r"$s_i=\frac{z_i}{\sum_lz_l}$.",
    "two entries": r"Let $v\in\mathbb{R}^n$. We get $v_1=v_2$ when $n\ge2$.",
    "an estimate": rf"We minimize $\|Xw-y\|^2$ with {X} of full column rank. We arrive at "
    r"$$\hat w=2(X^\top X)^{-1}X^\top y.$$",
    "a solution": r"Let $A\in\mathbb{R}^{n\times n}$ be invertible. The solution of $Ax=b$ is $$\hat x=2A^{-1}b.$$",
    "a Newton step": rf"Let $f(w)=\frac12\|Xw-y\|^2$ with {X} of full column rank. One Newton step from $w_0$ gives "
    r"$$w_1=w_0-(X^\top X)^{-1}X^\top(y-Xw_0).$$",
    "what is set to zero": ZERO + r"$$\hat\beta=2(X^\top X+\lambda I)^{-1}X^\top y.$$",
    "what vanishes": r"Let $L(w)=\frac12\|w\|^2-\nu^\top(Aw-c)$ with "
    r"$A\in\mathbb{R}^{m\times n}$, $w\in\mathbb{R}^n$, $\nu,c\in\mathbb{R}^m$. Then "
    r"$$\nabla_wL=w-A^\top\nu.$$ This vanishes at the solution, so that $$w^*=-A^\top\nu.$$",
    "what a reason explains": r"Let $x,y\in\mathbb{R}^n$ with $\|x+y\|^2=\|x\|^2+\|y\|^2+x^\top y$ by expansion.",
    "eigenvalues in words": r"Let $\lambda_1,\dots,\lambda_n$ be the eigenvalues of $A\in\mathbb{R}^{n\times n}$. Then "
    r"$$\lambda_i=A_{ii}.$$",
    "a minimum": r"Let $f(x)=x^2-4x$. Its minimum comes out as $m=-5$.",
    "a root": r"The equation $ax+b=0$ with $a\ne0$ has the root $$x_0=\frac ba.$$",
    "a function of itself": r"Let $f$ be an odd function. Then $$f(x)=f(-x).$$",
    "another law": r"Let $X\sim\mathcal{N}(0,1)$. Then $X\sim\mathcal{N}(0,2)$.",
    "what follows from another law": r"Let $X\sim\mathcal{N}(0,1)$. Then $X\sim\mathcal{N}(0,2)$ and "
    r"$\operatorname{Var}(X)=2$.",
    "the law of a line": NORMAL + r"$Y\sim\mathcal{N}(a\mu+b,a\sigma^2)$.",
    "the law of a square": r"Let $X\sim\mathcal{N}(0,1)$ and $Y=X^2$. Then $Y\sim\mathcal{N}(1,2)$.",
    "the law of a sum": r"Let $X\sim\mathcal{N}(0,1)$, $Y\sim\mathcal{N}(0,1)$ be independent. The sum $Z=X+Y$ is "
    r"distributed as $Z\sim\mathcal{N}(0,\sqrt2)$. So $$\operatorname{Var}(Z)=\sqrt2.$$",
    "the law of a model": NOISY + r"$y\sim\mathcal{N}(Xw,\sigma I)$ and $$\operatorname{Cov}(y)=\sigma I.$$",
    "another family": r"Let $X\sim\mathrm{Poisson}(\lambda)$. Then $X\sim\mathrm{Poisson}(2\lambda)$.",
    "zero at few sizes": r"Let $x\in\mathbb{R}^n$. Then $$(n-1)(n-2)(n-3)(n-4)(n-5)(n-6)(n-7)\|x\|^2=0.$$",
    "zero at few primes": r"Let $x\in\mathbb{R}^n$. Then $$(n-1)(n-2)(n-3)(n-5)(n-7)\operatorname{tr}(xx^\top)=0.$$",
    "a decimal": r"Then $\frac23=0.67$.",
    "a constant as a decimal": r"Numerically, $e=2.718$.",
    "a root as a decimal": r"Let $x^2=2$ with $x>0$. Numerically, $x=1.4142$.",
}
TRUE = {  # no step is refuted, and the last one is as it says
    "a member": ("proved", r"Let $w_0=0$ and $w_{t+1}=w_t+1$. Then $w_3=3$ and hence $$w_3^2=9.$$"),
    "a first iterate": (
        "proved",
        r"Let $f(w)=(w-3)^2$ and consider $w_{t+1}=w_t-\eta f'(w_t)$ with $\eta=\frac14$ and $w_0=1$. "
        r"The first iterates are $w_1=2$ and $w_2=\frac52$.",
    ),
    "one step": ("proved", GD + r"$$w_1=(1-2\eta)w_0.$$"),
    "two steps": ("proved", GD + r"$$w_{t+2}=(1-2\eta)^2w_t.$$"),
    "a recurrence of order two": ("proved", FIBONACCI + "$F_5=5$."),
    "a recurrence of columns": (
        "proved",
        rf"The iteration $w_{{t+1}}=w_t-\eta X^\top(Xw_t-y)$ with {X} starts at $w_0=0$. Then $w_1=\eta X^\top y$.",
    ),
    "a formula a step later": ("proved", r"Let $u_k=r^k$. Then $u_{k+1}=ru_k$."),
    "a formula a step later, as it stands": ("proved", r"Let $x_n=1/n$. Then $x_{n+1}=\frac1{n+1}$."),
    "a sum a step later": ("open", r"Let $S_n=\sum_{k=1}^nk$. Then $S_{n+1}=S_n+n+1$."),
    "layers": ("proved", r"The layers are $h_1=W_1x$ and $h_2=W_2h_1$. Then $h_2=W_2W_1x$."),
    "columns": ("proved", r"Let $A\in\mathbb{R}^{n\times n}$ have columns $a_i$. Then $$a_i=Ae_i.$$"),
    "entries of a symmetric matrix": (
        "proved",
        r"Let $A\in\mathbb{R}^{n\times n}$ be symmetric. Then $$A_{ij}=A_{ji}.$$",
    ),
    "entries of a matrix in words": (
        "open",
        rf"Let $K\in\mathbb{{R}}^{{n\times n}}$ be the Gram matrix of {X} with rows $x_i^\top$. Then "
        r"$$K_{ij}=x_i^\top x_j.$$",
    ),
    "entries that are given": (
        "proved",
        r"Let $p\in\mathbb{R}^n$ with entries $p_i=e^{z_i}/\sum_je^{z_j}$. Then $$\sum_ip_i=1.$$",
    ),
    "a name for a formula": ("proved", r"Let $z=Wx$ and $r=y-z$. So $s=r+z$. Then $s=y$."),
    "an optimum": (
        "proved",
        rf"Minimize $f(w)=\|Xw-y\|^2$ with {X} of full column rank over $w$. Setting the gradient to zero gives "
        r"$$\hat w=(X^\top X)^{-1}X^\top y.$$",
    ),
    "what is set to zero": ("proved", ZERO + r"$$\hat\beta=(X^\top X+\lambda I)^{-1}X^\top y.$$"),
    "what vanishes": (
        "proved",
        r"Let $L(w)=\frac12\|w\|^2-\nu^\top(Aw-c)$ with "
        r"$A\in\mathbb{R}^{m\times n}$, $w\in\mathbb{R}^n$, $\nu,c\in\mathbb{R}^m$. Then "
        r"$$\nabla_wL=w-A^\top\nu.$$ This vanishes at the solution, so that $$w^*=A^\top\nu.$$",
    ),
    "a minimum": ("open", r"Let $f(x)=x^2-4x$. Its minimum comes out as $m=-4$."),
    "a value of a letter": ("proved", r"Let $a=0.5$ and $b=0.25$. Then $a^2=b$."),
    "the law of a line": ("proved", NORMAL + r"$Y\sim\mathcal{N}(a\mu+b,a^2\sigma^2)$."),
    "the law of a sum": (
        "proved",
        r"Let $X\sim\mathcal{N}(0,1)$, $Y\sim\mathcal{N}(0,1)$ be independent. The sum $Z=X+Y$ is distributed as "
        r"$Z\sim\mathcal{N}(0,2)$. So $$\operatorname{Var}(Z)=2.$$",
    ),
    "the law of a model": ("proved", NOISY + r"$y\sim\mathcal{N}(Xw,\sigma^2I)$."),
    "a new law": (
        "proved",
        "Let $X\\sim\\mathcal{N}(0,1)$. Then $\\operatorname{Var}(X)=1$.\n\n"
        r"Now let $X\sim\mathcal{N}(0,2)$. Then $\operatorname{Var}(X)=2$.",
    ),
    "of a low degree in a size": (
        "proved",
        r"Let $x\in\mathbb{R}^n$. Then $$(n-1)^2\|x\|^2=n^2\|x\|^2-2n\|x\|^2+\|x\|^2.$$",
    ),
    "a decimal": ("open", r"Rounded to two digits we find $$\frac23=0.67.$$"),
    "a root as a decimal": ("open", r"Numerically, $\sqrt2=1.414$."),
    "a value as a decimal": ("open", r"Let $\sigma(z)=\frac1{1+e^{-z}}$. Then $\sigma(1)=0.731$."),
    "nearly": ("unread", r"For large $n$, the variance is essentially $$\frac{n-1}n\sigma^2=\sigma^2.$$"),
    "a linearization": ("unread", r"The linearization of $f(x)=x^2$ at $1$ is $$f(x)=1+2(x-1).$$"),
    "what is wrong": ("unread", r"The following is wrong: $$(a+b)^2=a^2+b^2.$$"),
    "what one might think": ("unread", r"One might think that $$(a+b)^2=a^2+b^2.$$"),
    "what tempts": (
        "unread",
        r"One might be tempted to conclude that $$\mathbb E[1/X]=1/\mathbb E[X],$$ but it fails.",
    ),
    "what is asked": ("unread", r"Prove or disprove: $\det(A+B)=\det A+\det B$."),
}
REFUTED = {  # the last step is false, and its counterexample stands
    "a member": r"Let $w_0=0$ and $w_{t+1}=w_t+1$. Then $w_1=2$.",
    "one step": GD + r"$$w_1=(1+2\eta)w_0.$$",
    "a variance": NORMAL + r"$Y\sim\mathcal{N}(a\mu+b,a\sigma^2)$ and $$\operatorname{Var}(Y)=a\sigma^2.$$",
    "a wrong decimal": r"Then $\frac23=0.68$.",
}


def _steps(text: str) -> list[Step]:
    return steps_of(read(scanned("a.md", text.encode())).links)


@pytest.mark.parametrize("text", thinned(FALSE.values(), one_in=2), ids=FALSE.keys())
def test_what_has_a_value_is_not_given_another(text: str) -> None:
    assert _steps(text)[-1].verdict not in CONFIRMED


@pytest.mark.parametrize(("verdict", "text"), thinned(TRUE.values(), one_in=2), ids=TRUE.keys())
def test_what_is_true_of_it_is_not_refuted(verdict: str, text: str) -> None:
    steps = _steps(text)
    assert "refuted" not in {step.verdict for step in steps}
    assert steps[-1].verdict == verdict


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED.keys())
def test_a_value_that_is_given_refutes(text: str) -> None:
    assert _steps(text)[-1].verdict == "refuted"
