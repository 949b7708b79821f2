"""Suppositions end with their case, and only plain words make one."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.reading.documents import beside, scanned
from numeric.checking.run import judged
from tests.thinned import thinned

# ruff: noqa: E501
FALSE = [
    "The columns of $Z$ are dependent, and $v_1$, $v_2$ both minimise $\\|Zv-y\\|$. As the loss is convex,\n\n$$v_1=v_2$$",
    "If $x=5$ then $x^2=25$. The converse being as true, and $x^2$ being $25$,\n\n$$x=5$$",
    "Let $J_{ij}=\\partial f_i/\\partial x_j$ for $f(x)=xV$.\n\n$$J=V$$",
    "Let $S=\\sum_{i=1}^n\\ell_i$. Counting every sample twice gives a loss $S_2$ with\n\n$$S_2=S$$",
    "For uniform $X$ let $r(a,X)=aX$.\n\n$$E\\bigl[\\max_a r(a,X)\\bigr]=\\max_a E[r(a,X)]$$",
    "Every real number satisfies the following inequality.\n\n$$x^2>0$$",
    "So $y\\mid x$ is Gaussian with\n\n$$p=2p.$$",
    "Suppose for a contradiction that $p=q$; as this is absurd, we drop the assumption. Hence\n\n$$p-q=0.$$",
    "*Case 1:* $p=1/3$. All is clear.\n*Case 2:* $p\\ne1/3$. Here\n\n$$3p=1.$$",
    "Let $u_{k+1}=u_k-\\eta u_k$. Then for every $k\\ge0$\n\n$$u_k=(1-\\eta)^{k+1}u_0.$$",
    "Let $F(y)=G(y/3)$ and $f=F'$, $g=G'$. Differentiating,\n\n$$f(y)=3g(y/3).$$",
    "For a fair coin $X$\n\n$$H(X)=2.$$",
    "Let $c>0$ in this paragraph only. Then $c^3>0$.\n\nFor a completely arbitrary real number $c$,\n\n$$c^3>0.$$",
    "Whenever $t>0$, we have $t^3>0$. It follows that\n\n$$t^3>0.$$",
    "Provided that $s=0$, the product $sx$ vanishes. We conclude\n\n$$sx=0.$$",
    "In the case $k=0$ we get $kx=0$. In the remaining cases\n\n$$kx=0.$$",
    "We first treat $\\mu=0$. Then $\\mu y=0$. If $\\mu$ is nonzero,\n\n$$\\mu y=0.$$",
    "Let $M\\in\\mathbb{R}^{n\\times n}$. Rarely is $M$ symmetric. We have\n\n$$M^\\top=M.$$",
    "Let $M\\in\\mathbb{R}^{n\\times n}$. We do not assume that $M$ is symmetric. Then\n\n$$M^\\top=M.$$",
    "Let $M\\in\\mathbb{R}^{n\\times n}$. It is unclear if $M$ is orthogonal. Then\n\n$$M^\\top M=I.$$",
    "Let $M, N\\in\\mathbb{R}^{n\\times n}$. Either $M$ or $N$ is symmetric. Then\n\n$$N^\\top=N.$$",
    "Let $M\\in\\mathbb{R}^{n\\times n}$. Some authors require that $M$ is symmetric. In general\n\n$$M^\\top=M.$$",
    "Let $M\\in\\mathbb{R}^{n\\times n}$. If $M$ were symmetric, then $M^\\top = M$. Here\n\n$$M^\\top=M.$$",
    "Suppose for a moment that $p=1$. Then $px=x$. Giving up this assumption,\n\n$$px=x.$$",
    "Let $a,b\\in\\mathbb{R}$ with $a\\ge0$ or $b\\ge0$. Then\n\n$$|b|=b.$$",
    "Let $a,b\\in\\mathbb{R}$. Exactly one of the inequalities $a>0$ and $b>0$ holds. Then\n\n$$|b|=b.$$",
    "Let $a\\in\\mathbb{R}$. The claim $a>0$ is false. Then\n\n$$|a|=a.$$",
    "Let $a\\in\\mathbb{R}$. We cannot guarantee $a>0$. Then\n\n$$|a|=a.$$",
    "Let $a\\in\\mathbb{R}$. Were $a>0$, we could simplify. Still,\n\n$$|a|=a.$$",
    "- Suppose $Q\\in\\mathbb{R}^{n\\times n}$ is orthogonal. Then $Q^\\top Q=I$.\n- For any $Q\\in\\mathbb{R}^{n\\times n}$,\n\n$$Q^\\top Q=I.$$",
    "## Part (a)\n\nAssume that $\\|v\\|=1$, $v\\in\\mathbb{R}^n$. Then $v^\\top v=1$.\n\n## Part (b)\n\nShow that\n\n$$v^\\top v=1.$$",
    "**Case 1:** $\\lambda=0$. Then $\\lambda x=0$.\n\n**Case 2:** $\\lambda\\ne0$. Then\n\n$$\\lambda x=0.$$",
    "Let $X$ and $Y$ be random variables. In some applications $X$ and $Y$ are independent. Then\n\n$$\\mathbb{E}[XY]=\\mathbb{E}[X]\\mathbb{E}[Y].$$",
    "Let $X$ and $Y$ be random variables. When $X$ and $Y$ are independent, $\\mathbb{E}[XY]=\\mathbb{E}[X]\\mathbb{E}[Y]$. It follows that\n\n$$\\mathbb{E}[XY]=\\mathbb{E}[X]\\mathbb{E}[Y].$$",
    "Let $f:\\mathbb{R}^n\\to\\mathbb{R}$ be differentiable. Many losses $f$ are convex. Hence\n\n$$f(y)\\ge f(x)+\\nabla f(x)^\\top(y-x).$$",
    "Let $f:\\mathbb{R}^n\\to\\mathbb{R}$ be differentiable. If $f$ is convex, gradient descent converges. Moreover\n\n$$f(y)\\ge f(x)+\\nabla f(x)^\\top(y-x).$$",
    "Let $X\\in\\mathbb{R}^{n\\times d}$ have full column rank. Later on we shall do without this. Without the rank condition,\n\n$$X^+X=I.$$",
    "Let $u\\in\\mathbb{R}^n$. There exists a $u$ with $u^\\top u=1$. So for all $u$\n\n$$u^\\top u=1.$$",
    "Choose $w$ such that $Xw=y$. For a different $w$ we have\n\n$$\\|Xw-y\\|^2=0.$$",
    "For $m=2$ we have $m^2=4$. For $m=3$ we have\n\n$$m^2=4.$$",
    "Taking $\\alpha=1$ gives $\\alpha x=x$. For other values of $\\alpha$,\n\n$$\\alpha x=x.$$",
    "Let $P\\in\\mathbb{R}^{n\\times n}$ be idempotent. This property is lost after the update. After it,\n\n$$P^2=P.$$",
    "Let $z\\in\\mathbb{R}$. Say $z>0$. Then $|z|=z$. Say $z<0$. Then\n\n$$|z|=z.$$",
    "Let $A\\in\\mathbb{R}^{n\\times n}$. To say that $A$ is symmetric would be wrong. We have\n\n$$A^\\top=A.$$",
    "Let $A\\in\\mathbb{R}^{n\\times n}$ be such that $A^2$ is symmetric. Then\n\n$$A^\\top=A.$$",
    "The matrix $A\\in\\mathbb{R}^{n\\times n}$ is symmetric if and only if $A$ has property P. Thus\n\n$$A^\\top=A.$$",
    "Let $A\\in\\mathbb{R}^{n\\times n}$. Suppose we knew that $A$ is symmetric. Unfortunately we do not. Then\n\n$$A^\\top=A.$$",
    "Let $A\\in\\mathbb{R}^{n\\times n}$. In an earlier version, $A$ was symmetric. Now\n\n$$A^\\top=A.$$",
    "Let $A\\in\\mathbb{R}^{n\\times n}$. By contrast to $B$, which is symmetric, nothing is known of $A$. Then\n\n$$A^\\top=A.$$",
]
TRUE = [
    "Let $A\\in\\mathbb{R}^{n\\times n}$ be symmetric. Then\n\n$$A^\\top=A.$$",
    "Let $X\\in\\mathbb{R}^{n\\times d}$ have full column rank and let $y\\in\\mathbb{R}^n$. Then\n\n$$X^+X=I.$$",
    "Since the covariance matrix $\\Sigma\\in\\mathbb{R}^{d\\times d}$ is symmetric positive definite, we have\n\n$$\\Sigma^\\top=\\Sigma.$$",
    "Suppose $a>0$. Then $a^3>0$. Hence\n\n$$a^5>0.$$",
    "Suppose that $\\lambda=0$. Then\n\n$$\\lambda x=0.$$",
    "If $\\lambda>0$, then\n\n$$\\lambda^3>0.$$",
    "Assume $X$ and $Y$ are independent random variables. Then\n\n$$\\mathbb{E}[XY]=\\mathbb{E}[X]\\mathbb{E}[Y].$$",
    "Let $f:\\mathbb{R}^n\\to\\mathbb{R}$ be convex and differentiable. Then\n\n$$f(y)\\ge f(x)+\\nabla f(x)^\\top(y-x).$$",
    "Without loss of generality, let $\\|w\\|=1$, $w\\in\\mathbb{R}^d$. Then\n\n$$w^\\top w=1.$$",
    "In the following, the matrix $Q\\in\\mathbb{R}^{n\\times n}$ is orthogonal, as usual. We compute\n\n$$Q^\\top Q=I.$$",
    "We now fix a step size $\\eta>0$. Then\n\n$$\\eta^3>0.$$",
    "Let $\\lambda>0$. For $\\lambda=0$ one has $\\lambda x=0$.\n\nFor our $\\lambda$,\n\n$$\\lambda^3>0.$$",
    "(a) Let $\\lambda=0$. Then $\\lambda x=0$.\n\n(b) Let $\\lambda>0$. Then\n\n$$\\lambda^3>0.$$",
    "1. Suppose $X^\\top X=I$, $X\\in\\mathbb{R}^{n\\times d}$. Show that $\\|Xw\\|^2=\\|w\\|^2$.\n\n2. Suppose $a>0$. Show that\n\n$$a^3>0.$$",
    "Assumptions:\n\n- $A\\in\\mathbb{R}^{n\\times n}$ is symmetric.\n- $\\lambda>0$.\n\nThen\n\n$$A^\\top=A.$$",
    "Let $A$ and $B$ be symmetric $n\\times n$ matrices. Then\n\n$$(AB)^\\top=BA.$$",
]


def verdict(text: str) -> str:
    """The verdict on the last step of a document."""
    path = Path("case.md")
    return str(judged(scanned(path.name, text.encode(), beside(path)), processes=1).steps[-1].verdict)


@pytest.mark.parametrize("text", thinned(FALSE, one_in=2))
def test_what_is_not_supposed_any_longer_proves_nothing(text: str) -> None:
    assert verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("text", thinned(TRUE, one_in=2))
def test_what_is_plainly_supposed_holds(text: str) -> None:
    assert verdict(text) == "proved"
