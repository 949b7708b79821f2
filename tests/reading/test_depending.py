"""Letters that words tie to others: no constants in a mean or a derivative, whatever the words are."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

TIED = {
    "computed by a rule": r"Let $x\sim\mathcal{N}(0,\Sigma)$ and let $m$ be computed from "
    r"$x$ by some rule. Then "
    r"$$\mathbb{E}[m^\top x]=0$$",
    "decided by looking": r"Let $Z\sim\mathcal{N}(0,1)$. The stopping level $T$ is decided "
    r"by looking at $Z$. Then "
    r"$$\mathbb{E}[TZ]=0$$",
    "a state that reads it": r"Let $x\sim\mathcal{N}(0,I)$ with $x\in\mathbb{R}^d$ and let $h\in\mathbb{R}^d$ "
    r"be the hidden state that a recurrent net reaches when it reads "
    r"$x$. Then "
    r"$$\mathbb{E}[h^\top x]=0$$",
    "a function of chance": r"Let $v(\omega)$ be a random direction and $\omega\sim\mathcal{N}(0,1)$. "
    r"Then "
    r"$$\mathbb{E}[\omega\, a^\top v]=0$$",
    "large whenever the other is": r"Let $X\sim\mathcal{N}(0,1)$, and suppose $Y$ is large whenever "
    r"$X$ is. Then "
    r"$$\mathbb{E}[XY]=0$$",
    "an iterate that used it": r"Let $g\sim\mathcal{N}(0,I)$ be a stochastic gradient and $w$ "
    r"the iterate that has already used it. Then "
    r"$$\mathbb{E}[w^\top g]=0$$",
    "a root": r"Let $\xi\sim\mathcal{N}(0,1)$, and let $q$ satisfy $q^3+q=\xi$. "
    r"Then "
    r"$$\mathbb{E}[q\xi]=0$$",
    "the noise in words": r"The vector $v$ depends on the noise. The noise is $\epsilon\sim\mathcal{N}(0,I)$. "
    r"Then "
    r"$$\mathbb{E}[v^\top\epsilon]=0$$",
    "picked to be large": r"Let $\epsilon\sim\mathcal{N}(0,\sigma^2I)$. We pick $v\in\mathbb{R}^n$ "
    r"so as to maximise the inner product with $\epsilon$. Then "
    r"$$\mathbb{E}[v^\top\epsilon]=0$$",
    "an entry": r"Let $x\sim\mathcal{N}(0,I)$. Here $k$ is the index of the largest "
    r"entry of $x$, and $s$ is that entry. Then "
    r"$$\mathbb{E}[s\,a^\top x]=0$$",
    "a running average": r"Let $x\sim\mathcal{N}(\mu,\Sigma)$ be an example and $\hat\mu$ "
    r"the running average to which $x$ has been added. Then "
    r"$$\mathbb{E}[\|x-\hat\mu\|^2]=\operatorname{tr}\Sigma+\|\mu-\hat\mu\|^2$$",
    "annealed": r"The temperature $\tau$ is annealed with the step $t$. Then "
    r"$$\frac{d}{dt}(\tau t)=\tau$$",
    "a schedule": r"Let $\eta=\eta(t)$ be a schedule. Then "
    r"$$\frac{d}{dt}(\eta t)=\eta$$",
    "a function by its name": r"Let $a(x)\in\mathbb{R}^d$ be the attention weights. Then "
    r"$$\nabla_x (a^\top x)=a$$",
    "an image": r"Here $b$ is the image of $x$ under a network. Then "
    r"$$\nabla_x(b^\top x)=b$$",
    "recomputed": r"The scale $s$ is recomputed from $w\in\mathbb{R}^d$ in every "
    r"step. Then "
    r"$$\nabla_w (s\|w\|^2)=2sw$$",
    "an estimate": r"Let $\hat w$ be the ridge estimate with parameter $\lambda$. "
    r"Then "
    r"$$\frac{\partial}{\partial\lambda}(\lambda\|\hat w\|^2)=\|\hat w\|^2$$",
    "driven": r"The state $h\in\mathbb{R}^n$ of the net is driven by the input "
    r"$u\in\mathbb{R}^n$. Then "
    r"$$\nabla_u(h^\top u)=h$$",
    "a pattern of activation": r"Let $D$ be the diagonal matrix of the activation pattern at $x$. "
    r"Then "
    r"$$\nabla_x (x^\top Dx)=2Dx$$",
    "a prediction": r"Let $\hat y$ be the prediction of the model, $w\in\mathbb{R}^d$. "
    r"Then "
    r"$$\nabla_w(\|\hat y-y\|^2+\lambda\|w\|^2)=2\lambda w$$",
    "a projection onto it": r"We write $P$ for the projection onto the span of $u$. Then "
    r"$$\nabla_u (u^\top Pu)=2Pu$$",
}
FREE = {
    "noise in a model": r"Let $\epsilon\sim\mathcal{N}(0,\sigma^2I)$ be noise, $X\in\mathbb{R}^{n\times "
    r"d}$ a fixed design matrix with rows $x_i$, and $y=Xw+\epsilon$. "
    r"Then "
    r"$$\mathbb{E}[y]=Xw$$",
    "a constant matrix": r"Let $x\sim\mathcal{N}(\mu,\Sigma)$ with $x\in\mathbb{R}^n$, and "
    r"let $A\in\mathbb{R}^{m\times n}$ be a constant matrix that does "
    r"not depend on $x$. Then "
    r"$$\mathbb{E}[Ax]=A\mu$$",
    "weights of a model": r"Let $X\in\mathbb{R}^{n\times d}$ be the data, $y\in\mathbb{R}^n$ "
    r"the labels and $w\in\mathbb{R}^d$ the weights of a linear model. "
    r"Then "
    r"$$\nabla_w\|Xw-y\|^2=2X^\top(Xw-y)$$",
    "a strength": r"The regularisation strength $\lambda>0$ controls the size of "
    r"$w\in\mathbb{R}^d$. Then "
    r"$$\nabla_w \lambda\|w\|^2=2\lambda w$$",
    "a mean and a covariance": r"Let $\mu$ be the mean and $\Sigma$ the covariance of $x\sim\mathcal{N}(\mu,\Sigma)$. "
    r"Then "
    r"$$\mathbb{E}[\|x-\mu\|^2]=\operatorname{tr}\Sigma$$",
    "a score": r"Let $w\in\mathbb{R}^d$ be the weights, $x\in\mathbb{R}^d$ an "
    r"input with label $y$, and $s=w^\top x$ the score. Then "
    r"$$\nabla_w (s-y)^2=2(s-y)x$$",
    "an independent column": r"Let $\epsilon\sim\mathcal{N}(0,I)$ and let $v\in\mathbb{R}^n$ "
    r"be independent of $\epsilon$. Then "
    r"$$\mathbb{E}[v^\top\epsilon]=0$$",
    "a covariance of inputs": r"Let $x\sim\mathcal{N}(0,\Sigma)$, where $\Sigma$ is the covariance "
    r"matrix of the inputs, and $w$ a fixed vector. Then "
    r"$$\mathbb{E}[(w^\top x)^2]=w^\top\Sigma w$$",
    "a prediction with a formula": r"Let $y$ be the target, $\hat y=Xw$ the prediction and $L=\frac12\|\hat "
    r"y-y\|^2$ the loss. Then "
    r"$$\nabla_w L=X^\top(\hat y-y)$$",
}


@pytest.mark.parametrize("name", TIED)
def test_what_may_depend_on_another_letter_is_no_constant(name: str) -> None:
    assert last(TIED[name]).verdict not in ("proved", "checked")


@pytest.mark.parametrize("name", FREE)
def test_what_words_leave_constant_is_one(name: str) -> None:
    assert last(FREE[name]).verdict == "proved"


def test_the_reason_names_both_letters_and_the_words() -> None:
    step = last(r"The learning rate $\eta$ decays with $t$. Then $$\frac{d}{dt}(\eta t)=\eta$$")
    assert "eta may depend on t as `decays` at line 1 says" in step.reason
