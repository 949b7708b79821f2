"""A name to which a formula or words give another meaning has that one, and nothing is proved of the old."""

from __future__ import annotations

import pytest

from derivations.reading.documents import scanned
from derivations.reading.reader import read
from numeric.checking.run import steps_of
from tests.thinned import thinned

LOSS = "Let $L(w)=\\|Xw-y\\|^2$ with $X\\in\\mathbb{R}^{n\\times d}$.\n\n"
RIDGE = "\n\n$$L(w)=\\|Xw-y\\|^2+\\lambda\\|w\\|^2.$$\n\n"
OLD, NEW = "\n\n$$\\nabla L(w)=2X^\\top(Xw-y).$$", "\n\n$$\\nabla L(w)=2X^\\top(Xw-y)+2\\lambda w.$$"
EXPANDED = "\n\n$$L(w)=w^\\top X^\\top Xw-2y^\\top Xw+y^\\top y.$$"
SLIP = EXPANDED.replace("-2y", "-y")
CUES = (
    "With a penalty, the loss becomes",
    "The loss of the second model is",
    "For ridge we use",
    "The regularised loss is",
    "Weight decay changes the loss to",
    "To avoid overfitting one minimises",
    "Adding a penalty with $\\lambda>0$ gives",
)
UNCLEAR = ("A common variant is", "Tikhonov's loss is")
WORDS = {  # the last step is true of the old meaning alone
    "divided": LOSS + f"Next we divide the loss by $n$, and keep calling it $L$. Then{OLD}",
    "formed with": "For least squares let $H=X(X^\\top X)^{-1}X^\\top$. For ridge regression, $H$ is formed with "
    "$X^\\top X+\\lambda I$ in place of $X^\\top X$. Then\n\n$$H^2=H.$$",
    "redefined": "Let $f(x)=x^2$. To get rid of the sign, we redefine $f(x)=x^4$. Then\n\n$$f(3)=9.$$",
    "from now on": "First $f(x)=x^2$. So that it is odd, from now on we use $f(x)=x^3$. Then\n\n$$f(-3)=9.$$",
    "swapped": "Start with $a=2$ and $b=5$. The program swaps the two variables. Then\n\n$$a-b=-3.$$",
    "halved": "We begin with $\\eta=0.2$. After an epoch the step size is halved. Then\n\n$$\\eta=0.2.$$",
    "overwritten": "Let $a=3$. We overwrite $a$ by its square. Then\n\n$$a=3.$$",
    "another value": "Let $a=2$. In the second example, $a$ is $3$, so\n\n$$a^2=4.$$",
    "becomes": LOSS + f"For ridge, $L(w)$ becomes $\\|Xw-y\\|^2+\\lambda\\|w\\|^2$. Then{OLD}",
    "modified": "Let $f(x)=x^2$. We modify $f$ by adding a linear term. Then\n\n$$f'(x)=2x.$$",
    "stands for": "Let $K=X^\\top X$ with $X\\in\\mathbb{R}^{n\\times n}$. From here on, $K$ stands for $XX^\\top$. "
    "Then\n\n$$K=X^\\top X.$$",
    "the second": "The first activation is $\\phi(z)=z^2$, the second is $\\phi(z)=z^3$. Then\n\n$$\\phi'(z)=2z.$$",
    "switch": "We first use $\\phi(z)=z^2$. Later we switch to $\\phi(z)=z^3$. Then\n\n$$\\phi'(z)=2z.$$",
    "instead": "Let $f(x)=x^2$. One may take $f(x)=x^3$ instead. Then\n\n$$f'(x)=2x.$$",
}


def _verdict(text: str) -> str:
    return steps_of(read(scanned("x.md", text.encode())).links)[-1].verdict


@pytest.mark.parametrize("cue", thinned(CUES, one_in=2))
def test_another_formula_is_adopted(cue: str) -> None:
    assert _verdict(LOSS + cue + RIDGE) == "proved"
    assert _verdict(LOSS + cue + RIDGE + f"Its gradient is{NEW}") == "proved"
    assert _verdict(LOSS + cue + RIDGE + f"Its gradient is{OLD}") == "refuted"


@pytest.mark.parametrize("cue", thinned(UNCLEAR, one_in=2))
def test_nothing_is_certain_of_a_name_that_may_have_another_meaning(cue: str) -> None:
    for rest in ("", f"Its gradient is{NEW}", f"Its gradient is{OLD}"):
        assert _verdict(LOSS + cue + RIDGE + rest) == "open"


@pytest.mark.parametrize("text", thinned(WORDS.values(), one_in=2), ids=WORDS.keys())
def test_words_end_an_old_meaning(text: str) -> None:
    assert _verdict(text) not in ("proved", "checked")


@pytest.mark.parametrize("cue", ["Expanding the square,", "Then", "We have", "The loss is", "For linear regression,"])
def test_an_expansion_is_claimed(cue: str) -> None:
    assert _verdict(LOSS + cue + EXPANDED) == "proved"
    assert _verdict(LOSS + cue + SLIP) == "refuted"


def test_a_loss_in_other_letters_keeps_its_meaning() -> None:
    text = (
        LOSS
        + "With $A=X^\\top X$ and $b=X^\\top y$, the loss becomes\n\n$$L(w)=w^\\top Aw-2b^\\top w+y^\\top y.$$\n\nThus"
    )
    assert _verdict(text + "\n\n$$\\nabla L(w)=2Aw-2b.$$") == "proved"
