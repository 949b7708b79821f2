"""Words that give products, numbers, norms and fractions another meaning keep formulas from being read."""

from __future__ import annotations

import pytest

from tests.reading.verdicts import last

CHANGED = {
    "entrywise products": "Products of matrices written without a dot are entrywise here. $$AI = A$$",
    "a star": "The star is entrywise, juxtaposition the usual product. $$(A*B)C = A*(BC)$$",
    "complex numbers": "In this chapter numbers are complex. $$|z|^2 = z^2$$",
    "a complex matrix": "Let $A$ be complex. $$\\operatorname{rank}(A^\\top A) = \\operatorname{rank}(A)$$",
    "another norm": "On this sheet $\\|\\cdot\\|$ is the sum of the absolute values. $$\\|(3,4)\\| = 5$$",
    "a shorthand": "For matrices we write $A/B$ as a shorthand for $B^{-1}A$. $$\\frac{A}{B}B = A$$",
    "a composition": "A product $fg$ of functions stands for the composition. Let $f(x)=x+1$, $g(x)=2x$. $$fg = gf$$",
    "another base": "The sheet takes $\\log$ to base one half. $$\\log 4 > \\log 2$$",
    "an emphasised layout": "In *denominator* layout, let $y=Ax$ with $A\\in\\mathbb{R}^{m\\times n}$. "
    "$$\\frac{\\partial y}{\\partial x} = A$$",
}


@pytest.mark.parametrize("name", CHANGED)
def test_another_meaning_is_not_read_as_the_usual_one(name: str) -> None:
    assert last(CHANGED[name]).verdict not in ("proved", "checked")


def test_the_sign_of_the_entrywise_product_changes_no_other() -> None:
    text = (
        "Here $\\odot$ is the entrywise product; let $A,B\\in\\mathbb{R}^{n\\times n}$. $$(AB)^\\top=B^\\top A^\\top$$"
    )
    assert last(text).verdict == "proved"
